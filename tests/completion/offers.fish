#!/usr/bin/env fish
# SPDX-License-Identifier: MIT
#
# What fish offers for each line.
# Run:   offers.fish FILE LINES

fish --no-execute $argv[1]; or exit 1
source $argv[1]; or exit 1
set number 0
while read -l line
    set number (math $number + 1)
    echo "line $number"
    set offered (complete -C "$line")
    string replace -r '\t.*' '' -- $offered
end <$argv[2]
exit 0

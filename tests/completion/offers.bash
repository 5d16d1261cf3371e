#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# What bash offers for each line: calls the function as readline would, with
# words cut at blanks and around `=`.
# Run:   offers.bash FILE LINES
set -u

# shellcheck source=/dev/null
. "$1"
number=0
while IFS= read -r line; do
    number=$((number + 1))
    echo "line $number"
    # Only a blank begins a new, empty word.
    read -ra COMP_WORDS <<<"${line//=/ = }"
    [[ $line != *[\ =] ]] || COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    if [[ $line == *= ]]; then
        # The `=` is a word of its own, and the one at the cursor.
        unset "COMP_WORDS[COMP_CWORD]"
        COMP_CWORD=$((COMP_CWORD - 1))
    fi
    _dvf dvf "${COMP_WORDS[COMP_CWORD]}" ''
    printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
done <"$2"

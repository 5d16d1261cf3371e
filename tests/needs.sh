#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Where the programs that tests need are missing, ctest names them on the line
# of each test, and where they are there it does not.
# Run:   needs.sh CTEST BUILD_DIR CONFIG
set -eu

ctest=$1 build=$2 config=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# names PATH: the tests as ctest names them where these are the programs.
names() {
    (cd "$build" && PATH=$1 "$ctest" -C "$config" -N) |
        sed -n 's/.*Test *#[0-9]*: //p'
}

failed=0
for program in tmux cmark bash; do
    mkdir "$work/$program"
    touch "$work/$program/$program"
    chmod +x "$work/$program/$program"
    names "$work/$program" >"$work/names"
    if grep -q "(lacks .*$program" "$work/names"; then
        echo "not ok - $program is there, and missed"
        failed=1
    fi
done
mkdir "$work/empty"
names "$PATH" >"$work/all"
names "$work/empty" >"$work/names"
for name in 'terminal.others (lacks bash, tmux)' 'report (lacks cmark)' \
    'ci (lacks bash)' 'completion.zsh (lacks bash, zsh)'; do
    # A build with instruments has no completions.
    grep -q "^${name%% *}" "$work/all" || continue
    if grep -qxF "$name" "$work/names"; then
        echo "ok - $name"
    else
        echo "not ok - $name: it is not said"
        failed=1
    fi
done
exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The first command of the README, and how the action for GitHub builds dvf, as
# they stand: root needs no sudo for them, and who is not root installs with
# sudo and builds without. The programs they call are stood in for; apt-get
# refuses to work for who is not root.
# Run:   command.sh README ACTION
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/bin" "$work/sudo"
failed=0

# program FOLDER NAME LINE...
program() {
    file=$work/$1/$2
    shift 2
    printf '%s\n' '#!/bin/sh' "$@" >"$file"
    chmod +x "$file"
}

# shellcheck disable=SC2016 # they are expanded when the programs run
{
    program bin id 'echo "$WHO"'
    program bin env 'while case $1 in *=*) ;; *) false ;; esac; do' \
        'export "$1"' 'shift' 'done' 'exec "$@"'
    program bin apt-get '[ "$WHO" = 0 ] || exit 100' \
        'echo "apt-get $1 as $WHO, $DEBIAN_FRONTEND"'
    program bin cmake 'echo "cmake $* as $WHO"'
    program sudo sudo 'WHO=0; export WHO' 'exec "$@"'
}

program bin mktemp 'echo folder'

# check WHAT WHO PATH SCRIPT LINES SHELL...: each shell that is here says LINES.
check() {
    what=$1 who=$2 path=$3 script=$4 lines=$5
    shift 5
    for shell; do
        file=$(command -v "$shell") || continue
        if said=$(WHO=$who PATH=$path DEBIAN_FRONTEND=dialog DVF_SOURCE=source \
            "$file" -e "$script" 2>&1) && [ "$said" = "$lines" ]; then
            echo "ok - $what, $shell"
        else
            echo "not ok - $what, $shell: $said"
            failed=1
        fi
    done
}

# check_all WHAT SCRIPT LINES SHELL...: as root and not. WHO in LINES is who
# runs it.
check_all() {
    title=$1 script=$2 lines=$3
    shift 3
    as_root=$(echo "$lines" | sed s/WHO/0/)
    as_user=$(echo "$lines" | sed s/WHO/1000/)
    check "$title, root without sudo" 0 "$work/bin" "$script" "$as_root" "$@"
    check "$title, root with sudo" 0 "$work/bin:$work/sudo" "$script" \
        "$as_root" "$@"
    check "$title, a user with sudo" 1000 "$work/bin:$work/sudo" "$script" \
        "$as_user" "$@"
}

awk '/^```/ { if (open) exit; open = /^```sh$/; next } open' "$1" \
    >"$work/command"
check_all "README" "$work/command" "apt-get update as 0, dialog
apt-get install as 0, noninteractive
cmake --workflow --preset demo as WHO" sh bash dash zsh

awk '/run: \|/ { open = 1; next } open && /^    - / { exit } open' "$2" \
    >"$work/action"
check_all "action" "$work/action" "apt-get update as 0, dialog
apt-get install as 0, dialog
cmake -S source -B folder -G Ninja -DBUILD_TESTING=OFF as WHO
cmake --build folder as WHO
cmake --install folder as 0" bash

# Without sudo it ends, and nothing is built.
if said=$(WHO=1000 PATH=$work/bin /bin/sh "$work/command" 2>&1); then
    echo "not ok - a user without sudo: $said"
    failed=1
fi
exit $failed

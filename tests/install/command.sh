#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The first command of the README, as it stands: root needs no sudo for it, and
# who is not root installs with sudo and builds without. The programs it calls
# are stood in for; apt-get refuses to work for who is not root.
# Run:   command.sh README
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

awk '/^```/ { if (open) exit; open = /^```sh$/; next } open' "$1" >"$work/command"
grep -q apt-get "$work/command" || {
    echo "not ok - the README begins with another command"
    exit 1
}

# check WHAT WHO PATH: with each shell that may be used for it.
check() {
    for shell in sh bash dash zsh; do
        file=$(command -v $shell) || continue
        lines="apt-get update as 0, $4
apt-get install as 0, noninteractive
cmake --workflow --preset demo as $2"
        if said=$(WHO=$2 PATH=$3 DEBIAN_FRONTEND=$4 "$file" "$work/command" \
            2>&1) && [ "$said" = "$lines" ]; then
            echo "ok - $1, $shell"
        else
            echo "not ok - $1, $shell: $said"
            failed=1
        fi
    done
}

check "root without sudo" 0 "$work/bin" dialog
check "root with sudo" 0 "$work/bin:$work/sudo" dialog
check "a user with sudo" 1000 "$work/bin:$work/sudo" dialog

# Without sudo it ends, and nothing is built.
if said=$(WHO=1000 PATH=$work/bin /bin/sh "$work/command" 2>&1); then
    echo "not ok - a user without sudo: $said"
    failed=1
fi
exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs of `dvf check --lock` side by side lose no entry (by the name `kept`);
# and they wait for each other no longer than 10 seconds, and are not stopped by
# one that was killed (`held`).
# Run:   run.sh DVF kept|held [ROUNDS]
set -eu

dvf=$(realpath "$1") part=$2 rounds=${3:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"

failed=0
# check WHAT COMMAND...
check() {
    what=$1
    shift
    if "$@"; then
        echo "ok - $what"
    else
        echo "not ok - $what"
        failed=1
    fi
}

# profiles FOLDER NUMBER: so many that agree.
profiles() {
    mkdir -p "$1"
    for i in $(seq "$2"); do
        printf 'profile: p%d\nanswers:\n  admin_ui: required\n%s\n' "$i" \
            'decision: {option: django}' >"$1/p$i.dvf.yaml"
    done
}

# entries FILE NUMBER: the lock has so many.
# shellcheck disable=SC2317 # called by check, too
entries() {
    [ "$(grep -c '^  - file: ' "$1")" -eq "$2" ]
}

# shellcheck disable=SC2317 # called by check
all_are_kept() {
    for round in $(seq "$rounds"); do
        rm -f many/dvf.lock
        (cd many && printf '%s\n' ./*.dvf.yaml |
            xargs -P4 -n5 "$dvf" check -q --lock >/dev/null) || return 1
        entries many/dvf.lock 40 || {
            echo "# round $round: $(grep -c '^  - file: ' many/dvf.lock)"
            return 1
        }
    done
    (cd many && "$dvf" check -q --locked . >/dev/null)
}

# Each run names the folders in an order of its own.
# shellcheck disable=SC2317 # called by check
orders_do_not_matter() {
    rm -f a/dvf.lock b/dvf.lock
    for round in $(seq "$rounds"); do
        for i in 1 2 3 4; do
            "$dvf" check -q --lock "a/p$i.dvf.yaml" "b/p$i.dvf.yaml" &
            "$dvf" check -q --lock "b/p$i.dvf.yaml" "a/p$i.dvf.yaml" &
        done >/dev/null
        wait
    done
    entries a/dvf.lock 4 && entries b/dvf.lock 4
}

# One run drops what is gone while the others lock what is there.
# shellcheck disable=SC2317 # called by check
dropping_keeps_the_others() {
    for round in $(seq "$rounds"); do
        profiles c 12
        rm -f c/dvf.lock
        "$dvf" check -q --lock c >/dev/null
        rm c/p1.dvf.yaml c/p7.dvf.yaml
        for i in 2 3 4 5; do
            sed -i 's/required/nice_to_have/' "c/p$i.dvf.yaml"
            "$dvf" check -q --lock "c/p$i.dvf.yaml" &
        done >/dev/null
        "$dvf" check -q --lock c >/dev/null &
        wait
        entries c/dvf.lock 10 || return 1
        "$dvf" check -q --locked c >/dev/null || return 1
    done
}

profiles a 4
profiles b 4

if [ "$part" = kept ]; then
    profiles many 40
    check "40 profiles locked side by side are all in the lock" all_are_kept
    check "folders in opposite orders do not stop each other" orders_do_not_matter
    check "what is gone is dropped, and nothing else" dropping_keeps_the_others
    check "nothing is left beside the profiles" sh -c \
        '! ls -A many a b c | grep -Ev "^p[0-9]+[.]dvf[.]yaml$|^dvf[.]lock$|^[abc]:|^many:|^$"'
    exit $failed
fi

if ! command -v flock >/dev/null; then
    echo "# there is no flock: nothing holds the lock from outside"
    exit $failed
fi

# hold: a process that locks the folder, and stops.
hold() {
    mkfifo held
    (
        flock 9
        echo held >held
        exec sleep 120
    ) 9<a &
    holder=$!
    read -r _ <held
    rm held
    kill -STOP "$holder"
}

# shellcheck disable=SC2317 # called by check
the_wait_ends() {
    before=$(date +%s)
    status=0
    "$dvf" check -q --lock a b/p1.dvf.yaml >out 2>err || status=$?
    waited=$(($(date +%s) - before))
    [ "$status" -eq 2 ] && [ "$waited" -ge 9 ] && [ "$waited" -le 40 ] &&
        grep -q "^dvf: cannot write 'a/dvf.lock': another process" err
}

hold
check "a folder that stays locked ends the run after 10 s" the_wait_ends
check "the other lock is written all the same" entries b/dvf.lock 1
check "the reports are complete" grep -q 'a/p4.dvf.yaml: agrees' out
check "reading waits for nobody" timeout 5 "$dvf" check -q b/p1.dvf.yaml \
    -o quick
kill -9 "$holder"
check "one that was killed stops nobody" timeout 5 "$dvf" check -q --lock a \
    -o out
check "and the lock is whole then" entries a/dvf.lock 4

exit $failed

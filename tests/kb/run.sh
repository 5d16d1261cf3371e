#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The shipped knowledge base names a source with a date for each figure that it
# states, and sources.sh tells where one is missing, old or past.
# Run:   run.sh DATA
set -eu

data=$(realpath "$1") here=$(realpath "$(dirname "$0")")
kb=$data/kb/django-fastapi.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

# check TITLE COMMAND...: the command must succeed.
check() {
    title=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        echo "ok - $title"
    else
        echo "not ok - $title"
        sed 's/^/# /' "$work/out"
        failed=1
    fi
}

# tells STATUS TEXT SCRIPT [ARGUMENT...]: of the file as the sed script changes
# it, sources.sh says the text and ends with the status.
# shellcheck disable=SC2317 # check calls it
tells() {
    wanted=$1 text=$2
    sed "$3" "$kb" >"$work/kb.yaml"
    shift 3
    status=0
    "$here/sources.sh" "$work/kb.yaml" "$@" >"$work/said" || status=$?
    cat "$work/said"
    [ "$status" -eq "$wanted" ] && grep -q "$text" "$work/said"
}

check 'each figure has a source with a date' "$here/sources.sh" "$kb"
cat "$work/out"
check 'a claim whose only source loses its date is told' tells 1 \
    'missing: claim quick.fastapi-specific (now)' \
    '/- id: python-survey-2025/,/date:/s/date: .*/date: undated/'
check 'a rule that states a figure without claims is told' tells 1 \
    'missing: rule admin.nice (because)' \
    '/- id: admin.nice/,/origin/{s/because: >-/because: In 2025 at least,/
        /claims:/,/origin/{/^      -/d;s/claims:.*/claims: []/;}}'
check 'a note that states a figure without a dated source is told' tells 1 \
    'missing: note info.grpc' \
    '/- id: info.grpc/,/says/s/says: /says: In 2025, /
        /- id: socio-grpc-docs/,/date:/s/date: .*/date: undated/'
check 'a row of the comparison that states a figure without a source is told' \
    tells 1 'missing: row best_for' \
    '/- id: best_for/,/claims/{s/Whole/In 2025, whole/;s/claims:.*/claims: []/;}'
check 'sources that are older than a year are listed' tells 0 \
    'old: claim advisor.support-policy (now) rests on 2026-' '' \
    --as-of 2028-01-31
check 'and so is what has passed' tells 0 \
    'past: note info.support holds until 2027-04' '' --as-of 2028-01-31
check 'nothing has passed on the day of the facts' \
    sh -c "! '$here/sources.sh' '$kb' | grep -q '^past'"
exit "$failed"

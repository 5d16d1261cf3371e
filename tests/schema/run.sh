#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every example's JSON report, and the one of all together, holds to the JSON
# Schema. Needs Python 3 with jsonschema; without it the status is 77, skipped.
# Run:   run.sh DVF DATA
set -eu

dvf=$1 data=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

for python in python3 /usr/bin/python3 none; do
    "$python" -c 'import jsonschema' >/dev/null 2>&1 && break
done
if [ "$python" = none ]; then
    echo "skipped: there is no Python 3 with jsonschema"
    exit 77
fi

for profile in "$data"/profiles/*.yaml; do
    "$dvf" advise -f json "$profile" >"$work/$(basename "$profile").json"
done
"$dvf" advise -f json "$data"/profiles/*.yaml >"$work/all.json"
"$dvf" advise -f json --article-only "$data"/profiles/*.yaml \
    >"$work/article-only.json"

"$python" "$(dirname "$0")/validate.py" "$data"/schema/*.json "$work"/*.json

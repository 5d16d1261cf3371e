#!/bin/sh
# SPDX-License-Identifier: MIT
#
# `dvf-bench --json` prints one object whose members are numbers, under names
# that stay: those of names.txt, which programs that compare releases rely on.
# Instructions are counted where valgrind is there.
#
#     tests/bench/names.sh DVF-BENCH DVF PROFILE KB
set -eu
bench=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bench" --json --quick "$@" >"$work/object"

# One member a line, a comma behind each but the last.
awk '
    NR == 1 { bad += $0 != "{"; next }
    ended { bad++ }
    $0 == "}" { ended = 1; bad += comma; next }
    !/^  "[a-z0-9_.]+": -?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?,?$/ { bad++; print }
    NR > 2 && !comma { bad++ }
    { comma = /,$/ }
    END { exit bad > 0 || !ended }' "$work/object"

sed -n 's/^  "\(.*\)": .*/\1/p' "$work/object" |
    grep -v '\.instructions$' >"$work/names"
grep -v '^#' tests/bench/names.txt | diff - "$work/names"

# What failed would be measured all the same.
if grep -E '\.(exit_status|failures)": [^0]' "$work/object"; then
    exit 1
fi

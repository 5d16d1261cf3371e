#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The shared and the static library export exactly the functions that the
# headers declare.
# Run:   symbols.sh NM SHARED STATIC HEADER...
set -eu

nm=$1 shared=$2 static=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The last field of a line of nm -P is not the name; the first is.
names() {
    cut -d ' ' -f 1 | sort -u
}

cat "$@" | tr '\n' ' ' | grep -o 'DVF_API [^(;]*(' |
    sed -n 's/.*[ *]\(dvf_[a-z0-9_]*\)($/\1/p' | names >"$work/declared"
"$nm" -D -P --defined-only "$shared" | names >"$work/shared"
"$nm" -g -P --defined-only "$static" | grep ' ' | names >"$work/static"

status=0
[ -s "$work/declared" ] || {
    echo "not ok - the headers declare nothing"
    status=1
}
for kind in shared static; do
    if diff "$work/declared" "$work/$kind" >"$work/difference"; then
        echo "ok - $kind: exactly what the headers declare"
    else
        echo "not ok - $kind: < declared only, > exported only"
        cat "$work/difference"
        status=1
    fi
done
exit $status

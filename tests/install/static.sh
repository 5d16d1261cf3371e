#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The static command needs no other file of the system to run, and is small
# enough to be copied anywhere.
# Run:   static.sh DVF
set -eu

dvf=$1 largest=1638400

fail() {
    echo "not ok - $1"
    exit 1
}

if ! command -v readelf >/dev/null; then
    echo "skipped: there is no readelf"
    exit 77
fi
headers=$(readelf -l -d "$dvf")
if echo "$headers" | grep -E "INTERP|NEEDED"; then
    fail "it needs a loader or a library"
fi
echo "$headers" | grep -q LOAD || fail "readelf says nothing"
echo "ok - no loader, no library"

size=$(wc -c <"$dvf")
[ "$size" -le "$largest" ] || fail "$size bytes are more than $largest"
echo "ok - $size bytes"

env -i "$dvf" --version || fail "it does not run"
echo "ok - it runs"

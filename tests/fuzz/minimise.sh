#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Takes what a run of a fuzz target found into its corpus: of the corpus and the
# directories, the fewest and smallest inputs that reach as many edges. To be called
# in the project's directory, after `cmake --build --preset fuzz`.
#
#     tests/fuzz/minimise.sh TARGET [DIRECTORY...]
set -eu
target=$1
corpus=tests/fuzz/corpora/$target
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build/fuzz/tests/fuzz_"$target" -merge=1 -use_counters=0 -timeout=5 -max_len=8192 \
    "$work" "$corpus" "$@"
rm -f "$corpus"/*
cp "$work"/* "$corpus"

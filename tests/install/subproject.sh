#!/bin/sh
# SPDX-License-Identifier: MIT
#
# dvf as a part of another project, by add_subdirectory() or FetchContent: the
# example of dvf.h works in C and in C++ with both libraries, and the targets,
# tests, build type and installation stay those of the project.
# Run:   subproject.sh SOURCE_DIR CMAKE GENERATOR CC CXX
#            add_subdirectory|FetchContent
set -eu

source=$1 cmake=$2 generator=$3 cc=$4 cxx=$5 how=$6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
unset DESTDIR

fail() {
    echo "not ok - $1"
    exit 1
}

if ! command -v "$cxx" >/dev/null; then
    echo "skipped: there is no C++ compiler"
    exit 77
fi

# run STEP COMMAND...: its output is shown where it fails.
run() {
    step=$1
    shift
    "$@" >"$work/log" 2>&1 || fail "$how, $step: $(cat "$work/log")"
}

"$source/tests/install/example.sh" "$source/include/dvf/dvf.h" \
    >"$work/example.c"
mkdir "$work/parent"
cp "$source/tests/install/subproject/CMakeLists.txt" "$work/parent"
cp "$source/data/profiles/saas-billing.yaml" "$work/parent/profile.yaml"

# consume CONFIG...: build, test and install.
consume() {
    run configure "$cmake" -S "$work/parent" -B "$work/$how" -G "$generator" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DHOW="$how" \
        -DDVF="$source" -DEXAMPLE="$work/example.c" "$@"
    run build "$cmake" --build "$work/$how" --parallel 2
    run test ctest --test-dir "$work/$how" -C Debug --output-on-failure
    grep -q ' 6 tests passed\|0 tests failed out of 6' "$work/log" ||
        fail "$how: there are not six tests: $(cat "$work/log")"
    for target in demo bench uninstall; do
        run "$target" "$cmake" --build "$work/$how" --target $target
        grep -q parent "$work/log" || fail "$how: $target is dvf's"
    done
    run install "$cmake" --install "$work/$how" --config Debug \
        --prefix "$work/$how/prefix"
    (cd "$work/$how/prefix" && find . -type f | sort) >"$work/installed"
}

# One of them asks for what the other does without.
if [ "$how" = FetchContent ]; then
    consume -DDVF_INSTALL=ON
    grep -q '/dvf/dvf.h$' "$work/installed" ||
        fail "DVF_INSTALL installs nothing"
else
    consume
    [ "$(cat "$work/installed")" = ./bin/c_static ] ||
        fail "dvf was installed along: $(cat "$work/installed")"
fi
echo "ok - $how"

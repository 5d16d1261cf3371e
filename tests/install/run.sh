#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs a build to a temporary prefix and uses it as others would: the
# example of dvf.h, built against the shared and the static library by
# pkg-config and by CMake, must print what the installed command says.
# At the end `uninstall` leaves nothing.
# Run:   run.sh SOURCE_DIR BUILD_DIR CMAKE GENERATOR CC CONFIG
set -eu

source=$1 build=$2 cmake=$3 generator=$4 cc=$5 config=$6
work=$(mktemp -d)
prefix=$work/prefix manifest=$build/install_manifest.txt
unset DESTDIR

# What was installed from this build before is still to be uninstalled by it.
clean_up() {
    rm -f "$manifest"
    [ ! -f "$work/manifest" ] || cp "$work/manifest" "$manifest"
    rm -rf "$work"
}
[ ! -f "$manifest" ] || mv "$manifest" "$work/manifest"
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

fail() {
    echo "not ok - $1"
    exit 1
}

# Print the flags for linking by pkg-config.
flags() {
    PKG_CONFIG_PATH=$pkgconfig pkg-config "$@" dvf
}

# check NAME PROGRAM: the program says what the installed command says.
check() {
    outcome=$(LD_LIBRARY_PATH=$library "$2") || fail "$1: it failed"
    grep -q "\"outcome\": *\"$outcome\"" report.json ||
        fail "$1: it says '$outcome'"
    echo "ok - $1: $outcome"
}

# install_to PREFIX
install_to() {
    "$cmake" --install "$build" --config "$config" --prefix "$1" \
        >"$work/log" || fail "installation: $(cat "$work/log")"
}

# uninstall FOLDER: only the files that were there before are left below it.
uninstall() {
    echo mine >"$1/share/dvf/mine"
    "$cmake" --build "$build" --config "$config" --target uninstall \
        >"$work/log" 2>&1 || fail "uninstall: $(cat "$work/log")"
    left=$(cd "$1" && find . -type f -o -type l -o -name dvf)
    [ "$left" = "./share/dvf
./share/dvf/mine" ] || fail "uninstall leaves $left"
}

install_to "$prefix"
cd "$work"

for file in bin/dvf include/dvf/dvf.h share/dvf/kb/*.yaml \
    share/dvf/profiles/saas-billing.yaml share/dvf/schema/*.json \
    share/man/man1/dvf.1 share/man/man5/dvf-profile.5 share/man/man5/dvf-kb.5 \
    share/man/man5/dvf-policy.5 share/doc/dvf/README.md share/doc/dvf/LICENSE \
    share/bash-completion/completions/dvf share/zsh/site-functions/_dvf \
    share/fish/vendor_completions.d/dvf.fish; do
    [ -f "$prefix/$file" ] || [ -n "$(find "$prefix" -path "$prefix/$file")" ] ||
        fail "$file is not installed"
done
echo "ok - every part is installed"

pkgconfig=$(dirname "$(find "$prefix" -name dvf.pc)")
library=$(dirname "$pkgconfig")
cp "$prefix/share/dvf/profiles/saas-billing.yaml" profile.yaml
"$prefix/bin/dvf" advise -f json profile.yaml >report.json ||
    fail "the installed command failed"
set -- "$prefix"/share/dvf/kb/django-fastapi.yaml
"$prefix/bin/dvf" advise --kb "$1" -f json profile.yaml |
    cmp report.json - || fail "the installed and the built-in KB differ"
echo "ok - the installed KB is the built-in one"

"$source/tests/install/example.sh" "$prefix/include/dvf/dvf.h" >example.c

# The flags of pkg-config are several words.
# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Werror -o shared example.c \
    $(flags --cflags --libs) || fail "shared, by pkg-config"
check "shared, by pkg-config" ./shared

# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Werror -o batch \
    "$source/tests/install/batch.c" $(flags --cflags --libs) ||
    fail "many profiles, by pkg-config"
LD_LIBRARY_PATH=$library ./batch >batch.txt || fail "many profiles: it failed"
if ! grep -q '^[1-9][0-9]* decided$' batch.txt || ! grep -q '^+[1-9]' batch.txt
then
    fail "many profiles: it says '$(cat batch.txt)'"
fi
echo "ok - many profiles: $(head -n 1 batch.txt)"

if ! { "$cmake" -S "$source/tests/install" -B package -G "$generator" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix" \
    -DEXAMPLE="$work/example.c" >log 2>&1 &&
    "$cmake" --build package >log 2>&1; }; then
    fail "by find_package: $(cat log)"
fi
check "shared, by find_package" package/with_shared
check "static, by find_package" package/with_static

# Without the shared library -ldvf is the static one.
find "$library" -name 'libdvf.so*' -o -name 'libdvf*.dylib' |
    while read -r file; do rm "$file"; done
# shellcheck disable=SC2046
"$cc" -std=c11 -o static example.c $(flags --static --cflags --libs) ||
    fail "static, by pkg-config"
check "static, by pkg-config" ./static

# The shared library was taken away above: a file that is missing is no error.
uninstall "$prefix"
echo "ok - uninstall"
export DESTDIR="$work/stage"
install_to /usr
uninstall "$DESTDIR/usr"
echo "ok - uninstall below DESTDIR"

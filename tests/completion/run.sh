#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Completions as their shell gives them, for the lines of lines.txt: the words
# are those of the program's help and of the knowledge base.
# Run:   run.sh SHELL FILE DVF KB     FILE is the completion of SHELL
set -euo pipefail
export LC_ALL=C.UTF-8

shell=$1 file=$(realpath "$2") dvf=$3 kb=$4
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

if ! command -v "$shell" >/dev/null; then
    echo "skipped: there is no $shell"
    exit 77
fi

# list NAME [COMMAND]: the words of a list, from other sources than the tables.
list() {
    case $1 in
    @commands)
        "$dvf" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
        ;;
    @options)
        # The help of the program where there is no command.
        "$dvf" ${2:+"$2"} --help |
            sed -n '/^Options:/,/^$/s/^  .*--\([a-z-]*\).*/--\1/p'
        ;;
    @rules)
        awk '/^[a-z]/ { wanted = /^(rules|criteria):/ }
             wanted && sub(/^  - (\{)?id: /, "") { sub(/,.*/, ""); print }' "$kb"
        ;;
    -) ;;
    *) printf '%s\n' "$@" ;;
    esac
}

# pieces LINE: of each word that was offered for it, what lines.txt has.
pieces() {
    local last=${1##* }
    sed -e 's/[ =\/]*$//' -e '/^$/d' |
        if [[ $last == *[=,]* ]]; then sed 's/.*[=,]//'; else sed 's/=.*//'; fi |
        if [[ $last == -* ]]; then sed '/^-[^-]/d'; else cat; fi
}

grep -v '^#' "$here/lines.txt" | sed 's/ | .*//' >"$work/lines"
"$here/offers.$shell" "$file" "$work/lines" >"$work/said"

# What is said of line n stands behind "line n".
failed=0 number=0
while IFS= read -r line; do
    number=$((number + 1))
    wanted=$(grep -F "$line | " "$here/lines.txt" | head -n 1)
    # The words are several.
    # shellcheck disable=SC2086
    list ${wanted##* | } | sort >"$work/wanted"
    sed -n "/^line $number\$/,/^line /{/^line /!p}" "$work/said" |
        pieces "$line" | sort -u >"$work/got"
    if ! diff "$work/wanted" "$work/got" >"$work/difference"; then
        echo "not ok - '$line': < wanted, > offered"
        cat "$work/difference"
        failed=1
    fi
done <"$work/lines"
[ $failed -eq 0 ] && echo "ok - $shell, $number lines"
exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Markdown reports of `dvf check` as cmark reads them: what a profile says, and
# how its file is named, changes no element of the page. Needs cmark; without
# it the status is 77, skipped. Run:   run.sh DVF DATA
set -eu

dvf=$(realpath "$1") data=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

if ! cmark --version >/dev/null 2>&1; then
    echo "skipped: there is no cmark"
    exit 77
fi
answers=$(sed -n '/^answers:/,/^[a-z]/ { /^answers:/p; /^ /p; }' \
    "$data/profiles/saas-billing.yaml")

# profile TEXT FILE LINES...: a profile that says TEXT wherever it can, as a
# YAML string in quotes.
profile() {
    text=$(printf '%s' "$1" | sed "s/'/''/g")
    {
        printf "profile: '%s'\ndescription: '%s'\n" "$text" "$text"
        printf '%s\n' "$answers"
        shift
        file=$1
        shift
        for line; do
            printf '%s\n' "$line"
        done
    } >"$file"
}

# profiles FOLDER TEXT NAME: profiles of several outcomes that say TEXT, in
# files that are called NAME, with a record that is not there.
profiles() {
    mkdir -p "$1/.git"
    quoted=$(printf '%s' "$2" | sed "s/'/''/g")
    record=$(printf '%s' "$2" | tr / _ | sed "s/'/''/g")
    for outcome in agrees differs waived unused none error; do
        mkdir "$1/$outcome"
        file="$1/$outcome/$3.dvf.yaml"
        case $outcome in
        agrees) profile "$2" "$file" "decision:" "  option: django" \
            "  because: '$quoted'" "  record: '$record.md'" ;;
        differs) profile "$2" "$file" "decision:" "  option: fastapi" \
            "  because: '$quoted'" ;;
        waived) profile "$2" "$file" "decision: {option: fastapi}" "waiver:" \
            "  reason: '$quoted'" "  owner: '$quoted'" "  expires: 2026-12-01" ;;
        unused) profile "$2" "$file" "decision: {option: django}" "waiver:" \
            "  reason: '$quoted'" "  owner: '$quoted'" "  expires: 2026-12-01" ;;
        none) profile "$2" "$file" ;;
        error) profile "$2" "$file" "'$quoted': '$quoted'" \
            "decision: {option: '$quoted'}" ;;
        esac
    done
}

# elements FILE: the elements of the page, without their text. In blocks of HTML
# the texts between the tags are left out, and the comments that part signs.
elements() {
    cmark --unsafe -t xml "$1" | sed \
        -e '/<text/d' \
        -e 's/&lt;!-- --&gt;//g' \
        -e '/<html_inline[^>]*><\/html_inline>/d' \
        -e 's/&amp;//g' -e 's/&quot;//g' \
        -e '/<html_block/,/<\/html_block>/s/&gt;[^&]*&lt;/\&gt;\&lt;/g'
}

# check FOLDER OUT: both pages of a check, and what a runner must not obey.
check() {
    status=0
    (cd "$1" && GITHUB_STEP_SUMMARY="$2.summary" "$dvf" check -f github \
        --no-config --as-of 2026-11-22 --report "markdown=$2.comment" .) \
        >"$2.commands" 2>"$2.errors" || status=$?
    [ "$status" -eq 2 ] || fail "the status is $status" "$2.errors"
    for page in comment summary; do
        [ -s "$2.$page" ] || fail "there is no $page" "$2.errors"
        if grep -E '^ *::|##\[' "$2.$page"; then
            fail "the $page holds a command" "$2.$page"
        fi
        elements "$2.$page" >"$2.$page.xml"
    done
}

# fail MESSAGE FILE
fail() {
    printf '%s:\n' "$1"
    cat "$2"
    exit 1
}

# compare TEXT NAME: with them in place of x, the pages have the same elements.
compare() {
    number=$((number + 1))
    profiles "$work/$number" "$1" "$2"
    check "$work/$number" "$work/$number"
    for page in comment summary; do
        diff "$work/0.$page.xml" "$work/$number.$page.xml" >"$work/diff" ||
            fail "$page: '$1' in files called '$2' is more than text" \
                "$work/diff"
    done
}

number=0
profiles "$work/0" x x
check "$work/0" "$work/0"
grep -q '<html_block' "$work/0.comment.xml"
grep -q '<list' "$work/0.comment.xml"

while IFS= read -r text; do
    name=$(printf '%s' "$text" | tr / _)
    compare "$text" "$name"
done <<'END'
`a` ``b`` ```c
*a* **b** _c_ __d__
[a](https://example.org) ![b](x) [c]: d
<b>a</b></summary></details><!-- a
--> ]]> ?> --> <script>alert(1)</script>
a|b\|c\\|d\
&amp; &lt;b&gt; &#124;
# a
- a
1. a
> a
===
::error file=a,line=1::b
##[error]a
@somebody #123 !4 https://example.org www.example.org
$a$ ~~b~~ {{ c }} "d" 'e'
END
tab=$(printf 'a\tb')
compare x "$tab"
compare x "$(printf 'a\n::error::b\n\n# c')"
compare x "$(printf '\033[31ma\033[0m')"
compare x "$(printf 'a\342\200\256b')"
compare x "$(printf 'a\377\376b')"
compare x '    a  '

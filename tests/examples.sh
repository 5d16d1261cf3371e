#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run_readme by itself: it finds what a page shows wrong, in both forms, and
# --update mends it, with the escapes of a manual page.
# Run: examples.sh RUN_README DVF DATA
set -eu

runner=$1 dvf=$2 data=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "not ok - $*"
    exit 1
}

run() {
    "$runner" "$@" >"$work/log" 2>&1
}

# passes WHAT OPERAND..., and refuses WHAT OPERAND...
passes() {
    what=$1
    shift
    run "$@" || fail "$what: $(cat "$work/log")"
}

refuses() {
    what=$1
    shift
    if run "$@"; then
        fail "$what: $(cat "$work/log")"
    fi
}

# The command's own escapes are kept as they were written.
cat >"$work/wrong.5" <<'END'
.TH PAGE 5
.EX
key: value
.EE
.EX
$ printf \(aq%s\en\(aq \(aq.TP it\(aq \(aq$ \(haa\-b\(ti\(aq
$ cat <<END
> one
> END
wrong
$ printf \(aq\e342\e226\e270 \e303\e251\en\(aq; (exit 3)
$ echo $?
.EE
.PP
Behind.
END
cat >"$work/wanted.5" <<'END'
.TH PAGE 5
.EX
key: value
.EE
.EX
$ printf \(aq%s\en\(aq \(aq.TP it\(aq \(aq$ \(haa\-b\(ti\(aq
\&.TP it
\&$ \(haa\-b\(ti
$ cat <<END
> one
> END
one
$ printf \(aq\e342\e226\e270 \e303\e251\en\(aq; (exit 3)
\[u25B8] \[u00E9]
$ echo $?
3
.EE
.PP
Behind.
END
cat >"$work/wrong.md" <<'END'
```sh
$ false
```
```console
$ printf '%s\n' '\-' .TP
wrong
```
END
sed 's/^wrong$/\\-\
.TP/' "$work/wrong.md" >"$work/wanted.md"

for form in 5 md; do
    page=$work/wrong.$form
    refuses 'wrong output passes' "$dvf" "$data" "$page"
    passes 'the update fails' --update "$dvf" "$data" "$page"
    diff "$work/wanted.$form" "$page" || fail "--update writes something else"
    passes 'what it wrote fails' "$dvf" "$data" "$page"
    echo "ok - *.$form"
done

# Nothing that could be run, an end that is missing, and output that has no
# place in a page are faults, and nothing is written.
printf '.TH PAGE 5\n.EX\nkey: value\n.EE\n' >"$work/none.5"
printf '.TH PAGE 5\n.EX\n$ echo a\na\n' >"$work/open.5"
# Backquotes are the marks of blocks here.
# shellcheck disable=SC2016
printf '```console\necho a\n```\n' >"$work/none.md"
# shellcheck disable=SC2016
printf '```console\n$ printf a\nb\n```\n' >"$work/line.md"
for page in none.5 open.5 none.md line.md; do
    cp "$work/$page" "$work/before"
    refuses "$page passes" --update "$dvf" "$data" "$work/$page"
    cmp "$work/before" "$work/$page" || fail "$page was written"
done
refuses 'a second page is not looked at' \
    "$dvf" "$data" "$work/wanted.md" "$work/none.md"
echo "ok - faults of pages"

# A version of the knowledge base, and its date, change no page.
cat >"$work/version.md" <<'END'
```console
$ echo "kb 1.22.333, as of 2026-01-02"; echo "kb 1.0.0, on 2026-01-02."
kb <version>, as of <date>
kb <version>, on 2026-01-02.
```
END
passes 'a version fails' "$dvf" "$data" "$work/version.md"
sed -i 's/<version>, as of <date>/<version>, as of/' "$work/version.md"
refuses 'a date that is missing passes' "$dvf" "$data" "$work/version.md"
echo "ok - versions and dates of knowledge bases"

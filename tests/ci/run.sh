#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The templates of data/ci do what they say: their steps are taken out of the
# files and run with the program under test, as the hosts would run them.
# Needs bash, which the hosts run them with; without it the status is 77.
# Run:   run.sh DVF DATA
set -eu

dvf=$(realpath "$1") data=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

if ! command -v bash >/dev/null; then
    echo "skipped: there is no bash"
    exit 77
fi
mkdir "$work/bin" "$work/repository" "$work/repository/.git"
ln -s "$dvf" "$work/bin/dvf"
PATH=$work/bin:$PATH
export PATH LC_ALL=C.UTF-8

# script FILE NUMBER: the literal block of that number, without its indent.
script() {
    awk -v "wanted=$2" '
        open && match($0, /[^ ]/) && RSTART <= indent { open = 0 }
        open { if (!depth) { match($0, /[^ ]/); depth = RSTART }
               print substr($0, depth) }
        /(run: |- )\|$/ && !open {
            match($0, /[^ ]/); indent = RSTART
            open = ++count == wanted; depth = 0
        }' "$1"
}

cr=$(printf '\r') tab=$(printf '\t')
failed=0
# expect STATUS WHAT COMMAND...
expect() {
    wanted=$1 what=$2 status=0
    shift 2
    (cd "$work/repository" && "$@") >"$work/out" 2>"$work/err" || status=$?
    if [ "$status" -eq "$wanted" ]; then
        echo "ok - $what"
    else
        echo "not ok - $what: status $status, not $wanted"
        sed 's/^/# /' "$work/out" "$work/err"
        failed=1
    fi
}

# holds WHAT WORD FILE: the word is in the file.
holds() {
    if grep -q -e "$2" "$3"; then
        echo "ok - $1"
    else
        echo "not ok - $1: no $2 in $(basename "$3")"
        failed=1
    fi
}

cp "$data/profiles/saas-billing.yaml" "$work/repository/good.dvf.yaml"
sed 's/option: .*/option: fastapi/' "$data/profiles/saas-billing.yaml" \
    >"$work/repository/bad name.dvf.yaml"

# GitHub: the second step, with inputs as environment variables.
script "$data/ci/github/action.yml" 1 >"$work/build.sh"
script "$data/ci/github/action.yml" 2 >"$work/check.sh"
# shellcheck disable=SC2317 # called by expect
github() {
    DVF_PROFILES=$1 DVF_OPTIONS=$2 DVF_SARIF=${3:-} DVF_MARKDOWN=${4:-} \
        DVF_CATEGORY=${5:-} \
        GITHUB_STEP_SUMMARY=$work/summary.md \
        bash --noprofile --norc -eo pipefail "$work/check.sh"
}
expect 0 "the action finds a dvf that is there" bash -eo pipefail \
    "$work/build.sh"
expect 0 "the action passes a decision that stands" github good.dvf.yaml ""
expect 1 "the action fails one that does not" github "bad name.dvf.yaml" "" \
    out.sarif out.md
holds "its file is annotated" '^::error file=bad name.dvf.yaml,line=' \
    "$work/out"
holds "the SARIF report is written" '2.1.0' "$work/repository/out.sarif"
holds "the comment is written" 'bad name' "$work/repository/out.md"
holds "the job summary is written" 'bad name' "$work/summary.md"
expect 1 "the action checks a directory" github . ""
expect 0 "options reach dvf" github . "--exit-zero
--expect
django"
expect 0 "several options stand on one line, with blanks and CRs" github \
    ".$cr" "  --exit-zero   --expect$tab django $cr
$cr
$cr--min-lead 1 $cr"
expect 0 "blanks and CRs around a profile are none of it" github \
    "$cr
  good.dvf.yaml  $cr
" " $cr"
expect 1 "blanks within its name are" github " bad name.dvf.yaml $cr" ""
expect 1 "without a profile all are checked" github " $cr
" ""
expect 1 "names of reports are trimmed, too" github . "" " two.sarif$cr" \
    "$tab two.md " " other $cr"
holds "the trimmed SARIF report is written" '"id": "other/"' \
    "$work/repository/two.sarif"
holds "the trimmed comment is written" 'bad name' "$work/repository/two.md"
expect 1 "blanks name no report" github . "" " $cr" " "
# shellcheck disable=SC2016,SC1003 # not to be expanded
for word in '$(touch pwned)' '`touch pwned`' '; touch pwned' '| touch pwned' \
    '&& touch pwned' '*' '"; touch pwned; "' "'; touch pwned; '" '-o pwned' \
    '\' '${IFS}' '<(touch pwned)'; do
    expect 2 "an option is no script: $word" github good.dvf.yaml \
        "--expect $word $word"
    expect 2 "nor is a profile: $word" github "$word" ""
    expect 2 "nor a category: $word" github none.dvf.yaml "" out.sarif "" \
        "$word"
done
expect 1 "nothing was run" test -e "$work/repository/pwned"
expect 2 "a profile named like an option is a file" github "--exit-zero" ""

# GitLab: the blocks before and of the script.
script "$data/ci/gitlab.yml" 1 >"$work/build.sh"
script "$data/ci/gitlab.yml" 2 >"$work/check.sh"
# shellcheck disable=SC2317 # called by expect
gitlab() {
    DVF_PROFILES=$1 DVF_OPTIONS=$2 sh -e "$work/check.sh"
}
expect 0 "the template finds a dvf that is there" sh -e "$work/build.sh"
expect 0 "the template passes a decision that stands" gitlab good.dvf.yaml ""
expect 1 "the template fails one that does not" gitlab . ""
expect 0 "all is checked by default, and options reach dvf" gitlab "" \
    "--expect django"
expect 0 "blanks and CRs part its words" gitlab "$cr
 good.dvf.yaml $cr" " --min-lead$tab 1 $cr
$cr"
expect 1 "words that are no words leave the default" gitlab " $cr" ""
# shellcheck disable=SC2016 # not to be expanded
expect 2 "a variable is no script" gitlab '$(touch pwned)' '$(touch pwned) *'
expect 1 "nothing was run by it" test -e "$work/repository/pwned"
expect 1 "the template fails one that does not" gitlab "" ""
holds "the Code Quality report is written" fingerprint \
    "$work/repository/dvf-code-quality.json"
holds "the test report is written" '<failure' \
    "$work/repository/dvf-junit.xml"

# pre-commit: the entry with its arguments.
# shellcheck disable=SC2317 # called by expect
hook() {
    $(sed -n 's/^ *entry: //p' "$data/ci/.pre-commit-hooks.yaml") \
        "$(sed -n 's/^ *args: \["\(.*\)"\]$/\1/p' \
            "$data/ci/.pre-commit-hooks.yaml")"
}
files=$(sed -n 's/^ *files: //p' "$data/ci/.pre-commit-hooks.yaml")
expect 1 "the hook fails a decision that does not stand" hook
rm "$work/repository/bad name.dvf.yaml"
expect 0 "the hook passes one that stands" hook
for name in dvf.yaml docs/a.dvf.yaml dvf.lock .dvf-policy.yaml; do
    expect 0 "the hook runs for $name" sh -c "echo $name | grep -Eq '$files'"
done
expect 1 "the hook does not run for others" sh -c \
    "printf 'a.yaml\nmydvf.yaml\nx.dvf.yaml.txt\n' | grep -Eq '$files'"

exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Reports for programs hold to their schemas: the advice on every example
# (`advice`), and a check that ends in each way it can, hostile names included
# (`checks`); and profiles in JSON stay what they are (`profiles`). Needs Python
# 3 with jsonschema; without it the status is 77, skipped.
# Run:   run.sh DVF DATA advice|checks|profiles
set -eu

dvf=$(realpath "$1") data=$(realpath "$2") here=$(realpath "$(dirname "$0")")
part=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

for python in python3 /usr/bin/python3 none; do
    "$python" -c 'import jsonschema' >/dev/null 2>&1 && break
done
if [ "$python" = none ]; then
    echo "skipped: there is no Python 3 with jsonschema"
    exit 77
fi

# ------------------------------------------------------------------- Advice

advice() {
    mkdir "$work/advise"
    for profile in "$data"/profiles/*.yaml; do
        "$dvf" advise -f json "$profile" \
            >"$work/advise/$(basename "$profile").json"
    done
    "$dvf" advise -f json "$data"/profiles/*.yaml >"$work/advise/all.json"
    "$dvf" advise -f json --article-only "$data"/profiles/*.yaml \
        >"$work/advise/article-only.json"

    "$dvf" advise -q -f json "$data"/profiles/*.yaml >"$work/advise/quiet.json"

    # Questions about one profile: an option, a combination, a rule that fired,
    # one that did not, and other answers.
    for profile in "$data"/profiles/*.yaml; do
        name=$work/advise/asked-$(basename "$profile")
        for word in django fastapi both prior.business rt.core; do
            "$dvf" advise -f json --why-not "$word" "$profile" \
                >"$name-$word.json"
        done
        "$dvf" advise -f json --what-if project_type=realtime_app \
            --what-if building_blocks= --what-if throughput=unknown \
            "$profile" >"$name-what-if.json"
    done

    "$python" "$here/validate.py" "$data/schema/advise.schema.json" \
        "$work"/advise/*.json
    "$python" "$here/cited.py" "$work"/advise/*.json

    # The options, and profiles, side by side.
    mkdir "$work/compare"
    "$dvf" compare -f json >"$work/compare/options.json"
    "$dvf" compare -f json "$data"/profiles/*.yaml >"$work/compare/all.json"
    "$dvf" compare -q -f json --no-analysis "$data"/profiles/*.yaml \
        >"$work/compare/quiet.json"
    "$python" "$here/validate.py" "$data/schema/compare.schema.json" \
        "$work"/compare/*.json

    # With -q nothing is told that does not count.
    if grep -q '"counts": false' "$work/advise/quiet.json" ||
        ! grep -q '"counts": false' "$work/advise/all.json"; then
        echo "reasons that do not count are told with -q, or nowhere"
        exit 1
    fi
}

# ----------------------------------------------------------------- Profiles

profiles() {
    # A profile in JSON of any layout stays JSON when answers are added.
    for options in '' 'indent=2' 'indent="\t"' 'indent=0' 'separators=(",", ":")'; do
        for answers in '{}' '{"project_type": "saas", "building_blocks": []}' \
            '{"i18n": True, "throughput": 400, "building_blocks": ["cms"]}'; do
            "$python" -c "import json
print(json.dumps({'profile': 'p', 'answers': $answers}, $options), end='')" \
                >"$work/p.json"
            # What is left open does not matter here: `quit` saves.
            echo quit | "$dvf" ask --resume "$work/p.json" --set admin_ui=none \
                --set building_blocks=search,cms --set i18n=false \
                --set throughput=0400 2>/dev/null || [ $? -eq 130 ]
            "$python" -c "import json
answers = json.load(open('$work/p.json'))['answers']
assert answers['admin_ui'] == 'none' and answers['i18n'] is False
assert sorted(answers['building_blocks']) == ['cms', 'search']
assert answers['throughput'] == '0400'"
        done
    done
}

case $part in
advice | profiles)
    "$part"
    exit
    ;;
esac

# ------------------------------------------------------------------- Checks

# without_decision PROFILE: its answers alone, with comments.
without_decision() {
    sed '/^decision:/,$d' "$data/profiles/$1.yaml"
}

# profile NAME EXAMPLE [LINE...]: a profile of the example's answers.
profile() {
    name=$1 example=$2
    shift 2
    {
        without_decision "$example"
        if [ $# -gt 0 ]; then
            printf '%s\n' "$@"
        fi
    } >"$name"
}

# Nothing but what is made here has a say.
export XDG_CONFIG_HOME="$work/config"
unset GITHUB_STEP_SUMMARY

mkdir "$work/repository" "$work/reports"
cd "$work/repository"
mkdir .git locked
profile agrees.dvf.yaml saas-billing 'decision: {option: django}'
profile differs.dvf.yaml saas-billing 'decision:' '  option: fastapi' \
    '  date: 2026-10-02' '  record: docs/adr/7.md' '  because: It is new.'
profile tolerated.dvf.yaml borderline-crud 'decision: {option: fastapi}'
profile no_decision.dvf.yaml saas-billing
profile waived.dvf.yaml saas-billing 'decision: {option: fastapi}' \
    'waiver: {reason: Until the move, owner: core, expires: 2026-12-01}'
profile waiver_expired.dvf.yaml saas-billing 'decision: {option: fastapi}' \
    'waiver: {reason: Until the move, expires: 2026-11-01}'
profile unused.dvf.yaml saas-billing 'decision: {option: django}' \
    'waiver: {reason: Until the move, expires: 2027-12-01}'
printf '%s\n' 'profile: undecided' 'answers:' 'decision: {option: django}' \
    >undecided.dvf.yaml
printf 'profile: broken\nanswerz:\n  x: [1\n' >error.dvf.yaml

# Words that mean something to a format or to a build service.
hostile='##[error]]]></script>::error::{0}[x](1)|`"\n'
profile "$(printf 'a\n::error::%s\033[31m\377.dvf.yaml' '##[x]]]>&<')" \
    saas-billing 'decision:' '  option: fastapi' "  because: '$hostile'" \
    'waiver:' "  reason: '$hostile'" "  owner: \"a\\nb\"" \
    '  expires: 2026-12-01'

# A lock, and what became of it.
cp agrees.dvf.yaml locked/same.dvf.yaml
cp agrees.dvf.yaml locked/changed.dvf.yaml
cp agrees.dvf.yaml locked/moved.dvf.yaml
"$dvf" check --lock --as-of 2026-11-22 locked/*.yaml >/dev/null 2>&1
sed -i 's/team_size: small/team_size: large/' locked/changed.dvf.yaml
profile locked/moved.dvf.yaml chat-backend 'decision: {option: django}'
cp agrees.dvf.yaml locked/missing.dvf.yaml

# check NAME STATUS ARGUMENT...: every format, all with the same status.
check() {
    report=$work/reports/$1 expected=$2
    shift 2
    for format in text json sarif junit github gitlab markdown; do
        status=0
        "$dvf" check --as-of 2026-11-22 -f "$format" "$@" \
            >"$report.$format" 2>"$work/complaints" || status=$?
        if [ $status -ne "$expected" ]; then
            echo "not ok - $format of $*: status $status, not $expected"
            cat "$work/complaints"
            exit 1
        fi
    done
}

check agrees 0 agrees.dvf.yaml
check tolerated 0 tolerated.dvf.yaml
check differs 1 differs.dvf.yaml
check undecided 1 undecided.dvf.yaml
check waived 0 waived.dvf.yaml
check waiver_expired 1 waiver_expired.dvf.yaml
check no_decision 1 no_decision.dvf.yaml
check error 2 error.dvf.yaml
check unused 0 unused.dvf.yaml
check given 1 --expect fastapi agrees.dvf.yaml
check too_weak 1 --min-strength decisive --min-lead 99 agrees.dvf.yaml
check fails_on_all 1 --fail-on agrees,tolerated,waived agrees.dvf.yaml \
    waived.dvf.yaml
check fails_on_none 0 --fail-on none no_decision.dvf.yaml undecided.dvf.yaml \
    differs.dvf.yaml
check hostile 0 a*.dvf.yaml
check lock 1 locked
check locked 1 --locked locked

# A record, and a profile that has changed since or names another one.
cp agrees.dvf.yaml recorded.dvf.yaml
"$dvf" record -q --as-of 2026-11-22 recorded.dvf.yaml -o 0001-recorded.md
check record 0 recorded.dvf.yaml
profile recorded.dvf.yaml chat-backend \
    'decision: {option: django, record: other.md}'
check record_moved 1 0001-recorded.md
check record_locked 1 --locked recorded.dvf.yaml 0001-recorded.md
sed -i '/dvf:end answers/d' 0001-recorded.md
check record_broken 2 0001-recorded.md
rm recorded.dvf.yaml
printf '%s\n' 'policy: team' 'min_lead: 3' 'require: [team_size]' \
    >.dvf-policy.yaml
check policy 1 agrees.dvf.yaml undecided.dvf.yaml
printf 'policy: [team\n' >.dvf-policy.yaml
check bad_policy 2 agrees.dvf.yaml undecided.dvf.yaml
rm .dvf-policy.yaml
check twice 1 differs.dvf.yaml ./differs.dvf.yaml
check nothing 2 no-such-file.yaml
mkdir empty
check empty 2 agrees.dvf.yaml empty
check left_out 0 --exclude 'w*.dvf.yaml' agrees.dvf.yaml waived.dvf.yaml
check nothing_left 0 --exclude '*' agrees.dvf.yaml waived.dvf.yaml
check all 2 .
cd /

for name in agrees tolerated differs undecided waived waiver_expired \
    no_decision error; do
    grep -q "\"outcome\": \"$name\"" "$work/reports/all.json" || {
        echo "not ok - nothing ended as $name"
        exit 1
    }
done

"$python" "$here/validate.py" "$data/schema/check.schema.json" \
    "$work"/reports/*.json
"$python" "$here/validate.py" "$here/sarif-2.1.0-subset.schema.json" \
    "$work"/reports/*.sarif
"$python" "$here/validate.py" "$here/gitlab-codequality.schema.json" \
    "$work"/reports/*.gitlab
for format in json sarif junit gitlab; do
    "$python" "$here/consistent.py" "$format" "$work"/reports/*."$format"
done

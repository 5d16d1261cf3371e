# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# Everything that can make a profile pass that would fail without it, with the
# words that say so. Each row runs in a repository of its own; it prints the
# status without and with what it is about, and where the words stand.

operand=dvf.yaml
differs='profile: p
answers: {admin_ui: required}
decision: {option: fastapi}'
agrees='profile: p
answers: {admin_ui: required}
decision: {option: django}'
chat='profile: p
answers: {realtime: core}
decision: {option: fastapi}'
waived() {
    printf '%s\nwaiver: {reason: It has to wait., expires: %s}\n' \
        "$differs" "$1"
}

# begin PROFILE: a new repository with it.
begin() {
    cd "${top:?}" || exit
    rm -rf row home
    mkdir -p row/.git home
    HOME=$top/home
    cd row || exit
    printf '%s\n' "$1" >dvf.yaml
}

# policy FILE LINE...
policy() {
    mkdir -p "$(dirname "$1")"
    file=$1
    shift
    printf '%s\n' 'policy: org' "$@" >"$file"
}

# status ARGUMENT...
status() {
    [ -f before ] && cp before dvf.lock
    dvf check "$@" "$operand" >/dev/null 2>&1
    echo $?
}

# row WHAT WORDS BEFORE AFTER: the arguments without and with it.
row() {
    what=$1 words=$2 before=$3 after=$4
    # shellcheck disable=SC2086 # options are words
    line="$what: $(status $before) $(status $after)"
    for format in text github markdown junit json sarif; do
        [ -f before ] && cp before dvf.lock
        # shellcheck disable=SC2086
        dvf check -f $format $after "$operand" 2>/dev/null | tr -s '\n ' '  ' |
            sed 's/&#95;/_/g; s/&#46;/./g; s/&#58;/:/g; s/&#126;/~/g
                s/<!-- -->//g' >out
        case $format in
        json | sarif) words=${words##*only by } ;;
        esac
        if grep -qF -e "$words" out; then
            line="$line $format"
        elif grep -q -e 'Weaker gate' -e '"by":' out; then
            line="$line (another in $format)"
        fi
    done
    [ -f before ] && cp before dvf.lock
    # shellcheck disable=SC2086
    dvf check -q $after "$operand" 2>/dev/null |
        grep -q -e '; only by ' -e '^Weaker gate' &&
        line="$line brief"
    echo "$line"
}

begin "$agrees"
row 'nothing is weaker' 'eaker gate' '' ''
begin "$differs"
row 'what fails is not told of' 'eaker gate' '' ''
begin "$agrees"
policy .dvf-policy.yaml 'min_lead: 1' 'fail_on: [differs]'
row 'a policy that lets nothing pass' 'eaker gate' '' ''

begin "$differs"
policy .dvf-policy.yaml 'fail_on: []'
row 'a policy' 'only by fail_on in .dvf-policy.yaml:2' --no-config ''
begin "$differs"
policy "$HOME/.config/dvf/policy.yaml" 'fail_on: []'
row 'personal settings' 'only by fail_on in ~/.config/dvf/policy.yaml:2' \
    --no-config ''
begin 'profile: p
answers: {admin_ui: required}'
policy .dvf-policy.yaml 'fail_on: [differs]'
row 'no decision' 'only by fail_on in .dvf-policy.yaml:2' --no-config ''

begin "$differs"
row '--fail-on' 'only by --fail-on' '' '--fail-on undecided'
begin "$differs"
policy .dvf-policy.yaml 'fail_on: [differs]'
row '--fail-on over a policy' 'only by --fail-on' '' '--fail-on none'
for option in min_lead:50 min_strength:decisive min_answered:20 \
    'require:[i18n]'; do
    key=${option%%:*}
    name=--$(echo "$key" | tr _ -)
    begin 'profile: p
answers: {admin_ui: nice_to_have}
decision: {option: django}'
    policy .dvf-policy.yaml "$key: ${option#*:}"
    row "$name over a policy" "only by $name" '' "$name none"
done
begin 'profile: p
answers: {admin_ui: nice_to_have}
decision: {option: django}'
policy .dvf-policy.yaml 'min_lead: 50' 'min_answered: 20'
row 'two options together' \
    'only by --min-lead; 1 profile passes only by --min-answered' \
    '--min-lead none' '--min-lead none --min-answered none'
begin "$differs"
row '--expect' 'only by --expect django' '' '--expect django'
begin "$differs"
row '--expect and --fail-on' \
    'only by --expect django; 1 profile passes only by --fail-on' \
    '' '--expect django --fail-on none'

begin "$(waived 2999-12-31)"
row 'a waiver' 'only by a waiver' '--as-of 3000-01-01' ''
begin "$(waived 2020-06-30)"
row '--as-of' 'only by a waiver; 1 profile passes only by --as-of 2020-06-30' \
    '' '--as-of 2020-06-30'
begin "$differs"
row '--exit-zero' 'the status is 0 by --exit-zero' '' --exit-zero
begin "$differs"
sed 's/favours: fastapi/favours: xx/; s/favours: django/favours: fastapi/
    s/favours: xx/favours: django/' "$top/data/kb/web-framework.yaml" \
    >../kb.yaml
row '--kb' 'another knowledge base, by --kb' '' '--kb ../kb.yaml'
begin "$agrees"
policy .dvf-policy.yaml 'min_answered: 20'
row '--no-config' 'no policy was read, by --no-config' '' --no-config
begin "$agrees"
dvf check -q --lock dvf.yaml >/dev/null
cp dvf.lock before
printf '%s\n' "$chat" >dvf.yaml
row '--lock' 'only by --lock, which locks a verdict that moved' --locked --lock
begin "$agrees"
cp dvf.yaml gone.dvf.yaml
dvf check -q --lock . >/dev/null
cp dvf.lock before
rm gone.dvf.yaml
operand=.
row 'a profile that is gone' '--lock drops 1 locked profile that is gone' \
    --locked --lock

rm before
begin "$agrees"
mkdir old
printf '%s\n' "$differs" >old/dvf.yaml
row '--exclude' '1 file left out by exclude' '' '--exclude old/'
policy .dvf-policy.yaml 'exclude: [old/]'
row 'exclude in a policy' '1 file left out by exclude' --no-config ''
operand=old
row 'all is left out' '1 file left out by exclude' --no-config ''
operand=old/dvf.yaml
row 'a file that was named' '1 file left out by exclude' --no-config ''
operand=.
begin "$agrees"
printf '%s\n' "$differs" >old.yaml
mkdir -p .git/worktrees/w w
echo "gitdir: $PWD/.git/worktrees/w" >w/.git
echo ../.. >.git/worktrees/w/commondir
printf '%s\n' "$differs" >w/dvf.yaml
row 'a nested worktree' '1 nested worktree left out' w ''
begin "$agrees"
rmdir .git
policy ../.dvf-policy.yaml 'min_answered: 20'
row 'no repository' 'is further up and not used' '' ''
rm ../.dvf-policy.yaml

operand=docs
begin "$agrees"
policy .dvf-policy.yaml 'min_answered: 20'
mkdir docs
cp dvf.yaml docs
row 'a policy that holds below' 'eaker gate' --no-config ''
policy docs/.dvf-policy.yaml
row 'a nearer policy' \
    'only by docs/.dvf-policy.yaml in place of .dvf-policy.yaml' \
    '--min-answered 20' ''
row 'a nearer policy beaten by an option' 'in place of' \
    '' '--min-answered 20'
mkdir docs/in
mv docs/dvf.yaml docs/in
policy docs/in/.dvf-policy.yaml
row 'the nearest of three policies' \
    'only by docs/in/.dvf-policy.yaml in place of .dvf-policy.yaml' \
    '--min-answered 20' ''
rm docs/.dvf-policy.yaml docs/in/.dvf-policy.yaml
mkdir docs/.svn
row 'a folder that looks like a repository' 'eaker gate' '' ''
rmdir .git
row 'the same without the one around it' 'is further up and not used' '' ''
rmdir docs/.svn
mkdir .git docs/.git
row 'a nested repository' 'is further up and not used' '' ''
begin "$agrees"
policy .dvf-policy.yml 'min_answered: 20'
operand=.
row 'a policy of nearly the name' 'is passed over, since policies are named' \
    '--min-answered 20' ''
begin "$agrees"
printf '%s\n' "$differs" >other.yaml
row 'a profile of another name' '1 file that looks like a profile is not checked' \
    other.yaml ''
begin "$agrees"
cp dvf.yaml gone.dvf.yaml
dvf check -q --lock . >/dev/null
rm gone.dvf.yaml
row 'a locked profile that is gone' '1 locked profile is not there' \
    --locked ''

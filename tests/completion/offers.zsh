#!/usr/bin/env zsh
# SPDX-License-Identifier: MIT
#
# What zsh offers for each line, from a shell of its own in a pseudo-terminal:
# options are parsed and words matched by zsh itself, and what it would add to
# the list is printed.
# Run:   offers.zsh FILE LINES
emulate -L zsh
zmodload zsh/zpty || exit 1
zsh -n $1 || exit 1

setup=$(mktemp)
trap 'rm -f $setup' EXIT
cat >$setup <<SETUP
PROMPT= RPROMPT= PS2=
unsetopt zle_bracketed_paste 2>/dev/null
unset zle_bracketed_paste
fpath=(${(q)1:h} \$fpath)
autoload -Uz compinit
compinit -D -u
bindkey '^I' complete-word
setopt no_list_beep no_beep no_always_last_prompt no_list_ambiguous
zstyle ':completion:*' list-prompt ''
zstyle ':completion:*' menu no
_end() { print -r -- "<end>" }
compadd() {
    if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "\$@"
        return
    fi
    local -a hits
    local i before=
    i=\${@[(I)-p]}
    (( i )) && before=\${@[i + 1]}
    builtin compadd -A hits "\$@"
    (( \$#hits )) || return 1
    print -rl -- "<"\$before\${^hits}">"
}
offer() { comppostfuncs=(_end); zle list-choices }
zle -N offer
bindkey '^I' offer
print -r -- "<ready>"
SETUP

# wait_for MARK: what is said until then, in `said`.
wait_for() {
    local part
    said=
    while zpty -r shell part; do
        said+=$part
        [[ $part != *$1* ]] || return 0
    done
    print -r -- "the shell has ended: $said" >&2
    exit 1
}

COLUMNS=500 zpty shell zsh -f -i
zpty -w shell "stty -echo cols 500; source $setup"
wait_for '<ready>'
number=0
while IFS= read -r line; do
    print "line $((++number))"
    zpty -w -n shell $'\C-u'$line$'\t'
    wait_for '<end>'
    print -r -- "${said//$'\r'}" |
        sed -n -e '/<end>/d' -e 's/.*<\([^<> ]*\)>$/\1/p'
done <$2
zpty -d shell

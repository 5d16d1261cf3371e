# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# Completion of dvf for bash. The tables are made from those of the program.

# @tables@

# Candidates continue the last piece of the word, behind `before`.

# _dvf_offer LIST PREFIX [SUFFIX]: words of LIST that begin with PREFIX.
_dvf_offer() {
    local entry
    local -a list
    _dvf_words "$1"
    for entry in "${list[@]}"; do
        [[ $entry != "$2"* ]] || COMPREPLY+=("$entry${3-}")
    done
}

# _dvf_files PREFIX PATTERN: folders, and files of this pattern.
_dvf_files() {
    local file
    compopt -o filenames 2>/dev/null
    while IFS= read -r file; do
        # Unquoted on purpose: $2 is a pattern.
        # shellcheck disable=SC2053
        [[ ! -d $file && ${file##*/} != $2 ]] || COMPREPLY+=("$file")
    done < <(compgen -f -- "$1")
}

# _dvf_pairs LIST WORD: words before `=`, and the values behind it.
_dvf_pairs() {
    if [[ $2 != *=* ]]; then
        compopt -o nospace 2>/dev/null
        _dvf_offer "$1" "$2" =
        return
    fi
    before+=${2%%=*}=
    if [[ $1 == report* ]]; then
        _dvf_files "${2#*=}" '*'
    else
        _dvf_offer "values ${2%%=*}" "${2#*=}"
    fi
}

# _dvf_value COMMAND WORD: candidates for WORD, by its `kind`.
_dvf_value() {
    case $kind in
    file) _dvf_files "$2" '*' ;;
    profile) _dvf_files "$2" '*.@(yaml|yml|json)' ;;
    format) _dvf_offer "format $1" "$2" ;;
    answer) _dvf_pairs answer "$2" ;;
    report) _dvf_pairs "report $1" "$2" ;;
    attribute | outcome)
        # The argument is a list with commas: complete its last item.
        before+=${2%"${2##*,}"}
        _dvf_offer "$kind" "${2##*,}"
        ;;
    *) _dvf_offer "$kind" "$2" ;;
    esac
}

# Join words that bash has cut at `=`.
_dvf_split() {
    local i last=-1
    for ((i = 1; i <= COMP_CWORD; i++)); do
        if ((last >= 0)) && [[ ${COMP_WORDS[i]} == =* ||
            ${words[last]} == *= ]]; then
            words[last]+=${COMP_WORDS[i]}
        else
            words[++last]=${COMP_WORDS[i]}
        fi
    done
    word=${words[last]}
    unset "words[last]"
}

# Make whole words of the candidates, less the part that readline keeps: it
# replaces only the text behind the last `=`, if `=` cuts words.
_dvf_cut() {
    local i cut=
    [[ $COMP_WORDBREAKS != *=* ]] || cut=${word%"${word##*=}"}
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=$before${COMPREPLY[i]}
        COMPREPLY[i]=${COMPREPLY[i]#"$cut"}
    done
}

_dvf() {
    local word='' command='' expected='' ended='' kind='' before='' each
    local -a words=()
    COMPREPLY=()
    _dvf_split

    for each in "${words[@]}"; do
        if [[ $expected ]]; then
            expected=''
        elif [[ $ended || $each != -?* ]]; then
            : "${command:=$each}"
        elif [[ $each == -- ]]; then
            ended=yes
        else
            _dvf_argument "$each"
            expected=$kind
        fi
    done

    kind=$expected
    if [[ $expected ]]; then
        _dvf_value "$command" "$word"
    elif [[ ! $ended && $word == --*=* ]]; then
        before=${word%%=*}=
        _dvf_argument "${word%%=*}"
        _dvf_value "$command" "${word#*=}"
    elif [[ ! $ended && $word == -* ]]; then
        _dvf_offer "options $command" "$word"
    elif [[ ! $command ]]; then
        _dvf_offer command "$word"
    else
        _dvf_operand "$command"
        _dvf_value "$command" "$word"
    fi
    _dvf_cut
}

complete -F _dvf dvf

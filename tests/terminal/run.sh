#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Interviews in a real terminal: screens, as captured in *.txt beside this
# script; what is left of the terminal however an interview ends; journals; and
# by name `readme`, the session of the README, which has to be what is seen
# here. Without tmux the status is 77, skipped.
# Run:   run.sh [--update] DVF DATA README [SESSION...]
#        --update writes the captures, or the README's blocks, anew; SESSION is
#        `readme`, one of those at the end, or `screens` or `others` for more
set -euo pipefail

# All but the first: see tmux.sh.
export update='' root='' work='' terminal='' scrolled=''
if [ "$1" = --update ]; then
    update=yes
    shift
fi
dvf=$(realpath "$1") data=$(realpath "$2") readme=$(realpath "$3")
captures=$(realpath "$(dirname "$0")")
export dvf data captures

if ! command -v tmux >/dev/null; then
    echo "skipped: there is no tmux"
    exit 77
fi

# shellcheck source=/dev/null
. "$captures/tmux.sh"
# shellcheck source=/dev/null
. "$captures/ends.sh"
# shellcheck source=/dev/null
. "$captures/files.sh"
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# ------------------------------------------------------------------- Sessions

# begin COMMAND: an interview that shows its first question.
begin() {
    run_line "$1"
    wait_for ' leave'
}

# press_drawn KEYS...: each is drawn before the next one is pressed. Otherwise
# how much is drawn between them is a matter of time.
press_drawn() {
    local key before
    for key in "$@"; do
        before=$(screen)
        press "$key"
        until_true is_another "$before"
    done
}

is_another() {
    [ "$(screen)" != "$1" ]
}

# asks NUMBER: the question of this number is on the screen.
asks() {
    screen | grep -q "[ ]$1 of [0-9]"
}

# The first answer, and the next question.
answer_first() {
    press 1 Enter
    until_true asks 2
}

# The rest is not known: up to the summary, which offers to finish.
skip_the_rest() {
    local i
    for ((i = 0; i < 28; i++)); do
        shows '▸ Finish' || press_drawn -
    done
    wait_for '▸ Finish'
}

# Twelve answers, with every key there is, and screens on the way.
whole_session() {
    local size=$1
    capture "$size-first"
    press_drawn 2 Enter 3 Enter
    capture "$size-answered"
    press Left
    wait_for '< Back to'
    capture "$size-back"
    press_drawn Enter '?'
    wait_for 'any other key goes back'
    capture "$size-why"
    press '?'
    wait_for 'arrows scroll'
    capture "$size-claims"
    press Space
    until_true shows_not 'arrows scroll'
    press_drawn - 3 Enter
    capture "$size-unknown"
}

revise() {
    local size=$1
    press s
    wait_for 'Your answers'
    capture "$size-summary"
    press Enter
    wait_for 'The recommendation so far'
    press j
    capture "$size-recommendation"
    press Enter
    wait_for 'Your answers'
    press Home Down Down Down Enter
    wait_for 'It would help'
    press Home
    capture "$size-revise"
    press Enter
    wait_for 'Your answers'
    capture "$size-revised"
    press Escape
    until_true shows_not 'Your answers'
}

test_session() {
    local size=$1
    open_terminal "$1" "$2"
    begin 'dvf ask -o shop.dvf.yaml >report.txt'
    whole_session "$size"
    revise "$size"
    skip_the_rest
    capture "$size-end"
    press Enter
    wait_for "Saved to 'shop.dvf.yaml'."
    capture "$size-saved"
    run_line 'dvf advise shop.dvf.yaml >again.txt'
    until_true test -s "$work/again.txt"
    check "$size: the saved file advises the same" \
        cmp "$work/report.txt" "$work/again.txt"
    check "$size: nothing is left in the journal" no_journal
}

no_journal() {
    [ -z "$(ls "$root/home/.local/state/dvf")" ]
}

# --------------------------------------------------------- Sets and numbers

test_typing() {
    open_terminal 80 24
    begin "dvf ask --in-order $(printf -- ' --set %s=unknown' project_type admin_ui \
        user_accounts data_model ui_rendering io_profile realtime ml_serving)"
    press '='
    type_text 15x00
    capture typing-number
    press Enter
    wait_for 'space mark'
    press Down Space Down Space
    capture typing-set
    press /
    type_text se
    capture typing-filter
    press Escape
    until_true shows_not 'esc back to the list'
    press Enter
    capture typing-done
    press q
    until_true has_prompt
}

# ------------------------------------------------------------------- Resizing

test_resizing() {
    open_terminal 80 24
    begin 'dvf ask'
    press_drawn 1 Enter 1 Enter 1 Enter
    resize 40 12
    capture resized-40
    resize 20 10
    capture resized-20
    press Down
    capture resized-20-down
    resize 80 24
    capture resized-80
    press q
    until_true has_prompt
    check 'resizing leaves the terminal as it was' reads_lines
}

# Lines of others, which a narrow terminal wraps or not.
write_lines() {
    local i
    for i in 1 2 3 4 5 6; do
        run_line "printf 'foreign %0*d|\\n' $((10 * i)) $i"
        until_true shows "0$i|"
        until_true has_prompt
    done
}

# All lines, those that have scrolled away too, as they were before wrapping.
all_lines() {
    multiplexer capture-pane -p -J -S -
}

count_lines() {
    all_lines | grep -c -- "$1" || true
}

# Six, one of each length. What else the terminal holds is told where one lacks.
lines_of_others_are_whole() {
    local i
    for i in 1 2 3 4 5 6; do
        if [ "$(count_lines "^foreign 0*$i|\$")" -ne 1 ]; then
            echo "# line $i is not whole, or not there once, in:"
            all_lines | cat -A | sed 's/^/#   /'
            return 1
        fi
    done
}

# drag FROM TO STEP: the edge of the window.
drag() {
    local columns=$1
    while [ "$columns" -ne "$2" ]; do
        if [ "$columns" -gt "$2" ]; then
            columns=$((columns - $3 < $2 ? $2 : columns - $3))
        else
            columns=$((columns + $3 > $2 ? $2 : columns + $3))
        fi
        resize "$columns" 24
        if [ "$3" -lt 5 ]; then
            sleep 0.05
        else
            until_true is_drawn_for "$columns"
        fi
    done
    until_true is_drawn_for "$columns"
}

# is_drawn_for COLUMNS: the interview knows of them, and waits again. The
# terminal tells of changes that follow each other quickly a little later.
is_drawn_for() {
    local status
    status=/proc/$(interview_process)/status
    [ "$(stty size <"$terminal")" = "24 $1" ] &&
        grep -q '^State:.S' "$status" && ! grep -q '^S.*Pnd:.*[1-9a-f]' "$status"
}

# narrow NAME: what stands above is whole, and there is one of all else.
narrow() {
    local step
    for step in 20 5 1; do
        drag 80 60 20
        drag 60 80 20
        drag 80 40 "$step"
        drag 40 80 "$step"
    done
    settle
    check "$1: lines above are whole" lines_of_others_are_whole
    check "$1: answers stand once" test "$(count_lines '^✓')" -eq 3
    check "$1: the question stands once" test "$(count_lines '^? ')" -eq 1
    check "$1: the keys stand once" test "$(count_lines '^ .*q .*leave')" -eq 1
}

test_narrowing() {
    open_terminal 80 24
    write_lines
    check 'lines of others stand before the question' lines_of_others_are_whole
    begin 'dvf ask'
    press_drawn 2 Enter 3 Enter -
    narrow 'a question'
    press_drawn 's'
    narrow 'the summary'
    press q
    until_true has_prompt
    check 'nothing is left of the question' test "$(count_lines '^? ')" -eq 0
}

# -------------------------------------------------------------------- Journal

journal_lines() {
    grep -hc = "$root"/home/.local/state/dvf/*.answers
}

has_kept() {
    [ "$(journal_lines)" -eq "$1" ]
}

# kill -9 at any point: what was drawn is kept.
test_journal() {
    local answers i
    open_terminal 80 24
    for answers in 1 4 9; do
        begin 'dvf ask'
        for ((i = 0; i < answers; i++)); do
            press_drawn 1 Enter
        done
        until_true are_finished "$answers"
        kill -9 "$(interview_process)"
        until_true has_prompt
        check "killed after $answers answers: they are kept" \
            test "$(journal_lines)" -eq "$answers"
        run_cleared 'dvf ask'
        wait_for 'Go on with it? [Y/n]'
        type_text n
        press Enter
        wait_for ' leave'
        press C-c
        until_true has_prompt
        rm -f "$root"/home/.local/state/dvf/*
        run_cleared
        until_true shows_not leave
    done
}

are_finished() {
    [ "$(screen | grep -c '^✓')" -ge "$1" ]
}

test_resumption() {
    open_terminal 80 24
    begin 'dvf ask'
    press_drawn 1 Enter 2 Enter -
    until_true has_kept 3
    kill -9 "$(interview_process)"
    until_true reads_lines
    run_cleared 'dvf ask'
    wait_for 'Go on with it? [Y/n]'
    capture resume-offer
    press Enter
    wait_for ' leave'
    capture resume-begun
    multiplexer split-window -d -c "$work" -e "HOME=$root/home" "'$dvf' ask"
    until_true other_shows ' leave'
    check 'before an answer there is nothing to keep' \
        other_shows_not 'cannot be resumed'
    multiplexer send-keys -t 1 1 Enter
    check 'a second interview says at its first answer that it is not kept' \
        until_true other_shows 'another one is under way here'
    multiplexer kill-pane -t 1
    press q
    until_true has_prompt
    run_cleared 'chmod a-w ~/.local/state; XDG_STATE_HOME=relative dvf ask'
    wait_for 'Go on with it'
    press C-c
    until_true has_prompt
    run_cleared 'HOME= dvf ask'
    wait_for ' leave'
    press 1 Enter
    check 'without a directory there is no journal' \
        until_true shows 'neither XDG_STATE_HOME nor HOME names a folder'
    until_true asks 2
    press 1 Enter
    until_true asks 3
    check 'which is said once' test "$(screen | grep -c 'be resumed')" -eq 1
    press C-c
    until_true has_prompt
    unkept keys ''
    unkept lines --plain
}

other_shows_not() {
    ! other_shows "$1"
}

other_shows() {
    multiplexer capture-pane -p -S - -t 1 | grep -qF -- "$1"
}

# ---------------------------------------------------------------- Other paths

test_saving() {
    open_terminal 80 24
    echo 'mine: yes' >"$work/mine.yaml"
    begin 'dvf ask -q -o mine.yaml --set project_type=saas'
    skip_the_rest
    press Enter
    wait_for 'Replace it? [y/N]'
    press Enter
    wait_for 'Save the profile as'
    check 'a file is not replaced unasked' grep -q mine "$work/mine.yaml"
    type_text other.dvf.yaml
    press Enter
    wait_for "Saved to 'other.dvf.yaml'."
    capture saved-elsewhere
    check 'the profile is named by its file' \
        grep -qx 'profile: other' "$work/other.dvf.yaml"
    run_cleared 'dvf ask --resume other.dvf.yaml'
    wait_for ' leave'
    press_drawn 2 Enter
    press q
    wait_for 'To go on'
    capture left-with-a-file
    check 'what was answered is saved' \
        grep -qx '  existing_codebase: django' "$work/other.dvf.yaml"
}

test_plain() {
    open_terminal 80 24
    run_line 'dvf ask --plain --set project_type=saas'
    until_true is_prompted
    capture plain-first
    run_line 3
    wait_for 'Question 3'
    until_true is_prompted
    capture plain-second
    run_line quit
    until_true has_prompt
    run_cleared 'rm -r ~/.local; ACCESSIBLE=1 dvf ask'
    until_true is_prompted
    check 'ACCESSIBLE=1 asks by lines' reads_lines
    press C-c
    until_true has_prompt
    run_cleared 'rm -r ~/.local; ACCESSIBLE=No dvf ask'
    wait_for ' leave'
    check 'ACCESSIBLE=No asks by keys' until_true reads_keys
    press q
    until_true has_prompt
    run_cleared 'TERM=dumb dvf ask'
    until_true is_prompted
    check 'TERM=dumb asks by lines' reads_lines
    press C-d
    until_true has_prompt
    check 'the end of input answers nothing' shows 'Nothing was answered, so nothing is saved.'
}

# In modes that another program has left: no line ends, and no key interrupts.
test_modes() {
    open_terminal 80 24
    run_line 'stty -icanon -icrnl -isig; dvf ask --plain'
    until_true is_prompted
    run_line 1
    check 'a line ends where it was not read as one' until_true shows 'Question 2'
    until_true is_prompted
    press C-c
    check 'Ctrl-C interrupts where it did not' until_true has_prompt
    stty sane -F "$terminal"
    run_cleared 'stty -icanon -icrnl -isig; dvf ask; stty sane'
    wait_for 'Go on with it? [Y/n]'
    run_line y
    wait_for ' leave'
    press q
    check 'so it does before keys are read' until_true has_prompt
    check 'and all is as it was' until_true reads_lines
}

# Whether the last line is a prompt for an answer.
is_prompted() {
    [ "$(screen | tail -n 1)" = '>' ]
}

# Text that is pasted answers nothing, be it marked as a paste or not; but it is
# taken where text is typed.
test_pastes() {
    open_terminal 80 24
    begin 'dvf ask'
    answer_first
    head -c 3000000 /dev/zero | tr '\0' 'x' >"$root/paste"
    multiplexer load-buffer "$root/paste"
    multiplexer paste-buffer -p
    multiplexer paste-buffer
    press Down
    capture pasted
    check 'a paste answers nothing' has_kept 1
    press q
    until_true has_prompt
    run_cleared "rm -r ~/.local; dvf ask --set throughput=unknown"
    wait_for ' leave'
    press /
    wait_for 'esc back to the list'
    printf 'an API\nq\n' >"$root/paste"
    multiplexer load-buffer "$root/paste"
    multiplexer paste-buffer -p
    check 'a paste into a filter is taken' until_true shows '/ an API_'
    press Escape
    until_true shows_not 'esc back to the list'
    press q
    until_true has_prompt
    run_cleared "rm -r ~/.local; dvf ask --in-order $(until_throughput)"
    wait_for ' leave'
    press '='
    printf '1500\n2000\n' >"$root/paste"
    multiplexer load-buffer "$root/paste"
    multiplexer paste-buffer -p
    check 'a paste into a number is taken' until_true shows '= 1500_'
    press Enter
    wait_for '1500 requests/s'
    check 'only its first line is' has_kept 9
    press q
    until_true has_prompt
}

# All that is asked before a number can be typed.
until_throughput() {
    printf -- ' --set %s=unknown' project_type admin_ui user_accounts \
        data_model ui_rendering io_profile realtime ml_serving
}

# What was typed before the next question could be seen answers nothing.
test_typed_ahead() {
    open_terminal 80 24
    begin 'dvf ask'
    type_text $'1\r1\r1\r--qs'
    until_true asks 2
    press Down
    until_true shows '▸ 1'
    check 'keys that are typed ahead are dropped' has_kept 1
    press q
    until_true has_prompt
}

# What the terminal was asked before comes when nobody waits for it any more.
test_replies() {
    open_terminal 80 24
    type_text "printf '\\033[>q\\033[c\\033[6n\\033]11;?\\033\\\\'; "
    run_line 'sleep 0.2; dvf ask'
    wait_for ' leave'
    settle
    check 'a reply selects nothing' shows_not '▸'
    check 'a reply ends nothing' reads_keys
    press 2
    check 'the next key counts' until_true shows '▸ 2'
    press q
    until_true has_prompt
}

# A key press is answered by less than 4 KiB.
test_bytes() {
    local key before most=0 now
    open_terminal 80 24
    begin 'dvf ask'
    multiplexer pipe-pane -o "cat >>'$root/bytes'"
    until_true test -e "$root/bytes"
    for key in Down Up 3 s Home End Escape '?' Space Enter 2 Enter - '<' s; do
        before=$(wc -c <"$root/bytes")
        press "$key"
        settle
        now=$(($(wc -c <"$root/bytes") - before))
        [ "$now" -le "$most" ] || most=$now
    done
    echo "# most bytes for one key: $most"
    check 'a key press writes less than 4 KiB' test "$most" -lt 4096
    press q
    until_true has_prompt
}

test_redirection() {
    open_terminal 80 24
    begin 'dvf ask -f json >result.json'
    skip_the_rest
    press Enter
    wait_for 'Save the profile as [profile.dvf.yaml] (n: do not save):'
    press Enter
    wait_for "Saved to 'profile.dvf.yaml'."
    until_true has_prompt
    check 'the report goes to standard output alone' \
        grep -q '"outcome": *"' "$work/result.json"
    check 'the report is no part of the screen' shows_not outcome
    run_cleared 'dvf ask | tee paged'
    wait_for ' leave'
    finish_now
    wait_for 'Save the profile as ['
    check 'the name is asked for before the report goes out' \
        test ! -s "$work/paged"
    check 'the verdict is the last line before it' \
        grep -q '^my-project: Not enough answers' < <(screen | tail -n 2)
    press Enter
    until_true has_prompt
    check 'the report comes after it' test -s "$work/paged"
    run_cleared 'CI=true dvf ask --set project_type=saas; echo "status $?"'
    wait_for 'status 2'
    capture in-ci
    run_cleared 'CI=False dvf ask'
    wait_for ' leave'
    press C-c
    until_true has_prompt
    run_cleared 'CI=1 dvf ask --input'
    wait_for ' leave'
    check 'without CI, or with --input, it asks' shows ' leave'
    press C-c
    until_true has_prompt
    run_cleared 'dvf ask 2>log; echo "status $?"'
    wait_for 'status 2'
    check 'questions that cannot be seen are not asked' \
        grep -q 'questions need standard error' "$work/log"
}

# finish_unsaved: up to the prompt for a file.
finish_unsaved() {
    run_cleared "dvf ask -q"
    wait_for ' leave'
    press s
    wait_for 'Your answers'
    press_drawn Down
    press Enter
    wait_for 'Save the profile as ['
}

test_names() {
    open_terminal 80 24
    touch "$work/profile.dvf.yaml" "$work/profile-2.dvf.yaml"
    finish_unsaved
    check 'a name is offered that nothing has' shows '[profile-3.dvf.yaml]'
    type_text n
    press Enter
    wait_for 'Not saved.'
    until_true has_prompt
    check 'declined, nothing is saved' \
        test ! -e "$work/profile-3.dvf.yaml"
    finish_unsaved
    # shellcheck disable=SC2088
    type_text '~/mine.yaml'
    press Enter
    wait_for Saved
    until_true has_prompt
    check 'the home folder has a short name' test -s "$root/home/mine.yaml"
    run_cleared 'dvf ask -o new.yaml'
    wait_for ' leave'
    press q
    wait_for 'Nothing was answered, so nothing is saved.'
    until_true has_prompt
    check 'without an answer nothing is saved' test ! -e "$work/new.yaml"
    run_cleared 'dvf ask -o no/such.yaml; echo "status $?"'
    wait_for 'status 2'
    check 'a folder is missed before the first question' shows_not ' leave'
}

# A FIFO whose writer says nothing is waited for, after a word.
test_waiting() {
    open_terminal 80 24
    mkfifo "$work/slow.yaml"
    exec 9<>"$work/slow.yaml"
    run_cleared 'dvf advise -q slow.yaml'
    wait_for "dvf: waiting for what is written to 'slow.yaml' ..."
    check 'a silent FIFO is waited for with a word' shows_not 'error'
    cat "$data/profiles/web-shop.yaml" >&9
    exec 9>&-
    wait_for 'web-shop: Django'
    check 'and read when something comes' until_true has_prompt
}

# --------------------------------------------------------------------- README

# The session of the README, by name: its blocks show what is seen here.
test_readme() {
    open_terminal 80 24
    begin 'dvf ask -q -o bicycles.dvf.yaml'
    press_drawn 2 Enter 1 Enter
    check_block 1
    press_drawn 1 Enter 3 Enter - 3 Enter 3 Enter
    press_drawn 1 Enter 1 Enter 2 Enter 1 Enter 1 Enter
    wait_for '▸ Finish'
    check_block 2
    press Enter
    wait_for Saved
    scrolled=yes
    check_block 3
    scrolled=''
}

# check_block NUMBER: the README's ```text block is the screen.
check_block() {
    if [ -n "$update" ]; then
        settle
        screen_without_prompt >"$root/block"
        awk -v number="$1" -v block="$root/block" '
            inside && /^```/ { inside = 0 }
            !inside
            /^```text/ && ++seen == number {
                inside = 1
                while ((getline line < block) > 0)
                    print line
            }' "$readme" >"$root/readme"
        cat "$root/readme" >"$readme"
    fi
    check "the README's block $1 is what is seen" until_true is_block "$1"
}

is_block() {
    screen_without_prompt | cmp -s - <(awk -v number="$1" '
        /^```/ { inside = /^```text/ && ++seen == number; next }
        inside' "$readme")
}

screen_without_prompt() {
    screen | sed '${/^\$$/d;}'
}

# ------------------------------------------------------------------------ Run

test_session_80() {
    test_session 80 24
}

test_session_40() {
    test_session 40 12
}

# Those named, or all but `readme`.
screens=(session_80 session_40 typing resizing edits found_again saving plain
    bytes redirection names waiting)
others=(ends endless journal resumption modes pastes typed_ahead replies
    save_replies) # and `narrowing`, which takes as long as either
sessions=()
for name in "${@:4}"; do
    case $name in
    screens) sessions+=("${screens[@]}") ;;
    others) sessions+=("${others[@]}") ;;
    *) sessions+=("$name") ;;
    esac
done
[ $# -gt 3 ] || sessions=("${screens[@]}" narrowing "${others[@]}")
for session in "${sessions[@]}"; do
    "test_$session"
done
finish_tests

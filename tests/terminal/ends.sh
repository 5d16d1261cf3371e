# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# Sessions about how an interview ends, and what it leaves of the terminal then:
# by people, by signals, by input without an end. To be sourced by run.sh, whose
# variables and helpers are used.

root=${root:?} work=${work:?} dvf=${dvf:?} terminal=${terminal-}

# --------------------------------------------------------- People and signals

# ends NAME COMMAND...: by the command; the terminal is as it was before.
ends() {
    local name=$1
    shift
    open_terminal 80 24
    begin 'dvf ask'
    answer_first
    check "$name: keys are read before" until_true reads_keys
    "$@"
    check "$name: lines are read after" until_true reads_lines
    check "$name: the shell goes on" until_true has_prompt
    check "$name: nothing is left running" until_true is_gone
}

signal_interview() {
    kill "-$1" "$(interview_process)"
}

# With its output stopped, as by Ctrl-S, it can write nothing more.
signal_stopped() {
    press C-s Down Down
    signal_interview TERM
    until_true reads_lines
    press C-q
    run_cleared
}

stop_and_go_on() {
    press C-z
    until_true reads_lines
    check 'Ctrl-Z: lines are read meanwhile' until_true has_prompt
    run_cleared 'fg'
    wait_for ' leave'
    check 'Ctrl-Z: keys are read again' until_true reads_keys
    capture resumed
    press q
}

# In the background it stops again, and learns no modes of the shell there.
go_on_behind() {
    press C-z
    until_true has_prompt
    run_cleared 'stty -ixon; bg; sleep 0.1; echo back'
    wait_for back
    until_true is_stopped
    check 'bg: lines are read meanwhile' until_true reads_lines
    run_cleared 'stty ixon; fg'
    wait_for ' leave'
    check 'bg, fg: keys are read again' until_true reads_keys
    press q
}

is_stopped() {
    grep -q '^State:.T' "/proc/$(interview_process)/status"
}

# Without SIGCONT, which not every shell sends along, it would wait for `fg`.
# The shell takes note of its end when it prompts the next time.
end_stopped() {
    press C-z
    until_true has_prompt
    run_cleared 'kill %1; kill -CONT %1'
    check 'kill %1: it ends' until_true has_ended
    check 'kill %1: nothing is drawn' shows_not ' leave'
    run_cleared
}

has_ended() {
    ! grep -qs '^State:.[^Z]' "/proc/$(interview_process)/status"
}

kill_group() {
    kill -KILL -- "-$(interview_process)"
}

# The modes that are put back are those that were in force at the last `fg`.
kill_resumed() {
    press C-z
    until_true has_prompt
    run_cleared 'stty -ixon; fg'
    wait_for ' leave'
    until_true reads_keys
    kill_group
}

# A keeper that does nothing any more is not waited for.
keeper_process() {
    local process
    for process in /proc/[0-9]*; do
        if [ "$process/exe" -ef "$dvf" ] && [ "$process/cwd" -ef "$work" ] &&
            [ "${process#/proc/}" != "$(interview_process)" ]; then
            echo "${process#/proc/}"
        fi
    done
}

stop_keeper() {
    kill -STOP "$(keeper_process)"
    press q
}

finish_interview() {
    skip_the_rest
    press Enter
    wait_for 'Save the profile as'
    check 'saving reads lines' until_true reads_lines
    type_text x.yaml
    press Enter
    wait_for Saved
}

close_terminal() {
    multiplexer kill-server
    until_true is_gone
}

test_ends() {
    ends finished finish_interview
    ends 'q' press q
    ends 'Ctrl-D' press C-d
    ends 'Ctrl-C' press C-c
    # shellcheck disable=SC2016
    run_line 'echo "status $?"'
    capture interrupted
    ends SIGTERM signal_interview TERM
    ends 'SIGTERM while output is stopped' signal_stopped
    ends SIGHUP signal_interview HUP
    ends SIGQUIT signal_interview QUIT
    ends 'kill -9' signal_interview KILL
    ends 'abort' signal_interview ABRT
    ends 'kill -9 of its group' kill_group
    ends 'q with its keeper stopped' stop_keeper
    ends 'Ctrl-Z' stop_and_go_on
    ends 'Ctrl-Z, bg' go_on_behind
    ends 'Ctrl-Z, kill %1' end_stopped
    ends 'Ctrl-Z, fg, kill -9 of its group' kill_resumed
    open_terminal 80 24
    begin 'dvf ask'
    answer_first
    check 'it ends with its terminal' close_terminal
}

# ------------------------------------------------------------ Without an end

# pour COUNT TEXT: what was typed so many times, by nobody.
pour() {
    local i
    for ((i = 0; i < $1; i++)); do
        printf '%b' "$2"
    done >"$root/paste"
    multiplexer load-buffer "$root/paste"
    multiplexer paste-buffer -r
}

# ends_itself NAME COUNT TEXT: the interview that is under way.
ends_itself() {
    pour "$2" "$3"
    check "$1 without an end: it ends itself" until_true is_gone
    until_true reads_lines
    press C-c
    run_cleared 'rm -rf ~/.local'
    until_true has_prompt
}

# Whoever gets no further for so long is nobody.
test_endless() {
    local text
    open_terminal 80 24
    for text in '\n' '?\n' '<\n' 's\n' 'back\n1\n'; do
        run_cleared 'dvf ask --plain'
        until_true is_prompted
        ends_itself "lines of ${text//\\n/ }" 1100 "$text"
    done
    begin 'dvf ask'
    press 1 Enter
    until_true has_kept 1
    kill -9 "$(interview_process)"
    until_true has_prompt
    run_cleared 'dvf ask'
    wait_for 'Go on with it? [Y/n]'
    ends_itself 'no yes and no no' 110 'x\n'
}

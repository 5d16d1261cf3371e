# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# A terminal for tests: a server of tmux of their own, keys that are sent to
# it, text that is waited for, and screens that are compared with captures.
# Nothing here sleeps for a time that has to be long enough. To be sourced; the
# variables dvf, data, captures and update are the caller's.

dvf=${dvf:?} data=${data:?} captures=${captures:?} update=${update-}
count=0
failures=0
clearings=0
root=$(mktemp -d)
work=$root/work
socket=dvf-test-$$

multiplexer() {
    tmux -u -L "$socket" -f /dev/null "$@"
}

# Nothing is left behind, whatever happens.
clean_up() {
    multiplexer kill-server >/dev/null 2>&1 || true
    rm -rf "$root"
}

ok() {
    count=$((count + 1))
    echo "ok $count - $1"
}

not_ok() {
    count=$((count + 1))
    failures=$((failures + 1))
    echo "not ok $count - $1"
}

# check NAME COMMAND...
check() {
    local name=$1
    shift
    if "$@"; then
        ok "$name"
    else
        not_ok "$name"
        screen | sed 's/^/# /'
    fi
}

# --------------------------------------------------------------- The terminal

# open_terminal COLUMNS ROWS: a shell in a fresh directory.
open_terminal() {
    multiplexer kill-server >/dev/null 2>&1 || true
    rm -rf "${work:?}" "${root:?}/home"
    mkdir -p "$work" "$root/home"
    ln -s "$data" "$work/data"
    echo "PS1='\$ '" >"$root/profile"
    mkdir -p "$root/bin"
    printf '#!/bin/sh\necho $$ >%s/process\nexec %s "$@"\n' "$root" "$dvf" \
        >"$root/bin/dvf"
    cat >"$root/bin/cleared" <<'END'
#!/bin/sh
clear
printf '\033]2;%s\007' "$1"
END
    chmod +x "$root/bin/dvf" "$root/bin/cleared"
    (
        cd "$work" || exit
        env -i PATH="$root/bin:$PATH" HOME="$root/home" \
            LC_ALL=C.UTF-8 TZ=UTC ENV="$root/profile" \
            ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" \
            tmux -u -L "$socket" -f /dev/null new-session -d -x "$1" -y "$2" \
            'exec sh'
    )
    multiplexer set -g status off
    multiplexer set -g escape-time 0
    resize "$1" "$2"
    terminal=$(multiplexer display -p '#{pane_tty}')
    until_true has_prompt
}

resize() {
    multiplexer resize-window -x "$1" -y "$2"
}

# What is on the screen, without the empty lines at its end; after `scrolled=yes`
# with all that has scrolled away.
screen() {
    multiplexer capture-pane -p ${scrolled:+-S -} | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

press() {
    multiplexer send-keys "$@"
}

type_text() {
    multiplexer send-keys -l "$1"
}

# --------------------------------------------------------------------- Waiting

# until COMMAND...: within ten seconds.
until_true() {
    local i
    for ((i = 0; i < 500; i++)); do
        if "$@"; then
            return 0
        fi
        sleep 0.02
    done
    echo "# waited in vain for: $*"
    return 1
}

shows() {
    multiplexer capture-pane -p | grep -qF -- "$1"
}

wait_for() {
    until_true shows "$1" || screen | sed 's/^/# /'
}

shows_not() {
    ! shows "$1"
}

# run_line COMMAND: in the shell.
run_line() {
    type_text "$1"
    press Enter
}

# run_cleared [COMMAND]: in the shell, on a screen that was cleared before it.
# A title tells so: what is sent to a terminal changes it in its order. Without
# it, what stood there before would be taken for what the command writes.
run_cleared() {
    clearings=$((clearings + 1))
    run_line "cleared $clearings; ${1-}"
    until_true has_title "$clearings"
}

has_title() {
    [ "$(multiplexer display -p '#{pane_title}')" = "$1" ]
}

# Whether the terminal echoes and reads lines, or neither.
reads_lines() {
    local modes
    modes=" $(stty -a -F "$terminal" | tr '\n;' '  ') "
    [[ $modes == *' icanon '* && $modes == *' echo '* &&
        $modes == *' isig '* && $modes == *' iexten '* ]]
}

reads_keys() {
    local modes
    modes=" $(stty -a -F "$terminal" | tr '\n;' '  ') "
    [[ $modes == *' -icanon '* && $modes == *' -echo '* ]]
}

# Whether a shell waits for a command on the last line.
has_prompt() {
    [ "$(screen | tail -n 1)" = '$' ]
}

# The process of the last command: it leads a group.
interview_process() {
    cat "$root/process"
}

# Nothing of it is left running, nor its keeper, which has a group of its own.
is_gone() {
    local process
    if kill -0 -- "-$(interview_process)" 2>/dev/null; then
        return 1
    fi
    for process in /proc/[0-9]*; do
        if [ "$process/exe" -ef "$dvf" ] && [ "$process/cwd" -ef "$work" ]; then
            return 1
        fi
    done
}

# -------------------------------------------------------------------- Captures

# capture NAME [COMMAND...]: the screen, once it is as it was captured.
capture() {
    local name=$1 golden=$captures/$1.txt actual=$root/actual
    if [ -n "$update" ]; then
        settle
        screen >"$golden"
    fi
    touch "$golden"
    if until_same "$golden" "$actual"; then
        ok "screen $name"
    else
        not_ok "screen $name (- expected, + got)"
        { diff -u "$golden" "$actual" || true; } | sed 's/^/# /'
    fi
}

until_same() {
    local i
    for ((i = 0; i < 150; i++)); do
        screen >"$2"
        if cmp -s "$1" "$2"; then
            return 0
        fi
        sleep 0.02
    done
    return 1
}

# For new captures alone: until nothing moves any more.
settle() {
    local before='' now
    now=$(screen)
    while [ "$before" != "$now" ]; do
        before=$now
        sleep 0.3
        now=$(screen)
    done
}

finish_tests() {
    echo "1..$count"
    echo "# $((count - failures)) of $count checks passed"
    [ "$failures" -eq 0 ] && [ "$count" -gt 0 ]
}

# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# Sessions about what an interview leaves in files: its journal, its profile, and
# what people did to them meanwhile. To be sourced by run.sh, whose variables
# and helpers are used.

root=${root:?} work=${work:?} data=${data:?}

# -------------------------------------------------------------------- Journal

# A folder that is a file: each manner says so once, with the path.
unkept() {
    touch "$root/home/file"
    run_cleared "XDG_STATE_HOME=\$HOME/file dvf ask $2"
    if [ "$1" = keys ]; then
        wait_for ' leave'
    else
        until_true is_prompted
    fi
    check "$1: nothing is said before an answer" shows_not 'be resumed'
    if [ "$1" = keys ]; then
        press_drawn 1 Enter 1 Enter
    else
        run_line 1
        run_line 1
    fi
    check "$1: what cannot be kept is said with path and reason" \
        until_true shows_joined "/home/file/dvf' (Not a directory)."
    check "$1: it is said once" \
        test "$(screen | grep -c 'be resumed')" -eq 1
    press C-c
    until_true has_prompt
}

# As shows(), however the text is cut into lines.
shows_joined() {
    multiplexer capture-pane -p -J | tr -d '\n' | grep -qF -- "$1"
}

# resume_edited COMMAND: go on with a profile, after COMMAND changed it.
resume_edited() {
    press C-c
    until_true has_prompt
    sed -i "$1" "$work/p.yaml"
    run_cleared 'dvf ask -q --resume p.yaml'
    wait_for 'Go on with it? [Y/n]'
    press Enter
}

finish_now() {
    press s
    wait_for 'Your answers'
    press Home Down Enter
}

# What was edited by hand is taken over, or asked about.
test_edits() {
    open_terminal 80 24
    printf 'profile: p\nanswers:\n  project_type: saas\n  admin_ui: none\n' \
        >"$work/p.yaml"
    run_line 'dvf ask -q --resume p.yaml --set admin_ui=required'
    wait_for ' leave'
    press 1 Enter
    until_true has_kept 2
    resume_edited 's/project_type: .*/project_type: web_app/'
    wait_for ' leave'
    check 'an answer of the file alone is read anew' shows_not 'now says'
    resume_edited 's/admin_ui: .*/admin_ui: nice_to_have/'
    wait_for '[f/i]'
    capture edited-clash
    press Enter
    type_text maybe
    press Enter
    check 'nobody decides by Enter' shows '[f/i]'
    type_text I
    press Enter
    wait_for ' leave'
    resume_edited 's/project_type: .*/project_type: saas/'
    wait_for ' leave'
    check 'what was decided is not asked again' shows_not 'now says'
    sed -i 's/admin_ui: .*/admin_ui: none # us/; $a\  i18n: true' \
        "$work/p.yaml"
    finish_now
    wait_for '[f/i]'
    type_text ' file '
    press Enter
    wait_for "Saved to 'p.yaml'."
    capture edited-saved
    printf 'profile: p\nanswers:\n  project_type: saas\n  admin_ui: none # us\n  %s\n  %s\n' \
        'i18n: true' 'existing_codebase: none' >"$work/expected"
    check 'both sides are in the file' cmp "$work/p.yaml" "$work/expected"
    run_cleared 'dvf ask -q --resume p.yaml'
    wait_for ' leave'
    press 1 Enter
    until_true has_kept 1
    echo 'profile: [' >"$work/p.yaml"
    finish_now
    wait_for 'Save the profile as ['
    check 'that a file was broken meanwhile is said once' \
        test "$(screen | grep -c 'was changed in the meantime')" -eq 1
    check 'a file that was broken meanwhile is not replaced' \
        grep -qx 'profile: \[' "$work/p.yaml"
    press C-c
    until_true has_prompt
}

# An interview is found again under another name, and by a newer KB, which does
# not know all of its answers.
test_found_again() {
    open_terminal 80 24
    sed 's/^version: .*/version: 0.9.0/
        s/{id: ecommerce,/{id: shop,/
        s/== ecommerce/== shop/
        s/\becommerce\b/shop/g' "$data/kb/web-framework.yaml" >"$work/old.yaml"
    run_line 'dvf ask --kb old.yaml -o one.yaml'
    wait_for ' leave'
    press_drawn 2 Enter 3 Enter
    until_true has_kept 2
    kill -9 "$(interview_process)"
    until_true has_prompt
    run_cleared 'dvf ask -o two.yaml'
    wait_for '[Y/n]'
    press Enter
    wait_for ' leave'
    capture found-again
    press C-c
    until_true has_prompt
}

# --------------------------------------------------------------------- Names

# reply TEXT [KEY]: to the prompt for a file.
reply() {
    finish_unsaved
    [ -z "$1" ] || type_text "$1"
    [ -z "${2-}" ] || press "$2"
    press Enter
}

test_save_replies() {
    local word
    open_terminal 80 24
    for word in y YES ''; do
        reply "$word"
        wait_for "Saved to 'profile.dvf.yaml'."
        until_true has_prompt
        check "'$word' takes the name" rm "$work/profile.dvf.yaml"
    done
    for word in n NO q Quit; do
        reply "$word"
        wait_for 'Not saved.'
        until_true has_prompt
    done
    reply '' Escape
    wait_for 'Not saved.'
    until_true has_prompt
    finish_unsaved
    press C-c
    until_true has_prompt
    rm -r "$root/home/.local"
    check 'no word for no, no Esc and no Ctrl-C saves' \
        test "$(ls "$work")" = data
    reply 'a' Up
    wait_for 'cannot hold control characters'
    type_text ./y
    press Enter
    wait_for "Saved to './y'."
    check 'a file may be named y' test -s "$work/y"
    until_true has_prompt
}

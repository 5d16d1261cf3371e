/* SPDX-License-Identifier: MIT */
/*
 * Where the profile that `dvf ask` goes on with was edited by hand: what only
 * the file says is taken over, what both say is asked about, and neither ever
 * replaces the other in silence.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/message.h"
#include "cli/terminal.h"
#include "engine/answer_text.h"

#include <string.h>
#include <strings.h>

/* -------------------------------------------------------------- One answer */

static void append_pair(const struct ask *ask, uint32_t attribute,
                        const struct answer *answer, struct buffer *out)
{
    const dvf_kb *kb = ask->session.kb;

    buffer_printf(out, "%s: ", kb_string(kb, kb_attributes(kb)[attribute].id));
    answer_append(kb, attribute, answer, out);
}

static void append_clash(const struct ask *ask, uint32_t attribute,
                         const struct answer *theirs, const struct answer *ours,
                         struct buffer *out)
{
    const dvf_kb *kb = ask->session.kb;

    message_quote(out, ask->settings->resume);
    if (theirs->answered) {
        buffer_puts(out, " now says ");
        append_pair(ask, attribute, theirs, out);
    } else {
        buffer_printf(out, " no longer answers %s",
                      kb_string(kb, kb_attributes(kb)[attribute].id));
    }
    buffer_puts(out, ask_is_attended(ask) ? ",\nand in the interview you said "
                                          : ", and the interview said ");
    append_pair(ask, attribute, ours, out);
}

static bool is_either(const char *word, const char *one, const char *other)
{
    return strcasecmp(word, one) == 0 || strcasecmp(word, other) == 0;
}

/* Neither is preselected: an empty line asks again. */
static enum ask_choice read_choice(struct ask *ask, const struct buffer *prompt)
{
    enum ask_choice choice = ASK_NEITHER;
    struct buffer line = {0};

    for (int i = 0; i < ASK_SILENT_MAX && choice == ASK_NEITHER; i++) {
        const char *word;

        if (ask_line(ask, prompt, &line) != TTY_LINE || line.failed)
            break;
        word = ask_trim(&line);
        if (is_either(word, "f", "file"))
            choice = ASK_THEIRS;
        else if (is_either(word, "i", "interview"))
            choice = ASK_OURS;
    }
    buffer_release(&line);
    return choice;
}

enum ask_choice ask_which(struct ask *ask, uint32_t attribute,
                          const struct answer *theirs,
                          const struct answer *ours)
{
    enum ask_choice choice = ASK_NEITHER;
    struct buffer text = {0};

    append_clash(ask, attribute, theirs, ours, &text);
    if (ask_is_attended(ask)) {
        buffer_puts(&text, ".\nWhich one counts, the file's or the "
                           "interview's? [f/i] ");
        if (text.failed)
            (void)message_no_memory();
        else
            choice = read_choice(ask, &text);
    } else {
        buffer_puts(&text, "; nothing is saved");
        (void)message_fail(&text);
    }
    buffer_release(&text);
    return choice;
}

/* ---------------------------------------------------------------- The file */

static void complain(struct ask *ask, const dvf_diagnostics *problems)
{
    struct buffer text = {0};

    message_quote(&text, ask->settings->resume);
    buffer_puts(&text, " was changed in the meantime, and cannot be taken "
                       "over");
    if (problems && dvf_diagnostics_count(problems) > 0) {
        const dvf_diagnostic *first = dvf_diagnostics_at(problems, 0);

        buffer_puts(&text, ": ");
        if (first->line > 0)
            buffer_printf(&text, "line %u, ", (unsigned)first->line);
        utf8_append_safe(&text, first->message, strlen(first->message),
                         !terminal_is_utf8());
    }
    (void)message_fail(&text);
    buffer_release(&text);
}

/* A profile that is read again. */
struct fresh {
    struct buffer text;
    dvf_profile *profile; /* null where nothing has changed */
};

static dvf_status read_fresh(const struct ask *ask, struct fresh *fresh,
                             dvf_diagnostics *problems)
{
    const char *path = ask->settings->resume;
    dvf_status status = file_read(path, ASK_PROFILE_MAX, &fresh->text,
                                  problems);

    if (status != DVF_OK ||
        (fresh->text.length == ask->old.length &&
         memcmp(fresh->text.bytes, ask->old.bytes, ask->old.length) == 0))
        return status;
    const dvf_input input = file_input(path, &fresh->text);
    return dvf_profile_load(ask->session.kb, &input, problems, &fresh->profile);
}

/* @return whether each clash is decided */
static bool decide(struct ask *ask, const dvf_profile *now)
{
    struct interview *interview = &ask->interview;
    uint32_t count = kb_attributes_count(now->kb);

    for (uint32_t i = 0; i < count; i++) {
        const struct answer *ours = &interview->profile->answers[i];
        const struct answer *theirs = &now->answers[i];
        enum ask_choice choice;

        if (!interview->given[i] || interview_is_same(theirs, ours) ||
            interview_is_same(theirs, &ask->before->answers[i]))
            continue;
        choice = ask_which(ask, i, theirs, ours);
        if (choice == ASK_NEITHER)
            return false;
        if (choice == ASK_THEIRS)
            interview_yield(interview, i);
    }
    return true;
}

static bool take_over(struct ask *ask, struct fresh *fresh)
{
    struct buffer old = ask->old;
    dvf_profile *before = ask->before;

    if (!decide(ask, fresh->profile))
        return false;
    if (!interview_resume(&ask->interview, fresh->profile)) {
        (void)message_no_memory();
        return false;
    }
    ask->old = fresh->text;
    ask->before = fresh->profile;
    *fresh = (struct fresh){old, before};
    if (ask->journal.open)
        ask_keep(ask);
    return true;
}

bool ask_catch_up(struct ask *ask, bool *changed)
{
    const char *path = ask->settings->resume;
    dvf_diagnostics *problems;
    struct fresh fresh = {0};
    dvf_status status = DVF_NO_MEMORY;
    bool done;

    *changed = false;
    /* One that is gone cannot be overwritten. */
    if (!path || !file_is_regular(path))
        return true;
    problems = dvf_diagnostics_new();
    if (problems)
        status = read_fresh(ask, &fresh, problems);
    if (status == DVF_NO_MEMORY)
        (void)message_no_memory();
    else if (status != DVF_OK)
        complain(ask, problems);
    *changed = fresh.profile;
    done = status == DVF_OK && (!fresh.profile || take_over(ask, &fresh));
    dvf_diagnostics_free(problems);
    dvf_profile_free(fresh.profile);
    buffer_release(&fresh.text);
    return done;
}

/* SPDX-License-Identifier: MIT */
/*
 * The journal of `dvf ask`: kept while an interview runs in a terminal, and
 * offered when the next one begins in the same place.
 */
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

void ask_keep(struct ask *ask)
{
    struct buffer answers = {0};

    ask->answered = true;
    interview_append_lines(&ask->interview, &answers);
    ask->journal_error = journal_write(&ask->journal, &answers);
    buffer_release(&answers);
}

bool ask_is_kept(const struct ask *ask)
{
    return ask->journal.path.length > 0 && ask->journal_error == 0;
}

static void say_no_journal(struct ask *ask, enum journal_state state, int error)
{
    struct buffer text = {0};

    switch (state) {
    case JOURNAL_BUSY:
        buffer_puts(&text, "Another interview is under way here: this one "
                           "cannot be resumed.");
        break;
    case JOURNAL_NOWHERE:
        buffer_puts(&text, "This interview cannot be resumed: neither "
                           "XDG_STATE_HOME nor HOME is set.");
        break;
    default:
        buffer_printf(&text,
                      "This interview cannot be resumed: its state cannot be "
                      "kept (%s).",
                      strerror(error));
        break;
    }
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* One line of a journal that is broken says so, and is left out. */
static bool take_answer(struct ask *ask, const struct buffer *answer,
                        uint32_t line)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer text = {0};
    dvf_status status = DVF_NO_MEMORY;

    if (problems == NULL)
        return false;
    diagnostics_input(problems, "", NULL, 0);
    status = interview_restore(&ask->interview, answer->bytes,
                               (struct position){line, 1, 1}, problems);
    if (status == DVF_INVALID && dvf_diagnostics_count(problems) > 0) {
        const char *why = dvf_diagnostics_at(problems, 0)->message;

        buffer_puts(&text, "An answer of it is left out: ");
        utf8_append_safe(&text, why, strlen(why), !terminal_is_utf8());
        buffer_putc(&text, '.');
        ask_tell(ask, &text);
    }
    buffer_release(&text);
    dvf_diagnostics_free(problems);
    return status != DVF_NO_MEMORY;
}

static uint32_t count_answers(const struct buffer *bytes)
{
    struct buffer answer = {0};
    uint32_t count = 0;
    uint32_t line = 0;
    size_t at = 0;

    while (journal_next(bytes, &at, &line, &answer))
        count++;
    buffer_release(&answer);
    return count;
}

/* What the command line says goes before what was said earlier. */
static bool take_answers(struct ask *ask, const struct buffer *bytes)
{
    struct buffer answer = {0};
    uint32_t line = 0;
    size_t at = 0;
    bool good = true;

    while (good && journal_next(bytes, &at, &line, &answer))
        good = !answer.failed && take_answer(ask, &answer, line);
    buffer_release(&answer);
    return good && ask_set_answers(ask) != DVF_NO_MEMORY;
}

/* Offer to go on with an interview that was interrupted. */
static enum ask_end offer_journal(struct ask *ask)
{
    struct buffer bytes = {0};
    struct buffer question = {0};
    enum ask_end end = ASK_FINISHED;
    enum ask_reply reply = ASK_NO;
    uint32_t count;

    if (journal_read(&ask->journal, &bytes) != DVF_OK)
        end = ASK_NO_MEMORY;
    count = count_answers(&bytes);
    buffer_printf(&question,
                  "An interview was interrupted after %" PRIu32 " %s. Go on "
                  "with it?",
                  count, count == 1 ? "answer" : "answers");
    if (count > 0)
        reply = ask_whether(ask, &question, true);
    ask->answered |= reply == ASK_YES;
    if (reply == ASK_YES && !take_answers(ask, &bytes))
        end = ASK_NO_MEMORY;
    else if (reply == ASK_STOPPED || reply == ASK_SILENCE)
        end = ASK_ENDING;
    buffer_release(&bytes);
    buffer_release(&question);
    return end;
}

enum ask_end ask_open_journal(struct ask *ask)
{
    const char *profile = ask->path != NULL ? ask->path : "";
    enum journal_state state = journal_open(&ask->journal, ask->session.kb,
                                            profile);

    if (state != JOURNAL_KEPT) {
        say_no_journal(ask, state, errno);
        return ASK_FINISHED;
    }
    return offer_journal(ask);
}

/* SPDX-License-Identifier: MIT */
/*
 * The journal of `dvf ask`: kept while an interview runs in a terminal, and
 * offered when the next one begins in the same place. It holds what was given
 * in the interview, each with what the profile said then: where that was
 * changed by hand since, people decide.
 */
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/console.h"
#include "cli/terminal.h"
#include "profile/answer.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* ----------------------------------------------------------------- Keeping */

void ask_keep(struct ask *ask)
{
    struct buffer answers = {0};

    ask->answered = true;
    if (!ask->journal.open)
        return;
    interview_append_lines(&ask->interview, ask->before, &answers);
    ask->journal_error = journal_write(&ask->journal, &answers);
    buffer_release(&answers);
}

bool ask_is_kept(const struct ask *ask)
{
    return ask->journal.open && ask->journal_error == 0;
}

bool ask_owes_word(const struct ask *ask)
{
    return !ask->unkept_said && !ask_is_kept(ask);
}

void ask_say_unkept(struct ask *ask)
{
    const struct buffer *path = &ask->journal.path;
    const char *name = path->length > 0 && !path->failed ? path->bytes : "?";
    struct buffer text = {0};

    ask->unkept_said = true;
    buffer_puts(&text, "This interview cannot be resumed: ");
    switch (ask->journal_state) {
    case JOURNAL_BUSY:
        buffer_puts(&text, "another one is under way here, and keeps ");
        console_quote(&text, name);
        break;
    case JOURNAL_NOWHERE:
        buffer_puts(&text, "neither XDG_STATE_HOME nor HOME names a folder to "
                           "keep its answers in");
        break;
    case JOURNAL_KEPT:
    case JOURNAL_REFUSED:
        buffer_puts(&text, "its answers cannot be kept in ");
        console_quote(&text, name);
        buffer_printf(&text, " (%s)", strerror(ask->journal_error));
        break;
    }
    buffer_putc(&text, '.');
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* --------------------------------------------------------------- Restoring */

/* An answer of a journal. */
struct kept {
    struct buffer line; /* "attribute=value" */
    const char *was;    /* what the profile said; null: that is not told */
    uint32_t number;    /* of the line */
    struct given_answer given;
};

static void split(struct kept *kept)
{
    char *tab = kept->line.length > 0 ? strstr(kept->line.bytes, INTERVIEW_WAS)
                                      : NULL;

    kept->was = NULL;
    if (!tab)
        return;
    *tab = '\0';
    kept->was = tab + strlen(INTERVIEW_WAS);
}

static void say_left_out(struct ask *ask, const dvf_diagnostics *problems)
{
    const char *why = dvf_diagnostics_at(problems, 0)->message;
    struct buffer text = {0};

    buffer_puts(&text, "An answer of it is left out: ");
    utf8_append_safe(&text, why, strlen(why), !terminal_is_utf8());
    buffer_putc(&text, '.');
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* Read an answer. @param aloud say why it does not fit the KB
 * @return DVF_OK, DVF_INVALID where it does not, or DVF_NO_MEMORY */
static dvf_status read_kept(struct ask *ask, struct kept *kept, bool aloud)
{
    const struct position at = {kept->number, 1, 1};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_NO_MEMORY;

    if (!problems)
        return status;
    diagnostics_input(problems, "", NULL, 0);
    status = answer_read(ask->session.kb, kept->line.bytes, at, problems,
                         &kept->given);
    if (status == DVF_INVALID && aloud && dvf_diagnostics_count(problems) > 0)
        say_left_out(ask, problems);
    dvf_diagnostics_free(problems);
    return status;
}

/* The profile says the same as when the journal's answer was given. */
static bool is_as_before(const struct ask *ask, const struct kept *kept,
                         const struct answer *now)
{
    struct buffer text = {0};
    bool same;

    if (!kept->was)
        return false;
    answer_append_given(ask->session.kb, kept->given.attribute, now, &text);
    same = !text.failed &&
           strcmp(text.length > 0 ? text.bytes : "", kept->was) == 0;
    buffer_release(&text);
    return same;
}

/* Relations of a journal's answer to the one known without it. */
enum standing {
    STANDING_SETTLED, /* it changes nothing, or the command line says better */
    STANDING_GOOD,
    STANDING_CLASH /* with what was changed in the file */
};

static enum standing compare(const struct ask *ask, const struct kept *kept)
{
    const struct answer *now;
    uint32_t attribute = kept->given.attribute;

    if (ask->interview.given[attribute])
        return STANDING_SETTLED;
    if (!ask->before)
        return STANDING_GOOD;
    now = &ask->before->answers[attribute];
    if (answer_given(now) && answer_is_same(now, &kept->given.answer))
        return STANDING_SETTLED;
    if (is_as_before(ask, kept, now) ||
        answer_is_same(now, &kept->given.answer))
        return STANDING_GOOD;
    /* Without a word about it, an answer that is missing was so before. */
    return kept->was || answer_given(now) ? STANDING_CLASH : STANDING_GOOD;
}

static dvf_status restore(struct ask *ask, const struct kept *kept)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_NO_MEMORY;

    if (problems) {
        diagnostics_input(problems, "", NULL, 0);
        status = interview_restore(&ask->interview, kept->line.bytes,
                                   (struct position){kept->number, 1, 1},
                                   problems);
    }
    dvf_diagnostics_free(problems);
    return status;
}

/* Take one answer. @return ASK_FINISHED where the next one can be taken */
static enum ask_end take_answer(struct ask *ask, struct kept *kept,
                                bool *decided)
{
    dvf_status status = read_kept(ask, kept, true);
    const uint32_t attribute = kept->given.attribute;
    enum standing standing;

    if (status == DVF_INVALID)
        return ASK_FINISHED;
    if (status != DVF_OK)
        return ASK_NO_MEMORY;
    standing = compare(ask, kept);
    if (standing == STANDING_CLASH) {
        *decided = true;
        switch (ask_which(ask, attribute, &ask->before->answers[attribute],
                          &kept->given.answer)) {
        case ASK_NEITHER:
            return ASK_ENDING;
        case ASK_THEIRS:
            return ASK_FINISHED;
        case ASK_OURS:
            break;
        }
    }
    if (standing == STANDING_SETTLED || restore(ask, kept) == DVF_OK)
        return ASK_FINISHED;
    return ASK_NO_MEMORY;
}

static enum ask_end take_answers(struct ask *ask, const struct buffer *bytes)
{
    struct kept kept = {0};
    enum ask_end end = ASK_FINISHED;
    bool decided = false;
    size_t at = 0;

    while (end == ASK_FINISHED &&
           journal_next(bytes, &at, &kept.number, &kept.line)) {
        split(&kept);
        end = kept.line.failed ? ASK_NO_MEMORY
                               : take_answer(ask, &kept, &decided);
    }
    buffer_release(&kept.line);
    /* Write the decisions to the journal, so that no later run asks again. */
    if (decided && end == ASK_FINISHED)
        ask_keep(ask);
    return end;
}

/* ---------------------------------------------------------------- Offering */

/* Answers that would change something, or of which it has to be said that they
 * fit no more. */
static uint32_t count_answers(struct ask *ask, const struct buffer *bytes)
{
    struct kept kept = {0};
    uint32_t count = 0;
    size_t at = 0;

    while (journal_next(bytes, &at, &kept.number, &kept.line)) {
        split(&kept);
        count += !kept.line.failed && (read_kept(ask, &kept, false) != DVF_OK ||
                                       compare(ask, &kept) != STANDING_SETTLED);
    }
    buffer_release(&kept.line);
    return count;
}

static void append_safe(struct buffer *out, const struct buffer *text)
{
    utf8_append_safe(out, text->bytes, text->length, !terminal_is_utf8());
}

static bool is_text(const struct buffer *text, const char *same)
{
    return text->length == strlen(same) &&
           memcmp(text->bytes, same, text->length) == 0;
}

/* Name the differences from the run that wrote the journal. */
static void append_question(const struct ask *ask, uint32_t count,
                            const struct journal_origin *origin,
                            struct buffer *out)
{
    const char *version = dvf_kb_describe(ask->session.kb).version;

    buffer_puts(out, "An interview ");
    if (origin->profile.length > 0 &&
        !is_text(&origin->profile, ask->path ? ask->path : "")) {
        buffer_puts(out, "for '");
        append_safe(out, &origin->profile);
        buffer_puts(out, "' ");
    }
    buffer_printf(out, "was interrupted after %" PRIu32 " %s", count,
                  count == 1 ? "answer" : "answers");
    if (origin->kb.length > 0 && !is_text(&origin->kb, version)) {
        buffer_puts(out, ", with version ");
        append_safe(out, &origin->kb);
        buffer_printf(out, " of the knowledge base (this is %s)", version);
    }
    buffer_puts(out, ". Go on with it?");
}

static void say_unreadable(struct ask *ask)
{
    struct buffer text = {0};

    buffer_puts(&text, "What an interview left in ");
    console_quote(&text, ask->journal.path.bytes);
    buffer_puts(&text, " is of another version of dvf, and is left out.");
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* Offer to go on with an interview that was interrupted. */
static enum ask_end offer(struct ask *ask, const struct buffer *bytes,
                          const struct journal_origin *origin)
{
    const uint32_t count = count_answers(ask, bytes);
    struct buffer question = {0};
    enum ask_reply reply;

    if (count == 0)
        return ASK_FINISHED;
    append_question(ask, count, origin, &question);
    reply = ask_whether(ask, &question, true);
    buffer_release(&question);
    if (reply == ASK_NO)
        return ASK_FINISHED;
    if (reply != ASK_YES)
        return ASK_ENDING;
    ask->answered = true;
    return take_answers(ask, bytes);
}

static enum ask_end offer_journal(struct ask *ask)
{
    struct journal_origin origin = {0};
    struct buffer bytes = {0};
    enum ask_end end = ASK_NO_MEMORY;

    if (journal_read(&ask->journal, &bytes) == DVF_OK) {
        journal_read_origin(&bytes, &origin);
        if (!origin.unknown) {
            end = offer(ask, &bytes, &origin);
        } else {
            say_unreadable(ask);
            end = ASK_FINISHED;
        }
    }
    buffer_release(&origin.kb);
    buffer_release(&origin.profile);
    buffer_release(&bytes);
    return end;
}

enum ask_end ask_open_journal(struct ask *ask)
{
    const struct journal_place place = {ask->session.kb, ask->settings->resume,
                                        ask->path};

    ask->journal_state = journal_open(&ask->journal, &place);
    if (ask->journal_state == JOURNAL_REFUSED)
        ask->journal_error = errno;
    return ask->journal.open ? offer_journal(ask) : ASK_FINISHED;
}

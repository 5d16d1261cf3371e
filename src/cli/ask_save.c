/* SPDX-License-Identifier: MIT */
/*
 * Saving the profile of an interview. What people wrote is kept: an older
 * profile is edited rather than written anew, and no file is replaced unasked.
 * What was written is read back before it is said to be saved.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/message.h"
#include "report/profile_edit.h"
#include "report/template.h"

#include <string.h>

/* Name of a profile whose file has none to give. */
#define NAME_DEFAULT "my-project"

/* ---------------------------------------------------------------- Name */

/* Length without an ending, where it has it. */
static size_t less(const char *name, size_t length, const char *ending)
{
    size_t size = strlen(ending);

    return length >= size && memcmp(name + length - size, ending, size) == 0
               ? length - size
               : length;
}

static bool is_text(const char *name, size_t length)
{
    size_t used;

    for (size_t i = 0; i < length; i += used) {
        uint32_t character = 0;

        used = utf8_decode(name + i, length - i, &character);
        if (used == 0 || utf8_is_hostile(character))
            return false;
    }
    return length > 0;
}

static bool is_word(const char *name, size_t length, const char *word)
{
    return length == strlen(word) && memcmp(name, word, length) == 0;
}

void ask_append_name(struct buffer *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);

    length = less(name, length, ".yaml");
    length = less(name, length, ".yml");
    length = less(name, length, ".dvf");
    if (is_text(name, length) && !is_word(name, length, "profile") &&
        !is_word(name, length, "dvf"))
        buffer_append(out, name, length);
    else
        buffer_puts(out, NAME_DEFAULT);
}

/* ---------------------------------------------------------------- Text */

/* The file that the interview goes on with. */
static bool is_old(const struct ask *ask, const char *path)
{
    const char *old = ask->settings->resume;

    return old && (strcmp(path, old) == 0 || file_is_same(path, old));
}

/* A new profile is named like its file. */
static bool name_profile(struct ask *ask, const char *path)
{
    dvf_profile *profile = ask->interview.profile;
    struct buffer name = {0};
    const char *copy = NULL;

    if (ask->settings->resume)
        return true;
    ask_append_name(&name, path);
    if (!name.failed)
        copy = arena_copy(&profile->arena, name.bytes, name.length);
    if (copy)
        profile->name = copy;
    buffer_release(&name);
    return copy;
}

/* @return whether the reply was yes; nobody to ask is a no */
static bool agreed(struct ask *ask, const char *path, const char *why)
{
    struct buffer question = {0};
    bool yes;

    message_quote(&question, path);
    buffer_printf(&question, " %s", why);
    if (ask_is_attended(ask)) {
        buffer_puts(&question, " Replace it?");
        yes = ask_whether(ask, &question, false) == ASK_YES;
    } else {
        buffer_puts(&question, " Choose another name with -o.");
        yes = false;
        (void)message_fail(&question);
    }
    buffer_release(&question);
    return yes;
}

/* Put the text together. @return whether it may be written */
static bool make_text(struct ask *ask, const char *path, struct buffer *text)
{
    const dvf_profile *profile = ask->interview.profile;
    dvf_status status = DVF_INVALID;

    if (!name_profile(ask, path)) {
        (void)message_no_memory();
        return false;
    }
    if (ask->settings->resume)
        status = profile_edit(profile, ask->old.bytes, ask->old.length, text);
    if (status == DVF_INVALID) {
        if (ask->settings->resume && is_old(ask, path) &&
            !agreed(ask, path,
                    "is laid out so that its comments cannot be kept."))
            return false;
        template_append(profile, text);
        status = text->failed
                     ? DVF_NO_MEMORY
                     : profile_edit_check(profile, text->bytes, text->length);
    }
    if (status == DVF_NO_MEMORY)
        (void)message_no_memory();
    return status == DVF_OK;
}

/* ------------------------------------------------------------- Writing */

/* Whether a regular file holds exactly this text. */
static bool is_there(const char *path, const struct buffer *text)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer present = {0};
    bool same = problems && file_is_regular(path) &&
                file_read(path, ASK_PROFILE_MAX, &present, problems) ==
                    DVF_OK &&
                present.length == text->length &&
                (text->length == 0 ||
                 memcmp(present.bytes, text->bytes, text->length) == 0);

    buffer_release(&present);
    dvf_diagnostics_free(problems);
    return same;
}

/* Whether what is there may be replaced: nothing, the profile that the
 * interview goes on with, or what people agree to. */
static bool may_replace(struct ask *ask, const char *path, bool *changed)
{
    if (is_old(ask, path))
        return ask_catch_up(ask, changed);
    return !file_is_regular(path) || agreed(ask, path, "is there already.");
}

static void fail(const char *path, const char *why)
{
    struct buffer message = {0};

    buffer_puts(&message, "cannot save ");
    message_quote(&message, path);
    buffer_printf(&message, ": %s", why);
    (void)message_fail(&message);
    buffer_release(&message);
}

static bool same_verdict(const dvf_evaluation *a, const dvf_evaluation *b)
{
    const struct verdict *one = &a->verdict;
    const struct verdict *two = &b->verdict;

    for (uint32_t i = 0; i < a->kb->scoring; i++)
        if (a->scores[i] != b->scores[i])
            return false;
    return one->outcome == two->outcome && one->option == two->option &&
           one->strength == two->strength && one->lead == two->lead;
}

/* Whether the file leads to what the interview led to. */
static bool advises_the_same(const struct ask *ask, const char *path)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluation *evaluation = NULL;
    bool same = problems &&
                dvf_profile_load_file(ask->session.kb, path, problems,
                                      &profile) == DVF_OK &&
                dvf_evaluate(ask->session.kb, profile, NULL, problems,
                             &evaluation) == DVF_OK &&
                same_verdict(evaluation, ask->interview.evaluation);

    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return same;
}

bool ask_write(struct ask *ask, const char *path)
{
    struct buffer text = {0};
    bool changed = false;
    bool done = may_replace(ask, path, &changed) && make_text(ask, path, &text);
    int error = 0;

    /* What was just taken over is in no report that was shown. */
    if (done && changed && ask_is_attended(ask))
        ask_tell_verdict(ask);
    if (done && !is_there(path, &text))
        error = file_replace(path, text.bytes, text.length);
    buffer_release(&text);
    if (error != 0)
        fail(path, strerror(error));
    else if (done && file_is_regular(path) && !advises_the_same(ask, path))
        fail(path, "what was written does not read back the same");
    else
        return done;
    return false;
}

void ask_say_saved(struct ask *ask, const char *path)
{
    struct buffer text = {0};

    buffer_puts(&text, "Saved to ");
    message_quote(&text, path);
    buffer_putc(&text, '.');
    ask_tell(ask, &text);
    buffer_release(&text);
}

enum ask_saved ask_save(struct ask *ask)
{
    const bool in_vain = ask->at_odds && ask->path && is_old(ask, ask->path);

    if (ask->path && !in_vain && ask_write(ask, ask->path)) {
        ask_say_saved(ask, ask->path);
        return ASK_SAVED;
    }
    if (!ask_is_attended(ask))
        return ask->path ? ASK_UNSAVED : ASK_DECLINED;
    return ask->tty.signal == 0 ? ask_offer(ask) : ASK_UNSAVED;
}

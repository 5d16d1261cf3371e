/* SPDX-License-Identifier: MIT */
/*
 * Saving the profile of an interview. What people wrote is kept: an older
 * profile is edited rather than written anew, and no file is replaced unasked.
 * What was written is read back before it is said to be saved.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/environment.h"
#include "cli/message.h"
#include "report/profile_edit.h"
#include "report/template.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Name of a profile whose file has none to give. */
#define NAME_DEFAULT "my-project"

/* How many names are tried for a file that nobody has named. */
#define FREE_NAMES   9

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
    const char *name = slash != NULL ? slash + 1 : path;
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

    return old != NULL && (strcmp(path, old) == 0 || file_is_same(path, old));
}

/* A new profile is named like its file. */
static bool name_profile(struct ask *ask, const char *path)
{
    dvf_profile *profile = ask->interview.profile;
    struct buffer name = {0};
    const char *copy = NULL;

    if (ask->settings->resume != NULL)
        return true;
    ask_append_name(&name, path);
    if (!name.failed)
        copy = arena_copy(&profile->arena, name.bytes, name.length);
    if (copy != NULL)
        profile->name = copy;
    buffer_release(&name);
    return copy != NULL;
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
    if (ask->settings->resume != NULL)
        status = profile_edit(profile, ask->old.bytes, ask->old.length, text);
    if (status == DVF_INVALID) {
        if (ask->settings->resume != NULL && is_old(ask, path) &&
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
    bool same = problems != NULL && file_is_regular(path) &&
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
static bool may_replace(struct ask *ask, const char *path)
{
    if (!file_is_regular(path))
        return true;
    if (!is_old(ask, path))
        return agreed(ask, path, "is there already.");
    return is_there(path, &ask->old) ||
           agreed(ask, path, "was changed in the meantime.");
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
    bool same = problems != NULL &&
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

static bool write_file(struct ask *ask, const char *path)
{
    struct buffer text = {0};
    bool done = may_replace(ask, path) && make_text(ask, path, &text);
    int error = 0;

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

/* -------------------------------------------------------------- Asking */

static void say_saved(struct ask *ask, const char *path)
{
    struct buffer text = {0};

    buffer_puts(&text, "Saved to ");
    message_quote(&text, path);
    buffer_putc(&text, '.');
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* Take the blanks at both ends away. */
static const char *trim(struct buffer *line)
{
    char *text = line->length > 0 ? line->bytes : NULL;

    if (text == NULL)
        return "";
    while (line->length > 0 && strchr(" \t\r", text[line->length - 1]) != NULL)
        text[--line->length] = '\0';
    return text + strspn(text, " \t");
}

/* Where it is saved now. */
static bool keep_path(struct ask *ask, const char *path)
{
    const char *copy = arena_copy(&ask->interview.profile->arena, path,
                                  strlen(path));

    if (copy == NULL)
        (void)message_no_memory();
    else
        ask->path = copy;
    return copy != NULL;
}

/* A name in this folder that nothing has yet. @return null: none of them */
static const char *free_name(struct buffer *name)
{
    struct stat there;

    for (unsigned i = 1; i <= FREE_NAMES; i++) {
        buffer_clear(name);
        if (i == 1)
            buffer_puts(name, "profile.dvf.yaml");
        else
            buffer_printf(name, "profile-%u.dvf.yaml", i);
        if (name->failed)
            return NULL;
        if (lstat(name->bytes, &there) != 0)
            return name->bytes;
    }
    return NULL;
}

/* No shell has seen this path: ~/ is done here. */
static const char *expand(const char *typed, struct buffer *path)
{
    const char *home = environment_value("HOME");

    if (strncmp(typed, "~/", 2) != 0 || home[0] == '\0')
        return typed;
    buffer_clear(path);
    buffer_printf(path, "%s%s", home, typed + 1);
    return path->failed ? NULL : path->bytes;
}

static bool is_no(const char *word)
{
    return strcasecmp(word, "n") == 0 || strcasecmp(word, "no") == 0;
}

/* Save where it was said. @return ASK_UNSAVED where another path is needed */
static enum ask_saved save_to(struct ask *ask, const char *typed)
{
    struct buffer expanded = {0};
    struct buffer text = {0};
    const char *path = expand(typed, &expanded);
    enum ask_saved saved = ASK_UNSAVED;

    if (path == NULL) {
        (void)message_no_memory();
    } else if (is_no(typed)) {
        buffer_puts(&text, "Not saved.");
        ask_tell(ask, &text);
        saved = ASK_DECLINED;
    } else if (write_file(ask, path) && keep_path(ask, path)) {
        say_saved(ask, path);
        saved = ASK_SAVED;
    }
    buffer_release(&text);
    buffer_release(&expanded);
    return saved;
}

/* Ask for a path, until it is saved there or nowhere. */
static enum ask_saved offer(struct ask *ask)
{
    struct buffer prompt = {0};
    struct buffer line = {0};
    struct buffer name = {0};
    const char *otherwise = free_name(&name);
    enum ask_saved saved = ASK_UNSAVED;

    buffer_puts(&prompt, "Save the profile as ");
    if (otherwise != NULL)
        buffer_printf(&prompt, "[%s] ", otherwise);
    buffer_puts(&prompt, "(n: do not save): ");
    while (saved == ASK_UNSAVED && ask->tty.signal == 0 &&
           ask_line(ask, &prompt, &line) == TTY_LINE) {
        const char *path = trim(&line);

        if (line.failed)
            break;
        if (path[0] == '\0')
            path = otherwise;
        if (path != NULL)
            saved = save_to(ask, path);
    }
    buffer_release(&name);
    buffer_release(&prompt);
    buffer_release(&line);
    return saved;
}

enum ask_saved ask_save(struct ask *ask)
{
    if (ask->path != NULL && write_file(ask, ask->path)) {
        say_saved(ask, ask->path);
        return ASK_SAVED;
    }
    if (!ask_is_attended(ask))
        return ask->path != NULL ? ASK_UNSAVED : ASK_DECLINED;
    return ask->tty.signal == 0 ? offer(ask) : ASK_UNSAVED;
}

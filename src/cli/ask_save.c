/* SPDX-License-Identifier: MIT */
/*
 * Saving the profile of an interview. The words of people are kept: an older
 * profile is edited rather than written anew, no file is replaced unasked, and
 * what was written is read back before it is said to be saved. Where no file
 * was named, a name is offered; a reply is a name, a yes, or a word or key for
 * no.
 */
#include "cli/ask.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "profile/profile_edit.h"
#include "profile/template.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Name of a profile whose file has none to give. */
#define NAME_DEFAULT "my-project"

/* Most names tried for a file that nobody has named. */
#define FREE_NAMES   9

#define ESCAPE       '\x1b'

/* First byte beyond the control characters of encodings with one byte each. */
#define BEYOND_C1    0xA0

/* ---------------------------------------------------------------- Name */

/* Length without an ending, where it has it. */
static size_t less(const char *name, size_t length, const char *ending)
{
    size_t size = strlen(ending);

    return length >= size && memcmp(name + length - size, ending, size) == 0
               ? length - size
               : length;
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
    if (length > 0 && utf8_is_text(name, length) &&
        !is_word(name, length, "profile") && !is_word(name, length, "dvf"))
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
static dvf_status name_profile(struct ask *ask, const char *path)
{
    dvf_profile *profile = ask->interview.profile;
    struct buffer name = {0};

    if (ask->settings->resume)
        return DVF_OK;
    ask_append_name(&name, path);
    const char *copy = buffer_keep(&name, &profile->arena);
    if (copy)
        profile->name = copy;
    return copy ? DVF_OK : DVF_NO_MEMORY;
}

/* @return whether the reply was yes; nobody to ask is a no */
static bool agreed(struct ask *ask, const char *path, const char *why)
{
    struct buffer question = {0};
    bool yes;

    console_quote(&question, path);
    buffer_printf(&question, " %s", why);
    if (ask_is_attended(ask)) {
        buffer_puts(&question, " Replace it?");
        yes = ask_whether(ask, &question, false) == ASK_YES;
    } else {
        buffer_puts(&question, " Choose another name with -o.");
        yes = false;
        (void)console_fail(&question);
    }
    buffer_release(&question);
    return yes;
}

/* Put the text together. @return whether it may be written */
static bool make_text(struct ask *ask, const char *path, struct buffer *text)
{
    const dvf_profile *profile = ask->interview.profile;
    dvf_status status = DVF_INVALID;

    if (name_profile(ask, path) != DVF_OK) {
        (void)console_no_memory();
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
        (void)console_no_memory();
    return status == DVF_OK;
}

/* ------------------------------------------------------------- Writing */

/* A regular file holds exactly this text. */
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

/* A path may be written if it is free, is the profile that the interview goes
 * on with, or people agree. */
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
    console_quote(&message, path);
    buffer_printf(&message, ": %s", why);
    (void)console_fail(&message);
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

/* The file that was written leads to the verdict of the interview. */
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

/* Write the profile to a file. What is there is not replaced unasked.
 * @return whether it is saved; if not, it is said why */
static bool write_profile(struct ask *ask, const char *path)
{
    struct buffer text = {0};
    bool changed = false;
    bool done = may_replace(ask, path, &changed) && make_text(ask, path, &text);
    int error = 0;

    /* Say the verdict again: answers just taken over are in no report so
     * far. */
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

static void say_saved(struct ask *ask, const char *path)
{
    struct buffer text = {0};

    buffer_puts(&text, "Saved to ");
    console_quote(&text, path);
    buffer_putc(&text, '.');
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* -------------------------------------------------------------------- Reply */

static bool is_among(const char *reply, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(reply, words[i]) == 0)
            return true;
    return false;
}

/* Esc ends lines in no terminal: it comes with Enter behind it. */
static bool is_no(const char *reply)
{
    static const char *const words[] = {"n", "no", "q", "quit"};
    const size_t escapes = strspn(reply, (const char[]){ESCAPE, '\0'});

    return (escapes > 0 && reply[escapes] == '\0') ||
           is_among(reply, words, sizeof words / sizeof *words);
}

static bool is_yes(const char *reply)
{
    static const char *const words[] = {"y", "yes"};

    return is_among(reply, words, sizeof words / sizeof *words);
}

/* Length of the character that a name goes on with; 0: it has none that a name
 * should hold. Where text is not UTF-8, its bytes are characters. */
static size_t take_character(const char *name, size_t length)
{
    uint32_t character = 0;
    size_t used = utf8_decode(name, length, &character);

    if (used == 0 && !terminal_is_utf8() && (unsigned char)*name >= BEYOND_C1)
        return 1;
    return used > 0 && !utf8_is_hostile(character) && character >= ' ' ? used
                                                                       : 0;
}

static bool is_name(const char *name, size_t length)
{
    size_t used;

    for (size_t i = 0; i < length; i += used) {
        used = take_character(name + i, length - i);
        if (used == 0)
            return false;
    }
    return true;
}

/* --------------------------------------------------------------------- Name */

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

/* Remember the path under which the profile is saved. */
static dvf_status keep_path(struct ask *ask, const char *path)
{
    const char *copy = arena_copy(&ask->interview.profile->arena, path,
                                  strlen(path));

    if (copy)
        ask->path = copy;
    return copy ? DVF_OK : DVF_NO_MEMORY;
}

static void tell(struct ask *ask, const char *words)
{
    struct buffer text = {0};

    buffer_puts(&text, words);
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* @return ASK_UNSAVED where another path is needed */
static enum ask_saved save_to(struct ask *ask, const char *typed)
{
    struct buffer expanded = {0};
    const char *path = expand(typed, &expanded);
    enum ask_saved saved = ASK_UNSAVED;

    if (path && !write_profile(ask, path)) {
        saved = ASK_UNSAVED; /* it was said why */
    } else if (path && keep_path(ask, path) == DVF_OK) {
        say_saved(ask, path);
        saved = ASK_SAVED;
    } else {
        (void)console_no_memory();
    }
    buffer_release(&expanded);
    return saved;
}

/* ------------------------------------------------------------------ Asking */

/* Do what was replied. @param offered name that is shown; null: there is none
 * @return ASK_UNSAVED where it has to be asked again */
static enum ask_saved take_reply(struct ask *ask, struct buffer *line,
                                 const char *offered)
{
    const char *reply = ask_trim(line);

    if (is_no(reply)) {
        tell(ask, "Not saved.");
        return ASK_DECLINED;
    }
    if (reply[0] == '\0' || is_yes(reply))
        return offered ? save_to(ask, offered) : ASK_UNSAVED;
    if (strlen(reply) != line->length - (size_t)(reply - line->bytes) ||
        !is_name(reply, strlen(reply)))
        tell(ask, "A name cannot hold control characters. Type another one, "
                  "or n.");
    else if (output_is_standard(reply))
        tell(ask, "The profile needs a file. Type its name, or n.");
    else
        return save_to(ask, reply);
    return ASK_UNSAVED;
}

/* Ask for a path, until the profile is saved there or nowhere. */
static enum ask_saved offer(struct ask *ask)
{
    struct buffer prompt = {0};
    struct buffer line = {0};
    struct buffer name = {0};
    const char *offered = free_name(&name);
    enum ask_saved saved = ASK_UNSAVED;

    buffer_puts(&prompt, "Save the profile as ");
    if (offered)
        buffer_printf(&prompt, "[%s] ", offered);
    buffer_puts(&prompt, "(n: do not save): ");
    for (int i = 0; i < ASK_SILENT_MAX && saved == ASK_UNSAVED; i++) {
        if (ask->tty.signal != 0 || ask_line(ask, &prompt, &line) != TTY_LINE ||
            line.failed)
            break;
        saved = take_reply(ask, &line, offered);
    }
    buffer_release(&name);
    buffer_release(&prompt);
    buffer_release(&line);
    return saved;
}

enum ask_saved ask_save(struct ask *ask)
{
    const bool in_vain = ask->at_odds && ask->path && is_old(ask, ask->path);

    if (ask->path && !in_vain && write_profile(ask, ask->path)) {
        say_saved(ask, ask->path);
        return ASK_SAVED;
    }
    if (!ask_is_attended(ask))
        return ask->path ? ASK_UNSAVED : ASK_DECLINED;
    return ask->tty.signal == 0 ? offer(ask) : ASK_UNSAVED;
}

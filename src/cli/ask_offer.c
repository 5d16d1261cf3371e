/* SPDX-License-Identifier: MIT */
/*
 * Where to save the profile of an interview: a name is offered, and a reply is
 * a name, a yes, or one of the words and keys for no.
 */
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/environment.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/terminal.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* How many names are tried for a file that nobody has named. */
#define FREE_NAMES 9

#define ESCAPE     '\x1b'

/* First byte beyond the control characters of encodings with one byte each. */
#define BEYOND_C1  0xA0

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

/* Where it is saved now. */
static bool keep_path(struct ask *ask, const char *path)
{
    const char *copy = arena_copy(&ask->interview.profile->arena, path,
                                  strlen(path));

    if (!copy)
        (void)message_no_memory();
    else
        ask->path = copy;
    return copy;
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

    if (!path) {
        (void)message_no_memory();
    } else if (ask_write(ask, path) && keep_path(ask, path)) {
        ask_say_saved(ask, path);
        saved = ASK_SAVED;
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

enum ask_saved ask_offer(struct ask *ask)
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

/* SPDX-License-Identifier: MIT */
/*
 * Globs. Matching goes back to the last star only, within a name and among
 * names: all before it was matched as early as possible, so an earlier star
 * could win nothing. Hence no pattern takes exponential time.
 */
#include "base/glob.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

/* Any number of names. */
#define ANY_NAMES "**"

/* A piece of a pattern or a path. */
struct name {
    const char *bytes;
    size_t length;
};

/* Name at the beginning of a path, up to its first slash. */
static struct name name_at(const char *path)
{
    return (struct name){path, strcspn(path, "/")};
}

/* Path behind its first name and slash; empty behind the last name. */
static const char *behind(const char *path)
{
    path += strcspn(path, "/");
    return path + (*path == '/');
}

static bool is_word(struct name name, const char *word)
{
    return name.length == strlen(word) &&
           memcmp(name.bytes, word, name.length) == 0;
}

/* ------------------------------------------------------------- Patterns */

static const char *fault_of(const char *pattern)
{
    if (strlen(pattern) > GLOB_LENGTH_MAX)
        return "is longer than 256 bytes";
    if (pattern[0] == '!')
        return "begins with '!', but nothing can be taken back in";
    for (const char *at = pattern; *at; at = behind(at))
        if (is_word(name_at(at), ".."))
            return "leads out of its folder";
    return NULL;
}

static bool is_tied(const char *pattern)
{
    const char *slash = strchr(pattern, '/');

    return slash && (slash == pattern || slash[strspn(slash, "/")]);
}

/* Append the names of a pattern, less empty ones, "." and repeated ANY_NAMES.
 * @return whether there was any */
static bool put_names(struct buffer *out, const char *pattern)
{
    bool any = !is_tied(pattern);
    bool named = false;

    if (any)
        buffer_puts(out, ANY_NAMES);
    for (const char *at = pattern; *at; at = behind(at)) {
        struct name name = name_at(at);
        bool is_any = is_word(name, ANY_NAMES);

        if (name.length == 0 || is_word(name, "."))
            continue;
        named = true;
        if (is_any && any)
            continue;
        buffer_puts(out, out->length > 0 ? "/" : "");
        buffer_append(out, name.bytes, name.length);
        any = is_any;
    }
    return named;
}

dvf_status glob_init(struct glob *glob, struct arena *arena,
                     const char *pattern, const char **fault)
{
    size_t length = strlen(pattern);
    struct buffer names = {0};

    *fault = fault_of(pattern);
    if (!*fault && !put_names(&names, pattern))
        *fault = "names nothing";
    if (*fault) {
        buffer_release(&names);
        return DVF_INVALID;
    }
    *glob = (struct glob){
        .given = arena_copy(arena, pattern, length),
        .pattern = buffer_keep(&names, arena),
        .folders = length > 0 && pattern[length - 1] == '/',
    };
    return arena_status(arena);
}

/* ------------------------------------------------------------- Matching */

static size_t character_length(struct name name)
{
    return utf8_length(name.bytes, name.length);
}

static struct name drop(struct name name, size_t length)
{
    return (struct name){name.bytes + length, name.length - length};
}

static bool matches_name(struct name pattern, struct name name)
{
    struct name star = {0};  /* pattern behind the last star */
    struct name taken = {0}; /* name behind the part that star takes */

    while (name.length > 0) {
        bool is_one = pattern.length > 0 && *pattern.bytes == '?';

        if (pattern.length > 0 && *pattern.bytes == '*') {
            star = pattern = drop(pattern, 1);
            taken = name;
        } else if (is_one ||
                   (pattern.length > 0 && *pattern.bytes == *name.bytes)) {
            pattern = drop(pattern, 1);
            name = drop(name, is_one ? character_length(name) : 1);
        } else if (star.bytes) {
            taken = drop(taken, character_length(taken));
            pattern = star;
            name = taken;
        } else {
            return false;
        }
    }
    while (pattern.length > 0 && *pattern.bytes == '*')
        pattern = drop(pattern, 1);
    return pattern.length == 0;
}

static bool matches_path(const char *pattern, const char *path)
{
    const char *star = NULL;  /* pattern behind the last ANY_NAMES */
    const char *taken = NULL; /* path behind the part it takes */

    while (*path) {
        if (*pattern && is_word(name_at(pattern), ANY_NAMES)) {
            star = pattern = behind(pattern);
            taken = path;
            if (!*pattern)
                return true;
        } else if (*pattern && matches_name(name_at(pattern), name_at(path))) {
            pattern = behind(pattern);
            path = behind(path);
        } else if (star) {
            path = taken = behind(taken);
            pattern = star;
        } else {
            return false;
        }
    }
    return !*pattern;
}

bool glob_matches(const struct glob *glob, const char *path, bool is_folder)
{
    return (is_folder || !glob->folders) && matches_path(glob->pattern, path);
}

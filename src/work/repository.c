/* SPDX-License-Identifier: MIT */
/*
 * Repositories, by the folders that version control leaves at their roots. The
 * folders above a real path are its beginnings.
 */
#include "work/repository.h"

#include "base/buffer.h"
#include "base/path.h"

#include <errno.h>
#include <string.h>

/* In order of rank: files in a repository of git may be anybody's, and must not
 * look like the root of another one. */
static const char *const markers[] = {".git", ".jj", ".hg", ".svn"};

#define MARKERS (sizeof markers / sizeof *markers)

bool place_is_marker(const char *name)
{
    for (size_t i = 0; i < MARKERS; i++)
        if (strcmp(markers[i], name) == 0)
            return true;
    return false;
}

/* Bytes of the folder above; as many where there is none. */
static size_t above(const char *real, size_t length)
{
    while (real[length - 1] != '/')
        length--;
    return length > 1 ? length - 1 : length;
}

/* True for a folder with an entry of this name. The path has failed when out of
 * memory. */
static bool holds(struct buffer *path, const char *real, size_t length,
                  const char *name)
{
    buffer_clear(path);
    buffer_append(path, real, length);
    buffer_printf(path, "/%s", name);
    return !path->failed && path_is_there(path->bytes);
}

/* Bytes of the nearest folder upwards that holds a marker; 0 for none. */
static size_t find_root(struct buffer *path, const char *real,
                        const char *marker)
{
    size_t length = strlen(real);

    while (!path->failed) {
        size_t next = above(real, length);

        if (holds(path, real, length, marker))
            return length;
        if (next == length)
            break;
        length = next;
    }
    return 0;
}

bool place_find(struct place *place, struct arena *arena, const char *given,
                const char *outer)
{
    struct buffer path = {0};
    bool done;

    *place = (struct place){.given = given};
    place->real = path_real(arena, given, &place->error);
    if (!place->real)
        return place->error != ENOMEM;
    for (size_t i = 0; i < MARKERS && place->root == 0; i++)
        place->root = find_root(&path, place->real, markers[i]);
    place->base = outer ? path_within(place->real, outer) : 0;
    if (place->base == 0)
        place->base = place->root;
    place->top = place->root != 0 ? place->root : strlen(place->real);
    place->horizon = place->root != 0 ? place->root : 1;
    done = !path.failed;
    buffer_release(&path);
    return done;
}

bool place_surroundings(struct arena *arena, struct surroundings *surroundings)
{
    struct place place;

    *surroundings = (struct surroundings){0};
    if (!place_find(&place, arena, ".", NULL))
        return false;
    surroundings->current = place.real;
    if (place.root == 0)
        return true;
    surroundings->root = arena_copy(arena, place.real, place.root);
    return surroundings->root;
}

/* Widen the horizon of a place in a repository to a folder around it. */
static void see(struct place *place, const char *folder)
{
    size_t length = folder ? path_within(place->real, folder) : 0;

    if (length != 0 && length < place->horizon)
        place->horizon = length;
}

void place_reach(struct place *place, const struct surroundings *surroundings,
                 const char *operand)
{
    const char *folders[] = {surroundings->current, operand};

    if (!place->real)
        return;
    if (place->root != 0) {
        see(place, surroundings->root);
        see(place, surroundings->current);
        see(place, operand);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        size_t top = folders[i] ? path_within(place->real, folders[i]) : 0;

        if (top == 0)
            continue;
        if (top < place->top)
            place->top = top;
        return;
    }
}

/* ------------------------------------------------------- Several roots */

/* Bytes of a place up to its outermost folder: the root of names or, without a
 * repository, the last one in which policies hold. */
static size_t outermost(const struct place *place)
{
    return place->base != 0 ? place->base : place->top;
}

/* Shorten the folder common to all so far to the one shared with one more. */
static size_t shared(const struct place *one, size_t length,
                     const struct place *other)
{
    size_t most = outermost(other);

    while (length > most || memcmp(one->real, other->real, length) != 0 ||
           (length > 1 && other->real[length] != '\0' &&
            other->real[length] != '/'))
        length = above(one->real, length);
    return length;
}

static bool have_one_base(const struct place *one, const struct place *other)
{
    return one->base == other->base &&
           memcmp(one->real, other->real, one->base) == 0;
}

void places_share_base(struct place *places, size_t count, const char **base,
                       size_t *length)
{
    const struct place *one = NULL;
    bool several = false;
    size_t common = 0;

    for (size_t i = 0; i < count; i++) {
        const struct place *place = &places[i];

        if (!place->real)
            continue;
        if (!one) {
            one = place;
            common = outermost(place);
        } else {
            several = several || !have_one_base(one, place);
            common = shared(one, common, place);
        }
    }
    for (size_t i = 0; i < count && several; i++)
        if (places[i].real)
            places[i].base = common;
    *length = one ? one->base : 0;
    *base = *length != 0 ? one->real : NULL;
}

/* -------------------------------------------------------------- Inside */

/* True for a path that really lies outside of the repository around a place. */
static bool leads_out(const struct place *place, struct arena *arena,
                      const char *path, int *error)
{
    const char *real = path_real(arena, path, error);
    size_t root = place->root;

    if (!real || root <= 1)
        return false;
    return strncmp(real, place->real, root) != 0 ||
           (real[root] != '/' && real[root] != '\0');
}

bool place_refuses(const struct place *place, const char *path,
                   const char *name, struct dvf_diagnostics *problems)
{
    struct arena arena = {0};
    int error = 0;
    bool refused = place->root != 0 && leads_out(place, &arena, path, &error);

    if (error == ENOMEM)
        problems->arena.failed = true;
    if (refused) {
        diagnostics_input(problems, name, NULL, 0);
        diagnostics_error(problems, DIAGNOSTIC_FILE_KIND, (struct position){0},
                          "put the file itself there",
                          "it is a link that leads out of the repository");
        diagnostics_input_end(problems);
    }
    arena_release(&arena);
    return refused || error == ENOMEM;
}

size_t place_above(const struct place *place, size_t length)
{
    return length > place->top ? above(place->real, length) : 0;
}

bool place_holds(const struct place *place, size_t length, const char *name,
                 bool *held)
{
    struct buffer path = {0};
    bool done;

    *held = holds(&path, place->real, length, name);
    done = !path.failed;
    buffer_release(&path);
    return done;
}

bool place_look_upwards(const struct place *place, const char *name,
                        size_t *length)
{
    bool held = false;

    for (*length = strlen(place->real); *length != 0;
         *length = place_above(place, *length))
        if (!place_holds(place, *length, name, &held) || held)
            break;
    return held || *length == 0;
}

const char *place_folder_name(struct arena *arena, const struct place *place,
                              size_t length)
{
    size_t base = place->base;

    if (base == 0)
        return length == strlen(place->real)
                   ? place->given
                   : arena_copy(arena, place->real, length);
    if (length == base)
        return ".";
    if (base > 1)
        base++; /* the slash behind it */
    return arena_copy(arena, place->real + base, length - base);
}

const char *place_name(struct arena *arena, const struct place *place,
                       size_t length, const char *name)
{
    const char *folder = place_folder_name(arena, place, length);

    return folder ? path_join(arena, folder, name) : NULL;
}

bool place_look_beyond(const struct place *place, size_t length,
                       const char *name, size_t *beyond)
{
    size_t from = length != 0 ? length : place->top;
    bool held = false;

    *beyond = 0;
    while (from > place->horizon) {
        from = above(place->real, from);
        if (!place_holds(place, from, name, &held))
            return false;
        if (held) {
            *beyond = from;
            break;
        }
    }
    return true;
}

const char *place_local_folder(struct arena *arena, const struct place *place,
                               const struct surroundings *surroundings,
                               size_t length)
{
    const char *folder = place->given;

    if (place->real && length != strlen(place->real)) {
        folder = arena_copy(arena, place->real, length);
        if (folder && place->given[0] != '/' && surroundings->current)
            folder = path_relative(arena, surroundings->current, folder);
    }
    return folder ? path_tidy(arena, folder) : NULL;
}

const char *place_local_name(struct arena *arena, const struct place *place,
                             const struct surroundings *surroundings,
                             size_t length, const char *name)
{
    const char *folder = place_local_folder(arena, place, surroundings, length);

    return folder ? path_join(arena, folder, name) : NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * Repositories, by the folders that version control leaves at their roots. The
 * folders above a real path are its beginnings.
 */
#include "cli/repository.h"

#include "base/buffer.h"
#include "base/path.h"

#include <errno.h>
#include <string.h>

/* In this order: what is found in a repository of git may be anybody's, and
 * must not look like the root of another one. */
static const char *const markers[] = {".git", ".hg", ".svn"};

#define MARKERS (sizeof markers / sizeof *markers)

/* Bytes of the folder above; as many where there is none. */
static size_t above(const char *real, size_t length)
{
    while (real[length - 1] != '/')
        length--;
    return length > 1 ? length - 1 : length;
}

/* Whether something of this name is in a folder. The path has failed where
 * memory ran out. */
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

/* Bytes of an outer folder that a place is below or is; 0 where it is not. */
static size_t below(const struct place *place, const char *outer)
{
    size_t length = strlen(outer);

    if (strncmp(place->real, outer, length) != 0)
        return 0;
    return length == 1 || place->real[length] == '\0' ||
                   place->real[length] == '/'
               ? length
               : 0;
}

bool place_find(struct place *place, struct arena *arena, const char *given,
                const char *outer)
{
    struct buffer path = {0};
    bool done;

    *place = (struct place){.given = given};
    place->real = path_real(arena, given, &place->error);
    if (place->real == NULL)
        return place->error != ENOMEM;
    for (size_t i = 0; i < MARKERS && place->root == 0; i++)
        place->root = find_root(&path, place->real, markers[i]);
    place->base = outer != NULL ? below(place, outer) : 0;
    if (place->base == 0)
        place->base = place->root;
    done = !path.failed;
    buffer_release(&path);
    return done;
}

bool place_current_root(struct arena *arena, const char **root)
{
    struct place place;

    *root = NULL;
    if (!place_find(&place, arena, ".", NULL))
        return false;
    if (place.root == 0)
        return true;
    *root = arena_copy(arena, place.real, place.root);
    return *root != NULL;
}

/* Whether a path leads out of the repository around a place. */
static bool leads_out(const struct place *place, struct arena *arena,
                      const char *path, int *error)
{
    const char *real = path_real(arena, path, error);
    size_t root = place->root;

    if (real == NULL || root <= 1)
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
        problems->no_memory = true;
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
    return place->root != 0 && length > place->root ? above(place->real, length)
                                                    : 0;
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
        return place->given;
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

    return folder != NULL ? path_join(arena, folder, name) : NULL;
}

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

static bool is_root(struct buffer *path, const char *real, size_t length)
{
    for (size_t i = 0; i < MARKERS; i++)
        if (holds(path, real, length, markers[i]))
            return true;
    return false;
}

bool place_find(struct place *place, struct arena *arena, const char *given)
{
    struct buffer path = {0};
    size_t length;
    bool done;

    *place = (struct place){.given = given};
    place->real = path_real(arena, given, &place->error);
    if (place->real == NULL)
        return place->error != ENOMEM;
    length = strlen(place->real);
    while (place->root == 0 && !path.failed) {
        size_t next = above(place->real, length);

        if (is_root(&path, place->real, length))
            place->root = length;
        if (next == length)
            break;
        length = next;
    }
    done = !path.failed;
    buffer_release(&path);
    return done;
}

bool place_look_upwards(const struct place *place, const char *name,
                        size_t *length)
{
    size_t at = strlen(place->real);
    size_t last = place->root != 0 ? place->root : at;
    struct buffer path = {0};
    bool found;
    bool done;

    while (!(found = holds(&path, place->real, at, name)) && at > last)
        at = above(place->real, at);
    *length = found ? at : 0;
    done = !path.failed;
    buffer_release(&path);
    return done;
}

const char *place_name(struct arena *arena, const struct place *place,
                       size_t length, const char *name)
{
    size_t root = place->root;
    const char *folder;

    if (root == 0)
        return path_join(arena, place->given, name);
    if (length == root)
        return arena_copy(arena, name, strlen(name));
    if (root > 1)
        root++; /* the slash behind it */
    folder = arena_copy(arena, place->real + root, length - root);
    return folder != NULL ? path_join(arena, folder, name) : NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * The search for profiles. All that is to be searched is kept in a list, so
 * that neither the stack nor the number of open directories grows with depth.
 */
#include "cli/profiles_search.h"

#include "base/directory.h"
#include "base/path.h"
#include "cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PROFILE_NAME "dvf.yaml"

/* A folder that is still to be searched. */
struct pending {
    const char *path;
    unsigned depth;
};

/* ------------------------------------------------------------ Mistakes */

/* "dvf: 'path' why" */
void search_refuse(struct search *search, const char *path, const char *why)
{
    struct buffer message = {0};

    message_quote(&message, path);
    buffer_printf(&message, " %s", why);
    message_tell(&message);
    buffer_release(&message);
    if (search->status == DVF_OK)
        search->status = DVF_INVALID;
}

static void refuse_errno(struct search *search, const char *path, int error)
{
    struct buffer why = {0};

    buffer_printf(&why, "cannot be searched: %s", strerror(error));
    if (why.failed)
        search->status = DVF_NO_MEMORY;
    else
        search_refuse(search, path, why.bytes);
    buffer_release(&why);
}

bool search_no_memory(struct search *search)
{
    search->status = DVF_NO_MEMORY;
    return false;
}

/* ----------------------------------------------------------- Searching */

static bool add_file(struct search *search, const char *path, const char *name)
{
    struct array *files = &search->found->files;
    struct found_file *file;

    if (files->count == PROFILES_FOUND_MAX) {
        if (!search->full)
            search_refuse(search, path, "is one profile too many for one run");
        search->full = true;
        return false;
    }
    file = array_push(files);
    if (file == NULL || path == NULL || name == NULL)
        return search_no_memory(search);
    *file = (struct found_file){.path = path, .name = name};
    return true;
}

static bool add_pending(struct search *search, struct array *pending,
                        struct pending folder)
{
    struct pending *added;

    if (folder.path == NULL)
        return search_no_memory(search);
    if (folder.depth > PROFILES_FOUND_DEPTH) {
        search_refuse(search, folder.path, "is too deep down to be searched");
        return false;
    }
    added = array_push(pending);
    if (added == NULL)
        return search_no_memory(search);
    *added = folder;
    return true;
}

/* "dvf.yaml", or what ends in ".dvf.yaml". */
static bool is_profile_name(const char *name)
{
    const size_t suffix = sizeof PROFILE_NAME - 1;
    size_t length = strlen(name);

    if (length < suffix || strcmp(name + length - suffix, PROFILE_NAME) != 0)
        return false;
    return length == suffix || name[length - suffix - 1] == '.';
}

/* A file below a folder, unless it is a link to another folder. */
static bool take_file(struct search *search, const char *path, const char *name)
{
    struct arena *arena = &search->found->arena;

    if (path != NULL && path_is_folder(path))
        return true;
    return add_file(search, path, arena_copy(arena, name, strlen(name)));
}

static bool search_one(struct search *search, struct array *pending,
                       struct pending folder)
{
    struct directory directory = {0};
    int error = directory_read(&directory, folder.path);
    bool good = error == 0;

    if (error == ENOMEM)
        search_no_memory(search);
    else if (error != 0)
        refuse_errno(search, folder.path, error);
    for (size_t i = 0; good && i < directory.entries.count; i++) {
        const struct directory_entry *entry = array_at(&directory.entries, i);
        const char *path;

        if (!entry->is_folder && !is_profile_name(entry->name))
            continue;
        path = path_join(&search->found->arena, folder.path, entry->name);
        good = entry->is_folder
                   ? add_pending(search, pending,
                                 (struct pending){path, folder.depth + 1})
                   : take_file(search, path, entry->name);
    }
    directory_release(&directory);
    return good;
}

static int by_path(const void *a, const void *b)
{
    const struct found_file *one = a;
    const struct found_file *two = b;

    return strcmp(one->path, two->path);
}

/* @return false after a mistake, where the search ended */
static bool descend(struct search *search, const char *path)
{
    struct array pending;
    bool good;

    array_init(&pending, sizeof(struct pending));
    good = add_pending(search, &pending, (struct pending){path, 0});
    while (good && pending.count > 0) {
        struct pending *last = array_at(&pending, pending.count - 1);
        struct pending folder = *last;

        pending.count--;
        good = search_one(search, &pending, folder);
    }
    array_release(&pending);
    return good;
}

static void search_folder(struct search *search, const char *path)
{
    size_t first = search->found->files.count;
    const struct array *files;

    if (!descend(search, path))
        return;
    files = &search->found->files;
    if (files->count == first)
        search_refuse(
            search, path,
            "holds no profiles: nothing below it is named " PROFILE_NAME
            " or *." PROFILE_NAME);
    else
        qsort(array_at(files, first), files->count - first,
              sizeof(struct found_file), by_path);
}

void search_operand(struct search *search, const char *operand)
{
    const char *named = search->settings->stdin_filename;

    if (strcmp(operand, "-") == 0) {
        add_file(search, operand,
                 named != NULL ? named + path_folder_length(named) : "");
    } else if (path_is_folder(operand)) {
        search_folder(search, operand);
    } else {
        add_file(search, operand, operand + path_folder_length(operand));
    }
}

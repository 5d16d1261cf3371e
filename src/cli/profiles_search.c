/* SPDX-License-Identifier: MIT */
/*
 * The search for profiles. All that is to be searched is kept in a list, so
 * that neither the stack nor the number of open directories grows with depth.
 */
#include "cli/profiles_search.h"

#include "base/directory.h"
#include "base/path.h"
#include "check/lock.h"
#include "cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Nearly the name of a profile. */
#define STRAY_NAME "dvf.yml"

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

/* A name, or what ends in a dot and that. */
static bool is_named(const char *name, const char *wanted)
{
    size_t length = strlen(name);
    size_t suffix = strlen(wanted);

    if (length < suffix || strcmp(name + length - suffix, wanted) != 0)
        return false;
    return length == suffix || name[length - suffix - 1] == '.';
}

bool profiles_found_is_name(const char *name)
{
    return is_named(name, PROFILES_FOUND_NAME);
}

static void warn_of_stray(struct search *search, const char *path)
{
    struct buffer message = {0};

    if (search->stray == NULL)
        search->stray = path;
    message_quote(&message, path);
    buffer_puts(&message, " is skipped: profiles end in .yaml");
    message_warn(&message, search->settings->detail == DVF_BRIEF);
    buffer_release(&message);
}

static bool add_lock(struct search *search, const char *path)
{
    struct array *locks = &search->found->locks;
    struct found_lock *lock;

    if (locks->count == PROFILES_FOUND_MAX) {
        search_refuse(search, path, "is one lock too many for one run");
        return false;
    }
    lock = array_push(locks);
    if (lock == NULL)
        return search_no_memory(search);
    lock->path = path;
    return true;
}

/* What is in a folder, unless it is another one, or a link to one. */
static bool take_file(struct search *search, const char *folder,
                      const char *name)
{
    struct arena *arena = &search->found->arena;
    bool is_profile = profiles_found_is_name(name);
    bool is_lock = strcmp(name, LOCK_FILE) == 0;
    const char *path;

    if (!is_profile && !is_lock && !is_named(name, STRAY_NAME))
        return true;
    path = path_join(arena, folder, name);
    if (path == NULL)
        return search_no_memory(search);
    if (path_is_folder(path))
        return true;
    if (is_profile)
        return add_file(search, path, arena_copy(arena, name, strlen(name)));
    if (is_lock)
        return add_lock(search, path);
    warn_of_stray(search, path);
    return true;
}

static bool search_one(struct search *search, struct array *pending,
                       struct pending folder)
{
    struct arena *arena = &search->found->arena;
    struct directory directory = {0};
    int error = directory_read(&directory, folder.path);
    bool good = error == 0;

    if (error == ENOMEM)
        search_no_memory(search);
    else if (error != 0)
        refuse_errno(search, folder.path, error);
    for (size_t i = 0; good && i < directory.entries.count; i++) {
        const struct directory_entry *entry = array_at(&directory.entries, i);

        good = entry->is_folder
                   ? add_pending(search, pending,
                                 (struct pending){
                                     path_join(arena, folder.path, entry->name),
                                     folder.depth + 1})
                   : take_file(search, folder.path, entry->name);
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

static int by_lock_path(const void *a, const void *b)
{
    const struct found_lock *one = a;
    const struct found_lock *two = b;

    return strcmp(one->path, two->path);
}

/* Put items from one on in order. */
static void sort_from(const struct array *array, size_t first,
                      int (*order)(const void *, const void *))
{
    if (array->count > first)
        qsort(array_at(array, first), array->count - first, array->item_size,
              order);
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

/* With --locked, what was locked below a folder may be what is missing: only
 * the locks tell. */
static void take_empty(struct search *search, const struct found_empty *empty)
{
    struct found_empty *added;

    if (!search->settings->locked || empty->locks_end == empty->locks) {
        profiles_found_tell_empty(search->found, empty);
        if (search->status == DVF_OK)
            search->status = DVF_INVALID;
        return;
    }
    added = array_push(&search->found->empties);
    if (added != NULL)
        *added = *empty;
    else
        search_no_memory(search);
}

static void search_folder(struct search *search, const char *path)
{
    const struct array *files = &search->found->files;
    const struct array *locks = &search->found->locks;
    struct found_empty empty = {.path = path, .locks = locks->count};
    size_t first = files->count;

    search->stray = NULL;
    if (!descend(search, path))
        return;
    sort_from(files, first, by_path);
    sort_from(locks, empty.locks, by_lock_path);
    empty.stray = search->stray;
    empty.locks_end = locks->count;
    if (files->count == first)
        take_empty(search, &empty);
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

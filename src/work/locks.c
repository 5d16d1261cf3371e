/* SPDX-License-Identifier: MIT */
/*
 * Locks of a run: reading them, and comparing what they name with what a
 * search found.
 */
#include "work/locks.h"

#include "base/file.h"
#include "base/path.h"

#include <string.h>

/* Most names in one message, unless there is but one more. */
#define NAMES_SHOWN 3

bool locks_open(struct locks *locks, const struct profiles_found *found,
                struct notices *notices)
{
    locks->found = found;
    locks->notices = notices;
    locks->count = found->folders.count;
    locks->patience = LOCKS_PATIENCE_MS;
    locks->sources = arena_array(&locks->arena, locks->count,
                                 sizeof *locks->sources);
    return locks->sources;
}

static bool name_source(struct locks *locks, const struct place *place,
                        struct lock_source *lock)
{
    struct source *source = &lock->source;

    source->kind = SOURCE_LOCK;
    source->path = path_join(&locks->arena, place->given, LOCK_FILE);
    source->local = source->path;
    source->shown = place_name(&locks->arena, place, strlen(place->real),
                               LOCK_FILE);
    lock->real = path_join(&locks->arena, place->real, LOCK_FILE);
    return source->path && source->shown && lock->real;
}

/* Load a lock; without a file it is empty. */
static dvf_status load(void *lock, const struct source *source,
                       struct dvf_diagnostics *problems)
{
    return path_is_there(source->path)
               ? lock_load_file(lock, source->path, source->shown, problems)
               : DVF_OK;
}

/* Load the folder's lock at first use. */
static bool read_lock(struct locks *locks, size_t folder,
                      struct dvf_diagnostics *problems)
{
    const struct place *place = array_at(&locks->found->folders, folder);
    struct lock_source *lock = &locks->sources[folder];

    if (!lock->source.path && !name_source(locks, place, lock))
        return false;
    return source_read(&lock->source, place, load, &lock->lock, problems);
}

bool locks_get(struct locks *locks, const struct source *file,
               struct dvf_diagnostics *problems,
               const struct lock_source **source)
{
    const struct place *place = profiles_found_place(locks->found, file);

    *source = NULL;
    if (!place->real || file->name[0] == '\0')
        return true;
    *source = &locks->sources[file->folder];
    return read_lock(locks, file->folder, problems);
}

bool locks_put(struct locks *locks, const struct source *file,
               const dvf_evaluation *evaluation)
{
    struct lock *made = &locks->sources[file->folder].made;
    struct lock_entry entry;

    return lock_entry_make(&entry, &made->arena, evaluation, file->name) &&
           lock_put(made, &entry);
}

/* ---------------------------------------------------- What a search found */

bool locks_survey(struct locks *locks, const struct source *lock,
                  struct dvf_diagnostics *problems,
                  const struct lock_source **source)
{
    const struct place *place = array_at(&locks->found->folders, lock->folder);
    struct lock_source *found = &locks->sources[lock->folder];

    *source = NULL;
    if (!place->real || found->surveyed)
        return true;
    found->surveyed = true;
    *source = found;
    return read_lock(locks, lock->folder, problems);
}

static bool is_comparable(const struct lock_source *source)
{
    return source->surveyed && source->source.state == SOURCE_GOOD;
}

/* Mark the entries of some files. */
static void mark_files(struct locks *locks, const struct array *files)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct source *file = array_at(files, i);
        struct lock_source *source = &locks->sources[file->folder];
        const struct lock_entry *first = source->lock.entries.items;
        const struct lock_entry *entry = lock_find(&source->lock, file->name);

        if (entry && source->checked)
            source->checked[entry - first] = true;
    }
}

/* Mark the entries of profiles that are checked, or left out, which is said
 * elsewhere. */
static bool mark_checked(struct locks *locks)
{
    for (size_t i = 0; i < locks->count; i++) {
        struct lock_source *source = &locks->sources[i];

        if (!is_comparable(source))
            continue;
        source->checked = arena_array(&locks->arena, source->lock.entries.count,
                                      sizeof *source->checked);
        if (!source->checked)
            return false;
    }
    mark_files(locks, &locks->found->files);
    mark_files(locks, &locks->found->spared);
    return true;
}

/* Sort out the entries of profiles that are not checked. */
static bool compare_one(struct locks *locks, struct lock_source *source)
{
    const struct array *entries = &source->lock.entries;
    const char *folder = path_folder(&locks->arena, source->source.path);

    source->gone.items = arena_array(&locks->arena, entries->count,
                                     sizeof *source->gone.items);
    source->outside.items = arena_array(&locks->arena, entries->count,
                                        sizeof *source->outside.items);
    if (!folder || !source->gone.items || !source->outside.items)
        return false;
    for (size_t i = 0; i < entries->count; i++) {
        const struct lock_entry *entry = array_at(entries, i);
        struct lock_names *names = &source->outside;
        const char *path;

        if (source->checked[i])
            continue;
        path = path_join(&locks->arena, folder, entry->file);
        if (!path)
            return false;
        if (!file_is_regular(path))
            names = &source->gone;
        names->items[names->count++] = entry->file;
    }
    return true;
}

bool locks_compare(struct locks *locks)
{
    bool good = mark_checked(locks);

    for (size_t i = 0; i < locks->count && good; i++)
        if (is_comparable(&locks->sources[i]))
            good = compare_one(locks, &locks->sources[i]);
    return good;
}

void lock_names_append(const struct lock_names *names, struct buffer *out)
{
    size_t shown = names->count <= NAMES_SHOWN + 1 ? names->count : NAMES_SHOWN;

    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            buffer_puts(out, i + 1 == names->count ? " and " : ", ");
        notice_quote(out, names->items[i]);
    }
    if (names->count > shown)
        buffer_printf(out, " and %zu more", names->count - shown);
}

void locks_release(struct locks *locks)
{
    for (size_t i = 0; locks->sources && i < locks->count; i++) {
        lock_release(&locks->sources[i].lock);
        lock_release(&locks->sources[i].made);
    }
    arena_release(&locks->arena);
}

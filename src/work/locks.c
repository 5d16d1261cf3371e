/* SPDX-License-Identifier: MIT */
/*
 * Locks of a run: reading them, comparing what they name with what a search
 * found, and writing them. Entries of profiles outside of the run stay while
 * their files exist. A lock whose bytes would not change is not written.
 */
#include "work/locks.h"

#include "base/file.h"
#include "base/file_lock.h"
#include "base/path.h"

#include <errno.h>
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
static dvf_status load(void *target, const struct source *source,
                       struct dvf_diagnostics *problems)
{
    struct lock_source *lock = target;

    return path_is_there(source->path)
               ? lock_load_today(&lock->lock, source->path, source->shown,
                                 &lock->judged, problems)
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
    bool good = source_read(&lock->source, place, load, lock, problems);
    array_release(&lock->judged);
    return good;
}

bool locks_note(struct locks *locks, const struct source *file,
                const dvf_evaluation *evaluation)
{
    struct array *judged = &locks->sources[file->folder].judged;

    if (judged->item_size == 0)
        array_init(judged, sizeof(struct lock_judged));
    struct lock_judged *one = array_push(judged);
    if (one)
        *one = (struct lock_judged){file->name, evaluation};
    return one;
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
               const struct check_result *result)
{
    struct lock *made = &locks->sources[file->folder].made;
    struct lock_entry entry;

    if (result->today)
        return lock_put(made, result->today) == DVF_OK;
    return lock_entry_make(&entry, &made->arena, result->evaluation,
                           file->name) == DVF_OK &&
           lock_put(made, &entry) == DVF_OK;
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

/* Mark the entries of profiles that are checked, or left out: these are
 * reported as such. */
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

/* Divide the entries of profiles that are not checked into those that are gone
 * and those outside of the run. */
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
        array_release(&locks->sources[i].judged);
        lock_release(&locks->sources[i].lock);
        lock_release(&locks->sources[i].made);
    }
    arena_release(&locks->arena);
}

/* ----------------------------------------------------------- Changing */

/* Look again at the profiles that were gone: some may be back. @return false
 * when out of memory */
static bool refresh_gone(struct locks *locks, struct lock_source *source)
{
    const char *folder = path_folder(&locks->arena, source->source.path);
    struct lock_names *gone = &source->gone;
    size_t kept = 0;

    for (size_t i = 0; folder && i < gone->count; i++) {
        const char *path = path_join(&locks->arena, folder, gone->items[i]);

        if (!path)
            return false;
        if (!file_is_regular(path))
            gone->items[kept++] = gone->items[i];
    }
    gone->count = kept;
    return folder;
}

/* Drop the entries of gone profiles in one walk: names and entries are in the
 * same order. */
static void drop_gone(struct lock *lock, const struct lock_names *gone)
{
    struct array *entries = &lock->entries;
    size_t dropped = 0;
    size_t next = 0;

    for (size_t i = 0; i < entries->count; i++) {
        const struct lock_entry *entry = array_at(entries, i);

        while (next < gone->count && strcmp(gone->items[next], entry->file) < 0)
            next++;
        if (next < gone->count && strcmp(gone->items[next], entry->file) == 0)
            dropped++;
        else
            memmove(array_at(entries, i - dropped), entry, sizeof *entry);
    }
    entries->count -= dropped;
}

/* Bring a lock that was read anew up to date. */
static bool change(struct locks *locks, struct lock_source *source,
                   struct lock *lock)
{
    if (!refresh_gone(locks, source))
        return false;
    drop_gone(lock, &source->gone);
    for (size_t i = 0; i < source->made.entries.count; i++)
        if (lock_put(lock, array_at(&source->made.entries, i)) != DVF_OK)
            return false;
    return true;
}

/* ------------------------------------------------------------ Writing */

/* Compare a file with the bytes to be written, and load these if they differ: a
 * lock may outgrow the limits of its loader. */
static dvf_status compare(const struct lock_source *source,
                          const dvf_text *text, bool *same)
{
    const dvf_input input = {source->source.shown, text->bytes, text->length};
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer old = {0};
    struct lock back = {0};
    dvf_status status = DVF_NO_MEMORY;

    *same = false;
    if (problems) {
        if (path_is_there(source->source.path) &&
            file_read(source->source.path, text->length, &old, problems) ==
                DVF_OK)
            *same = old.length == text->length &&
                    memcmp(old.bytes, text->bytes, text->length) == 0;
        status = *same ? DVF_OK : lock_load(&back, &input, problems);
    }
    lock_release(&back);
    buffer_release(&old);
    dvf_diagnostics_free(problems);
    return status;
}

static bool tell_written(const struct locks *locks,
                         const struct lock_source *source)
{
    struct buffer text = {0};

    buffer_puts(&text, "wrote ");
    notice_quote(&text, source->source.path);
    if (source->made.entries.count > 0)
        buffer_printf(&text, ", %zu profile%s locked",
                      source->made.entries.count,
                      source->made.entries.count == 1 ? "" : "s");
    if (source->gone.count > 0) {
        buffer_puts(&text, ", dropped ");
        lock_names_append(&source->gone, &text);
        buffer_puts(&text, source->gone.count == 1
                               ? ", which is not there any more"
                               : ", which are not there any more");
    }
    return notices_add(locks->notices, NOTICE_NEWS, &text);
}

/* @return DVF_IO or DVF_NO_MEMORY */
static dvf_status refuse(const struct locks *locks,
                         const struct lock_source *source, const char *why)
{
    struct buffer text = {0};

    buffer_puts(&text, "cannot write ");
    notice_quote(&text, source->source.path);
    buffer_printf(&text, ": %s", why);
    return notices_add(locks->notices, NOTICE_REFUSAL, &text) ? DVF_IO
                                                              : DVF_NO_MEMORY;
}

static dvf_status write_text(const struct locks *locks,
                             const struct lock_source *source,
                             const dvf_text *text)
{
    bool same;
    dvf_status status = compare(source, text, &same);

    if (status == DVF_NO_MEMORY)
        return status;
    if (status != DVF_OK)
        return refuse(locks, source,
                      "it would be too large to be read again; spread the "
                      "profiles over several folders");
    if (same)
        return DVF_OK;
    int error = file_replace(source->source.path, text->bytes, text->length);
    if (error != 0)
        return refuse(locks, source, strerror(error));
    return tell_written(locks, source) ? DVF_OK : DVF_NO_MEMORY;
}

static dvf_status write_lock(const struct locks *locks,
                             const struct lock_source *source,
                             const struct lock *lock)
{
    struct buffer bytes = {0};
    dvf_status status = DVF_NO_MEMORY;

    lock_append(lock, &bytes);
    if (!bytes.failed)
        status = write_text(locks, source,
                            &(dvf_text){bytes.bytes, bytes.length});
    buffer_release(&bytes);
    return status;
}

/* Read the lock again, since others may have written it meanwhile. */
static dvf_status read_again(const struct lock_source *source,
                             struct lock *lock)
{
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_OK;

    if (!problems)
        return DVF_NO_MEMORY;
    if (path_is_there(source->source.path))
        status = lock_load_file(lock, source->source.path, source->source.shown,
                                problems);
    dvf_diagnostics_free(problems);
    return status;
}

static dvf_status update(struct locks *locks, struct lock_source *source)
{
    struct lock lock = {0};
    dvf_status status = read_again(source, &lock);

    if (status == DVF_OK)
        status = change(locks, source, &lock) ? write_lock(locks, source, &lock)
                                              : DVF_NO_MEMORY;
    else if (status != DVF_NO_MEMORY)
        status = refuse(locks, source,
                        "it was changed meanwhile, and cannot be loaded any "
                        "more");
    lock_release(&lock);
    return status;
}

/* Lock the folder that the file is in, be it behind a link. */
static dvf_status guard(struct locks *locks, const struct lock_source *source,
                        struct file_lock *lock)
{
    int error = 0;
    const char *real = path_real(&locks->arena, source->source.path, &error);
    const char *folder = path_folder(&locks->arena, real ? real : source->real);

    if (!folder || error == ENOMEM)
        return DVF_NO_MEMORY;
    switch (file_lock_folder(lock, folder, &locks->patience)) {
    case FILE_LOCK_HELD:
        return DVF_OK;
    case FILE_LOCK_BUSY:
        return refuse(locks, source,
                      "another process has kept its folder locked for 10 "
                      "seconds");
    case FILE_LOCK_REFUSED:
        break;
    }
    error = errno;
    struct buffer why = {0};
    buffer_printf(&why, "its folder cannot be locked: %s", strerror(error));
    dvf_status status = why.failed ? DVF_NO_MEMORY
                                   : refuse(locks, source, why.bytes);
    buffer_release(&why);
    return status;
}

static dvf_status write_one(struct locks *locks, struct lock_source *source)
{
    struct file_lock lock = {0};
    dvf_status status = guard(locks, source, &lock);

    if (status == DVF_OK)
        status = update(locks, source);
    file_lock_release(&lock);
    return status;
}

dvf_status locks_write(struct locks *locks)
{
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < locks->count; i++) {
        struct lock_source *source = &locks->sources[i];

        if (source->made.entries.count > 0 || source->gone.count > 0)
            status = status_worse(status, write_one(locks, source));
    }
    return status;
}

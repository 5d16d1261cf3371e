/* SPDX-License-Identifier: MIT */
/*
 * Writing the locks of a run. Entries of profiles that are not part of it stay
 * as they are while there are files for them, and so does a file whose bytes
 * would not change.
 */
#include "work/locks.h"

#include "base/file.h"
#include "base/file_lock.h"
#include "base/path.h"

#include <errno.h>
#include <string.h>

/* ----------------------------------------------------------- Changing */

/* Leave out of those that were gone what is there again. @return false when
 * out of memory */
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

/* Names and entries are in the same order. */
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
        if (!lock_put(lock, array_at(&source->made.entries, i)))
            return false;
    return true;
}

/* ------------------------------------------------------------ Writing */

/* Whether a file holds these bytes already, and whether they can be read back:
 * a lock may outgrow what is read. */
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

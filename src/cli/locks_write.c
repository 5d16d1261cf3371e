/* SPDX-License-Identifier: MIT */
/*
 * Writing the locks of a run. Entries of profiles that are not part of it stay
 * as they are while there are files for them, and so does a file whose bytes
 * would not change.
 */
#include "cli/locks.h"

#include "base/file.h"
#include "base/file_lock.h"
#include "base/path.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/session.h"

#include <errno.h>
#include <string.h>

/* ----------------------------------------------------------- Changing */

/* Leave out of those that were gone what is there again. @return false when
 * out of memory */
static bool refresh_gone(struct locks *locks, struct lock_source *source)
{
    const char *folder = path_folder(&locks->arena, source->path);
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
    const dvf_input input = {source->name, text->bytes, text->length};
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer old = {0};
    struct lock back = {0};
    dvf_status status = DVF_NO_MEMORY;

    *same = false;
    if (problems) {
        if (path_is_there(source->path) &&
            file_read(source->path, text->length, &old, problems) == DVF_OK)
            *same = old.length == text->length &&
                    memcmp(old.bytes, text->bytes, text->length) == 0;
        status = *same ? DVF_OK : lock_load(&back, &input, problems);
    }
    lock_release(&back);
    buffer_release(&old);
    dvf_diagnostics_free(problems);
    return status;
}

static void tell_written(const struct lock_source *source)
{
    struct buffer message = {0};

    buffer_puts(&message, "wrote ");
    message_quote(&message, source->path);
    if (source->made.entries.count > 0)
        buffer_printf(&message, ", %zu profile%s locked",
                      source->made.entries.count,
                      source->made.entries.count == 1 ? "" : "s");
    if (source->gone.count > 0) {
        buffer_puts(&message, ", dropped ");
        lock_names_append(&source->gone, &message);
        buffer_puts(&message, source->gone.count == 1
                                  ? ", which is not there any more"
                                  : ", which are not there any more");
    }
    message_tell(&message);
    buffer_release(&message);
}

static int refuse(const struct lock_source *source, const char *why)
{
    struct buffer message = {0};
    int status;

    buffer_puts(&message, "cannot write ");
    message_quote(&message, source->path);
    buffer_printf(&message, ": %s", why);
    status = message_fail(&message);
    buffer_release(&message);
    return status;
}

static int write_text(const struct lock_source *source, const dvf_text *text,
                      bool quiet)
{
    int status = EXIT_DONE;
    bool same;

    switch (compare(source, text, &same)) {
    case DVF_OK:
        if (!same)
            status = output_write(source->path, text);
        break;
    case DVF_NO_MEMORY:
        return message_no_memory();
    default:
        return refuse(source, "it would be too large to be read again; spread "
                              "the profiles over several folders");
    }
    if (!same && status == EXIT_DONE && !quiet)
        tell_written(source);
    return status;
}

static int write_lock(const struct lock_source *source, const struct lock *lock,
                      bool quiet)
{
    struct buffer bytes = {0};
    int status;

    lock_append(lock, &bytes);
    if (bytes.failed)
        status = message_no_memory();
    else
        status = write_text(source, &(dvf_text){bytes.bytes, bytes.length},
                            quiet);
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
    if (path_is_there(source->path))
        status = lock_load_file(lock, source->path, source->name, problems);
    dvf_diagnostics_free(problems);
    return status;
}

static int update(struct locks *locks, struct lock_source *source, bool quiet)
{
    struct lock lock = {0};
    dvf_status read = read_again(source, &lock);
    int status;

    if (read == DVF_OK && !change(locks, source, &lock))
        read = DVF_NO_MEMORY;
    if (read == DVF_NO_MEMORY)
        status = message_no_memory();
    else if (read != DVF_OK)
        status = refuse(source, "it was changed meanwhile, and cannot be "
                                "loaded any more");
    else
        status = write_lock(source, &lock, quiet);
    lock_release(&lock);
    return status;
}

/* Lock the folder that the file is in, be it behind a link. */
static int guard(struct locks *locks, const struct lock_source *source,
                 struct file_lock *lock)
{
    int error = 0;
    const char *real = path_real(&locks->arena, source->path, &error);
    const char *folder = path_folder(&locks->arena, real ? real : source->real);

    if (!folder || error == ENOMEM)
        return message_no_memory();
    switch (file_lock_folder(lock, folder, &locks->patience)) {
    case FILE_LOCK_HELD:
        return EXIT_DONE;
    case FILE_LOCK_BUSY:
        return refuse(source, "another process has kept its folder locked for "
                              "10 seconds");
    case FILE_LOCK_REFUSED:
        break;
    }
    error = errno;
    struct buffer why = {0};
    buffer_printf(&why, "its folder cannot be locked: %s", strerror(error));
    int status = why.failed ? message_no_memory() : refuse(source, why.bytes);
    buffer_release(&why);
    return status;
}

static int write_one(struct locks *locks, struct lock_source *source,
                     bool quiet)
{
    struct file_lock lock = {0};
    int status = guard(locks, source, &lock);

    if (status == EXIT_DONE)
        status = update(locks, source, quiet);
    file_lock_release(&lock);
    return status;
}

int locks_write(struct locks *locks, bool quiet)
{
    int status = EXIT_DONE;

    for (size_t i = 0; i < locks->count; i++) {
        struct lock_source *source = &locks->sources[i];

        if ((source->made.entries.count > 0 || source->gone.count > 0) &&
            write_one(locks, source, quiet) != EXIT_DONE)
            status = EXIT_NO_ANSWER;
    }
    return status;
}

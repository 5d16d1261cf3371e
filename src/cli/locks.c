/* SPDX-License-Identifier: MIT */
/*
 * Locks of a run. Entries of profiles that are not part of it stay as they
 * are, and so does a file whose bytes would not change.
 */
#include "cli/locks.h"

#include "base/file.h"
#include "base/path.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/session.h"

#include <string.h>

bool locks_open(struct locks *locks, const struct profiles_found *found)
{
    locks->found = found;
    locks->count = found->folders.count;
    locks->sources = arena_array(&locks->arena, locks->count,
                                 sizeof *locks->sources);
    return locks->sources != NULL;
}

static bool name_source(struct locks *locks, const struct place *place,
                        struct lock_source *source)
{
    source->path = path_join(&locks->arena, place->given, LOCK_FILE);
    source->real = path_join(&locks->arena, place->real, LOCK_FILE);
    source->name = place_name(&locks->arena, place, strlen(place->real),
                              LOCK_FILE);
    return source->path != NULL && source->real != NULL && source->name != NULL;
}

bool locks_get(struct locks *locks, const struct found_file *file,
               struct dvf_diagnostics *problems,
               const struct lock_source **source)
{
    const struct place *place = profiles_found_place(locks->found, file);
    struct lock_source *found = &locks->sources[file->folder];
    dvf_status status = DVF_OK;

    *source = NULL;
    if (place->real == NULL || file->name[0] == '\0')
        return true;
    *source = found;
    if (found->state != SOURCE_UNREAD)
        return true;
    if (!name_source(locks, place, found))
        return false;
    if (path_is_there(found->path))
        status = lock_load_file(&found->lock, found->path, found->name,
                                problems);
    found->state = status == DVF_OK ? SOURCE_GOOD : SOURCE_BROKEN;
    return status != DVF_NO_MEMORY;
}

bool locks_put(struct locks *locks, const struct found_file *file,
               const dvf_evaluation *evaluation)
{
    struct lock_source *source = &locks->sources[file->folder];
    struct lock_entry entry;

    source->put++;
    return lock_entry_make(&entry, &source->lock.arena, evaluation,
                           file->name) &&
           lock_put(&source->lock, &entry);
}

/* ------------------------------------------------------------- Writing */

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
    if (problems != NULL) {
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
    buffer_printf(&message, ", %zu profile%s locked", source->put,
                  source->put == 1 ? "" : "s");
    message_tell(&message);
    buffer_release(&message);
}

static int refuse_large(const struct lock_source *source)
{
    struct buffer message = {0};
    int status;

    buffer_puts(&message, "cannot write ");
    message_quote(&message, source->path);
    buffer_puts(&message, ": it would be too large to be read again; spread "
                          "the profiles over several folders");
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
        return refuse_large(source);
    }
    if (!same && status == EXIT_DONE && !quiet)
        tell_written(source);
    return status;
}

static int write_one(const struct lock_source *source, bool quiet)
{
    struct buffer bytes = {0};
    int status;

    lock_append(&source->lock, &bytes);
    if (bytes.failed)
        status = message_no_memory();
    else
        status = write_text(source, &(dvf_text){bytes.bytes, bytes.length},
                            quiet);
    buffer_release(&bytes);
    return status;
}

int locks_write(const struct locks *locks, bool quiet)
{
    int status = EXIT_DONE;

    for (size_t i = 0; i < locks->count; i++)
        if (locks->sources[i].put > 0 &&
            write_one(&locks->sources[i], quiet) != EXIT_DONE)
            status = EXIT_NO_ANSWER;
    return status;
}

void locks_release(struct locks *locks)
{
    for (size_t i = 0; locks->sources != NULL && i < locks->count; i++)
        lock_release(&locks->sources[i].lock);
    arena_release(&locks->arena);
}

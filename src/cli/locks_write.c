/* SPDX-License-Identifier: MIT */
/*
 * Writing the locks of a run. Entries of profiles that are not part of it stay
 * as they are while there are files for them, and so does a file whose bytes
 * would not change.
 */
#include "cli/locks.h"

#include "base/file.h"
#include "base/path.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/session.h"

#include <string.h>

void locks_drop(struct locks *locks)
{
    for (size_t i = 0; i < locks->count; i++) {
        const struct lock_names *gone = &locks->sources[i].gone;
        struct array *entries = &locks->sources[i].lock.entries;
        size_t dropped = 0;

        for (size_t j = 0; j < entries->count && gone->count > 0; j++) {
            const struct lock_entry *entry = array_at(entries, j);

            if (dropped < gone->count &&
                strcmp(entry->file, gone->items[dropped]) == 0)
                dropped++;
            else
                memmove(array_at(entries, j - dropped), entry, sizeof *entry);
        }
        entries->count -= dropped;
    }
}

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
    if (source->put > 0)
        buffer_printf(&message, ", %zu profile%s locked", source->put,
                      source->put == 1 ? "" : "s");
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
        if ((locks->sources[i].put > 0 || locks->sources[i].gone.count > 0) &&
            write_one(&locks->sources[i], quiet) != EXIT_DONE)
            status = EXIT_NO_ANSWER;
    return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Sources, read once.
 */
#include "work/source.h"

#include <string.h>

int source_by_path(const void *a, const void *b)
{
    const struct source *one = a;
    const struct source *two = b;

    return strcmp(one->path, two->path);
}

bool source_read(struct source *source, const struct place *place,
                 source_loader *load, void *target,
                 struct dvf_diagnostics *problems)
{
    dvf_status status = DVF_INVALID;

    if (source->state != SOURCE_UNREAD)
        return true;
    if (!place || !place_refuses(place, source->path, source->shown, problems))
        status = load(target, source, problems);
    else if (problems->arena.failed)
        status = DVF_NO_MEMORY;
    source->state = status == DVF_OK ? SOURCE_GOOD : SOURCE_BROKEN;
    return status != DVF_NO_MEMORY;
}

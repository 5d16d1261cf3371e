/* SPDX-License-Identifier: MIT */
/*
 * Names of files, for people.
 */
#include "work/names.h"

#include <stdlib.h>
#include <string.h>

/* @param file null for what has no name */
static bool add(struct check_run *run, const char *file, const char *local)
{
    struct check_name *name;

    if (!file || strcmp(file, local) == 0)
        return true;
    name = array_push(&run->names);
    if (name)
        *name = (struct check_name){file, local};
    return name;
}

static bool add_found(struct check_run *run, const struct array *sources)
{
    bool good = true;

    for (size_t i = 0; i < sources->count && good; i++) {
        const struct source *source = array_at(sources, i);

        good = add(run, source->shown, source->local);
    }
    return good;
}

static int by_file(const void *a, const void *b)
{
    const struct check_name *one = a;
    const struct check_name *two = b;
    int order = strcmp(one->file, two->file);

    return order != 0 ? order : strcmp(one->local, two->local);
}

/* Profiles that are locked and not there have no file to be known by. */
static bool add_gone(struct check_run *run, size_t folder)
{
    const struct place *place = array_at(&run->found.folders, folder);
    const struct lock_names *gone = &run->locks.sources[folder].gone;
    bool good = true;

    for (size_t i = 0; i < gone->count && good; i++) {
        const char *file = place_name(&run->arena, place, strlen(place->real),
                                      gone->items[i]);
        const char *local = place_local_name(
            &run->arena, place, &run->policies.surroundings,
            strlen(place->real), gone->items[i]);

        good = file && local && add(run, file, local);
    }
    return good;
}

bool names_make(struct check_run *run)
{
    bool good = add_found(run, &run->found.files) &&
                add_found(run, &run->found.faults);

    for (size_t i = 0; i < run->policies.files.count && good; i++) {
        const struct source *source = &policies_at(&run->policies, i)->source;

        good = add(run, source->shown, source->local);
    }
    for (size_t i = 0; i < run->locks.count && good; i++)
        good = add(run, run->locks.sources[i].source.shown,
                   run->locks.sources[i].source.local) &&
               add_gone(run, i);
    if (run->names.count > 0)
        qsort(run->names.items, run->names.count, sizeof(struct check_name),
              by_file);
    return good;
}

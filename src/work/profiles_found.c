/* SPDX-License-Identifier: MIT */
/*
 * Finding profiles: files are put in order of what they really are, so that
 * those that are the same stand side by side, and then back in the order in
 * which they were found. What is left is named.
 */
#include "work/profiles_search.h"

#include "base/path.h"
#include "work/exclusions.h"

#include <stdlib.h>
#include <string.h>

static struct source *file_at(const struct search *search, size_t index)
{
    return array_at(&search->found->files, index);
}

static bool is_standard(const struct source *file)
{
    return strcmp(file->path, "-") == 0;
}

const char *search_named_path(const struct search *search,
                              const struct source *file)
{
    if (!is_standard(file))
        return file->path;
    return file->name[0] != '\0' ? search->settings->stdin_filename : "";
}

/* --------------------------------------------------------------- Files */

static bool is_same_file(const struct source *one, const struct source *two)
{
    return one->folder == two->folder && strcmp(one->name, two->name) == 0;
}

/* By folder and name, so that those of the same file are neighbours. */
static int by_file(const void *a, const void *b)
{
    const struct source *one = a;
    const struct source *two = b;
    int order = (one->folder > two->folder) - (one->folder < two->folder);

    if (order == 0)
        order = strcmp(one->name, two->name);
    return order != 0 ? order
                      : (one->order > two->order) - (one->order < two->order);
}

static int by_order(const void *a, const void *b)
{
    const struct source *one = a;
    const struct source *two = b;

    return (one->order > two->order) - (one->order < two->order);
}

/* Keep the first of those that are the same. Which of the two bytes would
 * count is not for us to say where one is standard input. */
static void drop_repeated(struct search *search)
{
    struct array *files = &search->found->files;
    size_t kept = 0;

    if (files->count == 0)
        return;
    qsort(files->items, files->count, sizeof(struct source), by_file);
    for (size_t i = 0; i < files->count; i++) {
        const struct source *file = file_at(search, i);
        const struct source *last = kept > 0 ? file_at(search, kept - 1) : NULL;

        if (!last || !is_same_file(last, file))
            *file_at(search, kept++) = *file;
        else if (is_standard(last) != is_standard(file))
            search_refuse(search, is_standard(file) ? last->path : file->path,
                          "is both a file and the name of standard input");
    }
    files->count = kept;
    qsort(files->items, files->count, sizeof(struct source), by_order);
}

static bool name_files(struct search *search)
{
    struct profiles_found *found = search->found;

    for (size_t i = 0; i < found->files.count; i++) {
        struct source *file = file_at(search, i);
        const struct place *place = profiles_found_place(found, file);

        if (file->name[0] == '\0' || place->base == 0)
            file->shown = is_standard(file) && file->name[0] == '\0'
                              ? file->path
                              : search_named_path(search, file);
        else
            file->shown = place_name(&found->arena, place, strlen(place->real),
                                     file->name);
        file->local = file->name[0] == '\0'
                          ? file->path
                          : path_tidy(&found->arena,
                                      search_named_path(search, file));
        if (!file->shown || !file->local)
            return search_no_memory(search);
    }
    for (size_t i = 0; i < found->faults.count; i++) {
        struct source *fault = array_at(&found->faults, i);
        const struct place *place = array_at(&found->folders, fault->folder);

        fault->shown = place->base == 0
                           ? fault->path
                           : place_folder_name(&found->arena, place,
                                               strlen(place->real));
        fault->local = fault->path;
        if (!fault->shown)
            return search_no_memory(search);
    }
    return true;
}

/* ------------------------------------------------------------- Operands */

static struct found_operand *operand_at(const struct profiles_found *found,
                                        size_t index)
{
    return array_at(&found->operands, index);
}

/* Note what each operand led to, before what was found twice is dropped. */
static void count_found(const struct profiles_found *found)
{
    for (size_t i = 0; i < found->files.count; i++) {
        const struct source *file = array_at(&found->files, i);
        struct found_operand *operand = operand_at(found, file->operand);

        if (file->left_out)
            operand->left_out++;
        else
            operand->kept++;
    }
    for (size_t i = found->strays.count; i-- > 0;) {
        const struct source *stray = array_at(&found->strays, i);

        operand_at(found, stray->operand)->stray = stray->path;
    }
    for (size_t i = found->locks.count; i-- > 0;) {
        const struct source *lock = array_at(&found->locks, i);

        operand_at(found, lock->operand)->lock = lock->path;
    }
}

/* Name a place from the folder that all others are named from, or as it was
 * given where it lies elsewhere. */
static void name_alike(const struct search *search, struct place *place)
{
    size_t length = search->base_length;

    if (!search->base || !place->real ||
        strncmp(place->real, search->base, length) != 0 ||
        (length > 1 && place->real[length] != '\0' &&
         place->real[length] != '/'))
        length = 0;
    place->base = length;
}

static int by_path(const void *a, const void *b)
{
    const struct source *one = a;
    const struct source *two = b;

    return strcmp(one->path, two->path);
}

/* Whether a file is checked, since it was named. */
static bool is_kept(const struct search *search, const struct source *stray)
{
    for (size_t i = 0; i < search->found->operands.count; i++) {
        const struct found_operand *operand = operand_at(search->found, i);
        const struct source *file;

        if (operand->is_folder)
            continue;
        file = file_at(search, operand->file);
        if (is_same_file(file, stray))
            return true;
    }
    return false;
}

static void drop_repeated_strays(const struct search *search)
{
    struct array *strays = &search->found->strays;
    struct source *all = strays->items;
    size_t kept = 0;

    if (strays->count == 0)
        return;
    qsort(all, strays->count, sizeof *all, by_file);
    for (size_t i = 0; i < strays->count; i++)
        if ((kept == 0 || !is_same_file(&all[kept - 1], &all[i])) &&
            !is_kept(search, &all[i]))
            all[kept++] = all[i];
    strays->count = kept;
    qsort(all, kept, sizeof *all, by_path);
}

/* Whether a folder was found empty before, by another name. */
static bool is_known_empty(const struct profiles_found *found,
                           const struct place *place)
{
    for (size_t i = 0; i < found->faults.count; i++) {
        const struct source *fault = array_at(&found->faults, i);
        const struct place *other = array_at(&found->folders, fault->folder);

        if (fault->kind == SOURCE_EMPTY && place->real && other->real &&
            strcmp(place->real, other->real) == 0)
            return true;
    }
    return false;
}

static bool add_empty_one(struct search *search, size_t operand)
{
    struct profiles_found *found = search->found;
    struct source fault = {
        .kind = SOURCE_EMPTY,
        .path = path_tidy(&found->arena, operand_at(found, operand)->path),
        .operand = operand,
    };

    if (!search_reach_folder(search, fault.path, NULL, &fault.folder))
        return false;

    struct place *place = array_at(&found->folders, fault.folder);
    if (is_known_empty(found, place))
        return true;
    struct source *added = array_push(&found->faults);
    if (!added)
        return search_no_memory(search);
    *added = fault;
    name_alike(search, place);
    return true;
}

/* A folder that was named and leads to nothing is a fault. */
static bool add_empty(struct search *search)
{
    const struct profiles_found *found = search->found;
    bool good = true;

    for (size_t i = 0; i < found->operands.count && good; i++) {
        const struct found_operand *operand = operand_at(found, i);

        if (operand->is_folder && operand->kept == 0 && !operand->is_closed)
            good = add_empty_one(search, i);
    }
    return good;
}

/* Put those left out apart. */
static bool spare_files(struct search *search)
{
    struct profiles_found *found = search->found;
    size_t kept = 0;

    for (size_t i = 0; i < found->files.count; i++) {
        const struct source *file = file_at(search, i);
        struct source *spared;

        if (!file->left_out) {
            *file_at(search, kept++) = *file;
            continue;
        }
        spared = array_push(&found->spared);
        if (!spared)
            return search_no_memory(search);
        *spared = *file;
    }
    found->files.count = kept;
    found->left_out.files = found->spared.count;
    if (kept > PROFILES_FOUND_MAX)
        search_refuse(search, file_at(search, PROFILES_FOUND_MAX)->path,
                      "is one profile too many for one run");
    return search->status == DVF_OK;
}

/* -------------------------------------------------------------- Public */

static void open_found(struct profiles_found *found)
{
    array_init(&found->files, sizeof(struct source));
    array_init(&found->spared, sizeof(struct source));
    array_init(&found->folders, sizeof(struct place));
    array_init(&found->locks, sizeof(struct source));
    array_init(&found->faults, sizeof(struct source));
    array_init(&found->strays, sizeof(struct source));
    array_init(&found->worktrees, sizeof(struct source));
    array_init(&found->operands, sizeof(struct found_operand));
}

/* Sort out what was found, once it is known where all of it is. */
static bool settle(struct search *search)
{
    struct profiles_found *found = search->found;

    if (!search_find_folders(search) || !search_join_folders(search))
        return false;
    places_share_base(found->folders.items, found->folders.count, &search->base,
                      &search->base_length);
    if (!exclusions_apply(found, search->policies))
        return search_no_memory(search);
    count_found(found);
    drop_repeated_strays(search);
    if (!add_empty(search))
        return false;
    drop_repeated(search);
    return search->status == DVF_OK && spare_files(search) &&
           name_files(search);
}

dvf_status profiles_find(struct profiles_found *found,
                         const struct work_settings *settings,
                         struct policies *policies, struct notices *notices)
{
    struct search search = {.found = found,
                            .settings = settings,
                            .policies = policies,
                            .notices = notices};

    open_found(found);
    for (size_t i = 0; i < settings->operands_count; i++)
        if (search.status != DVF_NO_MEMORY)
            search_operand(&search, settings->operands[i]);
    if (search.status == DVF_OK)
        (void)settle(&search);
    return search.status;
}

void profiles_found_release(struct profiles_found *found)
{
    array_release(&found->files);
    array_release(&found->folders);
    array_release(&found->locks);
    array_release(&found->spared);
    array_release(&found->faults);
    array_release(&found->strays);
    array_release(&found->worktrees);
    array_release(&found->operands);
    arena_release(&found->arena);
}

struct source *profiles_found_at(const struct profiles_found *found,
                                 size_t index)
{
    return array_at(&found->files, index);
}

const struct place *profiles_found_place(const struct profiles_found *found,
                                         const struct source *file)
{
    return array_at(&found->folders, file->folder);
}

/* SPDX-License-Identifier: MIT */
/*
 * Places of what was found: the folder of each file, lock, fault and stray, put
 * in order of what it really is, so that those that are the same stand side by
 * side and the first of them counts.
 */
#include "work/profiles_search.h"

#include "base/path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct source *file_at(const struct search *search, size_t index)
{
    return array_at(&search->found->files, index);
}

static bool add_folder(struct search *search, const char *given)
{
    struct place *place = array_push(&search->found->folders);

    return (given && place &&
            place_find(place, &search->found->arena, given,
                       search->policies->surroundings.root)) ||
           search_no_memory(search);
}

/* The real path of an operand that is a folder; null for others. */
static bool find_operands(struct search *search, const char **real)
{
    const struct array *operands = &search->found->operands;

    for (size_t i = 0; i < operands->count; i++) {
        const struct found_operand *operand = array_at(operands, i);
        int error = 0;

        if (operand->is_folder)
            real[i] = path_real(&search->found->arena, operand->path, &error);
        if (error == ENOMEM)
            return search_no_memory(search);
    }
    return true;
}

/* Find a folder, and how far up policies hold for it. */
bool search_reach_folder(struct search *search, const char *given,
                         const char *operand, size_t *folder)
{
    struct array *folders = &search->found->folders;

    if (!add_folder(search, given))
        return false;
    *folder = folders->count - 1;
    place_reach(array_at(folders, *folder), &search->policies->surroundings,
                operand);
    return true;
}

/* Find the folders of what is no profile. No policy is looked for in a nested
 * worktree, however it was come to. */
static bool find_other_folders(struct search *search, const char *const *real)
{
    struct profiles_found *found = search->found;
    struct array *const lists[] = {&found->locks, &found->faults,
                                   &found->strays, &found->worktrees};
    bool good = true;

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; good && j < lists[i]->count; j++) {
            struct source *source = array_at(lists[i], j);
            bool is_folder = source->kind == SOURCE_CLOSED ||
                             source->kind == SOURCE_WORKTREE;

            good = search_reach_folder(
                search,
                is_folder ? source->path
                          : path_folder(&found->arena, source->path),
                source->kind == SOURCE_WORKTREE ? NULL : real[source->operand],
                &source->folder);
        }
    return good;
}

/* Neighbours are mostly in one folder, which is looked up once. */
static bool find_file_folders(struct search *search, const char *const *real)
{
    struct array *folders = &search->found->folders;
    const struct source *last = NULL;
    const char *last_given = NULL;

    for (size_t i = 0; i < search->found->files.count; i++) {
        struct source *file = file_at(search, i);
        const char *given = path_folder(&search->found->arena,
                                        search_named_path(search, file));

        file->order = i;
        if (last_given && given && last->operand == file->operand &&
            strcmp(last_given, given) == 0)
            file->folder = last->folder;
        else if (!search_reach_folder(search, given, real[file->operand],
                                      &file->folder))
            return false;
        last = file;
        last_given = given;
    }
    return folders->count > 0 || add_folder(search, ".");
}

bool search_find_folders(struct search *search)
{
    size_t count = search->found->operands.count;
    struct arena arena = {0};
    const char **real = arena_array(&arena, count, sizeof(const char *));
    bool good;

    if (!real)
        return search_no_memory(search);
    good = find_operands(search, real) && find_file_folders(search, real) &&
           find_other_folders(search, real);
    arena_release(&arena);
    return good;
}

/* A folder by what it really is. */
struct identity {
    const char *real;
    size_t folder;
};

static int by_identity(const void *a, const void *b)
{
    const struct identity *one = a;
    const struct identity *two = b;
    int order = strcmp(one->real, two->real);

    return order != 0
               ? order
               : (one->folder > two->folder) - (one->folder < two->folder);
}

/* Point all that is of one real folder at its first record. */
static void name_first(struct search *search, const size_t *first)
{
    struct profiles_found *found = search->found;
    struct array *const lists[] = {&found->files, &found->locks, &found->faults,
                                   &found->strays, &found->worktrees};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < lists[i]->count; j++) {
            struct source *source = array_at(lists[i], j);

            source->folder = first[source->folder];
        }
}

/* A policy holds for a folder however it was come to. */
static void join_place(struct place *first, const struct place *other)
{
    if (other->top < first->top)
        first->top = other->top;
    if (other->horizon < first->horizon)
        first->horizon = other->horizon;
}

bool search_join_folders(struct search *search)
{
    const struct array *folders = &search->found->folders;
    struct arena arena = {0};
    struct identity *identities = arena_array(&arena, folders->count,
                                              sizeof *identities);
    size_t *first = arena_array(&arena, folders->count, sizeof *first);
    bool good = identities && first;

    for (size_t i = 0; good && i < folders->count; i++) {
        const struct place *place = array_at(folders, i);

        identities[i].real = place->real ? place->real : place->given;
        identities[i].folder = i;
    }
    if (good)
        qsort(identities, folders->count, sizeof *identities, by_identity);
    for (size_t i = 0; good && i < folders->count; i++) {
        size_t folder = identities[i].folder;

        if (i > 0 && strcmp(identities[i - 1].real, identities[i].real) == 0)
            first[folder] = first[identities[i - 1].folder];
        else
            first[folder] = folder;
        join_place(array_at(folders, first[folder]), array_at(folders, folder));
    }
    if (good)
        name_first(search, first);
    arena_release(&arena);
    return good || search_no_memory(search);
}

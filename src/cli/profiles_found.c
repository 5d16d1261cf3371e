/* SPDX-License-Identifier: MIT */
/*
 * Finding profiles: files are put in order of what they really are, so that
 * those that are the same stand side by side, and then back in the order in
 * which they were found.
 */
#include "cli/profiles_search.h"

#include "base/path.h"
#include "cli/message.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------- Folders */

static struct found_file *file_at(const struct search *search, size_t index)
{
    return array_at(&search->found->files, index);
}

static bool is_standard(const struct found_file *file)
{
    return strcmp(file->path, "-") == 0;
}

/* The path by which a file is looked up: standard input has a borrowed one. */
static const char *named_path(const struct search *search,
                              const struct found_file *file)
{
    if (!is_standard(file))
        return file->path;
    return file->name[0] != '\0' ? search->settings->stdin_filename : "";
}

static bool add_folder(struct search *search, const char *given)
{
    struct place *place = array_push(&search->found->folders);

    return (given != NULL && place != NULL &&
            place_find(place, &search->found->arena, given, search->outer)) ||
           search_no_memory(search);
}

static bool find_lock_folders(struct search *search)
{
    struct profiles_found *found = search->found;

    for (size_t i = 0; i < found->locks.count; i++) {
        struct found_lock *lock = array_at(&found->locks, i);

        if (!add_folder(search, path_folder(&found->arena, lock->path)))
            return false;
        lock->folder = found->folders.count - 1;
    }
    return true;
}

/* Neighbours are mostly in one folder, which is looked up once. */
static bool find_folders(struct search *search)
{
    struct array *folders = &search->found->folders;
    const struct place *last = NULL;

    if (!place_current_root(&search->found->arena, &search->outer))
        return search_no_memory(search);
    for (size_t i = 0; i < search->found->files.count; i++) {
        struct found_file *file = file_at(search, i);
        const char *given = path_folder(&search->found->arena,
                                        named_path(search, file));

        if (last == NULL || given == NULL || strcmp(last->given, given) != 0) {
            if (!add_folder(search, given))
                return false;
            last = array_at(folders, folders->count - 1);
        }
        file->folder = folders->count - 1;
        file->order = i;
    }
    return find_lock_folders(search) &&
           (folders->count > 0 || add_folder(search, "."));
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

/* Let all that is of a folder name the first of its places. */
static void name_first(struct search *search, const size_t *first)
{
    const struct array *locks = &search->found->locks;

    for (size_t i = 0; i < search->found->files.count; i++)
        file_at(search, i)->folder = first[file_at(search, i)->folder];
    for (size_t i = 0; i < locks->count; i++) {
        struct found_lock *lock = array_at(locks, i);

        lock->folder = first[lock->folder];
    }
}

static bool join_folders(struct search *search)
{
    const struct array *folders = &search->found->folders;
    struct arena arena = {0};
    struct identity *identities = arena_array(&arena, folders->count,
                                              sizeof *identities);
    size_t *first = arena_array(&arena, folders->count, sizeof *first);
    bool good = identities != NULL && first != NULL;

    for (size_t i = 0; good && i < folders->count; i++) {
        const struct place *place = array_at(folders, i);

        identities[i].real = place->real != NULL ? place->real : place->given;
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
    }
    if (good)
        name_first(search, first);
    arena_release(&arena);
    return good || search_no_memory(search);
}

/* --------------------------------------------------------------- Files */

static bool is_same_file(const struct found_file *one,
                         const struct found_file *two)
{
    return one->folder == two->folder && strcmp(one->name, two->name) == 0;
}

static int by_file(const void *a, const void *b)
{
    const struct found_file *one = a;
    const struct found_file *two = b;
    int order = (one->folder > two->folder) - (one->folder < two->folder);

    if (order == 0)
        order = strcmp(one->name, two->name);
    return order != 0 ? order
                      : (one->order > two->order) - (one->order < two->order);
}

static int by_order(const void *a, const void *b)
{
    const struct found_file *one = a;
    const struct found_file *two = b;

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
    qsort(files->items, files->count, sizeof(struct found_file), by_file);
    for (size_t i = 0; i < files->count; i++) {
        const struct found_file *file = file_at(search, i);
        const struct found_file *last = kept > 0 ? file_at(search, kept - 1)
                                                 : NULL;

        if (last == NULL || !is_same_file(last, file))
            *file_at(search, kept++) = *file;
        else if (is_standard(last) != is_standard(file))
            search_refuse(search, is_standard(file) ? last->path : file->path,
                          "is both a file and the name of standard input");
    }
    files->count = kept;
    qsort(files->items, files->count, sizeof(struct found_file), by_order);
}

static bool name_files(struct search *search)
{
    struct profiles_found *found = search->found;

    for (size_t i = 0; i < found->files.count; i++) {
        struct found_file *file = file_at(search, i);
        const struct place *place = profiles_found_place(found, file);

        if (file->name[0] == '\0' || place->base == 0)
            file->shown = is_standard(file) && file->name[0] == '\0'
                              ? file->path
                              : named_path(search, file);
        else
            file->shown = place_name(&found->arena, place, strlen(place->real),
                                     file->name);
        if (file->shown == NULL)
            return search_no_memory(search);
    }
    return true;
}

/* -------------------------------------------------------------- Public */

dvf_status profiles_find(struct profiles_found *found,
                         const struct settings *settings)
{
    const char *const *operands = settings_words(&settings->operands);
    struct search search = {.found = found, .settings = settings};

    array_init(&found->files, sizeof(struct found_file));
    array_init(&found->folders, sizeof(struct place));
    array_init(&found->locks, sizeof(struct found_lock));
    array_init(&found->empties, sizeof(struct found_empty));
    for (size_t i = 0; i < settings->operands.count; i++)
        if (search.status != DVF_NO_MEMORY)
            search_operand(&search, operands[i]);
    if (search.status == DVF_OK && find_folders(&search) &&
        join_folders(&search)) {
        drop_repeated(&search);
        name_files(&search);
    }
    return search.status;
}

void profiles_found_tell_empty(const struct profiles_found *found,
                               const struct found_empty *empty)
{
    struct buffer message = {0};

    message_quote(&message, empty->path);
    buffer_puts(&message,
                " holds no profiles: nothing below it is "
                "named " PROFILES_FOUND_NAME " or *." PROFILES_FOUND_NAME);
    if (empty->stray != NULL) {
        buffer_puts(&message, "; ");
        message_quote(&message, empty->stray);
        buffer_puts(&message, " is there, but profiles end in .yaml");
    } else if (empty->locks_end > empty->locks) {
        const struct found_lock *lock = array_at(&found->locks, empty->locks);

        buffer_puts(&message, "; there is only a lock, ");
        message_quote(&message, lock->path);
    }
    message_tell(&message);
    buffer_release(&message);
}

void profiles_found_release(struct profiles_found *found)
{
    array_release(&found->files);
    array_release(&found->folders);
    array_release(&found->locks);
    array_release(&found->empties);
    arena_release(&found->arena);
}

const struct found_file *profiles_found_at(const struct profiles_found *found,
                                           size_t index)
{
    return array_at(&found->files, index);
}

const struct place *profiles_found_place(const struct profiles_found *found,
                                         const struct found_file *file)
{
    return array_at(&found->folders, file->folder);
}

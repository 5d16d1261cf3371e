/* SPDX-License-Identifier: MIT */
/*
 * Finding profiles: folders that a search came upon are sorted by real path, so
 * that equal ones are neighbours and the first one counts; then files are, by
 * folder and name. Both end in the order in which they were found.
 */
#include "work/profiles_search.h"

#include "base/path.h"
#include "work/exclusions.h"
#include "work/profiles_found.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Most files of another name that are named. */
#define STRAYS_NAMED 5

static struct source *file_at(const struct search *search, size_t index)
{
    return array_at(&search->found->files, index);
}

static bool is_standard(const struct source *file)
{
    return strcmp(file->path, "-") == 0;
}

/* The path by which a file is looked up: standard input has a borrowed one. */
static const char *named_path(const struct search *search,
                              const struct source *file)
{
    if (!is_standard(file))
        return file->path;
    return file->name[0] != '\0' ? search->settings->stdin_filename : "";
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

/* Find a folder, and the last one upwards in which policies hold for it. */
static bool reach_folder(struct search *search, const char *given,
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

/* Find the folders of locks, faults, strays and worktrees. A nested worktree
 * gets no operand: no policy is looked for in it. */
static bool find_other_folders(struct search *search, const char *const *real)
{
    struct profiles_found *found = search->found;
    struct array *const lists[] = {&found->locks, &found->faults,
                                   &found->strays, &found->worktrees, NULL};
    bool good = true;

    for (struct array *const *list = lists; *list; list++)
        for (size_t i = 0; good && i < (*list)->count; i++) {
            struct source *source = array_at(*list, i);
            bool is_folder = source->kind == SOURCE_CLOSED ||
                             source->kind == SOURCE_WORKTREE;

            good = reach_folder(
                search,
                is_folder ? source->path
                          : path_folder(&found->arena, source->path),
                source->kind == SOURCE_WORKTREE ? NULL : real[source->operand],
                &source->folder);
        }
    return good;
}

/* Find the folders of files; one look-up serves neighbours in one folder. */
static bool find_file_folders(struct search *search, const char *const *real)
{
    struct array *folders = &search->found->folders;
    const struct source *last = NULL;
    const char *last_given = NULL;

    for (size_t i = 0; i < search->found->files.count; i++) {
        struct source *file = file_at(search, i);
        const char *given = path_folder(&search->found->arena,
                                        named_path(search, file));

        file->order = i;
        if (last_given && given && last->operand == file->operand &&
            strcmp(last_given, given) == 0)
            file->folder = last->folder;
        else if (!reach_folder(search, given, real[file->operand],
                               &file->folder))
            return false;
        last = file;
        last_given = given;
    }
    return folders->count > 0 || add_folder(search, ".");
}

static bool find_folders(struct search *search)
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

/* Real path and index of a folder, to sort by. */
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

/* Point files, locks, faults, strays and worktrees of one real folder at its
 * first record. */
static void name_first(struct search *search, const size_t *first)
{
    struct profiles_found *found = search->found;
    struct array *const lists[] = {&found->files,     &found->locks,
                                   &found->faults,    &found->strays,
                                   &found->worktrees, NULL};

    for (struct array *const *list = lists; *list; list++)
        for (size_t i = 0; i < (*list)->count; i++) {
            struct source *source = array_at(*list, i);

            source->folder = first[source->folder];
        }
}

/* Widen the first record of a folder by another one: policies hold for it,
 * whichever operand led to it. */
static void join_place(struct place *first, const struct place *other)
{
    if (other->top < first->top)
        first->top = other->top;
    if (other->horizon < first->horizon)
        first->horizon = other->horizon;
}

static bool join_folders(struct search *search)
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

/* --------------------------------------------------------------- Files */

static bool is_same_file(const struct source *one, const struct source *two)
{
    return one->folder == two->folder && strcmp(one->name, two->name) == 0;
}

/* Order by folder and name, so that records of one file are neighbours. */
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

/* Keep the first record of each file. Refuse one that is also named as standard
 * input: either content could be meant. */
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
                              : named_path(search, file);
        else
            file->shown = place_name(&found->arena, place, strlen(place->real),
                                     file->name);
        file->local = file->name[0] == '\0'
                          ? file->path
                          : path_tidy(&found->arena, named_path(search, file));
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

/* Count the yield of each operand, before repeated files are dropped. */
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

/* True for a stray that an operand names itself, so that it is checked. */
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
    qsort(all, kept, sizeof *all, source_by_path);
}

/* True for a folder that was found empty before, by another name. */
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

    if (!reach_folder(search, fault.path, NULL, &fault.folder))
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

/* Add a fault for each folder that was named and led to no profile. */
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

/* Move the files left out to `spared`. */
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

/* Settle folders, exclusions, faults and names, in that order, once all
 * operands are searched. */
static bool settle(struct search *search)
{
    struct profiles_found *found = search->found;

    if (!find_folders(search) || !join_folders(search))
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

/* ------------------------------------------------------------------ Words */

static const struct found_operand *
operand_of(const struct profiles_found *found, const struct source *fault)
{
    return array_at(&found->operands, fault->operand);
}

void profiles_found_append_fault(const struct profiles_found *found,
                                 const struct source *fault, struct buffer *out)
{
    if (fault->kind == SOURCE_CLOSED)
        buffer_printf(out, "cannot be searched: %s", strerror(fault->error));
    else if (operand_of(found, fault)->left_out > 0)
        buffer_puts(out, "holds no profiles but those that are left out");
    else
        buffer_puts(out,
                    "holds no profiles: nothing below it is "
                    "named " PROFILES_FOUND_NAME " or *." PROFILES_FOUND_NAME);
}

static void append_advice(const struct profiles_found *found,
                          const struct source *fault, struct buffer *out)
{
    const struct found_operand *operand = operand_of(found, fault);

    if (fault->kind == SOURCE_CLOSED) {
        buffer_puts(out, "let it be read, or leave it out with --exclude");
    } else if (operand->left_out > 0) {
        buffer_puts(out, "name another folder, or take back what is excluded");
    } else if (operand->stray) {
        notice_quote(out, operand->stray);
        buffer_puts(out, " may be one by another name");
    } else if (operand->lock) {
        buffer_puts(out, "there is only a lock, ");
        notice_quote(out, operand->lock);
    }
}

bool profiles_found_report(const struct profiles_found *found,
                           const struct source *fault,
                           struct dvf_diagnostics *problems)
{
    struct buffer why = {0};
    struct buffer advice = {0};

    profiles_found_append_fault(found, fault, &why);
    append_advice(found, fault, &advice);
    bool good = !why.failed && !advice.failed;
    if (good) {
        diagnostics_input(problems, fault->shown, NULL, 0);
        diagnostics_error(problems, DIAGNOSTIC_FOLDER, (struct position){0},
                          advice.bytes, "%s", why.bytes);
        diagnostics_input_end(problems);
    }
    buffer_release(&why);
    buffer_release(&advice);
    return good && !problems->arena.failed;
}

/* Append the name that a search would find: the ending in small letters and in
 * full, behind "dvf". */
static void append_name(struct buffer *out, const struct source *stray)
{
    const char *name = stray->name;
    size_t length = (size_t)(strrchr(name, '.') - name);
    struct buffer wanted = {0};

    if (stray->kind == SOURCE_NEARLY)
        length -= strlen("dvf");
    buffer_append(&wanted, name, length);
    if (wanted.length > 0 && wanted.bytes[wanted.length - 1] != '.')
        buffer_putc(&wanted, '.');
    buffer_puts(&wanted, PROFILES_FOUND_NAME);
    if (wanted.failed)
        out->failed = true;
    else
        notice_quote(out, wanted.bytes);
    buffer_release(&wanted);
}

bool profiles_found_warn(const struct profiles_found *found,
                         struct notices *notices)
{
    size_t count = found->strays.count;
    size_t named = count <= STRAYS_NAMED + 1 ? count : STRAYS_NAMED;
    struct buffer text = {0};
    bool good = true;

    for (size_t i = 0; i < named && good; i++) {
        const struct source *stray = array_at(&found->strays, i);

        notice_quote(&text, stray->path);
        buffer_puts(&text, stray->kind == SOURCE_NEARLY
                               ? " is"
                               : " looks like a profile and is");
        buffer_puts(&text, " not checked: it would be if it were named ");
        append_name(&text, stray);
        good = notices_add(notices, NOTICE_WARNING, &text);
    }
    if (count == named || !good)
        return good;
    buffer_printf(&text,
                  "%zu more files look like profiles and are not checked",
                  count - named);
    return notices_add(notices, NOTICE_WARNING, &text);
}

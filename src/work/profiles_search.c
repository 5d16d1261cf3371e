/* SPDX-License-Identifier: MIT */
/*
 * The search for profiles: each folder of a walk is read, and its profiles,
 * locks and strays are kept. Patterns apply later: the policy that holds is
 * known only when all folders are.
 *
 * A repository may be checked out once more in a folder of its own. A worktree
 * of Git has a file `.git` that leads to a folder `worktrees/NAME` of the
 * repository with a file `commondir`; that of a submodule leads to
 * `modules/NAME` without one, and is part of the checkout. A workspace of
 * Jujutsu has a file in place of `.jj/repo`.
 */
#include "work/profiles_search.h"

#include "base/path.h"
#include "base/walk.h"
#include "check/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes at the beginning of a file that hold the keys of a profile. */
#define HEAD_MAX        4096

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Depth of nothing: no repository was met. */
#define DEPTH_NONE      SIZE_MAX

/* Most bytes read of a file that leads elsewhere: a path, and a word. */
#define LEAD_MAX        4200

#define LEAD            "gitdir:"
#define COMMON          "/commondir"

/* Endings of YAML files, in any case of letters. */
static const char *const endings[] = {".yaml", ".yml"};

/* A walk below an operand. */
struct descent {
    struct search *search;
    struct walk walk;
    size_t inside; /* depth of the repository around what is being visited:
                      nothing at or below the operand: DEPTH_NONE */
    bool around;   /* the operand itself is in a repository */
};

/* ------------------------------------------------------------ Mistakes */

/* "'path' why" */
void search_refuse(struct search *search, const char *path, const char *why)
{
    struct buffer text = {0};

    notice_quote(&text, path);
    buffer_printf(&text, " %s", why);
    if (!notices_add(search->notices, NOTICE_REFUSAL, &text))
        search->status = DVF_NO_MEMORY;
    else if (search->status == DVF_OK)
        search->status = DVF_INVALID;
}

bool search_no_memory(struct search *search)
{
    search->status = DVF_NO_MEMORY;
    return false;
}

/* ----------------------------------------------------------- Searching */

/* Add a source of which kind and path are set. */
static bool add(struct search *search, struct array *list,
                const struct source *source)
{
    struct source *added = source->path ? array_push(list) : NULL;

    if (!added)
        return search_no_memory(search);
    *added = *source;
    if (!added->name)
        added->name = added->path + path_folder_length(added->path);
    added->operand = search->operand;
    return true;
}

/* @param name null: as in the path */
static bool add_file(struct search *search, const char *path, const char *name)
{
    struct array *files = &search->found->files;

    if (files->count == (size_t)PROFILES_FOUND_MAX * PROFILES_FOUND_SPARED) {
        if (!search->full)
            search_refuse(search, path, "is one profile too many for one run");
        search->full = true;
        return false;
    }
    return add(
        search, files,
        &(struct source){.kind = SOURCE_PROFILE, .path = path, .name = name});
}

static bool add_lock(struct search *search, const char *path)
{
    struct array *locks = &search->found->locks;

    if (locks->count == PROFILES_FOUND_MAX) {
        search_refuse(search, path, "is one lock too many for one run");
        return false;
    }
    return add(search, locks,
               &(struct source){.kind = SOURCE_LOCK, .path = path});
}

/* True for a name, or for one that ends in a dot and that name. */
static bool is_named(const char *name, const char *wanted)
{
    size_t length = strlen(name);
    size_t suffix = strlen(wanted);

    if (length < suffix || strcmp(name + length - suffix, wanted) != 0)
        return false;
    return length == suffix || name[length - suffix - 1] == '.';
}

bool profiles_found_is_name(const char *name)
{
    return is_named(name, PROFILES_FOUND_NAME);
}

/* ------------------------------------------------------- Nearly profiles */

/* Bytes of a name before its ending; 0 where it is none of YAML. */
static size_t before_ending(const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);

        if (length > ending &&
            strcasecmp(name + length - ending, endings[i]) == 0)
            return length - ending;
    }
    return 0;
}

/* True for a name that differs from a profile's only by the case of letters or
 * by `.yml`. */
static bool is_nearly_named(const char *name)
{
    static const char word[] = "dvf";
    size_t length = before_ending(name);
    size_t rest = sizeof word - 1;

    return length >= rest &&
           strncasecmp(name + length - rest, word, rest) == 0 &&
           (length == rest || name[length - rest - 1] == '.');
}

/* True for a text with a line that begins with a key. */
static bool has_key(const char *text, const char *key)
{
    size_t length = strlen(key);

    for (const char *line = text; *line;) {
        if (strncmp(line, key, length) == 0)
            return true;
        line += strcspn(line, "\r\n");
        line += strspn(line, "\r\n");
    }
    return false;
}

/* Read the beginning of a regular file, not by a link; "" where there is
 * none. */
static void read_head(int folder, const char *name, char text[HEAD_MAX + 1])
{
    int file = openat(folder, name,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t got = 0;
    struct stat status;

    if (file >= 0) {
        if (fstat(file, &status) == 0 && S_ISREG(status.st_mode))
            got = read(file, text, HEAD_MAX);
        (void)close(file);
    }
    text[got > 0 ? got : 0] = '\0';
}

/* True for a file whose head has the keys of a profile. */
static bool looks_like_profile(int folder, const char *name)
{
    char text[HEAD_MAX + 1] = "";
    size_t mark;

    read_head(folder, name, text);
    mark = strncmp(text, BYTE_ORDER_MARK, sizeof BYTE_ORDER_MARK - 1) == 0
               ? sizeof BYTE_ORDER_MARK - 1
               : 0;
    return has_key(text + mark, "profile:") && has_key(text + mark, "answers:");
}

/* -------------------------------------------------------------- Worktrees */

static bool is_file(int descriptor, const char *name)
{
    struct stat status;

    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode);
}

/* Read a small regular file; "" where there is none. */
static void read_lead(int descriptor, const char *name, char text[LEAD_MAX + 1])
{
    int file = openat(descriptor, name,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, text, LEAD_MAX) : 0;

    text[got > 0 ? got : 0] = '\0';
    if (file >= 0)
        (void)close(file);
}

/* Bytes of a path less its last name and the slashes before it. */
static size_t without_last(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    while (length > 0 && path[length - 1] == '/')
        length--;
    return length;
}

static bool ends_in(const char *path, size_t length, const char *name)
{
    size_t wanted = strlen(name);

    return length >= wanted &&
           memcmp(path + length - wanted, name, wanted) == 0 &&
           (length == wanted || path[length - wanted - 1] == '/');
}

/* Judge by the name: the repository may be out of sight, as in a container. A
 * submodule may itself be named `worktrees/NAME`. */
static bool is_worktree_name(const char *path)
{
    size_t length = strlen(path);

    while (length > 0 && path[length - 1] == '/')
        length--;
    length = without_last(path, length);
    return ends_in(path, length, "worktrees") &&
           !ends_in(path, without_last(path, length), "modules");
}

/* @param text of the file `.git` in the folder; cut at the end of its line */
static bool leads_to_worktree(int descriptor, char *text)
{
    char *path = text + sizeof LEAD - 1;

    if (strncmp(text, LEAD, sizeof LEAD - 1) != 0)
        return false;
    path += strspn(path, " ");
    path[strcspn(path, "\r\n")] = '\0';
    if (!directory_is_folder(descriptor, path))
        return is_worktree_name(path);

    char common[LEAD_MAX + sizeof COMMON];
    (void)snprintf(common, sizeof common, "%s%s", path, COMMON);
    return is_file(descriptor, common);
}

/* True for an open folder with the `.git` of a further worktree, or the `.jj`
 * of a further workspace. */
static bool is_worktree(int descriptor)
{
    char text[LEAD_MAX + 1];

    if (is_file(descriptor, ".jj/repo"))
        return true;
    if (!is_file(descriptor, ".git"))
        return false;
    read_lead(descriptor, ".git", text);
    return leads_to_worktree(descriptor, text);
}

/* ------------------------------------------------------------- Folders */

/* Path of the folder being searched, or of a name in it. */
static const char *path_of(const struct descent *descent, const char *name)
{
    struct arena *arena = &descent->search->found->arena;
    const char *path = descent->walk.path.bytes;

    if (name)
        path = path_join(arena, path, name);
    return path ? path_tidy(arena, path) : NULL;
}

/* Take a file of the folder, unless it is a link to a folder. */
static bool take_file(struct descent *descent,
                      const struct directory_entry *entry)
{
    struct search *search = descent->search;
    const char *name = entry->name;
    bool is_profile = profiles_found_is_name(name);
    bool is_lock = strcmp(name, LOCK_FILE) == 0;
    bool is_near = !is_profile && is_nearly_named(name);

    if (!is_profile && !is_lock && !is_near &&
        (before_ending(name) == 0 ||
         !looks_like_profile(descent->walk.descriptor, name)))
        return true;
    if (entry->is_link && directory_is_folder(descent->walk.descriptor, name))
        return true;
    if (is_profile)
        return add_file(search, path_of(descent, name), NULL);
    if (is_lock)
        return add_lock(search, path_of(descent, name));
    return add(search, &search->found->strays,
               &(struct source){.kind = is_near ? SOURCE_NEARLY : SOURCE_ALIKE,
                                .path = path_of(descent, name)});
}

static bool is_marker(const char *name)
{
    return name[0] == '.' && place_is_marker(name);
}

/* True for a folder that is a worktree within a repository. Notes the depth of
 * any other repository. */
static bool is_nested_worktree(struct descent *descent,
                               const struct directory *directory)
{
    size_t depth = descent->walk.depth;
    bool marked = false;

    if (descent->inside >= depth)
        descent->inside = DEPTH_NONE;
    for (size_t i = 0; i < directory->entries.count && !marked; i++) {
        const struct directory_entry *entry = array_at(&directory->entries, i);

        marked = is_marker(entry->name);
    }
    if (!marked)
        return false;
    if (depth > 0 && (descent->around || descent->inside != DEPTH_NONE) &&
        is_worktree(descent->walk.descriptor))
        return true;
    if (descent->inside == DEPTH_NONE)
        descent->inside = depth;
    return false;
}

static bool take_entries(struct descent *descent,
                         const struct directory *directory)
{
    struct search *search = descent->search;
    bool good = true;

    if (is_nested_worktree(descent, directory))
        return add(search, &search->found->worktrees,
                   &(struct source){.kind = SOURCE_WORKTREE,
                                    .path = path_of(descent, NULL)});
    for (size_t i = 0; good && i < directory->entries.count; i++) {
        const struct directory_entry *entry = array_at(&directory->entries, i);

        if (entry->name[0] == '.')
            continue;
        if (entry->is_folder)
            walk_enter(&descent->walk, entry->name);
        else
            good = take_file(descent, entry);
    }
    return good;
}

static bool search_one(struct descent *descent)
{
    struct search *search = descent->search;
    struct directory directory = {0};
    int error = descent->walk.error;
    bool good = true;

    if (error == 0)
        error = directory_read(&directory, descent->walk.descriptor);
    if (error == ENOMEM)
        good = search_no_memory(search);
    else if (error == ENOENT && descent->walk.depth > 0)
        good = true; /* removed since the folder above was read */
    else if (error != 0)
        good = add(search, &search->found->faults,
                   &(struct source){.kind = SOURCE_CLOSED,
                                    .path = path_of(descent, NULL),
                                    .error = error});
    else
        good = take_entries(descent, &directory);
    directory_release(&directory);
    return good;
}

/* Sort the sources from one on by path. */
static void sort_from(const struct array *array, size_t first)
{
    if (array->count > first)
        qsort(array_at(array, first), array->count - first, array->item_size,
              source_by_path);
}

/* @return false after a mistake, where the search ended */
static bool descend(struct search *search, const char *path)
{
    struct descent descent = {.search = search, .inside = DEPTH_NONE};
    struct place place;
    bool good = place_find(&place, &search->found->arena, path, NULL);

    walk_begin(&descent.walk, path);
    if (!good)
        search_no_memory(search);
    descent.around = good && place.root != 0;
    while (good && walk_next(&descent.walk))
        good = search_one(&descent);
    if (descent.walk.arena.failed)
        good = search_no_memory(search);
    walk_release(&descent.walk);
    return good;
}

static void search_folder(struct search *search, const char *path)
{
    struct profiles_found *found = search->found;
    size_t files = found->files.count;
    size_t locks = found->locks.count;
    size_t faults = found->faults.count;
    size_t strays = found->strays.count;

    struct found_operand *operand = array_at(&found->operands, search->operand);

    operand->is_folder = true;
    if (!descend(search, path))
        return;
    sort_from(&found->files, files);
    sort_from(&found->locks, locks);
    sort_from(&found->faults, faults);
    sort_from(&found->strays, strays);
}

void search_operand(struct search *search, const char *operand)
{
    const char *named = search->settings->stdin_filename;
    struct found_operand *added = array_push(&search->found->operands);

    if (!added) {
        search_no_memory(search);
        return;
    }
    *added = (struct found_operand){.path = operand,
                                    .file = search->found->files.count};
    search->operand = search->found->operands.count - 1;
    if (strcmp(operand, "-") == 0) {
        add_file(search, operand,
                 named ? named + path_folder_length(named) : "");
    } else if (path_is_folder(operand)) {
        search_folder(search, operand);
    } else {
        add_file(search, operand, NULL);
    }
}

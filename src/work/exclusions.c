/* SPDX-License-Identifier: MIT */
/*
 * Exclusions. Each folder is judged once: policies from its top down decide if
 * it is left out, and the nearest one has the patterns for names in it.
 */
#include "work/exclusions.h"

#include "base/path.h"

#include <string.h>

/* Exclusion of a folder, found when first asked for. */
struct rule {
    bool known;
    bool left_out;
    const struct policy *patterns; /* nearest policy's; null: none */
    size_t from;                   /* bytes of the real path: its folder */
    bool counted;                  /* as a fault or a worktree */
};

struct exclusions {
    const struct profiles_found *found;
    struct policies *policies;
    struct rule *rules; /* one for each folder */
};

/* Bytes of a real path up to the first name below a folder, slash included. */
static size_t behind(size_t folder)
{
    return folder > 1 ? folder + 1 : folder;
}

/* The end of the next name behind some bytes of a real path that are a folder.
 */
static size_t next_end(const char *real, size_t length)
{
    size_t begin = behind(length);

    return begin + strcspn(real + begin, "/");
}

/* ------------------------------------------------------------- Folders */

/* True for a folder on the way that patterns leave out. @param path the real
 * path, cut behind the folder */
static bool excludes_folder(const struct policy *patterns, const char *path,
                            size_t from)
{
    return patterns && policy_excludes(patterns, path + behind(from), true);
}

/* Go down from a folder to the place by the patterns of the command line. */
static bool by_options(const struct exclusions *exclusions,
                       const struct place *place, char *path)
{
    const struct policy *options = &exclusions->policies->options.policy;
    const char *current = exclusions->policies->surroundings.current;
    size_t from = current ? path_within(place->real, current) : 0;
    bool left_out = false;

    if (from == 0 || options->exclude_count == 0)
        return false;
    for (size_t at = from; !left_out && place->real[at] != '\0' &&
                           place->real[behind(at)] != '\0';) {
        at = next_end(place->real, at);
        path[at] = '\0';
        left_out = excludes_folder(options, path, from);
        path[at] = place->real[at];
    }
    return left_out;
}

/* Go down from the top to the place by policies. */
static bool by_policies(const struct exclusions *exclusions,
                        const struct place *place, char *path,
                        struct rule *rule)
{
    for (size_t at = place->top;;) {
        const struct policy *patterns;

        if (!policies_in(exclusions->policies, place, at, &patterns))
            return false;
        if (patterns) {
            rule->patterns = patterns;
            rule->from = at;
        }
        if (place->real[at] == '\0' || place->real[behind(at)] == '\0')
            return true;
        at = next_end(place->real, at);
        path[at] = '\0';
        rule->left_out = excludes_folder(rule->patterns, path, rule->from);
        path[at] = place->real[at];
        if (rule->left_out)
            return true;
    }
}

/* @return null when out of memory */
static const struct rule *rule_of(const struct exclusions *exclusions,
                                  size_t folder)
{
    const struct place *place = array_at(&exclusions->found->folders, folder);
    struct rule *rule = &exclusions->rules[folder];
    struct arena arena = {0};
    bool good = true;

    if (!rule->known && place->real) {
        char *path = arena_copy(&arena, place->real, strlen(place->real));

        good = path && by_policies(exclusions, place, path, rule);
        if (good && !rule->left_out)
            rule->left_out = by_options(exclusions, place, path);
    }
    rule->known = true;
    arena_release(&arena);
    return good ? rule : NULL;
}

/* --------------------------------------------------------------- Files */

/* Decide if a file is left out, by its folder or by its name. @return false
 * when out of memory */
static bool ask_file(const struct exclusions *exclusions, size_t folder,
                     const char *name, bool *left_out)
{
    const struct place *place = array_at(&exclusions->found->folders, folder);
    const char *current = exclusions->policies->surroundings.current;
    const struct rule *rule = rule_of(exclusions, folder);
    struct arena arena = {0};
    const char *path;
    size_t from;

    if (!rule)
        return false;
    *left_out = rule->left_out;
    if (rule->left_out || !place->real || name[0] == '\0')
        return true;
    path = path_join(&arena, place->real, name);
    from = current ? path_within(place->real, current) : 0;
    if (path)
        *left_out = (rule->patterns &&
                     policy_excludes(rule->patterns, path + behind(rule->from),
                                     false)) ||
                    (from != 0 &&
                     policy_excludes(&exclusions->policies->options.policy,
                                     path + behind(from), false));
    arena_release(&arena);
    return path;
}

static bool mark_files(const struct exclusions *exclusions)
{
    const struct array *files = &exclusions->found->files;

    for (size_t i = 0; i < files->count; i++) {
        struct source *file = array_at(files, i);

        if (!ask_file(exclusions, file->folder, file->name, &file->left_out))
            return false;
    }
    return true;
}

/* Drop the sources that are left out; a lock is so only with its folder. */
static bool drop(const struct exclusions *exclusions, struct array *sources)
{
    size_t kept = 0;

    for (size_t i = 0; i < sources->count; i++) {
        const struct source source = *(struct source *)array_at(sources, i);
        bool left_out;

        if (!ask_file(exclusions, source.folder,
                      source.kind == SOURCE_LOCK ? "" : source.name, &left_out))
            return false;
        if (!left_out)
            *(struct source *)array_at(sources, kept++) = source;
    }
    sources->count = kept;
    return true;
}

/* Note that a folder is counted. @return whether it was before */
static bool count_folder(const struct exclusions *exclusions, size_t folder)
{
    bool counted = exclusions->rules[folder].counted;

    exclusions->rules[folder].counted = true;
    return counted;
}

/* Note a fault with its operand, even if another one led to it before: an
 * operand with such a folder is not empty. */
static void note_fault(const struct exclusions *exclusions, size_t operand,
                       bool left_out)
{
    struct found_operand *found = array_at(&exclusions->found->operands,
                                           operand);

    if (left_out)
        found->left_out++;
    else
        found->is_closed = true;
}

/* Keep each fault once, less those that are left out, which are counted. */
static bool drop_faults(const struct exclusions *exclusions,
                        struct array *faults, size_t *left_out)
{
    size_t kept = 0;

    for (size_t i = 0; i < faults->count; i++) {
        const struct source fault = *(struct source *)array_at(faults, i);
        const struct rule *rule = rule_of(exclusions, fault.folder);

        if (!rule)
            return false;
        note_fault(exclusions, fault.operand, rule->left_out);
        if (count_folder(exclusions, fault.folder))
            continue;
        if (rule->left_out)
            (*left_out)++;
        else
            *(struct source *)array_at(faults, kept++) = fault;
    }
    faults->count = kept;
    return true;
}

static size_t count_worktrees(const struct exclusions *exclusions,
                              const struct array *worktrees)
{
    size_t count = 0;

    for (size_t i = 0; i < worktrees->count; i++) {
        const struct source *worktree = array_at(worktrees, i);

        count += !count_folder(exclusions, worktree->folder);
    }
    return count;
}

bool exclusions_apply(struct profiles_found *found, struct policies *policies)
{
    struct arena arena = {0};
    const struct exclusions exclusions = {
        .found = found,
        .policies = policies,
        .rules = arena_array(&arena, found->folders.count,
                             sizeof *exclusions.rules),
    };
    bool good = exclusions.rules && mark_files(&exclusions) &&
                drop(&exclusions, &found->strays) &&
                drop(&exclusions, &found->locks) &&
                drop_faults(&exclusions, &found->faults,
                            &found->left_out.folders);

    if (good)
        found->left_out.worktrees = count_worktrees(&exclusions,
                                                    &found->worktrees);
    arena_release(&arena);
    return good;
}

/* SPDX-License-Identifier: MIT */
/*
 * Policies of a run. The first file that is found holds alone: nothing is
 * merged, so that people see in it all that is asked of a profile.
 */
#include "work/policies.h"

#include "analysis/analysis.h"
#include "base/hint.h"
#include "base/path.h"

#include <errno.h>
#include <string.h>

/* Begin a source whose path and name are set. */
static bool source_init(struct policies *policies, struct policy_source *source)
{
    source->request = policies->request;
    source->request.policy = &source->policy;
    return policy_init(&source->policy, policies->kb) == DVF_OK;
}

/* ------------------------------------------------------------- Options */

static dvf_status apply_options(struct policies *policies,
                                struct policy *policy,
                                struct dvf_diagnostics *problems)
{
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++) {
        const struct policy_option *option = &policies->settings->options[i];

        /* Patterns of options begin at the current folder, not at that of a
         * file: keep them apart. */
        if (option->count == 0 || (i != POLICY_EXCLUDE && !policies->kb) ||
            (i == POLICY_EXCLUDE && policy->file))
            continue;
        status = status_worse(status, policy_set(policy, option, problems));
    }
    return status;
}

/* Check that --expect names an option of the knowledge base. */
static dvf_status check_expect(const struct policies *policies,
                               struct dvf_diagnostics *problems)
{
    const dvf_kb *kb = policies->kb;
    const char *expect = policies->settings->expect;
    struct hint hint = hint_begin(problems, expect);
    dvf_status status;

    if (!kb || !expect || kb_find_option(kb, expect) != KB_NONE)
        return DVF_OK;
    diagnostics_input(problems, "dvf", NULL, 0);
    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        hint_offer(&hint, kb_option_id(kb, i));
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_text(&hint),
                      "--expect: there is no option named '%s'", expect);
    status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}

dvf_status policies_open(struct policies *policies, const dvf_kb *kb,
                         const struct work_settings *settings,
                         struct notices *notices,
                         struct dvf_diagnostics *problems)
{
    dvf_status status;
    int error = 0;

    policies->analyser = kb ? analyser_new(kb) : NULL;
    policies->kb = kb;
    policies->settings = settings;
    policies->notices = notices;
    policies->request = (struct check_request){
        .expect = settings->expect,
        .as_of = settings->as_of ? settings->as_of : settings->today,
        .today = settings->today,
        .kb_path = settings->kb_path,
        .locked = settings->locked,
        .locking = settings->locking,
        .analyser = policies->analyser,
        .current = path_real(&policies->arena, ".", &error),
    };
    array_init(&policies->files, sizeof(struct policy_source *));
    array_init(&policies->strays, sizeof(const char *));
    array_init(&policies->beyond, sizeof(const char *));
    array_init(&policies->missed, sizeof(const char *));
    if (error == ENOMEM || (kb && !policies->analyser) ||
        !source_init(policies, &policies->options) ||
        !place_surroundings(&policies->arena, &policies->surroundings))
        return DVF_NO_MEMORY;
    policies->options.source.state = SOURCE_GOOD;
    status = apply_options(policies, &policies->options.policy, problems);
    return status_worse(status, check_expect(policies, problems));
}

/* --------------------------------------------------------------- Files */

struct policy_source *policies_at(const struct policies *policies, size_t index)
{
    struct policy_source *const *source = array_at(&policies->files, index);

    return *source;
}

/* Find or make the source of a file; null when out of memory. */
static struct policy_source *source_of(struct policies *policies,
                                       const char *path, const char *name,
                                       const char *local)
{
    struct policy_source *source = NULL;
    struct policy_source **slot;

    for (size_t i = 0; i < policies->files.count; i++)
        if (strcmp(policies_at(policies, i)->source.path, path) == 0)
            return policies_at(policies, i);
    slot = array_push(&policies->files);
    if (!slot)
        return NULL;
    *slot = source = arena_alloc(&policies->arena, sizeof *source);
    if (!source) {
        policies->files.count--;
        return NULL;
    }
    source->source = (struct source){
        .kind = SOURCE_POLICY, .path = path, .shown = name, .local = local};
    source->alone_source = source->source;
    if (!source_init(policies, source))
        return NULL;
    source->policy.local = local;
    return source;
}

/* Name of a file for people in the current folder. */
static const char *local_name(struct policies *policies,
                              const struct place *place, size_t length,
                              const char *name)
{
    return place_local_name(&policies->arena, place, &policies->surroundings,
                            length, name);
}

/* Add a name unless it is there. @return false when out of memory */
static bool note(struct array *names, const char *name, bool *is_new)
{
    const char **added;

    *is_new = false;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(*(const char **)array_at(names, i), name) == 0)
            return true;
    added = array_push(names);
    if (!added)
        return false;
    *added = name;
    *is_new = true;
    return true;
}

/* Warn of a file that does not count, once. @return false when out of memory */
static bool warn_of(struct policies *policies, struct array *names,
                    const char *name, const char *why)
{
    struct buffer text = {0};
    bool is_new;

    if (!name || !note(names, name, &is_new))
        return false;
    if (!is_new)
        return true;
    notice_quote(&text, name);
    buffer_puts(&text, why);
    return notices_add(policies->notices, NOTICE_WARNING, &text);
}

/* Warn of a policy above those that hold: it must not be missed in silence. */
static bool look_beyond(struct policies *policies, const struct place *place,
                        size_t length)
{
    const char *name;
    size_t beyond;
    bool is_new;

    if (length != 0 && place->root != 0)
        return true;
    if (!place_look_beyond(place, length, POLICIES_FILE, &beyond))
        return false;
    if (beyond == 0)
        return true;
    name = local_name(policies, place, beyond, POLICIES_FILE);
    if (!name || (length == 0 && !note(&policies->missed, name, &is_new)))
        return false;
    return warn_of(policies, &policies->beyond, name,
                   place->root != 0 ? " is not used: profiles are in a "
                                      "repository further down"
                   : length != 0    ? " is not used: there is a nearer policy, "
                                      "and no repository"
                                    : " is not used: without a repository it "
                                      "is too far up; run dvf in its folder");
}

/* Look for stray files as far as a policy was looked for. */
static bool look_for_strays(struct policies *policies,
                            const struct place *place, size_t last)
{
    size_t length = strlen(place->real);
    bool good = true;

    while (good && length != 0) {
        bool held;

        good = place_holds(place, length, POLICIES_STRAY, &held);
        if (good && held)
            good = warn_of(
                policies, &policies->strays,
                local_name(policies, place, length, POLICIES_STRAY),
                " is passed over: policies are named " POLICIES_FILE);
        length = length == last ? 0 : place_above(place, length);
    }
    return good;
}

/* Find the known source of the policy in a folder. Asked for each folder with a
 * profile, so that it compares in place and makes no path. */
static struct policy_source *known_in(const struct policies *policies,
                                      const struct place *place, size_t length)
{
    size_t folder = place->real[length - 1] == '/' ? length - 1 : length;

    for (size_t i = 0; i < policies->files.count; i++) {
        struct policy_source *source = policies_at(policies, i);

        if (strncmp(source->source.path, place->real, folder) == 0 &&
            strcmp(source->source.path + folder, "/" POLICIES_FILE) == 0)
            return source;
    }
    return NULL;
}

/* The source of the policy in a folder that holds one; null when out of
 * memory. */
static struct policy_source *source_in(struct policies *policies,
                                       const struct place *place, size_t length)
{
    struct policy_source *known = known_in(policies, place, length);
    struct arena *arena = &policies->arena;
    const char *folder;
    const char *path;
    const char *local;
    const char *name;

    if (known)
        return known;
    folder = arena_copy(arena, place->real, length);
    path = folder ? path_join(arena, folder, POLICIES_FILE) : NULL;
    local = local_name(policies, place, length, POLICIES_FILE);
    name = place->base != 0 ? place_name(arena, place, length, POLICIES_FILE)
                            : local;
    return path && name && local ? source_of(policies, path, name, local)
                                 : NULL;
}

/* Find the file beside the profiles or above; null in `found` where there is
 * none.
 * @return false when out of memory */
static bool find_beside(struct policies *policies, const struct place *place,
                        struct policy_source **found)
{
    size_t length;

    *found = NULL;
    if (!place->real)
        return true;
    if (!place_look_upwards(place, POLICIES_FILE, &length) ||
        !look_for_strays(policies, place, length) ||
        !look_beyond(policies, place, length))
        return false;
    if (length == 0)
        return true;
    *found = source_in(policies, place, length);
    return *found;
}

static bool find_user(struct policies *policies)
{
    const struct work_settings *settings = policies->settings;

    policies->user_known = true;
    if (!settings->user_file || !path_is_there(settings->user_file))
        return true;
    policies->user = source_of(policies, settings->user_file,
                               settings->user_name, settings->user_name);
    if (policies->user)
        policies->user->policy.is_personal = true;
    return policies->user;
}

/* Find the policy of a place, or the last one again: neighbours are mostly in
 * one folder. */
static bool find(struct policies *policies, const struct place *place,
                 struct policy_source **found)
{
    *found = policies->last_found;
    if (policies->last == place)
        return true;
    *found = NULL;
    if (!policies->settings->no_config) {
        if (!find_beside(policies, place, found))
            return false;
        if (!*found && !policies->user_known && !find_user(policies))
            return false;
        if (!*found)
            *found = policies->user;
    }
    if (!*found)
        *found = &policies->options;
    policies->last = place;
    policies->last_found = *found;
    return true;
}

static dvf_status load(void *policy, const struct source *source,
                       struct dvf_diagnostics *problems)
{
    return policy_load_file(policy, source->path, source->shown, problems);
}

/* Read a policy without options over it. Its problems are dropped here, and
 * reported when it is read for a profile. */
static bool read_alone(struct policies *policies, const struct place *place,
                       struct policy_source *source)
{
    struct dvf_diagnostics *problems;
    bool good;

    if (source->alone_source.state != SOURCE_UNREAD)
        return true;
    problems = dvf_diagnostics_new();
    good = problems && policy_init(&source->alone, policies->kb) == DVF_OK &&
           source_read(&source->alone_source, place, load, &source->alone,
                       problems);
    dvf_diagnostics_free(problems);
    return good;
}

/* The policy of the file in a folder, without options; null in `policy` where
 * there is none that could be read. */
static bool find_alone(struct policies *policies, const struct place *place,
                       size_t length, struct policy **policy)
{
    struct policy_source *source;
    bool held;

    *policy = NULL;
    if (!place_holds(place, length, POLICIES_FILE, &held))
        return false;
    if (!held)
        return true;
    source = source_in(policies, place, length);
    if (!source || !read_alone(policies, place, source))
        return false;
    if (source->alone_source.state == SOURCE_GOOD)
        *policy = &source->alone;
    return true;
}

/* Chain the policies further up that a nearer one replaces, nearest first. */
static bool find_outer(struct policies *policies, const struct place *place,
                       struct policy_source *source)
{
    const struct policy **end = &source->policy.outer;
    size_t length = strlen(source->source.path) - strlen("/" POLICIES_FILE);

    while (length != 0 && (length = place_above(place, length)) != 0) {
        struct policy *outer;

        if (!find_alone(policies, place, length, &outer))
            return false;
        if (!outer)
            continue;
        *end = outer;
        end = &outer->outer;
    }
    return true;
}

/* Keep a copy of the file's settings before options replace some. */
static bool keep_file(const struct policies *policies,
                      struct policy_source *source)
{
    bool any = false;

    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++)
        any = any || policies->settings->options[i].count > 0;
    if (!any)
        return true;
    source->request.file_policy = &source->file;
    return policy_copy(&source->file, &source->policy) == DVF_OK;
}

/* Complete a policy that was read: copy, policies further up, options. */
static dvf_status complete(struct policies *policies, const struct place *place,
                           struct policy_source *source,
                           struct dvf_diagnostics *problems)
{
    if (!keep_file(policies, source) ||
        (source != policies->user && !find_outer(policies, place, source)))
        return DVF_NO_MEMORY;
    return apply_options(policies, &source->policy, problems);
}

bool policies_get(struct policies *policies, const struct place *place,
                  struct dvf_diagnostics *problems,
                  const struct policy_source **source)
{
    struct policy_source *found;
    dvf_status status;

    if (!find(policies, place, &found))
        return false;
    *source = found;
    if (found->source.state != SOURCE_UNREAD)
        return true;
    if (!source_read(&found->source, found == policies->user ? NULL : place,
                     load, &found->policy, problems))
        return false;
    if (found->source.state == SOURCE_BROKEN)
        return true;
    status = complete(policies, place, found, problems);
    if (status != DVF_OK)
        found->source.state = SOURCE_BROKEN;
    return status != DVF_NO_MEMORY;
}

bool policies_in(struct policies *policies, const struct place *place,
                 size_t length, const struct policy **policy)
{
    struct policy *found = NULL;
    bool good = policies->settings->no_config || !policies->kb ||
                find_alone(policies, place, length, &found);

    *policy = found;
    return good;
}

void policies_release(struct policies *policies)
{
    analyser_free(policies->analyser);
    for (size_t i = 0; i < policies->files.count; i++) {
        policy_release(&policies_at(policies, i)->policy);
        policy_release(&policies_at(policies, i)->file);
        policy_release(&policies_at(policies, i)->alone);
    }
    array_release(&policies->beyond);
    array_release(&policies->missed);
    array_release(&policies->files);
    array_release(&policies->strays);
    policy_release(&policies->options.policy);
    arena_release(&policies->arena);
}

/* SPDX-License-Identifier: MIT */
/*
 * The policy of the folder where an interview is saved: answers that it
 * requires are asked for, whether they matter or not. One that is broken
 * requires nothing here; `dvf check` says what is wrong with it.
 */
#include "cli/ask.h"

#include "base/path.h"
#include "cli/console.h"
#include "work/policies.h"

#include <string.h>

/* A look for the policy. */
struct search {
    struct arena arena;
    struct work_settings settings;
    struct notices notices;
    dvf_diagnostics *problems;
    struct policies policies;
};

static bool warn_of_broken(struct search *search,
                           const struct policy_source *source)
{
    struct buffer text = {0};

    notice_quote(&text, source->source.local);
    buffer_puts(&text, " has mistakes, so that nothing is asked for its sake; "
                       "see dvf check --show-config");
    return notices_add(&search->notices, NOTICE_WARNING, &text);
}

static dvf_status take(struct search *search, struct interview *interview,
                       const struct policy_source *source)
{
    if (source->source.state == SOURCE_BROKEN)
        return warn_of_broken(search, source) ? DVF_OK : DVF_NO_MEMORY;
    interview->min_answered = source->policy.min_answered;
    if (source->policy.required)
        memcpy(interview->required, source->policy.required,
               kb_attributes_count(interview->kb));
    return DVF_OK;
}

/* @param path of the profile; null: in the current folder */
static dvf_status find(struct search *search, struct interview *interview,
                       const char *path)
{
    struct policies *policies = &search->policies;
    const struct policy_source *source;
    struct place place = {0};
    dvf_status status = policies_open(policies, interview->kb,
                                      &search->settings, &search->notices,
                                      search->problems);

    if (status != DVF_OK)
        return status;
    const char *folder = path_folder(&search->arena, path ? path : "");
    if (!folder || !place_find(&place, &search->arena, folder,
                               policies->surroundings.root))
        return DVF_NO_MEMORY;
    place_reach(&place, &policies->surroundings, NULL);
    return policies_get(policies, &place, search->problems, &source)
               ? take(search, interview, source)
               : DVF_NO_MEMORY;
}

dvf_status ask_find_policy(struct ask *ask)
{
    struct search search = {.problems = dvf_diagnostics_new()};
    dvf_status status = DVF_NO_MEMORY;

    notices_init(&search.notices);
    session_find_user(&search.settings, &search.arena);
    if (search.problems && arena_status(&search.arena) == DVF_OK)
        status = find(&search, &ask->interview, ask->path);
    if (status == DVF_OK)
        console_tell_notices(&search.notices,
                             ask->settings->detail == DVF_BRIEF);
    policies_release(&search.policies);
    notices_release(&search.notices);
    dvf_diagnostics_free(search.problems);
    arena_release(&search.arena);
    return status;
}

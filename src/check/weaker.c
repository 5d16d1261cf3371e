/* SPDX-License-Identifier: MIT */
/*
 * Weaker gates. Each result that passes is judged again by the defaults, by the
 * decision of the profile, and by the policy's file without options. If it
 * fails then, the option or setting that lets it pass is named.
 */
#include "check/weaker.h"

#include "base/date.h"
#include "check/judge.h"
#include "check/line.h"
#include "profile/profile.h"

#include <assert.h>
#include <string.h>

static void add(struct check_result *result, const char *before,
                const char *word)
{
    struct buffer words = {0};

    assert(result->weaker_count < CHECK_WEAKER_MAX);
    buffer_puts(&words, before);
    buffer_puts(&words, word);
    result->weaker[result->weaker_count++] = line_keep(&result->arena, &words);
}

/* Add a setting by where it comes from: an option by its name, or a file. */
static void add_setting(struct check_result *result,
                        enum policy_setting setting)
{
    const char *origin = result->policy->origins[setting];
    struct buffer before = {0};

    if (strncmp(origin, "--", 2) == 0) {
        add(result, origin, "");
        return;
    }
    buffer_printf(&before, "%s in ", policy_key(setting));
    add(result, line_keep(&result->arena, &before), origin);
}

/* -------------------------------------------------------------- Waivers */

static void add_waiver(struct check_result *result,
                       const struct check_request *request)
{
    const char *expires = judge_profile(result)->waiver.expires;

    add(result, "a waiver", "");
    if (request->today && date_days(expires) < date_days(request->today))
        add(result, "--as-of ", request->as_of);
}

/* ---------------------------------------------------- Options over files */

/* True for a profile that fails under a policy, held against an option. */
static bool fails_under(const struct check_result *result,
                        const struct policy *policy, const char *expected)
{
    enum check_outcome outcome = judge_outcome(result->evaluation, policy,
                                               expected, result->is_settled);

    return policy ? policy->fails[outcome] : check_outcome_fails(outcome);
}

/* Name options by which a profile passes that fails by the file alone: each
 * without which it fails again, or all if only several together do it. */
static void add_options(struct check_result *result, const struct policy *file)
{
    uint32_t before = result->weaker_count;

    if (!file || !fails_under(result, file, result->expected))
        return;
    for (int all = 0; all <= 1 && result->weaker_count == before; all++) {
        for (unsigned i = 0; i < POLICY_SETTING_COUNT; i++) {
            struct policy without = *result->policy;

            if (strncmp(without.origins[i], "--", 2) != 0)
                continue;
            policy_borrow(&without, file, (enum policy_setting)i);
            if (all || fails_under(result, &without, result->expected))
                add_setting(result, (enum policy_setting)i);
        }
    }
}

/* -------------------------------------------------- Policies further up */

/* Name a policy by which a profile passes that fails by one further up, unless
 * something else that lets it pass is named already. */
static void add_nearer(struct check_result *result, const struct policy *file)
{
    const struct policy *policy = result->policy;
    const struct policy *outer = policy->outer;
    struct buffer before = {0};

    while (outer && !fails_under(result, outer, result->expected))
        outer = outer->outer;
    if (!outer || result->weaker_count > 0 ||
        fails_under(result, file ? file : policy, result->expected))
        return;
    buffer_printf(&before, "%s in place of ", policy->file);
    add(result, line_keep(&result->arena, &before), outer->file);
}

/* ------------------------------------------------------------- Defaults */

static bool is_named(const struct check_result *result,
                     enum policy_setting setting)
{
    const char *origin = result->policy->origins[setting];

    for (uint32_t i = 0; i < result->weaker_count; i++)
        if (strcmp(result->weaker[i], origin) == 0)
            return true;
    return false;
}

/* Name --expect, fail_on or both if a profile passes by them that fails without
 * any policy, held against its own decision. */
static void add_defaults(struct check_result *result)
{
    const char *own = judge_profile(result)->decision.option;

    if (!fails_under(result, NULL, own))
        return;
    bool by_words = fails_under(result, NULL, result->expected);
    bool by_option = result->expected_is_given &&
                     fails_under(result, result->policy, own);
    if (!by_words && !by_option)
        by_words = by_option = true; /* either would do */
    if (by_option && result->expected_is_given)
        add(result, "--expect ", result->expected);
    if (by_words && !is_named(result, POLICY_FAIL_ON))
        add_setting(result, POLICY_FAIL_ON);
}

void weaker_find(struct check_result *result,
                 const struct check_request *request)
{
    if (result->fails)
        return;
    result->weaker = arena_array(&result->arena, CHECK_WEAKER_MAX,
                                 sizeof *result->weaker);
    if (!result->weaker)
        return;
    if (request->locking && result->lock.state == LOCK_MOVED)
        add(result, "--lock", ", which locks a verdict that moved");
    if (result->outcome == CHECK_WAIVED) {
        add_waiver(result, request);
        return;
    }
    add_options(result, request->file_policy);
    add_defaults(result);
    add_nearer(result, request->file_policy);
}

/* ------------------------------------------------------------------ Runs */

static dvf_status count_one(struct weaker *weaker, const char *words,
                            size_t profiles)
{
    for (size_t i = 0; i < weaker->sources.count; i++) {
        struct weak_source *source = array_at(&weaker->sources, i);

        if (strcmp(source->words, words) != 0)
            continue;
        source->profiles += profiles;
        return DVF_OK;
    }
    if (weaker->sources.item_size == 0)
        array_init(&weaker->sources, sizeof(struct weak_source));
    struct weak_source *added = array_push(&weaker->sources);
    if (!added)
        return DVF_NO_MEMORY;
    *added = (struct weak_source){words, profiles};
    return DVF_OK;
}

dvf_status weaker_gather(struct weaker *weaker,
                         const struct check_result *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < results[i].weaker_count; j++)
            if (count_one(weaker, results[i].weaker[j], 1) != DVF_OK)
                return DVF_NO_MEMORY;
    return DVF_OK;
}

dvf_status weaker_note(struct weaker *weaker, const char *words)
{
    return count_one(weaker, words, 0);
}

/* Most sources that a sentence names: many folders may have policies of their
 * own. */
#define NAMED_MAX 8

static bool is_told(const struct weak_source *source, enum weaker_part part)
{
    return part == WEAKER_ALL || source->profiles == 0;
}

static size_t count_told(const struct weaker *weaker, enum weaker_part part)
{
    size_t count = 0;

    for (size_t i = 0; i < weaker->sources.count; i++)
        count += is_told(array_at(&weaker->sources, i), part);
    return count;
}

void weaker_append(const struct weaker *weaker, enum weaker_part part,
                   struct buffer *out)
{
    size_t count = count_told(weaker, part);
    size_t most = count <= NAMED_MAX + 1 ? count : NAMED_MAX;
    size_t named = 0;

    for (size_t i = 0; named < most; i++) {
        const struct weak_source *source = array_at(&weaker->sources, i);

        if (!is_told(source, part))
            continue;
        buffer_puts(out, named++ == 0 ? "Weaker gate: " : "; ");
        if (source->profiles > 0)
            buffer_printf(out, "%zu profile%s only by ", source->profiles,
                          source->profiles == 1 ? " passes" : "s pass");
        buffer_puts(out, source->words);
    }
    if (named < count)
        buffer_printf(out, "; and %zu more such things", count - named);
    if (count > 0)
        buffer_putc(out, '.');
}

void weaker_release(struct weaker *weaker)
{
    array_release(&weaker->sources);
}

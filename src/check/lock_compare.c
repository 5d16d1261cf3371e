/* SPDX-License-Identifier: MIT */
/*
 * Comparing locks: both sides are sorted, so one walk along both finds items
 * that only one of them has.
 */
#include "check/lock.h"

#include <string.h>

const char *lock_state_word(enum lock_state state)
{
    static const char *const words[] = {
        [LOCK_NONE] = "none",
        [LOCK_SAME] = "same",
        [LOCK_CHANGED] = "changed",
        [LOCK_MOVED] = "moved",
    };

    return words[state];
}

/* True for equal texts; each may be null. */
static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Order of the next keys of two sorted lists: below 0 the first list goes on,
 * above 0 the other, 0 both. A null key is the end of its list. */
static int which_first(const char *a, const char *b)
{
    if (!a || !b)
        return a ? -1 : 1;
    return strcmp(a, b);
}

static bool compare_answers(struct lock_change *change, struct arena *arena,
                            const struct lock_entry *before,
                            const struct lock_entry *after)
{
    uint32_t i = 0;
    uint32_t j = 0;

    change->answers = arena_array(
        arena, (size_t)before->answers_count + after->answers_count,
        sizeof *change->answers);
    if (!change->answers)
        return false;
    while (i < before->answers_count || j < after->answers_count) {
        const struct lock_answer none = {NULL, NULL};
        const struct lock_answer *one = i < before->answers_count
                                            ? &before->answers[i]
                                            : &none;
        const struct lock_answer *two = j < after->answers_count
                                            ? &after->answers[j]
                                            : &none;
        int order = which_first(one->attribute, two->attribute);
        struct lock_answer_change found = {
            .attribute = order <= 0 ? one->attribute : two->attribute,
            .before = order <= 0 ? one->answer : NULL,
            .after = order >= 0 ? two->answer : NULL,
        };

        i += order <= 0;
        j += order >= 0;
        if (!is_same(found.before, found.after))
            change->answers[change->answers_count++] = found;
    }
    return true;
}

static bool compare_rules(struct lock_change *change, struct arena *arena,
                          const struct lock_entry *before,
                          const struct lock_entry *after)
{
    uint32_t i = 0;
    uint32_t j = 0;

    change->rules = arena_array(
        arena, (size_t)before->fired_count + after->fired_count,
        sizeof *change->rules);
    if (!change->rules)
        return false;
    while (i < before->fired_count || j < after->fired_count) {
        const struct lock_rule none = {NULL, NULL, 0};
        const struct lock_rule *one = i < before->fired_count
                                          ? &before->fired[i]
                                          : &none;
        const struct lock_rule *two = j < after->fired_count ? &after->fired[j]
                                                             : &none;
        int order = which_first(one->rule, two->rule);
        struct lock_rule_change found = {
            .rule = order <= 0 ? one->rule : two->rule,
            .option_before = order <= 0 ? one->option : NULL,
            .option_after = order >= 0 ? two->option : NULL,
            .before = order <= 0 ? one->points : 0,
            .after = order >= 0 ? two->points : 0,
        };

        i += order <= 0;
        j += order >= 0;
        if (found.before != found.after ||
            (order == 0 && !is_same(one->option, two->option)))
            change->rules[change->rules_count++] = found;
    }
    return true;
}

static bool are_scores_same(const struct lock_entry *before,
                            const struct lock_entry *after)
{
    if (before->scores_count != after->scores_count)
        return false;
    for (uint32_t i = 0; i < before->scores_count; i++)
        if (before->scores[i].points != after->scores[i].points ||
            strcmp(before->scores[i].option, after->scores[i].option) != 0)
            return false;
    return true;
}

static bool has_effects(const struct lock_change *change,
                        const struct lock_entry *before,
                        const struct lock_entry *after)
{
    return change->answers_changed || change->rules_count > 0 ||
           change->scores_changed || before->lead != after->lead ||
           !is_same(before->strength, after->strength) ||
           strcmp(before->outcome, after->outcome) != 0;
}

static enum lock_state find_state(const struct lock_change *change,
                                  const struct lock_entry *before,
                                  const struct lock_entry *after)
{
    if (strcmp(before->outcome, after->outcome) != 0)
        return LOCK_MOVED;
    return change->effects || change->knowledge_changed ? LOCK_CHANGED
                                                        : LOCK_SAME;
}

bool lock_compare(struct lock_change *change, struct arena *arena,
                  const struct lock_entry *before,
                  const struct lock_entry *after)
{
    *change = (struct lock_change){.before = before, .lead_after = after->lead};
    if (!before)
        return true;
    change->lead_before = before->lead;
    change->knowledge_changed = strcmp(before->kb_id, after->kb_id) != 0 ||
                                strcmp(before->kb_sha256, after->kb_sha256) !=
                                    0;
    if (!compare_answers(change, arena, before, after) ||
        !compare_rules(change, arena, before, after))
        return false;
    change->scores_changed = !are_scores_same(before, after);
    change->answers_changed = change->answers_count > 0 ||
                              strcmp(before->answers_sha256,
                                     after->answers_sha256) != 0;
    change->effects = has_effects(change, before, after);
    change->state = find_state(change, before, after);
    return true;
}

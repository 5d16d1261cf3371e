/* SPDX-License-Identifier: MIT */
/*
 * Needs by force: all sets of further answers, the small ones first. See
 * analysis_checks.h.
 */
#include "analysis_checks.h"

#include "support.h"

#include <string.h>

/* Further answers: numbers of answers to open questions. */
struct answers {
    bool found;
    uint32_t count;
    uint32_t places[COMPLETIONS_OPEN_MAX];
    uint32_t digits[COMPLETIONS_OPEN_MAX];
};

struct needs_search {
    const struct completions *completions;
    bool reachable[ENDS_MAX];
    uint32_t pending; /* ends without an answer */
    struct answers answers;
    struct answers firsts[ENDS_MAX]; /* by end */
};

/* True where a completion of some answers ends there. */
static bool lasts(const struct completions *completions,
                  const struct answers *answers, uint32_t end)
{
    for (uint32_t i = 0; i < completions->size; i++) {
        uint32_t k = 0;

        if (completions->ends[i] != end || !completions_allow(completions, i))
            continue;
        while (k < answers->count &&
               completions_digit(completions, i, answers->places[k]) ==
                   answers->digits[k])
            k++;
        if (k == answers->count)
            return true;
    }
    return false;
}

/* The end as the answers stand, which are given to the engine; KB_NONE where
 * they contradict themselves. */
static uint32_t end_as_it_stands(const struct completions *completions)
{
    bool bad;
    uint32_t end = completions_judge(completions, &bad);

    return bad && !completions->all_bad ? KB_NONE : end;
}

static void try_answers(struct needs_search *search)
{
    uint32_t end = end_as_it_stands(search->completions);

    if (end == KB_NONE || !search->reachable[end] ||
        search->firsts[end].found ||
        !lasts(search->completions, &search->answers, end))
        return;
    search->firsts[end] = search->answers;
    search->firsts[end].found = true;
    search->pending--;
}

/* All sets of `left` more answers, from one question on. */
static void try_sets(struct needs_search *search, uint32_t from, uint32_t left)
{
    const struct completions *completions = search->completions;
    value_set *given = completions->working->given;
    struct answers *answers = &search->answers;

    if (search->pending == 0)
        return;
    if (left == 0) {
        try_answers(search);
        return;
    }
    for (uint32_t i = from; i + left <= completions->open_count; i++) {
        for (uint32_t k = 0; k < completions->values[i]; k++) {
            answers->places[answers->count] = i;
            answers->digits[answers->count++] = k;
            given[completions->open[i]] = completions_answer(completions, i, k);
            try_sets(search, i + 1, left - 1);
            answers->count--;
        }
        given[completions->open[i]] = VALUES_UNKNOWN;
    }
}

static void search_all(struct needs_search *search)
{
    const struct completions *completions = search->completions;

    for (uint32_t i = 0; i < completions->size; i++)
        if (completions_allow(completions, i) &&
            !search->reachable[completions->ends[i]]) {
            search->reachable[completions->ends[i]] = true;
            search->pending++;
        }
    completions_reset(completions);
    for (uint32_t size = 0;
         search->pending > 0 && size <= completions->open_count; size++)
        try_sets(search, 0, size);
    assert_int_equal(search->pending, 0);
}

/* ------------------------------------------------------------- comparison */

static uint32_t place_of(const struct completions *completions,
                         size_t attribute)
{
    uint32_t place = 0;

    while (completions->open[place] != attribute) {
        place++;
        assert_true(place < completions->open_count);
    }
    return place;
}

static bool is_set(const struct completions *completions, uint32_t place)
{
    return kb_attributes(completions->kb)[completions->open[place]].type ==
           KB_SET;
}

/* Try each choice of the values that are needed, from one need on. */
static void expect_holds(const struct subject *subject, size_t reachable,
                         struct answers *answers, uint32_t end)
{
    const struct completions *completions = subject->completions;
    dvf_need need;

    if (!dvf_analysis_need(subject->analysis, reachable, answers->count,
                           &need)) {
        expect_of(subject, end_as_it_stands(completions) == end,
                  "what end %u needs does not do", end);
        expect_of(subject, lasts(completions, answers, end),
                  "what end %u needs does not last", end);
        return;
    }
    uint32_t place = place_of(completions, need.attribute);
    for (uint32_t i = 0; i < completions->values[place]; i++) {
        if (is_set(completions, place) ? i != need.values
                                       : (need.values >> i & 1) == 0)
            continue;
        answers->places[answers->count] = place;
        answers->digits[answers->count++] = i;
        completions->working->given[need.attribute] = completions_answer(
            completions, place, i);
        expect_holds(subject, reachable, answers, end);
        answers->count--;
    }
    completions->working->given[need.attribute] = VALUES_UNKNOWN;
}

/* The first in the order of attributes, then of values; of a set any selection
 * is as good as another one. */
static void expect_first(const struct subject *subject, size_t reachable,
                         const struct answers *first)
{
    const struct completions *completions = subject->completions;
    dvf_need need;

    for (uint32_t i = 0; i < first->count; i++) {
        assert_true(dvf_analysis_need(subject->analysis, reachable, i, &need));
        uint32_t place = place_of(completions, need.attribute);

        expect_of(subject, place == first->places[i],
                  "need %u is %zu, by force %u", i, need.attribute,
                  completions->open[first->places[i]]);
        if (is_set(completions, place)) {
            if (need.values != first->digits[i])
                return;
            continue;
        }
        expect_of(subject, need.values >> first->digits[i] & 1,
                  "need %u is of values %llx, by force %u", i,
                  (unsigned long long)need.values, first->digits[i]);
        expect_of(subject,
                  (need.values & ((UINT64_C(1) << first->digits[i]) - 1)) == 0,
                  "need %u begins before %u", i, first->digits[i]);
    }
}

void check_needs(const struct subject *subject)
{
    const struct completions *completions = subject->completions;
    struct needs_search search = {.completions = completions};
    dvf_reachable one;

    search_all(&search);
    for (size_t i = 0; dvf_analysis_reachable(subject->analysis, i, &one);
         i++) {
        uint32_t end = subject->analysis->reachable[i].end;
        struct answers answers = {0};

        expect_of(subject, one.has_needs, "%s has no needs", one.outcome);
        expect_of(subject, one.needs == search.firsts[end].count,
                  "%s needs %zu answers, by force %u", one.outcome, one.needs,
                  search.firsts[end].count);
        completions_reset(completions);
        expect_holds(subject, i, &answers, end);
        expect_first(subject, i, &search.firsts[end]);
        subject->seen->needs[one.needs < 3 ? one.needs : 3]++;
    }
}

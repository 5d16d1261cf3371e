/* SPDX-License-Identifier: MIT */
/*
 * Each end is searched for by itself: answers are tried where the end is still
 * possible, the most urgent question first. A completion that ends there proves
 * it; where none is left, it is excluded.
 */
#include "analysis/bounds.h"

#include "analysis/classes.h"
#include "analysis/forecast.h"

#include <stdlib.h>
#include <string.h>

/* Evaluations, fewer where each is long; and memory for classes of answers. */
#define LOOKS_MAX   2000
#define LOOKS_WORK  20000000
#define CLASS_BYTES ((size_t)1 << 20)

/* Values of a set up to which every selection is tried without classes. */
#define SET_MAX     6

struct search {
    struct arena arena;
    const dvf_kb *kb;
    dvf_evaluation *working;
    const uint8_t *unknowable;
    uint8_t *standing;
    uint8_t *filled; /* by attribute, see complete() */
    bool has_classes;
    struct found_classes found;
    struct forecast forecast;
    struct bounds *out;
    uint32_t left;   /* evaluations */
    uint32_t target; /* end */
    bool unsure;     /* some completions were not looked at */
    bool some_bad;   /* completions contradict themselves */
};

/* ----------------------------------------------------------------- answers */

static bool is_open(const struct search *search, uint32_t attribute)
{
    return search->working->given[attribute] == VALUES_UNKNOWN &&
           !search->unknowable[attribute];
}

/* Number of answers that are to be tried; 0 where they are too many. */
static uint32_t count_answers(const struct search *search, uint32_t attribute)
{
    const struct kb_attribute *record = &kb_attributes(search->kb)[attribute];

    if (search->has_classes)
        return search->found.classes.attributes[attribute].count;
    if (record->type != KB_SET)
        return record->values.count;
    return record->values.count <= SET_MAX ? UINT32_C(1) << record->values.count
                                           : 0;
}

/* @return an answer, or VALUES_UNKNOWN for a class without one */
static value_set answer_of(const struct search *search, uint32_t attribute,
                           uint32_t index)
{
    const struct classes *classes = &search->found.classes;

    if (!search->has_classes)
        return kb_attributes(search->kb)[attribute].type == KB_SET
                   ? index
                   : values_of(index);
    const struct answer_class *class =
        &classes->items[classes->attributes[attribute].first + index];
    return class->kind == ANSWER_GIVEN
               ? class_nearest(classes, search->kb, attribute, class, 0)
               : VALUES_UNKNOWN;
}

/* The open question that may decide the most, or KB_NONE. */
static uint32_t choose(struct search *search)
{
    const struct forecast *forecast = &search->forecast;
    uint32_t best = KB_NONE;

    forecast_weigh(&search->forecast);
    for (uint32_t i = 0; i < kb_attributes_count(search->kb); i++)
        if (is_open(search, i) && evaluation_applies(search->working, i) &&
            forecast->urgency[i] > 0 && count_answers(search, i) > 0 &&
            (best == KB_NONE || forecast->urgency[i] > forecast->urgency[best]))
            best = i;
    return best;
}

/* ------------------------------------------------------------------ search */

static bool contradicts(const struct search *search)
{
    struct facts facts = evaluation_facts(search->working);
    const dvf_kb *kb = search->kb;

    for (uint32_t i = 0; search->forecast.standing && i < kb_warnings_count(kb);
         i++) {
        const struct kb_remark *warning = &kb_warnings(kb)[i];

        if (warning->kind != KB_WARNING_CONTRADICTION || search->standing[i])
            continue;
        struct condition_truth truth = truth_of(&facts, &warning->condition);
        if (truth.when == TRUTH_TRUE && truth.unless == TRUTH_FALSE)
            return true;
    }
    return false;
}

/* Answer what is left, which decides nothing, and see where it ends. Of a set
 * with too many selections it may decide something: others remain. */
static void complete(struct search *search)
{
    uint32_t count = kb_attributes_count(search->kb);

    for (uint32_t i = 0; i < count; i++) {
        search->filled[i] = is_open(search, i);
        if (!search->filled[i])
            continue;
        search->unsure |= count_answers(search, i) == 0 &&
                          search->forecast.urgency[i] > 0;
        search->working->given[i] = count_answers(search, i) > 0
                                        ? answer_of(search, i, 0)
                                        : 0;
    }
    evaluation_run(search->working);
    if (contradicts(search))
        search->some_bad = true;
    else
        search->out->proved[end_of_verdict(search->kb,
                                           &search->working->verdict)] = true;
    for (uint32_t i = 0; i < count; i++)
        if (search->filled[i])
            search->working->given[i] = VALUES_UNKNOWN;
}

static bool is_done(const struct search *search)
{
    return search->out->proved[search->target] || search->left == 0;
}

/* Look for the target among the completions of the answers as they stand. */
static void look(struct search *search)
{
    const struct forecast *forecast = &search->forecast;

    if (search->left == 0) {
        search->unsure = true;
        return;
    }
    search->left--;
    evaluation_run(search->working);
    forecast_see(&search->forecast);
    search->some_bad |= forecast->bad == TRUTH_TRUE;
    if (forecast->bad == TRUTH_TRUE || !forecast->possible[search->target])
        return;
    if (forecast->bad == TRUTH_FALSE && forecast->possible_count == 1) {
        search->out->proved[search->target] = true;
        return;
    }
    uint32_t attribute = choose(search);
    if (attribute == KB_NONE) {
        complete(search);
        return;
    }
    uint32_t count = count_answers(search, attribute);
    for (uint32_t i = 0; i < count; i++) {
        value_set answer = answer_of(search, attribute, i);

        if (answer == VALUES_UNKNOWN)
            continue;
        search->unsure |= is_done(search);
        if (is_done(search))
            break;
        search->working->given[attribute] = answer;
        look(search);
    }
    search->working->given[attribute] = VALUES_UNKNOWN;
}

/* --------------------------------------------------------------------- ends */

/* Evaluations go through every rule and every operation. */
static uint32_t count_looks(const dvf_kb *kb)
{
    uint32_t size = kb_rules_count(kb) + kb_operations_count(kb) + 1;
    uint32_t looks = LOOKS_WORK / size;

    return looks < LOOKS_MAX ? looks : LOOKS_MAX;
}

/* The ends that are possible at first, each with its share of evaluations. */
static void look_for_all(struct search *search, const bool *possible,
                         uint32_t count)
{
    uint32_t total = count_looks(search->kb);

    for (uint32_t i = 0; i <= end_undecided(search->kb); i++) {
        if (!possible[i])
            continue;
        uint32_t share = total / count--;

        search->target = i;
        search->unsure = false;
        search->left = share;
        if (!search->out->proved[i])
            look(search);
        total -= share - search->left;
        search->out->possible[i] = search->out->proved[i] || search->unsure;
    }
}

static bool any_of(const bool ends[ENDS_MAX])
{
    for (uint32_t i = 0; i < ENDS_MAX; i++)
        if (ends[i])
            return true;
    return false;
}

/* Count all completions where none without a contradiction was found: there may
 * be none. */
static void look_again(struct search *search, const bool *possible,
                       uint32_t count)
{
    struct bounds *out = search->out;

    if (!any_of(out->possible)) {
        search->forecast.standing = NULL;
        search->some_bad = false;
        look_for_all(search, possible, count);
    } else if (!any_of(out->proved)) {
        memcpy(out->possible, possible, sizeof out->possible);
    }
}

static void find(struct search *search)
{
    const struct forecast *forecast = &search->forecast;
    struct bounds *out = search->out;
    bool possible[ENDS_MAX];

    evaluation_run(search->working);
    forecast_see(&search->forecast);
    for (uint32_t i = 0; i < search->kb->scoring; i++)
        for (unsigned side = LEAST; side < SIDES; side++)
            out->ranges[i][side] = forecast_score(forecast, side, i);
    memcpy(possible, forecast->possible, sizeof possible);
    uint32_t count = forecast->possible_count;
    look_for_all(search, possible, count);
    look_again(search, possible, count);
    out->contradictions_left_out = search->some_bad && any_of(out->proved);
    out->complete = memcmp(out->proved, out->possible, sizeof out->proved) == 0;
}

/* ------------------------------------------------------------------- whole */

static bool find_classes(struct search *search)
{
    struct budget budget = {.bytes = CLASS_BYTES};
    size_t tests = kb_tests_count(search->kb);
    uint8_t *decides = budget_take(&budget, tests, 1);

    if (decides) {
        memset(decides, 1, tests);
        search->has_classes = classes_find(&search->found, &budget, search->kb,
                                           decides);
    }
    free(decides);
    return budget.state != BUDGET_NO_MEMORY;
}

static bool begin(struct search *search, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = search->kb;

    search->working = evaluation_new_with(kb, evaluation->rows);
    search->standing = arena_alloc(&search->arena, kb_warnings_count(kb));
    search->filled = arena_alloc(&search->arena, kb_attributes_count(kb));
    if (!search->working || !search->standing || !search->filled ||
        !find_classes(search) ||
        forecast_init(&search->forecast, search->working, search->standing) !=
            DVF_OK)
        return false;
    evaluation_take(search->working, evaluation);
    for (uint32_t i = 0; i < evaluation->warnings.count; i++)
        search->standing[evaluation->warnings.items[i]] = 1;
    return true;
}

dvf_status bounds_find(const dvf_evaluation *evaluation,
                       const uint8_t *unknowable, struct bounds *out)
{
    struct search search = {
        .kb = evaluation->kb,
        .unknowable = unknowable,
        .out = out,
    };

    *out = (struct bounds){0};
    bool done = begin(&search, evaluation);
    if (done)
        find(&search);
    forecast_release(&search.forecast);
    classes_release(&search.found);
    arena_release(&search.arena);
    dvf_evaluation_free(search.working);
    return done ? DVF_OK : DVF_NO_MEMORY;
}

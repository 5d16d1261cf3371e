/* SPDX-License-Identifier: MIT */
/*
 * The oracle: rules fire, criteria collect their points, reasons count whose
 * points reach the root; then come the verdict and the remarks.
 */
#include "support/oracle_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Working memory of a run. */
struct oracle_scratch {
    uint8_t *criteria;
    uint8_t *rules;
    struct reason *reasons;
    uint32_t *places;
    uint8_t *attributes;
};

/* ------------------------------------------------------------- allocation */

static void allocate_list(struct arena *arena, struct index_list *list,
                          uint32_t most)
{
    list->items = arena_array(arena, most, sizeof *list->items);
}

static void allocate_scratch(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    struct arena *arena = &oracle->arena;
    uint32_t rules = kb_rules_count(kb);
    struct oracle_scratch *scratch = arena_alloc(arena, sizeof *scratch);

    oracle->scratch = scratch;
    if (!scratch)
        return;
    scratch->criteria = arena_alloc(arena, kb_criteria_count(kb));
    scratch->rules = arena_alloc(arena, rules);
    scratch->reasons = arena_array(arena, rules, sizeof *scratch->reasons);
    scratch->places = arena_array(arena, 2 * (size_t)kb_weights_count(kb),
                                  sizeof *scratch->places);
    scratch->attributes = arena_alloc(arena, kb_attributes_count(kb));
}

static void allocate_answers(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    struct arena *arena = &oracle->arena;
    uint32_t attributes = kb_attributes_count(kb);

    oracle->given = arena_array(arena, attributes, sizeof *oracle->given);
    oracle->answers = arena_array(arena, attributes, sizeof *oracle->answers);
    oracle->applies = arena_alloc(arena, attributes);
    oracle->tests = arena_alloc(arena, kb_tests_count(kb));
    oracle->terms = arena_alloc(arena, kb_terms_count(kb));
    oracle->sure_applies = arena_alloc(arena, attributes);
    oracle->sure_tests = arena_alloc(arena, kb_tests_count(kb));
    oracle->sure_terms = arena_alloc(arena, kb_terms_count(kb));
    allocate_list(arena, &oracle->answered, attributes);
    allocate_list(arena, &oracle->unknown, attributes);
    allocate_list(arena, &oracle->hangs_on, attributes);
}

static void allocate_results(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    struct arena *arena = &oracle->arena;
    size_t cells = (size_t)kb_criteria_count(kb) * kb->scoring;
    uint32_t requirements = kb_requirements_count(kb);

    oracle->rules = arena_alloc(arena, kb_rules_count(kb));
    oracle->points = arena_array(arena, cells, sizeof(int32_t));
    oracle->strongest = arena_array(arena, cells, sizeof(int32_t));
    oracle->reasons = arena_array(arena, kb_rules_count(kb),
                                  sizeof *oracle->reasons);
    oracle->requirements.met = arena_alloc(arena, requirements);
    oracle->requirements.holds = arena_alloc(arena, requirements);
    oracle->gate_count = kb_combinations_count(kb);
    oracle->gates = arena_array(arena, oracle->gate_count,
                                sizeof *oracle->gates);
    allocate_list(arena, &oracle->excludes, kb_excludes_count(kb));
    allocate_list(arena, &oracle->notes, kb_notes_count(kb));
    allocate_list(arena, &oracle->warnings, kb_warnings_count(kb));
}

struct oracle *oracle_new(const dvf_kb *kb)
{
    struct oracle *oracle = calloc(1, sizeof *oracle);

    if (!oracle)
        return NULL;
    oracle->kb = kb;
    allocate_answers(oracle);
    allocate_results(oracle);
    allocate_scratch(oracle);
    if (oracle->arena.failed) {
        oracle_free(oracle);
        return NULL;
    }
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        oracle->given[i] = VALUES_UNKNOWN;
    return oracle;
}

void oracle_free(struct oracle *oracle)
{
    if (!oracle)
        return;
    arena_release(&oracle->arena);
    free(oracle);
}

struct oracle_facts oracle_facts_of(const struct oracle *oracle)
{
    return (struct oracle_facts){
        .kb = oracle->kb,
        .tests = oracle->tests,
        .terms = oracle->terms,
        .rules = oracle->rules,
        .scores = oracle->scores,
        .strongest = oracle->strongest,
        .verdict = &oracle->verdict,
        .answered = oracle->answered.count,
    };
}

struct oracle_facts oracle_sure_facts(const struct oracle *oracle)
{
    struct oracle_facts facts = oracle_facts_of(oracle);

    if (oracle->unsure) {
        facts.tests = oracle->sure_tests;
        facts.terms = oracle->sure_terms;
    }
    return facts;
}

/* ------------------------------------------------------------------ scores */

/* Cells of all criteria; the first ones are the root's. */
struct oracle_cells {
    int32_t *points;
    int32_t *strongest;
};

static void collect(int32_t *points, enum kb_collect how, int32_t more)
{
    if (how == KB_SUM)
        *points += more;
    else if (more > *points)
        *points = more;
}

static void oracle_scores_clear(const dvf_kb *kb,
                                const struct oracle_cells *cells)
{
    size_t size = (size_t)kb_criteria_count(kb) * kb->scoring * sizeof(int32_t);

    memset(cells->points, 0, size);
    memset(cells->strongest, 0, size);
}

static void oracle_scores_add(const dvf_kb *kb,
                              const struct oracle_cells *cells,
                              const struct kb_rule *rule, int32_t points)
{
    uint32_t cell = rule->criterion * kb->scoring +
                    kb_options(kb)[rule->option].score;

    collect(&cells->points[cell], kb_criteria(kb)[rule->criterion].collect,
            points);
    collect(&cells->strongest[cell], KB_MAX, points);
}

/* From the last one up: parents come before their children. */
static void oracle_scores_fold(const dvf_kb *kb,
                               const struct oracle_cells *cells)
{
    const struct kb_criterion *criteria = kb_criteria(kb);
    uint32_t scoring = kb->scoring;

    for (uint32_t i = kb_criteria_count(kb); i-- > 1;) {
        uint32_t parent = criteria[i].parent;

        for (uint32_t k = 0; k < scoring; k++) {
            collect(&cells->points[parent * scoring + k],
                    criteria[parent].collect, cells->points[i * scoring + k]);
            collect(&cells->strongest[parent * scoring + k], KB_MAX,
                    cells->strongest[i * scoring + k]);
        }
    }
}
/* ---------------------------------------------------------------- scoring */

/* True for a condition that holds and that no answer can change.
 * @param truth as answered; the sure one, too, unless `unsure` */
static bool is_sure(const struct oracle_facts *sure,
                    const struct kb_condition *condition, bool unsure,
                    struct condition_truth truth)
{
    if (unsure)
        truth = oracle_truth_of(sure, condition);
    return truth.when == TRUTH_TRUE && truth.unless == TRUTH_FALSE;
}

static void fire_rules(struct oracle *oracle)
{
    static const uint8_t states[] = {
        [TRUTH_FALSE] = RULE_CLOSED,
        [TRUTH_OPEN] = RULE_OPEN,
        [TRUTH_TRUE] = RULE_FIRED,
    };
    const dvf_kb *kb = oracle->kb;
    struct oracle_facts facts = oracle_facts_of(oracle);
    struct oracle_facts sure = oracle_sure_facts(oracle);

    oracle->reason_count = 0;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        if (oracle->rules[i] == RULE_LEFT_OUT)
            continue;
        struct condition_truth standing = oracle_truth_of(
            &facts, &kb_rules(kb)[i].condition);

        oracle->rules[i] = states[oracle_truth_holds(standing)];
        if (oracle->rules[i] == RULE_FIRED)
            oracle->reasons[oracle->reason_count++] = (struct reason){
                .rule = i,
                .points = (uint32_t)kb_rule_points(kb, &kb_rules(kb)[i]),
                .provisional = !is_sure(&sure, &kb_rules(kb)[i].condition,
                                        oracle->unsure, standing),
            };
    }
}

static void collect_points(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    const struct oracle_cells cells = {
        .points = oracle->points,
        .strongest = oracle->strongest,
    };

    oracle_scores_clear(kb, &cells);
    for (uint32_t i = 0; i < oracle->reason_count; i++) {
        const struct reason *reason = &oracle->reasons[i];

        oracle_scores_add(kb, &cells, &kb_rules(kb)[reason->rule],
                          (int32_t)reason->points);
    }
    oracle_scores_fold(kb, &cells);
    memcpy(oracle->scores, oracle->points,
           kb->scoring * sizeof oracle->scores[0]);
}

/* --------------------------------------------------- reasons that count */

/* Criteria and rules whose points reach the root, for one option at a time. */
struct reach {
    const struct oracle *oracle;
    uint32_t option;
    uint32_t score;
    uint8_t *criteria; /* reached */
    uint8_t *rules;    /* reached */
};

static int32_t cell_points(const struct reach *reach, uint32_t criterion)
{
    const struct oracle *oracle = reach->oracle;

    return oracle->points[criterion * oracle->kb->scoring + reach->score];
}

/* Reach only the first of the greatest under `max`; lists are by id. */
static void reach_children(const struct reach *reach,
                           const struct kb_criterion *criterion, int32_t points)
{
    const uint32_t *children = kb_index(reach->oracle->kb, criterion->children);

    for (uint32_t i = 0; i < criterion->children.count; i++) {
        int32_t own = cell_points(reach, children[i]);

        if (own == 0 || (criterion->collect == KB_MAX && own < points))
            continue;
        reach->criteria[children[i]] = 1;
        if (criterion->collect == KB_MAX)
            return;
    }
}

static void reach_rules(const struct reach *reach,
                        const struct kb_criterion *criterion, int32_t points)
{
    const struct oracle *oracle = reach->oracle;
    const dvf_kb *kb = oracle->kb;
    const uint32_t *rules = kb_index(kb, criterion->rules);

    for (uint32_t i = 0; i < criterion->rules.count; i++) {
        if (oracle->rules[rules[i]] != RULE_FIRED ||
            kb_rules(kb)[rules[i]].option != reach->option ||
            (criterion->collect == KB_MAX &&
             kb_rule_points(kb, &kb_rules(kb)[rules[i]]) < points))
            continue;
        reach->rules[rules[i]] = 1;
        if (criterion->collect == KB_MAX)
            return;
    }
}

static void reach_option(const struct reach *reach)
{
    const dvf_kb *kb = reach->oracle->kb;

    memset(reach->criteria, 0, kb_criteria_count(kb));
    reach->criteria[0] = 1;
    for (uint32_t i = 0; i < kb_criteria_count(kb); i++) {
        const struct kb_criterion *criterion = &kb_criteria(kb)[i];
        int32_t points = cell_points(reach, i);

        if (!reach->criteria[i] || points == 0)
            continue;
        reach_children(reach, criterion, points);
        reach_rules(reach, criterion, points);
    }
}

/* Weights are sorted, so that the index of one ranks its points. */
static uint32_t rank_of(const dvf_kb *kb, const struct reason *reason)
{
    uint32_t weights = kb_weights_count(kb);
    uint32_t below = weights - 1 - kb_rules(kb)[reason->rule].weight;

    return reason->counts ? below : weights + below;
}

/* Sort the reasons, which come by id: those that count first, then by weight,
 * then as they came. `places` counts the reasons of each rank, then holds the
 * index of the next one. No qsort(), which may allocate. */
static void sort_reasons(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    uint32_t weights = kb_weights_count(kb);
    uint32_t *places = oracle->scratch->places;
    const struct reason *reasons = oracle->scratch->reasons;
    uint32_t next = 0;

    memset(places, 0, 2 * (size_t)weights * sizeof *places);
    for (uint32_t i = 0; i < oracle->reason_count; i++)
        places[rank_of(kb, &reasons[i])]++;
    for (uint32_t i = 0; i < 2 * weights; i++) {
        uint32_t count = places[i];

        places[i] = next;
        next += count;
    }
    for (uint32_t i = 0; i < oracle->reason_count; i++)
        oracle->reasons[places[rank_of(kb, &reasons[i])]++] = reasons[i];
}

static void weigh_reasons(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    struct oracle_scratch *scratch = oracle->scratch;
    struct reach reach = {
        .oracle = oracle,
        .criteria = scratch->criteria,
        .rules = scratch->rules,
    };

    memset(scratch->rules, 0, kb_rules_count(kb));
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        reach.option = i;
        reach.score = kb_options(kb)[i].score;
        if (reach.score != KB_NONE)
            reach_option(&reach);
    }
    for (uint32_t i = 0; i < oracle->reason_count; i++) {
        scratch->reasons[i] = oracle->reasons[i];
        scratch->reasons[i].counts = scratch->rules[scratch->reasons[i].rule];
    }
    sort_reasons(oracle);
}

/* ---------------------------------------------------------------- verdict */

static enum truth truth_of_result(const struct oracle_facts *facts,
                                  const struct kb_condition *condition)
{
    return oracle_truth_holds(oracle_truth_of(facts, condition));
}

static void settle_requirement(struct oracle *oracle, uint32_t index)
{
    const struct kb_condition *condition =
        &kb_requirements(oracle->kb)[index].condition;
    struct oracle_facts facts = oracle_facts_of(oracle);
    struct oracle_facts sure = oracle_sure_facts(oracle);
    struct condition_truth truth = oracle_truth_of(&facts, condition);
    enum truth met = oracle_truth_holds(truth);

    oracle->requirements.holds[index] = met == TRUTH_TRUE;
    if (met == TRUTH_TRUE && !is_sure(&sure, condition, oracle->unsure, truth))
        met = TRUTH_OPEN;
    oracle->requirements.met[index] = (uint8_t)met;
}

/* Call the gate of the verdict met, even if an answer may still close it: the
 * unknown attributes behind that go into `hangs_on`. */
static void settle_gate(struct oracle *oracle, struct gate *gate)
{
    const dvf_kb *kb = oracle->kb;
    const struct kb_combination *combination = &kb_combinations(
        kb)[gate->combination];
    uint8_t *marks = oracle->scratch->attributes;
    struct index_list *list = &oracle->hangs_on;

    if (combination->option != oracle->verdict.option)
        return;
    gate->met = TRUTH_TRUE;
    memset(marks, 0, kb_attributes_count(kb));
    for (uint32_t i = 0; i < combination->requirements.count; i++)
        if (gate->requirements[i] == TRUTH_OPEN)
            oracle_mark_hanging(
                oracle,
                &kb_requirements(kb)[combination->requirements.first + i]
                     .condition,
                marks);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (marks[i])
            list->items[list->count++] = i;
}

static void settle_verdict(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    struct oracle_facts facts = oracle_facts_of(oracle);
    struct index_list *list = &oracle->excludes;

    list->count = 0;
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        if (truth_of_result(&facts, &kb_excludes(kb)[i].condition) ==
            TRUTH_TRUE)
            list->items[list->count++] = i;
    oracle->excluded = oracle_verdict_excluded(kb, list->items, list->count);
    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        settle_requirement(oracle, i);
    for (uint32_t i = 0; i < oracle->gate_count; i++)
        oracle->gates[i] = oracle_verdict_gate(kb, i, &oracle->requirements,
                                               oracle->excluded);
    oracle->verdict = oracle_verdict_of(&facts, oracle->excluded,
                                        oracle->gates);
    oracle->hangs_on.count = 0;
    for (uint32_t i = 0; i < oracle->gate_count; i++)
        settle_gate(oracle, &oracle->gates[i]);
}

/* ---------------------------------------------------------------- remarks */

static void list_remarks(const struct oracle *oracle,
                         const struct kb_remark *remarks, uint32_t count,
                         struct index_list *list)
{
    struct oracle_facts facts = oracle_facts_of(oracle);

    list->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (truth_of_result(&facts, &remarks[i].condition) == TRUTH_TRUE)
            list->items[list->count++] = i;
}

static void list_answers(struct oracle *oracle)
{
    oracle->answered.count = 0;
    oracle->unknown.count = 0;
    for (uint32_t i = 0; i < kb_attributes_count(oracle->kb); i++) {
        struct index_list *list = values_given(oracle->answers[i])
                                      ? &oracle->answered
                                      : &oracle->unknown;

        if (oracle->answers[i] != VALUES_NOT_APPLICABLE)
            list->items[list->count++] = i;
    }
}

/* ------------------------------------------------------------------ whole */

void oracle_run(struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;

    oracle_applies_settle(oracle);
    list_answers(oracle);
    fire_rules(oracle);
    collect_points(oracle);
    weigh_reasons(oracle);
    settle_verdict(oracle);
    list_remarks(oracle, kb_notes(kb), kb_notes_count(kb), &oracle->notes);
    list_remarks(oracle, kb_warnings(kb), kb_warnings_count(kb),
                 &oracle->warnings);
}

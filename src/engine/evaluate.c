/* SPDX-License-Identifier: MIT */
/*
 * Evaluation of answers: rules fire, criteria collect their points, reasons
 * count whose points reach the root; then come the verdict and the remarks.
 */
#include "base/hint.h"
#include "engine/applies.h"
#include "engine/evaluation.h"
#include "engine/scores.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------- allocation */

static void allocate_list(struct arena *arena, struct index_list *list,
                          uint32_t most)
{
    list->items = arena_array(arena, most, sizeof *list->items);
}

/* Working memory of a run, besides its results. */
struct scratch {
    uint8_t *criteria;      /* reached, for one option */
    uint8_t *rules;         /* reached */
    struct reason *reasons; /* by id */
    uint32_t *places;       /* see sort_reasons() */
    uint8_t *attributes;    /* marked */
};

/* Pieces in the arena of an evaluation, and the lists of a selection; and of
 * its working memory. */
#define PIECES         32
#define SCRATCH_PIECES 7

/* Reserve what allocate() takes in one block: a run may keep many
 * evaluations. */
static void reserve(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    size_t rules = kb_rules_count(kb);
    size_t criteria = kb_criteria_count(kb);
    size_t attributes = kb_attributes_count(kb);
    size_t indices = (size_t)kb_excludes_count(kb) + kb_notes_count(kb) +
                     kb_warnings_count(kb) + 3 * attributes;
    size_t bytes = 2 * ((size_t)kb_tests_count(kb) + kb_terms_count(kb)) +
                   rules + 2 * criteria * kb->scoring * sizeof(int32_t) +
                   kb_combinations_count(kb) * sizeof(struct gate) +
                   2 * (size_t)kb_requirements_count(kb) +
                   attributes * (2 * sizeof(value_set) + 2) +
                   indices * sizeof(uint32_t);

    arena_reserve(&evaluation->arena, bytes, PIECES);
}

static void allocate_scratch(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->working;
    size_t rules = kb_rules_count(kb);
    size_t bytes = sizeof(struct scratch) + kb_criteria_count(kb) +
                   rules * (1 + 2 * sizeof(struct reason)) +
                   2 * (size_t)kb_weights_count(kb) * sizeof(uint32_t) +
                   kb_attributes_count(kb);

    arena_reserve(arena, bytes, SCRATCH_PIECES);
    struct scratch *scratch = arena_alloc(arena, sizeof *scratch);
    if (!scratch)
        return;
    evaluation->scratch = scratch;
    scratch->criteria = arena_alloc(arena, kb_criteria_count(kb));
    scratch->rules = arena_alloc(arena, kb_rules_count(kb));
    scratch->reasons = arena_array(arena, rules, sizeof *scratch->reasons);
    evaluation->reasons = arena_array(arena, rules,
                                      sizeof *evaluation->reasons);
    scratch->places = arena_array(arena, 2 * (size_t)kb_weights_count(kb),
                                  sizeof *scratch->places);
    scratch->attributes = arena_alloc(arena, kb_attributes_count(kb));
}

static void allocate_answers(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->arena;
    uint32_t attributes = kb_attributes_count(kb);

    evaluation->given = arena_array(arena, attributes,
                                    sizeof *evaluation->given);
    evaluation->answers = arena_array(arena, attributes,
                                      sizeof *evaluation->answers);
    evaluation->applies = arena_alloc(arena, attributes);
    evaluation->tests = arena_alloc(arena, kb_tests_count(kb));
    evaluation->terms = arena_alloc(arena, kb_terms_count(kb));
    evaluation->sure_applies = arena_alloc(arena, attributes);
    evaluation->sure_tests = arena_alloc(arena, kb_tests_count(kb));
    evaluation->sure_terms = arena_alloc(arena, kb_terms_count(kb));
    allocate_list(arena, &evaluation->answered, attributes);
    allocate_list(arena, &evaluation->unknown, attributes);
    allocate_list(arena, &evaluation->hangs_on, attributes);
}

static void allocate_verdict(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->arena;
    uint32_t requirements = kb_requirements_count(kb);

    evaluation->requirements.met = arena_alloc(arena, requirements);
    evaluation->requirements.holds = arena_alloc(arena, requirements);
    evaluation->gate_count = kb_combinations_count(kb);
    evaluation->gates = arena_array(arena, evaluation->gate_count,
                                    sizeof *evaluation->gates);
    allocate_list(arena, &evaluation->excludes, kb_excludes_count(kb));
}

static void allocate(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->arena;
    size_t cells = (size_t)kb_criteria_count(kb) * kb->scoring;

    evaluation->rules = arena_alloc(arena, kb_rules_count(kb));
    evaluation->points = arena_array(arena, cells, sizeof(int32_t));
    evaluation->strongest = arena_array(arena, cells, sizeof(int32_t));
    allocate_answers(evaluation);
    allocate_verdict(evaluation);
    allocate_scratch(evaluation);
    allocate_list(arena, &evaluation->notes, kb_notes_count(kb));
    allocate_list(arena, &evaluation->warnings, kb_warnings_count(kb));
}

dvf_evaluation *evaluation_new(const dvf_kb *kb)
{
    dvf_evaluation *evaluation = calloc(1, sizeof *evaluation);

    if (!evaluation)
        return NULL;
    evaluation->kb = kb;
    reserve(evaluation);
    allocate(evaluation);
    if (evaluation->arena.failed || evaluation->working.failed) {
        dvf_evaluation_free(evaluation);
        return NULL;
    }
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        evaluation->given[i] = VALUES_UNKNOWN;
    return evaluation;
}

void dvf_evaluation_free(dvf_evaluation *evaluation)
{
    if (!evaluation)
        return;
    arena_release(&evaluation->working);
    arena_release(&evaluation->arena);
    free(evaluation);
}

dvf_status evaluation_end(dvf_evaluation *evaluation)
{
    size_t size = evaluation->reason_count * sizeof *evaluation->reasons;

    arena_reserve(&evaluation->arena, size, 1);
    struct reason *kept = arena_alloc(&evaluation->arena, size);
    if (!kept)
        return DVF_NO_MEMORY;
    if (size > 0)
        memcpy(kept, evaluation->reasons, size);
    evaluation->reasons = kept;
    arena_release(&evaluation->working);
    evaluation->scratch = NULL;
    return DVF_OK;
}

/* -------------------------------------------------------------- selection */

static void report_unknown(const dvf_kb *kb, struct dvf_diagnostics *problems,
                           const char *id)
{
    struct suggestion best = {0};

    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_rules(kb)[i].id));
    for (uint32_t i = 0; i < kb_criteria_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_criteria(kb)[i].id));
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_nearest(problems, &best),
                      "there is no rule or criterion named '%s'", id);
}

static void report_unknown_source(const dvf_kb *kb,
                                  struct dvf_diagnostics *problems,
                                  const char *id)
{
    struct hint hint = hint_begin(problems, id);

    for (uint32_t i = 0; i < kb_sources_count(kb); i++)
        hint_offer(&hint, kb_string(kb, kb_sources(kb)[i].id));
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_text(&hint), "there is no source named '%s'", id);
}

/* Leave out the rules of a criterion and of all below it, in one pass: parents
 * come before children. */
static void leave_out_criterion(dvf_evaluation *evaluation, uint32_t criterion)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        uint32_t at = kb_rules(kb)[i].criterion;

        while (at != KB_NONE && at > criterion)
            at = kb_criteria(kb)[at].parent;
        if (at == criterion)
            evaluation->rules[i] = RULE_LEFT_OUT;
    }
}

static bool is_in_list(const struct index_list *list, uint32_t item)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return true;
    return false;
}

static void add_once(struct index_list *list, uint32_t item)
{
    if (!is_in_list(list, item))
        list->items[list->count++] = item;
}

/* @param id of a rule or a criterion */
static void leave_out(dvf_evaluation *evaluation, const char *id)
{
    uint32_t rule = kb_find_rule(evaluation->kb, id);
    uint32_t criterion = kb_find_criterion(evaluation->kb, id);
    struct index_list *rules = &evaluation->without_rules;
    struct index_list *criteria = &evaluation->without_criteria;

    if (rule != KB_NONE) {
        evaluation->rules[rule] = RULE_LEFT_OUT;
        add_once(rules, rule);
    } else {
        leave_out_criterion(evaluation, criterion);
        add_once(criteria, criterion);
    }
}

dvf_status evaluation_check_selection(const dvf_kb *kb,
                                      const dvf_selection *selection,
                                      struct dvf_diagnostics *problems)
{
    diagnostics_input(problems, "dvf", NULL, 0);
    for (size_t i = 0; i < selection->without_count; i++) {
        const char *id = selection->without[i];

        if (kb_find_rule(kb, id) == KB_NONE &&
            kb_find_criterion(kb, id) == KB_NONE)
            report_unknown(kb, problems, id);
    }
    for (size_t i = 0; i < selection->only_sources_count; i++)
        if (kb_find_source(kb, selection->only_sources[i]) == KB_NONE)
            report_unknown_source(kb, problems, selection->only_sources[i]);
    dvf_status status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}

static void leave_out_other_sources(dvf_evaluation *evaluation,
                                    const dvf_selection *selection)
{
    const dvf_kb *kb = evaluation->kb;
    struct index_list *sources = &evaluation->only_sources;

    for (size_t i = 0; i < selection->only_sources_count; i++)
        add_once(sources, kb_find_source(kb, selection->only_sources[i]));
    for (uint32_t i = 0; sources->count > 0 && i < kb_rules_count(kb); i++)
        if (!is_in_list(sources, kb_rules(kb)[i].origin))
            evaluation->rules[i] = RULE_LEFT_OUT;
}

dvf_status evaluation_select(dvf_evaluation *evaluation,
                             const dvf_selection *selection,
                             struct dvf_diagnostics *problems)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->arena;
    uint32_t count = (uint32_t)selection->without_count;

    allocate_list(arena, &evaluation->without_rules, count);
    allocate_list(arena, &evaluation->without_criteria, count);
    allocate_list(arena, &evaluation->only_sources,
                  (uint32_t)selection->only_sources_count);
    if (arena->failed)
        return DVF_NO_MEMORY;
    dvf_status status = evaluation_check_selection(kb, selection, problems);
    if (status != DVF_OK)
        return status;
    leave_out_other_sources(evaluation, selection);
    for (uint32_t i = 0; i < count; i++)
        leave_out(evaluation, selection->without[i]);
    return DVF_OK;
}

/* ---------------------------------------------------------------- scoring */

/* True for a condition that holds and that no answer can change.
 * @param truth as answered; the sure one, too, unless `unsure` */
static bool is_sure(const struct facts *sure,
                    const struct kb_condition *condition, bool unsure,
                    struct condition_truth truth)
{
    if (unsure)
        truth = truth_of(sure, condition);
    return truth.when == TRUTH_TRUE && truth.unless == TRUTH_FALSE;
}

static void fire_rules(dvf_evaluation *evaluation)
{
    static const uint8_t states[] = {
        [TRUTH_FALSE] = RULE_CLOSED,
        [TRUTH_OPEN] = RULE_OPEN,
        [TRUTH_TRUE] = RULE_FIRED,
    };
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_facts(evaluation);
    struct facts sure = evaluation_sure_facts(evaluation);

    evaluation->reason_count = 0;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        if (evaluation->rules[i] == RULE_LEFT_OUT)
            continue;
        struct condition_truth standing = truth_of(&facts,
                                                   &kb_rules(kb)[i].condition);

        evaluation->rules[i] = states[truth_holds(standing)];
        if (evaluation->rules[i] == RULE_FIRED)
            evaluation->reasons[evaluation->reason_count++] = (struct reason){
                .rule = i,
                .points = (uint32_t)kb_rule_points(kb, &kb_rules(kb)[i]),
                .provisional = !is_sure(&sure, &kb_rules(kb)[i].condition,
                                        evaluation->unsure, standing),
            };
    }
}

static void collect_points(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct score_cells cells = {
        .points = evaluation->points,
        .strongest = evaluation->strongest,
    };

    scores_clear(kb, &cells);
    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        scores_add(kb, &cells, &kb_rules(kb)[reason->rule],
                   (int32_t)reason->points);
    }
    scores_fold(kb, &cells);
    memcpy(evaluation->scores, evaluation->points,
           kb->scoring * sizeof evaluation->scores[0]);
}

/* --------------------------------------------------- reasons that count */

/* Criteria and rules whose points reach the root, for one option at a time. */
struct reach {
    const dvf_evaluation *evaluation;
    uint32_t option;
    uint32_t score;
    uint8_t *criteria; /* reached */
    uint8_t *rules;    /* reached */
};

static int32_t cell_points(const struct reach *reach, uint32_t criterion)
{
    const dvf_evaluation *evaluation = reach->evaluation;

    return evaluation
        ->points[criterion * evaluation->kb->scoring + reach->score];
}

/* Reach only the first of the greatest under `max`; lists are by id. */
static void reach_children(const struct reach *reach,
                           const struct kb_criterion *criterion, int32_t points)
{
    const uint32_t *children = kb_index(reach->evaluation->kb,
                                        criterion->children);

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
    const dvf_evaluation *evaluation = reach->evaluation;
    const dvf_kb *kb = evaluation->kb;
    const uint32_t *rules = kb_index(kb, criterion->rules);

    for (uint32_t i = 0; i < criterion->rules.count; i++) {
        if (evaluation->rules[rules[i]] != RULE_FIRED ||
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
    const dvf_kb *kb = reach->evaluation->kb;

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
static void sort_reasons(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t weights = kb_weights_count(kb);
    uint32_t *places = evaluation->scratch->places;
    const struct reason *reasons = evaluation->scratch->reasons;
    uint32_t next = 0;

    memset(places, 0, 2 * (size_t)weights * sizeof *places);
    for (uint32_t i = 0; i < evaluation->reason_count; i++)
        places[rank_of(kb, &reasons[i])]++;
    for (uint32_t i = 0; i < 2 * weights; i++) {
        uint32_t count = places[i];

        places[i] = next;
        next += count;
    }
    for (uint32_t i = 0; i < evaluation->reason_count; i++)
        evaluation->reasons[places[rank_of(kb, &reasons[i])]++] = reasons[i];
}

static void weigh_reasons(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct scratch *scratch = evaluation->scratch;
    struct reach reach = {
        .evaluation = evaluation,
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
    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        scratch->reasons[i] = evaluation->reasons[i];
        scratch->reasons[i].counts = scratch->rules[scratch->reasons[i].rule];
    }
    sort_reasons(evaluation);
}

/* ---------------------------------------------------------------- verdict */

static enum truth truth_of_result(const struct facts *facts,
                                  const struct kb_condition *condition)
{
    return truth_holds(truth_of(facts, condition));
}

static void settle_requirement(dvf_evaluation *evaluation, uint32_t index)
{
    const struct kb_condition *condition =
        &kb_requirements(evaluation->kb)[index].condition;
    struct facts facts = evaluation_facts(evaluation);
    struct facts sure = evaluation_sure_facts(evaluation);
    struct condition_truth truth = truth_of(&facts, condition);
    enum truth met = truth_holds(truth);

    evaluation->requirements.holds[index] = met == TRUTH_TRUE;
    if (met == TRUTH_TRUE &&
        !is_sure(&sure, condition, evaluation->unsure, truth))
        met = TRUTH_OPEN;
    evaluation->requirements.met[index] = (uint8_t)met;
}

/* Call the gate of the verdict met, even if an answer may still close it: the
 * unknown attributes behind that go into `hangs_on`. */
static void settle_gate(dvf_evaluation *evaluation, struct gate *gate)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_combination *combination = &kb_combinations(
        kb)[gate->combination];
    uint8_t *marks = evaluation->scratch->attributes;
    struct index_list *list = &evaluation->hangs_on;

    if (combination->option != evaluation->verdict.option)
        return;
    gate->met = TRUTH_TRUE;
    memset(marks, 0, kb_attributes_count(kb));
    for (uint32_t i = 0; i < combination->requirements.count; i++)
        if (gate->requirements[i] == TRUTH_OPEN)
            evaluation_mark_hanging(
                evaluation,
                &kb_requirements(kb)[combination->requirements.first + i]
                     .condition,
                marks);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (marks[i])
            list->items[list->count++] = i;
}

static void settle_verdict(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_facts(evaluation);
    struct index_list *list = &evaluation->excludes;

    list->count = 0;
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        if (truth_of_result(&facts, &kb_excludes(kb)[i].condition) ==
            TRUTH_TRUE)
            list->items[list->count++] = i;
    evaluation->excluded = verdict_excluded(kb, list->items, list->count);
    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        settle_requirement(evaluation, i);
    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        evaluation->gates[i] = verdict_gate(kb, i, &evaluation->requirements,
                                            evaluation->excluded);
    evaluation->verdict = verdict_of(&facts, evaluation->excluded,
                                     evaluation->gates);
    evaluation->hangs_on.count = 0;
    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        settle_gate(evaluation, &evaluation->gates[i]);
}

/* ---------------------------------------------------------------- remarks */

static void list_remarks(const dvf_evaluation *evaluation,
                         const struct kb_remark *remarks, uint32_t count,
                         struct index_list *list)
{
    struct facts facts = evaluation_facts(evaluation);

    list->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (truth_of_result(&facts, &remarks[i].condition) == TRUTH_TRUE)
            list->items[list->count++] = i;
}

static void list_answers(dvf_evaluation *evaluation)
{
    evaluation->answered.count = 0;
    evaluation->unknown.count = 0;
    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++) {
        struct index_list *list = values_given(evaluation->answers[i])
                                      ? &evaluation->answered
                                      : &evaluation->unknown;

        if (evaluation->answers[i] != VALUES_NOT_APPLICABLE)
            list->items[list->count++] = i;
    }
}

/* ------------------------------------------------------------------ whole */

void evaluation_run(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    assert(evaluation->scratch);
    applies_settle(evaluation);
    list_answers(evaluation);
    fire_rules(evaluation);
    collect_points(evaluation);
    weigh_reasons(evaluation);
    settle_verdict(evaluation);
    list_remarks(evaluation, kb_notes(kb), kb_notes_count(kb),
                 &evaluation->notes);
    list_remarks(evaluation, kb_warnings(kb), kb_warnings_count(kb),
                 &evaluation->warnings);
}

void evaluation_reweigh(dvf_evaluation *evaluation, uint32_t moved,
                        int32_t moved_by)
{
    assert(evaluation->scratch);
    evaluation->moved = moved;
    evaluation->moved_by = moved_by;
    collect_points(evaluation);
    settle_verdict(evaluation);
}

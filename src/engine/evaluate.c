/* SPDX-License-Identifier: MIT */
/*
 * Evaluation of answers: rules fire, criteria collect their points, reasons
 * count whose points reach the root; then come the verdict and the remarks.
 */
#include "engine/applies.h"
#include "engine/scores.h"
#include "engine/scratch.h"

#include <assert.h>
#include <string.h>

/* ---------------------------------------------------------------- answers */

static struct rows_job job_of(const dvf_evaluation *evaluation)
{
    return (struct rows_job){
        .rows = evaluation->rows,
        .given = evaluation->given,
        .answers = evaluation->answers,
        .bits = evaluation->bits,
        .chosen = evaluation->scratch->chosen,
    };
}

static bool has_rows_for_answers(const dvf_evaluation *evaluation)
{
    return evaluation->rows && !evaluation->rows->walks_applies;
}

static void clear_bits(const dvf_evaluation *evaluation, uint64_t *bits)
{
    memset(bits, 0, all_words(evaluation) * sizeof *bits);
}

/* Take the answers as they are given. @return how many there are */
static uint32_t take_answers(const dvf_evaluation *evaluation)
{
    const value_set *given = evaluation->given;
    value_set *answers = evaluation->answers;
    size_t attributes = kb_attributes_count(evaluation->kb);
    uint64_t absent = 0;
    size_t i = 0;

    /* Every evaluation comes by here: four at a time. The highest bit is
     * VALUES_ABSENT. */
    for (; i + 4 <= attributes; i += 4) {
        absent += ((answers[i] = given[i]) >> KB_VALUES_MAX) +
                  ((answers[i + 1] = given[i + 1]) >> KB_VALUES_MAX) +
                  ((answers[i + 2] = given[i + 2]) >> KB_VALUES_MAX) +
                  ((answers[i + 3] = given[i + 3]) >> KB_VALUES_MAX);
    }
    for (; i < attributes; i++)
        absent += (answers[i] = given[i]) >> KB_VALUES_MAX;
    return (uint32_t)(attributes - absent);
}

static uint32_t count_answers(const dvf_evaluation *evaluation)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++)
        count += values_given(evaluation->answers[i]);
    return count;
}

/* Settle which questions apply, how many of them are answered, and the bits of
 * rows. */
static void settle_bits(dvf_evaluation *evaluation, bool whole)
{
    struct rows_job job = job_of(evaluation);
    uint32_t *answered = &evaluation->answered.count;

    job.applies = whole ? evaluation->applies : NULL;
    if (has_rows_for_answers(evaluation)) {
        *answered = take_answers(evaluation);
        *answered -= rows_settle(&job);
        assert(*answered == count_answers(evaluation));
        return;
    }
    applies_settle(evaluation);
    *answered = count_answers(evaluation);
    if (evaluation->rows)
        (void)rows_settle(&job);
    else
        clear_bits(evaluation, evaluation->bits);
}

/* Settle what no other answer can change, where an answer cannot be relied
 * on. */
static void settle_sure(dvf_evaluation *evaluation)
{
    struct rows_job job = job_of(evaluation);
    uint32_t count = kb_attributes_count(evaluation->kb);

    evaluation->unsure = false;
    for (uint32_t i = 0; i < count; i++)
        evaluation->unsure |= evaluation->applies[i] == TRUTH_OPEN &&
                              values_given(evaluation->given[i]);
    if (!evaluation->unsure)
        return;
    job.bits = evaluation->sure_bits;
    job.applies = evaluation->sure_applies;
    if (!has_rows_for_answers(evaluation))
        applies_settle_sure(evaluation);
    if (evaluation->rows)
        rows_settle_sure(&job);
    else
        clear_bits(evaluation, evaluation->sure_bits);
}

/* Settle terms where results hang on them, by trees. */
static void settle_terms(dvf_evaluation *evaluation)
{
    if (!evaluation->rows || evaluation->rows->walks_terms) {
        evaluation->unsure = false;
        applies_settle_terms(evaluation);
    }
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

/* ------------------------------------------------------------------- rules */

/* Bits of a rule by its place, from one place's to the next one's: it is open
 * or fires; it fires whatever else is answered. */
static uint32_t open_at(const dvf_evaluation *evaluation, uint32_t place)
{
    return evaluation->rows ? rows_open(evaluation->rows)[place]
                            : early_words(evaluation) * 64 + place;
}

static uint32_t sure_at(const dvf_evaluation *evaluation, uint32_t place)
{
    return evaluation->rows ? rows_sure(evaluation->rows)[place]
                            : early_words(evaluation) * 128 + place;
}

/* Set the bits of a rule that is a tree. */
static void walk_rule(const dvf_evaluation *evaluation,
                      const struct facts *facts, uint32_t place, uint64_t *bits,
                      bool whole)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t rule = kb_places(kb)[place];

    if (evaluation->rules[rule] == RULE_LEFT_OUT)
        return;
    struct condition_truth standing = truth_of(facts,
                                               &kb_rules(kb)[rule].condition);
    if (standing.when == TRUTH_FALSE || standing.unless == TRUTH_TRUE)
        return;
    if (standing.when == TRUTH_TRUE)
        bits_set(bits, rows_fired_at(evaluation->rows, place));
    if (whole)
        bits_set(bits, open_at(evaluation, place));
    if (whole && standing.when == TRUTH_TRUE && standing.unless == TRUTH_FALSE)
        bits_set(bits, sure_at(evaluation, place));
}

static void walk_rules(const dvf_evaluation *evaluation,
                       const struct facts *facts, uint64_t *bits, bool whole)
{
    const struct rows *rows = evaluation->rows;
    uint32_t count = rows ? rows_trees_count(rows)
                          : kb_rules_count(evaluation->kb);

    for (uint32_t i = 0; i < count; i++)
        walk_rule(evaluation, facts, rows ? rows_trees(rows)[i] : i, bits,
                  whole);
}

static void fire_rules(dvf_evaluation *evaluation, bool whole)
{
    uint32_t words = early_words(evaluation);

    if (!evaluation->rows || rows_trees_count(evaluation->rows) > 0) {
        struct facts facts = evaluation_facts(evaluation);

        walk_rules(evaluation, &facts, evaluation->bits, whole);
    }
    for (uint32_t i = 0; i < words; i++)
        evaluation->bits[i] &= evaluation->kept[i];
}

static bool has_fired(const dvf_evaluation *evaluation, uint32_t place)
{
    return bits_any(evaluation->bits, rows_fired_at(evaluation->rows, place),
                    rows_fired_at(evaluation->rows, place + 1));
}

/* List the reasons and the states of all rules. */
static void list_rules(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct facts sure = evaluation_sure_facts(evaluation);
    const uint64_t *bits = evaluation->unsure ? evaluation->sure_bits
                                              : evaluation->bits;

    if (evaluation->unsure)
        walk_rules(evaluation, &sure, evaluation->sure_bits, true);
    evaluation->reason_count = 0;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        uint32_t place = kb_rules(kb)[i].place;

        if (evaluation->rules[i] == RULE_LEFT_OUT)
            continue;
        if (!has_fired(evaluation, place)) {
            bool is_open = bits_any(evaluation->bits,
                                    open_at(evaluation, place),
                                    open_at(evaluation, place + 1));

            evaluation->rules[i] = is_open ? RULE_OPEN : RULE_CLOSED;
            continue;
        }
        evaluation->rules[i] = RULE_FIRED;
        evaluation->reasons[evaluation->reason_count++] = (struct reason){
            .rule = i,
            .points = (uint32_t)kb_rule_points(kb, &kb_rules(kb)[i]),
            .provisional = !bits_any(bits, sure_at(evaluation, place),
                                     sure_at(evaluation, place + 1)),
        };
    }
}

/* ----------------------------------------------------------------- scoring */

static void put_scores(dvf_evaluation *evaluation)
{
    const struct score_cells cells = {.points = evaluation->points};

    scores_fold(evaluation->kb, &cells);
    memcpy(evaluation->scores, evaluation->points,
           evaluation->kb->scoring * sizeof evaluation->scores[0]);
}

/* Collect the points of the reasons in all criteria. */
static void collect_reasons(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct score_cells cells = {.points = evaluation->points};

    scores_clear(kb, &cells);
    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        scores_add(kb, &cells, &kb_rules(kb)[reason->rule],
                   (int32_t)reason->points);
    }
    put_scores(evaluation);
}

/* As collect_reasons(), of the rules that fired. */
static void collect_rules(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct score_cells cells = {.points = evaluation->points};

    scores_clear(kb, &cells);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        if (has_fired(evaluation, kb_rules(kb)[i].place))
            scores_add(kb, &cells, &kb_rules(kb)[i],
                       kb_rule_points(kb, &kb_rules(kb)[i]));
    put_scores(evaluation);
}

/* Find the scores alone. */
static void find_scores(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    if (!evaluation->rows || evaluation->rows->has_points == 0) {
        collect_rules(evaluation);
        return;
    }
    points_lanes points = rows_collect(evaluation->rows, evaluation->bits,
                                       evaluation->scratch->cells);
    for (uint32_t i = 0; i < kb->scoring; i++)
        evaluation->scores[i] = (int32_t)(points >> 16 * i & LANE_POINTS_MAX);
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

/* True for a combination whose requirements all hold. Those with bits come
 * first, as the others cost more: all of them, as which one fails cannot be
 * foreseen. */
static bool gate_holds(const struct facts *facts, struct kb_range requirements)
{
    const struct kb_requirement *items = kb_requirements(facts->kb);
    uint32_t end = requirements.first + requirements.count;
    bool all = true;

    for (uint32_t i = requirements.first; facts->bits && i < end; i++) {
        struct rows_bits bits = rows_condition(facts->rows, ROWS_REQUIREMENT,
                                               i);

        if (bits.count != KB_NONE)
            all &= rows_hold(facts->bits, bits);
    }
    for (uint32_t i = requirements.first; all && i < end; i++)
        all = truth_at(facts, ROWS_REQUIREMENT, i, &items[i].condition);
    return all;
}

static void settle_verdict(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_facts(evaluation);
    struct index_list *list = &evaluation->excludes;

    list->count = 0;
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        if (truth_at(&facts, ROWS_EXCLUDE, i, &kb_excludes(kb)[i].condition))
            list->items[list->count++] = i;
    evaluation->excluded = verdict_excluded(kb, list->items, list->count);
    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        const struct kb_combination *record = &kb_combinations(kb)[i];

        evaluation->gates[i].holds = !option_set_has(evaluation->excluded,
                                                     record->option) &&
                                     gate_holds(&facts, record->requirements);
    }
    evaluation->verdict = verdict_of(&facts, evaluation->excluded,
                                     evaluation->gates);
}

/* Add all that a verdict says besides. */
static void complete_verdict(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_facts(evaluation);

    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        settle_requirement(evaluation, i);
    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        evaluation->gates[i] = verdict_gate(kb, i, &evaluation->requirements,
                                            evaluation->excluded);
    verdict_complete(&facts, evaluation->excluded, evaluation->gates,
                     &evaluation->verdict);
    evaluation->hangs_on.count = 0;
    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        settle_gate(evaluation, &evaluation->gates[i]);
}

/* ---------------------------------------------------------------- remarks */

static void list_remarks(const dvf_evaluation *evaluation,
                         const struct kb_remark *remarks, uint32_t count,
                         enum rows_condition kind, struct index_list *list)
{
    struct facts facts = evaluation_facts(evaluation);

    list->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (truth_at(&facts, kind, i, &remarks[i].condition))
            list->items[list->count++] = i;
}

/* ------------------------------------------------------------------ whole */

void evaluation_judge(dvf_evaluation *evaluation)
{
    assert(evaluation->scratch);
    settle_bits(evaluation, false);
    settle_terms(evaluation);
    fire_rules(evaluation, false);
    find_scores(evaluation);
    settle_verdict(evaluation);
    evaluation->is_partial = true;
}

void evaluation_run(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    assert(evaluation->scratch);
    settle_bits(evaluation, true);
    settle_sure(evaluation);
    applies_settle_terms(evaluation);
    list_answers(evaluation);
    fire_rules(evaluation, true);
    list_rules(evaluation);
    collect_reasons(evaluation);
    settle_verdict(evaluation);
    weigh_reasons(evaluation);
    complete_verdict(evaluation);
    list_remarks(evaluation, kb_notes(kb), kb_notes_count(kb), ROWS_NOTE,
                 &evaluation->notes);
    list_remarks(evaluation, kb_warnings(kb), kb_warnings_count(kb),
                 ROWS_WARNING, &evaluation->warnings);
    evaluation->is_partial = false;
}

void evaluation_reweigh(dvf_evaluation *evaluation, uint32_t moved,
                        int32_t moved_by)
{
    struct scratch *scratch = evaluation->scratch;

    assert(scratch);
    for (uint32_t i = 0; i < evaluation->reason_count; i++)
        scratch->points[evaluation->reasons[i].rule] =
            evaluation->reasons[i].points;
    evaluation->moved = moved;
    evaluation->moved_by = moved_by;
    evaluation->moved_points = scratch->points;
    collect_reasons(evaluation);
    settle_verdict(evaluation);
    complete_verdict(evaluation);
    evaluation->moved_points = NULL;
}

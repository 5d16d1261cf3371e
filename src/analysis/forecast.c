/* SPDX-License-Identifier: MIT */
#include "analysis/forecast.h"

#include <assert.h>
#include <string.h>

/* ------------------------------------------------------------------- rules */

/* A condition in all completions: true where it holds for certain, false where
 * it never does. One that is open for good does not hold. */
static enum truth forecast_of(struct condition_truth truth)
{
    if (truth.when == TRUTH_FALSE || truth.unless == TRUTH_TRUE)
        return TRUTH_FALSE;
    return truth.when == TRUTH_TRUE && truth.unless == TRUTH_FALSE ? TRUTH_TRUE
                                                                   : TRUTH_OPEN;
}

static void see_rules(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    for (unsigned side = LEAST; side < SIDES; side++)
        scores_clear(kb, &forecast->cells[side]);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        enum truth truth = forecast->sure.states[i] == RULE_LEFT_OUT
                               ? TRUTH_FALSE
                               : forecast_of(truth_of(&forecast->sure,
                                                      &rule->condition));

        forecast->rules[i] = (uint8_t)truth;
        if (truth == TRUTH_TRUE)
            scores_add(kb, &forecast->cells[LEAST], rule,
                       kb_rule_points(kb, rule));
        if (truth != TRUTH_FALSE)
            scores_add(kb, &forecast->cells[MOST], rule,
                       kb_rule_points(kb, rule));
    }
    for (unsigned side = LEAST; side < SIDES; side++)
        scores_fold(kb, &forecast->cells[side]);
}

/* --------------------------------------------------- questions of a result */

static enum truth has_fired(const struct forecast *forecast, uint32_t name)
{
    const dvf_kb *kb = forecast->sure.kb;
    uint32_t first = (name & ~KB_CRITERION_BIT) * kb->scoring;
    enum truth truth = TRUTH_FALSE;

    if ((name & KB_CRITERION_BIT) == 0)
        return (enum truth)forecast->rules[name];
    for (uint32_t i = first; i < first + kb->scoring; i++) {
        if (forecast->cells[LEAST].strongest[i] > 0)
            return TRUTH_TRUE;
        if (forecast->cells[MOST].strongest[i] > 0)
            truth = TRUTH_OPEN;
    }
    return truth;
}

static enum truth any_fired(const struct forecast *forecast,
                            struct kb_range names)
{
    const uint32_t *items = kb_index(forecast->sure.kb, names);
    enum truth any = TRUTH_FALSE;

    for (uint32_t i = 0; i < names.count; i++) {
        enum truth truth = has_fired(forecast, items[i]);

        any = truth > any ? truth : any;
    }
    return any;
}

static int32_t strongest_of(const struct forecast *forecast, unsigned side,
                            uint32_t option, struct kb_range names)
{
    const dvf_kb *kb = forecast->sure.kb;
    const uint32_t *items = kb_index(kb, names);
    int32_t most = 0;

    for (uint32_t i = 0; i < names.count; i++) {
        uint32_t criterion = items[i] & ~KB_CRITERION_BIT;

        int32_t own =
            forecast->cells[side].strongest[criterion * kb->scoring +
                                            kb_options(kb)[option].score];

        most = own > most ? own : most;
    }
    return most;
}

/* The first number of a comparison, or for two numbers their difference. */
static int64_t number_of(const struct forecast *forecast, unsigned side,
                         const struct kb_operation *operation)
{
    const struct kb_option *options = kb_options(forecast->sure.kb);
    unsigned other = side == LEAST ? MOST : LEAST;

    if (operation->code == KB_SCORE)
        return forecast_score(forecast, side, options[operation->a].score);
    if (operation->code == KB_LEAD)
        return (int64_t)forecast_score(forecast, side,
                                       options[operation->a].score) -
               forecast_score(forecast, other, options[operation->b].score);
    int64_t own = strongest_of(forecast, side, operation->a, operation->names);
    if (operation->code == KB_STRONGEST)
        return own;
    return own - strongest_of(forecast, other, operation->b, operation->others);
}

/* Conditions before the verdict never ask for what it says. */
static enum truth ask_result(const struct forecast *forecast,
                             const struct kb_operation *operation)
{
    if (operation->code == KB_FIRED)
        return any_fired(forecast, operation->names);
    if (operation->code == KB_OUTCOME || kb_asks_contender(operation))
        return TRUTH_OPEN;
    return truth_of_range(
        operation->relation, number_of(forecast, LEAST, operation),
        number_of(forecast, MOST, operation),
        operation->code == KB_STRONGER ? 0 : operation->number);
}

/* -------------------------------------------------------------- conditions */

static enum truth run_operation(const struct forecast *forecast,
                                const struct kb_operation *operation,
                                const uint8_t *top)
{
    switch ((enum kb_operation_code)operation->code) {
    case KB_AND:
        return (enum truth)(top[0] < top[1] ? top[0] : top[1]);
    case KB_OR:
        return (enum truth)(top[0] > top[1] ? top[0] : top[1]);
    case KB_NOT:
        return (enum truth)(TRUTH_TRUE - top[0]);
    case KB_TEST:
        return truth_ask(&forecast->sure,
                         &kb_tests(forecast->sure.kb)[operation->a]);
    case KB_TERM:
        return (enum truth)forecast->sure.terms[operation->a];
    default:
        return ask_result(forecast, operation);
    }
}

static enum truth run(const struct forecast *forecast, struct kb_range range,
                      enum truth empty)
{
    const struct kb_operation *items = kb_operations(forecast->sure.kb) +
                                       range.first;
    uint8_t stack[KB_STACK_MAX] = {0};
    uint32_t depth = 0;

    for (uint32_t i = 0; i < range.count; i++) {
        depth -= kb_operands(&items[i]);
        assert(depth < KB_STACK_MAX);
        stack[depth] = (uint8_t)run_operation(forecast, &items[i],
                                              &stack[depth]);
        depth++;
    }
    return range.count > 0 ? (enum truth)stack[0] : empty;
}

static enum truth see(const struct forecast *forecast,
                      const struct kb_condition *condition)
{
    return forecast_of((struct condition_truth){
        .when = run(forecast, condition->when, TRUTH_TRUE),
        .unless = run(forecast, condition->unless, TRUTH_FALSE),
    });
}

/* --------------------------------------------------- exclusions, gates, all */

static void see_excludes(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    forecast->excluded[LEAST] = 0;
    forecast->excluded[MOST] = 0;
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++) {
        enum truth truth = see(forecast, &kb_excludes(kb)[i].condition);

        if (truth == TRUTH_TRUE)
            forecast->excluded[LEAST] |= verdict_excluded(kb, &i, 1);
        if (truth != TRUTH_FALSE)
            forecast->excluded[MOST] |= verdict_excluded(kb, &i, 1);
    }
}

static void see_closes(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    forecast->close = TRUTH_FALSE;
    for (uint32_t i = 0; i < kb_closes_count(kb); i++) {
        enum truth truth = see(forecast, &kb_closes(kb)[i].condition);

        forecast->close = truth > forecast->close ? truth : forecast->close;
    }
}

static void see_warnings(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    forecast->bad = TRUTH_FALSE;
    for (uint32_t i = 0; forecast->standing && i < kb_warnings_count(kb); i++) {
        const struct kb_remark *warning = &kb_warnings(kb)[i];

        if (warning->kind != KB_WARNING_CONTRADICTION || forecast->standing[i])
            continue;
        enum truth truth = see(forecast, &warning->condition);
        forecast->bad = truth > forecast->bad ? truth : forecast->bad;
    }
}

static enum truth see_gate(const struct forecast *forecast,
                           const struct kb_combination *combination)
{
    const struct kb_requirement *requirements = kb_requirements(
        forecast->sure.kb);
    enum truth all = TRUTH_TRUE;

    if (option_set_has(forecast->excluded[LEAST], combination->option))
        return TRUTH_FALSE;
    if (option_set_has(forecast->excluded[MOST], combination->option))
        all = TRUTH_OPEN;
    for (uint32_t i = 0; i < combination->requirements.count; i++) {
        enum truth truth = see(
            forecast,
            &requirements[combination->requirements.first + i].condition);

        all = truth < all ? truth : all;
    }
    return all;
}

/* -------------------------------------------------------------------- race */

/* The scores of a set of options. */
static uint32_t scores_of(const dvf_kb *kb, option_set options)
{
    uint32_t scores = 0;

    for (uint32_t i = 0; i < kb->scoring; i++)
        if (option_set_has(options, kb_scoring_option(kb, i)))
            scores |= 1U << i;
    return scores;
}

static void see_race(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;
    struct race_box box = {.kb = kb, .close = forecast->close};

    for (unsigned side = LEAST; side < SIDES; side++) {
        box.points[side] = forecast->cells[side].points;
        box.excluded[side] = scores_of(kb, forecast->excluded[side]);
    }
    race_ends(&box, forecast->possible);
}

static void see_ends(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    memset(forecast->possible, 0, sizeof forecast->possible);
    for (uint32_t i = 0; i < kb_combinations_count(kb); i++) {
        const struct kb_combination *combination = &kb_combinations(kb)[i];
        enum truth met = see_gate(forecast, combination);

        if (met != TRUTH_FALSE)
            forecast->possible[combination->option] = true;
        if (met == TRUTH_TRUE)
            return;
    }
    see_race(forecast);
}

/* ----------------------------------------------------------------- urgency */

/* Weight of a condition of the verdict, as much as of many points. */
#define VERDICT_URGENCY 16

static void add_urgency(struct forecast *forecast, struct kb_range reads,
                        uint32_t urgency)
{
    const uint32_t *items = kb_index(forecast->sure.kb, reads);

    for (uint32_t i = 0; i < reads.count; i++)
        forecast->urgency[items[i]] += urgency;
}

static void weigh(struct forecast *forecast,
                  const struct kb_condition *condition, uint32_t urgency)
{
    add_urgency(forecast, condition->reads, urgency);
    add_urgency(forecast, condition->guards, urgency);
}

static void weigh_open(struct forecast *forecast,
                       const struct kb_condition *condition)
{
    if (see(forecast, condition) == TRUTH_OPEN)
        weigh(forecast, condition, VERDICT_URGENCY);
}

static void weigh_verdict(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        weigh_open(forecast, &kb_excludes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        weigh_open(forecast, &kb_requirements(kb)[i].condition);
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        weigh_open(forecast, &kb_closes(kb)[i].condition);
    for (uint32_t i = 0; forecast->standing && i < kb_warnings_count(kb); i++)
        if (kb_warnings(kb)[i].kind == KB_WARNING_CONTRADICTION &&
            !forecast->standing[i])
            weigh_open(forecast, &kb_warnings(kb)[i].condition);
}

void forecast_weigh(struct forecast *forecast)
{
    const dvf_kb *kb = forecast->sure.kb;
    const uint8_t *applies = evaluation_sure_applies(forecast->evaluation);
    uint32_t count = kb_attributes_count(kb);

    memset(forecast->urgency, 0, count * sizeof *forecast->urgency);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        if (forecast->rules[i] == TRUTH_OPEN)
            weigh(forecast, &kb_rules(kb)[i].condition,
                  (uint32_t)kb_rule_points(kb, &kb_rules(kb)[i]));
    weigh_verdict(forecast);
    /* Go backwards: a question hangs on earlier ones, which are yet to come. */
    for (uint32_t i = count; i-- > 0;)
        if (forecast->urgency[i] > 0 && applies[i] == TRUTH_OPEN)
            add_urgency(forecast, kb_attributes(kb)[i].only_if.reads,
                        forecast->urgency[i]);
}

/* ------------------------------------------------------------------- whole */

dvf_status forecast_init(struct forecast *forecast,
                         const dvf_evaluation *evaluation,
                         const uint8_t *standing)
{
    const dvf_kb *kb = evaluation->kb;
    size_t cells = (size_t)kb_criteria_count(kb) * kb->scoring;

    *forecast = (struct forecast){
        .evaluation = evaluation,
        .standing = standing,
    };
    forecast->rules = arena_alloc(&forecast->arena, kb_rules_count(kb));
    for (unsigned side = LEAST; side < SIDES; side++) {
        forecast->cells[side].points = arena_array(&forecast->arena, cells,
                                                   sizeof(int32_t));
        forecast->cells[side].strongest = arena_array(&forecast->arena, cells,
                                                      sizeof(int32_t));
    }
    forecast->urgency = arena_array(&forecast->arena, kb_attributes_count(kb),
                                    sizeof *forecast->urgency);
    return arena_status(&forecast->arena);
}

void forecast_release(struct forecast *forecast)
{
    arena_release(&forecast->arena);
}

void forecast_see(struct forecast *forecast)
{
    forecast->sure = evaluation_sure_facts(forecast->evaluation);
    see_rules(forecast);
    see_excludes(forecast);
    see_closes(forecast);
    see_warnings(forecast);
    see_ends(forecast);
    forecast->possible_count = 0;
    for (uint32_t i = 0; i < ENDS_MAX; i++)
        forecast->possible_count += forecast->possible[i];
}

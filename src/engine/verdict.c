/* SPDX-License-Identifier: MIT */
/*
 * From scores to a verdict: first the combinations, then the distance between
 * the options that are not excluded.
 */
#include "engine/verdict.h"

#include "engine/truth.h"

/* ---------------------------------------------------- exclusions, gates */

static bool is_excluded(const dvf_evaluation *evaluation, uint32_t option)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < evaluation->excludes.count; i++)
        if (kb_excludes(kb)[evaluation->excludes.items[i]].option == option)
            return true;
    return false;
}

/* A combination falls with any of its parts. */
bool verdict_is_ruled_out(const dvf_evaluation *evaluation, uint32_t option)
{
    const struct kb_option *record = &kb_options(evaluation->kb)[option];
    const uint32_t *parts = kb_index(evaluation->kb, record->parts);

    if (is_excluded(evaluation, option))
        return true;
    for (uint32_t i = 0; i < record->parts.count; i++)
        if (is_excluded(evaluation, parts[i]))
            return true;
    return false;
}

static void settle_excludes(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct index_list *list = &evaluation->excludes;

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        if (truth_holds(truth_of(evaluation, &kb_excludes(kb)[i].condition)) ==
            TRUTH_TRUE)
            list->items[list->count++] = i;
}

static void settle_gate(dvf_evaluation *evaluation, struct gate *gate)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_combination *combination = &kb_combinations(
        kb)[gate->combination];
    bool essential = true;

    gate->met = TRUTH_TRUE;
    for (uint32_t i = 0; i < combination->requirements.count; i++) {
        const struct kb_requirement *requirement = &kb_requirements(
            kb)[combination->requirements.first + i];
        enum truth met = truth_holds(
            truth_of(evaluation, &requirement->condition));

        gate->requirements[i] = met;
        if (met < gate->met)
            gate->met = met;
        if (requirement->essential && met != TRUTH_TRUE)
            essential = false;
    }
    if (verdict_is_ruled_out(evaluation, combination->option)) {
        gate->ruled_out = gate->met == TRUTH_TRUE;
        gate->met = TRUTH_FALSE;
    } else {
        gate->worth_reporting = essential && gate->met != TRUTH_TRUE;
    }
}

/* --------------------------------------------------------------- verdict */

/* The two best of the options that may be recommended. */
struct race {
    uint32_t runners;
    uint32_t first; /* option, or KB_NONE */
    int32_t best;
    int32_t second;
};

static struct race run_race(const dvf_evaluation *evaluation, bool all)
{
    const dvf_kb *kb = evaluation->kb;
    struct race race = {.first = KB_NONE};

    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        const struct kb_option *option = &kb_options(kb)[i];

        if (option->score == KB_NONE || (!all && is_excluded(evaluation, i)))
            continue;
        int32_t score = evaluation->scores[option->score];
        if (race.runners++ == 0 || score > race.best) {
            race.second = race.first == KB_NONE ? 0 : race.best;
            race.best = score;
            race.first = i;
        } else if (race.runners == 2 || score > race.second) {
            race.second = score;
        }
    }
    return race;
}

static int64_t sum_of_scores(const dvf_evaluation *evaluation)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < evaluation->kb->scoring; i++)
        sum += evaluation->scores[i];
    return sum;
}

static uint32_t find_strength(const dvf_evaluation *evaluation, int32_t lead)
{
    const dvf_kb *kb = evaluation->kb;
    int64_t sum = sum_of_scores(evaluation);
    uint32_t reached = 0;

    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const struct kb_strength *strength = &kb_strengths(kb)[i];

        if (lead >= (int64_t)strength->points &&
            (int64_t)lead * 100 >= (int64_t)strength->percent * sum)
            reached = i;
    }
    return reached;
}

/* Whether so many points are no lead. */
static bool is_close(const dvf_evaluation *evaluation, int32_t lead)
{
    const dvf_kb *kb = evaluation->kb;

    return lead < (int64_t)kb->too_close_points ||
           (int64_t)lead * 100 <
               (int64_t)kb->too_close_percent * sum_of_scores(evaluation);
}

/* Points of an option less those of the best other one. */
static int32_t lead_of(const dvf_evaluation *evaluation, uint32_t option)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t own = kb_options(kb)[option].score;
    int32_t best = 0;

    for (uint32_t i = 0; i < kb->scoring; i++)
        if (i != own && evaluation->scores[i] > best)
            best = evaluation->scores[i];
    return evaluation->scores[own] - best;
}

static int32_t weakest_part(const dvf_evaluation *evaluation, uint32_t option)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_option *combination = &kb_options(kb)[option];
    const uint32_t *parts = kb_index(kb, combination->parts);
    int32_t least = INT32_MAX;

    for (uint32_t i = 0; i < combination->parts.count; i++) {
        int32_t score = evaluation->scores[kb_options(kb)[parts[i]].score];

        least = score < least ? score : least;
    }
    return least;
}

static bool settle_combination(dvf_evaluation *evaluation)
{
    struct verdict *verdict = &evaluation->verdict;

    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        uint32_t option = kb_combinations(evaluation->kb)[i].option;

        if (evaluation->gates[i].met != TRUTH_TRUE)
            continue;
        verdict->outcome = OUTCOME_OPTION;
        verdict->option = option;
        verdict->strength = find_strength(evaluation,
                                          weakest_part(evaluation, option));
        return true;
    }
    return false;
}

static void settle_option(dvf_evaluation *evaluation)
{
    struct race race = run_race(evaluation, false);
    struct verdict *verdict = &evaluation->verdict;

    if (race.runners == 0 || sum_of_scores(evaluation) == 0) {
        verdict->outcome = OUTCOME_UNDECIDED;
    } else if (race.runners > 1 &&
               is_close(evaluation, race.best - race.second)) {
        verdict->outcome = OUTCOME_TOO_CLOSE;
    } else {
        verdict->outcome = OUTCOME_OPTION;
        verdict->option = race.first;
        verdict->lead = lead_of(evaluation, race.first);
        verdict->strength = find_strength(evaluation, verdict->lead);
    }
}

void verdict_settle(dvf_evaluation *evaluation)
{
    struct race all = run_race(evaluation, true);

    evaluation->verdict = (struct verdict){
        .option = KB_NONE,
        .strength = KB_NONE,
        .lead = all.best - all.second,
    };
    settle_excludes(evaluation);
    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        settle_gate(evaluation, &evaluation->gates[i]);
    if (!settle_combination(evaluation))
        settle_option(evaluation);
}

static bool is_combination(const dvf_evaluation *evaluation, uint32_t option)
{
    return option != KB_NONE &&
           kb_options(evaluation->kb)[option].score == KB_NONE;
}

int32_t verdict_margin(const dvf_evaluation *evaluation)
{
    const struct verdict *verdict = &evaluation->verdict;
    struct race race;

    if (is_combination(evaluation, verdict->option))
        return weakest_part(evaluation, verdict->option);
    if (verdict->outcome == OUTCOME_OPTION)
        return verdict->lead;
    race = run_race(evaluation, false);
    return race.best - race.second;
}

bool verdict_is_leading(const dvf_evaluation *evaluation, uint32_t option)
{
    const struct verdict *verdict = &evaluation->verdict;
    uint32_t score = kb_options(evaluation->kb)[option].score;

    if (verdict->outcome == OUTCOME_UNDECIDED)
        return false;
    if (verdict->option == option)
        return true;
    if (score == KB_NONE || is_excluded(evaluation, option))
        return false;
    /* A verdict leads alone. */
    return verdict->outcome == OUTCOME_TOO_CLOSE &&
           is_close(evaluation, run_race(evaluation, false).best -
                                    evaluation->scores[score]);
}

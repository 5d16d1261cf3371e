/* SPDX-License-Identifier: MIT */
/*
 * From scores to a verdict: first the combinations, then the distance between
 * the options that are not excluded.
 */
#include "engine/verdict.h"

/* ---------------------------------------------------- exclusions, gates */

/* A combination falls with any of its parts. */
option_set verdict_excluded(const dvf_kb *kb, const uint32_t *excludes,
                            uint32_t count)
{
    option_set named = 0;
    option_set fallen = 0;

    for (uint32_t i = 0; i < count; i++)
        named |= UINT64_C(1) << kb_excludes(kb)[excludes[i]].option;
    if (named == 0)
        return 0;
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        struct kb_range parts = kb_options(kb)[i].parts;

        for (uint32_t k = 0; k < parts.count; k++)
            if (option_set_has(named, kb_index(kb, parts)[k]))
                fallen |= UINT64_C(1) << i;
    }
    return named | fallen;
}

struct gate verdict_gate(const dvf_kb *kb, uint32_t combination,
                         const uint8_t *requirements, option_set excluded)
{
    const struct kb_combination *record = &kb_combinations(kb)[combination];
    uint32_t first = record->requirements.first;
    struct gate gate = {
        .combination = combination,
        .met = TRUTH_TRUE,
        .requirements = requirements + first,
    };
    bool essential = true;

    for (uint32_t i = 0; i < record->requirements.count; i++) {
        enum truth met = (enum truth)gate.requirements[i];

        if (met < gate.met)
            gate.met = met;
        if (kb_requirements(kb)[first + i].essential && met != TRUTH_TRUE)
            essential = false;
    }
    if (option_set_has(excluded, record->option)) {
        gate.ruled_out = gate.met == TRUTH_TRUE;
        gate.met = TRUTH_FALSE;
    } else {
        gate.worth_reporting = essential && gate.met != TRUTH_TRUE;
    }
    return gate;
}

/* --------------------------------------------------------------- verdict */

/* The two best of the options that may be recommended. */
struct race {
    uint32_t runners;
    uint32_t first; /* option, or KB_NONE */
    int32_t best;
    int32_t second;
};

static struct race run_race(const struct facts *facts, option_set excluded)
{
    const dvf_kb *kb = facts->kb;
    struct race race = {.first = KB_NONE};

    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        const struct kb_option *option = &kb_options(kb)[i];

        if (option->score == KB_NONE || option_set_has(excluded, i))
            continue;
        int32_t score = facts->scores[option->score];
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

static int64_t sum_of_scores(const struct facts *facts)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < facts->kb->scoring; i++)
        sum += facts->scores[i];
    return sum;
}

/* Whether points are as many as is asked, also as a share of all points. */
static bool reaches(const struct facts *facts, int32_t points, uint32_t least,
                    uint32_t percent)
{
    return points >= (int64_t)least &&
           (int64_t)points * 100 >= (int64_t)percent * sum_of_scores(facts);
}

uint32_t verdict_strength_of(const struct facts *facts, int32_t points)
{
    const dvf_kb *kb = facts->kb;
    uint32_t reached = 0;

    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const struct kb_strength *strength = &kb_strengths(kb)[i];

        if (reaches(facts, points, strength->points, strength->percent))
            reached = i;
    }
    return reached;
}

static bool is_no_lead(const struct facts *facts, int32_t lead)
{
    return !reaches(facts, lead, facts->kb->too_close_points,
                    facts->kb->too_close_percent);
}

int32_t verdict_distance(const struct facts *facts, option_set excluded)
{
    struct race race = run_race(facts, excluded);

    return race.best - race.second;
}

bool verdict_is_close(const struct facts *facts, option_set excluded,
                      uint32_t option)
{
    int32_t own = facts->scores[kb_options(facts->kb)[option].score];

    return is_no_lead(facts, run_race(facts, excluded).best - own);
}

int32_t verdict_weakest_part(const struct facts *facts, uint32_t combination)
{
    const dvf_kb *kb = facts->kb;
    struct kb_range parts = kb_options(kb)[combination].parts;
    int32_t least = INT32_MAX;

    for (uint32_t i = 0; i < parts.count; i++) {
        uint32_t part = kb_index(kb, parts)[i];
        int32_t score = facts->scores[kb_options(kb)[part].score];

        least = score < least ? score : least;
    }
    return least;
}

/* The best other option that scores, excluded or not. */
static uint32_t runner_up_of(const struct facts *facts, uint32_t option)
{
    return run_race(facts, UINT64_C(1) << option).first;
}

static int32_t score_of(const struct facts *facts, uint32_t option)
{
    return facts->scores[kb_options(facts->kb)[option].score];
}

struct verdict verdict_of(const struct facts *facts, option_set excluded,
                          const struct gate *gates)
{
    struct verdict verdict = {
        .option = KB_NONE,
        .runner_up = KB_NONE,
        .strength = KB_NONE,
        .lead = verdict_distance(facts, 0),
    };

    for (uint32_t i = 0; i < kb_combinations_count(facts->kb); i++) {
        if (gates[i].met != TRUTH_TRUE)
            continue;
        verdict.outcome = OUTCOME_OPTION;
        verdict.option = kb_combinations(facts->kb)[i].option;
        verdict.strength = verdict_strength_of(
            facts, verdict_weakest_part(facts, verdict.option));
        return verdict;
    }
    struct race race = run_race(facts, excluded);
    if (race.runners == 0 || sum_of_scores(facts) == 0)
        return verdict;
    if (race.runners > 1 && is_no_lead(facts, race.best - race.second)) {
        verdict.outcome = OUTCOME_TOO_CLOSE;
        return verdict;
    }
    verdict.outcome = OUTCOME_OPTION;
    verdict.option = race.first;
    verdict.runner_up = runner_up_of(facts, race.first);
    verdict.lead = score_of(facts, race.first) -
                   score_of(facts, verdict.runner_up);
    verdict.strength = verdict_strength_of(facts, verdict.lead);
    return verdict;
}

/* SPDX-License-Identifier: MIT */
/*
 * From scores to a verdict: first the combinations, then the distance between
 * the options that are not excluded. Its strength is the last one whose points,
 * answers and condition are all met; a stronger one which the points reach is
 * withheld for a reason.
 */
#include "engine/verdict.h"

#include "engine/rows.h"

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
                         const struct requirement_truths *requirements,
                         option_set excluded)
{
    const struct kb_combination *record = &kb_combinations(kb)[combination];
    uint32_t first = record->requirements.first;
    struct gate gate = {
        .combination = combination,
        .met = TRUTH_TRUE,
        .holds = true,
        .requirements = requirements->met + first,
    };
    bool essential = true;

    for (uint32_t i = 0; i < record->requirements.count; i++) {
        enum truth met = (enum truth)gate.requirements[i];
        bool holds = requirements->holds[first + i];

        if (met < gate.met)
            gate.met = met;
        gate.holds = gate.holds && holds;
        gate.provisional |= holds && met != TRUTH_TRUE;
        if (kb_requirements(kb)[first + i].essential && !holds)
            essential = false;
    }
    if (option_set_has(excluded, record->option)) {
        gate.ruled_out = gate.holds;
        gate.holds = false;
        gate.met = TRUTH_FALSE;
    } else {
        gate.worth_reporting = essential && !gate.holds;
    }
    return gate;
}

/* --------------------------------------------------------------- verdict */

/* The two best of the options that may be recommended. */
struct race {
    uint32_t runners;
    uint32_t first; /* option, or KB_NONE */
    uint32_t other; /* alike, the second best */
    int32_t best;
    int32_t second;
};

static struct race run_race(const struct facts *facts, option_set excluded)
{
    const dvf_kb *kb = facts->kb;
    struct race race = {.first = KB_NONE, .other = KB_NONE};

    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        const struct kb_option *option = &kb_options(kb)[i];

        if (option->score == KB_NONE || option_set_has(excluded, i))
            continue;
        int32_t score = facts->scores[option->score];
        if (race.runners++ == 0 || score > race.best) {
            race.second = race.first == KB_NONE ? 0 : race.best;
            race.other = race.first;
            race.best = score;
            race.first = i;
        } else if (race.runners == 2 || score > race.second) {
            race.second = score;
            race.other = i;
        }
    }
    return race;
}

static int32_t score_of(const struct facts *facts, uint32_t option)
{
    return facts->scores[kb_options(facts->kb)[option].score];
}

static int64_t sum_of_scores(const struct facts *facts)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < facts->kb->scoring; i++)
        sum += facts->scores[i];
    return sum;
}

/* True for at least `least` points that are at least `percent` of all points.
 * Which of the two fails cannot be foreseen: none waits for the other. */
static bool reaches(int32_t points, uint32_t least, uint32_t percent,
                    int64_t sum)
{
    bool enough = points >= (int64_t)least;

    return enough & ((int64_t)points * 100 >= (int64_t)percent * sum);
}

static bool is_no_lead(const dvf_kb *kb, int32_t lead, int64_t sum)
{
    return !reaches(lead, kb->too_close_points, kb->too_close_percent, sum);
}

int32_t verdict_distance(const struct facts *facts, option_set excluded)
{
    struct race race = run_race(facts, excluded);

    return race.best - race.second;
}

bool verdict_is_close(const struct facts *facts, option_set excluded,
                      uint32_t option)
{
    int32_t own = score_of(facts, option);
    struct race race = run_race(facts, excluded);

    return is_no_lead(facts->kb, race.best - own, sum_of_scores(facts)) ||
           (facts->verdict->close != KB_NONE && own >= race.second);
}

int32_t verdict_weakest_part(const struct facts *facts, uint32_t combination)
{
    const dvf_kb *kb = facts->kb;
    struct kb_range parts = kb_options(kb)[combination].parts;
    int32_t least = INT32_MAX;

    for (uint32_t i = 0; i < parts.count; i++) {
        int32_t score = score_of(facts, kb_index(kb, parts)[i]);

        least = score < least ? score : least;
    }
    return least;
}

/* ----------------------------------------------------------- alternative */

static bool has_points(const struct facts *facts, uint32_t option)
{
    struct kb_range parts = kb_options(facts->kb)[option].parts;

    if (!kb_is_combination(facts->kb, option))
        return score_of(facts, option) > 0;
    for (uint32_t i = 0; i < parts.count; i++)
        if (score_of(facts, kb_index(facts->kb, parts)[i]) > 0)
            return true;
    return false;
}

/* Points reach the root by reasons that count, so that an option with points
 * has a reason to show. */
static bool may_be_alternative(const struct facts *facts,
                               const struct verdict *verdict,
                               option_set excluded, uint32_t option)
{
    bool scores = !kb_is_combination(facts->kb, option);

    return option != verdict->option && !option_set_has(excluded, option) &&
           has_points(facts, option) &&
           !(scores && verdict->outcome == OUTCOME_TOO_CLOSE);
}

static uint32_t strongest_part(const struct facts *facts, uint32_t combination)
{
    struct kb_range parts = kb_options(facts->kb)[combination].parts;
    const uint32_t *items = kb_index(facts->kb, parts);
    uint32_t best = items[0];

    for (uint32_t i = 1; i < parts.count; i++) {
        int32_t more = score_of(facts, items[i]) - score_of(facts, best);

        if (more > 0 || (more == 0 && items[i] < best))
            best = items[i];
    }
    return best;
}

/* The listed option that holds first, else the runner-up. */
static uint32_t find_alternative(const struct facts *facts,
                                 const struct verdict *verdict,
                                 option_set excluded)
{
    const dvf_kb *kb = facts->kb;

    for (uint32_t i = 0; i < kb_alternatives_count(kb); i++) {
        const struct kb_alternative *listed = &kb_alternatives(kb)[i];

        if (may_be_alternative(facts, verdict, excluded, listed->option) &&
            truth_at(facts, ROWS_ALTERNATIVE, i, &listed->condition))
            return listed->option;
    }
    return verdict->runner_up;
}

static uint32_t alternative_of(const struct facts *facts,
                               const struct verdict *verdict,
                               option_set excluded)
{
    const dvf_kb *kb = facts->kb;
    uint32_t option;

    if (!kb->names_alternatives || verdict->outcome == OUTCOME_UNDECIDED)
        return KB_NONE;
    if (verdict->option != KB_NONE && kb_is_combination(kb, verdict->option))
        option = strongest_part(facts, verdict->option);
    else if (verdict->outcome == OUTCOME_OPTION && verdict->strength > 0)
        return KB_NONE;
    else
        option = find_alternative(facts, verdict, excluded);
    return option != KB_NONE &&
                   may_be_alternative(facts, verdict, excluded, option)
               ? option
               : KB_NONE;
}

/* ----------------------------------------------------------------- strength */

/* Pass over a comparison of contenders under a combination: it leads alone, so
 * that there is no runner-up. */
static bool is_passed_over(const struct facts *facts,
                           const struct kb_condition *condition)
{
    const dvf_kb *kb = facts->kb;
    const struct kb_operation *items = kb_operations(kb) +
                                       condition->when.first;

    if (!kb_is_combination(kb, facts->verdict->option))
        return false;
    for (uint32_t i = 0; i < condition->when.count; i++)
        if (kb_asks_contender(&items[i]))
            return true;
    return false;
}

static bool condition_holds(const struct facts *facts, uint32_t strength)
{
    const struct kb_condition *condition =
        &kb_strengths(facts->kb)[strength].condition;

    return condition->when.count == 0 || is_passed_over(facts, condition) ||
           truth_at(facts, ROWS_STRENGTH, strength, condition);
}

/* ----------------------------------------------------------------- missed */

/* The weightiest rule that fired for the runner-up in these criteria. */
static uint32_t strongest_rule(const struct facts *facts,
                               struct kb_range criteria)
{
    const dvf_kb *kb = facts->kb;
    uint32_t best = KB_NONE;
    uint32_t most = 0;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        uint32_t points = kb_weights(kb)[rule->weight].points;

        if (facts->states[i] == RULE_FIRED && points > most &&
            rule->option == facts->verdict->runner_up &&
            kb_criterion_within_names(kb, rule->criterion, criteria)) {
            best = i;
            most = points;
        }
    }
    return best;
}

/* The criteria in which an operation asks for the runner-up's strongest. */
static struct kb_range runner_up_criteria(const struct kb_operation *operation)
{
    if (operation->code == KB_STRONGER && operation->b == KB_RUNNER_UP)
        return operation->others;
    if ((operation->code == KB_STRONGER || operation->code == KB_STRONGEST) &&
        operation->a == KB_RUNNER_UP)
        return operation->names;
    return (struct kb_range){0};
}

/* The runner-up's strongest rule in the first comparison that is false, or
 * KB_NONE. */
static uint32_t rule_in_the_way(const struct facts *facts,
                                const struct kb_condition *condition)
{
    const struct kb_operation *items = kb_operations(facts->kb) +
                                       condition->when.first;

    for (uint32_t i = 0; i < condition->when.count; i++) {
        struct kb_range criteria = runner_up_criteria(&items[i]);
        const struct kb_condition alone = {
            .when = {condition->when.first + i, 1}};

        if (criteria.count > 0 && truth_of(facts, &alone).when == TRUTH_FALSE)
            return strongest_rule(facts, criteria);
    }
    return KB_NONE;
}

static void find_missed(const struct facts *facts, struct verdict *verdict,
                        uint32_t strength)
{
    const struct kb_strength *record = &kb_strengths(facts->kb)[strength];

    verdict->missed = (struct missed_strength){
        .strength = strength,
        .rule = KB_NONE,
        .answers = facts->answered < record->answers,
        .condition = !condition_holds(facts, strength),
    };
    if (verdict->missed.condition)
        verdict->missed.rule = rule_in_the_way(facts, &record->condition);
}

/* Points by which the strength of an option is found: those of the lead; of a
 * combination's weakest part. */
static int32_t points_of_verdict(const struct facts *facts,
                                 const struct verdict *verdict)
{
    return kb_is_combination(facts->kb, verdict->option)
               ? verdict_weakest_part(facts, verdict->option)
               : verdict->lead;
}

/* The last strength that the points reach, from `end` down; 0 at the least. */
static uint32_t last_reached(const struct facts *facts, int32_t points,
                             uint32_t end)
{
    int64_t sum = sum_of_scores(facts);

    while (end > 1) {
        const struct kb_strength *strength = &kb_strengths(facts->kb)[--end];

        if (reaches(points, strength->points, strength->percent, sum))
            return end;
    }
    return 0;
}

/* @param facts with this verdict, for conditions that ask for its leader */
static uint32_t find_strength(const struct facts *facts,
                              const struct verdict *verdict)
{
    const dvf_kb *kb = facts->kb;
    int32_t points = points_of_verdict(facts, verdict);
    uint32_t at = last_reached(facts, points, kb_strengths_count(kb));

    while (at > 0 && (facts->answered < kb_strengths(kb)[at].answers ||
                      !condition_holds(facts, at)))
        at = last_reached(facts, points, at);
    return at;
}

/* --------------------------------------------------------------- outcome */

/* The first condition that holds of those that make any lead too close. */
static uint32_t find_close(const struct facts *facts)
{
    for (uint32_t i = 0; i < kb_closes_count(facts->kb); i++)
        if (truth_at(facts, ROWS_CLOSE, i, &kb_closes(facts->kb)[i].condition))
            return i;
    return KB_NONE;
}

static bool settle_combination(const struct facts *facts,
                               struct verdict *verdict,
                               const struct gate *gates)
{
    for (uint32_t i = 0; i < kb_combinations_count(facts->kb); i++) {
        if (!gates[i].holds)
            continue;
        verdict->outcome = OUTCOME_OPTION;
        verdict->option = kb_combinations(facts->kb)[i].option;
        verdict->strength = find_strength(facts, verdict);
        return true;
    }
    return false;
}

static struct points_outcome end_race(const struct facts *facts,
                                      const struct race *race)
{
    struct points_outcome by_points = {.option = KB_NONE};
    int64_t sum = sum_of_scores(facts);

    if (race->runners == 0 || sum == 0)
        return by_points;
    by_points.is_contested = race->runners > 1;
    if (race->runners > 1 &&
        is_no_lead(facts->kb, race->best - race->second, sum)) {
        by_points.outcome = OUTCOME_TOO_CLOSE;
        return by_points;
    }
    by_points.outcome = OUTCOME_OPTION;
    by_points.option = race->first;
    return by_points;
}

struct points_outcome verdict_by_points(const dvf_kb *kb, const int32_t *scores,
                                        option_set excluded)
{
    const struct facts facts = {.kb = kb, .scores = scores};
    struct race race = run_race(&facts, excluded);

    return end_race(&facts, &race);
}

/* @param race of all options, excluded or not */
static void settle_option(const struct facts *facts, struct verdict *verdict,
                          option_set excluded, const struct race *race)
{
    struct race rest = excluded == 0 ? *race : run_race(facts, excluded);
    struct points_outcome by_points = end_race(facts, &rest);

    if (by_points.outcome == OUTCOME_OPTION && by_points.is_contested)
        verdict->close = find_close(facts);
    verdict->outcome = verdict->close == KB_NONE ? by_points.outcome
                                                 : OUTCOME_TOO_CLOSE;
    if (verdict->outcome != OUTCOME_OPTION)
        return;
    verdict->option = by_points.option;
    verdict->runner_up = by_points.option == race->first ? race->other
                                                         : race->first;
    verdict->lead = score_of(facts, by_points.option) -
                    score_of(facts, verdict->runner_up);
    verdict->strength = find_strength(facts, verdict);
}

struct verdict verdict_of(const struct facts *facts, option_set excluded,
                          const struct gate *gates)
{
    struct race race = run_race(facts, 0);
    struct verdict verdict = {
        .option = KB_NONE,
        .runner_up = KB_NONE,
        .strength = KB_NONE,
        .missed = {.strength = KB_NONE, .rule = KB_NONE},
        .close = KB_NONE,
        .alternative = KB_NONE,
        .lead = race.best - race.second,
    };
    struct facts known = *facts;

    known.verdict = &verdict;
    if (!settle_combination(&known, &verdict, gates))
        settle_option(&known, &verdict, excluded, &race);
    return verdict;
}

void verdict_complete(const struct facts *facts, option_set excluded,
                      const struct gate *gates, struct verdict *verdict)
{
    const dvf_kb *kb = facts->kb;
    struct facts known = *facts;

    known.verdict = verdict;
    if (verdict->outcome == OUTCOME_OPTION) {
        uint32_t reached = last_reached(
            &known, points_of_verdict(&known, verdict), kb_strengths_count(kb));
        uint32_t gate = kb_combination_of(kb, verdict->option);

        if (reached > verdict->strength)
            find_missed(&known, verdict, reached);
        verdict->provisional = gate != KB_NONE && gates[gate].provisional;
    }
    verdict->alternative = alternative_of(&known, verdict, excluded);
}

/* SPDX-License-Identifier: MIT */
/*
 * Verdicts of the oracle: first the combinations, then the distance between the
 * options that are not excluded. The strength is the last one whose points,
 * answers and condition are all met.
 */
#include "support/oracle_parts.h"

/* ---------------------------------------------------- exclusions, gates */

/* A combination falls with any of its parts. */
option_set oracle_verdict_excluded(const dvf_kb *kb, const uint32_t *excludes,
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

struct gate oracle_verdict_gate(const dvf_kb *kb, uint32_t combination,
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
    int32_t best;
    int32_t second;
};

static struct race run_race(const struct oracle_facts *facts,
                            option_set excluded)
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

static int32_t score_of(const struct oracle_facts *facts, uint32_t option)
{
    return facts->scores[kb_options(facts->kb)[option].score];
}

static int64_t sum_of_scores(const struct oracle_facts *facts)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < facts->kb->scoring; i++)
        sum += facts->scores[i];
    return sum;
}

/* True for at least `least` points that are at least `percent` of all
 * points. */
static bool reaches(const struct oracle_facts *facts, int32_t points,
                    uint32_t least, uint32_t percent)
{
    return points >= (int64_t)least &&
           (int64_t)points * 100 >= (int64_t)percent * sum_of_scores(facts);
}

static bool is_no_lead(const struct oracle_facts *facts, int32_t lead)
{
    return !reaches(facts, lead, facts->kb->too_close_points,
                    facts->kb->too_close_percent);
}

static int32_t oracle_verdict_distance(const struct oracle_facts *facts,
                                       option_set excluded)
{
    struct race race = run_race(facts, excluded);

    return race.best - race.second;
}

static int32_t oracle_verdict_weakest_part(const struct oracle_facts *facts,
                                           uint32_t combination)
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

/* The best other option that scores, excluded or not. */
static uint32_t runner_up_of(const struct oracle_facts *facts, uint32_t option)
{
    return run_race(facts, UINT64_C(1) << option).first;
}

/* ----------------------------------------------------------- alternative */

static bool has_points(const struct oracle_facts *facts, uint32_t option)
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
static bool may_be_alternative(const struct oracle_facts *facts,
                               const struct verdict *verdict,
                               option_set excluded, uint32_t option)
{
    bool scores = !kb_is_combination(facts->kb, option);

    return option != verdict->option && !option_set_has(excluded, option) &&
           has_points(facts, option) &&
           !(scores && verdict->outcome == OUTCOME_TOO_CLOSE);
}

static uint32_t strongest_part(const struct oracle_facts *facts,
                               uint32_t combination)
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
static uint32_t find_alternative(const struct oracle_facts *facts,
                                 const struct verdict *verdict,
                                 option_set excluded)
{
    const dvf_kb *kb = facts->kb;

    for (uint32_t i = 0; i < kb_alternatives_count(kb); i++) {
        const struct kb_alternative *listed = &kb_alternatives(kb)[i];

        if (may_be_alternative(facts, verdict, excluded, listed->option) &&
            oracle_truth_holds(oracle_truth_of(facts, &listed->condition)) ==
                TRUTH_TRUE)
            return listed->option;
    }
    return verdict->runner_up;
}

static uint32_t alternative_of(const struct oracle_facts *facts,
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
static bool is_passed_over(const struct oracle_facts *facts,
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

static bool condition_holds(const struct oracle_facts *facts,
                            const struct kb_strength *strength)
{
    return is_passed_over(facts, &strength->condition) ||
           oracle_truth_of(facts, &strength->condition).when == TRUTH_TRUE;
}

/* ----------------------------------------------------------------- missed */

/* The weightiest rule that fired for the runner-up in these criteria. */
static uint32_t strongest_rule(const struct oracle_facts *facts,
                               struct kb_range criteria)
{
    const dvf_kb *kb = facts->kb;
    uint32_t best = KB_NONE;
    uint32_t most = 0;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        uint32_t points = kb_weights(kb)[rule->weight].points;

        if (facts->rules[i] == RULE_FIRED && points > most &&
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
static uint32_t rule_in_the_way(const struct oracle_facts *facts,
                                const struct kb_condition *condition)
{
    const struct kb_operation *items = kb_operations(facts->kb) +
                                       condition->when.first;

    for (uint32_t i = 0; i < condition->when.count; i++) {
        struct kb_range criteria = runner_up_criteria(&items[i]);
        const struct kb_condition alone = {
            .when = {condition->when.first + i, 1}};

        if (criteria.count > 0 &&
            oracle_truth_of(facts, &alone).when == TRUTH_FALSE)
            return strongest_rule(facts, criteria);
    }
    return KB_NONE;
}

static void find_missed(const struct oracle_facts *facts,
                        struct verdict *verdict, uint32_t strength)
{
    const struct kb_strength *record = &kb_strengths(facts->kb)[strength];

    verdict->missed = (struct missed_strength){
        .strength = strength,
        .rule = KB_NONE,
        .answers = facts->answered < record->answers,
        .condition = !condition_holds(facts, record),
    };
    if (verdict->missed.condition)
        verdict->missed.rule = rule_in_the_way(facts, &record->condition);
}

/*
 * Settle `strength` and `missed` of a verdict for an option.
 *
 * @param facts with this verdict, for conditions that ask for its leader
 * @param points those of the lead; of a combination's weakest part
 */
static void find_strength(const struct oracle_facts *facts,
                          struct verdict *verdict, int32_t points)
{
    const dvf_kb *kb = facts->kb;
    uint32_t reached = 0;

    verdict->strength = 0;
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const struct kb_strength *strength = &kb_strengths(kb)[i];

        if (!reaches(facts, points, strength->points, strength->percent))
            continue;
        reached = i;
        if (facts->answered >= strength->answers &&
            condition_holds(facts, strength))
            verdict->strength = i;
    }
    if (reached > verdict->strength)
        find_missed(facts, verdict, reached);
}

/* --------------------------------------------------------------- outcome */

/* The first condition that holds of those that make any lead too close. */
static uint32_t find_close(const struct oracle_facts *facts)
{
    for (uint32_t i = 0; i < kb_closes_count(facts->kb); i++)
        if (oracle_truth_of(facts, &kb_closes(facts->kb)[i].condition).when ==
            TRUTH_TRUE)
            return i;
    return KB_NONE;
}

static bool settle_combination(const struct oracle_facts *facts,
                               struct verdict *verdict,
                               const struct gate *gates)
{
    for (uint32_t i = 0; i < kb_combinations_count(facts->kb); i++) {
        if (!gates[i].holds)
            continue;
        verdict->outcome = OUTCOME_OPTION;
        verdict->option = kb_combinations(facts->kb)[i].option;
        verdict->provisional = gates[i].provisional;
        find_strength(facts, verdict,
                      oracle_verdict_weakest_part(facts, verdict->option));
        return true;
    }
    return false;
}

static struct points_outcome oracle_verdict_by_points(const dvf_kb *kb,
                                                      const int32_t *scores,
                                                      option_set excluded)
{
    const struct oracle_facts facts = {.kb = kb, .scores = scores};
    struct race race = run_race(&facts, excluded);
    struct points_outcome by_points = {.option = KB_NONE};

    if (race.runners == 0 || sum_of_scores(&facts) == 0)
        return by_points;
    by_points.is_contested = race.runners > 1;
    if (race.runners > 1 && is_no_lead(&facts, race.best - race.second)) {
        by_points.outcome = OUTCOME_TOO_CLOSE;
        return by_points;
    }
    by_points.outcome = OUTCOME_OPTION;
    by_points.option = race.first;
    return by_points;
}

static void settle_option(const struct oracle_facts *facts,
                          struct verdict *verdict, option_set excluded)
{
    struct points_outcome by_points = oracle_verdict_by_points(
        facts->kb, facts->scores, excluded);

    if (by_points.outcome == OUTCOME_OPTION && by_points.is_contested)
        verdict->close = find_close(facts);
    verdict->outcome = verdict->close == KB_NONE ? by_points.outcome
                                                 : OUTCOME_TOO_CLOSE;
    if (verdict->outcome != OUTCOME_OPTION)
        return;
    verdict->option = by_points.option;
    verdict->runner_up = runner_up_of(facts, by_points.option);
    verdict->lead = score_of(facts, by_points.option) -
                    score_of(facts, verdict->runner_up);
    find_strength(facts, verdict, verdict->lead);
}

struct verdict oracle_verdict_of(const struct oracle_facts *facts,
                                 option_set excluded, const struct gate *gates)
{
    struct verdict verdict = {
        .option = KB_NONE,
        .runner_up = KB_NONE,
        .strength = KB_NONE,
        .missed = {.strength = KB_NONE, .rule = KB_NONE},
        .close = KB_NONE,
        .alternative = KB_NONE,
        .lead = oracle_verdict_distance(facts, 0),
    };
    struct oracle_facts known = *facts;

    known.verdict = &verdict;
    if (!settle_combination(&known, &verdict, gates))
        settle_option(&known, &verdict, excluded);
    verdict.alternative = alternative_of(&known, &verdict, excluded);
    return verdict;
}

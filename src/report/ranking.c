/* SPDX-License-Identifier: MIT */
/*
 * Facts: sides, runner-up and weakest part in one pass over the scores; losses
 * and citations on demand.
 */
#include "report/ranking.h"
#include "profile/profile.h"

#include <stdlib.h>

/* ------------------------------------------------------------- the verdict */

static bool is_recommended(const dvf_evaluation *evaluation, uint32_t option)
{
    const struct verdict *verdict = &evaluation->verdict;

    return verdict->outcome == OUTCOME_OPTION &&
           kb_option_includes(evaluation->kb, verdict->option, option);
}

/* The combination that is recommended, or null. */
static const struct kb_combination *
combination_of(const dvf_evaluation *evaluation)
{
    uint32_t index = kb_combination_of(evaluation->kb,
                                       evaluation->verdict.option);

    return index == KB_NONE ? NULL : &kb_combinations(evaluation->kb)[index];
}

static void count_reasons(struct ranking *ranking)
{
    const dvf_evaluation *evaluation = ranking->evaluation;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        if (reason->counts) {
            uint32_t option = reason_rule(evaluation, reason)->option;

            ranking->sides[kb_options(evaluation->kb)[option].score].counted++;
        }
    }
}

/* The best side beside an option that is recommended, and the weakest part of a
 * combination that is; of equals the first. */
static void rank(struct ranking *ranking)
{
    const struct side *sides = ranking->sides;

    ranking->runner_up = KB_NONE;
    ranking->weakest = KB_NONE;
    for (uint32_t i = 0; i < ranking->sides_count && ranking->recommends; i++) {
        uint32_t *best = &ranking->runner_up;
        uint32_t *least = &ranking->weakest;

        if (!ranking->combination) {
            if (!sides[i].is_recommended &&
                (*best == KB_NONE || sides[i].points > sides[*best].points))
                *best = i;
        } else if (sides[i].is_recommended) {
            if (*least == KB_NONE || sides[i].points < sides[*least].points)
                *least = i;
        }
    }
}

void ranking_of(struct ranking *ranking, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    enum outcome outcome = evaluation->verdict.outcome;

    *ranking = (struct ranking){.evaluation = evaluation,
                                .recommends = outcome == OUTCOME_OPTION,
                                .combination = combination_of(evaluation),
                                .sides_count = kb->scoring};
    for (uint32_t i = 0; i < kb->scoring; i++) {
        uint32_t option = kb_scoring_option(kb, i);

        ranking->sides[i] = (struct side){
            .option = option,
            .points = evaluation->scores[i],
            .is_recommended = is_recommended(evaluation, option),
            .is_ruled_out = verdict_is_ruled_out(evaluation, option)};
        if (evaluation->scores[i] > ranking->most)
            ranking->most = evaluation->scores[i];
    }
    for (uint32_t i = 0; i < kb->scoring; i++)
        ranking->sides[i].leads = ranking->most > 0 &&
                                  ranking->sides[i].points == ranking->most;
    count_reasons(ranking);
    rank(ranking);
    ranking->has_lead = outcome == OUTCOME_TOO_CLOSE ||
                        (ranking->recommends && !ranking->combination);
}

uint32_t ranking_against(const struct ranking *ranking, uint32_t *other)
{
    uint32_t count = 0;

    *other = KB_NONE;
    for (uint32_t i = 0; i < ranking->sides_count; i++) {
        if (ranking->sides[i].is_recommended || ranking->sides[i].counted == 0)
            continue;
        count++;
        *other = i;
    }
    return count;
}

bool answer_is_given(const dvf_evaluation *evaluation, uint32_t attribute)
{
    return values_given(evaluation->answers[attribute]);
}

/* ------------------------------------------------------------- second looks */

const struct kb_strength *verdict_record(const dvf_evaluation *evaluation)
{
    const struct verdict *verdict = &evaluation->verdict;

    /* A combination is counted by itself, whatever its strength. */
    if (verdict->strength == KB_NONE ||
        kb_is_combination(evaluation->kb, verdict->option))
        return NULL;
    const struct kb_strength *strength = &kb_strengths(
        evaluation->kb)[verdict->strength];
    return strength->of > 0 ? strength : NULL;
}

const struct reason *alternative_reason(const dvf_evaluation *evaluation,
                                        uint32_t *cursor)
{
    uint32_t option = evaluation->verdict.alternative;

    while (option != KB_NONE && *cursor < evaluation->reason_count) {
        const struct reason *reason = &evaluation->reasons[(*cursor)++];

        if (reason->counts &&
            kb_option_includes(evaluation->kb, option,
                               reason_rule(evaluation, reason)->option))
            return reason;
    }
    return NULL;
}

uint32_t reason_hangs_on(const dvf_evaluation *evaluation,
                         const struct reason *reason, uint32_t *cursor)
{
    uint8_t marks[KB_ATTRIBUTES_MAX] = {0};
    uint32_t count = kb_attributes_count(evaluation->kb);

    if (!reason->provisional)
        return KB_NONE;
    evaluation_mark_hanging(evaluation,
                            &reason_rule(evaluation, reason)->condition, marks);
    while (*cursor < count && !marks[*cursor])
        ++*cursor;
    return *cursor < count ? (*cursor)++ : KB_NONE;
}

/* ------------------------------------------------------------------ losses */

const struct kb_rule *reason_rule(const dvf_evaluation *evaluation,
                                  const struct reason *reason)
{
    return &kb_rules(evaluation->kb)[reason->rule];
}

/* The strongest reason that counts for an option within a criterion. */
static uint32_t counted_within(const dvf_evaluation *evaluation,
                               uint32_t option, uint32_t criterion)
{
    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        if (reason->counts && rule->option == option &&
            kb_criterion_within(evaluation->kb, rule->criterion, criterion))
            return reason->rule;
    }
    return KB_NONE;
}

/* The branch that counts where a criterion takes the largest only. */
static uint32_t chosen_branch(const dvf_evaluation *evaluation, uint32_t option,
                              uint32_t criterion)
{
    const struct kb_criterion *record = &kb_criteria(evaluation->kb)[criterion];
    const uint32_t *children = kb_index(evaluation->kb, record->children);

    if (record->collect != KB_MAX)
        return KB_NONE;
    for (uint32_t i = 0; i < record->children.count; i++)
        if (counted_within(evaluation, option, children[i]) != KB_NONE)
            return children[i];
    return KB_NONE;
}

struct loss reason_loss(const dvf_evaluation *evaluation,
                        const struct reason *reason)
{
    const struct kb_rule *rule = reason_rule(evaluation, reason);
    uint32_t criterion = rule->criterion;
    struct loss loss = {KB_NONE, KB_NONE};

    if (reason->counts)
        return loss;
    loss.rule = counted_within(evaluation, rule->option, criterion);
    if (loss.rule != KB_NONE)
        return loss;
    /* The first criterion on the way up where something counts chose. */
    while (criterion != KB_NONE &&
           counted_within(evaluation, rule->option, criterion) == KB_NONE)
        criterion = kb_criteria(evaluation->kb)[criterion].parent;
    if (criterion != KB_NONE)
        loss.criterion = chosen_branch(evaluation, rule->option, criterion);
    return loss;
}

uint32_t note_reason(const dvf_evaluation *evaluation, uint32_t note)
{
    struct kb_range qualifies = kb_notes(evaluation->kb)[note].qualifies;

    for (uint32_t i = 0; i < evaluation->reason_count && qualifies.count > 0;
         i++)
        if (evaluation->reasons[i].counts &&
            kb_rule_within_names(evaluation->kb, evaluation->reasons[i].rule,
                                 qualifies))
            return i;
    return KB_NONE;
}

/* --------------------------------------------------------------- citations */

bool telling_has_gate(enum telling telling, const struct gate *gate)
{
    return telling == TELLING_ALL || gate->worth_reporting ||
           gate->met == TRUTH_TRUE;
}

uint32_t telling_reasons(enum telling telling, const dvf_evaluation *evaluation)
{
    uint32_t count = 0;

    if (telling != TELLING_BRIEF)
        return evaluation->reason_count;
    while (count < evaluation->reason_count &&
           evaluation->reasons[count].counts)
        count++;
    return count;
}

dvf_status citations_init(struct citations *citations, const dvf_kb *kb)
{
    citations->claims = calloc((size_t)kb_claims_count(kb) + 1, 1);
    citations->sources = calloc((size_t)kb_sources_count(kb) + 1, 1);
    return citations->claims && citations->sources ? DVF_OK : DVF_NO_MEMORY;
}

void citations_release(struct citations *citations)
{
    free(citations->claims);
    free(citations->sources);
    *citations = (struct citations){NULL, NULL};
}

void citations_add(struct citations *citations, const dvf_kb *kb,
                   struct kb_range claims)
{
    const uint32_t *items = kb_index(kb, claims);

    for (uint32_t i = 0; i < claims.count; i++) {
        const struct kb_claim *claim = &kb_claims(kb)[items[i]];
        const uint32_t *refs = kb_index(kb, claim->refs);

        citations->claims[items[i]] = 1;
        if (claim->source != KB_NONE)
            citations->sources[claim->source] = 1;
        for (uint32_t j = 0; j < claim->refs.count; j++)
            citations->sources[refs[j]] = 1;
    }
}

void citations_compare(struct citations *citations, const dvf_kb *kb)
{
    for (uint32_t i = 0; i < kb_comparisons_count(kb); i++)
        citations_add(citations, kb, kb_comparisons(kb)[i].claims);
}

static void add_remarks(struct citations *citations, const dvf_kb *kb,
                        const struct kb_remark *remarks,
                        const struct index_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        citations_add(citations, kb, remarks[list->items[i]].claims);
}

void citations_collect(struct citations *citations,
                       const dvf_evaluation *evaluation, enum telling telling)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t reasons = telling_reasons(telling, evaluation);

    for (uint32_t i = 0; i < reasons; i++)
        citations_add(citations, kb,
                      reason_rule(evaluation, &evaluation->reasons[i])->claims);
    if (telling == TELLING_REASONS)
        return;
    if (telling != TELLING_BRIEF)
        add_remarks(citations, kb, kb_notes(kb), &evaluation->notes);
    add_remarks(citations, kb, kb_warnings(kb), &evaluation->warnings);
    for (uint32_t i = 0; i < evaluation->excludes.count; i++)
        citations_add(citations, kb,
                      kb_excludes(kb)[evaluation->excludes.items[i]].claims);
    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];

        if (telling_has_gate(telling, gate))
            citations_add(citations, kb,
                          kb_combinations(kb)[gate->combination].claims);
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * Completions by plain evaluation: see completions.h.
 */
#include "completions.h"

#include "support.h"

#include <stdlib.h>
#include <string.h>

static uint32_t answers_to(const struct kb_attribute *attribute)
{
    return attribute->type == KB_SET ? UINT32_C(1) << attribute->values.count
                                     : attribute->values.count;
}

value_set completions_answer(const struct completions *completions,
                             uint32_t place, uint32_t digit)
{
    uint32_t attribute = completions->open[place];

    return kb_attributes(completions->kb)[attribute].type == KB_SET
               ? digit
               : UINT64_C(1) << digit;
}

void completions_reset(const struct completions *completions)
{
    memcpy(completions->working->given, completions->evaluation->given,
           kb_attributes_count(completions->kb) * sizeof(value_set));
}

static bool contradicts(const struct completions *completions)
{
    const dvf_kb *kb = completions->kb;
    struct facts facts = evaluation_facts(completions->working);

    for (uint32_t i = 0; i < kb_warnings_count(kb); i++) {
        const struct kb_remark *warning = &kb_warnings(kb)[i];

        if (warning->kind != KB_WARNING_CONTRADICTION ||
            completions->standing[i])
            continue;
        struct condition_truth truth = truth_of(&facts, &warning->condition);
        if (truth.when == TRUTH_TRUE && truth.unless == TRUTH_FALSE)
            return true;
    }
    return false;
}

uint32_t completions_judge(const struct completions *completions, bool *bad)
{
    evaluation_run(completions->working);
    *bad = contradicts(completions);
    return end_of_verdict(completions->kb, &completions->working->verdict);
}

bool completions_count(const struct completions *completions, uint32_t index)
{
    if (!completions_allow(completions, index))
        return false;
    for (uint32_t i = 0; i < completions->open_count; i++)
        if ((completions->idle[index] >> i & 1) &&
            completions_digit(completions, index, i) != 0)
            return false;
    return true;
}

/* @return false where the table would be too large */
static bool list_open(struct completions *completions,
                      const uint8_t *unknowable, uint32_t most)
{
    const dvf_kb *kb = completions->kb;

    completions->size = 1;
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (completions->evaluation->given[i] != VALUES_UNKNOWN ||
            (unknowable && unknowable[i]))
            continue;
        uint32_t place = completions->open_count++;
        uint32_t answers = answers_to(&kb_attributes(kb)[i]);

        if (place == COMPLETIONS_OPEN_MAX || answers > most / completions->size)
            return false;
        completions->open[place] = i;
        completions->values[place] = answers;
        completions->stride[place] = completions->size;
        completions->size *= answers;
    }
    return true;
}

static void allocate(struct completions *completions)
{
    const dvf_kb *kb = completions->kb;
    size_t size = completions->size;

    completions->working = evaluation_new(kb);
    completions->standing = calloc((size_t)kb_warnings_count(kb) + 1, 1);
    completions->ends = calloc(size, 1);
    completions->bad = calloc(size, 1);
    completions->idle = calloc(size, sizeof *completions->idle);
    completions->scores = calloc(size * kb->scoring,
                                 sizeof *completions->scores);
    assert_non_null(completions->working);
    assert_non_null(completions->standing);
    assert_non_null(completions->ends);
    assert_non_null(completions->bad);
    assert_non_null(completions->idle);
    assert_non_null(completions->scores);
    evaluation_take(completions->working, completions->evaluation);
    for (uint32_t i = 0; i < completions->evaluation->warnings.count; i++)
        completions->standing[completions->evaluation->warnings.items[i]] = 1;
}

static void judge_entry(struct completions *completions, uint32_t index)
{
    dvf_evaluation *working = completions->working;
    uint32_t scoring = completions->kb->scoring;
    bool bad;

    for (uint32_t i = 0; i < completions->open_count; i++)
        working->given[completions->open[i]] = completions_answer(
            completions, i, completions_digit(completions, index, i));
    completions->ends[index] = (uint8_t)completions_judge(completions, &bad);
    completions->bad[index] = bad;
    for (uint32_t i = 0; i < completions->open_count; i++)
        if (!evaluation_applies(working, completions->open[i]))
            completions->idle[index] |= UINT32_C(1) << i;
    memcpy(completions->scores + (size_t)index * scoring, working->scores,
           scoring * sizeof working->scores[0]);
}

bool completions_find(struct completions *completions,
                      const dvf_evaluation *evaluation,
                      const uint8_t *unknowable, uint32_t most)
{
    *completions = (struct completions){
        .kb = evaluation->kb,
        .evaluation = evaluation,
        .all_bad = true,
    };
    if (!list_open(completions, unknowable, most))
        return false;
    allocate(completions);
    completions_reset(completions);
    for (uint32_t i = 0; i < completions->size; i++) {
        judge_entry(completions, i);
        completions->some_bad |= completions->bad[i];
        completions->all_bad &= completions->bad[i];
    }
    return true;
}

void completions_release(struct completions *completions)
{
    dvf_evaluation_free(completions->working);
    free(completions->standing);
    free(completions->ends);
    free(completions->bad);
    free(completions->idle);
    free(completions->scores);
    *completions = (struct completions){0};
}

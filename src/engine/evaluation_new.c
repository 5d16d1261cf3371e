/* SPDX-License-Identifier: MIT */
/*
 * Memory of evaluations: all of it is allocated when they are made.
 */
#include "engine/scratch.h"

#include <stdlib.h>
#include <string.h>

static void allocate_list(struct arena *arena, struct index_list *list,
                          uint32_t most)
{
    list->items = arena_array(arena, most, sizeof *list->items);
}

/* Pieces in the arena of an evaluation, and the lists of a selection; and of
 * its working memory. */
#define PIECES         32
#define SCRATCH_PIECES 10

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
    size_t words = 2 * (size_t)all_words(evaluation) + early_words(evaluation);
    size_t bytes = 2 * (size_t)kb_terms_count(kb) + words * sizeof(uint64_t) +
                   rules + criteria * kb->scoring * sizeof(int32_t) +
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
    size_t columns = evaluation->rows ? rows_columns_count(evaluation->rows)
                                      : 0;
    size_t bytes = sizeof(struct scratch) + kb_criteria_count(kb) +
                   rules * (1 + 2 * sizeof(struct reason)) +
                   2 * (size_t)kb_weights_count(kb) * sizeof(uint32_t) +
                   kb_attributes_count(kb) +
                   (columns + rules) * sizeof(uint32_t) +
                   kb_criteria_count(kb) * sizeof(points_lanes);

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
    scratch->chosen = arena_array(arena, columns, sizeof *scratch->chosen);
    scratch->points = arena_array(arena, rules, sizeof *scratch->points);
    scratch->cells = arena_array(arena, kb_criteria_count(kb) + 1,
                                 sizeof *scratch->cells);
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
    evaluation->terms = arena_alloc(arena, kb_terms_count(kb));
    evaluation->sure_applies = arena_alloc(arena, attributes);
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
    uint32_t words = all_words(evaluation);

    evaluation->bits = arena_array(arena, words, sizeof *evaluation->bits);
    evaluation->sure_bits = arena_array(arena, words,
                                        sizeof *evaluation->sure_bits);
    evaluation->kept = arena_array(arena, early_words(evaluation),
                                   sizeof *evaluation->kept);
    evaluation->rules = arena_alloc(arena, kb_rules_count(kb));
    evaluation->points = arena_array(arena, cells, sizeof(int32_t));
    allocate_answers(evaluation);
    allocate_verdict(evaluation);
    allocate_scratch(evaluation);
    allocate_list(arena, &evaluation->notes, kb_notes_count(kb));
    allocate_list(arena, &evaluation->warnings, kb_warnings_count(kb));
}

dvf_evaluation *evaluation_new(const dvf_kb *kb)
{
    return evaluation_new_with(kb, rows_embedded(kb));
}

dvf_evaluation *evaluation_new_with(const dvf_kb *kb, const struct rows *rows)
{
    dvf_evaluation *evaluation = calloc(1, sizeof *evaluation);

    if (!evaluation)
        return NULL;
    evaluation->kb = kb;
    evaluation->rows = rows;
    reserve(evaluation);
    allocate(evaluation);
    if (evaluation->arena.failed || evaluation->working.failed) {
        dvf_evaluation_free(evaluation);
        return NULL;
    }
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        evaluation->given[i] = VALUES_UNKNOWN;
        evaluation->applies[i] = evaluation->sure_applies[i] = TRUTH_TRUE;
    }
    memset(evaluation->kept, 0xff,
           early_words(evaluation) * sizeof *evaluation->kept);
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

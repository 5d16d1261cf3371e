/* SPDX-License-Identifier: MIT */
/*
 * Obstacles: the entry that keeps a condition from holding, the answers that
 * would take it away, and what a rule would add. Reads results, allocates
 * nothing.
 */
#ifndef DVF_ENGINE_OBSTACLE_H
#define DVF_ENGINE_OBSTACLE_H

#include "engine/evaluation.h"

/** An entry of a condition that keeps it from holding. */
struct obstacle {
    kb_text text; /* as it is written */
    struct kb_range operations;
    bool is_exception; /* of `unless`; else one of `when` */
    bool is_open;      /* it hangs on a missing answer; else an exception that
                          holds, or an entry that is false */
};

/**
 * Find the first entry of `when` that is false, else the first exception that
 * holds, else the first entry of `when` that is open, else such an exception,
 * which does not hold a rule back.
 *
 * @return false where there is none
 */
bool obstacle_find(const struct facts *facts,
                   const struct kb_condition *condition,
                   struct obstacle *obstacle);

/* Kinds of a way: enum, word in reports. */
#define WAY_KINDS(X)                                                           \
    X(ANY_OF, "any_of")                                                        \
    X(NONE_OF, "none_of")                                                      \
    X(COUNT, "count")

enum way_kind {
#define X(kind, word) WAY_##kind,
    WAY_KINDS(X)
#undef X
};

/** Answers to one question of which one would do. */
struct way {
    uint32_t attribute;
    enum way_kind kind; /* NONE_OF and COUNT: of a set only */
    value_set values;   /* COUNT: a bit for each number of values */
};

/** Most ways past an obstacle that are told. */
#define WAYS_MAX 16

/** Ways past an obstacle: any one of them. Of several questions that have to
 * be answered together the first is told. */
struct ways {
    struct way items[WAYS_MAX];
    uint32_t count;
    bool by_rules; /* or other rules that fire, or other points */
};

/** Find the answers that would take an obstacle away. Of a condition with very
 * many parts, terms within terms among them, only some are found. */
void obstacle_ways(const struct facts *facts, const struct obstacle *obstacle,
                   struct ways *ways);

/** Word for the kind of a way, static. */
const char *way_word(enum way_kind kind);

/**
 * List the rules for an option that did not fire and are not left out: most
 * points first, then by id.
 *
 * @param rules receives them: room for every rule
 * @return how many there are
 */
uint32_t obstacle_rules(const dvf_evaluation *evaluation, uint32_t option,
                        uint32_t *rules);

/** Points that a rule which did not fire would add to its option's score, by
 * itself: as its criteria collect them. */
int32_t obstacle_gain(const dvf_evaluation *evaluation, uint32_t rule);

#endif

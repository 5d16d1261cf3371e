/* SPDX-License-Identifier: MIT */
/*
 * Clauses of conditions, for rows.h: ORs of ANDs over the columns, in which
 * each column has a set of codes. Allocates when it is made, never again.
 */
#ifndef DVF_ENGINE_CLAUSES_H
#define DVF_ENGINE_CLAUSES_H

#include "engine/rows.h"

/** Most clauses of a condition. */
#define CLAUSES_MAX 8

/** A set of codes of a column. */
struct codes {
    uint64_t given;  /* a bit for each answer */
    uint64_t unsure; /* alike: of a question that may not apply */
    uint64_t absent; /* CODES_UNKNOWN, CODES_IDLE */
};

#define CODES_UNKNOWN UINT64_C(1)
#define CODES_IDLE    UINT64_C(2) /* not applicable */

/** Part of a clause: the codes of a column with which it may hold. */
struct literal {
    uint32_t column;
    struct codes codes;
};

/** An AND: literals by column, each with some codes and not with all. */
struct clause {
    uint32_t first; /* of literals */
    uint32_t count;
};

/** What is asked of a condition. A test or term in it is asked the same, and
 * the opposite behind a `not`. */
enum plane {
    PLANE_TRUE,
    PLANE_MAY_BE,   /* true or open */
    PLANE_NOT_TRUE, /* false or open */
    PLANE_FALSE
};

/** The plane of what stands behind a `not`. */
static inline enum plane plane_opposite(enum plane plane)
{
    static const enum plane planes[] = {
        [PLANE_TRUE] = PLANE_FALSE,
        [PLANE_MAY_BE] = PLANE_NOT_TRUE,
        [PLANE_NOT_TRUE] = PLANE_MAY_BE,
        [PLANE_FALSE] = PLANE_TRUE,
    };

    return planes[plane];
}

struct clauses {
    const dvf_kb *kb;
    const struct rows_column *columns;
    const uint32_t *column_of; /* the first of each attribute, and behind the
                                  last one */
    struct literal *literals;
    uint32_t literal_count;
    struct clause *items;
    uint32_t count;
    uint32_t steps; /* left, for one condition */
};

/** @return whether there was memory */
bool clauses_init(struct clauses *clauses);
void clauses_release(struct clauses *clauses);

/** Clauses in `items`, to be used before the next call. */
struct clause_list {
    uint32_t first;
    uint32_t count;
};

/**
 * Find the clauses of `when`, ANDed with those of `unless`.
 *
 * @param unless PLANE_NOT_TRUE or PLANE_FALSE
 * @return false where there are too many, or it asks for results
 */
bool clauses_find(struct clauses *clauses, const struct kb_condition *condition,
                  enum plane when, enum plane unless, struct clause_list *out);

/** As clauses_find(), of the operand that ends before an operation, in the
 * plane that is asked for. */
bool clauses_find_operand(struct clauses *clauses, uint32_t end,
                          enum plane plane, struct clause_list *out);

/** All codes of a column. */
struct codes clauses_all(const struct clauses *clauses, uint32_t column);

#endif

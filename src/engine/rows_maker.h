/* SPDX-License-Identifier: MIT */
/*
 * Rows as they are made: sections that grow, clauses that are kept.
 */
#ifndef DVF_ENGINE_ROWS_MAKER_H
#define DVF_ENGINE_ROWS_MAKER_H

#include "base/array.h"
#include "engine/clauses.h"

/* A clause with its bit; its literals are kept from call to call. */
struct kept_clause {
    uint32_t bit;
    uint32_t first;
    uint32_t count;
};

/* Rules of a mask: those with these names. */
struct mask_names {
    struct kb_range names; /* of indices, as operations have them */
    uint32_t option;       /* only those for it; KB_NONE: for any */
    int64_t least;         /* only those with so many points */
};

struct maker {
    const dvf_kb *kb;
    struct clauses clauses;
    struct array sections[ROWS_SECTION_COUNT];
    struct array column_of; /* uint32_t */
    struct array kept;      /* struct kept_clause */
    struct array literals;  /* struct literal */
    struct rows head;
    struct array ends;  /* uint32_t: behind the last bit of a rule, by place */
    struct array names; /* struct mask_names, one for each mask */
    uint32_t codes;     /* given out */
    uint32_t bits;      /* alike */
    bool failed;        /* out of memory */
};

/* One record more, or a place for one that is lost, as memory ran out. */
static inline void *maker_add(struct maker *maker, struct array *array)
{
    void *record = maker->failed ? NULL : array_push(array);

    if (!record)
        maker->failed = true;
    return record;
}

static inline void maker_add_number(struct maker *maker,
                                    enum rows_section section, uint32_t number)
{
    uint32_t *record = maker_add(maker, &maker->sections[section]);

    if (record)
        *record = number;
}

/** Keep clauses, each with a bit of its own. @return the bits */
struct rows_bits maker_keep(struct maker *maker, struct clause_list list);

/** Make the steps of a condition. @return the first; KB_NONE where it cannot
 * have them */
uint32_t maker_make_steps(struct maker *maker,
                          const struct kb_condition *condition);

/** Make the rows of all clauses that are kept. @return false where they would
 * be too large, or when out of memory */
bool maker_make_rows(struct maker *maker);

/** Make the tables of points, and the masks of rules that steps name. */
void maker_make_points(struct maker *maker);
void maker_make_masks(struct maker *maker);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Truth: conditions of a compiled knowledge base under Kleene's three-valued
 * logic, as functions of facts.
 */
#ifndef DVF_ENGINE_TRUTH_H
#define DVF_ENGINE_TRUTH_H

#include "engine/rows.h"

/** Kleene's three values, ordered so that AND is the least, OR the greatest. */
enum truth {
    TRUTH_FALSE,
    TRUTH_OPEN,
    TRUTH_TRUE
};

enum rule_state {
    RULE_CLOSED,
    RULE_OPEN,
    RULE_FIRED,
    RULE_LEFT_OUT /* by the selection; neither fires nor scores */
};

struct verdict;

/** Answers and results that conditions and the verdict look up, borrowed. A
 * condition may ask only for those that are known by then: answers and terms
 * first, then rules and scores, the verdict last. */
struct facts {
    const dvf_kb *kb;
    const struct rows *rows;  /* or null, see `fired` */
    const value_set *answers; /* one for each attribute */
    const uint8_t *applies;   /* enum truth, for each: a test that is true by
                                 an answer to a question that may not apply is
                                 open; null where `answers` say it all */
    const uint8_t *terms;     /* enum truth, for each term */
    const uint64_t *bits;     /* of rows, for conditions; or null */
    const uint64_t *fired;    /* bits of the rules that fired, as `rows` has
                                 them; without, one for each place of a rule */
    const uint8_t *states;    /* enum rule_state, for each rule */
    const int32_t *scores;    /* points of each option that scores */
    const uint32_t *points;   /* of each rule, in place of those of the
                                 knowledge base; or null */
    const struct verdict *verdict;
    uint32_t answered; /* questions that apply and have an answer */
    uint32_t moved;    /* weight whose word stands for more points ... */
    int32_t moved_by;  /* ... than the knowledge base says: by so many */
};

/** The truth of one test, by the answer to its attribute. */
enum truth truth_of_test(const struct kb_test *test, value_set answer);

/** The truth of one test, by the facts' answers. */
enum truth truth_ask(const struct facts *facts, const struct kb_test *test);

/**
 * True for open operations with an open part that an answer to an attribute may
 * settle. A term is such a part where it reads the attribute.
 */
bool truth_hangs_on(const struct facts *facts, struct kb_range operations,
                    uint32_t attribute);

/** The truth of one term, by tests and by the terms before it. */
enum truth truth_of_term(const struct facts *facts, uint32_t term);

/** The truth of a relation to a number, of any number from `least` to `most`:
 * open where some are in that relation and others are not. */
enum truth truth_of_range(uint32_t relation, int64_t least, int64_t most,
                          int64_t number);

/** Truths of a condition and of its exceptions. */
struct condition_truth {
    enum truth when;
    enum truth unless;
};

/** Evaluate a condition. */
struct condition_truth truth_of(const struct facts *facts,
                                const struct kb_condition *condition);

/**
 * Truth of a condition with its exceptions: true where `when` is true and no
 * exception is; an open exception does not hold it back. False where `when` is
 * false or an exception is true, else open.
 */
enum truth truth_holds(struct condition_truth standing);

/** True for a condition that holds, with its exceptions, where it has no bits.
 *
 * @param first of its steps; KB_NONE where it has none
 */
bool truth_walk(const struct facts *facts, uint32_t first,
                const struct kb_condition *condition);

/**
 * True for a condition that holds, with its exceptions: by its bits where it
 * has some.
 *
 * @param index of the record that has it
 */
static inline bool truth_at(const struct facts *facts, enum rows_condition kind,
                            uint32_t index,
                            const struct kb_condition *condition)
{
    struct rows_bits range = {KB_NONE, KB_NONE};

    if (facts->bits)
        range = rows_condition(facts->rows, kind, index);
    return range.count != KB_NONE ? rows_hold(facts->bits, range)
                                  : truth_walk(facts, range.first, condition);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Comparison: where the evaluations of a report stand apart, in answers and in
 * rules. Of a report without evaluations there is nothing to ask.
 */
#ifndef DVF_REPORT_COMPARISON_H
#define DVF_REPORT_COMPARISON_H

#include "base/arena.h"
#include "report/report.h"

/* Standing of a rule for a profile: enum, word in reports for programs. */
#define COMPARED_STATES(X)                                                     \
    X(CLOSED, "closed")                                                        \
    X(OPEN, "open")                                                            \
    X(UNCOUNTED, "uncounted") /* it fired and adds nothing */                  \
    X(COUNTS, "counts")

enum compared_state {
#define X(state, word) COMPARED_##state,
    COMPARED_STATES(X)
#undef X
};

/** Made by comparison_init(); release when done. */
struct comparison {
    const struct report *report;
    struct arena arena;
    const uint8_t *states; /* enum compared_state, of every rule by profile */
};

/** @return DVF_OK or DVF_NO_MEMORY; release in any case */
dvf_status comparison_init(struct comparison *comparison,
                           const struct report *report);
void comparison_release(struct comparison *comparison);

/** @param profile index of an evaluation of the report */
enum compared_state comparison_state(const struct comparison *comparison,
                                     size_t profile, uint32_t rule);

/** @return the word for it, static */
const char *compared_word(enum compared_state state);

/** True where two profiles answer a question otherwise, or one of them alone is
 * asked it. */
bool comparison_has_answer(const struct comparison *comparison,
                           uint32_t attribute);

/** True for a rule that does not stand alike for all. */
bool comparison_has_rule(const struct comparison *comparison, uint32_t rule);

/** True for a rule that fired for one of them. */
bool comparison_fires(const struct comparison *comparison, uint32_t rule);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Forecast: what further answers may still make of an evaluation. Rules fire
 * for certain, or may, or never; points lie between a least and a most;
 * conditions of the verdict have three values over these. So every end that a
 * completion reaches is possible here, and perhaps others.
 */
#ifndef DVF_ANALYSIS_FORECAST_H
#define DVF_ANALYSIS_FORECAST_H

#include "analysis/race.h"
#include "engine/evaluation.h"
#include "engine/scores.h"

struct forecast {
    struct arena arena;
    const dvf_evaluation *evaluation;
    const uint8_t *standing; /* by warning: it holds already; null for all */
    struct facts sure;       /* tests and terms that no answer can change */
    uint8_t *rules;          /* enum truth, by rule: it fires */
    struct score_cells cells[SIDES];
    option_set excluded[SIDES]; /* for certain, and at the most */
    enum truth close;           /* it is too close whatever the points */
    enum truth bad;             /* answers contradict themselves anew */
    bool possible[ENDS_MAX];    /* by end */
    uint32_t possible_count;
    uint32_t *urgency; /* by attribute, see forecast_weigh() */
};

/** Release with forecast_release(), whatever is returned.
 * @param evaluation is run again and again; must outlive the forecast
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status forecast_init(struct forecast *forecast,
                         const dvf_evaluation *evaluation,
                         const uint8_t *standing);
void forecast_release(struct forecast *forecast);

/** Find all this of the evaluation as it stands, but for `urgency`. */
void forecast_see(struct forecast *forecast);

/** Least or most points of an option that scores. */
static inline int32_t forecast_score(const struct forecast *forecast,
                                     unsigned side, uint32_t score)
{
    return forecast->cells[side].points[score];
}

/** Find the urgency of each attribute: the points of the rules, and weights of
 * other conditions, that it may still decide; 0 where it decides nothing. */
void forecast_weigh(struct forecast *forecast);

#endif

/* SPDX-License-Identifier: MIT */
#include "analysis/race.h"

static int64_t sum_of(const dvf_kb *kb, const int32_t *points)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < kb->scoring; i++)
        sum += points[i];
    return sum;
}

/* Of two with as many points the first one is the best. */
bool race_leads(const dvf_kb *kb, uint32_t rivals, uint32_t score,
                const int32_t *own, const int32_t *others)
{
    int64_t sum = sum_of(kb, others) - others[score] + own[score];

    for (uint32_t i = 0; i < kb->scoring; i++) {
        int64_t lead = (int64_t)own[score] - others[i];

        if (i == score || (rivals >> i & 1) == 0)
            continue;
        if (lead < (int64_t)kb->too_close_points ||
            lead * 100 < (int64_t)kb->too_close_percent * sum ||
            (lead == 0 && i < score))
            return false;
    }
    return true;
}

/* Scores that may run; least run where most are excluded. */
static uint32_t runners_of(const struct race_box *box, unsigned side)
{
    uint32_t all = (1U << box->kb->scoring) - 1;

    return all & ~box->excluded[side == LEAST ? MOST : LEAST];
}

static bool are_several(uint32_t runners)
{
    return (runners & (runners - 1)) != 0;
}

/* True where an option leads with its points on one side, and those of the
 * others on the other one, with the rivals that run there. */
static bool leads(const struct race_box *box, uint32_t score, unsigned side)
{
    unsigned other = side == LEAST ? MOST : LEAST;

    return race_leads(box->kb, runners_of(box, other), score, box->points[side],
                      box->points[other]);
}

/* True where some option leads whatever is answered. */
static bool one_leads(const struct race_box *box)
{
    for (uint32_t i = 0; i < box->kb->scoring; i++)
        if ((runners_of(box, LEAST) >> i & 1) && leads(box, i, LEAST))
            return true;
    return false;
}

void race_ends(const struct race_box *box, bool possible[ENDS_MAX])
{
    const dvf_kb *kb = box->kb;
    uint32_t least = runners_of(box, LEAST);
    uint32_t most = runners_of(box, MOST);

    if (least == 0 || sum_of(kb, box->points[LEAST]) == 0)
        possible[end_undecided(kb)] = true;
    if (sum_of(kb, box->points[MOST]) == 0)
        return;
    if (are_several(most) && (box->close != TRUTH_FALSE || !one_leads(box)))
        possible[end_too_close(kb)] = true;
    if (are_several(least) && box->close == TRUTH_TRUE)
        return;
    for (uint32_t i = 0; i < kb->scoring; i++)
        if ((most >> i & 1) && leads(box, i, MOST))
            possible[kb_scoring_option(kb, i)] = true;
}

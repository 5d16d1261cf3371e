/* SPDX-License-Identifier: MIT */
#include "engine/scores.h"

#include <string.h>

static void collect(int32_t *points, enum kb_collect how, int32_t more)
{
    if (how == KB_SUM)
        *points += more;
    else if (more > *points)
        *points = more;
}

void scores_clear(const dvf_kb *kb, const struct score_cells *cells)
{
    size_t size = (size_t)kb_criteria_count(kb) * kb->scoring * sizeof(int32_t);

    memset(cells->points, 0, size);
    if (cells->strongest)
        memset(cells->strongest, 0, size);
}

void scores_add(const dvf_kb *kb, const struct score_cells *cells,
                const struct kb_rule *rule, int32_t points)
{
    uint32_t cell = rule->criterion * kb->scoring +
                    kb_options(kb)[rule->option].score;

    collect(&cells->points[cell], kb_criteria(kb)[rule->criterion].collect,
            points);
    if (cells->strongest)
        collect(&cells->strongest[cell], KB_MAX, points);
}

/* From the last one up: parents come before their children. */
void scores_fold(const dvf_kb *kb, const struct score_cells *cells)
{
    const struct kb_criterion *criteria = kb_criteria(kb);
    uint32_t scoring = kb->scoring;

    for (uint32_t i = kb_criteria_count(kb); i-- > 1;) {
        uint32_t parent = criteria[i].parent;

        for (uint32_t k = 0; k < scoring; k++) {
            collect(&cells->points[parent * scoring + k],
                    criteria[parent].collect, cells->points[i * scoring + k]);
            if (cells->strongest)
                collect(&cells->strongest[parent * scoring + k], KB_MAX,
                        cells->strongest[i * scoring + k]);
        }
    }
}

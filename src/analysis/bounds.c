/* SPDX-License-Identifier: MIT */
#include "analysis/bounds.h"

dvf_status bounds_find(const dvf_evaluation *evaluation,
                       const uint8_t *unknowable, struct bounds *out)
{
    (void)unknowable;
    *out = (struct bounds){0};
    for (uint32_t i = 0; i <= end_undecided(evaluation->kb); i++)
        out->possible[i] = true;
    return DVF_OK;
}

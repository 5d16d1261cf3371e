/* SPDX-License-Identifier: MIT */
/*
 * Parts of an analysis for the public header.
 */
#include "analysis/analysis.h"

dvf_certainty dvf_analysis_certainty(const dvf_analysis *analysis)
{
    return (dvf_certainty){
        .method = analysis->method,
        .settled = analysis_settled(analysis),
        .stands = analysis_find(analysis, analysis->end) != KB_NONE,
        .contradictions_left_out = analysis->contradictions_left_out,
        .completions = analysis->completions,
    };
}

bool dvf_analysis_reachable(const dvf_analysis *analysis, size_t index,
                            dvf_reachable *out)
{
    if (index >= analysis->reachable_count)
        return false;
    const struct reachable *one = &analysis->reachable[index];
    *out = (dvf_reachable){
        .outcome = analysis_outcome(analysis, one->end),
        .title = analysis_title(analysis, one->end),
        .proved = one->proved,
        .completions = one->completions,
        .has_needs = one->has_needs,
        .needs = one->need_count,
    };
    return true;
}

bool dvf_analysis_need(const dvf_analysis *analysis, size_t reachable,
                       size_t index, dvf_need *out)
{
    if (reachable >= analysis->reachable_count ||
        index >= analysis->reachable[reachable].need_count)
        return false;
    const struct need *need = &analysis->reachable[reachable].needs[index];
    *out = (dvf_need){.attribute = need->attribute, .values = need->values};
    return true;
}

bool dvf_analysis_range(const dvf_analysis *analysis, size_t index,
                        dvf_range *out)
{
    const dvf_kb *kb = analysis->kb;

    if (index >= kb->scoring)
        return false;
    uint32_t option = kb_scoring_option(kb, (uint32_t)index);
    *out = (dvf_range){
        .option = kb_string(kb, kb_options(kb)[option].id),
        .least = analysis->ranges[index][0],
        .greatest = analysis->ranges[index][1],
    };
    return true;
}

bool dvf_analysis_question(const dvf_analysis *analysis, size_t index,
                           dvf_question *out)
{
    if (index >= analysis->inquiry_count)
        return false;
    const struct inquiry *inquiry = &analysis->inquiries[index];
    *out = (dvf_question){
        .attribute = inquiry->attribute,
        .matters = inquiry->matters,
        .counted = inquiry->counted,
        .gain = inquiry->gain,
        .answers = inquiry->prospect_count,
    };
    return true;
}

bool dvf_analysis_prospect(const dvf_analysis *analysis, size_t question,
                           size_t index, dvf_prospect *out)
{
    if (question >= analysis->inquiry_count ||
        index >= analysis->inquiries[question].prospect_count)
        return false;
    const struct prospect *prospect =
        &analysis->inquiries[question].prospects[index];
    *out = (dvf_prospect){
        .values = prospect->values,
        .verdicts = prospect->verdicts,
    };
    return true;
}

bool dvf_analysis_change(const dvf_analysis *analysis, size_t index,
                         dvf_change *out)
{
    if (index >= analysis->changes.count)
        return false;
    const struct change_set *set = &analysis->changes.sets[index];
    *out = (dvf_change){
        .outcome = analysis_outcome(analysis, set->end),
        .size = set->size,
    };
    return true;
}

bool dvf_analysis_changed(const dvf_analysis *analysis, size_t change,
                          size_t index, dvf_changed *out)
{
    if (change >= analysis->changes.count ||
        index >= analysis->changes.sets[change].size)
        return false;
    const struct change *one = &analysis->changes.sets[change].items[index];
    *out = (dvf_changed){
        .attribute = one->attribute,
        .from = analysis->given[one->attribute],
        .to = one->to,
    };
    return true;
}

static bool margin_of_weight(const dvf_analysis *analysis, size_t index,
                             dvf_margin *out)
{
    const dvf_kb *kb = analysis->kb;

    if (index >= kb_weights_count(kb))
        return false;
    const struct kb_weight *weight = &kb_weights(kb)[index];
    *out = (dvf_margin){
        .id = kb_string(kb, weight->id),
        .is_weight = true,
        .points = (int32_t)weight->points,
        .least = analysis->words[index].least,
        .greatest = analysis->words[index].greatest,
    };
    return true;
}

bool dvf_analysis_margin(const dvf_analysis *analysis, size_t index,
                         dvf_margin *out)
{
    const dvf_kb *kb = analysis->kb;

    if (!analysis->has_weights)
        return false;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (!analysis->fired[i])
            continue;
        if (index-- > 0)
            continue;
        *out = (dvf_margin){
            .id = kb_string(kb, rule->id),
            .points = kb_rule_points(kb, rule),
            .least = analysis->rules[i].least,
            .greatest = analysis->rules[i].greatest,
        };
        return true;
    }
    return margin_of_weight(analysis, index, out);
}

/* SPDX-License-Identifier: MIT */
/*
 * Questions about one result: what they name, and the lists that answer them.
 */
#include "report/asked.h"

#include "base/hint.h"
#include "profile/answer.h"

#include <stdlib.h>

dvf_status asked_check_word(const dvf_kb *kb, const char *word,
                            struct dvf_diagnostics *problems)
{
    struct suggestion best = {0};

    if (kb_find_option(kb, word) != KB_NONE ||
        kb_find_rule(kb, word) != KB_NONE)
        return DVF_OK;
    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        suggest_offer(&best, word, kb_option_id(kb, i));
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        suggest_offer(&best, word, kb_string(kb, kb_rules(kb)[i].id));
    diagnostics_input(problems, "dvf", NULL, 0);
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_nearest(problems, &best),
                      "there is no option or rule named '%s'", word);
    diagnostics_input_end(problems);
    return diagnostics_status(problems);
}

dvf_status asked_why_not(struct asked *asked, const dvf_evaluation *evaluation,
                         const char *word, struct dvf_diagnostics *problems)
{
    const dvf_kb *kb = evaluation->kb;
    dvf_status status = asked_check_word(kb, word, problems);

    if (status != DVF_OK)
        return status;
    *asked = (struct asked){.kind = ASKED_WHY_NOT,
                            .option = kb_find_option(kb, word),
                            .rule = KB_NONE};
    if (asked->option == KB_NONE) {
        asked->rule = kb_find_rule(kb, word);
        return DVF_OK;
    }
    if (kb_is_combination(kb, asked->option) || kb_rules_count(kb) == 0)
        return DVF_OK;
    asked->rules = calloc(kb_rules_count(kb), sizeof *asked->rules);
    if (!asked->rules)
        return DVF_NO_MEMORY;
    asked->rules_count = obstacle_rules(evaluation, asked->option,
                                        asked->rules);
    return DVF_OK;
}

void asked_release(struct asked *asked)
{
    free(asked->rules);
    *asked = (struct asked){0};
}

const struct reason *asked_reason(const dvf_evaluation *evaluation,
                                  uint32_t rule)
{
    for (uint32_t i = 0; i < evaluation->reason_count; i++)
        if (evaluation->reasons[i].rule == rule)
            return &evaluation->reasons[i];
    return NULL;
}

uint32_t asked_next_change(const dvf_evaluation *before,
                           const dvf_evaluation *after, uint32_t *cursor)
{
    while (*cursor < kb_attributes_count(before->kb)) {
        uint32_t attribute = (*cursor)++;

        if (!answer_is_same(&before->profile->answers[attribute],
                            &after->profile->answers[attribute]))
            return attribute;
    }
    return KB_NONE;
}

const struct reason *asked_next_gone(const dvf_evaluation *evaluation,
                                     const dvf_evaluation *other,
                                     uint32_t *cursor)
{
    while (*cursor < evaluation->reason_count) {
        const struct reason *reason = &evaluation->reasons[(*cursor)++];

        if (other->rules[reason->rule] != RULE_FIRED)
            return reason;
    }
    return NULL;
}

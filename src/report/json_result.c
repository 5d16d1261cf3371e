/* SPDX-License-Identifier: MIT */
/*
 * JSON report: one result, that is one profile with its verdict and all that
 * led to it.
 */
#include "profile/profile.h"
#include "report/json.h"

static void put_verdict(struct json_writer *json,
                        const dvf_evaluation *evaluation)
{
    json_key(json, "verdict");
    json_begin_object(json);
    json_key(json, "outcome");
    json_string(json, verdict_outcome(evaluation));
    json_key(json, "title");
    json_string(json, verdict_title(evaluation));
    json_key(json, "strength");
    json_string(json, verdict_strength(evaluation));
    json_key(json, "lead");
    json_integer(json, evaluation->verdict.lead);
    json_end(json);
}

/* A number for each option that scores. */
static void put_points(struct json_writer *json, const dvf_kb *kb,
                       const char *key, const int32_t *points)
{
    uint32_t i;

    json_key(json, key);
    json_begin_object(json);
    for (i = 0; i < kb->scoring; i++) {
        uint32_t option = kb_scoring_option(kb, i);

        json_key(json, kb_string(kb, kb_options(kb)[option].id));
        json_integer(json, points[i]);
    }
    json_end(json);
}

static void put_criteria(struct json_writer *json,
                         const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_criterion *criteria = kb_criteria(kb);
    uint32_t i;

    json_key(json, "criteria");
    json_begin_array(json);
    for (i = 0; i < kb_criteria_count(kb); i++) {
        uint32_t parent = criteria[i].parent;

        json_begin_object(json);
        json_text(json, "id", kb, criteria[i].id);
        json_optional(json, "title", kb, criteria[i].title);
        json_optional(json, "in", kb,
                      parent != KB_NONE ? criteria[parent].id : 0);
        json_key(json, "collect");
        json_string(json,
                    kb_collect_word((enum kb_collect)criteria[i].collect));
        put_points(json, kb, "points",
                   evaluation->points + (size_t)i * kb->scoring);
        json_end(json);
    }
    json_end(json);
}

/* True, false, or null where it is open. */
static void put_truth(struct json_writer *json, const char *key,
                      enum truth truth)
{
    json_key(json, key);
    if (truth == TRUTH_OPEN)
        json_null(json);
    else
        json_boolean(json, truth == TRUTH_TRUE);
}

static void put_condition_texts(struct json_writer *json, const dvf_kb *kb,
                                const char *key, struct kb_range texts)
{
    const uint32_t *items = kb_index(kb, texts);
    uint32_t i;

    json_key(json, key);
    json_begin_array(json);
    for (i = 0; i < texts.count; i++)
        json_string(json, kb_string(kb, items[i]));
    json_end(json);
}

static void put_requirement(struct json_writer *json, const dvf_kb *kb,
                            const struct kb_requirement *requirement,
                            enum truth met)
{
    json_begin_object(json);
    put_condition_texts(json, kb, "when", requirement->condition.when_texts);
    put_condition_texts(json, kb, "unless",
                        requirement->condition.unless_texts);
    json_key(json, "essential");
    json_boolean(json, requirement->essential != 0);
    put_truth(json, "met", met);
    json_text(json, "unmet", kb, requirement->unmet);
    json_end(json);
}

static void put_gate(struct json_writer *json, const dvf_kb *kb,
                     const struct gate *gate)
{
    const struct kb_combination *combination = kb_combinations(kb) +
                                               gate->combination;
    const struct kb_requirement *requirements = kb_requirements(kb) +
                                                combination->requirements.first;
    uint32_t i;

    json_begin_object(json);
    json_text(json, "option", kb, kb_options(kb)[combination->option].id);
    put_truth(json, "met", gate->met);
    json_key(json, "worth_reporting");
    json_boolean(json, gate->worth_reporting);
    json_key(json, "ruled_out");
    json_boolean(json, gate->ruled_out);
    json_optional(json, "against", kb, combination->against);
    json_key(json, "requirements");
    json_begin_array(json);
    for (i = 0; i < combination->requirements.count; i++)
        put_requirement(json, kb, &requirements[i], gate->requirements[i]);
    json_end(json);
    json_claim_ids(json, kb, combination->claims);
    json_end(json);
}

static void put_gates(struct json_writer *json,
                      const dvf_evaluation *evaluation, enum telling telling)
{
    uint32_t i;

    json_key(json, "gates");
    json_begin_array(json);
    for (i = 0; i < evaluation->gate_count; i++)
        if (telling_has_gate(telling, &evaluation->gates[i]))
            put_gate(json, evaluation->kb, &evaluation->gates[i]);
    json_end(json);
}

static void put_excluded(struct json_writer *json,
                         const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t i;

    json_key(json, "excluded");
    json_begin_array(json);
    for (i = 0; i < evaluation->excludes.count; i++) {
        const struct kb_exclude *exclude = kb_excludes(kb) +
                                           evaluation->excludes.items[i];

        json_begin_object(json);
        json_text(json, "option", kb, kb_options(kb)[exclude->option].id);
        json_text(json, "says", kb, exclude->says);
        json_claim_ids(json, kb, exclude->claims);
        json_end(json);
    }
    json_end(json);
}

static void put_notes(struct json_writer *json, const dvf_kb *kb,
                      const struct index_list *list)
{
    json_key(json, "notes");
    json_begin_array(json);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_remark *note = kb_notes(kb) + list->items[i];

        json_begin_object(json);
        json_text(json, "id", kb, note->id);
        json_text(json, "says", kb, note->says);
        json_optional(json, "until", kb, note->until);
        json_claim_ids(json, kb, note->claims);
        json_end(json);
    }
    json_end(json);
}

static void put_warnings(struct json_writer *json, const dvf_kb *kb,
                         const struct index_list *list)
{
    json_key(json, "warnings");
    json_begin_array(json);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_remark *warning = kb_warnings(kb) + list->items[i];

        json_begin_object(json);
        json_text(json, "id", kb, warning->id);
        json_key(json, "kind");
        json_string(json, kb_warning_word((enum kb_warning_kind)warning->kind));
        json_text(json, "says", kb, warning->says);
        json_claim_ids(json, kb, warning->claims);
        json_end(json);
    }
    json_end(json);
}

static void put_answers(struct json_writer *json,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *answered = &evaluation->answered;
    uint32_t i;

    json_key(json, "answers");
    json_begin_object(json);
    for (i = 0; i < answered->count; i++) {
        json_key(json, kb_string(kb, kb_attributes(kb)[answered->items[i]].id));
        json_answer(json, evaluation, answered->items[i]);
    }
    json_end(json);
}

/* Answers to scales that were given as numbers, as they were written. */
static void put_numbers(struct json_writer *json,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *answered = &evaluation->answered;
    uint32_t i;

    json_key(json, "numbers");
    json_begin_object(json);
    for (i = 0; i < answered->count; i++) {
        uint32_t attribute = answered->items[i];
        const char *number = evaluation->profile->answers[attribute].number;

        if (!number)
            continue;
        json_key(json, kb_string(kb, kb_attributes(kb)[attribute].id));
        json_string(json, number);
    }
    json_end(json);
}

static void put_questions(struct json_writer *json,
                          const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *unknown = &evaluation->unknown;
    uint32_t i;

    json_key(json, "answered");
    json_integer(json, evaluation->answered.count);
    json_key(json, "questions");
    json_integer(json, kb_attributes_count(kb));
    json_key(json, "unknown");
    json_begin_array(json);
    for (i = 0; i < unknown->count; i++)
        json_string(json,
                    kb_string(kb, kb_attributes(kb)[unknown->items[i]].id));
    json_end(json);
}

void json_evaluation(struct json_writer *json, const dvf_evaluation *evaluation,
                     enum telling telling)
{
    static const struct index_list none;
    const dvf_kb *kb = evaluation->kb;
    const dvf_profile *profile = evaluation->profile;

    json_key(json, "profile");
    json_string(json, profile->name);
    json_key(json, "description");
    json_string(json, profile->description);
    put_verdict(json, evaluation);
    put_points(json, kb, "scores", evaluation->scores);
    put_criteria(json, evaluation);
    json_reasons(json, evaluation, telling);
    put_gates(json, evaluation, telling);
    put_excluded(json, evaluation);
    put_notes(json, kb, telling != TELLING_BRIEF ? &evaluation->notes : &none);
    put_warnings(json, kb, &evaluation->warnings);
    put_answers(json, evaluation);
    put_numbers(json, evaluation);
    put_questions(json, evaluation);
}

void json_result(struct json_writer *json, const dvf_evaluation *evaluation,
                 enum telling telling)
{
    json_begin_object(json);
    json_key(json, "file");
    json_string(json, evaluation->profile->file);
    json_evaluation(json, evaluation, telling);
    json_end(json);
}

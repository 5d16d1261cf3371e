/* SPDX-License-Identifier: MIT */
/*
 * JSON report of a check: what was checked of one profile.
 */
#include "profile/profile.h"
#include "report/check_json.h"
#include "report/check_view.h"

static void put_decision(struct json_writer *json,
                         const struct check_result *result)
{
    const struct decision *decision;

    json_key(json, "decision");
    if (!result->evaluation || !result->evaluation->profile->decision.option) {
        json_null(json);
        return;
    }
    decision = &result->evaluation->profile->decision;
    json_begin_object(json);
    json_member(json, "option", decision->option);
    json_member(json, "date", decision->date);
    json_member(json, "record", decision->record);
    json_member(json, "because", decision->because);
    json_at(json, &decision->at);
    json_end(json);
}

static void put_waiver(struct json_writer *json,
                       const struct check_result *result)
{
    const struct waiver *waiver;

    json_key(json, "waiver");
    if (!result->evaluation || result->waiver == WAIVER_NONE) {
        json_null(json);
        return;
    }
    waiver = &result->evaluation->profile->waiver;
    json_begin_object(json);
    json_member(json, "state", waiver_word(result->waiver));
    json_member(json, "reason", waiver->reason);
    json_member(json, "owner", waiver->owner);
    json_member(json, "expires", waiver->expires);
    json_number(json, "days", result->waiver_days);
    json_member(json, "unwaived", check_outcome_word(result->unwaived));
    json_at(json, &waiver->at);
    json_end(json);
}

static void put_required(struct json_writer *json, const struct policy *policy)
{
    const dvf_kb *kb = policy->kb;
    uint32_t i;

    json_key(json, "require");
    json_begin_array(json);
    for (i = 0; i < kb_attributes_count(kb); i++)
        if (policy->required[i] != 0)
            json_string(json, kb_string(kb, kb_attributes(kb)[i].id));
    json_end(json);
}

/* Where each setting comes from. */
static void put_origins(struct json_writer *json, const struct policy *policy)
{
    unsigned i;

    json_key(json, "origins");
    json_begin_object(json);
    for (i = 0; i < POLICY_JUDGING_COUNT; i++)
        json_member(json, policy_key((enum policy_setting)i),
                    policy->origins[i]);
    json_end(json);
}

static void put_policy(struct json_writer *json, const struct policy *policy)
{
    const dvf_kb *kb;
    unsigned i;

    json_key(json, "policy");
    if (!policy) {
        json_null(json);
        return;
    }
    kb = policy->kb;
    json_begin_object(json);
    json_member(json, "name", policy->name);
    json_member(json, "file", policy->file);
    json_number(json, "min_lead", policy->min_lead);
    json_optional(json, "min_strength", kb,
                  policy->min_strength != KB_NONE
                      ? kb_strengths(kb)[policy->min_strength].id
                      : 0);
    json_number(json, "min_answered", policy->min_answered);
    put_required(json, policy);
    json_key(json, "fail_on");
    json_begin_array(json);
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++)
        if (policy->fails[i])
            json_string(json, check_outcome_word((enum check_outcome)i));
    json_end(json);
    put_origins(json, policy);
    json_end(json);
}

/* Line and column are null where the whole file is meant. */
static void put_place(struct json_writer *json, const struct check_place *place)
{
    json_member(json, "file", place->file);
    json_member(json, "pointer", place->pointer);
    json_key(json, "line");
    if (place->at.line != 0)
        json_integer(json, place->at.line);
    else
        json_null(json);
    json_key(json, "column");
    if (place->at.line != 0)
        json_integer(json, place->at.column);
    else
        json_null(json);
}

static void put_hint(struct json_writer *json,
                     const struct check_finding *finding)
{
    struct buffer text = {0};

    finding_append_hint(&text, finding);
    if (text.failed)
        json->out->failed = true;
    else
        json_member(json, "hint", finding->hint ? text.bytes : NULL);
    json_member(json, "command", finding->command);
    buffer_release(&text);
}

static void put_finding(struct json_writer *json,
                        const struct check_finding *finding)
{
    uint32_t i;

    json_begin_object(json);
    json_member(json, "kind", check_finding_word(finding->kind));
    json_member(json, "level", check_level_word(finding->level));
    json_member(json, "message", finding->message);
    put_hint(json, finding);
    put_place(json, &finding->place);
    json_key(json, "related");
    json_begin_array(json);
    for (i = 0; i < finding->related_count; i++) {
        json_begin_object(json);
        json_member(json, "message", finding->related[i].message);
        put_place(json, &finding->related[i]);
        json_end(json);
    }
    json_end(json);
    json_member(json, "fingerprint", finding->fingerprint);
    json_end(json);
}

static void put_findings(struct json_writer *json,
                         const struct check_result *result)
{
    uint32_t i;

    json_key(json, "findings");
    json_begin_array(json);
    for (i = 0; i < result->findings_count; i++)
        put_finding(json, &result->findings[i]);
    json_end(json);
}

/* By what it passes only. */
static void put_weaker(struct json_writer *json,
                       const struct check_result *result)
{
    json_key(json, "weaker");
    json_begin_array(json);
    for (uint32_t i = 0; i < result->weaker_count; i++)
        json_string(json, result->weaker[i]);
    json_end(json);
}

void check_json_result(struct json_writer *json,
                       const struct check_result *result)
{
    json_key(json, "check");
    json_begin_object(json);
    json_member(json, "outcome", check_outcome_word(result->outcome));
    json_flag(json, "fails", result->fails);
    put_decision(json, result);
    json_member(json, "expected", result->expected);
    json_flag(json, "expected_is_given", result->expected_is_given);
    json_member(json, "message", result->message);
    put_policy(json, result->policy);
    put_waiver(json, result);
    check_json_lock(json, &result->lock);
    put_findings(json, result);
    put_weaker(json, result);
    json_end(json);
}

/* SPDX-License-Identifier: MIT */
/*
 * JSON report of a check: how a result compares with what was locked.
 */
#include "report/check_json.h"

/* What was recorded, less the answers and rules, whose changes stand apart. */
static void put_before(struct json_writer *json, const struct lock_entry *entry)
{
    uint32_t i;

    json_key(json, "before");
    json_begin_object(json);
    json_key(json, "kb");
    json_begin_object(json);
    json_member(json, "id", entry->kb_id);
    json_member(json, "version", entry->kb_version);
    json_member(json, "sha256", entry->kb_sha256);
    json_end(json);
    json_member(json, "answers_sha256", entry->answers_sha256);
    json_member(json, "outcome", entry->outcome);
    json_member(json, "strength", entry->strength);
    json_key(json, "scores");
    json_begin_object(json);
    for (i = 0; i < entry->scores_count; i++)
        json_number(json, entry->scores[i].option, entry->scores[i].points);
    json_end(json);
    json_end(json);
}

static void put_answers(struct json_writer *json,
                        const struct lock_change *lock)
{
    uint32_t i;

    json_key(json, "answers");
    json_begin_array(json);
    for (i = 0; i < lock->answers_count; i++) {
        json_begin_object(json);
        json_member(json, "attribute", lock->answers[i].attribute);
        json_member(json, "before", lock->answers[i].before);
        json_member(json, "after", lock->answers[i].after);
        json_end(json);
    }
    json_end(json);
}

/* What a rule spoke for; null where it did not fire. */
static void put_side(struct json_writer *json, const char *key,
                     const char *option, int32_t points)
{
    json_key(json, key);
    if (!option) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    json_member(json, "option", option);
    json_number(json, "points", points);
    json_end(json);
}

static void put_rules(struct json_writer *json, const struct lock_change *lock)
{
    uint32_t i;

    json_key(json, "rules");
    json_begin_array(json);
    for (i = 0; i < lock->rules_count; i++) {
        json_begin_object(json);
        json_member(json, "rule", lock->rules[i].rule);
        put_side(json, "before", lock->rules[i].option_before,
                 lock->rules[i].before);
        put_side(json, "after", lock->rules[i].option_after,
                 lock->rules[i].after);
        json_end(json);
    }
    json_end(json);
}

void check_json_lock(struct json_writer *json, const struct lock_change *lock)
{
    json_key(json, "lock");
    if (lock->state == LOCK_NONE || !lock->before) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    json_member(json, "state", lock_state_word(lock->state));
    json_flag(json, "answers_changed", lock->answers_changed);
    json_flag(json, "knowledge_changed", lock->knowledge_changed);
    put_before(json, lock->before);
    put_answers(json, lock);
    put_rules(json, lock);
    json_key(json, "lead");
    json_begin_object(json);
    json_number(json, "before", lock->lead_before);
    json_number(json, "after", lock->lead_after);
    json_end(json);
    json_end(json);
}

/* SPDX-License-Identifier: MIT */
/*
 * Records of a check: the run, and what was checked of one profile. Keys are
 * only ever added.
 */
#include "profile/profile.h"
#include "report/record.h"

#include "report/check_view.h"

#define CHECK "check.schema.json#"

/* The next number below a count, for values in an order of their own. */
static bool next_index(uint32_t *cursor, uint32_t count, uint32_t *index)
{
    if (*cursor >= count)
        return false;
    *index = (*cursor)++;
    return true;
}

/* ------------------------------------------------------------------ the run */

static const struct check_summary *summary_of(const struct item *item)
{
    return &((const struct check_report *)item->data)->summary;
}

static struct value summary_status(const struct item *item)
{
    return value_number(((const struct check_report *)item->data)->status);
}

static bool summary_outcomes(const struct item *item, uint32_t *cursor,
                             struct value *value)
{
    uint32_t i;

    if (!next_index(cursor, CHECK_OUTCOME_COUNT, &i))
        return false;
    *value = value_number((int64_t)summary_of(item)->outcomes[i]);
    value->key = check_outcome_word((enum check_outcome)i);
    return true;
}

static struct value summary_failed(const struct item *item)
{
    return value_number((int64_t)summary_of(item)->failed);
}

static struct value summary_total(const struct item *item)
{
    return value_number((int64_t)summary_of(item)->total);
}

static bool summary_weaker(const struct item *item, uint32_t *cursor,
                           struct item *inner)
{
    const struct weaker *weaker =
        ((const struct check_report *)item->data)->weaker;

    if (!weaker || *cursor == weaker->sources.count)
        return false;
    inner->data = array_at(&weaker->sources, (*cursor)++);
    return true;
}

static bool summary_left_out(const struct item *item, struct item *inner)
{
    inner->data = &((const struct check_report *)item->data)->left_out;
    return true;
}

/* Null where no locked verdict is of other knowledge. */
static bool summary_knowledge(const struct item *item, struct item *inner)
{
    const struct check_report *report = item->data;

    inner->data = &report->knowledge;
    return report->knowledge.says;
}

/* Null for what concerns the run. */
static struct value weak_profiles(const struct item *item)
{
    const struct weak_source *source = item->data;

    return source->profiles > 0 ? value_number((int64_t)source->profiles)
                                : value_string(NULL);
}

static const struct field weak_source_fields[] = {
    {"by", FIELD_STRING, DATA(weak_source, words)},
    {"profiles", FIELD_VALUE, .value = weak_profiles},
    {.key = NULL}};
const struct record record_weak_source = {
    CHECK "/$defs/summary/properties/weaker/items", weak_source_fields};

static const struct field knowledge_fields[] = {
    {"profiles", FIELD_SIZE, DATA(knowledge_change, profiles)},
    {"moved", FIELD_SIZE, DATA(knowledge_change, moved)},
    {"says", FIELD_STRING, DATA(knowledge_change, says)},
    {.key = NULL}};
const struct record record_knowledge = {
    CHECK "/$defs/summary/properties/knowledge_changed", knowledge_fields};

static const struct field left_out_fields[] = {
    {"files", FIELD_SIZE, DATA(check_left_out, files)},
    {"folders", FIELD_SIZE, DATA(check_left_out, folders)},
    {"worktrees", FIELD_SIZE, DATA(check_left_out, worktrees)},
    {.key = NULL}};
const struct record record_left_out = {
    CHECK "/$defs/summary/properties/left_out", left_out_fields};

static const struct field summary_fields[] = {
    {"as_of", FIELD_STRING, DATA(check_report, as_of)},
    {"status", FIELD_VALUE, .value = summary_status},
    {"outcomes", FIELD_PAIRS, .next_value = summary_outcomes},
    {"failed", FIELD_VALUE, .value = summary_failed},
    {"total", FIELD_VALUE, .value = summary_total},
    {"weaker", FIELD_RECORDS, .next_item = summary_weaker,
     .record = &record_weak_source},
    {"knowledge_changed", FIELD_RECORD, .inner = summary_knowledge,
     .record = &record_knowledge},
    {"left_out", FIELD_RECORD, .inner = summary_left_out,
     .record = &record_left_out},
    {.key = NULL}};
const struct record record_summary = {CHECK "/$defs/summary", summary_fields};

/* ------------------------------------------------------- decision, waiver */

static bool decision_at(const struct item *item, struct item *inner)
{
    return record_at(&((const struct decision *)item->data)->at, inner);
}

static const struct field decision_fields[] = {
    {"option", FIELD_STRING, DATA(decision, option)},
    {"date", FIELD_STRING, DATA(decision, date)},
    {"record", FIELD_STRING, DATA(decision, record)},
    {"because", FIELD_STRING, DATA(decision, because)},
    {"at", FIELD_RECORD, .inner = decision_at, .record = &record_at_place},
    {.key = NULL}};
const struct record record_decision = {CHECK "/$defs/decision",
                                       decision_fields};

static const struct check_result *result_of(const struct item *item)
{
    return item->subject;
}

static struct value waiver_state_word(const struct item *item)
{
    return value_string(waiver_word(result_of(item)->waiver));
}

static struct value waiver_unwaived(const struct item *item)
{
    return value_string(check_outcome_word(result_of(item)->unwaived));
}

static bool waiver_at(const struct item *item, struct item *inner)
{
    return record_at(&((const struct waiver *)item->data)->at, inner);
}

static const struct field waiver_fields[] = {
    {"state", FIELD_VALUE, .value = waiver_state_word},
    {"reason", FIELD_STRING, DATA(waiver, reason)},
    {"owner", FIELD_STRING, DATA(waiver, owner)},
    {"expires", FIELD_STRING, DATA(waiver, expires)},
    {"days", FIELD_SIGNED, SUBJECT(check_result, waiver_days)},
    {"unwaived", FIELD_VALUE, .value = waiver_unwaived},
    {"at", FIELD_RECORD, .inner = waiver_at, .record = &record_at_place},
    {.key = NULL}};
const struct record record_waiver = {CHECK "/$defs/waiver", waiver_fields};

/* ------------------------------------------------------------------- policy */

static bool policy_required(const struct item *item, uint32_t *cursor,
                            struct value *value)
{
    const struct policy *policy = item->data;
    uint32_t i;

    while (next_index(cursor, kb_attributes_count(policy->kb), &i)) {
        if (policy->required[i] == 0)
            continue;
        *value = value_string(record_id(policy->kb, KB_SECTION_attributes, i));
        return true;
    }
    return false;
}

static bool policy_fail_on(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct policy *policy = item->data;
    uint32_t i;

    while (next_index(cursor, CHECK_OUTCOME_COUNT, &i)) {
        if (!policy->fails[i])
            continue;
        *value = value_string(check_outcome_word((enum check_outcome)i));
        return true;
    }
    return false;
}

/* Origin of each setting: file and line, option or default. */
static bool policy_origins(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct policy *policy = item->data;
    uint32_t i;

    if (!next_index(cursor, POLICY_JUDGING_COUNT, &i))
        return false;
    *value = value_string(policy->origins[i]);
    value->key = policy_key((enum policy_setting)i);
    return true;
}

static const struct field policy_fields[] = {
    {"name", FIELD_STRING, DATA(policy, name)},
    {"file", FIELD_STRING, DATA(policy, file)},
    {"min_lead", FIELD_NUMBER, DATA(policy, min_lead)},
    {"min_strength", FIELD_ID, DATA(policy, min_strength),
     .section = KB_SECTION_strengths},
    {"min_answered", FIELD_NUMBER, DATA(policy, min_answered)},
    {"require", FIELD_VALUES, .next_value = policy_required},
    {"require_settled", FIELD_FLAG, DATA(policy, require_settled)},
    {"fail_on", FIELD_VALUES, .next_value = policy_fail_on},
    {"origins", FIELD_PAIRS, .next_value = policy_origins},
    {.key = NULL}};
const struct record record_policy = {CHECK "/$defs/policy", policy_fields};

/* --------------------------------------------------------------------- lock */

#define LOCK CHECK "/$defs/lock/properties"

static struct value lock_state_value(const struct item *item)
{
    const struct lock_change *lock = item->data;

    return value_string(lock_state_word(lock->state));
}

static bool lock_before(const struct item *item, struct item *inner)
{
    inner->data = ((const struct lock_change *)item->data)->before;
    return true;
}

/* The record itself, for members that are objects of their own. */
static bool same_item(const struct item *item, struct item *inner)
{
    *inner = *item;
    return true;
}

static bool locked_scores(const struct item *item, uint32_t *cursor,
                          struct value *value)
{
    const struct lock_entry *entry = item->data;
    uint32_t i;

    if (!next_index(cursor, entry->scores_count, &i))
        return false;
    *value = value_number(entry->scores[i].points);
    value->key = entry->scores[i].option;
    return true;
}

static bool lock_answers(const struct item *item, uint32_t *cursor,
                         struct item *inner)
{
    const struct lock_change *lock = item->data;

    if (!next_index(cursor, lock->answers_count, &inner->index))
        return false;
    inner->data = &lock->answers[inner->index];
    return true;
}

static bool lock_rules(const struct item *item, uint32_t *cursor,
                       struct item *inner)
{
    const struct lock_change *lock = item->data;

    if (!next_index(cursor, lock->rules_count, &inner->index))
        return false;
    inner->data = &lock->rules[inner->index];
    return true;
}

static bool rule_before(const struct item *item, struct item *inner)
{
    inner->index = 0;
    return ((const struct lock_rule_change *)item->data)->option_before;
}

static bool rule_after(const struct item *item, struct item *inner)
{
    inner->index = 1;
    return ((const struct lock_rule_change *)item->data)->option_after;
}

static struct value side_option(const struct item *item)
{
    const struct lock_rule_change *rule = item->data;

    return value_string(item->index == 0 ? rule->option_before
                                         : rule->option_after);
}

static struct value side_points(const struct item *item)
{
    const struct lock_rule_change *rule = item->data;

    return value_number(item->index == 0 ? rule->before : rule->after);
}

static const struct field locked_kb_fields[] = {
    {"id", FIELD_STRING, DATA(lock_entry, kb_id)},
    {"version", FIELD_STRING, DATA(lock_entry, kb_version)},
    {"sha256", FIELD_STRING, DATA(lock_entry, kb_sha256)},
    {.key = NULL}};
const struct record record_locked_kb = {LOCK "/before/properties/kb",
                                        locked_kb_fields};

/* Without the answers and rules, whose changes stand apart. */
static const struct field locked_fields[] = {
    {"kb", FIELD_RECORD, .inner = same_item, .record = &record_locked_kb},
    {"answers_sha256", FIELD_STRING, DATA(lock_entry, answers_sha256)},
    {"outcome", FIELD_STRING, DATA(lock_entry, outcome)},
    {"strength", FIELD_STRING, DATA(lock_entry, strength)},
    {"scores", FIELD_PAIRS, .next_value = locked_scores},
    {.key = NULL}};
const struct record record_locked = {LOCK "/before", locked_fields};

static const struct field changed_answer_fields[] = {
    {"attribute", FIELD_STRING, DATA(lock_answer_change, attribute)},
    {"before", FIELD_STRING, DATA(lock_answer_change, before)},
    {"after", FIELD_STRING, DATA(lock_answer_change, after)},
    {.key = NULL}};
const struct record record_changed_answer = {LOCK "/answers/items",
                                             changed_answer_fields};

static const struct field side_fields[] = {
    {"option", FIELD_VALUE, .value = side_option},
    {"points", FIELD_VALUE, .value = side_points},
    {.key = NULL}};
const struct record record_side = {CHECK "/$defs/side", side_fields};

static const struct field changed_rule_fields[] = {
    {"rule", FIELD_STRING, DATA(lock_rule_change, rule)},
    {"before", FIELD_RECORD, .inner = rule_before, .record = &record_side},
    {"after", FIELD_RECORD, .inner = rule_after, .record = &record_side},
    {.key = NULL}};
const struct record record_changed_rule = {LOCK "/rules/items",
                                           changed_rule_fields};

static const struct field lead_fields[] = {
    {"before", FIELD_SIGNED, DATA(lock_change, lead_before)},
    {"after", FIELD_SIGNED, DATA(lock_change, lead_after)},
    {.key = NULL}};
const struct record record_lead = {LOCK "/lead", lead_fields};

static const struct field lock_fields[] = {
    {"state", FIELD_VALUE, .value = lock_state_value},
    {"answers_changed", FIELD_FLAG, DATA(lock_change, answers_changed)},
    {"knowledge_changed", FIELD_FLAG, DATA(lock_change, knowledge_changed)},
    {"before", FIELD_RECORD, .inner = lock_before, .record = &record_locked},
    {"answers", FIELD_RECORDS, .next_item = lock_answers,
     .record = &record_changed_answer},
    {"rules", FIELD_RECORDS, .next_item = lock_rules,
     .record = &record_changed_rule},
    {"lead", FIELD_RECORD, .inner = same_item, .record = &record_lead},
    {.key = NULL}};
const struct record record_lock = {CHECK "/$defs/lock", lock_fields};

/* ----------------------------------------------------------------- findings */

static struct value finding_kind(const struct item *item)
{
    const struct check_finding *finding = item->data;

    return value_string(check_finding_word(finding->kind));
}

static struct value finding_level(const struct item *item)
{
    const struct check_finding *finding = item->data;

    return value_string(check_level_word(finding->level));
}

static struct value finding_hint(const struct item *item)
{
    const struct check_finding *finding = item->data;

    if (!finding->hint)
        return value_string(NULL);
    buffer_clear(item->words);
    finding_append_hint(item->words, finding);
    return value_string(item->words->bytes);
}

static struct value finding_fingerprint(const struct item *item)
{
    return value_string(
        ((const struct check_finding *)item->data)->fingerprint);
}

/* Null where the whole file is meant. */
static struct value place_number(const struct check_place *place,
                                 uint32_t number)
{
    return place->at.line != 0 ? value_number(number) : value_string(NULL);
}

static struct value finding_line(const struct item *item)
{
    const struct check_finding *finding = item->data;

    return place_number(&finding->place, finding->place.at.line);
}

static struct value finding_column(const struct item *item)
{
    const struct check_finding *finding = item->data;

    return place_number(&finding->place, finding->place.at.column);
}

static struct value related_line(const struct item *item)
{
    const struct check_place *place = item->data;

    return place_number(place, place->at.line);
}

static struct value related_column(const struct item *item)
{
    const struct check_place *place = item->data;

    return place_number(place, place->at.column);
}

static bool finding_related(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    const struct check_finding *finding = item->data;

    if (!next_index(cursor, finding->related_count, &inner->index))
        return false;
    inner->data = &finding->related[inner->index];
    return true;
}

static const struct field related_fields[] = {
    {"message", FIELD_STRING, DATA(check_place, message)},
    {"file", FIELD_STRING, DATA(check_place, file)},
    {"pointer", FIELD_STRING, DATA(check_place, pointer)},
    {"line", FIELD_VALUE, .value = related_line},
    {"column", FIELD_VALUE, .value = related_column},
    {.key = NULL}};
const struct record record_related = {
    CHECK "/$defs/finding/properties/related/items", related_fields};

static const struct field finding_fields[] = {
    {"kind", FIELD_VALUE, .value = finding_kind},
    {"level", FIELD_VALUE, .value = finding_level},
    {"message", FIELD_STRING, DATA(check_finding, message)},
    {"hint", FIELD_VALUE, .value = finding_hint},
    {"command", FIELD_STRING, DATA(check_finding, command)},
    {"file", FIELD_STRING, DATA(check_finding, place.file)},
    {"pointer", FIELD_STRING, DATA(check_finding, place.pointer)},
    {"line", FIELD_VALUE, .value = finding_line},
    {"column", FIELD_VALUE, .value = finding_column},
    {"related", FIELD_RECORDS, .next_item = finding_related,
     .record = &record_related},
    {"fingerprint", FIELD_VALUE, .value = finding_fingerprint},
    {.key = NULL}};
const struct record record_finding = {CHECK "/$defs/finding", finding_fields};

/* -------------------------------------------------------------- the profile */

static struct value check_outcome_value(const struct item *item)
{
    return value_string(check_outcome_word(result_of(item)->outcome));
}

static bool check_decision(const struct item *item, struct item *inner)
{
    const struct check_result *result = result_of(item);

    if (!result->evaluation)
        return false;
    inner->data = &result->evaluation->profile->decision;
    return result->evaluation->profile->decision.option;
}

static bool check_policy(const struct item *item, struct item *inner)
{
    inner->data = result_of(item)->policy;
    return inner->data;
}

static bool check_waiver(const struct item *item, struct item *inner)
{
    const struct check_result *result = result_of(item);

    if (!result->evaluation || result->waiver == WAIVER_NONE)
        return false;
    inner->data = &result->evaluation->profile->waiver;
    return true;
}

static bool check_lock(const struct item *item, struct item *inner)
{
    const struct lock_change *lock = &result_of(item)->lock;

    inner->data = lock;
    return lock->state != LOCK_NONE && lock->before;
}

static bool check_findings(const struct item *item, uint32_t *cursor,
                           struct item *inner)
{
    const struct check_result *result = result_of(item);

    if (!next_index(cursor, result->findings_count, &inner->index))
        return false;
    inner->data = &result->findings[inner->index];
    return true;
}

/* Sources without which the profile would fail. */
static bool check_weaker(const struct item *item, uint32_t *cursor,
                         struct value *value)
{
    const struct check_result *result = result_of(item);
    uint32_t i;

    if (!next_index(cursor, result->weaker_count, &i))
        return false;
    *value = value_string(result->weaker[i]);
    return true;
}

static const struct field check_fields[] = {
    {"outcome", FIELD_VALUE, .value = check_outcome_value},
    {"fails", FIELD_FLAG, SUBJECT(check_result, fails)},
    {"decision", FIELD_RECORD, .inner = check_decision,
     .record = &record_decision},
    {"expected", FIELD_STRING, SUBJECT(check_result, expected)},
    {"expected_is_given", FIELD_FLAG, SUBJECT(check_result, expected_is_given)},
    {"message", FIELD_STRING, SUBJECT(check_result, message)},
    {"policy", FIELD_RECORD, .inner = check_policy, .record = &record_policy},
    {"waiver", FIELD_RECORD, .inner = check_waiver, .record = &record_waiver},
    {"lock", FIELD_RECORD, .inner = check_lock, .record = &record_lock},
    {"findings", FIELD_RECORDS, .next_item = check_findings,
     .record = &record_finding},
    {"weaker", FIELD_VALUES, .next_value = check_weaker},
    {.key = NULL}};
const struct record record_check = {CHECK "/$defs/check", check_fields};

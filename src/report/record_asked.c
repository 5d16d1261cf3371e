/* SPDX-License-Identifier: MIT */
/*
 * Records of answers to a question about one result. Keys are only ever added.
 */
#include "profile/profile.h"
#include "report/asked.h"
#include "report/record.h"

#define ADVISE "advise.schema.json#/$defs/"

/* ------------------------------------------------------------ an obstacle */

/* The subject is a condition with an obstacle. */
static struct ways ways_of(const struct item *item)
{
    struct facts facts = evaluation_facts(item->evaluation);
    struct obstacle obstacle;
    struct ways ways = {.count = 0};

    if (obstacle_find(&facts, item->subject, &obstacle))
        obstacle_ways(&facts, &obstacle, &ways);
    return ways;
}

/* The index is that of a way. */
static struct way way_of(const struct item *item)
{
    return ways_of(item).items[item->index];
}

static struct value way_attribute(const struct item *item)
{
    return value_string(
        record_id(item->kb, KB_SECTION_attributes, way_of(item).attribute));
}

static struct value way_applies(const struct item *item)
{
    uint8_t applies = item->evaluation->applies[way_of(item).attribute];

    return applies == TRUTH_OPEN ? value_string(NULL)
                                 : value_flag(applies == TRUTH_TRUE);
}

static struct value way_answer(const struct item *item)
{
    const struct answer *answers = item->evaluation->profile->answers;
    uint32_t attribute = way_of(item).attribute;

    if (!answer_is_given(item->evaluation, attribute))
        return value_string(NULL);
    return (struct value){.kind = VALUE_ANSWER,
                          .number = attribute,
                          .chosen = answer_values(&answers[attribute])};
}

static struct value way_how(const struct item *item)
{
    return value_string(way_word(way_of(item).kind));
}

static bool way_values(const struct item *item, uint32_t *cursor,
                       struct value *value)
{
    struct way way = way_of(item);
    const struct kb_attribute *attribute = &kb_attributes(
        item->kb)[way.attribute];

    while (*cursor <= KB_VALUES_MAX && (way.values >> *cursor & 1) == 0)
        ++*cursor;
    if (*cursor > KB_VALUES_MAX)
        return false;
    if (way.kind == WAY_COUNT)
        *value = value_number(*cursor);
    else if (attribute->type == KB_FLAG)
        *value = value_flag(*cursor == 1);
    else
        *value = value_string(kb_string(
            item->kb, kb_attribute_values(item->kb, attribute)[*cursor].id));
    ++*cursor;
    return true;
}

static const struct field way_fields[] = {
    {"attribute", FIELD_VALUE, .value = way_attribute},
    {"applies", FIELD_VALUE, .value = way_applies},
    {"answer", FIELD_VALUE, .value = way_answer},
    {"how", FIELD_VALUE, .value = way_how},
    {"values", FIELD_VALUES, .next_value = way_values},
    {.key = NULL}};
const struct record record_way = {ADVISE "way", way_fields};

static struct obstacle obstacle_at(const struct item *item)
{
    struct facts facts = evaluation_facts(item->evaluation);
    struct obstacle found = {0};

    (void)obstacle_find(&facts, item->subject, &found);
    return found;
}

static struct value obstacle_condition(const struct item *item)
{
    return value_string(kb_string(item->kb, obstacle_at(item).text));
}

static struct value obstacle_exception(const struct item *item)
{
    return value_flag(obstacle_at(item).is_exception);
}

static struct value obstacle_open(const struct item *item)
{
    return value_flag(obstacle_at(item).is_open);
}

static struct value obstacle_by_rules(const struct item *item)
{
    return value_flag(ways_of(item).by_rules);
}

static bool next_way(const struct item *item, uint32_t *cursor,
                     struct item *inner)
{
    if (*cursor == ways_of(item).count)
        return false;
    inner->index = (*cursor)++;
    return true;
}

static const struct field obstacle_fields[] = {
    {"condition", FIELD_VALUE, .value = obstacle_condition},
    {"exception", FIELD_VALUE, .value = obstacle_exception},
    {"open", FIELD_VALUE, .value = obstacle_open},
    {"by_rules", FIELD_VALUE, .value = obstacle_by_rules},
    {"needs", FIELD_RECORDS, .next_item = next_way, .record = &record_way},
    {.key = NULL}};
const struct record record_obstacle = {ADVISE "obstacle", obstacle_fields};

/* ------------------------------------------------------------------- rules */

/* The subject is a rule, the index its number. */
static struct value rule_state(const struct item *item)
{
    static const char *const words[] = {
        [RULE_CLOSED] = "closed",
        [RULE_OPEN] = "open",
        [RULE_FIRED] = "fired",
        [RULE_LEFT_OUT] = "left_out",
    };

    return value_string(words[item->evaluation->rules[item->index]]);
}

static struct value rule_points(const struct item *item)
{
    const struct kb_rule *rule = item->subject;

    return value_number(kb_weights(item->kb)[rule->weight].points);
}

static bool has_obstacle(const struct item *item)
{
    uint8_t state = item->evaluation->rules[item->index];

    return state == RULE_CLOSED || state == RULE_OPEN;
}

static struct value rule_gain(const struct item *item)
{
    if (!has_obstacle(item))
        return value_string(NULL);
    return value_number(obstacle_gain(item->evaluation, item->index));
}

/* The reason that the rule gave, if it fired. */
static const struct reason *reason_of(const struct item *item)
{
    return asked_reason(item->evaluation, item->index);
}

static struct value rule_counts(const struct item *item)
{
    const struct reason *reason = reason_of(item);

    return value_flag(reason && reason->counts);
}

static struct value rule_outweighed_by(const struct item *item)
{
    const struct reason *reason = reason_of(item);

    return value_string(record_id(
        item->kb, KB_SECTION_rules,
        reason ? reason_loss(item->evaluation, reason).rule : KB_NONE));
}

static struct value rule_counted_within(const struct item *item)
{
    const struct reason *reason = reason_of(item);

    return value_string(record_id(
        item->kb, KB_SECTION_criteria,
        reason ? reason_loss(item->evaluation, reason).criterion : KB_NONE));
}

/* Unanswered attributes that an open rule hangs on. */
static bool rule_hangs_on(const struct item *item, uint32_t *cursor,
                          struct value *value)
{
    const struct kb_rule *rule = item->subject;
    uint8_t marks[KB_ATTRIBUTES_MAX] = {0};

    if (item->evaluation->rules[item->index] != RULE_OPEN)
        return false;
    evaluation_mark_hanging(item->evaluation, &rule->condition, marks);
    while (*cursor < kb_attributes_count(item->kb)) {
        uint32_t attribute = (*cursor)++;

        if (!marks[attribute])
            continue;
        *value = value_string(
            record_id(item->kb, KB_SECTION_attributes, attribute));
        return true;
    }
    return false;
}

static bool rule_obstacle(const struct item *item, struct item *inner)
{
    inner->subject = &((const struct kb_rule *)item->subject)->condition;
    return has_obstacle(item);
}

static const struct field standing_fields[] = {
    {"rule", FIELD_TEXT, SUBJECT(kb_rule, id)},
    {"criterion", FIELD_ID, SUBJECT(kb_rule, criterion),
     .section = KB_SECTION_criteria},
    {"option", FIELD_ID, SUBJECT(kb_rule, option),
     .section = KB_SECTION_options},
    {"points", FIELD_VALUE, .value = rule_points},
    {"state", FIELD_VALUE, .value = rule_state},
    {"counts", FIELD_VALUE, .value = rule_counts},
    {"outweighed_by", FIELD_VALUE, .value = rule_outweighed_by},
    {"counted_within", FIELD_VALUE, .value = rule_counted_within},
    {"gain", FIELD_VALUE, .value = rule_gain},
    {"hangs_on", FIELD_VALUES, .next_value = rule_hangs_on},
    {"because", FIELD_TEXT, SUBJECT(kb_rule, because)},
    {"obstacle", FIELD_RECORD, .inner = rule_obstacle,
     .record = &record_obstacle},
    {.key = NULL}};
const struct record record_standing = {ADVISE "standing", standing_fields};

/* ----------------------------------------------------------------- why not */

static struct value why_verdict(const struct item *item)
{
    const struct asked *asked = item->data;

    return value_flag(asked->option != KB_NONE &&
                      item->evaluation->verdict.option == asked->option);
}

static struct value why_ruled_out(const struct item *item)
{
    const struct asked *asked = item->data;

    return value_flag(asked->option != KB_NONE &&
                      verdict_is_ruled_out(item->evaluation, asked->option));
}

static bool why_rules(const struct item *item, uint32_t *cursor,
                      struct item *inner)
{
    const struct asked *asked = item->data;
    uint32_t count = asked->rule != KB_NONE ? 1 : asked->rules_count;

    if (*cursor == count)
        return false;
    inner->index = asked->rule != KB_NONE ? asked->rule : asked->rules[*cursor];
    inner->subject = &kb_rules(item->kb)[inner->index];
    ++*cursor;
    return true;
}

static bool lack_obstacle(const struct item *item, struct item *inner)
{
    const struct kb_requirement *requirement = item->data;

    inner->subject = &requirement->condition;
    return obstacle_at(inner).text != 0;
}

static struct value lack_open(const struct item *item)
{
    return value_flag(item->evaluation->requirements.met[item->index] ==
                      TRUTH_OPEN);
}

static const struct field lack_fields[] = {
    {"unmet", FIELD_TEXT, DATA(kb_requirement, unmet)},
    {"open", FIELD_VALUE, .value = lack_open},
    {"obstacle", FIELD_RECORD, .inner = lack_obstacle,
     .record = &record_obstacle},
    {.key = NULL}};
const struct record record_lack = {
    ADVISE "why_not/properties/requirements/items", lack_fields};

static bool why_requirements(const struct item *item, uint32_t *cursor,
                             struct item *inner)
{
    const struct asked *asked = item->data;
    uint32_t index = asked->option == KB_NONE
                         ? KB_NONE
                         : kb_combination_of(item->kb, asked->option);

    if (index == KB_NONE)
        return false;
    struct kb_range range = kb_combinations(item->kb)[index].requirements;
    while (*cursor < range.count) {
        inner->index = range.first + (*cursor)++;
        inner->data = &kb_requirements(item->kb)[inner->index];
        if (item->evaluation->requirements.met[inner->index] != TRUTH_TRUE)
            return true;
    }
    return false;
}

static const struct field why_not_fields[] = {
    {"option", FIELD_ID, DATA(asked, option), .section = KB_SECTION_options},
    {"rule", FIELD_ID, DATA(asked, rule), .section = KB_SECTION_rules},
    {"is_verdict", FIELD_VALUE, .value = why_verdict},
    {"ruled_out", FIELD_VALUE, .value = why_ruled_out},
    {"rules", FIELD_RECORDS, .next_item = why_rules,
     .record = &record_standing},
    {"requirements", FIELD_RECORDS, .next_item = why_requirements,
     .record = &record_lack},
    {.key = NULL}};
const struct record record_why_not = {ADVISE "why_not", why_not_fields};

/* ----------------------------------------------------------------- what if */

/* Answers of one side that the other has otherwise; null for unknown ones. */
static bool side_answers(const struct item *item, uint32_t *cursor,
                         struct value *value)
{
    const struct asked *asked = item->data;
    uint32_t attribute = asked_next_change(asked->before, asked->changed,
                                           cursor);

    if (attribute == KB_NONE)
        return false;
    const struct answer *answer =
        &item->evaluation->profile->answers[attribute];
    *value = (struct value){
        .kind = answer_given(answer) ? VALUE_ANSWER : VALUE_NULL,
        .key = record_id(item->kb, KB_SECTION_attributes, attribute),
        .number = attribute,
        .chosen = answer_values(answer)};
    return true;
}

static bool side_verdict(const struct item *item, struct item *inner)
{
    inner->data = &item->evaluation->verdict;
    return true;
}

static bool side_scores(const struct item *item, uint32_t *cursor,
                        struct value *value)
{
    if (*cursor == item->kb->scoring)
        return false;
    *value = value_number(item->evaluation->scores[*cursor]);
    value->key = record_id(item->kb, KB_SECTION_options,
                           kb_scoring_option(item->kb, (*cursor)++));
    return true;
}

static bool next_moved(const struct item *item, const dvf_evaluation *other,
                       uint32_t *cursor, struct item *inner)
{
    const struct reason *reason = asked_next_gone(item->evaluation, other,
                                                  cursor);

    inner->data = reason;
    inner->subject = reason ? &kb_rules(item->kb)[reason->rule] : NULL;
    return reason;
}

static const struct field moved_fields[] = {
    {"rule", FIELD_TEXT, SUBJECT(kb_rule, id)},
    {"option", FIELD_ID, SUBJECT(kb_rule, option),
     .section = KB_SECTION_options},
    {"points", FIELD_NUMBER, DATA(reason, points)},
    {"counts", FIELD_FLAG, DATA(reason, counts)},
    {"because", FIELD_TEXT, SUBJECT(kb_rule, because)},
    {.key = NULL}};
const struct record record_moved = {ADVISE "moved", moved_fields};

/* Rules that fired on this side only. */
static bool side_rules(const struct item *item, uint32_t *cursor,
                       struct item *inner)
{
    const struct asked *asked = item->data;

    return next_moved(item,
                      item->evaluation == asked->changed ? asked->before
                                                         : asked->changed,
                      cursor, inner);
}

static const struct field changed_side_fields[] = {
    {"answers", FIELD_PAIRS, .next_value = side_answers},
    {"verdict", FIELD_RECORD, .inner = side_verdict, .record = &record_verdict},
    {"scores", FIELD_PAIRS, .next_value = side_scores},
    {"rules", FIELD_RECORDS, .next_item = side_rules, .record = &record_moved},
    {.key = NULL}};
const struct record record_changed_side = {ADVISE "changed_side",
                                           changed_side_fields};

static bool what_before(const struct item *item, struct item *inner)
{
    inner->evaluation = ((const struct asked *)item->data)->before;
    return true;
}

static bool what_after(const struct item *item, struct item *inner)
{
    inner->evaluation = ((const struct asked *)item->data)->changed;
    return true;
}

static const struct field what_if_fields[] = {
    {"before", FIELD_RECORD, .inner = what_before,
     .record = &record_changed_side},
    {"after", FIELD_RECORD, .inner = what_after,
     .record = &record_changed_side},
    {.key = NULL}};
const struct record record_what_if = {ADVISE "what_if", what_if_fields};

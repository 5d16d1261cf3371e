/* SPDX-License-Identifier: MIT */
/*
 * Records: one table of fields for each kind of record that programs read, and
 * its place in data/schema. JSON is written from it, and a test holds it
 * against the schema. Owns nothing.
 */
#ifndef DVF_REPORT_RECORD_H
#define DVF_REPORT_RECORD_H

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "report/ranking.h"

#include <stddef.h>

struct field;

/** A kind of record. */
struct record {
    const char *place; /* of its object: "FILE#POINTER" in data/schema */
    const struct field *fields; /* up to one without a key */
};

/** One record: the structs that its fields are read from. */
struct item {
    const dvf_kb *kb;
    const dvf_evaluation *evaluation; /* null: the record is none of one */
    const dvf_analysis *analysis;     /* of the evaluation; null: none */
    enum telling telling;             /* how much of the evaluation is told */
    struct buffer *words;             /* scratch for values put together */
    const void *data;                 /* the struct of DATA() */
    const void *subject; /* that of SUBJECT(): the rule of a reason, say */
    uint32_t index;      /* of the struct among those of its kind */
};

enum value_kind {
    VALUE_NULL,
    VALUE_STRING,
    VALUE_NUMBER,
    VALUE_THOUSANDTHS, /* number, with three decimals */
    VALUE_RANGE,       /* a list of number and greatest */
    VALUE_FLAG,
    VALUE_ANSWER /* chosen, of the attribute that is the number */
};

struct value {
    enum value_kind kind;
    const char *key;    /* in an object of values */
    const char *string; /* valid until the next value */
    int64_t number;     /* of a flag 0 or 1 */
    int64_t greatest;   /* of a range */
    value_set chosen;   /* of an answer */
};

enum field_kind {
    FIELD_TEXT,     /* kb_text */
    FIELD_OPTIONAL, /* kb_text, null where it is empty */
    FIELD_STRING,   /* const char *, null where it is null */
    FIELD_NUMBER,   /* uint32_t */
    FIELD_SIGNED,   /* int32_t */
    FIELD_SIZE,     /* size_t */
    FIELD_FLAG,     /* bool */
    FIELD_TRUTH,    /* enum truth: null where it is open */
    FIELD_ID,       /* uint32_t: a record of the section, null for KB_NONE */
    FIELD_IDS,      /* kb_range of indices: records of the section */
    FIELD_TEXTS,    /* kb_range of indices: texts */
    FIELD_LIST,     /* index_list: ids of records of the section */
    FIELD_VALUE,    /* from here on by functions: one value */
    FIELD_VALUES,   /* a list of values */
    FIELD_PAIRS,    /* an object of values by key */
    FIELD_RECORD,   /* a record, or null */
    FIELD_RECORDS   /* a list of records */
};

struct field {
    const char *key;
    enum field_kind kind;
    bool of_subject;
    size_t offset;
    enum kb_section section;
    struct value (*value)(const struct item *item);
    /* The next value, and the next record, which starts as a copy of the item.
     * The cursor starts at 0 and is theirs. @return false: there is none left
     */
    bool (*next_value)(const struct item *item, uint32_t *cursor,
                       struct value *value);
    /* The record of FIELD_RECORD. Of FIELD_RECORDS false: null in place of the
     * list; of one value false: the key is left out. Null: as ever. */
    bool (*inner)(const struct item *item, struct item *inner);
    bool (*next_item)(const struct item *item, uint32_t *cursor,
                      struct item *inner);
    const struct record *record;
};

/* Place of a field's value in a struct. */
#define DATA(type, member) .offset = offsetof(struct type, member)
#define SUBJECT(type, member)                                                  \
    .of_subject = true, .offset = offsetof(struct type, member)

static inline struct value value_string(const char *string)
{
    return (struct value){.kind = string ? VALUE_STRING : VALUE_NULL,
                          .string = string};
}

static inline struct value value_number(int64_t number)
{
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

static inline struct value value_flag(bool flag)
{
    return (struct value){.kind = VALUE_FLAG, .number = flag};
}

/** @return one value of a field, of a kind before FIELD_IDS or FIELD_VALUE */
struct value field_value(const struct field *field, const struct item *item);

/** The next value of a field, of a kind that is a list of values or an object
 * of them. @return false: there is none left */
bool field_next_value(const struct field *field, const struct item *item,
                      uint32_t *cursor, struct value *value);

/** @return the id of a record of a section that has ids; null for KB_NONE */
const char *record_id(const dvf_kb *kb, enum kb_section section,
                      uint32_t index);

/** Place of a position. @return false where there is none; `at` may be null */
bool record_at(const struct position *at, struct item *inner);

/* record_advice.c */
extern const struct record record_kb, record_selection, record_option,
    record_attribute, record_claim, record_comparison, record_source,
    record_result, record_verdict, record_criterion, record_reason,
    record_at_place, record_gate, record_requirement, record_excluded,
    record_note, record_warning;

/* record_verdict.c */
extern const struct record record_missed, record_track, record_alternative;

/* record_analysis.c */
extern const struct record record_analysis, record_reachable, record_need,
    record_inquiry, record_prospect, record_change_set, record_change,
    record_weight;

/* record_asked.c */
extern const struct record record_why_not, record_standing, record_obstacle,
    record_way, record_lack, record_what_if, record_changed_side, record_moved;

/* record_compare.c */
extern const struct record record_differences, record_compared_answer,
    record_compared_reason;

/* record_check.c */
extern const struct record record_summary, record_weak_source, record_left_out,
    record_knowledge, record_check, record_decision, record_waiver,
    record_policy, record_lock, record_locked, record_locked_kb,
    record_changed_answer, record_changed_rule, record_side, record_lead,
    record_finding, record_related;

#endif

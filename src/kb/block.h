/* SPDX-License-Identifier: MIT */
/*
 * The compiled knowledge base: one flat, read-only block of 32-bit fields,
 * without a pointer in it, so that it can be embedded at build time, shared by
 * threads, compared and hashed.
 *
 * A section is an array of one kind of record. Records name each other by
 * index, text by its offset in the pool of strings, and parts of a section by
 * a range. Blocks are made by the compiler only and never read from disk: the
 * accessors check nothing.
 */
#ifndef DVF_KB_BLOCK_H
#define DVF_KB_BLOCK_H

#include "base/sha256.h"
#include <assert.h>
#include <dvf/dvf.h>

/** Offset of a NUL-terminated text in the pool; 0 is the empty text. */
typedef uint32_t kb_text;

/** Index that names nothing. */
#define KB_NONE           UINT32_MAX

/** Most values of one attribute: the set of values fits 63 bits of a mask. */
#define KB_VALUES_MAX     63

/** Most attributes: profiles are searched by each of them. */
#define KB_ATTRIBUTES_MAX 1000

/** Most options that score. */
#define KB_OPTIONS_MAX    8

/** Most options, with combinations: a set of options fits a mask. */
#define KB_OPTIONS_ALL    64

/** Depth of the stack that a condition may need. */
#define KB_STACK_MAX      256

/** A part of a section: records first to first + count - 1. */
struct kb_range {
    uint32_t first;
    uint32_t count;
};

/** Words for points, least first. */
struct kb_weight {
    kb_text id;
    uint32_t points;
};

struct kb_option {
    kb_text id;
    kb_text title;
    kb_text summary;
    uint32_t score;        /* index among the options that score, or KB_NONE */
    struct kb_range parts; /* of indices: options combined; none if it scores */
};

struct kb_source {
    kb_text id;
    kb_text title;
    kb_text date;
    kb_text kind;
    kb_text url;
    kb_text caveat;
};

/* A condition with its exceptions: `when` entries ANDed, `unless` entries
 * ORed. An empty `when` is true, an empty `unless` is false. */
struct kb_condition {
    struct kb_range when;         /* of operations */
    struct kb_range unless;       /* of operations */
    struct kb_range when_texts;   /* of indices: texts, one for each entry */
    struct kb_range unless_texts; /* of indices: texts */
    struct kb_range reads;        /* of indices: attributes `when` reads */
    struct kb_range guards;       /* of indices: attributes `unless` reads */
};

enum kb_attribute_type {
    KB_CHOICE,
    KB_SCALE,
    KB_SET,
    KB_FLAG
};

struct kb_attribute {
    kb_text id;
    kb_text ask;
    kb_text means; /* the question in a sentence of its own, or empty */
    kb_text why;
    kb_text unit;
    uint32_t type;               /* enum kb_attribute_type */
    struct kb_range values;      /* of values; a flag has two: false and true */
    struct kb_condition only_if; /* over attributes before this one */
};

struct kb_value {
    kb_text id;
    kb_text label;
    kb_text example; /* a fragment, such as "Google, GitHub"; or empty */
    uint32_t below; /* upper bound of a number that means this value; 0: none */
};

struct kb_claim {
    kb_text id;
    kb_text kind;
    kb_text says;
    kb_text status;
    kb_text now;
    kb_text until; /* end of its validity, or 0 */
    kb_text confidence;
    uint32_t about;        /* option, or KB_NONE */
    uint32_t source;       /* source */
    struct kb_range refs;  /* of indices: sources of `now` */
    struct kb_range cells; /* of cells: the row of a comparison */
};

/** Text of a comparison about one option. */
struct kb_cell {
    uint32_t option;
    kb_text says;
};

/** A row of the comparison of all options that score. */
struct kb_comparison {
    kb_text id;
    kb_text title;
    struct kb_range cells;  /* of cells: one for each score, in their order */
    struct kb_range claims; /* of indices: claims */
};

/* A test is true where (answer & mask) != 0, or, for a count, where the bit of
 * the number of values chosen is set. Open where nothing was answered. */
enum kb_test_kind {
    KB_TEST_VALUES,
    KB_TEST_COUNT
};

struct kb_test {
    uint32_t attribute;
    uint32_t kind;    /* enum kb_test_kind */
    uint32_t mask[2]; /* low and high half */
};

/** @return both halves of a test's mask */
static inline uint64_t kb_test_mask(const struct kb_test *test)
{
    return (uint64_t)test->mask[1] << 32 | test->mask[0];
}

/* The operations of a condition, in postfix order over a stack of truths:
 * enum, word in the language, operands taken from the stack. */
#define KB_OPERATIONS(X)                                                       \
    X(TEST, "", 0)                                                             \
    X(TERM, "", 0)                                                             \
    X(AND, "and", 2)                                                           \
    X(OR, "or", 2)                                                             \
    X(NOT, "not", 1)                                                           \
    X(OUTCOME, "outcome", 0)                                                   \
    X(FIRED, "fired", 0)                                                       \
    X(SCORE, "score", 0)                                                       \
    X(LEAD, "lead", 0)                                                         \
    X(STRONGEST, "strongest", 0)                                               \
    X(STRONGER, "strongest", 0)

enum kb_operation_code {
#define X(code, word, operands) KB_##code,
    KB_OPERATIONS(X)
#undef X
    KB_OPERATION_COUNT
};

/* Relations of numbers: enum, word in the language, C operator. */
#define KB_RELATIONS(X)                                                        \
    X(EQUAL, "==", ==)                                                         \
    X(UNEQUAL, "!=", !=)                                                       \
    X(AT_MOST, "<=", <=)                                                       \
    X(AT_LEAST, ">=", >=)                                                      \
    X(BELOW, "<", <)                                                           \
    X(ABOVE, ">", >)

enum kb_relation {
#define X(relation, word, operator) KB_##relation,
    KB_RELATIONS(X)
#undef X
    KB_RELATION_COUNT
};

/** True where two numbers stand in a relation. */
static inline bool kb_relate(uint32_t relation, int64_t left, int64_t right)
{
    switch ((enum kb_relation)relation) {
#define X(relation, word, operator)                                            \
    case KB_##relation:                                                        \
        return left operator right;
        KB_RELATIONS(X)
#undef X
    case KB_RELATION_COUNT:
        break;
    }
    return false;
}

/* Operand a: test, term, option, or outcome without an option. SCORE, LEAD and
 * STRONGEST compare with `number`, STRONGER with the strongest of the other
 * option. FIRED, STRONGEST and STRONGER name a range of indices: rules as they
 * are, criteria with KB_CRITERION_BIT. */
struct kb_operation {
    uint32_t code;     /* enum kb_operation_code */
    uint32_t a;        /* see above */
    uint32_t b;        /* LEAD, STRONGER: the other option */
    uint32_t relation; /* enum kb_relation */
    int32_t number;
    uint32_t weight; /* whose word stands for the number, or KB_NONE */
    struct kb_range names;
    struct kb_range others; /* STRONGER: criteria of the other option */
};

/** @return the truths that an operation takes from the stack; it puts one on
 * it */
static inline uint32_t kb_operands(const struct kb_operation *operation)
{
    static const uint8_t operands[] = {
#define X(code, word, count) [KB_##code] = count,
        KB_OPERATIONS(X)
#undef X
    };
    return operands[operation->code];
}

#define KB_CRITERION_BIT UINT32_C(0x80000000)

/** Outcomes that are no option, as operands of OUTCOME. */
#define KB_TOO_CLOSE     (UINT32_MAX - 1)
#define KB_UNDECIDED     (UINT32_MAX - 2)

/** Options that the verdict settles, as operands: the option of the verdict,
 * and the best other one. */
#define KB_LEADER        (UINT32_MAX - 3)
#define KB_RUNNER_UP     (UINT32_MAX - 4)

/** Terms are sorted by the last attribute that each reads, and no term uses a
 * later one. */
struct kb_term {
    kb_text id;
    uint32_t last;                 /* attribute it reads */
    struct kb_condition condition; /* without exceptions */
};

/* Ways of a criterion to collect points: enum, word in the file and in
 * reports. */
#define KB_COLLECTS(X)                                                         \
    X(MAX, "max")                                                              \
    X(SUM, "sum")

enum kb_collect {
#define X(collect, word) KB_##collect,
    KB_COLLECTS(X)
#undef X
};

/** Criteria stand before their children, siblings in the order of the file. */
struct kb_criterion {
    kb_text id;
    kb_text title;
    uint32_t parent;          /* criterion; KB_NONE for the root, number 0 */
    uint32_t collect;         /* enum kb_collect */
    uint32_t end;             /* criterion behind those below it */
    struct kb_range children; /* of indices: criteria, by id */
    struct kb_range rules;    /* of indices: rules, by id; leaves only */
};

/** Origin of a rule without a source; no source has this id. */
#define KB_ADVISOR "advisor"

/** Rules are sorted by id, so that the order in the file decides nothing. */
struct kb_rule {
    kb_text id;
    kb_text because;
    kb_text otherwise;
    uint32_t criterion;
    uint32_t place;  /* among all rules, by criterion and then by id */
    uint32_t option; /* that scores */
    uint32_t weight;
    uint32_t origin; /* source, or KB_NONE: the advisor */
    struct kb_condition condition;
    struct kb_range claims; /* of indices: claims */
};

/* Kinds of notes: enum, word in the file and in reports. The first is the
 * default; the second is told to those who want to know more. */
#define KB_NOTE_KINDS(X)                                                       \
    X(ADVICE, "advice")                                                        \
    X(BACKGROUND, "background")

enum kb_note_kind {
#define X(kind, word) KB_NOTE_##kind,
    KB_NOTE_KINDS(X)
#undef X
};

/* Kinds of warnings about answers: enum, word in the file and in reports. The
 * first is the default. */
#define KB_WARNING_KINDS(X)                                                    \
    X(CONTRADICTION, "contradiction")                                          \
    X(UNUSUAL, "unusual")

enum kb_warning_kind {
#define X(kind, word) KB_WARNING_##kind,
    KB_WARNING_KINDS(X)
#undef X
};

/** A note about the result, or a warning about answers. */
struct kb_remark {
    kb_text id;
    kb_text says;
    kb_text until; /* of a note: end of its validity, or 0 */
    uint32_t kind; /* enum kb_note_kind, enum kb_warning_kind */
    struct kb_condition condition;
    struct kb_range qualifies; /* of a note: indices as in kb_operation */
    struct kb_range claims;    /* of indices: claims */
};

/** A step of the verdict's strength, least first. */
struct kb_strength {
    kb_text id;
    uint32_t points;
    uint32_t percent;
    uint32_t answers;              /* fewest answers that it needs */
    struct kb_condition condition; /* without exceptions */
    kb_text unmet;                 /* text for a condition that does not hold */
    uint32_t agreed; /* record: verdicts that agreed with the choice, ... */
    uint32_t of;     /* ... of this number; 0: there is no record */
    uint32_t source; /* of the record, or KB_NONE */
};

/** A condition that makes a verdict too close. */
struct kb_close {
    struct kb_condition condition; /* without exceptions */
};

struct kb_alternative {
    uint32_t option;
    struct kb_condition condition;
};

struct kb_exclude {
    uint32_t option;
    kb_text says;
    struct kb_condition condition;
    struct kb_range claims; /* of indices: claims */
};

/** A text that stands in for another one where its condition holds. */
struct kb_variant {
    kb_text text;
    struct kb_condition condition; /* without exceptions */
};

/* The texts of a combination that may vary: enum, key in the file. */
#define KB_VARYING(X)                                                          \
    X(TITLE, title)                                                            \
    X(SUMMARY, summary)                                                        \
    X(AGAINST, against)

enum kb_varying {
#define X(name, key) KB_VARYING_##name,
    KB_VARYING(X)
#undef X
    KB_VARYING_COUNT
};

struct kb_combination {
    uint32_t option;
    kb_text against;
    struct kb_range variants[KB_VARYING_COUNT]; /* of variants */
    struct kb_range requirements;               /* of requirements */
    struct kb_range claims;                     /* of indices: claims */
};

struct kb_requirement {
    kb_text unmet;
    uint32_t essential; /* 0 or 1 */
    struct kb_condition condition;
};

/* The sections: name of the accessor, record. The pool lies behind the head,
 * the others in this order behind the pool, the source last. Indices are
 * numbers, or texts where a range says so. The order is one of attributes, for
 * analyses. The source is the YAML text, kept
 * for its digest, which costs as much as a third of a parse and is seldom
 * needed; an embedded block has the digest instead. Rows and the forest are
 * what evaluations and analyses make of a knowledge base, which only an
 * embedded block has with it; see engine/rows.h and analysis/forest.h. */
#define KB_SECTIONS(X)                                                         \
    X(weights, struct kb_weight)                                               \
    X(options, struct kb_option)                                               \
    X(sources, struct kb_source)                                               \
    X(attributes, struct kb_attribute)                                         \
    X(order, uint32_t)                                                         \
    X(values, struct kb_value)                                                 \
    X(claims, struct kb_claim)                                                 \
    X(cells, struct kb_cell)                                                   \
    X(comparisons, struct kb_comparison)                                       \
    X(tests, struct kb_test)                                                   \
    X(operations, struct kb_operation)                                         \
    X(terms, struct kb_term)                                                   \
    X(criteria, struct kb_criterion)                                           \
    X(rules, struct kb_rule)                                                   \
    X(notes, struct kb_remark)                                                 \
    X(warnings, struct kb_remark)                                              \
    X(strengths, struct kb_strength)                                           \
    X(closes, struct kb_close)                                                 \
    X(alternatives, struct kb_alternative)                                     \
    X(excludes, struct kb_exclude)                                             \
    X(combinations, struct kb_combination)                                     \
    X(requirements, struct kb_requirement)                                     \
    X(variants, struct kb_variant)                                             \
    X(indices, uint32_t)                                                       \
    X(pool, char)                                                              \
    X(source, char)                                                            \
    X(rows, uint32_t)                                                          \
    X(forest, uint32_t)

enum kb_section {
#define X(name, record) KB_SECTION_##name,
    KB_SECTIONS(X)
#undef X
    KB_SECTION_COUNT
};

/** The head of a block; the sections follow it in the same memory. */
struct dvf_kb {
    uint32_t size;    /* bytes of the whole block, a multiple of 8 */
    uint32_t scoring; /* options that score */
    kb_text id;
    kb_text version;
    kb_text as_of;
    kb_text title;
    uint8_t digest[32]; /* SHA-256 of the YAML, where `source` is empty */
    uint32_t too_close_points;
    uint32_t too_close_percent;
    uint32_t names_alternatives; /* 1: there is a list, even if empty; else 0 */
    struct kb_range sections[KB_SECTION_COUNT]; /* byte offset, records */
};

/* kb_rules(kb) and kb_rules_count(kb), and so on for each section. */
#define X(name, record)                                                        \
    static inline const record *kb_##name(const dvf_kb *kb)                    \
    {                                                                          \
        return (const record *)(const void *)((const char *)kb +               \
                                              kb->sections[KB_SECTION_##name]  \
                                                  .first);                     \
    }                                                                          \
    static inline uint32_t kb_##name##_count(const dvf_kb *kb)                 \
    {                                                                          \
        return kb->sections[KB_SECTION_##name].count;                          \
    }
KB_SECTIONS(X)
#undef X

/** @return the text at an offset of the pool, borrowed */
static inline const char *kb_string(const dvf_kb *kb, kb_text text)
{
    assert(text < kb_pool_count(kb));
    return kb_pool(kb) + text;
}

/** Id of an attribute, an option, by its index. */
static inline const char *kb_attribute_id(const dvf_kb *kb, uint32_t attribute)
{
    assert(attribute < kb_attributes_count(kb));
    return kb_string(kb, kb_attributes(kb)[attribute].id);
}

static inline const char *kb_option_id(const dvf_kb *kb, uint32_t option)
{
    assert(option < kb_options_count(kb));
    return kb_string(kb, kb_options(kb)[option].id);
}

/** @return the first of a range of indices */
static inline const uint32_t *kb_index(const dvf_kb *kb, struct kb_range range)
{
    assert(range.first + (uint64_t)range.count <= kb_indices_count(kb));
    return kb_indices(kb) + range.first;
}

/** True for an index that is in a range of them. */
bool kb_index_has(const dvf_kb *kb, struct kb_range range, uint32_t index);

/** @return the values of an attribute, attribute->values.count of them */
static inline const struct kb_value *
kb_attribute_values(const dvf_kb *kb, const struct kb_attribute *attribute)
{
    assert((size_t)(attribute - kb_attributes(kb)) < kb_attributes_count(kb));
    return kb_values(kb) + attribute->values.first;
}

/** True for an option that joins others, and has no points of its own. */
static inline bool kb_is_combination(const dvf_kb *kb, uint32_t option)
{
    assert(option < kb_options_count(kb));
    return kb_options(kb)[option].score == KB_NONE;
}

/** True for an operand that names an option by its place in the verdict. */
static inline bool kb_is_contender(uint32_t option)
{
    return option == KB_LEADER || option == KB_RUNNER_UP;
}

/** @return the points of a rule */
static inline int32_t kb_rule_points(const dvf_kb *kb,
                                     const struct kb_rule *rule)
{
    return (int32_t)kb_weights(kb)[rule->weight].points;
}

/** @return the rules by their places */
static inline const uint32_t *kb_places(const dvf_kb *kb)
{
    return kb_indices(kb) + kb_criteria(kb)[0].rules.first;
}

/** @return the places of the rules in a criterion and below it */
static inline struct kb_range kb_criterion_places(const dvf_kb *kb,
                                                  uint32_t criterion)
{
    const struct kb_criterion *criteria = kb_criteria(kb);
    uint32_t end = criteria[criterion].end;
    uint32_t base = criteria[0].rules.first;
    uint32_t first = criteria[criterion].rules.first - base;
    uint32_t behind = end < kb_criteria_count(kb)
                          ? criteria[end].rules.first - base
                          : kb_rules_count(kb);

    return (struct kb_range){first, behind - first};
}

/** True for an operation that asks for the leader or the runner-up. */
bool kb_asks_contender(const struct kb_operation *operation);

/** True for an option that is the other one, or joins it with more. */
bool kb_option_includes(const dvf_kb *kb, uint32_t option, uint32_t other);

/** @return the index of the combination that makes an option, or KB_NONE */
uint32_t kb_combination_of(const dvf_kb *kb, uint32_t option);

/** True for a criterion that is another one or lies below it. */
bool kb_criterion_within(const dvf_kb *kb, uint32_t criterion, uint32_t outer);

/** True for a rule that a range of names has, by itself or by a criterion that
 * it lies in. */
bool kb_rule_within_names(const dvf_kb *kb, uint32_t rule,
                          struct kb_range names);

/** As kb_criterion_within(), for any criterion of an operation's names. */
bool kb_criterion_within_names(const dvf_kb *kb, uint32_t criterion,
                               struct kb_range names);

/** True for a scale with bounds, which a number answers too. */
bool kb_takes_number(const dvf_kb *kb, const struct kb_attribute *attribute);

/** @return the index of the attribute's value with this id, or KB_NONE */
uint32_t kb_find_value(const dvf_kb *kb, const struct kb_attribute *attribute,
                       const char *id);

/** Word for the way a criterion collects, static. */
const char *kb_collect_word(enum kb_collect collect);

/** @return the id of the source that a rule comes from, or KB_ADVISOR */
const char *kb_rule_origin(const dvf_kb *kb, const struct kb_rule *rule);

/** Word for the kind of a note, static. */
const char *kb_note_word(enum kb_note_kind kind);

/** Word for the kind of a warning, static. */
const char *kb_warning_word(enum kb_warning_kind kind);

/** SHA-256 of the YAML bytes that a block was made of. */
void kb_digest(const dvf_kb *kb, char text[SHA256_HEX_SIZE]);

/**
 * Set the order in which analyses ask for attributes: as they are asked for in
 * interviews unless set. The order decides how much work an analysis is, and
 * nothing that it finds.
 *
 * @param order every attribute once
 * @return false, and nothing set, where one hangs on a later one
 */
bool kb_set_order(dvf_kb *kb, const uint32_t *order);

/** True for an order with every attribute once, behind those that its only_if
 * reads. */
bool kb_is_order(const dvf_kb *kb, const uint32_t *order);

/** Replace the source by its digest, in a block that is to be embedded. */
void kb_seal(dvf_kb *kb);

/** @return the index of the attribute with this id, or KB_NONE */
uint32_t kb_find_attribute(const dvf_kb *kb, const char *id);

/** @return the index of the rule with this id, or KB_NONE */
uint32_t kb_find_rule(const dvf_kb *kb, const char *id);

/** @return the index of the criterion with this id, or KB_NONE */
uint32_t kb_find_criterion(const dvf_kb *kb, const char *id);

/** @return the index of the source with this id, or KB_NONE */
uint32_t kb_find_source(const dvf_kb *kb, const char *id);

/** @return the index of the option with this id, or KB_NONE */
uint32_t kb_find_option(const dvf_kb *kb, const char *id);

/** @return the index of the option that has a score of this index */
uint32_t kb_scoring_option(const dvf_kb *kb, uint32_t score);

#endif

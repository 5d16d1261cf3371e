/* SPDX-License-Identifier: MIT */
/*
 * The format of a knowledge base file as libcyaml tables: no other file names
 * its keys. A new key is a member in model.h and a row here.
 */
#include "kb/block.h"
#include "kb/model.h"
#include "yaml/fields.h"

/* Further rows of a mapping's table. */
#define WORD(flags, record, key, words)                                        \
    CYAML_FIELD_ENUM(#key, (flags) | CYAML_FLAG_STRICT, struct record, key,    \
                     words, CYAML_ARRAY_LEN(words))
#define CONDITION_LIST(flags, record, key, member)                             \
    CYAML_FIELD_SEQUENCE(#key,                                                 \
                         CYAML_FLAG_POINTER | CYAML_FLAG_BLOCK | (flags),      \
                         struct record, member, &string, 0, CYAML_UNLIMITED)
#define CONDITIONS(flags, record, key)                                         \
    CONDITION_LIST(flags, record, key, condition.key)

static const cyaml_schema_value_t string = TEXT_ITEM;

/* ---------------------------------------------------------------- words */

/* A closed list: the table for libcyaml and the words by their numbers. */
#define SOURCE_KINDS(X)                                                        \
    X(opinion)                                                                 \
    X(documentation)                                                           \
    X(release_notes)                                                           \
    X(repository)                                                              \
    X(issue)                                                                   \
    X(survey)                                                                  \
    X(benchmark)                                                               \
    X(experience)                                                              \
    X(paper)                                                                   \
    X(reference)

#define CLAIM_STATUSES(X)                                                      \
    X(holds)                                                                   \
    X(overstated)                                                              \
    X(dated)                                                                   \
    X(disputed)                                                                \
    X(opinion)                                                                 \
    X(wrong)

enum source_kind {
#define X(word) SOURCE_##word,
    SOURCE_KINDS(X)
#undef X
};

enum claim_status {
#define X(word) STATUS_##word,
    CLAIM_STATUSES(X)
#undef X
};

const char *const model_source_kinds[] = {
#define X(word) [SOURCE_##word] = #word,
    SOURCE_KINDS(X)
#undef X
};

const char *const model_claim_statuses[] = {
#define X(word) [STATUS_##word] = #word,
    CLAIM_STATUSES(X)
#undef X
};

static const cyaml_strval_t source_kinds[] = {
#define X(word) {#word, SOURCE_##word},
    SOURCE_KINDS(X)
#undef X
};

static const cyaml_strval_t claim_statuses[] = {
#define X(word) {#word, STATUS_##word},
    CLAIM_STATUSES(X)
#undef X
};

/* Number 0 stands for an absent confidence. */
const char *const model_confidences[] = {"", "high", "medium", "low"};

static const cyaml_strval_t confidences[] = {
    {"high", 1},
    {"medium", 2},
    {"low", 3},
};

static const cyaml_strval_t attribute_types[] = {
    {"scale", KB_SCALE}, /* first: stands in for an unknown word */
    {"choice", KB_CHOICE},
    {"set", KB_SET},
    {"flag", KB_FLAG},
};

static const cyaml_strval_t collects[] = {
#define X(collect, word) {word, KB_##collect},
    KB_COLLECTS(X)
#undef X
};

static const cyaml_strval_t note_kinds[] = {
#define X(kind, word) {word, KB_NOTE_##kind},
    KB_NOTE_KINDS(X)
#undef X
};

static const cyaml_strval_t warning_kinds[] = {
#define X(kind, word) {word, KB_WARNING_##kind},
    KB_WARNING_KINDS(X)
#undef X
};

/* ---------------------------------------------------------------- items */

static const cyaml_schema_field_t weight_fields[] = {
    TEXT(NEEDED, model_weight, id),
    TEXT(NEEDED, model_weight, points),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t weight = ITEM(model_weight, weight_fields);

static const cyaml_schema_field_t option_fields[] = {
    TEXT(NEEDED, model_option, id),
    TEXT(NEEDED, model_option, title),
    TEXT(NEEDED, model_option, summary),
    LIST(OPTIONAL, model_option, of, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t option = ITEM(model_option, option_fields);

static const cyaml_schema_field_t source_fields[] = {
    TEXT(NEEDED, model_source, id),
    TEXT(NEEDED, model_source, title),
    TEXT(NEEDED, model_source, date),
    WORD(NEEDED, model_source, kind, source_kinds),
    TEXT(OPTIONAL, model_source, url),
    TEXT(OPTIONAL, model_source, caveat),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t source = ITEM(model_source, source_fields);

static const cyaml_schema_field_t value_fields[] = {
    TEXT(NEEDED, model_value, id),
    TEXT(NEEDED, model_value, label),
    TEXT(OPTIONAL, model_value, example),
    TEXT(OPTIONAL, model_value, below),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t value = ITEM(model_value, value_fields);

static const cyaml_schema_field_t attribute_fields[] = {
    TEXT(NEEDED, model_attribute, id),
    WORD(NEEDED, model_attribute, type, attribute_types),
    TEXT(OPTIONAL, model_attribute, unit),
    TEXT(NEEDED, model_attribute, ask),
    TEXT(OPTIONAL, model_attribute, means),
    TEXT(NEEDED, model_attribute, why),
    CONDITION_LIST(OPTIONAL, model_attribute, only_if, only_if),
    LIST(OPTIONAL, model_attribute, values, value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t attribute = ITEM(model_attribute,
                                                   attribute_fields);

static const cyaml_schema_field_t term_fields[] = {
    TEXT(NEEDED, model_term, id),
    CONDITIONS(NEEDED, model_term, when),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t term = ITEM(model_term, term_fields);

static const cyaml_schema_field_t cell_fields[] = {
    TEXT(NEEDED, model_cell, option),
    TEXT(NEEDED, model_cell, says),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t cell = ITEM(model_cell, cell_fields);

static const cyaml_schema_field_t claim_fields[] = {
    TEXT(NEEDED, model_claim, id),
    TEXT(OPTIONAL, model_claim, about),
    TEXT(NEEDED, model_claim, kind),
    TEXT(NEEDED, model_claim, says),
    TEXT(NEEDED, model_claim, source),
    WORD(NEEDED, model_claim, status, claim_statuses),
    TEXT(OPTIONAL, model_claim, now),
    TEXT(OPTIONAL, model_claim, until),
    WORD(OPTIONAL, model_claim, confidence, confidences),
    LIST(OPTIONAL, model_claim, refs, string),
    LIST(OPTIONAL, model_claim, cells, cell),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t claim = ITEM(model_claim, claim_fields);

static const cyaml_schema_field_t criterion_fields[] = {
    TEXT(NEEDED, model_criterion, id),
    TEXT(OPTIONAL, model_criterion, in),
    WORD(NEEDED, model_criterion, collect, collects),
    TEXT(OPTIONAL, model_criterion, title),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t criterion = ITEM(model_criterion,
                                                   criterion_fields);

static const cyaml_schema_field_t rule_fields[] = {
    TEXT(NEEDED, model_rule, id),
    TEXT(NEEDED, model_rule, criterion),
    CONDITIONS(NEEDED, model_rule, when),
    CONDITIONS(OPTIONAL, model_rule, unless),
    TEXT(NEEDED, model_rule, favours),
    TEXT(NEEDED, model_rule, weight),
    TEXT(NEEDED, model_rule, because),
    TEXT(OPTIONAL, model_rule, otherwise),
    LIST(NEEDED, model_rule, claims, string),
    TEXT(NEEDED, model_rule, origin),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule = ITEM(model_rule, rule_fields);

static const cyaml_schema_field_t note_fields[] = {
    TEXT(NEEDED, model_remark, id),
    WORD(OPTIONAL, model_remark, kind, note_kinds),
    CONDITIONS(NEEDED, model_remark, when),
    CONDITIONS(OPTIONAL, model_remark, unless),
    TEXT(NEEDED, model_remark, says),
    TEXT(OPTIONAL, model_remark, until),
    LIST(OPTIONAL, model_remark, qualifies, string),
    LIST(NEEDED, model_remark, claims, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t note = ITEM(model_remark, note_fields);

static const cyaml_schema_field_t warning_fields[] = {
    TEXT(NEEDED, model_remark, id),
    WORD(OPTIONAL, model_remark, kind, warning_kinds),
    CONDITIONS(NEEDED, model_remark, when),
    CONDITIONS(OPTIONAL, model_remark, unless),
    TEXT(NEEDED, model_remark, says),
    LIST(OPTIONAL, model_remark, claims, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t warning = ITEM(model_remark, warning_fields);

static const cyaml_schema_field_t comparison_fields[] = {
    TEXT(NEEDED, model_comparison, id),
    TEXT(NEEDED, model_comparison, title),
    LIST(NEEDED, model_comparison, cells, cell),
    LIST(NEEDED, model_comparison, claims, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t comparison = ITEM(model_comparison,
                                                    comparison_fields);

/* -------------------------------------------------------------- verdict */

static const cyaml_schema_field_t too_close_fields[] = {
    TEXT(OPTIONAL, model_too_close, points),
    TEXT(OPTIONAL, model_too_close, percent),
    CONDITION_LIST(OPTIONAL, model_too_close, any, any),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t record_fields[] = {
    TEXT(NEEDED, model_record, agreed),
    TEXT(NEEDED, model_record, of),
    TEXT(NEEDED, model_record, source),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t strength_fields[] = {
    TEXT(NEEDED, model_strength, id),
    TEXT(NEEDED, model_strength, points),
    TEXT(OPTIONAL, model_strength, percent),
    TEXT(OPTIONAL, model_strength, answers),
    CONDITIONS(OPTIONAL, model_strength, when),
    TEXT(OPTIONAL, model_strength, unmet),
    CYAML_FIELD_MAPPING("record", CYAML_FLAG_OPTIONAL, struct model_strength,
                        record, record_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t strength = ITEM(model_strength,
                                                  strength_fields);

static const cyaml_schema_field_t alternative_fields[] = {
    TEXT(NEEDED, model_alternative, option),
    CONDITIONS(NEEDED, model_alternative, when),
    CONDITIONS(OPTIONAL, model_alternative, unless),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t alternative = ITEM(model_alternative,
                                                     alternative_fields);

static const cyaml_schema_field_t exclude_fields[] = {
    TEXT(NEEDED, model_exclude, option),
    CONDITIONS(NEEDED, model_exclude, when),
    CONDITIONS(OPTIONAL, model_exclude, unless),
    TEXT(NEEDED, model_exclude, says),
    LIST(OPTIONAL, model_exclude, claims, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t exclude = ITEM(model_exclude, exclude_fields);

static const cyaml_schema_field_t requirement_fields[] = {
    CONDITIONS(OPTIONAL, model_requirement, when),
    CONDITIONS(OPTIONAL, model_requirement, unless),
    TEXT(OPTIONAL, model_requirement, essential),
    TEXT(NEEDED, model_requirement, unmet),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t requirement = ITEM(model_requirement,
                                                     requirement_fields);

static const cyaml_schema_field_t variant_fields[] = {
    CONDITIONS(NEEDED, model_variant, when),
    TEXT(NEEDED, model_variant, text),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t variant = ITEM(model_variant, variant_fields);

static const cyaml_schema_field_t variants_fields[] = {
    LIST(OPTIONAL, model_variants, title, variant),
    LIST(OPTIONAL, model_variants, summary, variant),
    LIST(OPTIONAL, model_variants, against, variant),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t combination_fields[] = {
    TEXT(NEEDED, model_combination, option),
    LIST(NEEDED, model_combination, requires, requirement),
    TEXT(OPTIONAL, model_combination, against),
    CYAML_FIELD_MAPPING("variants", CYAML_FLAG_OPTIONAL,
                        struct model_combination, variants, variants_fields),
    LIST(OPTIONAL, model_combination, claims, string),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t combination = ITEM(model_combination,
                                                     combination_fields);

static const cyaml_schema_field_t verdict_fields[] = {
    CYAML_FIELD_MAPPING("too_close", CYAML_FLAG_DEFAULT, struct model_verdict,
                        too_close, too_close_fields),
    LIST(NEEDED, model_verdict, strength, strength),
    LIST(OPTIONAL, model_verdict, alternatives, alternative),
    LIST(OPTIONAL, model_verdict, excludes, exclude),
    LIST(OPTIONAL, model_verdict, combinations, combination),
    CYAML_FIELD_END,
};

/* ----------------------------------------------------------------- file */

static const cyaml_schema_field_t file_fields[] = {
    TEXT(NEEDED, model, knowledge_base),
    TEXT(NEEDED, model, version),
    TEXT(NEEDED, model, as_of),
    TEXT(NEEDED, model, title),
    LIST(NEEDED, model, weights, weight),
    LIST(NEEDED, model, options, option),
    LIST(NEEDED, model, sources, source),
    LIST(NEEDED, model, attributes, attribute),
    LIST(OPTIONAL, model, terms, term),
    LIST(NEEDED, model, claims, claim),
    LIST(NEEDED, model, criteria, criterion),
    LIST(NEEDED, model, rules, rule),
    LIST(OPTIONAL, model, notes, note),
    LIST(OPTIONAL, model, warnings, warning),
    LIST(OPTIONAL, model, comparison, comparison),
    CYAML_FIELD_MAPPING("verdict", CYAML_FLAG_DEFAULT, struct model, verdict,
                        verdict_fields),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t model_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct model, file_fields),
};

/* SPDX-License-Identifier: MIT */
/*
 * The model: a knowledge base as libcyaml loads it, one struct for each kind of
 * item, texts and numbers alike as strings. It lives between loading and
 * compiling and is libcyaml's memory.
 *
 * An optional key that is absent is a null string or an empty list.
 */
#ifndef DVF_KB_MODEL_H
#define DVF_KB_MODEL_H

#include <cyaml/cyaml.h>
#include <stdint.h>

/** A list of strings: conditions, ids. */
struct model_strings {
    char **items;
    uint32_t items_count;
};

struct model_weight {
    char *id;
    char *points;
};

struct model_option {
    char *id;
    char *title;
    char *summary;
    char **of;
    uint32_t of_count;
};

struct model_source {
    char *id;
    char *title;
    char *date;
    uint32_t kind; /* a word of model_source_kinds */
    char *url;
    char *caveat;
};

struct model_value {
    char *id;
    char *label;
    char *example;
    char *below;
};

struct model_attribute {
    char *id;
    uint32_t type; /* enum kb_attribute_type */
    char *unit;
    char *ask;
    char *means;
    char *why;
    char **only_if;
    uint32_t only_if_count;
    struct model_value *values;
    uint32_t values_count;
};

/** Conditions as written, in any part of the file. */
struct model_condition {
    char **when;
    uint32_t when_count;
    char **unless;
    uint32_t unless_count;
};

struct model_term {
    char *id;
    struct model_condition condition;
};

struct model_cell {
    char *option;
    char *says;
};

struct model_claim {
    char *id;
    char *about;
    char *kind;
    char *says;
    char *source;
    uint32_t status; /* a word of model_claim_statuses */
    char *now;
    char *until;
    uint32_t confidence; /* a word of model_confidences */
    char **refs;
    uint32_t refs_count;
    struct model_cell *cells;
    uint32_t cells_count;
};

/** A row of the comparison. */
struct model_comparison {
    char *id;
    char *title;
    struct model_cell *cells;
    uint32_t cells_count;
    char **claims;
    uint32_t claims_count;
};

struct model_criterion {
    char *id;
    char *in;
    uint32_t collect; /* enum kb_collect */
    char *title;
};

struct model_rule {
    char *id;
    char *criterion;
    struct model_condition condition;
    char *favours;
    char *weight;
    char *because;
    char *otherwise;
    char **claims;
    uint32_t claims_count;
    char *origin; /* id of a source, or KB_ADVISOR */
};

/** A note, or a warning. */
struct model_remark {
    char *id;
    uint32_t kind; /* enum kb_note_kind, enum kb_warning_kind */
    struct model_condition condition;
    char *says;
    char *until;
    char **qualifies; /* of a note: ids of rules and criteria */
    uint32_t qualifies_count;
    char **claims;
    uint32_t claims_count;
};

struct model_too_close {
    char *points; /* null: 0, as percent */
    char *percent;
    char **any;
    uint32_t any_count;
};

/** Record of a strength: verdicts that agreed with the choice made, of how
 * many. */
struct model_record {
    char *agreed; /* null: there is no record */
    char *of;
    char *source;
};

struct model_strength {
    char *id;
    char *points;
    char *percent;
    char *answers;
    struct model_condition condition;
    char *unmet;
    struct model_record record;
};

struct model_alternative {
    char *option;
    struct model_condition condition;
};

struct model_exclude {
    char *option;
    struct model_condition condition;
    char *says;
    char **claims;
    uint32_t claims_count;
};

struct model_requirement {
    struct model_condition condition;
    char *essential; /* "true", "false" or null */
    char *unmet;
};

/** A text in place of another one, where its condition holds. */
struct model_variant {
    struct model_condition condition;
    char *text;
};

struct model_variants {
    struct model_variant *title;
    uint32_t title_count;
    struct model_variant *summary;
    uint32_t summary_count;
    struct model_variant *against;
    uint32_t against_count;
};

struct model_combination {
    char *option;
    struct model_requirement *requires;
    uint32_t requires_count;
    char *against;
    struct model_variants variants;
    char **claims;
    uint32_t claims_count;
};

struct model_verdict {
    struct model_too_close too_close;
    struct model_strength *strength;
    uint32_t strength_count;
    struct model_alternative *alternatives;
    uint32_t alternatives_count;
    struct model_exclude *excludes;
    uint32_t excludes_count;
    struct model_combination *combinations;
    uint32_t combinations_count;
};

struct model {
    char *knowledge_base;
    char *version;
    char *as_of;
    char *title;
    struct model_weight *weights;
    uint32_t weights_count;
    struct model_option *options;
    uint32_t options_count;
    struct model_source *sources;
    uint32_t sources_count;
    struct model_attribute *attributes;
    uint32_t attributes_count;
    struct model_term *terms;
    uint32_t terms_count;
    struct model_claim *claims;
    uint32_t claims_count;
    struct model_criterion *criteria;
    uint32_t criteria_count;
    struct model_rule *rules;
    uint32_t rules_count;
    struct model_remark *notes;
    uint32_t notes_count;
    struct model_remark *warnings;
    uint32_t warnings_count;
    struct model_comparison *comparison;
    uint32_t comparison_count;
    struct model_verdict verdict;
};

/** The schema of a knowledge base; its data is a struct model. */
extern const cyaml_schema_value_t model_schema;

/* Words of the closed lists, by the numbers in the model. */
extern const char *const model_source_kinds[];
extern const char *const model_claim_statuses[];
extern const char *const model_confidences[];

#endif

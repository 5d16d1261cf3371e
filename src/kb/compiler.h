/* SPDX-License-Identifier: MIT */
/*
 * The compiler: from the model to the block. Its parts share this state; each
 * reports every mistake and goes on, and the block is made only if there was
 * none.
 *
 *   compile.c    the stages
 *   compiler.c   functions shared by the stages
 *   basics.c     weights, options, sources, claims
 *   names.c      ids
 *   attributes.c attributes and values
 *   criteria.c   the tree
 *   condition.c  the condition language, with tokens.c, tests.c, functions.c
 *   terms.c      terms in the order of their use, distinct tests
 *   rules.c      rules, notes, warnings
 *   comparison.c the comparison
 *   verdict.c    too-close limits, strengths, exclusions, combinations
 */
#ifndef DVF_KB_COMPILER_H
#define DVF_KB_COMPILER_H

#include "kb/builder.h"
#include "kb/model.h"
#include "kb/symbols.h"
#include "yaml/document.h"

/** Longest id and longest title in bytes, bounded because reports repeat
 * them. */
#define ID_MAX    128
#define TITLE_MAX 256

/** Symbol of a term among the names of conditions, else an attribute. */
#define TERM_BIT  UINT32_C(0x80000000)

struct compiler {
    const struct yaml_document *document;
    const struct model *model;
    struct dvf_diagnostics *problems;
    struct builder builder;
    struct symbols weights;
    struct symbols options;
    struct symbols sources;
    struct symbols names; /* attributes and terms */
    struct symbols claims;
    struct symbols criteria;
    struct symbols rules;
    uint32_t *criterion_order; /* number in the file -> in the block */
    uint32_t *rule_order;      /* number in the file -> in the block */
    uint8_t *seen;             /* scratch: a byte for each attribute */
    bool no_memory;
};

/**
 * Path to a place of the file, as a chain to the root: a key's value or a
 * list's item at each step. Built on the stack, looked up only for a report.
 */
struct step {
    const struct step *up; /* null: from the root */
    const char *key;       /* null: the item `index` of a list */
    size_t index;
};

/** Look a place up by a walk over its list, unless the list of problems is
 * full: so a list of many faulty items costs few walks.
 *
 * @return the node at a step; YAML_NONE where there is none, or the list of
 *         problems is full */
uint32_t step_node(const struct compiler *compiler, const struct step *step);

/**
 * Report an error at a step, unless its node was reported already. If there is
 * no node, the error is reported at the nearest step up that has one.
 */
__attribute__((format(printf, 5, 6))) void
compile_error(struct compiler *compiler, const struct step *step,
              enum diagnostic_code code, const char *hint, const char *format,
              ...);

/**
 * Look an id up; an unknown one is reported as one of `what` at the step.
 *
 * @return its index, or KB_NONE where it is unknown or empty
 */
uint32_t compile_reference(struct compiler *compiler,
                           const struct symbols *symbols, const char *id,
                           const char *what, const struct step *step);

/** A list of ids, and the kind of item that each must name. */
struct references {
    const struct symbols *symbols;
    const char *what;
    char *const *ids;
    uint32_t count;
};

/** As compile_reference() for a list; the found ones go to the indices. */
struct kb_range compile_references(struct compiler *compiler,
                                   const struct references *references,
                                   const struct step *step);

/** Compile the list under the key `cells` of an item, each option once. */
struct kb_range compile_cells(struct compiler *compiler,
                              const struct model_cell *cells, uint32_t count,
                              const struct step *up);

/** Compile the list of claims under the key `claims` of an item. */
struct kb_range compile_claim_list(struct compiler *compiler, char *const *ids,
                                   uint32_t count, const struct step *up);

/**
 * Convert a whole number in base 10.
 *
 * @return the number; KB_NONE where the text is empty, or reported as out of
 *         0..maximum
 */
uint32_t compile_number(struct compiler *compiler, const char *text,
                        uint32_t maximum, const struct step *step);

/** Length of a list, which must not be empty; reported where it is. */
uint32_t compile_count(struct compiler *compiler, uint32_t count,
                       const char *what, const struct step *step);

/** Allocate `count` numbers; null (and remembered) when out of memory. */
uint32_t *compile_numbers(struct compiler *compiler, size_t count);

/** Names that a condition may use. */
enum scope {
    SCOPE_ANSWERS,    /* rules, terms, warnings: answers only */
    SCOPE_RESULT,     /* the verdict: also scores and rules that fired */
    SCOPE_CONTENDERS, /* strengths: also the names leader and runner_up */
    SCOPE_NOTES       /* notes: also the outcome, but not those names */
};

/** Conditions under one key that stands alone: `any`, `only_if`. */
struct condition_list {
    const char *key;
    char *const *texts;
    uint32_t count;
    uint32_t first;  /* number of the first condition in the file's list */
    uint32_t before; /* attributes from this one on cannot be read */
};

/**
 * Compile conditions. Terms are named by their number in the file until
 * compile_finish() has put them in order.
 *
 * @param at item with the keys `when` and `unless`
 */
struct kb_condition compile_condition(struct compiler *compiler,
                                      const struct model_condition *condition,
                                      enum scope scope, const struct step *at);

/** Check the period under the key `until` of an item, which may have none. */
kb_text compile_until(struct compiler *compiler, const char *until,
                      const struct step *item);

/** As compile_condition(), for a list that is ANDed.
 *
 * @param at item with the list's key */
struct kb_condition compile_condition_list(struct compiler *compiler,
                                           const struct condition_list *list,
                                           enum scope scope,
                                           const struct step *at);

/** Report a title longer than TITLE_MAX. */
void compile_title(struct compiler *compiler, const char *title,
                   const struct step *item);

/** As compile_title(), at the text itself. */
void compile_title_at(struct compiler *compiler, const char *title,
                      const struct step *step);

/** Report a word longer than ID_MAX, or with characters that ids cannot have.
 * @param what it is, such as "id" */
void compile_word(struct compiler *compiler, const char *word, const char *what,
                  const struct step *step);

/** Report an id that is no valid word, or is reserved. */
void compile_id(struct compiler *compiler, const char *id,
                const struct step *step);

/** Fill the tables of names. */
void compile_names(struct compiler *compiler);

void compile_attributes(struct compiler *compiler);

/* The stages, in the order in which they must run. */
void compile_basics(struct compiler *compiler);
void compile_criteria(struct compiler *compiler);
void compile_terms(struct compiler *compiler);
void compile_only_if(struct compiler *compiler);
void compile_rules(struct compiler *compiler);
void compile_remarks(struct compiler *compiler);
void compile_comparison(struct compiler *compiler);
void compile_verdict(struct compiler *compiler);

/** Merge equal tests, and list the attributes that each condition reads. */
void compile_finish(struct compiler *compiler);

/** Report an `only_if` that reads its own attribute or a later one by a term.
 * Runs behind compile_finish(), which lists the attributes read. */
void compile_check_only_if(struct compiler *compiler);

#endif

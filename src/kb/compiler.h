/* SPDX-License-Identifier: MIT */
/*
 * The compiler: from the model to the block. Its parts share this state; each
 * reports all that is wrong and goes on, and the block is made only where
 * nothing was.
 *
 *   compile.c    the stages
 *   compiler.c   what the stages share
 *   basics.c     weights, options, sources, claims
 *   names.c      ids
 *   attributes.c attributes and values
 *   criteria.c   the tree
 *   condition.c  the condition language, with tokens.c, tests.c, functions.c
 *   terms.c      terms in the order of their use, distinct tests
 *   rules.c      rules, notes, warnings
 *   verdict.c    what is too close, strengths, exclusions, combinations
 */
#ifndef DVF_KB_COMPILER_H
#define DVF_KB_COMPILER_H

#include "kb/builder.h"
#include "kb/model.h"
#include "kb/symbols.h"
#include "yaml/document.h"

/** Longest id, and longest title, in bytes: reports repeat them. */
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
 * A way to a place of the file, as a chain from the root: a key's value or a
 * list's item at each step. Built on the stack, looked up only when there is
 * something to report.
 */
struct step {
    const struct step *up; /* null: from the root */
    const char *key;       /* null: the item `index` of a list */
    size_t index;
};

/** Looking a place up takes a walk over its list. A full list of problems needs
 * none: the walks over a list of faulty items stay few.
 *
 * @return the node at a step; YAML_NONE where there is none, or the list of
 *         problems is full */
uint32_t step_node(const struct compiler *compiler, const struct step *step);

/**
 * Report an error at a step, unless what stands there was reported already.
 * Where nothing stands there, the nearest step up is meant.
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

/** A list of ids, and what they are to be. */
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

/** The list of claims under the key `claims` of an item. */
struct kb_range compile_claim_list(struct compiler *compiler, char *const *ids,
                                   uint32_t count, const struct step *up);

/**
 * Type a whole number in base 10.
 *
 * @return it, or KB_NONE where it is empty, or reported as out of 0..maximum
 */
uint32_t compile_number(struct compiler *compiler, const char *text,
                        uint32_t maximum, const struct step *step);

/** Length of a list, which must not be empty; reported where it is. */
uint32_t compile_count(struct compiler *compiler, uint32_t count,
                       const char *what, const struct step *step);

/** Allocate `count` numbers; null (and remembered) when out of memory. */
uint32_t *compile_numbers(struct compiler *compiler, size_t count);

/** What a condition may speak of. */
enum scope {
    SCOPE_ANSWERS,    /* rules, terms, warnings: answers only */
    SCOPE_RESULT,     /* the verdict: also scores and rules that fired */
    SCOPE_CONTENDERS, /* strengths: also by the names leader and runner_up */
    SCOPE_NOTES       /* notes: also the outcome, but not those names */
};

/** Conditions under one key that stands alone: `any`, `only_if`. */
struct condition_list {
    const char *key;
    char *const *texts;
    uint32_t count;
    uint32_t first;  /* number of the first of them in the file's list */
    uint32_t before; /* attributes from this one on cannot be read */
};

/**
 * Compile conditions. Terms are named by their number in the file until
 * compile_finish() has put them in order.
 *
 * @param at the item that has the keys `when` and `unless`
 */
struct kb_condition compile_condition(struct compiler *compiler,
                                      const struct model_condition *condition,
                                      enum scope scope, const struct step *at);

/** Check the period under the key `until` of an item, which may have none. */
kb_text compile_until(struct compiler *compiler, const char *until,
                      const struct step *item);

/** As compile_condition(), for a list that is ANDed.
 *
 * @param at the item that has the list's key */
struct kb_condition compile_condition_list(struct compiler *compiler,
                                           const struct condition_list *list,
                                           enum scope scope,
                                           const struct step *at);

/** Report a title that is too long to be one. */
void compile_title(struct compiler *compiler, const char *title,
                   const struct step *item);

/** As compile_title(), at the text itself. */
void compile_title_at(struct compiler *compiler, const char *title,
                      const struct step *step);

/** Report a word that is too long or has other characters than ids have.
 * @param what it is, such as "id" */
void compile_word(struct compiler *compiler, const char *word, const char *what,
                  const struct step *step);

/** Report an id that cannot be one. */
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
void compile_verdict(struct compiler *compiler);

/** Merge equal tests, fill in what each condition reads. */
void compile_finish(struct compiler *compiler);

/** Report an `only_if` that reads its own attribute or a later one by a term.
 * What conditions read must be known. */
void compile_check_only_if(struct compiler *compiler);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The parser's state, shared by the parts of the condition language. A fault
 * is reported at its place; parts go on after a fault in a name or a value,
 * and set `stop` after a fault in the grammar.
 *
 *   tokens.c     words, numbers and signs; faults with their places
 *   tests.c      tests of attributes
 *   functions.c  scores, rules that fired, the outcome
 *   condition.c  the grammar that joins them
 */
#ifndef DVF_KB_PARSER_H
#define DVF_KB_PARSER_H

#include "kb/compiler.h"

#define TOKEN_MAX ID_MAX

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_RELATION,
    TOKEN_PUNCTUATION, /* one of ( ) [ ] , */
    TOKEN_STRANGE
};

struct token {
    enum token_kind kind;
    uint32_t offset;
    uint32_t length;
    enum kb_relation relation;
    char text[TOKEN_MAX + 1]; /* cut to this length */
};

struct parser {
    struct compiler *compiler;
    const struct step *at;
    const char *text;
    size_t next; /* offset behind the token */
    struct token token;
    enum scope scope;
    uint32_t before; /* attributes from this one on cannot be read */
    unsigned depth;
    bool stop; /* the grammar is broken: ignore the rest of the text */
};

/* ------------------------------------------------------------- tokens.c */

/** Report a fault at a token. */
__attribute__((format(printf, 4, 5))) void
parser_fault(struct parser *parser, const struct token *token, const char *hint,
             const char *format, ...);

/** Report that `wanted` is expected here, and stop. */
void parser_grammar_fault(struct parser *parser, const char *wanted,
                          const char *hint);

/** Read the next token. */
void parser_advance(struct parser *parser);

/** True where the token is this word or sign. */
bool parser_sees(const struct parser *parser, const char *text);

/** Take the token where it is this word or sign. */
bool parser_accept(struct parser *parser, const char *text);

/** Take this word or sign, or stop. */
void parser_expect(struct parser *parser, const char *text);

/** Skip the rest of a test whose name was reported, to look for faults behind
 * it: a relation or "has" with a value, a list, a call's operands. */
void parser_skip(struct parser *parser);

/** Take a word; false (and reported) where there is none. */
bool parser_expect_word(struct parser *parser, const char *wanted,
                        struct token *word);

/** Take a relation; false (and reported) where there is none. */
bool parser_expect_relation(struct parser *parser, enum kb_relation *relation);

/** Take a number of points, in digits or as a weight's word.
 * @param weight the word's, or KB_NONE */
int32_t parser_expect_points(struct parser *parser, uint32_t *weight);

/** Take the name of an item of `symbols`, or else of `others` (may be null),
 * which is marked by KB_CRITERION_BIT; KB_NONE where it is unknown. */
uint32_t parser_expect_name(struct parser *parser, const char *what,
                            const struct symbols *symbols,
                            const struct symbols *others);

/** @return a new operation, or null when out of memory */
struct kb_operation *parser_emit(struct parser *parser,
                                 enum kb_operation_code code);

/* -------------------------------------------------------------- tests.c */

/** Parse the rest of a test behind the name of an attribute. */
void parse_attribute(struct parser *parser, const struct token *name,
                     uint32_t index);

/** Parse a test of a count behind the word "count". */
void parse_count(struct parser *parser);

/** "it is a value of ..." for a word in place of a name, or null. */
const char *parse_value_hint(struct parser *parser, const char *word);

/* ---------------------------------------------------------- functions.c */

/** Parse a function's call behind its name; false where it is none. */
bool parse_function(struct parser *parser, const struct token *name);

/** Offer the names of all functions to a suggestion. */
void parse_function_suggest(const char *wanted, struct suggestion *best);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The condition language: from one line of text to operations in postfix
 * order. A fault is shown with a caret under the word at fault.
 *
 *     or      = and { "or" and }
 *     and     = not { "and" not }
 *     not     = "not" not | "(" or ")" | test
 *     test    = flag | term
 *             | attribute relation value
 *             | attribute "in" "[" value { "," value } "]"
 *             | set "has" value | "count" "(" set ")" relation number
 *             | "score" "(" option ")" relation points
 *             | "lead" "(" option "," option ")" relation points
 *             | strongest relation ( points | strongest )
 *             | "fired" "(" rule or criterion { "," ... } ")"
 *             | "outcome" relation outcome
 *     strongest = "strongest" "(" option { "," criterion } ")"
 *
 * Depth is bounded at 64, and so is the stack that the operations need: at
 * each depth one operand waits for "or" and one for "and".
 */
#include "base/hint.h"
#include "kb/parser.h"

#include <string.h>

#define DEPTH_MAX 64

static void parse_or(struct parser *parser);
static void parse_not(struct parser *parser);

/* -------------------------------------------------------------- grammar */

static void name_fault(struct parser *parser, const struct token *name)
{
    struct dvf_diagnostics *problems = parser->compiler->problems;
    struct suggestion best = {0};

    if (problems->full)
        return;
    symbols_suggest(&parser->compiler->names, name->text, &best);
    parse_function_suggest(name->text, &best);
    parser_fault(parser, name,
                 best.word ? hint_nearest(problems, &best)
                           : parse_value_hint(parser, name->text),
                 "there is no attribute or term named '%s'", name->text);
    parser_skip(parser);
}

/* Refuse an attribute that an `only_if` cannot read: questions are settled in
 * their order, so only earlier ones are known. */
static void check_before(struct parser *parser, const struct token *name,
                         uint32_t attribute)
{
    static const char hint[] = "read questions that stand before this one";

    if (attribute == parser->before)
        parser_fault(parser, name, hint,
                     "whether '%s' applies cannot hang on its own answer",
                     name->text);
    else if (attribute > parser->before)
        parser_fault(parser, name, hint, "'%s' stands behind this question",
                     name->text);
}

static void parse_name(struct parser *parser)
{
    struct token name = parser->token;

    parser_advance(parser);
    if (parse_function(parser, &name))
        return;
    uint32_t index = symbols_find(&parser->compiler->names, name.text);
    if (index == KB_NONE) {
        name_fault(parser, &name);
    } else if ((index & TERM_BIT) != 0) {
        struct kb_operation *operation = parser_emit(parser, KB_TERM);

        if (operation)
            operation->a = index & ~TERM_BIT;
    } else {
        check_before(parser, &name, index);
        parse_attribute(parser, &name, index);
    }
}

static bool descend(struct parser *parser)
{
    if (parser->depth < DEPTH_MAX) {
        parser->depth++;
        return true;
    }
    parser_fault(parser, &parser->token, "name a part of it as a term",
                 "the condition is nested more than 64 deep");
    parser->stop = true;
    return false;
}

/* Parse "not" or parentheses, which open another level. */
static void parse_nested(struct parser *parser)
{
    if (!descend(parser))
        return;
    if (parser_accept(parser, "not")) {
        parse_not(parser);
        parser_emit(parser, KB_NOT);
    } else {
        parser_expect(parser, "(");
        parse_or(parser);
        parser_expect(parser, ")");
    }
    parser->depth--;
}

static void parse_not(struct parser *parser)
{
    static const char *const joints[] = {"and", "or", "in", "has"};
    bool is_name = parser->token.kind == TOKEN_WORD;

    if (parser->stop)
        return;
    if (parser_sees(parser, "not") || parser_sees(parser, "(")) {
        parse_nested(parser);
        return;
    }
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        if (parser_sees(parser, joints[i]))
            is_name = false;
    if (is_name)
        parse_name(parser);
    else
        parser_grammar_fault(parser, "the name of an attribute or a term",
                             NULL);
}

static void parse_and(struct parser *parser)
{
    parse_not(parser);
    while (parser_accept(parser, "and")) {
        parse_not(parser);
        parser_emit(parser, KB_AND);
    }
}

static void parse_or(struct parser *parser)
{
    parse_and(parser);
    while (parser_accept(parser, "or")) {
        parse_and(parser);
        parser_emit(parser, KB_OR);
    }
}

static void parse_text(struct parser *parser)
{
    if (!*parser->text)
        return; /* reported as empty already */
    parser_advance(parser);
    parse_or(parser);
    if (!parser->stop && parser->token.kind != TOKEN_END)
        parser_grammar_fault(parser, "'and', 'or' or the end",
                             strcmp(parser->token.text, "&") == 0 ||
                                     strcmp(parser->token.text, "|") == 0
                                 ? "write 'and' and 'or'"
                                 : NULL);
}

/* ----------------------------------------------------------- conditions */

/* @param join operation that joins the entries */
static struct kb_range compile_entries(struct compiler *compiler,
                                       const struct condition_list *entries,
                                       enum kb_operation_code join,
                                       enum scope scope, const struct step *at)
{
    struct builder *builder = &compiler->builder;
    struct step list = {.up = at, .key = entries->key};
    uint32_t first = builder_count(builder, KB_SECTION_operations);

    for (uint32_t i = 0; i < entries->count; i++) {
        struct step item = {.up = &list, .index = entries->first + i};
        struct parser parser = {.compiler = compiler,
                                .at = &item,
                                .text = entries->texts[i],
                                .scope = scope,
                                .before = entries->before};

        parse_text(&parser);
        if (i > 0)
            parser_emit(&parser, join);
    }
    return builder_since(builder, KB_SECTION_operations, first);
}

static struct kb_range keep_texts(struct builder *builder,
                                  const struct condition_list *entries)
{
    uint32_t first = builder_count(builder, KB_SECTION_indices);

    for (uint32_t i = 0; i < entries->count; i++)
        builder_index(builder, builder_text(builder, entries->texts[i]));
    return builder_since(builder, KB_SECTION_indices, first);
}

struct kb_condition compile_condition(struct compiler *compiler,
                                      const struct model_condition *condition,
                                      enum scope scope, const struct step *at)
{
    const struct condition_list when = {"when", condition->when,
                                        condition->when_count, 0, KB_NONE};
    const struct condition_list unless = {"unless", condition->unless,
                                          condition->unless_count, 0, KB_NONE};
    struct kb_condition made = {0};

    made.when = compile_entries(compiler, &when, KB_AND, scope, at);
    made.unless = compile_entries(compiler, &unless, KB_OR, scope, at);
    made.when_texts = keep_texts(&compiler->builder, &when);
    made.unless_texts = keep_texts(&compiler->builder, &unless);

    return made;
}

struct kb_condition compile_condition_list(struct compiler *compiler,
                                           const struct condition_list *list,
                                           enum scope scope,
                                           const struct step *at)
{
    struct kb_condition made = {0};

    made.when = compile_entries(compiler, list, KB_AND, scope, at);
    made.when_texts = keep_texts(&compiler->builder, list);
    return made;
}

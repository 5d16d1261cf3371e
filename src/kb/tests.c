/* SPDX-License-Identifier: MIT */
/*
 * Tests of attributes: each becomes one mask over the attribute's values, or
 * over the number of values chosen.
 */
#include "base/hint.h"
#include "kb/parser.h"

#include <string.h>

static void emit_test(struct parser *parser, uint32_t attribute,
                      enum kb_test_kind kind, uint64_t mask)
{
    struct builder *builder = &parser->compiler->builder;
    uint32_t number = builder_count(builder, KB_SECTION_tests);
    struct kb_test *test = builder_add(builder, KB_SECTION_tests);
    struct kb_operation *operation = parser_emit(parser, KB_TEST);

    if (!test || !operation)
        return;
    *test = (struct kb_test){
        attribute, kind, {(uint32_t)mask, (uint32_t)(mask >> 32)}};
    operation->a = number;
}

/* Mask of the numbers from 0 to count - 1 that stand in a relation to
 * `right`. */
static uint64_t relation_mask(enum kb_relation relation, uint32_t count,
                              uint32_t right)
{
    uint64_t mask = 0;

    for (uint32_t i = 0; i < count; i++)
        if (kb_relate(relation, i, right))
            mask |= UINT64_C(1) << i;
    return mask;
}

/* --------------------------------------------------------------- values */

static const struct kb_attribute *attribute_at(const struct parser *parser,
                                               uint32_t index)
{
    return builder_at(&parser->compiler->builder, KB_SECTION_attributes, index);
}

static const char *text_at(const struct parser *parser, kb_text text)
{
    return builder_string(&parser->compiler->builder, text);
}

static const struct kb_value *value_at(const struct parser *parser,
                                       const struct kb_attribute *attribute,
                                       uint32_t index)
{
    return builder_at(&parser->compiler->builder, KB_SECTION_values,
                      attribute->values.first + index);
}

static uint32_t find_value(const struct parser *parser,
                           const struct kb_attribute *attribute, const char *id)
{
    for (uint32_t i = 0; i < attribute->values.count; i++)
        if (strcmp(text_at(parser, value_at(parser, attribute, i)->id), id) ==
            0)
            return i;
    return KB_NONE;
}

static void value_fault(struct parser *parser, const struct token *word,
                        const struct kb_attribute *attribute)
{
    struct dvf_diagnostics *problems = parser->compiler->problems;
    struct hint hint = hint_begin(problems, word->text);

    if (problems->full || parser->stop)
        return;
    for (uint32_t i = 0; i < attribute->values.count; i++)
        hint_offer(&hint, text_at(parser, value_at(parser, attribute, i)->id));
    parser_fault(parser, word, hint_text(&hint), "'%s' is not a value of %s",
                 word->text, text_at(parser, attribute->id));
}

/* Take a value of an attribute; KB_NONE where there is none. */
static uint32_t expect_value(struct parser *parser, uint32_t index)
{
    struct token word;

    if (parser->token.kind == TOKEN_NUMBER && !parser->stop) {
        parser_grammar_fault(parser, "a value",
                             "compare with one of the values' words");
        return KB_NONE;
    }
    if (!parser_expect_word(parser, "a value", &word))
        return KB_NONE;
    const struct kb_attribute *attribute = attribute_at(parser, index);
    uint32_t value = find_value(parser, attribute, word.text);
    if (value == KB_NONE)
        value_fault(parser, &word, attribute);
    return value;
}

/* Find an attribute with a value of this word, given in place of a name. */
const char *parse_value_hint(struct parser *parser, const char *word)
{
    struct compiler *compiler = parser->compiler;
    uint32_t count = builder_count(&compiler->builder, KB_SECTION_attributes);

    for (uint32_t i = 0; i < count; i++) {
        const struct kb_attribute *attribute = attribute_at(parser, i);

        if (find_value(parser, attribute, word) != KB_NONE)
            return diagnostics_text(
                compiler->problems, "it is a value of %s: write '%s %s %s'",
                text_at(parser, attribute->id), text_at(parser, attribute->id),
                attribute->type == KB_SET ? "has" : "==", word);
    }
    return NULL;
}

/* ---------------------------------------------------------------- tests */

static void test_fault(struct parser *parser, const struct token *at,
                       const struct kb_attribute *attribute)
{
    static const char *const hints[] = {
        [KB_CHOICE] = "write 'name == value' or 'name in [value, value]'",
        [KB_SCALE] = "write 'name >= value' or 'name in [value, value]'",
        [KB_SET] = "write 'name has value' or 'count(name) >= 1'",
        [KB_FLAG] = "write the name alone, or 'not' before it",
    };
    static const char *const types[] = {
        [KB_CHOICE] = "choice",
        [KB_SCALE] = "scale",
        [KB_SET] = "set",
        [KB_FLAG] = "flag",
    };

    parser_fault(parser, at, hints[attribute->type],
                 "'%s' is a %s and cannot be tested like this",
                 text_at(parser, attribute->id), types[attribute->type]);
    parser_skip(parser);
}

static void parse_relation(struct parser *parser, const struct token *name,
                           uint32_t index)
{
    const struct kb_attribute *attribute = attribute_at(parser, index);
    uint32_t type = attribute->type;
    struct token sign = parser->token;
    enum kb_relation relation = sign.relation;

    if (type == KB_SET) {
        test_fault(parser, &sign, attribute);
        return;
    }
    if (type != KB_SCALE && relation != KB_EQUAL && relation != KB_UNEQUAL) {
        parser_fault(parser, &sign, "use '==', '!=' or 'in'",
                     "'%s' compares on a scale, and '%s' is none", sign.text,
                     name->text);
        parser_skip(parser);
        return;
    }
    parser_advance(parser);
    uint32_t count = attribute->values.count;
    uint32_t value = expect_value(parser, index);
    emit_test(parser, index, KB_TEST_VALUES,
              value == KB_NONE ? 0 : relation_mask(relation, count, value));
}

static void parse_in(struct parser *parser, const struct token *name,
                     uint32_t index)
{
    const struct kb_attribute *attribute = attribute_at(parser, index);
    uint64_t mask = 0;

    if (attribute->type == KB_SET || attribute->type == KB_FLAG) {
        test_fault(parser, name, attribute);
        return;
    }
    parser_expect(parser, "in");
    parser_expect(parser, "[");
    do {
        uint32_t value = expect_value(parser, index);

        if (value != KB_NONE)
            mask |= UINT64_C(1) << value;
    } while (parser_accept(parser, ","));
    parser_expect(parser, "]");
    emit_test(parser, index, KB_TEST_VALUES, mask);
}

static void parse_has(struct parser *parser, const struct token *name,
                      uint32_t index)
{
    const struct kb_attribute *attribute = attribute_at(parser, index);

    if (attribute->type != KB_SET) {
        test_fault(parser, name, attribute);
        return;
    }
    parser_expect(parser, "has");
    uint32_t value = expect_value(parser, index);
    emit_test(parser, index, KB_TEST_VALUES,
              value == KB_NONE ? 0 : UINT64_C(1) << value);
}

void parse_attribute(struct parser *parser, const struct token *name,
                     uint32_t index)
{
    const struct kb_attribute *attribute = attribute_at(parser, index);

    if (parser_sees(parser, "in"))
        parse_in(parser, name, index);
    else if (parser_sees(parser, "has"))
        parse_has(parser, name, index);
    else if (parser->token.kind == TOKEN_RELATION)
        parse_relation(parser, name, index);
    else if (strcmp(parser->token.text, "=") == 0)
        parser_grammar_fault(parser, "a comparison", "write '==' to compare");
    else if (attribute->type == KB_FLAG)
        emit_test(parser, index, KB_TEST_VALUES, 2);
    else
        test_fault(parser, name, attribute);
}

void parse_count(struct parser *parser)
{
    struct token name;
    enum kb_relation relation = KB_EQUAL;

    parser_expect(parser, "(");
    struct token word = parser->token;
    uint32_t index = parser_expect_name(parser, "a set",
                                        &parser->compiler->names, NULL);
    name = word;
    parser_expect(parser, ")");
    if (!parser_expect_relation(parser, &relation))
        return;
    if (parser->token.kind != TOKEN_NUMBER) {
        parser_grammar_fault(parser, "a number", NULL);
        return;
    }
    uint32_t weight;
    int32_t number = parser_expect_points(parser, &weight);
    if (index == KB_NONE)
        return;
    if ((index & TERM_BIT) != 0 || attribute_at(parser, index)->type != KB_SET)
        parser_fault(parser, &name, "count the values of a set",
                     "'%s' is not a set", name.text);
    else
        emit_test(parser, index, KB_TEST_COUNT,
                  relation_mask(relation, KB_VALUES_MAX + 1, (uint32_t)number));
}

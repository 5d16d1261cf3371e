/* SPDX-License-Identifier: MIT */
/*
 * Tokens of the condition language, and the reports of misplaced ones.
 */
#include "base/hint.h"
#include "base/utf8.h"
#include "kb/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------- faults */

/* Length of one character; the NUL behind the text ends the loop. */
static size_t character_length(const char *text)
{
    size_t length = 1;

    while (utf8_continues(text[length]))
        length++;
    return length;
}

static uint32_t characters(const char *text, size_t length)
{
    uint32_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += !utf8_continues(text[i]);
    return count;
}

/* Input from a place on, or an empty text. Lines end as YAML counts them. */
static const char *source_at(const struct dvf_diagnostics *problems,
                             struct position at)
{
    const char *text = problems->bytes;
    const char *end = text + problems->length;

    for (uint32_t line = 1; line < at.line && text < end; text++)
        line += *text == '\n' ||
                (*text == '\r' && (text + 1 == end || text[1] != '\n'));
    for (uint32_t column = 1; column < at.column && text < end; column++)
        text += character_length(text);
    return text < end ? text : "";
}

static bool is_high_surrogate(const char *digits)
{
    return (digits[0] == 'd' || digits[0] == 'D') && digits[1] != '\0' &&
           strchr("89abAB", digits[1]);
}

/* Number of characters in the file that write the next one of a quoted text. */
static uint32_t source_length(const char *source, char quote)
{
    if (quote == '\'')
        return source[0] == '\'' && source[1] == '\'' ? 2 : 1;
    if (source[0] != '\\')
        return 1;
    switch (source[1]) {
    case 'x':
        return 4;
    case 'u': /* a character past U+FFFF takes two of them */
        return is_high_surrogate(source + 2) ? 12 : 6;
    case 'U':
        return 10;
    default:
        return 2;
    }
}

/* Place in the file of an offset in the condition. */
static struct position offset_position(const struct parser *parser,
                                       uint32_t offset, uint32_t length)
{
    const struct compiler *compiler = parser->compiler;
    uint32_t number = step_node(compiler, parser->at);
    struct position at = yaml_position(compiler->document, number);

    if (number == YAML_NONE)
        return at;
    const char *source = source_at(compiler->problems, at);
    char quote = *source;
    bool plain = yaml_node(compiler->document, number)->plain || !quote;
    if (!plain) {
        at.column++;
        source++;
    }
    for (uint32_t i = 0; i < offset;
         i += (uint32_t)character_length(parser->text + i)) {
        uint32_t taken = plain ? 1 : source_length(source, quote);

        at.column += taken;
        for (; !plain && taken > 0 && *source; taken--)
            source += character_length(source);
    }
    at.length = length;
    return at;
}

void parser_fault(struct parser *parser, const struct token *token,
                  const char *hint, const char *format, ...)
{
    struct dvf_diagnostics *problems = parser->compiler->problems;
    va_list arguments;

    if (parser->stop || problems->full)
        return;
    va_start(arguments, format);
    const char *message = diagnostics_vtext(problems, format, arguments);
    va_end(arguments);
    diagnostics_error(problems, DIAGNOSTIC_CONDITION,
                      offset_position(parser, token->offset, token->length),
                      hint, "%s", message);
}

/* Report a fault in the grammar once, and ignore the rest of the text. */
void parser_grammar_fault(struct parser *parser, const char *wanted,
                          const char *hint)
{
    const struct token *token = &parser->token;
    const char *strange = hint_lookalike(parser->compiler->problems,
                                         token->text);

    if (strange)
        hint = strange;
    else if (!hint)
        hint = "dvf-kb(5) tells what a condition may be, under CONDITIONS";
    if (token->kind == TOKEN_END)
        parser_fault(parser, token, hint, "%s is expected at the end", wanted);
    else
        parser_fault(parser, token, hint, "%s is expected, not '%s'", wanted,
                     token->text);
    parser->stop = true;
}

/* --------------------------------------------------------------- tokens */

static bool is_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_part(char c)
{
    return is_word_start(c) || is_digit(c) || c == '.' || c == '-';
}

/* Match a look-alike of a letter or an unseen character: it is taken into the
 * word, so that hints find the word meant. @return its length, or 0 */
static size_t match_lookalike(const char *text)
{
    uint32_t character;
    size_t length = 0;

    if ((unsigned char)*text >= 0x80)
        length = utf8_decode(text, character_length(text), &character);
    if (length == 0)
        return 0;
    int looks_like = lookalike_of(character);
    bool is_part = looks_like == LOOKALIKE_UNSEEN ||
                   (looks_like > 0 && is_word_part((char)looks_like));
    return is_part ? length : 0;
}

static size_t match_word_part(const char *text)
{
    return is_word_part(*text) ? 1 : match_lookalike(text);
}

static size_t match_relation(const char *text, enum kb_relation *relation)
{
    static const char *const signs[] = {
#define X(relation, word, operator) [KB_##relation] = word,
        KB_RELATIONS(X)
#undef X
    };

    for (size_t i = 0; i < KB_RELATION_COUNT; i++) {
        size_t length = strlen(signs[i]);

        if (strncmp(text, signs[i], length) == 0) {
            *relation = (enum kb_relation)i;
            return length;
        }
    }
    return 0;
}

static size_t scan_token(const char *text, struct token *token)
{
    size_t length = 0;

    if (!*text) {
        token->kind = TOKEN_END;
    } else if (is_word_start(*text) || is_digit(*text) ||
               match_lookalike(text) > 0) {
        token->kind = is_digit(*text) ? TOKEN_NUMBER : TOKEN_WORD;
        for (size_t taken; (taken = match_word_part(text + length)) > 0;) {
            if (!is_digit(text[length]))
                token->kind = is_digit(*text) ? TOKEN_STRANGE : TOKEN_WORD;
            length += taken;
        }
    } else if (strchr("()[],", *text)) {
        token->kind = TOKEN_PUNCTUATION;
        length = 1;
    } else if ((length = match_relation(text, &token->relation)) > 0) {
        token->kind = TOKEN_RELATION;
    } else {
        token->kind = TOKEN_STRANGE;
        length = character_length(text);
    }
    return length;
}

void parser_advance(struct parser *parser)
{
    struct token *token = &parser->token;

    while (parser->text[parser->next] == ' ' ||
           parser->text[parser->next] == '\t')
        parser->next++;
    const char *text = parser->text + parser->next;
    size_t length = scan_token(text, token);
    size_t kept = length < TOKEN_MAX ? length : TOKEN_MAX;
    if (length > TOKEN_MAX)
        token->kind = TOKEN_STRANGE; /* ids and numbers are shorter */
    token->offset = (uint32_t)parser->next;
    token->length = length ? characters(text, length) : 1;
    memcpy(token->text, text, kept);
    token->text[kept] = '\0';
    parser->next += length;
}

bool parser_sees(const struct parser *parser, const char *text)
{
    return (parser->token.kind == TOKEN_WORD ||
            parser->token.kind == TOKEN_PUNCTUATION) &&
           strcmp(parser->token.text, text) == 0;
}

bool parser_accept(struct parser *parser, const char *text)
{
    if (parser->stop || !parser_sees(parser, text))
        return false;
    parser_advance(parser);
    return true;
}

void parser_expect(struct parser *parser, const char *text)
{
    char wanted[16];

    if (parser->stop || parser_accept(parser, text))
        return;
    snprintf(wanted, sizeof wanted, "'%s'", text);
    parser_grammar_fault(parser, wanted, NULL);
}

static void skip_until(struct parser *parser, const char *end)
{
    while (parser->token.kind != TOKEN_END && !parser_sees(parser, end))
        parser_advance(parser);
    parser_accept(parser, end);
}

void parser_skip(struct parser *parser)
{
    if (parser_accept(parser, "("))
        skip_until(parser, ")");
    if (parser_accept(parser, "in")) {
        skip_until(parser, "]");
    } else if (parser->token.kind == TOKEN_RELATION ||
               parser_sees(parser, "has")) {
        parser_advance(parser);
        if (parser->token.kind == TOKEN_WORD ||
            parser->token.kind == TOKEN_NUMBER)
            parser_advance(parser);
    }
}

bool parser_expect_word(struct parser *parser, const char *wanted,
                        struct token *word)
{
    if (parser->stop)
        return false;
    if (parser->token.kind != TOKEN_WORD) {
        parser_grammar_fault(parser, wanted, NULL);
        return false;
    }
    *word = parser->token;
    parser_advance(parser);
    return true;
}

bool parser_expect_relation(struct parser *parser, enum kb_relation *relation)
{
    if (parser->stop)
        return false;
    if (parser->token.kind != TOKEN_RELATION) {
        parser_grammar_fault(parser, "a comparison such as '=='",
                             strcmp(parser->token.text, "=") == 0
                                 ? "write '==' to compare"
                                 : NULL);
        return false;
    }
    *relation = parser->token.relation;
    parser_advance(parser);
    return true;
}

/* ------------------------------------------------------ names and points */

uint32_t parser_expect_name(struct parser *parser, const char *what,
                            const struct symbols *symbols,
                            const struct symbols *others)
{
    struct suggestion best = {0};
    struct token word;

    if (!parser_expect_word(parser, what, &word))
        return KB_NONE;
    uint32_t index = symbols_find(symbols, word.text);
    if (index == KB_NONE && others) {
        index = symbols_find(others, word.text);
        if (index != KB_NONE)
            return index | KB_CRITERION_BIT;
    }
    if (index != KB_NONE || parser->compiler->problems->full)
        return index;
    symbols_suggest(symbols, word.text, &best);
    if (others)
        symbols_suggest(others, word.text, &best);
    parser_fault(parser, &word, hint_nearest(parser->compiler->problems, &best),
                 "'%s' is not %s", word.text, what);
    return KB_NONE;
}

int32_t parser_expect_points(struct parser *parser, uint32_t *weight)
{
    struct token word = parser->token;
    uint32_t points = 0;

    *weight = KB_NONE;
    if (parser->stop)
        return 0;
    if (word.kind == TOKEN_NUMBER) {
        parser_advance(parser);
        for (const char *digit = word.text; *digit && points < 1000000; digit++)
            points = points * 10 + (uint32_t)(*digit - '0');
        if (points >= 1000000)
            parser_fault(parser, &word, NULL, "the number is too large");
        return (int32_t)points;
    }
    if (!parser_expect_word(parser, "a number or a weight", &word))
        return 0;
    *weight = symbols_find(&parser->compiler->weights, word.text);
    if (*weight == KB_NONE) {
        struct suggestion best = {0};

        symbols_suggest(&parser->compiler->weights, word.text, &best);
        parser_fault(parser, &word,
                     hint_nearest(parser->compiler->problems, &best),
                     "'%s' is not a weight", word.text);
        return 0;
    }
    const struct kb_weight *record = builder_at(&parser->compiler->builder,
                                                KB_SECTION_weights, *weight);
    return (int32_t)record->points;
}

struct kb_operation *parser_emit(struct parser *parser,
                                 enum kb_operation_code code)
{
    struct kb_operation *operation = builder_add(&parser->compiler->builder,
                                                 KB_SECTION_operations);

    if (operation)
        operation->code = code;
    return operation;
}

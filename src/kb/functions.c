/* SPDX-License-Identifier: MIT */
/*
 * Functions of the condition language: questions about scores, fired rules and
 * the outcome, for the verdict and the notes. Their answers are never open.
 */
#include "base/hint.h"
#include "kb/parser.h"

#include <string.h>

/* Options named by their place in the verdict. */
static const struct contender {
    const char *name;
    uint32_t operand;
} contenders[] = {
    {"leader", KB_LEADER},
    {"runner_up", KB_RUNNER_UP},
};

/* Take "leader" or "runner_up"; KB_NONE where neither stands here. */
static uint32_t accept_contender(struct parser *parser)
{
    struct token word = parser->token;

    for (size_t i = 0; i < sizeof contenders / sizeof contenders[0]; i++) {
        if (!parser_accept(parser, contenders[i].name))
            continue;
        if (parser->scope != SCOPE_CONTENDERS)
            parser_fault(parser, &word,
                         "name an option: only conditions of 'strength' and "
                         "'alternatives' stand behind a verdict",
                         "'%s' has no meaning here", word.text);
        return contenders[i].operand;
    }
    return KB_NONE;
}

/* Report a word that is no option, offer the contenders too, and take it. */
static bool report_contender(struct parser *parser)
{
    const struct symbols *options = &parser->compiler->options;
    struct dvf_diagnostics *problems = parser->compiler->problems;
    struct token word = parser->token;
    struct suggestion best = {0};

    if (parser->scope != SCOPE_CONTENDERS || word.kind != TOKEN_WORD ||
        symbols_find(options, word.text) != KB_NONE)
        return false;
    symbols_suggest(options, word.text, &best);
    for (size_t i = 0; i < sizeof contenders / sizeof contenders[0]; i++)
        suggest_offer(&best, word.text, contenders[i].name);
    parser_fault(parser, &word, hint_nearest(problems, &best),
                 "'%s' is not an option", word.text);
    parser_advance(parser);
    return true;
}

static uint32_t expect_option(struct parser *parser)
{
    uint32_t contender = accept_contender(parser);

    if (contender != KB_NONE || report_contender(parser))
        return contender;
    struct token word = parser->token;
    uint32_t index = parser_expect_name(parser, "an option",
                                        &parser->compiler->options, NULL);

    if (index == KB_NONE)
        return index;
    const struct kb_option *option = builder_at(&parser->compiler->builder,
                                                KB_SECTION_options, index);
    if (option->score == KB_NONE)
        parser_fault(parser, &word, "name one of the options it combines",
                     "'%s' is a combination and has no points", word.text);
    return index;
}

static void emit(struct parser *parser, const struct kb_operation *made)
{
    struct kb_operation *operation = parser_emit(
        parser, (enum kb_operation_code)made->code);

    if (operation)
        *operation = *made;
}

/* Report the call of another function behind a comparison, and take it. */
static bool report_call(struct parser *parser, const char *hint)
{
    struct token word = parser->token;

    if (word.kind != TOKEN_WORD || parser->text[parser->next] != '(')
        return false;
    parser_fault(parser, &word, hint,
                 "'%s' cannot stand behind this comparison", word.text);
    parser_advance(parser);
    parser_skip(parser);
    return true;
}

/* Parse "relation points" behind a function into its operation. */
static void parse_points(struct parser *parser, struct kb_operation made)
{
    enum kb_relation relation = KB_EQUAL;

    parser_expect(parser, ")");
    if (!parser_expect_relation(parser, &relation))
        return;
    made.relation = relation;
    if (!report_call(parser, "compare with a number or a weight"))
        made.number = parser_expect_points(parser, &made.weight);
    emit(parser, &made);
}

static void parse_score(struct parser *parser)
{
    struct kb_operation made = {.code = KB_SCORE};

    parser_expect(parser, "(");
    made.a = expect_option(parser);
    parse_points(parser, made);
}

static void parse_lead(struct parser *parser)
{
    struct kb_operation made = {.code = KB_LEAD};

    parser_expect(parser, "(");
    made.a = expect_option(parser);
    parser_expect(parser, ",");
    made.b = expect_option(parser);
    parse_points(parser, made);
}

/* Parse rules and criteria up to the closing parenthesis; the range has the
 * order of the block. */
static struct kb_range parse_names(struct parser *parser, bool rules)
{
    struct compiler *compiler = parser->compiler;
    uint32_t first = builder_count(&compiler->builder, KB_SECTION_indices);

    do {
        uint32_t index = rules ? parser_expect_name(
                                     parser, "a rule or a criterion",
                                     &compiler->rules, &compiler->criteria)
                               : parser_expect_name(parser, "a criterion",
                                                    &compiler->criteria, NULL);

        if (index == KB_NONE)
            continue;
        if (rules && (index & KB_CRITERION_BIT) == 0)
            builder_index(&compiler->builder, compiler->rule_order[index]);
        else
            builder_index(&compiler->builder,
                          compiler->criterion_order[index & ~KB_CRITERION_BIT] |
                              KB_CRITERION_BIT);
    } while (parser_accept(parser, ","));
    return builder_since(&compiler->builder, KB_SECTION_indices, first);
}

/* Parse "(option, criterion, ...)". @return the option */
static uint32_t parse_strongest_of(struct parser *parser,
                                   struct kb_range *criteria)
{
    parser_expect(parser, "(");
    uint32_t option = expect_option(parser);
    parser_expect(parser, ",");
    *criteria = parse_names(parser, false);
    parser_expect(parser, ")");
    return option;
}

static void parse_strongest(struct parser *parser)
{
    struct kb_operation made = {.code = KB_STRONGEST};
    enum kb_relation relation = KB_EQUAL;

    made.a = parse_strongest_of(parser, &made.names);
    if (!parser_expect_relation(parser, &relation))
        return;
    made.relation = relation;
    if (parser_accept(parser, "strongest")) {
        made.code = KB_STRONGER;
        made.b = parse_strongest_of(parser, &made.others);
    } else if (!report_call(
                   parser,
                   "compare with a number, a weight or strongest(...)")) {
        made.number = parser_expect_points(parser, &made.weight);
    }
    emit(parser, &made);
}

static void parse_fired(struct parser *parser)
{
    parser_expect(parser, "(");
    struct kb_range names = parse_names(parser, true);
    parser_expect(parser, ")");
    struct kb_operation *operation = parser_emit(parser, KB_FIRED);
    if (operation)
        operation->names = names;
}

static uint32_t expect_outcome(struct parser *parser)
{
    if (parser_accept(parser, "too_close"))
        return KB_TOO_CLOSE;
    if (parser_accept(parser, "undecided"))
        return KB_UNDECIDED;
    return parser_expect_name(parser, "an option, too_close or undecided",
                              &parser->compiler->options, NULL);
}

static void parse_outcome(struct parser *parser)
{
    enum kb_relation relation = KB_EQUAL;
    struct token sign = parser->token;

    if (!parser_expect_relation(parser, &relation))
        return;
    if (relation != KB_EQUAL && relation != KB_UNEQUAL)
        parser_fault(parser, &sign, "use '==' or '!='",
                     "the outcome cannot be compared by '%s'", sign.text);
    uint32_t outcome = expect_outcome(parser);
    struct kb_operation *operation = parser_emit(parser, KB_OUTCOME);
    if (operation) {
        operation->a = outcome;
        operation->relation = relation;
    }
}

struct function {
    const char *name;
    enum scope scope; /* least scope that has the function */
    void (*parse)(struct parser *parser);
};

static const struct function functions[] = {
    {"count", SCOPE_ANSWERS, parse_count},
    {"score", SCOPE_RESULT, parse_score},
    {"lead", SCOPE_RESULT, parse_lead},
    {"strongest", SCOPE_RESULT, parse_strongest},
    {"fired", SCOPE_RESULT, parse_fired},
    {"outcome", SCOPE_NOTES, parse_outcome},
};

static const struct function *find_function(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

bool parse_function(struct parser *parser, const struct token *name)
{
    const struct function *function = find_function(name->text);

    static const char *const places[] = {
        [SCOPE_ANSWERS] = "",
        [SCOPE_RESULT] = "under 'verdict' and 'notes'",
        [SCOPE_CONTENDERS] = "",
        [SCOPE_NOTES] = "under 'notes'",
    };

    if (!function)
        return false;
    if (function->scope > parser->scope) {
        parser_fault(parser, name, NULL, "'%s' can only be asked %s",
                     name->text, places[function->scope]);
        parser->stop = true;
        return true;
    }
    function->parse(parser);
    return true;
}

void parse_function_suggest(const char *wanted, struct suggestion *best)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        suggest_offer(best, wanted, functions[i].name);
}

/* SPDX-License-Identifier: MIT */
/*
 * The condition language: Kleene's three values, what each operator says of
 * each type of attribute, and where and how a mistake is shown.
 */
#include "support.h"

#include "engine/evaluation.h"

#include <stdio.h>
#include <string.h>

#define YES  RULE_FIRED
#define NO   RULE_CLOSED
#define OPEN RULE_OPEN

/* A KB whose rule r has this condition. */
static void kb_of_condition(const char *condition, struct buffer *text)
{
    char sections[8192];

    snprintf(sections, sizeof sections,
             "terms:\n"
             "  - id: red_and_loud\n"
             "    when:\n"
             "      - colour == red\n"
             "      - loud\n"
             "  - id: not_so\n"
             "    when:\n"
             "      - not red_and_loud\n"
             "rules:\n"
             "  - id: r\n"
             "    criterion: main\n"
             "    when:\n"
             "      - %s\n"
             "    favours: left\n"
             "    weight: slight\n"
             "    because: So.\n"
             "    claims: [c1]\n"
             "    origin: paper\n",
             condition);
    small_kb_with(sections, text);
}

/* Where the condition stands in that KB. */
static uint32_t condition_line(void)
{
    return small_kb_lines() + 13;
}

#define CONDITION_COLUMN 9

static enum rule_state state_of(const char *condition, const char *answers)
{
    struct buffer text = {0};
    dvf_kb *kb;
    dvf_evaluation *evaluation;
    enum rule_state state;

    kb_of_condition(condition, &text);
    kb = load_kb(text.bytes);
    evaluation = evaluate(kb, load_answers(kb, answers), NULL);
    state = (enum rule_state)evaluation->rules[kb_find_rule(kb, "r")];
    forget(evaluation);
    dvf_kb_free(kb);
    buffer_release(&text);
    return state;
}

struct truth_case {
    const char *condition;
    const char *answers;
    enum rule_state state;
};

static void expect_truths(const struct truth_case *cases, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        enum rule_state got = state_of(cases[i].condition, cases[i].answers);

        if (got != cases[i].state)
            fail_msg("'%s' with '%s': state %d, expected %d",
                     cases[i].condition, cases[i].answers, (int)got,
                     (int)cases[i].state);
    }
}

/* ---------------------------------------------------------- Three values */

static void and_or_not_follow_kleene(void **state)
{
    static const char *const loud[] = {"loud: false", "", "loud: true"};
    static const char *const deep[] = {"deep: false", "", "deep: true"};
    static const enum rule_state negation[] = {YES, OPEN, NO};
    static const enum rule_state conjunction[3][3] = {
        {NO, NO, NO}, {NO, OPEN, OPEN}, {NO, OPEN, YES}};
    static const enum rule_state disjunction[3][3] = {
        {NO, OPEN, YES}, {OPEN, OPEN, YES}, {YES, YES, YES}};
    int i;
    int j;

    (void)state;
    for (i = 0; i < 3; i++) {
        struct truth_case cases[] = {
            {"not loud", loud[i], negation[i]},
            {"not not loud", loud[i], negation[2 - i]}};

        expect_truths(cases, COUNT(cases));
        for (j = 0; j < 3; j++) {
            char answers[64];
            struct truth_case both[] = {
                {"loud and deep", answers, conjunction[i][j]},
                {"loud or deep", answers, disjunction[i][j]},
                {"not (loud and deep)", answers, disjunction[2 - i][2 - j]},
                {"not loud or not deep", answers, disjunction[2 - i][2 - j]},
                {"not (loud or deep)", answers, conjunction[2 - i][2 - j]},
            };

            snprintf(answers, sizeof answers, "%s\n%s", loud[i], deep[j]);
            expect_truths(both, COUNT(both));
        }
    }
}

static void an_unknown_answer_stays_open_even_in_a_tautology(void **state)
{
    static const struct truth_case cases[] = {
        {"loud or not loud", "", OPEN},
        {"loud and not loud", "", OPEN},
        {"size <= large", "", OPEN},
        {"size >= tiny", "", OPEN},
        {"colour in [none, red, green]", "", OPEN},
        {"colour == red or colour != red", "", OPEN},
        {"count(parts) >= 0", "", OPEN},
        {"colour == none", "", OPEN},
        {"loud or not loud", "loud: unknown", OPEN},
        {"colour == red", "colour: unknown", OPEN},
        {"count(parts) >= 1", "parts: unknown", OPEN},
        {"count(parts) >= 1", "parts: []", NO},
        {"count(parts) == 0", "parts: []", YES},
        {"red_and_loud", "colour: red", OPEN},
        {"red_and_loud", "loud: false", NO},
        {"not_so", "loud: false", YES},
        {"not_so", "", OPEN},
    };

    (void)state;
    expect_truths(cases, COUNT(cases));
}

static void and_binds_closer_than_or_and_not_closest(void **state)
{
    static const struct truth_case cases[] = {
        {"loud or deep and colour == red", "loud: true\ndeep: false", YES},
        {"(loud or deep) and colour == red",
         "loud: true\ndeep: false\ncolour: green", NO},
        {"colour == red and loud or deep",
         "colour: green\nloud: true\ndeep: true", YES},
        {"not loud and deep", "loud: true\ndeep: false", NO},
        {"not loud or deep", "loud: true\ndeep: true", YES},
        {"not loud and not deep", "loud: false\ndeep: false", YES},
        {"not colour == red", "colour: green", YES},
        {"not colour == red", "colour: red", NO},
        {"((loud))", "loud: true", YES},
    };

    (void)state;
    expect_truths(cases, COUNT(cases));
}

/* ------------------------------------------------------------- Operators */

static void each_comparison_says_what_it_says(void **state)
{
    static const struct truth_case cases[] = {
        {"colour == red", "colour: red", YES},
        {"colour == red", "colour: green", NO},
        {"colour != red", "colour: red", NO},
        {"colour != red", "colour: none", YES},
        {"colour in [red, green]", "colour: green", YES},
        {"colour in [red, green]", "colour: none", NO},
        {"colour in [red]", "colour: red", YES},
        {"size < small", "size: tiny", YES},
        {"size < small", "size: small", NO},
        {"size <= small", "size: small", YES},
        {"size <= small", "size: medium", NO},
        {"size > small", "size: small", NO},
        {"size > small", "size: large", YES},
        {"size >= medium", "size: medium", YES},
        {"size >= medium", "size: small", NO},
        {"size == medium", "size: medium", YES},
        {"size in [tiny, large]", "size: small", NO},
        {"speed >= fair", "speed: 50", YES},
        {"speed >= fair", "speed: 49", NO},
        {"speed == fast", "speed: 500", YES},
        {"speed == slow", "speed: 0", YES},
        {"speed == fair", "speed: 499", YES},
        {"speed == fair", "speed: fair", YES},
        {"parts has door", "parts: [door, lamp]", YES},
        {"parts has door", "parts: [wheel]", NO},
        {"parts has door", "parts: []", NO},
        {"count(parts) >= 2", "parts: [door, lamp]", YES},
        {"count(parts) > 2", "parts: [door, lamp]", NO},
        {"count(parts) == 2", "parts: [door, lamp]", YES},
        {"count(parts) != 2", "parts: [door, lamp]", NO},
        {"count(parts) < 2", "parts: [door]", YES},
        {"count(parts) <= 1", "parts: [door]", YES},
        {"count(parts) >= 4", "parts: [door, lamp, roof, wheel]", YES},
        {"loud", "loud: true", YES},
        {"loud", "loud: false", NO},
        {"red_and_loud", "colour: red\nloud: true", YES},
    };

    (void)state;
    expect_truths(cases, COUNT(cases));
}

static void spaces_make_no_difference(void **state)
{
    static const struct truth_case cases[] = {
        {"colour==red", "colour: red", YES},
        {"  colour   ==   red  ", "colour: red", YES},
        {"colour in[red,green]", "colour: red", YES},
        {"colour in [ red , green ]", "colour: red", YES},
        {"count( parts )>=1", "parts: [door]", YES},
        {"not(loud)", "loud: false", YES},
        {"\"colour == red\"", "colour: red", YES},
        {"'colour == red'", "colour: red", YES},
    };

    (void)state;
    expect_truths(cases, COUNT(cases));
}

static void sixty_four_parentheses_are_enough(void **state)
{
    struct buffer text = {0};
    struct truth_case fine = {NULL, "loud: true", YES};

    (void)state;
    buffer_repeat(&text, "(", 64);
    buffer_puts(&text, "loud");
    buffer_repeat(&text, ")", 64);
    fine.condition = text.bytes;
    expect_truths(&fine, 1);
    buffer_release(&text);
}

/* -------------------------------------------------------------- Mistakes */

struct mistake {
    const char *condition;
    uint32_t column; /* within the condition, from 1 */
    const char *message;
    const char *hint;
};

static void expect_mistake(const struct mistake *mistake)
{
    struct buffer text = {0};
    struct expected wrong = {condition_line(),
                             CONDITION_COLUMN + mistake->column - 1,
                             "condition", mistake->message, mistake->hint};

    kb_of_condition(mistake->condition, &text);
    expect_bad_kb(text.bytes, text.length, &wrong, 1);
    buffer_release(&text);
}

static const struct mistake mistakes[] = {
    /* names, with the nearest valid one */
    {"colur == red", 1, "'colur'", "'colour'"},
    {"loud and deeep", 10, "'deeep'", "'deep'"},
    {"colour == rad", 11, "'rad'", "'red'"},
    {"size <= medum", 9, "'medum'", "'medium'"},
    {"colour in [red, gren]", 17, "'gren'", "'green'"},
    {"parts has dor", 11, "'dor'", "'door'"},
    {"red_and_lod", 1, "'red_and_lod'", "'red_and_loud'"},
    {"count(part) >= 1", 7, "'part'", "'parts'"},
    {"colour == tiny", 11, "'tiny'", NULL},
    {"zzzzzzzz == red", 1, "'zzzzzzzz'", NULL},
    /* operators that do not fit the type */
    {"colour < green", 8, NULL, NULL},
    {"parts == door", 7, NULL, NULL},
    {"parts in [door]", 1, NULL, NULL},
    {"colour has red", 1, NULL, NULL},
    {"loud has red", 1, NULL, NULL},
    {"count(colour) >= 1", 7, NULL, NULL},
    {"colour", 1, NULL, NULL},
    {"red_and_loud == red", 14, NULL, NULL},
    /* words of the verdict and of notes */
    {"score(left) >= 1", 1, NULL, NULL},
    {"fired(r)", 1, NULL, NULL},
    {"outcome == left", 1, NULL, NULL},
    {"lead(left, right) > 1", 1, NULL, NULL},
    {"strongest(left, main) >= 1", 1, NULL, NULL},
    /* grammar */
    {"colour == ", 10, NULL, NULL},
    {"colour = red", 8, NULL, "=="},
    {"colour == red red", 15, NULL, NULL},
    {"colour == red and", 18, NULL, NULL},
    {"(loud", 6, NULL, NULL},
    {"loud)", 5, NULL, NULL},
    {"and loud", 1, NULL, NULL},
    {"colour in red", 11, NULL, NULL},
    {"colour in [red", 15, NULL, NULL},
    {"colour in []", 12, NULL, NULL},
    {"loud deep", 6, NULL, NULL},
    {"count(parts)", 13, NULL, NULL},
    {"count(parts) >= many", 17, NULL, NULL},
    {"count(parts) >= 99999999999999999999", 17, NULL, NULL},
    {"not", 4, NULL, NULL},
    {"loud && deep", 6, NULL, "and"},
    {"loud || deep", 6, NULL, "or"},
    {"not loud $ deep", 10, NULL, NULL},
    {"loud \xc3\xa9 deeep", 6, NULL, NULL},
};

static void each_mistake_has_its_caret_and_the_nearest_word(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(mistakes); i++)
        expect_mistake(&mistakes[i]);
}

static void sixty_five_parentheses_are_too_many(void **state)
{
    struct buffer text = {0};
    struct mistake deep = {NULL, 65, NULL, NULL};

    (void)state;
    buffer_repeat(&text, "(", 65);
    buffer_puts(&text, "loud");
    buffer_repeat(&text, ")", 65);
    deep.condition = text.bytes;
    expect_mistake(&deep);
    buffer_clear(&text);
    buffer_repeat(&text, "not ", 1000);
    buffer_puts(&text, "loud");
    deep.condition = text.bytes;
    deep.column = 0; /* somewhere: a refusal or not, but no crash */
    {
        struct buffer kb = {0};
        dvf_diagnostics *list = dvf_diagnostics_new();
        dvf_kb *loaded = NULL;

        kb_of_condition(text.bytes, &kb);
        assert_int_equal(
            dvf_kb_load(&(dvf_input){"kb.yaml", kb.bytes, kb.length}, list,
                        &loaded) == DVF_OK,
            !!loaded);
        dvf_kb_free(loaded);
        dvf_diagnostics_free(list);
        buffer_release(&kb);
    }
    buffer_release(&text);
}

static void the_source_line_is_shown_with_a_caret(void **state)
{
    static const char *const shown = "error: ";
    struct buffer text = {0};
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_style style = {.ascii = true};
    dvf_text rendered = {NULL, 0};
    dvf_kb *kb = NULL;
    const dvf_diagnostic *first;

    (void)state;
    kb_of_condition("loud and colour == rad", &text);
    assert_int_equal(
        dvf_kb_load(&(dvf_input){"kb.yaml", text.bytes, text.length}, list,
                    &kb),
        DVF_INVALID);
    first = dvf_diagnostics_at(list, 0);
    assert_string_equal(first->source, "      - loud and colour == rad");
    assert_int_equal(first->length, 3);
    assert_int_equal(dvf_diagnostics_render(list, &style, &rendered), DVF_OK);
    assert_non_null(strstr(rendered.bytes, shown));
    assert_non_null(strstr(rendered.bytes, "      - loud and colour == rad\n"));
    assert_non_null(strstr(rendered.bytes, "                          ^~~\n"));
    dvf_text_release(&rendered);
    dvf_diagnostics_free(list);
    buffer_release(&text);
}

/* ----------------------------------------------------------------- Style */

static void expect_style(const char *when, uint32_t line, uint32_t column)
{
    struct buffer text = {0};
    char sections[1024];
    struct expected wrong = {small_kb_lines() + 4 + line, column,
                             "condition-style", NULL, NULL};

    snprintf(sections, sizeof sections,
             "rules:\n"
             "  - id: r\n"
             "    criterion: main\n"
             "    when:%s\n"
             "    favours: left\n"
             "    weight: slight\n"
             "    because: So.\n"
             "    claims: [c1]\n"
             "    origin: paper\n",
             when);
    small_kb_with(sections, &text);
    expect_bad_kb(text.bytes, text.length, &wrong, 1);
    buffer_release(&text);
}

static void conditions_are_a_block_list_of_single_lines(void **state)
{
    (void)state;
    expect_style(" [loud, deep]", 0, 11);
    expect_style(" [loud]", 0, 11);
    expect_style("\n      - >\n        loud\n        and deep", 1, 9);
    expect_style("\n      - loud\n        and deep", 1, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(and_or_not_follow_kleene),
        cmocka_unit_test(an_unknown_answer_stays_open_even_in_a_tautology),
        cmocka_unit_test(and_binds_closer_than_or_and_not_closest),
        cmocka_unit_test(each_comparison_says_what_it_says),
        cmocka_unit_test(spaces_make_no_difference),
        cmocka_unit_test(sixty_four_parentheses_are_enough),
        cmocka_unit_test(each_mistake_has_its_caret_and_the_nearest_word),
        cmocka_unit_test(sixty_five_parentheses_are_too_many),
        cmocka_unit_test(the_source_line_is_shown_with_a_caret),
        cmocka_unit_test(conditions_are_a_block_list_of_single_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

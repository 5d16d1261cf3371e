/* SPDX-License-Identifier: MIT */
/*
 * Knowledge bases: what is loaded, what is refused and where, all mistakes in
 * one run, and hostile inputs.
 */
#include "asking.h"

#include "kb/block.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------- Loading */

static void a_kb_tells_what_it_is(void **state)
{
    dvf_kb *kb = load_small_kb("");
    dvf_kb_info info = dvf_kb_describe(kb);

    (void)state;
    assert_string_equal(info.id, "small");
    assert_string_equal(info.version, "1.2.3");
    assert_string_equal(info.title, "Left or right");
    assert_string_equal(info.as_of, "2026-01-31");
    assert_int_equal(strlen(info.sha256), 64);
    assert_int_equal(strspn(info.sha256, "0123456789abcdef"), 64);
    assert_int_equal(info.attributes, 6);
    assert_int_equal(info.rules, 1);
    dvf_kb_free(kb);
}

static void the_hash_is_that_of_the_bytes(void **state)
{
    struct buffer text = {0};
    char hash[65];
    dvf_kb *kb;

    (void)state;
    small_kb_with("", &text);
    kb = load_kb(text.bytes);
    memcpy(hash, dvf_kb_describe(kb).sha256, sizeof hash);
    dvf_kb_free(kb);
    kb = load_kb(text.bytes);
    assert_string_equal(hash, dvf_kb_describe(kb).sha256);
    dvf_kb_free(kb);
    buffer_puts(&text, "# one more line\n");
    kb = load_kb(text.bytes);
    assert_string_not_equal(hash, dvf_kb_describe(kb).sha256);
    dvf_kb_free(kb);
    buffer_release(&text);
}

static void the_built_in_kb_is_the_file_of_the_source_tree(void **state)
{
    struct buffer text = {0};
    dvf_kb *kb;
    const dvf_kb *builtin = dvf_kb_builtin();

    (void)state;
    read_source_file("data/kb/django-fastapi.yaml", &text);
    kb = load_kb(text.bytes);
    assert_string_equal(dvf_kb_describe(kb).sha256,
                        dvf_kb_describe(builtin).sha256);
    kb_seal(kb);
    assert_true(kb_set_order(kb, kb_order(builtin)));
    /* Behind all else it has its rows and its forest, see test_rows.c and
     * test_forest.c. */
    struct dvf_kb head = *builtin;
    head.size = kb->size;
    head.sections[KB_SECTION_rows] = kb->sections[KB_SECTION_rows];
    head.sections[KB_SECTION_forest] = kb->sections[KB_SECTION_forest];
    assert_int_equal(kb->size, builtin->sections[KB_SECTION_rows].first);
    assert_memory_equal(kb, &head, sizeof head);
    assert_memory_equal(kb + 1, builtin + 1, kb->size - sizeof head);
    dvf_kb_free(kb);
    buffer_release(&text);
}

static void a_block_has_parents_before_children_and_rules_by_id(void **state)
{
    dvf_kb *kb = load_small_kb("criteria:\n"
                               "  - {id: leaf, in: mid, collect: max}\n"
                               "  - {id: mid, in: top, collect: sum}\n"
                               "  - {id: top, collect: sum}\n"
                               "rules:\n"
                               "  - id: zz\n"
                               "    criterion: leaf\n"
                               "    when:\n"
                               "      - loud\n"
                               "    favours: left\n"
                               "    weight: slight\n"
                               "    because: So.\n"
                               "    claims: [c1]\n"
                               "    origin: advisor\n"
                               "  - id: aa\n"
                               "    criterion: leaf\n"
                               "    when:\n"
                               "      - deep\n"
                               "    favours: right\n"
                               "    weight: strong\n"
                               "    because: So.\n"
                               "    claims: [c1]\n"
                               "    origin: paper\n");
    uint32_t i;

    (void)state;
    assert_int_equal(kb_criteria(kb)[0].parent, KB_NONE);
    assert_string_equal(kb_string(kb, kb_criteria(kb)[0].id), "top");
    for (i = 1; i < kb_criteria_count(kb); i++)
        assert_true(kb_criteria(kb)[i].parent < i);
    assert_int_equal(kb_find_rule(kb, "aa"), 0);
    assert_int_equal(kb_find_rule(kb, "zz"), 1);
    assert_int_equal(kb_find_rule(kb, "mm"), KB_NONE);
    assert_int_equal(kb_find_criterion(kb, "nowhere"), KB_NONE);
    assert_int_equal(kb_find_attribute(kb, "deep"), 5);
    assert_string_equal(
        kb_string(kb, kb_options(kb)[kb_scoring_option(kb, 1)].id), "right");
    dvf_kb_free(kb);
}

static void cite(const dvf_kb *kb, struct kb_range claims, bool *cited)
{
    uint32_t i;

    for (i = 0; i < claims.count; i++)
        cited[kb_index(kb, claims)[i]] = true;
}

static void every_claim_is_cited_by_a_rule_a_note_or_the_verdict(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    bool *cited = calloc(kb_claims_count(kb), sizeof *cited);
    uint32_t of_the_article = 0;
    uint32_t rows = 0;
    uint32_t i;

    (void)state;
    assert_non_null(cited);
    for (i = 0; i < kb_rules_count(kb); i++)
        cite(kb, kb_rules(kb)[i].claims, cited);
    for (i = 0; i < kb_notes_count(kb); i++)
        cite(kb, kb_notes(kb)[i].claims, cited);
    for (i = 0; i < kb_excludes_count(kb); i++)
        cite(kb, kb_excludes(kb)[i].claims, cited);
    for (i = 0; i < kb_combinations_count(kb); i++)
        cite(kb, kb_combinations(kb)[i].claims, cited);
    for (i = 0; i < kb_claims_count(kb); i++) {
        const struct kb_claim *claim = &kb_claims(kb)[i];

        if (!cited[i])
            print_error("%s is not cited\n", kb_string(kb, claim->id));
        assert_true(cited[i]);
        rows += claim->cells.count > 0;
        of_the_article += strcmp(
                              kb_string(kb, kb_sources(kb)[claim->source].id),
                              "article") == 0;
    }
    free(cited);
    assert_int_equal(of_the_article, 70);
    assert_int_equal(rows, 10);
}

/* Whoever hesitates has a sentence, which speaks of nothing unexplained. */
static void every_built_in_question_says_what_it_means(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();

    (void)state;
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        const char *means = kb_string(kb, attribute->means);
        const char *why = kb_string(kb, attribute->why);

        assert_true(attribute->means != 0 && attribute->why != 0);
        assert_int_equal(means[strlen(means) - 1], '.');
        assert_null(strstr(means, ". "));
        assert_null(strstr(means, "article"));
        assert_null(strstr(why, "article"));
    }
}

static void equal_tests_stand_once(void **state)
{
    dvf_kb *kb = load_small_kb("terms:\n"
                               "  - id: t\n"
                               "    when:\n"
                               "      - colour == red\n"
                               "      - colour in [red]\n"
                               "      - colour == red or loud\n");

    (void)state;
    assert_int_equal(kb_tests_count(kb), 2);
    dvf_kb_free(kb);
}

static void a_question_may_say_its_meaning_and_a_value_an_example(void **state)
{
    struct scene scene;
    const struct kb_attribute *dish;
    const struct kb_value *values;

    (void)state;
    open_menu(&scene, "");
    dish = kb_attributes(scene.kb);
    values = kb_attribute_values(scene.kb, dish);
    assert_string_equal(kb_string(scene.kb, dish[0].means),
                        "One plate of the menu.");
    assert_int_equal(dish[1].means, 0);
    assert_string_equal(kb_string(scene.kb, values[2].example), "maki");
    assert_int_equal(values[3].example, 0);
    close_scene(&scene);
}

/* ---------------------------------------------------------------- Mistakes */

/* Replace the first occurrence of a part. */
static void with_change(const char *sections, const char *from, const char *to,
                        struct buffer *text)
{
    struct buffer whole = {0};
    const char *found;

    small_kb_with(sections, &whole);
    found = strstr(whole.bytes, from);
    if (!found)
        fail_msg("no '%s' in the KB", from);
    buffer_append(text, whole.bytes, (size_t)(found - whole.bytes));
    buffer_puts(text, to);
    buffer_puts(text, found + strlen(from));
    assert_false(text->failed);
    buffer_release(&whole);
}

struct change {
    const char *from;
    const char *to;
    struct expected wrong; /* line of the whole text */
};

static const struct change changes[] = {
    {"version: 1.2.3",
     "verzion: 1.2.3",
     {2, 1, "unknown-key", "verzion", "version"}},
    {"version: 1.2.3\n", "", {1, 1, "missing-key", "version", NULL}},
    {"as_of: 2026-01-31", "as_of: 2026-02-30", {3, 8, "date", NULL, NULL}},
    {"as_of: 2026-01-31", "as_of: yesterday", {3, 8, "date", NULL, NULL}},
    {"points: 2}", "points: two}", {7, 28, "number", NULL, NULL}},
    {"points: 2}", "points: 0x2}", {7, 28, "number", NULL, NULL}},
    {"points: 2}", "points: -2}", {7, 28, "number", NULL, NULL}},
    {"points: 2}", "points: 5abc}", {7, 28, "number", NULL, NULL}},
    {"points: 2}", "points: 99999999999}", {7, 28, "number", NULL, NULL}},
    {"of: [left, right]",
     "of: [left, rigt]",
     {13, 40, "unknown-id", "rigt", "right"}},
    {"kind: paper}",
     "kind: papers}",
     {15, 57, "unknown-value", "papers", "paper"}},
    {"type: choice", "type: choise", {18, 11, "unknown-value", NULL, "choice"}},
    {"{id: green, label: Green}",
     "{id: red, label: Green}",
     {24, 14, "duplicate-id", "red", NULL}},
    {"id: deep\n", "id: loud\n", {56, 9, "duplicate-id", "loud", NULL}},
    {"id: deep\n", "id: not\n", {56, 9, "bad-id", "not", NULL}},
    {"id: deep\n", "id: in\n", {56, 9, "bad-id", "in", NULL}},
    {"id: deep\n", "id: \"de ep\"\n", {56, 9, "bad-id", NULL, NULL}},
    {"id: right,", "id: too_close,", {12, 10, "bad-id", "too_close", NULL}},
    {"id: right,", "id: undecided,", {12, 10, "bad-id", "undecided", NULL}},
    {"about: left", "about: lift", {61, 21, "unknown-id", "lift", "left"}},
    {"source: paper", "source: papr", {62, 14, "unknown-id", "papr", "paper"}},
    {"status: holds",
     "status: hold",
     {62, 29, "unknown-value", "hold", "holds"}},
    {"status: holds",
     "status: holds, until: soon",
     {62, 43, "date", NULL, NULL}},
    {"status: holds",
     "status: holds, until: 2027-13",
     {62, 43, "date", NULL, NULL}},
    {"favours: left",
     "favours: lefft",
     {71, 14, "unknown-id", "lefft", "left"}},
    {"favours: left", "favours: pair", {71, 14, "structure", NULL, NULL}},
    {"weight: strong",
     "weight: stong",
     {72, 13, "unknown-id", "stong", "strong"}},
    {"criterion: main",
     "criterion: man",
     {68, 16, "unknown-id", "man", "main"}},
    {"criterion: main", "criterion: total", {68, 16, "structure", NULL, NULL}},
    {"claims: [c1]", "claims: [c2]", {74, 14, "unknown-id", "c2", NULL}},
    {"origin: paper",
     "origin: papr",
     {75, 13, "unknown-id", "papr", "did you mean 'paper'"}},
    {"origin: paper",
     "origin: Advizor",
     {75, 13, "unknown-id", "Advizor", "did you mean 'advisor'"}},
    {"origin: paper", "origin: \"\"", {75, 13, "empty-value", NULL, NULL}},
    {"id: paper, title",
     "id: advisor, title",
     {15, 10, "bad-id", "advisor", "another word"}},
    {"kind: strength",
     "kind: \"so strong\"",
     {61, 33, "bad-id", "so strong", "letter"}},
    {"because: Red is left.",
     "because: \"\"",
     {73, 14, "empty-value", NULL, NULL}},
    {"percent: 15", "percent: 101", {77, 35, "number", NULL, NULL}},
};

static dvf_kb *load_changed(const char *from, const char *to)
{
    struct buffer text = {0};

    with_change("", from, to, &text);
    dvf_kb *kb = load_kb(text.bytes);
    buffer_release(&text);
    return kb;
}

static void a_limit_left_out_of_too_close_is_zero(void **state)
{
    static const struct {
        const char *limits;
        uint32_t points;
        uint32_t percent;
    } rows[] = {
        {"{points: 2}", 2, 0},
        {"{percent: 15}", 0, 15},
        {"{}", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        dvf_kb *kb = load_changed("{points: 2, percent: 15}", rows[i].limits);

        assert_int_equal(kb->too_close_points, rows[i].points);
        assert_int_equal(kb->too_close_percent, rows[i].percent);
        dvf_kb_free(kb);
    }
}

static void a_claim_is_of_any_kind(void **state)
{
    dvf_kb *kb = load_changed("kind: strength", "kind: hazard");

    (void)state;
    assert_string_equal(kb_string(kb, kb_claims(kb)[0].kind), "hazard");
    dvf_kb_free(kb);
}

static void each_mistake_is_reported_at_its_place(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(changes); i++) {
        struct buffer text = {0};
        dvf_diagnostics *list = dvf_diagnostics_new();
        dvf_kb *kb = NULL;
        bool found = false;
        size_t at;

        with_change("", changes[i].from, changes[i].to, &text);
        assert_int_equal(
            dvf_kb_load(&(dvf_input){"kb.yaml", text.bytes, text.length}, list,
                        &kb),
            DVF_INVALID);
        assert_null(kb);
        for (at = 0; at < dvf_diagnostics_count(list); at++) {
            const dvf_diagnostic *one = dvf_diagnostics_at(list, at);
            const struct expected *wrong = &changes[i].wrong;

            found |=
                one->line == wrong->line && one->column == wrong->column &&
                (!wrong->code || strcmp(one->code, wrong->code) == 0) &&
                (!wrong->message || strstr(one->message, wrong->message)) &&
                (!wrong->hint || (one->hint && strstr(one->hint, wrong->hint)));
        }
        if (!found)
            expect_list(list, &changes[i].wrong, 1);
        dvf_diagnostics_free(list);
        buffer_release(&text);
    }
}

static const char nine_mistakes[] = "criteria:\n"
                                    "  - {id: total, collect: sum}\n"
                                    "  - {id: main, in: totl, collect: max}\n"
                                    "rules:\n"
                                    "  - id: a\n"
                                    "    criterion: man\n"
                                    "    when:\n"
                                    "      - colour == rad\n"
                                    "    favours: lefft\n"
                                    "    weight: stong\n"
                                    "    because: &x So.\n"
                                    "    claims: [c9]\n"
                                    "    origin: paper\n"
                                    "  - id: a\n"
                                    "    criterion: main\n"
                                    "    wehn:\n"
                                    "      - loud\n"
                                    "    when:\n"
                                    "      - (loud\n"
                                    "    favours: left\n"
                                    "    weight: strong\n"
                                    "    because: So.\n"
                                    "    claims: [c1]\n"
                                    "    origin: artcle\n";

static void nine_and_more_mistakes_are_reported_in_one_run(void **state)
{
    const uint32_t top = small_kb_lines();
    const struct expected wrong[] = {
        {top + 3, 20, "unknown-id", "totl", "total"},
        {top + 6, 16, "unknown-id", "man", "main"},
        {top + 8, 19, "condition", "rad", "red"},
        {top + 9, 14, "unknown-id", "lefft", "left"},
        {top + 10, 13, "unknown-id", "stong", "strong"},
        {top + 11, 14, "anchor", NULL, NULL},
        {top + 12, 14, "unknown-id", "c9", NULL},
        {top + 14, 9, "duplicate-id", "'a'", NULL},
        {top + 16, 5, "unknown-key", "wehn", "when"},
        {top + 19, 14, "condition", NULL, NULL},
        {top + 24, 13, "unknown-id", "artcle", "advisor, paper"},
    };
    struct buffer text = {0};

    (void)state;
    small_kb_with(nine_mistakes, &text);
    expect_bad_kb(text.bytes, text.length, wrong, COUNT(wrong));
    buffer_release(&text);
}

static void expect_bad_sections(const char *sections,
                                const struct expected *wrong, size_t count)
{
    struct expected moved[8];
    struct buffer text = {0};
    size_t i;

    assert_true(count <= COUNT(moved));
    for (i = 0; i < count; i++) {
        moved[i] = wrong[i];
        if (moved[i].line > 0)
            moved[i].line += small_kb_lines();
    }
    small_kb_with(sections, &text);
    expect_bad_kb(text.bytes, text.length, moved, count);
    buffer_release(&text);
}

static bool fails_with(const char *sections, const char *code)
{
    struct buffer text = {0};
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_kb *kb = NULL;
    bool found;

    small_kb_with(sections, &text);
    assert_int_equal(
        dvf_kb_load(&(dvf_input){"kb.yaml", text.bytes, text.length}, list,
                    &kb),
        DVF_INVALID);
    found = list_has(list, code);
    dvf_diagnostics_free(list);
    buffer_release(&text);
    return found;
}

static void cycles_are_refused(void **state)
{
    (void)state;
    assert_true(fails_with("terms:\n"
                           "  - id: a\n"
                           "    when:\n"
                           "      - b\n"
                           "  - id: b\n"
                           "    when:\n"
                           "      - not a\n",
                           "cycle"));
    assert_true(fails_with("terms:\n"
                           "  - id: a\n"
                           "    when:\n"
                           "      - a\n",
                           "cycle"));
    assert_true(fails_with("criteria:\n"
                           "  - {id: total, collect: sum}\n"
                           "  - {id: main, in: other, collect: max}\n"
                           "  - {id: other, in: main, collect: max}\n",
                           "cycle"));
    assert_true(fails_with("criteria:\n"
                           "  - {id: total, collect: sum}\n"
                           "  - {id: main, in: main, collect: max}\n",
                           "cycle"));
}

static void a_term_may_stand_before_what_it_uses(void **state)
{
    dvf_kb *kb = load_small_kb("terms:\n"
                               "  - id: first\n"
                               "    when:\n"
                               "      - second or deep\n"
                               "  - id: second\n"
                               "    when:\n"
                               "      - loud\n");

    (void)state;
    assert_string_equal(kb_string(kb, kb_terms(kb)[0].id), "second");
    dvf_kb_free(kb);
}

static void the_criteria_tree_has_one_root_and_rules_in_leaves(void **state)
{
    (void)state;
    assert_true(fails_with("criteria:\n"
                           "  - {id: total, collect: sum}\n"
                           "  - {id: other, collect: sum}\n"
                           "  - {id: main, in: total, collect: max}\n",
                           "structure"));
    assert_true(fails_with("criteria:\n"
                           "  - {id: total, collect: sum}\n"
                           "  - {id: main, in: total, collect: max}\n"
                           "  - {id: below, in: main, collect: max}\n",
                           "structure"));
}

static void a_broken_verdict_is_refused(void **state)
{
    static const char sections[] =
        "verdict:\n"
        "  too_close: {points: 2, percent: 15}\n"
        "  strength:\n"
        "    - {id: weak, points: 0, percent: 0}\n"
        "  excludes:\n"
        "    - option: rigt\n"
        "      when:\n"
        "        - loud\n"
        "      says: No.\n"
        "  combinations:\n"
        "    - option: pair\n"
        "      requires:\n"
        "        - when:\n"
        "            - score(lefft) >= strong\n"
        "          unmet: Left is weak.\n"
        "        - when:\n"
        "            - strongest(right, man) >= stong\n"
        "          unmet: Right is weak.\n"
        "        - when:\n"
        "            - fired(nothing)\n"
        "          unmet: Nothing.\n"
        "        - when:\n"
        "            - outcome == left\n"
        "          unmet: Never.\n";
    static const struct expected wrong[] = {
        {6, 15, "unknown-id", "rigt", "right"},
        {14, 21, "condition", "lefft", "left"},
        {17, 32, "condition", "man", "main"},
        {17, 40, "condition", "stong", "strong"},
        {20, 21, "condition", "nothing", NULL},
        {23, 15, "condition", NULL, NULL},
    };

    (void)state;
    expect_bad_sections(sections, wrong, COUNT(wrong));
}

/* A set of options is a mask of 64 bits. */
static void options_are_64_at_most(void **state)
{
    (void)state;
    for (unsigned count = 64; count <= 65; count++) {
        static const struct expected wrong = {11, 3, "limit",
                                              "more than 64 options", NULL};
        struct buffer whole = {0};
        struct buffer text = {0};
        struct expected at = wrong;

        small_kb_with("", &whole);
        buffer_putc(&whole, '\0');
        assert_false(whole.failed);
        const char *behind = strstr(whole.bytes, "\nsources:");
        assert_non_null(behind);
        buffer_append(&text, whole.bytes, (size_t)(behind - whole.bytes));
        for (unsigned i = 3; i < count; i++)
            buffer_printf(&text,
                          "\n  - {id: p%u, title: P, of: [left, right], "
                          "summary: S}",
                          i);
        buffer_append(&text, behind,
                      whole.length - 1 - (size_t)(behind - whole.bytes));
        assert_false(text.failed);
        if (count == 64)
            dvf_kb_free(load_kb(text.bytes));
        else
            expect_bad_kb(text.bytes, text.length, &at, 1);
        buffer_release(&text);
        buffer_release(&whole);
    }
}

/* ----------------------------------------------------------------- Hostile */

static void expect_refused(const char *bytes, size_t length, const char *code)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    assert_int_equal(
        dvf_kb_load(&(dvf_input){"kb.yaml", bytes, length}, list, &kb),
        DVF_INVALID);
    assert_null(kb);
    assert_true(list_has(list, code));
    dvf_diagnostics_free(list);
}

static void hostile_texts_are_refused(void **state)
{
    struct buffer text = {0};
    int i;

    (void)state;
    expect_refused("", 0, "file-empty");
    expect_refused("\xff\xfe", 2, "encoding");
    expect_refused("a\0b", 3, "encoding");
    expect_refused("ab\0c", 4, "character");
    expect_refused("---\n", 4, "missing-key");
    expect_refused("word", 4, "wrong-kind");
    expect_refused("[]", 2, "wrong-kind");
    buffer_repeat(&text, "[", 1000000);
    expect_refused(text.bytes, text.length, "limit");
    buffer_clear(&text);
    buffer_repeat(&text, " ", 8 * 1024 * 1024 + 1);
    expect_refused(text.bytes, text.length, "file-too-large");
    buffer_clear(&text);
    for (i = 0; i < 50000; i++)
        buffer_printf(&text, "%%TAG !a%d! tag:x,2000:\n", i);
    expect_refused(text.bytes, text.length, "directive");
    buffer_release(&text);
}

static void many_unknown_keys_are_cut_to_a_hundred_messages(void **state)
{
    struct buffer text = {0};
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_kb *kb = NULL;
    int i;

    (void)state;
    for (i = 0; i < 100000; i++)
        buffer_printf(&text, "k%d: x\n", i);
    assert_int_equal(
        dvf_kb_load(&(dvf_input){"kb.yaml", text.bytes, text.length}, list,
                    &kb),
        DVF_INVALID);
    assert_true(dvf_diagnostics_count(list) <= 101);
    dvf_diagnostics_free(list);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kb_tells_what_it_is),
        cmocka_unit_test(the_hash_is_that_of_the_bytes),
        cmocka_unit_test(the_built_in_kb_is_the_file_of_the_source_tree),
        cmocka_unit_test(a_block_has_parents_before_children_and_rules_by_id),
        cmocka_unit_test(every_claim_is_cited_by_a_rule_a_note_or_the_verdict),
        cmocka_unit_test(every_built_in_question_says_what_it_means),
        cmocka_unit_test(equal_tests_stand_once),
        cmocka_unit_test(a_question_may_say_its_meaning_and_a_value_an_example),
        cmocka_unit_test(a_limit_left_out_of_too_close_is_zero),
        cmocka_unit_test(a_claim_is_of_any_kind),
        cmocka_unit_test(each_mistake_is_reported_at_its_place),
        cmocka_unit_test(nine_and_more_mistakes_are_reported_in_one_run),
        cmocka_unit_test(cycles_are_refused),
        cmocka_unit_test(a_term_may_stand_before_what_it_uses),
        cmocka_unit_test(the_criteria_tree_has_one_root_and_rules_in_leaves),
        cmocka_unit_test(a_broken_verdict_is_refused),
        cmocka_unit_test(options_are_64_at_most),
        cmocka_unit_test(hostile_texts_are_refused),
        cmocka_unit_test(many_unknown_keys_are_cut_to_a_hundred_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

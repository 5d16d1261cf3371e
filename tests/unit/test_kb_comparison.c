/* SPDX-License-Identifier: MIT */
/*
 * Loading what a knowledge base says beside its verdict: the comparison of
 * options, and where notes stand. All that can be wrong with a key is reported
 * at its place, with a hint.
 */
#include "support.h"

#include "kb/block.h"

static const char sections[] = "notes:\n"
                               "  - id: n.loud\n"
                               "    kind: background\n"
                               "    qualifies: [some, main]\n"
                               "    when:\n"
                               "      - loud\n"
                               "    says: It is loud.\n"
                               "    claims: [c1]\n"
                               "comparison:\n"
                               "  - id: size\n"
                               "    title: The size\n"
                               "    cells:\n"
                               "      - {option: right, says: Large}\n"
                               "      - {option: left, says: Small}\n"
                               "    claims: [c1]\n"
                               "  - id: price\n"
                               "    title: The price\n"
                               "    cells:\n"
                               "      - {option: left, says: Low}\n"
                               "      - {option: right, says: High}\n"
                               "    claims: []\n";

static void rows_are_listed_with_their_cells_by_score(void **state)
{
    dvf_kb *kb = load_small_kb(sections);
    dvf_comparison row;

    (void)state;
    assert_true(dvf_kb_comparison_at(kb, 0, &row));
    assert_string_equal(row.id, "size");
    assert_string_equal(row.title, "The size");
    assert_int_equal(row.scores, 2);
    assert_string_equal(row.cells[0], "Small");
    assert_string_equal(row.cells[1], "Large");
    assert_true(dvf_kb_comparison_at(kb, 1, &row));
    assert_string_equal(row.cells[1], "High");
    assert_false(dvf_kb_comparison_at(kb, 2, &row));
    assert_string_equal(row.id, "price");
    dvf_kb_free(kb);
}

static void a_kb_may_do_without_a_comparison(void **state)
{
    dvf_kb *kb = load_small_kb("");
    dvf_comparison row;

    (void)state;
    assert_false(dvf_kb_comparison_at(kb, 0, &row));
    dvf_kb_free(kb);
}

static void a_row_has_a_cell_for_each_option_that_scores(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"      - {option: right, says: Large}\n"
         "      - {option: left, says: Small}\n",
         "      ^- {option: left, says: Small}\n", "missing-key",
         "no cell for 'right'", "each option that scores"},
        {"{option: left, says: Small}", "{option: ^right, says: Small}",
         "duplicate-value", "'right' has a cell already", "one of the two"},
        {"{option: right, says: Large}", "{option: ^rihgt, says: Large}",
         "unknown-id", "no option named 'rihgt'", "right"},
        {"      - {option: left, says: Small}\n",
         "      - {option: left, says: Small}\n"
         "      - {option: ^pair, says: Both}\n",
         "structure", "'pair' is a combination", "that it combines"},
        {"{option: right, says: Large}", "^{option: right}", "missing-key",
         "'says'", NULL},
        {"{option: right, says: Large}", "{option: right, says: ^\"\"}",
         "empty-value", NULL, NULL},
        {"{option: right, says: Large}",
         "{option: right, says: Large, ^colour: red}", "unknown-key",
         "'colour'", NULL},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void a_row_has_an_id_a_title_and_claims(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"id: price", "id: ^size", "duplicate-id", "another row named 'size'",
         "another id"},
        {"id: price", "id: ^count", "bad-id", "'count'", "another word"},
        {"    title: The price\n", "    ^titel: The price\n", "unknown-key",
         "'titel'", "title"},
        {"    claims: []\n", "    claims: [^c9]\n", "unknown-id",
         "no claim named 'c9'", "c1"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void a_note_names_rules_and_criteria(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"[some, main]", "[some, ^mian]", "unknown-id",
         "no rule or criterion named 'mian'", "main"},
        {"[some, main]", "[^somme]", "unknown-id",
         "no rule or criterion named 'somme'", "some"},
        {"[some, main]", "^some", "wrong-kind", NULL, NULL},
        {"kind: background", "kind: ^unusual", "unknown-value", "'unusual'",
         "background"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void a_note_without_a_kind_is_advice(void **state)
{
    dvf_kb *kb = load_small_kb("notes:\n"
                               "  - id: n\n"
                               "    when:\n"
                               "      - loud\n"
                               "    says: It is loud.\n"
                               "    claims: []\n");

    (void)state;
    assert_string_equal(kb_note_word((enum kb_note_kind)kb_notes(kb)[0].kind),
                        "advice");
    assert_int_equal(kb_notes(kb)[0].qualifies.count, 0);
    dvf_kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_listed_with_their_cells_by_score),
        cmocka_unit_test(a_kb_may_do_without_a_comparison),
        cmocka_unit_test(a_row_has_a_cell_for_each_option_that_scores),
        cmocka_unit_test(a_row_has_an_id_a_title_and_claims),
        cmocka_unit_test(a_note_names_rules_and_criteria),
        cmocka_unit_test(a_note_without_a_kind_is_advice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

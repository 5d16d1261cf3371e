/* SPDX-License-Identifier: MIT */
/*
 * The engine by rows, and without them, against the oracle (oracle.h): over the
 * built-in KB, random ones and large random ones, every result must be equal.
 * Of the first two it must equal the naive implementation's too. The large ones
 * reach each part of a KB that rows leave to trees.
 *
 * Run: test_rows [PART], 1 for a few, the others for a share of all each
 */
#include "naive_compare.h"
#include "random_kb.h"
#include "support.h"

#include "engine/evaluation.h"
#include "support/oracle.h"

#include <stdlib.h>
#include <string.h>

#define PARTS            13U
#define SHARES           (PARTS - 1) /* parts but the first, with all of it */
#define RANDOM_KBS       252
#define LARGE_KBS        96
#define PROFILES_EACH    1000
#define BUILTIN_PROFILES 1000000

/* What a part has of so many; of the first 4 in a hundred. */
static unsigned share_of(unsigned part, unsigned count)
{
    return part == 1 ? count / 25 : (count + SHARES - 1) / SHARES;
}

/* How often each way out of rows came up, in KBs: all of them must. */
struct tally {
    unsigned kbs;
    unsigned rule_trees;
    unsigned condition_trees; /* of one without a result in it */
    unsigned applies_trees;
    unsigned term_trees;
    unsigned steps;
    unsigned result_trees;
    unsigned large_points;
    unsigned parts; /* several columns of one set */
    unsigned long_rows;
    unsigned unsure; /* profiles */
};

/* One KB, judged five times. */
struct trial {
    const dvf_kb *kb;
    const char *text; /* its YAML; null: not to be judged naively */
    struct tree *tree;
    uint32_t naive_each; /* one in so many profiles is judged naively */
    bool left_out[NAIVE_RULES_MAX];
    struct rows *rows;
    dvf_evaluation *by_rows;
    dvf_evaluation *by_trees;
    dvf_evaluation *judged; /* by rows, for results alone */
    struct oracle *oracle;
    struct tally *tally;
};

/* --------------------------------------------------------------- comparing */

static void expect_same_list(const struct index_list *one,
                             const struct index_list *other)
{
    assert_int_equal(one->count, other->count);
    for (uint32_t i = 0; i < one->count; i++)
        assert_int_equal(one->items[i], other->items[i]);
}

static void expect_same_rules(const dvf_evaluation *evaluation,
                              const struct oracle *oracle)
{
    assert_memory_equal(evaluation->rules, oracle->rules,
                        kb_rules_count(oracle->kb));
    assert_int_equal(evaluation->reason_count, oracle->reason_count);
    for (uint32_t i = 0; i < oracle->reason_count; i++) {
        const struct reason *one = &evaluation->reasons[i];
        const struct reason *other = &oracle->reasons[i];

        assert_int_equal(one->rule, other->rule);
        assert_int_equal(one->points, other->points);
        assert_int_equal(one->counts, other->counts);
        assert_int_equal(one->provisional, other->provisional);
    }
}

/* What a result tells. */
static void expect_same_result(const dvf_evaluation *evaluation,
                               const struct oracle *oracle)
{
    const struct verdict *one = &evaluation->verdict;
    const struct verdict *other = &oracle->verdict;
    const dvf_kb *kb = oracle->kb;

    assert_memory_equal(evaluation->scores, oracle->scores,
                        kb->scoring * sizeof(int32_t));
    assert_int_equal(one->outcome, other->outcome);
    assert_int_equal(one->option, other->option);
    assert_int_equal(one->runner_up, other->runner_up);
    assert_int_equal(one->strength, other->strength);
    assert_int_equal(one->lead, other->lead);
    assert_int_equal(one->close, other->close);
    assert_int_equal(evaluation->answered.count, oracle->answered.count);
    assert_true(evaluation->excluded == oracle->excluded);
}

static void expect_same_verdict(const dvf_evaluation *evaluation,
                                const struct oracle *oracle)
{
    const struct verdict *one = &evaluation->verdict;
    const struct verdict *other = &oracle->verdict;

    expect_same_result(evaluation, oracle);
    assert_int_equal(one->missed.strength, other->missed.strength);
    assert_int_equal(one->missed.rule, other->missed.rule);
    assert_int_equal(one->missed.answers, other->missed.answers);
    assert_int_equal(one->missed.condition, other->missed.condition);
    assert_int_equal(one->alternative, other->alternative);
    assert_int_equal(one->provisional, other->provisional);
    for (uint32_t i = 0; i < oracle->gate_count; i++) {
        assert_int_equal(evaluation->gates[i].met, oracle->gates[i].met);
        assert_int_equal(evaluation->gates[i].holds, oracle->gates[i].holds);
        assert_int_equal(evaluation->gates[i].worth_reporting,
                         oracle->gates[i].worth_reporting);
        assert_int_equal(evaluation->gates[i].ruled_out,
                         oracle->gates[i].ruled_out);
    }
    assert_memory_equal(evaluation->requirements.met, oracle->requirements.met,
                        kb_requirements_count(oracle->kb));
}

static void expect_same(const dvf_evaluation *evaluation,
                        const struct oracle *oracle)
{
    const dvf_kb *kb = oracle->kb;
    uint32_t attributes = kb_attributes_count(kb);

    assert_memory_equal(evaluation->answers, oracle->answers,
                        attributes * sizeof(value_set));
    assert_memory_equal(evaluation->applies, oracle->applies, attributes);
    assert_memory_equal(evaluation->terms, oracle->terms, kb_terms_count(kb));
    assert_int_equal(evaluation->unsure, oracle->unsure);
    if (oracle->unsure) {
        assert_memory_equal(evaluation->sure_applies, oracle->sure_applies,
                            attributes);
        assert_memory_equal(evaluation->sure_terms, oracle->sure_terms,
                            kb_terms_count(kb));
    }
    assert_memory_equal(evaluation->points, oracle->points,
                        kb_criteria_count(kb) * kb->scoring * sizeof(int32_t));
    expect_same_rules(evaluation, oracle);
    expect_same_verdict(evaluation, oracle);
    expect_same_list(&evaluation->excludes, &oracle->excludes);
    expect_same_list(&evaluation->notes, &oracle->notes);
    expect_same_list(&evaluation->warnings, &oracle->warnings);
    expect_same_list(&evaluation->answered, &oracle->answered);
    expect_same_list(&evaluation->unknown, &oracle->unknown);
    expect_same_list(&evaluation->hangs_on, &oracle->hangs_on);
}

/* ------------------------------------------------------------------ trials */

static void answer(const struct trial *trial, struct random *random)
{
    const dvf_kb *kb = trial->kb;
    uint32_t density = random_below(random, 9);
    size_t size = kb_attributes_count(kb) * sizeof(value_set);

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        trial->oracle->given[i] = random_below(random, 8) < density
                                      ? random_values(&kb_attributes(kb)[i],
                                                      random)
                                      : VALUES_UNKNOWN;
    memcpy(trial->by_rows->given, trial->oracle->given, size);
    memcpy(trial->by_trees->given, trial->oracle->given, size);
    memcpy(trial->judged->given, trial->oracle->given, size);
}

static void judge_naively(const struct trial *trial)
{
    struct tree *answers = naive_answers(trial->kb, trial->by_rows->given);
    struct pair pair = {
        .kb = trial->kb,
        .evaluation = trial->by_rows,
        .naive = {.kb = trial->tree,
                  .answers = answers,
                  .left_out = trial->left_out},
        .kb_text = trial->text,
    };

    naive_compare(&pair);
    tree_free(answers);
}

static void compare_rows(const struct trial *trial)
{
    oracle_run(trial->oracle);
    evaluation_run(trial->by_rows);
    expect_same(trial->by_rows, trial->oracle);
    evaluation_judge(trial->judged);
    expect_same_result(trial->judged, trial->oracle);
}

static void try_profile(const struct trial *trial, struct random *random)
{
    answer(trial, random);
    compare_rows(trial);
    if (trial->tree && random_once_in(random, trial->naive_each))
        judge_naively(trial);
    if (random_once_in(random, 4)) {
        evaluation_run(trial->by_trees);
        expect_same(trial->by_trees, trial->oracle);
        evaluation_judge(trial->by_trees);
        expect_same_result(trial->by_trees, trial->oracle);
    }
    trial->tally->unsure += trial->oracle->unsure;
}

/* The number in the file of a rule. */
static size_t number_of(const struct trial *trial, uint32_t rule)
{
    const struct tree *rules = tree_get(trial->tree, "rules");
    const char *id = kb_string(trial->kb, kb_rules(trial->kb)[rule].id);
    size_t number = 0;

    while (strcmp(tree_text(rules->children[number], "id"), id) != 0)
        number++;
    return number;
}

static void leave_out(struct trial *trial, uint32_t rule)
{
    trial->oracle->rules[rule] = RULE_LEFT_OUT;
    trial->by_rows->rules[rule] = RULE_LEFT_OUT;
    if (trial->tree)
        trial->left_out[number_of(trial, rule)] = true;
}

static void leave_out_some(struct trial *trial, struct random *random)
{
    for (uint32_t i = 0; i < kb_rules_count(trial->kb); i++)
        if (random_once_in(random, 4))
            leave_out(trial, i);
    evaluation_take(trial->by_trees, trial->by_rows);
    evaluation_take(trial->judged, trial->by_rows);
    evaluation_take(trial->by_rows, trial->by_rows);
}

static void begin_trial(struct trial *trial)
{
    trial->oracle = oracle_new(trial->kb);
    trial->by_rows = evaluation_new_with(trial->kb, trial->rows);
    trial->by_trees = evaluation_new_with(trial->kb, NULL);
    trial->judged = evaluation_new_with(trial->kb, trial->rows);
    assert_non_null(trial->oracle);
    assert_non_null(trial->by_rows);
    assert_non_null(trial->by_trees);
    assert_non_null(trial->judged);
}

static void end_trial(const struct trial *trial)
{
    oracle_free(trial->oracle);
    dvf_evaluation_free(trial->by_rows);
    dvf_evaluation_free(trial->by_trees);
    dvf_evaluation_free(trial->judged);
}

static void try_selection(struct trial *trial, struct random *random,
                          unsigned profiles, bool all_rules)
{
    begin_trial(trial);
    if (!all_rules)
        leave_out_some(trial, random);
    for (; profiles > 0; profiles--)
        try_profile(trial, random);
    end_trial(trial);
}

static void count_warnings(const struct trial *trial)
{
    for (uint32_t i = 0; i < kb_warnings_count(trial->kb); i++)
        trial->tally->condition_trees +=
            rows_condition(trial->rows, ROWS_WARNING, i).count == KB_NONE;
}

static void count(const struct trial *trial)
{
    const struct rows *rows = trial->rows;
    struct tally *tally = trial->tally;

    tally->kbs++;
    tally->rule_trees += rows_trees_count(rows) > 0;
    tally->applies_trees += rows->walks_applies;
    tally->term_trees += rows->walks_terms;
    tally->steps += rows_steps_count(rows) > 0;
    for (uint32_t i = 0; i < rows_conditions_count(rows); i++) {
        const struct rows_bits *bits = &rows_conditions(rows)[i];

        tally->result_trees += bits->count == KB_NONE && bits->first == KB_NONE;
    }
    tally->large_points += !rows->has_points;
    tally->long_rows += rows->early > 2;
    count_warnings(trial);
    for (uint32_t i = 0; i + 1 < rows_columns_count(rows); i++)
        tally->parts += rows_columns(rows)[i].kind == ROWS_PART &&
                        rows_columns(rows)[i + 1].kind == ROWS_PART &&
                        rows_columns(rows)[i].attribute ==
                            rows_columns(rows)[i + 1].attribute;
}

/* A quarter of the profiles without some rules. */
static void try_kb(struct trial trial, struct random *random, unsigned profiles)
{
    trial.rows = rows_make(trial.kb);
    assert_non_null(trial.rows);
    if (trial.text)
        trial.tree = tree_read(trial.text, strlen(trial.text));
    count(&trial);
    try_selection(&trial, random, profiles - profiles / 4, true);
    try_selection(&trial, random, profiles / 4, false);
    free(trial.rows);
    tree_free(trial.tree);
}

/* The first part is to be short. */
static uint32_t naive_each(unsigned part)
{
    return part == 1 ? 20 : 1;
}

/* --------------------------------------------------------- large questions */

/* A KB whose first question has so many values; rules ask for the last one. */
static dvf_kb *kb_of_values(uint32_t values)
{
    static const char last_known[] = "      - {id: green, label: Green}\n";
    struct buffer sections = {0};
    struct buffer text = {0};
    struct buffer large = {0};

    buffer_puts(&sections, "rules:\n");
    for (int i = 0; i < 2; i++)
        buffer_printf(&sections,
                      "  - id: rule%d\n    criterion: main\n    when:\n"
                      "      - %scolour == v%u\n    favours: left\n"
                      "    weight: slight\n    because: So.\n"
                      "    claims: [c1]\n    origin: paper\n",
                      i, i == 0 ? "" : "not ", (unsigned)values - 1);
    small_kb_with(sections.bytes, &text);
    const char *at = strstr(text.bytes, last_known);
    assert_non_null(at);
    at += strlen(last_known);
    buffer_append(&large, text.bytes, (size_t)(at - text.bytes));
    for (uint32_t i = 3; i < values; i++)
        buffer_printf(&large, "      - {id: v%u, label: V%u}\n", (unsigned)i,
                      (unsigned)i);
    buffer_puts(&large, at);
    assert_false(large.failed);
    dvf_kb *kb = load_kb(large.bytes);
    buffer_release(&sections);
    buffer_release(&text);
    buffer_release(&large);
    return kb;
}

/* The first question with each value, unknown, and not applicable. */
static void try_each_answer(const struct trial *trial)
{
    uint32_t values = kb_attributes(trial->kb)[0].values.count;

    for (uint32_t i = 0; i < values + 2; i++) {
        value_set answer = i < values    ? values_of(i)
                           : i == values ? VALUES_UNKNOWN
                                         : VALUES_NOT_APPLICABLE;

        trial->oracle->given[0] = trial->by_rows->given[0] = answer;
        trial->judged->given[0] = answer;
        compare_rows(trial);
    }
}

/* ------------------------------------------------------------------- tests */

/* Codes of values reach up to those of no answer. */
static void values_of_a_large_question_are_told_from_no_answer(void **state)
{
    static const uint32_t counts[] = {4, 6, 7, 14, 15, 30, 31, 62, 63};

    (void)state;
    for (size_t i = 0; i < COUNT(counts); i++) {
        dvf_kb *kb = kb_of_values(counts[i]);
        struct trial trial = {.kb = kb, .rows = rows_make(kb)};

        begin_trial(&trial);
        try_each_answer(&trial);
        end_trial(&trial);
        free(trial.rows);
        dvf_kb_free(kb);
    }
}

static void the_built_in_kb_is_judged_alike(void **state)
{
    unsigned part = *(unsigned *)*state;
    struct random random = {160 + part};
    struct tally tally = {0};
    struct buffer text = {0};

    read_source_file("data/kb/django-fastapi.yaml", &text);
    try_kb((struct trial){.kb = dvf_kb_builtin(),
                          .text = text.bytes,
                          .naive_each = naive_each(part),
                          .tally = &tally},
           &random, share_of(part, BUILTIN_PROFILES));
    buffer_release(&text);
    assert_true(tally.unsure > 100);
    assert_int_equal(tally.rule_trees + tally.applies_trees, 0);
}

static void the_rows_that_are_embedded_are_those_that_are_made(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    const struct rows *embedded = rows_embedded(kb);
    struct rows *made = rows_make(kb);

    (void)state;
    assert_non_null(embedded);
    assert_non_null(made);
    assert_int_equal(embedded->size, made->size);
    assert_memory_equal(embedded, made, made->size);
    free(made);
}

static void random_kbs_are_judged_alike(void **state)
{
    unsigned part = *(unsigned *)*state;
    struct random random = {170 + part};
    struct tally tally = {0};
    struct buffer text = {0};

    for (unsigned i = 0; i < share_of(part, RANDOM_KBS); i++) {
        random_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);

        try_kb((struct trial){.kb = kb,
                              .text = text.bytes,
                              .naive_each = naive_each(part),
                              .tally = &tally},
               &random, PROFILES_EACH);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(tally.unsure > 100);
}

static void parts_that_are_too_large_for_rows_are_judged_alike(void **state)
{
    unsigned part = *(unsigned *)*state;
    struct random random = {180 + part};
    struct tally tally = {0};
    struct buffer text = {0};

    for (unsigned i = 0; i < LARGE_KBS; i++) {
        random_large_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);

        try_kb((struct trial){.kb = kb, .tally = &tally}, &random,
               PROFILES_EACH / (part == 1 ? 40U : 2 * SHARES));
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(tally.rule_trees > 0 && tally.condition_trees > 0);
    assert_true(tally.applies_trees > 0 && tally.applies_trees < tally.kbs);
    assert_true(tally.term_trees > 0 && tally.steps > 0 &&
                tally.result_trees > 0);
    assert_true(tally.large_points > 0 && tally.large_points < tally.kbs);
    assert_true(tally.parts > 0 && tally.long_rows > 0);
}

int main(int argc, char **argv)
{
    static unsigned part;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_a_large_question_are_told_from_no_answer),
        cmocka_unit_test_prestate(the_built_in_kb_is_judged_alike, &part),
        cmocka_unit_test(the_rows_that_are_embedded_are_those_that_are_made),
        cmocka_unit_test_prestate(random_kbs_are_judged_alike, &part),
        cmocka_unit_test_prestate(
            parts_that_are_too_large_for_rows_are_judged_alike, &part),
    };

    return run_parts(argc, argv, PARTS, &part, tests,
                     sizeof tests / sizeof tests[0]);
}

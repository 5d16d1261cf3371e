/* SPDX-License-Identifier: MIT */
/*
 * What one more answer may take away, over random knowledge bases: only what
 * was marked provisional. A reason that was not keeps firing, so points are
 * lost only by provisional ones, a requirement that is met stays so, and a
 * truth that is sure stays what it is. And the order in which a knowledge base
 * lists its rules and criteria decides none of it.
 */
#include "random_kb.h"
#include "support.h"

#include "engine/evaluation.h"

#include <string.h>

#define KBS      150
#define PROFILES 60

/* How often each thing came up. */
struct tally {
    unsigned lost;      /* points */
    unsigned gone;      /* provisional reasons */
    unsigned unsettled; /* provisional verdicts that fell */
};

static const struct reason *find_reason(const dvf_evaluation *evaluation,
                                        uint32_t rule)
{
    for (uint32_t i = 0; i < evaluation->reason_count; i++)
        if (evaluation->reasons[i].rule == rule)
            return &evaluation->reasons[i];
    return NULL;
}

/* Whether a provisional reason for an option went away. */
static bool lost_provisional(const dvf_evaluation *before,
                             const dvf_evaluation *after, uint32_t score)
{
    const dvf_kb *kb = before->kb;

    for (uint32_t i = 0; i < before->reason_count; i++) {
        const struct reason *reason = &before->reasons[i];
        uint32_t option = kb_rules(kb)[reason->rule].option;

        if (kb_options(kb)[option].score == score && reason->provisional &&
            !find_reason(after, reason->rule))
            return true;
    }
    return false;
}

static void compare_reasons(const dvf_evaluation *before,
                            const dvf_evaluation *after, struct tally *tally)
{
    for (uint32_t i = 0; i < before->reason_count; i++) {
        const struct reason *reason = &before->reasons[i];
        const struct reason *kept = find_reason(after, reason->rule);

        assert_true(kept || reason->provisional);
        assert_true(!kept || reason->provisional || !kept->provisional);
        tally->gone += !kept;
    }
    for (uint32_t i = 0; i < before->kb->scoring; i++) {
        if (after->scores[i] >= before->scores[i])
            continue;
        assert_true(lost_provisional(before, after, i));
        tally->lost++;
    }
}

static void compare_sure(const dvf_evaluation *before,
                         const dvf_evaluation *after)
{
    struct facts sure = evaluation_sure_facts(before);
    struct facts then = evaluation_sure_facts(after);

    for (uint32_t i = 0; i < kb_terms_count(before->kb); i++)
        assert_true(sure.terms[i] == TRUTH_OPEN ||
                    sure.terms[i] == then.terms[i]);
}

/* A verdict that falls while nothing that it reads of the result changes was
 * marked, and by an answer that it says it hangs on. */
static void compare_verdicts(const dvf_evaluation *before,
                             const dvf_evaluation *after, uint32_t answered,
                             struct tally *tally)
{
    const struct verdict *verdict = &before->verdict;
    bool same =
        memcmp(before->scores, after->scores, sizeof before->scores) == 0 &&
        memcmp(before->rules, after->rules, kb_rules_count(before->kb)) == 0 &&
        before->excluded == after->excluded;

    if (verdict->outcome != OUTCOME_OPTION || !same ||
        kb_options(before->kb)[verdict->option].score != KB_NONE ||
        after->verdict.option == verdict->option)
        return;
    bool named = false;
    for (uint32_t i = 0; i < before->hangs_on.count; i++)
        named |= before->hangs_on.items[i] == answered;
    assert_true(verdict->provisional && named);
    tally->unsettled++;
}

static void answer_one(const dvf_kb *kb, struct random *random,
                       struct tally *tally)
{
    dvf_profile *profile = random_profile(kb, random);
    dvf_evaluation *before = evaluate(kb, profile, NULL);

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (answer_given(&profile->answers[i]))
            continue;
        profile->answers[i].chosen = random_values(&kb_attributes(kb)[i],
                                                   random);
        dvf_evaluation *after = evaluate(kb, profile, NULL);
        compare_reasons(before, after, tally);
        compare_sure(before, after);
        compare_verdicts(before, after, i, tally);
        dvf_evaluation_free(after);
        profile->answers[i].chosen = VALUES_UNKNOWN;
    }
    forget(before);
}

static void an_answer_takes_away_only_what_was_provisional(void **state)
{
    struct random random = {31};
    struct tally tally = {0};
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < KBS; i++) {
        random_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);

        for (int k = 0; k < PROFILES; k++)
            answer_one(kb, &random, &tally);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(tally.lost > 100 && tally.gone > 100);
    assert_true(tally.unsettled > 10);
}

/* ----------------------------------------------------------- Order of a KB */

/* The items of a top-level list in reverse; they begin by "  - ". */
static void append_reversed(struct buffer *out, const char *from,
                            const char *end)
{
    const char *last = end;

    for (const char *at = end; at-- > from;) {
        if ((at != from && at[-1] != '\n') || strncmp(at, "  - ", 4) != 0)
            continue;
        buffer_append(out, at, (size_t)(last - at));
        last = at;
    }
    assert_ptr_equal(last, from);
}

/* Reverse the lists that may stand in any order: terms, criteria, rules. */
static void reverse_lists(const char *text, struct buffer *out)
{
    static const char *const keys[] = {"terms:\n", "criteria:\n", "rules:\n"};

    buffer_clear(out);
    while (*text) {
        size_t length = strcspn(text, "\n") + 1;
        bool is_list = false;

        for (size_t i = 0; i < COUNT(keys); i++)
            is_list |= length == strlen(keys[i]) &&
                       strncmp(text, keys[i], length) == 0;
        buffer_append(out, text, length);
        text += length;
        if (!is_list)
            continue;
        const char *end = text;
        while (*end == ' ')
            end += strcspn(end, "\n") + 1;
        append_reversed(out, text, end);
        text = end;
    }
}

static void expect_same(const dvf_evaluation *a, const dvf_evaluation *b)
{
    const struct verdict *left = &a->verdict;
    const struct verdict *right = &b->verdict;

    assert_memory_equal(a->scores, b->scores, sizeof a->scores);
    assert_int_equal(left->outcome, right->outcome);
    assert_int_equal(left->option, right->option);
    assert_int_equal(left->strength, right->strength);
    assert_int_equal(left->missed.strength, right->missed.strength);
    assert_int_equal(left->missed.rule, right->missed.rule);
    assert_int_equal(left->alternative, right->alternative);
    assert_int_equal(left->close, right->close);
    assert_int_equal(left->provisional, right->provisional);
    assert_int_equal(a->hangs_on.count, b->hangs_on.count);
    assert_memory_equal(a->applies, b->applies, kb_attributes_count(a->kb));
    assert_int_equal(a->reason_count, b->reason_count);
    for (uint32_t i = 0; i < a->reason_count; i++) {
        assert_int_equal(a->reasons[i].rule, b->reasons[i].rule);
        assert_int_equal(a->reasons[i].counts, b->reasons[i].counts);
        assert_int_equal(a->reasons[i].provisional, b->reasons[i].provisional);
    }
}

static void the_order_of_rules_and_criteria_decides_nothing(void **state)
{
    struct random random = {32};
    struct buffer text = {0};
    struct buffer reversed = {0};
    struct buffer answers = {0};
    int changed = 0;

    (void)state;
    for (int i = 0; i < KBS; i++) {
        random_kb(&random, &text);
        reverse_lists(text.bytes, &reversed);
        buffer_putc(&reversed, '\0');
        changed += strcmp(text.bytes, reversed.bytes) != 0;
        dvf_kb *kb = load_kb(text.bytes);
        dvf_kb *other = load_kb(reversed.bytes);
        struct tree *tree = tree_read(text.bytes, text.length);

        for (int k = 0; k < PROFILES; k++) {
            random_profile_text(&random, tree, &answers);
            dvf_evaluation *a = evaluate(kb, load_profile(kb, answers.bytes),
                                         NULL);
            dvf_evaluation *b = evaluate(
                other, load_profile(other, answers.bytes), NULL);

            expect_same(a, b);
            forget(a);
            forget(b);
        }
        tree_free(tree);
        dvf_kb_free(other);
        dvf_kb_free(kb);
    }
    assert_true(changed > KBS / 2);
    buffer_release(&answers);
    buffer_release(&reversed);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_takes_away_only_what_was_provisional),
        cmocka_unit_test(the_order_of_rules_and_criteria_decides_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

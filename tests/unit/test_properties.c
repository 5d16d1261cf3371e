/* SPDX-License-Identifier: MIT */
/*
 * What must hold for any profile and the built-in knowledge base, tried on
 * random ones: no order decides, repetition adds nothing, more of what speaks
 * for an option never lowers it, and silence never fires a rule.
 */
#include "random_kb.h"
#include "support.h"

#include "engine/evaluation.h"

#include <string.h>

#define PROFILES          20000
#define ORDERS            2000
#define SHUFFLES          50
#define SHUFFLED_PROFILES 40

/* ------------------------------------------------------- Profiles as texts */

static void append_answer(struct buffer *text, const dvf_kb *kb,
                          const dvf_profile *profile, uint32_t number)
{
    const struct kb_attribute *attribute = &kb_attributes(kb)[number];
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    const char *separator = "";
    uint32_t i;

    if (!answer_given(&profile->answers[number]))
        return;
    buffer_printf(text, "  %s: %s", kb_string(kb, attribute->id),
                  attribute->type == KB_SET ? "[" : "");
    for (i = 0; i < attribute->values.count; i++) {
        if ((answer_values(&profile->answers[number]) >> i & 1) == 0)
            continue;
        buffer_printf(text, "%s%s", separator, kb_string(kb, values[i].id));
        separator = ", ";
    }
    buffer_puts(text, attribute->type == KB_SET ? "]\n" : "\n");
}

/* The profile as YAML, its answers in this order or, for null, the KB's. */
static void write_profile(struct buffer *text, const dvf_profile *profile,
                          const uint32_t *order)
{
    const dvf_kb *kb = profile->kb;
    uint32_t i;

    buffer_clear(text);
    buffer_puts(text, "profile: random\nanswers:\n");
    for (i = 0; i < kb_attributes_count(kb); i++)
        append_answer(text, kb, profile, order ? order[i] : i);
    assert_false(text->failed);
}

/* -------------------------------------------------------------- Comparison */

static const char *rule_id(const dvf_evaluation *evaluation, uint32_t reason)
{
    const dvf_kb *kb = evaluation->kb;

    return kb_string(kb, kb_rules(kb)[evaluation->reasons[reason].rule].id);
}

static bool same_word(const char *a, const char *b)
{
    return !a ? !b : b && strcmp(a, b) == 0;
}

/* Everything that a verdict rests on, by id, as the KBs may differ in order. */
static void expect_same(const dvf_evaluation *a, const dvf_evaluation *b)
{
    dvf_verdict left = dvf_evaluation_verdict(a);
    dvf_verdict right = dvf_evaluation_verdict(b);
    uint32_t i;

    assert_string_equal(left.outcome, right.outcome);
    assert_true(same_word(left.strength, right.strength));
    assert_int_equal(left.lead, right.lead);
    for (i = 0; i < a->kb->scoring; i++)
        assert_int_equal(a->scores[i], b->scores[i]);
    assert_int_equal(a->reason_count, b->reason_count);
    for (i = 0; i < a->reason_count; i++) {
        assert_string_equal(rule_id(a, i), rule_id(b, i));
        assert_int_equal(a->reasons[i].counts, b->reasons[i].counts);
        assert_int_equal(a->reasons[i].provisional, b->reasons[i].provisional);
    }
    assert_int_equal(a->gate_count, b->gate_count);
    for (i = 0; i < a->gate_count; i++)
        assert_int_equal(a->gates[i].met, b->gates[i].met);
    assert_int_equal(a->notes.count, b->notes.count);
    assert_int_equal(a->warnings.count, b->warnings.count);
}

/* ------------------------------------------------------------------- Order */

static void the_order_of_answers_decides_nothing(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {1};
    struct buffer text = {0};
    uint32_t order[64];
    int i;

    (void)state;
    assert_true(kb_attributes_count(kb) <= COUNT(order));
    for (i = 0; i < ORDERS; i++) {
        dvf_profile *profile = random_profile(kb, &random);
        dvf_evaluation *given = evaluate(kb, profile, NULL);
        dvf_evaluation *shuffled;

        random_order(&random, order, kb_attributes_count(kb));
        write_profile(&text, profile, order);
        shuffled = evaluate(kb, load_profile(kb, text.bytes), NULL);
        expect_same(given, shuffled);
        forget(shuffled);
        forget(given);
    }
    buffer_release(&text);
}

/* A line of the text, with its end. */
static size_t line_length(const char *line)
{
    size_t length = strcspn(line, "\n");

    return length + (line[length] == '\n');
}

static bool opens_item(const char *line)
{
    return strncmp(line, "  - ", 4) == 0;
}

static bool opens_section(const char *line)
{
    return *line != ' ' && *line != '#' && *line != '\n' && *line != '\0';
}

#define ITEMS_MAX 512

/* Append a section's items in a random order; returns where it ends. Comments
 * go with the item above them. */
static const char *shuffle_items(const char *at, struct random *random,
                                 struct buffer *out)
{
    const char *items[ITEMS_MAX + 1];
    uint32_t order[ITEMS_MAX];
    uint32_t count = 0;
    uint32_t i;

    for (; *at != '\0' && !opens_section(at); at += line_length(at)) {
        if (opens_item(at)) {
            assert_true(count < ITEMS_MAX);
            items[count++] = at;
        } else if (count == 0) {
            buffer_append(out, at, line_length(at));
        }
    }
    items[count] = at;
    random_order(random, order, count);
    for (i = 0; i < count; i++)
        buffer_append(out, items[order[i]],
                      (size_t)(items[order[i] + 1] - items[order[i]]));
    return at;
}

/* Sections whose order must decide nothing. Questions stand behind those that
 * say whether they apply. */
static bool is_free(const char *line)
{
    static const char *const names[] = {
        "sources:", "terms:", "claims:",  "criteria:",
        "rules:",   "notes:", "warnings:"};
    size_t i;

    for (i = 0; i < COUNT(names); i++)
        if (strncmp(line, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static void shuffle_kb(const char *text, struct random *random,
                       struct buffer *out)
{
    buffer_clear(out);
    while (*text != '\0') {
        bool shuffle = is_free(text);

        buffer_append(out, text, line_length(text));
        text += line_length(text);
        if (shuffle)
            text = shuffle_items(text, random, out);
    }
    assert_false(out->failed);
}

static void try_shuffled_kb(const dvf_kb *kb, struct random *random)
{
    const dvf_kb *builtin = dvf_kb_builtin();
    struct buffer text = {0};
    int i;

    for (i = 0; i < SHUFFLED_PROFILES; i++) {
        dvf_profile *profile = random_profile(builtin, random);
        dvf_evaluation *usual = evaluate(builtin, profile, NULL);
        dvf_evaluation *shuffled;

        write_profile(&text, profile, NULL);
        shuffled = evaluate(kb, load_profile(kb, text.bytes), NULL);
        expect_same(usual, shuffled);
        forget(shuffled);
        forget(usual);
    }
    buffer_release(&text);
}

static void the_order_of_the_kb_decides_nothing(void **state)
{
    struct random random = {2};
    struct buffer text = {0};
    struct buffer shuffled = {0};
    int i;

    (void)state;
    read_source_file("data/kb/django-fastapi.yaml", &text);
    for (i = 0; i < SHUFFLES; i++) {
        dvf_kb *kb;

        shuffle_kb(text.bytes, &random, &shuffled);
        assert_int_equal(shuffled.length, text.length);
        assert_memory_not_equal(shuffled.bytes, text.bytes, text.length);
        kb = load_kb(shuffled.bytes);
        try_shuffled_kb(kb, &random);
        dvf_kb_free(kb);
    }
    buffer_release(&shuffled);
    buffer_release(&text);
}

/* -------------------------------------------------------------- Repetition */

static bool fires(const dvf_evaluation *evaluation, uint32_t rule)
{
    return evaluation->rules[rule] == RULE_FIRED;
}

/* Whether a rule that fires as well makes this one a repetition: it lies in
 * the same `max` criterion, for the same option, with as many points. */
static bool is_repetition(const dvf_evaluation *before, uint32_t rule)
{
    const dvf_kb *kb = before->kb;
    const struct kb_rule *added = &kb_rules(kb)[rule];
    uint32_t i;

    if (kb_criteria(kb)[added->criterion].collect != KB_MAX)
        return false;
    for (i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *other = &kb_rules(kb)[i];

        if (fires(before, i) && other->criterion == added->criterion &&
            other->option == added->option &&
            kb_weights(kb)[other->weight].points >=
                kb_weights(kb)[added->weight].points)
            return true;
    }
    return false;
}

/* Whether the new answer does nothing but repeat reasons, and does that. */
static bool only_repeats(const dvf_evaluation *before,
                         const dvf_evaluation *after)
{
    bool repeats = false;
    uint32_t i;

    for (i = 0; i < kb_rules_count(before->kb); i++) {
        if (fires(before, i) && !fires(after, i))
            return false;
        if (fires(before, i) || !fires(after, i))
            continue;
        if (!is_repetition(before, i))
            return false;
        repeats = true;
    }
    return repeats;
}

static uint32_t random_attribute(const dvf_profile *profile, bool answered,
                                 struct random *random)
{
    uint32_t count = kb_attributes_count(profile->kb);
    uint32_t start = random_below(random, count);
    uint32_t i;

    for (i = 0; i < count; i++)
        if (answer_given(&profile->answers[(start + i) % count]) == answered)
            return (start + i) % count;
    return KB_NONE;
}

static void a_repeated_reason_changes_no_total(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {3};
    unsigned repetitions = 0;
    int i;

    (void)state;
    for (i = 0; i < PROFILES; i++) {
        dvf_profile *profile = random_profile(kb, &random);
        dvf_evaluation *before = evaluate(kb, profile, NULL);
        uint32_t added = random_attribute(profile, false, &random);

        if (added != KB_NONE) {
            dvf_evaluation *after;

            profile->answers[added].chosen = random_values(
                &kb_attributes(kb)[added], &random);
            after = evaluate(kb, profile, NULL);
            if (only_repeats(before, after)) {
                repetitions++;
                assert_memory_equal(before->points, after->points,
                                    kb_criteria_count(kb) * kb->scoring *
                                        sizeof *before->points);
                assert_memory_equal(before->scores, after->scores,
                                    kb->scoring * sizeof *before->scores);
            }
            dvf_evaluation_free(after);
        }
        forget(before);
    }
    assert_true(repetitions > 500);
}

/* ----------------------------------------------------------------- Raising */

enum direction {
    DOWN,
    UP
};

/* Which way along its values an attribute speaks for an option. */
static const struct leaning {
    const char *attribute;
    const char *option;
    enum direction direction;
} leanings[] = {
    {"throughput", "fastapi", UP},      {"realtime", "fastapi", UP},
    {"api_docs", "fastapi", UP},        {"payload_validation", "fastapi", UP},
    {"decision_style", "fastapi", UP},  {"admin_ui", "fastapi", DOWN},
    {"user_accounts", "fastapi", DOWN}, {"data_model", "fastapi", DOWN},
    {"admin_ui", "django", UP},         {"user_accounts", "django", UP},
    {"data_model", "django", UP},       {"content_editing", "django", UP},
    {"time_to_market", "django", UP},   {"support_horizon", "django", UP},
    {"compliance", "django", UP},       {"background_jobs", "django", UP},
    {"decision_style", "django", DOWN},
};

/* A score, and how many questions apply. */
struct scored {
    int32_t score;
    uint32_t applying;
};

static struct scored score_with(const dvf_kb *kb, dvf_profile *profile,
                                uint32_t attribute, uint32_t value,
                                const char *option)
{
    dvf_evaluation *evaluation;
    struct scored scored = {0};

    profile->answers[attribute].chosen = values_of(value);
    evaluation = evaluate(kb, profile, NULL);
    scored.score = score_of(evaluation, option);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        scored.applying += evaluation->applies[i] == TRUTH_TRUE;
    dvf_evaluation_free(evaluation);
    return scored;
}

/* One step of one attribute; returns whether it raised the score. A step to
 * where more or fewer questions apply says nothing of its own answer. */
static bool try_step(const dvf_kb *kb, dvf_profile *profile,
                     const struct leaning *leaning, struct random *random)
{
    uint32_t attribute = kb_find_attribute(kb, leaning->attribute);
    uint32_t values;
    uint32_t low;
    int32_t gain;

    assert_int_not_equal(attribute, KB_NONE);
    assert_int_equal(kb_attributes(kb)[attribute].type, KB_SCALE);
    values = kb_attributes(kb)[attribute].values.count;
    low = random_below(random, values - 1);

    struct scored at_low = score_with(kb, profile, attribute, low,
                                      leaning->option);
    struct scored at_high = score_with(kb, profile, attribute, low + 1,
                                       leaning->option);
    if (at_low.applying != at_high.applying)
        return false;
    gain = leaning->direction == UP ? at_high.score - at_low.score
                                    : at_low.score - at_high.score;
    if (gain < 0)
        fail_msg("%s from value %u to %u: %s goes from %d to %d",
                 leaning->attribute, (unsigned)low, (unsigned)low + 1,
                 leaning->option, (int)at_low.score, (int)at_high.score);
    return gain > 0;
}

static void raising_an_answer_never_lowers_its_option(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {4};
    unsigned gains[COUNT(leanings)] = {0};
    uint32_t i;

    (void)state;
    for (i = 0; i < PROFILES; i++) {
        dvf_profile *profile = random_profile(kb, &random);
        uint32_t which = i % COUNT(leanings);

        gains[which] += try_step(kb, profile, &leanings[which], &random);
        which = random_below(&random, COUNT(leanings));
        gains[which] += try_step(kb, profile, &leanings[which], &random);
        dvf_profile_free(profile);
    }
    for (i = 0; i < COUNT(leanings); i++)
        if (gains[i] == 0)
            fail_msg("%s never speaks for %s", leanings[i].attribute,
                     leanings[i].option);
}

/* ---------------------------------------------------------------- Removing */

static bool reads(const dvf_kb *kb, struct kb_range operations,
                  uint32_t attribute)
{
    uint32_t i;

    for (i = 0; i < operations.count; i++) {
        const struct kb_operation *one = &kb_operations(
            kb)[operations.first + i];

        if (one->code == KB_TEST && kb_tests(kb)[one->a].attribute == attribute)
            return true;
        if (one->code == KB_TERM &&
            reads(kb, kb_terms(kb)[one->a].condition.when, attribute))
            return true;
    }
    return false;
}

static bool lists(const dvf_kb *kb, struct kb_range attributes,
                  uint32_t attribute)
{
    uint32_t i;

    for (i = 0; i < attributes.count; i++)
        if (kb_index(kb, attributes)[i] == attribute)
            return true;
    return false;
}

static void a_rule_lists_the_attributes_that_it_reads(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    uint32_t rule;
    uint32_t attribute;

    (void)state;
    for (rule = 0; rule < kb_rules_count(kb); rule++)
        for (attribute = 0; attribute < kb_attributes_count(kb); attribute++) {
            const struct kb_condition *condition =
                &kb_rules(kb)[rule].condition;

            assert_int_equal(lists(kb, condition->reads, attribute),
                             reads(kb, condition->when, attribute));
            assert_int_equal(lists(kb, condition->guards, attribute),
                             reads(kb, condition->unless, attribute));
        }
}

/* Does a condition read a question that only applies by some answer? */
static bool applies_by(const dvf_kb *kb, const struct kb_condition *condition,
                       uint32_t answer)
{
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (reads(kb, kb_attributes(kb)[i].only_if.when, answer) &&
            (reads(kb, condition->when, i) || reads(kb, condition->unless, i)))
            return true;
    return false;
}

/* Returns how many rules changed at all. */
static unsigned check_removal(const dvf_evaluation *before,
                              const dvf_evaluation *after, uint32_t removed)
{
    const dvf_kb *kb = before->kb;
    unsigned changed = 0;
    uint32_t i;

    for (i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_condition *condition = &kb_rules(kb)[i].condition;
        bool applies = applies_by(kb, condition, removed);
        bool touched = reads(kb, condition->when, removed) ||
                       reads(kb, condition->unless, removed) || applies;

        if (before->rules[i] == after->rules[i])
            continue;
        changed++;
        assert_true(touched);
        assert_int_not_equal(after->rules[i], RULE_CLOSED);
        if (after->rules[i] == RULE_FIRED && !applies &&
            !reads(kb, condition->unless, removed))
            fail_msg("without %s, %s fires",
                     kb_string(kb, kb_attributes(kb)[removed].id),
                     kb_string(kb, kb_rules(kb)[i].id));
    }
    return changed;
}

static void silence_never_fires_a_rule(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {5};
    unsigned changed = 0;
    int i;

    (void)state;
    for (i = 0; i < PROFILES; i++) {
        dvf_profile *profile = random_profile(kb, &random);
        uint32_t removed = random_attribute(profile, true, &random);

        if (removed != KB_NONE) {
            dvf_evaluation *before = evaluate(kb, profile, NULL);
            dvf_evaluation *after;

            profile->answers[removed].chosen = VALUES_UNKNOWN;
            after = evaluate(kb, profile, NULL);
            changed += check_removal(before, after, removed);
            dvf_evaluation_free(after);
            dvf_evaluation_free(before);
        }
        dvf_profile_free(profile);
    }
    assert_true(changed > PROFILES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_answers_decides_nothing),
        cmocka_unit_test(the_order_of_the_kb_decides_nothing),
        cmocka_unit_test(a_repeated_reason_changes_no_total),
        cmocka_unit_test(raising_an_answer_never_lowers_its_option),
        cmocka_unit_test(a_rule_lists_the_attributes_that_it_reads),
        cmocka_unit_test(silence_never_fires_a_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

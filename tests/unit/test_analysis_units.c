/* SPDX-License-Identifier: MIT */
/*
 * What analyses are made of: counts of 128 bits against digits one by one,
 * entropy in fixed point against floating point, and decision diagrams against
 * tables of the functions that they stand for.
 */
#include "support.h"

#include "analysis/count.h"
#include "analysis/diagram.h"
#include "analysis/entropy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TRIES 20000

/* ------------------------------------------------------------------- counts */

/* A number of 16 digits to the base of 256, the least first; twice as many for
 * a product. */
struct digits {
    unsigned digit[32];
};

static struct digits digits_of(struct count count)
{
    struct digits digits = {{0}};

    for (int i = 0; i < 8; i++) {
        digits.digit[i] = count.low >> (8 * i) & 255;
        digits.digit[8 + i] = count.high >> (8 * i) & 255;
    }
    return digits;
}

static void carry(struct digits *digits)
{
    for (int i = 0; i + 1 < 32; i++) {
        digits->digit[i + 1] += digits->digit[i] / 256;
        digits->digit[i] %= 256;
    }
}

/* The count of some digits, lost where they do not fit. */
static struct count count_from(const struct digits *digits)
{
    struct count count = {0};

    for (int i = 16; i < 32; i++)
        if (digits->digit[i] > 0)
            return (struct count){UINT64_MAX, UINT64_MAX};
    for (int i = 0; i < 8; i++) {
        count.low |= (uint64_t)digits->digit[i] << (8 * i);
        count.high |= (uint64_t)digits->digit[8 + i] << (8 * i);
    }
    return count;
}

static void expect_count(struct count got, struct count expected)
{
    assert_int_equal(got.high, expected.high);
    assert_int_equal(got.low, expected.low);
}

static uint64_t random_word(struct random *random)
{
    uint64_t word = (uint64_t)random_below(random, UINT32_MAX) << 32 |
                    random_below(random, UINT32_MAX);

    if (random_once_in(random, 8))
        word = UINT64_MAX;
    return word >> random_below(random, 64);
}

static struct count random_count(struct random *random)
{
    struct count count = count_of(random_word(random));

    if (random_once_in(random, 2))
        count.high = random_word(random);
    return count;
}

static void counts_add_and_multiply_as_digits_do(void **state)
{
    struct random random = {1};

    (void)state;
    for (int i = 0; i < TRIES; i++) {
        struct count a = random_count(&random);
        struct count b = random_count(&random);
        struct digits x = digits_of(a);
        struct digits y = digits_of(b);
        struct digits sum = {{0}};
        struct digits product = {{0}};

        for (int k = 0; k < 16; k++)
            sum.digit[k] = x.digit[k] + y.digit[k];
        for (int k = 0; k < 16; k++)
            for (int m = 0; m < 16; m++)
                product.digit[k + m] += x.digit[k] * y.digit[m];
        carry(&sum);
        carry(&product);
        expect_count(count_add(a, b), count_from(&sum));
        if (!count_is_lost(a) && !count_is_lost(b))
            expect_count(count_multiply(a, b), count_from(&product));
    }
}

static void counts_divide_and_subtract_back(void **state)
{
    struct random random = {2};

    (void)state;
    for (int i = 0; i < TRIES; i++) {
        struct count a = random_count(&random);
        struct count b = random_count(&random);
        uint64_t divisor = random_word(&random);

        if (count_is_lost(a) || count_is_lost(b) || divisor == 0)
            continue;
        struct count quotient = count_divide(a, divisor);
        struct count back = count_multiply(quotient, count_of(divisor));
        assert_true(count_compare(back, a) <= 0);
        struct count rest = count_subtract(a, back);
        assert_true(rest.high == 0 && rest.low < divisor);
        if (count_compare(a, b) >= 0)
            expect_count(count_add(count_subtract(a, b), b), a);
        assert_int_equal(count_compare(a, b), -count_compare(b, a));
    }
}

static void a_count_that_does_not_fit_stays_lost(void **state)
{
    const struct count most = {UINT64_MAX, UINT64_MAX - 1};
    struct count lost = count_add(most, count_of(1));

    (void)state;
    assert_false(count_is_lost(most));
    assert_true(count_is_lost(lost));
    assert_true(count_is_lost(count_add(lost, count_of(0))));
    assert_true(count_is_lost(count_add(count_of(5), lost)));
    assert_true(count_is_lost(count_multiply(lost, count_of(1))));
    assert_true(count_is_lost(count_multiply(most, count_of(2))));
    assert_true(count_is_zero(count_multiply(lost, count_of(0))));
}

static void expect_text(struct count count, const char *expected)
{
    char text[COUNT_TEXT_SIZE];

    count_text(count, text);
    assert_string_equal(text, expected);
}

static void counts_are_told_in_decimal_digits(void **state)
{
    (void)state;
    expect_text(count_of(0), "0");
    expect_text(count_of(10), "10");
    expect_text(count_of(UINT64_MAX), "18446744073709551615");
    expect_text((struct count){1, 0}, "18446744073709551616");
    expect_text((struct count){UINT64_MAX, UINT64_MAX - 1},
                "340282366920938463463374607431768211454");
}

static double as_double(struct count count)
{
    return ldexp((double)count.high, 64) + (double)count.low;
}

static void shares_are_parts_of_the_whole(void **state)
{
    struct random random = {3};

    (void)state;
    for (int i = 0; i < TRIES; i++) {
        struct count a = random_count(&random);
        struct count b = random_count(&random);

        if (count_is_lost(a) || count_is_lost(b) || count_compare(a, b) > 0 ||
            count_is_zero(b))
            continue;
        double share = ldexp((double)count_share(a, b), -32);
        assert_true(fabs(share - as_double(a) / as_double(b)) < 1e-9);
    }
    assert_int_equal(count_share(count_of(7), count_of(7)), UINT64_C(1) << 32);
}

/* ------------------------------------------------------------------ entropy */

static void entropy_is_that_of_floating_point(void **state)
{
    struct random random = {4};

    (void)state;
    for (int i = 0; i < TRIES; i++) {
        struct count counts[5];
        uint32_t count = 1 + random_below(&random, COUNT(counts));
        double all = 0;
        double expected = 0;

        for (uint32_t k = 0; k < count; k++) {
            counts[k] = count_of(
                random_once_in(&random, 4) ? 0 : random_word(&random) >> 3);
            all += as_double(counts[k]);
        }
        for (uint32_t k = 0; k < count; k++)
            if (!count_is_zero(counts[k]))
                expected -= as_double(counts[k]) / all *
                            log2(as_double(counts[k]) / all);
        assert_true(fabs((double)entropy_of(counts, count) / ENTROPY_BIT -
                         expected) < 1e-6);
    }
}

static void entropy_of_equals_is_whole(void **state)
{
    const struct count four[] = {{0, 3}, {0, 3}, {0, 3}, {0, 3}};
    const struct count large[] = {{9, 9}, {9, 9}};

    (void)state;
    assert_int_equal(entropy_of(four, 0), 0);
    assert_int_equal(entropy_of(four, 1), 0);
    assert_int_equal(entropy_of(four, 2), ENTROPY_BIT);
    assert_int_equal(entropy_of(four, 4), 2 * ENTROPY_BIT);
    assert_int_equal(entropy_of(large, 2), ENTROPY_BIT);
}

/* ----------------------------------------------------------------- diagrams */

#define LEVELS    4
#define CASES     (3 * 2 * 4 * 2)
#define FUNCTIONS 24

static const uint16_t answers_of[LEVELS] = {3, 2, 4, 2};

/* A function, twice. */
struct function {
    struct edge edge;
    int32_t values[CASES];
};

struct diagrams {
    struct budget budget;
    struct diagram diagram;
    struct random random;
    struct function items[FUNCTIONS];
};

static uint32_t answer_in(uint32_t number, uint32_t level)
{
    for (uint32_t i = 0; i < level; i++)
        number /= answers_of[i];
    return number % answers_of[level];
}

static int32_t value_in(const struct diagram *diagram, struct edge edge,
                        uint32_t number)
{
    int32_t value = edge.offset;

    while (edge.node != DIAGRAM_END) {
        edge = diagram_child(
            diagram, edge.node,
            answer_in(number, diagram->nodes[edge.node].level));
        value += edge.offset;
    }
    return value;
}

static void expect_function(const struct diagrams *diagrams,
                            const struct function *function)
{
    int32_t least = INT32_MAX;
    int32_t most = INT32_MIN;

    for (uint32_t i = 0; i < CASES; i++) {
        int32_t value = function->values[i];

        assert_int_equal(value_in(&diagrams->diagram, function->edge, i),
                         value);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    assert_int_equal(function->edge.offset, least);
    assert_int_equal(edge_most(&diagrams->diagram, function->edge), most);
}

/* A function of one question, by chance. */
static struct function ask(struct diagrams *diagrams)
{
    uint32_t level = random_below(&diagrams->random, LEVELS);
    struct edge children[4];
    struct function function;

    for (uint32_t i = 0; i < 4; i++)
        children[i] = diagram_number(
            (int32_t)random_below(&diagrams->random, 7) - 3);
    function.edge = diagram_ask(&diagrams->diagram, level, children);
    for (uint32_t i = 0; i < CASES; i++)
        function.values[i] = children[answer_in(i, level)].offset;
    return function;
}

static struct function combine(struct diagrams *diagrams,
                               const struct function *a,
                               const struct function *b)
{
    struct diagram *diagram = &diagrams->diagram;
    uint32_t which = random_below(&diagrams->random, 3);
    struct function made;

    made.edge = which == 0   ? diagram_add(diagram, a->edge, b->edge)
                : which == 1 ? diagram_greatest(diagram, a->edge, b->edge)
                             : diagram_least(diagram, a->edge, b->edge);
    for (uint32_t i = 0; i < CASES; i++) {
        int32_t x = a->values[i];
        int32_t y = b->values[i];

        made.values[i] = which == 0 ? x + y : (which == 1) == (x > y) ? x : y;
    }
    return made;
}

static int open_diagrams(void **state)
{
    struct diagrams *diagrams = calloc(1, sizeof *diagrams);

    assert_non_null(diagrams);
    diagrams->budget.bytes = (size_t)64 << 20;
    diagrams->random.state = 5;
    diagram_init(&diagrams->diagram, &diagrams->budget, answers_of, LEVELS);
    for (uint32_t i = 0; i < FUNCTIONS; i++) {
        if (i < 8)
            diagrams->items[i] = ask(diagrams);
        else
            diagrams->items[i] = combine(
                diagrams, &diagrams->items[random_below(&diagrams->random, i)],
                &diagrams->items[random_below(&diagrams->random, i)]);
    }
    assert_true(budget_ok(&diagrams->budget));
    *state = diagrams;
    return 0;
}

static int close_diagrams(void **state)
{
    struct diagrams *diagrams = *state;

    diagram_release(&diagrams->diagram);
    free(diagrams);
    return 0;
}

static void sums_and_greatest_and_least_are_those_of_every_case(void **state)
{
    struct diagrams *diagrams = *state;

    for (uint32_t i = 0; i < FUNCTIONS; i++)
        expect_function(diagrams, &diagrams->items[i]);
    for (uint32_t i = 0; i < 2000; i++) {
        const struct function *items = diagrams->items;
        struct function made = combine(
            diagrams, &items[random_below(&diagrams->random, FUNCTIONS)],
            &items[random_below(&diagrams->random, FUNCTIONS)]);

        expect_function(diagrams, &made);
    }
}

static void a_scaled_function_is_scaled_in_every_case(void **state)
{
    static const int32_t factors[] = {0, 1, 2, -1, -3, 100};
    struct diagrams *diagrams = *state;

    for (uint32_t i = 0; i < FUNCTIONS; i++)
        for (uint32_t k = 0; k < COUNT(factors); k++) {
            struct function made = {
                .edge = diagram_scale(&diagrams->diagram,
                                      diagrams->items[i].edge, factors[k])};

            for (uint32_t n = 0; n < CASES; n++)
                made.values[n] = factors[k] * diagrams->items[i].values[n];
            expect_function(diagrams, &made);
        }
}

/* Comparisons are made in any order, as those done are kept by ranges. */
static void at_least_is_true_where_it_is_so(void **state)
{
    struct diagrams *diagrams = *state;

    for (uint32_t i = 0; i < 5000; i++) {
        const struct function *own =
            &diagrams->items[random_below(&diagrams->random, FUNCTIONS)];
        int64_t number = (int64_t)random_below(&diagrams->random, 60) - 30;
        struct edge truth = diagram_at_least(&diagrams->diagram, own->edge,
                                             number);
        struct edge other = diagram_not(&diagrams->diagram, truth);

        for (uint32_t n = 0; n < CASES; n++) {
            bool holds = own->values[n] >= number;

            assert_int_equal(value_in(&diagrams->diagram, truth, n), holds);
            assert_int_equal(value_in(&diagrams->diagram, other, n), !holds);
        }
    }
}

static void a_fixed_answer_is_asked_no_more(void **state)
{
    struct diagrams *diagrams = *state;

    for (uint32_t i = 0; i < FUNCTIONS; i++)
        for (uint32_t level = 0; level < LEVELS; level++)
            for (uint32_t k = 0; k < answers_of[level]; k++) {
                struct edge fixed = diagram_fix(
                    &diagrams->diagram, diagrams->items[i].edge, level, k);

                for (uint32_t n = 0; n < CASES; n++)
                    if (answer_in(n, level) == k)
                        assert_int_equal(value_in(&diagrams->diagram, fixed, n),
                                         diagrams->items[i].values[n]);
                assert_true(edge_equal(
                    fixed, diagram_fix(&diagrams->diagram, fixed, level, 0)));
            }
}

static void equal_functions_are_one(void **state)
{
    struct diagrams *diagrams = *state;
    struct diagram *diagram = &diagrams->diagram;
    struct edge a = diagrams->items[20].edge;
    struct edge b = diagrams->items[21].edge;
    struct edge c = diagrams->items[22].edge;

    assert_true(
        edge_equal(diagram_add(diagram, a, b), diagram_add(diagram, b, a)));
    assert_true(
        edge_equal(diagram_add(diagram, diagram_greatest(diagram, a, b), c),
                   diagram_greatest(diagram, diagram_add(diagram, a, c),
                                    diagram_add(diagram, b, c))));
    assert_true(
        edge_equal(diagram_scale(diagram, diagram_least(diagram, a, b), -1),
                   diagram_greatest(diagram, diagram_scale(diagram, a, -1),
                                    diagram_scale(diagram, b, -1))));
    assert_true(
        edge_is(diagram_add(diagram, a, diagram_scale(diagram, a, -1)), 0));
}

/* The same diagrams, with less memory each time. */
static void a_budget_that_is_spent_ends_it(void **state)
{
    (void)state;
    for (size_t bytes = 0; bytes < 20000; bytes += 97) {
        struct budget budget = {.bytes = bytes};
        struct diagram diagram;
        struct edge sum = diagram_number(0);

        diagram_init(&diagram, &budget, answers_of, LEVELS);
        for (uint32_t level = LEVELS; budget_ok(&budget) && level-- > 0;) {
            const struct edge children[] = {{0, 0}, {1, 0}, {2, 0}, {5, 0}};

            sum = diagram_add(&diagram, sum,
                              diagram_ask(&diagram, level, children));
            diagram_at_least(&diagram, sum, 3);
        }
        assert_true(budget.state != BUDGET_NO_MEMORY);
        assert_true(bytes > 1000 || budget.state == BUDGET_SPENT);
        diagram_release(&diagram);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_and_multiply_as_digits_do),
        cmocka_unit_test(counts_divide_and_subtract_back),
        cmocka_unit_test(a_count_that_does_not_fit_stays_lost),
        cmocka_unit_test(counts_are_told_in_decimal_digits),
        cmocka_unit_test(shares_are_parts_of_the_whole),
        cmocka_unit_test(entropy_is_that_of_floating_point),
        cmocka_unit_test(entropy_of_equals_is_whole),
        cmocka_unit_test(sums_and_greatest_and_least_are_those_of_every_case),
        cmocka_unit_test(a_scaled_function_is_scaled_in_every_case),
        cmocka_unit_test(at_least_is_true_where_it_is_so),
        cmocka_unit_test(a_fixed_answer_is_asked_no_more),
        cmocka_unit_test(equal_functions_are_one),
        cmocka_unit_test(a_budget_that_is_spent_ends_it),
    };

    return cmocka_run_group_tests(tests, open_diagrams, close_diagrams);
}

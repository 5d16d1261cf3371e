/* SPDX-License-Identifier: MIT */
/*
 * Array: growth keeps the items, new items are zeroed, sums are checked.
 */
#include "base/array.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct item {
    uint64_t number;
    const char *text;
};

static void items_survive_growth(void **state)
{
    struct array array;

    (void)state;
    array_init(&array, sizeof(struct item));
    for (size_t i = 0; i < 1000; i++) {
        struct item *item = array_push(&array);

        assert_non_null(item);
        item->number = i;
    }
    assert_int_equal(array.count, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(((struct item *)array_at(&array, i))->number, i);
    array_release(&array);
}

static void new_items_are_zeroed(void **state)
{
    struct array array;

    (void)state;
    array_init(&array, sizeof(struct item));
    for (size_t i = 0; i < 50; i++) {
        struct item *item = array_push(&array);

        assert_int_equal(item->number, 0);
        assert_null(item->text);
        item->number = UINT64_MAX;
    }
    array.count = 0; /* what is pushed next lies where something was */
    assert_int_equal(((struct item *)array_push(&array))->number, 0);
    array_release(&array);
}

static void numbers_are_kept_in_order(void **state)
{
    struct array array;

    (void)state;
    array_init(&array, sizeof(uint32_t));
    assert_int_equal(array_push_u32(&array, 7), DVF_OK);
    assert_int_equal(array_push_u32(&array, UINT32_MAX), DVF_OK);
    assert_int_equal(*(uint32_t *)array_at(&array, 0), 7);
    assert_int_equal(*(uint32_t *)array_at(&array, 1), UINT32_MAX);
    array_release(&array);
}

static void a_released_array_can_be_used_again(void **state)
{
    struct array array;

    (void)state;
    array_init(&array, sizeof(uint32_t));
    array_release(&array);
    assert_int_equal(array_push_u32(&array, 1), DVF_OK);
    array_release(&array);
    assert_int_equal(array.count, 0);
    assert_int_equal(array.item_size, sizeof(uint32_t));
    assert_int_equal(array_push_u32(&array, 1), DVF_OK);
    array_release(&array);
}

static void items_past_all_memory_are_refused(void **state)
{
    struct array array;

    (void)state;
    array_init(&array, SIZE_MAX / 4);
    assert_null(array_push(&array));
    assert_int_equal(array.count, 0);
    array_release(&array);
}

static void sums_that_do_not_fit_are_refused(void **state)
{
    size_t result = 1;

    (void)state;
    assert_true(size_add(SIZE_MAX, 0, &result));
    assert_true(result == SIZE_MAX);
    assert_true(size_add(2, 3, &result));
    assert_int_equal(result, 5);
    assert_false(size_add(SIZE_MAX, 1, &result));
    assert_false(size_add(1, SIZE_MAX, &result));
    assert_int_equal(result, 5);
}

static void products_that_do_not_fit_are_refused(void **state)
{
    size_t result = 1;

    (void)state;
    assert_true(size_multiply(0, SIZE_MAX, &result));
    assert_int_equal(result, 0);
    assert_true(size_multiply(SIZE_MAX, 0, &result));
    assert_int_equal(result, 0);
    assert_true(size_multiply(SIZE_MAX / 2, 2, &result));
    assert_true(result == SIZE_MAX - 1);
    assert_false(size_multiply(SIZE_MAX / 2, 3, &result));
    assert_false(size_multiply(SIZE_MAX, SIZE_MAX, &result));
    assert_true(result == SIZE_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_survive_growth),
        cmocka_unit_test(new_items_are_zeroed),
        cmocka_unit_test(numbers_are_kept_in_order),
        cmocka_unit_test(a_released_array_can_be_used_again),
        cmocka_unit_test(items_past_all_memory_are_refused),
        cmocka_unit_test(sums_that_do_not_fit_are_refused),
        cmocka_unit_test(products_that_do_not_fit_are_refused),
    };

    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * Buffer: bytes arrive as written and end in a NUL; a failure stays a failure.
 */
#include "base/buffer.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void writers_append_in_order(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_append(&buffer, "abc", 2);
    buffer_puts(&buffer, "-");
    buffer_putc(&buffer, 'x');
    buffer_repeat(&buffer, "=.", 2);
    buffer_repeat(&buffer, "never", 0);
    buffer_printf(&buffer, "%d%%", 7);
    assert_false(buffer.failed);
    assert_string_equal(buffer.bytes, "ab-x=.=.7%");
    assert_int_equal(buffer.length, 10);
    buffer_release(&buffer);
}

static void a_buffer_grows_to_any_length(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    for (size_t i = 0; i < 10000; i++)
        buffer_printf(&buffer, "%04zu", i);
    buffer_printf(&buffer, "%*d", 100000, 1);
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, 140000);
    assert_memory_equal(buffer.bytes + 4 * 9999, "9999", 4);
    assert_int_equal(buffer.bytes[140000], '\0');
    buffer_release(&buffer);
}

static void nul_bytes_are_bytes(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_append(&buffer, "a\0b", 3);
    buffer_putc(&buffer, '\0');
    assert_int_equal(buffer.length, 4);
    assert_memory_equal(buffer.bytes, "a\0b\0", 5);
    buffer_release(&buffer);
}

static void a_cleared_buffer_is_an_empty_text(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_clear(&buffer);
    buffer_puts(&buffer, "abc");
    buffer_clear(&buffer);
    assert_string_equal(buffer.bytes, "");
    buffer_puts(&buffer, "d");
    assert_string_equal(buffer.bytes, "d");
    buffer_release(&buffer);
}

static void detached_bytes_leave_an_empty_buffer(void **state)
{
    struct buffer buffer = {0};
    char *bytes = NULL;
    size_t length = 0;

    (void)state;
    buffer_puts(&buffer, "abc");
    assert_int_equal(buffer_detach(&buffer, &bytes, &length), DVF_OK);
    assert_string_equal(bytes, "abc");
    assert_int_equal(length, 3);
    assert_null(buffer.bytes);
    assert_int_equal(buffer.length, 0);
    free(bytes);
}

static void a_buffer_never_written_detaches_as_empty_text(void **state)
{
    struct buffer buffer = {0};
    char *bytes = NULL;
    size_t length = 1;

    (void)state;
    assert_int_equal(buffer_detach(&buffer, &bytes, &length), DVF_OK);
    assert_string_equal(bytes, "");
    assert_int_equal(length, 0);
    free(bytes);
}

static void a_failed_buffer_stays_failed(void **state)
{
    struct buffer buffer = {0};
    char *bytes = NULL;
    size_t length = 99;

    (void)state;
    buffer_puts(&buffer, "abc");
    buffer_append(&buffer, "x", SIZE_MAX);
    assert_true(buffer.failed);
    buffer_clear(&buffer);
    buffer_puts(&buffer, "def");
    buffer_printf(&buffer, "%d", 1);
    buffer_repeat(&buffer, "-", 3);
    assert_true(buffer.failed);
    assert_int_equal(buffer.length, 0);
    assert_int_equal(buffer_detach(&buffer, &bytes, &length), DVF_NO_MEMORY);
    assert_null(bytes);
    assert_int_equal(length, 99);
    assert_null(buffer.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writers_append_in_order),
        cmocka_unit_test(a_buffer_grows_to_any_length),
        cmocka_unit_test(nul_bytes_are_bytes),
        cmocka_unit_test(a_cleared_buffer_is_an_empty_text),
        cmocka_unit_test(detached_bytes_leave_an_empty_buffer),
        cmocka_unit_test(a_buffer_never_written_detaches_as_empty_text),
        cmocka_unit_test(a_failed_buffer_stays_failed),
    };

    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}

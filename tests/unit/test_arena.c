/* SPDX-License-Identifier: MIT */
/*
 * Arena: what is handed out is zeroed, aligned, apart from all else, and stays
 * where it is until the arena is released.
 */
#include "base/arena.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void pieces_are_zeroed_and_aligned(void **state)
{
    static const size_t sizes[] = {1, 3, 16, 100, 1000, 5000, 200000};
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < 200; i++) {
        size_t size = sizes[i % (sizeof sizes / sizeof *sizes)];
        unsigned char *piece = arena_alloc(&arena, size);

        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t byte = 0; byte < size; byte++)
            assert_int_equal(piece[byte], 0);
        memset(piece, 0xff, size);
    }
    arena_release(&arena);
}

static void pieces_never_overlap(void **state)
{
    struct arena arena = {0};
    unsigned char *pieces[300];

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        pieces[i] = arena_alloc(&arena, i + 1);
        assert_non_null(pieces[i]);
        memset(pieces[i], (int)(i & 0xff), i + 1);
    }
    for (size_t i = 0; i < 300; i++) {
        for (size_t byte = 0; byte <= i; byte++)
            assert_int_equal(pieces[i][byte], i & 0xff);
    }
    arena_release(&arena);
}

static void a_piece_of_no_bytes_is_a_place_of_its_own(void **state)
{
    struct arena arena = {0};
    void *first = arena_alloc(&arena, 0);
    void *second = arena_alloc(&arena, 0);

    (void)state;
    assert_non_null(first);
    assert_non_null(second);
    assert_ptr_not_equal(first, second);
    arena_release(&arena);
}

static void a_large_piece_does_not_end_the_chunk_of_small_ones(void **state)
{
    struct arena arena = {0};
    char *first = arena_alloc(&arena, 16);
    char *large = arena_alloc(&arena, 100000);
    char *second = arena_alloc(&arena, 16);

    (void)state;
    assert_non_null(large);
    assert_ptr_equal(second, first + 16);
    arena_release(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
    struct arena arena = {0};

    (void)state;
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX - 20));
    assert_null(arena_array(&arena, SIZE_MAX / 4, 8));
    assert_null(arena_copy(&arena, "", SIZE_MAX));
    arena_release(&arena);
}

static void a_failure_is_remembered_until_the_release(void **state)
{
    struct arena arena = {0};

    (void)state;
    assert_non_null(arena_alloc(&arena, 1));
    assert_int_equal(arena_status(&arena), DVF_OK);
    arena_reserve(&arena, SIZE_MAX, 1);
    assert_int_equal(arena_status(&arena), DVF_NO_MEMORY);
    assert_non_null(arena_alloc(&arena, 1));
    assert_int_equal(arena_status(&arena), DVF_NO_MEMORY);
    arena_release(&arena);
    assert_int_equal(arena_status(&arena), DVF_OK);
}

static void copies_end_in_a_nul(void **state)
{
    struct arena arena = {0};
    char *copy = arena_copy(&arena, "a\0bc", 3);

    (void)state;
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    arena_release(&arena);
}

static void a_released_arena_can_be_used_again(void **state)
{
    struct arena arena = {0};

    (void)state;
    arena_release(&arena);
    assert_non_null(arena_alloc(&arena, 10));
    arena_release(&arena);
    assert_null(arena.newest);
    assert_non_null(arena_alloc(&arena, 10));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_and_aligned),
        cmocka_unit_test(pieces_never_overlap),
        cmocka_unit_test(a_piece_of_no_bytes_is_a_place_of_its_own),
        cmocka_unit_test(a_large_piece_does_not_end_the_chunk_of_small_ones),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(a_failure_is_remembered_until_the_release),
        cmocka_unit_test(copies_end_in_a_nul),
        cmocka_unit_test(a_released_arena_can_be_used_again),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}

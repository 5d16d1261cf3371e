/* SPDX-License-Identifier: MIT */
/*
 * Screen: the bytes are replayed on a tiny terminal, which must then show the
 * frame and nothing else, below all that stood there before; and they are few.
 */
#include "seen.h"
#include "wide_kb.h"

#include <string.h>

/* Bytes that one key press may write. */
#define MOST_BYTES 4096

/* A whole screen of text that is only read. */
#define READ_BYTES 8192

/* -------------------------------------------------------------------- tests */

static const unsigned sizes[][2] = {{80, 24},  {40, 12}, {20, 6},
                                    {200, 60}, {23, 40}, {100, 7},
                                    {36, 10},  {8, 3},   {3, 2}};

static void whatever_is_pressed_the_terminal_shows_the_frame(void **state)
{
    struct random random = {1};
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < COUNT(sizes); i++) {
        struct session session;

        open_session(&session, dvf_kb_builtin(), sizes[i][0], sizes[i][1]);
        for (k = 0; k < 600; k++) {
            show(&session);
            press_any(&session, &random);
        }
        close_session(&session);
    }
}

static void wide_and_combining_characters_count_right(void **state)
{
    struct random random = {2};
    dvf_kb *kb = load_wide_kb();
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < COUNT(sizes); i++) {
        struct session session;

        open_session(&session, kb, sizes[i][0], sizes[i][1]);
        for (k = 0; k < 300; k++) {
            show(&session);
            press_any(&session, &random);
        }
        close_session(&session);
    }
    dvf_kb_free(kb);
}

static void what_was_said_is_never_drawn_again(void **state)
{
    struct session session;
    int i;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 12);
    show(&session);
    for (i = 0; i < 12; i++) {
        press(&session, KEY_CHARACTER, '-');
        show(&session);
        assert_int_equal(session.above.count, (size_t)i + 2);
    }
    press(&session, KEY_CHARACTER, 's');
    show(&session);
    assert_null(strstr(session.out.bytes, "\u2713"));
    press(&session, KEY_ESCAPE, 0);
    show(&session);
    assert_null(strstr(session.out.bytes, "\u2713"));
    press(&session, KEY_CHARACTER, 'q');
    show(&session);
    assert_int_equal(session.above.count, 13);
    expect_line(&session, 13, "");
    close_session(&session);
}

static void going_back_says_so_in_a_new_line(void **state)
{
    struct session session;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    show(&session);
    press(&session, KEY_CHARACTER, '2');
    press(&session, KEY_ENTER, 0);
    show(&session);
    assert_int_equal(session.above.count, 2);
    press(&session, KEY_CHARACTER, '<');
    show(&session);
    assert_int_equal(session.above.count, 3);
    expect_line(&session, 2, "< Back to: What are you mainly building?");
    press(&session, KEY_CHARACTER, '3');
    press(&session, KEY_ENTER, 0);
    show(&session);
    assert_int_equal(session.above.count, 4);
    close_session(&session);
}

/* Sessions that go on say at first what was answered before. */
static void what_was_restored_is_said_once(void **state)
{
    struct session session;
    dvf_diagnostics *problems = dvf_diagnostics_new();
    int i;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    assert_int_equal(interview_restore(&session.interview, "project_type=saas",
                                       (struct position){0}, problems),
                     DVF_OK);
    for (i = 0; i < 2; i++) {
        interview_begin(&session.interview);
        assert_int_equal(session.interview.news.count, 1);
    }
    show(&session);
    assert_int_equal(session.above.count, 2);
    show(&session);
    assert_int_equal(session.above.count, 2);
    dvf_diagnostics_free(problems);
    close_session(&session);
}

static void lines_that_are_the_same_are_not_written_again(void **state)
{
    struct session session;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    assert_true(show(&session) > 500);
    assert_int_equal(show(&session), 0);
    press(&session, KEY_DOWN, 0);
    assert_true(show(&session) < 250);
    assert_null(strstr(session.out.bytes, "mainly building"));
    close_session(&session);
}

static void expect_few_bytes_of(struct session *session)
{
    size_t most = interview_is_reading(&session->interview) ? READ_BYTES
                                                            : MOST_BYTES;

    assert_true(show(session) < most);
}

/* Of random keys and of all that a list scrolls by. */
static void expect_few_bytes(unsigned columns, unsigned rows)
{
    struct random random = {5};
    struct session session;
    int i;

    open_session(&session, dvf_kb_builtin(), columns, rows);
    for (i = 0; i < 3000; i++) {
        expect_few_bytes_of(&session);
        press_any(&session, &random);
    }
    close_session(&session);
    open_session(&session, dvf_kb_builtin(), columns, rows);
    while (session.interview.mode != MODE_SUMMARY) {
        press(&session, KEY_CHARACTER, '?');
        expect_few_bytes_of(&session);
        press(&session, KEY_CHARACTER, ' ');
        expect_few_bytes_of(&session);
        answer(&session);
        expect_few_bytes_of(&session);
    }
    for (i = 0; i < 40; i++) {
        press(&session, KEY_UP, 0);
        expect_few_bytes_of(&session);
    }
    close_session(&session);
}

static void a_key_press_writes_few_bytes(void **state)
{
    (void)state;
    expect_few_bytes(80, 24);
    expect_few_bytes(200, 60);
    expect_few_bytes(40, 12);
}

static void an_erased_frame_leaves_the_cursor_where_it_began(void **state)
{
    struct session session;
    unsigned columns;

    (void)state;
    for (columns = 20; columns <= 120; columns += 25) {
        open_session(&session, dvf_kb_builtin(), 80, 100);
        session.emulator.cuts = columns % 2 == 0;
        show(&session);
        emulator_resize(&session.emulator, columns, 100);
        buffer_clear(&session.out);
        screen_erase(&session.screen, &session.out);
        emulator_write(&session.emulator, session.out.bytes,
                       session.out.length);
        assert_int_equal(session.emulator.row, 1);
        assert_int_equal(session.emulator.column, 0);
        assert_int_equal(emulator_lines(&session.emulator), 2);
        assert_false(session.emulator.is_hidden);
        expect_line(&session, 1, "");
        session.style.columns = columns;
        show(&session);
        close_session(&session);
    }
}

static void what_is_forgotten_is_drawn_anew_below(void **state)
{
    struct session session;
    size_t before;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    before = show(&session);
    screen_forget(&session.screen);
    session.is_exact = false;
    emulator_write(&session.emulator, "\r\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 16);
    assert_true(show(&session) + 10 > before);
    close_session(&session);
}

static void a_frame_that_failed_is_not_shown(void **state)
{
    struct screen screen = {.drawn = false};
    struct frame frame = {.failed = true};
    struct buffer out = {0};

    (void)state;
    screen_update(&screen, &frame, &out);
    assert_true(out.failed);
    assert_false(screen.drawn);
    buffer_release(&out);
    screen_release(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_pressed_the_terminal_shows_the_frame),
        cmocka_unit_test(wide_and_combining_characters_count_right),
        cmocka_unit_test(what_was_said_is_never_drawn_again),
        cmocka_unit_test(going_back_says_so_in_a_new_line),
        cmocka_unit_test(what_was_restored_is_said_once),
        cmocka_unit_test(lines_that_are_the_same_are_not_written_again),
        cmocka_unit_test(a_key_press_writes_few_bytes),
        cmocka_unit_test(an_erased_frame_leaves_the_cursor_where_it_began),
        cmocka_unit_test(what_is_forgotten_is_drawn_anew_below),
        cmocka_unit_test(a_frame_that_failed_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

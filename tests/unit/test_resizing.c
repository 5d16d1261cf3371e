/* SPDX-License-Identifier: MIT */
/*
 * Resizing: whether a terminal wraps its lines anew or cuts them, what stands
 * above an interview is never touched, and nothing of it is left behind.
 */
#include "seen.h"

#include "base/utf8.h"
#include "wide_kb.h"

#include <string.h>

/* Lines of all widths: some fill the terminal, some have wide characters. */
static void write_lines_above(struct session *session, struct random *random)
{
    static const char *const pieces[] = {"user@host:~$ ls -l ", "README.md ",
                                         "\u5bff\u53f8", "=", "e\u0301"};
    struct buffer text = {0};
    int i;

    for (i = 0; i < 12; i++) {
        buffer_clear(&text);
        buffer_puts(&text, i % 4 == 0 ? "" : "-");
        while (random_below(random, 12) > 0) {
            const char *piece = pieces[random_below(random, COUNT(pieces))];
            size_t width = utf8_width(piece, strlen(piece));

            if (text.length > 0 && utf8_width(text.bytes, text.length) + width >
                                       session->style.columns)
                break;
            buffer_puts(&text, piece);
        }
        write_above(session, text.bytes);
    }
    buffer_release(&text);
}

/* Any stages of an interview, with any widths, on a terminal that has room for
 * all of it: nothing above is lost, and nothing is left behind. */
static void change_width(const dvf_kb *kb, bool cuts, uint32_t seed)
{
    struct random random = {seed};
    struct session session;
    int k;

    open_session(&session, kb, 80, 300);
    session.emulator.cuts = cuts;
    write_lines_above(&session, &random);
    for (k = 0; k < 150; k++) {
        show(&session);
        if (random_once_in(&random, 3))
            resize(&session, 20 + random_below(&random, 120), 300);
        press_any(&session, &random);
        if (session.above.count > 100)
            break;
    }
    close_session(&session);
}

static void a_change_of_width_touches_nothing_above(void **state)
{
    dvf_kb *wide = load_wide_kb();
    uint32_t i;

    (void)state;
    for (i = 0; i < 16; i++)
        change_width(i % 4 < 2 ? dvf_kb_builtin() : wide, i % 2 == 0, 3 + i);
    dvf_kb_free(wide);
}

/* 80, 79, ... 40, ... 80: as a window is dragged. */
static void dragging_the_edge_leaves_nothing_behind(void **state)
{
    static const unsigned steps[] = {1, 7, 20, 40};
    struct random random = {6};
    struct session session;
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < 2 * COUNT(steps); i++) {
        unsigned step = steps[i / 2];
        unsigned columns;

        open_session(&session, dvf_kb_builtin(), 80, 100);
        session.emulator.cuts = i % 2 == 0;
        write_lines_above(&session, &random);
        for (k = 0; k < 3; k++) {
            answer(&session);
            show(&session);
            for (columns = 80; columns > 40; columns -= step)
                resize(&session, columns, 100);
            for (; columns <= 80; columns += step)
                resize(&session, columns, 100);
            resize(&session, 80, 100);
        }
        close_session(&session);
    }
}

/* Several changes at once, of which the bytes are for the first one only: what
 * was meant for a wider terminal wraps nothing. */
static void a_change_while_it_is_drawn_leaves_nothing_behind(void **state)
{
    struct random random = {7};
    struct session session;
    int i;
    int k;

    (void)state;
    for (i = 0; i < 20; i++) {
        open_session(&session, dvf_kb_builtin(), 80, 100);
        session.emulator.cuts = i % 2 == 0;
        write_lines_above(&session, &random);
        for (k = 0; k < 10; k++) {
            unsigned narrow = 20 + random_below(&random, 30);

            show(&session);
            session.style.columns = 60 + random_below(&random, 60);
            emulator_resize(&session.emulator, narrow, 100);
            frame_draw(&session.frame, &session.interview, &session.style);
            buffer_clear(&session.out);
            screen_update(&session.screen, &session.frame, &session.out);
            emulator_write(&session.emulator, session.out.bytes,
                           session.out.length);
            resize(&session, narrow, 100);
            resize(&session, 80, 100);
            press(&session, KEY_DOWN, 0);
        }
        close_session(&session);
    }
}

/* Where the wrapped lines are more than the terminal has, some of them scroll
 * away before anything can be done; but what is drawn is whole, and what stands
 * above too. */
static void after_any_resize_the_frame_is_whole(void **state)
{
    struct random random = {4};
    int i;
    int k;

    (void)state;
    for (i = 0; i < 20; i++) {
        struct session session;

        open_session(&session, dvf_kb_builtin(), 80, 24);
        session.emulator.cuts = i % 2 == 0;
        session.is_exact = session.emulator.cuts;
        write_lines_above(&session, &random);
        show(&session);
        for (k = 0; k < 60; k++) {
            interview_told(&session.interview);
            if (random_once_in(&random, 4))
                resize(&session, 20 + random_below(&random, 100),
                       6 + random_below(&random, 40));
            press_any(&session, &random);
        }
        close_session(&session);
    }
}

/* A list leaves room to wrap: a full terminal that becomes narrower by a third
 * keeps the first line of the frame, and so leaves nothing of it behind. */
static void a_narrower_terminal_that_is_full_keeps_all(void **state)
{
    static const unsigned usual[][2] = {
        {80, 24}, {80, 14}, {100, 30}, {60, 20}};
    struct session session;
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < COUNT(usual); i++) {
        open_session(&session, dvf_kb_builtin(), usual[i][0], usual[i][1]);
        session.emulator.holds = true;
        for (k = 0; k < 30; k++)
            write_above(&session, "$");
        for (k = 0; k < 30; k++) {
            show(&session);
            resize(&session, usual[i][0] - usual[i][0] / 3, usual[i][1]);
            resize(&session, usual[i][0], usual[i][1]);
            press(&session, KEY_CHARACTER, '-');
        }
        close_session(&session);
    }
}

/* Lines of the terminal that begin like this. */
static size_t count_lines(const struct session *session, const char *beginning)
{
    struct buffer text = {0};
    size_t found = 0;
    size_t i;

    for (i = 0; i < session->emulator.lines.count; i++) {
        emulator_read(&session->emulator, i, &text);
        found += strncmp(text.bytes, beginning, strlen(beginning)) == 0;
    }
    buffer_release(&text);
    return found;
}

static void a_lower_terminal_neither_doubles_nor_loses_a_line(void **state)
{
    struct session session;
    unsigned rows;
    int k;

    (void)state;
    for (k = 0; k < 2; k++) {
        open_session(&session, dvf_kb_builtin(), 80, 40);
        session.emulator.cuts = k > 0;
        show(&session);
        for (rows = 0; rows < 12; rows++) {
            press(&session, KEY_CHARACTER, '-');
            show(&session);
        }
        for (rows = 40; rows > 5; rows -= 3)
            resize(&session, 80, rows);
        resize(&session, 80, 40);
        assert_int_equal(count_lines(&session, "\u2713"), 12);
        assert_int_equal(count_lines(&session, "? "), 1);
        close_session(&session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_of_width_touches_nothing_above),
        cmocka_unit_test(dragging_the_edge_leaves_nothing_behind),
        cmocka_unit_test(a_change_while_it_is_drawn_leaves_nothing_behind),
        cmocka_unit_test(after_any_resize_the_frame_is_whole),
        cmocka_unit_test(a_narrower_terminal_that_is_full_keeps_all),
        cmocka_unit_test(a_lower_terminal_neither_doubles_nor_loses_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

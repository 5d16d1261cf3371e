/* SPDX-License-Identifier: MIT */
/*
 * Screen: the bytes are replayed on a tiny terminal, which must then show the
 * frame and nothing else, below all that stood there before; and they are few.
 */
#include "support.h"

#include "ask/screen.h"
#include "base/utf8.h"
#include "emulator.h"
#include "wide_kb.h"

#include <string.h>

/* Bytes that one key press may write. */
#define MOST_BYTES 4096

/* A terminal with an interview on it, and what it should show. */
struct session {
    struct interview interview;
    struct frame_style style;
    struct emulator emulator;
    struct screen screen;
    struct frame frame;
    struct buffer out;
    struct buffer scratch;
    struct array above; /* struct buffer: lines that stand above for good */
    uint32_t passed;    /* finished questions that were passed so far */
    bool is_exact;      /* nothing else may stand above */
};

static void add_above(struct session *session, const char *bytes, size_t length)
{
    struct buffer *line = array_push(&session->above);

    assert_non_null(line);
    buffer_puts(line, "");
    buffer_append(line, bytes, length);
    assert_false(line->failed);
}

static void open_session(struct session *session, const dvf_kb *kb,
                         unsigned columns, unsigned rows)
{
    static const char shell[] = "$";

    *session = (struct session){
        .style = {.columns = columns, .rows = rows, .colour = true},
        .is_exact = true,
    };
    assert_true(interview_init(&session->interview, kb, "x"));
    interview_begin(&session->interview);
    emulator_init(&session->emulator, columns, rows);
    array_init(&session->above, sizeof(struct buffer));
    emulator_write(&session->emulator, shell, sizeof shell - 1);
    emulator_write(&session->emulator, "\r\n", 2);
    add_above(session, shell, sizeof shell - 1);
}

static void close_session(struct session *session)
{
    size_t i;

    for (i = 0; i < session->above.count; i++)
        buffer_release(array_at(&session->above, i));
    array_release(&session->above);
    interview_release(&session->interview);
    emulator_release(&session->emulator);
    screen_release(&session->screen);
    frame_release(&session->frame);
    buffer_release(&session->out);
    buffer_release(&session->scratch);
}

/* The text of a line of the frame that is shown, without colours. */
static void read_frame(struct session *session, size_t index)
{
    const struct frame *frame = &session->screen.shown;
    const struct frame_line *line = array_at(&frame->lines, index);
    const char *bytes = frame->text.bytes + line->start;
    size_t i;

    buffer_clear(&session->scratch);
    buffer_puts(&session->scratch, "");
    for (i = 0; i < line->length; i++) {
        if (bytes[i] == '\x1b')
            i += strcspn(bytes + i, "m");
        else
            buffer_putc(&session->scratch, bytes[i]);
    }
    while (session->scratch.length > 0 &&
           session->scratch.bytes[session->scratch.length - 1] == ' ')
        session->scratch.bytes[--session->scratch.length] = '\0';
}

/* What the update is to leave above for good. */
static void note_passed(struct session *session)
{
    const struct frame *frame = &session->screen.shown;
    uint32_t finished = frame->left_out + frame->finished;

    if (session->passed > finished)
        session->passed = finished;
    for (; session->passed < frame->above; session->passed++) {
        read_frame(session, session->passed - frame->left_out);
        add_above(session, session->scratch.bytes, session->scratch.length);
    }
}

static void expect_line(struct session *session, size_t line,
                        const char *expected)
{
    struct buffer text = {0};

    emulator_read(&session->emulator, line, &text);
    if (strcmp(text.bytes, expected) != 0) {
        emulator_print(&session->emulator);
        print_error("line %zu\n", line);
    }
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

/* The terminal shows the frame and what stands above, and the cursor is where
 * it belongs. */
static void expect_shown(struct session *session)
{
    const struct frame *frame = &session->screen.shown;
    const struct emulator *emulator = &session->emulator;
    size_t first = session->passed > frame->left_out
                       ? session->passed - frame->left_out
                       : 0;
    size_t count = frame->lines.count - first;
    size_t start;
    size_t i;

    assert_int_equal(emulator->wrapped, 0);
    assert_false(emulator->is_hidden);
    assert_false(emulator->is_coloured);
    assert_true(count <= session->style.rows);
    assert_true(emulator_lines(emulator) >= count);
    start = emulator->row - (frame->cursor_row - first);
    if (session->is_exact) {
        assert_int_equal(start, session->above.count);
        for (i = 0; i < session->above.count; i++)
            expect_line(session, i,
                        ((struct buffer *)array_at(&session->above, i))->bytes);
    }
    for (i = 0; i < count; i++) {
        read_frame(session, first + i);
        expect_line(session, start + i, session->scratch.bytes);
    }
    assert_true(emulator_lines(emulator) <= start + count);
    assert_true(start >= emulator->top);
    assert_int_equal(emulator->column, frame->cursor_column);
}

/* @return bytes written */
static size_t show(struct session *session)
{
    size_t length;

    frame_draw(&session->frame, &session->interview, &session->style);
    assert_false(session->frame.failed);
    buffer_clear(&session->out);
    screen_update(&session->screen, &session->frame, session->style.columns,
                  &session->out);
    assert_false(session->out.failed);
    assert_int_equal(session->frame.lines.count, 0);
    length = session->out.length;
    if (length > 0)
        emulator_write(&session->emulator, session->out.bytes, length);
    note_passed(session);
    expect_shown(session);
    return length;
}

/* The terminal changes, and what scrolled away before is not looked at. */
static void resize(struct session *session, unsigned columns, unsigned rows)
{
    session->is_exact = false;
    session->style.columns = columns;
    session->style.rows = rows;
    emulator_resize(&session->emulator, columns, rows);
    frame_draw(&session->frame, &session->interview, &session->style);
    buffer_clear(&session->out);
    screen_update(&session->screen, &session->frame, columns, &session->out);
    assert_false(session->out.failed);
    if (session->out.length > 0)
        emulator_write(&session->emulator, session->out.bytes,
                       session->out.length);
    session->passed = session->screen.passed;
    expect_shown(session);
}

static void press(struct session *session, enum key_kind kind,
                  uint32_t character)
{
    interview_press(&session->interview, (struct key){kind, character});
}

/* Keys that lead everywhere; to leave is the last one. */
static const struct key keys[] = {
    {KEY_UP, 0},          {KEY_DOWN, 0},         {KEY_DOWN, 0},
    {KEY_PAGE_DOWN, 0},   {KEY_END, 0},          {KEY_HOME, 0},
    {KEY_ENTER, 0},       {KEY_ENTER, 0},        {KEY_ENTER, 0},
    {KEY_ENTER, 0},       {KEY_ESCAPE, 0},       {KEY_BACKSPACE, 0},
    {KEY_CHARACTER, ' '}, {KEY_CHARACTER, '?'},  {KEY_CHARACTER, '<'},
    {KEY_CHARACTER, '-'}, {KEY_CHARACTER, 's'},  {KEY_CHARACTER, '/'},
    {KEY_CHARACTER, '='}, {KEY_CHARACTER, '1'},  {KEY_CHARACTER, '7'},
    {KEY_CHARACTER, 'a'}, {KEY_CHARACTER, 0xe9}, {KEY_CHARACTER, 0x65e5},
    {KEY_CHARACTER, 'q'},
};

static void press_any(struct session *session, struct random *random)
{
    /* Whoever leaves comes back. */
    if (session->interview.mode == MODE_DONE)
        interview_begin(&session->interview);
    else
        interview_press(&session->interview,
                        keys[random_below(random, COUNT(keys))]);
}

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

/* On a terminal with room for all of it nothing is lost or doubled. */
static void a_change_of_width_redraws_cleanly(void **state)
{
    struct random random = {3};
    dvf_kb *wide = load_wide_kb();
    int i;
    int k;

    (void)state;
    for (i = 0; i < 6; i++) {
        struct session session;

        open_session(&session, i % 2 == 0 ? dvf_kb_builtin() : wide, 80, 200);
        for (k = 0; k < 100; k++) {
            show(&session);
            if (random_once_in(&random, 3)) {
                session.style.columns = 20 + random_below(&random, 120);
                emulator_resize(&session.emulator, session.style.columns, 200);
                show(&session);
            }
            press_any(&session, &random);
        }
        close_session(&session);
    }
    dvf_kb_free(wide);
}

/* Where the frame was larger than the terminal is now, some of it has scrolled
 * away before anything could be done; but the frame is whole. */
static void after_any_resize_the_frame_is_whole(void **state)
{
    struct random random = {4};
    int i;
    int k;

    (void)state;
    for (i = 0; i < 10; i++) {
        struct session session;

        open_session(&session, dvf_kb_builtin(), 80, 24);
        for (k = 0; k < 100; k++) {
            show(&session);
            if (random_once_in(&random, 4))
                resize(&session, 20 + random_below(&random, 100),
                       6 + random_below(&random, 40));
            press_any(&session, &random);
        }
        close_session(&session);
    }
}

static void a_lower_terminal_doubles_no_finished_question(void **state)
{
    struct session session;
    struct buffer text = {0};
    size_t found = 0;
    size_t i;
    int k;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 40);
    for (k = 0; k < 12; k++) {
        show(&session);
        press(&session, KEY_ENTER, 0);
    }
    show(&session);
    resize(&session, 80, 10);
    for (i = 0; i < session.emulator.lines.count; i++) {
        emulator_read(&session.emulator, i, &text);
        found += strncmp(text.bytes, "\u2713", 3) == 0;
    }
    assert_int_equal(found, session.interview.asked.count);
    buffer_release(&text);
    close_session(&session);
}

/* Whatever was shown in their place when it became lower. */
static void a_lower_terminal_loses_no_finished_question(void **state)
{
    struct session session;
    struct buffer text = {0};
    struct buffer line = {0};
    uint32_t i;
    size_t k;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    session.style.colour = false;
    for (i = 0; i < 15; i++) {
        press(&session, KEY_CHARACTER, '-');
        show(&session);
    }
    press(&session, KEY_CHARACTER, '?');
    show(&session);
    assert_true(session.screen.shown.left_out > 0);
    resize(&session, 80, 5);
    press(&session, KEY_CHARACTER, '?');
    resize(&session, 80, 24);
    press(&session, KEY_CHARACTER, 'q');
    resize(&session, 80, 24);
    for (i = 0; i < session.interview.asked.count; i++) {
        uint32_t attribute = *(uint32_t *)array_at(&session.interview.asked, i);

        buffer_clear(&line);
        frame_append_finished(&line, &session.interview, attribute,
                              &session.style);
        for (k = 0; k < session.emulator.lines.count; k++) {
            emulator_read(&session.emulator, k, &text);
            if (strcmp(text.bytes, line.bytes) == 0)
                break;
        }
        assert_true(k < session.emulator.lines.count);
    }
    buffer_release(&text);
    buffer_release(&line);
    close_session(&session);
}

static void what_is_typed_may_wrap_at_the_cursor(void **state)
{
    struct session session;
    unsigned columns;
    int i;

    (void)state;
    for (columns = 20; columns < 70; columns++) {
        open_session(&session, dvf_kb_builtin(), 80, 100);
        press(&session, KEY_CHARACTER, '/');
        for (i = 0; i < 60; i++)
            press(&session, KEY_CHARACTER, 'x');
        show(&session);
        session.style.columns = columns;
        emulator_resize(&session.emulator, columns, 100);
        show(&session);
        close_session(&session);
    }
}

static void finished_questions_stay_above_in_order(void **state)
{
    struct session session;
    struct buffer text = {0};
    struct buffer line = {0};
    uint32_t i;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 12);
    while (session.interview.mode != MODE_DONE) {
        show(&session);
        press(&session, KEY_ENTER, 0);
    }
    session.style.colour = false;
    show(&session);
    assert_true(session.interview.asked.count > 10);
    for (i = 0; i < session.interview.asked.count; i++) {
        uint32_t attribute = *(uint32_t *)array_at(&session.interview.asked, i);

        buffer_clear(&line);
        frame_append_finished(&line, &session.interview, attribute,
                              &session.style);
        emulator_read(&session.emulator, i + 1, &text);
        assert_string_equal(text.bytes, line.bytes);
    }
    emulator_read(&session.emulator, i + 1, &text);
    assert_string_equal(text.bytes, "");
    assert_int_equal(session.emulator.row, i + 1);
    buffer_release(&text);
    buffer_release(&line);
    close_session(&session);
}

static void going_back_takes_a_finished_line_away(void **state)
{
    struct session session;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    show(&session);
    press(&session, KEY_ENTER, 0);
    show(&session);
    expect_line(&session, 1,
                "\u2713 What is it that you are mainly buildi\u2026"
                "  A SaaS product with customers, plans\u2026");
    press(&session, KEY_CHARACTER, '<');
    show(&session);
    assert_int_equal(session.above.count, 1);
    close_session(&session);
}

static void the_summary_leaves_nothing_behind(void **state)
{
    struct session session;
    int i;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    for (i = 0; i < 8; i++) {
        press(&session, KEY_CHARACTER, '-');
        show(&session);
    }
    assert_int_equal(session.screen.passed, 0);
    press(&session, KEY_CHARACTER, 's');
    show(&session);
    press(&session, KEY_ESCAPE, 0);
    show(&session);
    press(&session, KEY_CHARACTER, '?');
    show(&session);
    press(&session, KEY_ESCAPE, 0);
    show(&session);
    assert_int_equal(session.screen.passed, 0);
    assert_int_equal(session.above.count, 1);
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

static void a_move_of_the_cursor_alone_does_not_hide_it(void **state)
{
    static const char text[] = "one\ntwo";
    struct screen screen = {.drawn = false};
    struct buffer out = {0};
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        struct frame frame = {.cursor_row = (uint32_t)(1 - i), .rows = 24};
        struct frame_line *line;

        array_init(&frame.lines, sizeof *line);
        buffer_puts(&frame.text, text);
        line = array_push(&frame.lines);
        *line = (struct frame_line){0, 3, 3};
        line = array_push(&frame.lines);
        *line = (struct frame_line){4, 3, 3};
        buffer_clear(&out);
        screen_update(&screen, &frame, 80, &out);
        frame_release(&frame);
    }
    assert_string_equal(out.bytes, "\x1b[A\r");
    buffer_release(&out);
    screen_release(&screen);
}

/* Of random keys and of all that a list scrolls by. */
static void expect_few_bytes(unsigned columns, unsigned rows)
{
    struct random random = {5};
    struct session session;
    int i;

    open_session(&session, dvf_kb_builtin(), columns, rows);
    for (i = 0; i < 3000; i++) {
        assert_true(show(&session) < MOST_BYTES);
        press_any(&session, &random);
    }
    close_session(&session);
    open_session(&session, dvf_kb_builtin(), columns, rows);
    while (session.interview.mode != MODE_SUMMARY) {
        press(&session, KEY_CHARACTER, '?');
        assert_true(show(&session) < MOST_BYTES);
        press(&session, KEY_CHARACTER, ' ');
        assert_true(show(&session) < MOST_BYTES);
        press(&session, KEY_END, 0);
        press(&session, KEY_ENTER, 0);
        assert_true(show(&session) < MOST_BYTES);
    }
    for (i = 0; i < 40; i++) {
        press(&session, KEY_UP, 0);
        assert_true(show(&session) < MOST_BYTES);
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
        show(&session);
        press(&session, KEY_ENTER, 0);
        show(&session);
        emulator_resize(&session.emulator, columns, 100);
        buffer_clear(&session.out);
        screen_erase(&session.screen, columns, &session.out);
        emulator_write(&session.emulator, session.out.bytes,
                       session.out.length);
        assert_int_equal(session.emulator.row, 1);
        assert_int_equal(session.emulator.column, 0);
        assert_int_equal(emulator_lines(&session.emulator), 2);
        expect_line(&session, 1, "");
        session.style.columns = columns;
        show(&session);
        close_session(&session);
    }
}

static void what_is_forgotten_is_drawn_anew_below(void **state)
{
    static const char stopped[] = "\r\n\n\n\n\n\n\n\n\nstopped\r\n";
    struct session session;
    size_t before;

    (void)state;
    open_session(&session, dvf_kb_builtin(), 80, 24);
    press(&session, KEY_ENTER, 0);
    before = show(&session);
    screen_forget(&session.screen);
    emulator_write(&session.emulator, stopped, sizeof stopped - 1);
    session.is_exact = false;
    assert_true(show(&session) + 10 > before);
    close_session(&session);
}

static void a_frame_that_failed_is_not_shown(void **state)
{
    struct screen screen = {.drawn = false};
    struct frame frame = {.failed = true};
    struct buffer out = {0};

    (void)state;
    screen_update(&screen, &frame, 80, &out);
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
        cmocka_unit_test(a_change_of_width_redraws_cleanly),
        cmocka_unit_test(after_any_resize_the_frame_is_whole),
        cmocka_unit_test(a_lower_terminal_doubles_no_finished_question),
        cmocka_unit_test(a_lower_terminal_loses_no_finished_question),
        cmocka_unit_test(what_is_typed_may_wrap_at_the_cursor),
        cmocka_unit_test(finished_questions_stay_above_in_order),
        cmocka_unit_test(going_back_takes_a_finished_line_away),
        cmocka_unit_test(the_summary_leaves_nothing_behind),
        cmocka_unit_test(lines_that_are_the_same_are_not_written_again),
        cmocka_unit_test(a_move_of_the_cursor_alone_does_not_hide_it),
        cmocka_unit_test(a_key_press_writes_few_bytes),
        cmocka_unit_test(an_erased_frame_leaves_the_cursor_where_it_began),
        cmocka_unit_test(what_is_forgotten_is_drawn_anew_below),
        cmocka_unit_test(a_frame_that_failed_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

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
    struct array above; /* struct above: lines that stand above for good */
    bool is_exact;      /* nothing else may stand above */
};

/* A line above, and the least room that it has had. */
struct above {
    struct buffer text;
    unsigned columns;
};

static void add_above(struct session *session, const char *bytes)
{
    struct above *line = array_push(&session->above);

    assert_non_null(line);
    buffer_puts(&line->text, bytes);
    line->columns = session->style.columns;
    assert_false(line->text.failed);
}

/* Somebody else writes a line. */
static void write_above(struct session *session, const char *text)
{
    emulator_write(&session->emulator, text, strlen(text));
    emulator_write(&session->emulator, "\r\n", 2);
    add_above(session, text);
}

static void open_session(struct session *session, const dvf_kb *kb,
                         unsigned columns, unsigned rows)
{
    *session = (struct session){
        .style = {.columns = columns, .rows = rows, .colour = true},
        .is_exact = true,
    };
    assert_true(interview_init(&session->interview, kb, "x"));
    interview_begin(&session->interview);
    emulator_init(&session->emulator, columns, rows);
    array_init(&session->above, sizeof(struct above));
    write_above(session, "$");
}

static void close_session(struct session *session)
{
    size_t i;

    for (i = 0; i < session->above.count; i++)
        buffer_release(&((struct above *)array_at(&session->above, i))->text);
    array_release(&session->above);
    interview_release(&session->interview);
    emulator_release(&session->emulator);
    screen_release(&session->screen);
    frame_release(&session->frame);
    buffer_release(&session->out);
    buffer_release(&session->scratch);
}

/* Put the text of a line, without colours, into the scratch buffer. */
static void read_frame(struct session *session, const struct frame *frame,
                       size_t index)
{
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

/* Append a text without its blanks: they are lost where a line is wrapped. */
static void append_words(struct buffer *out, const char *text)
{
    buffer_puts(out, "");
    for (; *text != '\0'; text++)
        if (*text != ' ')
            buffer_putc(out, *text);
}

/* A line that was written once stands there still, from this line of the
 * terminal on: whole, or as much of it as had room ever since.
 * @return the line after it */
static size_t expect_above(struct session *session, const struct above *above,
                           size_t line)
{
    bool is_whole = !session->emulator.cuts ||
                    utf8_width(above->text.bytes, above->text.length) <=
                        above->columns;
    struct buffer expected = {0};
    struct buffer found = {0};
    struct buffer text = {0};
    bool goes_on;

    append_words(&expected, above->text.bytes);
    do {
        assert_true(line < emulator_lines(&session->emulator));
        goes_on = emulator_goes_on(&session->emulator, line);
        emulator_read(&session->emulator, line, &text);
        append_words(&found, text.bytes);
        line++;
    } while (goes_on);
    if (strncmp(found.bytes, expected.bytes, found.length) != 0 ||
        (is_whole && found.length != expected.length)) {
        emulator_print(&session->emulator);
        fail_msg("line %zu is not %s", line - 1, above->text.bytes);
    }
    assert_true(is_whole || found.length > 0);
    buffer_release(&expected);
    buffer_release(&found);
    buffer_release(&text);
    return line;
}

/* The terminal shows the live lines, below all that stands above, and the
 * cursor is where they begin. */
static void expect_shown(struct session *session)
{
    const struct frame *frame = &session->screen.shown;
    const struct emulator *emulator = &session->emulator;
    size_t count = frame->lines.count - frame->news;
    size_t line = 0;
    size_t i;

    assert_int_equal(emulator->wrapped, 0);
    assert_int_equal(emulator->is_hidden, !frame->is_last);
    assert_false(emulator->is_coloured);
    assert_false(emulator->is_cutting);
    assert_true(count <= session->style.rows);
    for (i = 0; i < session->above.count; i++)
        line = expect_above(session, array_at(&session->above, i), line);
    if (session->is_exact)
        assert_int_equal(emulator->row, line);
    assert_true(emulator->row >= line && emulator->row >= emulator->top);
    assert_int_equal(emulator->column, 0);
    for (i = 0; i < count; i++) {
        read_frame(session, frame, frame->news + i);
        expect_line(session, emulator->row + i, session->scratch.bytes);
    }
    assert_true(emulator_lines(emulator) <= emulator->row + count);
}

/* @return bytes written */
static size_t show(struct session *session)
{
    size_t length;
    size_t i;

    frame_draw(&session->frame, &session->interview, &session->style);
    assert_false(session->frame.failed);
    interview_told(&session->interview);
    for (i = 0; i < session->frame.news; i++) {
        read_frame(session, &session->frame, i);
        add_above(session, session->scratch.bytes);
    }
    buffer_clear(&session->out);
    screen_update(&session->screen, &session->frame, &session->out);
    assert_false(session->out.failed);
    assert_int_equal(session->frame.lines.count, 0);
    length = session->out.length;
    if (length > 0)
        emulator_write(&session->emulator, session->out.bytes, length);
    expect_shown(session);
    return length;
}

/* The terminal changes, and with it what is shown. */
static void resize(struct session *session, unsigned columns, unsigned rows)
{
    session->style.columns = columns;
    session->style.rows = rows;
    for (size_t i = 0; i < session->above.count; i++) {
        struct above *above = array_at(&session->above, i);

        if (columns < above->columns)
            above->columns = columns;
    }
    emulator_resize(&session->emulator, columns, rows);
    show(session);
}

static void press(struct session *session, enum key_kind kind,
                  uint32_t character)
{
    interview_press(&session->interview, (struct key){kind, character});
}

/* The first answer of the list. */
static void answer(struct session *session)
{
    press(session, KEY_HOME, 0);
    press(session, KEY_CHARACTER, ' ');
    press(session, KEY_ENTER, 0);
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
    interview_press(&session->interview,
                    keys[random_below(random, COUNT(keys))]);
    /* Whoever leaves comes back, and need not be told. */
    if (session->interview.mode == MODE_DONE) {
        interview_begin(&session->interview);
        interview_told(&session->interview);
    }
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

/* A question has room to wrap: a terminal that becomes narrower by a quarter
 * keeps its first line, and so leaves nothing of it behind. */
static void a_narrower_terminal_of_usual_height_keeps_all(void **state)
{
    static const unsigned usual[][2] = {{80, 24}, {100, 30}, {60, 20}};
    struct session session;
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < COUNT(usual); i++) {
        open_session(&session, dvf_kb_builtin(), usual[i][0], usual[i][1]);
        for (k = 0; k < 120; k++) {
            static const char presses[] = "s?-";

            show(&session);
            resize(&session, usual[i][0] - usual[i][0] / 4, usual[i][1]);
            resize(&session, usual[i][0], usual[i][1]);
            press(&session, KEY_CHARACTER, (uint32_t)presses[k / 2 % 3]);
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
    expect_line(&session, 2,
                "< Back to: What is it that you are mainly building?");
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
        answer(&session);
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
        cmocka_unit_test(a_change_of_width_touches_nothing_above),
        cmocka_unit_test(dragging_the_edge_leaves_nothing_behind),
        cmocka_unit_test(a_change_while_it_is_drawn_leaves_nothing_behind),
        cmocka_unit_test(after_any_resize_the_frame_is_whole),
        cmocka_unit_test(a_narrower_terminal_of_usual_height_keeps_all),
        cmocka_unit_test(a_lower_terminal_neither_doubles_nor_loses_a_line),
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

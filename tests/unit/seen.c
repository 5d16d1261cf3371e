/* SPDX-License-Identifier: MIT */
/*
 * An interview on a tiny terminal: see seen.h.
 */
#include "seen.h"

#include "base/utf8.h"

#include <string.h>

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
void write_above(struct session *session, const char *text)
{
    emulator_write(&session->emulator, text, strlen(text));
    emulator_write(&session->emulator, "\r\n", 2);
    add_above(session, text);
}

void open_session(struct session *session, const dvf_kb *kb, unsigned columns,
                  unsigned rows)
{
    *session = (struct session){
        .style = {.columns = columns, .rows = rows, .colour = true},
        .is_exact = true,
    };
    assert_int_equal(interview_init(&session->interview, kb, "x"), DVF_OK);
    session->interview.unanalysed = true;
    interview_begin(&session->interview);
    emulator_init(&session->emulator, columns, rows);
    array_init(&session->above, sizeof(struct above));
    write_above(session, "$");
}

void close_session(struct session *session)
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

void expect_line(struct session *session, size_t line, const char *expected)
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
size_t show(struct session *session)
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
void resize(struct session *session, unsigned columns, unsigned rows)
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

void press(struct session *session, enum key_kind kind, uint32_t character)
{
    interview_press(&session->interview, (struct key){kind, character});
}

/* The first answer of the list. */
void answer(struct session *session)
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

void press_any(struct session *session, struct random *random)
{
    interview_press(&session->interview,
                    keys[random_below(random, COUNT(keys))]);
    /* Whoever leaves comes back, and need not be told. */
    if (session->interview.mode == MODE_DONE) {
        interview_begin(&session->interview);
        interview_told(&session->interview);
    }
}

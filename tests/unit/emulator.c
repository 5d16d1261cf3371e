/* SPDX-License-Identifier: MIT */
/*
 * A tiny terminal: see emulator.h.
 */
#include "emulator.h"

#include "support.h"

#include "base/utf8.h"

#include <string.h>

#define TEXT_MAX 16

/* A character with its combining marks; the second half of a wide one, and what
 * was never written or was erased, has no text. */
struct cell {
    char text[TEXT_MAX];
    unsigned char width;
};

struct line {
    struct cell cells[EMULATOR_COLUMNS_MAX];
    unsigned used; /* columns that were written since it was erased whole */
    bool goes_on;  /* on the next line */
};

static struct line *line_at(const struct emulator *emulator, size_t index)
{
    return array_at(&emulator->lines, index);
}

static struct line *push_line(struct array *lines)
{
    struct line *line = array_push(lines);

    assert_non_null(line);
    return line;
}

void emulator_init(struct emulator *emulator, unsigned columns, unsigned rows)
{
    assert_true(columns > 0 && columns <= EMULATOR_COLUMNS_MAX && rows > 0);
    *emulator = (struct emulator){.columns = columns, .rows = rows};
    array_init(&emulator->lines, sizeof(struct line));
    push_line(&emulator->lines);
}

void emulator_release(struct emulator *emulator)
{
    array_release(&emulator->lines);
}

/* ------------------------------------------------------------------ writing */

/* The cursor moves down, and the grid where it would leave it. */
static void feed_line(struct emulator *emulator)
{
    emulator->row++;
    while (emulator->row >= emulator->lines.count)
        push_line(&emulator->lines);
    if (emulator->row >= emulator->top + emulator->rows)
        emulator->top = emulator->row - emulator->rows + 1;
}

/* Half of a wide character cannot be kept. */
static void clear_cell(struct line *line, unsigned column)
{
    struct cell *cell = &line->cells[column];

    if (cell->width == 0 && column > 0 && cell[-1].width == 2)
        cell[-1] = (struct cell){.width = 0};
    if (cell->width == 2 && column + 1 < EMULATOR_COLUMNS_MAX)
        cell[1] = (struct cell){.width = 0};
    *cell = (struct cell){.width = 0};
}

static void put_character(struct emulator *emulator, const char *bytes,
                          size_t length, unsigned width)
{
    struct line *line;
    struct cell *cell;

    if (emulator->column + width > emulator->columns && emulator->is_cutting)
        emulator->column = emulator->columns - width;
    if (emulator->column + width > emulator->columns) {
        emulator->wrapped++;
        line_at(emulator, emulator->row)->goes_on = true;
        feed_line(emulator);
        emulator->column = 0;
    }
    line = line_at(emulator, emulator->row);
    clear_cell(line, emulator->column);
    if (width == 2)
        clear_cell(line, emulator->column + 1);
    cell = &line->cells[emulator->column];
    assert_true(length < TEXT_MAX);
    memcpy(cell->text, bytes, length);
    cell->width = (unsigned char)width;
    emulator->column += width;
    if (emulator->column > line->used)
        line->used = emulator->column;
}

static void combine(struct emulator *emulator, const char *bytes, size_t length)
{
    struct line *line = line_at(emulator, emulator->row);
    unsigned column = emulator->column;
    size_t used;

    if (column == 0)
        return;
    column--;
    if (line->cells[column].width == 0 && column > 0)
        column--;
    used = strlen(line->cells[column].text);
    assert_true(used + length < TEXT_MAX);
    memcpy(line->cells[column].text + used, bytes, length);
}

static void erase_line(struct emulator *emulator)
{
    struct line *line = line_at(emulator, emulator->row);
    unsigned i;

    for (i = emulator->column; i < EMULATOR_COLUMNS_MAX; i++)
        clear_cell(line, i);
    if (emulator->column == 0)
        line->used = 0;
    line->goes_on = false;
}

/* As tmux does: all of a grid that is erased at once is kept above it. */
static void erase_below(struct emulator *emulator)
{
    bool is_all = emulator->row == emulator->top && emulator->column == 0;

    if (is_all && emulator_lines(emulator) > emulator->row + 1) {
        emulator->top = emulator->lines.count;
        emulator->row = emulator->top;
        push_line(&emulator->lines);
        return;
    }
    erase_line(emulator);
    if (emulator->row + 1 < emulator->lines.count)
        emulator->lines.count = emulator->row + 1;
}

static void move(struct emulator *emulator, int rows, int columns)
{
    long row = (long)emulator->row + rows;
    long column = (long)emulator->column + columns;
    long last = (long)(emulator->top + emulator->rows) - 1;

    row = row < (long)emulator->top ? (long)emulator->top : row;
    row = row > last ? last : row;
    column = column < 0 ? 0 : column;
    if (column >= (long)emulator->columns)
        column = (long)emulator->columns - 1;
    emulator->row = (size_t)row;
    emulator->column = (unsigned)column;
    while (emulator->row >= emulator->lines.count)
        push_line(&emulator->lines);
}

static void do_sequence(struct emulator *emulator, const char *parameters,
                        char last)
{
    int number = 0;
    const char *at;

    for (at = parameters; *at >= '0' && *at <= '9'; at++)
        number = number * 10 + (*at - '0');
    if (last != 'm' && parameters[0] != '?')
        assert_int_equal(*at, '\0');
    if (last == 'A' || last == 'B')
        move(emulator, (number > 0 ? number : 1) * (last == 'A' ? -1 : 1), 0);
    else if (last == 'C')
        move(emulator, 0, number > 0 ? number : 1);
    else if (last == 'K')
        erase_line(emulator);
    else if (last == 'J')
        erase_below(emulator);
    else if (last == 'm')
        emulator->is_coloured = strcmp(parameters, "0") != 0;
    else if (strcmp(parameters, "?25") == 0)
        emulator->is_hidden = last == 'l';
    else if (strcmp(parameters, "?7") == 0)
        emulator->is_cutting = last == 'l';
    else
        fail_msg("sequence %s%c", parameters, last);
}

/* @return bytes that the sequence after ESC takes */
static size_t take_sequence(struct emulator *emulator, const char *bytes,
                            size_t length)
{
    char parameters[TEXT_MAX] = {0};
    size_t i = 1;

    assert_true(length > 1 && bytes[0] == '[');
    while (i < length && (bytes[i] < '@' || bytes[i] > '~'))
        i++;
    assert_true(i < length && i <= TEXT_MAX);
    memcpy(parameters, bytes + 1, i - 1);
    do_sequence(emulator, parameters, bytes[i]);
    return i + 1;
}

static size_t take_text(struct emulator *emulator, const char *bytes,
                        size_t length)
{
    uint32_t character = 0;
    size_t used = utf8_decode(bytes, length, &character);
    unsigned width;

    assert_true(used > 0);
    assert_false(utf8_is_hostile(character));
    width = utf8_columns(character);
    if (width == 0)
        combine(emulator, bytes, used);
    else
        put_character(emulator, bytes, used, width);
    return used;
}

void emulator_write(struct emulator *emulator, const char *bytes, size_t length)
{
    size_t i = 0;

    while (i < length) {
        switch (bytes[i]) {
        case '\x1b':
            i += 1 + take_sequence(emulator, bytes + i + 1, length - i - 1);
            break;
        case '\r':
            emulator->column = 0;
            i++;
            break;
        case '\n':
            feed_line(emulator);
            i++;
            break;
        default:
            i += take_text(emulator, bytes + i, length - i);
        }
    }
}

/* ----------------------------------------------------------------- resizing */

/* Lines wrapped at another width, and the cursor on its way there. */
struct wrapping {
    struct array lines;
    unsigned columns;
    unsigned column; /* behind what was copied last */
    size_t row;      /* of the cursor */
    unsigned cursor;
};

static void copy_line(struct wrapping *wrapping, const struct line *line,
                      bool has_cursor, unsigned cursor)
{
    unsigned used = line->used;
    unsigned i;

    for (i = 0; i < used; i++) {
        const struct cell *cell = &line->cells[i];
        unsigned width = cell->width > 0 ? cell->width : 1;
        struct line *to = array_at(&wrapping->lines, wrapping->lines.count - 1);

        if (wrapping->column + width > wrapping->columns) {
            to->goes_on = true;
            to = push_line(&wrapping->lines);
            wrapping->column = 0;
        }
        if (has_cursor && i == cursor) {
            wrapping->row = wrapping->lines.count - 1;
            wrapping->cursor = wrapping->column;
        }
        to->cells[wrapping->column] = *cell;
        wrapping->column += width;
        to->used = wrapping->column;
        i += width - 1;
    }
    if (!has_cursor || cursor < used)
        return;
    wrapping->row = wrapping->lines.count - 1;
    wrapping->cursor = wrapping->column + (cursor - used);
    if (wrapping->cursor >= wrapping->columns)
        wrapping->cursor = wrapping->columns - 1;
}

static void wrap_lines(struct emulator *emulator, unsigned columns)
{
    struct wrapping wrapping = {.columns = columns};
    size_t i;

    array_init(&wrapping.lines, sizeof(struct line));
    push_line(&wrapping.lines);
    for (i = 0; i < emulator->lines.count; i++) {
        const struct line *line = line_at(emulator, i);

        copy_line(&wrapping, line, i == emulator->row, emulator->column);
        if (line->goes_on || i + 1 == emulator->lines.count)
            continue;
        push_line(&wrapping.lines);
        wrapping.column = 0;
    }
    array_release(&emulator->lines);
    emulator->lines = wrapping.lines;
    emulator->row = wrapping.row;
    emulator->column = wrapping.cursor;
}

/* What has scrolled away is out of reach, and kept as it is. */
static void cut_lines(struct emulator *emulator, unsigned columns)
{
    for (size_t i = emulator->top; i < emulator->lines.count; i++) {
        struct line *line = line_at(emulator, i);

        for (unsigned k = columns; k < EMULATOR_COLUMNS_MAX; k++)
            clear_cell(line, k);
        if (line->used > columns)
            line->used = columns;
    }
    if (emulator->column >= columns)
        emulator->column = columns - 1;
}

/* What is below the cursor gives way first, then what is above. */
static size_t lines_kept(const struct emulator *emulator, unsigned rows)
{
    size_t lines = emulator_lines(emulator);

    if (lines > rows && lines > emulator->row + 1)
        return emulator->row + 1 > rows ? emulator->row + 1 : rows;
    return lines;
}

void emulator_resize(struct emulator *emulator, unsigned columns, unsigned rows)
{
    bool holds = emulator->holds && !emulator->cuts && rows == emulator->rows;

    assert_true(columns > 0 && columns <= EMULATOR_COLUMNS_MAX && rows > 0);
    while (holds && emulator->lines.count < emulator->top + rows)
        push_line(&emulator->lines);
    if (emulator->cuts)
        cut_lines(emulator, columns);
    else
        wrap_lines(emulator, columns);
    emulator->columns = columns;
    emulator->rows = rows;
    if (!holds)
        emulator->lines.count = lines_kept(emulator, rows);
    emulator->top = emulator->lines.count > rows ? emulator->lines.count - rows
                                                 : 0;
    /* As in tmux: a cursor that has scrolled away comes back to the corner. */
    if (emulator->row < emulator->top) {
        emulator->row = emulator->top;
        emulator->column = 0;
    }
}

/* ------------------------------------------------------------------ reading */

size_t emulator_lines(const struct emulator *emulator)
{
    size_t count = emulator->lines.count;

    while (count > emulator->row + 1 && line_at(emulator, count - 1)->used == 0)
        count--;
    return count;
}

bool emulator_goes_on(const struct emulator *emulator, size_t line)
{
    return line_at(emulator, line)->goes_on;
}

void emulator_read(const struct emulator *emulator, size_t line,
                   struct buffer *out)
{
    const struct line *record = line_at(emulator, line);
    unsigned i;

    buffer_clear(out);
    buffer_puts(out, "");
    for (i = 0; i < record->used; i++) {
        const struct cell *cell = &record->cells[i];

        buffer_puts(out, cell->width > 0 ? cell->text : " ");
        i += cell->width == 2;
    }
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    assert_false(out->failed);
}

void emulator_print(const struct emulator *emulator)
{
    struct buffer text = {0};
    size_t i;

    print_error("%ux%u, grid from line %zu, cursor %zu,%u\n", emulator->columns,
                emulator->rows, emulator->top, emulator->row, emulator->column);
    for (i = 0; i < emulator->lines.count; i++) {
        emulator_read(emulator, i, &text);
        print_error("%4zu%c|%s\n", i, i == emulator->top ? '=' : ' ',
                    text.bytes);
    }
    buffer_release(&text);
}

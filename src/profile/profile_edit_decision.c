/* SPDX-License-Identifier: MIT */
/*
 * Editing the decision in a profile's text: option, date and record, each a
 * value of one line, in the place of the old one or below its neighbours. They
 * are never removed.
 */
#include "profile/profile_edit_parts.h"
#include "yaml/scalar.h"

#include <string.h>

#define KEY "decision"

/* One of the values that are edited. */
struct row {
    const char *key;
    size_t offset; /* of its text in struct decision */
};

static const struct row rows[] = {
    {"option", offsetof(struct decision, option)},
    {"date", offsetof(struct decision, date)},
    {"record", offsetof(struct decision, record)},
};

#define ROWS (sizeof rows / sizeof *rows)

static const char *text_of(const struct decision *decision,
                           const struct row *row)
{
    return *(const char *const *)((const char *)decision + row->offset);
}

/* The new text of a row; null where it is as it was. */
static const char *new_text(const struct editor *editor, const struct row *row)
{
    const char *before = text_of(&editor->before->decision, row);
    const char *now = text_of(&editor->profile->decision, row);

    return now && (!before || strcmp(before, now) != 0) ? now : NULL;
}

static void put_text(struct editor *editor, const char *text)
{
    struct buffer *out = editor->out;
    const size_t start = out->length;

    yaml_append_scalar(out, text);
    if (!editor->quoted || out->failed || out->bytes[start] == '"')
        return;
    out->length = start;
    editor_put_word(editor, text);
}

static void put_pair(struct editor *editor, const struct row *row)
{
    editor_put_word(editor, row->key);
    buffer_puts(editor->out, editor->tight ? ":" : ": ");
    put_text(editor, text_of(&editor->profile->decision, row));
}

static void replace_text(struct editor *editor, uint32_t key, const char *text)
{
    const struct yaml_region region = yaml_text_value(&editor->text, key);
    const struct yaml_node *node = yaml_node(&editor->document, region.node);

    if (node->kind != YAML_SCALAR || node->multiline)
        editor->text.lost = true;
    if (editor->text.lost)
        return;
    editor_copy_up_to(editor, region.start);
    put_text(editor, text);
    editor->copied = region.end;
    /* Part them: a `#` right behind a word would be part of it. */
    if (region.end < editor->text.length &&
        editor->text.bytes[region.end] == '#')
        buffer_putc(editor->out, ' ');
}

/* Replace texts that are there. @return the last key of a row, or YAML_NONE */
static uint32_t replace_texts(struct editor *editor, uint32_t mapping)
{
    const uint32_t end = yaml_node(&editor->document, mapping)->end;
    uint32_t last = YAML_NONE;

    for (uint32_t key = mapping + 1; key < end && !editor->text.lost;
         key = editor_next_key(editor, key)) {
        const char *name = yaml_node(&editor->document, key)->text;

        for (size_t i = 0; i < ROWS; i++) {
            const char *text = new_text(editor, &rows[i]);

            if (strcmp(name, rows[i].key) != 0)
                continue;
            last = key;
            if (text)
                replace_text(editor, key, text);
        }
    }
    return last;
}

/* Copy the blanks before the first sign in the line of a place. */
static void put_margin(struct editor *editor, size_t at)
{
    const size_t line = editor_line_start(editor, at);

    buffer_puts(editor->out, editor->text.line_break);
    editor_copy(editor, line, yaml_text_skip_blanks(&editor->text, line));
}

/* Add the rows that the text has no key for, behind the value of a key. */
static void add_texts(struct editor *editor, uint32_t mapping, uint32_t key)
{
    const bool flow = yaml_node(&editor->document, mapping)->flow;
    const size_t start = yaml_text_start(&editor->text, key);
    const bool first = editor_is_first(editor, start);
    const struct yaml_region region = yaml_text_value(&editor->text, key);
    size_t at = flow ? region.end
                     : yaml_text_line_end(&editor->text, region.end);

    if (!flow && !first)
        editor->text.lost = true;
    for (size_t i = 0; i < ROWS && !editor->text.lost; i++) {
        if (!new_text(editor, &rows[i]) ||
            text_of(&editor->before->decision, &rows[i]))
            continue;
        editor_copy_up_to(editor, at);
        if (flow)
            buffer_putc(editor->out, ',');
        if (first)
            put_margin(editor, start);
        else if (!editor->tight)
            buffer_putc(editor->out, ' ');
        put_pair(editor, &rows[i]);
    }
}

/* ------------------------------------------------------------- a new one */

static void put_all(struct editor *editor)
{
    const char *between = "{";

    for (size_t i = 0; i < ROWS; i++) {
        if (!new_text(editor, &rows[i]))
            continue;
        buffer_puts(editor->out, between);
        put_pair(editor, &rows[i]);
        between = editor->tight ? "," : ", ";
    }
    buffer_putc(editor->out, '}');
}

/* Add a pair before the brace that ends the text. */
static void add_in_braces(struct editor *editor)
{
    const char *bytes = editor->text.bytes;
    const uint32_t last = editor_last_key(editor, 0);
    size_t end = editor->text.length;

    while (end > 0 && strchr(" \t\r\n", bytes[end - 1]))
        end--;
    if (end == 0 || bytes[end - 1] != '}' || last == YAML_NONE) {
        editor->text.lost = true;
        return;
    }
    end--;
    while (end > 0 && strchr(" \t\r\n", bytes[end - 1]))
        end--;
    editor->quoted = true;
    for (uint32_t i = 1; i < yaml_node(&editor->document, 0)->end; i++)
        editor->quoted = editor->quoted && editor_is_json(editor, i);
    editor_copy_up_to(editor, end);
    if (bytes[end - 1] != ',')
        buffer_putc(editor->out, ',');
    const size_t start = yaml_text_start(&editor->text, last);
    if (editor_is_first(editor, start))
        put_margin(editor, start);
    else
        buffer_putc(editor->out, ' ');
    editor_put_word(editor, KEY);
    buffer_puts(editor->out, ": ");
    put_all(editor);
}

/* True where an empty line parts the last key of the text from those before. */
static bool is_parted(const struct editor *editor)
{
    const uint32_t last = editor_last_key(editor, 0);
    const struct yaml_node *node = yaml_node(&editor->document, last);

    if (node->line < 2)
        return false;
    const size_t line = *(const size_t *)array_at(&editor->text.lines,
                                                  node->line - 2);
    return yaml_text_line_end(&editor->text,
                              yaml_text_skip_blanks(&editor->text, line)) ==
           yaml_text_skip_blanks(&editor->text, line);
}

/* Add lines at the end of the text. */
static void add_lines(struct editor *editor)
{
    const size_t length = editor->text.length;
    const size_t indent = yaml_node(&editor->document, 1)->column - 1;
    const bool ended = yaml_text_is_break(editor->text.bytes[length - 1]);
    const char *line_break = editor->text.line_break;

    editor_copy_up_to(editor, length);
    if (!ended)
        buffer_puts(editor->out, line_break);
    if (is_parted(editor))
        buffer_puts(editor->out, line_break);
    buffer_repeat(editor->out, " ", indent);
    buffer_puts(editor->out, KEY ":");
    for (size_t i = 0; i < ROWS; i++) {
        if (!new_text(editor, &rows[i]))
            continue;
        buffer_puts(editor->out, line_break);
        buffer_repeat(editor->out, " ",
                      indent < editor_usual_indent(editor)
                          ? editor_usual_indent(editor)
                          : indent + 2);
        put_pair(editor, &rows[i]);
    }
    if (ended)
        buffer_puts(editor->out, line_break);
}

void editor_edit_decision(struct editor *editor)
{
    const struct yaml_node *root = yaml_node(&editor->document, 0);
    const uint32_t key = yaml_find_key(&editor->document, 0, KEY);

    if (key == YAML_NONE) {
        if (root->flow)
            add_in_braces(editor);
        else
            add_lines(editor);
        return;
    }
    const uint32_t mapping = yaml_node(&editor->document, key)->end;
    editor_learn_style(editor, key);
    const uint32_t last = replace_texts(editor, mapping);
    if (last == YAML_NONE)
        editor->text.lost = true;
    else
        add_texts(editor, mapping, last);
}

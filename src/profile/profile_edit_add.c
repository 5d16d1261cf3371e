/* SPDX-License-Identifier: MIT */
/*
 * Adding answers to a profile's text, in the way that it is written: a line or
 * a pair in braces each, in quotes where it is JSON, and explained as in the
 * template only where the text has such explanations already.
 */
#include "profile/profile_edit_parts.h"

#include "profile/answer.h"
#include "profile/template.h"

#include <string.h>

/* Columns before the answers where nothing is indented yet. */
#define INDENT 2

/* ---------------------------------------------------------------- questions */

static bool is_added(const struct editor *editor, uint32_t attribute)
{
    return editor_is_changed(editor, attribute) &&
           editor->before->places[attribute].key.line == 0;
}

static uint32_t next_added(const struct editor *editor, uint32_t attribute)
{
    while (attribute < kb_attributes_count(editor->kb) &&
           !is_added(editor, attribute))
        attribute++;
    return attribute;
}

static const char *id_of(const struct editor *editor, uint32_t attribute)
{
    return kb_attribute_id(editor->kb, attribute);
}

uint32_t editor_next_key(const struct editor *editor, uint32_t key)
{
    return yaml_node(&editor->document, yaml_node(&editor->document, key)->end)
        ->end;
}

uint32_t editor_last_key(const struct editor *editor, uint32_t mapping)
{
    uint32_t end = yaml_node(&editor->document, mapping)->end;
    uint32_t last = YAML_NONE;

    for (uint32_t key = mapping + 1; key < end;
         key = editor_next_key(editor, key))
        last = key;
    return last;
}

/* ------------------------------------------------------------------- braces */

static void put_pair(struct editor *editor, uint32_t attribute)
{
    editor_put_word(editor, id_of(editor, attribute));
    buffer_puts(editor->out, editor->tight ? ":" : ": ");
    editor_put_answer(editor, attribute);
}

/* Beginning of the lines of pairs: a break, a copy of the bytes from `start` to
 * `end`, and `step` more for one further indent. */
struct margin {
    size_t start;
    size_t end;
    size_t step; /* bytes, from the start */
};

static void put_margin(struct editor *editor, const struct margin *margin)
{
    buffer_puts(editor->out, editor->text.line_break);
    editor_copy(editor, margin->start, margin->end);
    editor_copy(editor, margin->start, margin->start + margin->step);
}

/* Copy up to a place and a comment behind it, which belongs to the text
 * before. */
static void copy_with_comment(struct editor *editor, size_t at)
{
    size_t sign = yaml_text_skip_blanks(&editor->text, at);

    if (sign < editor->text.length && editor->text.bytes[sign] == '#')
        at = yaml_text_line_end(&editor->text, sign);
    editor_copy_up_to(editor, at);
}

/* Write the added pairs, in lines of their own where there is a margin. */
static void put_pairs(struct editor *editor, const struct margin *margin,
                      bool trailing)
{
    uint32_t count = kb_attributes_count(editor->kb);
    uint32_t attribute = next_added(editor, 0);

    while (attribute < count) {
        uint32_t next = next_added(editor, attribute + 1);

        if (margin)
            put_margin(editor, margin);
        put_pair(editor, attribute);
        if (next < count || trailing)
            buffer_putc(editor->out, ',');
        if (!margin && next < count && !editor->tight)
            buffer_putc(editor->out, ' ');
        attribute = next;
    }
}

static void add_behind_pair(struct editor *editor, uint32_t last)
{
    const size_t key = yaml_text_start(&editor->text, last);
    const struct margin margin = {editor_line_start(editor, key), key, 0};
    const size_t at = yaml_text_value(&editor->text, last).end;
    const size_t comma = yaml_text_skip_blanks(&editor->text, at);
    const bool trailing = comma < editor->text.length &&
                          editor->text.bytes[comma] == ',';

    editor_copy_up_to(editor, at);
    if (!editor_is_first(editor, key)) {
        buffer_puts(editor->out, editor->tight ? "," : ", ");
        put_pairs(editor, NULL, false);
        return;
    }
    if (trailing)
        editor_copy_up_to(editor, comma + 1);
    else
        buffer_putc(editor->out, ',');
    copy_with_comment(editor, editor->copied);
    put_pairs(editor, &margin, trailing);
}

static bool is_brace(const struct editor *editor, size_t at)
{
    return at < editor->text.length && editor->text.bytes[at] == '}';
}

/* Fill empty braces; JSON whose key begins a line gets one pair a line. */
static void add_in_empty(struct editor *editor, uint32_t key, uint32_t answers)
{
    const size_t start = yaml_text_start(&editor->text, key);
    const size_t line = editor_line_start(editor, start);
    const size_t open = yaml_text_start(&editor->text, answers) + 1;
    const size_t inner = yaml_text_skip_blanks(&editor->text, open);
    const struct margin margin = {line, start, start - line};
    const struct margin end = {line, start, 0};
    const bool lines = editor->quoted && editor_is_first(editor, start);

    copy_with_comment(editor, open);
    if (!is_brace(editor, inner)) {
        put_pairs(editor, editor_is_first(editor, start) ? &margin : NULL,
                  false);
    } else {
        put_pairs(editor, lines ? &margin : NULL, false);
        if (lines)
            put_margin(editor, &end);
        editor->copied = inner;
    }
}

/* -------------------------------------------------------------------- lines */

/* Skip comments that follow a line and are indented like answers: they belong
 * to the answer above. */
static size_t behind_comments(const struct editor *editor, size_t at,
                              size_t indent)
{
    size_t end = yaml_text_line_end(&editor->text, at);

    for (;;) {
        size_t next = yaml_text_skip_break(&editor->text, end);
        size_t sign = yaml_text_skip_blanks(&editor->text, next);

        if (end == editor->text.length || sign == editor->text.length ||
            editor->text.bytes[sign] != '#' || sign - next < indent)
            return end;
        end = yaml_text_line_end(&editor->text, sign);
    }
}

/* Append text with the line breaks of the file. */
static void append_lines(struct editor *editor, const struct buffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] == '\n')
            buffer_puts(editor->out, editor->text.line_break);
        else
            buffer_putc(editor->out, text->bytes[i]);
    }
}

/* Append the key and its value without an explanation. */
static void put_line(const struct editor *editor, uint32_t attribute,
                     size_t indent, struct buffer *text)
{
    buffer_repeat(text, " ", indent);
    buffer_printf(text, "%s: ", id_of(editor, attribute));
    answer_append(editor->kb, attribute, &editor->profile->answers[attribute],
                  text);
}

/* Add the answers as lines below the line that ends at `at`. */
static void add_lines(struct editor *editor, size_t at, size_t indent)
{
    const bool explained = template_is_in(editor->profile, editor->text.bytes,
                                          editor->text.length, indent);
    struct buffer text = {0};

    editor_copy_up_to(editor, at);
    for (uint32_t i = next_added(editor, 0);
         i < kb_attributes_count(editor->kb); i = next_added(editor, i + 1)) {
        buffer_putc(&text, '\n');
        if (!explained) {
            put_line(editor, i, indent, &text);
            continue;
        }
        template_append_question(editor->profile, i, indent, &text);
        if (text.length > 0)
            text.length--; /* the line break at `at` ends it */
    }
    if (text.failed)
        editor->out->failed = true;
    else
        append_lines(editor, &text);
    buffer_release(&text);
}

size_t editor_usual_indent(const struct editor *editor)
{
    const uint32_t end = yaml_node(&editor->document, 0)->end;

    for (uint32_t key = 1; key < end; key = editor_next_key(editor, key)) {
        uint32_t value = yaml_node(&editor->document, key)->end;
        const struct yaml_node *node = yaml_node(&editor->document, value);

        if (node->kind == YAML_MAPPING && !node->flow && node->count > 0)
            return node[1].column - 1;
    }
    return INDENT;
}

/* Add lines below an `answers:` that has none yet. */
static void add_first(struct editor *editor, uint32_t key)
{
    size_t at = yaml_text_behind_key(&editor->text, key);
    size_t rest = yaml_text_skip_blanks(&editor->text, at);
    size_t indent = editor_usual_indent(editor);

    if (yaml_node(&editor->document, 0)->flow || indent > TEMPLATE_INDENT_MAX ||
        (rest < yaml_text_line_end(&editor->text, rest) &&
         editor->text.bytes[rest] != '#'))
        editor->text.lost = true;
    else
        add_lines(editor, behind_comments(editor, at, 1), indent);
}

static void add_below(struct editor *editor, uint32_t answers)
{
    uint32_t last = editor_last_key(editor, answers);
    const struct yaml_node *first = yaml_node(&editor->document, answers + 1);
    size_t indent = first->column - 1;
    size_t at = yaml_text_value(&editor->text, last).end;

    if (indent > TEMPLATE_INDENT_MAX)
        editor->text.lost = true;
    if (!editor->text.lost)
        add_lines(editor, behind_comments(editor, at, indent > 0 ? indent : 1),
                  indent);
}

void editor_add_answers(struct editor *editor, uint32_t key)
{
    uint32_t answers = yaml_node(&editor->document, key)->end;
    const struct yaml_node *node = yaml_node(&editor->document, answers);

    if (next_added(editor, 0) == kb_attributes_count(editor->kb))
        return;
    if (node->kind != YAML_MAPPING)
        add_first(editor, key);
    else if (!node->flow)
        add_below(editor, answers);
    else if (node->count == 0)
        add_in_empty(editor, key, answers);
    else
        add_behind_pair(editor, editor_last_key(editor, answers));
}

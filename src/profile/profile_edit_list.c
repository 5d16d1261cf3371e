/* SPDX-License-Identifier: MIT */
/*
 * Editing a list in a profile, item by item. In brackets, the text between two
 * items is a gap with one comma in it; below one another, each item has a line.
 * Comments stay in their place even where their item goes.
 */
#include "profile/profile_edit_parts.h"

#include "profile/answer.h"

#include <string.h>

struct list {
    struct editor *editor;
    const struct yaml_region *region;
    uint32_t first;  /* node of the first item */
    uint32_t behind; /* node behind the last one */
    const struct kb_value *values;
    uint64_t wanted;
    uint64_t added; /* those of them that the text does not have */
    uint32_t attribute;
};

/* ------------------------------------------------------------------ values */

static uint64_t value_of(const struct list *list, uint32_t item)
{
    const struct editor *editor = list->editor;
    const struct kb_attribute *attribute = &kb_attributes(
        editor->kb)[list->attribute];
    uint32_t value = kb_find_value(editor->kb, attribute,
                                   yaml_node(&editor->document, item)->text);

    return value != KB_NONE ? UINT64_C(1) << value : 0;
}

static bool stays(const struct list *list, uint32_t item)
{
    return (list->wanted & value_of(list, item)) != 0;
}

/* Take the next value that is to be added, or null. */
static const char *take_added(struct list *list)
{
    if (!list->added)
        return NULL;
    uint32_t value = values_first(list->added);
    list->added &= ~values_of(value);
    return kb_string(list->editor->kb, list->values[value].id);
}

static size_t item_start(const struct list *list, uint32_t item)
{
    return yaml_text_start(&list->editor->text, item);
}

static size_t item_end(const struct list *list, uint32_t item)
{
    return yaml_text_scalar_end(&list->editor->text, item);
}

/* -------------------------------------------------------------------- gaps */

static bool has_comment(const struct buffer *gap)
{
    return gap->length > 0 && memchr(gap->bytes, '#', gap->length);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || yaml_text_is_break(byte);
}

/* Length without the blanks and line breaks at the end. */
static size_t trimmed(const struct buffer *gap)
{
    size_t length = gap->length;

    while (length > 0 && is_space(gap->bytes[length - 1]))
        length--;
    return length;
}

static bool ends_in_space(const struct buffer *gap)
{
    return trimmed(gap) < gap->length;
}

static bool has_break(const struct buffer *gap)
{
    for (size_t i = 0; i < gap->length; i++)
        if (yaml_text_is_break(gap->bytes[i]))
            return true;
    return false;
}

/* Read the bytes between two places, less their first comma. @return whether
 * there is one */
static bool read_gap(const struct editor *editor, size_t from, size_t to,
                     struct buffer *gap)
{
    bool comma = false;

    buffer_clear(gap);
    for (size_t at = from; at < to;) {
        size_t end = at + 1;

        if (editor->text.bytes[at] == '#')
            end = yaml_text_line_end(&editor->text, at);
        if (editor->text.bytes[at] == ',' && !comma)
            comma = true;
        else
            buffer_append(gap, editor->text.bytes + at, end - at);
        at = end;
    }
    return comma;
}

/* Join the gaps on both sides of an item that goes. */
static void join(struct buffer *before, const struct buffer *after, bool last)
{
    size_t skipped = 0;

    if (!has_comment(after) && !has_comment(before)) {
        if (!last)
            return;
        buffer_clear(before);
    } else if (after->length > 0 && has_break(after)) {
        while (skipped < after->length &&
               (after->bytes[skipped] == ' ' || after->bytes[skipped] == '\t'))
            skipped++;
        if (yaml_text_is_break(after->bytes[skipped]))
            before->length = trimmed(before);
        else if (!ends_in_space(before))
            skipped = 0;
    } else if (!has_comment(after)) {
        return;
    }
    if (after->length > skipped)
        buffer_append(before, after->bytes + skipped, after->length - skipped);
}

/* ---------------------------------------------------------------- brackets */

/* A list in brackets while it is written. */
struct bracket {
    struct buffer pending; /* the gap that comes next */
    size_t line;           /* items have lines of their own: where the last */
    size_t indented;       /* item's line begins, and where its blanks end */
    bool any;              /* an item is written */
    bool comma;            /* one stands behind the last item */
};

static void put_pending(struct editor *editor, struct bracket *bracket)
{
    buffer_append(editor->out, bracket->pending.bytes, bracket->pending.length);
    buffer_clear(&bracket->pending);
}

static void walk_items(struct list *list, struct bracket *bracket)
{
    struct editor *editor = list->editor;
    struct buffer gap = {0};

    for (uint32_t item = list->first; item < list->behind; item++) {
        bool last = item + 1 == list->behind;
        size_t end = item_end(list, item);
        size_t next = last ? list->region->end - 1 : item_start(list, item + 1);

        bracket->comma = read_gap(editor, end, next, &gap);
        if (!stays(list, item)) {
            join(&bracket->pending, &gap, last);
            continue;
        }
        if (bracket->any)
            buffer_putc(editor->out, ',');
        put_pending(editor, bracket);
        editor_copy(editor, item_start(list, item), end);
        buffer_append(&bracket->pending, gap.bytes, gap.length);
        bracket->any = true;
    }
    if (gap.failed)
        editor->out->failed = true;
    buffer_release(&gap);
}

/* Write a part of the gap that is pending, and keep the rest. */
static void put_part(struct editor *editor, struct bracket *bracket,
                     size_t length)
{
    struct buffer *pending = &bracket->pending;

    buffer_append(editor->out, pending->bytes, length);
    if (length > 0)
        memmove(pending->bytes, pending->bytes + length,
                pending->length - length);
    pending->length -= length;
}

/* Length of the comment in the line of the last item, in which it stays. */
static size_t comment_of_line(const struct buffer *gap)
{
    size_t at = 0;

    while (at < gap->length &&
           (gap->bytes[at] == ' ' || gap->bytes[at] == '\t'))
        at++;
    if (at == gap->length || gap->bytes[at] != '#')
        return 0;
    while (at < gap->length && !yaml_text_is_break(gap->bytes[at]))
        at++;
    return at;
}

/* Go to where an item is added: a line of its own, or behind the last one. */
static void go_to_item(struct list *list, struct bracket *bracket, bool lines)
{
    struct editor *editor = list->editor;
    struct buffer *pending = &bracket->pending;

    if (bracket->any)
        buffer_putc(editor->out, ',');
    if (lines) {
        put_part(editor, bracket,
                 bracket->any ? comment_of_line(pending) : trimmed(pending));
        buffer_puts(editor->out, editor->text.line_break);
        editor_copy(editor, bracket->line, bracket->indented);
    } else if (bracket->any) {
        buffer_puts(editor->out, editor->tight ? "" : " ");
    } else if (!has_comment(pending)) {
        buffer_append(editor->out, pending->bytes, pending->length);
    }
    bracket->any = true;
}

static void edit_brackets(struct list *list)
{
    struct editor *editor = list->editor;
    const size_t last = item_start(list, list->behind - 1);
    const bool lines = editor_is_first(editor, last);
    struct bracket bracket = {.line = editor_line_start(editor, last),
                              .indented = last};
    const char *value;

    editor_copy_up_to(editor, list->region->start + 1);
    (void)read_gap(editor, editor->copied, item_start(list, list->first),
                   &bracket.pending);
    walk_items(list, &bracket);
    while ((value = take_added(list))) {
        go_to_item(list, &bracket, lines);
        editor_put_word(editor, value);
    }
    if (bracket.any && bracket.comma)
        buffer_putc(editor->out, ',');
    if (bracket.any || has_comment(&bracket.pending))
        put_pending(editor, &bracket);
    if (bracket.pending.failed)
        editor->out->failed = true;
    buffer_release(&bracket.pending);
    editor->copied = list->region->end - 1;
}

/* ------------------------------------------------------------------- lines */

/* Find the dash of an item. */
static size_t dash_of(const struct list *list, uint32_t item)
{
    const char *bytes = list->editor->text.bytes;
    size_t at = item_start(list, item);

    while (at > 0 && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
        at--;
    return at > 0 ? at - 1 : 0;
}

/* True where each item has a line, with its dash and at most a comment. */
static bool has_lines(const struct list *list)
{
    const struct yaml_text *text = &list->editor->text;

    for (uint32_t item = list->first; item < list->behind; item++) {
        size_t dash = dash_of(list, item);
        size_t rest = yaml_text_skip_blanks(text, item_end(list, item));

        if (text->lost || text->bytes[dash] != '-' ||
            !editor_is_first(list->editor, dash) ||
            (rest < yaml_text_line_end(text, rest) && text->bytes[rest] != '#'))
            return false;
    }
    return true;
}

/* The end of the line before this one. */
static size_t line_before(const struct editor *editor, size_t line)
{
    const char *bytes = editor->text.bytes;

    if (line > 1 && bytes[line - 1] == '\n' && bytes[line - 2] == '\r')
        return line - 2;
    return line > 0 ? line - 1 : 0;
}

static void remove_line(struct list *list, uint32_t item)
{
    struct editor *editor = list->editor;
    size_t dash = dash_of(list, item);
    size_t rest = yaml_text_skip_blanks(&editor->text, item_end(list, item));

    if (rest < editor->text.length && editor->text.bytes[rest] == '#') {
        editor_copy_up_to(editor, dash);
    } else {
        size_t line = editor_line_start(editor, dash);

        editor_copy_up_to(editor, line_before(editor, line));
    }
    editor->copied = rest;
}

/* Write the added values as lines, each like that of the item `model`. */
static void put_lines(struct list *list, uint32_t model)
{
    struct editor *editor = list->editor;
    const size_t line = editor_line_start(editor, dash_of(list, model));
    const char *value;

    while ((value = take_added(list))) {
        buffer_puts(editor->out, editor->text.line_break);
        editor_copy(editor, line, item_start(list, model));
        editor_put_word(editor, value);
    }
}

/* The last item that stays, or the node behind the list. */
static uint32_t last_kept(const struct list *list)
{
    uint32_t kept = list->behind;

    for (uint32_t item = list->first; item < list->behind; item++)
        kept = stays(list, item) ? item : kept;
    return kept;
}

/* Add values behind the last item that stays, so that none comes below the
 * comment of an item that goes. */
static void edit_lines(struct list *list)
{
    struct editor *editor = list->editor;
    const uint32_t kept = last_kept(list);
    const size_t first = editor_line_start(editor, dash_of(list, list->first));

    if (kept == list->behind) {
        editor_copy_up_to(editor, line_before(editor, first));
        put_lines(list, list->first);
    }
    for (uint32_t item = list->first; item < list->behind; item++) {
        if (!stays(list, item))
            remove_line(list, item);
        if (item != kept)
            continue;
        editor_copy_up_to(
            editor, yaml_text_line_end(&editor->text, item_end(list, item)));
        put_lines(list, item);
    }
}

bool editor_edit_list(struct editor *editor, const struct yaml_region *region,
                      uint32_t attribute)
{
    const struct yaml_node *node = yaml_node(&editor->document, region->node);
    const struct answer *answer = &editor->profile->answers[attribute];
    struct list list = {
        .editor = editor,
        .region = region,
        .first = region->node + 1,
        .behind = node->end,
        .values = kb_attribute_values(editor->kb,
                                      &kb_attributes(editor->kb)[attribute]),
        .wanted = answer_values(answer),
        .added = answer_values(answer) &
                 ~answer_values(&editor->before->answers[attribute]),
        .attribute = attribute,
    };

    if (node->kind != YAML_SEQUENCE || node->count == 0 ||
        !answer_given(answer))
        return false;
    if (node->flow)
        edit_brackets(&list);
    else if (answer_values(answer) != 0 && has_lines(&list))
        edit_lines(&list);
    else
        return false;
    return true;
}

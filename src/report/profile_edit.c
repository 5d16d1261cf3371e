/* SPDX-License-Identifier: MIT */
/*
 * Editing a profile's text. The guard's tree says where things stand; what lies
 * between is copied byte for byte. Layouts that the places do not suffice for
 * are left alone, and the result is read back before it counts.
 */
#include "report/profile_edit.h"

#include "engine/answer_text.h"
#include "report/template.h"
#include "yaml/text.h"

#include <string.h>

/* Columns before the answers where there is none yet to follow. */
#define INDENT 2

/* What is worked on. */
struct editor {
    const dvf_profile *profile;
    const dvf_profile *before; /* what the text says now */
    const dvf_kb *kb;
    struct yaml_document document;
    struct yaml_text text;
    size_t copied; /* so much of the text is in the result */
    struct buffer *out;
};

/* --------------------------------------------------------------- writing */

static void copy(struct editor *editor, size_t from, size_t to)
{
    if (to > from)
        buffer_append(editor->out, editor->text.bytes + from, to - from);
}

static void copy_up_to(struct editor *editor, size_t end)
{
    copy(editor, editor->copied, end);
    if (end > editor->copied)
        editor->copied = end;
}

static void put_answer(struct editor *editor, uint32_t attribute)
{
    answer_append(editor->kb, attribute, &editor->profile->answers[attribute],
                  editor->out);
}

/* The items of a list, one after the other. */
struct items {
    uint32_t next;
    uint32_t behind; /* the last one */
    size_t start;    /* of the next one */
};

static void find_item(struct editor *editor, struct items *items, uint32_t item)
{
    items->next = item;
    items->start = item < items->behind ? yaml_text_start(&editor->text, item)
                                        : editor->text.length;
}

/* Where a comment begins, or the line ends, or the region does. Items are
 * stepped over: they may hold such a sign. */
static size_t find_comment(struct editor *editor,
                           const struct yaml_region *region, size_t at,
                           struct items *items)
{
    while (at < region->end && !yaml_text_is_break(editor->text.bytes[at]) &&
           editor->text.bytes[at] != '#') {
        if (at != items->start) {
            at++;
            continue;
        }
        at = yaml_text_scalar_end(&editor->text, items->next);
        find_item(editor, items, items->next + 1);
    }
    return at;
}

/* Write what the first line of a list holds beside it. */
static bool keep_first_comment(struct editor *editor,
                               const struct yaml_region *region, size_t at)
{
    if (at == region->end || editor->text.bytes[at] != '#')
        return false;
    buffer_puts(editor->out, "  ");
    copy(editor, at, yaml_text_line_end(&editor->text, at));
    return true;
}

/* Write what a further line holds beside the list: a comment, or nothing at
 * all. */
static bool keep_line(struct editor *editor, size_t line, size_t at)
{
    size_t first = yaml_text_skip_blanks(&editor->text, line);

    if (editor->text.bytes[at] != '#' && first != at)
        return false;
    buffer_puts(editor->out, editor->text.line_break);
    copy(editor, line, first);
    copy(editor, at, yaml_text_line_end(&editor->text, at));
    return true;
}

/* What stands in a list's lines beside its items: comments, which stay where
 * they are or, the last one, behind the new value. */
static void keep_comments(struct editor *editor,
                          const struct yaml_region *region)
{
    struct items items = {
        .behind = yaml_node(&editor->document, region->node)->end};
    size_t line = region->start;
    size_t at;
    bool any;

    find_item(editor, &items, region->node + 1);
    at = find_comment(editor, region, line, &items);
    any = keep_first_comment(editor, region, at);
    for (;;) {
        line = yaml_text_skip_break(&editor->text,
                                    yaml_text_line_end(&editor->text, at));
        at = find_comment(editor, region, line, &items);
        if (at >= region->end)
            break;
        any = keep_line(editor, line, at) || any;
    }
    at = yaml_text_skip_blanks(&editor->text, region->end);
    if (any && at < yaml_text_line_end(&editor->text, at)) {
        buffer_puts(editor->out, editor->text.line_break);
        copy(editor, line, yaml_text_skip_blanks(&editor->text, line));
        editor->copied = at;
    }
}

static bool is_one_line(const struct editor *editor,
                        const struct yaml_region *region)
{
    return yaml_text_line_end(&editor->text, region->start) >= region->end;
}

static void replace_value(struct editor *editor, uint32_t key,
                          uint32_t attribute)
{
    struct yaml_region region = yaml_text_value(&editor->text, key);
    const struct yaml_node *node = yaml_node(&editor->document, region.node);

    if (editor->text.lost || region.start < editor->copied) {
        editor->text.lost = true;
        return;
    }
    copy_up_to(editor, region.start);
    if (node->kind == YAML_SEQUENCE && !node->flow)
        buffer_putc(editor->out, ' ');
    put_answer(editor, attribute);
    editor->copied = region.end;
    /* Behind quotes or a bracket it needs no blank, behind a word it does. */
    if (region.end < editor->text.length &&
        editor->text.bytes[region.end] == '#')
        buffer_putc(editor->out, ' ');
    if (!is_one_line(editor, &region))
        keep_comments(editor, &region);
}

/* ------------------------------------------------------- changed answers */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_answer(const struct answer *a, const struct answer *b)
{
    if (!a->answered || !b->answered)
        return a->answered == b->answered;
    return a->values == b->values && same_text(a->number, b->number);
}

static bool is_changed(const struct editor *editor, uint32_t attribute)
{
    return !same_answer(&editor->profile->answers[attribute],
                        &editor->before->answers[attribute]);
}

static void replace_answers(struct editor *editor, uint32_t answers)
{
    uint32_t end = yaml_node(&editor->document, answers)->end;

    for (uint32_t key = answers + 1; key < end && !editor->text.lost;) {
        const struct yaml_node *node = yaml_node(&editor->document, key);
        uint32_t attribute = kb_find_attribute(editor->kb, node->text);

        if (attribute == KB_NONE)
            editor->text.lost = true;
        else if (is_changed(editor, attribute))
            replace_value(editor, key, attribute);
        key = yaml_node(&editor->document, node->end)->end;
    }
}

/* --------------------------------------------------------- added answers */

static bool is_added(const struct editor *editor, uint32_t attribute)
{
    return is_changed(editor, attribute) &&
           editor->before->answers[attribute].key.line == 0;
}

static bool any_added(const struct editor *editor)
{
    for (uint32_t i = 0; i < kb_attributes_count(editor->kb); i++)
        if (is_added(editor, i))
            return true;
    return false;
}

static uint32_t last_key(const struct editor *editor, uint32_t mapping)
{
    uint32_t end = yaml_node(&editor->document, mapping)->end;
    uint32_t last = YAML_NONE;

    for (uint32_t key = mapping + 1; key < end;) {
        last = key;
        key = yaml_node(&editor->document,
                        yaml_node(&editor->document, key)->end)
                  ->end;
    }
    return last;
}

/* Within braces: "id: value" behind the last one, or behind the brace. */
static void add_within_braces(struct editor *editor, uint32_t answers)
{
    uint32_t last = last_key(editor, answers);
    const char *between = last != YAML_NONE ? ", " : "";
    size_t at = yaml_text_start(&editor->text, answers) + 1;

    if (last != YAML_NONE)
        at = yaml_text_value(&editor->text, last).end;
    copy_up_to(editor, at);
    for (uint32_t i = 0; i < kb_attributes_count(editor->kb); i++) {
        if (!is_added(editor, i))
            continue;
        buffer_printf(editor->out, "%s%s: ", between,
                      kb_string(editor->kb, kb_attributes(editor->kb)[i].id));
        put_answer(editor, i);
        between = ", ";
    }
}

/* Behind the comments that follow a line and are indented like answers: they
 * belong to what stands above them. */
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

/* Text with the line breaks of the file. */
static void append_lines(struct editor *editor, const struct buffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] == '\n')
            buffer_puts(editor->out, editor->text.line_break);
        else
            buffer_putc(editor->out, text->bytes[i]);
    }
}

/* Lines of their own, at the end of the line that ends at `at`. */
static void add_lines(struct editor *editor, size_t at, size_t indent)
{
    struct buffer text = {0};

    copy_up_to(editor, at);
    for (uint32_t i = 0; i < kb_attributes_count(editor->kb); i++) {
        if (!is_added(editor, i))
            continue;
        buffer_puts(&text, "\n");
        template_append_question(editor->profile, i, indent, &text);
        if (text.length > 0)
            text.length--; /* the line that was cut open has its end */
    }
    if (text.failed)
        editor->out->failed = true;
    else
        append_lines(editor, &text);
    buffer_release(&text);
}

/* Below `answers:` where nothing is there yet. */
static void add_first(struct editor *editor, uint32_t key)
{
    size_t at = yaml_text_behind_key(&editor->text, key);
    size_t rest = yaml_text_skip_blanks(&editor->text, at);

    if (yaml_node(&editor->document, 0)->flow ||
        (rest < yaml_text_line_end(&editor->text, rest) &&
         editor->text.bytes[rest] != '#'))
        editor->text.lost = true;
    else
        add_lines(editor, behind_comments(editor, at, 1), INDENT);
}

static void add_below(struct editor *editor, uint32_t answers)
{
    uint32_t last = last_key(editor, answers);
    const struct yaml_node *first = yaml_node(&editor->document, answers + 1);
    size_t indent = first->column - 1;
    size_t at = yaml_text_value(&editor->text, last).end;

    if (indent > TEMPLATE_INDENT_MAX)
        editor->text.lost = true;
    if (!editor->text.lost)
        add_lines(editor, behind_comments(editor, at, indent > 0 ? indent : 1),
                  indent);
}

static void add_answers(struct editor *editor, uint32_t key)
{
    uint32_t answers = yaml_node(&editor->document, key)->end;
    const struct yaml_node *node = yaml_node(&editor->document, answers);

    if (node->kind == YAML_MAPPING && node->flow)
        add_within_braces(editor, answers);
    else if (node->kind == YAML_MAPPING)
        add_below(editor, answers);
    else
        add_first(editor, key);
}

/* ------------------------------------------------------------------ check */

static bool same_profile(const dvf_profile *a, const dvf_profile *b)
{
    const struct decision *one = &a->decision;
    const struct decision *two = &b->decision;

    for (uint32_t i = 0; i < kb_attributes_count(a->kb); i++)
        if (!same_answer(&a->answers[i], &b->answers[i]))
            return false;
    return same_text(a->name, b->name) &&
           same_text(a->description, b->description) &&
           same_text(one->option, two->option) &&
           same_text(one->date, two->date) &&
           same_text(one->record, two->record) &&
           same_text(one->because, two->because) &&
           same_text(a->waiver.reason, b->waiver.reason) &&
           same_text(a->waiver.owner, b->waiver.owner) &&
           same_text(a->waiver.expires, b->waiver.expires);
}

/* Load what people shall never see the problems of. */
static dvf_status load(const dvf_kb *kb, const char *bytes, size_t length,
                       dvf_profile **profile)
{
    const dvf_input input = {"", bytes, length};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_NO_MEMORY;

    if (problems != NULL)
        status = dvf_profile_load(kb, &input, problems, profile);
    dvf_diagnostics_free(problems);
    return status;
}

dvf_status profile_edit_check(const dvf_profile *profile, const char *bytes,
                              size_t length)
{
    dvf_profile *read = NULL;
    dvf_status status = load(profile->kb, bytes, length, &read);

    if (status == DVF_OK && !same_profile(profile, read))
        status = DVF_INVALID;
    dvf_profile_free(read);
    return status;
}

/* ---------------------------------------------------------------- editing */

static dvf_status read_document(struct editor *editor, const char *bytes,
                                size_t length)
{
    const struct yaml_limits limits = {.bytes = length, .nodes = UINT32_MAX};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_NO_MEMORY;

    if (problems == NULL)
        return status;
    diagnostics_input(problems, "", bytes, length);
    status = yaml_read(bytes, length, &limits, problems, &editor->document);
    if (status == DVF_OK)
        status = diagnostics_status(problems);
    dvf_diagnostics_free(problems);
    return status;
}

static dvf_status edit(struct editor *editor)
{
    uint32_t key;

    key = yaml_find_key(&editor->document, 0, "answers");
    if (key == YAML_NONE)
        return DVF_INVALID;
    uint32_t answers = yaml_node(&editor->document, key)->end;
    if (yaml_node(&editor->document, answers)->kind == YAML_MAPPING)
        replace_answers(editor, answers);
    if (!editor->text.lost && any_added(editor))
        add_answers(editor, key);
    copy_up_to(editor, editor->text.length);
    return editor->text.lost ? DVF_INVALID : DVF_OK;
}

dvf_status profile_edit(const dvf_profile *profile, const char *bytes,
                        size_t length, struct buffer *out)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t skipped = length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    const size_t start = out->length;
    dvf_profile *before = NULL;
    dvf_status status = load(profile->kb, bytes, length, &before);
    struct editor editor = {
        .profile = profile, .before = before, .kb = profile->kb, .out = out};

    buffer_append(out, bytes, skipped);
    if (status == DVF_OK)
        status = read_document(&editor, bytes + skipped, length - skipped);
    if (status == DVF_OK && !yaml_text_open(&editor.text, &editor.document,
                                            bytes + skipped, length - skipped))
        status = DVF_NO_MEMORY;
    if (status == DVF_OK)
        status = edit(&editor);
    if (out->failed)
        status = DVF_NO_MEMORY;
    if (status == DVF_OK)
        status = profile_edit_check(profile, out->bytes + start,
                                    out->length - start);
    if (status != DVF_OK && !out->failed)
        out->length = start;
    yaml_text_release(&editor.text);
    yaml_document_release(&editor.document);
    dvf_profile_free(before);
    return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Editing a profile's text. The guard's tree gives the places of keys and
 * values; bytes between them are copied. A layout that these places do not
 * suffice for is refused, and the result is read back before it counts.
 */
#include "profile/profile_edit.h"

#include "profile/answer.h"
#include "profile/profile_edit_parts.h"

#include <assert.h>
#include <string.h>

/* --------------------------------------------------------------- writing */

void editor_copy(struct editor *editor, size_t from, size_t to)
{
    if (to > from)
        buffer_append(editor->out, editor->text.bytes + from, to - from);
}

void editor_copy_up_to(struct editor *editor, size_t end)
{
    editor_copy(editor, editor->copied, end);
    if (end > editor->copied)
        editor->copied = end;
}

void editor_put_word(struct editor *editor, const char *word)
{
    buffer_printf(editor->out, editor->quoted ? "\"%s\"" : "%s", word);
}

/* A number that JSON has too: others stand in quotes there. */
static bool is_json_number(const char *digits)
{
    return digits[0] != '0' || digits[1] == '\0';
}

static void put_values(struct editor *editor, uint32_t attribute)
{
    const struct kb_attribute *record = &kb_attributes(editor->kb)[attribute];
    const struct kb_value *values = kb_attribute_values(editor->kb, record);
    uint64_t chosen = answer_values(&editor->profile->answers[attribute]);
    const char *between = "";

    for (uint32_t i = 0; i < record->values.count; i++) {
        const char *id = kb_string(editor->kb, values[i].id);

        if (!values_have(chosen, i))
            continue;
        buffer_puts(editor->out, between);
        if (record->type == KB_FLAG)
            buffer_puts(editor->out, id);
        else
            editor_put_word(editor, id);
        between = editor->tight ? "," : ", ";
    }
}

void editor_put_answer(struct editor *editor, uint32_t attribute)
{
    const struct answer *answer = &editor->profile->answers[attribute];
    bool is_set = kb_attributes(editor->kb)[attribute].type == KB_SET;

    if (!answer_given(answer)) {
        editor_put_word(editor, "unknown");
    } else if (answer->number && is_json_number(answer->number)) {
        buffer_puts(editor->out, answer->number);
    } else if (answer->number) {
        editor_put_word(editor, answer->number);
    } else {
        buffer_puts(editor->out, is_set ? "[" : "");
        put_values(editor, attribute);
        buffer_puts(editor->out, is_set ? "]" : "");
    }
}

size_t editor_line_start(const struct editor *editor, size_t at)
{
    while (at > 0 && !yaml_text_is_break(editor->text.bytes[at - 1]))
        at--;
    return at;
}

bool editor_is_first(const struct editor *editor, size_t at)
{
    size_t line = editor_line_start(editor, at);

    return yaml_text_skip_blanks(&editor->text, line) == at;
}

/* ------------------------------------------------------------ whole lists */

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

/* Find the start of a comment, or the end of the line or of the region. Step
 * over items: they may hold a `#`. */
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

/* Copy the comment in the first line of a list. @return whether there is one */
static bool keep_first_comment(struct editor *editor,
                               const struct yaml_region *region, size_t at)
{
    if (at == region->end || editor->text.bytes[at] != '#')
        return false;
    buffer_puts(editor->out, "  ");
    editor_copy(editor, at, yaml_text_line_end(&editor->text, at));
    return true;
}

/* Copy the comment of a further line, or the line if it is empty. @return
 * whether there is something to copy */
static bool keep_line(struct editor *editor, size_t line, size_t at)
{
    size_t first = yaml_text_skip_blanks(&editor->text, line);

    if (editor->text.bytes[at] != '#' && first != at)
        return false;
    buffer_puts(editor->out, editor->text.line_break);
    editor_copy(editor, line, first);
    editor_copy(editor, at, yaml_text_line_end(&editor->text, at));
    return true;
}

/* Copy the comments in a list's lines: the first one beside the new value, each
 * further one in a line of its own. */
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
        editor_copy(editor, line, yaml_text_skip_blanks(&editor->text, line));
        editor->copied = at;
    }
}

static bool is_one_line(const struct editor *editor,
                        const struct yaml_region *region)
{
    return yaml_text_line_end(&editor->text, region->start) >= region->end;
}

/* Copy a comment behind the `|` or `>` that opened a text of several lines. */
static void keep_header_comment(struct editor *editor,
                                const struct yaml_region *region)
{
    const char *bytes = editor->text.bytes;
    size_t end = yaml_text_line_end(&editor->text, region->start);
    size_t at = region->start;

    if (end >= region->end || (bytes[at] != '|' && bytes[at] != '>'))
        return;
    while (at < end && bytes[at] != '#')
        at++;
    if (at < end)
        buffer_puts(editor->out, "  ");
    editor_copy(editor, at, end);
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
    if (editor_edit_list(editor, &region, attribute))
        return;
    editor_copy_up_to(editor, region.start);
    if (node->kind == YAML_SEQUENCE && !node->flow)
        buffer_putc(editor->out, ' ');
    editor_put_answer(editor, attribute);
    editor->copied = region.end;
    /* Part them: a `#` right behind a word would be part of it. */
    if (region.end < editor->text.length &&
        editor->text.bytes[region.end] == '#')
        buffer_putc(editor->out, ' ');
    if (node->kind == YAML_SCALAR)
        keep_header_comment(editor, &region);
    else if (!is_one_line(editor, &region))
        keep_comments(editor, &region);
}

/* ------------------------------------------------------- changed answers */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool editor_is_changed(const struct editor *editor, uint32_t attribute)
{
    return !answer_is_same(&editor->profile->answers[attribute],
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
        else if (editor_is_changed(editor, attribute))
            replace_value(editor, key, attribute);
        key = yaml_node(&editor->document, node->end)->end;
    }
}

/* ------------------------------------------------------------------ check */

static bool same_profile(const dvf_profile *a, const dvf_profile *b)
{
    const struct decision *one = &a->decision;
    const struct decision *two = &b->decision;

    for (uint32_t i = 0; i < kb_attributes_count(a->kb); i++)
        if (!answer_is_same(&a->answers[i], &b->answers[i]))
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

/* Load a text, and drop its problems: people are not to see them. */
static dvf_status load(const dvf_kb *kb, const char *bytes, size_t length,
                       dvf_profile **profile)
{
    const dvf_input input = {"", bytes, length};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_status status = DVF_NO_MEMORY;

    if (problems)
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

    if (!problems)
        return status;
    diagnostics_input(problems, "", bytes, length);
    status = yaml_read(bytes, length, &limits, problems, &editor->document);
    if (status == DVF_OK)
        status = diagnostics_status(problems);
    dvf_diagnostics_free(problems);
    return status;
}

bool editor_is_json(const struct editor *editor, uint32_t number)
{
    const struct yaml_node *node = yaml_node(&editor->document, number);
    const char *word = node->text;

    if (node->kind != YAML_SCALAR)
        return node->flow;
    if (!node->plain)
        return editor->text.bytes[yaml_text_start(&editor->text, number)] ==
               '"';
    return same_text(word, "true") || same_text(word, "false") ||
           (*word && word[strspn(word, "0123456789")] == '\0');
}

void editor_learn_style(struct editor *editor, uint32_t key)
{
    uint32_t braces = yaml_node(&editor->document, key)->end;
    const struct yaml_node *node = yaml_node(&editor->document, braces);
    uint32_t model = braces + 1;

    if (node->kind != YAML_MAPPING || !node->flow)
        return;
    editor->quoted = node->count > 0 || yaml_node(&editor->document, 0)->flow;
    for (uint32_t i = braces + 1; i < node->end; i++)
        editor->quoted = editor->quoted && editor_is_json(editor, i);
    if (node->count == 0) {
        editor->quoted = editor->quoted && editor_is_json(editor, key);
        model = key;
    }
    editor->tight = editor->quoted &&
                    yaml_text_behind_key(&editor->text, model) ==
                        yaml_text_start(
                            &editor->text,
                            yaml_node(&editor->document, model)->end);
}

static void edit_answers(struct editor *editor)
{
    uint32_t key = yaml_find_key(&editor->document, 0, "answers");

    editor->text.lost = key == YAML_NONE;
    if (editor->text.lost)
        return;
    editor_learn_style(editor, key);
    uint32_t answers = yaml_node(&editor->document, key)->end;
    if (yaml_node(&editor->document, answers)->kind == YAML_MAPPING)
        replace_answers(editor, answers);
    if (!editor->text.lost)
        editor_add_answers(editor, key);
}

/* Edit a text by one of the two editors, and read the result back. */
static dvf_status edit_by(void (*edit)(struct editor *editor),
                          const dvf_profile *profile, const dvf_input *input,
                          struct buffer *out)
{
    const char *bytes = input->bytes;
    const size_t length = input->length;
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t skipped = length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    const size_t start = out->length;
    dvf_profile *before = NULL;
    dvf_status status = load(profile->kb, bytes, length, &before);
    struct editor editor = {
        .profile = profile, .before = before, .kb = profile->kb, .out = out};

    assert(bytes || length == 0);
    buffer_append(out, bytes, skipped);
    if (status == DVF_OK)
        status = read_document(&editor, bytes + skipped, length - skipped);
    if (status == DVF_OK)
        status = yaml_text_open(&editor.text, &editor.document, bytes + skipped,
                                length - skipped);
    if (status == DVF_OK) {
        edit(&editor);
        editor_copy_up_to(&editor, editor.text.length);
        status = editor.text.lost ? DVF_INVALID : DVF_OK;
    }
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

dvf_status profile_edit(const dvf_profile *profile, const char *bytes,
                        size_t length, struct buffer *out)
{
    const dvf_input input = {"", bytes, length};

    return edit_by(edit_answers, profile, &input, out);
}

dvf_status profile_edit_decision(const dvf_profile *profile, const char *bytes,
                                 size_t length, struct buffer *out)
{
    const dvf_input input = {"", bytes, length};

    return edit_by(editor_edit_decision, profile, &input, out);
}

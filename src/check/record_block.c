/* SPDX-License-Identifier: MIT */
/*
 * Blocks of decision records: markers, and the answers as YAML in lines of at
 * most 80 columns, where blanks allow it.
 */
#include "check/record_block.h"

#include "check/lock.h"
#include "profile/answer.h"
#include "yaml/scalar.h"

#include <string.h>

/* Columns of a line. */
#define WIDTH  80

/* More than three blanks, so that no line of a text ends the code block. */
#define INDENT "    "

static const char *const words[] = {
#define X(id, name) [RECORD_##id] = (name),
    RECORD_PARTS(X)
#undef X
};

const char *record_part_word(enum record_part part)
{
    return words[part];
}

void record_part_begin(enum record_part part, struct buffer *out)
{
    buffer_printf(out, RECORD_BEGIN "%s" RECORD_CLOSE "\n", words[part]);
}

void record_part_end(enum record_part part, struct buffer *out)
{
    buffer_printf(out, RECORD_END "%s" RECORD_CLOSE "\n", words[part]);
}

/* True for a blank that YAML reads the same where the line ends there: a
 * single one, within a text in quotes or a list. */
static bool can_break(const char *text, size_t i)
{
    return text[i] == ' ' && i > 0 && text[i - 1] != ' ' &&
           text[i - 1] != '\\' && text[i + 1] != ' ' && text[i + 1] != '\0';
}

/* Append a value behind its key; a longer line goes on in further ones. */
static void put_value(struct buffer *out, size_t column, const char *value)
{
    size_t begin = 0;

    while (value[begin] != '\0') {
        size_t end = 0;
        size_t i = begin;

        for (; value[i] != '\0' && (column + i - begin < WIDTH || end == 0);
             i++)
            if (can_break(value, i))
                end = i;
        if (value[i] == '\0' && column + i - begin <= WIDTH)
            end = i;
        end = end > begin ? end : i;
        buffer_append(out, value + begin, end - begin);
        if (value[end] == '\0')
            break;
        buffer_puts(out, "\n" INDENT);
        column = strlen(INDENT);
        begin = end + 1;
    }
    buffer_putc(out, '\n');
}

static void put_text(struct buffer *out, const char *key, const char *text)
{
    struct buffer value = {0};

    yaml_append_scalar(&value, text);
    buffer_printf(out, "%s: ", key);
    if (value.failed)
        out->failed = true;
    else
        put_value(out, strlen(key) + 2, value.bytes);
    buffer_release(&value);
}

/* The answers that apply: those of the digest. */
static void put_answers(struct buffer *out, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *answered = &evaluation->answered;
    struct buffer value = {0};

    buffer_puts(out, answered->count > 0 ? "answers:\n" : "answers: {}\n");
    for (uint32_t i = 0; i < answered->count; i++) {
        uint32_t attribute = answered->items[i];
        const char *id = kb_attribute_id(kb, attribute);

        buffer_clear(&value);
        answer_append(kb, attribute, &evaluation->profile->answers[attribute],
                      &value);
        buffer_printf(out, "  %s: ", id);
        if (!value.failed)
            put_value(out, strlen(id) + 4, value.bytes);
    }
    out->failed |= value.failed;
    buffer_release(&value);
}

void record_answers_append(const dvf_evaluation *evaluation, const char *option,
                           const char *file, struct buffer *out)
{
    struct arena arena = {0};
    struct lock_entry entry;

    if (lock_entry_make(&entry, &arena, evaluation, "") != DVF_OK) {
        out->failed = true;
    } else {
        record_part_begin(RECORD_ANSWERS, out);
        buffer_puts(out, "\n" RECORD_FENCE "\n");
        put_text(out, "knowledge_base", entry.kb_id);
        put_text(out, "version", entry.kb_version);
        put_text(out, "sha256", entry.kb_sha256);
        put_text(out, "profile", entry.profile);
        if (file)
            put_text(out, "file", file);
        put_text(out, "option", option);
        put_answers(out, evaluation);
        put_text(out, "answers_sha256", entry.answers_sha256);
        buffer_puts(out, RECORD_FENCE_END "\n\n");
        record_part_end(RECORD_ANSWERS, out);
    }
    arena_release(&arena);
}

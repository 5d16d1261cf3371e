/* SPDX-License-Identifier: MIT */
/*
 * The template of a profile: every question of the knowledge base with its
 * values and their meaning as comments, unanswered or with what was given.
 */
#include "profile/template.h"

#include "kb/wording.h"
#include "profile/answer.h"
#include "write/layout.h"
#include "yaml/scalar.h"

#include <assert.h>
#include <string.h>

/* Columns before each question. */
#define INDENT 2

/* First words of a template. */
#define HEAD   "A profile of a project, for dvf"

struct template_writer {
    struct layout layout;
    struct buffer words; /* scratch */
    const dvf_kb *kb;
    const dvf_profile *profile;
    char margin[TEMPLATE_INDENT_MAX + sizeof "# "]; /* of a comment */
};

static void comment(struct template_writer *writer, const char *label,
                    const char *words)
{
    layout_begin(&writer->layout, 0, 0);
    layout_put(&writer->layout, ROLE_PLAIN, label);
    layout_put(&writer->layout, ROLE_PLAIN, words);
    layout_end(&writer->layout);
}

static void key(struct buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_printf(out, "%s: ", name);
    yaml_append_scalar(out, value);
    buffer_putc(out, '\n');
}

static void head(struct template_writer *writer, struct buffer *out)
{
    const dvf_kb *kb = writer->kb;

    writer->layout.margin = "# ";
    layout_begin(&writer->layout, 0, 0);
    layout_format(&writer->layout, ROLE_PLAIN,
                  HEAD
                  " with the knowledge base %s "
                  "%s. Put an answer in place of each unknown where you have "
                  "one; what stays unknown is taken neither for a yes nor for "
                  "a no. Then run dvf advise on this file, with the same "
                  "knowledge base.",
                  kb_string(kb, kb->id), kb_string(kb, kb->version));
    layout_end(&writer->layout);
    buffer_putc(out, '\n');
    key(out, "profile", writer->profile->name);
    if (writer->profile->description)
        key(out, "description", writer->profile->description);
    else
        buffer_puts(out, "# description: What it is, in one line\n");
    buffer_puts(out, "\nanswers:\n");
}

static size_t widest_value(struct template_writer *writer,
                           const struct kb_attribute *attribute)
{
    const struct kb_value *values = kb_attribute_values(writer->kb, attribute);
    size_t widest = 0;
    uint32_t i;

    for (i = 0; i < attribute->values.count; i++) {
        size_t width = layout_width(&writer->layout,
                                    kb_string(writer->kb, values[i].id));

        widest = width > widest ? width : widest;
    }
    return widest;
}

static void value_lines(struct template_writer *writer, uint32_t index)
{
    const struct kb_attribute *attribute = &kb_attributes(writer->kb)[index];
    const struct kb_value *values = kb_attribute_values(writer->kb, attribute);
    size_t column = 2 + widest_value(writer, attribute) + 2;
    uint32_t i;

    for (i = 0; i < attribute->values.count; i++) {
        layout_begin(&writer->layout, 2, column);
        layout_put(&writer->layout, ROLE_PLAIN,
                   kb_string(writer->kb, values[i].id));
        layout_column(&writer->layout, column);
        buffer_clear(&writer->words);
        kb_append_meaning(&writer->words, writer->kb, index, i);
        kb_append_example(&writer->words, writer->kb, index, i, ", e.g. ");
        if (writer->words.length > 0)
            layout_put(&writer->layout, ROLE_PLAIN, writer->words.bytes);
        layout_end(&writer->layout);
    }
}

/* Explain an answer that is not one of the words: a list or a number. */
static void how_to_write(struct template_writer *writer,
                         const struct kb_attribute *attribute)
{
    const struct kb_value *values = kb_attribute_values(writer->kb, attribute);
    struct layout *layout = &writer->layout;

    layout_begin(layout, 0, 0);
    if (attribute->type == KB_SET && attribute->values.count > 1)
        layout_format(layout, ROLE_PLAIN,
                      "Any number of them, such as [%s, %s]; [] for none.",
                      kb_string(writer->kb, values[0].id),
                      kb_string(writer->kb, values[1].id));
    else if (attribute->type == KB_SET)
        layout_put(layout, ROLE_PLAIN, "A list; [] for none.");
    else if (kb_takes_number(writer->kb, attribute))
        layout_format(layout, ROLE_PLAIN, "Or a whole number%s%s.",
                      attribute->unit != 0 ? " of " : "",
                      kb_string(writer->kb, attribute->unit));
    else
        return;
    layout_end(layout);
}

/* By which other answers the question applies. */
static void applies_if(struct template_writer *writer,
                       const struct kb_attribute *attribute)
{
    struct kb_range texts = attribute->only_if.when_texts;

    if (texts.count == 0)
        return;
    buffer_clear(&writer->words);
    for (uint32_t i = 0; i < texts.count; i++)
        buffer_printf(&writer->words, "%s%s", i == 0 ? "" : " and ",
                      kb_string(writer->kb, kb_index(writer->kb, texts)[i]));
    buffer_putc(&writer->words, '.');
    if (!writer->words.failed)
        comment(writer, "Applies only if ", writer->words.bytes);
}

static void question(struct template_writer *writer, uint32_t index,
                     size_t indent)
{
    const dvf_kb *kb = writer->kb;
    const struct kb_attribute *attribute = &kb_attributes(kb)[index];
    struct buffer *out = writer->layout.out;

    assert(indent <= TEMPLATE_INDENT_MAX);
    memset(writer->margin, ' ', indent);
    memcpy(writer->margin + indent, "# ", sizeof "# ");
    writer->layout.margin = writer->margin;
    buffer_putc(out, '\n');
    comment(writer, "", kb_string(kb, attribute->ask));
    if (attribute->means != 0)
        comment(writer, "", kb_string(kb, attribute->means));
    applies_if(writer, attribute);
    if (attribute->why != 0)
        comment(writer, "Why: ", kb_string(kb, attribute->why));
    value_lines(writer, index);
    how_to_write(writer, attribute);
    buffer_repeat(out, " ", indent);
    buffer_printf(out, "%s: ", kb_string(kb, attribute->id));
    answer_append(kb, index, &writer->profile->answers[index], out);
    buffer_putc(out, '\n');
}

/* --------------------------------------------------------------- decision */

/* Write an example of a decision. */
static void decision_example(const dvf_kb *kb, struct buffer *out)
{
    uint32_t i;

    buffer_puts(out, "\n# What was decided can be recorded here, and dvf check "
                     "tells whether it\n# still follows from the answers:\n"
                     "#\n"
                     "# decision:\n");
    buffer_printf(out, "#   option: %s", kb_option_id(kb, 0));
    for (i = 1; i < kb_options_count(kb); i++)
        buffer_printf(out, "%s%s", i == 1 ? "  # or " : ", ",
                      kb_option_id(kb, i));
    buffer_printf(out,
                  "\n#   date: %s\n"
                  "#   record: docs/adr/0001-framework.md\n"
                  "#   because: The reason, in one sentence\n",
                  kb_string(kb, kb->as_of));
}

static void decision(const dvf_profile *profile, struct buffer *out)
{
    const struct decision *record = &profile->decision;

    if (!record->option && !record->record) {
        decision_example(profile->kb, out);
        return;
    }
    buffer_puts(out, "\n# What was decided.\ndecision:\n");
    key(out, "  option", record->option);
    key(out, "  date", record->date);
    key(out, "  record", record->record);
    key(out, "  because", record->because);
}

static void waiver(const dvf_profile *profile, struct buffer *out)
{
    const struct waiver *record = &profile->waiver;

    if (!record->reason)
        return;
    buffer_puts(out, "\n# Leave to depart from the answers, for a time.\n"
                     "waiver:\n");
    key(out, "  reason", record->reason);
    key(out, "  owner", record->owner);
    key(out, "  expires", record->expires);
}

static void writer_release(struct template_writer *writer)
{
    if (writer->words.failed)
        writer->layout.out->failed = true;
    buffer_release(&writer->words);
    layout_release(&writer->layout);
}

void template_append(const dvf_profile *profile, struct buffer *out)
{
    struct template_writer writer = {.kb = profile->kb, .profile = profile};
    uint32_t i;

    layout_init(&writer.layout, out, NULL);
    head(&writer, out);
    for (i = 0; i < kb_attributes_count(profile->kb); i++)
        question(&writer, i, INDENT);
    decision(profile, out);
    waiver(profile, out);
    writer_release(&writer);
}

void template_append_question(const dvf_profile *profile, uint32_t attribute,
                              size_t indent, struct buffer *out)
{
    struct template_writer writer = {.kb = profile->kb, .profile = profile};

    assert(attribute < kb_attributes_count(profile->kb));
    layout_init(&writer.layout, out, NULL);
    question(&writer, attribute, indent);
    writer_release(&writer);
}

/* True for a line that stands in a text. */
static bool has_line(const char *bytes, size_t length, const char *line)
{
    const size_t size = strcspn(line, "\n");

    for (size_t at = 0; at + size <= length;) {
        const char *end = memchr(bytes + at, '\n', length - at);

        if (memcmp(bytes + at, line, size) == 0 &&
            (at + size == length || strchr("\r\n", bytes[at + size])))
            return true;
        if (!end)
            return false;
        at = (size_t)(end - bytes) + 1;
    }
    return false;
}

bool template_is_in(const dvf_profile *profile, const char *bytes,
                    size_t length, size_t indent)
{
    static const char head[] = "# " HEAD;
    struct buffer text = {0};
    bool found = length >= sizeof head - 1 &&
                 memcmp(bytes, head, sizeof head - 1) == 0;

    for (uint32_t i = 0; !found && i < kb_attributes_count(profile->kb); i++) {
        buffer_clear(&text);
        template_append_question(profile, i, indent, &text);
        /* Skip the line feed: each question begins with an empty line. */
        found = !text.failed && has_line(bytes, length, text.bytes + 1);
    }
    buffer_release(&text);
    return found;
}

/* ------------------------------------------------ answers given beforehand */

static dvf_status read_answers(dvf_profile *profile, const char *const *answers,
                               size_t count, struct dvf_diagnostics *problems)
{
    static const struct position nowhere = {0, 0, 0};
    const dvf_kb *kb = profile->kb;
    uint8_t *seen = arena_alloc(&profile->arena, kb_attributes_count(kb));
    struct given_answer given;
    size_t i;

    if (!seen)
        return DVF_NO_MEMORY;
    for (i = 0; i < count; i++) {
        if (answer_read(kb, answers[i], nowhere, problems, &given) != DVF_OK)
            continue;
        if (seen[given.attribute] != 0)
            diagnostics_error(problems, DIAGNOSTIC_USAGE, nowhere, NULL,
                              "%s is answered twice",
                              kb_attribute_id(kb, given.attribute));
        else
            (void)answer_put(profile, given.attribute, &given.answer);
        seen[given.attribute] = 1;
    }
    return profile->arena.failed ? DVF_NO_MEMORY : diagnostics_status(problems);
}

dvf_status dvf_profile_template(const dvf_kb *kb, const char *const *answers,
                                size_t count, dvf_diagnostics *problems,
                                dvf_text *out)
{
    dvf_profile *profile = profile_new(kb, "my-project");
    struct buffer buffer = {0};
    dvf_status status;

    if (!profile)
        return DVF_NO_MEMORY;
    diagnostics_input(problems, "dvf", NULL, 0);
    status = read_answers(profile, answers, count, problems);
    diagnostics_input_end(problems);
    if (status == DVF_OK) {
        template_append(profile, &buffer);
        status = buffer_detach(&buffer, &out->bytes, &out->length);
    }
    dvf_profile_free(profile);
    return status;
}

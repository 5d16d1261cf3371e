/* SPDX-License-Identifier: MIT */
/*
 * Annotations for GitHub workflows: a command a finding, errors first, and a
 * plain line with the counts. The host shows ten annotations of a level in a
 * step, hence the last one says how many more there are.
 */
#include "report/check_view.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

/* Most annotations of one level. */
#define ANNOTATIONS_MAX 10

/* Most bytes of a message: the runner cuts at 4,096 UTF-16 units. */
#define MESSAGE_MAX     3800

static const struct {
    const char *command;
    const char *one;
    const char *several;
} levels[CHECK_LEVEL_COUNT] = {
    [CHECK_LEVEL_ERROR] = {"error", "error", "errors"},
    [CHECK_LEVEL_WARNING] = {"warning", "warning", "warnings"},
    [CHECK_LEVEL_NOTE] = {"notice", "note", "notes"},
};

struct writer {
    struct buffer *out;
    struct buffer text; /* of a message or a property, not yet escaped */
};

/* Escape of a byte in a command; null where it stays. Only properties end
 * at colons and commas. */
static const char *escape_of(char byte, bool property)
{
    switch (byte) {
    case '%':
        return "%25";
    case '\r':
        return "%0D";
    case '\n':
        return "%0A";
    case ':':
        return property ? "%3A" : NULL;
    case ',':
        return property ? "%2C" : NULL;
    default:
        return NULL;
    }
}

/* Write the gathered text into the command. */
static void put_text(struct writer *writer, bool property)
{
    const struct buffer *text = &writer->text;
    size_t i;

    for (i = 0; !text->failed && i < text->length; i++) {
        const char *escape = escape_of(text->bytes[i], property);

        if (escape)
            buffer_puts(writer->out, escape);
        else
            buffer_putc(writer->out, text->bytes[i]);
    }
}

static void gather(struct writer *writer, const char *text)
{
    utf8_append_safe(&writer->text, text, strlen(text), false);
}

static void put_property(struct writer *writer, const char *name,
                         const char *value)
{
    buffer_puts(writer->out, name);
    buffer_clear(&writer->text);
    gather(writer, value);
    put_text(writer, true);
}

/* Standard input is no file that the host could annotate. */
static void put_place(struct writer *writer, const struct check_place *place)
{
    buffer_putc(writer->out, ' ');
    if (strcmp(place->file, "-") == 0)
        return;
    put_property(writer, "file=", place->file);
    if (place->at.line > 0)
        buffer_printf(writer->out, ",line=%" PRIu32 ",col=%" PRIu32,
                      place->at.line, place->at.column);
    buffer_putc(writer->out, ',');
}

/* Shorten the gathered text to whole characters. */
static void cut(struct buffer *text, size_t length)
{
    static const char sign[] = "...";

    if (text->failed || text->length <= length)
        return;
    length -= sizeof sign - 1;
    while (utf8_continues(text->bytes[length]))
        length--;
    text->length = length;
    buffer_puts(text, sign);
}

/* Message, answers against the decision, waiver and hint. */
static void gather_message(struct writer *writer,
                           const struct check_finding *finding)
{
    uint32_t i;

    buffer_clear(&writer->text);
    gather(writer, finding->message);
    for (i = 0; i < finding->related_count; i++) {
        const struct check_place *place = &finding->related[i];

        buffer_puts(&writer->text, "\n- ");
        gather(writer, place->message);
        if (place->at.line > 0)
            buffer_printf(&writer->text, " (line %" PRIu32 ")", place->at.line);
    }
    if (finding->waiver) {
        buffer_puts(&writer->text, "\nWaiver: ");
        gather(writer, finding->waiver);
    }
    if (finding->hint) {
        buffer_puts(&writer->text, "\nHint: ");
        gather(writer, finding->hint);
        if (finding->command) {
            buffer_puts(&writer->text, ":\n");
            gather(writer, finding->command);
        }
    }
    cut(&writer->text, MESSAGE_MAX);
}

/* @param more findings of the level that are left out after this one */
static void put_annotation(struct writer *writer,
                           const struct check_finding *finding, size_t more)
{
    buffer_printf(writer->out, "::%s", levels[finding->level].command);
    put_place(writer, &finding->place);
    put_property(writer, "title=", check_finding_title(finding->kind));
    buffer_puts(writer->out, "::");
    gather_message(writer, finding);
    if (more > 0)
        buffer_printf(&writer->text,
                      "\nAnd %zu more %s without an annotation; the job "
                      "summary and the other reports have them.",
                      more,
                      more == 1 ? levels[finding->level].one
                                : levels[finding->level].several);
    put_text(writer, false);
    buffer_putc(writer->out, '\n');
}

static void put_level(struct writer *writer, const struct check_report *report,
                      enum check_level level)
{
    size_t total = check_view_findings(report, level);
    size_t done = 0;
    size_t i;
    uint32_t j;

    for (i = 0; i < report->count && done < ANNOTATIONS_MAX; i++) {
        const struct check_result *result = &report->results[i];

        for (j = 0; j < result->findings_count && done < ANNOTATIONS_MAX; j++) {
            if (result->findings[j].level != level)
                continue;
            done++;
            put_annotation(writer, &result->findings[j],
                           done == ANNOTATIONS_MAX ? total - done : 0);
        }
    }
}

/* As an annotation, since nobody reads the log of a job that passed. */
static void put_remark(struct writer *writer, const char *command,
                       const char *says)
{
    buffer_clear(&writer->text);
    gather(writer, says);
    cut(&writer->text, MESSAGE_MAX);
    buffer_puts(writer->out, command);
    put_text(writer, false);
    buffer_putc(writer->out, '\n');
}

/* The counts, what they mean, and what made the gate weaker. */
static void put_close(struct writer *writer, const struct check_report *report)
{
    struct buffer weaker = {0};

    if (report->knowledge.says)
        put_remark(writer,
                   "::notice title=Other knowledge::", report->knowledge.says);
    check_view_append_weaker(&weaker, report);
    buffer_clear(&writer->text);
    if (weaker.length > 0)
        put_remark(writer, "::warning title=Weaker gate::", weaker.bytes);
    check_view_append_counts(writer->out, report);
    buffer_printf(writer->out, " %s", check_view_conclusion(report));
    if (writer->text.length > 0 && !writer->text.failed) {
        buffer_putc(writer->out, ' ');
        buffer_append(writer->out, writer->text.bytes, writer->text.length);
    }
    buffer_putc(writer->out, '\n');
    if (weaker.failed)
        writer->out->failed = true;
    buffer_release(&weaker);
}

void check_report_github(const struct check_report *report, struct buffer *out)
{
    struct writer writer = {.out = out};
    unsigned level;

    for (level = 0; level < CHECK_LEVEL_COUNT; level++)
        put_level(&writer, report, (enum check_level)level);
    put_close(&writer, report);
    if (writer.text.failed)
        out->failed = true;
    buffer_release(&writer.text);
}

/* SPDX-License-Identifier: MIT */
/*
 * XML writer: one place decides where elements begin and end, another one how
 * each character is written.
 */
#include "write/xml_writer.h"

#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void xml_init(struct xml_writer *xml, struct buffer *out)
{
    *xml = (struct xml_writer){.out = out};
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

/* Reference in place of the first character, or null for none. Build services
 * take `##[` for a command at any place, `::` at the beginning of a line. */
static const char *reference(const char *text)
{
    switch (text[0]) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    case '#':
        return strncmp(text, "##[", 3) == 0 ? "&#35;" : NULL;
    case ':':
        return strncmp(text, "::", 2) == 0 ? "&#58;" : NULL;
    default:
        return NULL;
    }
}

static void append_text(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        const char *replaced = reference(text);
        size_t length = 1;

        if (replaced) {
            buffer_puts(out, replaced);
            text++;
            continue;
        }
        length += strcspn(text + 1, "&<>\"'#:");
        utf8_append_safe(out, text, length, false);
        text += length;
    }
}

static void close_tag(struct xml_writer *xml)
{
    if (xml->in_tag)
        buffer_putc(xml->out, '>');
    xml->in_tag = false;
}

static void indent(struct xml_writer *xml)
{
    buffer_repeat(xml->out, "  ", xml->depth);
}

void xml_begin(struct xml_writer *xml, const char *name)
{
    assert(xml->depth < XML_DEPTH_MAX && !xml->has_text);
    if (xml->in_tag)
        buffer_puts(xml->out, ">\n");
    indent(xml);
    buffer_printf(xml->out, "<%s", name);
    xml->names[xml->depth] = name;
    xml->depth++;
    xml->in_tag = true;
}

void xml_attribute(struct xml_writer *xml, const char *name, const char *value)
{
    assert(xml->in_tag);
    if (!value)
        return;
    buffer_printf(xml->out, " %s=\"", name);
    append_text(xml->out, value);
    buffer_putc(xml->out, '"');
}

void xml_number(struct xml_writer *xml, const char *name, uint64_t number)
{
    assert(xml->in_tag);
    buffer_printf(xml->out, " %s=\"%" PRIu64 "\"", name, number);
}

void xml_line(struct xml_writer *xml, const char *line)
{
    assert(xml->in_tag || xml->has_text);
    close_tag(xml);
    buffer_putc(xml->out, '\n');
    append_text(xml->out, line);
    xml->has_text = true;
}

void xml_end(struct xml_writer *xml)
{
    assert(xml->depth > 0);
    xml->depth--;
    if (xml->in_tag) {
        buffer_puts(xml->out, "/>\n");
    } else {
        if (xml->has_text)
            buffer_putc(xml->out, '\n');
        indent(xml);
        buffer_printf(xml->out, "</%s>\n", xml->names[xml->depth]);
    }
    xml->in_tag = false;
    xml->has_text = false;
}

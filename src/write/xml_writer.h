/* SPDX-License-Identifier: MIT */
/*
 * XML writer: begin, attributes, text or further elements, end, over a buffer.
 * The result is one well-formed document of XML 1.0 in UTF-8. Misuse (an
 * attribute after the text, an end too many) is an assertion.
 *
 * Texts may be any bytes: those that XML 1.0 forbids and those that no output
 * may show become escapes such as \x1b, and references stand for markup and for
 * the `##[` and `::` that build services take for commands.
 */
#ifndef DVF_WRITE_XML_WRITER_H
#define DVF_WRITE_XML_WRITER_H

#include "base/buffer.h"

#include <stdint.h>

/** Most elements inside each other. */
#define XML_DEPTH_MAX 8

/** Made by xml_init(); owns nothing. */
struct xml_writer {
    struct buffer *out; /* borrowed */
    unsigned depth;
    const char *names[XML_DEPTH_MAX];
    bool in_tag;   /* attributes may follow */
    bool has_text; /* of the innermost element */
};

/** Begin a document with its declaration. */
void xml_init(struct xml_writer *xml, struct buffer *out);

/** Begin an element. @param name static; without text before it */
void xml_begin(struct xml_writer *xml, const char *name);

/** Add an attribute to the element that was just begun; nothing for null. */
void xml_attribute(struct xml_writer *xml, const char *name, const char *value);
void xml_number(struct xml_writer *xml, const char *name, uint64_t number);

/** Add a line of text to the innermost element, which has no elements in it;
 * a line break within the line becomes an escape as well. */
void xml_line(struct xml_writer *xml, const char *line);

/** End the innermost element; the outermost ends the document. */
void xml_end(struct xml_writer *xml);

#endif

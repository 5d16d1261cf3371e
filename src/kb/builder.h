/* SPDX-License-Identifier: MIT */
/*
 * Builder: a knowledge base block in the making, one growing array for each
 * section. A failed allocation is remembered; builder_finish() reports it.
 */
#ifndef DVF_KB_BUILDER_H
#define DVF_KB_BUILDER_H

#include "base/array.h"
#include "base/buffer.h"
#include "kb/block.h"

struct builder {
    struct dvf_kb head; /* builder_finish() fills in the sections */
    struct array sections[KB_SECTION_COUNT]; /* the pool is apart */
    struct buffer pool; /* becomes the block: space for the head, then texts */
    const char *source; /* the YAML text; borrowed */
    size_t source_length;
    bool no_memory;
};

/** @param source the YAML text of `length` bytes; must outlive the builder */
void builder_init(struct builder *builder, const char *source, size_t length);
void builder_release(struct builder *builder);

/** Add a text to the pool; null and "" are the empty text. */
kb_text builder_text(struct builder *builder, const char *text);

/** Number of records of a section so far. */
uint32_t builder_count(const struct builder *builder, enum kb_section section);

/** @return a new zeroed record of a section; null when out of memory, and ever
 *         after */
void *builder_add(struct builder *builder, enum kb_section section);

/** @return a record of a section; moves when records are added */
void *builder_at(const struct builder *builder, enum kb_section section,
                 uint32_t index);

/** Add an index to the section of indices. */
void builder_index(struct builder *builder, uint32_t index);

/** @return the range of a section's records from `first` to the last */
struct kb_range builder_since(const struct builder *builder,
                              enum kb_section section, uint32_t first);

/** @return a text of the pool; moves when texts are added */
const char *builder_string(const struct builder *builder, kb_text text);

/** @return the block, malloc'ed; null when out of memory or past 4 GiB */
dvf_kb *builder_finish(struct builder *builder);

#endif

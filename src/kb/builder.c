/* SPDX-License-Identifier: MIT */
/*
 * Putting the sections of a block together in one piece of memory.
 */
#include "kb/builder.h"

#include <stdlib.h>
#include <string.h>

/* The head, rounded up for the sections behind it. */
#define HEAD_SIZE ((sizeof(struct dvf_kb) + 7) / 8 * 8)

static const size_t record_sizes[KB_SECTION_COUNT] = {
#define X(name, record) [KB_SECTION_##name] = sizeof(record),
    KB_SECTIONS(X)
#undef X
};

void builder_init(struct builder *builder, const char *source, size_t length)
{
    static const char place[HEAD_SIZE];

    *builder = (struct builder){0};
    for (size_t i = 0; i < KB_SECTION_COUNT; i++)
        array_init(&builder->sections[i], record_sizes[i]);
    builder->source = source;
    builder->source_length = length;
    /* Reserve three times the source: texts take as much as the source, which
     * is copied behind them, and records take less. */
    buffer_reserve(&builder->pool, length * 3);
    /* Space for the head, then text 0, which is empty. */
    buffer_append(&builder->pool, place, HEAD_SIZE);
    buffer_append(&builder->pool, "", 1);
}

void builder_release(struct builder *builder)
{
    for (size_t i = 0; i < KB_SECTION_COUNT; i++)
        array_release(&builder->sections[i]);
    buffer_release(&builder->pool);
}

kb_text builder_text(struct builder *builder, const char *text)
{
    size_t at = builder->pool.length - HEAD_SIZE;

    if (!text || !*text)
        return 0;
    buffer_append(&builder->pool, text, strlen(text) + 1);
    return (kb_text)at;
}

const char *builder_string(const struct builder *builder, kb_text text)
{
    return builder->pool.bytes + HEAD_SIZE + text;
}

uint32_t builder_count(const struct builder *builder, enum kb_section section)
{
    return (uint32_t)builder->sections[section].count;
}

void *builder_add(struct builder *builder, enum kb_section section)
{
    void *record = NULL;

    /* Once one is missing none follows it, or indices would name others. */
    if (!builder->no_memory)
        record = array_push(&builder->sections[section]);
    if (!record)
        builder->no_memory = true;
    return record;
}

void *builder_at(const struct builder *builder, enum kb_section section,
                 uint32_t index)
{
    return array_at(&builder->sections[section], index);
}

void builder_index(struct builder *builder, uint32_t index)
{
    if (builder->no_memory ||
        array_push_u32(&builder->sections[KB_SECTION_indices], index) != DVF_OK)
        builder->no_memory = true;
}

struct kb_range builder_since(const struct builder *builder,
                              enum kb_section section, uint32_t first)
{
    return (struct kb_range){first, builder_count(builder, section) - first};
}

/* Sections are laid at multiples of 8. */
static void pad(struct buffer *block)
{
    buffer_append(block, "\0\0\0\0\0\0\0", (8 - block->length % 8) % 8);
}

dvf_kb *builder_finish(struct builder *builder)
{
    struct buffer *block = &builder->pool;
    struct dvf_kb *head = &builder->head;
    char *bytes;
    size_t size;

    head->sections[KB_SECTION_pool].first = HEAD_SIZE;
    head->sections[KB_SECTION_pool].count = (uint32_t)(block->length -
                                                       HEAD_SIZE);
    pad(block);
    for (size_t i = 0; i < KB_SECTION_pool; i++) {
        const struct array *section = &builder->sections[i];

        head->sections[i].first = (uint32_t)block->length;
        head->sections[i].count = (uint32_t)section->count;
        if (section->count > 0)
            buffer_append(block, section->items,
                          section->count * section->item_size);
        pad(block);
    }
    head->sections[KB_SECTION_source] = (struct kb_range){
        (uint32_t)block->length, (uint32_t)builder->source_length};
    buffer_append(block, builder->source, builder->source_length);
    pad(block);
    head->size = (uint32_t)block->length;
    if (builder->no_memory || block->length > UINT32_MAX ||
        buffer_detach(block, &bytes, &size) != DVF_OK)
        return NULL;
    memcpy(bytes, head, sizeof *head);
    return (dvf_kb *)(void *)bytes;
}

/* SPDX-License-Identifier: MIT */
/*
 * Records: the values that a table names by their place in a struct.
 */
#include "report/record.h"

#include <assert.h>
#include <string.h>

/* Every record of a section with ids begins with its id. */
const char *record_id(const dvf_kb *kb, enum kb_section section, uint32_t index)
{
    static const size_t sizes[KB_SECTION_COUNT] = {
#define X(name, record) [KB_SECTION_##name] = sizeof(record),
        KB_SECTIONS(X)
#undef X
    };
    kb_text id;

    if (index == KB_NONE)
        return NULL;
    memcpy(&id,
           (const char *)kb + kb->sections[section].first +
               index * sizes[section],
           sizeof id);
    return kb_string(kb, id);
}

static const char *bytes_of(const struct field *field, const struct item *item)
{
    const char *bytes = field->of_subject ? item->subject : item->data;

    return bytes + field->offset;
}

static uint32_t number_of(const struct field *field, const struct item *item)
{
    uint32_t number;

    memcpy(&number, bytes_of(field, item), sizeof number);
    return number;
}

static struct value truth_of_field(const struct field *field,
                                   const struct item *item)
{
    enum truth truth;

    memcpy(&truth, bytes_of(field, item), sizeof truth);
    return truth == TRUTH_OPEN ? value_string(NULL)
                               : value_flag(truth == TRUTH_TRUE);
}

struct value field_value(const struct field *field, const struct item *item)
{
    const char *string;
    uint32_t number;
    int32_t points;
    size_t size;

    switch (field->kind) {
    case FIELD_TEXT:
        return value_string(kb_string(item->kb, number_of(field, item)));
    case FIELD_OPTIONAL:
        number = number_of(field, item);
        return value_string(number != 0 ? kb_string(item->kb, number) : NULL);
    case FIELD_STRING:
        memcpy(&string, bytes_of(field, item), sizeof string);
        return value_string(string);
    case FIELD_NUMBER:
        return value_number(number_of(field, item));
    case FIELD_SIGNED:
        memcpy(&points, bytes_of(field, item), sizeof points);
        return value_number(points);
    case FIELD_SIZE:
        memcpy(&size, bytes_of(field, item), sizeof size);
        return value_number((int64_t)size);
    case FIELD_FLAG:
        return value_flag(*bytes_of(field, item) != 0);
    case FIELD_TRUTH:
        return truth_of_field(field, item);
    case FIELD_ID:
        return value_string(
            record_id(item->kb, field->section, number_of(field, item)));
    default:
        assert(field->kind == FIELD_VALUE);
        return field->value(item);
    }
}

bool field_next_value(const struct field *field, const struct item *item,
                      uint32_t *cursor, struct value *value)
{
    struct index_list list = {NULL, 0};
    struct kb_range range = {0, 0};

    if (field->next_value)
        return field->next_value(item, cursor, value);
    if (field->kind == FIELD_LIST) {
        memcpy(&list, bytes_of(field, item), sizeof list);
        range.count = list.count;
    } else {
        memcpy(&range, bytes_of(field, item), sizeof range);
    }
    if (*cursor == range.count)
        return false;
    uint32_t index = list.items ? list.items[*cursor]
                                : kb_index(item->kb, range)[*cursor];
    ++*cursor;
    *value = value_string(field->kind == FIELD_TEXTS
                              ? kb_string(item->kb, index)
                              : record_id(item->kb, field->section, index));
    return true;
}

bool record_at(const struct position *at, struct item *inner)
{
    inner->data = at;
    return at && at->line != 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Certainty in words: values of one answer, and the answers that lead to a
 * verdict.
 */
#include "analysis/certainty.h"

#include "analysis/ends.h"

#include <inttypes.h>

/* Most values, and most answers, that are all named; of more, two are. */
#define NAMED_MAX  3
#define NAMED_SOME 2

static const char *value_id(const dvf_kb *kb, uint32_t attribute,
                            uint32_t value)
{
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];

    return kb_string(kb, kb_attribute_values(kb, record)[value].id);
}

/* Append values of a scale from one end on: "high or more".
 * @return false where they are not that */
static bool put_run(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                    value_set values)
{
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    uint32_t count = values_count(values);
    uint32_t first = values_first(values);
    bool from_least = first == 0;

    if (record->type != KB_SCALE || count < 2 ||
        values >> first != (UINT64_C(1) << count) - 1 ||
        (!from_least && first + count != record->values.count))
        return false;
    buffer_printf(
        out, "%s or %s",
        value_id(kb, attribute, from_least ? first + count - 1 : first),
        from_least ? "less" : "more");
    return true;
}

static void put_any(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                    value_set values)
{
    uint32_t count = values_count(values);
    uint32_t named = count > NAMED_MAX ? NAMED_SOME : count;

    for (uint32_t i = 0; i < named; i++, values &= values - 1) {
        const char *between = i + 1 == count ? " or " : ", ";

        buffer_printf(out, "%s%s", i == 0 ? "" : between,
                      value_id(kb, attribute, values_first(values)));
    }
    if (named < count)
        buffer_printf(out, " or %" PRIu32 " others", count - named);
}

static void put_selection(struct buffer *out, const dvf_kb *kb,
                          uint32_t attribute, value_set values)
{
    bool any = false;

    buffer_putc(out, '[');
    for (; values != 0; values &= values - 1) {
        buffer_printf(out, "%s%s", any ? ", " : "",
                      value_id(kb, attribute, values_first(values)));
        any = true;
    }
    buffer_putc(out, ']');
}

void certainty_values(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                      value_set values)
{
    if (kb_attributes(kb)[attribute].type == KB_SET)
        put_selection(out, kb, attribute, values);
    else if (!put_run(out, kb, attribute, values))
        put_any(out, kb, attribute, values);
}

void certainty_needs(struct buffer *out, const dvf_kb *kb,
                     const struct reachable *reachable)
{
    uint32_t count = reachable->need_count;
    bool many = count > NAMED_MAX;
    uint32_t named = many ? NAMED_SOME : count;

    if (many)
        buffer_printf(out, "%" PRIu32 " answers say so: ", count);
    for (uint32_t i = 0; i < named; i++) {
        const struct need *need = &reachable->needs[i];

        buffer_printf(out, "%s%s is ",
                      i == 0 ? ""
                      : many ? ", "
                             : " and ",
                      kb_string(kb, kb_attributes(kb)[need->attribute].id));
        certainty_values(out, kb, need->attribute, need->values);
    }
    if (many)
        buffer_printf(out, " and %" PRIu32 " more", count - named);
}

const char *certainty_verdict(const dvf_kb *kb, uint32_t end)
{
    if (end == end_too_close(kb))
        return "too close to call";
    if (end == end_undecided(kb))
        return "undecided";
    return kb_string(kb, kb_options(kb)[end].title);
}

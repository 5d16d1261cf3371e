/* SPDX-License-Identifier: MIT */
/*
 * Repeats: words are sorted, so that those alike stand together in order.
 */
#include "report/repeats.h"

#include <stdlib.h>
#include <string.h>

struct item {
    const char *word;
    size_t index;
};

static int compare(const void *a, const void *b)
{
    const struct item *one = a;
    const struct item *other = b;
    int order = strcmp(one->word, other->word);

    if (order != 0)
        return order;
    return (one->index > other->index) - (one->index < other->index);
}

static struct item *sort(struct arena *arena, const char *const *words,
                         size_t count)
{
    struct item *items = arena_array(arena, count, sizeof *items);
    size_t i;

    if (!items)
        return NULL;
    for (i = 0; i < count; i++)
        items[i] = (struct item){words[i], i};
    if (count > 0)
        qsort(items, count, sizeof *items, compare);
    return items;
}

static bool is_as_before(const struct item *item)
{
    return strcmp(item[0].word, item[-1].word) == 0;
}

const uint32_t *repeats_count(struct arena *arena, const char *const *words,
                              size_t count)
{
    const struct item *items = sort(arena, words, count);
    uint32_t *before = arena_array(arena, count, sizeof *before);
    size_t i;

    if (!items || !before)
        return NULL;
    for (i = 1; i < count; i++)
        if (is_as_before(&items[i]))
            before[items[i].index] = before[items[i - 1].index] + 1;
    return before;
}

const bool *repeats_mark(struct arena *arena, const char *const *words,
                         size_t count)
{
    const struct item *items = sort(arena, words, count);
    bool *marks = arena_array(arena, count, sizeof *marks);
    size_t i;

    if (!items || !marks)
        return NULL;
    for (i = 1; i < count; i++)
        if (is_as_before(&items[i]))
            marks[items[i].index] = marks[items[i - 1].index] = true;
    return marks;
}

/* SPDX-License-Identifier: MIT */
/*
 * Notices, kept in the order in which they came up.
 */
#include "work/notice.h"

#include "base/utf8.h"
#include "check/line.h"

#include <string.h>

void notices_init(struct notices *notices)
{
    *notices = (struct notices){0};
    array_init(&notices->items, sizeof(struct notice));
}

bool notices_add(struct notices *notices, enum notice_kind kind,
                 struct buffer *text)
{
    const char *line = line_keep(&notices->arena, text);
    struct notice *notice = array_push(&notices->items);

    if (notice)
        *notice = (struct notice){kind, line};
    return notice && !notices->arena.failed;
}

void notice_quote(struct buffer *out, const char *name)
{
    buffer_putc(out, '\'');
    utf8_append_safe(out, name, strlen(name), false);
    buffer_putc(out, '\'');
}

void notices_release(struct notices *notices)
{
    array_release(&notices->items);
    arena_release(&notices->arena);
}

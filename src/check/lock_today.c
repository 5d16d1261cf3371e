/* SPDX-License-Identifier: MIT */
/*
 * Locks that are as they would be written today. Most are: their bytes are
 * compared with those of today's entries, and none of them is parsed. Bytes
 * that differ, or that might pass a limit of the loader, are left to it.
 */
#include "base/utf8.h"
#include "check/lock.h"
#include "yaml/document.h"

#include <string.h>

/* Most nodes of an entry beside its lists, and of one of their items. */
#define NODES_ENTRY 32
#define NODES_ITEM  8

/* Most bytes of an entry that is taken: none of its texts can be longer than
 * the loader accepts. */
#define ENTRY_MAX   (YAML_SCALAR_MAX / 2)

/* A comparison of a lock's bytes with entries, as far as they are the same. */
struct match {
    const char *rest;    /* of the lock: what stands before it is the same */
    size_t left;         /* bytes of the rest */
    size_t nodes;        /* at most */
    uint32_t line;       /* of the next entry, from 1 */
    struct buffer piece; /* that is compared next */
};

/* Pass over the piece, where the bytes go on with it. */
static bool match_piece(struct match *match)
{
    const struct buffer *piece = &match->piece;

    if (piece->failed || piece->length > match->left ||
        memcmp(match->rest, piece->bytes, piece->length) != 0)
        return false;
    match->rest += piece->length;
    match->left -= piece->length;
    return true;
}

static uint32_t count_lines(const struct buffer *piece)
{
    const char *at = piece->bytes;
    const char *end = at + piece->length;
    uint32_t count = 0;

    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        count++;
        at++;
    }
    return count;
}

/* Place of the name, behind "  - file: " in the first line of the piece. */
static struct position name_position(const struct match *match)
{
    const size_t before = strlen("  - file: ");
    const char *name = match->piece.bytes + before;
    uint32_t width = 0;

    for (; *name != '\n'; name++)
        width += !utf8_continues(*name);
    return (struct position){match->line, (uint32_t)before + 1, width};
}

static bool match_entry(struct match *match, struct lock_entry *entry)
{
    size_t items = (size_t)entry->scores_count + entry->answers_count +
                   entry->fired_count;

    match->nodes += NODES_ENTRY + items * NODES_ITEM;
    buffer_clear(&match->piece);
    lock_append_entry(entry, &match->piece);
    if (match->piece.length > ENTRY_MAX || match->nodes > LOCK_NODES_MAX ||
        !match_piece(match))
        return false;
    entry->at = name_position(match);
    match->line += count_lines(&match->piece);
    return true;
}

/* Take the entry of a profile, whose name must follow that of the last. @return
 * false where it is not that of the lock, or when out of memory */
static bool take_entry(struct lock *lock, struct match *match,
                       const struct lock_judged *judged)
{
    const struct lock_entry *last = lock->entries.items;
    struct lock_entry entry;

    if (lock->entries.count > 0)
        last += lock->entries.count - 1;
    if ((last && strcmp(last->file, judged->file) >= 0) ||
        !lock_can_name(judged->file) ||
        lock_entry_make(&entry, &lock->arena, judged->evaluation,
                        judged->file) != DVF_OK ||
        !match_entry(match, &entry))
        return false;
    struct lock_entry *kept = array_push(&lock->entries);
    if (kept)
        *kept = entry;
    else
        lock->arena.failed = true;
    return kept;
}

dvf_status lock_take_today(struct lock *lock, const dvf_input *input,
                           const struct array *today, bool *same)
{
    struct match match = {
        .rest = input->bytes, .left = input->length, .line = 4};

    array_init(&lock->entries, sizeof(struct lock_entry));
    lock_append_opening(today->count, &match.piece);
    *same = match_piece(&match);
    for (size_t i = 0; i < today->count && *same; i++)
        *same = take_entry(lock, &match, array_at(today, i));
    *same = *same && match.left == 0;
    bool failed = lock->arena.failed || match.piece.failed;
    buffer_release(&match.piece);
    if (!*same) {
        lock_release(lock);
        *lock = (struct lock){0};
    }
    lock->is_today = *same;
    return failed ? DVF_NO_MEMORY : DVF_OK;
}

/* SPDX-License-Identifier: MIT */
/*
 * Upgrades of knowledge: the versions that locks name, and the number of
 * outcomes that moved with the upgrade.
 */
#include "check/knowledge.h"

#include "check/line.h"

#include <string.h>

/* Most versions that a sentence names. */
#define NAMED_MAX 3

/* Versions of knowledge that locks name, each once. */
struct versions {
    const struct lock_entry *items[NAMED_MAX];
    size_t count;
    bool more; /* there are others */
};

static bool is_of(const struct lock_entry *entry, const char *id,
                  const char *version)
{
    return strcmp(entry->kb_id, id) == 0 &&
           strcmp(entry->kb_version, version) == 0;
}

static void note_version(struct versions *versions,
                         const struct lock_entry *entry)
{
    for (size_t i = 0; i < versions->count; i++)
        if (is_of(versions->items[i], entry->kb_id, entry->kb_version))
            return;
    if (versions->count < NAMED_MAX)
        versions->items[versions->count++] = entry;
    else
        versions->more = true;
}

/* "web-framework 1.0.0 -> 1.1.0" */
static void put_versions(struct buffer *out, const struct versions *versions,
                         const dvf_kb *kb)
{
    const char *id = kb_string(kb, kb->id);
    const char *version = kb_string(kb, kb->version);

    for (size_t i = 0; i < versions->count; i++) {
        buffer_puts(out, i > 0 ? ", " : "");
        line_put(out, versions->items[i]->kb_id);
        buffer_putc(out, ' ');
        line_put(out, versions->items[i]->kb_version);
    }
    if (versions->count == 1 && is_of(versions->items[0], id, version)) {
        buffer_puts(out, " has other content");
        return;
    }
    buffer_puts(out, versions->more ? " and others -> " : " -> ");
    if (versions->count > 1 || strcmp(versions->items[0]->kb_id, id) != 0) {
        line_put(out, id);
        buffer_putc(out, ' ');
    }
    line_put(out, version);
}

/* @return the knowledge of today; null: nothing changed */
static const dvf_kb *count_changes(struct knowledge_change *change,
                                   struct versions *versions,
                                   const struct check_result *results,
                                   size_t count)
{
    const dvf_kb *kb = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct lock_change *lock = &results[i].lock;

        if (!lock->knowledge_changed)
            continue;
        kb = results[i].evaluation->kb;
        change->profiles++;
        change->moved += lock->state == LOCK_MOVED;
        note_version(versions, lock->before);
    }
    return kb;
}

/* "No outcome moved: lock again to accept it." */
static void put_moved(struct buffer *out, size_t moved)
{
    if (moved == 0)
        buffer_puts(out, "No outcome moved: lock again to accept it.");
    else
        buffer_printf(out, "%zu outcome%s moved.", moved,
                      moved == 1 ? "" : "s");
}

dvf_status knowledge_compare(struct knowledge_change *change,
                             struct arena *arena,
                             const struct check_result *results, size_t count)
{
    struct versions versions = {0};
    const dvf_kb *kb = count_changes(change, &versions, results, count);
    struct buffer text = {0};

    if (!kb)
        return DVF_OK;
    buffer_printf(&text, "The knowledge changed since %zu verdict%s locked: ",
                  change->profiles, change->profiles == 1 ? " was" : "s were");
    put_versions(&text, &versions, kb);
    buffer_puts(&text, ". ");
    put_moved(&text, change->moved);
    change->says = line_keep(arena, &text);
    return arena_status(arena);
}

/* SPDX-License-Identifier: MIT */
/*
 * Writing locks: YAML of one fixed layout, so that changes can be read line by
 * line and merged.
 */
#include "check/lock.h"
#include "check/lock_format.h"
#include "yaml/scalar.h"

static void put_pair(struct buffer *out, const char *key, const char *text)
{
    buffer_puts(out, key);
    yaml_append_scalar(out, text);
}

static void put_number(struct buffer *out, const char *key, int32_t number)
{
    buffer_printf(out, "%s%ld", key, (long)number);
}

static void put_line(struct buffer *out, const char *key, const char *text)
{
    put_pair(out, key, text);
    buffer_putc(out, '\n');
}

static void put_scores(struct buffer *out, const struct lock_entry *entry)
{
    buffer_puts(out,
                entry->scores_count ? "    scores:\n" : "    scores: []\n");
    for (uint32_t i = 0; i < entry->scores_count; i++) {
        put_pair(out, "      - {option: ", entry->scores[i].option);
        put_number(out, ", points: ", entry->scores[i].points);
        buffer_puts(out, "}\n");
    }
}

static void put_answers(struct buffer *out, const struct lock_entry *entry)
{
    buffer_puts(out,
                entry->answers_count ? "    answers:\n" : "    answers: []\n");
    for (uint32_t i = 0; i < entry->answers_count; i++) {
        put_pair(out, "      - {attribute: ", entry->answers[i].attribute);
        put_pair(out, ", answer: ", entry->answers[i].answer);
        buffer_puts(out, "}\n");
    }
}

static void put_fired(struct buffer *out, const struct lock_entry *entry)
{
    buffer_puts(out, entry->fired_count ? "    fired:\n" : "    fired: []\n");
    for (uint32_t i = 0; i < entry->fired_count; i++) {
        put_pair(out, "      - {rule: ", entry->fired[i].rule);
        put_pair(out, ", option: ", entry->fired[i].option);
        put_number(out, ", points: ", entry->fired[i].points);
        buffer_puts(out, "}\n");
    }
}

static void put_entry(struct buffer *out, const struct lock_entry *entry)
{
    put_line(out, "  - file: ", entry->file);
    put_line(out, "    profile: ", entry->profile);
    put_pair(out, "    kb: {id: ", entry->kb_id);
    put_pair(out, ", version: ", entry->kb_version);
    put_pair(out, ", sha256: ", entry->kb_sha256);
    buffer_puts(out, "}\n");
    put_line(out, "    answers_sha256: ", entry->answers_sha256);
    put_line(out, "    outcome: ", entry->outcome);
    if (entry->strength)
        put_line(out, "    strength: ", entry->strength);
    put_number(out, "    lead: ", entry->lead);
    buffer_putc(out, '\n');
    put_scores(out, entry);
    put_answers(out, entry);
    put_fired(out, entry);
}

void lock_append(const struct lock *lock, struct buffer *out)
{
    buffer_puts(out, "# Written by `dvf check --lock`; not to be edited by "
                     "hand.\n");
    buffer_printf(out, "lock: %d\n", LOCK_VERSION);
    buffer_puts(out, lock->entries.count ? "profiles:\n" : "profiles: []\n");
    for (size_t i = 0; i < lock->entries.count; i++)
        put_entry(out, array_at(&lock->entries, i));
}

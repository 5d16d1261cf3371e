/* SPDX-License-Identifier: MIT */
/*
 * Locks: entries in their order, and the entry of an evaluation.
 */
#include "check/lock.h"

#include "base/utf8.h"
#include "check/line.h"
#include "check/lock_format.h"
#include "profile/answer_text.h"
#include "yaml/document.h"

#include <stdlib.h>
#include <string.h>

void lock_release(struct lock *lock)
{
    array_release(&lock->entries);
    arena_release(&lock->arena);
}

static struct lock_entry *entry_at(const struct lock *lock, size_t index)
{
    return array_at(&lock->entries, index);
}

/* Index of the first entry whose file does not come before this one. */
static size_t find_place(const struct lock *lock, const char *file)
{
    size_t low = 0;
    size_t high = lock->entries.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(entry_at(lock, middle)->file, file) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_at(const struct lock *lock, size_t index, const char *file)
{
    return index < lock->entries.count &&
           strcmp(entry_at(lock, index)->file, file) == 0;
}

const struct lock_entry *lock_find(const struct lock *lock, const char *file)
{
    size_t place = find_place(lock, file);

    return stands_at(lock, place, file) ? entry_at(lock, place) : NULL;
}

bool lock_put(struct lock *lock, const struct lock_entry *entry)
{
    size_t place = find_place(lock, entry->file);

    if (!stands_at(lock, place, entry->file)) {
        if (lock->entries.item_size == 0)
            array_init(&lock->entries, sizeof *entry);
        if (!array_push(&lock->entries))
            return false;
        struct lock_entry *at = entry_at(lock, place);
        memmove(at + 1, at, (lock->entries.count - 1 - place) * sizeof *at);
    }
    *entry_at(lock, place) = *entry;
    return true;
}

bool lock_can_name(const char *file)
{
    size_t left = strlen(file);

    if (left == 0 || left > YAML_SCALAR_MAX)
        return false;
    while (left > 0) {
        uint32_t character;
        size_t taken = utf8_decode(file, left, &character);

        if (taken == 0 || utf8_is_hostile(character))
            return false;
        file += taken;
        left -= taken;
    }
    return true;
}

/* ------------------------------------------------------ of an evaluation */

static const char *answer_text(struct arena *arena,
                               const dvf_evaluation *evaluation,
                               uint32_t attribute)
{
    struct buffer text = {0};

    answer_append(evaluation->kb, attribute,
                  &evaluation->profile->answers[attribute], &text);
    return line_keep(arena, &text);
}

int lock_answer_order(const void *a, const void *b)
{
    const struct lock_answer *one = a;
    const struct lock_answer *two = b;
    int order = strcmp(one->attribute, two->attribute);

    return order != 0 ? order : strcmp(one->answer, two->answer);
}

static bool make_answers(struct lock_entry *entry, struct arena *arena,
                         const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = evaluation->answered.count;

    entry->answers = arena_array(arena, count, sizeof *entry->answers);
    if (!entry->answers)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t attribute = evaluation->answered.items[i];
        struct lock_answer *answer = &entry->answers[i];

        answer->attribute = kb_string(kb, kb_attributes(kb)[attribute].id);
        answer->answer = answer_text(arena, evaluation, attribute);
        if (!answer->answer)
            return false;
    }
    entry->answers_count = count;
    if (count > 0)
        qsort(entry->answers, count, sizeof *entry->answers, lock_answer_order);
    return true;
}

/* Digest the answers as sorted by id: the order of the questions must not
 * matter. */
static bool digest_answers(struct lock_entry *entry, struct arena *arena)
{
    char digest[SHA256_HEX_SIZE];
    struct buffer lines = {0};

    for (uint32_t i = 0; i < entry->answers_count; i++) {
        buffer_puts(&lines, entry->answers[i].attribute);
        buffer_putc(&lines, '=');
        buffer_puts(&lines, entry->answers[i].answer);
        buffer_putc(&lines, '\n');
    }
    bool made = !lines.failed;
    if (made)
        sha256_text(lines.length ? lines.bytes : "", lines.length, digest);
    buffer_release(&lines);
    if (made)
        entry->answers_sha256 = arena_copy(arena, digest, SHA256_HEX_SIZE - 1);
    return made && entry->answers_sha256;
}

static bool make_scores(struct lock_entry *entry, struct arena *arena,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    entry->scores_count = kb->scoring;
    entry->scores = arena_array(arena, kb->scoring, sizeof *entry->scores);
    if (!entry->scores)
        return false;
    for (uint32_t i = 0; i < kb->scoring; i++)
        entry->scores[i] = (struct lock_score){
            .option = kb_string(kb,
                                kb_options(kb)[kb_scoring_option(kb, i)].id),
            .points = evaluation->scores[i],
        };
    return true;
}

int lock_rule_order(const void *a, const void *b)
{
    const struct lock_rule *one = a;
    const struct lock_rule *two = b;
    int order = strcmp(one->rule, two->rule);

    if (order == 0)
        order = strcmp(one->option, two->option);
    if (order != 0)
        return order;
    return one->points < two->points ? -1 : one->points > two->points;
}

static bool make_fired(struct lock_entry *entry, struct arena *arena,
                       const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = evaluation->reason_count;

    entry->fired_count = count;
    entry->fired = arena_array(arena, count, sizeof *entry->fired);
    if (!entry->fired)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = &kb_rules(kb)[reason->rule];

        entry->fired[i] = (struct lock_rule){
            .rule = kb_string(kb, rule->id),
            .option = kb_string(kb, kb_options(kb)[rule->option].id),
            .points = (int32_t)reason->points,
        };
    }
    if (count > 0)
        qsort(entry->fired, count, sizeof *entry->fired, lock_rule_order);
    return true;
}

bool lock_entry_make(struct lock_entry *entry, struct arena *arena,
                     const dvf_evaluation *evaluation, const char *file)
{
    const dvf_kb *kb = evaluation->kb;
    char digest[SHA256_HEX_SIZE];

    kb_digest(kb, digest);
    *entry = (struct lock_entry){
        .file = file,
        .profile = evaluation->profile->name,
        .kb_id = kb_string(kb, kb->id),
        .kb_version = kb_string(kb, kb->version),
        .kb_sha256 = arena_copy(arena, digest, SHA256_HEX_SIZE - 1),
        .outcome = verdict_outcome(evaluation),
        .strength = verdict_strength(evaluation),
        .lead = evaluation->verdict.lead,
    };
    return entry->kb_sha256 && make_answers(entry, arena, evaluation) &&
           digest_answers(entry, arena) &&
           make_scores(entry, arena, evaluation) &&
           make_fired(entry, arena, evaluation);
}

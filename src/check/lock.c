/* SPDX-License-Identifier: MIT */
/*
 * Locks: entries in their order, the entry of an evaluation, writing, and
 * comparing. YAML of one fixed layout, so that changes can be read line by line
 * and merged. Lists are sorted on both sides of a comparison, so one walk along
 * both finds items that only one of them has.
 */
#include "check/lock.h"

#include "base/utf8.h"
#include "check/line.h"
#include "profile/answer.h"
#include "yaml/document.h"
#include "yaml/scalar.h"

#include <assert.h>
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

dvf_status lock_put(struct lock *lock, const struct lock_entry *entry)
{
    size_t place = find_place(lock, entry->file);

    assert(entry->file);
    if (!stands_at(lock, place, entry->file)) {
        if (lock->entries.item_size == 0)
            array_init(&lock->entries, sizeof *entry);
        if (!array_push(&lock->entries))
            return DVF_NO_MEMORY;
        struct lock_entry *at = entry_at(lock, place);
        memmove(at + 1, at, (lock->entries.count - 1 - place) * sizeof *at);
    }
    *entry_at(lock, place) = *entry;
    return DVF_OK;
}

bool lock_can_name(const char *file)
{
    size_t length = strlen(file);

    return length > 0 && length <= YAML_SCALAR_MAX &&
           utf8_is_text(file, length);
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

static void make_answers(struct lock_entry *entry, struct arena *arena,
                         const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = evaluation->answered.count;

    entry->answers = arena_array(arena, count, sizeof *entry->answers);
    if (!entry->answers)
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t attribute = evaluation->answered.items[i];
        struct lock_answer *answer = &entry->answers[i];

        answer->attribute = kb_attribute_id(kb, attribute);
        answer->answer = answer_text(arena, evaluation, attribute);
    }
    entry->answers_count = count;
    if (count > 0)
        qsort(entry->answers, count, sizeof *entry->answers, lock_answer_order);
}

/* Digest the answers as sorted by id: the order of the questions must not
 * matter. */
static void digest_answers(struct lock_entry *entry, struct arena *arena)
{
    char digest[SHA256_HEX_SIZE];
    struct buffer lines = {0};

    for (uint32_t i = 0; i < entry->answers_count; i++) {
        buffer_puts(&lines, entry->answers[i].attribute);
        buffer_putc(&lines, '=');
        buffer_puts(&lines, entry->answers[i].answer);
        buffer_putc(&lines, '\n');
    }
    if (lines.failed)
        arena->failed = true;
    else
        sha256_text(lines.length ? lines.bytes : "", lines.length, digest);
    entry->answers_sha256 =
        lines.failed ? NULL : arena_copy(arena, digest, SHA256_HEX_SIZE - 1);
    buffer_release(&lines);
}

static void make_scores(struct lock_entry *entry, struct arena *arena,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    entry->scores_count = kb->scoring;
    entry->scores = arena_array(arena, kb->scoring, sizeof *entry->scores);
    for (uint32_t i = 0; i < kb->scoring && entry->scores; i++)
        entry->scores[i] = (struct lock_score){
            .option = kb_option_id(kb, kb_scoring_option(kb, i)),
            .points = evaluation->scores[i],
        };
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

static void make_fired(struct lock_entry *entry, struct arena *arena,
                       const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = evaluation->reason_count;

    entry->fired_count = count;
    entry->fired = arena_array(arena, count, sizeof *entry->fired);
    if (!entry->fired)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = &kb_rules(kb)[reason->rule];

        entry->fired[i] = (struct lock_rule){
            .rule = kb_string(kb, rule->id),
            .option = kb_option_id(kb, rule->option),
            .points = (int32_t)reason->points,
        };
    }
    if (count > 0)
        qsort(entry->fired, count, sizeof *entry->fired, lock_rule_order);
}

dvf_status lock_entry_make(struct lock_entry *entry, struct arena *arena,
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
    make_answers(entry, arena, evaluation);
    digest_answers(entry, arena);
    make_scores(entry, arena, evaluation);
    make_fired(entry, arena, evaluation);
    return arena_status(arena);
}

/* --------------------------------------------------------------- writing */

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

void lock_append_entry(const struct lock_entry *entry, struct buffer *out)
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

void lock_append_opening(size_t entries, struct buffer *out)
{
    buffer_puts(out, "# Written by `dvf check --lock`; not to be edited by "
                     "hand.\n");
    buffer_printf(out, "lock: %d\n", LOCK_VERSION);
    buffer_puts(out, entries ? "profiles:\n" : "profiles: []\n");
}

void lock_append(const struct lock *lock, struct buffer *out)
{
    lock_append_opening(lock->entries.count, out);
    for (size_t i = 0; i < lock->entries.count; i++)
        lock_append_entry(array_at(&lock->entries, i), out);
}

/* ------------------------------------------------------------- comparing */

const char *lock_state_word(enum lock_state state)
{
    static const char *const words[] = {
        [LOCK_NONE] = "none",
        [LOCK_SAME] = "same",
        [LOCK_CHANGED] = "changed",
        [LOCK_MOVED] = "moved",
    };

    return words[state];
}

/* True for equal texts; each may be null. */
static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Order of the next keys of two sorted lists: below 0 the first list goes on,
 * above 0 the other, 0 both. A null key is the end of its list. */
static int which_first(const char *a, const char *b)
{
    if (!a || !b)
        return a ? -1 : 1;
    return strcmp(a, b);
}

static void compare_answers(struct lock_change *change, struct arena *arena,
                            const struct lock_entry *before,
                            const struct lock_entry *after)
{
    uint32_t i = 0;
    uint32_t j = 0;

    change->answers = arena_array(
        arena, (size_t)before->answers_count + after->answers_count,
        sizeof *change->answers);
    if (!change->answers)
        return;
    while (i < before->answers_count || j < after->answers_count) {
        const struct lock_answer none = {NULL, NULL};
        const struct lock_answer *one = i < before->answers_count
                                            ? &before->answers[i]
                                            : &none;
        const struct lock_answer *two = j < after->answers_count
                                            ? &after->answers[j]
                                            : &none;
        int order = which_first(one->attribute, two->attribute);
        struct lock_answer_change found = {
            .attribute = order <= 0 ? one->attribute : two->attribute,
            .before = order <= 0 ? one->answer : NULL,
            .after = order >= 0 ? two->answer : NULL,
        };

        i += order <= 0;
        j += order >= 0;
        if (!is_same(found.before, found.after))
            change->answers[change->answers_count++] = found;
    }
}

static void compare_rules(struct lock_change *change, struct arena *arena,
                          const struct lock_entry *before,
                          const struct lock_entry *after)
{
    uint32_t i = 0;
    uint32_t j = 0;

    change->rules = arena_array(
        arena, (size_t)before->fired_count + after->fired_count,
        sizeof *change->rules);
    if (!change->rules)
        return;
    while (i < before->fired_count || j < after->fired_count) {
        const struct lock_rule none = {NULL, NULL, 0};
        const struct lock_rule *one = i < before->fired_count
                                          ? &before->fired[i]
                                          : &none;
        const struct lock_rule *two = j < after->fired_count ? &after->fired[j]
                                                             : &none;
        int order = which_first(one->rule, two->rule);
        struct lock_rule_change found = {
            .rule = order <= 0 ? one->rule : two->rule,
            .option_before = order <= 0 ? one->option : NULL,
            .option_after = order >= 0 ? two->option : NULL,
            .before = order <= 0 ? one->points : 0,
            .after = order >= 0 ? two->points : 0,
        };

        i += order <= 0;
        j += order >= 0;
        if (found.before != found.after ||
            (order == 0 && !is_same(one->option, two->option)))
            change->rules[change->rules_count++] = found;
    }
}

static bool are_scores_same(const struct lock_entry *before,
                            const struct lock_entry *after)
{
    if (before->scores_count != after->scores_count)
        return false;
    for (uint32_t i = 0; i < before->scores_count; i++)
        if (before->scores[i].points != after->scores[i].points ||
            strcmp(before->scores[i].option, after->scores[i].option) != 0)
            return false;
    return true;
}

static bool has_effects(const struct lock_change *change,
                        const struct lock_entry *before,
                        const struct lock_entry *after)
{
    return change->answers_changed || change->rules_count > 0 ||
           change->scores_changed || before->lead != after->lead ||
           !is_same(before->strength, after->strength) ||
           strcmp(before->outcome, after->outcome) != 0;
}

static enum lock_state find_state(const struct lock_change *change,
                                  const struct lock_entry *before,
                                  const struct lock_entry *after)
{
    if (strcmp(before->outcome, after->outcome) != 0)
        return LOCK_MOVED;
    return change->effects || change->knowledge_changed ? LOCK_CHANGED
                                                        : LOCK_SAME;
}

dvf_status lock_compare(struct lock_change *change, struct arena *arena,
                        const struct lock_entry *before,
                        const struct lock_entry *after)
{
    *change = (struct lock_change){.before = before, .lead_after = after->lead};
    if (!before)
        return DVF_OK;
    change->lead_before = before->lead;
    if (before == after) {
        change->state = LOCK_SAME;
        return DVF_OK;
    }
    change->knowledge_changed = strcmp(before->kb_id, after->kb_id) != 0 ||
                                strcmp(before->kb_sha256, after->kb_sha256) !=
                                    0;
    compare_answers(change, arena, before, after);
    compare_rules(change, arena, before, after);
    change->scores_changed = !are_scores_same(before, after);
    change->answers_changed = change->answers_count > 0 ||
                              strcmp(before->answers_sha256,
                                     after->answers_sha256) != 0;
    change->effects = has_effects(change, before, after);
    change->state = find_state(change, before, after);
    return arena_status(arena);
}

/* SPDX-License-Identifier: MIT */
/*
 * Messages: what changed since a decision was locked.
 */
#include "check/judge.h"
#include "check/line.h"

#include <string.h>

/* Most answers or rules that a sentence names. */
#define NAMED_MAX 5

/* ---------------------------------------------------------------- verdict */

/* A verdict by its word; options that the KB no longer has keep theirs. */
static const char *verdict_name(const dvf_kb *kb, const char *outcome)
{
    uint32_t option = kb_find_option(kb, outcome);

    if (option != KB_NONE)
        return kb_string(kb, kb_options(kb)[option].title);
    return strcmp(outcome, "too_close") == 0 ? "too close to call" : outcome;
}

/* "Left (clear)" */
static void put_verdict(struct buffer *out, const char *name,
                        const char *strength)
{
    line_put(out, name);
    if (strength) {
        buffer_puts(out, " (");
        line_put(out, strength);
        buffer_putc(out, ')');
    }
}

static void put_verdicts(struct buffer *out, const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    const struct lock_entry *before = result->lock.before;
    const char *name = verdict_name(evaluation->kb,
                                    verdict_outcome(evaluation));

    if (result->lock.state == LOCK_CHANGED) {
        buffer_puts(out, "The verdict is still ");
        put_verdict(out, name, verdict_strength(evaluation));
        buffer_puts(out, ", but not all is as it was locked.");
        return;
    }
    buffer_puts(out, "The verdict was ");
    put_verdict(out, verdict_name(evaluation->kb, before->outcome),
                before->strength);
    buffer_puts(out, " when it was locked, and now is ");
    put_verdict(out, name, verdict_strength(evaluation));
    buffer_putc(out, '.');
}

/* ----------------------------------------------------------------- causes */

/* Begin an item of a sentence: its first words, or a comma. @return whether
 * the item is to be named */
static bool begin_item(struct buffer *out, uint32_t *count, const char *first)
{
    (*count)++;
    if (*count <= NAMED_MAX)
        buffer_puts(out, *count == 1 ? first : ", ");
    return *count <= NAMED_MAX;
}

/* End a sentence that has items. */
static void end_items(struct buffer *out, uint32_t count)
{
    if (count > NAMED_MAX)
        buffer_printf(out, " and %u more", (unsigned)(count - NAMED_MAX));
    if (count > 0)
        buffer_putc(out, '.');
}

static void put_answers(struct buffer *out, const struct lock_change *change)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < change->answers_count; i++) {
        const struct lock_answer_change *answer = &change->answers[i];

        if (!begin_item(out, &count, " Answers changed: "))
            continue;
        line_put(out, answer->attribute);
        buffer_puts(out, " (");
        line_put(out, answer->before ? answer->before : "unanswered");
        buffer_puts(out, " -> ");
        line_put(out, answer->after ? answer->after : "unanswered");
        buffer_putc(out, ')');
    }
    end_items(out, count);
}

static void put_knowledge(struct buffer *out, const struct check_result *result)
{
    const dvf_kb *kb = result->evaluation->kb;
    const struct lock_entry *before = result->lock.before;
    const char *id = kb_string(kb, kb->id);
    const char *version = kb_string(kb, kb->version);
    bool renamed = strcmp(before->kb_id, id) != 0;

    if (!result->lock.knowledge_changed) {
        if (!result->lock.answers_changed)
            buffer_puts(out, " Neither the answers nor the knowledge changed, "
                             "so the lock is of another version of dvf.");
        return;
    }
    buffer_puts(out, " The knowledge changed: ");
    line_put(out, before->kb_id);
    buffer_putc(out, ' ');
    line_put(out, before->kb_version);
    if (!renamed && strcmp(before->kb_version, version) == 0) {
        buffer_puts(out, " has other content.");
        return;
    }
    buffer_puts(out, " -> ");
    if (renamed) {
        line_put(out, id);
        buffer_putc(out, ' ');
    }
    line_put(out, version);
    buffer_putc(out, '.');
}

/* ---------------------------------------------------------------- effects */

enum effect {
    NOW_FIRES,
    NO_LONGER_FIRES,
    OTHER_POINTS
};

static enum effect effect_of(const struct lock_rule_change *rule)
{
    if (rule->before == 0)
        return NOW_FIRES;
    return rule->after == 0 ? NO_LONGER_FIRES : OTHER_POINTS;
}

static void put_rules(struct buffer *out, const struct lock_change *change,
                      enum effect effect, const char *first)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < change->rules_count; i++) {
        const struct lock_rule_change *rule = &change->rules[i];

        if (effect_of(rule) != effect || !begin_item(out, &count, first))
            continue;
        line_put(out, rule->rule);
        if (effect == OTHER_POINTS)
            buffer_printf(out, " (%ld -> %ld)", (long)rule->before,
                          (long)rule->after);
    }
    end_items(out, count);
}

static void put_lead(struct buffer *out, const struct lock_change *change)
{
    if (change->lead_before != change->lead_after)
        buffer_printf(out, " The lead went from %ld to %ld %s.",
                      (long)change->lead_before, (long)change->lead_after,
                      change->lead_after == 1 ? "point" : "points");
}

const char *message_of_lock(struct check_result *result)
{
    const struct lock_change *change = &result->lock;
    struct buffer text = {0};

    put_verdicts(&text, result);
    put_answers(&text, change);
    put_knowledge(&text, result);
    put_rules(&text, change, NOW_FIRES, " Rules that now fire: ");
    put_rules(&text, change, NO_LONGER_FIRES, " Rules that no longer fire: ");
    put_rules(&text, change, OTHER_POINTS, " Rules with other points: ");
    put_lead(&text, change);
    return line_keep(&result->arena, &text);
}

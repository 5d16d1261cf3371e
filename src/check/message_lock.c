/* SPDX-License-Identifier: MIT */
/*
 * Messages on changes since a decision was locked.
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

/* " (clear)", or ", now slight instead of clear" */
static void put_strengths(struct buffer *out, const char *before,
                          const char *now)
{
    if (!now)
        return;
    buffer_puts(out, before && strcmp(before, now) != 0 ? ", now " : " (");
    line_put(out, now);
    if (before && strcmp(before, now) != 0) {
        buffer_puts(out, " instead of ");
        line_put(out, before);
    } else {
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
        line_put(out, name);
        put_strengths(out, before->strength, verdict_strength(evaluation));
        buffer_puts(out, ", but what it rests on has changed.");
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

/* Leave out versions: they are told once for the run, see check/knowledge.h. */
static void put_knowledge(struct buffer *out, const struct lock_change *change)
{
    if (change->knowledge_changed)
        buffer_puts(out, change->answers_changed
                             ? " The knowledge changed too."
                             : " The answers are the same; the knowledge "
                               "changed.");
    else if (!change->answers_changed)
        buffer_puts(out, " Neither the answers nor the knowledge changed, so "
                         "the lock was edited, or is of another version of "
                         "dvf.");
}

/* ---------------------------------------------------------------- effects */

enum effect {
    NOW_FIRES,
    NO_LONGER_FIRES,
    OTHER_OPTION,
    OTHER_POINTS
};

static enum effect effect_of(const struct lock_rule_change *rule)
{
    if (!rule->option_before)
        return NOW_FIRES;
    if (!rule->option_after)
        return NO_LONGER_FIRES;
    return strcmp(rule->option_before, rule->option_after) != 0 ? OTHER_OPTION
                                                                : OTHER_POINTS;
}

static int32_t points_of(const struct lock_rule_change *rule)
{
    return rule->before > rule->after ? rule->before : rule->after;
}

/* Next rule of an effect behind another one, most points first; null behind the
 * last one. */
static const struct lock_rule_change *
next_rule(const struct lock_change *change, enum effect effect,
          const struct lock_rule_change *last)
{
    const struct lock_rule_change *next = NULL;

    for (uint32_t i = 0; i < change->rules_count; i++) {
        const struct lock_rule_change *rule = &change->rules[i];
        bool is_behind = !last || points_of(rule) < points_of(last) ||
                         (points_of(rule) == points_of(last) && rule > last);

        if (effect_of(rule) == effect && is_behind &&
            (!next || points_of(rule) > points_of(next)))
            next = rule;
    }
    return next;
}

/* "Left +4" */
static void put_side(struct buffer *out, const dvf_kb *kb, const char *option,
                     int32_t points)
{
    line_put(out, verdict_name(kb, option));
    buffer_printf(out, " %+ld", (long)points);
}

static void put_rule(struct buffer *out, const dvf_kb *kb,
                     const struct lock_rule_change *rule)
{
    line_put(out, rule->rule);
    buffer_puts(out, " (");
    if (rule->option_before)
        put_side(out, kb, rule->option_before, rule->before);
    if (rule->option_before && rule->option_after)
        buffer_puts(out, " -> ");
    if (rule->option_after)
        put_side(out, kb, rule->option_after, rule->after);
    buffer_putc(out, ')');
}

static void put_rules(struct buffer *out, const struct check_result *result,
                      enum effect effect, const char *first)
{
    const struct lock_rule_change *rule = NULL;
    uint32_t count = 0;

    while ((rule = next_rule(&result->lock, effect, rule)))
        if (begin_item(out, &count, first))
            put_rule(out, result->evaluation->kb, rule);
    end_items(out, count);
}

/* ------------------------------------------------------------------ lead */

/* Leader and its points of lead. */
struct lead {
    const char *option; /* null: nobody */
    int64_t points;     /* a lock may say anything that fits 32 bits */
};

static void take_score(struct lead *lead, int64_t *best, const char *option,
                       int64_t points)
{
    if (points > *best) {
        lead->points = points - *best;
        lead->option = option;
        *best = points;
    } else if (*best - points < lead->points) {
        lead->points = *best - points;
        if (lead->points == 0)
            lead->option = NULL;
    }
}

static struct lead lead_before(const struct lock_entry *entry)
{
    struct lead lead = {0};
    int64_t best = 0;

    for (uint32_t i = 0; i < entry->scores_count; i++)
        take_score(&lead, &best, entry->scores[i].option,
                   entry->scores[i].points);
    return lead;
}

static struct lead lead_now(const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    struct lead lead = {0};
    int64_t best = 0;

    for (uint32_t i = 0; i < kb->scoring; i++)
        take_score(&lead, &best,
                   kb_string(kb, kb_options(kb)[kb_scoring_option(kb, i)].id),
                   evaluation->scores[i]);
    return lead;
}

/* "Left led by 8 points" */
static void put_lead(struct buffer *out, const dvf_kb *kb,
                     const struct lead *lead, const char *verb)
{
    if (lead->option)
        line_put(out, verdict_name(kb, lead->option));
    else
        buffer_puts(out, "nobody");
    buffer_printf(out, " %s", verb);
    if (lead->option)
        buffer_printf(out, " by %ld %s", (long)lead->points,
                      lead->points == 1 ? "point" : "points");
}

void check_append_lead(const struct check_result *result, struct buffer *out)
{
    const dvf_kb *kb = result->evaluation->kb;
    struct lead before = lead_before(result->lock.before);
    struct lead now = lead_now(result->evaluation);

    buffer_puts(out, "When it was locked, ");
    put_lead(out, kb, &before, "led");
    buffer_puts(out, "; now ");
    put_lead(out, kb, &now, "leads");
    buffer_putc(out, '.');
}

const char *message_of_lock(struct check_result *result)
{
    struct buffer text = {0};

    put_verdicts(&text, result);
    put_answers(&text, &result->lock);
    put_knowledge(&text, &result->lock);
    put_rules(&text, result, NOW_FIRES, " Rules that now fire: ");
    put_rules(&text, result, NO_LONGER_FIRES, " Rules that no longer fire: ");
    put_rules(&text, result, OTHER_OPTION,
              " Rules that speak for another option: ");
    put_rules(&text, result, OTHER_POINTS, " Rules with other points: ");
    if (result->lock.scores_changed) {
        buffer_putc(&text, ' ');
        check_append_lead(result, &text);
    }
    return line_keep(&result->arena, &text);
}

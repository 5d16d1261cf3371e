/* SPDX-License-Identifier: MIT */
/*
 * Messages on changes since a decision was locked: of one result; and, for a
 * whole run, the versions of knowledge that locks name, and the number of
 * outcomes that moved with the upgrade.
 */
#include "check/judge.h"
#include "check/line.h"

#include <string.h>

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

/* End a sentence that has items. */
static void end_items(struct buffer *out, uint32_t count)
{
    line_end_items(out, count);
    if (count > 0)
        buffer_putc(out, '.');
}

static void put_answers(struct buffer *out, const struct lock_change *change)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < change->answers_count; i++) {
        const struct lock_answer_change *answer = &change->answers[i];

        if (!line_begin_item(out, &count, " Answers changed: "))
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

/* Leave out versions: they are told once for the run, see knowledge_compare().
 */
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
        if (line_begin_item(out, &count, first))
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
        take_score(&lead, &best, kb_option_id(kb, kb_scoring_option(kb, i)),
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

/* ---------------------------------------------------- upgrades of knowledge */

/* Most versions that a sentence names. */
#define VERSIONS_MAX 3

/* Versions of knowledge that locks name, each once. */
struct versions {
    const struct lock_entry *items[VERSIONS_MAX];
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
    if (versions->count < VERSIONS_MAX)
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

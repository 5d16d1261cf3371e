/* SPDX-License-Identifier: MIT */
/*
 * Phrases: words about an evaluation, from its ranking and its knowledge base.
 */
#include "report/phrases.h"
#include "analysis/certainty.h"
#include "profile/profile.h"

#include "kb/wording.h"
#include "profile/answer.h"

#include <inttypes.h>

void phrase_points(struct buffer *out, int32_t points)
{
    buffer_printf(out, "%" PRId32 " point%s", points, points == 1 ? "" : "s");
}

void phrase_scores(struct buffer *out, const dvf_evaluation *evaluation,
                   const char *between)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb->scoring; i++)
        buffer_printf(out, "%s%s %" PRId32, i == 0 ? "" : between,
                      kb_option_title(kb, kb_scoring_option(kb, i)),
                      evaluation->scores[i]);
}

void phrase_side(struct buffer *out, const dvf_kb *kb, const struct side *side)
{
    buffer_printf(out, "%s: ", kb_option_title(kb, side->option));
    phrase_points(out, side->points);
    if (side->is_recommended)
        buffer_puts(out, ", recommended");
    if (side->is_ruled_out)
        buffer_puts(out, ", ruled out");
}

void phrase_criterion(struct buffer *out, const dvf_evaluation *evaluation,
                      uint32_t criterion)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_criterion *record = &kb_criteria(kb)[criterion];
    const int32_t *points = evaluation->points +
                            (size_t)criterion * kb->scoring;

    buffer_printf(out, "%s (%s)", kb_criterion_title(kb, criterion),
                  kb_collect_word((enum kb_collect)record->collect));
    if (record->parent != KB_NONE)
        buffer_printf(out, ", in %s", kb_criterion_title(kb, record->parent));
    for (uint32_t i = 0; i < kb->scoring; i++)
        buffer_printf(out, "%s %s %" PRId32, i == 0 ? ":" : ",",
                      kb_option_title(kb, kb_scoring_option(kb, i)), points[i]);
}

uint32_t phrase_questions(const dvf_evaluation *evaluation)
{
    return evaluation->answered.count + evaluation->unknown.count;
}

void phrase_answered(struct buffer *out, const dvf_evaluation *evaluation)
{
    buffer_printf(out, "%" PRIu32 " of %" PRIu32 " answers",
                  evaluation->answered.count, phrase_questions(evaluation));
}

/* A combination is as clear as the weakest of its parts. */
static void weakest_part(struct buffer *out, const struct ranking *ranking)
{
    const dvf_kb *kb = ranking->evaluation->kb;
    const struct kb_option *option = &kb_options(
        kb)[ranking->combination->option];
    const uint32_t *parts = kb_index(kb, option->parts);

    buffer_puts(out, "the weaker part has ");
    phrase_points(out, ranking->sides[ranking->weakest].points);
    for (uint32_t i = 0; i < option->parts.count; i++)
        buffer_printf(out, "%s%s %" PRId32, i == 0 ? " (" : ", ",
                      kb_option_title(kb, parts[i]),
                      ranking->sides[kb_options(kb)[parts[i]].score].points);
    buffer_putc(out, ')');
}

void phrase_lead(struct buffer *out, const struct ranking *ranking)
{
    int32_t lead = ranking->evaluation->verdict.lead;

    if (ranking->combination) {
        weakest_part(out, ranking);
        return;
    }
    phrase_points(out, lead < 0 ? -lead : lead);
    if (ranking->runner_up == KB_NONE)
        return;
    const struct side *other = &ranking->sides[ranking->runner_up];
    buffer_printf(out, "%s%s%s", lead < 0 ? " behind " : " ahead of ",
                  kb_option_title(ranking->evaluation->kb, other->option),
                  other->is_ruled_out ? " (ruled out)" : "");
}

void phrase_ahead(struct buffer *out, const struct ranking *ranking)
{
    int32_t margin = verdict_margin(ranking->evaluation);
    const struct side *first = NULL;

    for (uint32_t i = 0; i < ranking->sides_count; i++) {
        const struct side *side = &ranking->sides[i];

        if (!side->is_ruled_out && (!first || side->points > first->points))
            first = side;
    }
    if (!first || margin == 0)
        buffer_puts(out, "level");
    else
        buffer_printf(out, "%s ahead by %" PRId32,
                      kb_option_title(ranking->evaluation->kb, first->option),
                      margin);
}

void phrase_conditions(struct buffer *out, const dvf_kb *kb,
                       struct kb_range texts)
{
    for (uint32_t i = 0; i < texts.count; i++)
        buffer_printf(out, "%s%s", i == 0 ? "" : " and ",
                      kb_string(kb, kb_index(kb, texts)[i]));
}

void phrase_ruled_out(struct buffer *out, const struct ranking *ranking,
                      bool leading)
{
    const dvf_kb *kb = ranking->evaluation->kb;
    bool any = false;

    if (ranking->evaluation->excludes.count == 0)
        return;
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        uint32_t score = kb_options(kb)[i].score;

        if (!verdict_is_ruled_out(ranking->evaluation, i) ||
            (leading && (score == KB_NONE || !ranking->sides[score].leads)))
            continue;
        buffer_printf(out, "%s%s", any ? ", " : "", kb_option_title(kb, i));
        any = true;
    }
    buffer_puts(out, any ? " ruled out" : "");
}

void phrase_rests_on(struct buffer *out, const dvf_evaluation *evaluation,
                     const struct kb_rule *rule)
{
    const dvf_kb *kb = evaluation->kb;
    const uint32_t *reads = kb_index(kb, rule->condition.reads);
    bool any = false;

    for (uint32_t i = 0; i < rule->condition.reads.count; i++) {
        if (!answer_is_given(evaluation, reads[i]))
            continue;
        buffer_puts(out, any ? "; " : "");
        buffer_puts(out, kb_attribute_id(kb, reads[i]));
        buffer_puts(out, ": ");
        phrase_answer(out, evaluation, reads[i]);
        any = true;
    }
}

void phrase_rule(struct buffer *out, const dvf_evaluation *evaluation,
                 uint32_t rule)
{
    const struct kb_rule *record = &kb_rules(evaluation->kb)[rule];
    size_t before = out->length;

    phrase_rests_on(out, evaluation, record);
    if (out->length == before)
        buffer_puts(out, kb_string(evaluation->kb, record->id));
}

void phrase_answer(struct buffer *out, const dvf_evaluation *evaluation,
                   uint32_t attribute)
{
    const struct answer *answer = &evaluation->profile->answers[attribute];

    if (answer->number)
        buffer_printf(out, "%s (", answer->number);
    if (!answer_append_ids(evaluation->kb, attribute, answer_values(answer),
                           ", ", out))
        buffer_puts(out, "[]");
    if (answer->number)
        buffer_putc(out, ')');
}

const char *phrase_provisional(const dvf_evaluation *evaluation)
{
    return evaluation->verdict.provisional ? ", provisional" : "";
}

static struct count read_count(const char *digits)
{
    struct count count = {0};

    for (; *digits != '\0'; digits++)
        count = count_add(count_multiply(count, count_of(10)),
                          count_of((uint64_t)(*digits - '0')));
    return count;
}

void phrase_share(struct buffer *out, const char *part, const char *whole)
{
    const uint64_t one = UINT64_C(1) << 32;
    uint64_t percent = count_share(read_count(part), read_count(whole)) * 100;

    if (percent < one)
        buffer_puts(out, "under 1 %");
    else if (percent > 99 * one)
        buffer_puts(out, "over 99 %");
    else
        buffer_printf(out, "%" PRIu64 " %%", (percent + one / 2) / one);
}

/* Is another verdict proved to be reachable? */
static bool is_open(const dvf_analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->reachable_count; i++)
        if (analysis->reachable[i].end != analysis->end &&
            analysis->reachable[i].proved)
            return true;
    return analysis_find(analysis, analysis->end) == KB_NONE;
}

struct certainty certainty_of(const dvf_analysis *analysis)
{
    struct certainty certainty = {.state = CERTAINTY_NONE};

    if (!analysis)
        return certainty;
    certainty.contradictions_left_out = analysis->contradictions_left_out;
    if (!analysis_settled(analysis)) {
        certainty.state = is_open(analysis) ? CERTAINTY_OPEN
                                            : CERTAINTY_PERHAPS;
        return certainty;
    }
    certainty.end = (uint8_t)analysis->reachable[0].end;
    certainty.state = certainty.end == analysis->end ? CERTAINTY_SETTLED
                                                     : CERTAINTY_OTHER;
    return certainty;
}

void phrase_certainty(struct buffer *out, const dvf_kb *kb,
                      struct certainty certainty)
{
    static const char *const words[] = {
        [CERTAINTY_NONE] = "",
        [CERTAINTY_OPEN] = "open",
        [CERTAINTY_PERHAPS] = "perhaps open",
        [CERTAINTY_SETTLED] = "settled",
        [CERTAINTY_OTHER] = "settled, but as ",
    };

    buffer_puts(out, words[certainty.state]);
    if (certainty.state == CERTAINTY_OTHER)
        buffer_puts(out, certainty_verdict(kb, certainty.end));
}

const char *phrase_title(const dvf_evaluation *evaluation, uint32_t option)
{
    const char *title = evaluation_text(evaluation, option, KB_VARYING_TITLE);

    return title[0] != '\0' ? title : kb_option_title(evaluation->kb, option);
}

const char *phrase_profile(const dvf_evaluation *evaluation)
{
    const dvf_profile *profile = evaluation->profile;

    return profile->name && profile->name[0] != '\0' ? profile->name
                                                     : profile->file;
}

/* SPDX-License-Identifier: MIT */
/*
 * Text report: the opening. What is recommended, how clear it is, and the
 * scores as bars.
 */
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

/* The option with the most points beside one; KB_NONE where there is none. */
static uint32_t best_other(const dvf_evaluation *evaluation, uint32_t option)
{
    uint32_t best = KB_NONE;
    int32_t most = 0;
    uint32_t i;

    for (i = 0; i < evaluation->kb->scoring; i++) {
        uint32_t other = kb_scoring_option(evaluation->kb, i);

        if (other == option ||
            (best != KB_NONE && evaluation->scores[i] <= most))
            continue;
        best = other;
        most = evaluation->scores[i];
    }
    return best;
}

static void clarity_of_option(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    const struct verdict *verdict = &evaluation->verdict;
    uint32_t other = best_other(evaluation, verdict->option);
    int32_t lead = verdict->lead;

    layout_put(&text->layout, ROLE_PLAIN,
               text_points(text, lead < 0 ? -lead : lead));
    if (other == KB_NONE)
        return;
    layout_put(&text->layout, ROLE_PLAIN, lead < 0 ? " behind " : " ahead of ");
    layout_put(&text->layout, ROLE_PLAIN, kb_option_title(text->kb, other));
    if (verdict_is_ruled_out(evaluation, other))
        layout_put(&text->layout, ROLE_PLAIN, " (ruled out)");
}

/* Scores as "One 17, Other 5". */
static void part_scores(struct text *text, const struct kb_option *option)
{
    const uint32_t *parts = kb_index(text->kb, option->parts);
    uint32_t i;

    for (i = 0; i < option->parts.count; i++) {
        uint32_t score = kb_options(text->kb)[parts[i]].score;

        layout_format(&text->layout, ROLE_PLAIN, "%s%s %" PRId32,
                      i == 0 ? "" : ", ", kb_option_title(text->kb, parts[i]),
                      text->evaluation->scores[score]);
    }
}

/* A combination is as clear as the weakest of its parts. */
static void clarity_of_combination(struct text *text)
{
    const struct kb_option *option = kb_options(text->kb) +
                                     text->evaluation->verdict.option;
    const uint32_t *parts = kb_index(text->kb, option->parts);
    int32_t least = INT32_MAX;
    uint32_t i;

    for (i = 0; i < option->parts.count; i++) {
        uint32_t score = kb_options(text->kb)[parts[i]].score;

        if (text->evaluation->scores[score] < least)
            least = text->evaluation->scores[score];
    }
    layout_format(&text->layout, ROLE_PLAIN, "the weaker part has %s (",
                  text_points(text, least));
    part_scores(text, option);
    layout_put(&text->layout, ROLE_PLAIN, ")");
}

/* How much the opening rests on; ends its sentence. */
static void from_answers(struct text *text)
{
    layout_put(&text->layout, ROLE_PLAIN, ", from ");
    text_answers(text, ROLE_PLAIN);
    layout_put(&text->layout, ROLE_PLAIN, ".");
}

/* Words whose first letter is made upper or lower case, if it is ASCII. */
static void in_case(struct text *text, enum role role, const char *words,
                    bool upper)
{
    char first[2] = {words[0], '\0'};

    if (upper && first[0] >= 'a' && first[0] <= 'z')
        first[0] = (char)(first[0] - 'a' + 'A');
    else if (!upper && first[0] >= 'A' && first[0] <= 'Z')
        first[0] = (char)(first[0] - 'A' + 'a');
    if ((words[0] & 0x80) != 0) {
        layout_put(&text->layout, role, words);
        return;
    }
    layout_put(&text->layout, role, first);
    if (words[0] != '\0')
        layout_put(&text->layout, role, words + 1);
}

static void clarity(struct text *text)
{
    const struct kb_option *option = kb_options(text->kb) +
                                     text->evaluation->verdict.option;
    const char *strength = verdict_strength(text->evaluation);

    if (strength) {
        in_case(text, ROLE_STRONG, strength, true);
        layout_put(&text->layout, ROLE_PLAIN, ": ");
    }
    if (option->score == KB_NONE)
        clarity_of_combination(text);
    else
        clarity_of_option(text);
    from_answers(text);
    if (option->score == KB_NONE)
        layout_put(&text->layout, ROLE_PLAIN,
                   " All that joining them requires is met.");
}

static void say_too_close(struct text *text)
{
    layout_put(&text->layout, ROLE_PLAIN, "The points do not decide it: ");
    text_scores(text, ROLE_PLAIN);
    from_answers(text);
    layout_put(&text->layout, ROLE_PLAIN,
               " Each side's reasons stand below; weigh them yourselves.");
}

static void say_undecided(struct text *text)
{
    const char *words = "None of the answers speaks for any option.";

    if (text_has_points(text->evaluation))
        words = "Every option with a reason for it is ruled out.";
    else if (text->evaluation->unknown.count > 0)
        words = "No answer so far speaks for any option. More answers will "
                "change that.";
    layout_put(&text->layout, ROLE_PLAIN, words);
}

/* Combinations that little keeps from being recommended: where no requirement
 * is false, the answers that are missing may do so. */
static void say_gates(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    for (i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];
        uint32_t option = kb_combinations(text->kb)[gate->combination].option;
        bool open = gate->met == TRUTH_OPEN;

        if (!gate->worth_reporting)
            continue;
        layout_format(&text->layout, ROLE_PLAIN, " %s ",
                      open ? "Open questions decide whether it becomes"
                           : "Not yet");
        layout_put(&text->layout, ROLE_STRONG,
                   kb_option_title(text->kb, option));
        layout_put(&text->layout, ROLE_PLAIN, ": see what is missing below.");
    }
}

static void headline(struct text *text)
{
    struct layout *layout = &text->layout;
    const struct verdict *verdict = &text->evaluation->verdict;
    bool option = verdict->outcome == OUTCOME_OPTION;

    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING,
               option ? "Recommendation for " : "No recommendation for ");
    layout_put(layout, ROLE_HEADING, text_profile_name(text->evaluation));
    layout_put(layout, ROLE_HEADING, ": ");
    if (option)
        layout_put(layout, ROLE_WINNER, verdict_title(text->evaluation));
    else
        in_case(text, ROLE_CAUTION, verdict_title(text->evaluation), false);
    layout_end(layout);
}

static size_t widest_title(struct text *text)
{
    size_t widest = 0;
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++) {
        size_t width = layout_width(
            &text->layout,
            kb_option_title(text->kb, kb_scoring_option(text->kb, i)));

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Columns of the largest number, and that number. */
static size_t score_columns(const struct text *text, uint32_t *most)
{
    size_t columns = 1;
    uint32_t rest;
    uint32_t i;

    *most = 0;
    for (i = 0; i < text->kb->scoring; i++)
        if (text->evaluation->scores[i] > (int32_t)*most)
            *most = (uint32_t)text->evaluation->scores[i];
    for (rest = *most; rest >= 10; rest /= 10)
        columns++;
    return columns;
}

/* One line: mark, title, points, bar. */
static void score_bar(struct text *text, uint32_t score, size_t titles,
                      uint32_t most, size_t digits)
{
    struct layout *layout = &text->layout;
    uint32_t option = kb_scoring_option(text->kb, score);
    bool wins = view_is_recommended(text->evaluation, option);
    bool excluded = verdict_is_ruled_out(text->evaluation, option);
    size_t start = 2 + titles + 2 + digits + 2;
    size_t end = layout->width - (excluded ? strlen("  ruled out") : 0);

    layout_begin(layout, 0, 2);
    if (wins)
        layout_glyph(layout, ROLE_WINNER, GLYPH_MARK);
    layout_column(layout, 2);
    layout_put(layout, wins ? ROLE_WINNER : ROLE_STRONG,
               kb_option_title(text->kb, option));
    layout_column(layout, start - 2 - digits);
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%*" PRId32, (int)digits,
                  text->evaluation->scores[score]);
    layout_put(layout, ROLE_PLAIN,
               text->scratch.failed ? "" : text->scratch.bytes);
    layout_column(layout, start);
    if (end >= start + 4)
        layout_bar(layout, wins ? ROLE_WINNER_BAR : ROLE_OTHER_BAR,
                   (uint32_t)text->evaluation->scores[score], most,
                   end - start > 60 ? 60 : end - start);
    if (excluded)
        layout_put(layout, ROLE_CAUTION, " ruled out");
    layout_end(layout);
}

/* The same in words. */
static void say_score(struct text *text, uint32_t score)
{
    uint32_t option = kb_scoring_option(text->kb, score);

    layout_begin(&text->layout, 0, 0);
    layout_format(&text->layout, ROLE_PLAIN,
                  "%s: ", kb_option_title(text->kb, option));
    layout_put(&text->layout, ROLE_PLAIN,
               text_points(text, text->evaluation->scores[score]));
    if (view_is_recommended(text->evaluation, option))
        layout_put(&text->layout, ROLE_PLAIN, ", recommended");
    if (verdict_is_ruled_out(text->evaluation, option))
        layout_put(&text->layout, ROLE_PLAIN, ", ruled out");
    layout_end(&text->layout);
}

static void score_bars(struct text *text)
{
    uint32_t most;
    size_t digits = score_columns(text, &most);
    size_t titles = widest_title(text);
    size_t room = text->layout.width / 2;
    uint32_t i;

    layout_blank(&text->layout);
    for (i = 0; i < text->kb->scoring && text->layout.linear; i++)
        say_score(text, i);
    for (i = 0; i < text->kb->scoring && !text->layout.linear; i++)
        score_bar(text, i, titles < room ? titles : room, most, digits);
}

void text_opening(struct text *text)
{
    const char *description = text->evaluation->profile->description;

    headline(text);
    layout_begin(&text->layout, 0, 0);
    switch (text->evaluation->verdict.outcome) {
    case OUTCOME_OPTION:
        clarity(text);
        break;
    case OUTCOME_TOO_CLOSE:
        say_too_close(text);
        break;
    case OUTCOME_UNDECIDED:
        say_undecided(text);
        break;
    }
    say_gates(text);
    layout_end(&text->layout);
    if (description && description[0] != '\0') {
        layout_begin(&text->layout, 0, 0);
        layout_put(&text->layout, ROLE_QUIET, description);
        layout_end(&text->layout);
    }
    score_bars(text);
}

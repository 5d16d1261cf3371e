/* SPDX-License-Identifier: MIT */
/*
 * Profiles: a row is put together cell by cell, so that none need be kept.
 */
#include "report/profiles.h"
#include "profile/profile.h"

#include "kb/wording.h"
#include "report/phrases.h"
#include "report/repeats.h"

#include <assert.h>
#include <inttypes.h>

/* Keep of each analysis only a few bytes. */
static dvf_status find_certainties(struct profiles *profiles)
{
    const struct report *report = profiles->report;
    struct certainty *certainties = arena_array(&profiles->arena, report->count,
                                                sizeof *certainties);

    if (!certainties)
        return DVF_NO_MEMORY;
    for (size_t i = 0; i < report->count; i++) {
        const dvf_analysis *analysis = NULL;
        dvf_status status = report->analyses->get(report->analyses, i,
                                                  &analysis);

        if (status != DVF_OK)
            return status;
        certainties[i] = certainty_of(analysis);
    }
    profiles->certainties = certainties;
    return DVF_OK;
}

dvf_status profiles_init(struct profiles *profiles, const struct report *report)
{
    bool brief = report->style.detail == DVF_BRIEF;

    *profiles = (struct profiles){.report = report};
    if (report->analyses && (brief || report->count > 1) &&
        find_certainties(profiles) != DVF_OK)
        return DVF_NO_MEMORY;
    if (report->count < 2)
        return DVF_OK;
    const char **names = arena_array(&profiles->arena, report->count,
                                     sizeof(const char *));
    if (!names)
        return DVF_NO_MEMORY;
    for (size_t i = 0; i < report->count; i++)
        names[i] = phrase_profile(report->evaluations[i]);
    profiles->shared_names = repeats_mark(&profiles->arena, names,
                                          report->count);
    return arena_status(&profiles->arena);
}

void profiles_release(struct profiles *profiles)
{
    arena_release(&profiles->arena);
}

void profiles_compose(const struct profiles *profiles,
                      struct document *document, size_t row, struct buffer *out)
{
    const struct report *report = profiles->report;
    const dvf_analysis *analysis = NULL;

    /* It is the same for all profiles: once, with the last one. */
    document->compares = row + 1 == report->count;
    if (profiles->certainties)
        document->known = profiles->certainties[row];
    else
        analysis = report_analysis(report, row, out);
    document_compose(document, report->evaluations[row], analysis);
}

uint32_t profiles_columns(const struct report *report)
{
    return PROFILES_SCORES + report->kb->scoring + (report->analyses ? 2 : 1);
}

static void append_title(struct buffer *out, const dvf_kb *kb, uint32_t column)
{
    static const char *const titles[PROFILES_SCORES] = {
        [PROFILES_NAME] = "Profile",
        [PROFILES_VERDICT] = "Verdict",
        [PROFILES_STRENGTH] = "Strength",
    };
    uint32_t score = column - PROFILES_SCORES;

    if (column < PROFILES_SCORES)
        buffer_puts(out, titles[column]);
    else if (score == kb->scoring)
        buffer_puts(out, "Answers");
    else if (score > kb->scoring)
        buffer_puts(out, "Certainty");
    else
        buffer_puts(out, kb_option_title(kb, kb_scoring_option(kb, score)));
}

static void append_name(struct buffer *out, const struct profiles *profiles,
                        size_t row)
{
    const dvf_evaluation *evaluation = profiles->report->evaluations[row];
    const char *name = phrase_profile(evaluation);
    const char *file = evaluation->profile->file;

    buffer_puts(out, name);
    if (profiles->shared_names && profiles->shared_names[row] && name != file)
        buffer_printf(out, " (%s)", file);
}

static void append_verdict(struct buffer *out, const dvf_evaluation *evaluation)
{
    struct ranking ranking;

    buffer_puts(out, verdict_title(evaluation));
    if (evaluation->excludes.count == 0)
        return;
    ranking_of(&ranking, evaluation);
    buffer_puts(out, " (");
    phrase_ruled_out(out, &ranking, false);
    buffer_putc(out, ')');
}

void profiles_append_certainty(struct buffer *out,
                               const struct profiles *profiles, size_t row)
{
    if (profiles->certainties)
        phrase_certainty(out, profiles->report->kb, profiles->certainties[row]);
}

void profiles_append_cell(struct buffer *out, const struct profiles *profiles,
                          size_t row, uint32_t column)
{
    const dvf_kb *kb = profiles->report->kb;

    assert(column < profiles_columns(profiles->report));
    if (row == PROFILES_TITLES) {
        append_title(out, kb, column);
        return;
    }
    assert(row < profiles->report->count);
    const dvf_evaluation *evaluation = profiles->report->evaluations[row];
    const char *strength = verdict_strength(evaluation);
    uint32_t score = column - PROFILES_SCORES;

    if (column == PROFILES_NAME)
        append_name(out, profiles, row);
    else if (column == PROFILES_VERDICT)
        append_verdict(out, evaluation);
    else if (column == PROFILES_STRENGTH)
        buffer_printf(out, "%s%s", strength ? strength : "-",
                      phrase_provisional(evaluation));
    else if (score == kb->scoring)
        buffer_printf(out, "%" PRIu32 "/%" PRIu32, evaluation->answered.count,
                      phrase_questions(evaluation));
    else if (score > kb->scoring)
        profiles_append_certainty(out, profiles, row);
    else
        buffer_printf(out, "%" PRId32, evaluation->scores[score]);
}

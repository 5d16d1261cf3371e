/* SPDX-License-Identifier: MIT */
/*
 * The texts of `dvf record`: the record, made anew or renewed between its
 * markers, and the profile that names it.
 */
#include "cli/record.h"

#include "base/file.h"
#include "check/decision_record.h"
#include "check/lock.h"
#include "profile/profile_edit.h"
#include "report/document.h"
#include "report/report.h"

#include <string.h>

/* ------------------------------------------------------------ The record */

static const dvf_format *find_format(void)
{
    const dvf_format *format = NULL;

    for (size_t i = 0; (format = dvf_format_at(i)); i++)
        if (strcmp(format->name, "madr") == 0)
            break;
    return format;
}

/* The day of the record: that which was asked for, that of the decision, or
 * today. */
static const char *day_of(const struct recording *recording)
{
    const struct decision *decision = &recording->profile->decision;

    if (recording->settings->as_of)
        return recording->settings->as_of;
    return decision->option && decision->date ? decision->date
                                              : recording->today;
}

dvf_status record_render(struct recording *recording)
{
    const dvf_format *format = find_format();
    const dvf_analysis_options options = {
        .parts = report_parts(format, 1, DVF_NORMAL)};
    const dvf_evaluation *const evaluations[] = {recording->evaluation};
    dvf_analysis *analysis = NULL;
    dvf_status status = dvf_analyse(recording->evaluation, &options, &analysis);
    const dvf_advice advice = {recording->evaluation, analysis};
    struct given_analyses given = analyses_given(&advice);
    const struct report report = {
        .kb = recording->session.kb,
        .evaluations = evaluations,
        .count = 1,
        .analyses = &given.analyses,
        .as_of = day_of(recording),
        .kb_path = recording->settings->kb,
        .record_path = recording->path,
        .profile_file = recording->paths.profile,
    };

    if (status == DVF_OK)
        status = report_render(format, &report, &recording->fresh);
    dvf_analysis_free(analysis);
    return status;
}

/* ------------------------------------------------------------- Renewing */

/* Report parts that the file lacks: all of them are renewed, or none. */
static void report_missing(const struct marked *marked,
                           const struct marked *fresh,
                           struct dvf_diagnostics *problems)
{
    for (unsigned i = 0; i < RECORD_PART_COUNT; i++)
        if (fresh->parts[i].begin != 0 && marked->parts[i].begin == 0)
            marked_report_missing((enum record_part)i, problems);
}

static dvf_status read_marked(struct recording *recording,
                              const struct marked *fresh, struct marked *marked)
{
    struct dvf_diagnostics *problems = recording->session.problems;
    const struct buffer *old = &recording->old_record;

    diagnostics_input(problems, recording->path, old->bytes, old->length);
    dvf_status status = marked_read(marked, old->bytes, old->length, problems);
    if (status == DVF_OK)
        report_missing(marked, fresh, problems);
    status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}

dvf_status record_renew(struct recording *recording)
{
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    const dvf_text *text = &recording->fresh;
    struct marked fresh = {0};
    struct marked marked = {0};
    dvf_status status = DVF_NO_MEMORY;

    if (problems) {
        diagnostics_input(problems, "", text->bytes, text->length);
        status = marked_read(&fresh, text->bytes, text->length, problems);
    }
    dvf_diagnostics_free(problems);
    if (status == DVF_OK)
        status = read_marked(recording, &fresh, &marked);
    if (status != DVF_OK)
        return status;
    marked_renew(&marked, &fresh, &recording->new_record, recording->renewed);
    return recording->new_record.failed ? DVF_NO_MEMORY : DVF_OK;
}

/* ------------------------------------------------------------ The profile */

dvf_status record_edit_profile(struct recording *recording)
{
    const struct buffer *old = &recording->old_profile;
    struct decision *decision = &recording->profile->decision;

    recording->old_name = decision->record;
    if (!recording->settings->update || !decision->record)
        decision->record = recording->paths.record;
    if (!lock_can_name(decision->record))
        return DVF_INVALID;
    return profile_edit_decision(recording->profile, old->bytes, old->length,
                                 &recording->new_profile);
}

/* --------------------------------------------------- A run cut short */

/* The record states what it would state if it were made now. */
static bool is_same(const struct recording *recording,
                    const struct recorded *recorded)
{
    const char *option = recording->profile->decision.option;
    const uint32_t choice = document_choice(recording->evaluation);
    struct arena arena = {0};
    struct lock_entry entry;
    bool same = lock_entry_make(&entry, &arena, recording->evaluation, "") ==
                    DVF_OK &&
                strcmp(entry.kb_sha256, recorded->kb_sha256) == 0 &&
                strcmp(entry.answers_sha256, recorded->answers_sha256) == 0;

    if (!option)
        option = kb_option_id(recording->session.kb, choice);
    same = same && strcmp(option, recorded->profile->decision.option) == 0;
    arena_release(&arena);
    return same;
}

bool record_is_made(struct recording *recording, const char *path)
{
    struct profile_schema *schema = recorded_schema_new(recording->session.kb);
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct recorded recorded = {0};
    bool made = false;

    if (schema && problems && file_is_regular(path) &&
        decision_record_load_file(schema, path, path, problems, &recorded) ==
            DVF_OK &&
        recorded.profile)
        made = recorded.file &&
               record_path_leads(&recording->arena, path, recorded.file,
                                 recording->profile_path) &&
               is_same(recording, &recorded);
    dvf_profile_free(recorded.profile);
    dvf_diagnostics_free(problems);
    profile_schema_free(schema);
    return made;
}

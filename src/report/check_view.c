/* SPDX-License-Identifier: MIT */
/*
 * Check view: the words that text, Markdown and annotations have in common.
 */
#include "report/check_view.h"

#include "kb/wording.h"
#include "report/phrases.h"

#include <inttypes.h>

const char *check_view_gate(const struct check_result *result)
{
    if (result->outcome == CHECK_ERROR)
        return "error";
    return result->fails ? "fails" : "passes";
}

const char *check_view_name(const struct check_result *result)
{
    return result->profile && result->profile[0] != '\0' ? result->profile
                                                         : NULL;
}

void check_view_append_expected(struct buffer *out,
                                const struct check_result *result)
{
    buffer_puts(out, result->expected ? result->expected : "-");
    if (result->expected && result->expected_is_given)
        buffer_puts(out, " (--expect)");
}

void check_view_append_verdict(struct buffer *out,
                               const struct check_result *result, bool compact)
{
    const dvf_evaluation *evaluation = result->evaluation;
    const char *strength;
    struct ranking ranking;

    if (!evaluation) {
        buffer_putc(out, '-');
        return;
    }
    ranking_of(&ranking, evaluation);
    strength = verdict_strength(evaluation);
    buffer_puts(out, verdict_outcome(evaluation));
    if (!strength && !ranking.has_lead)
        return;
    buffer_printf(out, " (%s%s", strength ? strength : "",
                  phrase_provisional(evaluation));
    if (ranking.has_lead) {
        buffer_puts(out, strength ? ", " : "");
        buffer_printf(out, compact ? "%+" PRId32 : "lead %" PRId32,
                      evaluation->verdict.lead);
    }
    buffer_putc(out, ')');
}

void check_view_append_scores(struct buffer *out,
                              const struct check_result *result)
{
    if (!result->evaluation)
        return;
    phrase_scores(out, result->evaluation, ", ");
    buffer_puts(out, ", from ");
    phrase_answered(out, result->evaluation);
}

/* Results that would pass, were it not for their locks. */
static size_t fails_by_lock(const struct check_report *report)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < report->count; i++) {
        const struct check_result *result = &report->results[i];

        count += result->fails_by_lock && !result->fails_by_outcome;
    }
    return count;
}

/* Append "3 profiles", "1 profile and 2 records", or "1 record". */
static void append_kinds(struct buffer *out, const struct check_report *report)
{
    const size_t total = report->summary.total;
    size_t records = 0;
    size_t i;

    for (i = 0; i < report->count; i++)
        records += check_is_record(&report->results[i]);
    const size_t profiles = total - records;
    if (profiles > 0 || records == 0)
        buffer_printf(out, "%zu profile%s", profiles, profiles == 1 ? "" : "s");
    if (records > 0)
        buffer_printf(out, "%s%zu record%s", profiles > 0 ? " and " : "",
                      records, records == 1 ? "" : "s");
}

/* Results that would pass, were it not for their profiles. */
static size_t fails_by_record(const struct check_report *report)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < report->count; i++)
        count += report->results[i].fails_by_record &&
                 !report->results[i].fails_by_outcome;
    return count;
}

void check_view_append_counts(struct buffer *out,
                              const struct check_report *report)
{
    size_t locks = fails_by_lock(report);
    size_t records = fails_by_record(report);
    const char *before = ":";
    unsigned outcome;

    append_kinds(out, report);
    for (outcome = 0; outcome < CHECK_OUTCOME_COUNT; outcome++) {
        if (report->summary.outcomes[outcome] == 0)
            continue;
        buffer_printf(out, "%s %zu %s", before,
                      report->summary.outcomes[outcome],
                      check_outcome_word((enum check_outcome)outcome));
        before = ",";
    }
    if (locks > 0)
        buffer_printf(out, "; %zu fail%s by the lock alone", locks,
                      locks == 1 ? "s" : "");
    if (records > 0)
        buffer_printf(out, "; %zu record%s not hold any more", records,
                      records == 1 ? " does" : "s do");
    buffer_putc(out, '.');
}

void check_view_append_weaker(struct buffer *out,
                              const struct check_report *report)
{
    if (report->weaker)
        weaker_append(report->weaker, WEAKER_ALL, out);
}

void check_view_append_only_by(struct buffer *out,
                               const struct check_result *result)
{
    for (uint32_t i = 0; i < result->weaker_count; i++) {
        buffer_puts(out, i == 0 ? "" : " and ");
        buffer_puts(out, result->weaker[i]);
    }
}

const char *check_view_conclusion(const struct check_report *report)
{
    switch (report->status) {
    case CHECK_STATUS_HOLDS:
        return "The check passes.";
    case CHECK_STATUS_FAILS:
        return "The check fails.";
    case CHECK_STATUS_ERROR:
        break;
    }
    return report->summary.outcomes[CHECK_ERROR] == report->summary.total
               ? "The check fails: nothing could be evaluated."
               : "The check fails: not everything could be evaluated.";
}

const char *check_view_lock(const struct check_result *result)
{
    return result->evaluation && !check_is_record(result)
               ? lock_state_word(result->lock.state)
               : "-";
}

bool check_view_has_locks(const struct check_report *report)
{
    size_t i;

    for (i = 0; i < report->count; i++)
        if (report->results[i].lock.state != LOCK_NONE ||
            report->results[i].fails_by_lock)
            return true;
    return false;
}

size_t check_view_findings(const struct check_report *report,
                           enum check_level level)
{
    size_t count = 0;
    size_t i;
    uint32_t j;

    for (i = 0; i < report->count; i++)
        for (j = 0; j < report->results[i].findings_count; j++)
            count += report->results[i].findings[j].level == level;
    return count;
}

bool check_view_matters(const struct check_result *result)
{
    return result->fails || result->findings_count > 0;
}

size_t findings_count(const struct check_report *report)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < report->count; i++)
        count += report->results[i].findings_count;
    return count;
}

void finding_append(struct buffer *out, const struct check_finding *finding)
{
    buffer_puts(out, finding->message);
    if (finding->waiver)
        buffer_printf(out, " Waiver: %s", finding->waiver);
    if (finding->hint) {
        buffer_puts(out, " Hint: ");
        finding_append_hint(out, finding);
    }
}

void finding_append_hint(struct buffer *out,
                         const struct check_finding *finding)
{
    if (finding->hint)
        buffer_puts(out, finding->hint);
    if (finding->command)
        buffer_printf(out, ": %s", finding->command);
}

void finding_append_place(struct buffer *out, const struct check_place *place)
{
    buffer_puts(out, place->file);
    if (place->at.line != 0)
        buffer_printf(out, ":%" PRIu32 ":%" PRIu32, place->at.line,
                      place->at.column);
}

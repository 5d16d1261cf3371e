/* SPDX-License-Identifier: MIT */
/*
 * `dvf compare`: the options side by side, whatever a project answers, or
 * profiles side by side.
 */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/evaluated.h"
#include "cli/reports.h"
#include "report/formats.h"

static int write_reports(struct evaluated *evaluated)
{
    const struct settings *settings = evaluated->session.settings;
    struct reports reports = {0};
    struct buffer complaint = {0};
    int status;

    if (reports_open(&reports, &command_compare, settings, &complaint) ==
        DVF_OK) {
        const struct report report = {
            .kb = evaluated->session.kb,
            .evaluations =
                (const dvf_evaluation *const *)evaluated->evaluations,
            .count = evaluated->count,
            .analyses = evaluated_analyses(
                evaluated, reports_parts(&reports, 2, settings->detail)),
            .compares = true,
        };

        status = reports_write(&reports, settings, evaluated_render, &report);
    } else {
        status = console_fail(&complaint);
    }
    buffer_release(&complaint);
    reports_release(&reports);
    return status;
}

static bool compare_accepts(const struct settings *settings,
                            struct buffer *complaint)
{
    struct reports reports = {0};
    bool good;

    if (settings->operands.count == 1) {
        buffer_puts(complaint, "one profile has nothing to be compared with; "
                               "name another one, or none to compare the "
                               "options");
        return false;
    }
    good = reports_open(&reports, &command_compare, settings, complaint) ==
               DVF_OK &&
           reports_spare_inputs(&reports, settings, complaint);
    reports_release(&reports);
    return good;
}

static int compare_run(const struct settings *settings)
{
    struct evaluated evaluated = {0};
    dvf_status status = evaluated_load(&evaluated, settings);

    if (status == DVF_OK)
        status = evaluated_judge(&evaluated);
    int exit_status = session_settle(&evaluated.session, status);
    if (exit_status == EXIT_DONE)
        exit_status = write_reports(&evaluated);
    evaluated_release(&evaluated);
    return exit_status;
}

const struct command command_compare = {
    .name = "compare",
    .summary = "Set the options side by side, or profiles",
    .usage = "compare [OPTION]... [PROFILE PROFILE...]",
    .details =
        "Without a profile: the comparison of the options by the knowledge "
        "base, and\n"
        "what holds today where the article it comes from says otherwise; -v "
        "adds the\n"
        "claims it rests on, with their sources. With two profiles or more: "
        "their\n"
        "verdicts, scores and certainty side by side, the answers that differ, "
        "and\n"
        "the rules that do not stand alike; -v adds those that do. The exit "
        "status\n"
        "does not tell whether they differ.\n",
    .examples = "  dvf compare\n"
                "  dvf compare -f markdown -o comparison.md\n"
                "  dvf compare one.dvf.yaml two.dvf.yaml\n",
    .operand = "PROFILE",
    .operands_max = OPERANDS_ANY,
    .reads_operands = true,
    .format_at = compare_format_at,
    .options = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_REPORT, OPTION_KB,
                OPTION_ONLY_SOURCE, OPTION_ARTICLE_ONLY, OPTION_WITHOUT,
                OPTION_NO_ANALYSIS},
    .accepts = compare_accepts,
    .run = compare_run,
};

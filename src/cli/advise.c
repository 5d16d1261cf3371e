/* SPDX-License-Identifier: MIT */
/*
 * `dvf advise`: load all profiles, evaluate them, write one report. The exit
 * status is settled before anything is rendered, and with one bad profile
 * there is no report at all.
 */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/evaluated.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "engine/evaluation.h"
#include "report/document.h"

/* Profiles of one run, and what is asked of the only one. */
struct advice {
    struct evaluated on;
    struct asked asked;
    dvf_profile *changed; /* by --what-if; null without it */
    dvf_evaluation *changed_evaluation;
};

/* Words of --why-not and --what-if: their mistakes are reported with all
 * others. */
static dvf_status check_question(struct advice *advice)
{
    struct session *session = &advice->on.session;
    const struct settings *settings = session->settings;
    dvf_status status = DVF_OK;

    if (settings->why_not && session->kb)
        status = asked_check_word(session->kb, settings->why_not,
                                  session->problems);
    if (settings->what_if.count > 0 && advice->on.profiles[0])
        status = dvf_profile_change(
            advice->on.profiles[0], settings_words(&settings->what_if),
            settings->what_if.count, session->problems, &advice->changed);
    return status;
}

static dvf_status ask_question(struct advice *advice)
{
    struct session *session = &advice->on.session;
    const dvf_selection selection = evaluated_selection(session->settings);
    dvf_status status = DVF_OK;

    if (session->settings->why_not)
        return asked_why_not(&advice->asked, advice->on.evaluations[0],
                             session->settings->why_not, session->problems);
    if (!advice->changed)
        return DVF_OK;
    status = dvf_evaluate(session->kb, advice->changed, &selection,
                          session->problems, &advice->changed_evaluation);
    advice->asked = (struct asked){.kind = ASKED_WHAT_IF,
                                   .before = advice->on.evaluations[0],
                                   .changed = advice->changed_evaluation};
    return status;
}

static dvf_status advice_prepare(struct advice *advice,
                                 const struct settings *settings)
{
    dvf_status status = evaluated_load(&advice->on, settings);

    if (status != DVF_NO_MEMORY)
        status = status_worse(status, check_question(advice));
    if (status == DVF_OK)
        status = evaluated_judge(&advice->on);
    return status == DVF_OK ? ask_question(advice) : status;
}

static void advice_release(struct advice *advice)
{
    dvf_evaluation_free(advice->changed_evaluation);
    dvf_profile_free(advice->changed);
    asked_release(&advice->asked);
    evaluated_release(&advice->on);
}

/* ------------------------------------------------------------------ report */

/* Everything is evaluated by now: what is written is whole, unless memory or
 * the disk ends. */
static int write_reports(struct advice *advice, const struct reports *reports)
{
    const struct settings *settings = advice->on.session.settings;
    const struct report report = {
        .kb = advice->on.session.kb,
        .evaluations = (const dvf_evaluation *const *)advice->on.evaluations,
        .count = advice->on.count,
        .analyses = evaluated_analyses(
            &advice->on,
            reports_parts(reports, advice->on.count, settings->detail)),
        .asked = advice->asked.kind != ASKED_NOTHING ? &advice->asked : NULL,
        .as_of = settings->as_of,
        .kb_path = settings->kb,
    };

    return reports_write(reports, settings, evaluated_render, &report);
}

/* A record is of a decision: of that which the profile records, or of a
 * recommendation. */
static bool has_choice(const struct advice *advice,
                       const struct reports *reports, struct buffer *complaint)
{
    const dvf_evaluation *evaluation = advice->on.evaluations[0];

    if (!reports_have(reports, FORMAT_IS_RECORD) ||
        document_choice(evaluation) != KB_NONE)
        return true;
    console_quote(complaint,
                  settings_words(&advice->on.session.settings->operands)[0]);
    buffer_printf(complaint,
                  " leads to nothing that can be recorded, but to '%s'; answer "
                  "more, or state there what was decided, as 'decision:'",
                  outcome_id(evaluation->kb, evaluation->verdict.outcome, 0));
    return false;
}

static int report_advice(struct advice *advice)
{
    const struct settings *settings = advice->on.session.settings;
    struct reports reports = {0};
    struct buffer complaint = {0};
    int status;

    if (reports_open(&reports, &command_advise, settings, &complaint) !=
            DVF_OK ||
        !has_choice(advice, &reports, &complaint))
        status = console_fail(&complaint);
    else
        status = write_reports(advice, &reports);
    buffer_release(&complaint);
    reports_release(&reports);
    return status;
}

/* A record is of one profile by all rules, so that it can be checked. */
static bool accepts_record(const struct settings *settings,
                           const struct reports *reports,
                           struct buffer *complaint)
{
    if (!reports_have(reports, FORMAT_IS_RECORD))
        return true;
    if (settings->operands.count > 1)
        buffer_puts(complaint, "a record is about one profile; name no other "
                               "ones");
    else if (settings->why_not || settings->what_if.count > 0)
        buffer_puts(complaint, "a record answers no question; leave out "
                               "'--why-not' and '--what-if'");
    else if (settings->only_sources.count > 0 || settings->without.count > 0)
        buffer_puts(complaint, "a record rests on all rules; leave out "
                               "'--without', '--only-source' and "
                               "'--article-only'");
    else
        return true;
    return false;
}

static bool accepts_reports(const struct settings *settings,
                            struct buffer *complaint)
{
    struct reports reports = {0};
    bool good = reports_open(&reports, &command_advise, settings, complaint) ==
                    DVF_OK &&
                accepts_record(settings, &reports, complaint) &&
                reports_spare_inputs(&reports, settings, complaint);

    reports_release(&reports);
    return good;
}

static bool advise_accepts(const struct settings *settings,
                           struct buffer *complaint)
{
    bool why = settings->why_not;
    bool what = settings->what_if.count > 0;

    if (why && what)
        buffer_puts(complaint, "'--why-not' and '--what-if' are two questions; "
                               "ask one at a time");
    else if ((why || what) && settings->operands.count > 1)
        buffer_printf(complaint,
                      "'--%s' is about one profile; name no other ones",
                      why ? "why-not" : "what-if");
    else
        return accepts_reports(settings, complaint);
    return false;
}

static int advise_run(const struct settings *settings)
{
    struct advice advice = {0};
    dvf_status status = advice_prepare(&advice, settings);
    int exit_status = session_settle(&advice.on.session, status);

    if (exit_status == EXIT_DONE)
        exit_status = report_advice(&advice);
    advice_release(&advice);
    return exit_status;
}

const struct command command_advise = {
    .name = "advise",
    .summary = "Recommend an option for each profile, with the reasons",
    .usage = "advise [OPTION]... PROFILE...",
    .details =
        "Recommend an option for each project, with the reasons for it, what\n"
        "speaks against it, and the answers that are missing. PROFILE is a\n"
        "file of answers in YAML, such as 'dvf init' writes, or - for "
        "standard\n"
        "input. All problems of all files are reported at once; if there is\n"
        "one, nothing is written. --why-not and --what-if ask about one "
        "profile:\n"
        "text and Markdown then answer in place of the advice, and JSON beside "
        "it.\n"
        "See dvf-profile(5) and, for --kb, dvf-kb(5).\n",
    .examples =
        "  dvf advise dvf.yaml\n"
        "  dvf advise -v --article-only dvf.yaml\n"
        "  dvf advise -f json -o result.json one.dvf.yaml two.dvf.yaml\n"
        "  dvf init --type saas | dvf advise -\n"
        "  dvf advise --what-if team_size=unknown dvf.yaml\n",
    .operand = "PROFILE",
    .operands_min = 1,
    .operands_max = OPERANDS_ANY,
    .reads_operands = true,
    .format_at = dvf_format_at,
    .options = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_REPORT, OPTION_KB,
                OPTION_ONLY_SOURCE, OPTION_ARTICLE_ONLY, OPTION_WITHOUT,
                OPTION_NO_ANALYSIS, OPTION_WHY_NOT, OPTION_WHAT_IF,
                OPTION_AS_OF},
    .accepts = advise_accepts,
    .run = advise_run,
};

/* SPDX-License-Identifier: MIT */
/*
 * `dvf advise`: load all profiles, evaluate them, write one report. The exit
 * status is settled before anything is rendered, and with one bad profile
 * there is no report at all.
 */
#include "analysis/analysis.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "cli/session.h"
#include "engine/evaluation.h"
#include "report/document.h"
#include "report/report.h"

#include <stdlib.h>

/* Session, profiles and evaluations of one run. */
struct advice {
    struct session session;
    size_t count;
    dvf_profile **profiles;
    dvf_evaluation **evaluations;
    struct asked asked;
    dvf_profile *changed; /* by --what-if; null without it */
    dvf_evaluation *changed_evaluation;
};

static dvf_selection selection_of(const struct settings *settings)
{
    return (dvf_selection){
        .without = settings_words(&settings->without),
        .without_count = settings->without.count,
        .only_sources = settings_words(&settings->only_sources),
        .only_sources_count = settings->only_sources.count,
    };
}

/* Every file is read, so that all problems are reported in one run: without a
 * knowledge base those that do not depend on it. */
static dvf_status load_profiles(struct advice *advice, const char *const *paths)
{
    struct session *session = &advice->session;
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < advice->count && status != DVF_NO_MEMORY; i++)
        status = status_worse(status, session_load(session, paths[i], paths[i],
                                                   session->problems,
                                                   &advice->profiles[i]));
    return status;
}

static dvf_status evaluate_profiles(struct advice *advice)
{
    struct session *session = &advice->session;
    const dvf_selection selection = selection_of(session->settings);
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < advice->count && status == DVF_OK; i++)
        status = dvf_evaluate(session->kb, advice->profiles[i], &selection,
                              session->problems, &advice->evaluations[i]);
    return status;
}

/* Words of --why-not and --what-if: their mistakes are reported with all
 * others. */
static dvf_status check_question(struct advice *advice)
{
    struct session *session = &advice->session;
    const struct settings *settings = session->settings;
    dvf_status status = DVF_OK;

    if (settings->why_not && session->kb)
        status = asked_check_word(session->kb, settings->why_not,
                                  session->problems);
    if (settings->what_if.count > 0 && advice->profiles[0])
        status = dvf_profile_change(
            advice->profiles[0], settings_words(&settings->what_if),
            settings->what_if.count, session->problems, &advice->changed);
    return status;
}

static dvf_status ask_question(struct advice *advice)
{
    struct session *session = &advice->session;
    const dvf_selection selection = selection_of(session->settings);
    dvf_status status = DVF_OK;

    if (session->settings->why_not)
        return asked_why_not(&advice->asked, advice->evaluations[0],
                             session->settings->why_not, session->problems);
    if (!advice->changed)
        return DVF_OK;
    status = dvf_evaluate(session->kb, advice->changed, &selection,
                          session->problems, &advice->changed_evaluation);
    advice->asked = (struct asked){.kind = ASKED_WHAT_IF,
                                   .before = advice->evaluations[0],
                                   .changed = advice->changed_evaluation};
    return status;
}

static dvf_status advice_prepare(struct advice *advice,
                                 const struct settings *settings)
{
    const dvf_selection selection = selection_of(settings);
    struct session *session = &advice->session;
    dvf_status status = session_open(session, settings);

    if (status == DVF_NO_MEMORY)
        return status;
    advice->count = settings->operands.count;
    advice->profiles = calloc(advice->count, sizeof(dvf_profile *));
    advice->evaluations = calloc(advice->count, sizeof(dvf_evaluation *));
    if (!advice->profiles || !advice->evaluations)
        return DVF_NO_MEMORY;
    if (session->kb)
        status = evaluation_check_selection(session->kb, &selection,
                                            session->problems);
    status = status_worse(
        status, load_profiles(advice, settings_words(&settings->operands)));
    if (status != DVF_NO_MEMORY)
        status = status_worse(status, check_question(advice));
    if (status == DVF_OK)
        status = evaluate_profiles(advice);
    return status == DVF_OK ? ask_question(advice) : status;
}

static void advice_release(struct advice *advice)
{
    for (size_t i = 0; advice->evaluations && i < advice->count; i++)
        dvf_evaluation_free(advice->evaluations[i]);
    for (size_t i = 0; advice->profiles && i < advice->count; i++)
        dvf_profile_free(advice->profiles[i]);
    dvf_evaluation_free(advice->changed_evaluation);
    dvf_profile_free(advice->changed);
    asked_release(&advice->asked);
    free(advice->evaluations);
    free(advice->profiles);
    session_close(&advice->session);
}

/* ---------------------------------------------------------------- analyses */

/* The analysis that is told; the one before it is gone. */
struct made_analyses {
    struct analyses analyses; /* first: it stands for all */
    const struct advice *advice;
    dvf_analysis_options options;
    struct analyser *analyser; /* null before the first */
    dvf_analysis *current;
    size_t index; /* of the current one */
};

static dvf_status get_analysis(struct analyses *analyses, size_t index,
                               const dvf_analysis **out)
{
    struct made_analyses *made = (struct made_analyses *)analyses;
    dvf_status status = DVF_OK;

    if (!made->analyser)
        made->analyser = analyser_new(made->advice->session.kb);
    if (!made->analyser)
        return DVF_NO_MEMORY;
    if (!made->current || made->index != index) {
        dvf_analysis_free(made->current);
        made->current = NULL;
        made->index = index;
        /* Without parts, whether it is settled is all that is told. */
        status = (made->options.parts == 0 ? analyser_settle : analyser_run)(
            made->analyser, made->advice->evaluations[index], &made->options,
            &made->current);
    }
    *out = made->current;
    return status;
}

/* ------------------------------------------------------------------ report */

static dvf_status render(const void *context, const dvf_format *format,
                         const dvf_style *style, struct sink *sink,
                         dvf_text *rest)
{
    struct report report = *(const struct report *)context;

    report.style = *style;
    report.sink = sink;
    return report_render(format, &report, rest);
}

/* Everything is evaluated by now: what is written is whole, unless memory or
 * the disk ends. */
static int write_reports(const struct advice *advice,
                         const struct reports *reports)
{
    const struct settings *settings = advice->session.settings;
    struct made_analyses made_analyses = {
        .analyses = {get_analysis},
        .advice = advice,
        .options = {.parts = reports_parts(reports, advice->count,
                                           settings->detail)},
    };
    const struct report report = {
        .kb = advice->session.kb,
        .evaluations = (const dvf_evaluation *const *)advice->evaluations,
        .count = advice->count,
        .analyses = settings->no_analysis ? NULL : &made_analyses.analyses,
        .asked = advice->asked.kind != ASKED_NOTHING ? &advice->asked : NULL,
        .as_of = settings->as_of,
        .kb_path = settings->kb,
    };
    int status = reports_write(reports, settings, render, &report);

    dvf_analysis_free(made_analyses.current);
    analyser_free(made_analyses.analyser);
    return status;
}

/* A record is of a decision: of that which the profile records, or of a
 * recommendation. */
static bool has_choice(const struct advice *advice,
                       const struct reports *reports, struct buffer *complaint)
{
    const dvf_evaluation *evaluation = advice->evaluations[0];

    if (!reports_have(reports, FORMAT_IS_RECORD) ||
        document_choice(evaluation) != KB_NONE)
        return true;
    console_quote(complaint,
                  settings_words(&advice->session.settings->operands)[0]);
    buffer_printf(complaint,
                  " leads to nothing that can be recorded, but to '%s'; answer "
                  "more, or state there what was decided, as 'decision:'",
                  outcome_id(evaluation->kb, evaluation->verdict.outcome, 0));
    return false;
}

static bool spares_inputs(const struct settings *settings,
                          const struct reports *reports,
                          struct buffer *complaint)
{
    const char *const *words = settings_words(&settings->operands);

    for (size_t i = 0; i < settings->operands.count; i++)
        if (!reports_spare(reports, words[i], complaint))
            return false;
    return reports_spare(reports, settings->kb, complaint);
}

static int report_advice(const struct advice *advice)
{
    const struct settings *settings = advice->session.settings;
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
                spares_inputs(settings, &reports, complaint);

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
    int exit_status = session_settle(&advice.session, status);

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
        "the text then answers in place of the advice, and JSON beside it. "
        "See\n"
        "dvf-profile(5) and, for --kb, dvf-kb(5).\n",
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

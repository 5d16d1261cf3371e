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
#include "cli/session.h"
#include "engine/evaluation.h"
#include "report/report.h"

#include <stdlib.h>
#include <unistd.h>

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
};

static dvf_status get_analysis(struct analyses *analyses, size_t index,
                               const dvf_analysis **out)
{
    struct made_analyses *made = (struct made_analyses *)analyses;
    dvf_status status;

    if (!made->analyser)
        made->analyser = analyser_new(made->advice->session.kb);
    if (!made->analyser)
        return DVF_NO_MEMORY;
    dvf_analysis_free(made->current);
    made->current = NULL;
    status = analyser_run(made->analyser, made->advice->evaluations[index],
                          &made->options, &made->current);
    *out = made->current;
    return status;
}

/* A text tells of several profiles only whether each is settled; programs read
 * everything. */
static unsigned wanted_parts(const struct advice *advice)
{
    const struct settings *settings = advice->session.settings;
    bool is_text = command_format(&command_advise, settings->format) ==
                   dvf_format_at(0);

    if (!is_text)
        return DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS;
    if (advice->count > 1 || settings->detail == DVF_BRIEF)
        return 0;
    return DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES |
           (settings->detail >= DVF_FULL ? DVF_ANALYSE_WEIGHTS : 0);
}

/* ------------------------------------------------------------------ report */

/* Everything is evaluated by now: what is written is whole, unless memory or
 * the disk ends. */
static int write_report(const struct advice *advice)
{
    const struct settings *settings = advice->session.settings;
    struct output output;
    struct sink sink = {.put = output_put, .context = &output};
    struct made_analyses made_analyses = {
        .analyses = {get_analysis},
        .advice = advice,
        .options = {.parts = wanted_parts(advice)},
    };
    struct report report = {
        .kb = advice->session.kb,
        .evaluations = (const dvf_evaluation *const *)advice->evaluations,
        .count = advice->count,
        .analyses = settings->no_analysis ? NULL : &made_analyses.analyses,
        .style = terminal_style(output_descriptor(settings->output),
                                settings->colour),
        .sink = &sink,
        .asked = advice->asked.kind != ASKED_NOTHING ? &advice->asked : NULL,
    };
    dvf_text rest = {0};
    bool made;

    report.style.detail = settings->detail;
    output_begin(&output, settings->output);
    made = report_render(command_format(&command_advise, settings->format),
                         &report, &rest) == DVF_OK &&
           output_put(&output, rest.bytes, rest.length);
    dvf_text_release(&rest);
    dvf_analysis_free(made_analyses.current);
    analyser_free(made_analyses.analyser);
    return output_end(&output, made);
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
        return true;
    return false;
}

static int advise_run(const struct settings *settings)
{
    struct advice advice = {0};
    dvf_status status = advice_prepare(&advice, settings);
    int exit_status = session_settle(&advice.session, status);

    if (exit_status == EXIT_DONE)
        exit_status = write_report(&advice);
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
    .options = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_KB, OPTION_ONLY_SOURCE,
                OPTION_ARTICLE_ONLY, OPTION_WITHOUT, OPTION_NO_ANALYSIS,
                OPTION_WHY_NOT, OPTION_WHAT_IF},
    .accepts = advise_accepts,
    .run = advise_run,
};

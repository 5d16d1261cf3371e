/* SPDX-License-Identifier: MIT */
/*
 * Evaluated: profiles of a command line, their evaluations and analyses.
 */
#include "cli/evaluated.h"

#include "analysis/analysis.h"
#include "engine/evaluation.h"

#include <stdlib.h>

dvf_selection evaluated_selection(const struct settings *settings)
{
    return (dvf_selection){
        .without = settings_words(&settings->without),
        .without_count = settings->without.count,
        .only_sources = settings_words(&settings->only_sources),
        .only_sources_count = settings->only_sources.count,
    };
}

static dvf_status load_all(struct evaluated *evaluated)
{
    struct session *session = &evaluated->session;
    const char *const *paths = settings_words(&session->settings->operands);
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < evaluated->count && status != DVF_NO_MEMORY; i++)
        status = status_worse(status, session_load(session, paths[i], paths[i],
                                                   session->problems,
                                                   &evaluated->profiles[i]));
    return status;
}

dvf_status evaluated_load(struct evaluated *evaluated,
                          const struct settings *settings)
{
    const dvf_selection selection = evaluated_selection(settings);
    struct session *session = &evaluated->session;
    dvf_status status = session_open(session, settings);
    size_t count = settings->operands.count;

    if (status == DVF_NO_MEMORY)
        return status;
    evaluated->count = count;
    if (count > 0) {
        evaluated->profiles = calloc(count, sizeof(dvf_profile *));
        evaluated->evaluations = calloc(count, sizeof(dvf_evaluation *));
        if (!evaluated->profiles || !evaluated->evaluations)
            return DVF_NO_MEMORY;
    }
    if (session->kb)
        status = evaluation_check_selection(session->kb, &selection,
                                            session->problems);
    return status_worse(status, load_all(evaluated));
}

dvf_status evaluated_judge(struct evaluated *evaluated)
{
    struct session *session = &evaluated->session;
    const dvf_selection selection = evaluated_selection(session->settings);
    dvf_status status = DVF_OK;

    evaluated->rows = rows_make_for(session->kb, evaluated->count);
    for (size_t i = 0; i < evaluated->count && status == DVF_OK; i++)
        status = profile_evaluate(evaluated->profiles[i], evaluated->rows,
                                  &selection, session->problems,
                                  &evaluated->evaluations[i]);
    return status;
}

static dvf_status get_analysis(struct analyses *analyses, size_t index,
                               const dvf_analysis **out)
{
    struct evaluated *evaluated = (struct evaluated *)analyses;
    dvf_status status = DVF_OK;

    if (!evaluated->analyser)
        evaluated->analyser = analyser_new(evaluated->session.kb);
    if (!evaluated->analyser)
        return DVF_NO_MEMORY;
    if (!evaluated->current || evaluated->index != index) {
        dvf_analysis_free(evaluated->current);
        evaluated->current = NULL;
        evaluated->index = index;
        /* Without parts, whether it is settled is all that is told. */
        status = (evaluated->options.parts == 0 ? analyser_settle
                                                : analyser_run)(
            evaluated->analyser, evaluated->evaluations[index],
            &evaluated->options, &evaluated->current);
    }
    *out = evaluated->current;
    return status;
}

struct analyses *evaluated_analyses(struct evaluated *evaluated, unsigned parts)
{
    if (evaluated->session.settings->no_analysis)
        return NULL;
    evaluated->analyses = (struct analyses){get_analysis};
    evaluated->options = (dvf_analysis_options){.parts = parts};
    return &evaluated->analyses;
}

dvf_status evaluated_render(const void *report, const dvf_format *format,
                            const dvf_style *style, struct sink *sink,
                            dvf_text *rest)
{
    struct report styled = *(const struct report *)report;

    styled.style = *style;
    styled.sink = sink;
    return report_render(format, &styled, rest);
}

void evaluated_release(struct evaluated *evaluated)
{
    dvf_analysis_free(evaluated->current);
    analyser_free(evaluated->analyser);
    for (size_t i = 0; evaluated->evaluations && i < evaluated->count; i++)
        dvf_evaluation_free(evaluated->evaluations[i]);
    for (size_t i = 0; evaluated->profiles && i < evaluated->count; i++)
        dvf_profile_free(evaluated->profiles[i]);
    free(evaluated->evaluations);
    free(evaluated->rows);
    free(evaluated->profiles);
    session_close(&evaluated->session);
}

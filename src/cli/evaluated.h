/* SPDX-License-Identifier: MIT */
/*
 * Evaluated: the profiles that a command line names, loaded and evaluated, and
 * their analyses, made one after the other. Commands that report on profiles
 * share it.
 */
#ifndef DVF_CLI_EVALUATED_H
#define DVF_CLI_EVALUATED_H

#include "cli/session.h"
#include "report/report.h"

/** Starts as all zeroes; release in any case. */
struct evaluated {
    struct analyses analyses; /* first: it stands for all; see below */
    struct session session;
    size_t count;
    dvf_profile **profiles;
    dvf_evaluation **evaluations;
    struct rows *rows; /* that they share; null: embedded, or none */
    dvf_analysis_options options;
    struct analyser *analyser; /* null before the first analysis */
    dvf_analysis *current;     /* the one before it is gone */
    size_t index;              /* of the current one */
};

/** @return the rules that the settings leave out */
dvf_selection evaluated_selection(const struct settings *settings);

/** Load every operand, so that all problems are reported in one run: without a
 * knowledge base those that do not depend on it.
 * @return DVF_OK, DVF_INVALID, DVF_IO or DVF_NO_MEMORY */
dvf_status evaluated_load(struct evaluated *evaluated,
                          const struct settings *settings);

/** Evaluate what was loaded. @return DVF_OK or DVF_NO_MEMORY */
dvf_status evaluated_judge(struct evaluated *evaluated);

/** @param parts any of DVF_ANALYSE_NEEDS and so on
 * @return borrowed; null where the settings want none */
struct analyses *evaluated_analyses(struct evaluated *evaluated,
                                    unsigned parts);

/** Renders a struct report, for reports_write(). */
dvf_status evaluated_render(const void *report, const dvf_format *format,
                            const dvf_style *style, struct sink *sink,
                            dvf_text *rest);

void evaluated_release(struct evaluated *evaluated);

#endif

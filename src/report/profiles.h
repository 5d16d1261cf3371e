/* SPDX-License-Identifier: MIT */
/*
 * The table over several profiles, which stands above their documents: its
 * columns, titles and cells.
 */
#ifndef DVF_REPORT_PROFILES_H
#define DVF_REPORT_PROFILES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "report/document.h"
#include "report/phrases.h"
#include "report/report.h"

/** The columns: after these a number for each option, the answers, and
 * last how far the verdict can be trusted. */
enum {
    PROFILES_NAME,
    PROFILES_VERDICT,
    PROFILES_STRENGTH,
    PROFILES_SCORES
};

/** In place of a row: the titles of the columns. */
#define PROFILES_TITLES SIZE_MAX

/** Made by profiles_init(); release when done. */
struct profiles {
    const struct report *report;
    struct arena arena;
    const struct certainty *certainties; /* of each, in a brief report and of
                                            several; null: of none */
    const bool *shared_names; /* for each profile: others are named alike; null:
                                 none is */
};

/** @return DVF_OK or DVF_NO_MEMORY; release in any case */
dvf_status profiles_init(struct profiles *profiles,
                         const struct report *report);
void profiles_release(struct profiles *profiles);

/** Compose the document of a profile, with its analysis, or with what is kept
 * of that. @param out has failed where memory ran out */
void profiles_compose(const struct profiles *profiles,
                      struct document *document, size_t row,
                      struct buffer *out);

/** With one for certainty where there are analyses. */
uint32_t profiles_columns(const struct report *report);

/** Append the word for how far a verdict can be trusted, or nothing. */
void profiles_append_certainty(struct buffer *out,
                               const struct profiles *profiles, size_t row);

/** Append a cell. The name has the file in brackets where another profile of
 * the report is named alike.
 *
 * @param row a profile of the report, or PROFILES_TITLES */
void profiles_append_cell(struct buffer *out, const struct profiles *profiles,
                          size_t row, uint32_t column);

#endif

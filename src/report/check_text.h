/* SPDX-License-Identifier: MIT */
/*
 * The parts of the text report of a check, shared by check_text*.c only. May
 * call base, kb, engine and check.
 */
#ifndef DVF_REPORT_CHECK_TEXT_H
#define DVF_REPORT_CHECK_TEXT_H

#include "report/check_view.h"
#include "report/text.h"

/** What every part is given. */
struct check_text {
    struct text text;
    const struct check_report *report;
    const struct check_result *result; /* null: the titles of the table */
    bool locks;                        /* the table has a column for them */
    bool compact;                      /* its verdicts are short */
    bool any;                          /* a block was written */
};

/** Begin a block: an empty line parts it from one before. */
void check_text_begin(struct check_text *check);

/** Role of a level. */
enum role check_text_level_role(enum check_level level);

/** "file:line:column: level: title [word]", a line of its own.
 *
 * @param level null for none */
void check_text_head(struct check_text *check, const struct check_place *place,
                     const enum check_level *level, unsigned kind);

/** check_text_findings.c: what was found in the result. */
void check_text_findings(struct check_text *check);

/** check_text_basis.c: what the result rests on, whatever it is: reasons,
 * lock, policy. */
void check_text_basis(struct check_text *check);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Formats of reports, one table of them all. Options, help, completions and the
 * manual go by it. To add a format, write its renderer in a file of its own and
 * give it a row.
 */
#ifndef DVF_REPORT_FORMATS_H
#define DVF_REPORT_FORMATS_H

#include <dvf/dvf.h>
#include <stdbool.h>

/** Traits of formats. */
enum {
    FORMAT_ASKS = 1,      /* `dvf ask` offers it, too */
    FORMAT_TELLS_ALL = 2, /* it is for programs, whatever the detail */
    FORMAT_IS_RECORD = 4, /* of one decision */
    FORMAT_COMPARES = 8   /* `dvf compare` offers it, too */
};

/* The formats, the default first: name, ending of files, media type; a line for
 * the help of `dvf advise`, of `dvf check` or of both; traits. The renderers
 * are report_NAME and check_report_NAME. */
#define FORMATS(ADVICE, CHECK, BOTH)                                           \
    BOTH(text, ".txt", "text/plain",                                           \
         "for people: the recommendation and what led to it",                  \
         "for people: what fails and why, and a table",                        \
         FORMAT_ASKS | FORMAT_COMPARES)                                        \
    BOTH(json, ".json", "application/json",                                    \
         "for programs: one object with everything the text shows",            \
         "for programs: one object with every result and its evaluation",      \
         FORMAT_ASKS | FORMAT_TELLS_ALL | FORMAT_COMPARES)                     \
    CHECK(sarif, ".sarif", "application/sarif+json",                           \
          "SARIF 2.1.0, for code scanning and editors")                        \
    CHECK(junit, ".xml", "application/xml", "JUnit XML, for test reports")     \
    CHECK(github, ".txt", "text/plain",                                        \
          "commands that annotate files in a GitHub workflow")                 \
    CHECK(gitlab, ".json", "application/json",                                 \
          "a Code Quality report of GitLab")                                   \
    BOTH(markdown, ".md", "text/markdown",                                     \
         "the text for a pull request or a wiki, of at most 65,000 bytes",     \
         "a comment for a pull or merge request", FORMAT_COMPARES)             \
    ADVICE(madr, ".md", "text/markdown",                                       \
           "a decision record to fill in and keep, by MADR 4.0.0",             \
           FORMAT_IS_RECORD)

/** Formats of `dvf ask`, `dvf compare` and `dvf check`; those of `dvf advise`
 * are dvf_format_at(). @return static, the default first; null past the last
 * one */
const dvf_format *ask_format_at(size_t index);
const dvf_format *compare_format_at(size_t index);
const dvf_format *check_format_at(size_t index);

/** True for a format of dvf_format_at() with this trait. */
bool format_has(const dvf_format *format, unsigned trait);

#endif

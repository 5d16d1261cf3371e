/* SPDX-License-Identifier: MIT */
/*
 * The parts of the SARIF report, shared by sarif*.c only. The shape is that of
 * SARIF 2.1.0 (OASIS).
 */
#ifndef DVF_REPORT_SARIF_H
#define DVF_REPORT_SARIF_H

#include "report/check_report.h"
#include "report/json.h"

/* Hosts show so many results, and take files of so many bytes. */
#define SARIF_RESULTS_MAX   5000
#define SARIF_BYTES_MAX     10000000

/* Where results and artifacts end, so that there is room for what follows. */
#define SARIF_RESULTS_END   9000000
#define SARIF_ARTIFACTS_END 9900000

/* The name of the folder that places of files are relative to. */
#define SARIF_BASE          "%SRCROOT%"

/** Where dvf is documented: a URI that the build may replace. */
#ifdef DVF_HOME
#define SARIF_HOME     DVF_HOME
#define SARIF_HOME_FOR DVF_HOME
#else
#define SARIF_HOME     "man:dvf(1)"
#define SARIF_HOME_FOR SARIF_HOME "#CHECKS"
#endif

/** What every part is given. */
struct sarif {
    struct json_writer json;
    const struct check_report *report;
    struct buffer text;    /* scratch: a text that is put together */
    struct buffer escaped; /* scratch: the same as a message or a URI */
    struct buffer piece;   /* scratch: what is written aside */
    size_t findings;       /* in all */
    size_t seen;           /* findings, of which not all become results */
    size_t results;        /* written */
    size_t without_related;
    size_t artifacts; /* written */
};

/** sarif_text.c: the key with a message of plain text. */
void sarif_message(struct sarif *sarif, const char *key, const char *text);

/** sarif_text.c: as sarif_message(), of the scratch text, which is emptied. */
void sarif_scratch_message(struct sarif *sarif, const char *key);

/** sarif_text.c: the key with the place of a file. */
void sarif_file(struct sarif *sarif, const char *key, const char *file);

/** sarif_rules.c: "rules": one for each kind of finding, by its number. */
void sarif_rules(struct sarif *sarif);

/** sarif_results.c: "results": the findings, the most severe first. */
void sarif_results(struct sarif *sarif);

/** sarif_artifacts.c: "artifacts": every profile, with how it ended. */
void sarif_artifacts(struct sarif *sarif);

/** Writes one value of an array. */
typedef void sarif_writer(struct sarif *sarif, const void *item);

/**
 * sarif.c: write a value of an array if the report stays within some bytes.
 *
 * @return whether it was written
 */
bool sarif_put_within(struct sarif *sarif, size_t limit, sarif_writer *write,
                      const void *item);

#endif

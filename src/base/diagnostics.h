/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: problems as values. The list copies all strings. If memory runs
 * out, diagnostics_status() becomes DVF_NO_MEMORY.
 */
#ifndef DVF_BASE_DIAGNOSTICS_H
#define DVF_BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

#include <dvf/dvf.h>
#include <stdarg.h>

/* The kinds of problems: enum and stable name. One row each. */
#define DIAGNOSTIC_CODES(X)                                                    \
    X(FILE_UNREADABLE, "file-unreadable")                                      \
    X(FILE_KIND, "file-kind")                                                  \
    X(FILE_TOO_LARGE, "file-too-large")                                        \
    X(FOLDER, "folder")                                                        \
    X(FILE_EMPTY, "file-empty")                                                \
    X(ENCODING, "encoding")                                                    \
    X(CHARACTER, "character")                                                  \
    X(DIRECTIVE, "directive")                                                  \
    X(SYNTAX, "syntax")                                                        \
    X(LIMIT, "limit")                                                          \
    X(SECOND_DOCUMENT, "second-document")                                      \
    X(ANCHOR, "anchor")                                                        \
    X(TAG, "tag")                                                              \
    X(MERGE_KEY, "merge-key")                                                  \
    X(KEY_KIND, "key-kind")                                                    \
    X(DUPLICATE_KEY, "duplicate-key")                                          \
    X(UNKNOWN_KEY, "unknown-key")                                              \
    X(MISSING_KEY, "missing-key")                                              \
    X(WRONG_KIND, "wrong-kind")                                                \
    X(EMPTY_VALUE, "empty-value")                                              \
    X(UNKNOWN_VALUE, "unknown-value")                                          \
    X(DUPLICATE_VALUE, "duplicate-value")                                      \
    X(NUMBER, "number")                                                        \
    X(DATE, "date")                                                            \
    X(BAD_ID, "bad-id")                                                        \
    X(DUPLICATE_ID, "duplicate-id")                                            \
    X(UNKNOWN_ID, "unknown-id")                                                \
    X(CONDITION, "condition")                                                  \
    X(CONDITION_STYLE, "condition-style")                                      \
    X(CYCLE, "cycle")                                                          \
    X(STRUCTURE, "structure")                                                  \
    X(USAGE, "usage")

enum diagnostic_code {
#define X(code, name) DIAGNOSTIC_##code,
    DIAGNOSTIC_CODES(X)
#undef X
    DIAGNOSTIC_CODE_COUNT
};

/** Stable name of a code, static. */
const char *diagnostic_code_name(enum diagnostic_code code);

/** A place in an input. Line 0 stands for the whole input. */
struct position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* in characters, from 1 */
    uint32_t length; /* characters to underline; 0 counts as 1 */
};

/** A diagnostic; of a long source line only a part is kept. */
struct diagnostics_entry {
    dvf_diagnostic shown;
    uint32_t cut_before; /* characters left out before shown.source */
    bool cut_behind;     /* the line goes on behind shown.source */
    const char *about;   /* set by diagnostics_about(); or null */
    const char *key;     /* set by diagnostics_set_key(); or null */
};

/** A character of the input: where the search for the next one begins. */
struct diagnostics_cursor {
    uint32_t line;
    uint32_t column;
    size_t line_start; /* byte */
    size_t offset;     /* byte */
};

struct file_patience;

struct dvf_diagnostics {
    struct arena arena; /* failed: a diagnostic of this input is missing */
    const struct file_patience *patience; /* of file reads that report to this
                                             list; borrowed; null: default */
    struct array items;                   /* struct diagnostics_entry */
    /* The input that is being read: */
    const char *file;  /* copied */
    const char *bytes; /* borrowed until the next diagnostics_input() */
    size_t length;
    struct diagnostics_cursor cursor;
    size_t first;      /* index of this input's first diagnostic */
    const char *about; /* of the next diagnostic; borrowed, or null */
    bool full; /* this input reached the limit; its last diagnostic says so */
};

/**
 * Most diagnostics kept for one input. The last of a full list says that there
 * are more; it is an error where one left out is an error.
 */
#define DIAGNOSTICS_MAX      100

/** Room for one formatted text; a longer one is cut and ends in "...". */
#define DIAGNOSTICS_TEXT_MAX 1024

/**
 * Begin a new input: later diagnostics are of this file, and their source
 * lines come from these bytes.
 *
 * @param bytes null where there is no text; must stay valid while diagnostics
 *              of this input are added; a byte order mark is stepped over
 */
void diagnostics_input(struct dvf_diagnostics *list, const char *file,
                       const char *bytes, size_t length);

/** Put the current input's diagnostics in order and forget its bytes. */
void diagnostics_input_end(struct dvf_diagnostics *list);

/**
 * Add an error at a place of the current input.
 *
 * @param hint advice; null or "" for none; copied
 */
__attribute__((format(printf, 5, 6))) void
diagnostics_error(struct dvf_diagnostics *list, enum diagnostic_code code,
                  struct position at, const char *hint, const char *format,
                  ...);

/** As diagnostics_error(), for a warning. */
__attribute__((format(printf, 5, 6))) void
diagnostics_warning(struct dvf_diagnostics *list, enum diagnostic_code code,
                    struct position at, const char *hint, const char *format,
                    ...);

/** Tell the next diagnostic apart from others of its kind at the same place,
 * for instance by the name of a missing key. @param about borrowed until then
 */
void diagnostics_about(struct dvf_diagnostics *list, const char *about);

/**
 * Give a diagnostic a key that stays the same while lines move and other
 * problems come and go: the path of keys to the place, then the name given to
 * diagnostics_about().
 *
 * @param key copied
 */
void diagnostics_set_key(struct dvf_diagnostics *list, size_t index,
                         const char *key);

/** Key of a diagnostic, borrowed; "" for none. */
const char *diagnostics_key(const struct dvf_diagnostics *list, size_t index);

/**
 * Text in the list's own memory, for hints; "", which is no hint, when out of
 * memory or when the input has its most diagnostics.
 */
__attribute__((format(printf, 2, 3))) const char *
diagnostics_text(struct dvf_diagnostics *list, const char *format, ...);

/** As diagnostics_text(), for messages that others format. */
__attribute__((format(printf, 2, 0))) const char *
diagnostics_vtext(struct dvf_diagnostics *list, const char *format,
                  va_list arguments);

/**
 * Remove diagnostics of the current input: those past the first `count` of the
 * list, and those at `line` or behind it.
 */
void diagnostics_take_back(struct dvf_diagnostics *list, size_t count,
                           uint32_t line);

/** Append the source line of a diagnostic, if it has one, with a caret under
 * the fault. Only colour and ASCII of the style are used. */
void diagnostics_append_source(const struct dvf_diagnostics *list, size_t index,
                               const dvf_style *style, struct buffer *out);

/** Rename the inputs of all diagnostics so far.
 *
 * @param name gives the other name, which must outlive the list */
void diagnostics_rename(struct dvf_diagnostics *list,
                        const char *(*name)(const void *names,
                                            const char *file),
                        const void *names);

/** Number of errors, without warnings, of the current input so far. */
size_t diagnostics_errors(const struct dvf_diagnostics *list);

/**
 * Status of the current input: DVF_NO_MEMORY where a diagnostic could not be
 * kept, DVF_INVALID where there are errors, else DVF_OK.
 */
dvf_status diagnostics_status(const struct dvf_diagnostics *list);

/** True where any input has an error. */
bool diagnostics_have_errors(const struct dvf_diagnostics *list);

/** Worse of two: DVF_NO_MEMORY if either is, else the first failure. */
dvf_status status_worse(dvf_status a, dvf_status b);

#endif

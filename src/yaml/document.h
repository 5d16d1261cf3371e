/* SPDX-License-Identifier: MIT */
/*
 * The guard: one walk over an untrusted YAML text, which yields a tree of its
 * nodes with their places, or every problem that prevents one. Each input of
 * dvf passes here first.
 *
 * The tree lies flat in reading order: a node is followed by its children; a
 * mapping's children are key, value, key, value.
 */
#ifndef DVF_YAML_DOCUMENT_H
#define DVF_YAML_DOCUMENT_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/diagnostics.h"

/** Most that one kind of input may cost. */
struct yaml_limits {
    size_t bytes;
    uint32_t nodes;
    const char *conflict; /* hint for a merge conflict; null: keep one side */
};

/* Limits that are the same for every input. */
#define YAML_DEPTH_MAX  64
#define YAML_SCALAR_MAX (64 * 1024)
#define YAML_KEY_MAX    1024

enum yaml_kind {
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING
};

/** Node number 0 is the root; YAML_NONE is no node. */
#define YAML_NONE UINT32_MAX

/* Nodes are kept small: a large file has some hundred thousands. */
struct yaml_node {
    const char *text; /* scalars: NUL-terminated, free of NUL; else null */
    union {
        uint32_t length; /* scalars: bytes of text */
        uint32_t count;  /* others: children; a pair counts as one */
    };
    uint32_t end;           /* number of the node behind its last descendant */
    uint32_t line;          /* from 1 */
    uint32_t column;        /* in characters, from 1 */
    uint16_t width;         /* characters on its first line, for underlining */
    unsigned kind : 2;      /* enum yaml_kind */
    unsigned plain : 1;     /* scalars: written without quotes */
    unsigned flow : 1;      /* others: in [] or {} */
    unsigned multiline : 1; /* scalars: written over more than one line */
    unsigned faulty : 1;    /* reported already: must not be judged */
    unsigned dropped : 1;   /* left out of the clean text */
};

/** Starts as all zeroes; release when done. */
struct yaml_document {
    struct arena arena;  /* the scalars' text */
    struct array nodes;  /* struct yaml_node */
    struct buffer clean; /* the clean text for libcyaml; see schema_check() */
    bool whole;          /* the walk reached the end of the document */
};

/**
 * Walk a text.
 *
 * Problems go to the list, in the order of the text and without stopping at
 * the first; only broken syntax, a limit or an encoding ends the walk early.
 * Duplicate keys are marked as dropped.
 *
 * @param bytes the text; must outlive the document
 * @param problems must have been given diagnostics_input() with these bytes
 * @return DVF_OK where a tree exists (perhaps with problems, perhaps not
 *         whole: look at the list), DVF_INVALID where there is none, or
 *         DVF_NO_MEMORY
 */
dvf_status yaml_read(const char *bytes, size_t length,
                     const struct yaml_limits *limits,
                     struct dvf_diagnostics *problems,
                     struct yaml_document *document);

void yaml_document_release(struct yaml_document *document);

/** A kind of file: its limits, and the reader of its guarded documents. */
struct yaml_format {
    struct yaml_limits limits;
    /** Read a document into `target`, as yaml_load() was given it.
     * @return DVF_OK, DVF_INVALID (reported) or DVF_NO_MEMORY */
    dvf_status (*read)(void *target, struct yaml_document *document,
                       const dvf_input *input,
                       struct dvf_diagnostics *problems);
};

/**
 * Load an input: walk it, have it read, and give each problem its key.
 *
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status yaml_load(const struct yaml_format *format, const dvf_input *input,
                     struct dvf_diagnostics *problems, void *target);

/** As yaml_load(), from a file of this path that is shown by the name; DVF_IO
 * where it cannot be read. */
dvf_status yaml_load_file(const struct yaml_format *format, const char *path,
                          const char *name, struct dvf_diagnostics *problems,
                          void *target);

/** @param number below the number of nodes */
static inline struct yaml_node *yaml_node(const struct yaml_document *document,
                                          uint32_t number)
{
    return (struct yaml_node *)array_at(&document->nodes, number);
}

/** Number of the value under a key, or YAML_NONE; dropped keys and values are
 * skipped. */
uint32_t yaml_find(const struct yaml_document *document, uint32_t mapping,
                   const char *key);

/** As yaml_find(), for the key itself; its value may be dropped. */
uint32_t yaml_find_key(const struct yaml_document *document, uint32_t mapping,
                       const char *key);

/** Number of a sequence's item by its index, or YAML_NONE. */
uint32_t yaml_item(const struct yaml_document *document, uint32_t sequence,
                   size_t index);

/** Place of a node; of the whole input for YAML_NONE. */
struct position yaml_position(const struct yaml_document *document,
                              uint32_t number);

/**
 * Give each problem of the current input its key, such as
 * "/answers/throughput" for a problem with that answer. Items of a list are
 * named by their text or their first value, not by their number.
 */
void yaml_key_problems(const struct yaml_document *document,
                       struct dvf_diagnostics *problems);

/** Drop a key with its value, or a value, from the clean text. */
void yaml_drop(struct yaml_document *document, uint32_t number);

/* Scan of a text before libyaml sees it (scan.c), for NUL, control and
 * bidirectional characters, noncharacters, bytes that are no UTF-8, and a '%'
 * that opens a line. Each is reported and replaced by something harmless of
 * the same width in a copy, so that the walk can go on and its places stay
 * right. */
struct yaml_scan {
    const char *bytes; /* the text without a byte order mark, or the copy */
    size_t length;
    struct array faults;  /* struct position: replaced characters, in order */
    struct array markers; /* uint32_t: lines that may mark a merge conflict */
    struct array escapes; /* struct yaml_escape: replaced escapes, in order */
};

/* An escape of six characters that was replaced by U+FDD0's: half of a
 * surrogate pair as JSON writes it, or U+FDD0 itself, which no text may hold
 * (escapes.c). Within double quotes U+FDD0 in the text read marks them;
 * elsewhere the escape is put back. */
struct yaml_escape {
    const char *text; /* the escape in the input */
    uint32_t line;    /* from 1 */
    uint32_t column;  /* from 1 */
};

/** Scan a text; as yaml_read(). Release the scan in any case. */
dvf_status yaml_scan(const char *bytes, size_t length, struct arena *arena,
                     struct dvf_diagnostics *problems, struct yaml_scan *scan);

void yaml_scan_release(struct yaml_scan *scan);

/** Replace the escapes of surrogates in a scanned text.
 * @param arena failed when out of memory */
void yaml_escapes_replace(struct yaml_scan *scan, struct arena *arena);

/** A scalar as libyaml read it, whose text may hold replaced escapes. */
struct yaml_escaped {
    char *text; /* changed in place, never longer than before */
    size_t length;
    bool double_quoted;
    const struct yaml_escape *escapes; /* the escapes within the scalar */
    size_t count;
};

/**
 * Put replaced escapes back; within double quotes, write the characters that
 * their pairs stand for.
 *
 * @return null, or the escape that stands for no character
 */
const struct yaml_escape *yaml_escapes_restore(struct yaml_escaped *scalar);

/** Report keys that stand twice in a mapping, and drop them.
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status yaml_check_duplicates(struct yaml_document *document,
                                 uint32_t mapping,
                                 struct dvf_diagnostics *problems);

/** First byte of a line, which the text must have. */
const char *yaml_line(const struct yaml_scan *scan, uint32_t line);

/** Place of the last character of the text. */
struct position yaml_last_position(const struct yaml_scan *scan);

/**
 * Hint about broken syntax, in the list's memory or static.
 *
 * @param problem in the words of libyaml; null for none
 */
const char *yaml_syntax_hint(const struct yaml_scan *scan,
                             struct dvf_diagnostics *problems,
                             const char *problem, struct position at);

#endif

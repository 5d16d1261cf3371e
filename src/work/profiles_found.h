/* SPDX-License-Identifier: MIT */
/*
 * Profiles found: the files that operands mean, which may be folders, each once
 * with its folder and the name under which it is shown; and the locks on the
 * way.
 */
#ifndef DVF_WORK_PROFILES_FOUND_H
#define DVF_WORK_PROFILES_FOUND_H

#include "base/array.h"
#include "base/buffer.h"
#include "work/policies.h"
#include "work/repository.h"
#include "work/source.h"

/** Name of a profile that a search finds, be it behind further words and a
 * dot. */
#define PROFILES_FOUND_NAME   "dvf.yaml"

/** Most files, and most locks, of one run, and the multiple of that which may
 * be left out: a longer search has been sent to the wrong place. */
#define PROFILES_FOUND_MAX    10000
#define PROFILES_FOUND_SPARED 10

/** The yield of an operand. */
struct found_operand {
    const char *path;
    bool is_folder;
    size_t file;     /* unless it is a folder: the file's index, while files
                        stand in the order of the search */
    size_t kept;     /* files that are checked */
    size_t left_out; /* files, and folders that could not be searched, that are
                        not */
    const char *stray; /* the first file that was passed over; null: none */
    const char *lock;  /* the first lock below it; null: none */
    bool is_closed;    /* something below it could not be searched */
};

/** Starts as all zeroes; release when done. */
struct profiles_found {
    struct arena arena;
    /* Lists of struct source; below a folder in the byte order of paths. */
    struct array files;             /* in the order of operands */
    struct array spared;            /* files left out */
    struct array folders;           /* struct place, the first of each counts */
    struct array locks;             /* of folders searched */
    struct array faults;            /* SOURCE_CLOSED and SOURCE_EMPTY */
    struct array strays;            /* SOURCE_NEARLY and SOURCE_ALIKE */
    struct array worktrees;         /* nested ones, passed over */
    struct array operands;          /* struct found_operand */
    struct check_left_out left_out; /* each once */
};

/**
 * Find the files that the operands mean: files as they are, and below folders
 * dvf.yaml and *.dvf.yaml, less those left out by patterns. Neither links to
 * folders, names that begin with a dot, nor nested worktrees are followed.
 * Without operands, the current folder is the only thing found. A folder that
 * cannot be read does not end the search.
 *
 * @param found all zeroes; release in any case
 * @param notices receives what was passed over, unless the search fails, and
 *                where there are too many, that
 * @return DVF_OK, DVF_INVALID where there are too many, or DVF_NO_MEMORY
 */
dvf_status profiles_find(struct profiles_found *found,
                         const struct work_settings *settings,
                         struct policies *policies, struct notices *notices);

/** True for a name by which a search takes a file for a profile. */
bool profiles_found_is_name(const char *name);

/** Append why a folder is a result of its own, to be read behind it. */
void profiles_found_append_fault(const struct profiles_found *found,
                                 const struct source *fault,
                                 struct buffer *out);

/** Report a fault as a problem of its folder, with a hint. @return false when
 * out of memory */
bool profiles_found_report(const struct profiles_found *found,
                           const struct source *fault,
                           struct dvf_diagnostics *problems);

/** Warn of the strays, which are not checked. @return false when out of
 * memory */
bool profiles_found_warn(const struct profiles_found *found,
                         struct notices *notices);

void profiles_found_release(struct profiles_found *found);

/** @param index below the count of files */
struct source *profiles_found_at(const struct profiles_found *found,
                                 size_t index);

/** The folder of a file. */
const struct place *profiles_found_place(const struct profiles_found *found,
                                         const struct source *file);

#endif

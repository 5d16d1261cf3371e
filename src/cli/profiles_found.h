/* SPDX-License-Identifier: MIT */
/*
 * Profiles found: which files are meant by operands that may be folders, each
 * once, with the folder it is in and the name under which it is shown; and the
 * locks that were come upon. May call base, messages and repositories.
 */
#ifndef DVF_CLI_PROFILES_FOUND_H
#define DVF_CLI_PROFILES_FOUND_H

#include "base/array.h"
#include "cli/options.h"
#include "cli/repository.h"

/** Name of a profile that a search finds, be it behind further words and a
 * dot. */
#define PROFILES_FOUND_NAME  "dvf.yaml"

/** Most files and most locks of one run, and most folders below an operand on
 * the way to one: a search that goes on for longer has been sent to the wrong
 * place. */
#define PROFILES_FOUND_MAX   10000
#define PROFILES_FOUND_DEPTH 64

/** A file. */
struct found_file {
    const char *path;  /* to read it: as given, or below a folder as given; "-"
                          is standard input */
    const char *name;  /* within its folder; "" is standard input unnamed */
    const char *shown; /* as reports show it */
    size_t folder;     /* its index among the folders */
    size_t order;      /* among all that were found */
};

/** A lock that a search came upon. */
struct found_lock {
    const char *path;
    size_t folder; /* its index among the folders */
};

/** A folder that was named and searched, and holds no profiles. */
struct found_empty {
    const char *path;
    const char *stray; /* what is named nearly as a profile; null: nothing */
    size_t locks;      /* first of the locks below it */
    size_t locks_end;  /* the one behind the last */
};

/** Starts as all zeroes; release when done. */
struct profiles_found {
    struct arena arena;
    struct array files;   /* struct found_file, in the order of operands; below
                             a folder in the byte order of paths */
    struct array folders; /* struct place, the first of each counts */
    struct array locks;   /* struct found_lock, of folders searched */
    struct array empties; /* struct found_empty: with --locked, those that
                             something was locked below */
};

/**
 * Find the files that the operands mean: files as they are, and below folders
 * dvf.yaml and *.dvf.yaml. Neither links to folders nor names that begin with
 * a dot are followed. Without operands, the current folder is the only thing
 * found. Mistakes are shown, all of them, and warnings of what is named nearly
 * as a profile.
 *
 * @param found all zeroes; release in any case
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status profiles_find(struct profiles_found *found,
                         const struct settings *settings);

/** Whether a search takes a file of this name for a profile. */
bool profiles_found_is_name(const char *name);

/** Say of a folder that it holds no profiles. */
void profiles_found_tell_empty(const struct profiles_found *found,
                               const struct found_empty *empty);

void profiles_found_release(struct profiles_found *found);

/** @param index below the count of files */
const struct found_file *profiles_found_at(const struct profiles_found *found,
                                           size_t index);

/** The folder of a file. */
const struct place *profiles_found_place(const struct profiles_found *found,
                                         const struct found_file *file);

#endif

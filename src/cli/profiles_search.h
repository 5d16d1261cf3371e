/* SPDX-License-Identifier: MIT */
/*
 * The search for profiles: from an operand, which may be a folder, to files.
 * Between the files of profiles_found.h only.
 */
#ifndef DVF_CLI_PROFILES_SEARCH_H
#define DVF_CLI_PROFILES_SEARCH_H

#include "cli/profiles_found.h"

/** A search; its status is the worst so far. */
struct search {
    struct profiles_found *found; /* to which files are added, without folder */
    const struct settings *settings;
    const char *outer; /* real path below which files are named from there on;
                          null: none */
    const char *stray; /* first below the operand that is named nearly as a
                          profile; null: nothing */
    dvf_status status;
    bool full; /* there were too many, and that was said */
};

/** Add the file that an operand means, or those below the folder. */
void search_operand(struct search *search, const char *operand);

/** Say what is wrong with a path, as in "'path' why". */
void search_refuse(struct search *search, const char *path, const char *why);

/** Note that memory ran out. @return false */
bool search_no_memory(struct search *search);

#endif

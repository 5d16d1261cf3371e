/* SPDX-License-Identifier: MIT */
/*
 * The search for profiles: from an operand, which may be a folder, to files.
 * Between the files of profiles_found.h only.
 */
#ifndef DVF_WORK_PROFILES_SEARCH_H
#define DVF_WORK_PROFILES_SEARCH_H

#include "work/profiles_found.h"

/** A search; its status is the worst so far. */
struct search {
    struct profiles_found *found; /* to which files are added, without folder */
    const struct work_settings *settings;
    struct policies *policies;
    struct notices *notices;
    size_t operand;     /* index of the one that is being searched */
    const char *base;   /* real path that begins with the folder from which
                           all is named; null: as given */
    size_t base_length; /* bytes of it that are the folder */
    dvf_status status;
    bool full; /* there were too many, and that is among the notices */
};

/** Add the file that an operand means, or those below the folder. */
void search_operand(struct search *search, const char *operand);

/** Refuse a path with a notice "'path' why". */
void search_refuse(struct search *search, const char *path, const char *why);

/** Note that memory ran out. @return false */
bool search_no_memory(struct search *search);

#endif

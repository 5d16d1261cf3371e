/* SPDX-License-Identifier: MIT */
/*
 * Policies of a run: the file that holds for the profiles of a folder, each
 * read once, with the options of the command line over it.
 */
#ifndef DVF_WORK_POLICIES_H
#define DVF_WORK_POLICIES_H

#include "check/check.h"
#include "work/notice.h"
#include "work/repository.h"
#include "work/settings.h"
#include "work/source.h"

/** Name of a policy file, beside profiles or above. */
#define POLICIES_FILE  ".dvf-policy.yaml"

/** Slip of that name: such files are warned of. */
#define POLICIES_STRAY ".dvf-policy.yml"

/** One policy: of a file with the options over it, or of the options alone. */
struct policy_source {
    struct source source; /* without a path: no file */
    struct policy policy;
    struct policy file; /* the same without options, where there are any */
    struct check_request request; /* with this policy */
    struct source alone_source;
    struct policy alone; /* settings of the file, read for its patterns and to
                            compare with nearer policies */
};

/** Starts as all zeroes; release when done. */
struct policies {
    struct arena arena;
    const dvf_kb *kb;
    const struct work_settings *settings;
    struct notices *notices;
    struct analyser *analyser;    /* of the request */
    struct check_request request; /* parts that all of them share */
    struct surroundings surroundings;
    struct policy_source options; /* policy without a file; its patterns hold
                                     in any case */
    struct array files;       /* struct policy_source *, in the order of use */
    struct array beyond;      /* const char *: policies further up of which it
                                 was warned, as people find them */
    struct array missed;      /* const char *: those in place of which there is
                                 no nearer one */
    struct array strays;      /* const char *: folders of which it was warned */
    const struct place *last; /* place of the last look-up, */
    struct policy_source *last_found;
    struct policy_source *user; /* that of the user; null: none */
    bool user_known;            /* it was looked for */
};

/**
 * Open with the options, and check them.
 *
 * @param policies all zeroes; release in any case
 * @param kb null where it is broken: then the options are not checked, and no
 *           file leaves anything out
 * @param notices receives what is passed over
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status policies_open(struct policies *policies, const dvf_kb *kb,
                         const struct work_settings *settings,
                         struct notices *notices,
                         struct dvf_diagnostics *problems);

/**
 * The policy for profiles of a folder: of the nearest file from there to the
 * top of the place, else of the user's file, else of the options alone. Warns
 * once of each POLICIES_STRAY on the way, and of each policy further up that is
 * not used.
 *
 * @param place stays as it is while the policies are used
 * @param problems receives what is wrong with a file that is read now; what is
 *                 wrong with one that was read before is known already
 * @param source borrowed; to be looked at for its state
 * @return false when out of memory
 */
bool policies_get(struct policies *policies, const struct place *place,
                  struct dvf_diagnostics *problems,
                  const struct policy_source **source);

/**
 * The policy of the file in a folder, and in no other one, without options.
 *
 * @param length bytes of the place's real path that are the folder
 * @param policy null where there is no policy, or a broken one, or none is
 *                 to be read
 * @return false when out of memory
 */
bool policies_in(struct policies *policies, const struct place *place,
                 size_t length, const struct policy **policy);

/** A policy of a file. @param index below the count of files */
struct policy_source *policies_at(const struct policies *policies,
                                  size_t index);

void policies_release(struct policies *policies);

#endif

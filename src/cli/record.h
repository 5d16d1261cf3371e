/* SPDX-License-Identifier: MIT */
/*
 * Parts of `dvf record`: record.c leads through it, record_make.c makes the
 * texts of both files. Nobody else includes this.
 */
#ifndef DVF_CLI_RECORD_H
#define DVF_CLI_RECORD_H

#include "base/date.h"
#include "check/marked.h"
#include "cli/session.h"
#include "work/record_place.h"

/** One run: the profile, its record, and what both are to become. */
struct recording {
    const struct settings *settings;
    struct session session;
    struct arena arena; /* owns paths */
    char today[DATE_SIZE];
    const char *profile_path;
    struct buffer old_profile;
    dvf_profile *profile; /* with the decision that is to be written */
    const char *old_name; /* of the record that it named before; null: none */
    dvf_evaluation *evaluation;
    const char *path; /* of the record */
    struct record_paths paths;
    bool is_new;   /* the record is to be made */
    bool is_there; /* it was made by a run that did not come to its end */
    struct buffer old_record;
    dvf_text fresh;            /* the record as it is made anew */
    struct buffer new_record;  /* as it is to be written */
    struct buffer new_profile; /* likewise */
    bool renewed[RECORD_PART_COUNT];
};

/* ---------------------------------------------------------- record_make.c */

/** Render the record anew. @return DVF_OK or DVF_NO_MEMORY */
dvf_status record_render(struct recording *recording);

/** Put the parts of the fresh record in the place of the old ones. @return
 * DVF_OK, DVF_INVALID (reported) or DVF_NO_MEMORY */
dvf_status record_renew(struct recording *recording);

/** Edit the profile's text, so that it names the record. @return DVF_OK,
 * DVF_INVALID where it cannot be edited, or DVF_NO_MEMORY */
dvf_status record_edit_profile(struct recording *recording);

/** True for a file that holds the record of this profile as it would be made
 * now: with its answers, knowledge and option. */
bool record_is_made(struct recording *recording, const char *path);

#endif

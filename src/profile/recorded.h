/* SPDX-License-Identifier: MIT */
/*
 * Answers as a decision record states them: those of a profile when the record
 * was made, with the option that it chooses and the knowledge base it was made
 * with. Read as a profile is, so that they can be judged alike.
 */
#ifndef DVF_PROFILE_RECORDED_H
#define DVF_PROFILE_RECORDED_H

#include "profile/profile.h"

/** The block of a record. All texts are of the profile. */
struct recorded {
    dvf_profile *profile; /* its name, answers and option, with their places in
                             the record; free with dvf_profile_free() */
    const char *kb_id;
    const char *kb_version;
    const char *kb_sha256;
    const char *answers_sha256;
    const char *file; /* path of the profile from the record's folder on; null:
                         none is named */
    struct position sha256_at;
    struct position file_at;
    struct position answers_at; /* of the key */
    struct position answers_sha256_at;
};

/** As profile_schema_new(), for recorded_load(). @param kb not null */
struct profile_schema *recorded_schema_new(const dvf_kb *kb);

/**
 * Load the block of a record. Where it was made with other knowledge, answers
 * that are unknown today are dropped with a warning.
 *
 * @param input the YAML of the block, in its lines of the record
 * @param recorded set on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status recorded_load(const struct profile_schema *schema,
                         const dvf_input *input,
                         struct dvf_diagnostics *problems,
                         struct recorded *recorded);

#endif

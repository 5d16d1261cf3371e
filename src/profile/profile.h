/* SPDX-License-Identifier: MIT */
/*
 * Profiles: a project's answers as sets of values, with their places in the
 * file.
 */
#ifndef DVF_PROFILE_PROFILE_H
#define DVF_PROFILE_PROFILE_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "engine/answers.h"

/** An answer to one attribute, or none. */
struct answer {
    value_set chosen;   /* VALUES_UNKNOWN for none */
    const char *number; /* as written, where a scale was given a number */
};

/** Where an answer stands. */
struct answer_place {
    struct position key; /* of the attribute's name; line 0: not given */
    struct position value;
};

/** True for an answer, be it an empty set. */
static inline bool answer_given(const struct answer *answer)
{
    return values_given(answer->chosen);
}

/** The values chosen; none without an answer. */
static inline value_set answer_values(const struct answer *answer)
{
    return answer_given(answer) ? answer->chosen : 0;
}

/** Decision that the profile records, for checks. */
struct decision {
    const char *option; /* id of an option; null: none recorded */
    const char *date;   /* YYYY-MM-DD; null: none */
    const char *record; /* place where it is written down; null: none */
    const char *because;
    struct position at; /* of the option */
    struct position date_at;
    struct position record_at;
};

/** Leave to depart from what the answers lead to, for a time. */
struct waiver {
    const char *reason;  /* null: there is no waiver */
    const char *owner;   /* null: none */
    const char *expires; /* YYYY-MM-DD: the last day on which it holds */
    struct position at;  /* of the key `waiver` */
    struct position expires_at;
};

/** Bytes of the longest number with its NUL. */
#define NUMBER_DIGITS 21

struct dvf_profile {
    struct arena arena;
    const dvf_kb *kb;
    const char *file;
    const char *name;              /* `profile:` */
    const char *description;       /* null: none */
    struct answer *answers;        /* one for each attribute of the KB */
    struct answer_place *places;   /* alike */
    char (*digits)[NUMBER_DIGITS]; /* alike: numbers that a program set;
                                      null before the first */
    struct decision decision;
    struct waiver waiver;
    struct position name_at; /* of the value of `profile:` */
};

/** Schema of the profiles of one KB. Constant, so that it serves any number of
 * loads. */
struct profile_schema;
struct rows;

/** @param kb borrowed; null where there is none: then only the problems are
 * reported that can be told without it, and there is no profile
 * @return new; null when out of memory */
struct profile_schema *profile_schema_new(const dvf_kb *kb);
void profile_schema_free(struct profile_schema *schema);

/** As dvf_profile_load_file(), by a schema of the KB, with problems and the
 * profile under another name than the path. */
dvf_status profile_load_named(const struct profile_schema *schema,
                              const char *path, const char *name,
                              struct dvf_diagnostics *problems,
                              dvf_profile **out);

/**
 * Report the problems of a profile that can be told without a knowledge base:
 * all but the names of questions, answers and options.
 *
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status profile_check(const dvf_input *input,
                         struct dvf_diagnostics *problems);

/** @param answers receives what the engine reads, one for each attribute */
void profile_answers(const dvf_profile *profile, value_set *answers);

/** As dvf_evaluate(), by rows in place of those that are embedded with the KB;
 * null for these. They must outlive the evaluation. */
dvf_status profile_evaluate(const dvf_profile *profile, const struct rows *rows,
                            const dvf_selection *selection,
                            struct dvf_diagnostics *problems,
                            dvf_evaluation **out);

/** A profile of this KB without a single answer; null when out of memory. */
dvf_profile *profile_new(const dvf_kb *kb, const char *name);

#endif

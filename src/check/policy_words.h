/* SPDX-License-Identifier: MIT */
/*
 * Words of a policy, typed and checked alike wherever they come from. Between
 * the files of policies only.
 */
#ifndef DVF_CHECK_POLICY_WORDS_H
#define DVF_CHECK_POLICY_WORDS_H

#include "check/policy.h"

/** Source and target of words. */
struct policy_words {
    struct policy *policy;
    struct dvf_diagnostics *problems;
    const char *name; /* of the setting, as a key or an option */
    bool given;       /* by an option */
    struct position at;
};

/** Take a word for a setting, or report what is wrong with it; for lists, one
 * more word. */
void policy_take(const struct policy_words *words, enum policy_setting setting,
                 const char *word);

/** Empty a list, before words are taken for it. */
void policy_empty(struct policy *policy, enum policy_setting setting);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Policies: demands of a team on its recorded decisions, each from a file, from
 * options, or by default.
 *
 *     policy: platform-team            # a name
 *     min_lead: 3                      # points
 *     min_strength: clear              # a strength of the knowledge base
 *     min_answered: 12                 # questions
 *     require: [deployment, team_size] # attributes that must be answered
 *     require_settled: true            # no open answer can change it
 *     fail_on: [differs, undecided, waiver_expired, no_decision]
 *     exclude: [build/, "*.old.dvf.yaml"] # files that are not checked
 *
 * Every setting is optional, the name is not. A verdict that falls short of a
 * bound is undecided, unless it differs anyway: a bound never lets a profile
 * pass that would fail without it.
 */
#ifndef DVF_CHECK_POLICY_H
#define DVF_CHECK_POLICY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/glob.h"
#include "check/outcome.h"
#include "kb/block.h"

/* The settings: enum, key in the file (the option is the same with dashes),
 * description. */
#define POLICY_SETTINGS(X)                                                     \
    X(MIN_LEAD, "min_lead", "points of lead below which nothing is settled")   \
    X(MIN_STRENGTH, "min_strength", "strength below which nothing is settled") \
    X(MIN_ANSWERED, "min_answered", "answers below which nothing is settled")  \
    X(REQUIRE, "require", "attributes without which nothing is settled")       \
    X(REQUIRE_SETTLED, "require_settled",                                      \
      "true: nothing is settled that open answers can change")                 \
    X(FAIL_ON, "fail_on", "outcomes that fail")                                \
    X(EXCLUDE, "exclude", "files and folders that are left out")

enum policy_setting {
#define X(name, key, description) POLICY_##name,
    POLICY_SETTINGS(X)
#undef X
    POLICY_SETTING_COUNT,
    POLICY_JUDGING_COUNT = POLICY_EXCLUDE /* those that judge a profile */
};

/** Most patterns of one policy: with their length, a bound to the cost of
 * matching. */
#define POLICY_EXCLUDE_MAX 64

/** Made by policy_init(); release when done. */
struct policy {
    struct arena arena;
    const dvf_kb *kb;
    const char *name;           /* `policy:`; null: none was given */
    const char *file;           /* as it was named; null: no file */
    const struct policy *outer; /* next further up, in place of which it holds;
                                   null: none */
    bool is_personal;      /* set before it is loaded: it is of no folder, so
                              that `exclude` is refused */
    uint32_t min_lead;     /* points; 0: no such bound */
    uint32_t min_strength; /* index of kb_strengths; KB_NONE: no such bound */
    uint32_t min_answered; /* attributes; 0: no such bound */
    bool require_settled;  /* open answers must not be able to change it */
    uint8_t *required;     /* for each attribute of the KB: 0 or 1 */
    bool fails[CHECK_OUTCOME_COUNT]; /* CHECK_ERROR always does */
    struct glob *exclude; /* from the folder of the file on; null: none */
    uint32_t exclude_count;
    /* Origin of each setting: "default", "FILE:LINE", "--min-lead". */
    const char *origins[POLICY_SETTING_COUNT];
    /* Set before it is loaded: the file as people find it from the current
     * folder; null: as it was named. And the origins with that. */
    const char *local;
    const char *told[POLICY_SETTING_COUNT];
};

/**
 * The defaults: no bounds, and the outcomes that fail by their table.
 *
 * @return DVF_OK or DVF_NO_MEMORY; release in any case
 */
dvf_status policy_init(struct policy *policy, const dvf_kb *kb);

void policy_release(struct policy *policy);

/**
 * Load a policy over the defaults.
 *
 * Limits: 64 KiB, 4,096 nodes. The KB's attributes and strengths are the words
 * that it may use.
 *
 * @param policy fresh from policy_init(); its settings are undefined after a
 *               failure, and it must still be released
 * @param name of the file, for messages and origins
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status policy_load(struct policy *policy, const dvf_input *input,
                       struct dvf_diagnostics *problems);

/** As policy_load(), from a file of this path that is shown by the name. */
dvf_status policy_load_file(struct policy *policy, const char *path,
                            const char *name, struct dvf_diagnostics *problems);

/** Words for one setting, as options give them. */
struct policy_option {
    enum policy_setting setting;
    const char *name;         /* of the option, such as "--fail-on"; static */
    const char *const *words; /* for lists of words each may hold several, with
                                 commas; "none" alone is the empty list */
    size_t count;
};

/**
 * Put an option in place of the setting of the policy.
 *
 * @param problems receives mistakes, as of the input "dvf"
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status policy_set(struct policy *policy, const struct policy_option *option,
                      struct dvf_diagnostics *problems);

/** Make the defaults the same as another policy, whose texts are borrowed.
 * @return DVF_OK or DVF_NO_MEMORY; release in any case */
dvf_status policy_copy(struct policy *policy, const struct policy *from);

/** Take one setting, but for its origin, from another policy, which must
 * outlive this one. */
void policy_borrow(struct policy *policy, const struct policy *from,
                   enum policy_setting setting);

/** True for a file or a folder that is left out. @param path from the folder of
 * the policy on, as for glob_matches() */
bool policy_excludes(const struct policy *policy, const char *path,
                     bool is_folder);

/** Key of a setting, static. */
const char *policy_key(enum policy_setting setting);

/** Append the value of a setting, as it would stand in a file: `3`, `clear`,
 * `[deployment, team_size]`, `none` where there is no such bound. */
void policy_append(const struct policy *policy, enum policy_setting setting,
                   struct buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Checks: does a recorded decision still follow from a profile's answers?
 * Judged here once; renderers only show it.
 */
#ifndef DVF_CHECK_CHECK_H
#define DVF_CHECK_CHECK_H

#include "base/arena.h"
#include "base/sha256.h"
#include "check/lock.h"
#include "check/outcome.h"
#include "check/policy.h"
#include "engine/evaluation.h"
#include "profile/profile.h"
#include "profile/recorded.h"

/** A waiver that ends within so many days is warned of. */
#define CHECK_WAIVER_WARNING_DAYS 30

/** Most related locations of a finding: the answers behind the strongest
 * reasons. */
#define CHECK_RELATED_MAX         8

/** Most sources by which one result passes: the settings, and five others. */
#define CHECK_WEAKER_MAX          (POLICY_SETTING_COUNT + 5)

/** Request for a check: policies, day and options of the command line. */
struct check_request {
    const struct policy *policy;
    const struct policy *file_policy; /* without the options over it; null:
                                         there are none, or there is no file */
    const char *expect;  /* --expect: id of an option of the KB; null: none */
    const char *as_of;   /* the day, for which date_is_day() holds */
    const char *today;   /* as well; null: unknown */
    const char *kb_path; /* --kb, for commands; null: the built-in one */
    bool locked;         /* --locked: the verdict must be the locked one */
    bool locking;        /* --lock: an absent or old entry is no finding */
    struct analyser *analyser; /* of the KB; null: one is made where it is
                                  needed */
    const char *current; /* real path of the current folder, which fingerprints
                            leave out of names; null: unknown */
};

/** A place in a file. */
struct check_place {
    const char *file;    /* as reports show it */
    const char *pointer; /* JSON Pointer in the file, such as
                            "/decision/option"; "" is the whole file */
    struct position at;
    const char *message; /* for related places: what stands there; else null */
};

/** One thing found. */
struct check_finding {
    unsigned kind; /* enum check_finding_kind or enum check_outcome */
    enum check_level level;
    const char *message; /* sentences with full stops; no line breaks */
    const char *told;    /* the message with files named as people find them
                            from the current folder; null: as it is */
    const char *waiver;  /* end, owner and reason of the one that takes part in
                            an outcome; null: none */
    const char *hint;    /* advice; null: none */
    size_t problem;      /* its number among those of the result, from 1; 0:
                            it is none of them */
    const char *command; /* for a POSIX shell in the current folder;
                            null: none */
    struct check_place place;
    struct check_place *related;
    uint32_t related_count;
    uint32_t ordinal; /* among those that nothing else tells apart, from 0 */
    char fingerprint[SHA256_HEX_SIZE]; /* of file, kind, what it is about (the
                                          pointer, or a problem's code and key)
                                          and ordinal */
};

/** Part of a waiver in an outcome. */
enum waiver_state {
    WAIVER_NONE,    /* there is none */
    WAIVER_ACTIVE,  /* it waives */
    WAIVER_EXPIRED, /* it would, were it not past its day */
    WAIVER_UNUSED   /* nothing is there to waive */
};

/** "active", "expired", "unused", or null for none; static. */
const char *waiver_word(enum waiver_state state);

/** The check of one profile. */
struct check_result {
    struct arena arena;                  /* owns what is made for the result */
    const char *file;                    /* as reports show it; borrowed */
    const struct check_subject *subject; /* borrowed; null with CHECK_ERROR */
    const char *profile;                 /* its name; null with CHECK_ERROR */
    const dvf_evaluation *evaluation;    /* borrowed; null with CHECK_ERROR */
    const struct policy *policy; /* borrowed; null where it is unknown */
    /* Problems of its files; borrowed; null for none, or where
     * another result of the same run has them already. */
    const struct dvf_diagnostics *problems;
    enum check_outcome outcome;
    enum check_outcome unwaived; /* outcome without a waiver */
    bool fails;                  /* the outcome does, or the lock */
    bool fails_by_outcome;
    bool fails_by_lock;     /* --locked, and it is not as it was locked */
    bool is_record;         /* of a decision record rather than a profile */
    bool fails_by_record;   /* it is a record that does not hold any more */
    bool record_moved;      /* its profile leads to, or records, another one */
    bool record_edited;     /* its answers are not those that were recorded */
    const char *expected;   /* id of an option; null: none */
    bool expected_is_given; /* by --expect, not by the profile */
    const char *message;    /* one sentence with a full stop: why */
    const char *told;       /* as that of a finding; never null */
    const char *overturned; /* verdicts that open answers can still lead to,
                               each with "if" and some; null: none */
    bool telling;           /* a message is being made for people */
    bool is_analysed;       /* a policy asks for a settled verdict */
    bool is_settled;        /* so it is; true where it is not analysed */
    enum waiver_state waiver;
    int32_t waiver_days;            /* until it ends; negative: since */
    struct lock_change lock;        /* LOCK_NONE where there is no entry */
    const struct lock_entry *today; /* as it would be locked; null where there
                                       was no entry to compare with */
    struct check_finding *findings; /* those that fail first */
    uint32_t findings_count;
    const char **weaker; /* sources that let it pass; see check/weaker.h */
    uint32_t weaker_count;
};

/** The part of a decision record in a check. */
struct check_record {
    /* Statement of the record; null: the subject is a profile whose record
     * cannot be checked. */
    const struct recorded *recorded;
    const char *unread;            /* why it cannot be: a sentence; else null */
    const dvf_evaluation *profile; /* of the profile that the record was made
                                      from, as it is today; null: none */
    const char *profile_file;      /* that profile, as reports show it */
    const char *profile_path;      /* as people find it; null: none is named */
    const char *apart; /* the profile names another record, or none: a sentence;
                          null: it names this one */
};

/** Subject of a check. All of it must outlive the result. */
struct check_subject {
    const char *file; /* as reports show it */
    const char *path; /* as people find it, for commands; null: as reports do */
    const char *name; /* of the file within its folder, for the lock */
    const dvf_evaluation *evaluation;
    const struct lock_entry *locked;   /* null: it is not locked */
    const struct lock_entry *today;    /* that of the evaluation, where it was
                                          made before; else null */
    const struct check_record *record; /* null: a profile, without a fault of
                                          its record */
};

/** True for a result of a decision record rather than of a profile. */
static inline bool check_is_record(const struct check_result *result)
{
    return result->is_record;
}

/**
 * Judge one evaluation. That of a record is held against its profile, too.
 *
 * @param result all zeroes; release in any case
 * @param request must outlive the result
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status check_judge(struct check_result *result,
                       const struct check_subject *subject,
                       const struct check_request *request);

/** Failure to evaluate a profile. All but the message must outlive the
 * result. */
struct check_failure {
    const char *file; /* as reports show it */
    /* One finding for each; null where another result has them. */
    const struct dvf_diagnostics *problems;
    const char *message;      /* one sentence with a full stop */
    struct check_place place; /* of the message, where it is in another file;
                                 all zeroes: the file as a whole */
    const char *key;     /* tells it apart from others at the same file; null */
    const char *current; /* as in a request */
};

/**
 * The result of a profile that could not be evaluated.
 *
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status check_fail(struct check_result *result,
                      const struct check_failure *failure);

/** Replace the message to people on a profile that could not be evaluated.
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status check_tell(struct check_result *result, const char *told);

/** Append the leader when it was locked and the leader of today, in one
 * sentence. The result must have an entry of a lock. */
void check_append_lead(const struct check_result *result, struct buffer *out);

void check_result_release(struct check_result *result);

/** Counts of things left out of a check. */
struct check_left_out {
    size_t files;     /* by patterns */
    size_t folders;   /* by patterns, and they could not be searched */
    size_t worktrees; /* nested ones */
};

/** Two names of a file. */
struct check_name {
    const char *file;  /* as reports show it */
    const char *local; /* as people find it from the current folder */
};

/** Counts of results by outcome. */
struct check_summary {
    size_t outcomes[CHECK_OUTCOME_COUNT];
    size_t total;
    size_t failed; /* errors included */
};

/** Status of a run, before --exit-zero: the worst of its results. */
enum check_status {
    CHECK_STATUS_HOLDS = 0,
    CHECK_STATUS_FAILS = 1,
    CHECK_STATUS_ERROR = 2
};

struct check_summary check_summarise(const struct check_result *results,
                                     size_t count);
enum check_status check_summary_status(const struct check_summary *summary);

/** Years after which a waiver is hardly one for a time. */
#define CHECK_WAIVER_YEARS_MAX 5

/**
 * Warn of a decision that is dated after the day of the check, and of a waiver
 * that ends more than CHECK_WAIVER_YEARS_MAX years after it.
 *
 * @param as_of a day, YYYY-MM-DD
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status check_dates(const dvf_profile *profile, const char *as_of,
                       struct dvf_diagnostics *problems);

/** Difference of the knowledge of a run from that of its locks. */
struct knowledge_change {
    size_t profiles;  /* locked with other knowledge; 0: none */
    size_t moved;     /* those of them whose outcome is another one */
    const char *says; /* sentences, of an arena; null: none */
};

/**
 * Compare the knowledge of results with that of their locks.
 *
 * @param change all zeroes; its text is of the arena
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status knowledge_compare(struct knowledge_change *change,
                             struct arena *arena,
                             const struct check_result *results, size_t count);

#endif

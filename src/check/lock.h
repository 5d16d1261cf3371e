/* SPDX-License-Identifier: MIT */
/*
 * Locks: dvf.lock in the folder of profiles, one entry a profile, of what led
 * to the verdict when it was locked, and the comparison with today.
 *
 *     lock: 1                     # version of the format
 *     profiles:
 *       - file: payments.dvf.yaml # in the same folder
 *         profile: payments
 *         kb: {id: ..., version: 1.0.0, sha256: ...}
 *         answers_sha256: ...
 *         outcome: monolith
 *         strength: clear         # absent without a recommendation
 *         lead: 7
 *         scores:
 *           - {option: monolith, points: 15}
 *         answers:
 *           - {attribute: admin_ui, answer: required}
 *         fired:
 *           - {rule: admin.required, option: monolith, points: 8}
 *
 * Entries are sorted by file, answers and rules by id. Rules that fired, with
 * the points of each, counted or not.
 */
#ifndef DVF_CHECK_LOCK_H
#define DVF_CHECK_LOCK_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/sha256.h"
#include "engine/evaluation.h"

/** Name of a lock in its folder. */
#define LOCK_FILE      "dvf.lock"

/** Version of the format. */
#define LOCK_VERSION   1

/** Most bytes and nodes of a lock. */
#define LOCK_BYTES_MAX (8 * 1024 * 1024)
#define LOCK_NODES_MAX 1000000

/** Two words that belong together, borrowed from the arena. */
struct lock_answer {
    const char *attribute;
    const char *answer; /* as in a profile: `required`, `1500`, `[a, b]` */
};

struct lock_score {
    const char *option;
    int32_t points;
};

struct lock_rule {
    const char *rule;
    const char *option;
    int32_t points;
};

/** Record of one profile. All texts are of the lock's arena. */
struct lock_entry {
    const char *file;   /* its name within the folder */
    struct position at; /* of that name, where it was loaded */
    const char *profile;
    const char *kb_id;
    const char *kb_version;
    const char *kb_sha256;
    const char *answers_sha256;
    const char *outcome;
    const char *strength; /* null: none */
    int32_t lead;
    struct lock_score *scores;
    uint32_t scores_count;
    struct lock_answer *answers; /* by attribute */
    uint32_t answers_count;
    struct lock_rule *fired; /* by rule */
    uint32_t fired_count;
};

/** Starts as all zeroes; release when done. */
struct lock {
    struct arena arena;
    struct array entries; /* struct lock_entry, by file */
    bool is_today;        /* the entries are those of today's evaluations, since
                             the lock's bytes are; see lock_load_today() */
};

/** A profile of today beside a lock. */
struct lock_judged {
    const char *file; /* its name within the folder */
    const dvf_evaluation *evaluation;
};

/**
 * Load a lock within its limits. Two entries of one file, and a
 * later version of the format, are mistakes.
 *
 * @param lock all zeroes; release in any case
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status lock_load(struct lock *lock, const dvf_input *input,
                     struct dvf_diagnostics *problems);

/** As lock_load(), from a file of this path that is shown by the name. */
dvf_status lock_load_file(struct lock *lock, const char *path, const char *name,
                          struct dvf_diagnostics *problems);

/**
 * As lock_load_file(), without a parse where the bytes are those that the
 * entries of today's evaluations would have. These are then the lock's.
 *
 * @param today struct lock_judged; they, and the names, must outlive the lock
 */
dvf_status lock_load_today(struct lock *lock, const char *path,
                           const char *name, const struct array *today,
                           struct dvf_diagnostics *problems);

/**
 * Take the entries of today's evaluations for those of a lock's bytes, if these
 * are what lock_append() would write of them.
 *
 * @param same set on success; the lock has no entries where it is not
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status lock_take_today(struct lock *lock, const dvf_input *input,
                           const struct array *today, bool *same);

void lock_release(struct lock *lock);

/** @return the entry of a file, borrowed; null for none */
const struct lock_entry *lock_find(const struct lock *lock, const char *file);

/**
 * Make the entry that would be recorded of an evaluation.
 *
 * @param file its name within the folder
 * @param entry its texts are of the arena or borrowed from the evaluation
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status lock_entry_make(struct lock_entry *entry, struct arena *arena,
                           const dvf_evaluation *evaluation, const char *file);

/** Orders for qsort(): answers by attribute, rules by id. */
int lock_answer_order(const void *a, const void *b);
int lock_rule_order(const void *a, const void *b);

/** Put an entry in its place, or in that of the one with the same file.
 * @param entry its texts are borrowed @return DVF_OK or DVF_NO_MEMORY */
dvf_status lock_put(struct lock *lock, const struct lock_entry *entry);

/** True for a file name that can stand in a lock: UTF-8 without hostile
 * characters. */
bool lock_can_name(const char *file);

/** Append the lock as YAML that lock_load() reads. */
void lock_append(const struct lock *lock, struct buffer *out);

/** Append the lines of a lock before its entries, and those of an entry. */
void lock_append_opening(size_t entries, struct buffer *out);
void lock_append_entry(const struct lock_entry *entry, struct buffer *out);

/** State of today compared with a lock. */
enum lock_state {
    LOCK_NONE,    /* there is no entry */
    LOCK_SAME,    /* nothing changed that the lock records */
    LOCK_CHANGED, /* something did, but not the outcome */
    LOCK_MOVED    /* the outcome is another one */
};

/** "none", "same", "changed" or "moved", static. */
const char *lock_state_word(enum lock_state state);

/** An answer that is not the same; null where there is none then or now. */
struct lock_answer_change {
    const char *attribute;
    const char *before;
    const char *after;
};

/** A rule that fires only then, only now, or with other points. */
struct lock_rule_change {
    const char *rule;
    const char *option_before; /* spoken for; null: it did not fire */
    const char *option_after;
    int32_t before; /* points; 0: it did not fire */
    int32_t after;
};

/** The comparison. Arrays are of the arena it was made with. */
struct lock_change {
    enum lock_state state;
    bool answers_changed;   /* the digests differ */
    bool knowledge_changed; /* the KB's id or digest differs */
    bool effects;           /* something differs beside the KB's id or digest */
    const struct lock_entry *before;    /* null: LOCK_NONE */
    struct lock_answer_change *answers; /* by attribute */
    uint32_t answers_count;
    struct lock_rule_change *rules; /* by rule */
    uint32_t rules_count;
    int32_t lead_before;
    int32_t lead_after;
    bool scores_changed;
};

/**
 * Compare a locked entry with that of today.
 *
 * @param before null for none
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status lock_compare(struct lock_change *change, struct arena *arena,
                        const struct lock_entry *before,
                        const struct lock_entry *after);

#endif

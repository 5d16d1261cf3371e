/* SPDX-License-Identifier: MIT */
/*
 * Upgrades of knowledge: verdicts that were locked with another version or
 * content of the knowledge base. Told once for a run, not for each profile.
 */
#ifndef DVF_CHECK_KNOWLEDGE_H
#define DVF_CHECK_KNOWLEDGE_H

#include "check/check.h"

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

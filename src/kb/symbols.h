/* SPDX-License-Identifier: MIT */
/*
 * Symbols: the ids of one kind of item, sorted, for lookups and for "did you
 * mean".
 */
#ifndef DVF_KB_SYMBOLS_H
#define DVF_KB_SYMBOLS_H

#include "base/array.h"
#include "base/hint.h"

/* First bytes of a name as a number, which sorts as they do and saves most
 * comparisons of the names themselves. */
struct symbol_prefix {
    uint64_t high;
    uint64_t low;
};

struct symbol {
    struct symbol_prefix prefix;
    const char *name; /* borrowed */
    uint32_t index;   /* of the item, in the order of the file */
};

struct symbols {
    struct array items; /* struct symbol */
};

void symbols_init(struct symbols *symbols);
void symbols_release(struct symbols *symbols);

/** Add a name. Empty names are left out. @return DVF_OK or DVF_NO_MEMORY */
dvf_status symbols_add(struct symbols *symbols, const char *name,
                       uint32_t index);

/** Sort by name, then index; required before looking up. */
void symbols_sort(struct symbols *symbols);

/** @return the index of the first item of that name, or UINT32_MAX */
uint32_t symbols_find(const struct symbols *symbols, const char *name);

/** Offer every name to a suggestion. */
void symbols_suggest(const struct symbols *symbols, const char *wanted,
                     struct suggestion *best);

#endif

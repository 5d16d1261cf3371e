/* SPDX-License-Identifier: MIT */
/*
 * Notices: lines to the user of a check that belong to the report of no file,
 * such as a policy that is passed over. Gathered here in order, shown by the
 * command.
 */
#ifndef DVF_WORK_NOTICE_H
#define DVF_WORK_NOTICE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

enum notice_kind {
    NOTICE_NEWS,    /* something was done */
    NOTICE_WARNING, /* something was passed over */
    NOTICE_REFUSAL  /* something was not done: the run fails */
};

struct notice {
    enum notice_kind kind;
    const char *text; /* one line without a full stop; names in it are quoted
                         and harmless */
};

/** Made by notices_init(); release when done. */
struct notices {
    struct arena arena;
    struct array items; /* struct notice */
};

void notices_init(struct notices *notices);

/**
 * Add a notice.
 *
 * @param text released in any case; it may have failed
 * @return false when out of memory
 */
bool notices_add(struct notices *notices, enum notice_kind kind,
                 struct buffer *text);

/** Append a name in quotes and made harmless, in UTF-8 under every locale. */
void notice_quote(struct buffer *out, const char *name);

void notices_release(struct notices *notices);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Sources: files and folders that a run comes upon in a working tree, be they
 * read, passed over or out of reach. Each is read once at most, and not through
 * a link that leads out of its repository.
 */
#ifndef DVF_WORK_SOURCE_H
#define DVF_WORK_SOURCE_H

#include "work/repository.h"

enum source_kind {
    SOURCE_PROFILE,
    SOURCE_LOCK,
    SOURCE_POLICY,
    SOURCE_NEARLY,   /* a file with nearly the name of a profile */
    SOURCE_ALIKE,    /* a file of another name that looks like a profile */
    SOURCE_WORKTREE, /* a folder: a nested worktree */
    SOURCE_CLOSED,   /* a folder that cannot be searched */
    SOURCE_EMPTY     /* a folder that was named, and holds no profile */
};

enum source_state {
    SOURCE_UNREAD,
    SOURCE_GOOD,
    SOURCE_BROKEN
};

struct source {
    enum source_kind kind;
    enum source_state state;
    const char *path;  /* to read it: as given, or below a folder as given; "-"
                          is standard input */
    const char *name;  /* within its folder; "" is standard input unnamed */
    const char *shown; /* as reports show it */
    const char *local; /* as people find it from the current folder */
    size_t folder;     /* its index among the folders of a search; that of a
                          folder is itself */
    size_t operand;    /* first one that led to it */
    size_t order;      /* among all that were found */
    int error;         /* SOURCE_CLOSED: its errno */
    bool left_out;     /* by a pattern */
};

/** Order of sources for qsort(): by the bytes of their paths. */
int source_by_path(const void *a, const void *b);

typedef dvf_status source_loader(void *target, const struct source *source,
                                 struct dvf_diagnostics *problems);

/**
 * Read a source that was not read before; its state tells how it went.
 *
 * @param place that it must not lead out of; null: it may
 * @param problems receives what is wrong with it
 * @return false when out of memory
 */
bool source_read(struct source *source, const struct place *place,
                 source_loader *load, void *target,
                 struct dvf_diagnostics *problems);

#endif

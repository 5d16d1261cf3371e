/* SPDX-License-Identifier: MIT */
/*
 * Session: the knowledge base of a run and the problems found on the way, which
 * commands share.
 */
#ifndef DVF_CLI_SESSION_H
#define DVF_CLI_SESSION_H

#include "cli/options.h"
#include "profile/profile.h"
#include "work/settings.h"

#include <dvf/dvf.h>

/** Starts as all zeroes; close in any case. */
struct session {
    const struct settings *settings; /* borrowed */
    dvf_diagnostics *problems;
    const dvf_kb *kb; /* the built-in one, or `loaded` */
    dvf_kb *loaded;
    struct profile_schema *schema; /* of its profiles; null before the first */
};

/** A FIFO that is read and stays silent is waited for with a word where
 * standard error is a terminal; null: it is refused in the end. */
const struct file_patience *session_patience(void);

/** Name the user's policy, which need not be there.
 * @param arena of the names; it may fail */
void session_find_user(struct work_settings *settings, struct arena *arena);

/** Get the knowledge base that the settings name. */
dvf_status session_open(struct session *session,
                        const struct settings *settings);

/** Load a profile as dvf_profile_load_file(), under another name than the path;
 * the schema is made once. */
dvf_status session_load(struct session *session, const char *path,
                        const char *name, dvf_diagnostics *problems,
                        dvf_profile **out);

/**
 * Show a list of problems: all of them where one is an error, otherwise none
 * with --quiet.
 *
 * @param failed whether one is an error
 * @return EXIT_DONE, or EXIT_NO_ANSWER where memory ran out
 */
int session_show(const struct session *session, const dvf_diagnostics *problems,
                 bool failed);

/**
 * Show the problems found so far: errors, and warnings unless --quiet. To be
 * called once, when nothing more can be found.
 *
 * @param status of the work so far
 * @return EXIT_DONE, or EXIT_NO_ANSWER where an error was found
 */
int session_settle(struct session *session, dvf_status status);

void session_close(struct session *session);

#endif

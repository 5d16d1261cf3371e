/* SPDX-License-Identifier: MIT */
/*
 * Settings of a run over a working tree, from a command line or another
 * program. All of it is borrowed and must outlive the run.
 */
#ifndef DVF_WORK_SETTINGS_H
#define DVF_WORK_SETTINGS_H

#include "base/file.h"
#include "check/policy.h"

struct work_settings {
    const char *const *operands; /* files, "-" and folders */
    size_t operands_count;
    const char *stdin_filename; /* names the input "-"; null: it has no name */
    /* Options over those of policies; without words: not given. */
    struct policy_option options[POLICY_SETTING_COUNT];
    const char *expect;    /* id of an option of the KB; null: the decisions */
    const char *kb_path;   /* null: the built-in one */
    const char *today;     /* a day */
    const char *as_of;     /* null: today */
    const char *user_file; /* path of the user's policy, that need not be there;
                              null: there is no place for one */
    const char *user_name; /* as it is shown */
    bool no_config;        /* read no policy */
    bool locking;          /* write locks */
    bool locked;           /* verdicts must be the locked ones */
    bool exit_zero;        /* a gate that fails is no failure of the run */
    const struct file_patience *patience; /* with silent inputs; null: none */
};

#endif

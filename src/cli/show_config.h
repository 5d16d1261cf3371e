/* SPDX-License-Identifier: MIT */
/*
 * `dvf check --show-config`: each setting with its value and where that comes
 * from.
 */
#ifndef DVF_CLI_SHOW_CONFIG_H
#define DVF_CLI_SHOW_CONFIG_H

#include "cli/session.h"
#include "work/check_run.h"

/**
 * Write the settings that hold for what was found, one block for each policy.
 *
 * @param run opened, not judged
 * @param session of the knowledge base
 * @return the exit status
 */
int show_config(struct check_run *run, const struct session *session);

#endif

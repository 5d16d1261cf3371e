/* SPDX-License-Identifier: MIT */
/*
 * Environment: the one place that reads it.
 */
#ifndef DVF_CLI_ENVIRONMENT_H
#define DVF_CLI_ENVIRONMENT_H

/** @return the value of a variable, borrowed; "" where it is not set */
const char *environment_value(const char *name);

#endif

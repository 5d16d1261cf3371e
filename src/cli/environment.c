/* SPDX-License-Identifier: MIT */
/*
 * Environment: an unset variable and an empty one mean the same to dvf.
 */
#include "cli/environment.h"

#include <stdlib.h>

const char *environment_value(const char *name)
{
    const char *value = getenv(name);

    return value ? value : "";
}

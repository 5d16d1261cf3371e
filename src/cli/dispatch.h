/* SPDX-License-Identifier: MIT */
/*
 * Dispatch: from the command line to the command that it names.
 */
#ifndef DVF_CLI_DISPATCH_H
#define DVF_CLI_DISPATCH_H

/** Read the command line and do what it says. @return the exit status */
int dispatch(int argc, char **argv);

#endif

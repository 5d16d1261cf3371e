/* SPDX-License-Identifier: MIT */
/*
 * Terminal: what a stream can show, from its descriptor and the environment.
 * Locales are read by name: setlocale() would change the library.
 */
#ifndef DVF_CLI_TERMINAL_H
#define DVF_CLI_TERMINAL_H

#include <dvf/dvf.h>

/** @return the value of a variable of the environment, which nobody else reads;
 * borrowed; "" where it is not set, or empty: both mean the same */
const char *environment_value(const char *name);

/** Words of --color. */
enum terminal_colour {
    TERMINAL_COLOUR_AUTO,
    TERMINAL_COLOUR_ALWAYS,
    TERMINAL_COLOUR_NEVER
};

/** Descriptor of a result that goes to a file: never a terminal. */
#define TERMINAL_NONE (-1)

/**
 * Colour or not: --color, then NO_COLOR (not empty), CLICOLOR_FORCE (neither
 * empty nor 0), CLICOLOR=0, TERM=dumb, then whether it is a terminal.
 */
bool terminal_has_colour(bool is_terminal, enum terminal_colour choice);

/**
 * Text for people is UTF-8, on a terminal or not: the codeset of the first of
 * LC_ALL, LC_CTYPE and LANG that is not empty decides. Where none of them says
 * anything, it is.
 */
bool terminal_is_utf8(void);

/** ACCESSIBLE asks for words alone: it is set, and to no word for no. */
bool terminal_is_accessible(void);

/** Text for a stream is ASCII alone: never for TERMINAL_NONE, since a file is
 * the same bytes whatever the environment says. */
bool terminal_is_ascii(int descriptor);

/**
 * Columns: of the window where the descriptor is a terminal, else of COLUMNS
 * if it is one, else 80.
 */
unsigned terminal_width(int descriptor);

/** All of it, with detail DVF_NORMAL; linear where ACCESSIBLE says so. */
dvf_style terminal_style(int descriptor, enum terminal_colour choice);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Figures: what the bench prints, as tables for people or as one JSON object
 * for programs. Each figure of a table is a member with a number; its name
 * says what was measured and ends in the unit. Names stay, so that figures can
 * be compared from release to release.
 */
#ifndef DVF_BENCH_FIGURES_H
#define DVF_BENCH_FIGURES_H

#include <stdbool.h>

/** Longest name, with its NUL. */
#define FIGURE_NAME_SIZE 128

/** @param as_json whether the object is printed, not the tables */
void figures_begin(bool as_json);

/** End the object. */
void figures_end(void);

/** Print a part of a table; nothing where JSON is printed. */
__attribute__((format(printf, 1, 2))) void figures_table(const char *format,
                                                         ...);

/**
 * Print a member of the object; nothing where tables are printed.
 *
 * @param group such as "cold"
 * @param subject such as "dvf advise -f json", which becomes
 *                "dvf_advise_f_json"
 * @param what with the unit, such as "wall_ms"
 */
void figures_put(const char *group, const char *subject, const char *what,
                 double number);

/** As figures_put(), for a member whose name is all of it. */
void figures_put_alone(const char *name, double number);

#endif

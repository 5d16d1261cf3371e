/* SPDX-License-Identifier: MIT */
/*
 * Roles of text: the purpose of a piece of it, from which a printer derives its
 * look.
 */
#ifndef DVF_WRITE_ROLE_H
#define DVF_WRITE_ROLE_H

/* The roles: enum, attributes in colour. The words say the same without
 * them. */
#define WRITE_ROLES(X)                                                         \
    X(PLAIN, "")                                                               \
    X(HEADING, "1")                                                            \
    X(STRONG, "1")                                                             \
    X(WINNER, "1;32")                                                          \
    X(WINNER_BAR, "32")                                                        \
    X(OTHER_BAR, "36")                                                         \
    X(FOR, "32")                                                               \
    X(AGAINST, "33")                                                           \
    X(ANSWER, "36")                                                            \
    X(CAUTION, "1;33")                                                         \
    X(FAILURE, "1;31")                                                         \
    X(QUIET, "2")

enum role {
#define X(name, attributes) ROLE_##name,
    WRITE_ROLES(X)
#undef X
    ROLE_COUNT
};

#endif

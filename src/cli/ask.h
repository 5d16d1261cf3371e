/* SPDX-License-Identifier: MIT */
/*
 * Parts of `dvf ask`: ask.c leads through it, ask_begin.c prepares,
 * ask_policy.c finds what a policy requires,
 * ask_talk.c asks by lines and keys, ask_journal.c keeps what was answered, and
 * ask_save.c saves. Nobody else includes this.
 */
#ifndef DVF_CLI_ASK_H
#define DVF_CLI_ASK_H

#include "ask/interview.h"
#include "cli/journal.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "cli/tty.h"

/** Most bytes of a profile, as its loader has it. */
#define ASK_PROFILE_MAX ((size_t)1024 * 1024)

/** Sources of answers. */
enum ask_manner {
    ASK_BY_KEYS,   /* a terminal */
    ASK_BY_LINES,  /* a terminal that shows lines one below the other */
    ASK_FROM_PIPE, /* anything else that can be read */
    ASK_NOTHING    /* all were given beforehand */
};

/** Lines that say nothing, one after the other, after which nobody is taken to
 * be there. */
#define ASK_SILENT_MAX 100

/** Ends of an interview. */
enum ask_end {
    ASK_FINISHED,
    ASK_LEFT,     /* to go on another time */
    ASK_ENDING,   /* by a signal, or without a terminal any more */
    ASK_MISTAKEN, /* what was read has mistakes, which were noted */
    ASK_NO_MEMORY
};

/** An interview with all that it needs. Starts as all zeroes. */
struct ask {
    const struct settings *settings; /* borrowed */
    struct session session;
    enum ask_manner manner;
    bool is_ci; /* which is why nothing is asked in a terminal */
    struct interview interview;
    const char *path;    /* where it is saved; null: that is asked for */
    struct buffer old;   /* text of the profile that it goes on with */
    dvf_profile *before; /* what that text says; null: there is none */
    struct tty tty;
    struct journal journal;
    enum journal_state journal_state;
    int journal_error; /* why it could not be kept; 0: it could */
    bool unkept_said;  /* that it could not is no news any more */
    bool at_odds;      /* with the profile it goes on with, which was said */
    bool begun;        /* with the first question */
    bool answered;     /* of the answers, some are not from the profile */
};

/** Looks of what is written to a stream: words alone where questions are asked
 * so, or would be. */
static inline dvf_style ask_style(const struct ask *ask, int descriptor)
{
    dvf_style style = terminal_style(descriptor, ask->settings->colour);

    style.linear |= ask->settings->plain || ask->manner == ASK_BY_LINES;
    return style;
}

/** A person at a terminal can be asked beside the interview itself. */
static inline bool ask_is_attended(const struct ask *ask)
{
    return ask->manner == ASK_BY_KEYS || ask->manner == ASK_BY_LINES;
}

/* ------------------------------------------------------------------ ask.c */

/** Say the verdict in one line. */
void ask_tell_verdict(struct ask *ask);

/* ------------------------------------------------------------ ask_begin.c */

/** Prepare an interview; mistakes are noted, all of them.
 * @return DVF_OK, DVF_INVALID, DVF_IO or DVF_NO_MEMORY */
dvf_status ask_begin(struct ask *ask, const struct settings *settings);

/** Take what the policy of the folder where the profile is saved requires.
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status ask_find_policy(struct ask *ask);

/** Choice between two answers to one question. */
enum ask_choice {
    ASK_THEIRS, /* the file's */
    ASK_OURS,   /* the interview's */
    ASK_NEITHER /* nobody said */
};

/**
 * Let people decide between an answer that was changed in the file and one that
 * was given here. Where nobody can be asked, this is an error.
 */
enum ask_choice ask_which(struct ask *ask, uint32_t attribute,
                          const struct answer *theirs,
                          const struct answer *ours);

/**
 * Read the profile that is gone on with again, and take over what was changed
 * in it since it was read. Answers of both sides are asked about.
 *
 * @param changed receives whether there was anything to take over
 * @return false where it cannot be taken over, which is said
 */
bool ask_catch_up(struct ask *ask, bool *changed);

/* ---------------------------------------------------------- ask_journal.c */

/** Open the journal, and offer to go on with what it holds.
 * @return ASK_FINISHED where the interview can begin, or how it ended */
enum ask_end ask_open_journal(struct ask *ask);

/** Write the answers to the journal. */
void ask_keep(struct ask *ask);

/** The journal failed, and nobody was told yet. */
bool ask_owes_word(const struct ask *ask);

/** Say that they cannot, where, and why: once, as there is no more to say. */
void ask_say_unkept(struct ask *ask);

/** The journal holds all answers so far. */
bool ask_is_kept(const struct ask *ask);

/* ------------------------------------------------------------ ask_talk.c */

/** Say something on standard error; an end of line is added. */
void ask_tell(struct ask *ask, const struct buffer *text);

/** Ask for a line, on a line of its own. @param line receives it */
enum tty_line ask_line(struct ask *ask, const struct buffer *prompt,
                       struct buffer *line);

/** Take the blanks at both ends of a line away. @return its text; borrowed */
const char *ask_trim(struct buffer *line);

/** Replies to a question of yes or no. */
enum ask_reply {
    ASK_YES,
    ASK_NO,
    ASK_SILENCE, /* the end of input, or lines that reply nothing */
    ASK_STOPPED  /* a signal ends us */
};

/**
 * Ask a question that is answered by yes or no.
 *
 * @param question with its sign
 * @param otherwise what an empty line means
 */
enum ask_reply ask_whether(struct ask *ask, const struct buffer *question,
                           bool otherwise);

/** Interview by keys; the interview has begun. The terminal reads lines again
 * afterwards, and the cursor is below what was drawn. */
enum ask_end ask_by_keys(struct ask *ask);

/** Interview by lines, in a terminal. */
enum ask_end ask_by_lines(struct ask *ask);

/** Take the lines of standard input. Mistakes go to the session's problems. */
enum ask_end ask_from_pipe(struct ask *ask);

/* ------------------------------------------------------------- ask_save.c */

/** Ends of saving a profile. */
enum ask_saved {
    ASK_SAVED,
    ASK_DECLINED,
    ASK_UNSAVED /* it could not be, or there was no reply */
};

/** Name of a profile in a file: payments of a/payments.dvf.yaml; my-project
 * where the file's name says nothing. */
void ask_append_name(struct buffer *out, const char *path);

/** Save the profile to its path, or offer to save it, which gives it one. */
enum ask_saved ask_save(struct ask *ask);

#endif

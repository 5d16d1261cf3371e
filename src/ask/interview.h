/* SPDX-License-Identifier: MIT */
/*
 * Interview: the state machine of `dvf ask`. Which question is asked, what is
 * selected, what a key or a word does. Draws nothing and reads nothing. May
 * call base, kb, engine, analysis and the keys, and ask reports what they tell.
 */
#ifndef DVF_ASK_INTERVIEW_H
#define DVF_ASK_INTERVIEW_H

#include "ask/keys.h"
#include "base/array.h"
#include "base/buffer.h"
#include "engine/evaluation.h"
#include "profile/profile.h"

/** How a question stands. */
enum question_state {
    QUESTION_OPEN,    /* not asked yet */
    QUESTION_UNKNOWN, /* asked: it is not known */
    QUESTION_ANSWERED
};

/** Modes: each shows something else, and gives keys another meaning. */
enum interview_mode {
    MODE_QUESTION, /* the values of the question */
    MODE_FILTER,   /* the same, while text is typed that they must hold */
    MODE_NUMBER,   /* a number is typed */
    MODE_WHY,      /* what the question means, and why it is asked */
    MODE_CLAIMS,   /* the claims that hang on its answer */
    MODE_WARNING,  /* answers contradict each other */
    MODE_SUMMARY,  /* every question with its answer, to revise any */
    MODE_REPORT,   /* the recommendation so far; the summary comes after it */
    MODE_DONE      /* finished or left */
};

/** Effect of a key or a word. */
enum interview_event {
    INTERVIEW_IGNORED,  /* nothing changed */
    INTERVIEW_CHANGED,  /* something else is shown */
    INTERVIEW_ANSWERED, /* also, an answer was given or taken back: save it */
    INTERVIEW_FINISHED, /* the report is asked for */
    INTERVIEW_LEFT,     /* save and leave */
    INTERVIEW_NO_MEMORY
};

/** News to be said for good, above the question. */
enum interview_news {
    NEWS_ANSWERED, /* how a question was answered */
    NEWS_BACK      /* that it is asked again */
};

struct interview_note {
    enum interview_news news;
    uint32_t attribute;
};

/** Longest filter or number, in bytes. */
#define INTERVIEW_TEXT_MAX   64

/** Longest line, in bytes, without blanks around it. */
#define INTERVIEW_LINE_MAX   1000

/** A list this long or longer can be filtered. */
#define INTERVIEW_FILTER_MIN 6

/** Entries of the summary: the recommendation so far, the end of the interview,
 * more questions than are due (see interview_has_more()), and then all
 * questions, from interview_first_question() on. */
#define SUMMARY_REPORT       0
#define SUMMARY_FINISH       1
#define SUMMARY_MORE         2

struct analyser;

/** What is known of the verdict, whatever is still answered. */
struct outlook {
    dvf_analysis *analysis; /* what is not known stays so; null: none is made */
    dvf_analysis *doubt;    /* it might become known, and that could change a
                               verdict that is settled otherwise; null: not */
    dvf_analysis *told;     /* likewise, for a report; null: none was shown */
};

struct interview {
    const dvf_kb *kb;
    dvf_profile *profile;       /* the answers so far */
    dvf_evaluation *evaluation; /* of them */
    struct analyser *analyser;  /* of the KB */
    struct outlook outlook;     /* of the answers; none before it begins */
    dvf_diagnostics *problems;  /* of what is read; for complaints of lines */
    uint8_t *states;            /* enum question_state, for each attribute */
    uint8_t *given;             /* for each attribute: by the command line or
                                   here, and not by a profile */
    struct array asked;         /* uint32_t: attributes answered or said to be
                                   unknown here, in the order of asking */
    struct array news;          /* struct interview_note: not said yet */
    enum interview_mode mode;
    uint32_t question; /* attribute that is asked; KB_NONE: none is left */
    bool revising;     /* from the summary, to which an answer returns */
    uint32_t selected; /* entry of the list shown, from 0; KB_NONE: nobody
                          has chosen any */
    uint32_t top;      /* first line shown of what is only read; may be too
                          great: whoever draws it knows how much there is */
    uint64_t marked;   /* values of a set that are chosen so far */
    char text[INTERVIEW_TEXT_MAX + 1]; /* filter or number as typed */
    uint32_t text_length;
    uint64_t shown;        /* values that the filter leaves */
    uint32_t warning;      /* index of kb_warnings, with MODE_WARNING */
    uint8_t *warned;       /* for each warning: holds, and was pointed out */
    uint8_t *due;          /* for each attribute: to be asked, while it is open
                              and may apply */
    uint32_t *rank;        /* for each attribute: the least is asked first */
    uint32_t answered;     /* attribute answered last, or KB_NONE */
    bool begun;            /* from then on answers are analysed */
    bool unattended;       /* to be set where nobody can choose: contradictions
                              are not pointed out, and nothing is news */
    bool in_order;         /* to be set: questions come as in the KB */
    bool unanalysed;       /* to be set: all that apply come, as in the KB */
    bool thorough;         /* all that apply are asked, also when settled */
    uint8_t *required;     /* for each attribute: to be set to 1 where it is
                              asked whether it matters or not */
    uint32_t min_answered; /* to be set: fewer answers are not enough */
    const char *complaint; /* about what was just typed; static or in `said`;
                              null: none */
    struct buffer said;
    bool helped; /* the line just typed asked which words there are */
};

/**
 * @param interview all zeroes; release in any case
 * @param name of the profile
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status interview_init(struct interview *interview, const dvf_kb *kb,
                          const char *name);
void interview_release(struct interview *interview);

/**
 * Answer beforehand, as "attribute=value": a value's id, a number, "a,b",
 * "none" or "" for a set, "unknown" to say that it is not known. Nothing is
 * asked of it again, but it can be revised.
 *
 * @param problems receives what is wrong, as of the current input and position
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status interview_set(struct interview *interview, const char *answer,
                         struct position at, struct dvf_diagnostics *problems);

/**
 * As interview_set(), with an answer of an interview that was interrupted: it
 * counts as asked here, unless it was given beforehand and is the same.
 */
dvf_status interview_restore(struct interview *interview, const char *answer,
                             struct position at,
                             struct dvf_diagnostics *problems);

/**
 * Take the answers of a profile of the same KB, but for what was given
 * otherwise, and what else it says: its name, description, decision and waiver.
 * Taken from a profile again, the new answers stand in for the old ones.
 *
 * @return DVF_OK or DVF_NO_MEMORY; nothing is changed then
 */
dvf_status interview_resume(struct interview *interview,
                            const dvf_profile *profile);

/** Let a profile's answer count again, with the next interview_resume(). */
void interview_yield(struct interview *interview, uint32_t attribute);

/** Analyse the answers, and begin with the first question that is due. What was
 * restored is news.
 * @return as interview_press() */
enum interview_event interview_begin(struct interview *interview);

/** Analyse the answers for a report: as those of a profile, in which what is
 * not known is open. The report that is shown tells it from then on.
 *
 * @param parts DVF_ANALYSE_NEEDS and so on
 * @param out borrowed until an answer is given, or the next call; null where
 *            nothing is analysed
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status interview_analyse_report(struct interview *interview, unsigned parts,
                                    const dvf_analysis **out);

/** The news were said. */
void interview_told(struct interview *interview);

/**
 * A key was pressed.
 *
 *   arrows, j, k, Tab, Home, End, PageUp, PageDown   move; Up and Down go
 * round, and scroll what is only read 1 to 9, 0   select the entry of that
 * position, in a set also mark it space       marks an entry of a set Enter
 * takes the selected entry, or those marked; where there is none, says how to
 * choose / =         type a filter, a number ? < - s q   why, and once more the
 * claims; back (also Left, Backspace), unknown, summary, quit n           none
 * of a set Escape      leaves filter, number, summary; keeps contradictory
 * answers
 */
enum interview_event interview_press(struct interview *interview,
                                     struct key key);

/**
 * A text was pasted: into a filter, as much of it as has room, or into a
 * number, where it is one. Anywhere else it is ignored.
 */
enum interview_event interview_paste(struct interview *interview,
                                     const char *text);

/**
 * A line was typed where keys cannot be read, or read from a pipe:
 *   3             the third value, or the third entry of the list shown
 *   1 3 or 1,3    those of a set; "none" is the empty one
 *   required      a value by its id; also "a, b" of a set
 *   yes           a value by its label, in either case
 *   =1500         a number, also without the sign where it is no position
 *   why back unknown summary quit, or ? < - s q; a value of that id goes first
 *   help          asks which words there are; likewise
 *   attribute=value
 *   admin_ui      a question of the summary or the warning; "recommendation",
 *                 "finish", "more"; "keep"
 * A fault in it becomes the complaint. An empty line is ignored.
 */
enum interview_event interview_say(struct interview *interview,
                                   const char *line);

/* ------------------------------------------------------- What is shown */

/** Entries of the list shown: values (after the filter), warnings' ways back,
 * or the summary's. */
uint32_t interview_entries(const struct interview *interview);

/** Value behind an entry, with MODE_QUESTION, MODE_FILTER, MODE_NUMBER and
 * MODE_WHY: an index in the attribute. */
uint32_t interview_value(const struct interview *interview, uint32_t entry);

/** True while a text is shown that is only read, and nothing can be chosen. */
bool interview_is_reading(const struct interview *interview);

/** Attribute behind an entry, with MODE_SUMMARY or MODE_WARNING; KB_NONE for
 * the others: the first ones of a summary, the last of a warning. */
uint32_t interview_attribute(const struct interview *interview, uint32_t entry);

/** Label of a value; "Yes" or "No" of a flag. Borrowed from the KB, or static.
 */
const char *interview_label(const struct interview *interview,
                            uint32_t attribute, uint32_t value);

/** True for a question that takes several values, a number, a filter. */
bool interview_is_set(const struct interview *interview);
bool interview_takes_number(const struct interview *interview);
bool interview_can_filter(const struct interview *interview);

/** Questions that are due, the one being asked included: at most so many are
 * asked. */
uint32_t interview_left(const struct interview *interview);

/** Questions that are not open: answered, or said to be unknown. */
uint32_t interview_closed(const struct interview *interview);

/** True for an open question that is to be asked. */
bool interview_is_due(const struct interview *interview, uint32_t attribute);

/** True for an open question that applies, or may, and is not due. */
bool interview_is_skipped(const struct interview *interview,
                          uint32_t attribute);

/** Number of them. */
uint32_t interview_skipped(const struct interview *interview);

/** True where no open answer can change the verdict as it stands. */
bool interview_is_settled(const struct interview *interview);

/** True where no question is due, and some are left that can be asked. */
bool interview_has_more(const struct interview *interview);

/** First entry of a summary that is a question. */
uint32_t interview_first_question(const struct interview *interview);

/** Append an answer for people: the label, "Label, Label", "1500 requests/s",
 * "don't know", "none" for an empty set, or "" for an open question. */
void interview_append_answer(const struct interview *interview,
                             uint32_t attribute, struct buffer *out);

/** Between an answer's line and what the profile said to it. */
#define INTERVIEW_WAS "\twas "

/**
 * Append what was given, and not by a profile, as lines "attribute=value" that
 * interview_restore() reads: what was answered beforehand, then the others in
 * the order of asking.
 *
 * @param before profile that was resumed: each line goes on with INTERVIEW_WAS
 *               and its answer; null: there is none
 */
void interview_append_lines(const struct interview *interview,
                            const dvf_profile *before, struct buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * libdvf: score a project profile against a knowledge base and explain the
 * verdict. This header is the manual.
 *
 *     dvf_diagnostics *problems = dvf_diagnostics_new();
 *     const dvf_kb *kb = dvf_kb_builtin();
 *     dvf_profile *profile = NULL;
 *     dvf_evaluation *evaluation = NULL;
 *
 *     if (dvf_profile_load_file(kb, "profile.yaml", problems, &profile) ==
 *             DVF_OK &&
 *         dvf_evaluate(kb, profile, NULL, problems, &evaluation) == DVF_OK)
 *         puts(dvf_evaluation_verdict(evaluation).outcome);
 *     dvf_evaluation_free(evaluation);
 *     dvf_profile_free(profile);
 *     dvf_diagnostics_free(problems);
 *
 * Words used for ownership: "new" means the caller owns the handle and frees
 * it with the matching _free; "borrowed" means it stays valid as long as the
 * handle it came from. Out-parameters are written on DVF_OK only and untouched
 * otherwise. The library has no global state, prints nothing, reads no
 * environment variable and never exits or aborts. Every _free and _release
 * takes a null pointer or an empty value.
 *
 * Threads: a knowledge base is immutable and may be shared; every other handle
 * belongs to one thread at a time.
 */
#ifndef DVF_DVF_H
#define DVF_DVF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DVF_API __attribute__((visibility("default")))
#else
#define DVF_API
#endif

/* ------------------------------------------------------------- Versions */

/** Version of this header, "MAJOR.MINOR.PATCH". */
#define DVF_VERSION "0.1.0"

/**
 * Version of the library in use, which may be newer than the header.
 *
 * @return borrowed, static, never null
 */
DVF_API const char *dvf_version(void);

/* --------------------------------------------------------------- Status */

/** How a call ended. The reasons for DVF_INVALID and DVF_IO are diagnostics. */
typedef enum dvf_status {
    DVF_OK,       /**< done; the out-parameters are set */
    DVF_INVALID,  /**< the input has mistakes; each one is a diagnostic */
    DVF_IO,       /**< a file could not be read; one diagnostic says why */
    DVF_NO_MEMORY /**< out of memory; nothing was changed */
} dvf_status;

/* ---------------------------------------------------------------- Input */

/** Bytes to be read. */
typedef struct dvf_input {
    const char *name;  /**< for diagnostics and reports, such as a path */
    const void *bytes; /**< caller-owned; needs no NUL behind the last one */
    size_t length;
} dvf_input;

/* ----------------------------------------------------------------- Text */

/** Bytes that a call hands to its caller, with a NUL behind the last one. */
typedef struct dvf_text {
    char *bytes;   /**< caller-owned; free with dvf_text_release() */
    size_t length; /**< without the NUL */
} dvf_text;

/** Free the bytes and empty the text. */
DVF_API void dvf_text_release(dvf_text *text);

/** How much a rendered text tells. */
typedef enum dvf_detail {
    DVF_BRIEF,  /**< the verdict, one line a profile */
    DVF_NORMAL, /**< what decided, and what to know */
    DVF_MORE,   /**< also what did not count, the tree, the claims of reasons,
                     the comparison, and background */
    DVF_FULL    /**< also weights, all claims, their sources, questions */
} dvf_detail;

/** How text for people is laid out. */
typedef struct dvf_style {
    unsigned width;    /**< columns, from 20; 0 is 80; running text takes at
                            most 100, as longer lines read badly */
    bool colour;       /**< ANSI colours; never carry meaning by themselves */
    bool ascii;        /**< only ASCII bytes */
    dvf_detail detail; /**< how much is told */
    bool linear;       /**< words alone, for those who listen to them: without
                            bars, rules and columns, a paragraph on a line */
} dvf_style;

/* ---------------------------------------------------------- Diagnostics */

/** A list of problems found in inputs, in order of file, line and column. */
typedef struct dvf_diagnostics dvf_diagnostics;

/** How bad a problem is. */
typedef enum dvf_severity {
    DVF_ERROR,  /**< the input cannot be used */
    DVF_WARNING /**< the input can be used, but look at this */
} dvf_severity;

/** One problem. All strings are borrowed from the list. */
typedef struct dvf_diagnostic {
    dvf_severity severity;
    const char *code;    /**< stable name, such as "unknown-key" */
    const char *file;    /**< as it was given; "-" for standard input */
    uint32_t line;       /**< from 1; 0 where the whole file is meant */
    uint32_t column;     /**< in characters, from 1; 0 with line 0 */
    uint32_t length;     /**< characters to underline, at least 1 */
    const char *message; /**< one sentence without a full stop */
    const char *hint;    /**< what to do; null where nothing is known */
    const char *source;  /**< the line at fault; null with line 0 */
} dvf_diagnostic;

/** @return new; null when out of memory */
DVF_API dvf_diagnostics *dvf_diagnostics_new(void);

/** Free the list and all strings borrowed from it. */
DVF_API void dvf_diagnostics_free(dvf_diagnostics *list);

/** @return number of diagnostics kept: at most 100 for each input */
DVF_API size_t dvf_diagnostics_count(const dvf_diagnostics *list);

/**
 * One diagnostic.
 *
 * @param index below dvf_diagnostics_count()
 * @return borrowed until the list is freed or receives another diagnostic
 */
DVF_API const dvf_diagnostic *dvf_diagnostics_at(const dvf_diagnostics *list,
                                                 size_t index);

/**
 * All diagnostics as text for people: position, message, the source line with
 * a caret under the fault, hint. Control and bidirectional characters of the
 * input are shown as escapes.
 *
 * @param style width and detail are not used
 * @param out caller-owned on success
 * @return DVF_OK or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_diagnostics_render(const dvf_diagnostics *list,
                                          const dvf_style *style,
                                          dvf_text *out);

/* ------------------------------------------------------- Knowledge base */

/** A compiled knowledge base: immutable, free of pointers, shareable. */
typedef struct dvf_kb dvf_kb;

/**
 * The knowledge base that was compiled into the library.
 *
 * @return borrowed, static, never null; must not be freed
 */
DVF_API const dvf_kb *dvf_kb_builtin(void);

/**
 * Load and compile a knowledge base.
 *
 * Limits: 8 MiB, 1,000,000 nodes, 64 levels, 64 KiB a value. All problems of
 * the input are reported in one call, 100 at most.
 *
 * @param input YAML; not kept
 * @param problems receives what is wrong
 * @param out new on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_kb_load(const dvf_input *input,
                               dvf_diagnostics *problems, dvf_kb **out);

/**
 * As dvf_kb_load(), from a regular file, a pipe, or standard input ("-").
 *
 * @return also DVF_IO
 */
DVF_API dvf_status dvf_kb_load_file(const char *path, dvf_diagnostics *problems,
                                    dvf_kb **out);

/** Free a loaded knowledge base; not the built-in one. */
DVF_API void dvf_kb_free(dvf_kb *kb);

/** Id, version and date of a knowledge base; strings borrowed from it. */
typedef struct dvf_kb_info {
    const char *id;
    const char *version;
    const char *title;
    const char *as_of; /**< YYYY-MM-DD: the day its facts were checked */
    char sha256[65];   /**< of the YAML bytes, 64 lower-case hex digits */
    size_t attributes; /**< number of questions */
    size_t rules;      /**< number of rules */
} dvf_kb_info;

/** @return identity and size; hashes a loaded knowledge base each time */
DVF_API dvf_kb_info dvf_kb_describe(const dvf_kb *kb);

/**
 * The id of one attribute: a question, in the order of asking.
 *
 * @param index below the `attributes` of dvf_kb_describe()
 * @return borrowed from the knowledge base
 */
DVF_API const char *dvf_kb_attribute(const dvf_kb *kb, size_t index);

/** Index that names nothing. */
#define DVF_NONE ((size_t)-1)

/** How a question is answered. */
typedef enum dvf_type {
    DVF_CHOICE, /**< one value */
    DVF_SCALE,  /**< one value of an order, least first */
    DVF_SET,    /**< any number of values, also none */
    DVF_FLAG    /**< the values false (0) and true (1) */
} dvf_type;

/** A question. Strings are borrowed from the knowledge base. */
typedef struct dvf_attribute {
    const char *id;
    const char *ask;   /**< the question */
    const char *why;   /**< why it is asked; may be empty */
    const char *unit;  /**< of numbers; empty where it takes none */
    dvf_type type;     /**< how it is answered */
    bool takes_number; /**< a scale with bounds: any amount is an answer too */
    size_t values;     /**< number of values, at most 63 */
} dvf_attribute;

/** A value of a question. Strings are borrowed from the knowledge base. */
typedef struct dvf_value {
    const char *id;
    const char *label; /**< its meaning; may be empty */
    uint32_t below;    /**< numbers below this one mean it; 0: no bound */
} dvf_value;

/** An option that may be recommended. Strings are borrowed from the knowledge
 * base. */
typedef struct dvf_option {
    const char *id;
    const char *title;
    const char *summary;
    size_t score; /**< index among scores; DVF_NONE for a combination */
} dvf_option;

/** Most options that score. */
#define DVF_SCORES_MAX 8

/** A row of the comparison of options, if the knowledge base has one. Strings
 * are borrowed from it. */
typedef struct dvf_comparison {
    const char *id;
    const char *title;                 /**< what is compared */
    size_t scores;                     /**< number of options that score */
    const char *cells[DVF_SCORES_MAX]; /**< by `score` of dvf_option */
} dvf_comparison;

/**
 * One attribute, value, option, row: walk them by counting up until false.
 *
 * @param index from 0, in the order of the knowledge base
 * @param out set on success
 * @return false where there is none of this index
 */
DVF_API bool dvf_kb_attribute_at(const dvf_kb *kb, size_t index,
                                 dvf_attribute *out);
DVF_API bool dvf_kb_value_at(const dvf_kb *kb, size_t attribute, size_t index,
                             dvf_value *out);
DVF_API bool dvf_kb_option_at(const dvf_kb *kb, size_t index, dvf_option *out);
DVF_API bool dvf_kb_comparison_at(const dvf_kb *kb, size_t index,
                                  dvf_comparison *out);

/** @return the index of the attribute with this id, or DVF_NONE */
DVF_API size_t dvf_kb_find_attribute(const dvf_kb *kb, const char *id);

/** @return the index of the attribute's value with this id, or DVF_NONE */
DVF_API size_t dvf_kb_find_value(const dvf_kb *kb, size_t attribute,
                                 const char *id);

/** @return the word for a strength, borrowed; null where there is none of this
 * index */
DVF_API const char *dvf_kb_strength(const dvf_kb *kb, size_t index);

/* -------------------------------------------------------------- Profile */

/** A project's answers, checked against one knowledge base. */
typedef struct dvf_profile dvf_profile;

/**
 * Load a profile.
 *
 * Limits: 1 MiB, 20,000 nodes, 64 levels, 64 KiB a value. A missing answer,
 * and the word "unknown", is unknown and never a default.
 *
 * @param kb must outlive the profile
 * @param input YAML; not kept
 * @param problems receives what is wrong
 * @param out new on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_profile_load(const dvf_kb *kb, const dvf_input *input,
                                    dvf_diagnostics *problems,
                                    dvf_profile **out);

/**
 * As dvf_profile_load(), from a regular file, a pipe, or standard input ("-").
 *
 * @return also DVF_IO
 */
DVF_API dvf_status dvf_profile_load_file(const dvf_kb *kb, const char *path,
                                         dvf_diagnostics *problems,
                                         dvf_profile **out);

/**
 * A profile without answers, to be filled by the calls below.
 *
 * @param kb must outlive the profile
 * @param name for reports; null is "profile"
 * @param out new on success
 * @return DVF_OK or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_profile_new(const dvf_kb *kb, const char *name,
                                   dvf_profile **out);

/**
 * Answer a question by indices, as of dvf_kb_find_attribute() and
 * dvf_kb_find_value(); the answer before it is gone. A set is then this value
 * alone. Allocates nothing. Must not be called while an evaluation of the
 * profile is in use; an evaluator may judge it again.
 *
 * @return DVF_OK; DVF_INVALID where there is no such attribute or value, or
 *         DVF_NONE was given; nothing is changed then
 */
DVF_API dvf_status dvf_profile_set(dvf_profile *profile, size_t attribute,
                                   size_t value);

/**
 * As dvf_profile_set(), for a question of type DVF_SET.
 *
 * @param values indices without repetition; null with a count of 0, which is
 *               the empty set and not unknown
 * @return also DVF_INVALID for another type, and for a value given twice
 */
DVF_API dvf_status dvf_profile_set_values(dvf_profile *profile,
                                          size_t attribute,
                                          const size_t *values, size_t count);

/**
 * As dvf_profile_set(), by an amount in the attribute's unit. Allocates at the
 * first number of a profile.
 *
 * @return also DVF_INVALID where the attribute takes none, and DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_profile_set_number(dvf_profile *profile,
                                          size_t attribute, uint64_t number);

/** As dvf_profile_set(): the answer is not known. */
DVF_API dvf_status dvf_profile_set_unknown(dvf_profile *profile,
                                           size_t attribute);

/**
 * Answer a question by words, as on the command line.
 *
 * @param attribute id
 * @param answer id of a value; a number; "a,b" for a set and "" for an empty
 *               one; "unknown"
 * @param problems receives what is wrong
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY; nothing is changed on failure
 */
DVF_API dvf_status dvf_profile_answer(dvf_profile *profile,
                                      const char *attribute, const char *answer,
                                      dvf_diagnostics *problems);

/** Forget every answer. Frees nothing and allocates nothing. */
DVF_API void dvf_profile_clear(dvf_profile *profile);

/** Free a profile. Evaluations of it must be freed first. */
DVF_API void dvf_profile_free(dvf_profile *profile);

/**
 * A commented profile to fill in: every attribute with its question, its
 * values and their meaning, unanswered. It loads without a problem.
 *
 * @param answers null, or `count` pairs "attribute=value" to answer beforehand
 * @param problems receives unknown attributes and values
 * @param out caller-owned on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_profile_template(const dvf_kb *kb,
                                        const char *const *answers,
                                        size_t count, dvf_diagnostics *problems,
                                        dvf_text *out);

/* ----------------------------------------------------------- Evaluation */

/** The result of one profile against one knowledge base. */
typedef struct dvf_evaluation dvf_evaluation;

/** Rules and criteria to leave out of an evaluation. */
typedef struct dvf_selection {
    const char *const *without; /**< ids of rules or criteria to leave out */
    size_t without_count;
    /**
     * Ids of sources: only the rules that come from one of them take part; none
     * for all rules.
     */
    const char *const *only_sources;
    size_t only_sources_count;
} dvf_selection;

/** The recommendation of the knowledge base. Strings borrowed from it. */
typedef struct dvf_verdict {
    const char *outcome; /**< option id, "too_close" or "undecided" */
    const char *title;   /**< the outcome in words */
    /**
     * How clear it is, by the lead's points and their share of all points; null
     * without a recommendation. For a combination, which has no lead: by the
     * points of its weakest part, since that is what one option alone would
     * leave unmet.
     */
    const char *strength;
    /**
     * For an option that scores: its points less those of the best other one,
     * negative where an excluded option scored more. Otherwise the distance
     * between the two best scores.
     */
    int32_t lead;
    /**
     * A stronger word than `strength` that the points would do for, where too
     * few answers or a condition of the knowledge base withhold it; else null.
     */
    const char *missed_strength;
    /**
     * Id of an option that is worth a second look where the verdict is weak or
     * too close to call, if the knowledge base names alternatives; else null.
     */
    const char *alternative;
    /** A combination that an answer not given yet may still unmake. */
    bool provisional;
} dvf_verdict;

/**
 * Evaluate a profile.
 *
 * Missing answers make conditions open, never false; only rules whose
 * condition is true score. Integers only: equal input, equal result.
 *
 * @param kb the knowledge base that the profile was loaded with; must outlive
 *           the evaluation, as must the profile
 * @param selection null for everything; not kept
 * @param problems receives unknown ids of the selection
 * @param out new on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_evaluate(const dvf_kb *kb, const dvf_profile *profile,
                                const dvf_selection *selection,
                                dvf_diagnostics *problems,
                                dvf_evaluation **out);

/** Free an evaluation. */
DVF_API void dvf_evaluation_free(dvf_evaluation *evaluation);

/** @return the verdict; its strings are borrowed from the knowledge base */
DVF_API dvf_verdict dvf_evaluation_verdict(const dvf_evaluation *evaluation);

/**
 * Points of one option.
 *
 * @param option id of an option that scores
 * @param points set on success
 * @return false where there is no such option, or it is a combination
 */
DVF_API bool dvf_evaluation_score(const dvf_evaluation *evaluation,
                                  const char *option, int32_t *points);

/* ------------------------------------------------------ What it rests on */

/** Kleene's three values. */
typedef enum dvf_truth {
    DVF_FALSE, /**< whatever is still answered */
    DVF_OPEN,  /**< it hangs on a missing answer */
    DVF_TRUE   /**< whatever is still answered */
} dvf_truth;

/** A rule that fired. Strings are borrowed from the knowledge base. */
typedef struct dvf_reason {
    const char *rule;      /**< id */
    const char *criterion; /**< id */
    const char *option;    /**< id of the option that it favours */
    uint32_t points;
    bool counts;           /**< its points reach the score */
    bool provisional;      /**< a missing answer may still close it */
    const char *because;   /**< why this speaks for the option */
    const char *otherwise; /**< what another option would need; may be empty */
} dvf_reason;

/** A rule that hangs on a missing answer. */
typedef struct dvf_open_rule {
    const char *rule;      /**< id */
    const char *criterion; /**< id */
    const char *option;    /**< id */
    uint32_t points;       /**< where it fires */
} dvf_open_rule;

/** A note or warning that holds, or an exclusion in force. */
typedef struct dvf_remark {
    const char *id;   /**< of an exclusion: of the option excluded */
    const char *says; /**< a sentence or more */
} dvf_remark;

/** The gate of a combination. */
typedef struct dvf_gate {
    const char *option; /**< id of the combination */
    dvf_truth met;      /**< every requirement holds, and nothing excludes it */
    size_t requirements; /**< number of them */
} dvf_gate;

/** A requirement of a combination. */
typedef struct dvf_requirement {
    dvf_truth met;
    bool essential;    /**< else the combination may still be worth a word */
    const char *unmet; /**< what to say where it does not hold */
} dvf_requirement;

/** A node of the tree of criteria; parents come before their children. */
typedef struct dvf_criterion {
    const char *id;
    const char *title;
    size_t parent; /**< index; DVF_NONE for the root, number 0 */
    bool sums;     /**< adds up its points; else the largest counts */
    size_t scores; /**< number of options that score */
    int32_t points[DVF_SCORES_MAX]; /**< by `score` of dvf_option */
} dvf_criterion;

/**
 * Parts of an evaluation: walk them by counting up until false.
 *
 *     for (size_t i = 0; dvf_evaluation_reason(evaluation, i, &reason); i++)
 *         puts(reason.because);
 *
 * Reasons that count come first, then by points, then by id; the others are in
 * the order of the knowledge base.
 *
 * @param index from 0
 * @param out set on success; its strings are borrowed from the knowledge base
 * @return false where there is none of this index
 */
DVF_API bool dvf_evaluation_reason(const dvf_evaluation *evaluation,
                                   size_t index, dvf_reason *out);
DVF_API bool dvf_evaluation_open_rule(const dvf_evaluation *evaluation,
                                      size_t index, dvf_open_rule *out);
DVF_API bool dvf_evaluation_note(const dvf_evaluation *evaluation, size_t index,
                                 dvf_remark *out);
DVF_API bool dvf_evaluation_warning(const dvf_evaluation *evaluation,
                                    size_t index, dvf_remark *out);
DVF_API bool dvf_evaluation_exclusion(const dvf_evaluation *evaluation,
                                      size_t index, dvf_remark *out);
DVF_API bool dvf_evaluation_gate(const dvf_evaluation *evaluation, size_t index,
                                 dvf_gate *out);
DVF_API bool dvf_evaluation_requirement(const dvf_evaluation *evaluation,
                                        size_t gate, size_t index,
                                        dvf_requirement *out);
DVF_API bool dvf_evaluation_criterion(const dvf_evaluation *evaluation,
                                      size_t index, dvf_criterion *out);

/* ------------------------------------------------------------- Evaluator */

/**
 * Judges many profiles by one selection, and allocates when it is made, never
 * again. One for each thread; they may share the knowledge base. To make one
 * for a loaded knowledge base takes as long as some hundred evaluations: keep
 * it.
 */
typedef struct dvf_evaluator dvf_evaluator;

/** Kind of a result. */
typedef enum dvf_outcome {
    DVF_UNDECIDED, /**< no option has a point, or all are excluded */
    DVF_TOO_CLOSE, /**< no option leads by enough */
    DVF_OPTION     /**< an option */
} dvf_outcome;

/** The result of one profile: a value, without a pointer in it. */
typedef struct dvf_result {
    dvf_outcome outcome;
    size_t option;   /**< index, see dvf_kb_option_at(); DVF_NONE without one */
    size_t strength; /**< index, see dvf_kb_strength(); DVF_NONE without one */
    int32_t lead;    /**< as in dvf_verdict */
    size_t scores;   /**< number of options that score */
    int32_t points[DVF_SCORES_MAX]; /**< by `score` of dvf_option */
} dvf_result;

/**
 * @param kb must outlive the evaluator
 * @param selection null for everything; not kept
 * @param problems receives unknown ids of the selection
 * @param out new on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_evaluator_new(const dvf_kb *kb,
                                     const dvf_selection *selection,
                                     dvf_diagnostics *problems,
                                     dvf_evaluator **out);

/** Free an evaluator and its evaluation. */
DVF_API void dvf_evaluator_free(dvf_evaluator *evaluator);

/**
 * Judge profiles, one after the other. Allocates nothing.
 *
 * @param profiles of the evaluator's knowledge base
 * @param results receives `count` of them; untouched on failure
 * @return DVF_OK; DVF_INVALID where a profile is of another knowledge base
 */
DVF_API dvf_status dvf_evaluator_run(dvf_evaluator *evaluator,
                                     const dvf_profile *const *profiles,
                                     size_t count, dvf_result *results);

/**
 * The evaluation of the last profile that was judged, with its reasons; the
 * profile must still be there for dvf_render().
 *
 * @return borrowed, valid until the next run; null before the first. It must
 *         not be freed.
 */
DVF_API const dvf_evaluation *
dvf_evaluator_evaluation(const dvf_evaluator *evaluator);

/* --------------------------------------------------------------- Report */

/** An output format. Strings are static. */
typedef struct dvf_format {
    const char *name;       /**< as given to -f */
    const char *summary;    /**< one line for the help */
    const char *ending;     /**< of the files it is written to: ".json" */
    const char *media_type; /**< such as "application/json" */
} dvf_format;

/** @return number of output formats */
DVF_API size_t dvf_format_count(void);

/**
 * @param index below dvf_format_count()
 * @return borrowed, static; the first is the default
 */
DVF_API const dvf_format *dvf_format_at(size_t index);

/**
 * Render evaluations of one knowledge base as a report.
 *
 * @param format one of dvf_format_at()
 * @param evaluations in the order of the report; at least one
 * @param count number of evaluations
 * @param style used by formats for people; null for the defaults
 * @param out caller-owned on success
 * @return DVF_OK, DVF_NO_MEMORY, or DVF_INVALID for a decision record (madr) of
 *         other than one evaluation, or without anything to record: neither
 *         does its profile record a decision, nor is an option recommended
 */
DVF_API dvf_status dvf_render(const dvf_format *format,
                              const dvf_evaluation *const *evaluations,
                              size_t count, const dvf_style *style,
                              dvf_text *out);

#ifdef __cplusplus
}
#endif

#include <dvf/analysis.h>
#include <dvf/why.h>

#endif

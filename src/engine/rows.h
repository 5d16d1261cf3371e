/* SPDX-License-Identifier: MIT */
/*
 * Rows: the conditions of a knowledge base, compiled so that a profile is
 * judged by a few words of bits. Each condition is an OR of clauses, and a
 * clause an AND over questions; a clause has one bit. Each possible answer has
 * a row, in which the bits of the clauses that it rules out are cleared: the
 * AND of a profile's rows leaves the clauses that hold.
 *
 * Clauses are exact for Kleene's three values, as they are made for one
 * question at a time: a test is true; it may be, or is; it is not true; it is
 * false. Answers are a value, or a few values of a set; unknown; not
 * applicable; and, for what no other answer may change, an answer to a question
 * that may not apply.
 *
 * A condition with too many clauses, and one that asks for results, has none:
 * it is a tree, walked as truth.h does. Rows are one flat block without a
 * pointer, as a knowledge base is, so that they can be embedded with it.
 */
#ifndef DVF_ENGINE_ROWS_H
#define DVF_ENGINE_ROWS_H

#include "engine/answers.h"

/** Ways of a column to see an answer. */
enum rows_kind {
    ROWS_VALUE, /* one value */
    ROWS_PART,  /* some values of a set, as a number */
    ROWS_COUNT  /* number of values of a set */
};

/* A question, or a part of one. Those of questions that always apply come
 * first, and of them those with one of a few values; the others are in the
 * order of questions. Codes of answers come first; `last`, a power of two less
 * one, is that of unknown, and the one before it that of not applicable; where
 * there is an only_if, the answers follow again for a question that may not
 * apply. */
struct rows_column {
    uint32_t attribute;
    uint32_t codes; /* first of codes */
    uint32_t last;
    uint32_t kind;  /* enum rows_kind */
    uint32_t shift; /* ROWS_PART: the first value */
    uint32_t size;  /* answers */
    uint32_t guard; /* of guards, in an attribute's first column; or KB_NONE */
    uint32_t spare; /* 0 */
};

/** Most values with which the lowest bit of an answer is its code. */
#define ROWS_SINGLE_MAX (KB_VALUES_MAX - 1)

/** The first two words of a row: those that most results hang on lie together,
 * by code, apart from the others. */
struct rows_head {
    uint64_t a;
    uint64_t b;
};

/** Bits of word 0 by which a question applies. */
struct rows_guard {
    uint64_t may; /* any: it does, or may */
    uint64_t does;
};

/** Bits of a condition: it holds where any is set. */
struct rows_bits {
    uint32_t first; /* or the first of steps, or KB_NONE for a tree, ... */
    uint32_t count; /* ... where this is KB_NONE */
};

/** Ways of a step to find its answer. */
enum rows_way {
    ROWS_BITS, /* any of a few bits, of answers alone */
    ROWS_ANY,  /* a rule of its mask fired, */
    ROWS_NO,   /* or none did: else, by ROWS_ASK, the operation */
    ROWS_ASK   /* its operation */
};

/* A question of a condition that asks for results. */
struct rows_step {
    uint32_t way;       /* enum rows_way */
    uint32_t operation; /* of the knowledge base; ROWS_BITS: KB_NONE */
    uint32_t first;     /* of bits; of an operation with names its first mask,
                           or KB_NONE */
    uint32_t count;     /* of bits */
    uint32_t next[2];   /* after no, after yes: the step behind it, or one of
                           the two below; looked up, as nobody could foresee
                           where a branch would go */
};

#define ROWS_HOLDS (KB_NONE - 1)
#define ROWS_FAILS (KB_NONE - 2)

/** Points of each option that scores, by its index: 15 bits each, 16 apart. */
typedef uint32_t points_lanes;

/** Most options whose points fit, and their most points. */
#define LANES_MAX       2
#define LANE_POINTS_MAX 32767

/** Bits of the rules of some criteria, or of some rules of one, with the points
 * for each state of them. */
struct rows_field {
    uint32_t word;
    uint32_t shift;
    uint32_t mask;
    uint32_t points; /* first of points, one for each state */
};

/** A criterion that collects the points of some fields and of runs before it.
 * The last run is the root. */
struct rows_run {
    uint32_t into; /* run of its parent; of the root: behind the last run */
    uint32_t sums; /* 0 or 1: it adds up */
    uint32_t adds; /* alike: its parent does */
    uint32_t end;  /* field behind the last one; they begin where those of the
                      run before it end */
};

/* Conditions that have bits: enum, section of the knowledge base. Those that a
 * result hangs on come first. */
#define ROWS_CONDITIONS(X)                                                     \
    X(EXCLUDE, excludes)                                                       \
    X(REQUIREMENT, requirements)                                               \
    X(CLOSE, closes)                                                           \
    X(STRENGTH, strengths)                                                     \
    X(ALTERNATIVE, alternatives)                                               \
    X(NOTE, notes)                                                             \
    X(WARNING, warnings)

enum rows_condition {
#define X(name, section) ROWS_##name,
    ROWS_CONDITIONS(X)
#undef X
    ROWS_CONDITION_COUNT
};

/* Sections, as those of block.h: name of the accessor, record. By place of
 * rules, the bits are those from one place's to the next one's: of fired rules,
 * of those that are open or fire, and of those that fire whatever else is
 * answered. A code is the first word of its row, and has its head. Masks have
 * the bits of rules that steps name, levels those of each weight, [weight *
 * kb->scoring
 * + score]: as many words as are early. */
#define ROWS_SECTIONS(X)                                                       \
    X(start, uint64_t)                                                         \
    X(words, uint64_t)                                                         \
    X(guards, struct rows_guard)                                               \
    X(columns, struct rows_column)                                             \
    X(codes, uint32_t)                                                         \
    X(heads, struct rows_head)                                                 \
    X(fired, uint32_t)                                                         \
    X(open, uint32_t)                                                          \
    X(sure, uint32_t)                                                          \
    X(steps, struct rows_step)                                                 \
    X(conditions, struct rows_bits)                                            \
    X(trees, uint32_t)                                                         \
    X(fields, struct rows_field)                                               \
    X(runs, struct rows_run)                                                   \
    X(points, points_lanes)                                                    \
    X(masks, uint64_t)                                                         \
    X(levels, uint64_t)

enum rows_section {
#define X(name, record) ROWS_SECTION_##name,
    ROWS_SECTIONS(X)
#undef X
    ROWS_SECTION_COUNT
};

/** The head of a block; the sections follow it in the same memory. */
struct rows {
    uint32_t size;  /* bytes of the whole block, a multiple of 8 */
    uint32_t width; /* words of a row, an even number */
    uint32_t early; /* of them, those that results hang on: even, and first */
    uint32_t walks_applies; /* 1: only_if are trees */
    uint32_t single;        /* columns of ROWS_VALUE that come first */
    uint32_t open;          /* those and other columns without a guard */
    uint32_t walks_terms;   /* 1: results hang on terms that are trees */
    uint32_t has_points;    /* 0: points or options are too many for lanes */
    uint32_t first[ROWS_CONDITION_COUNT];         /* of conditions */
    uint32_t spare;                               /* 0 */
    struct kb_range sections[ROWS_SECTION_COUNT]; /* byte offset, records */
};

static_assert(sizeof(struct rows) % 8 == 0, "sections are aligned");

/* rows_words(rows) and rows_words_count(rows), and so on. */
#define X(name, record)                                                        \
    static inline const record *rows_##name(const struct rows *rows)           \
    {                                                                          \
        return (                                                               \
            const record *)(const void *)((const char *)rows +                 \
                                          rows->sections[ROWS_SECTION_##name]  \
                                              .first);                         \
    }                                                                          \
    static inline uint32_t rows_##name##_count(const struct rows *rows)        \
    {                                                                          \
        return rows->sections[ROWS_SECTION_##name].count;                      \
    }
ROWS_SECTIONS(X)
#undef X

/** @return the rows that are embedded with a knowledge base, or null */
static inline const struct rows *rows_embedded(const dvf_kb *kb)
{
    return kb_rows_count(kb) == 0
               ? NULL
               : (const struct rows *)(const void *)kb_rows(kb);
}

/** @return the bits of a condition of the knowledge base, by its index */
static inline struct rows_bits rows_condition(const struct rows *rows,
                                              enum rows_condition kind,
                                              uint32_t index)
{
    return rows_conditions(rows)[rows->first[kind] + index];
}

/** True where any bit of `first` to `end` - 1 is set. */
static inline bool bits_any(const uint64_t *bits, uint32_t first, uint32_t end)
{
    uint32_t word = first / 64;
    uint64_t left = ~UINT64_C(0) << first % 64;

    for (; first < end; word++, left = ~UINT64_C(0)) {
        uint64_t found = bits[word] & left;

        first = (word + 1) * 64;
        if (first > end)
            found &= ~UINT64_C(0) >> (first - end);
        if (found != 0)
            return true;
    }
    return false;
}

static inline void bits_set(uint64_t *bits, uint32_t bit)
{
    bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

/** True for a condition that holds, by its bits: few, and within one word. */
static inline bool rows_hold(const uint64_t *bits, struct rows_bits range)
{
    uint64_t mask = (UINT64_C(1) << range.count) - 1;

    assert(range.count < 64 && range.first % 64 + range.count <= 64);
    return (bits[range.first / 64] >> range.first % 64 & mask) != 0;
}

/** First bit of the rule at a place; without rows, each has one. */
static inline uint32_t rows_fired_at(const struct rows *rows, uint32_t place)
{
    return rows ? rows_fired(rows)[place] : place;
}

/** Answers to be judged, and what is found. */
struct rows_job {
    const struct rows *rows;
    const value_set *given;
    value_set *answers; /* those given, or not applicable */
    uint8_t *applies;   /* enum truth; null where nobody asks for it */
    uint64_t *bits;
    uint32_t *chosen; /* working memory, one for each column */
};

/**
 * Settle `answers`, `applies` and all bits, or the early ones where there is no
 * `applies`. Where only_if are trees, the first two are borrowed as they are.
 *
 * @return answers that are none, as their questions do not apply
 */
uint32_t rows_settle(const struct rows_job *job);

/** As rows_settle(), with a truth only where no other answer can change it: an
 * answer to a question that may not apply is none to rely on. `answers` is not
 * settled. */
void rows_settle_sure(const struct rows_job *job);

/**
 * Collect the points of the rules that fired, where points and options are not
 * too many.
 *
 * @param bits early ones
 * @param cells working memory, one more than there are criteria
 * @return the scores
 */
points_lanes rows_collect(const struct rows *rows, const uint64_t *bits,
                          points_lanes *cells);

/**
 * Compile the conditions of a knowledge base.
 *
 * @return malloc'ed; null where it would be too large, or when out of memory:
 *         all conditions are trees then
 */
struct rows *rows_make(const dvf_kb *kb);

/** Evaluations from which on rows pay that are not embedded: to make them takes
 * the instructions that 47 to 55 evaluations by them spare, be it of 90 or of
 * 10,000 rules. */
#define ROWS_PAY 64

/** @return as rows_make(); null where rows are embedded, or would not pay in so
 *         many evaluations */
struct rows *rows_make_for(const dvf_kb *kb, size_t evaluations);

#endif

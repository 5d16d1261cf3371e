/* SPDX-License-Identifier: MIT */
/*
 * Conditions walked as trees. They are in postfix order, so a walk goes
 * backwards: an operator, its right operand, its left one.
 */
#include "engine/truth.h"

#include "engine/rows.h"
#include "engine/verdict.h"

#include <assert.h>

enum truth truth_of_test(const struct kb_test *test, value_set answer)
{
    value_set mask = kb_test_mask(test);

    if (!values_given(answer))
        return answer == VALUES_UNKNOWN ? TRUTH_OPEN : TRUTH_FALSE;
    if (test->kind == KB_TEST_COUNT)
        answer = UINT64_C(1) << values_count(answer);
    return (answer & mask) != 0 ? TRUTH_TRUE : TRUTH_FALSE;
}

enum truth truth_of_range(uint32_t relation, int64_t least, int64_t most,
                          int64_t number)
{
    bool first = kb_relate(relation, least, number);
    bool last = kb_relate(relation, most, number);
    bool equality = relation == KB_EQUAL || relation == KB_UNEQUAL;

    if (first != last ||
        (equality && least != most && least <= number && number <= most))
        return TRUTH_OPEN;
    return first ? TRUTH_TRUE : TRUTH_FALSE;
}

/* -------------------------------------------------- questions of a result */

/* True where a rule fired that a mask has. */
static inline bool any_of(const struct facts *facts, const uint64_t *mask)
{
    uint32_t early = facts->rows->early;
    uint64_t found = 0;

    /* Words come in pairs. */
    for (uint32_t i = 0; i < early; i += 2)
        found |= (facts->fired[i] & mask[i]) |
                 (facts->fired[i + 1] & mask[i + 1]);
    return found != 0;
}

/* True where a rule fired that both masks have. */
static bool any_within(const struct facts *facts, const uint64_t *one,
                       const uint64_t *other)
{
    const uint64_t *fired = facts->fired;
    uint32_t early = facts->rows->early;
    uint64_t found = 0;

    for (uint32_t i = 0; i < early; i += 2)
        found |= (fired[i] & one[i] & other[i]) |
                 (fired[i + 1] & one[i + 1] & other[i + 1]);
    return found != 0;
}

static bool has_fired(const struct facts *facts, uint32_t name)
{
    const dvf_kb *kb = facts->kb;
    struct kb_range places = {0, 1};

    if ((name & KB_CRITERION_BIT) != 0)
        places = kb_criterion_places(kb, name & ~KB_CRITERION_BIT);
    else
        places.first = kb_rules(kb)[name].place;
    return bits_any(facts->fired, rows_fired_at(facts->rows, places.first),
                    rows_fired_at(facts->rows, places.first + places.count));
}

static bool any_fired(const struct facts *facts,
                      const struct kb_operation *operation)
{
    const uint32_t *names = kb_index(facts->kb, operation->names);

    for (uint32_t i = 0; i < operation->names.count; i++)
        if (has_fired(facts, names[i]))
            return true;
    return false;
}

/* The option of an operand, or KB_NONE: a verdict may have no leader, or one
 * that leads alone. */
static uint32_t option_of(const struct facts *facts, uint32_t operand)
{
    if (operand == KB_LEADER)
        return facts->verdict->option;
    return operand == KB_RUNNER_UP ? facts->verdict->runner_up : operand;
}

static int32_t score_of(const struct facts *facts, uint32_t operand)
{
    uint32_t option = option_of(facts, operand);
    uint32_t score = option == KB_NONE ? KB_NONE
                                       : kb_options(facts->kb)[option].score;

    return score == KB_NONE ? 0 : facts->scores[score];
}

static int32_t points_of(const struct facts *facts, uint32_t rule)
{
    return facts->points
               ? (int32_t)facts->points[rule]
               : kb_rule_points(facts->kb, &kb_rules(facts->kb)[rule]);
}

/* The most points of a rule for an option that fired at some places. */
static int32_t strongest_at(const struct facts *facts, uint32_t option,
                            struct kb_range places)
{
    const dvf_kb *kb = facts->kb;
    uint32_t end = places.first + places.count;
    int32_t most = 0;

    if (!bits_any(facts->fired, rows_fired_at(facts->rows, places.first),
                  rows_fired_at(facts->rows, end)))
        return 0;
    for (uint32_t i = places.first; i < end; i++) {
        uint32_t rule = kb_places(kb)[i];

        if (kb_rules(kb)[rule].option != option ||
            points_of(facts, rule) <= most ||
            !bits_any(facts->fired, rows_fired_at(facts->rows, i),
                      rows_fired_at(facts->rows, i + 1)))
            continue;
        most = points_of(facts, rule);
    }
    return most;
}

/* The points of the greatest weight of which a rule within a mask fired. */
static int32_t strongest_within(const struct facts *facts, uint32_t option,
                                const uint64_t *mask)
{
    const dvf_kb *kb = facts->kb;
    uint32_t early = facts->rows->early;
    const uint64_t *levels = rows_levels(facts->rows) +
                             kb_options(kb)[option].score * early;

    if (!any_of(facts, mask))
        return 0;
    for (uint32_t i = kb_weights_count(kb); i-- > 0;)
        if (any_within(facts, mask, levels + i * kb->scoring * early))
            return (int32_t)kb_weights(kb)[i].points;
    return 0;
}

/* @param mask of the criteria, or null */
static int32_t strongest_of(const struct facts *facts, uint32_t operand,
                            struct kb_range criteria, const uint64_t *mask)
{
    const dvf_kb *kb = facts->kb;
    const uint32_t *names = kb_index(kb, criteria);
    uint32_t option = option_of(facts, operand);
    int32_t most = 0;

    if (mask && !facts->points && option != KB_NONE)
        return strongest_within(facts, option, mask);

    for (uint32_t i = 0; option != KB_NONE && i < criteria.count; i++) {
        int32_t points = strongest_at(
            facts, option,
            kb_criterion_places(kb, names[i] & ~KB_CRITERION_BIT));

        most = points > most ? points : most;
    }
    return most;
}

static bool outcome_is(const struct facts *facts, uint32_t wanted)
{
    const struct verdict *verdict = facts->verdict;

    if (wanted == KB_TOO_CLOSE)
        return verdict->outcome == OUTCOME_TOO_CLOSE;
    if (wanted == KB_UNDECIDED)
        return verdict->outcome == OUTCOME_UNDECIDED;
    return verdict->outcome == OUTCOME_OPTION && verdict->option == wanted;
}

/* @param mask of the names, or null; behind it lies that of the others */
static bool ask_result(const struct facts *facts,
                       const struct kb_operation *operation,
                       const uint64_t *mask)
{
    int64_t number = 0;
    int64_t other = operation->number;

    if (operation->weight == facts->moved)
        other += facts->moved_by;
    switch ((enum kb_operation_code)operation->code) {
    case KB_FIRED:
        return any_fired(facts, operation);
    case KB_OUTCOME:
        return outcome_is(facts, operation->a) ==
               (operation->relation == KB_EQUAL);
    case KB_SCORE:
        number = score_of(facts, operation->a);
        break;
    case KB_LEAD:
        number = (int64_t)score_of(facts, operation->a) -
                 score_of(facts, operation->b);
        break;
    case KB_STRONGER:
        other = strongest_of(facts, operation->b, operation->others,
                             mask ? mask + facts->rows->early : NULL);
        number = strongest_of(facts, operation->a, operation->names, mask);
        break;
    default:
        number = strongest_of(facts, operation->a, operation->names, mask);
        break;
    }
    return kb_relate(operation->relation, number, other);
}

/* -------------------------------------------------------------------- walks */

enum truth truth_ask(const struct facts *facts, const struct kb_test *test)
{
    const uint8_t *applies = facts->applies;
    enum truth truth;

    if (applies && applies[test->attribute] == TRUTH_FALSE)
        return TRUTH_FALSE;
    truth = truth_of_test(test, facts->answers[test->attribute]);
    return applies && applies[test->attribute] == TRUTH_OPEN &&
                   truth == TRUTH_TRUE
               ? TRUTH_OPEN
               : truth;
}

static enum truth ask(const struct facts *facts,
                      const struct kb_operation *operation)
{
    switch ((enum kb_operation_code)operation->code) {
    case KB_TEST:
        return truth_ask(facts, &kb_tests(facts->kb)[operation->a]);
    case KB_TERM:
        return (enum truth)facts->terms[operation->a];
    default:
        return ask_result(facts, operation, NULL) ? TRUTH_TRUE : TRUTH_FALSE;
    }
}

static enum truth join(uint32_t code, enum truth a, enum truth b)
{
    return (code == KB_AND) == (a < b) ? a : b;
}

/* The truth of the operand that ends before `*end`, which moves to its begin.
 * Runs of one operator lean left, so that only those within others recur. */
static enum truth walk(const struct facts *facts,
                       const struct kb_operation **end)
{
    const struct kb_operation *operation = --*end;
    uint32_t code = operation->code;

    if (code == KB_NOT)
        return (enum truth)(TRUTH_TRUE - walk(facts, end));
    if (code != KB_AND && code != KB_OR)
        return ask(facts, operation);
    enum truth all = walk(facts, end);
    for (; (*end)[-1].code == code; all = join(code, all, walk(facts, end)))
        --*end;
    return join(code, all, walk(facts, end));
}

/* @return the truth of operations, or `empty` where there are none */
static enum truth run(const struct facts *facts, struct kb_range operations,
                      enum truth empty)
{
    const struct kb_operation *end = kb_operations(facts->kb) +
                                     operations.first + operations.count;

    return operations.count == 0 ? empty : walk(facts, &end);
}

/* A truth, and whether it hangs on an attribute. */
struct hanging {
    enum truth truth;
    bool hangs;
};

static struct hanging join_hanging(uint32_t code, struct hanging a,
                                   struct hanging b)
{
    enum truth truth = join(code, a.truth, b.truth);
    bool any = (a.truth == TRUTH_OPEN && a.hangs) ||
               (b.truth == TRUTH_OPEN && b.hangs);

    return (struct hanging){truth, any && truth == TRUTH_OPEN};
}

/* As walk(). */
static struct hanging walk_hanging(const struct facts *facts,
                                   const struct kb_operation **end,
                                   uint32_t attribute)
{
    const dvf_kb *kb = facts->kb;
    const struct kb_operation *operation = --*end;
    uint32_t code = operation->code;
    struct hanging all = {TRUTH_FALSE, false};

    if (code == KB_NOT) {
        all = walk_hanging(facts, end, attribute);
        all.truth = (enum truth)(TRUTH_TRUE - all.truth);
        return all;
    }
    if (code != KB_AND && code != KB_OR) {
        all.truth = ask(facts, operation);
        if (code == KB_TEST)
            all.hangs = kb_tests(kb)[operation->a].attribute == attribute;
        else if (code == KB_TERM)
            all.hangs = kb_index_has(
                kb, kb_terms(kb)[operation->a].condition.reads, attribute);
        return all;
    }
    all = walk_hanging(facts, end, attribute);
    for (; (*end)[-1].code == code;
         all = join_hanging(code, all, walk_hanging(facts, end, attribute)))
        --*end;
    return join_hanging(code, all, walk_hanging(facts, end, attribute));
}

bool truth_hangs_on(const struct facts *facts, struct kb_range operations,
                    uint32_t attribute)
{
    const struct kb_operation *end = kb_operations(facts->kb) +
                                     operations.first + operations.count;
    struct hanging hanging = {TRUTH_FALSE, false};

    if (operations.count > 0)
        hanging = walk_hanging(facts, &end, attribute);
    return hanging.hangs && hanging.truth == TRUTH_OPEN;
}

enum truth truth_of_term(const struct facts *facts, uint32_t term)
{
    return run(facts, kb_terms(facts->kb)[term].condition.when, TRUTH_TRUE);
}

struct condition_truth truth_of(const struct facts *facts,
                                const struct kb_condition *condition)
{
    return (struct condition_truth){
        .when = run(facts, condition->when, TRUTH_TRUE),
        .unless = run(facts, condition->unless, TRUTH_FALSE),
    };
}

static bool take_step(const struct facts *facts, const struct rows_step *step)
{
    const uint64_t *mask = NULL;

    if (step->way == ROWS_BITS)
        return rows_hold(facts->bits,
                         (struct rows_bits){step->first, step->count});
    if (step->first != KB_NONE)
        mask = rows_masks(facts->rows) +
               (size_t)step->first * facts->rows->early;
    assert(mask || step->way == ROWS_ASK);
    /* Masks have the points of the knowledge base. */
    if (step->way != ROWS_ASK && !facts->points && facts->moved_by == 0)
        return any_of(facts, mask) == (step->way == ROWS_ANY);
    return ask_result(facts, &kb_operations(facts->kb)[step->operation],
                      step->way == ROWS_ASK ? mask : NULL);
}

/* Go through the steps of a condition. */
static bool take_steps(const struct facts *facts, uint32_t at)
{
    const struct rows_step *steps = rows_steps(facts->rows);

    while (at < ROWS_FAILS) {
        const struct rows_step *step = &steps[at];

        at = step->next[take_step(facts, step)];
    }
    return at == ROWS_HOLDS;
}

bool truth_walk(const struct facts *facts, uint32_t first,
                const struct kb_condition *condition)
{
    return first == KB_NONE
               ? truth_holds(truth_of(facts, condition)) == TRUTH_TRUE
               : take_steps(facts, first);
}

enum truth truth_holds(struct condition_truth standing)
{
    if (standing.when == TRUTH_FALSE || standing.unless == TRUTH_TRUE)
        return TRUTH_FALSE;
    return standing.when;
}

/* SPDX-License-Identifier: MIT */
/*
 * Conditions of the oracle, by a stack machine over truths. Each distinct test
 * and each term is evaluated once; a condition only looks them up.
 */
#include "support/oracle_parts.h"

#include <assert.h>

enum truth oracle_truth_of_test(const struct kb_test *test, value_set answer)
{
    value_set mask = kb_test_mask(test);

    if (!values_given(answer))
        return answer == VALUES_UNKNOWN ? TRUTH_OPEN : TRUTH_FALSE;
    if (test->kind == KB_TEST_COUNT)
        answer = UINT64_C(1) << values_count(answer);
    return (answer & mask) != 0 ? TRUTH_TRUE : TRUTH_FALSE;
}

/* -------------------------------------------------- questions of a result */

static bool has_fired(const struct oracle_facts *facts, uint32_t name)
{
    uint32_t scoring = facts->kb->scoring;
    uint32_t criterion = name & ~KB_CRITERION_BIT;

    if ((name & KB_CRITERION_BIT) == 0)
        return facts->rules[name] == RULE_FIRED;
    for (uint32_t i = 0; i < scoring; i++)
        if (facts->strongest[criterion * scoring + i] > 0)
            return true;
    return false;
}

static bool any_fired(const struct oracle_facts *facts,
                      const struct kb_operation *operation)
{
    const uint32_t *names = kb_index(facts->kb, operation->names);

    for (uint32_t i = 0; i < operation->names.count; i++)
        if (has_fired(facts, names[i]))
            return true;
    return false;
}

/* Index of an operand's score, or KB_NONE: a verdict may have no leader, or one
 * that leads alone. */
static uint32_t score_index(const struct oracle_facts *facts, uint32_t option)
{
    if (option == KB_LEADER)
        option = facts->verdict->option;
    else if (option == KB_RUNNER_UP)
        option = facts->verdict->runner_up;
    return option == KB_NONE ? KB_NONE : kb_options(facts->kb)[option].score;
}

static int32_t score_of(const struct oracle_facts *facts, uint32_t option)
{
    uint32_t score = score_index(facts, option);

    return score == KB_NONE ? 0 : facts->scores[score];
}

static int32_t strongest_of(const struct oracle_facts *facts, uint32_t option,
                            struct kb_range criteria)
{
    const dvf_kb *kb = facts->kb;
    const uint32_t *names = kb_index(kb, criteria);
    uint32_t score = score_index(facts, option);
    int32_t most = 0;

    for (uint32_t i = 0; score != KB_NONE && i < criteria.count; i++) {
        uint32_t criterion = names[i] & ~KB_CRITERION_BIT;
        int32_t points = facts->strongest[criterion * kb->scoring + score];

        most = points > most ? points : most;
    }
    return most;
}

static bool outcome_is(const struct oracle_facts *facts, uint32_t wanted)
{
    const struct verdict *verdict = facts->verdict;

    if (wanted == KB_TOO_CLOSE)
        return verdict->outcome == OUTCOME_TOO_CLOSE;
    if (wanted == KB_UNDECIDED)
        return verdict->outcome == OUTCOME_UNDECIDED;
    return verdict->outcome == OUTCOME_OPTION && verdict->option == wanted;
}

static bool ask_result(const struct oracle_facts *facts,
                       const struct kb_operation *operation)
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
        other = strongest_of(facts, operation->b, operation->others);
        number = strongest_of(facts, operation->a, operation->names);
        break;
    default:
        number = strongest_of(facts, operation->a, operation->names);
        break;
    }
    return kb_relate(operation->relation, number, other);
}

/* ---------------------------------------------------------------- machine */

static uint8_t run_operation(const struct oracle_facts *facts,
                             const struct kb_operation *operation,
                             const uint8_t *top)
{
    switch ((enum kb_operation_code)operation->code) {
    /* NOLINTBEGIN(clang-analyzer-core.UndefinedBinaryOperatorResult): callers
     * assert that kb_operands() truths lie at `top`. */
    case KB_AND:
        return top[0] < top[1] ? top[0] : top[1];
    case KB_OR:
        return top[0] > top[1] ? top[0] : top[1];
    case KB_NOT:
        return (uint8_t)(TRUTH_TRUE - top[0]);
    /* NOLINTEND(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    case KB_TEST:
        return facts->tests[operation->a];
    case KB_TERM:
        return facts->terms[operation->a];
    default:
        return ask_result(facts, operation) ? TRUTH_TRUE : TRUTH_FALSE;
    }
}

/* @return the value of operations, or `empty` where there are none */
static enum truth run(const struct oracle_facts *facts,
                      struct kb_range operations, enum truth empty)
{
    const struct kb_operation *first = kb_operations(facts->kb) +
                                       operations.first;
    uint8_t stack[KB_STACK_MAX]; /* not cleared: conditions are many */
    uint32_t depth = 0;

    if (operations.count == 0)
        return empty;
    for (uint32_t i = 0; i < operations.count; i++) {
        uint32_t taken = kb_operands(&first[i]);

        assert(depth >= taken && depth - taken < KB_STACK_MAX);
        depth -= taken;
        stack[depth] = run_operation(facts, &first[i], &stack[depth]);
        depth++;
    }
    assert(depth == 1);
    return (enum truth)stack[0];
}

bool oracle_truth_hangs_on(const struct oracle_facts *facts,
                           struct kb_range operations, uint32_t attribute)
{
    const dvf_kb *kb = facts->kb;
    const struct kb_operation *first = kb_operations(kb) + operations.first;
    uint8_t stack[KB_STACK_MAX];
    bool hangs[KB_STACK_MAX] = {false};
    uint32_t depth = 0;

    for (uint32_t i = 0; i < operations.count; i++) {
        uint32_t taken = kb_operands(&first[i]);
        bool any = false;

        assert(depth >= taken && depth - taken < KB_STACK_MAX);
        depth -= taken;
        for (uint32_t k = 0; k < taken; k++)
            any |= stack[depth + k] == TRUTH_OPEN && hangs[depth + k];
        if (first[i].code == KB_TEST)
            any = kb_tests(kb)[first[i].a].attribute == attribute;
        else if (first[i].code == KB_TERM)
            any = kb_index_has(kb, kb_terms(kb)[first[i].a].condition.reads,
                               attribute);
        stack[depth] = run_operation(facts, &first[i], &stack[depth]);
        hangs[depth] = any && stack[depth] == TRUTH_OPEN;
        depth++;
    }
    return depth > 0 && hangs[0];
}

enum truth oracle_truth_of_term(const struct oracle_facts *facts, uint32_t term)
{
    return run(facts, kb_terms(facts->kb)[term].condition.when, TRUTH_TRUE);
}

struct condition_truth oracle_truth_of(const struct oracle_facts *facts,
                                       const struct kb_condition *condition)
{
    return (struct condition_truth){
        .when = run(facts, condition->when, TRUTH_TRUE),
        .unless = run(facts, condition->unless, TRUTH_FALSE),
    };
}

enum truth oracle_truth_holds(struct condition_truth standing)
{
    if (standing.when == TRUTH_FALSE || standing.unless == TRUTH_TRUE)
        return TRUTH_FALSE;
    return standing.when;
}

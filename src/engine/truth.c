/* SPDX-License-Identifier: MIT */
/*
 * A small stack machine over truths. Each distinct test and each term is
 * evaluated once; a condition only looks them up.
 */
#include "engine/truth.h"

#include <assert.h>

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static enum truth run_test(const struct kb_test *test,
                           const struct answer *answer)
{
    uint64_t mask = (uint64_t)test->mask[1] << 32 | test->mask[0];
    uint64_t values = answer->values;

    if (!answer->answered)
        return TRUTH_OPEN;
    if (test->kind == KB_TEST_COUNT)
        values = UINT64_C(1) << count_bits(values);
    return (values & mask) != 0 ? TRUTH_TRUE : TRUTH_FALSE;
}

/* -------------------------------------------------- questions of a result */

static bool has_fired(const dvf_evaluation *evaluation, uint32_t name)
{
    uint32_t scoring = evaluation->kb->scoring;
    uint32_t criterion = name & ~KB_CRITERION_BIT;

    if ((name & KB_CRITERION_BIT) == 0)
        return evaluation->rules[name] == RULE_FIRED;
    for (uint32_t i = 0; i < scoring; i++)
        if (evaluation->strongest[criterion * scoring + i] > 0)
            return true;
    return false;
}

static bool any_fired(const dvf_evaluation *evaluation,
                      const struct kb_operation *operation)
{
    const uint32_t *names = kb_index(evaluation->kb, operation->names);

    for (uint32_t i = 0; i < operation->names.count; i++)
        if (has_fired(evaluation, names[i]))
            return true;
    return false;
}

static int32_t score_of(const dvf_evaluation *evaluation, uint32_t option)
{
    return evaluation->scores[kb_options(evaluation->kb)[option].score];
}

static int32_t strongest_of(const dvf_evaluation *evaluation,
                            const struct kb_operation *operation)
{
    const dvf_kb *kb = evaluation->kb;
    const uint32_t *names = kb_index(kb, operation->names);
    uint32_t score = kb_options(kb)[operation->a].score;
    int32_t most = 0;

    for (uint32_t i = 0; i < operation->names.count; i++) {
        uint32_t criterion = names[i] & ~KB_CRITERION_BIT;
        int32_t points = evaluation->strongest[criterion * kb->scoring + score];

        most = points > most ? points : most;
    }
    return most;
}

static bool outcome_is(const dvf_evaluation *evaluation, uint32_t wanted)
{
    const struct verdict *verdict = &evaluation->verdict;

    if (wanted == KB_TOO_CLOSE)
        return verdict->outcome == OUTCOME_TOO_CLOSE;
    if (wanted == KB_UNDECIDED)
        return verdict->outcome == OUTCOME_UNDECIDED;
    return verdict->outcome == OUTCOME_OPTION && verdict->option == wanted;
}

static bool ask_result(const dvf_evaluation *evaluation,
                       const struct kb_operation *operation)
{
    int64_t number = 0;

    switch ((enum kb_operation_code)operation->code) {
    case KB_FIRED:
        return any_fired(evaluation, operation);
    case KB_OUTCOME:
        return outcome_is(evaluation, operation->a) ==
               (operation->relation == KB_EQUAL);
    case KB_SCORE:
        number = score_of(evaluation, operation->a);
        break;
    case KB_LEAD:
        number = (int64_t)score_of(evaluation, operation->a) -
                 score_of(evaluation, operation->b);
        break;
    default:
        number = strongest_of(evaluation, operation);
        break;
    }
    return kb_relate(operation->relation, number, operation->number);
}

/* ---------------------------------------------------------------- machine */

/* Truths that an operation takes from the stack; each puts one on it. */
static const uint8_t operands[] = {
#define X(code, word, count) [KB_##code] = count,
    KB_OPERATIONS(X)
#undef X
};

static uint8_t run_operation(const dvf_evaluation *evaluation,
                             const struct kb_operation *operation,
                             const uint8_t *top)
{
    switch ((enum kb_operation_code)operation->code) {
    /* NOLINTBEGIN(clang-analyzer-core.UndefinedBinaryOperatorResult): that
     * `operands` truths lie at `top` is asserted where this is called. */
    case KB_AND:
        return top[0] < top[1] ? top[0] : top[1];
    case KB_OR:
        return top[0] > top[1] ? top[0] : top[1];
    case KB_NOT:
        return (uint8_t)(TRUTH_TRUE - top[0]);
    /* NOLINTEND(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    case KB_TEST:
        return evaluation->tests[operation->a];
    case KB_TERM:
        return evaluation->terms[operation->a];
    default:
        return ask_result(evaluation, operation) ? TRUTH_TRUE : TRUTH_FALSE;
    }
}

/* @return the value of operations, or `empty` where there are none */
static enum truth run(const dvf_evaluation *evaluation,
                      struct kb_range operations, enum truth empty)
{
    const struct kb_operation *first = kb_operations(evaluation->kb) +
                                       operations.first;
    uint8_t stack[KB_STACK_MAX]; /* not cleared: conditions are many */
    uint32_t depth = 0;

    if (operations.count == 0)
        return empty;
    for (uint32_t i = 0; i < operations.count; i++) {
        uint32_t taken = operands[first[i].code];

        assert(depth >= taken && depth - taken < KB_STACK_MAX);
        depth -= taken;
        stack[depth] = run_operation(evaluation, &first[i], &stack[depth]);
        depth++;
    }
    assert(depth == 1);
    return (enum truth)stack[0];
}

void truth_prepare(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_tests_count(kb); i++) {
        const struct kb_test *test = &kb_tests(kb)[i];

        evaluation->tests[i] = (uint8_t)run_test(
            test, &evaluation->profile->answers[test->attribute]);
    }
    for (uint32_t i = 0; i < kb_terms_count(kb); i++)
        evaluation->terms[i] = (uint8_t)run(
            evaluation, kb_terms(kb)[i].condition.when, TRUTH_TRUE);
}

struct standing truth_of(const dvf_evaluation *evaluation,
                         const struct kb_condition *condition)
{
    return (struct standing){
        .when = run(evaluation, condition->when, TRUTH_TRUE),
        .unless = run(evaluation, condition->unless, TRUTH_FALSE),
    };
}

enum truth truth_holds(struct standing standing)
{
    if (standing.when == TRUTH_FALSE || standing.unless == TRUTH_TRUE)
        return TRUTH_FALSE;
    return standing.when;
}

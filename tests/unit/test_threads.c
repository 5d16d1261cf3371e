/* SPDX-License-Identifier: MIT */
/*
 * Threads: evaluators of one knowledge base do not get in each other's way. The
 * preset `threads` builds this test alone, so that it tells of races.
 */
#include "support.h"

#include <pthread.h>
#include <string.h>

#define THREADS 8
#define ROUNDS  200

/* Work of one thread, which shares nothing else with the others. */
struct worker {
    pthread_t thread;
    const dvf_kb *kb;
    dvf_result results[ROUNDS];
    size_t reasons;
    bool done;
};

static void answer(dvf_profile *profile, const dvf_kb *kb,
                   struct random *random)
{
    dvf_attribute attribute;

    dvf_profile_clear(profile);
    for (size_t i = 0; dvf_kb_attribute_at(kb, i, &attribute); i++)
        if (!random_once_in(random, 4))
            (void)dvf_profile_set(
                profile, i, random_below(random, (uint32_t)attribute.values));
}

/* Judge the same profiles as every other worker. */
static void *work(void *given)
{
    struct worker *worker = given;
    struct random random = {8};
    dvf_evaluator *evaluator = NULL;
    dvf_profile *profile = NULL;
    dvf_reason reason;

    worker->done = dvf_evaluator_new(worker->kb, NULL, NULL, &evaluator) ==
                       DVF_OK &&
                   dvf_profile_new(worker->kb, NULL, &profile) == DVF_OK;
    for (int i = 0; worker->done && i < ROUNDS; i++) {
        const dvf_profile *profiles[1] = {profile};

        answer(profile, worker->kb, &random);
        worker->done = dvf_evaluator_run(evaluator, profiles, 1,
                                         &worker->results[i]) == DVF_OK;
        while (dvf_evaluation_reason(dvf_evaluator_evaluation(evaluator),
                                     worker->reasons, &reason))
            worker->reasons++;
    }
    dvf_evaluator_free(evaluator);
    dvf_profile_free(profile);
    return NULL;
}

static void work_together(const dvf_kb *kb)
{
    static struct worker workers[THREADS];

    memset(workers, 0, sizeof workers);
    for (int i = 0; i < THREADS; i++) {
        workers[i].kb = kb;
        assert_int_equal(
            pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_true(workers[i].done);
        assert_int_equal(workers[i].reasons, workers[0].reasons);
        for (int k = 0; k < ROUNDS; k++) {
            assert_int_equal(workers[i].results[k].outcome,
                             workers[0].results[k].outcome);
            assert_int_equal(workers[i].results[k].option,
                             workers[0].results[k].option);
            assert_int_equal(workers[i].results[k].lead,
                             workers[0].results[k].lead);
        }
    }
}

static void threads_share_the_built_in_kb(void **state)
{
    (void)state;
    work_together(dvf_kb_builtin());
}

static void threads_share_a_loaded_kb(void **state)
{
    struct buffer text = {0};

    (void)state;
    read_source_file("tests/data/kb/web-framework.yaml", &text);
    dvf_kb *kb = load_kb(text.bytes);
    work_together(kb);
    dvf_kb_free(kb);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_share_the_built_in_kb),
        cmocka_unit_test(threads_share_a_loaded_kb),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

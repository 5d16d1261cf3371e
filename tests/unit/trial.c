/* SPDX-License-Identifier: MIT */
/*
 * Trials: see trial.h. Linked into every unit test.
 */
#include "trial.h"

#include <string.h>

static const char verdict[] = "verdict:\n"
                              "  too_close: {points: 2, percent: 15}\n"
                              "  strength:\n"
                              "    - {id: weak, points: 0, percent: 0}\n"
                              "    - {id: clear, points: 4, percent: 30}\n"
                              "    - {id: full, points: 8, percent: 60}\n"
                              "  excludes:\n"
                              "    - option: right\n"
                              "      when:\n"
                              "        - parts has roof\n"
                              "      says: No room.\n"
                              "  combinations:\n"
                              "    - option: pair\n"
                              "      requires:\n"
                              "        - when:\n"
                              "            - parts has wheel\n"
                              "          unmet: It stands still.\n";

void trial_rule(struct buffer *out, const char *id, const char *when,
                const char *option, const char *weight)
{
    buffer_printf(out,
                  "  - id: %s\n"
                  "    criterion: main\n"
                  "    when:\n"
                  "      - %s\n"
                  "    favours: %s\n"
                  "    weight: %s\n"
                  "    because: It does.\n"
                  "    claims: [c1]\n"
                  "    origin: paper\n",
                  id, when, option, weight);
}

int trial_open(void **state)
{
    struct buffer text = {0};

    buffer_puts(&text, "criteria:\n"
                       "  - {id: total, collect: sum}\n"
                       "  - {id: main, in: total, collect: sum}\n"
                       "rules:\n");
    trial_rule(&text, "l1", "parts has lamp", "left", "slight");
    trial_rule(&text, "l2", "deep", "left", "moderate");
    trial_rule(&text, "l4", "colour == red", "left", "strong");
    trial_rule(&text, "l8", "speed == fast", "left", "decisive");
    trial_rule(&text, "r1", "size == small", "right", "slight");
    trial_rule(&text, "r2", "size == medium", "right", "moderate");
    trial_rule(&text, "r4", "size == large", "right", "strong");
    trial_rule(&text, "r8", "loud", "right", "decisive");
    buffer_puts(&text, verdict);
    *state = load_small_kb(text.bytes);
    buffer_release(&text);
    return 0;
}

int trial_close(void **state)
{
    dvf_kb_free(*state);
    return 0;
}

static dvf_evaluation *evaluate_lines(const dvf_kb *kb, const char *answers,
                                      const char *rest)
{
    struct buffer text = {0};
    dvf_profile *profile;

    buffer_printf(&text, "profile: test\n%sanswers: {%s}\n", rest ? rest : "",
                  answers);
    profile = load_profile(kb, text.bytes);
    buffer_release(&text);
    return evaluate(kb, profile, NULL);
}

static void load_policy(struct policy *policy, const dvf_kb *kb,
                        const char *lines)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct buffer text = {0};

    assert_int_equal(policy_init(policy, kb), DVF_OK);
    buffer_printf(&text, "policy: p\n%s", lines ? lines : "");
    assert_int_equal(
        policy_load(policy, &(dvf_input){"p.yaml", text.bytes, text.length},
                    list),
        DVF_OK);
    buffer_release(&text);
    dvf_diagnostics_free(list);
}

void judge_again(struct judged *judged)
{
    const struct check_subject subject = {
        .file = "a/b.dvf.yaml",
        .name = "b.dvf.yaml",
        .evaluation = judged->evaluation,
        .locked = judged->then ? &judged->entry : NULL,
    };

    check_result_release(&judged->result);
    assert_int_equal(check_judge(&judged->result, &subject, &judged->request),
                     DVF_OK);
}

void judge(struct judged *judged, const dvf_kb *kb, const struct trial *trial)
{
    *judged = (struct judged){.then = NULL};
    load_policy(&judged->policy, kb, trial->policy);
    judged->evaluation = evaluate_lines(kb, trial->answers, trial->rest);
    if (trial->before) {
        judged->then = evaluate_lines(kb, trial->before, NULL);
        assert_int_equal(lock_entry_make(&judged->entry, &judged->arena,
                                         judged->then, "b.dvf.yaml"),
                         DVF_OK);
    }
    judged->request = (struct check_request){
        .policy = &judged->policy,
        .expect = trial->expect,
        .as_of = trial->as_of ? trial->as_of : "2026-11-22",
        .locked = trial->locked,
        .locking = trial->locking,
    };
    judge_again(judged);
}

void forget_trial(struct judged *judged)
{
    check_result_release(&judged->result);
    arena_release(&judged->arena);
    policy_release(&judged->policy);
    forget(judged->evaluation);
    if (judged->then)
        forget(judged->then);
}

void expect_outcomes(const dvf_kb *kb, const struct expectation *expectations,
                     size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const struct expectation *one = &expectations[i];
        struct judged judged;

        judge(&judged, kb,
              &(struct trial){.answers = one->answers,
                              .rest = one->rest,
                              .policy = one->policy});
        if (judged.result.outcome != one->outcome ||
            judged.result.fails != one->fails ||
            (one->message && strcmp(judged.result.message, one->message) != 0))
            fail_msg("trial %zu: %s, %s: %s", i,
                     check_outcome_word(judged.result.outcome),
                     judged.result.fails ? "fails" : "passes",
                     judged.result.message);
        forget_trial(&judged);
    }
}

const struct check_finding *finding_of(const struct check_result *result,
                                       unsigned kind)
{
    const struct check_finding *found = NULL;
    uint32_t i;

    for (i = 0; i < result->findings_count; i++) {
        if (result->findings[i].kind != kind)
            continue;
        assert_null(found);
        found = &result->findings[i];
    }
    return found;
}

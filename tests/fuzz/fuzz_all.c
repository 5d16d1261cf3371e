/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a knowledge base, a profile, a policy and a lock,
 * through loading, evaluation, checks and every renderer in several styles. A
 * form feed, which no valid input holds, ends the KB and begins the profile;
 * without one the bytes are each of them, with the built-in KB.
 *
 * Slow, and for long runs: the other targets take one subject each.
 *
 * Build: with the library's objects; by clang with -fsanitize=fuzzer, or with
 *        replay.c by any compiler, which then runs over files and directories.
 * Run:   fuzz_all -dict=tests/fuzz/dictionaries/all.dict DIRECTORY
 *        tests/fuzz/corpora/all (new inputs go to DIRECTORY)
 */
#include "fuzz.h"
#include "report/check_report.h"
#include "report/document.h"

#include <string.h>

static void render(const dvf_evaluation *evaluation, size_t size)
{
    const dvf_evaluation *const two[] = {evaluation, evaluation};
    size_t format;
    size_t i;

    for (format = 0; format < dvf_format_count(); format++)
        for (i = size % 2; i < FUZZ_STYLES; i += 2) {
            bool is_record = format_has(dvf_format_at(format),
                                        FORMAT_IS_RECORD);
            dvf_text text;

            if (is_record && (i > 1 || document_choice(evaluation) == KB_NONE))
                continue;
            must(dvf_render(dvf_format_at(format), two, 1 + i / 2,
                            &fuzz_styles[i], &text) == DVF_OK);
            if (format == 0)
                fuzz_check_text(&text, &fuzz_styles[i]);
            dvf_text_release(&text);
        }
}

/* ----------------------------------------------------------------- checks */

static void render_check(const dvf_kb *kb, const struct check_result *result,
                         size_t size)
{
    struct check_report report = {
        .kb = kb,
        .results = result,
        .count = 1,
        .summary = check_summarise(result, 1),
        .as_of = "2026-11-22",
        .style = fuzz_styles[size % FUZZ_STYLES],
    };
    const dvf_style plain = {.ascii = false};
    const dvf_format *format;
    dvf_text text;
    size_t i;

    report.status = check_summary_status(&report.summary);
    for (i = 0; (format = check_format_at(i)); i++) {
        must(check_render(format, &report, &text) == DVF_OK);
        fuzz_check_text(&text, i == 0 ? &report.style : &plain);
        dvf_text_release(&text);
    }
}

/* What is written of an evaluation is read as the same. */
static void relock(struct lock *lock, const dvf_evaluation *evaluation)
{
    struct arena arena = {0};
    struct lock made = {0};
    struct lock_entry entry;
    struct buffer text = {0};
    dvf_diagnostics *problems = dvf_diagnostics_new();

    must(problems);
    must(lock_entry_make(&entry, &arena, evaluation, "p") == DVF_OK);
    must(lock_put(&made, &entry) == DVF_OK);
    lock_append(&made, &text);
    must(!text.failed);
    must(lock_load(lock, &(dvf_input){"l", text.bytes, text.length},
                   problems) == DVF_OK);
    buffer_release(&text);
    lock_release(&made);
    arena_release(&arena);
    dvf_diagnostics_free(problems);
}

static void judge(const dvf_kb *kb, const dvf_evaluation *evaluation,
                  size_t size)
{
    struct lock lock = {0};
    struct policy policy;
    struct check_result result;
    struct check_subject subject = {
        .file = "p", .name = "p", .evaluation = evaluation};
    const struct check_request request = {
        .policy = &policy, .as_of = "2026-11-22", .locked = size % 2 == 0};

    must(policy_init(&policy, kb) == DVF_OK);
    policy.min_lead = size % 3 == 0 ? 5 : 0;
    policy.min_strength = size % 5 == 0 ? kb_strengths_count(kb) - 1 : 0;
    relock(&lock, evaluation);
    subject.locked = lock_find(&lock, "p");
    must(check_judge(&result, &subject, &request) == DVF_OK);
    must(result.lock.state == LOCK_SAME);
    render_check(kb, &result, size);
    check_result_release(&result);
    lock_release(&lock);
    policy_release(&policy);
}

static void judge_nothing(const dvf_kb *kb, const dvf_diagnostics *problems,
                          size_t size)
{
    struct check_result result;

    must(check_fail(&result,
                    &(struct check_failure){
                        .file = "p",
                        .problems = problems,
                        .message = "It cannot be evaluated."}) == DVF_OK);
    render_check(kb, &result, size);
    check_result_release(&result);
}

static void try_policy(const dvf_kb *kb, const char *bytes, size_t size)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct policy policy;
    struct buffer text = {0};
    dvf_status status;
    int i;

    must(problems && policy_init(&policy, kb) == DVF_OK);
    status = policy_load(&policy, &(dvf_input){"policy", bytes, size},
                         problems);
    fuzz_check_problems(problems, status, size);
    fuzz_check_rendered(problems, size + 1);
    for (i = 0; status == DVF_OK && i < POLICY_SETTING_COUNT; i++)
        policy_append(&policy, (enum policy_setting)i, &text);
    buffer_release(&text);
    policy_release(&policy);
    dvf_diagnostics_free(problems);
}

static void try_lock(const char *bytes, size_t size)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct lock lock = {0};
    struct lock again = {0};
    struct buffer once = {0};
    struct buffer twice = {0};
    dvf_status status;

    must(problems);
    status = lock_load(&lock, &(dvf_input){"lock", bytes, size}, problems);
    fuzz_check_problems(problems, status, size);
    fuzz_check_rendered(problems, size + 1);
    if (status == DVF_OK) {
        lock_append(&lock, &once);
        must(lock_load(&again, &(dvf_input){"lock", once.bytes, once.length},
                       problems) == DVF_OK);
        lock_append(&again, &twice);
        fuzz_check_same(&once, &twice);
    }
    buffer_release(&once);
    buffer_release(&twice);
    lock_release(&lock);
    lock_release(&again);
    dvf_diagnostics_free(problems);
}

/* ----------------------------------------------------------------- inputs */

static void try_profile(const dvf_kb *kb, const char *bytes, size_t size)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluation *evaluation = NULL;
    dvf_status status;

    must(problems);
    status = dvf_profile_load(kb, &(dvf_input){"profile", bytes, size},
                              problems, &profile);
    must((status == DVF_OK) == !!profile);
    fuzz_check_problems(problems, status, size);
    fuzz_check_rendered(problems, size + 1);
    if (profile) {
        must(dvf_evaluate(kb, profile, NULL, problems, &evaluation) == DVF_OK);
        render(evaluation, size);
        judge(kb, evaluation, size);
    } else {
        judge_nothing(kb, problems, size);
    }
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
}

static dvf_kb *try_kb(const char *bytes, size_t size)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *kb = NULL;
    dvf_status status;

    must(problems);
    status = dvf_kb_load(&(dvf_input){"kb", bytes, size}, problems, &kb);
    must((status == DVF_OK) == !!kb);
    fuzz_check_problems(problems, status, size);
    fuzz_check_rendered(problems, size + 1);
    dvf_diagnostics_free(problems);
    if (kb)
        fuzz_check_template(kb);
    return kb;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = size == 0 ? "" : (const char *)data;
    const char *feed = memchr(bytes, '\f', size);
    dvf_kb *kb = try_kb(bytes, !feed ? size : (size_t)(feed - bytes));

    if (!feed) {
        try_profile(dvf_kb_builtin(), bytes, size);
        try_policy(dvf_kb_builtin(), bytes, size);
        try_lock(bytes, size);
    } else if (kb)
        try_profile(kb, feed + 1, size - (size_t)(feed + 1 - bytes));
    dvf_kb_free(kb);
    return 0;
}

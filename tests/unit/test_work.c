/* SPDX-License-Identifier: MIT */
/*
 * A working tree is checked by the library alone: without a terminal, options
 * or an environment, and with nothing printed.
 */
#include "folder.h"
#include "support.h"

#include "base/file.h"
#include "check/lock.h"
#include "work/check_run.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A check that was judged, and what it was asked. */
struct trial {
    dvf_kb *kb;
    dvf_diagnostics *problems;
    const char *operands[1];
    struct work_settings settings;
    struct check_run run;
};

static void put(const char *path, const char *text)
{
    assert_int_equal(file_replace(path, text, strlen(text)), 0);
}

static void put_profile(const char *path, const char *option)
{
    struct buffer text = {0};

    buffer_printf(&text,
                  "profile: p\nanswers:\n  colour: red\n"
                  "decision:\n  option: %s\n",
                  option);
    put(path, text.bytes);
    buffer_release(&text);
}

static dvf_status open_trial(struct trial *trial)
{
    trial->kb = load_small_kb("");
    trial->problems = dvf_diagnostics_new();
    assert_non_null(trial->problems);
    if (!trial->operands[0])
        trial->operands[0] = ".";
    trial->settings.operands = trial->operands;
    trial->settings.operands_count = 1;
    trial->settings.today = "2026-11-22";
    return check_run_open(&trial->run, trial->kb, &trial->settings,
                          trial->problems);
}

static void judge(struct trial *trial)
{
    assert_int_equal(open_trial(trial), DVF_OK);
    assert_int_equal(check_run_judge(&trial->run), DVF_OK);
}

static void close_trial(struct trial *trial)
{
    check_run_close(&trial->run);
    dvf_diagnostics_free(trial->problems);
    dvf_kb_free(trial->kb);
}

static const struct check_result *result_at(const struct trial *trial,
                                            size_t index)
{
    return array_at(&trial->run.results, index);
}

static void expect_notice(const struct trial *trial, size_t index,
                          enum notice_kind kind, const char *text)
{
    const struct notice *notice = array_at(&trial->run.notices.items, index);

    assert_int_equal(notice->kind, kind);
    assert_string_equal(notice->text, text);
}

/* ------------------------------------------------------------- Judging */

static void a_repository_is_checked_and_named_from_its_root(void **state)
{
    struct trial trial = {.operands = {"app"}};

    (void)state;
    assert_int_equal(mkdir(".git", 0700), 0);
    assert_int_equal(mkdir("app", 0700), 0);
    put_profile("app/a.dvf.yaml", "left");
    put_profile("app/b.dvf.yaml", "right");
    put(".dvf-policy.yaml", "policy: house\nmin_answered: 1\n");
    judge(&trial);
    assert_int_equal(trial.run.results.count, 2);
    assert_string_equal(result_at(&trial, 0)->file, "app/a.dvf.yaml");
    assert_string_equal(result_at(&trial, 1)->file, "app/b.dvf.yaml");
    assert_string_equal(result_at(&trial, 0)->policy->name, "house");
    assert_int_equal(trial.run.summary.total, 2);
    assert_int_equal(result_at(&trial, 0)->outcome, CHECK_AGREES);
    assert_int_equal(result_at(&trial, 1)->outcome, CHECK_DIFFERS);
    assert_int_equal(trial.run.notices.items.count, 0);
    close_trial(&trial);
}

static void a_broken_profile_is_an_error_and_spares_the_others(void **state)
{
    struct trial trial = {0};

    (void)state;
    put("a.dvf.yaml", "profile: [\n");
    put_profile("b.dvf.yaml", "left");
    judge(&trial);
    assert_true(check_run_has_errors(&trial.run));
    assert_int_equal(result_at(&trial, 0)->outcome, CHECK_ERROR);
    assert_true(diagnostics_have_errors(trial.run.items[0].problems));
    assert_int_equal(result_at(&trial, 1)->outcome, CHECK_AGREES);
    close_trial(&trial);
}

static void a_link_out_of_the_repository_is_refused(void **state)
{
    struct trial trial = {.operands = {"in"}};

    (void)state;
    assert_int_equal(mkdir("in", 0700), 0);
    assert_int_equal(mkdir("in/.git", 0700), 0);
    put_profile("outside.yaml", "left");
    assert_int_equal(symlink("../outside.yaml", "in/dvf.yaml"), 0);
    judge(&trial);
    assert_int_equal(result_at(&trial, 0)->outcome, CHECK_ERROR);
    assert_string_equal(
        dvf_diagnostics_at(trial.run.items[0].problems, 0)->message,
        "it is a link that leads out of the repository");
    close_trial(&trial);
}

/* The folder's policy or lock is broken: problems are those of one reading. */
static void expect_read_once(const char *file)
{
    struct trial trial = {0};

    put(file, "policy: [\n");
    put_profile("a.dvf.yaml", "left");
    put_profile("b.dvf.yaml", "left");
    judge(&trial);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(result_at(&trial, i)->outcome, CHECK_ERROR);
    assert_true(dvf_diagnostics_count(trial.run.items[0].problems) > 0);
    assert_int_equal(dvf_diagnostics_count(trial.run.items[1].problems), 0);
    close_trial(&trial);
}

static void a_broken_policy_is_read_once_for_all_profiles(void **state)
{
    (void)state;
    expect_read_once(".dvf-policy.yaml");
}

static void a_broken_lock_is_read_once_for_all_profiles(void **state)
{
    (void)state;
    expect_read_once("dvf.lock");
}

static void options_stand_over_the_policy_under_their_names(void **state)
{
    static const char *const words[] = {"7"};
    struct trial trial = {
        .settings.options[POLICY_MIN_LEAD] = {POLICY_MIN_LEAD, "lead", words,
                                              1},
    };

    (void)state;
    put(".dvf-policy.yaml", "policy: p\nmin_lead: 1\n");
    put_profile("dvf.yaml", "left");
    judge(&trial);
    assert_int_equal(result_at(&trial, 0)->policy->min_lead, 7);
    assert_string_equal(result_at(&trial, 0)->policy->origins[POLICY_MIN_LEAD],
                        "lead");
    close_trial(&trial);
}

static void the_users_policy_is_the_one_that_is_named(void **state)
{
    struct trial trial = {
        .settings = {.user_file = "user.yaml", .user_name = "~/user.yaml"},
    };

    (void)state;
    put("user.yaml", "policy: mine\n");
    put_profile("dvf.yaml", "left");
    judge(&trial);
    assert_string_equal(result_at(&trial, 0)->policy->name, "mine");
    assert_string_equal(result_at(&trial, 0)->policy->file, "~/user.yaml");
    close_trial(&trial);
}

static void a_broken_knowledge_base_still_shows_broken_profiles(void **state)
{
    struct trial trial = {0};
    static const char *const operands[] = {"."};
    const struct work_settings settings = {
        .operands = operands, .operands_count = 1, .today = "2026-11-22"};

    (void)state;
    put("dvf.yaml", "profile: [\n");
    trial.problems = dvf_diagnostics_new();
    assert_non_null(trial.problems);
    (void)check_run_open(&trial.run, NULL, &settings, trial.problems);
    assert_true(diagnostics_have_errors(trial.problems));
    close_trial(&trial);
}

/* ------------------------------------------------------------- Notices */

static void what_is_passed_over_is_noticed_in_order(void **state)
{
    struct trial trial = {0};

    (void)state;
    put_profile("dvf.yaml", "left");
    put_profile("app.dvf.yml", "left");
    put_profile("other.yaml", "left");
    put(".dvf-policy.yml", "policy: p\n");
    judge(&trial);
    assert_int_equal(trial.run.notices.items.count, 3);
    expect_notice(&trial, 0, NOTICE_WARNING,
                  "'app.dvf.yml' is not checked: it would be if it were named "
                  "'app.dvf.yaml'");
    expect_notice(&trial, 1, NOTICE_WARNING,
                  "'other.yaml' looks like a profile and is not checked: it "
                  "would be if it were named 'other.dvf.yaml'");
    expect_notice(&trial, 2, NOTICE_WARNING,
                  "'.dvf-policy.yml' is passed over: policies are named "
                  ".dvf-policy.yaml");
    close_trial(&trial);
}

static void names_in_notices_are_harmless_and_utf8(void **state)
{
    struct notices notices;
    struct buffer text = {0};

    (void)state;
    notices_init(&notices);
    notice_quote(&text, "\xc3\xa9\n\x1b");
    assert_true(notices_add(&notices, NOTICE_NEWS, &text));
    assert_string_equal(((struct notice *)array_at(&notices.items, 0))->text,
                        "'\xc3\xa9\\n\\x1b'");
    notices_release(&notices);
}

/* --------------------------------------------------------------- Locks */

static void locks_are_written_once_and_noticed(void **state)
{
    struct trial first = {.settings.locking = true};
    struct trial second = {.settings.locking = true};

    (void)state;
    put_profile("dvf.yaml", "left");
    judge(&first);
    assert_int_equal(check_run_lock(&first.run), DVF_OK);
    expect_notice(&first, 0, NOTICE_NEWS, "wrote 'dvf.lock', 1 profile locked");
    close_trial(&first);
    assert_true(file_is_regular("dvf.lock"));
    judge(&second);
    assert_int_equal(check_run_lock(&second.run), DVF_OK);
    assert_int_equal(second.run.notices.items.count, 0);
    close_trial(&second);
}

static void no_lock_is_written_after_an_error(void **state)
{
    struct trial trial = {.settings.locking = true};

    (void)state;
    put("a.dvf.yaml", "profile: [\n");
    put_profile("b.dvf.yaml", "left");
    judge(&trial);
    assert_int_equal(check_run_lock(&trial.run), DVF_INVALID);
    expect_notice(&trial, 0, NOTICE_REFUSAL,
                  "no lock was written, since not every profile could be "
                  "evaluated");
    assert_false(file_is_regular("dvf.lock"));
    close_trial(&trial);
}

static void a_lock_that_cannot_be_written_is_noticed(void **state)
{
    struct trial trial = {.settings.locking = true};

    (void)state;
    put_profile("dvf.yaml", "left");
    judge(&trial);
    put("dvf.lock", "broken: [\n");
    assert_int_equal(check_run_lock(&trial.run), DVF_IO);
    expect_notice(&trial, 0, NOTICE_REFUSAL,
                  "cannot write 'dvf.lock': it was changed meanwhile, and "
                  "cannot be loaded any more");
    close_trial(&trial);
}

static void a_profile_that_left_the_gate_is_a_result(void **state)
{
    struct trial locking = {.settings.locking = true};
    struct trial locked = {.settings.locked = true};

    (void)state;
    put_profile("a.dvf.yaml", "left");
    put_profile("b.dvf.yaml", "left");
    judge(&locking);
    assert_int_equal(check_run_lock(&locking.run), DVF_OK);
    close_trial(&locking);
    assert_int_equal(unlink("b.dvf.yaml"), 0);
    judge(&locked);
    assert_int_equal(locked.run.results.count, 2);
    assert_string_equal(result_at(&locked, 1)->file, "b.dvf.yaml");
    assert_int_equal(result_at(&locked, 1)->outcome, CHECK_ERROR);
    close_trial(&locked);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_repository_is_checked_and_named_from_its_root),
        TEST(a_broken_profile_is_an_error_and_spares_the_others),
        TEST(a_link_out_of_the_repository_is_refused),
        TEST(a_broken_policy_is_read_once_for_all_profiles),
        TEST(a_broken_lock_is_read_once_for_all_profiles),
        TEST(options_stand_over_the_policy_under_their_names),
        TEST(the_users_policy_is_the_one_that_is_named),
        TEST(a_broken_knowledge_base_still_shows_broken_profiles),
        TEST(what_is_passed_over_is_noticed_in_order),
        TEST(names_in_notices_are_harmless_and_utf8),
        TEST(locks_are_written_once_and_noticed),
        TEST(no_lock_is_written_after_an_error),
        TEST(a_lock_that_cannot_be_written_is_noticed),
        TEST(a_profile_that_left_the_gate_is_a_result),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

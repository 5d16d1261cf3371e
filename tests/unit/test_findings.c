/* SPDX-License-Identifier: MIT */
/*
 * Findings: what is said of outcomes and unreadable files, at which place,
 * under which fingerprint.
 */
#include "profile/profile.h"
#include "trial.h"

#include <string.h>

/* ----------------------------------------------------------------- places */

static void a_finding_stands_at_the_decision_or_the_name(void **state)
{
    struct judged judged;
    const struct check_finding *finding;

    judge(&judged, *state,
          &(struct trial){.answers = "deep: true", .rest = RIGHT});
    assert_int_equal(judged.result.findings_count, 1);
    finding = &judged.result.findings[0];
    assert_int_equal(finding->kind, CHECK_DIFFERS);
    assert_string_equal(finding->message, judged.result.message);
    assert_string_equal(finding->place.file, "a/b.dvf.yaml");
    assert_string_equal(finding->place.pointer, "/decision/option");
    assert_int_equal(finding->place.at.line, 2);
    assert_int_equal(finding->place.at.column, 20);
    forget_trial(&judged);
    judge(&judged, *state, &(struct trial){.answers = "deep: true"});
    finding = &judged.result.findings[0];
    assert_int_equal(finding->kind, CHECK_NO_DECISION);
    assert_string_equal(finding->place.pointer, "/profile");
    assert_int_equal(finding->place.at.line, 1);
    assert_int_equal(finding->place.at.column, 10);
    assert_int_equal(finding->related_count, 0);
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){.answers = "deep: true", .rest = LEFT});
    assert_int_equal(judged.result.findings_count, 0);
    forget_trial(&judged);
}

static void what_speaks_against_the_decision_is_related_first(void **state)
{
    static const struct {
        const char *pointer;
        const char *message;
    } places[] = {
        {"/answers/loud", "loud: true speaks for Right (+8)"},
        {"/answers/size", "size: small speaks for Right (+1)"},
        {"/answers/colour", "colour: red speaks for Left (+4)"},
        {"/answers/parts", "parts: [door, lamp] speaks for Left (+1)"},
    };
    static const char *const rests[] = {LEFT, LEFT UNTIL("2026-11-22"),
                                        LEFT UNTIL("2026-11-21")};
    size_t rest;
    uint32_t i;

    for (rest = 0; rest < COUNT(rests); rest++) {
        const struct check_finding *finding;
        struct judged judged;

        judge(&judged, *state,
              &(struct trial){.answers = "parts: [lamp, door], size: small, "
                                         "colour: red, loud: true, deep: false",
                              .rest = rests[rest]});
        finding = finding_of(&judged.result, judged.result.outcome);
        assert_int_equal(finding->related_count, COUNT(places));
        for (i = 0; i < COUNT(places); i++) {
            const struct check_place *place = &finding->related[i];

            assert_string_equal(place->file, "a/b.dvf.yaml");
            assert_string_equal(place->pointer, places[i].pointer);
            assert_string_equal(place->message, places[i].message);
            assert_true(place->at.line > 0);
        }
        forget_trial(&judged);
    }
}

static void expect_related(const struct check_finding *finding,
                           const char *const *messages, uint32_t count)
{
    uint32_t i;

    assert_int_equal(finding->related_count, count);
    for (i = 0; i < count; i++)
        assert_string_equal(finding->related[i].message, messages[i]);
}

static void only_what_counts_and_was_answered_is_related(void **state)
{
    static const char criteria[] = "criteria:\n"
                                   "  - {id: total, collect: sum}\n"
                                   "  - {id: main, in: total, collect: max}\n"
                                   "  - {id: side, in: total, collect: max}\n"
                                   "rules:\n"
                                   "  - id: aside\n"
                                   "    criterion: side\n"
                                   "    when:\n"
                                   "      - loud\n"
                                   "    favours: right\n"
                                   "    weight: slight\n"
                                   "    because: It does.\n"
                                   "    claims: [c1]\n"
                                   "    origin: paper\n";
    static const char *const one[] = {"loud: true speaks for Right (+8)",
                                      "loud: true speaks for Right (+1)"};
    static const char *const both[] = {
        "loud: true, colour: red speak for Right (+8)",
        "loud: true speaks for Right (+1)"};
    struct buffer sections = {0};
    struct judged judged;
    const struct check_finding *finding;
    dvf_kb *kb;

    (void)state;
    buffer_puts(&sections, criteria);
    trial_rule(&sections, "some", "loud or colour == red", "right", "decisive");
    trial_rule(&sections, "less", "deep", "right", "strong");
    kb = load_small_kb(sections.bytes);
    judge(&judged, kb,
          &(struct trial){.answers = "loud: true, deep: true, size: tiny",
                          .rest = LEFT});
    assert_int_equal(judged.evaluation->reason_count, 3);
    expect_related(finding_of(&judged.result, CHECK_DIFFERS), one, COUNT(one));
    forget_trial(&judged);
    judge(&judged, kb,
          &(struct trial){.answers = "colour: red, loud: true, deep: true",
                          .rest = LEFT});
    finding = finding_of(&judged.result, CHECK_DIFFERS);
    expect_related(finding, both, COUNT(both));
    assert_string_equal(finding->related[0].pointer, "/answers/loud");
    assert_int_equal(finding->related[0].at.column, 30);
    forget_trial(&judged);
    dvf_kb_free(kb);
    buffer_release(&sections);
}

static void what_rules_the_decision_out_is_related_first(void **state)
{
    static const char *const ruled_out[] = {
        "parts: [roof, lamp] stands against it",
        "parts: [roof, lamp] speaks for Left (+1)",
        "loud: true speaks for Right (+8)"};
    static const char *const unmet[] = {"parts: [door] stands against it",
                                        "loud: true speaks for Right (+8)"};
    /* Without an answer there is nothing to point at. */
    static const char *const open[] = {"loud: true speaks for Right (+8)"};
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){.answers = "loud: true, parts: [roof, lamp]",
                          .rest = RIGHT});
    expect_related(finding_of(&judged.result, CHECK_DIFFERS), ruled_out,
                   COUNT(ruled_out));
    assert_string_equal(judged.result.findings[0].related[0].pointer,
                        "/answers/parts");
    assert_int_equal(judged.result.findings[0].related[0].at.line, 3);
    forget_trial(&judged);
    judge(
        &judged, *state,
        &(struct trial){.answers = "loud: true, parts: [door]", .rest = PAIR});
    expect_related(finding_of(&judged.result, CHECK_DIFFERS), unmet,
                   COUNT(unmet));
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){.answers = "loud: true", .rest = PAIR});
    expect_related(finding_of(&judged.result, CHECK_DIFFERS), open,
                   COUNT(open));
    forget_trial(&judged);
}

static void what_is_too_weak_is_related_to_its_reasons(void **state)
{
    static const char *const weak[] = {"size: small speaks for Right (+1)",
                                       "colour: red speaks for Left (+4)"};
    static const char *const policies[] = {"min_lead: 4\n",
                                           "min_strength: full\n"};
    size_t i;

    for (i = 0; i < COUNT(policies); i++) {
        struct judged judged;

        judge(&judged, *state,
              &(struct trial){.answers = "colour: red, size: small",
                              .rest = LEFT,
                              .policy = policies[i]});
        assert_int_equal(judged.result.findings_count, 1);
        assert_int_equal(judged.result.findings[0].kind, CHECK_UNDECIDED);
        expect_related(&judged.result.findings[0], weak, COUNT(weak));
        forget_trial(&judged);
    }
}

static void want_of_answers_relates_to_nothing(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){.answers = "deep: true",
                          .rest = LEFT,
                          .policy = "min_answered: 2\n"});
    assert_int_equal(judged.result.findings[0].kind, CHECK_UNDECIDED);
    assert_int_equal(judged.result.findings[0].related_count, 0);
    assert_string_equal(judged.result.findings[0].place.pointer,
                        "/decision/option");
    forget_trial(&judged);
}

/* One reason, at the first answer that it rests on. */
static void expect_reason(const struct check_place *place,
                          const dvf_evaluation *evaluation,
                          const struct reason *reason)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t attribute = reason_first_answer(evaluation, reason);
    uint32_t option = kb_rules(kb)[reason->rule].option;
    struct buffer text = {0};

    buffer_printf(&text, "/answers/%s",
                  kb_string(kb, kb_attributes(kb)[attribute].id));
    assert_string_equal(place->pointer, text.bytes);
    assert_int_equal(place->at.line,
                     evaluation->profile->places[attribute].value.line);
    buffer_clear(&text);
    buffer_printf(&text, " for %s (+%u)",
                  kb_string(kb, kb_options(kb)[option].title),
                  (unsigned)reason->points);
    assert_true(strlen(place->message) > text.length);
    assert_string_equal(place->message + strlen(place->message) - text.length,
                        text.bytes);
    buffer_release(&text);
}

static void at_most_eight_reasons_are_related_each_once(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    const uint32_t expected = kb_find_option(kb, "fastapi");
    struct buffer text = {0};
    struct policy policy;
    const struct check_request request = {
        .policy = &policy, .expect = "fastapi", .as_of = "2026-11-22"};
    struct check_subject subject = {.file = "f", .name = "f"};
    struct check_result result = {0};
    dvf_evaluation *evaluation;
    uint32_t found = 0;
    uint32_t i;

    (void)state;
    read_source_file("tests/data/profiles/saas-billing.yaml", &text);
    assert_int_equal(policy_init(&policy, kb), DVF_OK);
    evaluation = evaluate(kb, load_profile(kb, text.bytes), NULL);
    subject.evaluation = evaluation;
    assert_int_equal(check_judge(&result, &subject, &request), DVF_OK);
    assert_int_equal(result.outcome, CHECK_DIFFERS);
    assert_int_equal(result.findings[0].related_count, CHECK_RELATED_MAX);
    for (i = 0; found < CHECK_RELATED_MAX; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        assert_true(i < evaluation->reason_count && reason->counts);
        if (kb_rules(kb)[reason->rule].option != expected)
            expect_reason(&result.findings[0].related[found++], evaluation,
                          reason);
    }
    check_result_release(&result);
    policy_release(&policy);
    buffer_release(&text);
    forget(evaluation);
}

static void a_finding_that_fails_says_what_to_do(void **state)
{
    static const char all[] = "fail_on: [agrees, tolerated, differs, "
                              "undecided, waived, no_decision]\n";
    static const char all_bounds[] = "fail_on: [undecided]\nmin_lead: 9\n";
    static const char named[] = "this outcome is one of those to fail on";
    static const char weak[] = "answer more questions, re-decide, or record a "
                               "waiver with a reason and an end";
    static const struct {
        struct trial trial;
        enum check_outcome outcome;
        const char *hint;
    } trials[] = {
        {{.answers = "deep: true", .rest = RIGHT},
         CHECK_DIFFERS,
         "re-decide, correct the answers, or record a waiver with a reason and "
         "an end"},
        {{.answers = "deep: true", .expect = "right"},
         CHECK_DIFFERS,
         "expect another option, or correct the answers"},
        {{.answers = "", .rest = LEFT},
         CHECK_UNDECIDED,
         "answer what is missing; every question is explained by"},
        {{.answers = "deep: true", .rest = LEFT, .policy = "require: [loud]\n"},
         CHECK_UNDECIDED,
         "answer what is missing; every question is explained by"},
        {{.answers = "deep: true", .rest = LEFT, .policy = all_bounds},
         CHECK_UNDECIDED,
         weak},
        {{.answers = "deep: true", .rest = RIGHT UNTIL("2026-11-21")},
         CHECK_WAIVER_EXPIRED,
         "re-decide, correct the answers, or renew the waiver"},
        {{.answers = "deep: true"},
         CHECK_NO_DECISION,
         "add 'decision: {option: ...}' with one of: left, right, pair"},
        {{.answers = "deep: true", .rest = LEFT, .policy = all},
         CHECK_AGREES,
         named},
        {{.answers = "deep: true, size: medium", .rest = LEFT, .policy = all},
         CHECK_TOLERATED,
         named},
        {{.answers = "deep: true",
          .rest = RIGHT UNTIL("2026-11-22"),
          .policy = all},
         CHECK_WAIVED,
         named},
        /* What passes asks for nothing. */
        {{.answers = "deep: true, size: medium", .rest = LEFT},
         CHECK_TOLERATED,
         NULL},
        {{.answers = "deep: true", .rest = RIGHT UNTIL("2026-11-22")},
         CHECK_WAIVED,
         NULL},
    };
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        struct judged judged;
        const struct check_finding *finding;

        judge(&judged, *state, &trials[i].trial);
        assert_int_equal(judged.result.outcome, trials[i].outcome);
        assert_int_equal(judged.result.fails, !!trials[i].hint);
        assert_int_equal(judged.result.fails_by_outcome, !!trials[i].hint);
        assert_false(judged.result.fails_by_lock);
        finding = finding_of(&judged.result, judged.result.outcome);
        if (!trials[i].hint)
            assert_null(finding->hint);
        else
            assert_string_equal(finding->hint, trials[i].hint);
        forget_trial(&judged);
    }
}

static void a_waiver_goes_with_the_outcome_that_it_is_about(void **state)
{
    static const struct {
        const char *rest;
        const char *waiver;
    } trials[] = {
        {RIGHT, NULL},
        {RIGHT UNTIL("2026-11-22"), "until 2026-11-22, by ops: We must."},
        {RIGHT UNTIL("2026-11-21"), "until 2026-11-21, by ops: We must."},
        {RIGHT "waiver: {reason: Not yet., expires: 2026-12-24}\n",
         "until 2026-12-24: Not yet."},
        {RIGHT "waiver: {reason: \"a\\nb\", owner: \"c\\td\", "
               "expires: 2026-12-24}\n",
         "until 2026-12-24, by c d: a b"},
    };
    struct judged judged;
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        const struct check_finding *finding;
        uint32_t other;

        judge(&judged, *state,
              &(struct trial){.answers = "deep: true, loud: false",
                              .rest = trials[i].rest,
                              .before = "deep: true"});
        finding = finding_of(&judged.result, judged.result.outcome);
        if (!trials[i].waiver)
            assert_null(finding->waiver);
        else
            assert_string_equal(finding->waiver, trials[i].waiver);
        for (other = 0; other < judged.result.findings_count; other++)
            if (&judged.result.findings[other] != finding)
                assert_null(judged.result.findings[other].waiver);
        assert_non_null(finding_of(&judged.result, CHECK_LOCK_CHANGED));
        forget_trial(&judged);
    }
    judge(&judged, *state,
          &(struct trial){.answers = "deep: true, size: medium",
                          .rest = LEFT UNTIL("2026-12-24")});
    assert_null(finding_of(&judged.result, CHECK_TOLERATED)->waiver);
    assert_null(finding_of(&judged.result, CHECK_WAIVER_UNUSED)->waiver);
    forget_trial(&judged);
}

static void findings_have_titles(void **state)
{
    (void)state;
    assert_string_equal(check_finding_title(CHECK_DIFFERS),
                        "The answers lead elsewhere");
    assert_string_equal(check_finding_title(CHECK_UNDECIDED),
                        "The answers do not settle it");
    assert_string_equal(check_finding_title(CHECK_LOCK_MISSING),
                        "The verdict is not locked");
}

static void findings_that_fail_stand_first(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){.answers = "loud: true",
                          .rest = LEFT UNTIL("2026-11-30"),
                          .before = "deep: true",
                          .locked = true});
    assert_int_equal(judged.result.findings_count, 3);
    assert_int_equal(judged.result.findings[0].kind, CHECK_LOCK_MOVED);
    assert_int_equal(judged.result.findings[1].kind, CHECK_WAIVER_EXPIRING);
    assert_int_equal(judged.result.findings[2].kind, CHECK_WAIVED);
    assert_int_equal(judged.result.findings[2].level, CHECK_LEVEL_NOTE);
    forget_trial(&judged);
}

/* ------------------------------------------------------------ fingerprints */

static void fingerprint_of(const dvf_kb *kb, const struct trial *trial,
                           unsigned kind, char fingerprint[SHA256_HEX_SIZE])
{
    struct judged judged;

    judge(&judged, kb, trial);
    assert_non_null(finding_of(&judged.result, kind));
    memcpy(fingerprint, finding_of(&judged.result, kind)->fingerprint,
           SHA256_HEX_SIZE);
    forget_trial(&judged);
}

static void a_fingerprint_stays_while_lines_and_numbers_move(void **state)
{
    char known[SHA256_HEX_SIZE];
    char first[SHA256_HEX_SIZE];
    char second[SHA256_HEX_SIZE];
    static const char text[] = "a/b.dvf.yaml\ndiffers\n/decision/option\n0";

    sha256_text(text, sizeof text - 1, known);
    fingerprint_of(*state,
                   &(struct trial){.answers = "deep: true", .rest = RIGHT},
                   CHECK_DIFFERS, first);
    fingerprint_of(*state,
                   &(struct trial){.answers = "speed: fast, deep: true",
                                   .rest = "description: d\n" RIGHT},
                   CHECK_DIFFERS, second);
    assert_string_equal(first, known);
    assert_string_equal(second, known);
}

static void fingerprints_differ_by_kind_place_and_file(void **state)
{
    char prints[6][SHA256_HEX_SIZE];
    struct check_result result;
    size_t i;
    size_t j;

    fingerprint_of(*state,
                   &(struct trial){.answers = "deep: true", .rest = RIGHT},
                   CHECK_DIFFERS, prints[0]);
    fingerprint_of(*state, &(struct trial){.answers = "", .rest = RIGHT},
                   CHECK_UNDECIDED, prints[1]);
    fingerprint_of(*state, &(struct trial){.answers = ""}, CHECK_NO_DECISION,
                   prints[2]);
    fingerprint_of(*state,
                   &(struct trial){.answers = "deep: true", .expect = "right"},
                   CHECK_DIFFERS, prints[3]);
    assert_int_equal(
        check_fail(&result,
                   &(struct check_failure){.file = "a/b.dvf.yaml",
                                           .message = "It is not there."}),
        DVF_OK);
    memcpy(prints[4], result.findings[0].fingerprint, SHA256_HEX_SIZE);
    check_result_release(&result);
    assert_int_equal(
        check_fail(&result,
                   &(struct check_failure){.file = "b/b.dvf.yaml",
                                           .message = "It is not there."}),
        DVF_OK);
    memcpy(prints[5], result.findings[0].fingerprint, SHA256_HEX_SIZE);
    check_result_release(&result);
    for (i = 0; i < COUNT(prints); i++)
        for (j = 0; j < i; j++)
            assert_string_not_equal(prints[i], prints[j]);
}

/* ----------------------------------------------------------------- errors */

static void what_cannot_be_evaluated_is_an_error(void **state)
{
    struct check_result result;

    (void)state;
    assert_int_equal(
        check_fail(&result,
                   &(struct check_failure){.file = "f.yaml",
                                           .message = "The lock is broken."}),
        DVF_OK);
    assert_int_equal(result.outcome, CHECK_ERROR);
    assert_int_equal(result.unwaived, CHECK_ERROR);
    assert_true(result.fails);
    assert_null(result.profile);
    assert_null(result.evaluation);
    assert_string_equal(result.message, "The lock is broken.");
    assert_int_equal(result.findings_count, 1);
    assert_int_equal(result.findings[0].kind, CHECK_ERROR);
    assert_int_equal(result.findings[0].level, CHECK_LEVEL_ERROR);
    assert_string_equal(result.findings[0].message, "The lock is broken.");
    assert_string_equal(result.findings[0].place.pointer, "");
    assert_string_equal(result.findings[0].place.file, "f.yaml");
    assert_int_equal(result.findings[0].place.at.line, 0);
    check_result_release(&result);
}

static void each_problem_of_a_file_is_a_finding(void **state)
{
    static const char text[] = "profile: p\n"
                               "answers:\n"
                               "  colour: rad\n"
                               "  size: \"a\\nb\"\n"
                               "  lowd: true\n";
    static const char hashed[] =
        "g.yaml\nerror/unknown-value\n/answers/size\n0";
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    struct check_result result;
    char fingerprint[SHA256_HEX_SIZE];

    assert_int_equal(
        dvf_profile_load(*state, &(dvf_input){"g.yaml", text, sizeof text - 1},
                         list, &profile),
        DVF_INVALID);
    assert_int_equal(
        check_fail(&result,
                   &(struct check_failure){.file = "g.yaml",
                                           .problems = list,
                                           .message = "It cannot be read."}),
        DVF_OK);
    assert_ptr_equal(result.problems, list);
    assert_int_equal(result.findings_count, 3);
    assert_string_equal(result.findings[0].message,
                        "'rad' is not a value of colour [unknown-value]");
    assert_string_equal(result.findings[0].hint, "did you mean 'red'?");
    assert_int_equal(result.findings[0].place.at.line, 3);
    assert_int_equal(result.findings[0].place.at.column, 11);
    assert_int_equal(result.findings[0].place.at.length, 3);
    assert_string_equal(result.findings[1].message,
                        "'a b' is not a value of size [unknown-value]");
    assert_int_equal(result.findings[0].ordinal, 0);
    assert_int_equal(result.findings[1].ordinal, 0);
    sha256_text(hashed, sizeof hashed - 1, fingerprint);
    assert_string_equal(result.findings[1].fingerprint, fingerprint);
    assert_int_equal(result.findings[2].ordinal, 0);
    check_result_release(&result);
    dvf_diagnostics_free(list);
}

static void warnings_come_behind_errors(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct check_result result;

    (void)state;
    diagnostics_input(list, "p.yaml", NULL, 0);
    diagnostics_warning(list, DIAGNOSTIC_USAGE, (struct position){1, 1, 1},
                        NULL, "first");
    diagnostics_error(list, DIAGNOSTIC_USAGE, (struct position){2, 1, 1}, NULL,
                      "second");
    diagnostics_input_end(list);
    assert_int_equal(
        check_fail(&result, &(struct check_failure){.file = "f.yaml",
                                                    .problems = list,
                                                    .message = "No."}),
        DVF_OK);
    assert_string_equal(result.findings[0].message, "second [usage]");
    assert_string_equal(result.findings[0].place.file, "p.yaml");
    assert_int_equal(result.findings[0].ordinal, 1);
    assert_int_equal(result.findings[2].level, CHECK_LEVEL_WARNING);
    assert_null(result.findings[2].hint);
    check_result_release(&result);
    dvf_diagnostics_free(list);
}

static void problems_of_another_file_are_told_of_at_the_profile(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct check_result result;

    (void)state;
    diagnostics_input(list, "policy.yaml", NULL, 0);
    diagnostics_error(list, DIAGNOSTIC_USAGE, (struct position){2, 1, 1}, NULL,
                      "wrong");
    diagnostics_input_end(list);
    assert_int_equal(
        check_fail(&result,
                   &(struct check_failure){.file = "f.yaml",
                                           .problems = list,
                                           .message = "Its policy is broken."}),
        DVF_OK);
    assert_int_equal(result.findings_count, 2);
    assert_string_equal(result.findings[0].place.file, "policy.yaml");
    assert_string_equal(result.findings[1].place.file, "f.yaml");
    assert_string_equal(result.findings[1].message, "Its policy is broken.");
    assert_int_equal(result.findings[1].level, CHECK_LEVEL_ERROR);
    check_result_release(&result);
    dvf_diagnostics_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_stands_at_the_decision_or_the_name),
        cmocka_unit_test(what_speaks_against_the_decision_is_related_first),
        cmocka_unit_test(only_what_counts_and_was_answered_is_related),
        cmocka_unit_test(what_rules_the_decision_out_is_related_first),
        cmocka_unit_test(what_is_too_weak_is_related_to_its_reasons),
        cmocka_unit_test(want_of_answers_relates_to_nothing),
        cmocka_unit_test(at_most_eight_reasons_are_related_each_once),
        cmocka_unit_test(a_finding_that_fails_says_what_to_do),
        cmocka_unit_test(a_waiver_goes_with_the_outcome_that_it_is_about),
        cmocka_unit_test(findings_have_titles),
        cmocka_unit_test(findings_that_fail_stand_first),
        cmocka_unit_test(a_fingerprint_stays_while_lines_and_numbers_move),
        cmocka_unit_test(fingerprints_differ_by_kind_place_and_file),
        cmocka_unit_test(what_cannot_be_evaluated_is_an_error),
        cmocka_unit_test(each_problem_of_a_file_is_a_finding),
        cmocka_unit_test(warnings_come_behind_errors),
        cmocka_unit_test(problems_of_another_file_are_told_of_at_the_profile),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}

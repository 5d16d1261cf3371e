/* SPDX-License-Identifier: MIT */
/*
 * Findings: what is said of locks, outcomes and unreadable files, at which
 * place, under which fingerprint.
 */
#include "trial.h"

#include <string.h>

/* ------------------------------------------------------------------ locks */

struct lock_trial {
    struct trial trial;
    enum lock_state state;
    unsigned kind; /* of the finding; CHECK_FINDING_COUNT: none */
    enum check_level level;
    bool fails;
    const char *hint; /* a part of it */
};

static void a_lock_is_another_gate(void **state)
{
    static const struct lock_trial trials[] = {
        /* Never locked. */
        {{.answers = "deep: true", .rest = LEFT},
         LOCK_NONE,
         CHECK_FINDING_COUNT,
         CHECK_LEVEL_NOTE,
         false,
         NULL},
        {{.answers = "deep: true", .rest = LEFT, .locked = true},
         LOCK_NONE,
         CHECK_LOCK_MISSING,
         CHECK_LEVEL_ERROR,
         true,
         "dvf check --lock"},
        {{.answers = "deep: true",
          .rest = LEFT,
          .locked = true,
          .locking = true},
         LOCK_NONE,
         CHECK_FINDING_COUNT,
         CHECK_LEVEL_NOTE,
         false,
         NULL},
        /* As it was. */
        {{.answers = "deep: true",
          .rest = LEFT,
          .before = "deep: true",
          .locked = true},
         LOCK_SAME,
         CHECK_FINDING_COUNT,
         CHECK_LEVEL_NOTE,
         false,
         NULL},
        /* Changed, but not the verdict. */
        {{.answers = "deep: true, loud: false",
          .rest = LEFT,
          .before = "deep: true",
          .locked = true},
         LOCK_CHANGED,
         CHECK_LOCK_CHANGED,
         CHECK_LEVEL_NOTE,
         false,
         "refresh the lock"},
        {{.answers = "deep: true, loud: false",
          .rest = LEFT,
          .before = "deep: true"},
         LOCK_CHANGED,
         CHECK_LOCK_CHANGED,
         CHECK_LEVEL_NOTE,
         false,
         "refresh the lock"},
        {{.answers = "deep: true, loud: false",
          .rest = RIGHT,
          .before = "deep: true"},
         LOCK_CHANGED,
         CHECK_LOCK_CHANGED,
         CHECK_LEVEL_NOTE,
         true,
         "re-decide"},
        {{.answers = "deep: true, loud: false",
          .rest = LEFT,
          .before = "deep: true",
          .locking = true},
         LOCK_CHANGED,
         CHECK_FINDING_COUNT,
         CHECK_LEVEL_NOTE,
         false,
         NULL},
        /* Moved. */
        {{.answers = "loud: true", .rest = LEFT, .before = "deep: true"},
         LOCK_MOVED,
         CHECK_LOCK_MOVED,
         CHECK_LEVEL_WARNING,
         true,
         "re-decide"},
        {{.answers = "loud: true", .rest = RIGHT, .before = "deep: true"},
         LOCK_MOVED,
         CHECK_LOCK_MOVED,
         CHECK_LEVEL_WARNING,
         false,
         "refresh the lock"},
        {{.answers = "loud: true",
          .rest = RIGHT,
          .before = "deep: true",
          .locked = true},
         LOCK_MOVED,
         CHECK_LOCK_MOVED,
         CHECK_LEVEL_ERROR,
         true,
         "refresh the lock"},
        {{.answers = "loud: true",
          .rest = LEFT,
          .before = "deep: true",
          .locked = true},
         LOCK_MOVED,
         CHECK_LOCK_MOVED,
         CHECK_LEVEL_ERROR,
         true,
         "then lock again"},
        /* A waiver does not waive the lock. */
        {{.answers = "loud: true",
          .rest = LEFT UNTIL("2028-01-01"),
          .before = "deep: true",
          .locked = true},
         LOCK_MOVED,
         CHECK_LOCK_MOVED,
         CHECK_LEVEL_ERROR,
         true,
         "it passes as it is, so refresh the lock"},
    };
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        const struct check_finding *finding = NULL;
        struct judged judged;
        unsigned kind;

        judge(&judged, *state, &trials[i].trial);
        assert_int_equal(judged.result.lock.state, trials[i].state);
        assert_int_equal(judged.result.fails, trials[i].fails);
        for (kind = CHECK_LOCK_MISSING; kind < CHECK_FINDING_COUNT; kind++) {
            assert_int_equal(finding_of(&judged.result, kind) != NULL,
                             kind == trials[i].kind);
            if (kind == trials[i].kind)
                finding = finding_of(&judged.result, kind);
        }
        if (finding != NULL) {
            assert_int_equal(finding->level, trials[i].level);
            assert_non_null(strstr(finding->hint, trials[i].hint));
            assert_string_equal(finding->place.pointer, "/decision/option");
        }
        forget_trial(&judged);
    }
}

static void expect_lock_message(const struct judged *judged,
                                const char *message)
{
    unsigned kind = judged->result.lock.state == LOCK_MOVED
                        ? CHECK_LOCK_MOVED
                        : CHECK_LOCK_CHANGED;
    const struct check_finding *finding = finding_of(&judged->result, kind);

    assert_non_null(finding);
    assert_string_equal(finding->message, message);
}

static void the_message_of_a_lock_names_what_changed(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){.answers = "loud: true, size: large, deep: true",
                          .rest = LEFT,
                          .before = "deep: true, size: small, parts: [lamp]"});
    expect_lock_message(
        &judged,
        "The verdict was Left (weak) when it was locked, and now is Right "
        "(full). Answers changed: loud (unanswered -> true), parts ([lamp] -> "
        "unanswered), size (small -> large). Rules that now fire: r4, r8. "
        "Rules that no longer fire: l1, r1. The lead went from 2 to 10 "
        "points.");
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true, loud: false, size: tiny, colour: none, "
                         "speed: slow, parts: [door]",
              .rest = LEFT,
              .before = "deep: true"});
    expect_lock_message(
        &judged, "The verdict is still Left (weak), but not all is as it was "
                 "locked. Answers changed: colour (unanswered -> none), loud "
                 "(unanswered -> false), parts (unanswered -> [door]), size "
                 "(unanswered -> tiny), speed (unanswered -> slow).");
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){.answers = "",
                          .rest = LEFT,
                          .before = "deep: true, loud: false, size: medium, "
                                    "colour: none, speed: slow, parts: []"});
    expect_lock_message(
        &judged,
        "The verdict was too close to call when it was locked, and now is "
        "undecided. Answers changed: colour (none -> unanswered), deep (true "
        "-> unanswered), loud (false -> unanswered), parts ([] -> "
        "unanswered), size (medium -> unanswered) and 1 more. Rules that no "
        "longer fire: l2, r2.");
    forget_trial(&judged);
}

static void the_message_of_a_lock_names_the_knowledge(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    assert_int_equal(judged.result.lock.state, LOCK_SAME);
    judged.entry.kb_sha256 = "0";
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left (weak), but not all is as "
                        "it was locked. The knowledge changed: small 1.2.3 "
                        "has other content.");
    judged.entry.kb_version = "1.0.0";
    judged.entry.fired[0].points = 1;
    judged.entry.lead = 1;
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left (weak), but not all is as "
                        "it was locked. The knowledge changed: small 1.0.0 -> "
                        "1.2.3. Rules with other points: l2 (1 -> 2). The "
                        "lead went from 1 to 2 points.");
    judged.entry.kb_id = "big";
    judged.entry.outcome = "up";
    judged.entry.strength = "huge";
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict was up (huge) when it was locked, and "
                        "now is Left (weak). The knowledge changed: big 1.0.0 "
                        "-> small 1.2.3. Rules with other points: l2 (1 -> "
                        "2). The lead went from 1 to 2 points.");
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    judged.entry.lead = 1;
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left (weak), but not all is as "
                        "it was locked. Neither the answers nor the knowledge "
                        "changed, so the lock is of another version of dvf. "
                        "The lead went from 1 to 2 points.");
    forget_trial(&judged);
}

static void hostile_words_of_a_lock_stay_in_one_short_line(void **state)
{
    struct buffer text = {0};
    struct judged judged;
    const struct check_finding *finding;

    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    buffer_puts(&text, "a\nb\r\tcd");
    buffer_repeat(&text, "\xc3\xa4", 30000);
    judged.entry.kb_version = text.bytes;
    judged.entry.outcome = text.bytes;
    judged.entry.answers[0].answer = text.bytes;
    judged.entry.answers[0].attribute = text.bytes;
    judged.entry.fired[0].rule = text.bytes;
    judge_again(&judged);
    finding = finding_of(&judged.result, CHECK_LOCK_MOVED);
    assert_non_null(finding);
    assert_null(strpbrk(finding->message, "\n\r\t"));
    assert_non_null(strstr(finding->message, "a b  cd\xc3\xa4"));
    assert_true(strlen(finding->message) < 1000);
    assert_non_null(strstr(finding->message, "\xc3\xa4..."));
    forget_trial(&judged);
    buffer_release(&text);
}

/* --------------------------------------------------------------- findings */

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
                                   "    origin: article\n";
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
    finding = finding_of(&judged.result, CHECK_DIFFERS);
    assert_int_equal(finding->related_count, 1);
    assert_string_equal(finding->related[0].message,
                        "loud: true speaks for Right (+8)");
    forget_trial(&judged);
    dvf_kb_free(kb);
    buffer_release(&sections);
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

static void at_most_eight_answers_are_related_each_once(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct buffer text = {0};
    struct policy policy;
    const struct check_request request = {
        .policy = &policy, .expect = "both", .as_of = "2026-11-22"};
    struct check_subject subject = {.file = "f", .name = "f"};
    struct check_result result = {0};
    dvf_evaluation *evaluation;
    uint32_t i;
    uint32_t j;

    (void)state;
    read_source_file("data/profiles/saas-billing.yaml", &text);
    assert_true(policy_init(&policy, kb));
    evaluation = evaluate(kb, load_profile(kb, text.bytes), NULL);
    subject.evaluation = evaluation;
    assert_true(check_judge(&result, &subject, &request));
    assert_int_equal(result.findings[0].related_count, CHECK_RELATED_MAX);
    for (i = 0; i < CHECK_RELATED_MAX; i++)
        for (j = 0; j < i; j++)
            assert_string_not_equal(result.findings[0].related[i].pointer,
                                    result.findings[0].related[j].pointer);
    check_result_release(&result);
    policy_release(&policy);
    buffer_release(&text);
    forget(evaluation);
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
    assert_true(check_fail(&result, "a/b.dvf.yaml", NULL, "It is not there."));
    memcpy(prints[4], result.findings[0].fingerprint, SHA256_HEX_SIZE);
    check_result_release(&result);
    assert_true(check_fail(&result, "b/b.dvf.yaml", NULL, "It is not there."));
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
    assert_true(check_fail(&result, "f.yaml", NULL, "The lock is broken."));
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
    static const char hashed[] = "g.yaml\nerror/unknown-value\n\n1";
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    struct check_result result;
    char fingerprint[SHA256_HEX_SIZE];

    assert_int_equal(
        dvf_profile_load(*state, &(dvf_input){"g.yaml", text, sizeof text - 1},
                         list, &profile),
        DVF_INVALID);
    assert_true(check_fail(&result, "g.yaml", list, "It cannot be read."));
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
    assert_int_equal(result.findings[1].ordinal, 1);
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
    assert_true(check_fail(&result, "f.yaml", list, "No."));
    assert_string_equal(result.findings[0].message, "second [usage]");
    assert_string_equal(result.findings[0].place.file, "p.yaml");
    assert_int_equal(result.findings[0].ordinal, 1);
    assert_int_equal(result.findings[1].level, CHECK_LEVEL_WARNING);
    assert_null(result.findings[1].hint);
    check_result_release(&result);
    dvf_diagnostics_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_is_another_gate),
        cmocka_unit_test(the_message_of_a_lock_names_what_changed),
        cmocka_unit_test(the_message_of_a_lock_names_the_knowledge),
        cmocka_unit_test(hostile_words_of_a_lock_stay_in_one_short_line),
        cmocka_unit_test(a_finding_stands_at_the_decision_or_the_name),
        cmocka_unit_test(what_speaks_against_the_decision_is_related_first),
        cmocka_unit_test(only_what_counts_and_was_answered_is_related),
        cmocka_unit_test(want_of_answers_relates_to_nothing),
        cmocka_unit_test(at_most_eight_answers_are_related_each_once),
        cmocka_unit_test(findings_that_fail_stand_first),
        cmocka_unit_test(a_fingerprint_stays_while_lines_and_numbers_move),
        cmocka_unit_test(fingerprints_differ_by_kind_place_and_file),
        cmocka_unit_test(what_cannot_be_evaluated_is_an_error),
        cmocka_unit_test(each_problem_of_a_file_is_a_finding),
        cmocka_unit_test(warnings_come_behind_errors),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}

/* SPDX-License-Identifier: MIT */
/*
 * Findings of locks: when there is one, whether it fails, and what it says of
 * what changed.
 */
#include "trial.h"

#include "check/check.h"

#include <string.h>

/* ------------------------------------------------------------------- gate */

struct lock_trial {
    struct trial trial;
    enum lock_state state;
    unsigned kind; /* of the finding; CHECK_FINDING_COUNT: none */
    enum check_level level;
    bool fails;
    const char *hint; /* up to the command */
};

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
     "lock it"},
    {{.answers = "deep: true", .rest = RIGHT, .locked = true},
     LOCK_NONE,
     CHECK_LOCK_MISSING,
     CHECK_LEVEL_ERROR,
     true,
     "lock it"},
    {{.answers = "deep: true", .rest = LEFT, .locked = true, .locking = true},
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
     "the verdict is the same, so refresh the lock"},
    {{.answers = "deep: true, loud: false",
      .rest = LEFT,
      .before = "deep: true"},
     LOCK_CHANGED,
     CHECK_LOCK_CHANGED,
     CHECK_LEVEL_NOTE,
     false,
     "the verdict is the same, so refresh the lock"},
    {{.answers = "deep: true, loud: false",
      .rest = RIGHT,
      .before = "deep: true"},
     LOCK_CHANGED,
     CHECK_LOCK_CHANGED,
     CHECK_LEVEL_NOTE,
     true,
     "re-decide, or correct the answers; then lock again"},
    {{.answers = "deep: true, loud: false",
      .rest = LEFT,
      .before = "deep: true",
      .locking = true},
     LOCK_CHANGED,
     CHECK_FINDING_COUNT,
     CHECK_LEVEL_NOTE,
     false,
     NULL},
    {{.answers = "deep: true, loud: false",
      .rest = RIGHT UNTIL("2028-01-01"),
      .before = "deep: true"},
     LOCK_CHANGED,
     CHECK_LOCK_CHANGED,
     CHECK_LEVEL_NOTE,
     false,
     "the verdict is the same, so refresh the lock"},
    /* Moved. */
    {{.answers = "loud: true", .rest = LEFT, .before = "deep: true"},
     LOCK_MOVED,
     CHECK_LOCK_MOVED,
     CHECK_LEVEL_WARNING,
     true,
     "re-decide, or correct the answers; then lock again"},
    {{.answers = "loud: true", .rest = RIGHT, .before = "deep: true"},
     LOCK_MOVED,
     CHECK_LOCK_MOVED,
     CHECK_LEVEL_WARNING,
     false,
     "the decision passes with this verdict too; if the change is right, "
     "refresh the lock"},
    {{.answers = "loud: true",
      .rest = RIGHT,
      .before = "deep: true",
      .locked = true},
     LOCK_MOVED,
     CHECK_LOCK_MOVED,
     CHECK_LEVEL_ERROR,
     true,
     "the decision passes with this verdict too; if the change is right, "
     "refresh the lock"},
    {{.answers = "loud: true",
      .rest = LEFT,
      .before = "deep: true",
      .locked = true},
     LOCK_MOVED,
     CHECK_LOCK_MOVED,
     CHECK_LEVEL_ERROR,
     true,
     "re-decide, or correct the answers; then lock again"},
    /* A waiver does not waive the lock. */
    {{.answers = "loud: true",
      .rest = LEFT UNTIL("2028-01-01"),
      .before = "deep: true",
      .locked = true},
     LOCK_MOVED,
     CHECK_LOCK_MOVED,
     CHECK_LEVEL_ERROR,
     true,
     "the decision passes with this verdict too; if the change is right, "
     "refresh the lock"},
};

static void a_lock_is_another_gate(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        const struct check_finding *finding = NULL;
        struct judged judged;
        unsigned kind;

        judge(&judged, *state, &trials[i].trial);
        assert_int_equal(judged.result.lock.state, trials[i].state);
        assert_int_equal(judged.result.fails, trials[i].fails);
        assert_int_equal(judged.result.fails_by_lock,
                         trials[i].kind != CHECK_FINDING_COUNT &&
                             trials[i].level == CHECK_LEVEL_ERROR);
        for (kind = CHECK_LOCK_MISSING; kind < CHECK_FINDING_COUNT; kind++) {
            assert_int_equal(!!finding_of(&judged.result, kind),
                             kind == trials[i].kind);
            if (kind == trials[i].kind)
                finding = finding_of(&judged.result, kind);
        }
        if (finding) {
            assert_int_equal(finding->level, trials[i].level);
            assert_string_equal(finding->hint, trials[i].hint);
            assert_string_equal(finding->command,
                                "dvf check --lock a/b.dvf.yaml");
            assert_string_equal(finding->place.pointer, "/decision/option");
        }
        forget_trial(&judged);
    }
}

/* --------------------------------------------------------------- messages */

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
        "unanswered), size (small -> large). Rules that now fire: r8 "
        "(Right +8), r4 (Right +4). Rules that no longer fire: l1 (Left +1), "
        "r1 (Right +1). When it was locked, Left led by 2 points; now Right "
        "leads by 10 points.");
    forget_trial(&judged);
    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true, loud: false, size: tiny, colour: none, "
                         "speed: slow, parts: [door]",
              .rest = LEFT,
              .before = "deep: true"});
    expect_lock_message(
        &judged, "The verdict is still Left (weak), but what it rests on has "
                 "changed. Answers changed: colour (unanswered -> none), loud "
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
        "longer fire: l2 (Left +2), r2 (Right +2). When it was locked, nobody "
        "led; now nobody leads.");
    forget_trial(&judged);
}

static void
the_message_of_a_lock_tells_the_knowledge_from_the_answers(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    assert_int_equal(judged.result.lock.state, LOCK_SAME);
    judged.entry.kb_sha256 = "0";
    judge_again(&judged);
    assert_int_equal(judged.result.lock.state, LOCK_CHANGED);
    assert_null(finding_of(&judged.result, CHECK_LOCK_CHANGED));
    judged.entry.kb_version = "1.0.0";
    judged.entry.fired[0].points = 1;
    judged.entry.scores[0].points = 1;
    judged.entry.lead = 1;
    judge_again(&judged);
    expect_lock_message(
        &judged, "The verdict is still Left (weak), but what it rests "
                 "on has changed. The answers are the same; the "
                 "knowledge changed. Rules with other points: l2 (Left +1 -> "
                 "Left +2). When it was locked, Left led by 1 point; "
                 "now Left leads by 2 points.");
    judged.entry.kb_id = "big";
    judged.entry.outcome = "up";
    judged.entry.strength = "huge";
    judge_again(&judged);
    expect_lock_message(
        &judged,
        "The verdict was up (huge) when it was locked, and "
        "now is Left (weak). The answers are the "
        "same; the knowledge changed. Rules with other points: l2 (Left +1 "
        "-> Left +2). When it was locked, Left led by 1 "
        "point; now Left leads by 2 points.");
    judged.entry.fired[0].option = "right";
    judged.entry.scores[0].points = 0;
    judged.entry.scores[1].points = 1;
    judge_again(&judged);
    expect_lock_message(
        &judged,
        "The verdict was up (huge) when it was locked, and "
        "now is Left (weak). The answers are the "
        "same; the knowledge changed. Rules that speak for another option: "
        "l2 (Right +1 -> Left +2). When it was locked, Right "
        "led by 1 point; now Left leads by 2 points.");
    forget_trial(&judged);
}

/* ------------------------------------------------------------- knowledge */

static void expect_knowledge(const struct check_result *results, size_t count,
                             size_t moved, const char *says)
{
    struct knowledge_change change = {0};
    struct arena arena = {0};

    assert_int_equal(knowledge_compare(&change, &arena, results, count),
                     DVF_OK);
    assert_int_equal(change.profiles, says ? count : 0);
    assert_int_equal(change.moved, moved);
    if (says)
        assert_string_equal(change.says, says);
    else
        assert_null(change.says);
    arena_release(&arena);
}

static void other_knowledge_is_told_once_for_a_run(void **state)
{
    struct check_result results[5];
    struct lock_entry before[5];
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    expect_knowledge(&judged.result, 1, 0, NULL);
    judged.entry.kb_sha256 = "0";
    judge_again(&judged);
    expect_knowledge(&judged.result, 1, 0,
                     "The knowledge changed since 1 verdict was locked: small "
                     "1.2.3 has other content. No outcome moved: lock again "
                     "to accept it.");
    judged.entry.outcome = "right";
    judge_again(&judged);
    for (size_t i = 0; i < COUNT(results); i++) {
        static const char *const versions[] = {"1.0.0", "1.1.0", "1.0.0",
                                               "1.2.0", "1.1.1"};

        before[i] = judged.entry;
        before[i].kb_version = versions[i];
        results[i] = judged.result;
        results[i].lock.before = &before[i];
    }
    expect_knowledge(results, 1, 1,
                     "The knowledge changed since 1 verdict was locked: small "
                     "1.0.0 -> 1.2.3. 1 outcome moved.");
    before[1].kb_id = "big";
    expect_knowledge(results + 1, 1, 1,
                     "The knowledge changed since 1 verdict was locked: big "
                     "1.1.0 -> small 1.2.3. 1 outcome moved.");
    expect_knowledge(results, 4, 4,
                     "The knowledge changed since 4 verdicts were locked: "
                     "small 1.0.0, big 1.1.0, small 1.2.0 -> small 1.2.3. 4 "
                     "outcomes moved.");
    expect_knowledge(results, 5, 5,
                     "The knowledge changed since 5 verdicts were locked: "
                     "small 1.0.0, big 1.1.0, small 1.2.0 and others -> small "
                     "1.2.3. 5 outcomes moved.");
    forget_trial(&judged);
}

static void a_change_without_a_cause_is_of_the_lock_itself(void **state)
{
    struct judged judged;

    judge(&judged, *state,
          &(struct trial){
              .answers = "deep: true", .rest = LEFT, .before = "deep: true"});
    judged.entry.lead = 1;
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left (weak), but what it rests "
                        "on has changed. Neither the answers nor the knowledge "
                        "changed, so the lock was edited, or is of another "
                        "version of dvf.");
    judged.entry.scores[0].points = 1;
    judged.entry.strength = "full";
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left, now weak instead of full, "
                        "but what it rests on has changed. Neither the answers "
                        "nor the knowledge changed, so the lock was edited, or "
                        "is of another version of dvf. When it was locked, "
                        "Left led by 1 point; now Left leads by 2 points.");
    judged.entry.answers[0].answer = "false";
    judged.entry.scores[0].points = 2;
    judged.entry.strength = "weak";
    judge_again(&judged);
    expect_lock_message(&judged,
                        "The verdict is still Left (weak), but what it rests "
                        "on has changed. Answers changed: deep (false -> "
                        "true).");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_is_another_gate),
        cmocka_unit_test(the_message_of_a_lock_names_what_changed),
        cmocka_unit_test(
            the_message_of_a_lock_tells_the_knowledge_from_the_answers),
        cmocka_unit_test(other_knowledge_is_told_once_for_a_run),
        cmocka_unit_test(a_change_without_a_cause_is_of_the_lock_itself),
        cmocka_unit_test(hostile_words_of_a_lock_stay_in_one_short_line),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}

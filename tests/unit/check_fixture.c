/* SPDX-License-Identifier: MIT */
/*
 * A report of a check made by hand: see check_fixture.h.
 */
#include "check_fixture.h"

#include "profile/profile.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

static const char rules[] = "rules:\n"
                            "  - id: some\n"
                            "    criterion: main\n"
                            "    when:\n"
                            "      - loud\n"
                            "    favours: left\n"
                            "    weight: strong\n"
                            "    because: It is loud.\n"
                            "    claims: [c1]\n"
                            "    origin: paper\n";

static void set_profile(struct check_fixture *fixture, const char *word)
{
    /* Our own handle, which the evaluation only borrows. */
    dvf_profile *profile =
        (dvf_profile *)(uintptr_t)fixture->evaluation->profile;
    struct position at = {2, 3, 1};

    profile->file = word;
    profile->name = word;
    profile->description = word;
    profile->decision = (struct decision){word, word, word, word, at, at, at};
    profile->waiver = (struct waiver){word, word, word, at, at};
}

static void set_lock(struct check_fixture *fixture, const char *word)
{
    fixture->scores[0] = (struct lock_score){word, 4};
    fixture->before = (struct lock_entry){.file = word,
                                          .profile = word,
                                          .kb_id = word,
                                          .kb_version = word,
                                          .kb_sha256 = word,
                                          .answers_sha256 = word,
                                          .outcome = word,
                                          .strength = word,
                                          .lead = 4,
                                          .scores = fixture->scores,
                                          .scores_count = 1};
    fixture->answers[0] = (struct lock_answer_change){word, word, NULL};
    fixture->answers[1] = (struct lock_answer_change){word, NULL, word};
    fixture->rules[0] = (struct lock_rule_change){word, NULL, word, 0, 4};
    fixture->rules[1] = (struct lock_rule_change){word, word, word, 4, 2};
}

static void set_findings(struct check_fixture *fixture, unsigned outcome,
                         const char *word)
{
    static const unsigned kinds[] = {0, CHECK_WAIVER_UNUSED,
                                     CHECK_LOCK_CHANGED};
    unsigned i;

    for (i = 0; i < FIXTURE_FINDINGS; i++) {
        struct check_finding *finding = &fixture->findings[outcome][i];

        finding->kind = i == 0 ? outcome : kinds[i];
        finding->level = (enum check_level)i;
        if (i == 0 && !check_outcome_fails((enum check_outcome)outcome))
            finding->level = CHECK_LEVEL_NOTE;
        finding->message = word;
        finding->waiver = i == 0 ? word : NULL;
        finding->hint = i == 1 ? NULL : word;
        finding->place = (struct check_place){word, word, {i, i, 1}, NULL};
        finding->related = fixture->related;
        finding->related_count = i == 0 ? 2 : 0;
        finding->ordinal = i;
        snprintf(finding->fingerprint, sizeof finding->fingerprint, "%064u",
                 outcome * FIXTURE_FINDINGS + i);
    }
}

static void set_result(struct check_fixture *fixture, unsigned outcome,
                       const char *word)
{
    struct check_result *result = &fixture->results[outcome];

    *result = (struct check_result){
        .file = word,
        .outcome = (enum check_outcome)outcome,
        .unwaived = (enum check_outcome)outcome,
        .fails = check_outcome_fails((enum check_outcome)outcome),
        .fails_by_outcome = check_outcome_fails((enum check_outcome)outcome),
        .message = word,
        .findings = fixture->findings[outcome],
        .findings_count = FIXTURE_FINDINGS};
    if (outcome == CHECK_ERROR)
        return;
    result->profile = word;
    result->evaluation = fixture->evaluation;
    result->policy = &fixture->policy;
    if (outcome == CHECK_WAIVED || outcome == CHECK_WAIVER_EXPIRED)
        result->unwaived = CHECK_DIFFERS;
    result->expected = word;
    result->waiver = WAIVER_ACTIVE;
    result->waiver_days = 12;
    result->lock = (struct lock_change){.state = LOCK_CHANGED,
                                        .answers_changed = true,
                                        .before = &fixture->before,
                                        .answers = fixture->answers,
                                        .answers_count = 2,
                                        .rules = fixture->rules,
                                        .rules_count = 2,
                                        .lead_before = 4,
                                        .lead_after = -4,
                                        .scores_changed = true};
}

void fixture_init(struct check_fixture *fixture, const char *word)
{
    unsigned i;

    *fixture = (struct check_fixture){.kb = load_small_kb(rules)};
    fixture->evaluation = evaluate(
        fixture->kb, load_answers(fixture->kb, "loud: true"), NULL);
    assert_true(kb_attributes_count(fixture->kb) <= sizeof fixture->required);
    fixture->required[0] = 1;
    fixture->policy = (struct policy){.kb = fixture->kb,
                                      .name = word,
                                      .file = word,
                                      .min_strength = 1,
                                      .required = fixture->required,
                                      .fails = {[CHECK_DIFFERS] = true}};
    for (i = 0; i < POLICY_SETTING_COUNT; i++)
        fixture->policy.origins[i] = fixture->policy.told[i] = word;
    set_profile(fixture, word);
    set_lock(fixture, word);
    for (i = 0; i < 2; i++)
        fixture->related[i] = (struct check_place){word, word, {i, i, 1}, word};
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++) {
        set_findings(fixture, i, word);
        set_result(fixture, i, word);
    }
    fixture->report = fixture_report(fixture->kb, fixture->results,
                                     CHECK_OUTCOME_COUNT);
}

void fixture_release(struct check_fixture *fixture)
{
    forget(fixture->evaluation);
    dvf_kb_free(fixture->kb);
}

struct check_report fixture_report(const dvf_kb *kb,
                                   const struct check_result *results,
                                   size_t count)
{
    struct check_report report = {.kb = kb,
                                  .results = results,
                                  .count = count,
                                  .summary = check_summarise(results, count),
                                  .as_of = "2026-11-22",
                                  .style = {.detail = DVF_FULL}};

    report.status = check_summary_status(&report.summary);
    return report;
}

const char *fixture_render(const struct check_report *report,
                           check_renderer *render, struct buffer *out)
{
    render(report, out);
    assert_false(out->failed);
    assert_true(out->length > 0);
    return out->bytes;
}

size_t fixture_occurrences(const char *text, const char *word)
{
    size_t count = 0;

    while ((text = strstr(text, word))) {
        count++;
        text += strlen(word);
    }
    return count;
}

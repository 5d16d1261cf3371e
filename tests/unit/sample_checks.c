/* SPDX-License-Identifier: MIT */
/*
 * Checks for the tests of reports: see sample_checks.h. Linked into every unit
 * test.
 */
#include "sample_checks.h"

#include "profile/profile.h"

#include <stdlib.h>
#include <string.h>

const char *const sample_hostile[] = {
    "::error::x",
    "::error file=a,line=1::x",
    " ::error::x",
    "\xc2\xa0::error::x",
    ":\xe2\x80\x8d:error::x",
    "##[error]x",
    "a ##[group]b",
    "a\n::error::b",
    "a\r\n::error::b\r",
    "%0A::error::x %250A",
    "a|b|c",
    "\\|a\\\\|b\\",
    "`a``b```c",
    "```\ncode\n```",
    "<b>a</b></summary></details><!-- a",
    "<script>alert(1)</script>",
    "--> ]]> ?> -->",
    "&amp; &lt;b&gt; &#124;",
    "*a* **b** _c_ __d__ ~~e~~ ==f==",
    "[a](https://example.org) ![b](x) [c]: d [^1]",
    "https://example.org www.example.org a@example.org",
    "@somebody @a/team #123 !45 $6 %7 ~8 &9 GH-1 :smile:",
    "# a",
    "- a",
    "1. a",
    "> a",
    "| --- |",
    "---",
    "===",
    "    a",
    "  a  ",
    "\ta\t",
    "",
    " ",
    "\x1b[31mred\x1b[0m\x07",
    "\xe2\x80\xaesrever\xe2\x80\xac",
    "\xe2\x80\xa8::error::x",
    "\xff\xfe\x80",
    "\xe2\x80\x8b\xef\xbb\xbf",
    "{{ a }} {% b %} ${c} $d$ $$e$$",
    "\"a\" 'b'",
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e \xf0\x9f\x98\x80",
};

const size_t sample_hostile_count = COUNT(sample_hostile);

static const char rules[] = "rules:\n"
                            "  - id: red\n"
                            "    criterion: main\n"
                            "    when:\n"
                            "      - colour == red\n"
                            "    favours: left\n"
                            "    weight: decisive\n"
                            "    because: Red is left.\n"
                            "    claims: [c1]\n"
                            "    origin: paper\n"
                            "  - id: loud\n"
                            "    criterion: main\n"
                            "    when:\n"
                            "      - loud\n"
                            "    favours: right\n"
                            "    weight: decisive\n"
                            "    because: What is loud is right.\n"
                            "    claims: [c1]\n"
                            "    origin: advisor\n";

void sample_begin(struct sample *sample, size_t capacity)
{
    *sample = (struct sample){
        .kb = load_small_kb(rules),
        .problems = calloc(capacity, sizeof(dvf_diagnostics *)),
        .results = calloc(capacity, sizeof *sample->results),
        .capacity = capacity,
        .as_of = "2026-11-22"};
    assert_non_null(sample->problems);
    assert_non_null(sample->results);
    assert_int_equal(policy_init(&sample->policy, sample->kb), DVF_OK);
}

void sample_end(struct sample *sample)
{
    size_t i;

    for (i = 0; i < sample->count; i++) {
        /* Made by sample_add(), and borrowed by the result only. */
        dvf_evaluation *evaluation =
            (dvf_evaluation *)(uintptr_t)sample->results[i].evaluation;

        check_result_release(&sample->results[i]);
        dvf_diagnostics_free(sample->problems[i]);
        if (evaluation)
            forget(evaluation);
    }
    free(sample->results);
    free(sample->problems);
    policy_release(&sample->policy);
    arena_release(&sample->arena);
    dvf_kb_free(sample->kb);
}

static dvf_evaluation *evaluate_lines(const struct sample *sample,
                                      const char *lines)
{
    struct buffer text = {0};
    dvf_evaluation *evaluation;

    buffer_puts(&text, "profile: sample\n");
    buffer_puts(&text, lines);
    assert_false(text.failed);
    evaluation = evaluate(sample->kb, load_profile(sample->kb, text.bytes),
                          NULL);
    buffer_release(&text);
    return evaluation;
}

/* What a lock would hold of these lines; of the sample's arena. */
static const struct lock_entry *lock_lines(struct sample *sample,
                                           const char *file, const char *lines)
{
    struct lock_entry *entry = arena_alloc(&sample->arena, sizeof *entry);
    dvf_evaluation *evaluation = evaluate_lines(sample, lines);

    assert_non_null(entry);
    assert_int_equal(lock_entry_make(entry, &sample->arena, evaluation, file),
                     DVF_OK);
    entry->profile = "sample";
    forget(evaluation);
    return entry;
}

struct check_result *sample_add(struct sample *sample, const char *file,
                                const char *lines, const char *locked)
{
    struct check_result *result = &sample->results[sample->count];
    const struct check_request request = {
        .policy = &sample->policy, .as_of = sample->as_of, .locked = locked};
    struct check_subject subject = {.file = file, .name = file};

    assert_true(sample->count < sample->capacity);
    subject.evaluation = evaluate_lines(sample, lines);
    if (locked && locked[0] != '\0')
        subject.locked = lock_lines(sample, file, locked);
    assert_int_equal(check_judge(result, &subject, &request), DVF_OK);
    sample->count++;
    return result;
}

struct check_result *sample_add_error(struct sample *sample, const char *file)
{
    static const char text[] = "profile: sample\nanswer: {}\n";
    struct check_result *result = &sample->results[sample->count];
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    assert_true(sample->count < sample->capacity);
    assert_non_null(problems);
    assert_int_equal(dvf_profile_load(sample->kb,
                                      &(dvf_input){file, text, strlen(text)},
                                      problems, &profile),
                     DVF_INVALID);
    assert_int_equal(
        check_fail(result,
                   &(struct check_failure){
                       .file = file,
                       .problems = problems,
                       .message = "The profile could not be loaded."}),
        DVF_OK);
    sample->problems[sample->count++] = problems;
    return result;
}

#define ANSWERS(answers) "answers: {" answers "}\n"
#define DECISION(option) "decision: {option: " option "}\n"
#define WAIVER(expires)                                                        \
    "waiver: {reason: The move is under way, owner: Jo, expires: " expires "}" \
    "\n"

void sample_add_all(struct sample *sample)
{
    static const struct {
        const char *file;
        const char *lines;
        const char *locked;
    } all[SAMPLE_CHECKS - 1] = {
        {"agrees.yaml", ANSWERS("colour: red") DECISION("left"), NULL},
        {"tolerated.yaml", ANSWERS("colour: red, loud: true") DECISION("right"),
         NULL},
        {"differs.yaml", ANSWERS("loud: true, size: large") DECISION("left"),
         NULL},
        {"undecided.yaml", ANSWERS("size: large") DECISION("left"), NULL},
        {"waived.yaml",
         ANSWERS("loud: true") DECISION("left") WAIVER("2026-12-01"), NULL},
        {"expired.yaml",
         ANSWERS("loud: true") DECISION("left") WAIVER("2026-11-21"), NULL},
        {"unused.yaml",
         ANSWERS("colour: red") DECISION("left") WAIVER("2027-11-21"), NULL},
        {"none.yaml", ANSWERS("colour: red"), NULL},
        {"moved.yaml", ANSWERS("loud: true") DECISION("right"),
         ANSWERS("colour: red") DECISION("left")},
        {"changed.yaml", ANSWERS("colour: red, deep: true") DECISION("left"),
         ANSWERS("colour: red") DECISION("left")},
        {"unlocked.yaml", ANSWERS("colour: red") DECISION("left"), ""},
    };
    size_t i;

    for (i = 0; i < COUNT(all); i++)
        sample_add(sample, all[i].file, all[i].lines, all[i].locked);
    sample_add_error(sample, "error.yaml");
}

/* --------------------------------------------------- texts of others */

static void replace_place(struct check_place *place, const char *text)
{
    place->file = text;
    if (place->message)
        place->message = text;
}

static void replace_finding(struct check_finding *finding, const char *text)
{
    uint32_t i;

    replace_place(&finding->place, text);
    finding->message = text;
    finding->told = text;
    if (finding->command)
        finding->command = text;
    if (finding->waiver)
        finding->waiver = text;
    if (finding->hint)
        finding->hint = text;
    for (i = 0; i < finding->related_count; i++)
        replace_place(&finding->related[i], text);
}

/* The profile is our own, which the evaluation only borrows. */
static void replace_profile(const dvf_evaluation *evaluation, const char *text)
{
    dvf_profile *profile = (dvf_profile *)(uintptr_t)evaluation->profile;

    profile->file = text;
    profile->name = text;
    profile->description = text;
    profile->decision.record = text;
    profile->decision.because = text;
    if (!profile->waiver.reason)
        return;
    profile->waiver.reason = text;
    profile->waiver.owner = text;
}

static void replace_lock(struct lock_change *change, const char *text)
{
    uint32_t i;

    for (i = 0; i < change->answers_count; i++) {
        change->answers[i].before = text;
        change->answers[i].after = text;
    }
    for (i = 0; i < change->rules_count; i++) {
        change->rules[i].rule = text;
        if (change->rules[i].option_before)
            change->rules[i].option_before = text;
    }
}

void sample_replace(struct sample *sample, struct check_result *result,
                    const char *text)
{
    uint32_t i;

    result->file = text;
    result->message = text;
    result->told = text;
    if (result->profile)
        result->profile = text;
    for (i = 0; i < result->findings_count; i++)
        replace_finding(&result->findings[i], text);
    if (result->evaluation)
        replace_profile(result->evaluation, text);
    replace_lock(&result->lock, text);
    sample->policy.name = text;
    for (i = 0; i < POLICY_SETTING_COUNT; i++)
        sample->policy.origins[i] = sample->policy.told[i] = text;
}

/* ------------------------------------------------------------- Reports */

struct check_report sample_report(const struct sample *sample)
{
    struct check_report report = {.kb = sample->kb,
                                  .results = sample->results,
                                  .count = sample->count,
                                  .as_of = sample->as_of,
                                  .style = {.detail = DVF_NORMAL}};

    report.summary = check_summarise(sample->results, sample->count);
    report.status = check_summary_status(&report.summary);
    return report;
}

dvf_text sample_render(const struct sample *sample, check_renderer *render,
                       const dvf_style *style)
{
    struct check_report report = sample_report(sample);
    dvf_text text = {NULL, 0};

    if (style)
        report.style = *style;
    assert_int_equal(check_render_by(render, &report, &text), DVF_OK);
    return text;
}

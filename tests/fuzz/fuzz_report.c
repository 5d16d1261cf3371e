/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: every renderer, of advice and of checks, over a small knowledge
 * base. Bytes choose the format, the style, the selection and the answers; the
 * rest are the texts of the profile. No YAML is read.
 *
 * Nothing hostile reaches a report, and JSON is JSON.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "profile/profile.h"
#include "report/check_report.h"
#include "report/document.h"

#include <string.h>

/* ---------------------------------------------------------------- Profiles */

/* The next text: without what the guard refuses. Null for none. */
static const char *take_words(struct fuzz_input *input, dvf_profile *profile)
{
    struct fuzz_input words = fuzz_take_until(input, '\f');
    struct buffer text = {0};
    const char *copy = NULL;

    for (size_t at = 0; at < words.length;) {
        uint32_t character = 0;
        size_t size = utf8_decode(words.bytes + at, words.length - at,
                                  &character);

        if (size > 0 && !utf8_is_hostile(character))
            buffer_append(&text, words.bytes + at, size);
        at += size > 0 ? size : 1;
    }
    must(!text.failed);
    if (text.length > 0) {
        copy = arena_copy(&profile->arena, text.bytes, text.length);
        must(copy);
    }
    buffer_release(&text);
    return copy;
}

static void answer(dvf_profile *profile, struct fuzz_input *input)
{
    const dvf_kb *kb = profile->kb;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = kb_attributes(kb) + i;
        unsigned choice = fuzz_take(input);
        struct answer *given = &profile->answers[i];

        if (choice % 4 == 0)
            continue;
        profile->places[i] = (struct answer_place){
            .key = {i + 1, 1, 1},
            .value = {i + 1, 10, 1},
        };
        if (attribute->type == KB_SET)
            given->chosen = choice / 4 %
                            (UINT64_C(1) << attribute->values.count);
        else
            given->chosen = values_of(choice / 4 % attribute->values.count);
    }
}

static void decide(dvf_profile *profile, struct fuzz_input *input)
{
    static const char *const days[] = {"2026-01-01", "2026-12-31", NULL};
    const dvf_kb *kb = profile->kb;
    unsigned choice = fuzz_take(input);
    unsigned day = fuzz_take(input);
    uint32_t option = choice % (kb_options_count(kb) + 1);

    if (option < kb_options_count(kb)) {
        profile->decision.option = kb_string(kb, kb_options(kb)[option].id);
        profile->decision.at = (struct position){20, 3, 4};
        profile->decision.date = days[day % 3];
    }
    if (choice >= 128) {
        profile->waiver.at = (struct position){30, 1, 6};
        profile->waiver.reason = "Because.";
        profile->waiver.expires = days[day / 3 % 2];
    }
}

static void describe(dvf_profile *profile, struct fuzz_input *input)
{
    const char *name = take_words(input, profile);

    profile->name = name ? name : "p";
    profile->description = take_words(input, profile);
    if (profile->decision.option) {
        profile->decision.record = take_words(input, profile);
        profile->decision.because = take_words(input, profile);
    }
    if (profile->waiver.reason)
        profile->waiver.owner = take_words(input, profile);
}

/* ----------------------------------------------------------------- Reports */

static bool is_json(const char *format)
{
    return strcmp(format, "json") == 0 || strcmp(format, "sarif") == 0 ||
           strcmp(format, "gitlab") == 0;
}

static void check_report(const dvf_format *format, const dvf_style *style,
                         dvf_text *text)
{
    static const dvf_style plain = {.ascii = false};
    bool has_style = strcmp(format->name, "text") == 0;

    fuzz_check_text(text, has_style ? style : &plain);
    if (is_json(format->name))
        fuzz_check_json(text);
    dvf_text_release(text);
}

static void advise(const dvf_evaluation *evaluation, size_t format,
                   const dvf_style *style)
{
    bool has_choice = document_choice(evaluation) != KB_NONE;
    dvf_text text;
    dvf_status status = dvf_render(dvf_format_at(format), &evaluation, 1, style,
                                   &text);

    if (!has_choice && format_has(dvf_format_at(format), FORMAT_IS_RECORD)) {
        must(status == DVF_INVALID);
        return;
    }
    must(status == DVF_OK);
    check_report(dvf_format_at(format), style, &text);
}

static void report_result(const struct check_result *result, size_t format,
                          const dvf_style *style)
{
    struct check_report report = {
        .kb = fuzz_kb(),
        .results = result,
        .count = 1,
        .summary = check_summarise(result, 1),
        .as_of = "2026-11-22",
        .style = *style,
    };
    dvf_text text;

    report.status = check_summary_status(&report.summary);
    must(check_render(check_format_at(format), &report, &text) == DVF_OK);
    check_report(check_format_at(format), style, &text);
}

/* @param locked null for none */
static void check(const dvf_evaluation *evaluation,
                  const struct lock_entry *locked, size_t format,
                  const dvf_style *style)
{
    struct policy policy;
    struct check_result result;
    struct check_subject subject = {
        .file = "p", .name = "p", .evaluation = evaluation, .locked = locked};
    const struct check_request request = {
        .policy = &policy, .as_of = "2026-11-22", .locked = format % 2 == 0};

    must(policy_init(&policy, fuzz_kb()) == DVF_OK);
    policy.min_lead = style->ascii ? 5 : 0;
    policy.min_answered = style->colour ? 3 : 0;
    must(check_judge(&result, &subject, &request) == DVF_OK);
    report_result(&result, format, style);
    check_result_release(&result);
    policy_release(&policy);
}

/* ------------------------------------------------------------------ Inputs */

static dvf_evaluation *evaluate(const dvf_profile *profile, unsigned choice)
{
    static const char *const names[] = {"looks.door", "drive"};
    const char *source = kb_string(profile->kb, kb_sources(profile->kb)[0].id);
    const dvf_selection selection = {
        .without = names + (choice >> 1 & 1),
        .without_count = choice & 1,
        .only_sources = &source,
        .only_sources_count = choice >> 2 & 1,
    };
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;

    must(problems);
    must(dvf_evaluate(profile->kb, profile, &selection, problems,
                      &evaluation) == DVF_OK);
    dvf_diagnostics_free(problems);
    return evaluation;
}

/* @param earlier profile that the lock is of, which may be another one */
static void check_locked(const dvf_evaluation *evaluation,
                         const dvf_profile *earlier, size_t format,
                         const dvf_style *style)
{
    struct arena arena = {0};
    struct lock_entry locked;
    dvf_evaluation *old = evaluate(earlier, 0);

    must(lock_entry_make(&locked, &arena, old, "p") == DVF_OK);
    check(evaluation, &locked, format, style);
    arena_release(&arena);
    dvf_evaluation_free(old);
}

static size_t count_check_formats(void)
{
    size_t count = 0;

    while (check_format_at(count))
        count++;
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    size_t advising = dvf_format_count();
    size_t format = fuzz_take(&input) % (advising + count_check_formats());
    unsigned choice = fuzz_take(&input);
    const dvf_style *style = &fuzz_styles[choice % FUZZ_STYLES];
    dvf_profile *profile = profile_new(fuzz_kb(), "p");
    dvf_profile *earlier = profile_new(fuzz_kb(), "p");

    must(profile && earlier);
    answer(profile, &input);
    answer(earlier, &input);
    decide(profile, &input);
    describe(profile, &input);
    dvf_evaluation *evaluation = evaluate(profile, choice / FUZZ_STYLES);
    if (format < advising) {
        advise(evaluation, format, style);
    } else if (choice < 128) {
        check(evaluation, NULL, format - advising, style);
    } else {
        check_locked(evaluation, earlier, format - advising, style);
    }
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_profile_free(earlier);
    return 0;
}

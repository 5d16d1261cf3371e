/* SPDX-License-Identifier: MIT */
/*
 * Verdicts, counts, ranges and questions of an analysis: see
 * analysis_checks.h.
 */
#include "analysis_checks.h"

#include "support.h"

#include "analysis/entropy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bits by which an entropy in fixed point may be off. */
#define TOLERANCE 1e-5

static void print_answers(const struct subject *subject)
{
    const dvf_evaluation *evaluation = subject->completions->evaluation;
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (values_given(evaluation->given[i]))
            print_message("%s: %llx\n", kb_string(kb, kb_attributes(kb)[i].id),
                          (unsigned long long)evaluation->given[i]);
    puts(subject->kb_text ? subject->kb_text : "(built in)");
}

void expect_of(const struct subject *subject, bool holds, const char *format,
               ...)
{
    char sentence[256];
    va_list arguments;

    if (holds)
        return;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    print_answers(subject);
    fail_msg("%s", sentence);
}

/* ---------------------------------------------------------------- reachable */

static uint32_t end_of(const struct subject *subject, const char *outcome)
{
    for (uint32_t i = 0; i <= end_undecided(subject->completions->kb); i++)
        if (strcmp(analysis_outcome(subject->analysis, i), outcome) == 0)
            return i;
    fail_msg("there is no outcome %s", outcome);
    return 0;
}

static void expect_count(const struct subject *subject, const char *digits,
                         uint64_t count, const char *what)
{
    char expected[32];

    snprintf(expected, sizeof expected, "%llu", (unsigned long long)count);
    expect_of(subject, digits && strcmp(digits, expected) == 0,
              "completions of %s: %s, by force %s", what,
              digits ? digits : "none", expected);
}

/* @param counts by end. @return their sum */
static uint64_t count_ends(const struct completions *completions,
                           uint64_t counts[ENDS_MAX])
{
    uint64_t all = 0;

    memset(counts, 0, ENDS_MAX * sizeof counts[0]);
    for (uint32_t i = 0; i < completions->size; i++)
        if (completions_count(completions, i)) {
            counts[completions->ends[i]]++;
            all++;
        }
    return all;
}

/* By the number of needs, then as in the KB. */
static void check_order(const struct subject *subject)
{
    dvf_reachable last;
    dvf_reachable next;

    for (size_t i = 1; dvf_analysis_reachable(subject->analysis, i, &next);
         i++) {
        assert_true(dvf_analysis_reachable(subject->analysis, i - 1, &last));
        bool later = last.needs < next.needs ||
                     (last.needs == next.needs &&
                      end_of(subject, last.outcome) <
                          end_of(subject, next.outcome));
        expect_of(subject, later, "%s comes before %s", last.outcome,
                  next.outcome);
    }
}

void check_reachable(const struct subject *subject)
{
    const struct completions *completions = subject->completions;
    dvf_certainty certainty = dvf_analysis_certainty(subject->analysis);
    uint64_t counts[ENDS_MAX];
    uint64_t all = count_ends(completions, counts);
    uint32_t reached = 0;
    uint32_t own = end_of_verdict(completions->kb,
                                  &completions->evaluation->verdict);
    dvf_reachable one;
    size_t found = 0;

    for (; dvf_analysis_reachable(subject->analysis, found, &one); found++) {
        expect_of(subject, one.proved, "%s is not proved", one.outcome);
        expect_count(subject, one.completions,
                     counts[end_of(subject, one.outcome)], one.outcome);
        expect_of(subject, counts[end_of(subject, one.outcome)] > 0,
                  "%s is not reachable", one.outcome);
    }
    for (uint32_t i = 0; i < ENDS_MAX; i++)
        reached += counts[i] > 0;
    expect_of(subject, found == reached, "%u verdicts are reachable, not %zu",
              reached, found);
    expect_count(subject, certainty.completions, all, "all");
    expect_of(subject, certainty.method == DVF_EXACT, "it is not exact");
    expect_of(subject, certainty.settled == (reached == 1), "settled is %d",
              certainty.settled);
    expect_of(subject, certainty.stands == (counts[own] > 0), "stands is %d",
              certainty.stands);
    expect_of(subject,
              certainty.contradictions_left_out ==
                  (completions->some_bad && !completions->all_bad),
              "contradictions left out: %d", certainty.contradictions_left_out);
    check_order(subject);
    subject->seen->reachable[reached < 4 ? reached : 4]++;
    subject->seen->left_out += certainty.contradictions_left_out;
}

void check_ranges(const struct subject *subject)
{
    const struct completions *completions = subject->completions;
    dvf_range range;

    for (uint32_t i = 0; dvf_analysis_range(subject->analysis, i, &range);
         i++) {
        int32_t least = INT32_MAX;
        int32_t most = INT32_MIN;

        for (uint32_t k = 0; k < completions->size; k++) {
            int32_t score =
                completions->scores[k * completions->kb->scoring + i];

            if (!completions_allow(completions, k))
                continue;
            least = score < least ? score : least;
            most = score > most ? score : most;
        }
        expect_of(subject, range.least == least && range.greatest == most,
                  "%s: %d to %d, by force %d to %d", range.option, range.least,
                  range.greatest, least, most);
    }
}

/* ---------------------------------------------------------------- questions */

/* Whether two completions that differ in one answer alone end differently. */
static bool matters(const struct completions *completions, uint32_t place)
{
    uint32_t stride = completions->stride[place];

    for (uint32_t i = 0; i < completions->size; i++) {
        uint32_t first = UINT32_MAX;

        if (completions_digit(completions, i, place) != 0 ||
            (completions->idle[i] >> place & 1))
            continue;
        for (uint32_t k = 0; k < completions->values[place]; k++) {
            uint32_t index = i + k * stride;

            if (!completions_allow(completions, index))
                continue;
            if (first == UINT32_MAX)
                first = index;
            if (completions->ends[index] != completions->ends[first])
                return true;
        }
    }
    return false;
}

static double entropy(const uint64_t counts[ENDS_MAX], uint64_t all)
{
    double sum = 0;

    for (uint32_t i = 0; i < ENDS_MAX; i++)
        if (counts[i] > 0)
            sum -= (double)counts[i] / (double)all *
                   log2((double)counts[i] / (double)all);
    return sum;
}

/* Completions with one answer, or where the question does not apply, by end.
 * @param digit number of answers for the latter. @return their sum */
static uint64_t count_answer(const struct completions *completions,
                             uint32_t place, uint32_t digit,
                             uint64_t counts[ENDS_MAX])
{
    uint64_t all = 0;

    memset(counts, 0, ENDS_MAX * sizeof counts[0]);
    for (uint32_t i = 0; i < completions->size; i++) {
        uint32_t own = completions->idle[i] >> place & 1
                           ? completions->values[place]
                           : completions_digit(completions, i, place);

        if (own != digit || !completions_count(completions, i))
            continue;
        counts[completions->ends[i]]++;
        all++;
    }
    return all;
}

static double gain(const struct completions *completions, uint32_t place)
{
    uint64_t counts[ENDS_MAX];
    uint64_t all = count_ends(completions, counts);
    double left = entropy(counts, all);

    for (uint32_t i = 0; i <= completions->values[place]; i++) {
        uint64_t own = count_answer(completions, place, i, counts);

        if (own > 0)
            left -= (double)own / (double)all * entropy(counts, own);
    }
    return left;
}

/* The ends that an answer leads to. */
static uint64_t ends_of(const struct completions *completions, uint32_t place,
                        uint32_t digit)
{
    uint64_t counts[ENDS_MAX];
    uint64_t ends = 0;

    count_answer(completions, place, digit, counts);
    for (uint32_t i = 0; i <= end_undecided(completions->kb); i++)
        if (counts[i] > 0)
            ends |= UINT64_C(1) << i;
    return ends;
}

static uint64_t ends_of_prospect(const struct subject *subject,
                                 const dvf_prospect *prospect)
{
    uint64_t ends = 0;
    dvf_reachable one;

    for (size_t i = 0; dvf_analysis_reachable(subject->analysis, i, &one); i++)
        if (prospect->verdicts >> i & 1)
            ends |= UINT64_C(1) << end_of(subject, one.outcome);
    return ends;
}

/* The prospect of an answer: for a set any that leads alike. */
static bool has_prospect(const struct subject *subject, size_t question,
                         value_set answer, bool is_set, uint64_t ends)
{
    dvf_prospect prospect;

    for (size_t i = 0;
         dvf_analysis_prospect(subject->analysis, question, i, &prospect); i++)
        if ((is_set || (prospect.values & answer)) &&
            ends_of_prospect(subject, &prospect) == ends)
            return true;
    return false;
}

static void check_prospects(const struct subject *subject, size_t question,
                            uint32_t place)
{
    const struct completions *completions = subject->completions;
    const dvf_kb *kb = completions->kb;
    uint32_t attribute = completions->open[place];
    const char *id = kb_string(kb, kb_attributes(kb)[attribute].id);
    bool is_set = kb_attributes(kb)[attribute].type == KB_SET;
    value_set seen = 0;
    dvf_prospect prospect;

    for (uint32_t i = 0; i < completions->values[place]; i++) {
        uint64_t ends = ends_of(completions, place, i);

        expect_of(subject,
                  ends == 0 ||
                      has_prospect(subject, question,
                                   completions_answer(completions, place, i),
                                   is_set, ends),
                  "%s: answer %u leads elsewhere", id, i);
    }
    for (size_t i = 0;
         dvf_analysis_prospect(subject->analysis, question, i, &prospect);
         i++) {
        uint64_t ends = ends_of_prospect(subject, &prospect);

        expect_of(subject, ends != 0, "%s: an answer leads nowhere", id);
        if (is_set) {
            expect_of(
                subject,
                ends == ends_of(completions, place, (uint32_t)prospect.values),
                "%s: a selection leads elsewhere", id);
            continue;
        }
        expect_of(subject, (seen & prospect.values) == 0,
                  "%s: an answer leads twice", id);
        seen |= prospect.values;
        for (uint32_t k = 0; k < completions->values[place]; k++)
            expect_of(subject,
                      (prospect.values >> k & 1) == 0 ||
                          ends_of(completions, place, k) == ends ||
                          ends_of(completions, place, k) == 0,
                      "%s: answer %u does not lead there", id, k);
    }
}

static bool applies_somewhere(const struct completions *completions,
                              uint32_t place)
{
    for (uint32_t i = 0; i < completions->size; i++)
        if (completions_allow(completions, i) &&
            (completions->idle[i] >> place & 1) == 0)
            return true;
    return false;
}

static void check_question(const struct subject *subject, size_t index,
                           const dvf_question *question, uint32_t place)
{
    const struct completions *completions = subject->completions;
    const dvf_kb *kb = completions->kb;
    const char *id = kb_string(kb, kb_attributes(kb)[question->attribute].id);
    bool expected = matters(completions, place);
    double told = (double)question->gain / ENTROPY_BIT;
    double by_force = expected ? gain(completions, place) : 0;

    expect_of(subject, question->matters == expected, "%s matters: %d", id,
              question->matters);
    expect_of(subject, question->counted, "%s is not counted", id);
    expect_of(subject, fabs(told - by_force) < TOLERANCE,
              "%s tells %f bits, by force %f", id, told, by_force);
    check_prospects(subject, index, place);
    subject->seen->moot += !expected;
    for (uint32_t i = 0; i < completions->size; i++)
        if (completions->idle[i] >> place & 1) {
            subject->seen->idle++;
            break;
        }
}

static bool is_asked_before(const dvf_question *a, const dvf_question *b)
{
    if (a->matters != b->matters)
        return a->matters;
    return a->gain != b->gain ? a->gain > b->gain : a->attribute < b->attribute;
}

void check_questions(const struct subject *subject)
{
    const struct completions *completions = subject->completions;
    bool found[COMPLETIONS_OPEN_MAX] = {false};
    dvf_question question;
    dvf_question last = {0};

    for (size_t i = 0; dvf_analysis_question(subject->analysis, i, &question);
         i++) {
        uint32_t place = 0;

        while (place < completions->open_count &&
               completions->open[place] != question.attribute)
            place++;
        expect_of(subject, place < completions->open_count && !found[place],
                  "question %zu is none", i);
        found[place] = true;
        check_question(subject, i, &question, place);
        expect_of(subject, i == 0 || is_asked_before(&last, &question),
                  "question %zu comes too late", i);
        last = question;
    }
    for (uint32_t i = 0; i < completions->open_count; i++)
        expect_of(subject, found[i] || !applies_somewhere(completions, i),
                  "question %u is not there", completions->open[i]);
}

/* Whether it is settled, found by itself, is what an analysis says. */
static void check_settle(const struct subject *subject,
                         struct analyser *analyser,
                         const dvf_analysis_options *options)
{
    const dvf_analysis *full = subject->analysis;
    dvf_analysis *quick = NULL;

    assert_int_equal(analyser_settle(analyser, subject->completions->evaluation,
                                     options, &quick),
                     DVF_OK);
    bool one = quick->reachable_count == 1;
    expect_of(subject, analysis_settled(quick) == analysis_settled(full),
              "found by itself, that it is settled differs");
    expect_of(subject, one == (full->reachable_count == 1),
              "found by themselves, verdicts are %u instead of %u",
              (unsigned)quick->reachable_count,
              (unsigned)full->reachable_count);
    for (uint32_t i = 0; i < quick->reachable_count; i++)
        expect_of(
            subject, analysis_find(full, quick->reachable[i].end) != KB_NONE,
            "verdict %u is not reachable", (unsigned)quick->reachable[i].end);
    expect_of(subject,
              !one || quick->contradictions_left_out ==
                          full->contradictions_left_out,
              "found by itself, what is left out differs");
    dvf_analysis_free(quick);
}

void check_bare(const struct completions *completions, const char *text,
                struct seen_analyses *seen, const dvf_analysis_options *options)
{
    const dvf_evaluation *evaluation = completions->evaluation;
    struct analyser *analyser = analyser_new(evaluation->kb);
    dvf_analysis *analysis = NULL;

    assert_non_null(analyser);
    assert_int_equal(analyser_run(analyser, evaluation, options, &analysis),
                     DVF_OK);
    const struct subject subject = {completions, analysis, text, seen};
    check_reachable(&subject);
    check_ranges(&subject);
    check_questions(&subject);
    check_settle(&subject, analyser, options);
    dvf_analysis_free(analysis);
    analyser_free(analyser);
}

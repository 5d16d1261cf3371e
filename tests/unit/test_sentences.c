/* SPDX-License-Identifier: MIT */
/*
 * The sentences of the default report, for the profiles of data/profiles and of
 * tests/data/verdicts.txt. They are printed, for whoever holds them against the
 * answers; no report says a sentence twice, and notes are at most a third of
 * the words. Profiles that name a reason get it told.
 */
#include "verdict_cases.h"

#include "report/document.h"

#include <dirent.h>
#include <string.h>

/* Fewer words than these are no sentence. */
#define SENTENCE_WORDS 4

/* Most sentences of a report. */
#define SENTENCES_MAX  200

/* Profiles whose sentences are told, at least. */
#define PROFILES       90

/* A report that is told, and its sentences. */
struct told {
    dvf_evaluation *evaluation;
    struct document document;
    const char *sentences[SENTENCES_MAX];
    size_t count;
    size_t words; /* of the text at 80 columns */
    size_t notes; /* words of its notes */
};

static size_t count_words(const char *text)
{
    size_t count = 0;

    while (*(text += strspn(text, " \n")) != '\0') {
        text += strcspn(text, " \n");
        count++;
    }
    return count;
}

/* Keep each sentence of a text. */
static void take_sentences(struct told *told, const char *text)
{
    while (*text != '\0') {
        const char *end = strstr(text, ". ");
        size_t length = end ? (size_t)(end - text) + 1 : strlen(text);
        const char *sentence = arena_copy(&told->document.arena, text, length);

        assert_non_null(sentence);
        text += length;
        text += strspn(text, " ");
        if (count_words(sentence) < SENTENCE_WORDS ||
            !strchr(".?", sentence[length - 1]))
            continue;
        assert_true(told->count < SENTENCES_MAX);
        told->sentences[told->count++] = sentence;
    }
}

static bool is_note(const struct document *document, const struct block *block)
{
    return (block->section == SECTION_NOTES && block->kind == BLOCK_BULLET) ||
           (block->is_labelled &&
            strcmp(document_span(document, block, 0)->text, "Note: ") == 0);
}

static void take_document(struct told *told)
{
    const struct document *document = &told->document;

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = document_block(document, i);

        for (uint32_t k = 0; k < block->span_count; k++) {
            const char *text = document_span(document, block, k)->text;

            if (text && is_note(document, block))
                told->notes += count_words(text);
            if (text && block->kind != BLOCK_CHOICES)
                take_sentences(told, text);
        }
    }
}

static void tell(struct told *told, const char *profile)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_text text;

    *told = (struct told){
        .evaluation = evaluate(kb, load_profile(kb, profile), NULL)};
    document_init(&told->document, kb, DVF_NORMAL);
    document_compose(&told->document, told->evaluation, NULL);
    assert_false(told->document.failed);
    take_document(told);
    const dvf_evaluation *evaluation = told->evaluation;
    assert_int_equal(dvf_render(dvf_format_at(0), &evaluation, 1, NULL, &text),
                     DVF_OK);
    told->words = count_words(text.bytes);
    dvf_text_release(&text);
}

static void forget_told(struct told *told)
{
    document_release(&told->document);
    forget(told->evaluation);
}

/* ------------------------------------------------------- Each said once */

struct tally {
    size_t reports;
    size_t words;
    size_t notes;
};

static void try_report(const char *name, const char *profile,
                       struct tally *tally)
{
    struct told told;

    tell(&told, profile);
    print_message("\n%s: %s\n", name, verdict_outcome(told.evaluation));
    for (size_t i = 0; i < told.count; i++) {
        print_message("  %s\n", told.sentences[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(told.sentences[i], told.sentences[k]) == 0)
                fail_msg("%s is told twice: %s", name, told.sentences[i]);
    }
    tally->reports++;
    tally->words += told.words;
    tally->notes += told.notes;
    forget_told(&told);
}

static void try_examples(struct tally *tally)
{
    DIR *folder = opendir(DVF_SOURCE_DIR "/data/profiles");
    const struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        struct buffer path = {0};
        struct buffer profile = {0};

        if (entry->d_name[0] == '.')
            continue;
        buffer_printf(&path, "data/profiles/%s", entry->d_name);
        read_source_file(path.bytes, &profile);
        try_report(entry->d_name, profile.bytes, tally);
        buffer_release(&profile);
        buffer_release(&path);
    }
    closedir(folder);
}

static void no_report_says_a_sentence_twice_nor_is_mostly_notes(void **state)
{
    struct verdict_case one = {0};
    struct buffer file = {0};
    struct tally tally = {0};

    (void)state;
    try_examples(&tally);
    read_source_file("tests/data/verdicts.txt", &file);
    for (const char *text = file.bytes; verdict_case_next(&one, &text);)
        try_report(one.id, one.profile.bytes, &tally);
    buffer_release(&file);
    print_message("\n%zu reports of %zu words, %zu of them in notes\n",
                  tally.reports, tally.words, tally.notes);
    assert_true(tally.reports >= PROFILES);
    assert_true(tally.notes * 3 <= tally.words);
}

/* ------------------------------------------------------ Reasons by name */

/* Do these words stand in the document, beside or within a block? */
static bool tells(const struct document *document, const char *words)
{
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = document_block(document, i);

        if (block->right && strcmp(block->right, words) == 0)
            return true;
        for (uint32_t k = 0; k < block->span_count; k++) {
            const char *text = document_span(document, block, k)->text;

            if (text && strstr(text, words))
                return true;
        }
    }
    return false;
}

static bool cites(const dvf_kb *kb, struct kb_range claims, const char *claim)
{
    for (uint32_t i = 0; i < claims.count; i++)
        if (strcmp(kb_string(kb, kb_claims(kb)[kb_index(kb, claims)[i]].id),
                   claim) == 0)
            return true;
    return false;
}

/* Is a reason told that rests on the claim, for what is recommended? */
static bool tells_claim(const struct told *told, const char *claim)
{
    const dvf_evaluation *evaluation = told->evaluation;
    const dvf_kb *kb = evaluation->kb;
    const struct verdict *verdict = &evaluation->verdict;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct kb_rule *rule = reason_rule(evaluation,
                                                 &evaluation->reasons[i]);

        if ((verdict->outcome != OUTCOME_OPTION ||
             kb_option_includes(kb, verdict->option, rule->option)) &&
            cites(kb, rule->claims, claim) &&
            tells(&told->document, kb_string(kb, rule->id)))
            return true;
    }
    return false;
}

static bool tells_remark(const struct told *told, const char *id,
                         const struct kb_remark *remarks,
                         const struct index_list *list)
{
    const dvf_kb *kb = told->evaluation->kb;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_remark *remark = &remarks[list->items[i]];

        if (strcmp(kb_string(kb, remark->id), id) == 0)
            return tells(&told->document, kb_string(kb, remark->says));
    }
    return false;
}

static bool tells_reason(const struct told *told, const char *id)
{
    const dvf_evaluation *evaluation = told->evaluation;
    const dvf_kb *kb = evaluation->kb;

    return tells_claim(told, id) ||
           tells_remark(told, id, kb_notes(kb), &evaluation->notes) ||
           tells_remark(told, id, kb_warnings(kb), &evaluation->warnings);
}

/* The article's own, where a sentence of it is tried. */
static void reasons_that_are_asked_for_are_told(void **state)
{
    struct verdict_case one = {0};
    struct buffer file = {0};
    size_t tried = 0;

    (void)state;
    read_source_file("tests/data/verdicts.txt", &file);
    for (const char *text = file.bytes; verdict_case_next(&one, &text);) {
        struct told told;

        tell(&told, one.profile.bytes);
        while (*one.reasons != '\0') {
            const char *reason = next_word(&one.reasons);

            if (!tells_reason(&told, reason))
                fail_msg("%s does not tell %s", one.id, reason);
            tried++;
        }
        forget_told(&told);
    }
    buffer_release(&file);
    assert_true(tried > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_report_says_a_sentence_twice_nor_is_mostly_notes),
        cmocka_unit_test(reasons_that_are_asked_for_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

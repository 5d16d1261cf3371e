/* SPDX-License-Identifier: MIT */
/*
 * A decision record by the template of MADR 4.0.0, proposed: whoever decides
 * makes it accepted. Between the markers stand the parts that dvf writes, and
 * what a check of the record reads.
 */
#include "base/sha256.h"
#include "base/shell.h"
#include "check/lock.h"
#include "profile/profile.h"
#include "report/markdown_blocks.h"
#include "report/report.h"

#include <assert.h>
#include <string.h>

/* Columns of a line. */
#define WIDTH        80

/* Level of the headings of options. */
#define OPTION_LEVEL 3

struct madr {
    struct markdown_page page;
    const struct report *report;
    const dvf_evaluation *evaluation;
    const char *day;
};

/* The parts below their headings; the answers stand below that of the part
 * before them. */
static const struct {
    enum record_part part;
    unsigned level; /* of its heading */
    const char *heading;
} parts[] = {
    {RECORD_CONTEXT, 2, "Context and Problem Statement"},
    {RECORD_DRIVERS, 2, "Decision Drivers"},
    {RECORD_OPTIONS, 2, "Considered Options"},
    {RECORD_OUTCOME, 2, "Decision Outcome"},
    {RECORD_CONSEQUENCES, 3, "Consequences"},
    {RECORD_CONFIRMATION, 3, "Confirmation"},
    {RECORD_ANSWERS, 0, NULL},
    {RECORD_PROS_AND_CONS, 2, "Pros and Cons of the Options"},
    {RECORD_MORE_INFORMATION, 2, "More Information"},
};

/* Nothing of others stands in the front matter. */
static void put_front_matter(struct madr *madr)
{
    buffer_printf(madr->page.prose.out,
                  "---\n"
                  "status: \"proposed\"\n"
                  "date: %s\n"
                  "decision-makers: \"{who decides}\"\n"
                  "consulted: \"{whose opinion was asked}\"\n"
                  "informed: \"{who is told}\"\n"
                  "---\n",
                  madr->day);
    madr->page.last = PAGE_PARAGRAPH;
}

static void put_title(struct madr *madr)
{
    uint32_t choice = document_choice(madr->evaluation);

    buffer_printf(page_words(&madr->page), "Use %s for %s",
                  phrase_title(madr->evaluation, choice),
                  phrase_profile(madr->evaluation));
    page_heading(&madr->page, 1, page_scratch(&madr->page));
}

/* ------------------------------------------------------------ confirmation */

/* The command that checks the record, or the profile. A line too long goes on
 * in further ones. */
static void put_command(struct madr *madr)
{
    const char *record = madr->report->record_path;
    const char *file = record ? record : madr->evaluation->profile->file;
    const char *kb = madr->report->kb_path;
    uint32_t choice = document_choice(madr->evaluation);
    bool decided = record || madr->evaluation->profile->decision.option;
    const struct shell_option options[] = {
        {.name = kb ? "--kb" : NULL, .value = kb},
        {.name = decided ? NULL : "--expect",
         .value = kb_option_id(madr->report->kb, choice)},
    };
    const struct shell_command command = {
        .words = "dvf check",
        .options = options,
        .options_count = sizeof options / sizeof *options,
        .operand = strcmp(file, "-") == 0 ? "PROFILE" : file,
    };

    page_line(&madr->page, "```sh");
    shell_command(madr->page.prose.out, &command);
    buffer_puts(madr->page.prose.out, "\n```\n");
}

static void put_digest(struct madr *madr, const char *label, const char *digest)
{
    page_item(&madr->page);
    prose_put(&madr->page.prose, label);
    prose_code(&madr->page.prose, digest);
    prose_end(&madr->page.prose);
}

static void put_confirmation(struct madr *madr)
{
    struct prose *prose = &madr->page.prose;
    const dvf_kb *kb = madr->report->kb;
    struct arena arena = {0};
    struct lock_entry entry;

    page_paragraph(&madr->page);
    prose_put(prose,
              "This command checks that the answers still lead to it, by "
              "the knowledge base ");
    prose_code(prose, kb_string(kb, kb->id));
    prose_put(prose, " ");
    prose_text(prose, kb_string(kb, kb->version));
    prose_put(prose, " as of ");
    prose_text(prose, kb_string(kb, kb->as_of));
    prose_put(prose, " or a later one:");
    prose_end(prose);
    put_command(madr);
    if (lock_entry_make(&entry, &arena, madr->evaluation, "") != DVF_OK) {
        prose->out->failed = true;
    } else {
        put_digest(madr, "SHA-256 of the knowledge base: ", entry.kb_sha256);
        put_digest(madr, "SHA-256 of the answers: ", entry.answers_sha256);
    }
    arena_release(&arena);
}

/* ------------------------------------------------------------------- parts */

static void put_part(struct madr *madr, enum record_part part)
{
    struct markdown_page *page = &madr->page;

    buffer_putc(page->prose.out, '\n');
    record_part_begin(part, page->prose.out);
    page->last = PAGE_PARAGRAPH;
    if (part == RECORD_CONFIRMATION)
        put_confirmation(madr);
    document_record(&page->document, part, madr->day);
    page->level = part == RECORD_PROS_AND_CONS ? OPTION_LEVEL : 0;
    page_blocks(page);
    buffer_putc(page->prose.out, '\n');
    record_part_end(part, page->prose.out);
    page->last = PAGE_PARAGRAPH;
}

static void put_answers(struct madr *madr)
{
    struct markdown_page *page = &madr->page;
    uint32_t choice = document_choice(madr->evaluation);

    buffer_putc(page->prose.out, '\n');
    record_answers_append(madr->evaluation,
                          kb_option_id(madr->report->kb, choice),
                          madr->report->profile_file, page->prose.out);
}

void report_madr(const struct report *report, struct buffer *out)
{
    struct madr madr = {
        .report = report,
        .evaluation = report->evaluations[0],
        .day = document_day(report->evaluations[0], report->as_of)};

    assert(report->count == 1 && document_choice(madr.evaluation) != KB_NONE);
    page_init(&madr.page, report->kb, out, DVF_NORMAL, WIDTH);
    document_begin(&madr.page.document, madr.evaluation,
                   report_analysis(report, 0, out));
    put_front_matter(&madr);
    put_title(&madr);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].heading)
            page_heading(&madr.page, parts[i].level, parts[i].heading);
        if (parts[i].part == RECORD_ANSWERS)
            put_answers(&madr);
        else
            put_part(&madr, parts[i].part);
    }
    page_release(&madr.page);
}

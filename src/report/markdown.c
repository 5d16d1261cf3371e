/* SPDX-License-Identifier: MIT */
/*
 * Markdown reports of a check: a comment for a pull request and the summary of
 * a job, which differ in their size and in the mark by which a comment is found
 * again. Both hold to the limit of their host: first the rows of profiles that
 * fail, then those of others, then the details of profiles that fail, then of
 * others that matter. Rows and details without room are counted.
 */
#include "report/check_view.h"
#include "write/markdown_writer.h"

#include <inttypes.h>
#include <string.h>

/* Most bytes: GitHub takes 65,536 characters in a comment, and 1 MiB in the
 * summary of a job's step. */
#define COMMENT_MAX    65000
#define SUMMARY_MAX    1000000

/* Bytes kept for sentences about cuts. */
#define RESERVE        600

/* Most characters of one text. */
#define NAME_LIMIT     200
#define SENTENCE_LIMIT 2000

/* Most findings that are told of one profile, and profiles whose details are
 * open from the beginning. */
#define FINDINGS_MAX   10
#define OPEN_MAX       3

/* Once the details of so many found no room, those of others are not tried. */
#define MISSES_MAX     10

struct page {
    struct markdown markdown; /* writes to `out` or to the piece */
    struct buffer *out;
    struct buffer piece; /* a row or a block that may find no room */
    struct buffer words; /* scratch */
    const struct check_report *report;
    size_t limit; /* bytes */
    bool locks;
};

static const char *words_of(const struct page *page)
{
    return page->words.failed || !page->words.bytes ? "" : page->words.bytes;
}

/* ------------------------------------------------------------------ Head */

static void put_heading(struct page *page)
{
    const struct check_summary *summary = &page->report->summary;
    size_t errors = summary->outcomes[CHECK_ERROR];
    size_t fails = summary->failed - errors;
    const char *profiles = summary->total == 1 ? "profile" : "profiles";
    struct buffer *out = page->out;

    buffer_puts(out, "## dvf check: ");
    if (errors > 0)
        buffer_printf(out, "%zu of %zu %s could not be evaluated", errors,
                      summary->total, profiles);
    if (fails > 0)
        buffer_printf(out, "%s%zu of %zu %s fail%s", errors > 0 ? ", " : "",
                      fails, summary->total, profiles, fails == 1 ? "s" : "");
    if (summary->failed == 0)
        buffer_printf(out, "%zu of %zu %s pass%s", summary->total,
                      summary->total, profiles,
                      summary->total == 1 ? "es" : "");
    buffer_puts(out, "\n\n");
}

static void put_head(struct page *page)
{
    const struct check_report *report = page->report;

    put_heading(page);
    check_view_append_counts(page->out, report);
    buffer_printf(page->out, " %s Checked against ",
                  check_view_conclusion(report));
    markdown_code(&page->markdown, kb_string(report->kb, report->kb->id),
                  NAME_LIMIT);
    buffer_putc(page->out, ' ');
    markdown_text(&page->markdown, kb_string(report->kb, report->kb->version),
                  NAME_LIMIT);
    buffer_puts(page->out, " on ");
    markdown_text(&page->markdown, report->as_of, NAME_LIMIT);
    buffer_puts(page->out, ".\n\n");
    buffer_clear(&page->words);
    check_view_append_weaker(&page->words, report);
    if (page->words.length > 0) {
        buffer_puts(page->out, "**Mind:** ");
        markdown_text(&page->markdown, words_of(page), SENTENCE_LIMIT);
        buffer_puts(page->out, "\n\n");
    }
    if (report->knowledge.says) {
        markdown_text(&page->markdown, report->knowledge.says, SENTENCE_LIMIT);
        buffer_puts(page->out, "\n\n");
    }
}

/* ----------------------------------------------------------------- Table */

static void put_cell(struct page *page, const char *text)
{
    buffer_puts(page->markdown.out, " | ");
    markdown_text(&page->markdown, text, NAME_LIMIT);
}

static void put_row(struct page *page, const struct check_result *result)
{
    struct buffer *out = page->markdown.out;

    buffer_puts(out, "| ");
    markdown_code(&page->markdown, result->file, NAME_LIMIT);
    buffer_printf(out, result->fails ? " | **%s**" : " | %s",
                  check_view_gate(result));
    put_cell(page, check_outcome_word(result->outcome));
    buffer_clear(&page->words);
    check_view_append_expected(&page->words, result);
    put_cell(page, words_of(page));
    buffer_clear(&page->words);
    check_view_append_verdict(&page->words, result, false);
    put_cell(page, words_of(page));
    if (page->locks)
        put_cell(page, check_view_lock(result));
    buffer_puts(out, " |\n");
}

/* Find where the rows of profiles that fail, or of those that do not, have to
 * end for want of room.
 *
 * @param room bytes; what the rows take is taken off */
static size_t fitting_rows(struct page *page, bool failing, size_t *room)
{
    const struct check_report *report = page->report;
    size_t i;

    page->markdown.out = &page->piece;
    for (i = 0; i < report->count; i++) {
        if (report->results[i].fails != failing)
            continue;
        buffer_clear(&page->piece);
        put_row(page, &report->results[i]);
        if (page->piece.length > *room)
            break;
        *room -= page->piece.length;
    }
    page->markdown.out = page->out;
    return i;
}

static void say_rows_cut(struct page *page, const size_t *ends)
{
    const struct check_report *report = page->report;
    size_t cut[2] = {0, 0};
    size_t i;

    for (i = 0; i < report->count; i++)
        cut[report->results[i].fails] += i >= ends[report->results[i].fails];
    if (cut[false] + cut[true] == 0)
        return;
    buffer_printf(page->out,
                  "**Cut:** the table has no room for %zu more profiles, of "
                  "which %zu fail.\n\n",
                  cut[false] + cut[true], cut[true]);
}

static void put_table(struct page *page)
{
    const struct check_report *report = page->report;
    size_t ends[2]; /* [fails] */
    size_t room;
    size_t i;

    if (report->count == 0)
        return;
    buffer_puts(page->out, "| Profile | Gate | Outcome | Decided | Verdict");
    buffer_puts(page->out, page->locks ? " | Lock |\n" : " |\n");
    buffer_puts(page->out, "| --- | --- | --- | --- | ---");
    buffer_puts(page->out, page->locks ? " | --- |\n" : " |\n");
    room = (page->limit - RESERVE - page->out->length) / 5 * 3;
    ends[true] = fitting_rows(page, true, &room);
    ends[false] = ends[true] < report->count ? 0
                                             : fitting_rows(page, false, &room);
    for (i = 0; i < report->count; i++)
        if (i < ends[report->results[i].fails])
            put_row(page, &report->results[i]);
    buffer_putc(page->out, '\n');
    say_rows_cut(page, ends);
}

/* --------------------------------------------------------------- Details */

static void put_sentence(struct page *page, const char *before,
                         const char *text)
{
    buffer_puts(page->markdown.out, before);
    markdown_text(&page->markdown, text, SENTENCE_LIMIT);
    buffer_putc(page->markdown.out, '\n');
}

/* A command that is cut would do something else. */
static void put_hint(struct page *page, const struct check_finding *finding)
{
    buffer_puts(page->markdown.out, "  - Hint: ");
    markdown_text(&page->markdown, finding->hint, SENTENCE_LIMIT);
    if (finding->command && strlen(finding->command) <= SENTENCE_LIMIT) {
        buffer_puts(page->markdown.out, ": ");
        markdown_code(&page->markdown, finding->command, SENTENCE_LIMIT);
    }
    buffer_putc(page->markdown.out, '\n');
}

/* @param file that the details are about: another one is named */
static void put_finding_item(struct page *page,
                             const struct check_finding *finding,
                             const char *file)
{
    struct buffer *out = page->markdown.out;
    uint32_t i;

    buffer_printf(out, "- **%s**", check_level_word(finding->level));
    if (strcmp(finding->place.file, file) != 0) {
        buffer_puts(out, ", ");
        markdown_code(&page->markdown, finding->place.file, NAME_LIMIT);
    }
    if (finding->place.at.line > 0)
        buffer_printf(out, ", line %" PRIu32, finding->place.at.line);
    put_sentence(page, ": ", finding->message);
    for (i = 0; i < finding->related_count; i++) {
        const struct check_place *place = &finding->related[i];

        buffer_printf(out, "  - line %" PRIu32, place->at.line);
        put_sentence(page, ": ", place->message);
    }
    if (finding->waiver)
        put_sentence(page, "  - Waiver: ", finding->waiver);
    if (finding->hint)
        put_hint(page, finding);
}

static void put_facts(struct page *page, const struct check_result *result)
{
    if (check_view_name(result))
        put_sentence(page, "- Profile: ", check_view_name(result));
    buffer_clear(&page->words);
    check_view_append_scores(&page->words, result);
    if (page->words.length > 0)
        put_sentence(page, "- Scores: ", words_of(page));
}

static void put_details(struct page *page, const struct check_result *result)
{
    bool open = page->report->summary.failed <= OPEN_MAX && result->fails;
    struct buffer *out = page->markdown.out;
    uint32_t i;

    buffer_printf(out, "<details%s><summary>", open ? " open" : "");
    markdown_code(&page->markdown, result->file, NAME_LIMIT);
    buffer_printf(out, ": %s", check_outcome_word(result->outcome));
    if (result->outcome != CHECK_ERROR)
        buffer_printf(out, " (%s)", check_view_gate(result));
    buffer_puts(out, "</summary>\n\n");
    for (i = 0; i < result->findings_count && i < FINDINGS_MAX; i++)
        put_finding_item(page, &result->findings[i], result->file);
    if (result->findings_count > FINDINGS_MAX)
        buffer_printf(out, "- **Cut:** %" PRIu32 " more like these\n",
                      result->findings_count - FINDINGS_MAX);
    put_facts(page, result);
    buffer_puts(out, "\n</details>\n\n");
}

/* @return how many found no room */
static size_t put_all_details(struct page *page, bool failing)
{
    const struct check_report *report = page->report;
    size_t cut = 0;
    size_t i;

    page->markdown.out = &page->piece;
    for (i = 0; i < report->count; i++) {
        const struct check_result *result = &report->results[i];

        if (result->fails != failing || !check_view_matters(result))
            continue;
        buffer_clear(&page->piece);
        if (cut < MISSES_MAX)
            put_details(page, result);
        if (cut >= MISSES_MAX ||
            page->out->length + page->piece.length + RESERVE > page->limit)
            cut++;
        else
            buffer_append(page->out, page->piece.bytes, page->piece.length);
    }
    page->markdown.out = page->out;
    return cut;
}

/* ------------------------------------------------------------ All of it */

static void put_page(const struct check_report *report, struct buffer *out,
                     size_t limit)
{
    struct page page = {.markdown = {.out = out},
                        .out = out,
                        .report = report,
                        .limit = limit,
                        .locks = check_view_has_locks(report)};
    size_t cut;

    put_head(&page);
    put_table(&page);
    cut = put_all_details(&page, true);
    cut += put_all_details(&page, false);
    if (cut > 0)
        buffer_printf(out,
                      "**Cut:** there is no room for the details of %zu more "
                      "profile%s; the other reports have them.\n\n",
                      cut, cut == 1 ? "" : "s");
    /* The last paragraph ends in one line feed, not in two. */
    if (!out->failed)
        out->bytes[--out->length] = '\0';
    if (page.piece.failed || page.words.failed)
        out->failed = true;
    buffer_release(&page.piece);
    buffer_release(&page.words);
    markdown_release(&page.markdown);
}

void check_report_markdown(const struct check_report *report,
                           struct buffer *out)
{
    buffer_puts(out, "<!-- dvf-check -->\n\n");
    put_page(report, out, COMMENT_MAX);
}

void check_report_job_summary(const struct check_report *report,
                              struct buffer *out)
{
    put_page(report, out, SUMMARY_MAX);
}

/* SPDX-License-Identifier: MIT */
/*
 * What the unit tests of the engine share: see support.h. Linked into every
 * unit test.
 */
#include "support.h"

#include "engine/evaluation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* -------------------------------------------------------- Random numbers */

static uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint32_t random_below(struct random *random, uint32_t limit)
{
    return (uint32_t)((random_next(random) >> 32) * limit >> 32);
}

bool random_once_in(struct random *random, uint32_t n)
{
    return random_below(random, n) == 0;
}

void random_order(struct random *random, uint32_t *indices, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        uint32_t other = random_below(random, i + 1);

        indices[i] = indices[other];
        indices[other] = i;
    }
}

/* --------------------------------------------------------------- Loading */

void read_source_file(const char *path, struct buffer *bytes)
{
    char whole[4096];
    char block[4096];
    size_t got;
    FILE *file;

    snprintf(whole, sizeof whole, "%s/%s", DVF_SOURCE_DIR, path);
    file = fopen(whole, "rb");
    if (!file)
        fail_msg("%s cannot be opened", whole);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(bytes, block, got);
    fclose(file);
    assert_false(bytes->failed);
}

static void print_list(const dvf_diagnostics *list)
{
    dvf_style style = {.ascii = true};
    dvf_text text = {NULL, 0};

    if (dvf_diagnostics_render(list, &style, &text) == DVF_OK)
        print_error("%s", text.bytes);
    dvf_text_release(&text);
}

/* Nothing may be wrong, not even a little. */
static void expect_none(dvf_status status, dvf_diagnostics *list,
                        const char *text)
{
    if (status != DVF_OK || dvf_diagnostics_count(list) != 0) {
        print_list(list);
        fail_msg("status %d for:\n%s", (int)status, text);
    }
    dvf_diagnostics_free(list);
}

dvf_kb *load_kb(const char *text)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    assert_non_null(list);
    expect_none(
        dvf_kb_load(&(dvf_input){"kb.yaml", text, strlen(text)}, list, &kb),
        list, text);
    assert_non_null(kb);
    return kb;
}

dvf_profile *load_profile(const dvf_kb *kb, const char *text)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    assert_non_null(list);
    expect_none(
        dvf_profile_load(kb, &(dvf_input){"profile.yaml", text, strlen(text)},
                         list, &profile),
        list, text);
    assert_non_null(profile);
    return profile;
}

dvf_profile *load_answers(const dvf_kb *kb, const char *lines)
{
    struct buffer text = {0};
    dvf_profile *profile;

    buffer_puts(&text, "profile: test\nanswers:\n");
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");

        lines += strspn(lines, " ");
        length = strcspn(lines, "\n");
        buffer_puts(&text, "  ");
        buffer_append(&text, lines, length);
        buffer_putc(&text, '\n');
        lines += length + (lines[length] == '\n');
    }
    assert_false(text.failed);
    profile = load_profile(kb, text.bytes);
    buffer_release(&text);
    return profile;
}

dvf_evaluation *evaluate(const dvf_kb *kb, const dvf_profile *profile,
                         const dvf_selection *selection)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;

    assert_non_null(list);
    expect_none(dvf_evaluate(kb, profile, selection, list, &evaluation), list,
                "(evaluation)");
    assert_non_null(evaluation);
    return evaluation;
}

void forget(dvf_evaluation *evaluation)
{
    const dvf_profile *profile = evaluation->profile;

    dvf_evaluation_free(evaluation);
    /* Our own handle, which the evaluation only borrows. */
    dvf_profile_free((dvf_profile *)(uintptr_t)profile);
}

int32_t score_of(const dvf_evaluation *evaluation, const char *option)
{
    int32_t points = -1;

    if (!dvf_evaluation_score(evaluation, option, &points))
        fail_msg("%s has no score", option);
    return points;
}

/* ------------------------------------------------------ Texts, processes */

void expect_part(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in \"%s\"", part, text);
}

void expect_no_part(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("\"%s\" is in \"%s\"", part, text);
}

void expect_success(pid_t child)
{
    int status = -1;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    assert_int_equal(status, 0);
}

/* ----------------------------------------------------------- Diagnostics */

static bool matches(const dvf_diagnostic *found, const struct expected *wanted)
{
    if (found->line != wanted->line || found->column != wanted->column ||
        strcmp(found->code, wanted->code) != 0)
        return false;
    if (wanted->message && !strstr(found->message, wanted->message))
        return false;
    return !wanted->hint || (found->hint && strstr(found->hint, wanted->hint));
}

void expect_list(const dvf_diagnostics *list, const struct expected *expected,
                 size_t count)
{
    size_t i;

    for (i = 0; i < count && i < dvf_diagnostics_count(list); i++) {
        const dvf_diagnostic *found = dvf_diagnostics_at(list, i);

        if (matches(found, &expected[i]))
            continue;
        print_list(list);
        fail_msg("diagnostic %zu is %u:%u %s, expected %u:%u %s with \"%s\" "
                 "and hint \"%s\"",
                 i + 1, (unsigned)found->line, (unsigned)found->column,
                 found->code, (unsigned)expected[i].line,
                 (unsigned)expected[i].column, expected[i].code,
                 expected[i].message ? expected[i].message : "",
                 expected[i].hint ? expected[i].hint : "");
    }
    if (dvf_diagnostics_count(list) != count) {
        print_list(list);
        fail_msg("%zu diagnostics, expected %zu", dvf_diagnostics_count(list),
                 count);
    }
}

bool list_has(const dvf_diagnostics *list, const char *code)
{
    size_t i;

    for (i = 0; i < dvf_diagnostics_count(list); i++)
        if (strcmp(dvf_diagnostics_at(list, i)->code, code) == 0)
            return true;
    return false;
}

void expect_bad_kb(const char *text, size_t length,
                   const struct expected *expected, size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    assert_non_null(list);
    assert_int_equal(
        dvf_kb_load(&(dvf_input){"kb.yaml", text, length}, list, &kb),
        DVF_INVALID);
    assert_null(kb);
    expect_list(list, expected, count);
    dvf_diagnostics_free(list);
}

void expect_bad_profile(const dvf_kb *kb, const char *text, size_t length,
                        const struct expected *expected, size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    assert_non_null(list);
    assert_int_equal(
        dvf_profile_load(kb, &(dvf_input){"profile.yaml", text, length}, list,
                         &profile),
        DVF_INVALID);
    assert_null(profile);
    expect_list(list, expected, count);
    dvf_diagnostics_free(list);
}

/* ------------------------------------------------------ A small KB */

static const char head[] =
    "knowledge_base: small\n"
    "version: 1.2.3\n"
    "as_of: 2026-01-31\n"
    "title: Left or right\n"
    "weights:\n"
    "  - {id: slight, points: 1}\n"
    "  - {id: moderate, points: 2}\n"
    "  - {id: strong, points: 4}\n"
    "  - {id: decisive, points: 8}\n"
    "options:\n"
    "  - {id: left, title: Left, summary: The left one.}\n"
    "  - {id: right, title: Right, summary: The right one.}\n"
    "  - {id: pair, title: Pair, of: [left, right], summary: Both.}\n"
    "sources:\n"
    "  - {id: paper, title: A paper, date: 2026-01-01, kind: paper}\n"
    "attributes:\n"
    "  - id: colour\n"
    "    type: choice\n"
    "    ask: Which colour?\n"
    "    why: It shows.\n"
    "    values:\n"
    "      - {id: none, label: None}\n"
    "      - {id: red, label: Red}\n"
    "      - {id: green, label: Green}\n"
    "  - id: size\n"
    "    type: scale\n"
    "    ask: Which size?\n"
    "    why: It fills.\n"
    "    values:\n"
    "      - {id: tiny, label: Tiny}\n"
    "      - {id: small, label: Small}\n"
    "      - {id: medium, label: Medium}\n"
    "      - {id: large, label: Large}\n"
    "  - id: speed\n"
    "    type: scale\n"
    "    unit: metres/s\n"
    "    ask: How fast?\n"
    "    why: It hurts.\n"
    "    values:\n"
    "      - {id: slow, label: Slow, below: 50}\n"
    "      - {id: fair, label: Fair, below: 500}\n"
    "      - {id: fast, label: Fast}\n"
    "  - id: parts\n"
    "    type: set\n"
    "    ask: Which parts?\n"
    "    why: They add up.\n"
    "    values:\n"
    "      - {id: wheel, label: Wheel}\n"
    "      - {id: door, label: Door}\n"
    "      - {id: roof, label: Roof}\n"
    "      - {id: lamp, label: Lamp}\n"
    "  - id: loud\n"
    "    type: flag\n"
    "    ask: Is it loud?\n"
    "    why: It wakes.\n"
    "  - id: deep\n"
    "    type: flag\n"
    "    ask: Is it deep?\n"
    "    why: It drowns.\n"
    "claims:\n"
    "  - {id: c1, about: left, kind: strength, says: Left is good.,\n"
    "     source: paper, status: holds}\n";

static const char some_criteria[] = "criteria:\n"
                                    "  - {id: total, collect: sum}\n"
                                    "  - {id: main, in: total, collect: max}\n";

static const char some_rules[] = "rules:\n"
                                 "  - id: some\n"
                                 "    criterion: main\n"
                                 "    when:\n"
                                 "      - colour == red\n"
                                 "    favours: left\n"
                                 "    weight: strong\n"
                                 "    because: Red is left.\n"
                                 "    claims: [c1]\n"
                                 "    origin: paper\n";

static const char some_verdict[] = "verdict:\n"
                                   "  too_close: {points: 2, percent: 15}\n"
                                   "  strength:\n"
                                   "    - {id: weak, points: 0, percent: 0}\n"
                                   "    - {id: clear, points: 4, percent: 30}\n"
                                   "    - {id: full, points: 8, percent: 60}\n";

static bool has_section(const char *sections, const char *name)
{
    const char *found = strstr(sections, name);

    return found && (found == sections || found[-1] == '\n');
}

void small_kb_with(const char *sections, struct buffer *out)
{
    buffer_puts(out, head);
    buffer_puts(out, sections);
    if (!has_section(sections, "criteria:"))
        buffer_puts(out, some_criteria);
    if (!has_section(sections, "rules:"))
        buffer_puts(out, some_rules);
    if (!has_section(sections, "verdict:"))
        buffer_puts(out, some_verdict);
    assert_false(out->failed);
}

uint32_t small_kb_lines(void)
{
    uint32_t lines = 0;
    const char *at;

    for (at = head; *at != '\0'; at++)
        lines += *at == '\n';
    return lines;
}

dvf_kb *load_small_kb(const char *sections)
{
    struct buffer text = {0};
    dvf_kb *kb;

    small_kb_with(sections, &text);
    kb = load_kb(text.bytes);
    buffer_release(&text);
    return kb;
}

int open_small_kb(void **state)
{
    *state = load_small_kb("");
    return 0;
}

int close_kb(void **state)
{
    dvf_kb_free(*state);
    return 0;
}

struct expected change_kb(const struct buffer *text,
                          const struct kb_mistake *mistake,
                          struct buffer *changed)
{
    const char *at = strstr(text->bytes, mistake->from);
    struct expected wrong = {1, 1, mistake->code, mistake->message,
                             mistake->hint};

    if (!at)
        fail_msg("'%s' is not in the KB", mistake->from);
    const char *mark = strchr(mistake->to, '^');
    assert_non_null(mark);
    buffer_clear(changed);
    buffer_append(changed, text->bytes, (size_t)(at - text->bytes));
    buffer_append(changed, mistake->to, (size_t)(mark - mistake->to));
    for (size_t i = 0; i < changed->length; i++) {
        bool ends = changed->bytes[i] == '\n';

        wrong.line += ends;
        wrong.column = ends ? 1 : wrong.column + 1;
    }
    buffer_puts(changed, mark + 1);
    buffer_puts(changed, at + strlen(mistake->from));
    return wrong;
}

void expect_mistakes(const char *sections, const struct kb_mistake *mistakes,
                     size_t count)
{
    struct buffer text = {0};
    struct buffer changed = {0};

    small_kb_with(sections, &text);
    dvf_kb_free(load_kb(text.bytes));
    for (size_t i = 0; i < count; i++) {
        struct expected wrong = change_kb(&text, &mistakes[i], &changed);

        expect_bad_kb(changed.bytes, changed.length, &wrong, 1);
    }
    buffer_release(&text);
    buffer_release(&changed);
}

int run_parts(int argc, char **argv, unsigned parts, unsigned *part,
              const struct CMUnitTest *tests, size_t count)
{
    unsigned first = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1;
    unsigned last = argc > 1 ? first : parts;
    int failed = 0;

    for (*part = first; *part <= last; (*part)++)
        failed += _cmocka_run_group_tests("part", tests, count, NULL, NULL);
    return failed;
}

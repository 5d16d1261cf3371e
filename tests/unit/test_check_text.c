/* SPDX-License-Identifier: MIT */
/*
 * Text report of a check: what is told of what, that only agreement is green,
 * and that no text of others breaks a line or reads as a command of a runner.
 */
#include "sample_checks.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static struct sample sample;

static int begin_all(void **state)
{
    (void)state;
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    return 0;
}

static int end_all(void **state)
{
    (void)state;
    sample_end(&sample);
    return 0;
}

static dvf_text render(dvf_style style)
{
    return sample_render(&sample, check_report_text, &style);
}

static void replace_all(const char *text)
{
    size_t i;

    for (i = 0; i < sample.count; i++)
        sample_replace(&sample, &sample.results[i], text);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    while ((text = strstr(text, part))) {
        count++;
        text += strlen(part);
    }
    return count;
}

/* The lines that hold a part, as one text. */
static void lines_with(struct buffer *out, const char *text, const char *part)
{
    buffer_clear(out);
    buffer_append(out, "", 0);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n") + 1;
        const char *found = strstr(text, part);

        if (found && found < text + length)
            buffer_append(out, text, length);
        text += length;
    }
    assert_false(out->failed);
}

static void expect_line(const char *text, const char *part,
                        const char *expected)
{
    struct buffer lines = {0};

    lines_with(&lines, text, part);
    if (!strstr(lines.bytes, expected))
        fail_msg("no \"%s\" in:\n%s", expected, lines.bytes);
    buffer_release(&lines);
}

/* ------------------------------------------------------------ Contents */

static void brief_is_one_line_a_profile(void **state)
{
    dvf_text text = render((dvf_style){.width = 20, .detail = DVF_BRIEF});

    (void)state;
    assert_int_equal(count_of(text.bytes, "\n"), SAMPLE_CHECKS);
    assert_true(strncmp(text.bytes,
                        "agrees.yaml: agrees (passes; decided left; verdict "
                        "left (full, lead 8); lock none)\n",
                        83) == 0);
    expect_line(text.bytes, "error.yaml", "error.yaml: error (");
    expect_line(text.bytes, "none.yaml", "nothing decided");
    dvf_text_release(&text);
}

static void every_finding_is_told_where_it_was_found(void **state)
{
    dvf_text text = render((dvf_style){.width = 100, .detail = DVF_NORMAL});
    size_t i;
    uint32_t j;

    (void)state;
    for (i = 0; i < sample.count; i++) {
        for (j = 0; j < sample.results[i].findings_count; j++) {
            const struct check_finding *finding =
                &sample.results[i].findings[j];
            char place[64];

            snprintf(place, sizeof place, "%s:%u:%u: %s: ", finding->place.file,
                     (unsigned)finding->place.at.line,
                     (unsigned)finding->place.at.column,
                     check_level_word(finding->level));
            if (finding->kind == CHECK_ERROR)
                expect_line(text.bytes, place, "[unknown-key]");
            else
                expect_line(text.bytes, place,
                            check_finding_title(finding->kind));
        }
    }
    dvf_text_release(&text);
}

static void reasons_hints_and_waivers_stand_below_a_finding(void **state)
{
    dvf_text text = render((dvf_style){.width = 100, .detail = DVF_NORMAL});

    (void)state;
    expect_line(text.bytes, "loud: true speaks for Right (+8)", "line 2");
    assert_non_null(strstr(text.bytes,
                           "\n  Scores: Left 0, Right 8, from 2 of 6 answers\n"
                           "  Hint: re-decide, correct the answers, or"));
    assert_non_null(strstr(text.bytes, "\n  Hint: re-decide"));
    assert_non_null(strstr(text.bytes, "\n  Waiver: until 2026-12-01, by Jo: "
                                       "The move is under way\n"));
    dvf_text_release(&text);
}

static void one_table_has_a_row_for_each(void **state)
{
    dvf_text text = render((dvf_style){.width = 100, .detail = DVF_NORMAL});
    const char *table = strstr(text.bytes, "  Gate ");
    size_t i;

    (void)state;
    assert_non_null(table);
    assert_int_equal(count_of(text.bytes, "  Gate "), 1);
    expect_line(table, "  Gate ", "  Profile\n");
    for (i = 0; i < sample.count; i++) {
        const struct check_result *result = &sample.results[i];

        table += strcspn(table, "\n") + 1;
        assert_true(strcspn(table, "\n") > strlen(result->file));
        assert_true(strncmp(table + strcspn(table, "\n") - strlen(result->file),
                            result->file, strlen(result->file)) == 0);
        expect_line(table, result->file, check_outcome_word(result->outcome));
    }
    assert_non_null(strstr(table, "12 profiles: 5 agrees, "));
    assert_non_null(strstr(table, "1 error; 2 fail by the lock alone. The "
                                  "check fails: not everything could be\n"
                                  "  evaluated.\n"));
    dvf_text_release(&text);
}

static void a_table_without_room_is_compact_and_then_a_list(void **state)
{
    dvf_text text = render((dvf_style){.width = 80, .detail = DVF_NORMAL});

    (void)state;
    expect_line(text.bytes, "  moved.yaml", "right (full, lead 8)");
    dvf_text_release(&text);
    text = render((dvf_style){.width = 72, .detail = DVF_NORMAL});
    expect_line(text.bytes, " moved.yaml", "right (full, +8)");
    dvf_text_release(&text);
    text = render((dvf_style){.width = 40, .detail = DVF_NORMAL});
    assert_non_null(strstr(text.bytes, "\n  moved.yaml\n    fails: agrees\n"));
    assert_null(strstr(text.bytes, "Decided"));
    dvf_text_release(&text);
}

static void the_lock_has_a_column_only_where_there_is_one(void **state)
{
    struct sample other;
    dvf_text text;

    (void)state;
    sample_begin(&other, 1);
    sample_add(&other, "a.yaml",
               "answers: {colour: red}\n"
               "decision: {option: left}\n",
               NULL);
    text = sample_render(&other, check_report_text, NULL);
    assert_null(strstr(text.bytes, "Lock"));
    assert_non_null(strstr(text.bytes, "\n1 profile: 1 agrees. The check "
                                       "passes.\n"));
    dvf_text_release(&text);
    sample_end(&other);
    text = render((dvf_style){.width = 100, .detail = DVF_NORMAL});
    expect_line(text.bytes, "  Gate ", "Lock");
    dvf_text_release(&text);
}

static void a_missing_lock_has_a_column_too(void **state)
{
    static const char lines[] = "answers: {colour: red}\n"
                                "decision: {option: left}\n";
    struct sample other;
    dvf_text text;

    (void)state;
    sample_begin(&other, 1);
    sample_add(&other, "a.yaml", lines, "");
    text = sample_render(&other, check_report_text, NULL);
    expect_line(text.bytes, "  Gate ", "Lock");
    assert_non_null(strstr(text.bytes, "\n1 profile: 1 agrees; 1 fails by the "
                                       "lock alone. The check fails.\n"));
    dvf_text_release(&text);
    text = sample_render(&other, check_report_text,
                         &(dvf_style){.detail = DVF_BRIEF});
    assert_string_equal(text.bytes,
                        "a.yaml: agrees (fails; decided left; verdict left "
                        "(full, lead 8); lock none)\n");
    dvf_text_release(&text);
    sample_end(&other);
}

static void a_long_name_runs_over_the_edge_of_the_table(void **state)
{
    static const char name[] = "a/rather/long/way/down/to/where/the/profile/"
                               "is/kept/and/some/more/words/to/come/a.yaml";
    static const char lines[] = "answers: {colour: red}\n"
                                "decision: {option: left}\n";
    struct sample other;
    dvf_text text;

    (void)state;
    sample_begin(&other, 2);
    sample_add(&other, name, lines, NULL);
    sample_add(&other, "b.yaml", lines, NULL);
    text = sample_render(&other, check_report_text,
                         &(dvf_style){.width = 80, .detail = DVF_NORMAL});
    expect_line(text.bytes, name, "  passes  agrees ");
    expect_line(text.bytes, "b.yaml\n", "  passes  agrees ");
    expect_line(text.bytes, "  Gate ", "  Profile\n");
    dvf_text_release(&text);
    sample_end(&other);
}

static void in_full_passing_ones_have_reasons_and_a_policy(void **state)
{
    dvf_text normal = render((dvf_style){.detail = DVF_NORMAL});
    dvf_text full;

    (void)state;
    sample.policy.name = "team";
    sample.policy.origins[POLICY_MIN_LEAD] = "docs/team.yaml:7";
    sample.policy.told[POLICY_MIN_LEAD] = "team.yaml:7";
    full = render((dvf_style){.detail = DVF_FULL});
    assert_null(strstr(normal.bytes, "Red is left."));
    assert_non_null(strstr(full.bytes, "agrees.yaml:3:20: The decision stands "
                                       "[agrees]\n"));
    assert_non_null(strstr(full.bytes, "Red is left."));
    assert_non_null(strstr(full.bytes, "min_lead: none (team.yaml:7)"));
    expect_line(full.bytes, "Policy", "team");
    assert_non_null(strstr(full.bytes, "colour: red -> unanswered"));
    assert_non_null(strstr(full.bytes, "loud: - 0 -> right 8 points"));
    assert_non_null(strstr(full.bytes, "red: left 8 -> - 0 points"));
    expect_line(full.bytes, "  When it was locked, ",
                "Left led by 8 points; now Right leads by 8 points.\n");
    dvf_text_release(&normal);
    dvf_text_release(&full);
}

/* -------------------------------------------------------------- Layout */

static void no_line_passes_the_width_unless_a_word_does(void **state)
{
    unsigned detail;
    unsigned width;

    (void)state;
    for (detail = DVF_NORMAL; detail <= DVF_FULL; detail++)
        for (width = 20; width <= 100; width++) {
            dvf_text text = render(
                (dvf_style){.width = width, .detail = (dvf_detail)detail});
            const char *line = text.bytes;

            while (*line != '\0') {
                size_t length = strcspn(line, "\n");
                size_t indent = strspn(line, " ");
                const char *bar = strstr(line, " | ");

                /* A line of a source is shown as it is. */
                if (bar && bar - line == 4) {
                    line += length + 1;
                    continue;
                }
                assert_true(length == 0 || line[length - 1] != ' ');
                if (indent < length &&
                    strncmp(line + indent, "dvf ", 4) != 0 && /* a command */
                    memchr(line + indent, ' ', length - indent))
                    assert_true(utf8_width(line, length) <= width);
                line += length + 1;
            }
            dvf_text_release(&text);
        }
}

static void ascii_is_kept_to(void **state)
{
    dvf_text text = render((dvf_style){.ascii = true, .detail = DVF_FULL});
    size_t i;

    (void)state;
    for (i = 0; i < text.length; i++)
        assert_true((unsigned char)text.bytes[i] < 0x80);
    dvf_text_release(&text);
}

static void only_agreement_is_green(void **state)
{
    dvf_text text = render(
        (dvf_style){.width = 100, .colour = true, .detail = DVF_NORMAL});
    const char *line = strstr(text.bytes, "Gate ");

    (void)state;
    assert_non_null(line);
    assert_null(strstr(text.bytes, "\x1b[1;32m"));
    while (*(line += strcspn(line, "\n") + 1) != '\0') {
        size_t length = strcspn(line, "\n");
        const char *green = strstr(line, "\x1b[32m");

        if (!green || green >= line + length)
            continue;
        green = strstr(line, "agrees");
        assert_true(green && green < line + length);
    }
    dvf_text_release(&text);
}

static void colour_changes_nothing_but_colour(void **state)
{
    unsigned detail;

    (void)state;
    for (detail = DVF_BRIEF; detail <= DVF_FULL; detail++) {
        dvf_style style = {.detail = (dvf_detail)detail};
        dvf_text plain = render(style);
        struct buffer stripped = {0};
        dvf_text coloured;
        size_t i;

        style.colour = true;
        coloured = render(style);
        for (i = 0; i < coloured.length; i++) {
            if (coloured.bytes[i] == '\x1b')
                i += strcspn(coloured.bytes + i, "m");
            else
                buffer_putc(&stripped, coloured.bytes[i]);
        }
        assert_string_equal(stripped.bytes, plain.bytes);
        buffer_release(&stripped);
        dvf_text_release(&plain);
        dvf_text_release(&coloured);
    }
}

/* ------------------------------------------------------- Texts of others */

/* What a runner sees once it has trimmed a line, in part. */
static bool is_command(const char *line)
{
    line += strspn(line, " \t");
    return strncmp(line, "::", 2) == 0;
}

static void expect_harmless(const dvf_text *text)
{
    const char *line = text->bytes;
    size_t i = 0;

    assert_null(strstr(text->bytes, "##["));
    while (*line != '\0') {
        assert_false(is_command(line));
        line += strcspn(line, "\n") + 1;
    }
    while (i < text->length) {
        uint32_t character = 0;
        size_t used = utf8_decode(text->bytes + i, text->length - i,
                                  &character);

        assert_true(used > 0);
        assert_true(character == '\n' || !utf8_is_hostile(character));
        assert_true(character != '\t' && character != '\r');
        i += used;
    }
}

static void texts_of_others_stay_texts(void **state)
{
    unsigned detail;
    size_t i;

    (void)state;
    for (i = 0; i < sample_hostile_count; i++) {
        replace_all(sample_hostile[i]);
        for (detail = DVF_BRIEF; detail <= DVF_FULL; detail++) {
            unsigned width;

            for (width = 20; width <= 100; width += 8) {
                dvf_text text = render(
                    (dvf_style){.width = width, .detail = (dvf_detail)detail});

                expect_harmless(&text);
                if (detail == DVF_BRIEF)
                    assert_int_equal(count_of(text.bytes, "\n"), SAMPLE_CHECKS);
                dvf_text_release(&text);
            }
        }
    }
}

static void wrapping_never_begins_a_line_with_a_command(void **state)
{
    static const char text_of_others[] =
        "one ::two three ::four ::five six seven ::eight nine ::ten ##[x] a";
    unsigned width;

    (void)state;
    replace_all(text_of_others);
    for (width = 20; width <= 100; width++) {
        dvf_text text = render((dvf_style){.width = width});

        expect_harmless(&text);
        dvf_text_release(&text);
    }
}

#define WITH_ALL(test) cmocka_unit_test_setup_teardown(test, begin_all, end_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ALL(brief_is_one_line_a_profile),
        WITH_ALL(every_finding_is_told_where_it_was_found),
        WITH_ALL(reasons_hints_and_waivers_stand_below_a_finding),
        WITH_ALL(one_table_has_a_row_for_each),
        WITH_ALL(a_table_without_room_is_compact_and_then_a_list),
        WITH_ALL(the_lock_has_a_column_only_where_there_is_one),
        cmocka_unit_test(a_missing_lock_has_a_column_too),
        cmocka_unit_test(a_long_name_runs_over_the_edge_of_the_table),
        WITH_ALL(in_full_passing_ones_have_reasons_and_a_policy),
        WITH_ALL(no_line_passes_the_width_unless_a_word_does),
        WITH_ALL(ascii_is_kept_to),
        WITH_ALL(only_agreement_is_green),
        WITH_ALL(colour_changes_nothing_but_colour),
        WITH_ALL(texts_of_others_stay_texts),
        WITH_ALL(wrapping_never_begins_a_line_with_a_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

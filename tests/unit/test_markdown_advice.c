/* SPDX-License-Identifier: MIT */
/*
 * Advice in Markdown holds to the limit of its hosts, and counts what it cuts;
 * a record is of one evaluation with something to record.
 */
#include "support.h"

#include "report/report.h"

#include <stdlib.h>
#include <string.h>

/* Characters that GitHub takes in a comment. */
#define LIMIT 65536

static const dvf_format *format_named(const char *name)
{
    size_t i = 0;

    while (strcmp(dvf_format_at(i)->name, name) != 0)
        i++;
    return dvf_format_at(i);
}

static dvf_evaluation *evaluate_one(const char *answers)
{
    const dvf_kb *kb = dvf_kb_builtin();

    return evaluate(kb, load_answers(kb, answers), NULL);
}

/* Markdown of so many evaluations, all the same. */
static char *render(const dvf_evaluation *evaluation, size_t count,
                    dvf_detail detail)
{
    const dvf_evaluation **many = calloc(count, sizeof(void *));
    const dvf_style style = {.detail = detail};
    dvf_text text;

    assert_non_null(many);
    for (size_t i = 0; i < count; i++)
        many[i] = evaluation;
    assert_int_equal(
        dvf_render(format_named("markdown"), many, count, &style, &text),
        DVF_OK);
    assert_in_range(text.length, 1, LIMIT);
    assert_int_equal(strlen(text.bytes), text.length);
    free(many);
    return text.bytes;
}

static size_t count_lines(const char *text, const char *start)
{
    size_t count = 0;

    for (; text; text = strchr(text, '\n')) {
        text += *text == '\n';
        count += strncmp(text, start, strlen(start)) == 0;
        if (*text == '\0')
            break;
    }
    return count;
}

/* The number before a word. */
static size_t number_before(const char *text, const char *word)
{
    const char *end = strstr(text, word);

    assert_non_null(end);
    while (end > text && end[-1] != ' ')
        end--;
    return strtoul(end, NULL, 10);
}

static void rows_and_those_cut_are_all_profiles(void **state)
{
    dvf_evaluation *evaluation = evaluate_one("admin_ui: required\n");
    char *text = render(evaluation, 5000, DVF_BRIEF);

    (void)state;
    /* But for the titles and the rule. */
    size_t rows = count_lines(text, "| ") - 2;
    const char *cut = strstr(text, "**Cut:** there is no room for ");
    assert_non_null(cut);
    assert_in_range(rows, 100, 4999);
    assert_int_equal(rows + number_before(cut + 29, " more profiles"), 5000);
    free(text);
    forget(evaluation);
}

static void profiles_without_room_are_counted(void **state)
{
    dvf_evaluation *evaluation = evaluate_one("admin_ui: required\n");
    char *text = render(evaluation, 200, DVF_FULL);
    size_t told = count_lines(text, "## Recommendation for ");
    const char *cut = strstr(text, "**Cut:** there is no room for the rest of "
                                   "this profile, and for ");

    (void)state;
    assert_non_null(cut);
    assert_int_equal(count_lines(text, "| ") - 2, 200);
    assert_in_range(told, 1, 199);
    assert_int_equal(told + number_before(cut, " more;"), 200);
    free(text);
    forget(evaluation);
}

static void what_fits_is_not_cut(void **state)
{
    dvf_evaluation *evaluation = evaluate_one("admin_ui: required\n");
    char *text = render(evaluation, 3, DVF_NORMAL);

    (void)state;
    expect_no_part(text, "**Cut:**");
    free(text);
    forget(evaluation);
}

static void a_record_needs_one_choice(void **state)
{
    dvf_evaluation *chosen = evaluate_one("admin_ui: required\n");
    dvf_evaluation *open = evaluate_one("i18n: unknown\n");
    const dvf_evaluation *const two[] = {chosen, chosen};
    const dvf_evaluation *const none[] = {open};
    const dvf_format *madr = format_named("madr");
    dvf_text text = {NULL, 0};

    (void)state;
    assert_int_equal(dvf_render(madr, two, 2, NULL, &text), DVF_INVALID);
    assert_int_equal(dvf_render(madr, none, 1, NULL, &text), DVF_INVALID);
    assert_null(text.bytes);
    assert_int_equal(dvf_render(madr, two, 1, NULL, &text), DVF_OK);
    expect_part(text.bytes, "\nstatus: \"proposed\"\n");
    dvf_text_release(&text);
    forget(open);
    forget(chosen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_those_cut_are_all_profiles),
        cmocka_unit_test(profiles_without_room_are_counted),
        cmocka_unit_test(what_fits_is_not_cut),
        cmocka_unit_test(a_record_needs_one_choice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

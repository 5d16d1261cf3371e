/* SPDX-License-Identifier: MIT */
/*
 * Places of records: the next number is past the greatest one, slugs are plain
 * words whatever the profile is called, and two files name each other from
 * their folders on.
 */
#include "work/record_place.h"

#include "folder.h"
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_file(const char *path)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

/* The next name in this folder for a profile of this name. */
static void next_is(const char *profile, const char *next, const char *last)
{
    struct arena arena = {0};
    struct record_names names;

    assert_int_equal(record_names_find(&names, &arena, ".", profile), 0);
    assert_string_equal(names.next, next);
    if (last)
        assert_string_equal(names.last, last);
    else
        assert_null(names.last);
    arena_release(&arena);
}

static void the_next_number_is_past_the_greatest(void **state)
{
    (void)state;
    next_is("p", "0001-p.md", NULL);
    make_file("0007-p.md");
    make_file("0002-p.md");
    make_file("0041-other.markdown");
    next_is("p", "0042-p.md", "0007-p.md");
    make_file("9999-x.md");
    next_is("other", "10000-other.md", NULL);
}

static void other_names_count_for_nothing(void **state)
{
    (void)state;
    make_file("0007-p.txt");
    make_file("0008.md");
    make_file("x0009-p.md");
    make_file("123456789-p.md");
    make_file("README.md");
    next_is("p", "0001-p.md", NULL);
}

static void slugs_are_plain_words(void **state)
{
    (void)state;
    next_is("Shop 24/7", "0001-shop-24-7.md", NULL);
    next_is("--A__b..", "0001-a-b.md", NULL);
    next_is("../../etc/passwd", "0001-etc-passwd.md", NULL);
    next_is("\xc3\xa4\xc3\xb6", "0001-decision.md", NULL);
    next_is("", "0001-decision.md", NULL);
    next_is(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaa",
        "0001-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        ".md",
        NULL);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct arena arena = {0};
    struct record_names names;

    (void)state;
    assert_int_equal(record_names_find(&names, &arena, "gone", "p"), ENOENT);
    arena_release(&arena);
}

static void files_name_each_other_from_their_folders(void **state)
{
    struct arena arena = {0};
    struct record_paths paths;

    (void)state;
    assert_int_equal(mkdir("docs", 0777), 0);
    assert_int_equal(mkdir("docs/adr", 0777), 0);
    assert_int_equal(mkdir("app", 0777), 0);
    make_file("app/dvf.yaml");
    assert_int_equal(symlink("docs/adr", "records"), 0);
    assert_int_equal(
        record_paths_find(&paths, &arena, "records/0001-p.md", "app/dvf.yaml"),
        0);
    assert_string_equal(paths.record, "../docs/adr/0001-p.md");
    assert_string_equal(paths.profile, "../../app/dvf.yaml");
    assert_int_equal(
        record_paths_find(&paths, &arena, "gone/0001-p.md", "app/dvf.yaml"),
        ENOENT);
    make_file("docs/adr/0001-p.md");
    assert_true(record_path_leads(&arena, "records/0001-p.md",
                                  "../../app/dvf.yaml", "app/dvf.yaml"));
    assert_true(record_path_leads(
        &arena, "app/dvf.yaml", "../docs/adr/0001-p.md", "records/0001-p.md"));
    assert_false(record_path_leads(&arena, "app/dvf.yaml", "../docs/adr/x.md",
                                   "records/0001-p.md"));
    arena_release(&arena);
}

#define IN_FOLDER(test)                                                        \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(the_next_number_is_past_the_greatest),
        IN_FOLDER(other_names_count_for_nothing),
        IN_FOLDER(slugs_are_plain_words),
        IN_FOLDER(a_folder_that_is_not_there_is_told),
        IN_FOLDER(files_name_each_other_from_their_folders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

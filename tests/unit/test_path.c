/* SPDX-License-Identifier: MIT */
/*
 * Paths, directories and repositories: what is found, and how it is named.
 */
#define _XOPEN_SOURCE 700

#include "base/path.h"
#include "base/walk.h"
#include "support/temporary.h"
#include "work/repository.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A tree of files below a temporary folder, which is the current one. */
static char root[TEMPORARY_SIZE];
static struct arena arena;

static void make_file(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(close(descriptor), 0);
}

static int set_up(void **state)
{
    (void)state;
    assert_true(temporary_make(root));
    assert_int_equal(chdir(root), 0);
    assert_int_equal(mkdir("repository", 0700), 0);
    assert_int_equal(mkdir("repository/.git", 0700), 0);
    assert_int_equal(mkdir("repository/one", 0700), 0);
    assert_int_equal(mkdir("repository/one/two", 0700), 0);
    assert_int_equal(mkdir("alone", 0700), 0);
    assert_int_equal(symlink("repository/one", "link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    make_file("repository/policy");
    make_file("policy");
    make_file("alone/B");
    make_file("alone/a");
    make_file("alone/.hidden");
    assert_int_equal(symlink("../repository", "alone/c"), 0);
    assert_int_equal(mkdir("alone/d", 0700), 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    assert_int_equal(chdir("/"), 0);
    return temporary_remove(root) ? 0 : -1;
}

/* --------------------------------------------------------------- Paths */

static void the_folder_of_a_path_is_what_precedes_its_name(void **state)
{
    (void)state;
    assert_string_equal(path_folder(&arena, "a"), ".");
    assert_string_equal(path_folder(&arena, ""), ".");
    assert_string_equal(path_folder(&arena, "/a"), "/");
    assert_string_equal(path_folder(&arena, "a/b"), "a");
    assert_string_equal(path_folder(&arena, "a//b"), "a");
    assert_string_equal(path_folder(&arena, "./b"), ".");
    assert_int_equal(path_folder_length("a/b/c"), 4);
}

static void joining_adds_no_needless_dots_and_slashes(void **state)
{
    (void)state;
    assert_string_equal(path_join(&arena, "a", "b"), "a/b");
    assert_string_equal(path_join(&arena, "a//", "b"), "a/b");
    assert_string_equal(path_join(&arena, ".", "b"), "b");
    assert_string_equal(path_join(&arena, "./", "b"), "b");
    assert_string_equal(path_join(&arena, "..", "b"), "../b");
    assert_string_equal(path_join(&arena, "/", "b"), "/b");
}

static void tidying_leaves_out_what_means_nothing(void **state)
{
    static const char *const pairs[][2] = {
        {"", ""},         {".", "."},           {"./", "."},
        {"/", "/"},       {"//", "/"},          {"./a", "a"},
        {"a/./b", "a/b"}, {"a//b/", "a/b"},     {"/./a/.", "/a"},
        {"..", ".."},     {".././a", "../a"},   {"./-a", "-a"},
        {".a", ".a"},     {"a/..b/.", "a/..b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(path_tidy(&arena, pairs[i][0]), pairs[i][1]);
}

static void the_way_to_something_goes_up_and_down(void **state)
{
    static const char *const ways[][3] = {
        {"/a/b", "/a/b", "."},          {"/a", "/a/b", "b"},
        {"/a/b", "/a", ".."},           {"/a/b", "/a/c", "../c"},
        {"/a/b", "/a/bc", "../bc"},     {"/a/bc", "/a/b", "../b"},
        {"/a/b/c", "/d", "../../../d"}, {"/", "/a/b", "a/b"},
        {"/a/b", "/", "../.."},         {"/", "/", "."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        assert_string_equal(path_relative(&arena, ways[i][0], ways[i][1]),
                            ways[i][2]);
}

static void a_folder_ends_where_a_name_does(void **state)
{
    (void)state;
    assert_int_equal(path_within("/a/b", "/a"), 2);
    assert_int_equal(path_within("/a", "/a"), 2);
    assert_int_equal(path_within("/ab", "/a"), 0);
    assert_int_equal(path_within("/a", "/a/b"), 0);
    assert_int_equal(path_within("/a", "/"), 1);
}

static void a_real_path_is_the_same_from_everywhere(void **state)
{
    int error = 0;
    const char *one = path_real(&arena, "link/../one/two", &error);
    const char *two = path_real(&arena, "repository/one/./two", &error);

    (void)state;
    assert_non_null(one);
    assert_string_equal(one, two);
    assert_null(path_real(&arena, "nowhere", &error));
    assert_int_equal(error, ENOENT);
}

static void the_folder_of_a_new_file_is_real(void **state)
{
    int error = 0;
    const char *one = path_real_parent(&arena, "link/new", &error);
    const char *two = path_real_parent(&arena, "repository/one/new", &error);

    (void)state;
    assert_int_equal(error, 0);
    assert_string_equal(one, two);
    assert_null(path_real_parent(&arena, "nowhere/new", &error));
    assert_int_equal(error, ENOENT);
}

static void a_dangling_link_is_there(void **state)
{
    (void)state;
    assert_true(path_is_there("dangling"));
    assert_false(path_is_there("nowhere"));
    assert_true(path_is_folder("link"));
    assert_false(path_is_folder("policy"));
}

/* --------------------------------------------------------- Directories */

/* @return what directory_read() does, of a path */
static int read_at(struct directory *directory, const char *path)
{
    int descriptor = open(path, O_RDONLY);
    int error = directory_read(directory, descriptor);

    if (descriptor >= 0)
        assert_int_equal(close(descriptor), 0);
    return error;
}

static void a_directory_is_read_in_the_order_of_bytes(void **state)
{
    static const char *const names[] = {".hidden", "B", "a", "c", "d"};
    struct directory directory = {0};

    (void)state;
    assert_int_equal(read_at(&directory, "alone"), 0);
    assert_int_equal(directory.entries.count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct directory_entry *entry = array_at(&directory.entries, i);

        assert_string_equal(entry->name, names[i]);
        assert_int_equal(entry->is_folder, i == 4);
    }
    directory_release(&directory);
    assert_int_equal(read_at(&directory, "nowhere"), EBADF);
    directory_release(&directory);
    assert_int_equal(read_at(&directory, "policy"), ENOTDIR);
    directory_release(&directory);
}

static void a_link_to_a_folder_is_told_from_a_folder(void **state)
{
    struct directory directory = {0};
    size_t links = 0;

    (void)state;
    assert_int_equal(read_at(&directory, "."), 0);
    for (size_t i = 0; i < directory.entries.count; i++) {
        const struct directory_entry *entry = array_at(&directory.entries, i);
        bool is_link = strcmp(entry->name, "link") == 0 ||
                       strcmp(entry->name, "dangling") == 0;

        links += is_link;
        assert_int_equal(entry->is_link, is_link);
        assert_false(is_link && entry->is_folder);
    }
    assert_int_equal(links, 2);
    directory_release(&directory);
}

/* -------------------------------------------------------- Repositories */

static void files_are_named_from_the_root_of_their_repository(void **state)
{
    struct place place;
    size_t length;

    (void)state;
    assert_true(place_find(&place, &arena, "link/two", NULL));
    assert_int_not_equal(place.root, 0);
    length = strlen(place.real);
    assert_string_equal(place_name(&arena, &place, length, "x"), "one/two/x");
    assert_string_equal(place_name(&arena, &place, place.root, "x"), "x");
}

/* A repository within another one, and a folder whose name only begins as the
 * outer one's does. */
static void files_below_an_outer_folder_are_named_from_there(void **state)
{
    int error = 0;
    const char *outer = path_real(&arena, "repository", &error);
    struct place place;
    size_t length;

    (void)state;
    assert_int_equal(mkdir("repository/one/.git", 0700), 0);
    assert_true(place_find(&place, &arena, "link/two", outer));
    length = strlen(place.real);
    assert_string_equal(place_name(&arena, &place, length, "x"), "one/two/x");
    assert_string_equal(place_name(&arena, &place, place.root, "x"), "one/x");
    assert_true(place_find(&place, &arena, "link/two", NULL));
    assert_string_equal(place_name(&arena, &place, length, "x"), "two/x");
    assert_true(place_find(&place, &arena, "link/two", "/"));
    assert_string_equal(place_name(&arena, &place, length, "x"),
                        path_join(&arena, place.real + 1, "x"));
    outer = arena_copy(&arena, place.real, length - 1);
    assert_true(place_find(&place, &arena, "link/two", outer));
    assert_string_equal(place_name(&arena, &place, length, "x"), "two/x");
    assert_int_equal(rmdir("repository/one/.git"), 0);
}

static void the_current_repository_is_around_the_current_folder(void **state)
{
    int error = 0;
    const char *wanted = path_real(&arena, "repository", &error);
    struct surroundings found;

    (void)state;
    assert_true(place_surroundings(&arena, &found));
    assert_null(found.root);
    assert_int_equal(chdir("repository/one/two"), 0);
    assert_true(place_surroundings(&arena, &found));
    assert_int_equal(chdir(root), 0);
    assert_string_equal(found.root, wanted);
    assert_string_equal(found.current, path_join(&arena, wanted, "one/two"));
}

static void a_folder_is_named_as_its_files_are(void **state)
{
    struct place place;

    (void)state;
    assert_true(place_find(&place, &arena, "link", NULL));
    assert_string_equal(place_folder_name(&arena, &place, strlen(place.real)),
                        "one");
    assert_string_equal(place_folder_name(&arena, &place, place.root), ".");
    assert_true(place_find(&place, &arena, "alone/../alone", NULL));
    assert_string_equal(place_folder_name(&arena, &place, strlen(place.real)),
                        "alone/../alone");
}

static void files_are_named_as_given_without_a_repository(void **state)
{
    struct place place;

    (void)state;
    assert_true(place_find(&place, &arena, "alone/../alone", NULL));
    assert_int_equal(place.root, 0);
    assert_string_equal(place_name(&arena, &place, strlen(place.real), "x"),
                        "alone/../alone/x");
}

static void a_folder_that_is_not_there_has_no_place(void **state)
{
    struct place place;

    (void)state;
    assert_true(place_find(&place, &arena, "nowhere/at/all", NULL));
    assert_null(place.real);
    assert_int_equal(place.error, ENOENT);
}

static void a_search_upwards_ends_at_the_root(void **state)
{
    struct place place;
    size_t length;

    (void)state;
    assert_true(place_find(&place, &arena, "repository/one/two", NULL));
    assert_true(place_look_upwards(&place, "policy", &length));
    assert_int_equal(length, place.root);
    assert_int_equal(unlink("repository/policy"), 0);
    assert_true(place_look_upwards(&place, "policy", &length));
    assert_int_equal(length, 0);
}

static void the_way_up_ends_at_the_root(void **state)
{
    struct place place;
    size_t length;
    bool held;

    (void)state;
    assert_true(place_find(&place, &arena, "repository/one", NULL));
    length = strlen(place.real);
    assert_true(place_holds(&place, length, "two", &held));
    assert_true(held);
    assert_true(place_holds(&place, length, "one", &held));
    assert_false(held);
    assert_int_equal(place_above(&place, length), place.root);
    assert_int_equal(place_above(&place, place.root), 0);
    assert_true(place_find(&place, &arena, "alone", NULL));
    assert_int_equal(place_above(&place, strlen(place.real)), 0);
}

static void a_search_without_a_repository_stays_in_the_folder(void **state)
{
    struct place place;
    size_t length;

    (void)state;
    assert_true(place_find(&place, &arena, "alone", NULL));
    assert_true(place_look_upwards(&place, "policy", &length));
    assert_int_equal(length, 0);
    assert_true(place_look_upwards(&place, "a", &length));
    assert_int_equal(length, strlen(place.real));
}

/* The last folder upwards in which policies hold, without a repository. */
static void policies_reach_to_the_current_folder_or_the_operand(void **state)
{
    int error = 0;
    const char *top = path_real(&arena, ".", &error);
    const char *alone = path_real(&arena, "alone", &error);
    struct surroundings here = {.current = top};
    struct surroundings elsewhere = {.current = "/nowhere"};
    struct place place;
    size_t length;

    (void)state;
    assert_true(place_find(&place, &arena, "alone/d", NULL));
    place_reach(&place, &here, alone);
    assert_int_equal(place.top, strlen(top));
    assert_true(place_look_upwards(&place, "policy", &length));
    assert_int_equal(length, strlen(top));
    assert_true(place_find(&place, &arena, "alone/d", NULL));
    place_reach(&place, &elsewhere, alone);
    assert_int_equal(place.top, strlen(alone));
    assert_true(place_look_upwards(&place, "policy", &length));
    assert_int_equal(length, 0);
    assert_true(place_look_beyond(&place, 0, "policy", &length));
    assert_int_equal(length, strlen(top));
    assert_true(place_find(&place, &arena, "alone/d", NULL));
    place_reach(&place, &elsewhere, NULL);
    assert_int_equal(place.top, strlen(place.real));
    assert_true(place_find(&place, &arena, "repository/one", NULL));
    place_reach(&place, &elsewhere, NULL);
    assert_true(place_look_beyond(&place, 0, "policy", &length));
    assert_int_equal(length, 0);
    place_reach(&place, &here, NULL);
    assert_int_equal(place.top, place.root);
    assert_true(place_look_beyond(&place, 0, "policy", &length));
    assert_int_equal(length, strlen(top));
}

static void several_roots_share_the_folder_they_are_in(void **state)
{
    int error = 0;
    const char *top = path_real(&arena, ".", &error);
    struct place places[3];
    const char *base = NULL;
    size_t length = 0;

    (void)state;
    assert_true(place_find(&places[0], &arena, "repository/one", NULL));
    assert_true(place_find(&places[1], &arena, "nowhere", NULL));
    assert_true(place_find(&places[2], &arena, "repository/one/two", NULL));
    places_share_base(places, 3, &base, &length);
    assert_int_equal(places[0].base, places[0].root);
    assert_int_equal(length, places[0].root);
    assert_true(place_find(&places[2], &arena, "alone/d", NULL));
    places_share_base(places, 3, &base, &length);
    assert_int_equal(length, strlen(top));
    assert_int_equal(places[0].base, length);
    assert_int_equal(places[2].base, length);
    assert_string_equal(
        place_name(&arena, &places[2], strlen(places[2].real), "x"),
        "alone/d/x");
}

static void people_find_files_from_the_current_folder(void **state)
{
    struct surroundings here;
    struct place place;
    size_t length;

    (void)state;
    assert_int_equal(chdir("repository/one"), 0);
    assert_true(place_surroundings(&arena, &here));
    assert_true(place_find(&place, &arena, "./two", here.root));
    assert_int_equal(chdir(root), 0);
    length = strlen(place.real);
    assert_string_equal(place_local_name(&arena, &place, &here, length, "x"),
                        "two/x");
    assert_string_equal(
        place_local_name(&arena, &place, &here, place.root, "x"), "../x");
    place.given = "/somewhere/two";
    assert_string_equal(place_local_name(&arena, &place, &here, length, "x"),
                        "/somewhere/two/x");
    assert_string_equal(
        place_local_name(&arena, &place, &here, place.root, "x"),
        path_join(&arena, arena_copy(&arena, place.real, place.root), "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_of_a_path_is_what_precedes_its_name),
        cmocka_unit_test(joining_adds_no_needless_dots_and_slashes),
        cmocka_unit_test(tidying_leaves_out_what_means_nothing),
        cmocka_unit_test(the_way_to_something_goes_up_and_down),
        cmocka_unit_test(a_folder_ends_where_a_name_does),
        cmocka_unit_test(a_real_path_is_the_same_from_everywhere),
        cmocka_unit_test(the_folder_of_a_new_file_is_real),
        cmocka_unit_test(a_dangling_link_is_there),
        cmocka_unit_test(a_directory_is_read_in_the_order_of_bytes),
        cmocka_unit_test(a_link_to_a_folder_is_told_from_a_folder),
        cmocka_unit_test(files_are_named_from_the_root_of_their_repository),
        cmocka_unit_test(files_below_an_outer_folder_are_named_from_there),
        cmocka_unit_test(the_current_repository_is_around_the_current_folder),
        cmocka_unit_test(a_folder_is_named_as_its_files_are),
        cmocka_unit_test(files_are_named_as_given_without_a_repository),
        cmocka_unit_test(a_folder_that_is_not_there_has_no_place),
        cmocka_unit_test(a_search_upwards_ends_at_the_root),
        cmocka_unit_test(the_way_up_ends_at_the_root),
        cmocka_unit_test(a_search_without_a_repository_stays_in_the_folder),
        cmocka_unit_test(policies_reach_to_the_current_folder_or_the_operand),
        cmocka_unit_test(several_roots_share_the_folder_they_are_in),
        cmocka_unit_test(people_find_files_from_the_current_folder),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

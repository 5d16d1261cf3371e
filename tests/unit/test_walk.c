/* SPDX-License-Identifier: MIT */
/*
 * Walks: every folder that is asked for is visited once, however deep, with a
 * bounded number of descriptors; one that cannot be opened says why.
 */
#define _XOPEN_SOURCE 700

#include "support.h"

#include "base/walk.h"
#include "support/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than a path can be long. */
#define DEPTH 600
#define NAME  "abcdefghi"

static char root[TEMPORARY_SIZE];

/* A chain of folders, each with a second one beside the next. */
static void make_chain(void)
{
    int at = open(".", O_RDONLY | O_DIRECTORY);

    for (unsigned i = 0; i < DEPTH; i++) {
        int next;

        assert_int_equal(mkdirat(at, NAME, 0700), 0);
        assert_int_equal(mkdirat(at, "side", 0700), 0);
        next = openat(at, NAME, O_RDONLY | O_DIRECTORY);
        assert_true(next >= 0);
        assert_int_equal(close(at), 0);
        at = next;
    }
    assert_int_equal(close(at), 0);
}

static int set_up(void **state)
{
    (void)state;
    assert_true(temporary_make(root));
    assert_int_equal(chdir(root), 0);
    assert_int_equal(mkdir("deep", 0700), 0);
    assert_int_equal(chdir("deep"), 0);
    make_chain();
    assert_int_equal(chdir(root), 0);
    assert_int_equal(mkdir("small", 0700), 0);
    assert_int_equal(mkdir("small/a", 0700), 0);
    assert_int_equal(mkdir("small/a/x", 0700), 0);
    assert_int_equal(mkdir("small/b", 0700), 0);
    assert_int_equal(symlink("b", "small/link"), 0);
    return 0;
}

/* From the end of the chain up, as no path leads there. */
static void remove_chain(void)
{
    for (unsigned i = 0; i < DEPTH; i++)
        assert_int_equal(chdir(NAME), 0);
    for (unsigned i = 0; i < DEPTH; i++) {
        assert_int_equal(chdir(".."), 0);
        assert_int_equal(rmdir(NAME), 0);
        assert_int_equal(rmdir("side"), 0);
    }
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(chdir(root), 0);
    assert_int_equal(chdir("deep"), 0);
    remove_chain();
    assert_int_equal(chdir("/"), 0);
    return temporary_remove(root) ? 0 : -1;
}

/* Ask for all folders in the one that is being visited. */
static void enter_all(struct walk *walk)
{
    struct directory directory = {0};

    assert_int_equal(directory_read(&directory, walk->descriptor), 0);
    for (size_t i = 0; i < directory.entries.count; i++) {
        const struct directory_entry *entry = array_at(&directory.entries, i);

        if (entry->is_folder)
            walk_enter(walk, entry->name);
    }
    directory_release(&directory);
}

static void what_is_asked_for_is_visited_once(void **state)
{
    static const char *const wanted[] = {"small", "small/b", "small/a",
                                         "small/a/x"};
    struct walk walk = {0};
    size_t count = 0;

    (void)state;
    walk_begin(&walk, "small");
    while (walk_next(&walk)) {
        assert_true(count < COUNT(wanted));
        assert_string_equal(walk.path.bytes, wanted[count++]);
        assert_int_equal(walk.error, 0);
        enter_all(&walk);
    }
    assert_int_equal(count, COUNT(wanted));
    walk_release(&walk);
}

/* No more descriptors than a few besides those that are kept. */
static void depth_costs_neither_descriptors_nor_an_error(void **state)
{
    struct rlimit before;
    struct rlimit few;
    struct walk walk = {0};
    size_t longest = 0;
    size_t count = 0;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = WALK_OPEN_MAX + 12;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    walk_begin(&walk, "deep");
    while (walk_next(&walk)) {
        assert_int_equal(walk.error, 0);
        count++;
        if (walk.path.length > longest)
            longest = walk.path.length;
        enter_all(&walk);
    }
    walk_release(&walk);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(count, 1 + 2 * DEPTH);
    assert_true(longest > PATH_MAX);
}

static void what_cannot_be_opened_says_why(void **state)
{
    struct walk walk = {0};

    (void)state;
    walk_begin(&walk, "small");
    assert_true(walk_next(&walk));
    walk_enter(&walk, "b");
    walk_enter(&walk, "link");
    walk_enter(&walk, "gone");
    assert_true(walk_next(&walk));
    assert_string_equal(walk.path.bytes, "small/gone");
    assert_int_equal(walk.error, ENOENT);
    assert_true(walk.descriptor < 0);
    assert_true(walk_next(&walk));
    assert_true(walk.error == ELOOP || walk.error == ENOTDIR);
    assert_true(walk_next(&walk));
    assert_string_equal(walk.path.bytes, "small/b");
    assert_int_equal(walk.error, 0);
    assert_false(walk_next(&walk));
    assert_false(walk.path.failed);
    walk_release(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_is_visited_once),
        cmocka_unit_test(depth_costs_neither_descriptors_nor_an_error),
        cmocka_unit_test(what_cannot_be_opened_says_why),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

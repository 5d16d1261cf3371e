/* SPDX-License-Identifier: MIT */
/*
 * Globs: what patterns mean, which are refused, that a naive oracle agrees
 * over all small patterns and paths, and that none takes long.
 */
#include "support.h"

#include "base/glob.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct glob glob_of(const char *pattern)
{
    const char *fault = NULL;
    struct glob glob;

    assert_int_equal(glob_init(&glob, &arena, pattern, &fault), DVF_OK);
    assert_null(fault);
    assert_string_equal(glob.given, pattern);
    return glob;
}

struct meaning {
    const char *pattern;
    const char *path;
    bool is_folder;
    bool matches;
};

static const struct meaning meanings[] = {
    /* Without a slash: a name at any depth. */
    {"build", "build", true, true},
    {"build", "a/b/build", true, true},
    {"build", "builds", true, false},
    {"build", "build", false, true},
    {"*.old", "a/x.old", false, true},
    {"*", "a", false, true},
    /* One at the end: folders only. */
    {"build/", "a/build", true, true},
    {"build/", "a/build", false, false},
    /* One before: from the folder on. */
    {"/build", "build", true, true},
    {"/build", "a/build", true, false},
    {"./build", "build", true, true},
    {"./build", "a/build", true, false},
    {"a/build", "a/build", true, true},
    {"a/build", "b/a/build", true, false},
    {"a//./build/", "a/build", true, true},
    /* A star and a question mark stay within a name. */
    {"a*c", "abbc", false, true},
    {"a*c", "ab/bc", false, false},
    {"/a/*", "a/b/c", false, false},
    {"?", "\xc3\xa9", false, true},
    {"??", "\xc3\xa9", false, false},
    {"*?", "\xe2\x82\xac", false, true},
    {"*??", "\xe2\x82\xac", false, false},
    {"?", "\xff", false, true},
    {"a**b", "axyb", false, true},
    {"a**b", "a/b", false, false},
    /* Two stars are any number of folders. */
    {"a/**/b", "a/b", false, true},
    {"a/**/b", "a/x/y/b", false, true},
    {"a/**/b", "a/x/y/c", false, false},
    {"**/b", "b", false, true},
    {"**/b", "x/y/b", false, true},
    {"a/**", "a/x/y", false, true},
    {"a/**", "a", true, false},
    {"**", "x", false, true},
    {"**/**/x", "x", false, true},
    /* All else stands for itself. */
    {"[ab]", "a", false, false},
    {"[ab]", "[ab]", false, true},
    {"a\\*", "a\\b", false, true},
    {"A", "a", false, false},
};

static void patterns_mean_what_the_header_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(meanings); i++) {
        struct glob glob = glob_of(meanings[i].pattern);

        if (glob_matches(&glob, meanings[i].path, meanings[i].is_folder) !=
            meanings[i].matches)
            fail_msg("'%s' and '%s'", meanings[i].pattern, meanings[i].path);
    }
}

static void what_names_nothing_or_leads_out_is_refused(void **state)
{
    static const char *const wrong[] = {"",       "/",  ".",     "./",
                                        "//",     "..", "../a",  "a/..",
                                        "a/../b", "!a", "./././"};
    char lengthy[GLOB_LENGTH_MAX + 2];
    const char *fault = NULL;
    struct glob glob;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(glob_init(&glob, &arena, wrong[i], &fault),
                         DVF_INVALID);
        assert_non_null(fault);
    }
    memset(lengthy, 'a', sizeof lengthy);
    lengthy[GLOB_LENGTH_MAX + 1] = '\0';
    assert_int_equal(glob_init(&glob, &arena, lengthy, &fault), DVF_INVALID);
    assert_non_null(fault);
    lengthy[GLOB_LENGTH_MAX] = '\0';
    assert_int_equal(glob_init(&glob, &arena, lengthy, &fault), DVF_OK);
    assert_int_equal(glob_init(&glob, &arena, "..a", &fault), DVF_OK);
    assert_int_equal(glob_init(&glob, &arena, "...", &fault), DVF_OK);
}

/* ---------------------------------------------------------------- Oracle */

/* By the definition, trying everything: exponential, hence for small ones. */
static bool name_matches(const char *pattern, const char *name)
{
    if (*pattern == '*')
        return name_matches(pattern + 1, name) ||
               (*name && *name != '/' && name_matches(pattern, name + 1));
    if (!*pattern || *pattern == '/')
        return !*name || *name == '/';
    return *name && *name != '/' && (*pattern == '?' || *pattern == *name) &&
           name_matches(pattern + 1, name + 1);
}

static const char *next_of(const char *path)
{
    path += strcspn(path, "/");
    return path + strspn(path, "/");
}

static bool path_matches(const char *pattern, const char *path)
{
    if (!*pattern)
        return !*path;
    if (strcmp(pattern, "**") == 0)
        return *path;
    if (strncmp(pattern, "**/", 3) == 0)
        return path_matches(pattern + 3, path) ||
               (*path && path_matches(pattern, next_of(path)));
    return *path && name_matches(pattern, path) &&
           path_matches(next_of(pattern), next_of(path));
}

/* The next text over an alphabet, in the way of counting; false at the end. */
static bool count_on(char *text, const char *alphabet, size_t length_max)
{
    size_t i = 0;

    for (; text[i]; i++) {
        const char *at = strchr(alphabet, text[i]);

        if (at[1]) {
            text[i] = at[1];
            return true;
        }
        text[i] = alphabet[0];
    }
    if (i == length_max)
        return false;
    text[i] = alphabet[0];
    text[i + 1] = '\0';
    return true;
}

/* Whole names parted by single slashes. */
static bool is_path(const char *text)
{
    return *text && *text != '/' && text[strlen(text) - 1] != '/' &&
           !strstr(text, "//");
}

static void a_naive_matcher_agrees(void **state)
{
    char pattern[8] = "a";
    size_t compared = 0;
    size_t matched = 0;

    (void)state;
    do {
        char tied[16];
        struct glob glob;

        if (!is_path(pattern))
            continue;
        /* Tied to its folder, so that no "**" comes before it. */
        tied[0] = '/';
        memcpy(tied + 1, pattern, strlen(pattern) + 1);
        glob = glob_of(tied);
        for (char path[8] = "a"; count_on(path, "ab/", 5);) {
            bool wanted = is_path(path) && path_matches(pattern, path);

            if (!is_path(path))
                continue;
            compared++;
            matched += wanted;
            if (glob_matches(&glob, path, false) != wanted)
                fail_msg("'%s' and '%s'", pattern, path);
        }
    } while (count_on(pattern, "ab*?/", 5));
    assert_true(compared > 100000);
    assert_true(matched > 1000);
}

/* Steps grow with the product of the lengths: a matcher that tried everything
 * would not end within the life of the machine. */
static void no_pattern_takes_long(void **state)
{
    char path[4096];
    struct buffer pattern = {0};
    struct glob glob;

    (void)state;
    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 ? '/' : 'a';
    path[sizeof path - 1] = '\0';
    buffer_repeat(&pattern, "**/*a*/", 36);
    buffer_puts(&pattern, "b");
    glob = glob_of(pattern.bytes);
    assert_false(glob_matches(&glob, path, false));
    buffer_clear(&pattern);
    buffer_repeat(&pattern, "a*", 127);
    buffer_puts(&pattern, "b");
    glob = glob_of(pattern.bytes);
    memset(path, 'a', sizeof path - 1);
    assert_false(glob_matches(&glob, path, false));
    buffer_release(&pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_mean_what_the_header_says),
        cmocka_unit_test(what_names_nothing_or_leads_out_is_refused),
        cmocka_unit_test(a_naive_matcher_agrees),
        cmocka_unit_test(no_pattern_takes_long),
    };

    return cmocka_run_group_tests(tests, NULL, tear_down);
}

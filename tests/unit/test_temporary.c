/* SPDX-License-Identifier: MIT */
/*
 * Temporary files: a signal while a file is written leaves none, and what a
 * killed process left is removed by the next that writes to the folder, which
 * removes nothing else.
 */
#include "base/temporary.h"

#include "base/file.h"
#include "folder.h"
#include "support/clock.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Enough for most kills to come while it is written. */
#define LENGTH ((size_t)256 * 1024)
#define KILLS  150

static char bytes[LENGTH];

static void make_file(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(close(descriptor), 0);
}

static bool is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

/* A child that writes one file again and again is sent a signal after so many
 * microseconds. */
static void interrupt_a_writer(int number, long microseconds)
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    while (child == 0)
        (void)file_replace("r.json", bytes, sizeof bytes);
    clock_pause(microseconds);
    assert_int_equal(kill(child, number), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
}

static void a_signal_while_writing_leaves_no_file(void **state)
{
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP};

    (void)state;
    for (long i = 0; i < KILLS; i++) {
        interrupt_a_writer(numbers[i % 3], i * 37);
        assert_true(folder_count(".") <= 1);
    }
}

/* Nothing is there, or one file of the full length. */
static void expect_whole(void)
{
    struct stat status;

    if (stat("r.json", &status) == 0)
        assert_int_equal(status.st_size, sizeof bytes);
}

static void what_kills_leave_is_gone_after_the_next_writing(void **state)
{
    (void)state;
    for (long i = 0; i < KILLS; i++) {
        interrupt_a_writer(SIGKILL, i * 37);
        expect_whole();
        assert_true(folder_count(".") <= 2);
    }
    assert_int_equal(file_replace("r.json", "{}", 2), 0);
    assert_int_equal(folder_count("."), 1);
}

static void leftovers_of_other_targets_in_the_folder_go_too(void **state)
{
    (void)state;
    make_file(".r.json.dvf-18449-0");
    make_file(".ask-0123.answers.dvf-1-999");
    make_file("..dvf-1.dvf-1-1");
    assert_int_equal(file_replace("other", "x", 1), 0);
    assert_int_equal(folder_count("."), 1);
}

static void files_of_other_names_and_kinds_stay(void **state)
{
    static const char *const names[] = {
        ".r.json.18449-0", ".r.json.dvf-18449",  ".r.json.dvf-18449-",
        ".r.json.dvf--0",  "r.json.dvf-1-0",     ".dvf-1-0",
        ".notes.2026-11",  ".r.json.dvf-1-0.md", ".r.json.dvf-1-0x",
    };
    const size_t count = sizeof names / sizeof *names;

    (void)state;
    for (size_t i = 0; i < count; i++)
        make_file(names[i]);
    make_file("target");
    assert_int_equal(symlink("target", ".l.dvf-1-0"), 0);
    assert_int_equal(link("target", ".h.dvf-1-0"), 0);
    assert_int_equal(mkdir(".d.dvf-1-0", 0700), 0);
    assert_int_equal(mkfifo(".f.dvf-1-0", 0600), 0);
    assert_int_equal(file_replace("r.json", "x", 1), 0);
    for (size_t i = 0; i < count; i++)
        assert_true(is_there(names[i]));
    assert_int_equal(folder_count("."), count + 6);
}

static void what_is_being_written_stays(void **state)
{
    struct temporary one;
    struct temporary two;

    (void)state;
    assert_int_equal(temporary_open(&one, "r.json"), 0);
    assert_int_equal(temporary_open(&two, "r.json"), 0);
    assert_true(is_there(one.path.bytes));
    /* Closed for its errors before it is renamed: it is locked still. */
    assert_int_equal(close(one.descriptor), 0);
    one.descriptor = -1;
    assert_int_equal(file_replace("r.json", "x", 1), 0);
    assert_true(is_there(one.path.bytes));
    assert_true(is_there(two.path.bytes));
    temporary_close(&one);
    temporary_close(&two);
    assert_int_equal(file_replace("r.json", "x", 1), 0);
    assert_int_equal(folder_count("."), 1);
}

static void signals_are_as_before_when_all_is_written(void **state)
{
    sigset_t before;
    sigset_t after;

    (void)state;
    assert_int_equal(sigprocmask(SIG_SETMASK, NULL, &before), 0);
    assert_int_equal(file_replace("r.json", "x", 1), 0);
    assert_int_equal(file_replace("nowhere/r.json", "x", 1), ENOENT);
    assert_int_equal(sigprocmask(SIG_SETMASK, NULL, &after), 0);
    for (int number = 1; number < 32; number++)
        assert_int_equal(sigismember(&after, number),
                         sigismember(&before, number));
}

#define IN_DIRECTORY(test)                                                     \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_signal_while_writing_leaves_no_file),
        IN_DIRECTORY(what_kills_leave_is_gone_after_the_next_writing),
        IN_DIRECTORY(leftovers_of_other_targets_in_the_folder_go_too),
        IN_DIRECTORY(files_of_other_names_and_kinds_stay),
        IN_DIRECTORY(what_is_being_written_stays),
        IN_DIRECTORY(signals_are_as_before_when_all_is_written),
    };

    return cmocka_run_group_tests_name("temporary", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * Locks between processes: one holds it, others wait no longer than they may,
 * and a process that is killed leaves none.
 */
#define _XOPEN_SOURCE 700

#include "base/file_lock.h"

#include "support.h"
#include "support/clock.h"
#include "support/temporary.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Long enough for any machine: who waits so long has failed. */
#define FOREVER 60000

static char folder[TEMPORARY_SIZE];
static char file[64];

static int make_folder(void **unused)
{
    (void)unused;
    assert_true(temporary_make(folder));
    (void)snprintf(file, sizeof file, "%s/it.lock", folder);
    return 0;
}

static int remove_folder(void **unused)
{
    (void)unused;
    return temporary_remove(folder) ? 0 : -1;
}

static bool is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

/* A process that locks the folder, or else the file, tells so, and waits to be
 * ended. */
static pid_t start_holder(bool is_folder)
{
    int ends[2];
    pid_t child;
    char byte = 0;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct file_lock lock = {0};
        unsigned patience = 0;
        enum file_lock_state state = is_folder ? file_lock_folder(&lock, folder,
                                                                  &patience)
                                               : file_lock_file(&lock, file);

        if (state != FILE_LOCK_HELD || write(ends[1], "", 1) != 1)
            _exit(1);
        for (;;)
            (void)pause();
    }
    (void)close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    (void)close(ends[0]);
    return child;
}

static void end_holder(pid_t child)
{
    int status = 0;

    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void a_folder_is_locked_once_and_left_as_it_is(void **unused)
{
    struct file_lock one = {0};
    struct file_lock two = {0};
    unsigned patience = 0;

    (void)unused;
    assert_int_equal(file_lock_folder(&one, folder, &patience), FILE_LOCK_HELD);
    assert_int_equal(file_lock_folder(&two, folder, &patience), FILE_LOCK_BUSY);
    file_lock_release(&two);
    file_lock_release(&one);
    assert_int_equal(file_lock_folder(&two, folder, &patience), FILE_LOCK_HELD);
    file_lock_release(&two);
    file_lock_release(&two);
    assert_false(is_there(file));
}

static void the_wait_is_bounded_and_counted(void **unused)
{
    pid_t holder = start_holder(true);
    struct file_lock lock = {0};
    unsigned patience = 60;

    (void)unused;
    assert_int_equal(file_lock_folder(&lock, folder, &patience),
                     FILE_LOCK_BUSY);
    assert_int_equal(patience, 0);
    end_holder(holder);
    patience = FOREVER;
    assert_int_equal(file_lock_folder(&lock, folder, &patience),
                     FILE_LOCK_HELD);
    assert_true(patience > 0);
    file_lock_release(&lock);
}

static void
a_holder_that_stops_keeps_it_and_one_that_dies_does_not(void **unused)
{
    pid_t holder = start_holder(true);
    struct file_lock lock = {0};
    unsigned patience = 60;
    int status = 0;

    (void)unused;
    assert_int_equal(kill(holder, SIGSTOP), 0);
    assert_int_equal(waitpid(holder, &status, WUNTRACED), holder);
    assert_true(WIFSTOPPED(status));
    assert_int_equal(file_lock_folder(&lock, folder, &patience),
                     FILE_LOCK_BUSY);
    end_holder(holder);
    patience = 0;
    assert_int_equal(file_lock_folder(&lock, folder, &patience),
                     FILE_LOCK_HELD);
    file_lock_release(&lock);
}

/* The holder is ended by a child while this process waits. */
static void who_waits_gets_it(void **unused)
{
    pid_t holder = start_holder(true);
    struct file_lock lock = {0};
    unsigned patience = FOREVER;
    int status = -1;
    pid_t child = fork();

    (void)unused;
    if (child == 0) {
        clock_pause(50000);
        _exit(kill(holder, SIGKILL) == 0 ? 0 : 1);
    }
    assert_int_equal(file_lock_folder(&lock, folder, &patience),
                     FILE_LOCK_HELD);
    assert_true(patience < FOREVER);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(waitpid(holder, &status, 0), holder);
    file_lock_release(&lock);
}

static void what_cannot_be_locked_is_refused(void **unused)
{
    struct file_lock lock = {0};
    unsigned patience = FOREVER;

    (void)unused;
    assert_int_equal(file_lock_folder(&lock, file, &patience),
                     FILE_LOCK_REFUSED);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(file_lock_file(&lock, folder), FILE_LOCK_REFUSED);
    assert_int_equal(errno, EISDIR);
    assert_int_equal(symlink(folder, file), 0);
    assert_int_equal(file_lock_file(&lock, file), FILE_LOCK_REFUSED);
    assert_int_equal(errno, ELOOP);
    file_lock_remove(&lock);
    assert_true(is_there(file));
}

static void a_file_is_made_and_removed(void **unused)
{
    struct file_lock lock = {0};
    struct file_lock other = {0};

    (void)unused;
    assert_int_equal(file_lock_file(&lock, file), FILE_LOCK_HELD);
    assert_true(is_there(file));
    assert_int_equal(file_lock_file(&other, file), FILE_LOCK_BUSY);
    file_lock_remove(&other);
    assert_true(is_there(file));
    file_lock_remove(&lock);
    assert_false(is_there(file));
}

static void a_file_that_is_left_locks_nothing(void **unused)
{
    pid_t holder = start_holder(false);
    struct file_lock lock = {0};

    (void)unused;
    assert_int_equal(file_lock_file(&lock, file), FILE_LOCK_BUSY);
    end_holder(holder);
    assert_true(is_there(file));
    assert_int_equal(file_lock_file(&lock, file), FILE_LOCK_HELD);
    file_lock_remove(&lock);
    assert_false(is_there(file));
}

#define IN_A_FOLDER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_folder_is_locked_once_and_left_as_it_is),
        IN_A_FOLDER(the_wait_is_bounded_and_counted),
        IN_A_FOLDER(a_holder_that_stops_keeps_it_and_one_that_dies_does_not),
        IN_A_FOLDER(who_waits_gets_it),
        IN_A_FOLDER(what_cannot_be_locked_is_refused),
        IN_A_FOLDER(a_file_is_made_and_removed),
        IN_A_FOLDER(a_file_that_is_left_locks_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

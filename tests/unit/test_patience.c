/* SPDX-License-Identifier: MIT */
/*
 * Patience with the writers of FIFOs: who stays silent is refused or waited
 * for, as the list of problems says; who keeps sending is not hurried.
 */
#include "base/file.h"

#include "folder.h"
#include "support.h"
#include "support/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT ((size_t)1024 * 1024)

/* A writer that keeps sending: a byte each so many milliseconds. */
static pid_t start_sender(const char *path, long pause, size_t count)
{
    int writer = open(path, O_RDWR | O_CLOEXEC);
    pid_t child = fork();

    assert_true(writer >= 0 && child >= 0);
    if (child == 0) {
        for (; count > 0; count--) {
            clock_pause(pause * 1000);
            if (write(writer, "x", 1) != 1)
                _exit(1);
        }
        _exit(0);
    }
    assert_int_equal(close(writer), 0);
    return child;
}

/* Read with a patience. @return the bytes read */
static size_t read_patiently(const char *path,
                             const struct file_patience *patience,
                             const char *message)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer read = {0};
    dvf_status status;
    size_t length;

    problems->patience = patience;
    status = file_read(path, LIMIT, &read, problems);
    length = read.length;
    if (!message) {
        assert_int_equal(status, DVF_OK);
    } else {
        assert_int_equal(status, DVF_IO);
        assert_int_equal(dvf_diagnostics_count(problems), 1);
        assert_string_equal(dvf_diagnostics_at(problems, 0)->message, message);
        assert_true(dvf_diagnostics_at(problems, 0)->hint[0] != '\0');
    }
    buffer_release(&read);
    dvf_diagnostics_free(problems);
    return length;
}

static unsigned waits;

static void count_wait(const char *name)
{
    assert_string_equal(name, "fifo");
    waits++;
}

static const char silent[] = "cannot be read: the writer of this pipe has been "
                             "silent for 60 ms";

static void a_fifo_whose_writer_stays_silent_is_refused(void **state)
{
    static const struct file_patience patience = {60, NULL};
    int writer;
    double start;

    (void)state;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    writer = open("fifo", O_RDWR | O_CLOEXEC);
    start = clock_now();
    (void)read_patiently("fifo", &patience, silent);
    assert_true(clock_now() - start >= 59);
    assert_int_equal(write(writer, "begun", 5), 5);
    (void)read_patiently("fifo", &patience, silent);
    assert_int_equal(close(writer), 0);
}

/* Twenty pauses are longer than the patience, each is shorter. */
static void the_silence_of_a_fifo_is_counted_from_its_last_byte(void **state)
{
    static const struct file_patience patience = {1000, NULL};
    pid_t child;

    (void)state;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    child = start_sender("fifo", 70, 20);
    assert_int_equal(read_patiently("fifo", &patience, NULL), 20);
    expect_success(child);
}

static void a_silent_fifo_is_waited_for_after_a_word(void **state)
{
    static const struct file_patience patience = {10, count_wait};
    pid_t child;

    (void)state;
    waits = 0;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    child = start_sender("fifo", 100, 3);
    assert_int_equal(read_patiently("fifo", &patience, NULL), 3);
    assert_int_equal(waits, 1);
    expect_success(child);
}

static void a_pipe_without_a_name_is_waited_for_without_end(void **state)
{
    static const struct file_patience patience = {10, NULL};
    char path[32];
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        clock_pause(150 * 1000);
        _exit(write(ends[1], "late", 4) == 4 ? 0 : 1);
    }
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(read_patiently(path, &patience, NULL), 4);
    assert_int_equal(close(ends[0]), 0);
    expect_success(child);
}

#define IN_DIRECTORY(test)                                                     \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_fifo_whose_writer_stays_silent_is_refused),
        IN_DIRECTORY(the_silence_of_a_fifo_is_counted_from_its_last_byte),
        IN_DIRECTORY(a_silent_fifo_is_waited_for_after_a_word),
        IN_DIRECTORY(a_pipe_without_a_name_is_waited_for_without_end),
    };

    return cmocka_run_group_tests_name("patience", tests, NULL, NULL);
}

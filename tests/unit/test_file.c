/* SPDX-License-Identifier: MIT */
/*
 * Files: what can be read is read whole, what cannot is refused at once and
 * with a reason; what is written is written whole or not at all.
 */
#include "base/file.h"

#include "folder.h"
#include "support.h"
#include "support/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LIMIT ((size_t)1024 * 1024)

/* -------------------------------------------------------------- Helpers */

static void make_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void expect_content(const char *path, const char *expected)
{
    FILE *file = fopen(path, "r");
    char text[256];
    size_t length;

    assert_non_null(file);
    length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_string_equal(text, expected);
}

static void expect_read(const char *path, const char *bytes, size_t length)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer read = {0};

    diagnostics_input(problems, path, NULL, 0);
    assert_int_equal(file_read(path, LIMIT, &read, problems), DVF_OK);
    assert_int_equal(read.length, length);
    if (length > 0)
        assert_memory_equal(read.bytes, bytes, length);
    assert_int_equal(dvf_diagnostics_count(problems), 0);
    buffer_release(&read);
    dvf_diagnostics_free(problems);
}

static void expect_refused_once(const char *path, const char *code,
                                const char *message)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer read = {0};

    diagnostics_input(problems, path, NULL, 0);
    assert_int_equal(file_read(path, LIMIT, &read, problems), DVF_IO);
    assert_null(read.bytes);
    assert_int_equal(dvf_diagnostics_count(problems), 1);
    assert_string_equal(dvf_diagnostics_at(problems, 0)->code, code);
    assert_string_equal(dvf_diagnostics_at(problems, 0)->message, message);
    assert_string_equal(dvf_diagnostics_at(problems, 0)->file, path);
    dvf_diagnostics_free(problems);
}

/* The path is refused with one diagnostic, in under 50 ms: the fastest of
 * some attempts, as others may be using the machine. */
static void expect_refused(const char *path, const char *code,
                           const char *message)
{
    double fastest = 1e9;

    for (int i = 0; i < 5 && fastest >= 50; i++) {
        double start = clock_now();

        expect_refused_once(path, code, message);
        if (clock_now() - start < fastest)
            fastest = clock_now() - start;
    }
    assert_true(fastest < 50);
}

/* Make another descriptor the standard input for a while. */
static int take_standard_input(int descriptor)
{
    int saved = dup(STDIN_FILENO);

    assert_true(saved >= 0);
    assert_int_equal(dup2(descriptor, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(descriptor), 0);
    return saved;
}

static void restore_standard_input(int saved)
{
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(saved), 0);
}

/* A child that writes in two parts, slowly, and then ends. */
static pid_t start_writer(int descriptor, int unused)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child != 0)
        return child;
    (void)close(unused);
    clock_pause(30 * 1000);
    if (write(descriptor, "slow ", 5) != 5)
        _exit(1);
    clock_pause(30 * 1000);
    _exit(write(descriptor, "writer", 6) == 6 ? 0 : 1);
}

/* -------------------------------------------------------------- Reading */

static void a_regular_file_is_read_whole(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    for (unsigned i = 0; i < 100000; i++)
        buffer_putc(&bytes, (char)(i * 7 & 0xff));
    assert_int_equal(file_replace("whole", bytes.bytes, bytes.length), 0);
    expect_read("whole", bytes.bytes, bytes.length);
    buffer_release(&bytes);
}

static void an_empty_file_is_read_as_nothing(void **state)
{
    (void)state;
    make_file("empty", "");
    expect_read("empty", "", 0);
}

static void a_file_of_just_the_limit_is_read(void **state)
{
    char *bytes = calloc(1, LIMIT + 1);

    (void)state;
    assert_non_null(bytes);
    assert_int_equal(file_replace("just", bytes, LIMIT), 0);
    expect_read("just", bytes, LIMIT);
    assert_int_equal(file_replace("more", bytes, LIMIT + 1), 0);
    expect_refused("more", "file-too-large",
                   "is larger than 1 MiB, the most that is read");
    free(bytes);
}

static void a_huge_file_is_refused_by_its_size(void **state)
{
    int descriptor = open("huge", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    (void)state;
    assert_int_equal(ftruncate(descriptor, (off_t)1 << 40), 0);
    assert_int_equal(close(descriptor), 0);
    expect_refused("huge", "file-too-large",
                   "is larger than 1 MiB, the most that is read");
}

static void limits_are_told_in_the_largest_whole_unit(void **state)
{
    static const struct {
        size_t limit;
        const char *message;
    } expected[] = {
        {3, "is larger than 3 bytes, the most that is read"},
        {2048, "is larger than 2 KiB, the most that is read"},
        {1025, "is larger than 1025 bytes, the most that is read"},
        {8388608, "is larger than 8 MiB, the most that is read"},
    };
    int descriptor = open("large", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    (void)state;
    assert_int_equal(ftruncate(descriptor, 9000000), 0);
    assert_int_equal(close(descriptor), 0);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        dvf_diagnostics *problems = dvf_diagnostics_new();
        struct buffer bytes = {0};

        diagnostics_input(problems, "large", NULL, 0);
        assert_int_equal(
            file_read("large", expected[i].limit, &bytes, problems), DVF_IO);
        assert_string_equal(dvf_diagnostics_at(problems, 0)->message,
                            expected[i].message);
        dvf_diagnostics_free(problems);
    }
}

static void a_missing_file_is_refused(void **state)
{
    (void)state;
    make_file("file", "");
    expect_refused("missing", "file-unreadable",
                   "cannot be read: No such file or directory");
    expect_refused("", "file-unreadable",
                   "cannot be read: No such file or directory");
    expect_refused("file/below", "file-unreadable",
                   "cannot be read: Not a directory");
}

static void directories_devices_and_sockets_are_refused(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(
        bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    expect_refused(".", "file-kind", "cannot be read: it is a directory");
    expect_refused("/dev/zero", "file-kind", "cannot be read: it is a device");
    expect_refused("/dev/null", "file-kind", "cannot be read: it is a device");
    expect_refused("socket", "file-kind", "cannot be read: it is a socket");
    assert_int_equal(close(listener), 0);
}

static void a_fifo_that_nothing_writes_to_is_refused_at_once(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("idle", 0600), 0);
    expect_refused("idle", "file-kind",
                   "cannot be read: it is a pipe that nothing writes to");
}

static void a_fifo_is_read_when_its_writer_is_slow(void **state)
{
    int writer;
    pid_t child;

    (void)state;
    assert_int_equal(mkfifo("slow", 0600), 0);
    /* Both ends, as no one else has it open yet. */
    writer = open("slow", O_RDWR | O_CLOEXEC);
    assert_true(writer >= 0);
    child = start_writer(writer, -1);
    assert_int_equal(close(writer), 0);
    expect_read("slow", "slow writer", 11);
    expect_success(child);
}

static void a_fifo_is_read_when_its_writer_waits_for_a_reader(void **state)
{
    pid_t child;

    (void)state;
    assert_int_equal(mkfifo("waits", 0600), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int descriptor = open("waits", O_WRONLY);

        _exit(write(descriptor, "here", 4) == 4 ? 0 : 1);
    }
    clock_pause(200 * 1000); /* until it surely waits */
    expect_read("waits", "here", 4);
    expect_success(child);
}

static void a_pipe_is_read_by_the_name_of_its_descriptor(void **state)
{
    char path[32];
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    child = start_writer(ends[1], ends[0]);
    assert_int_equal(close(ends[1]), 0);
    expect_read(path, "slow writer", 11);
    assert_int_equal(close(ends[0]), 0);
    expect_success(child);
}

static void an_endless_pipe_is_refused_at_the_limit(void **state)
{
    char path[32];
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static const char zeroes[65536];

        (void)close(ends[0]);
        (void)signal(SIGPIPE, SIG_IGN);
        while (write(ends[1], zeroes, sizeof zeroes) > 0)
            continue;
        _exit(errno == EPIPE ? 0 : 1);
    }
    assert_int_equal(close(ends[1]), 0);
    expect_refused(path, "file-too-large",
                   "is larger than 1 MiB, the most that is read");
    assert_int_equal(close(ends[0]), 0);
    expect_success(child);
}

static void standard_input_may_be_a_pipe_or_empty(void **state)
{
    int ends[2];
    int saved;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = start_writer(ends[1], ends[0]);
    assert_int_equal(close(ends[1]), 0);
    saved = take_standard_input(ends[0]);
    expect_read("-", "slow writer", 11);
    expect_read("-", "", 0);
    restore_standard_input(saved);
    expect_success(child);
}

static void standard_input_that_does_not_block_is_waited_for(void **state)
{
    int ends[2];
    int saved;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    child = start_writer(ends[1], ends[0]);
    assert_int_equal(close(ends[1]), 0);
    saved = take_standard_input(ends[0]);
    expect_read("-", "slow writer", 11);
    restore_standard_input(saved);
    expect_success(child);
}

static void standard_input_may_be_what_no_path_may(void **state)
{
    int saved = take_standard_input(open("/dev/null", O_RDONLY));

    (void)state;
    expect_read("-", "", 0);
    restore_standard_input(saved);
    saved = take_standard_input(open(".", O_RDONLY));
    expect_refused("-", "file-unreadable", "cannot be read: Is a directory");
    restore_standard_input(saved);
}

static void note_signal(int number)
{
    (void)number;
}

static void interruptions_lose_nothing(void **state)
{
    struct sigaction action = {.sa_handler = note_signal};
    struct sigaction before;
    pid_t parent = getpid();
    pid_t interrupter;
    pid_t child;
    int ends[2];
    int saved;

    (void)state;
    assert_int_equal(sigaction(SIGUSR1, &action, &before), 0);
    assert_int_equal(pipe(ends), 0);
    child = start_writer(ends[1], ends[0]);
    interrupter = fork();
    assert_true(interrupter >= 0);
    if (interrupter == 0) {
        for (int i = 0; i < 40; i++) {
            clock_pause(2 * 1000);
            (void)kill(parent, SIGUSR1);
        }
        _exit(0);
    }
    assert_int_equal(close(ends[1]), 0);
    saved = take_standard_input(ends[0]);
    expect_read("-", "slow writer", 11);
    restore_standard_input(saved);
    expect_success(child);
    expect_success(interrupter);
    assert_int_equal(sigaction(SIGUSR1, &before, NULL), 0);
}

/* -------------------------------------------------------------- Writing */

static mode_t mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void a_new_file_gets_the_mode_of_the_umask(void **state)
{
    mode_t before = umask(027);

    (void)state;
    assert_int_equal(file_replace("new", "text\n", 5), 0);
    (void)umask(before);
    expect_content("new", "text\n");
    assert_int_equal(mode_of("new"), 0640);
    assert_int_equal(folder_count("."), 1);
}

static void an_existing_file_keeps_its_mode(void **state)
{
    (void)state;
    make_file("old", "a longer text than the new one\n");
    assert_int_equal(chmod("old", 0600), 0);
    assert_int_equal(file_replace("old", "new\n", 4), 0);
    expect_content("old", "new\n");
    assert_int_equal(mode_of("old"), 0600);
    assert_int_equal(file_replace("old", "", 0), 0);
    expect_content("old", "");
    assert_int_equal(folder_count("."), 1);
}

/* A limit on the size of files stands for a disk without room. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    struct rlimit before;
    struct rlimit small;
    char *bytes = calloc(1, 65536);
    int error;

    (void)state;
    assert_non_null(bytes);
    make_file("old", "old\n");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    error = file_replace("old", bytes, 65536);
    assert_int_equal(file_replace("new", bytes, 65536), EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, SIG_DFL);
    free(bytes);
    assert_int_equal(error, EFBIG);
    expect_content("old", "old\n");
    assert_int_equal(folder_count("."), 1);
}

static void a_file_protected_against_writing_is_left_alone(void **state)
{
    (void)state;
    if (geteuid() == 0)
        skip(); /* nothing is protected against root */
    make_file("old", "old\n");
    assert_int_equal(chmod("old", 0444), 0);
    assert_int_equal(file_replace("old", "new\n", 4), EACCES);
    expect_content("old", "old\n");
    assert_int_equal(folder_count("."), 1);
}

static void expect_link(const char *path)
{
    struct stat status;

    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void symbolic_links_stay_and_their_target_is_written(void **state)
{
    (void)state;
    assert_int_equal(mkdir("deep", 0700), 0);
    make_file("deep/target", "old\n");
    assert_int_equal(symlink("target", "deep/near"), 0);
    assert_int_equal(symlink("deep/near", "far"), 0);
    assert_int_equal(file_replace("far", "new\n", 4), 0);
    expect_content("deep/target", "new\n");
    expect_link("far");
    expect_link("deep/near");
    assert_int_equal(folder_count("deep"), 2);
    assert_int_equal(folder_count("."), 2);
}

static void a_dangling_link_makes_its_target(void **state)
{
    char path[128];
    size_t length;

    (void)state;
    assert_int_equal(mkdir("deep", 0700), 0);
    assert_non_null(getcwd(path, sizeof path - sizeof "/deep/new"));
    length = strlen(path);
    (void)snprintf(path + length, sizeof path - length, "/deep/new");
    assert_int_equal(symlink(path, "absolute"), 0);
    assert_int_equal(symlink("../other", "deep/relative"), 0);
    assert_int_equal(file_replace("absolute", "one\n", 4), 0);
    assert_int_equal(file_replace("deep/relative", "two\n", 4), 0);
    expect_content("deep/new", "one\n");
    expect_content("other", "two\n");
    expect_link("absolute");
    expect_link("deep/relative");
}

static void a_target_that_cannot_be_is_told(void **state)
{
    (void)state;
    make_file("file", "");
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(file_replace("loop", "x", 1), ELOOP);
    assert_int_equal(file_replace("", "x", 1), ENOENT);
    assert_int_equal(file_replace("missing/new", "x", 1), ENOENT);
    assert_int_equal(file_replace("file/new", "x", 1), ENOTDIR);
    assert_int_equal(file_replace("new/", "x", 1), EISDIR);
    assert_int_equal(file_replace(".", "x", 1), EISDIR);
    assert_int_equal(folder_count("."), 2);
}

static void a_name_of_the_greatest_length_can_be_written(void **state)
{
    char name[256];

    (void)state;
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(file_replace(name, "x", 1), 0);
    assert_int_equal(file_replace(name, "y", 1), 0);
    expect_content(name, "y");
    assert_int_equal(folder_count("."), 1);
}

static void what_is_no_regular_file_is_written_in_place(void **state)
{
    char text[8] = {0};
    int reader;

    (void)state;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    reader = open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_int_equal(file_replace("fifo", "text", 4), 0);
    assert_int_equal(read(reader, text, sizeof text), 4);
    assert_string_equal(text, "text");
    assert_int_equal(close(reader), 0);
    assert_int_equal(file_replace("/dev/null", "text", 4), 0);
    if (access("/dev/full", W_OK) == 0)
        assert_int_equal(file_replace("/dev/full", "text", 4), ENOSPC);
    assert_int_equal(folder_count("."), 1);
}

static void an_open_file_is_written_from_where_it_stands(void **state)
{
    char path[32];
    int descriptor = open("log", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    (void)state;
    assert_int_equal(write(descriptor, "before ", 7), 7);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    assert_int_equal(file_replace(path, "text ", 5), 0);
    assert_int_equal(write(descriptor, "behind", 6), 6);
    assert_int_equal(close(descriptor), 0);
    expect_content("log", "before text behind");
    assert_int_equal(file_replace(path, "text", 4), EBADF);
}

static void writing_waits_for_a_slow_reader(void **state)
{
    static char bytes[1024 * 1024];
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        size_t total = 0;
        ssize_t got;

        (void)close(ends[1]);
        clock_pause(30 * 1000);
        while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
            total += (size_t)got;
        _exit(total == sizeof bytes ? 0 : 1);
    }
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(file_write_all(ends[1], bytes, sizeof bytes), 0);
    assert_int_equal(close(ends[1]), 0);
    expect_success(child);
}

static void a_closed_descriptor_is_an_error(void **state)
{
    (void)state;
    assert_int_equal(file_write_all(-1, "x", 1), EBADF);
    assert_int_equal(file_write_all(-1, "", 0), 0);
}

#define IN_DIRECTORY(test)                                                     \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

/* ------------------------------------------------------------- Two files */

static struct file_text text_of(const char *path, const char *bytes,
                                const char *old)
{
    return (struct file_text){.path = path,
                              .bytes = bytes,
                              .length = strlen(bytes),
                              .is_new = !old,
                              .old = old,
                              .old_length = old ? strlen(old) : 0};
}

static void two_files_are_written_together(void **state)
{
    const struct file_text one = text_of("one", "new", NULL);
    const struct file_text two = text_of("two", "new too", "old");
    const char *failed = NULL;

    (void)state;
    make_file("two", "old");
    assert_int_equal(file_replace_both(&one, &two, &failed), 0);
    expect_content("one", "new");
    expect_content("two", "new too");
    assert_int_equal(folder_count("."), 2);
}

static void a_new_file_replaces_none(void **state)
{
    const struct file_text one = text_of("one", "new", NULL);
    const struct file_text two = text_of("two", "new too", "old");
    const char *failed = NULL;

    (void)state;
    make_file("one", "theirs");
    make_file("two", "old");
    assert_int_equal(file_replace_both(&one, &two, &failed), EEXIST);
    assert_string_equal(failed, "one");
    expect_content("one", "theirs");
    expect_content("two", "old");
    assert_int_equal(folder_count("."), 2);
}

static void neither_file_is_written_where_one_cannot_be(void **state)
{
    const struct file_text one = text_of("one", "new", NULL);
    const struct file_text two = text_of("gone/two", "new too", "old");
    const struct file_text other = text_of("gone/one", "new", NULL);
    const char *failed = NULL;

    (void)state;
    assert_int_equal(file_replace_both(&one, &two, &failed), ENOENT);
    assert_string_equal(failed, "gone/two");
    assert_int_equal(file_replace_both(&other, &one, &failed), ENOENT);
    assert_string_equal(failed, "gone/one");
    assert_int_equal(folder_count("."), 0);
}

/* Rename a folder as soon as something is written in it. */
static pid_t rename_folder_in_use(void)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child != 0)
        return child;
    while (folder_count("folder") == 0)
        ;
    _exit(rename("folder", "gone") == 0 ? 0 : 1);
}

/* Write both, while the folder of the second is renamed. */
static void write_in_vain(const struct file_text *one)
{
    const size_t length = (size_t)64 * 1024 * 1024;
    char *bytes = calloc(1, length);
    const struct file_text two = {
        .path = "folder/two", .bytes = bytes, .length = length, .is_new = true};
    const char *failed = NULL;

    assert_non_null(bytes);
    assert_int_equal(mkdir("folder", 0777), 0);
    pid_t child = rename_folder_in_use();
    assert_int_equal(file_replace_both(one, &two, &failed), ENOENT);
    expect_success(child);
    assert_string_equal(failed, "folder/two");
    free(bytes);
}

static void a_first_file_that_is_new_is_taken_back(void **state)
{
    const struct file_text one = text_of("one", "new", NULL);

    (void)state;
    write_in_vain(&one);
    assert_int_equal(access("one", F_OK), -1);
}

static void a_first_file_that_was_there_is_as_it_was(void **state)
{
    const struct file_text one = text_of("one", "new", "old");

    (void)state;
    make_file("one", "old");
    write_in_vain(&one);
    expect_content("one", "old");
}

static void a_full_disk_leaves_both_files_as_they_were(void **state)
{
    static char long_text[4096];
    const struct file_text one = text_of("one", "new", "old");
    struct file_text two = text_of("two", "new", "old");
    const struct rlimit small = {100, RLIM_INFINITY};
    struct rlimit before;
    const char *failed = NULL;

    (void)state;
    make_file("one", "old");
    make_file("two", "old");
    two.bytes = long_text;
    two.length = sizeof long_text;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_equal(file_replace_both(&one, &two, &failed), EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_string_equal(failed, "two");
    expect_content("one", "old");
    expect_content("two", "old");
    assert_int_equal(folder_count("."), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_regular_file_is_read_whole),
        IN_DIRECTORY(an_empty_file_is_read_as_nothing),
        IN_DIRECTORY(a_file_of_just_the_limit_is_read),
        IN_DIRECTORY(a_huge_file_is_refused_by_its_size),
        IN_DIRECTORY(limits_are_told_in_the_largest_whole_unit),
        IN_DIRECTORY(a_missing_file_is_refused),
        IN_DIRECTORY(directories_devices_and_sockets_are_refused),
        IN_DIRECTORY(a_fifo_that_nothing_writes_to_is_refused_at_once),
        IN_DIRECTORY(a_fifo_is_read_when_its_writer_is_slow),
        IN_DIRECTORY(a_fifo_is_read_when_its_writer_waits_for_a_reader),
        IN_DIRECTORY(a_pipe_is_read_by_the_name_of_its_descriptor),
        IN_DIRECTORY(an_endless_pipe_is_refused_at_the_limit),
        IN_DIRECTORY(standard_input_may_be_a_pipe_or_empty),
        IN_DIRECTORY(standard_input_that_does_not_block_is_waited_for),
        IN_DIRECTORY(standard_input_may_be_what_no_path_may),
        IN_DIRECTORY(interruptions_lose_nothing),
        IN_DIRECTORY(a_new_file_gets_the_mode_of_the_umask),
        IN_DIRECTORY(an_existing_file_keeps_its_mode),
        IN_DIRECTORY(a_full_disk_leaves_the_old_file),
        IN_DIRECTORY(a_file_protected_against_writing_is_left_alone),
        IN_DIRECTORY(symbolic_links_stay_and_their_target_is_written),
        IN_DIRECTORY(a_dangling_link_makes_its_target),
        IN_DIRECTORY(a_target_that_cannot_be_is_told),
        IN_DIRECTORY(a_name_of_the_greatest_length_can_be_written),
        IN_DIRECTORY(what_is_no_regular_file_is_written_in_place),
        IN_DIRECTORY(an_open_file_is_written_from_where_it_stands),
        IN_DIRECTORY(writing_waits_for_a_slow_reader),
        IN_DIRECTORY(two_files_are_written_together),
        IN_DIRECTORY(a_new_file_replaces_none),
        IN_DIRECTORY(neither_file_is_written_where_one_cannot_be),
        IN_DIRECTORY(a_first_file_that_is_new_is_taken_back),
        IN_DIRECTORY(a_first_file_that_was_there_is_as_it_was),
        IN_DIRECTORY(a_full_disk_leaves_both_files_as_they_were),
        IN_DIRECTORY(a_closed_descriptor_is_an_error),
    };

    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}

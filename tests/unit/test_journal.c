/* SPDX-License-Identifier: MIT */
/*
 * The journal: what is written is read back, in a place that nobody else can
 * look into; what is broken or in the way costs the journal and nothing else.
 */
#define _XOPEN_SOURCE 700

#include "cli/journal.h"

#include "support.h"
#include "support/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char root[TEMPORARY_SIZE];
static char state[64];
static char directory[64];

/* ---------------------------------------------------------------- support */

static int make_root(void **unused)
{
    (void)unused;
    assert_true(temporary_make(root));
    (void)snprintf(state, sizeof state, "%s/state", root);
    (void)snprintf(directory, sizeof directory, "%s/state/dvf", root);
    assert_int_equal(setenv("XDG_STATE_HOME", state, 1), 0);
    assert_int_equal(unsetenv("HOME"), 0);
    return 0;
}

static int remove_root(void **unused)
{
    (void)unused;
    return temporary_remove(root) ? 0 : -1;
}

/* Of a profile that is resumed, or of a new one for a file of some name. */
static struct journal opened_as(const char *resumed, const char *profile)
{
    const struct journal_place place = {dvf_kb_builtin(), resumed, profile};
    struct journal journal = {0};

    assert_int_equal(journal_open(&journal, &place), JOURNAL_KEPT);
    assert_true(journal.open);
    return journal;
}

static struct journal opened(void)
{
    return opened_as(NULL, NULL);
}

static void refused(enum journal_state why)
{
    const struct journal_place place = {.kb = dvf_kb_builtin()};
    struct journal journal = {0};

    assert_int_equal(journal_open(&journal, &place), why);
    assert_false(journal.open);
    assert_int_equal(journal_write(&journal, &(struct buffer){0}), 0);
    journal_close(&journal);
}

static void write_answers(const struct journal *journal, const char *text)
{
    struct buffer answers = {0};

    buffer_puts(&answers, text);
    assert_int_equal(journal_write(journal, &answers), 0);
    buffer_release(&answers);
}

/* What journal_next() finds, one a line, as "number answer". */
static void holds(const struct journal *journal, const char *expected)
{
    struct buffer bytes = {0};
    struct buffer answer = {0};
    struct buffer found = {0};
    uint32_t line = 0;
    size_t at = 0;

    assert_int_equal(journal_read(journal, &bytes), DVF_OK);
    buffer_puts(&found, "");
    while (journal_next(&bytes, &at, &line, &answer))
        buffer_printf(&found, "%u %s\n", (unsigned)line, answer.bytes);
    assert_string_equal(found.length > 0 ? found.bytes : "", expected);
    buffer_release(&bytes);
    buffer_release(&answer);
    buffer_release(&found);
}

static size_t count_files(void)
{
    DIR *folder = opendir(directory);
    size_t count = 0;

    assert_non_null(folder);
    while (readdir(folder))
        count++;
    (void)closedir(folder);
    return count - 2;
}

static mode_t mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void put_file(const char *path, const char *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, length), length);
    (void)close(descriptor);
}

/* ------------------------------------------------------------------- tests */

static void what_is_written_is_read_back(void **unused)
{
    struct journal journal = opened();

    (void)unused;
    holds(&journal, "");
    write_answers(&journal, "one=a\ntwo=b,c\n");
    holds(&journal, "2 one=a\n3 two=b,c\n");
    write_answers(&journal, "one=x\n");
    holds(&journal, "2 one=x\n");
    journal_close(&journal);
    journal = opened();
    holds(&journal, "2 one=x\n");
    journal_remove(&journal);
    holds(&journal, "");
    journal_close(&journal);
    assert_int_equal(count_files(), 0);
}

static void it_says_what_it_is(void **unused)
{
    dvf_kb_info kb = dvf_kb_describe(dvf_kb_builtin());
    struct journal journal = opened();
    struct buffer bytes = {0};
    struct buffer head = {0};

    (void)unused;
    write_answers(&journal, "");
    buffer_printf(&head, "# dvf ask 2: kb %s %s\n", kb.id, kb.version);
    assert_int_equal(journal_read(&journal, &bytes), DVF_OK);
    assert_string_equal(bytes.bytes, head.bytes);
    buffer_release(&bytes);
    buffer_release(&head);
    journal_close(&journal);
}

static void nobody_else_can_look_into_it(void **unused)
{
    mode_t before = umask(0);
    struct journal journal = opened();

    (void)unused;
    write_answers(&journal, "one=a\n");
    write_answers(&journal, "one=b\n");
    (void)umask(before);
    assert_int_equal(mode_of(state), 0700);
    assert_int_equal(mode_of(directory), 0700);
    assert_int_equal(mode_of(journal.path.bytes), 0600);
    assert_int_equal(mode_of(journal.lock_path.bytes), 0600);
    journal_close(&journal);
}

static void each_place_has_its_own(void **unused)
{
    struct journal one = opened_as(NULL, "one.yaml");
    struct journal two = opened_as("CMakeLists.txt", NULL);
    struct journal three = opened_as("README.md", NULL);
    struct journal elsewhere;
    char before[1024];

    (void)unused;
    write_answers(&one, "a=1\n");
    write_answers(&two, "a=2\n");
    write_answers(&three, "a=3\n");
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(root), 0);
    elsewhere = opened_as(NULL, "one.yaml");
    holds(&elsewhere, "");
    assert_int_equal(chdir(before), 0);
    holds(&one, "3 a=1\n");
    holds(&two, "2 a=2\n");
    holds(&three, "2 a=3\n");
    journal_close(&one);
    journal_close(&two);
    journal_close(&three);
    journal_close(&elsewhere);
}

static void another_name_to_save_under_finds_it_again(void **unused)
{
    struct journal journal = opened_as(NULL, "one.yaml");

    (void)unused;
    write_answers(&journal, "a=1\n");
    journal_close(&journal);
    journal = opened_as(NULL, "two.yaml");
    holds(&journal, "3 a=1\n");
    journal_close(&journal);
    journal = opened();
    holds(&journal, "3 a=1\n");
    journal_close(&journal);
}

static void a_profile_is_known_by_any_path(void **unused)
{
    struct journal journal = opened_as("README.md", "README.md");

    (void)unused;
    write_answers(&journal, "a=1\n");
    journal_close(&journal);
    journal = opened_as("src/../README.md", "other.yaml");
    holds(&journal, "3 a=1\n");
    journal_close(&journal);
    journal = opened_as("no-such-file", NULL);
    holds(&journal, "");
    journal_close(&journal);
}

/* The small KB, with another id or version. */
static dvf_kb *load_edition(const char *id, const char *version)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer small = {0};
    struct buffer text = {0};
    dvf_kb *kb = NULL;

    small_kb_with("", &small);
    buffer_printf(&text, "knowledge_base: %s\nversion: %s\n%s", id, version,
                  strstr(small.bytes, "as_of:"));
    const dvf_input input = {"kb.yaml", text.bytes, text.length};
    assert_int_equal(dvf_kb_load(&input, problems, &kb), DVF_OK);
    buffer_release(&small);
    buffer_release(&text);
    dvf_diagnostics_free(problems);
    return kb;
}

/* Keep an answer in the journal of a KB, or find what is there. */
static void visit(const char *id, const char *version, const char *answer,
                  const char *found)
{
    dvf_kb *kb = load_edition(id, version);
    struct journal journal = {0};

    assert_int_equal(journal_open(&journal, &(struct journal_place){.kb = kb}),
                     JOURNAL_KEPT);
    if (answer)
        write_answers(&journal, answer);
    holds(&journal, found);
    journal_close(&journal);
    dvf_kb_free(kb);
}

static void another_version_of_the_knowledge_finds_it_again(void **unused)
{
    (void)unused;
    visit("small", "1.0.0", "a=1\n", "2 a=1\n");
    visit("small", "2.0.0", NULL, "2 a=1\n");
    visit("large", "1.0.0", NULL, "");
}

static void expect_origin(const char *text, bool unknown, const char *kb,
                          const char *profile)
{
    struct journal_origin origin = {0};
    struct buffer bytes = {0};

    buffer_puts(&bytes, text);
    journal_read_origin(&bytes, &origin);
    assert_int_equal(origin.unknown, unknown);
    assert_string_equal(origin.kb.length > 0 ? origin.kb.bytes : "", kb);
    assert_string_equal(origin.profile.length > 0 ? origin.profile.bytes : "",
                        profile);
    buffer_release(&origin.kb);
    buffer_release(&origin.profile);
    buffer_release(&bytes);
}

static void where_it_comes_from_is_told(void **unused)
{
    (void)unused;
    expect_origin("# dvf ask 2: kb small 1.2.0\n# for a b.yaml\na=1\n", false,
                  "1.2.0", "a b.yaml");
    expect_origin("# dvf ask 2: kb small 1.2.0\na=1\n", false, "1.2.0", "");
    expect_origin("# dvf ask: kb small 1.2.0\na=1\n", false, "1.2.0", "");
    expect_origin("# dvf ask 3: kb small 1.2.0\na=1\n", true, "", "");
    expect_origin("# dvf ask 2: kb ", false, "", "");
    expect_origin("a=1\n", false, "", "");
    expect_origin("", false, "", "");
}

/* Named by the folder, the file to save under, and the digest of the KB. */
static void one_of_an_earlier_version_is_found(void **unused)
{
    const char text[] = "# dvf ask: kb small 1.0.0\na=1\n";
    struct journal journal = opened_as(NULL, "one.yaml");
    struct buffer older = {0};

    (void)unused;
    buffer_puts(&older, journal.older.bytes);
    put_file(older.bytes, text, sizeof text - 1);
    holds(&journal, "2 a=1\n");
    write_answers(&journal, "a=2\n");
    assert_int_equal(access(older.bytes, F_OK), -1);
    holds(&journal, "3 a=2\n");
    put_file(older.bytes, text, sizeof text - 1);
    journal_remove(&journal);
    journal_close(&journal);
    assert_int_equal(count_files(), 0);
    buffer_release(&older);
}

static void relative_directories_are_ignored(void **unused)
{
    struct journal journal;

    (void)unused;
    assert_int_equal(setenv("XDG_STATE_HOME", "state", 1), 0);
    refused(JOURNAL_NOWHERE);
    assert_int_equal(setenv("HOME", "home", 1), 0);
    refused(JOURNAL_NOWHERE);
    assert_int_equal(setenv("HOME", root, 1), 0);
    journal = opened();
    assert_memory_equal(journal.path.bytes, root, strlen(root));
    assert_non_null(strstr(journal.path.bytes, "/.local/state/dvf/ask-"));
    journal_close(&journal);
}

static void a_directory_of_others_is_not_used(void **unused)
{
    (void)unused;
    assert_int_equal(mkdir(state, 0700), 0);
    assert_int_equal(mkdir(directory, 0700), 0);
    assert_int_equal(chmod(directory, 0770), 0);
    refused(JOURNAL_REFUSED);
    assert_int_equal(errno, EPERM);
    assert_int_equal(rmdir(directory), 0);
    put_file(directory, "", 0);
    refused(JOURNAL_REFUSED);
    assert_int_equal(errno, ENOTDIR);
}

/* A lock is a process's: the other one has to be one. */
static void two_at_once_do_not_share_it(void **unused)
{
    struct journal journal = opened();
    int status = -1;
    pid_t child = fork();

    (void)unused;
    if (child == 0) {
        struct journal other = {0};
        const struct journal_place place = {.kb = dvf_kb_builtin()};
        enum journal_state got = journal_open(&other, &place);

        journal_close(&other);
        _exit(got == JOURNAL_BUSY ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    write_answers(&journal, "still=mine\n");
    holds(&journal, "2 still=mine\n");
    journal_close(&journal);
}

static void what_died_leaves_no_lock(void **unused)
{
    struct journal journal;
    int status = -1;
    pid_t child = fork();

    (void)unused;
    if (child == 0) {
        const struct journal_place place = {.kb = dvf_kb_builtin()};
        struct journal other = {0};

        if (journal_open(&other, &place) != JOURNAL_KEPT)
            _exit(1);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    journal = opened();
    journal_close(&journal);
    assert_int_equal(count_files(), 0);
}

static void what_is_no_journal_is_not_read(void **unused)
{
    struct journal journal = opened();
    const char *path = journal.path.bytes;
    char *large = calloc(1, JOURNAL_BYTES_MAX + 1);

    (void)unused;
    assert_non_null(large);
    memset(large, 'a', JOURNAL_BYTES_MAX + 1);
    put_file(path, large, JOURNAL_BYTES_MAX + 1);
    holds(&journal, "");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    holds(&journal, "");
    assert_int_equal(journal_write(&journal, &(struct buffer){0}), ENXIO);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    holds(&journal, "");
    assert_int_equal(journal_write(&journal, &(struct buffer){0}), ELOOP);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    holds(&journal, "");
    free(large);
    journal_close(&journal);
}

static void lines_that_hold_no_answer_are_passed_over(void **unused)
{
    static const char text[] = "# head\n\n#\na=1\n\n b\r\nlast";
    struct journal journal = opened();

    (void)unused;
    put_file(journal.path.bytes, text, sizeof text - 1);
    holds(&journal, "4 a=1\n6  b\r\n7 last\n");
    journal_close(&journal);
}

static void without_room_it_says_so(void **unused)
{
    struct journal journal = opened();

    (void)unused;
    if (geteuid() == 0) { /* permissions mean nothing to root */
        journal_close(&journal);
        return;
    }
    assert_int_equal(chmod(directory, 0500), 0);
    assert_int_equal(journal_write(&journal, &(struct buffer){0}), EACCES);
    assert_int_equal(chmod(directory, 0700), 0);
    journal_close(&journal);
}

#define IN_A_ROOT(test)                                                        \
    cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOT(what_is_written_is_read_back),
        IN_A_ROOT(it_says_what_it_is),
        IN_A_ROOT(nobody_else_can_look_into_it),
        IN_A_ROOT(each_place_has_its_own),
        IN_A_ROOT(another_name_to_save_under_finds_it_again),
        IN_A_ROOT(a_profile_is_known_by_any_path),
        IN_A_ROOT(another_version_of_the_knowledge_finds_it_again),
        cmocka_unit_test(where_it_comes_from_is_told),
        IN_A_ROOT(one_of_an_earlier_version_is_found),
        IN_A_ROOT(relative_directories_are_ignored),
        IN_A_ROOT(a_directory_of_others_is_not_used),
        IN_A_ROOT(two_at_once_do_not_share_it),
        IN_A_ROOT(what_died_leaves_no_lock),
        IN_A_ROOT(what_is_no_journal_is_not_read),
        IN_A_ROOT(lines_that_hold_no_answer_are_passed_over),
        IN_A_ROOT(without_room_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

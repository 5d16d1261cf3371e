/* SPDX-License-Identifier: MIT */
/*
 * The journal, below $XDG_STATE_HOME/dvf or ~/.local/state/dvf. Its file is
 * named by a hash of the place, and is 0600 in a directory that is 0700.
 */
#include "cli/journal.h"

#include "base/diagnostics.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/environment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Hex digits of a place's hash in the names of its files. */
#define NAME_DIGITS   16

/* Longest working directory that is told apart from others. */
#define DIRECTORY_MAX 16384

/* ----------------------------------------------------------- Directory */

/* The XDG Base Directory Specification: paths that are relative are ignored.
 * @return whether there is a directory */
static bool append_directory(struct buffer *path)
{
    const char *state = environment_value("XDG_STATE_HOME");
    const char *home = environment_value("HOME");

    if (state[0] == '/')
        buffer_printf(path, "%s/dvf", state);
    else if (home[0] == '/')
        buffer_printf(path, "%s/.local/state/dvf", home);
    else
        return false;
    return true;
}

/* Make a directory with those above it. @return 0 or an errno */
static int make_directory(char *path)
{
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        int made;

        *slash = '\0';
        made = mkdir(path, 0700);
        *slash = '/';
        if (made != 0 && errno != EEXIST && errno != EACCES && errno != EROFS)
            return errno;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : errno;
}

/* Where others may write, a link of theirs could lead us to any file. */
static int check_directory(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return errno;
    if (!S_ISDIR(status.st_mode))
        return ENOTDIR;
    return status.st_uid == geteuid() && (status.st_mode & 022) == 0 ? 0
                                                                     : EPERM;
}

/* --------------------------------------------------------------- Place */

/* The working directory, the profile's name and the KB, hashed. */
static bool hash_place(const char *kb, const char *profile,
                       char hash[SHA256_HEX_SIZE])
{
    char directory[DIRECTORY_MAX];
    struct buffer place = {0};

    if (getcwd(directory, sizeof directory) == NULL)
        directory[0] = '\0';
    buffer_append(&place, directory, strlen(directory) + 1);
    buffer_append(&place, profile, strlen(profile) + 1);
    buffer_puts(&place, kb);
    if (!place.failed)
        sha256_text(place.bytes, place.length, hash);
    buffer_release(&place);
    return !place.failed;
}

static enum journal_state refuse(int error)
{
    errno = error;
    return JOURNAL_REFUSED;
}

static enum journal_state name_files(struct journal *journal,
                                     const dvf_kb_info *kb, const char *profile)
{
    char hash[SHA256_HEX_SIZE];
    int error;

    if (!append_directory(&journal->path))
        return JOURNAL_NOWHERE;
    if (journal->path.failed || !hash_place(kb->sha256, profile, hash))
        return refuse(ENOMEM);
    error = make_directory(journal->path.bytes);
    if (error == 0)
        error = check_directory(journal->path.bytes);
    if (error != 0)
        return refuse(error);
    buffer_printf(&journal->path, "/ask-%.*s", NAME_DIGITS, hash);
    if (!journal->path.failed)
        buffer_printf(&journal->lock_path, "%s.lock", journal->path.bytes);
    buffer_puts(&journal->path, ".answers");
    buffer_puts(&journal->head, "# dvf ask: kb ");
    utf8_append_safe(&journal->head, kb->id, strlen(kb->id), false);
    buffer_putc(&journal->head, ' ');
    utf8_append_safe(&journal->head, kb->version, strlen(kb->version), false);
    buffer_putc(&journal->head, '\n');
    return journal->path.failed || journal->lock_path.failed ||
                   journal->head.failed
               ? refuse(ENOMEM)
               : JOURNAL_KEPT;
}

/* ---------------------------------------------------------------- Lock */

static enum journal_state lock(struct journal *journal)
{
    switch (file_lock_file(&journal->lock, journal->lock_path.bytes)) {
    case FILE_LOCK_HELD:
        return JOURNAL_KEPT;
    case FILE_LOCK_BUSY:
        return JOURNAL_BUSY;
    case FILE_LOCK_REFUSED:
        break;
    }
    return JOURNAL_REFUSED;
}

enum journal_state journal_open(struct journal *journal, const dvf_kb *kb,
                                const char *profile)
{
    const dvf_kb_info info = dvf_kb_describe(kb);
    enum journal_state state = name_files(journal, &info, profile);
    int error;

    if (state == JOURNAL_KEPT)
        state = lock(journal);
    if (state == JOURNAL_KEPT)
        return state;
    error = errno;
    buffer_release(&journal->path);
    errno = error;
    return state;
}

void journal_close(struct journal *journal)
{
    file_lock_remove(&journal->lock);
    buffer_release(&journal->path);
    buffer_release(&journal->lock_path);
    buffer_release(&journal->head);
}

/* ------------------------------------------------------------- Answers */

dvf_status journal_read(const struct journal *journal, struct buffer *bytes)
{
    dvf_diagnostics *problems;
    struct stat kind;
    dvf_status status;

    if (journal->path.length == 0 || lstat(journal->path.bytes, &kind) != 0 ||
        !S_ISREG(kind.st_mode))
        return DVF_OK;
    problems = dvf_diagnostics_new();
    if (problems == NULL)
        return DVF_NO_MEMORY;
    status = file_read(journal->path.bytes, JOURNAL_BYTES_MAX, bytes, problems);
    dvf_diagnostics_free(problems);
    return status == DVF_NO_MEMORY ? status : DVF_OK;
}

bool journal_next(const struct buffer *bytes, size_t *at, uint32_t *line,
                  struct buffer *answer)
{
    while (*at < bytes->length) {
        const char *start = bytes->bytes + *at;
        size_t left = bytes->length - *at;
        const char *end = memchr(start, '\n', left);
        size_t length = end != NULL ? (size_t)(end - start) : left;

        *at += end != NULL ? length + 1 : length;
        ++*line;
        if (length == 0 || start[0] == '#')
            continue;
        buffer_clear(answer);
        buffer_append(answer, start, length);
        return true;
    }
    return false;
}

/* A file that is there keeps its mode when it is replaced: so it has to be
 * there. What is no file is not waited for. */
static int make_private(const char *path)
{
    int descriptor = open(
        path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    struct stat status;
    int error = 0;

    if (descriptor < 0)
        return errno;
    if (fstat(descriptor, &status) != 0)
        error = errno;
    else if (!S_ISREG(status.st_mode))
        error = EINVAL;
    (void)close(descriptor);
    return error;
}

int journal_write(const struct journal *journal, const struct buffer *answers)
{
    struct buffer text = {0};
    int error;

    if (journal->path.length == 0)
        return 0;
    buffer_append(&text, journal->head.bytes, journal->head.length);
    buffer_append(&text, answers->bytes, answers->length);
    error = text.failed || answers->failed ? ENOMEM
                                           : make_private(journal->path.bytes);
    if (error == 0)
        error = file_replace(journal->path.bytes, text.bytes, text.length);
    buffer_release(&text);
    return error;
}

void journal_remove(const struct journal *journal)
{
    if (journal->path.length > 0)
        (void)unlink(journal->path.bytes);
}

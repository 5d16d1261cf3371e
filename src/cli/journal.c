/* SPDX-License-Identifier: MIT */
/*
 * The journal, below $XDG_STATE_HOME/dvf or ~/.local/state/dvf. Its file is
 * named by a hash of the place, and is 0600 in a directory that is 0700.
 */
#include "cli/journal.h"

#include "base/diagnostics.h"
#include "base/file.h"
#include "base/path.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/terminal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Hex digits of a place's hash in the names of its files. */
#define NAME_DIGITS   16

/* First line of a journal; later versions begin theirs alike. */
#define FORMAT        "2"
#define ANY_HEAD      "# dvf ask "
#define HEAD          ANY_HEAD FORMAT ": kb "

/* First line of journals from versions that kept the profile's answers too. */
#define OLDER_HEAD    "# dvf ask: kb "

/* Before the name of the profile. */
#define FOR           "# for "

#define COUNT(list)   (sizeof(list) / sizeof *(list))

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
    for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
        int made;

        *slash = '\0';
        made = mkdir(path, 0700);
        *slash = '/';
        if (made != 0 && errno != EEXIST && errno != EACCES && errno != EROFS)
            return errno;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : errno;
}

/* Refuse a folder that others may write: a link of theirs could lead to any
 * file. */
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

/* Texts that make up a place, with NUL between them. */
static dvf_status hash_texts(const char *const texts[], size_t count,
                             char hash[SHA256_HEX_SIZE])
{
    struct buffer place = {0};

    for (size_t i = 0; i < count; i++)
        buffer_append(&place, texts[i], strlen(texts[i]) + 1);
    /* The last one stands without its NUL: so it did from the start. */
    if (!place.failed)
        sha256_text(place.bytes, place.length - 1, hash);
    dvf_status status = place.failed ? DVF_NO_MEMORY : DVF_OK;
    buffer_release(&place);
    return status;
}

/* The file behind all links, or as it was said. */
static dvf_status hash_file(const char *path, const char *kb,
                            char hash[SHA256_HEX_SIZE])
{
    struct arena arena = {0};
    int error = 0;
    const char *real = path_real(&arena, path, &error);
    const char *const texts[] = {FORMAT, "file", real ? real : path, kb};
    dvf_status status = hash_texts(texts, COUNT(texts), hash);

    arena_release(&arena);
    return status;
}

static dvf_status name_place(struct journal *journal,
                             const struct journal_place *place,
                             const dvf_kb_info *kb)
{
    char directory[DIRECTORY_MAX];
    char hash[SHA256_HEX_SIZE];
    const char *profile = place->profile ? place->profile : "";
    const size_t folder = journal->path.length;

    if (!getcwd(directory, sizeof directory))
        directory[0] = '\0';
    const char *const here[] = {FORMAT, "folder", directory, kb->id};
    const char *const before[] = {directory, profile, kb->sha256};
    if (hash_texts(before, COUNT(before), hash) != DVF_OK)
        return DVF_NO_MEMORY;
    buffer_append(&journal->older, journal->path.bytes, folder);
    buffer_printf(&journal->older, "/ask-%.*s.answers", NAME_DIGITS, hash);
    dvf_status status = place->resumed ? hash_file(place->resumed, kb->id, hash)
                                       : hash_texts(here, COUNT(here), hash);
    if (status != DVF_OK)
        return status;
    buffer_printf(&journal->path, "/ask-%.*s", NAME_DIGITS, hash);
    if (!journal->path.failed)
        buffer_printf(&journal->lock_path, "%s.lock", journal->path.bytes);
    buffer_puts(&journal->path, ".answers");
    return journal->path.failed || journal->older.failed ||
                   journal->lock_path.failed
               ? DVF_NO_MEMORY
               : DVF_OK;
}

static dvf_status make_head(struct journal *journal,
                            const struct journal_place *place,
                            const dvf_kb_info *kb)
{
    struct buffer *head = &journal->head;

    buffer_puts(head, HEAD);
    utf8_append_safe(head, kb->id, strlen(kb->id), false);
    buffer_putc(head, ' ');
    utf8_append_safe(head, kb->version, strlen(kb->version), false);
    buffer_putc(head, '\n');
    if (place->profile) {
        buffer_puts(head, FOR);
        utf8_append_safe(head, place->profile, strlen(place->profile), false);
        buffer_putc(head, '\n');
    }
    return head->failed ? DVF_NO_MEMORY : DVF_OK;
}

static enum journal_state refuse(int error)
{
    errno = error;
    return JOURNAL_REFUSED;
}

static enum journal_state name_files(struct journal *journal,
                                     const struct journal_place *place,
                                     const dvf_kb_info *kb)
{
    int error;

    if (!append_directory(&journal->path))
        return JOURNAL_NOWHERE;
    if (journal->path.failed)
        return refuse(ENOMEM);
    error = make_directory(journal->path.bytes);
    if (error == 0)
        error = check_directory(journal->path.bytes);
    if (error != 0)
        return refuse(error);
    return name_place(journal, place, kb) == DVF_OK &&
                   make_head(journal, place, kb) == DVF_OK
               ? JOURNAL_KEPT
               : refuse(ENOMEM);
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

enum journal_state journal_open(struct journal *journal,
                                const struct journal_place *place)
{
    const dvf_kb_info info = dvf_kb_describe(place->kb);
    enum journal_state state = name_files(journal, place, &info);

    if (state == JOURNAL_KEPT)
        state = lock(journal);
    journal->open = state == JOURNAL_KEPT;
    return state;
}

void journal_close(struct journal *journal)
{
    file_lock_remove(&journal->lock);
    journal->open = false;
    buffer_release(&journal->path);
    buffer_release(&journal->older);
    buffer_release(&journal->lock_path);
    buffer_release(&journal->head);
}

/* ------------------------------------------------------------- Answers */

static bool is_file(const char *path)
{
    struct stat kind;

    return lstat(path, &kind) == 0 && S_ISREG(kind.st_mode);
}

dvf_status journal_read(const struct journal *journal, struct buffer *bytes)
{
    const char *path = journal->path.bytes;
    dvf_diagnostics *problems;
    dvf_status status;

    if (!journal->open)
        return DVF_OK;
    if (!is_file(path))
        path = journal->older.bytes;
    if (!is_file(path))
        return DVF_OK;
    problems = dvf_diagnostics_new();
    if (!problems)
        return DVF_NO_MEMORY;
    status = file_read(path, JOURNAL_BYTES_MAX, bytes, problems);
    dvf_diagnostics_free(problems);
    return status == DVF_NO_MEMORY ? status : DVF_OK;
}

/* The rest of a line that begins so. @return whether one does, at this place */
static bool read_rest(const char *bytes, size_t length, const char *begin,
                      struct buffer *rest)
{
    const size_t size = strlen(begin);
    const char *end = memchr(bytes, '\n', length);
    const size_t line = end ? (size_t)(end - bytes) : length;

    if (line < size || memcmp(bytes, begin, size) != 0)
        return false;
    buffer_append(rest, bytes + size, line - size);
    return true;
}

void journal_read_origin(const struct buffer *bytes,
                         struct journal_origin *origin)
{
    const char *text = bytes->length > 0 ? bytes->bytes : "";
    const char *end = memchr(text, '\n', bytes->length);
    struct buffer head = {0};

    /* The id of a KB has no blank in it: its version stands behind one. */
    if (read_rest(text, bytes->length, HEAD, &head) ||
        read_rest(text, bytes->length, OLDER_HEAD, &head)) {
        const char *blank = memchr(head.bytes, ' ', head.length);

        if (blank)
            buffer_puts(&origin->kb, blank + 1);
    } else {
        origin->unknown = read_rest(text, bytes->length, ANY_HEAD, &head);
    }
    buffer_release(&head);
    if (end)
        (void)read_rest(end + 1, bytes->length - (size_t)(end + 1 - text), FOR,
                        &origin->profile);
}

bool journal_next(const struct buffer *bytes, size_t *at, uint32_t *line,
                  struct buffer *answer)
{
    while (*at < bytes->length) {
        const char *start = bytes->bytes + *at;
        size_t left = bytes->length - *at;
        const char *end = memchr(start, '\n', left);
        size_t length = end ? (size_t)(end - start) : left;

        *at += end ? length + 1 : length;
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

    if (!journal->open)
        return 0;
    assert(journal->head.length > 0 && journal->path.length > 0);
    buffer_append(&text, journal->head.bytes, journal->head.length);
    buffer_append(&text, answers->bytes, answers->length);
    error = text.failed || answers->failed ? ENOMEM
                                           : make_private(journal->path.bytes);
    if (error == 0)
        error = file_replace(journal->path.bytes, text.bytes, text.length);
    if (error == 0)
        (void)unlink(journal->older.bytes);
    buffer_release(&text);
    return error;
}

void journal_remove(const struct journal *journal)
{
    if (!journal->open)
        return;
    (void)unlink(journal->path.bytes);
    (void)unlink(journal->older.bytes);
}

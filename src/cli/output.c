/* SPDX-License-Identifier: MIT */
/*
 * Output: the one place that writes a result. Not through stdio, so that every
 * error is seen where it occurs.
 */
#include "cli/output.h"

#include "base/file.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static int write_standard(const dvf_text *text)
{
    int error = file_write_all(STDOUT_FILENO, text->bytes, text->length);

    if (error == 0 && close(STDOUT_FILENO) != 0 && errno != EINTR)
        error = errno;
    return error;
}

/* What became of a file, or of standard output where the path is null. */
static int settle(const char *path, int error)
{
    bool standard = path == NULL;
    struct buffer message = {0};
    int status = EXIT_DONE;

    if (standard && error == EPIPE) {
        status = EXIT_NO_ANSWER; /* nobody is left to be told */
    } else if (error != 0) {
        buffer_puts(&message, "cannot write ");
        if (standard)
            buffer_puts(&message, "standard output");
        else
            message_quote(&message, path);
        /* The guard of main() leaves a closed stream unwritable. */
        buffer_printf(&message, ": %s",
                      standard && error == EBADF ? "it is not open for writing"
                                                 : strerror(error));
        status = message_fail(&message);
    }
    buffer_release(&message);
    return status;
}

int output_write(const char *path, const dvf_text *text)
{
    if (output_is_standard(path))
        return settle(NULL, write_standard(text));
    return settle(path, file_replace(path, text->bytes, text->length));
}

/* Not waiting for a reader that may never come to a FIFO. */
static int open_to_append(const char *path)
{
    int descriptor;

    do {
        descriptor = open(path,
                          O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY |
                              O_NONBLOCK,
                          0666);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static int append(int descriptor, const dvf_text *text)
{
    struct stat before;
    int error = 0;

    if (fstat(descriptor, &before) != 0)
        return errno;
    error = file_write_all(descriptor, text->bytes, text->length);
    while (error != 0 && S_ISREG(before.st_mode) &&
           ftruncate(descriptor, before.st_size) != 0 && errno == EINTR)
        continue;
    return error;
}

int output_append(const char *path, const dvf_text *text)
{
    int descriptor = open_to_append(path);
    int error;

    if (descriptor < 0)
        return settle(path, errno);
    error = append(descriptor, text);
    if (close(descriptor) != 0 && errno != EINTR && error == 0)
        error = errno;
    return settle(path, error);
}

bool output_replaces(const char *output, const char *input,
                     struct buffer *complaint)
{
    if (input == NULL || !file_is_same(output, input))
        return false;
    buffer_puts(complaint, "the output would replace the input ");
    message_quote(complaint, input);
    return true;
}

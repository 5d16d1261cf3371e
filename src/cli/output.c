/* SPDX-License-Identifier: MIT */
/*
 * Output: the one place that writes a result. Not through stdio, so that every
 * error is seen where it occurs.
 */
#include "cli/output.h"

#include "cli/console.h"
#include "cli/terminal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_is_standard(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

int output_descriptor(const char *path)
{
    return output_is_standard(path) ? STDOUT_FILENO : TERMINAL_NONE;
}

/* Map the end of writing to a status, with a message; a null path is standard
 * output. */
static int settle(const char *path, int error)
{
    bool standard = !path;
    struct buffer message = {0};
    int status = EXIT_DONE;

    if (error == EPIPE) {
        status = EXIT_READER_LEFT;
    } else if (error != 0) {
        buffer_puts(&message, "cannot write ");
        if (standard)
            buffer_puts(&message, "standard output");
        else
            console_quote(&message, path);
        /* The guard of main() leaves a closed stream unwritable. */
        buffer_printf(&message, ": %s",
                      standard && error == EBADF ? "it is not open for writing"
                                                 : strerror(error));
        status = console_fail(&message);
    }
    buffer_release(&message);
    return status;
}

void output_begin(struct output *output, const char *path)
{
    *output = (struct output){.path = output_is_standard(path) ? NULL : path};
    if (output->path)
        output->error = file_begin(&output->file, output->path);
}

bool output_put(void *output, const char *bytes, size_t length)
{
    struct output *to = output;

    if (to->error == 0)
        to->error = to->path ? file_put(&to->file, bytes, length)
                             : file_write_all(STDOUT_FILENO, bytes, length);
    return to->error == 0;
}

int output_end(struct output *output, bool made)
{
    int error = output->error;

    if (!made && error == 0)
        error = ENOMEM;
    if (output->path)
        error = file_finish(&output->file, error);
    else if (error == 0 && close(STDOUT_FILENO) != 0 && errno != EINTR)
        error = errno;
    return !made && output->error == 0 ? console_no_memory()
                                       : settle(output->path, error);
}

int output_write(const char *path, const dvf_text *text)
{
    struct output output;

    assert(text->bytes || text->length == 0);
    output_begin(&output, path);
    (void)output_put(&output, text->bytes, text->length);
    return output_end(&output, true);
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

int output_worse(int status, int other)
{
    if (status == EXIT_NO_ANSWER || other == EXIT_NO_ANSWER)
        return EXIT_NO_ANSWER;
    return status == EXIT_READER_LEFT ? status : other;
}

bool output_replaces(const char *output, const char *input,
                     struct buffer *complaint)
{
    if (!input || !file_is_same(output, input))
        return false;
    buffer_puts(complaint, "the output would replace the input ");
    console_quote(complaint, input);
    return true;
}

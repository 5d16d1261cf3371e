/* SPDX-License-Identifier: MIT */
/*
 * Output: the one place that writes a result. Not through stdio, so that every
 * error is seen where it occurs.
 */
#include "cli/output.h"

#include "base/file.h"
#include "cli/message.h"

#include <errno.h>
#include <string.h>
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

int output_write(const char *path, const dvf_text *text)
{
    bool standard = output_is_standard(path);
    struct buffer message = {0};
    int status = EXIT_DONE;
    int error = standard ? write_standard(text)
                         : file_replace(path, text->bytes, text->length);

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

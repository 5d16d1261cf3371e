/* SPDX-License-Identifier: MIT */
/*
 * The program: guards its standard streams and hands over to the commands.
 */
#include "cli/dispatch.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/*
 * A stream that was closed before we started would leave its number to the
 * first file we open, and a report would overwrite that file. So each number
 * is taken by something that cannot be used the way the stream would be:
 * reading from 0 fails, and writing to 1 or 2 fails, also through /dev/stdout.
 */
static bool guard_streams(void)
{
    static const struct {
        const char *path;
        int flags;
    } guards[] = {
        [STDIN_FILENO] = {"/dev/null", O_WRONLY},
        [STDOUT_FILENO] = {"/", O_RDONLY},
        [STDERR_FILENO] = {"/", O_RDONLY},
    };

    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF)
            continue;
        if (open(guards[stream].path, guards[stream].flags) != stream)
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    if (!guard_streams())
        return EXIT_NO_ANSWER;
    /* A reader that left is a write error too, and not the end of us. */
    (void)signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    /* A file that grows too large is a write error like any other. */
    (void)signal(SIGXFSZ, SIG_IGN);
#endif
    return dispatch(argc, argv);
}

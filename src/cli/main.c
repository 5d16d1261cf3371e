/* SPDX-License-Identifier: MIT */
/*
 * The program: guards its standard streams and hands over to the commands.
 */
#include "cli/command.h"
#include "cli/console.h"

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

/* End as if writing to the pipe had ended us. Files are complete by now, and
 * whoever waits for us sees what it sees of others. */
static int end_by_pipe(void)
{
    sigset_t pipe;

    (void)sigemptyset(&pipe);
    (void)sigaddset(&pipe, SIGPIPE);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)sigprocmask(SIG_UNBLOCK, &pipe, NULL);
    (void)raise(SIGPIPE);
    return EXIT_READER_LEFT;
}

int main(int argc, char **argv)
{
    if (!guard_streams())
        return EXIT_NO_ANSWER;
    /* A reader that left must not keep the other reports from being written. */
    (void)signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    /* A file that grows too large is a write error like any other. */
    (void)signal(SIGXFSZ, SIG_IGN);
#endif
    int status = dispatch(argc, argv);
    return status == EXIT_READER_LEFT ? end_by_pipe() : status;
}

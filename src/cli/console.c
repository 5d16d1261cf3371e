/* SPDX-License-Identifier: MIT */
/*
 * Console: everything that goes to standard error. A message is put together
 * first and written in one piece, so that parallel runs do not mix lines.
 */
#include "cli/console.h"

#include "base/file.h"
#include "base/runner.h"
#include "base/utf8.h"
#include "cli/terminal.h"

#include <string.h>
#include <unistd.h>

void console_quote(struct buffer *out, const char *word)
{
    buffer_putc(out, '\'');
    utf8_append_safe(out, word, strlen(word), !terminal_is_utf8());
    buffer_putc(out, '\'');
}

void console_show(const struct buffer *text)
{
    struct buffer shielded = {0};

    buffer_append(&shielded, text->bytes, text->length);
    runner_shield(&shielded, 0);
    if (shielded.failed)
        console_no_memory();
    else if (shielded.length > 0)
        (void)file_write_all(STDERR_FILENO, shielded.bytes, shielded.length);
    buffer_release(&shielded);
}

/* One line behind a prefix. */
static void tell(const char *prefix, const struct buffer *message)
{
    struct buffer line = {0};

    buffer_puts(&line, prefix);
    buffer_append(&line, message->bytes, message->length);
    buffer_putc(&line, '\n');
    if (message->failed || line.failed)
        console_no_memory();
    else
        console_show(&line);
    buffer_release(&line);
}

void console_tell(const struct buffer *message)
{
    tell("dvf: ", message);
}

int console_fail(const struct buffer *message)
{
    console_tell(message);
    return EXIT_NO_ANSWER;
}

void console_tell_notices(struct notices *notices, bool quiet)
{
    for (size_t i = 0; i < notices->items.count; i++) {
        const struct notice *notice = array_at(&notices->items, i);
        struct buffer text = {0};

        if (quiet && notice->kind != NOTICE_REFUSAL)
            continue;
        utf8_append_safe(&text, notice->text, strlen(notice->text),
                         !terminal_is_utf8());
        tell(notice->kind == NOTICE_WARNING ? "dvf: warning: " : "dvf: ",
             &text);
        buffer_release(&text);
    }
    notices->items.count = 0;
}

int console_no_memory(void)
{
    static const char text[] = "dvf: out of memory\n";

    (void)file_write_all(STDERR_FILENO, text, sizeof text - 1);
    return EXIT_NO_ANSWER;
}

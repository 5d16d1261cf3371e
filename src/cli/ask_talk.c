/* SPDX-License-Identifier: MIT */
/*
 * What `dvf ask` says and asks beside the interview, on standard error.
 */
#include "cli/ask.h"
#include "cli/message.h"

#include <string.h>
#include <strings.h>

void ask_note_progress(const struct interview *interview, struct ask_idle *idle)
{
    const uint32_t closed = interview_closed(interview);

    if (closed <= idle->closed)
        return;
    idle->closed = closed;
    idle->count = 0;
}

void ask_tell(struct ask *ask, const struct buffer *text)
{
    struct buffer line = {0};

    buffer_append(&line, text->bytes, text->length);
    buffer_putc(&line, '\n');
    if (text->failed || line.failed)
        (void)message_no_memory();
    else if (ask->tty.open)
        tty_write(&ask->tty, &line);
    else
        message_show(&line);
    buffer_release(&line);
}

enum tty_line ask_line(struct ask *ask, const struct buffer *prompt,
                       struct buffer *line)
{
    static const struct buffer nothing = {0};
    enum tty_line got;

    do {
        tty_write(&ask->tty, prompt);
        got = tty_read_line(&ask->tty, line);
    } while (got == TTY_LINE_AGAIN);
    /* The cursor still stands behind the prompt. */
    if (got != TTY_LINE)
        ask_tell(ask, &nothing);
    return got;
}

const char *ask_trim(struct buffer *line)
{
    char *text = line->length > 0 ? line->bytes : NULL;

    if (!text)
        return "";
    while (line->length > 0 && strchr(" \t\r", text[line->length - 1]))
        text[--line->length] = '\0';
    return text + strspn(text, " \t");
}

enum ask_reply ask_whether(struct ask *ask, const struct buffer *question,
                           bool otherwise)
{
    struct buffer prompt = {0};
    struct buffer line = {0};
    enum ask_reply reply = ASK_SILENCE;
    enum tty_line got = TTY_LINE;
    bool open = true;

    buffer_append(&prompt, question->bytes, question->length);
    buffer_puts(&prompt, otherwise ? " [Y/n] " : " [y/N] ");
    for (int i = 0; i < ASK_SILENT_MAX && open; i++) {
        const char *word;

        got = ask_line(ask, &prompt, &line);
        if (got != TTY_LINE)
            break;
        word = ask_trim(&line);
        open = false;
        if (word[0] == '\0')
            reply = otherwise ? ASK_YES : ASK_NO;
        else if (strcasecmp(word, "y") == 0 || strcasecmp(word, "yes") == 0)
            reply = ASK_YES;
        else if (strcasecmp(word, "n") == 0 || strcasecmp(word, "no") == 0)
            reply = ASK_NO;
        else
            open = true;
    }
    if (open && got == TTY_LINE_ENDING)
        reply = ASK_STOPPED;
    buffer_release(&prompt);
    buffer_release(&line);
    return reply;
}

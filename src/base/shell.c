/* SPDX-License-Identifier: MIT */
/*
 * Shell: words and commands for POSIX shells.
 */
#include "base/shell.h"

#include "base/utf8.h"

#include <string.h>

/* Characters that no shell gives a meaning, wherever they stand in a word. */
#define PLAIN                                                                  \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./,:@%"

/* Length of the character at a place if it can be shown as it is; else 0. */
static size_t shown(const char *at, size_t length)
{
    uint32_t character = 0;
    size_t taken = utf8_decode(at, length, &character);

    return taken == 0 || utf8_is_hostile(character) || character == '\n' ||
                   character == '\r' || character == '\t'
               ? 0
               : taken;
}

/* Refuse blanks at an end or side by side: they get lost in a layout. */
static bool is_shown(const char *word)
{
    size_t length = strlen(word);
    size_t taken = 1;

    if (length > 0 &&
        (word[0] == ' ' || word[length - 1] == ' ' || strstr(word, "  ")))
        return false;
    for (size_t i = 0; i < length && taken != 0; i += taken)
        taken = shown(word + i, length - i);
    return taken != 0;
}

/* In single quotes only the single quote itself needs care. */
static void put_quoted(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '\'')
            buffer_puts(out, "'\\''");
        else
            buffer_putc(out, bytes[i]);
}

/* Append one byte to the format of the command printf: every printf knows
 * octal escapes. */
static void put_formatted(struct buffer *out, char byte)
{
    if (byte == '%')
        buffer_puts(out, "%%");
    else if (byte <= ' ' || byte > '~' || byte == '\\')
        buffer_printf(out, "\\%03o", (unsigned)(unsigned char)byte);
    else
        put_quoted(out, &byte, 1);
}

/* Append a word by printf in $(...), which drops line breaks at the end: these
 * come from the last byte of IFS instead. */
static void put_printed(struct buffer *out, const char *word)
{
    size_t length = strlen(word);
    size_t breaks = 0;

    while (breaks < length && word[length - 1 - breaks] == '\n')
        breaks++;
    length -= breaks;
    buffer_puts(out, "\"$(printf '");
    for (size_t i = 0; i < length; i++)
        put_formatted(out, word[i]);
    buffer_puts(out, "')");
    buffer_repeat(out, "${IFS#??}", breaks);
    buffer_putc(out, '"');
}

void shell_word(struct buffer *out, const char *word)
{
    if (*word && word[strspn(word, PLAIN)] == '\0') {
        buffer_puts(out, word);
    } else if (is_shown(word)) {
        buffer_putc(out, '\'');
        put_quoted(out, word, strlen(word));
        buffer_putc(out, '\'');
    } else {
        put_printed(out, word);
    }
}

/* Characters outside ASCII stand in single quotes here: the quotes end before
 * them and begin again behind them. */
void shell_ascii(struct buffer *out, const char *command)
{
    while (*command) {
        bool is_other = (unsigned char)*command > 0x7e;

        if (is_other)
            buffer_puts(out, "'\"$(printf '");
        for (; *command && ((unsigned char)*command > 0x7e) == is_other;
             command++)
            if (is_other)
                put_formatted(out, *command);
            else
                buffer_putc(out, *command);
        if (is_other)
            buffer_puts(out, "')\"'");
    }
}

void shell_command(struct buffer *out, const struct shell_command *command)
{
    const char *operand = command->operand;

    buffer_puts(out, command->words);
    for (size_t i = 0; i < command->options_count; i++) {
        const struct shell_option *option = &command->options[i];

        if (!option->name)
            continue;
        buffer_printf(out, " %s", option->name);
        if (!option->value)
            continue;
        buffer_putc(out, ' ');
        shell_word(out, option->value);
    }
    if (!operand)
        return;
    buffer_putc(out, ' ');
    if (operand[0] == '-' && operand[1] != '\0') {
        struct buffer path = {0};

        buffer_printf(&path, "./%s", operand);
        if (path.failed)
            out->failed = true;
        else
            shell_word(out, path.bytes);
        buffer_release(&path);
    } else {
        shell_word(out, operand);
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * Markdown prose: words are put together one by one, and escaped once more
 * where they begin a line, as whole lines are not known before.
 */
#include "write/markdown_prose.h"

#include "base/utf8.h"
#include "write/markdown_writer.h"

#include <string.h>

/* Columns of a heading where lines may be of any width. */
#define HEADING_MAX 200

/* Columns of code that stays in one line. */
#define CODE_KEPT   50

/* U+2026 */
#define ELLIPSIS    "\xe2\x80\xa6"

void prose_release(struct prose *prose)
{
    if (prose->safe.failed || prose->word.failed)
        prose->out->failed = true;
    buffer_release(&prose->safe);
    buffer_release(&prose->word);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Columns as linters count them: characters, those beyond U+FFFF twice. */
static size_t columns_of(const struct buffer *word)
{
    size_t columns = word->length;

    for (size_t i = 0; i < word->length; i++)
        if ((unsigned char)word->bytes[i] >= 0x80)
            columns = columns - utf8_continues(word->bytes[i]) +
                      ((unsigned char)word->bytes[i] >= 0xf0);
    return columns;
}

/* Bytes up to a blank or the end. */
static size_t word_length(const char *text)
{
    size_t length = 0;

    while (text[length] != '\0' && !is_blank(text[length]))
        length++;
    return length;
}

/* ------------------------------------------------------------------- lines */

/* The place of a sign that would open a block as the first of a line, or the
 * length of the word. */
static size_t opening_sign(const char *word, size_t length)
{
    size_t digits = 0;

    if (length > 0 && strchr("-+=:^", word[0]))
        return 0;
    while (word[digits] >= '0' && word[digits] <= '9')
        digits++;
    if (digits > 0 && digits + 1 == length &&
        (word[digits] == '.' || word[digits] == ')'))
        return digits;
    return length;
}

/* Write the word, in the next line where it finds no room in this one. */
static void put_word(struct prose *prose)
{
    const struct buffer *word = &prose->word;
    size_t columns = columns_of(word);

    if (word->failed || word->length == 0)
        return;
    if (prose->has_blank && !prose->begins) {
        if (prose->width > 0 && prose->column + 1 + columns > prose->width) {
            buffer_putc(prose->out, '\n');
            buffer_repeat(prose->out, " ", prose->indent);
            prose->column = prose->indent;
            prose->begins = true;
        } else {
            buffer_putc(prose->out, ' ');
            prose->column++;
        }
    }
    size_t sign = prose->begins ? opening_sign(word->bytes, word->length)
                                : word->length;
    buffer_append(prose->out, word->bytes, sign);
    if (sign < word->length)
        buffer_putc(prose->out, '\\');
    buffer_append(prose->out, word->bytes + sign, word->length - sign);
    prose->column += columns + (sign < word->length);
    prose->begins = false;
    prose->has_blank = false;
    buffer_clear(&prose->word);
}

static void end_word(struct prose *prose)
{
    put_word(prose);
    prose->has_blank = true;
}

void prose_begin(struct prose *prose, const char *opening, size_t indent)
{
    buffer_puts(prose->out, opening);
    buffer_clear(&prose->word);
    prose->indent = indent;
    prose->column = strlen(opening);
    prose->begins = true;
    prose->has_blank = false;
}

void prose_end(struct prose *prose)
{
    put_word(prose);
    buffer_putc(prose->out, '\n');
}

/* ------------------------------------------------------------------- words */

void prose_put(struct prose *prose, const char *markdown)
{
    while (*markdown != '\0') {
        size_t length = strcspn(markdown, " ");

        buffer_append(&prose->word, markdown, length);
        markdown += length;
        if (*markdown == ' ') {
            end_word(prose);
            markdown++;
        }
    }
}

/* Add a word that holds more than plain letters. */
static void add_escaped(struct prose *prose, const char *bytes, size_t length)
{
    struct buffer *safe = &prose->safe;
    size_t i = 0;

    buffer_clear(safe);
    utf8_append_safe(safe, bytes, length, false);
    while (!safe->failed && i < safe->length) {
        size_t plain = markdown_plain(safe->bytes + i);

        buffer_append(&prose->word, safe->bytes + i, plain);
        i += plain;
        if (i < safe->length)
            markdown_escape(&prose->word, safe->bytes, i++);
    }
}

void prose_text(struct prose *prose, const char *text)
{
    while (*text != '\0') {
        size_t plain = markdown_plain(text);
        size_t length = plain + word_length(text + plain);

        if (length == 0) {
            end_word(prose);
            text++;
        } else if (plain == length) {
            buffer_append(&prose->word, text, length);
        } else {
            add_escaped(prose, text, length);
        }
        text += length;
    }
}

/* Emphasis must not begin or end at a blank: those at the ends of the text stay
 * outside. */
void prose_strong(struct prose *prose, const char *text)
{
    struct buffer inner = {0};
    size_t begin = 0;
    size_t end = strlen(text);

    while (is_blank(text[begin]))
        begin++;
    while (end > begin && is_blank(text[end - 1]))
        end--;
    buffer_append(&inner, text + begin, end - begin);
    if (begin > 0)
        end_word(prose);
    if (inner.failed) {
        prose->out->failed = true;
    } else if (end > begin) {
        buffer_puts(&prose->word, "**");
        prose_text(prose, inner.bytes);
        buffer_puts(&prose->word, "**");
    }
    if (text[end] != '\0')
        end_word(prose);
    buffer_release(&inner);
}

/* True for words, one blank apart, that code holds as they are, whichever of
 * them begins a line. */
static bool is_code(const char *text)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-,;:()/";

    if (*text == '\0')
        return false;
    while (*text != '\0') {
        size_t length = strspn(text, signs);

        if (length == 0 || opening_sign(text, length) < length ||
            (text[length] != '\0' &&
             (text[length] != ' ' || text[length + 1] == '\0')))
            return false;
        text += length + (text[length] == ' ');
    }
    return true;
}

void prose_code(struct prose *prose, const char *text)
{
    if (!is_code(text)) {
        prose_text(prose, text);
        return;
    }
    buffer_putc(&prose->word, '`');
    if (strlen(text) <= CODE_KEPT)
        buffer_puts(&prose->word, text);
    else
        prose_put(prose, text);
    buffer_putc(&prose->word, '`');
}

/* True for an address without a sign that could end a link. */
static bool is_address(const char *text)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-._~:/?#@!$&'()*+,;=%";

    return (strncmp(text, "https://", 8) == 0 ||
            strncmp(text, "http://", 7) == 0) &&
           text[strspn(text, signs)] == '\0';
}

void prose_link(struct prose *prose, const char *text)
{
    if (!is_address(text)) {
        prose_text(prose, text);
        return;
    }
    buffer_putc(&prose->word, '<');
    buffer_puts(&prose->word, text);
    buffer_putc(&prose->word, '>');
}

/* ---------------------------------------------------------------- headings */

/* True for signs that no heading should end in. */
static bool is_punctuation(const char *bytes, size_t length)
{
    static const char *const signs[] = {
        ".",
        ",",
        ";",
        ":",
        "!",
        "\xe3\x80\x82",
        "\xef\xbc\x8c",
        "\xef\xbc\x9b",
        "\xef\xbc\x9a",
        "\xef\xbc\x81",
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i]) == length && memcmp(signs[i], bytes, length) == 0)
            return true;
    return false;
}

/* Append one character of a heading; the last one by its number where it is
 * punctuation. @return bytes of the text that are done */
static size_t put_character(struct buffer *out, const char *text, size_t at)
{
    size_t length = utf8_length(text + at, strlen(text + at));
    uint32_t character = 0;

    if (text[at + length] == '\0' && is_punctuation(text + at, length) &&
        utf8_decode(text + at, length, &character) == length)
        buffer_printf(out, "&#%lu;", (unsigned long)character);
    else if (length == 1)
        markdown_escape(out, text, at);
    else
        buffer_append(out, text + at, length);
    return length;
}

/* Append the words of a text, made harmless, one blank apart. */
static void gather_words(struct buffer *line, const char *text)
{
    while (*text != '\0') {
        size_t length = word_length(text);

        if (length > 0 && line->length > 0)
            buffer_putc(line, ' ');
        utf8_append_safe(line, text, length, false);
        text += length + (text[length] != '\0');
    }
}

static void put_heading(struct prose *prose, const char *text, size_t room)
{
    struct buffer piece = {0};
    size_t columns = 0;

    for (size_t i = 0; text[i] != '\0';) {
        buffer_clear(&piece);
        i += put_character(&piece, text, i);
        columns += columns_of(&piece);
        if (columns >= room && (columns > room || text[i] != '\0')) {
            buffer_puts(prose->out, ELLIPSIS);
            break;
        }
        buffer_append(prose->out, piece.bytes, piece.length);
    }
    prose->out->failed |= piece.failed;
    buffer_release(&piece);
}

void prose_heading(struct prose *prose, unsigned level, const char *text)
{
    static const char signs[] = "###### ";
    const char *opening = signs + 6 - level;
    struct buffer line = {0};
    size_t width = prose->width > 0 ? prose->width : HEADING_MAX;

    gather_words(&line, text);
    buffer_puts(prose->out, opening);
    if (!line.failed && line.length > 0)
        put_heading(prose, line.bytes, width - strlen(opening));
    prose->out->failed |= line.failed;
    buffer_putc(prose->out, '\n');
    buffer_release(&line);
}

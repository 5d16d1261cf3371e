/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share: see fuzz.h.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "kb/block.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rendering a hundred problems takes ten times as long as finding them. */
#define RENDERED_MOST 2

const dvf_style fuzz_styles[FUZZ_STYLES] = {
    {.width = 20, .ascii = true, .detail = DVF_FULL},
    {.width = 80, .colour = true, .detail = DVF_NORMAL},
    {.width = 400, .detail = DVF_BRIEF},
    {.width = 0, .detail = DVF_FULL, .linear = true},
};

_Noreturn void fuzz_broken(const char *promise, const char *file, int line)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, promise);
    abort();
}

/* ----------------------------------------------------------------- Inputs */

struct fuzz_input fuzz_input_of(const uint8_t *data, size_t size)
{
    return (struct fuzz_input){size == 0 ? "" : (const char *)data, size};
}

uint8_t fuzz_take(struct fuzz_input *input)
{
    if (input->length == 0)
        return 0;
    input->length--;
    return (uint8_t)*input->bytes++;
}

struct fuzz_input fuzz_take_until(struct fuzz_input *input, char separator)
{
    struct fuzz_input taken = *input;
    const char *end = memchr(input->bytes, separator, input->length);

    if (!end) {
        input->bytes += input->length;
        input->length = 0;
        return taken;
    }
    taken.length = (size_t)(end - input->bytes);
    input->bytes = end + 1;
    input->length -= taken.length + 1;
    return taken;
}

dvf_input fuzz_named(const char *name, struct fuzz_input input)
{
    return (dvf_input){name, input.bytes, input.length};
}

/* --------------------------------------------------- The knowledge base */

const struct buffer *fuzz_kb_text(void)
{
    static struct buffer text;

    if (text.length == 0) {
        char bytes[16384];
        FILE *file = fopen(DVF_SOURCE_DIR "/tests/fuzz/kb.yaml", "rb");

        must(file);
        buffer_append(&text, bytes, fread(bytes, 1, sizeof bytes, file));
        must(fclose(file) == 0 && text.length < sizeof bytes && !text.failed);
    }
    return &text;
}

const dvf_kb *fuzz_kb(void)
{
    static dvf_kb *kb;

    if (!kb) {
        const struct buffer *text = fuzz_kb_text();
        dvf_diagnostics *problems = dvf_diagnostics_new();

        must(problems);
        must(dvf_kb_load(&(dvf_input){"kb", text->bytes, text->length},
                         problems, &kb) == DVF_OK);
        kb_seal(kb); /* else each report and lock takes the digest anew */
        dvf_diagnostics_free(problems);
    }
    return kb;
}

/* ------------------------------------------------------------------ Texts */

void fuzz_check_text(const dvf_text *text, const dvf_style *style)
{
    must(text->bytes[text->length] == '\0');
    for (size_t i = 0; i < text->length;) {
        uint32_t character = 0;

        /* Nearly all of a report: printed ASCII, which is never hostile. */
        if (text->bytes[i] >= 0x20 && text->bytes[i] < 0x7f) {
            i++;
            continue;
        }
        size_t size = utf8_decode(text->bytes + i, text->length - i,
                                  &character);

        must(size > 0 && (size == 1 || !style->ascii));
        must(character == '\n' || (character == 0x1b && style->colour) ||
             (character != '\r' && character != '\t' &&
              !utf8_is_hostile(character)));
        i += size;
    }
}

void fuzz_check_rendered(const dvf_diagnostics *problems, size_t choice)
{
    const dvf_style *style = &fuzz_styles[choice % FUZZ_STYLES];
    dvf_text text;

    must(dvf_diagnostics_render(problems, style, &text) == DVF_OK);
    fuzz_check_text(&text, style);
    dvf_text_release(&text);
}

void fuzz_check_problems(const dvf_diagnostics *problems, dvf_status status,
                         size_t choice)
{
    size_t count = dvf_diagnostics_count(problems);
    size_t errors = 0;

    for (size_t i = 0; i < count; i++) {
        const dvf_diagnostic *one = dvf_diagnostics_at(problems, i);

        errors += one->severity == DVF_ERROR;
        must((one->line == 0) == (one->column == 0) && one->length > 0);
        must(!one->source || one->line > 0);
    }
    must((errors == 0) == (status == DVF_OK));
    if (count <= RENDERED_MOST)
        fuzz_check_rendered(problems, choice);
}

void fuzz_check_same(const struct buffer *one, const struct buffer *other)
{
    must(!one->failed && !other->failed && one->length == other->length);
    must(one->length == 0 ||
         memcmp(one->bytes, other->bytes, one->length) == 0);
}

/* ------------------------------------------------------------------- JSON */

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \n");
}

/* Behind a string; the bytes in it were looked at before. */
static const char *skip_string(const char *at)
{
    must(*at == '"');
    for (at++; *at != '"'; at++) {
        must(*at != '\0');
        if (*at != '\\')
            continue;
        must(strchr("\"\\/bfnrtu", *++at) && *at != '\0');
        if (*at != 'u')
            continue;
        must(strspn(at + 1, "0123456789abcdefABCDEF") >= 4);
        at += 4;
    }
    return at + 1;
}

static const char *skip_word(const char *at)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t digits = strspn(at + (*at == '-'), "0123456789.");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strncmp(at, words[i], strlen(words[i])) == 0)
            return at + strlen(words[i]);
    must(digits > 0);
    return at + (*at == '-') + digits;
}

static const char *skip_value(const char *at, unsigned depth)
{
    char end = *at == '{' ? '}' : ']';
    bool has_keys = *at == '{';

    must(depth < 64);
    if (*at == '"')
        return skip_string(at);
    if (*at != '{' && *at != '[')
        return skip_word(at);
    at = skip_space(at + 1);
    if (*at == end)
        return at + 1;
    for (;; at = skip_space(at + 1)) {
        if (has_keys) {
            at = skip_space(skip_string(at));
            must(*at == ':');
            at = skip_space(at + 1);
        }
        at = skip_space(skip_value(at, depth + 1));
        if (*at == end)
            return at + 1;
        must(*at == ',');
    }
}

void fuzz_check_json(const dvf_text *text)
{
    must(*skip_space(skip_value(skip_space(text->bytes), 0)) == '\0');
}

/* SPDX-License-Identifier: MIT */
/*
 * dvf-embed: runs while dvf is built. Compiles a knowledge base with the
 * library's own loader and writes the block as a C source. A mistake in the
 * knowledge base is shown and ends the build.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "kb/block.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBERS_PER_LINE 6

/* The block holds for one byte order and one layout of its head; the source
 * says so, lest a block of another machine be compiled in. */
static const char head[] =
    "/* Made by dvf-embed from the knowledge base; do not edit. */\n"
    "#include \"kb/block.h\"\n"
    "\n"
    "#if __BYTE_ORDER__ != %s\n"
    "#error \"the block was made for the other byte order\"\n"
    "#endif\n"
    "_Static_assert(sizeof(struct dvf_kb) == %zu && KB_SECTION_COUNT == %d,\n"
    "               \"the block was made by another version\");\n"
    "\n"
    "static const _Alignas(8) uint32_t block[%zu] = {";

static const char foot[] = "\n"
                           "};\n"
                           "\n"
                           "const dvf_kb *dvf_kb_builtin(void)\n"
                           "{\n"
                           "    return (const dvf_kb *)(const void *)block;\n"
                           "}\n";

static const char *byte_order(void)
{
    const uint32_t one = 1;
    unsigned char first;

    memcpy(&first, &one, 1);
    return first == 1 ? "__ORDER_LITTLE_ENDIAN__" : "__ORDER_BIG_ENDIAN__";
}

static void append_source(struct buffer *out, const dvf_kb *kb)
{
    size_t count = kb->size / sizeof(uint32_t);

    buffer_printf(out, head, byte_order(), sizeof(struct dvf_kb),
                  (int)KB_SECTION_COUNT, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t number;

        memcpy(&number, (const char *)kb + i * sizeof number, sizeof number);
        buffer_puts(out, i % NUMBERS_PER_LINE == 0 ? "\n    " : " ");
        buffer_printf(out, "0x%08" PRIx32 ",", number);
    }
    buffer_puts(out, foot);
}

static void show_problems(const dvf_diagnostics *problems)
{
    const dvf_style style = {.ascii = true};
    dvf_text text;

    if (dvf_diagnostics_render(problems, &style, &text) != DVF_OK)
        return;
    fwrite(text.bytes, 1, text.length, stderr);
    dvf_text_release(&text);
}

static int write_source(const dvf_kb *kb, const char *path)
{
    struct buffer source = {0};
    int error;

    append_source(&source, kb);
    if (source.failed) {
        buffer_release(&source);
        fputs("dvf-embed: out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    error = file_replace(path, source.bytes, source.length);
    if (error != 0)
        fprintf(stderr, "dvf-embed: %s: %s\n", path, strerror(error));
    buffer_release(&source);
    return error == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    dvf_diagnostics *problems;
    dvf_kb *kb = NULL;
    int status = EXIT_FAILURE;

    if (argc != 3) {
        fputs("usage: dvf-embed KNOWLEDGE_BASE SOURCE\n", stderr);
        return EXIT_FAILURE;
    }
    problems = dvf_diagnostics_new();
    if (!problems) {
        fputs("dvf-embed: out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    if (dvf_kb_load_file(argv[1], problems, &kb) == DVF_NO_MEMORY)
        fputs("dvf-embed: out of memory\n", stderr);
    show_problems(problems);
    if (kb) {
        kb_seal(kb);
        status = write_source(kb, argv[2]);
    }
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    return status;
}

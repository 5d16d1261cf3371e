/* SPDX-License-Identifier: MIT */
/*
 * dvf-embed: runs while dvf is built. Compiles a knowledge base with the
 * library's own loader and writes the block as a C source. A mistake in the
 * knowledge base is shown and ends the build.
 *
 *     dvf-embed KNOWLEDGE_BASE SOURCE [ORDER]
 *     dvf-embed --order TRIES KNOWLEDGE_BASE [ORDER]
 *
 * ORDER is a file with the id of an attribute on each line: the order in which
 * analyses ask for them. Those that it lacks come last. The second form looks
 * for a better one and prints it; the tries are long, and the same each time.
 */
#include "analysis/order.h"
#include "base/buffer.h"
#include "base/file.h"
#include "host/embed_forest.h"
#include "host/embed_rows.h"
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

/* ------------------------------------------------------------------ orders */

static bool is_listed(const uint32_t *order, uint32_t count, uint32_t attribute)
{
    for (uint32_t i = 0; i < count; i++)
        if (order[i] == attribute)
            return true;
    return false;
}

/* Read ids, one a line, behind which may stand a comment. */
static bool read_order(const dvf_kb *kb, const char *path, uint32_t *order)
{
    FILE *file = path ? fopen(path, "r") : NULL;
    uint32_t count = 0;
    char line[256];

    if (path && !file) {
        fprintf(stderr, "dvf-embed: %s: cannot be opened\n", path);
        return false;
    }
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, " #\r\n")] = '\0';
        uint32_t attribute = kb_find_attribute(kb, line);

        if (attribute != KB_NONE && !is_listed(order, count, attribute))
            order[count++] = attribute;
        else if (line[0] != '\0')
            fprintf(stderr, "dvf-embed: %s: '%s' is passed over\n", path, line);
    }
    if (file)
        fclose(file);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (!is_listed(order, count, i))
            order[count++] = i;
    if (!kb_is_order(kb, order))
        fprintf(stderr,
                "dvf-embed: %s: a question stands before one that it "
                "hangs on\n",
                path ? path : "the knowledge base");
    return kb_is_order(kb, order);
}

static int set_order(dvf_kb *kb, const char *path)
{
    uint32_t order[KB_ATTRIBUTES_MAX];

    return read_order(kb, path, order) && kb_set_order(kb, order)
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}

static int print_order(const dvf_kb *kb, const char *tries, const char *path)
{
    uint32_t count = (uint32_t)strtoul(tries, NULL, 10);
    uint8_t *rules = calloc(kb_rules_count(kb) + 1, 1);
    uint32_t order[KB_ATTRIBUTES_MAX];
    uint32_t best = 0;
    bool done = rules && read_order(kb, path, order) &&
                order_improve(kb, rules, count, order, &best);

    if (done)
        printf("# Order of analyses: %u states without an answer.\n",
               (unsigned)best);
    for (uint32_t i = 0; done && i < kb_attributes_count(kb); i++)
        puts(kb_string(kb, kb_attributes(kb)[order[i]].id));
    free(rules);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* -------------------------------------------------------------------- whole */

static dvf_kb *load(const char *path)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    if (!problems || dvf_kb_load_file(path, problems, &kb) == DVF_NO_MEMORY)
        fputs("dvf-embed: out of memory\n", stderr);
    if (problems)
        show_problems(problems);
    dvf_diagnostics_free(problems);
    return kb;
}

int main(int argc, char **argv)
{
    bool searches = argc > 1 && strcmp(argv[1], "--order") == 0;
    const char *path = argc > 3 + searches ? argv[3 + searches] : NULL;
    int status = EXIT_FAILURE;

    if (argc < 3 + searches || argc > 4 + searches) {
        fputs("usage: dvf-embed KNOWLEDGE_BASE SOURCE [ORDER]\n"
              "       dvf-embed --order TRIES KNOWLEDGE_BASE [ORDER]\n",
              stderr);
        return EXIT_FAILURE;
    }
    dvf_kb *kb = load(argv[searches ? 3 : 1]);
    if (kb && searches) {
        status = print_order(kb, argv[2], path);
    } else if (kb) {
        status = path ? set_order(kb, path) : EXIT_SUCCESS;
        kb_seal(kb);
        if (status == EXIT_SUCCESS && (!embed_rows(&kb) || !embed_forest(&kb)))
            status = EXIT_FAILURE;
        if (status == EXIT_SUCCESS)
            status = write_source(kb, argv[2]);
    }
    dvf_kb_free(kb);
    return status;
}

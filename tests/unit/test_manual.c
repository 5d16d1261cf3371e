/* SPDX-License-Identifier: MIT */
/*
 * The manual of file formats names all that the loaders accept: the keys of
 * knowledge bases, each where its mapping is described, the words of closed
 * lists, and the settings of policies.
 */
#include "support.h"

#include "check/policy.h"
#include "kb/model.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void read_page(const char *name, struct buffer *text)
{
    char path[512];

    snprintf(path, sizeof path, "data/man/%s", name);
    read_source_file(path, text);
}

static bool is_part(char c)
{
    return isalnum((unsigned char)c) || strchr("_-\\", c);
}

/* The word stands in bold, or in a heading, between the two places. */
static bool names_word(const char *text, const char *end, const char *word)
{
    size_t length = strlen(word);

    while (text < end) {
        const char *line_end = text + strcspn(text, "\n");
        const char *at = text;

        while (strncmp(text, ".B", 2) == 0 || strncmp(text, ".SS", 3) == 0) {
            at = strstr(at + 1, word);
            if (!at || at > line_end)
                break;
            if (!is_part(at[-1]) && (!at[length] || !is_part(at[length])))
                return true;
        }
        text = line_end + 1;
    }
    return false;
}

struct section {
    const char *start;
    const char *end;
};

/* The part of the page under a heading that holds the word. */
static struct section find_section(const char *page, const char *word)
{
    struct section found = {NULL, NULL};

    for (const char *at = page; (at = strstr(at, "\n.SS ")); at++) {
        const char *text = at + 1;
        const char *line_end = text + strcspn(text, "\n");
        const char *end = strstr(line_end, "\n.S");

        if (names_word(text, line_end, word))
            found = (struct section){line_end, end ? end : page + strlen(page)};
    }
    return found;
}

static void expect_word(const struct section *section, const char *word)
{
    struct buffer escaped = {0};

    for (const char *c = word; *c; c++)
        buffer_printf(&escaped, *c == '-' ? "\\%c" : "%c", *c);
    if (!names_word(section->start, section->end, escaped.bytes))
        fail_msg("the manual does not name '%s' where it belongs", word);
    buffer_release(&escaped);
}

/* All keys and words below a value of the schema. */
static void expect_all(const struct section *section,
                       const cyaml_schema_value_t *value)
{
    const cyaml_schema_field_t *field = NULL;

    if (value->type == CYAML_SEQUENCE)
        expect_all(section, value->sequence.entry);
    if (value->type == CYAML_MAPPING)
        field = value->mapping.fields;
    for (; field && field->key; field++) {
        expect_word(section, field->key);
        expect_all(section, &field->value);
    }
    if (value->type == CYAML_ENUM)
        for (uint32_t i = 0; i < value->enumeration.count; i++)
            expect_word(section, value->enumeration.strings[i].str);
}

static void every_key_of_a_kb_is_in_its_section(void **state)
{
    const cyaml_schema_field_t *field = model_schema.mapping.fields;
    struct buffer page = {0};

    (void)state;
    read_page("dvf-kb.5", &page);
    struct section top = find_section(page.bytes, "top");
    assert_non_null(top.start);
    for (; field->key; field++) {
        struct section section = find_section(page.bytes, field->key);

        expect_word(&top, field->key);
        if (section.start)
            expect_all(&section, &field->value);
        else
            assert_int_equal(field->value.type, CYAML_STRING);
    }
    buffer_release(&page);
}

static void every_setting_of_a_policy_is_explained(void **state)
{
    struct buffer page = {0};
    struct buffer item = {0};

    (void)state;
    read_page("dvf-policy.5", &page);
    for (unsigned i = 0; i < POLICY_SETTING_COUNT; i++) {
        buffer_clear(&item);
        buffer_printf(&item, "\n.TP\n.B %s\n",
                      policy_key((enum policy_setting)i));
        assert_non_null(strstr(page.bytes, item.bytes));
    }
    buffer_release(&item);
    buffer_release(&page);
}

static void every_page_is_of_this_version(void **state)
{
    static const char *const pages[] = {"dvf.1", "dvf-profile.5", "dvf-kb.5",
                                        "dvf-policy.5"};

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct buffer page = {0};

        read_page(pages[i], &page);
        assert_non_null(strstr(page.bytes, "\"dvf " DVF_VERSION "\""));
        for (size_t other = 0; other < sizeof pages / sizeof pages[0];
             other++) {
            struct buffer link = {0};
            const char *dash = strchr(pages[other], '-');

            buffer_printf(&link, ".BR dvf%s%.*s (%c)", dash ? "\\" : "",
                          dash ? (int)strcspn(dash, ".") : 0, dash ? dash : "",
                          pages[other][strlen(pages[other]) - 1]);
            if (other != i)
                assert_non_null(strstr(page.bytes, link.bytes));
            buffer_release(&link);
        }
        buffer_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_a_kb_is_in_its_section),
        cmocka_unit_test(every_setting_of_a_policy_is_explained),
        cmocka_unit_test(every_page_is_of_this_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

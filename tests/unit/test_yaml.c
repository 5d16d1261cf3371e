/* SPDX-License-Identifier: MIT */
/*
 * The guard and the schemas: what is refused and where, what the tree tells,
 * what hostile texts cost, and that libcyaml gets only what is well-formed.
 */
#include "support.h"

#include "yaml/document.h"
#include "yaml/schema.h"

#include <stdlib.h>
#include <string.h>

/* One text, walked. */
struct reading {
    dvf_diagnostics *problems;
    struct yaml_document document;
    struct arena arena; /* of what was loaded */
    dvf_status status;
};

static const struct yaml_limits usual = {1024 * 1024, 20000, NULL};

static void read_text(struct reading *reading, const char *text, size_t length,
                      const struct yaml_limits *limits)
{
    *reading = (struct reading){.problems = dvf_diagnostics_new()};
    assert_non_null(reading->problems);
    diagnostics_input(reading->problems, "text.yaml", text, length);
    reading->status = yaml_read(text, length, limits, reading->problems,
                                &reading->document);
}

static void close_reading(struct reading *reading)
{
    yaml_document_release(&reading->document);
    arena_release(&reading->arena);
    dvf_diagnostics_free(reading->problems);
}

/* A text and the only thing that is wrong with it. */
struct fault {
    const char *text;
    size_t length; /* 0: up to the NUL */
    struct expected wrong;
};

static void expect_fault(const struct fault *fault)
{
    struct reading reading;
    size_t length = fault->length ? fault->length : strlen(fault->text);

    read_text(&reading, fault->text, length, &usual);
    assert_int_not_equal(reading.status, DVF_NO_MEMORY);
    diagnostics_input_end(reading.problems);
    expect_list(reading.problems, &fault->wrong, 1);
    close_reading(&reading);
}

static const struct fault faults[] = {
    {"a: &x b\n", 0, {1, 4, "anchor", NULL, NULL}},
    {"a: &x\n  b: c\n", 0, {1, 4, "anchor", NULL, NULL}},
    {"a: *x\n", 0, {1, 4, "anchor", NULL, NULL}},
    {"a: !t b\n", 0, {1, 4, "tag", NULL, NULL}},
    {"a: !!str b\n", 0, {1, 4, "tag", NULL, NULL}},
    {"a:\n  - !a and b\n", 0, {2, 5, "tag", NULL, NULL}},
    {"<<: {a: b}\n", 0, {1, 1, "merge-key", NULL, NULL}},
    {"? [a]\n: b\n", 0, {1, 3, "key-kind", NULL, NULL}},
    {"{{a: b}: c}\n", 0, {1, 2, "key-kind", NULL, NULL}},
    {"a: 1\nb: 2\na: 3\n", 0, {3, 1, "duplicate-key", "'a'", NULL}},
    {"x: {a: 1, \"a\": 3}\n", 0, {1, 11, "duplicate-key", "'a'", NULL}},
    {"%YAML 1.1\n---\na: b\n", 0, {1, 1, "directive", NULL, NULL}},
    {"a: |\n  x\n%b\n", 0, {3, 1, "directive", NULL, NULL}},
    {"a: b\n---\nc: d\n", 0, {2, 1, "second-document", NULL, NULL}},
    {"a: b\0c\n", 7, {1, 5, "character", "NUL", NULL}},
    {"a: \x01\n", 0, {1, 4, "character", "U+0001", NULL}},
    {"a: \x7f\n", 0, {1, 4, "character", "U+007F", NULL}},
    {"a: \xc2\x85\n", 0, {1, 4, "character", "U+0085", NULL}},
    {"a: \xe2\x80\xae\n", 0, {1, 4, "character", "U+202E", NULL}},
    {"\xc3\xa9: \xe2\x81\xa6x\n", 0, {1, 4, "character", "U+2066", NULL}},
    {"a: \"x\\u202ey\"\n", 0, {1, 4, "character", "U+202E", NULL}},
    {"a: \"\\0\"\n", 0, {1, 4, "character", "U+0000", NULL}},
    {"a: \"\\e\"\n", 0, {1, 4, "character", "U+001B", NULL}},
    {"\"a\\x07\": b\n", 0, {1, 1, "character", "U+0007", NULL}},
    {"a: \xff\n", 0, {1, 4, "encoding", "0xFF", NULL}},
    {"a: \xc3\n", 0, {1, 4, "encoding", "0xC3", NULL}},
    {"\xff\xfe"
     "a\0:\0",
     6,
     {0, 0, "encoding", "UTF-16", "UTF-8"}},
    {"\xfe\xff\0a\0:", 6, {0, 0, "encoding", "UTF-16", "UTF-8"}},
    {"a\0:\0 \0b\0", 8, {0, 0, "encoding", "UTF-16", "UTF-8"}},
    {"\0a\0:\0 \0b", 8, {0, 0, "encoding", "UTF-16", "UTF-8"}},
    {"", 0, {0, 0, "file-empty", NULL, "meant"}},
    {"\xef\xbb\xbf", 0, {0, 0, "file-empty", NULL, "meant"}},
    {"# nothing\n\n", 0, {0, 0, "file-empty", NULL, "meant"}},
    {"a: [b\n", 0, {1, 4, "syntax", NULL, NULL}},
    {"a: b: c\n", 0, {1, 5, "syntax", NULL, NULL}},
};

static void each_thing_that_is_refused_is_reported_at_its_place(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(faults); i++)
        expect_fault(&faults[i]);
}

static void a_text_without_fault_has_no_diagnostic(void **state)
{
    static const char *const texts[] = {
        "a: b\n c\n",
        "a: b\r\nc: d\r\n",
        ("\xef\xbb\xbf"
         "a: b\n"),
        "---\na: b\n...\n",
        "a: \"%b\"\n",
        "a: 'x % y'\nb: |\n  %c\n",
        "a: \xf0\x9f\x92\xa1\t\n",
        "a: \"\\u00e9\\t\\n\"\n",
        "'<<': a\n",
        "a: '*b'\nc: '&d'\ne: '!f'\n",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(texts); i++) {
        struct reading reading;

        read_text(&reading, texts[i], strlen(texts[i]), &usual);
        expect_list(reading.problems, NULL, 0);
        assert_int_equal(reading.status, DVF_OK);
        assert_true(reading.document.whole);
        close_reading(&reading);
    }
}

static void all_problems_of_a_text_come_in_one_run_and_in_order(void **state)
{
    static const char text[] = "a: &x 1\n"
                               "b: *x\n"
                               "c: !t 2\n"
                               "<<: {d: 3}\n"
                               "? [e]\n"
                               ": 4\n"
                               "a: 5\n"
                               "%TAG ! x\n"
                               "f: \"\\u202e\"\n"
                               "g: \x02\n"
                               "h: [6\n";
    static const struct expected wrong[] = {
        {1, 4, "anchor", NULL, NULL},     {2, 4, "anchor", NULL, NULL},
        {3, 4, "tag", NULL, NULL},        {4, 1, "merge-key", NULL, NULL},
        {5, 3, "key-kind", NULL, NULL},   {7, 1, "duplicate-key", NULL, NULL},
        {8, 1, "directive", NULL, NULL},  {9, 4, "character", NULL, NULL},
        {10, 4, "character", NULL, NULL}, {11, 4, "syntax", NULL, NULL},
    };
    struct reading reading;

    (void)state;
    read_text(&reading, text, sizeof text - 1, &usual);
    diagnostics_input_end(reading.problems);
    expect_list(reading.problems, wrong, COUNT(wrong));
    assert_false(reading.document.whole);
    close_reading(&reading);
}

/* ------------------------------------------------------------------ Tree */

static void the_tree_tells_kinds_places_and_ends(void **state)
{
    static const char text[] = "k\xc3\xa4se:\n"
                               "  - one\n"
                               "  - \"two\"\n"
                               "flow: {x: [1, 2]}\n"
                               "long: >\n"
                               "  a\n"
                               "  b\n";
    struct reading reading;
    const struct yaml_document *document = &reading.document;
    const struct yaml_node *node;

    (void)state;
    read_text(&reading, text, sizeof text - 1, &usual);
    assert_int_equal(reading.status, DVF_OK);
    node = yaml_node(document, 0);
    assert_int_equal(node->kind, YAML_MAPPING);
    assert_int_equal(node->count, 3);
    assert_int_equal(node->end, document->nodes.count);
    assert_false(node->flow);
    node = yaml_node(document, yaml_find_key(document, 0, "k\xc3\xa4se"));
    assert_int_equal(node->width, 4);
    node = yaml_node(document, yaml_find(document, 0, "k\xc3\xa4se"));
    assert_int_equal(node->kind, YAML_SEQUENCE);
    assert_int_equal(node->count, 2);
    node = yaml_node(
        document,
        yaml_item(document, yaml_find(document, 0, "k\xc3\xa4se"), 1));
    assert_string_equal(node->text, "two");
    assert_false(node->plain);
    assert_int_equal(node->line, 3);
    assert_int_equal(node->column, 5);
    node = yaml_node(document, yaml_find(document, 0, "flow"));
    assert_true(node->flow);
    assert_int_equal(node->count, 1);
    assert_int_equal(node->column, 7);
    node = yaml_node(document, yaml_find(document, 0, "long"));
    assert_true(node->multiline);
    assert_string_equal(node->text, "a b"); /* without its last break */
    close_reading(&reading);
}

static void looking_up_what_is_not_there_finds_nothing(void **state)
{
    static const char text[] = "a: [x]\nb: y\n";
    struct reading reading;
    const struct yaml_document *document = &reading.document;
    uint32_t list;

    (void)state;
    read_text(&reading, text, sizeof text - 1, &usual);
    list = yaml_find(document, 0, "a");
    assert_int_equal(yaml_find(document, 0, "c"), YAML_NONE);
    assert_int_equal(yaml_find(document, list, "a"), YAML_NONE);
    assert_int_equal(yaml_find(document, YAML_NONE, "a"), YAML_NONE);
    assert_int_equal(yaml_item(document, list, 1), YAML_NONE);
    assert_int_equal(yaml_item(document, 0, 0), YAML_NONE);
    assert_int_equal(yaml_position(document, YAML_NONE).line, 0);
    yaml_drop(&reading.document, yaml_find_key(document, 0, "b"));
    assert_int_equal(yaml_find(document, 0, "b"), YAML_NONE);
    close_reading(&reading);
}

static void a_duplicate_key_keeps_its_first_value(void **state)
{
    static const char text[] = "a: one\nb: x\na: two\n";
    struct reading reading;
    const struct yaml_document *document = &reading.document;

    (void)state;
    read_text(&reading, text, sizeof text - 1, &usual);
    assert_string_equal(yaml_node(document, yaml_find(document, 0, "a"))->text,
                        "one");
    close_reading(&reading);
}

static void columns_count_characters_after_replaced_bytes(void **state)
{
    static const char text[] = "a: [\xe2\x80\xae, \xff, \x01, &x y]\n";
    static const struct expected wrong[] = {
        {1, 5, "character", NULL, NULL},
        {1, 8, "encoding", NULL, NULL},
        {1, 11, "character", NULL, NULL},
        {1, 14, "anchor", NULL, NULL},
    };
    struct reading reading;

    (void)state;
    read_text(&reading, text, sizeof text - 1, &usual);
    diagnostics_input_end(reading.problems);
    expect_list(reading.problems, wrong, COUNT(wrong));
    close_reading(&reading);
}

/* ---------------------------------------------------------------- Limits */

static void expect_read(const struct buffer *text,
                        const struct yaml_limits *limits, const char *code)
{
    struct reading reading;

    assert_false(text->failed);
    read_text(&reading, text->bytes, text->length, limits);
    if (!code) {
        expect_list(reading.problems, NULL, 0);
        assert_int_equal(reading.status, DVF_OK);
    } else {
        assert_true(dvf_diagnostics_count(reading.problems) > 0);
        assert_true(dvf_diagnostics_count(reading.problems) <= 101);
        assert_string_equal(dvf_diagnostics_at(reading.problems, 0)->code,
                            code);
    }
    close_reading(&reading);
}

static void nested(struct buffer *text, size_t depth)
{
    buffer_clear(text);
    buffer_repeat(text, "[", depth);
    buffer_repeat(text, "]", depth);
}

static void depth_is_limited_to_64(void **state)
{
    struct buffer text = {0};

    (void)state;
    nested(&text, 64);
    expect_read(&text, &usual, NULL);
    nested(&text, 65);
    expect_read(&text, &usual, "limit");
    buffer_clear(&text);
    buffer_repeat(&text, "- ", 64);
    buffer_puts(&text, "a\n");
    expect_read(&text, &usual, NULL);
    buffer_clear(&text);
    buffer_repeat(&text, "- ", 65);
    buffer_puts(&text, "a\n");
    expect_read(&text, &usual, "limit");
    buffer_release(&text);
}

static void the_length_of_values_and_keys_is_limited(void **state)
{
    struct buffer text = {0};

    (void)state;
    buffer_puts(&text, "a: ");
    buffer_repeat(&text, "x", YAML_SCALAR_MAX);
    buffer_putc(&text, '\n');
    expect_read(&text, &usual, NULL);
    buffer_puts(&text, "b: ");
    buffer_repeat(&text, "x", YAML_SCALAR_MAX + 1);
    buffer_putc(&text, '\n');
    expect_read(&text, &usual, "limit");
    buffer_clear(&text);
    buffer_puts(&text, "? ");
    buffer_repeat(&text, "k", YAML_KEY_MAX);
    buffer_puts(&text, "\n: a\n");
    expect_read(&text, &usual, NULL);
    buffer_clear(&text);
    buffer_puts(&text, "? ");
    buffer_repeat(&text, "k", YAML_KEY_MAX + 1);
    buffer_puts(&text, "\n: a\n");
    expect_read(&text, &usual, "limit");
    buffer_release(&text);
}

static void bytes_and_nodes_are_limited(void **state)
{
    static const struct yaml_limits bytes = {10, 100, NULL};
    static const struct yaml_limits nodes = {1000, 5, NULL};
    struct buffer text = {0};

    (void)state;
    buffer_puts(&text, "a: bcdefg\n");
    expect_read(&text, &bytes, NULL);
    buffer_puts(&text, "\n");
    expect_read(&text, &bytes, "file-too-large");
    buffer_clear(&text);
    buffer_puts(&text, "[1, 2, 3, 4]");
    expect_read(&text, &nodes, NULL);
    buffer_clear(&text);
    buffer_puts(&text, "[1, 2, 3, 4, 5]");
    expect_read(&text, &nodes, "limit");
    buffer_release(&text);
}

static void hostile_texts_are_refused(void **state)
{
    static const struct yaml_limits large = {8 * 1024 * 1024, 1000000, NULL};
    struct buffer text = {0};
    unsigned i;

    (void)state;
    buffer_repeat(&text, "[", 1000000);
    expect_read(&text, &large, "limit");
    buffer_clear(&text);
    buffer_repeat(&text, "{a: ", 250000);
    expect_read(&text, &large, "limit");
    buffer_clear(&text);
    for (i = 0; i < 50000; i++)
        buffer_printf(&text, "%%TAG !a%u! tag:x,2000:\n", i);
    buffer_puts(&text, "---\na: b\n");
    expect_read(&text, &large, "directive");
    buffer_clear(&text);
    buffer_puts(&text, "a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (i = 0; i < 8; i++)
        buffer_printf(&text, "%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c]\n",
                      'b' + i, 'b' + i, 'a' + i, 'a' + i, 'a' + i, 'a' + i,
                      'a' + i, 'a' + i, 'a' + i);
    expect_read(&text, &usual, "anchor");
    buffer_clear(&text);
    for (i = 0; i < 1000000; i++)
        buffer_append(&text, "\0", 1);
    expect_read(&text, &usual, "character");
    buffer_clear(&text);
    buffer_repeat(&text, "%\n", 4000000);
    expect_read(&text, &large, "directive");
    buffer_release(&text);
}

static void a_thousand_problems_are_cut_to_a_hundred(void **state)
{
    struct buffer text = {0};
    struct reading reading;

    (void)state;
    buffer_repeat(&text, "- *x\n", 1000);
    read_text(&reading, text.bytes, text.length, &usual);
    assert_int_equal(reading.status, DVF_OK);
    diagnostics_input_end(reading.problems);
    assert_int_equal(dvf_diagnostics_count(reading.problems), DIAGNOSTICS_MAX);
    assert_int_equal(dvf_diagnostics_at(reading.problems, 0)->line, 1);
    close_reading(&reading);
    buffer_release(&text);
}

/* --------------------------------------------------------------- Schemas */

struct pet {
    char *name;
    int kind;
};

struct shop {
    char *title;
    struct pet *pets;
    uint32_t pets_count;
    char *note;
};

static const cyaml_strval_t kinds[] = {{"cat", 1}, {"dog", 2}};

static const cyaml_schema_field_t pet_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct pet, name, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct pet, kind, kinds, 2),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t pet = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pet, pet_fields),
};

static const cyaml_schema_field_t shop_fields[] = {
    CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER, struct shop, title, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("pets", CYAML_FLAG_POINTER, struct shop, pets, &pet, 0,
                         CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("note", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                           struct shop, note, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t shop = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct shop, shop_fields),
};

/* Read, check and load a text; the data is for the caller to free. */
static struct shop *load_shop(struct reading *reading, const char *text)
{
    void *data = NULL;

    read_text(reading, text, strlen(text), &usual);
    assert_int_equal(reading->status, DVF_OK);
    schema_check(&reading->document, &shop, reading->problems);
    assert_int_equal(schema_load(&reading->document, &shop, &reading->arena,
                                 reading->problems, &data),
                     DVF_OK);
    diagnostics_input_end(reading->problems);
    assert_non_null(data);
    return data;
}

static void a_sound_text_is_loaded_as_it_is(void **state)
{
    struct reading reading;
    struct shop *data;

    (void)state;
    data = load_shop(&reading, "pets:\n"
                               "  - {name: Tom, kind: cat}\n"
                               "  - {name: \"yes\", kind: dog}\n"
                               "title: \"A \\\"shop\\\"\"\n");
    expect_list(reading.problems, NULL, 0);
    assert_string_equal(data->title, "A \"shop\"");
    assert_int_equal(data->pets_count, 2);
    assert_string_equal(data->pets[1].name, "yes");
    assert_int_equal(data->pets[1].kind, 2);
    assert_null(data->note);
    close_reading(&reading);
}

static void every_mistake_against_a_schema_has_its_place(void **state)
{
    static const struct expected wrong[] = {
        {1, 1, "unknown-key", "'titel'", "'title'"},
        {2, 7, "empty-value", "'note'", NULL},
        {4, 5, "missing-key", "'kind'", NULL},
        {4, 11, "wrong-kind", "'name'", NULL},
        {5, 25, "unknown-value", "'dgo'", "'dog'"},
        {6, 5, "wrong-kind", "'pets'", NULL},
        {7, 6, "unknown-key", "'nmae'", "'name'"},
    };
    struct reading reading;
    struct shop *data;

    (void)state;
    data = load_shop(&reading, "titel: x\n"
                               "note: \"\"\n"
                               "pets:\n"
                               "  - name: [a, b]\n"
                               "  - {name: Tom,   kind: dgo}\n"
                               "  - loose\n"
                               "  - {nmae: Rex, kind: dog}\n");
    expect_list(reading.problems, wrong, COUNT(wrong));
    assert_int_equal(data->pets_count, 4);
    assert_int_equal(data->pets[3].kind, 2);
    close_reading(&reading);
}

static void a_file_of_another_shape_is_reported_once(void **state)
{
    static const struct expected list = {1, 1, "wrong-kind", "the file", NULL};
    static const struct expected word = {1, 1, "wrong-kind", "the file", NULL};
    struct reading reading;

    (void)state;
    load_shop(&reading, "- a\n- b\n");
    expect_list(reading.problems, &list, 1);
    close_reading(&reading);
    load_shop(&reading, "word\n");
    expect_list(reading.problems, &word, 1);
    close_reading(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_thing_that_is_refused_is_reported_at_its_place),
        cmocka_unit_test(a_text_without_fault_has_no_diagnostic),
        cmocka_unit_test(all_problems_of_a_text_come_in_one_run_and_in_order),
        cmocka_unit_test(the_tree_tells_kinds_places_and_ends),
        cmocka_unit_test(looking_up_what_is_not_there_finds_nothing),
        cmocka_unit_test(a_duplicate_key_keeps_its_first_value),
        cmocka_unit_test(columns_count_characters_after_replaced_bytes),
        cmocka_unit_test(depth_is_limited_to_64),
        cmocka_unit_test(the_length_of_values_and_keys_is_limited),
        cmocka_unit_test(bytes_and_nodes_are_limited),
        cmocka_unit_test(hostile_texts_are_refused),
        cmocka_unit_test(a_thousand_problems_are_cut_to_a_hundred),
        cmocka_unit_test(a_sound_text_is_loaded_as_it_is),
        cmocka_unit_test(every_mistake_against_a_schema_has_its_place),
        cmocka_unit_test(a_file_of_another_shape_is_reported_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

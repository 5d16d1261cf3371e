/* SPDX-License-Identifier: MIT */
/*
 * The tables of fields and data/schema agree: every record has the keys that
 * its schema requires, in that order, each of a kind that the schema allows.
 */
#include "support.h"

#include "report/record.h"
#include "yaml/document.h"

#include <stdio.h>
#include <string.h>

static const struct record *const records[] = {
    &record_kb,
    &record_selection,
    &record_option,
    &record_attribute,
    &record_claim,
    &record_comparison,
    &record_source,
    &record_result,
    &record_verdict,
    &record_missed,
    &record_track,
    &record_alternative,
    &record_criterion,
    &record_reason,
    &record_at_place,
    &record_gate,
    &record_requirement,
    &record_excluded,
    &record_note,
    &record_warning,
    &record_summary,
    &record_weak_source,
    &record_left_out,
    &record_knowledge,
    &record_check,
    &record_decision,
    &record_waiver,
    &record_policy,
    &record_lock,
    &record_locked,
    &record_locked_kb,
    &record_changed_answer,
    &record_changed_rule,
    &record_side,
    &record_lead,
    &record_finding,
    &record_related,
    &record_analysis,
    &record_reachable,
    &record_need,
    &record_inquiry,
    &record_prospect,
    &record_change_set,
    &record_change,
    &record_weight,
    &record_related,
    &record_why_not,
    &record_standing,
    &record_obstacle,
    &record_way,
    &record_lack,
    &record_what_if,
    &record_changed_side,
    &record_moved,
    &record_differences,
    &record_compared_answer,
    &record_compared_reason,
};

/* A schema as a tree. */
struct schema {
    struct buffer bytes;
    dvf_diagnostics *problems;
    struct yaml_document tree;
};

static void schema_load(struct schema *schema, const char *file)
{
    static const struct yaml_limits limits = {.bytes = 1 << 20,
                                              .nodes = 100000};
    char path[128];

    *schema = (struct schema){.problems = dvf_diagnostics_new()};
    (void)snprintf(path, sizeof path, "data/schema/%s", file);
    read_source_file(path, &schema->bytes);
    const char *bytes = schema->bytes.bytes;
    diagnostics_input(schema->problems, file, bytes, schema->bytes.length);
    assert_int_equal(yaml_read(bytes, schema->bytes.length, &limits,
                               schema->problems, &schema->tree),
                     DVF_OK);
    assert_int_equal(dvf_diagnostics_count(schema->problems), 0);
}

static void schema_release(struct schema *schema)
{
    yaml_document_release(&schema->tree);
    dvf_diagnostics_free(schema->problems);
    buffer_release(&schema->bytes);
}

/* The node behind a path such as "/$defs/reason". */
static uint32_t follow(const struct yaml_document *tree, const char *path)
{
    uint32_t node = 0;

    while (*path == '/' && node != YAML_NONE) {
        size_t length = strcspn(++path, "/");
        char key[64];

        assert_true(length < sizeof key);
        memcpy(key, path, length);
        key[length] = '\0';
        node = yaml_find(tree, node, key);
        path += length;
    }
    return node;
}

/* The text of a key of a mapping; "" where there is none. */
static const char *text_under(const struct yaml_document *tree,
                              uint32_t mapping, const char *key)
{
    uint32_t node = yaml_find(tree, mapping, key);

    if (node == YAML_NONE || !yaml_node(tree, node)->text)
        return "";
    return yaml_node(tree, node)->text;
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text);
    size_t tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* A type that is a list, the second of them null. */
static bool is_array_or_null(const struct yaml_document *tree,
                             uint32_t property)
{
    uint32_t types = yaml_find(tree, property, "type");

    return types != YAML_NONE && yaml_node(tree, types)->count == 2 &&
           strcmp(yaml_node(tree, yaml_item(tree, types, 0))->text, "array") ==
               0 &&
           strcmp(yaml_node(tree, yaml_item(tree, types, 1))->text, "null") ==
               0;
}

/* Does a property of the schema allow what a field writes? */
static bool allows(const struct yaml_document *tree, uint32_t property,
                   const struct field *field)
{
    enum field_kind kind = field->kind;
    const char *type = text_under(tree, property, "type");
    const char *ref = text_under(tree, property, "$ref");

    if (kind == FIELD_RECORDS && field->inner)
        return is_array_or_null(tree, property);
    switch (kind) {
    case FIELD_OPTIONAL:
        return ends_in(ref, "_or_null");
    case FIELD_NUMBER:
    case FIELD_SIGNED:
    case FIELD_SIZE:
        return strcmp(type, "integer") == 0 || ends_in(ref, "/count");
    case FIELD_FLAG:
        return strcmp(type, "boolean") == 0;
    case FIELD_TRUTH:
        return ends_in(ref, "/truth");
    case FIELD_IDS:
    case FIELD_TEXTS:
    case FIELD_LIST:
    case FIELD_VALUES:
    case FIELD_RECORDS:
        return strcmp(type, "array") == 0 || ends_in(ref, "/ids") ||
               ends_in(ref, "/values");
    case FIELD_PAIRS:
        return strcmp(type, "object") == 0 || ends_in(ref, "/points") ||
               ends_in(ref, "/answers");
    default:
        return property != YAML_NONE;
    }
}

static bool is_left_out_at_times(const struct field *field)
{
    return field->kind < FIELD_RECORD && field->inner;
}

static void agrees(const struct record *record)
{
    const char *path = strchr(record->place, '#') + 1;
    char file[64];
    struct schema schema;

    (void)snprintf(file, sizeof file, "%.*s", (int)(path - 1 - record->place),
                   record->place);
    schema_load(&schema, file);
    const struct yaml_document *tree = &schema.tree;
    uint32_t node = follow(tree, path);
    assert_int_not_equal(node, YAML_NONE);
    uint32_t required = yaml_find(tree, node, "required");
    uint32_t properties = yaml_find(tree, node, "properties");
    size_t count = 0;

    for (const struct field *field = record->fields; field->key; field++) {
        const char *key = field->key;
        uint32_t item = yaml_item(tree, required, count);

        if (!allows(tree, yaml_find(tree, properties, key), field))
            fail_msg("%s: field '%s'", record->place, key);
        if (is_left_out_at_times(field))
            continue;
        if (item == YAML_NONE || strcmp(yaml_node(tree, item)->text, key) != 0)
            fail_msg("%s: field %zu, '%s'", record->place, count, key);
        count++;
    }
    assert_int_equal(yaml_node(tree, required)->count, count);
    schema_release(&schema);
}

static void every_record_has_the_fields_of_its_schema(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(records); i++)
        agrees(records[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_has_the_fields_of_its_schema),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

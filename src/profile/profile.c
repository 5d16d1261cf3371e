/* SPDX-License-Identifier: MIT */
/*
 * Loading profiles. The schema of the answers is made at run time from the
 * knowledge base's attributes: libcyaml's schemas are plain data.
 */
#include "profile/profile.h"

#include "base/hint.h"
#include "profile/answer.h"
#include "profile/profile_shape.h"
#include "profile/recorded.h"
#include "yaml/fields.h"
#include "yaml/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A profile answers some 30 questions; this leaves room for 1,000 of them. */
#define BYTES_MAX (1024 * 1024)
#define NODES_MAX 20000

/* ---------------------------------------------------------------- schema */

/* Data that libcyaml loads: one slot for each attribute of the knowledge
 * base. */
struct slot {
    char *word;
    char **words; /* of a set */
    uint32_t words_count;
};

struct decision_data {
    char *option;
    char *date;
    char *record;
    char *because;
};

struct waiver_data {
    char *reason;
    char *owner;
    char *expires;
};

struct profile_data {
    char *profile;
    char *description;
    struct slot *answers;
    struct decision_data *decision;
    struct waiver_data *waiver;
    /* Of the block of a decision record alone: */
    char *knowledge_base;
    char *version;
    char *sha256;
    char *file;
    char *option;
    char *answers_sha256;
};

static const cyaml_schema_value_t string = TEXT_ITEM;

/* A decision without an option is a record of what is proposed:
 * profile_shape_check_decision() asks for one of the two. */
static const cyaml_schema_field_t decision_fields[] = {
    TEXT(OPTIONAL, decision_data, option),
    TEXT(OPTIONAL, decision_data, date),
    TEXT(OPTIONAL, decision_data, record),
    TEXT(OPTIONAL, decision_data, because),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t waiver_fields[] = {
    TEXT(NEEDED, waiver_data, reason),
    TEXT(OPTIONAL, waiver_data, owner),
    TEXT(NEEDED, waiver_data, expires),
    CYAML_FIELD_END,
};

/* The row of the answers, whose fields are those of a knowledge base, and its
 * place in both tables. */
#define ANSWERS_ROW 2
#define ANSWERS_FIELD                                                          \
    {                                                                          \
        .key = "answers",                                                      \
        .data_offset = offsetof(struct profile_data, answers),                 \
        .value = {.type = CYAML_MAPPING, .flags = CYAML_FLAG_POINTER},         \
    }

/* Rows that are the same for every knowledge base. */
static const cyaml_schema_field_t file_fields[] = {
    TEXT(NEEDED, profile_data, profile),
    TEXT(OPTIONAL, profile_data, description),
    [ANSWERS_ROW] = ANSWERS_FIELD,
    CYAML_FIELD_MAPPING_PTR("decision",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct profile_data, decision, decision_fields),
    CYAML_FIELD_MAPPING_PTR("waiver", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct profile_data, waiver, waiver_fields),
    CYAML_FIELD_END,
};

/* Likewise, of the block of a decision record. */
static const cyaml_schema_field_t block_fields[] = {
    TEXT(NEEDED, profile_data, knowledge_base),
    TEXT(NEEDED, profile_data, version),
    [ANSWERS_ROW] = ANSWERS_FIELD,
    TEXT(NEEDED, profile_data, sha256),
    TEXT(NEEDED, profile_data, profile),
    TEXT(OPTIONAL, profile_data, file),
    TEXT(NEEDED, profile_data, option),
    TEXT(NEEDED, profile_data, answers_sha256),
    CYAML_FIELD_END,
};

#define FIELDS_MAX                                                             \
    (sizeof block_fields / sizeof *block_fields >                              \
             sizeof file_fields / sizeof *file_fields                          \
         ? sizeof block_fields / sizeof *block_fields                          \
         : sizeof file_fields / sizeof *file_fields)

struct profile_schema {
    struct arena arena;
    const dvf_kb *kb;
    bool is_block; /* of a decision record */
    cyaml_schema_value_t file;
    cyaml_schema_field_t fields[FIELDS_MAX];
    cyaml_schema_field_t *answers;
};

static cyaml_schema_field_t answer_field(const dvf_kb *kb, uint32_t index)
{
    const struct kb_attribute *attribute = &kb_attributes(kb)[index];
    cyaml_schema_field_t field = {
        .key = kb_string(kb, attribute->id),
        .data_offset = (uint32_t)(index * sizeof(struct slot)),
    };

    if (attribute->type == KB_SET) {
        field.data_offset += (uint32_t)offsetof(struct slot, words);
        field.count_offset = (uint32_t)(index * sizeof(struct slot) +
                                        offsetof(struct slot, words_count));
        field.count_size = sizeof(uint32_t);
        field.value = (cyaml_schema_value_t){
            CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                                 char *, &string, 0, CYAML_UNLIMITED)};
    } else {
        field.value = (cyaml_schema_value_t){
            CYAML_VALUE_STRING(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, char,
                               0, CYAML_UNLIMITED)};
    }
    return field;
}

static void fill_schema(struct profile_schema *schema)
{
    uint32_t count = schema->kb ? kb_attributes_count(schema->kb) : 0;

    for (uint32_t i = 0; i < count; i++)
        schema->answers[i] = answer_field(schema->kb, i);
    if (schema->is_block)
        memcpy(schema->fields, block_fields, sizeof block_fields);
    else
        memcpy(schema->fields, file_fields, sizeof file_fields);
    schema->fields[ANSWERS_ROW].value.data_size =
        (uint32_t)(count * sizeof(struct slot));
    schema->fields[ANSWERS_ROW].value.mapping.fields = schema->answers;
    schema->file = (cyaml_schema_value_t){
        .type = CYAML_MAPPING,
        .flags = CYAML_FLAG_POINTER,
        .data_size = sizeof(struct profile_data),
        .mapping.fields = schema->fields,
    };
}

static struct profile_schema *make_schema(const dvf_kb *kb, bool is_block)
{
    struct profile_schema *schema = calloc(1, sizeof *schema);

    if (!schema)
        return NULL;
    schema->kb = kb;
    schema->is_block = is_block;
    schema->answers = arena_array(
        &schema->arena, (kb ? kb_attributes_count(kb) : 0) + (size_t)1,
        sizeof *schema->answers);
    if (schema->answers) {
        fill_schema(schema);
        return schema;
    }
    free(schema);
    return NULL;
}

struct profile_schema *profile_schema_new(const dvf_kb *kb)
{
    return make_schema(kb, false);
}

struct profile_schema *recorded_schema_new(const dvf_kb *kb)
{
    assert(kb);
    return make_schema(kb, true);
}

void profile_schema_free(struct profile_schema *schema)
{
    if (!schema)
        return;
    arena_release(&schema->arena);
    free(schema);
}

/* --------------------------------------------------------------- answers */

/* Source, target and problems of one load. */
struct reading {
    struct dvf_profile *profile;
    const dvf_kb *kb;
    struct yaml_document *document;
    struct dvf_diagnostics *problems;
    struct recorded *recorded; /* null: the file of a profile */
};

static void value_error(struct reading *reading,
                        const struct kb_attribute *attribute,
                        struct position at, const char *word)
{
    if (reading->problems->full)
        return;
    diagnostics_error(
        reading->problems, DIAGNOSTIC_UNKNOWN_VALUE, at,
        attribute->type == KB_SET
            ? answer_set_hint(reading->kb, attribute, reading->problems, word,
                              "[]")
            : answer_hint(reading->kb, attribute, reading->problems, word),
        "'%s' is not a value of %s", word,
        kb_string(reading->kb, attribute->id));
}

static const char *copy_text(struct reading *reading, const char *text)
{
    return text ? arena_copy(&reading->profile->arena, text, strlen(text))
                : NULL;
}

static void read_word(struct reading *reading, uint32_t index, const char *word)
{
    const struct kb_attribute *attribute = &kb_attributes(reading->kb)[index];
    struct answer *answer = &reading->profile->answers[index];
    uint32_t value = kb_find_value(reading->kb, attribute, word);

    if (value == KB_NONE) {
        value = answer_number_value(reading->kb, attribute, word);
        if (value != KB_NONE)
            answer->number = copy_text(reading, word);
    }
    if (value == KB_NONE)
        value_error(reading, attribute, reading->profile->places[index].value,
                    word);
    else
        answer->chosen = values_of(value);
}

static void read_set(struct reading *reading, uint32_t index, uint32_t list,
                     const struct slot *slot)
{
    const struct kb_attribute *attribute = &kb_attributes(reading->kb)[index];
    struct answer *answer = &reading->profile->answers[index];
    uint32_t item = list + 1;

    for (uint32_t i = 0; i < slot->words_count; i++) {
        const struct yaml_node *node = yaml_node(reading->document, item);
        struct position at = yaml_position(reading->document, item);
        const char *word = slot->words[i];
        uint32_t value = kb_find_value(reading->kb, attribute, word);

        if (value == KB_NONE && !node->faulty)
            value_error(reading, attribute, at, word);
        else if (value != KB_NONE && values_have(answer->chosen, value))
            diagnostics_error(reading->problems, DIAGNOSTIC_DUPLICATE_VALUE, at,
                              "keep one of the two", "'%s' stands twice in %s",
                              word, kb_string(reading->kb, attribute->id));
        else if (value != KB_NONE)
            answer->chosen |= values_of(value);
        item = node->end;
    }
}

static void read_answer(struct reading *reading, uint32_t answers,
                        uint32_t index, const struct slot *slot)
{
    const struct kb_attribute *attribute = &kb_attributes(reading->kb)[index];
    const char *id = kb_string(reading->kb, attribute->id);
    uint32_t key = yaml_find_key(reading->document, answers, id);
    struct answer *answer = &reading->profile->answers[index];

    if (key == YAML_NONE)
        return;
    uint32_t value = yaml_node(reading->document, key)->end;
    const struct yaml_node *node = yaml_node(reading->document, value);
    reading->profile->places[index] = (struct answer_place){
        .key = yaml_position(reading->document, key),
        .value = yaml_position(reading->document, value),
    };
    if (node->dropped || node->faulty)
        return;
    answer->chosen = 0;
    if (attribute->type == KB_SET)
        read_set(reading, index, value, slot);
    else
        read_word(reading, index, slot->word);
}

/* --------------------------------------------------- decision and waiver */

static void check_option(struct reading *reading, const char *id,
                         struct position at)
{
    const dvf_kb *kb = reading->kb;
    struct hint hint = hint_begin(reading->problems, id);

    if (!*id || kb_find_option(kb, id) != KB_NONE)
        return;
    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        hint_offer(&hint, kb_option_id(kb, i));
    enum answer_word meaning = answer_word(id);
    bool nothing = meaning == ANSWER_WORD_UNKNOWN || meaning == ANSWER_WORD_NO;
    diagnostics_error(reading->problems, DIAGNOSTIC_UNKNOWN_ID, at,
                      nothing ? "leave 'decision' out while nothing is decided"
                              : hint_text(&hint),
                      "there is no option named '%s'", id);
}

static void read_decision(struct reading *reading,
                          const struct decision_data *data)
{
    struct decision *decision = &reading->profile->decision;
    const struct yaml_document *document = reading->document;
    uint32_t node = yaml_find(document, 0, "decision");
    uint32_t option = yaml_find(document, node, "option");

    decision->at = yaml_position(document, option);
    if (data->option)
        check_option(reading, data->option, decision->at);
    decision->option = copy_text(reading, data->option);
    decision->date = copy_text(reading, data->date);
    decision->date_at = yaml_position(document,
                                      yaml_find(document, node, "date"));
    decision->record = copy_text(reading, data->record);
    decision->record_at = yaml_position(document,
                                        yaml_find(document, node, "record"));
    decision->because = copy_text(reading, data->because);
}

static void read_waiver(struct reading *reading, const struct waiver_data *data)
{
    const struct yaml_document *document = reading->document;
    struct waiver *waiver = &reading->profile->waiver;
    uint32_t node = yaml_find(document, 0, "waiver");

    waiver->at = yaml_position(document, yaml_find_key(document, 0, "waiver"));
    waiver->expires_at = yaml_position(document,
                                       yaml_find(document, node, "expires"));
    waiver->reason = copy_text(reading, data->reason);
    waiver->owner = copy_text(reading, data->owner);
    waiver->expires = copy_text(reading, data->expires);
}

/* ------------------------------------------------------ a record's block */

static struct position place_of(const struct reading *reading, const char *key)
{
    return yaml_position(reading->document,
                         yaml_find(reading->document, 0, key));
}

static void read_block(struct reading *reading, const struct profile_data *data)
{
    struct decision *decision = &reading->profile->decision;
    struct recorded *recorded = reading->recorded;

    decision->at = place_of(reading, "option");
    check_option(reading, data->option, decision->at);
    decision->option = copy_text(reading, data->option);
    *recorded = (struct recorded){
        .profile = reading->profile,
        .kb_id = copy_text(reading, data->knowledge_base),
        .kb_version = copy_text(reading, data->version),
        .kb_sha256 = copy_text(reading, data->sha256),
        .answers_sha256 = copy_text(reading, data->answers_sha256),
        .file = copy_text(reading, data->file),
        .sha256_at = place_of(reading, "sha256"),
        .file_at = place_of(reading, "file"),
        .answers_at = yaml_position(
            reading->document, yaml_find_key(reading->document, 0, "answers")),
        .answers_sha256_at = place_of(reading, "answers_sha256"),
    };
}

/* True for an answer that the knowledge base knows, as far as its words. */
static bool is_known(const struct yaml_document *document, const dvf_kb *kb,
                     uint32_t attribute, uint32_t value)
{
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    const struct yaml_node *node = yaml_node(document, value);

    if (node->kind == YAML_SCALAR)
        return record->type == KB_SET ||
               kb_find_value(kb, record, node->text) != KB_NONE ||
               answer_number_value(kb, record, node->text) != KB_NONE;
    for (uint32_t item = value + 1; item < node->end; item++)
        if (yaml_node(document, item)->kind == YAML_SCALAR &&
            kb_find_value(kb, record, yaml_node(document, item)->text) ==
                KB_NONE)
            return false;
    return true;
}

/* Drop answers that today's knowledge base does not know, where the record was
 * made with another one: changed knowledge alone is no mistake. */
static void drop_strange(const struct reading *reading)
{
    struct yaml_document *document = reading->document;
    const uint32_t sha256 = yaml_find(document, 0, "sha256");
    const uint32_t answers = yaml_find(document, 0, "answers");
    char digest[SHA256_HEX_SIZE];

    kb_digest(reading->kb, digest);
    if (sha256 == YAML_NONE || answers == YAML_NONE ||
        yaml_node(document, sha256)->kind != YAML_SCALAR ||
        yaml_node(document, answers)->kind != YAML_MAPPING ||
        strcmp(yaml_node(document, sha256)->text, digest) == 0)
        return;
    for (uint32_t key = answers + 1; key < yaml_node(document, answers)->end;) {
        const struct yaml_node *node = yaml_node(document, key);
        const uint32_t value = node->end;
        const uint32_t attribute = node->kind == YAML_SCALAR
                                       ? kb_find_attribute(reading->kb,
                                                           node->text)
                                       : KB_NONE;

        if (!node->faulty && !node->dropped && node->kind == YAML_SCALAR &&
            (attribute == KB_NONE ||
             !is_known(document, reading->kb, attribute, value))) {
            diagnostics_warning(reading->problems, DIAGNOSTIC_UNKNOWN_ID,
                                yaml_position(document, key), NULL,
                                "today's knowledge base has no such %s, so it "
                                "does not count",
                                attribute == KB_NONE ? "question" : "answer");
            yaml_drop(document, key);
        }
        key = yaml_node(document, value)->end;
    }
}

/* ------------------------------------------------------------------ load */

dvf_profile *profile_new(const dvf_kb *kb, const char *name)
{
    struct dvf_profile *profile = calloc(1, sizeof *profile);

    assert(kb && name);
    if (!profile)
        return NULL;
    profile->kb = kb;
    profile->file = arena_copy(&profile->arena, name, strlen(name));
    profile->name = profile->file;
    profile->answers = arena_array(&profile->arena, kb_attributes_count(kb),
                                   sizeof *profile->answers);
    profile->places = arena_array(&profile->arena, kb_attributes_count(kb),
                                  sizeof *profile->places);
    if (!profile->file || !profile->answers || !profile->places) {
        dvf_profile_free(profile);
        return NULL;
    }
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        profile->answers[i].chosen = VALUES_UNKNOWN;
    return profile;
}

void dvf_profile_free(dvf_profile *profile)
{
    if (!profile)
        return;
    arena_release(&profile->arena);
    free(profile);
}

static void read_data(struct reading *reading, const struct profile_data *data)
{
    uint32_t answers = yaml_find(reading->document, 0, "answers");

    reading->profile->name = copy_text(reading, data->profile);
    reading->profile->name_at = yaml_position(
        reading->document, yaml_find(reading->document, 0, "profile"));
    reading->profile->description = copy_text(reading, data->description);
    for (uint32_t i = 0; i < kb_attributes_count(reading->kb); i++)
        read_answer(reading, answers, i, &data->answers[i]);
    if (reading->recorded)
        read_block(reading, data);
    if (data->decision)
        read_decision(reading, data->decision);
    if (data->waiver)
        read_waiver(reading, data->waiver);
}

static dvf_status read_profile(struct reading *reading,
                               const cyaml_schema_value_t *schema)
{
    struct arena arena = {0};
    void *data = NULL;

    dvf_status status = schema_load(reading->document, schema, &arena,
                                    reading->problems, &data);
    if (status == DVF_OK) {
        read_data(reading, data);
        status = reading->profile->arena.failed
                     ? DVF_NO_MEMORY
                     : diagnostics_status(reading->problems);
    }
    arena_release(&arena);
    return status;
}

/* A load: its schema, and the profile that is made. */
struct load {
    const struct profile_schema *schema;
    dvf_profile *profile;     /* null where the schema is of no KB */
    struct recorded recorded; /* where the schema is of blocks */
};

static dvf_status read_document(void *target, struct yaml_document *document,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems)
{
    struct load *load = target;
    const dvf_kb *kb = load->schema->kb;
    struct reading reading = {
        .kb = kb, .document = document, .problems = problems};

    if (load->schema->is_block) {
        reading.recorded = &load->recorded;
        drop_strange(&reading);
    } else if (profile_shape_is_other(kb, document, problems)) {
        return diagnostics_status(problems);
    }
    /* Report the problems of shape, which need no loaded data. */
    profile_shape_check(kb, document, problems);
    schema_check(document, &load->schema->file, problems);
    profile_shape_check_decision(document, problems);
    if (document->clean.failed)
        return DVF_NO_MEMORY;
    if (!kb)
        return diagnostics_status(problems);
    load->profile = reading.profile = profile_new(kb, input->name);
    return reading.profile ? read_profile(&reading, &load->schema->file)
                           : DVF_NO_MEMORY;
}

static const struct yaml_format profile_format = {
    .limits = {.bytes = BYTES_MAX, .nodes = NODES_MAX},
    .read = read_document,
};

/* Hand a profile out, unless it has a mistake. */
static dvf_status hand_out(dvf_status status, const struct load *load,
                           dvf_profile **out)
{
    assert(out || !load->profile);
    if (status == DVF_OK && load->profile)
        *out = load->profile;
    else
        dvf_profile_free(load->profile);
    return status;
}

/* @param out null for a schema of no KB */
static dvf_status load_input(const dvf_kb *kb, const dvf_input *input,
                             struct dvf_diagnostics *problems,
                             dvf_profile **out)
{
    struct profile_schema *schema = profile_schema_new(kb);
    struct load load = {.schema = schema};
    dvf_status status = schema
                            ? yaml_load(&profile_format, input, problems, &load)
                            : DVF_NO_MEMORY;

    profile_schema_free(schema);
    return hand_out(status, &load, out);
}

dvf_status dvf_profile_load(const dvf_kb *kb, const dvf_input *input,
                            dvf_diagnostics *problems, dvf_profile **out)
{
    return load_input(kb, input, problems, out);
}

dvf_status profile_check(const dvf_input *input,
                         struct dvf_diagnostics *problems)
{
    return load_input(NULL, input, problems, NULL);
}

dvf_status profile_load_named(const struct profile_schema *schema,
                              const char *path, const char *name,
                              struct dvf_diagnostics *problems,
                              dvf_profile **out)
{
    struct load load = {.schema = schema};
    dvf_status status = yaml_load_file(&profile_format, path, name, problems,
                                       &load);

    assert(schema && path && name);
    return hand_out(status, &load, out);
}

dvf_status dvf_profile_load_file(const dvf_kb *kb, const char *path,
                                 dvf_diagnostics *problems, dvf_profile **out)
{
    struct profile_schema *schema = profile_schema_new(kb);
    dvf_status status = schema ? profile_load_named(schema, path, path,
                                                    problems, out)
                               : DVF_NO_MEMORY;

    profile_schema_free(schema);
    return status;
}

dvf_status recorded_load(const struct profile_schema *schema,
                         const dvf_input *input,
                         struct dvf_diagnostics *problems,
                         struct recorded *recorded)
{
    struct load load = {.schema = schema};
    dvf_profile *profile = NULL;

    assert(schema->is_block);
    dvf_status status = yaml_load(&profile_format, input, problems, &load);
    status = hand_out(status, &load, &profile);
    if (status == DVF_OK)
        *recorded = load.recorded;
    return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Loading policies: guard, schema, libcyaml, then each word.
 */
#include "base/file.h"
#include "check/line.h"
#include "check/policy_words.h"
#include "kb/file_kind.h"
#include "yaml/fields.h"
#include "yaml/schema.h"

#include <string.h>

static const struct yaml_limits policy_limits = {
    .bytes = 64 * 1024,
    .nodes = 4096,
};

/* ---------------------------------------------------------------- schema */

/* Data that libcyaml loads. */
struct policy_data {
    char *policy;
    char *min_lead;
    char *min_strength;
    char *min_answered;
    char **require;
    uint32_t require_count;
    char **fail_on;
    uint32_t fail_on_count;
    char **exclude;
    uint32_t exclude_count;
};

static const cyaml_schema_value_t string = TEXT_ITEM;

static const cyaml_schema_field_t policy_fields[] = {
    TEXT(NEEDED, policy_data, policy),
    TEXT(OPTIONAL, policy_data, min_lead),
    TEXT(OPTIONAL, policy_data, min_strength),
    TEXT(OPTIONAL, policy_data, min_answered),
    LIST(OPTIONAL, policy_data, require, string),
    LIST(OPTIONAL, policy_data, fail_on, string),
    LIST(OPTIONAL, policy_data, exclude, string),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t policy_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct policy_data, policy_fields),
};

/* ---------------------------------------------------------------- reading */

/* Words and document of one load. */
struct reading {
    struct policy_words words;
    struct yaml_document *document;
    bool no_memory;
};

static bool is_sound(const struct reading *reading, uint32_t number)
{
    return number != YAML_NONE && !yaml_node(reading->document, number)->faulty;
}

/* "FILE:LINE"; null when out of memory. */
static const char *origin(struct policy *policy, const char *file,
                          struct position at)
{
    struct buffer text = {0};

    buffer_printf(&text, "%s:%u", file, (unsigned)at.line);
    return line_keep(&policy->arena, &text);
}

/* @return the node of a setting's value, or YAML_NONE; its origin is noted */
static uint32_t begin_setting(struct reading *reading,
                              enum policy_setting setting)
{
    struct policy *policy = reading->words.policy;
    const char *key = policy_key(setting);
    uint32_t value = yaml_find(reading->document, 0, key);

    if (value == YAML_NONE)
        return YAML_NONE;
    struct position at = yaml_position(
        reading->document, yaml_find_key(reading->document, 0, key));
    policy->origins[setting] = origin(policy, policy->file, at);
    policy->told[setting] = policy->local ? origin(policy, policy->local, at)
                                          : policy->origins[setting];
    if (!policy->origins[setting] || !policy->told[setting])
        reading->no_memory = true;
    reading->words.name = key;
    return value;
}

static void read_word(struct reading *reading, enum policy_setting setting,
                      const char *word)
{
    uint32_t value = begin_setting(reading, setting);

    if (!is_sound(reading, value))
        return;
    reading->words.at = yaml_position(reading->document, value);
    policy_take(&reading->words, setting, word);
}

static void read_list(struct reading *reading, enum policy_setting setting,
                      char *const *items, uint32_t count)
{
    uint32_t list = begin_setting(reading, setting);

    if (!is_sound(reading, list))
        return;
    policy_empty(reading->words.policy, setting);
    for (uint32_t i = 0, item = list + 1; i < count; i++) {
        reading->words.at = yaml_position(reading->document, item);
        if (is_sound(reading, item))
            policy_take(&reading->words, setting, items[i]);
        item = yaml_node(reading->document, item)->end;
    }
}

static void read_data(struct reading *reading, const struct policy_data *data)
{
    struct policy *policy = reading->words.policy;

    policy->name = arena_copy(&policy->arena, data->policy,
                              strlen(data->policy));
    reading->no_memory |= !policy->name;
    read_word(reading, POLICY_MIN_LEAD, data->min_lead);
    read_word(reading, POLICY_MIN_STRENGTH, data->min_strength);
    read_word(reading, POLICY_MIN_ANSWERED, data->min_answered);
    read_list(reading, POLICY_REQUIRE, data->require, data->require_count);
    read_list(reading, POLICY_FAIL_ON, data->fail_on, data->fail_on_count);
    read_list(reading, POLICY_EXCLUDE, data->exclude, data->exclude_count);
}

/* ------------------------------------------------------------------ load */

static dvf_status load_document(struct reading *reading)
{
    struct dvf_diagnostics *problems = reading->words.problems;
    struct arena arena = {0};
    void *data = NULL;

    if (file_kind_is_other(reading->document, FILE_KIND_POLICY, problems))
        return diagnostics_status(problems);
    schema_check(reading->document, &policy_schema, problems);
    dvf_status status = schema_load(reading->document, &policy_schema, &arena,
                                    problems, &data);
    if (status == DVF_OK) {
        read_data(reading, data);
        status = reading->no_memory ? DVF_NO_MEMORY
                                    : diagnostics_status(problems);
    }
    arena_release(&arena);
    return status;
}

dvf_status policy_load(struct policy *policy, const dvf_input *input,
                       struct dvf_diagnostics *problems)
{
    struct yaml_document document = {0};
    struct reading reading = {
        .words = {.policy = policy, .problems = problems},
        .document = &document,
    };

    policy->file = arena_copy(&policy->arena, input->name, strlen(input->name));
    if (!policy->file)
        return DVF_NO_MEMORY;
    diagnostics_input(problems, input->name, input->bytes, input->length);
    dvf_status status = yaml_read(input->bytes, input->length, &policy_limits,
                                  problems, &document);
    if (status == DVF_OK)
        status = load_document(&reading);
    yaml_key_problems(&document, problems);
    if (problems->arena.failed)
        status = DVF_NO_MEMORY;
    yaml_document_release(&document);
    diagnostics_input_end(problems);
    return status;
}

dvf_status policy_load_file(struct policy *policy, const char *path,
                            const char *name, struct dvf_diagnostics *problems)
{
    struct buffer bytes = {0};

    dvf_status status = file_read_as(path, name, policy_limits.bytes, &bytes,
                                     problems);
    if (status == DVF_OK) {
        const dvf_input input = file_input(name, &bytes);

        status = policy_load(policy, &input, problems);
    }
    buffer_release(&bytes);
    return status;
}

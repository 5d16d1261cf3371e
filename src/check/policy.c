/* SPDX-License-Identifier: MIT */
/*
 * Policies: defaults, options, files, and each setting as text. A word means
 * the same in a file and on the command line.
 */
#include "check/policy.h"

#include "base/hint.h"
#include "base/number.h"
#include "check/line.h"
#include "kb/file_kind.h"
#include "yaml/fields.h"
#include "yaml/schema.h"

#include <assert.h>
#include <string.h>

/* Word for no bound, and for the empty list of an option. */
#define NOTHING "none"

/* Words for a flag. */
#define YES     "true"
#define NO      "false"

dvf_status policy_init(struct policy *policy, const dvf_kb *kb)
{
    *policy = (struct policy){.kb = kb, .min_strength = KB_NONE};
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        policy->fails[i] = check_outcome_fails((enum check_outcome)i);
    for (unsigned i = 0; i < POLICY_SETTING_COUNT; i++)
        policy->origins[i] = policy->told[i] = "default";
    policy->required = arena_array(&policy->arena,
                                   kb ? kb_attributes_count(kb) : 0,
                                   sizeof *policy->required);
    return arena_status(&policy->arena);
}

void policy_release(struct policy *policy)
{
    arena_release(&policy->arena);
}

dvf_status policy_copy(struct policy *policy, const struct policy *from)
{
    if (policy_init(policy, from->kb) != DVF_OK)
        return DVF_NO_MEMORY;
    const struct policy own = *policy;
    *policy = *from;
    policy->arena = own.arena;
    policy->required = own.required;
    memcpy(policy->required, from->required, kb_attributes_count(from->kb));
    return DVF_OK;
}

void policy_borrow(struct policy *policy, const struct policy *from,
                   enum policy_setting setting)
{
    switch (setting) {
    case POLICY_MIN_LEAD:
        policy->min_lead = from->min_lead;
        break;
    case POLICY_MIN_STRENGTH:
        policy->min_strength = from->min_strength;
        break;
    case POLICY_MIN_ANSWERED:
        policy->min_answered = from->min_answered;
        break;
    case POLICY_REQUIRE:
        policy->required = from->required;
        break;
    case POLICY_REQUIRE_SETTLED:
        policy->require_settled = from->require_settled;
        break;
    case POLICY_FAIL_ON:
        memcpy(policy->fails, from->fails, sizeof policy->fails);
        break;
    default:
        break; /* judges no profile */
    }
}

const char *policy_key(enum policy_setting setting)
{
    static const char *const keys[] = {
#define X(name, key, description) key,
        POLICY_SETTINGS(X)
#undef X
    };

    return keys[setting];
}

/* ----------------------------------------------------------------- words */

/* Source and target of words. */
struct words {
    struct policy *policy;
    struct dvf_diagnostics *problems;
    const char *name; /* of the setting, as a key or an option */
    bool given;       /* by an option */
    struct position at;
};

/* Report a wrong word. A file has its place; an option is named. */
static void report(const struct words *words, enum diagnostic_code code,
                   const char *hint, const char *message)
{
    diagnostics_error(words->problems, words->given ? DIAGNOSTIC_USAGE : code,
                      words->at, hint, "%s%s%s",
                      words->given ? words->name : "", words->given ? ": " : "",
                      message);
}

static void report_unknown(const struct words *words, enum diagnostic_code code,
                           const struct hint *hint, const char *what)
{
    report(words, code, hint_text(hint),
           diagnostics_text(words->problems, "there is no %s named '%s'", what,
                            hint->wanted));
}

static void set_number(const struct words *words, const char *word,
                       uint32_t maximum, uint32_t *number)
{
    uint64_t read = 0;

    if (strcmp(word, NOTHING) == 0 ||
        (number_read(word, &read) && read <= maximum))
        *number = (uint32_t)read;
    else
        report(words, DIAGNOSTIC_NUMBER,
               hint_number(words->problems, word,
                           "write it in digits, within that range"),
               diagnostics_text(words->problems,
                                "'%.40s' is not a whole number from 0 to %u",
                                word, (unsigned)maximum));
}

static void set_lead(const struct words *words, const char *word)
{
    set_number(words, word, INT32_MAX, &words->policy->min_lead);
}

static void set_answered(const struct words *words, const char *word)
{
    set_number(words, word, kb_attributes_count(words->policy->kb),
               &words->policy->min_answered);
}

static void set_strength(const struct words *words, const char *word)
{
    const dvf_kb *kb = words->policy->kb;
    struct hint hint = hint_begin(words->problems, word);

    if (strcmp(word, NOTHING) == 0) {
        words->policy->min_strength = KB_NONE;
        return;
    }
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const char *id = kb_string(kb, kb_strengths(kb)[i].id);

        if (strcmp(id, word) == 0) {
            words->policy->min_strength = i;
            return;
        }
        hint_offer(&hint, id);
    }
    report_unknown(words, DIAGNOSTIC_UNKNOWN_VALUE, &hint, "strength");
}

static void set_settled(const struct words *words, const char *word)
{
    struct hint hint = hint_begin(words->problems, word);

    words->policy->require_settled = strcmp(word, YES) == 0;
    if (strcmp(word, YES) == 0 || strcmp(word, NO) == 0 ||
        strcmp(word, NOTHING) == 0)
        return;
    hint_offer(&hint, YES);
    hint_offer(&hint, NO);
    report_unknown(words, DIAGNOSTIC_UNKNOWN_VALUE, &hint, "value");
}

/* Report a word twice in a file, where it is a slip; options may be put
 * together by scripts. */
static void report_twice(const struct words *words, const char *word)
{
    if (!words->given)
        report(words, DIAGNOSTIC_DUPLICATE_VALUE, "keep one of the two",
               diagnostics_text(words->problems, "'%s' stands twice in %s",
                                word, words->name));
}

static void add_required(const struct words *words, const char *word)
{
    const dvf_kb *kb = words->policy->kb;
    uint32_t attribute = kb_find_attribute(kb, word);

    if (attribute != KB_NONE) {
        if (words->policy->required[attribute])
            report_twice(words, word);
        words->policy->required[attribute] = 1;
        return;
    }
    struct hint hint = hint_begin(words->problems, word);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        hint_offer(&hint, kb_attribute_id(kb, i));
    report_unknown(words, DIAGNOSTIC_UNKNOWN_ID, &hint, "attribute");
}

static void add_outcome(const struct words *words, const char *word)
{
    enum check_outcome outcome = check_outcome_find(word);

    if (outcome != CHECK_OUTCOME_COUNT) {
        if (words->policy->fails[outcome] && outcome != CHECK_ERROR)
            report_twice(words, word);
        words->policy->fails[outcome] = true;
        return;
    }
    struct hint hint = hint_begin(words->problems, word);
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        hint_offer(&hint, check_outcome_word((enum check_outcome)i));
    report_unknown(words, DIAGNOSTIC_UNKNOWN_VALUE, &hint, "outcome");
}

/* Add a pattern; the first one allocates room for all. */
static void add_excluded(const struct words *words, const char *word)
{
    struct policy *policy = words->policy;
    const char *fault = NULL;

    if (policy->is_personal) {
        report(words, DIAGNOSTIC_STRUCTURE,
               "put it in a policy beside the profiles, for everybody, or give "
               "--exclude",
               "a personal policy cannot leave files out");
        return;
    }
    if (!policy->exclude)
        policy->exclude = arena_array(&policy->arena, POLICY_EXCLUDE_MAX,
                                      sizeof *policy->exclude);
    if (!policy->exclude)
        return; /* out of memory */
    if (policy->exclude_count == POLICY_EXCLUDE_MAX) {
        report(words, DIAGNOSTIC_LIMIT, "put wider patterns in their place",
               diagnostics_text(words->problems,
                                "'%.40s' is one pattern too many: at most %d "
                                "are taken",
                                word, POLICY_EXCLUDE_MAX));
        return;
    }
    struct glob *glob = &policy->exclude[policy->exclude_count];
    dvf_status status = glob_init(glob, &policy->arena, word, &fault);
    if (status == DVF_OK)
        policy->exclude_count++;
    else if (status == DVF_INVALID)
        report(words, DIAGNOSTIC_UNKNOWN_VALUE,
               "name files or folders below, such as build/ or "
               "docs/**/*.old.dvf.yaml",
               diagnostics_text(words->problems, "the pattern '%.40s' %s", word,
                                fault));
}

static void (*const takers[])(const struct words *words, const char *word) = {
    [POLICY_MIN_LEAD] = set_lead,
    [POLICY_MIN_STRENGTH] = set_strength,
    [POLICY_MIN_ANSWERED] = set_answered,
    [POLICY_REQUIRE] = add_required,
    [POLICY_REQUIRE_SETTLED] = set_settled,
    [POLICY_FAIL_ON] = add_outcome,
    [POLICY_EXCLUDE] = add_excluded,
};

/* Take a word for a setting, or report what is wrong with it; for lists, one
 * more word. */
static void take(const struct words *words, enum policy_setting setting,
                 const char *word)
{
    takers[setting](words, word);
}

/* Empty a list, before words are taken for it. */
static void empty_list(struct policy *policy, enum policy_setting setting)
{
    if (setting == POLICY_REQUIRE)
        memset(policy->required, 0, kb_attributes_count(policy->kb));
    else if (setting == POLICY_FAIL_ON)
        for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
            policy->fails[i] = i == CHECK_ERROR;
    else if (setting == POLICY_EXCLUDE)
        policy->exclude_count = 0;
}

bool policy_excludes(const struct policy *policy, const char *path,
                     bool is_folder)
{
    for (uint32_t i = 0; i < policy->exclude_count; i++)
        if (glob_matches(&policy->exclude[i], path, is_folder))
            return true;
    return false;
}

/* --------------------------------------------------------------- options */

/* "a, b" */
static dvf_status take_list(const struct words *words,
                            enum policy_setting setting, const char *list)
{
    struct arena arena = {0};

    for (bool more = true; more && !arena.failed;) {
        size_t blanks = strspn(list, " ");
        size_t length = strcspn(list + blanks, ",");
        size_t end = length;

        while (end > 0 && list[blanks + end - 1] == ' ')
            end--;
        const char *word = arena_copy(&arena, list + blanks, end);
        if (word)
            take(words, setting, word);
        list += blanks + length;
        more = *list == ',';
        list += more;
    }
    dvf_status status = arena_status(&arena);
    arena_release(&arena);
    return status;
}

static dvf_status take_option(const struct words *words,
                              const struct policy_option *option)
{
    bool is_list = option->setting == POLICY_REQUIRE ||
                   option->setting == POLICY_FAIL_ON;
    dvf_status status = DVF_OK;

    /* Take patterns whole: a comma may stand in the name of a file. */
    if (option->setting == POLICY_EXCLUDE) {
        for (size_t i = 0; i < option->count; i++)
            take(words, option->setting, option->words[i]);
        return DVF_OK;
    }

    if (!is_list) {
        take(words, option->setting, option->words[option->count - 1]);
        return DVF_OK;
    }
    empty_list(words->policy, option->setting);
    if (option->count == 1 && strcmp(option->words[0], NOTHING) == 0)
        return DVF_OK;
    for (size_t i = 0; i < option->count && status == DVF_OK; i++)
        status = take_list(words, option->setting, option->words[i]);
    return status;
}

dvf_status policy_set(struct policy *policy, const struct policy_option *option,
                      struct dvf_diagnostics *problems)
{
    const struct words words = {.policy = policy,
                                .problems = problems,
                                .name = option->name,
                                .given = true};

    assert(option->count > 0);
    diagnostics_input(problems, "dvf", NULL, 0);
    dvf_status status = take_option(&words, option);
    status = policy->arena.failed
                 ? DVF_NO_MEMORY
                 : status_worse(status, diagnostics_status(problems));
    diagnostics_input_end(problems);
    policy->origins[option->setting] = option->name;
    policy->told[option->setting] = option->name;
    return status;
}

/* ----------------------------------------------------------------- files */

/* Data that libcyaml loads. */
struct policy_data {
    char *policy;
    char *min_lead;
    char *min_strength;
    char *min_answered;
    char *require_settled;
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
    TEXT(OPTIONAL, policy_data, require_settled),
    LIST(OPTIONAL, policy_data, require, string),
    LIST(OPTIONAL, policy_data, fail_on, string),
    LIST(OPTIONAL, policy_data, exclude, string),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t policy_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct policy_data, policy_fields),
};

/* Words and document of one load. */
struct reading {
    struct words words;
    const struct yaml_document *document;
};

static bool is_sound(const struct reading *reading, uint32_t number)
{
    return number != YAML_NONE && !yaml_node(reading->document, number)->faulty;
}

/* "FILE:LINE" */
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
    take(&reading->words, setting, word);
}

static void read_list(struct reading *reading, enum policy_setting setting,
                      char *const *items, uint32_t count)
{
    uint32_t list = begin_setting(reading, setting);

    if (!is_sound(reading, list))
        return;
    empty_list(reading->words.policy, setting);
    for (uint32_t i = 0, item = list + 1; i < count; i++) {
        reading->words.at = yaml_position(reading->document, item);
        if (is_sound(reading, item))
            take(&reading->words, setting, items[i]);
        item = yaml_node(reading->document, item)->end;
    }
}

static void read_data(struct reading *reading, const struct policy_data *data)
{
    struct policy *policy = reading->words.policy;

    policy->name = arena_copy(&policy->arena, data->policy,
                              strlen(data->policy));
    read_word(reading, POLICY_MIN_LEAD, data->min_lead);
    read_word(reading, POLICY_MIN_STRENGTH, data->min_strength);
    read_word(reading, POLICY_MIN_ANSWERED, data->min_answered);
    read_word(reading, POLICY_REQUIRE_SETTLED, data->require_settled);
    read_list(reading, POLICY_REQUIRE, data->require, data->require_count);
    read_list(reading, POLICY_FAIL_ON, data->fail_on, data->fail_on_count);
    read_list(reading, POLICY_EXCLUDE, data->exclude, data->exclude_count);
}

static dvf_status read_document(void *target, struct yaml_document *document,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems)
{
    struct policy *policy = target;
    struct reading reading = {
        .words = {.policy = policy, .problems = problems},
        .document = document,
    };
    struct arena arena = {0};
    void *data = NULL;

    policy->file = arena_copy(&policy->arena, input->name, strlen(input->name));
    if (!policy->file)
        return DVF_NO_MEMORY;
    if (file_kind_is_other(document, FILE_KIND_POLICY, problems))
        return diagnostics_status(problems);
    schema_check(document, &policy_schema, problems);
    dvf_status status = schema_load(document, &policy_schema, &arena, problems,
                                    &data);
    if (status == DVF_OK) {
        read_data(&reading, data);
        status = policy->arena.failed ? DVF_NO_MEMORY
                                      : diagnostics_status(problems);
    }
    arena_release(&arena);
    return status;
}

static const struct yaml_format policy_format = {
    .limits = {.bytes = 64 * 1024, .nodes = 4096},
    .read = read_document,
};

dvf_status policy_load(struct policy *policy, const dvf_input *input,
                       struct dvf_diagnostics *problems)
{
    assert(policy->kb && policy->required);
    return yaml_load(&policy_format, input, problems, policy);
}

dvf_status policy_load_file(struct policy *policy, const char *path,
                            const char *name, struct dvf_diagnostics *problems)
{
    assert(policy->kb && policy->required);
    return yaml_load_file(&policy_format, path, name, problems, policy);
}

/* ------------------------------------------------------------------ text */

static void append_number(uint32_t number, struct buffer *out)
{
    if (number)
        buffer_printf(out, "%u", (unsigned)number);
    else
        buffer_puts(out, NOTHING);
}

static void append_item(struct buffer *out, bool *any, const char *word)
{
    buffer_puts(out, *any ? ", " : "");
    buffer_puts(out, word);
    *any = true;
}

static void append_required(const struct policy *policy, struct buffer *out)
{
    const dvf_kb *kb = policy->kb;
    bool any = false;

    buffer_putc(out, '[');
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (policy->required[i])
            append_item(out, &any, kb_attribute_id(kb, i));
    buffer_putc(out, ']');
}

/* Append the outcomes that fail, less CHECK_ERROR, which always does. */
static void append_fails(const struct policy *policy, struct buffer *out)
{
    bool any = false;

    buffer_putc(out, '[');
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        if (policy->fails[i] && i != CHECK_ERROR)
            append_item(out, &any, check_outcome_word((enum check_outcome)i));
    buffer_putc(out, ']');
}

static void append_excluded(const struct policy *policy, struct buffer *out)
{
    bool any = false;

    buffer_putc(out, '[');
    for (uint32_t i = 0; i < policy->exclude_count; i++) {
        append_item(out, &any, "\"");
        for (const char *at = policy->exclude[i].given; *at; at++) {
            buffer_puts(out, *at == '"' || *at == '\\' ? "\\" : "");
            buffer_putc(out, *at);
        }
        buffer_putc(out, '"');
    }
    buffer_putc(out, ']');
}

void policy_append(const struct policy *policy, enum policy_setting setting,
                   struct buffer *out)
{
    const dvf_kb *kb = policy->kb;

    switch (setting) {
    case POLICY_MIN_LEAD:
        append_number(policy->min_lead, out);
        break;
    case POLICY_MIN_STRENGTH:
        buffer_puts(
            out, policy->min_strength != KB_NONE
                     ? kb_string(kb, kb_strengths(kb)[policy->min_strength].id)
                     : NOTHING);
        break;
    case POLICY_MIN_ANSWERED:
        append_number(policy->min_answered, out);
        break;
    case POLICY_REQUIRE:
        append_required(policy, out);
        break;
    case POLICY_REQUIRE_SETTLED:
        buffer_puts(out, policy->require_settled ? YES : NO);
        break;
    case POLICY_FAIL_ON:
        append_fails(policy, out);
        break;
    case POLICY_EXCLUDE:
        append_excluded(policy, out);
        break;
    case POLICY_SETTING_COUNT:
        break;
    }
}

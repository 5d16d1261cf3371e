/* SPDX-License-Identifier: MIT */
/*
 * Loading locks: guard, schema, libcyaml, then a copy of each entry.
 */
#include "base/file.h"
#include "base/hint.h"
#include "base/number.h"
#include "check/lock.h"
#include "kb/file_kind.h"
#include "yaml/fields.h"
#include "yaml/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define HINT_ANEW "remove the entry, and lock the profile again"

/* ---------------------------------------------------------------- schema */

/* Data that libcyaml loads. */
struct kb_data {
    char *id;
    char *version;
    char *sha256;
};

struct score_data {
    char *option;
    char *points;
};

struct answer_data {
    char *attribute;
    char *answer;
};

struct rule_data {
    char *rule;
    char *option;
    char *points;
};

struct entry_data {
    char *file;
    char *profile;
    struct kb_data kb;
    char *answers_sha256;
    char *outcome;
    char *strength;
    char *lead;
    struct score_data *scores;
    uint32_t scores_count;
    struct answer_data *answers;
    uint32_t answers_count;
    struct rule_data *fired;
    uint32_t fired_count;
};

struct lock_data {
    char *lock; /* cppcheck-suppress unusedStructMember; its node is read */
    struct entry_data *profiles;
    uint32_t profiles_count;
};

static const cyaml_schema_field_t kb_fields[] = {
    TEXT(NEEDED, kb_data, id),
    TEXT(NEEDED, kb_data, version),
    TEXT(NEEDED, kb_data, sha256),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t score_fields[] = {
    TEXT(NEEDED, score_data, option),
    TEXT(NEEDED, score_data, points),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t score = ITEM(score_data, score_fields);

static const cyaml_schema_field_t answer_fields[] = {
    TEXT(NEEDED, answer_data, attribute),
    TEXT(NEEDED, answer_data, answer),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t answer = ITEM(answer_data, answer_fields);

static const cyaml_schema_field_t rule_fields[] = {
    TEXT(NEEDED, rule_data, rule),
    TEXT(NEEDED, rule_data, option),
    TEXT(NEEDED, rule_data, points),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule = ITEM(rule_data, rule_fields);

static const cyaml_schema_field_t entry_fields[] = {
    TEXT(NEEDED, entry_data, file),
    TEXT(NEEDED, entry_data, profile),
    CYAML_FIELD_MAPPING("kb", CYAML_FLAG_DEFAULT, struct entry_data, kb,
                        kb_fields),
    TEXT(NEEDED, entry_data, answers_sha256),
    TEXT(NEEDED, entry_data, outcome),
    TEXT(OPTIONAL, entry_data, strength),
    TEXT(NEEDED, entry_data, lead),
    LIST(NEEDED, entry_data, scores, score),
    LIST(NEEDED, entry_data, answers, answer),
    LIST(NEEDED, entry_data, fired, rule),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t entry = ITEM(entry_data, entry_fields);

static const cyaml_schema_field_t lock_fields[] = {
    TEXT(NEEDED, lock_data, lock),
    LIST(NEEDED, lock_data, profiles, entry),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t lock_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct lock_data, lock_fields),
};

/* ---------------------------------------------------------------- reading */

/* Source, arena and problems of one load. */
struct reading {
    struct arena *arena; /* the lock's */
    const struct yaml_document *document;
    struct dvf_diagnostics *problems;
};

static const char *copy_text(struct reading *reading, const char *text)
{
    return text ? arena_copy(reading->arena, text, strlen(text)) : NULL;
}

/* Allocate items; their count is 0 when out of memory. */
static void *make_room(struct reading *reading, uint32_t *count, uint32_t items,
                       size_t size)
{
    void *room = arena_array(reading->arena, items, size);

    *count = room ? items : 0;
    return room;
}

/* Number of the node of a list's first item. */
static uint32_t first_item(const struct reading *reading, uint32_t mapping,
                           const char *key)
{
    uint32_t list = yaml_find(reading->document, mapping, key);

    return list == YAML_NONE ? YAML_NONE : list + 1;
}

static uint32_t next_item(const struct reading *reading, uint32_t item)
{
    return yaml_node(reading->document, item)->end;
}

/* The number under a key of a mapping; an empty text was reported. */
static int32_t read_number(struct reading *reading, uint32_t mapping,
                           const char *key, const char *text)
{
    bool negative = *text == '-';
    uint64_t number;

    if (!*text)
        return 0;
    if (number_read(text + negative, &number) && number <= INT32_MAX)
        return negative ? -(int32_t)number : (int32_t)number;
    diagnostics_error(reading->problems, DIAGNOSTIC_NUMBER,
                      yaml_position(reading->document,
                                    yaml_find(reading->document, mapping, key)),
                      hint_number(reading->problems, text, HINT_ANEW),
                      "'%.40s' is not a whole number", text);
    return 0;
}

static void read_scores(struct reading *reading, struct lock_entry *to,
                        const struct entry_data *from, uint32_t node)
{
    uint32_t item = first_item(reading, node, "scores");

    to->scores = make_room(reading, &to->scores_count, from->scores_count,
                           sizeof *to->scores);
    for (uint32_t i = 0; i < to->scores_count; i++) {
        const struct score_data *data = &from->scores[i];

        to->scores[i].option = copy_text(reading, data->option);
        to->scores[i].points = read_number(reading, item, "points",
                                           data->points);
        item = next_item(reading, item);
    }
}

static void read_answers(struct reading *reading, struct lock_entry *to,
                         const struct entry_data *from)
{
    to->answers = make_room(reading, &to->answers_count, from->answers_count,
                            sizeof *to->answers);
    for (uint32_t i = 0; i < to->answers_count; i++) {
        to->answers[i].attribute = copy_text(reading,
                                             from->answers[i].attribute);
        to->answers[i].answer = copy_text(reading, from->answers[i].answer);
    }
}

static void read_fired(struct reading *reading, struct lock_entry *to,
                       const struct entry_data *from, uint32_t node)
{
    uint32_t item = first_item(reading, node, "fired");

    to->fired = make_room(reading, &to->fired_count, from->fired_count,
                          sizeof *to->fired);
    for (uint32_t i = 0; i < to->fired_count; i++) {
        const struct rule_data *data = &from->fired[i];

        to->fired[i].rule = copy_text(reading, data->rule);
        to->fired[i].option = copy_text(reading, data->option);
        to->fired[i].points = read_number(reading, item, "points",
                                          data->points);
        item = next_item(reading, item);
    }
}

static void read_entry(struct reading *reading, struct lock_entry *to,
                       const struct entry_data *from, uint32_t node)
{
    to->file = copy_text(reading, from->file);
    to->at = yaml_position(reading->document,
                           yaml_find(reading->document, node, "file"));
    to->profile = copy_text(reading, from->profile);
    to->kb_id = copy_text(reading, from->kb.id);
    to->kb_version = copy_text(reading, from->kb.version);
    to->kb_sha256 = copy_text(reading, from->kb.sha256);
    to->answers_sha256 = copy_text(reading, from->answers_sha256);
    to->outcome = copy_text(reading, from->outcome);
    to->strength = copy_text(reading, from->strength);
    to->lead = read_number(reading, node, "lead", from->lead);
    read_scores(reading, to, from, node);
    read_answers(reading, to, from);
    read_fired(reading, to, from, node);
}

/* Sort again: an edited or merged lock may have lost its order. */
static void sort_lists(const struct lock_entry *to)
{
    if (to->answers_count > 0)
        qsort(to->answers, to->answers_count, sizeof *to->answers,
              lock_answer_order);
    if (to->fired_count > 0)
        qsort(to->fired, to->fired_count, sizeof *to->fired, lock_rule_order);
}

/* ---------------------------------------------------------------- entries */

/* An entry and its node, to sort by file and then by place. */
struct placed {
    struct lock_entry entry;
    uint32_t node;
};

static int by_file(const void *a, const void *b)
{
    const struct placed *one = a;
    const struct placed *two = b;
    int order = strcmp(one->entry.file, two->entry.file);

    if (order != 0)
        return order;
    return one->node < two->node ? -1 : one->node > two->node;
}

static void report_twice(struct reading *reading, const struct placed *placed)
{
    uint32_t file = yaml_find(reading->document, placed->node, "file");

    if (!*placed->entry.file)
        return; /* reported: it has none */
    diagnostics_error(reading->problems, DIAGNOSTIC_DUPLICATE_ID,
                      yaml_position(reading->document, file), HINT_ANEW,
                      "'%s' has a second entry", placed->entry.file);
}

/* Put sorted entries into the lock. */
static void keep_entries(struct reading *reading, struct lock *lock,
                         const struct placed *placed, uint32_t count)
{
    array_init(&lock->entries, sizeof(struct lock_entry));
    if (array_reserve(&lock->entries, count) != DVF_OK) {
        reading->arena->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct lock_entry *kept = array_push(&lock->entries);

        if (i > 0 &&
            strcmp(placed[i - 1].entry.file, placed[i].entry.file) == 0)
            report_twice(reading, &placed[i]);
        assert(kept); /* there is room for all */
        *kept = placed[i].entry;
    }
}

static dvf_status read_data(struct reading *reading, struct lock *lock,
                            const struct lock_data *data, struct arena *scratch)
{
    uint32_t count = data->profiles_count;
    uint32_t node = first_item(reading, 0, "profiles");
    struct placed *placed = arena_array(scratch, count, sizeof *placed);

    for (uint32_t i = 0; i < count && placed && !reading->arena->failed; i++) {
        placed[i].node = node;
        read_entry(reading, &placed[i].entry, &data->profiles[i], node);
        node = next_item(reading, node);
    }
    if (!placed || reading->arena->failed)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        sort_lists(&placed[i].entry);
    qsort(placed, count, sizeof *placed, by_file);
    keep_entries(reading, lock, placed, count);
    return reading->arena->failed ? DVF_NO_MEMORY
                                  : diagnostics_status(reading->problems);
}

/* ------------------------------------------------------------------ load */

/* Check the version before the schema: a later one may have any other keys. */
static bool is_version_known(const struct reading *reading)
{
    uint32_t number = yaml_find(reading->document, 0, "lock");
    uint64_t version;

    if (number == YAML_NONE)
        return true;
    const struct yaml_node *node = yaml_node(reading->document, number);
    if (node->kind != YAML_SCALAR || node->faulty || node->length == 0)
        return true;
    bool is_number = number_read(node->text, &version);
    if (is_number && version == LOCK_VERSION)
        return true;
    diagnostics_error(reading->problems, DIAGNOSTIC_NUMBER,
                      yaml_position(reading->document, number),
                      is_number && version > LOCK_VERSION
                          ? "use a newer dvf"
                          : "remove the file, and lock the profiles again",
                      "this dvf reads version %d of locks, not '%.40s'",
                      LOCK_VERSION, node->text);
    return false;
}

static dvf_status read_document(void *target, struct yaml_document *document,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems)
{
    struct lock *lock = target;
    struct reading reading = {
        .arena = &lock->arena, .document = document, .problems = problems};
    struct arena arena = {0};
    void *data = NULL;

    (void)input;
    if (file_kind_is_other(document, FILE_KIND_LOCK, problems) ||
        !is_version_known(&reading))
        return diagnostics_status(problems);
    schema_check(document, &lock_schema, problems);
    dvf_status status = schema_load(document, &lock_schema, &arena, problems,
                                    &data);
    if (status == DVF_OK)
        status = read_data(&reading, lock, data, &arena);
    arena_release(&arena);
    return status;
}

static const struct yaml_format lock_format = {
    .limits = {.bytes = LOCK_BYTES_MAX,
               .nodes = LOCK_NODES_MAX,
               .conflict = "take either side, and write it anew: "
                           "dvf check --lock"},
    .read = read_document,
};

dvf_status lock_load(struct lock *lock, const dvf_input *input,
                     struct dvf_diagnostics *problems)
{
    return yaml_load(&lock_format, input, problems, lock);
}

dvf_status lock_load_file(struct lock *lock, const char *path, const char *name,
                          struct dvf_diagnostics *problems)
{
    return yaml_load_file(&lock_format, path, name, problems, lock);
}

dvf_status lock_load_today(struct lock *lock, const char *path,
                           const char *name, const struct array *today,
                           struct dvf_diagnostics *problems)
{
    struct buffer bytes = {0};
    bool same = false;

    dvf_status status = file_read_as(path, name, LOCK_BYTES_MAX, &bytes,
                                     problems);
    const dvf_input input = file_input(name, &bytes);
    if (status == DVF_OK)
        status = lock_take_today(lock, &input, today, &same);
    if (status == DVF_OK && !same)
        status = lock_load(lock, &input, problems);
    buffer_release(&bytes);
    return status;
}

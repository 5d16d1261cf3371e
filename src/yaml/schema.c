/* SPDX-License-Identifier: MIT */
/*
 * Holding a guarded document against a libcyaml schema, writing its clean text
 * on the way, and loading that. Depth is bounded by the schema's own, so
 * recursion is safe.
 *
 * The clean text is YAML in flow style, written from the tree, so it always
 * fits the schema. A long text does not pass through libyaml a second time: a
 * reference to its node stands in its place, and is resolved after loading.
 */
#include "yaml/schema.h"

#include "base/hint.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------- clean text */

/* First character of a reference, which no input can hold; the node's number
 * follows in decimal. */
#define CLEAN_REFERENCE '\a'

/* Bytes of the clean text to reserve for a node; a rough mean. */
#define CLEAN_PER_NODE  12

/* Texts below this length are written out: a reference is no shorter. */
#define REFERENCE_LEAST 16

/* Begin an item of a mapping or a list; a line ends behind it, as libyaml
 * looks ahead for a key as far as the end of the line. */
static void clean_separate(struct buffer *text, bool first)
{
    if (!first)
        buffer_append(text, ",\n", 2);
}

static void clean_word(struct buffer *text, const char *word)
{
    buffer_append(text, "\"", 1);
    buffer_puts(text, word);
    buffer_append(text, "\"", 1);
}

static void clean_key(struct buffer *text, const char *key)
{
    buffer_append(text, "\"", 1);
    buffer_puts(text, key);
    buffer_append(text, "\": ", 3);
}

/* Letter that escapes a character behind a backslash; 0: none is needed. */
static char escape_of(char c)
{
    static const char escapes[256] = {
        ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\',
    };
    return escapes[(unsigned char)c];
}

static void append_text(struct buffer *text, const struct yaml_node *node)
{
    char piece[2 * REFERENCE_LEAST + 2];
    size_t length = 0;

    piece[length++] = '"';
    for (size_t i = 0; i < node->length; i++) {
        char escape = escape_of(node->text[i]);

        if (escape)
            piece[length++] = '\\';
        piece[length++] = escape ? escape : node->text[i];
    }
    piece[length++] = '"';
    buffer_append(text, piece, length);
}

/* Digits from the last one, without printf: a file may have a hundred thousand
 * references. */
static void append_reference(struct buffer *text, uint32_t number)
{
    char piece[16];
    size_t at = sizeof piece;

    piece[--at] = '"';
    do {
        piece[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    piece[--at] = 'a';
    piece[--at] = '\\';
    piece[--at] = '"';
    buffer_append(text, piece + at, sizeof piece - at);
}

/* Append a scalar of the tree, or a reference to it. */
static void clean_scalar(struct buffer *text, const struct yaml_node *node,
                         uint32_t number)
{
    if (node->length < REFERENCE_LEAST)
        append_text(text, node);
    else
        append_reference(text, number);
}

static void clean_empty(struct buffer *text,
                        const cyaml_schema_value_t *schema);

static void empty_mapping(struct buffer *text,
                          const cyaml_schema_value_t *schema)
{
    bool first = true;

    buffer_putc(text, '{');
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++) {
        if ((field->value.flags & CYAML_FLAG_OPTIONAL) != 0)
            continue;
        clean_separate(text, first);
        clean_key(text, field->key);
        clean_empty(text, &field->value);
        first = false;
    }
    buffer_putc(text, '}');
}

static void clean_empty(struct buffer *text, const cyaml_schema_value_t *schema)
{
    if (schema->type == CYAML_MAPPING) {
        empty_mapping(text, schema);
    } else if (schema->type == CYAML_SEQUENCE) {
        buffer_append(text, "[]", 2);
    } else {
        clean_word(text, schema->type == CYAML_ENUM
                             ? schema->enumeration.strings[0].str
                             : "");
    }
}

/* -------------------------------------------------------------- checking */

/* A document that is held against a schema, and the list of its problems. */
struct check {
    struct yaml_document *document;
    struct dvf_diagnostics *problems;
};

static void check_value(const struct check *check, uint32_t number,
                        const cyaml_schema_value_t *schema, const char *name);

static bool is_optional(const cyaml_schema_value_t *schema)
{
    return (schema->flags & CYAML_FLAG_OPTIONAL) != 0;
}

static enum yaml_kind schema_kind(const cyaml_schema_value_t *schema)
{
    if (schema->type == CYAML_SEQUENCE)
        return YAML_SEQUENCE;
    return schema->type == CYAML_MAPPING ? YAML_MAPPING : YAML_SCALAR;
}

static const char *kind_name(enum yaml_kind kind)
{
    static const char *const names[] = {
        [YAML_SCALAR] = "a single value",
        [YAML_SEQUENCE] = "a list",
        [YAML_MAPPING] = "a mapping of keys to values",
    };
    return names[kind];
}

static const char *kind_hint(const cyaml_schema_value_t *wanted)
{
    if (schema_kind(wanted) == YAML_MAPPING)
        return "write 'key: value' lines, indented alike";
    if (schema_kind(wanted) == YAML_SCALAR)
        return "write one value behind the colon";
    return (wanted->flags & CYAML_FLAG_BLOCK) != 0 ||
                   schema_kind(wanted->sequence.entry) == YAML_MAPPING
               ? "write each item in a line of its own, behind '- '"
               : "write the items in brackets, such as [one, two]";
}

static void mark_faulty(const struct check *check, uint32_t number)
{
    yaml_node(check->document, number)->faulty = true;
}

/* ------------------------------------------------------------- mappings */

/* Search from the last key found, and go round once: keys mostly stand in the
 * schema's order. */
static const cyaml_schema_field_t *
find_field(const cyaml_schema_value_t *schema, const cyaml_schema_field_t *last,
           const char *key)
{
    const cyaml_schema_field_t *fields = schema->mapping.fields;
    const cyaml_schema_field_t *begin = last ? last + 1 : fields;

    for (const cyaml_schema_field_t *field = begin; field->key; field++)
        if (strcmp(field->key, key) == 0)
            return field;
    for (const cyaml_schema_field_t *field = fields; field < begin; field++)
        if (strcmp(field->key, key) == 0)
            return field;
    return NULL;
}

static size_t count_needed(const cyaml_schema_value_t *schema)
{
    size_t count = 0;

    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++)
        count += !is_optional(&field->value);
    return count;
}

/* A mapping that is being walked. */
struct members {
    const cyaml_schema_value_t *schema;
    uint32_t mapping;
    size_t needed;   /* required keys that were found */
    bool written;    /* some member stands in the clean text */
    bool unreadable; /* a key was refused: do not report missing keys */
};

/* Report an unknown key. If an absent key was meant, go on as if it had been
 * written, since all references to it would fail as well: one mistake, one
 * message. @return the field that was meant, or null */
static const cyaml_schema_field_t *
report_unknown_key(const struct check *check, uint32_t number,
                   const struct members *members)
{
    struct yaml_node *node = yaml_node(check->document, number);
    struct hint hint = hint_begin(check->problems, node->text);

    if (check->problems->full) {
        yaml_drop(check->document, number);
        return NULL;
    }
    for (const cyaml_schema_field_t *field = members->schema->mapping.fields;
         field->key; field++)
        hint_offer(&hint, field->key);
    diagnostics_error(check->problems, DIAGNOSTIC_UNKNOWN_KEY,
                      yaml_position(check->document, number), hint_text(&hint),
                      "the key '%s' is not known here", node->text);
    if (!hint.best.word || yaml_find_key(check->document, members->mapping,
                                         hint.best.word) != YAML_NONE) {
        yaml_drop(check->document, number);
        return NULL;
    }
    node->text = hint.best.word;
    node->length = (uint32_t)strlen(node->text);
    return find_field(members->schema, NULL, hint.best.word);
}

/* Tell an item of a list from the value of a key of the same name: the node
 * right before a value is its key. */
static bool is_item(const struct yaml_document *document, uint32_t number,
                    const char *name)
{
    const struct yaml_node *before = yaml_node(document, number - 1);

    return before->kind != YAML_SCALAR || strcmp(before->text, name) != 0;
}

static void report_missing(const struct check *check, uint32_t number,
                           const char *key, const char *name)
{
    diagnostics_about(check->problems, key);
    diagnostics_error(
        check->problems, DIAGNOSTIC_MISSING_KEY,
        yaml_position(check->document, number),
        diagnostics_text(check->problems, "add a line '%s: ...'", key),
        "the key '%s' is missing in %s%s%s%s", key,
        name && is_item(check->document, number, name) ? "this item of " : "",
        name ? "'" : "the file", name ? name : "", name ? "'" : "");
}

static void write_key(const struct check *check, struct members *members,
                      const char *key)
{
    clean_separate(&check->document->clean, !members->written);
    clean_key(&check->document->clean, key);
    members->written = true;
}

/* Fill in missing keys, and report them unless parsing stopped early: they may
 * follow behind the fault. */
static void check_missing(const struct check *check, uint32_t number,
                          struct members *members, const char *name)
{
    for (const cyaml_schema_field_t *field = members->schema->mapping.fields;
         field->key; field++) {
        if (is_optional(&field->value) ||
            yaml_find(check->document, number, field->key) != YAML_NONE)
            continue;
        write_key(check, members, field->key);
        clean_empty(&check->document->clean, &field->value);
        if (check->document->whole && !members->unreadable)
            report_missing(check, number, field->key, name);
    }
}

static void check_member(const struct check *check, uint32_t key,
                         const cyaml_schema_field_t *field,
                         struct members *members)
{
    uint32_t value = yaml_node(check->document, key)->end;

    if (!field)
        field = report_unknown_key(check, key, members);
    if (!field || yaml_node(check->document, value)->dropped)
        return;
    members->needed += !is_optional(&field->value);
    write_key(check, members, field->key);
    check_value(check, value, &field->value, field->key);
}

static void check_mapping(const struct check *check, uint32_t number,
                          const cyaml_schema_value_t *schema, const char *name)
{
    struct yaml_document *document = check->document;
    uint32_t end = yaml_node(document, number)->end;
    struct members members = {.schema = schema, .mapping = number};
    const cyaml_schema_field_t *last = NULL;

    buffer_putc(&document->clean, '{');
    for (uint32_t at = number + 1; at < end;) {
        const struct yaml_node *key = yaml_node(document, at);
        uint32_t value = key->end;

        members.unreadable |= key->dropped && key->faulty;
        if (!key->dropped) {
            const cyaml_schema_field_t *field = find_field(schema, last,
                                                           key->text);

            last = field ? field : last;
            check_member(check, at, field, &members);
        }
        at = yaml_node(document, value)->end;
    }
    if (members.needed < count_needed(schema))
        check_missing(check, number, &members, name);
    buffer_putc(&document->clean, '}');
}

/* ---------------------------------------------------- lists and scalars */

/* A list that the schema wants in block style holds one-line expressions: in
 * flow style their commas would split them. */
static uint32_t find_style_fault(const struct yaml_document *document,
                                 uint32_t number)
{
    if (yaml_node(document, number)->flow)
        return number;
    for (uint32_t at = number + 1; at < yaml_node(document, number)->end; at++)
        if (yaml_node(document, at)->multiline)
            return at;
    return YAML_NONE;
}

static bool check_style(const struct check *check, uint32_t number,
                        const char *name)
{
    uint32_t at = find_style_fault(check->document, number);

    if (at == YAML_NONE)
        return true;
    diagnostics_error(
        check->problems, DIAGNOSTIC_CONDITION_STYLE,
        yaml_position(check->document, at),
        "write each condition in one line of its own, behind '- '",
        at == number ? "'%s' must not be written in brackets"
                     : "a condition of '%s' runs over several lines",
        name);
    mark_faulty(check, number);
    return false;
}

static void report_kind(const struct check *check, uint32_t number,
                        const cyaml_schema_value_t *wanted, const char *name)
{
    const struct yaml_node *node = yaml_node(check->document, number);
    bool empty = node->kind == YAML_SCALAR && node->length == 0;

    diagnostics_error(
        check->problems, empty ? DIAGNOSTIC_EMPTY_VALUE : DIAGNOSTIC_WRONG_KIND,
        yaml_position(check->document, number), kind_hint(wanted),
        "%s%s%s must be %s, not %s", name ? "'" : "", name ? name : "the file",
        name ? "'" : "", kind_name(schema_kind(wanted)),
        empty ? "empty" : kind_name((enum yaml_kind)node->kind));
    mark_faulty(check, number);
}

/* Refuse an empty item: unlike a key, it cannot stand without a value. */
static void check_item(const struct check *check, uint32_t number,
                       const cyaml_schema_value_t *schema, const char *name)
{
    const struct yaml_node *node = yaml_node(check->document, number);

    if (!node->faulty && node->kind == YAML_SCALAR && node->length == 0 &&
        schema->type == CYAML_MAPPING)
        report_kind(check, number, schema, name);
    check_value(check, number, schema, name);
}

static void check_sequence(const struct check *check, uint32_t number,
                           const cyaml_schema_value_t *schema, const char *name)
{
    struct buffer *clean = &check->document->clean;

    if ((schema->flags & CYAML_FLAG_BLOCK) != 0 &&
        !check_style(check, number, name)) {
        clean_empty(clean, schema);
        return;
    }
    buffer_putc(clean, '[');
    for (uint32_t at = number + 1;
         at < yaml_node(check->document, number)->end;) {
        clean_separate(clean, at == number + 1);
        check_item(check, at, schema->sequence.entry, name);
        at = yaml_node(check->document, at)->end;
    }
    buffer_putc(clean, ']');
}

static const cyaml_strval_t *find_word(const cyaml_schema_value_t *schema,
                                       const char *word)
{
    for (uint32_t i = 0; i < schema->enumeration.count; i++)
        if (strcmp(schema->enumeration.strings[i].str, word) == 0)
            return &schema->enumeration.strings[i];
    return NULL;
}

/* @return the word to go on with: the one that was meant, or the first */
static const char *report_word(const struct check *check, uint32_t number,
                               const cyaml_schema_value_t *schema,
                               const char *name)
{
    const char *word = yaml_node(check->document, number)->text;
    struct hint hint = hint_begin(check->problems, word);

    for (uint32_t i = 0; i < schema->enumeration.count; i++)
        hint_offer(&hint, schema->enumeration.strings[i].str);
    diagnostics_error(check->problems, DIAGNOSTIC_UNKNOWN_VALUE,
                      yaml_position(check->document, number), hint_text(&hint),
                      "'%s' is not a value of '%s'", word, name);
    mark_faulty(check, number);
    return hint.best.word ? hint.best.word : schema->enumeration.strings[0].str;
}

static void report_empty(const struct check *check, uint32_t number,
                         const cyaml_schema_value_t *schema, const char *name)
{
    diagnostics_error(check->problems, DIAGNOSTIC_EMPTY_VALUE,
                      yaml_position(check->document, number),
                      is_optional(schema) ? "write a value, or remove the key"
                                          : "write a value",
                      "'%s' has no value", name);
    mark_faulty(check, number);
}

static void check_scalar(const struct check *check, uint32_t number,
                         const cyaml_schema_value_t *schema, const char *name)
{
    const struct yaml_node *node = yaml_node(check->document, number);
    struct buffer *clean = &check->document->clean;

    if (node->length == 0) {
        report_empty(check, number, schema, name);
        clean_empty(clean, schema);
    } else if (schema->type != CYAML_ENUM) {
        clean_scalar(clean, node, number);
    } else if (find_word(schema, node->text)) {
        clean_word(clean, node->text);
    } else {
        clean_word(clean, report_word(check, number, schema, name));
    }
}

typedef void kind_check(const struct check *check, uint32_t number,
                        const cyaml_schema_value_t *schema, const char *name);

static kind_check *const kind_checks[] = {
    [YAML_SCALAR] = check_scalar,
    [YAML_SEQUENCE] = check_sequence,
    [YAML_MAPPING] = check_mapping,
};

static void check_value(const struct check *check, uint32_t number,
                        const cyaml_schema_value_t *schema, const char *name)
{
    const struct yaml_node *node = yaml_node(check->document, number);
    enum yaml_kind wanted = schema_kind(schema);
    bool empty = node->kind == YAML_SCALAR && node->plain && node->length == 0;

    if (!node->faulty && node->kind == wanted) {
        kind_checks[wanted](check, number, schema, name);
        return;
    }
    /* A key with nothing below it: a mapping without keys. */
    if (!node->faulty && wanted == YAML_MAPPING && empty) {
        check_mapping(check, number, schema, name);
        return;
    }
    if (!node->faulty)
        report_kind(check, number, schema, name);
    clean_empty(&check->document->clean, schema);
}

void schema_check(struct yaml_document *document,
                  const cyaml_schema_value_t *schema,
                  struct dvf_diagnostics *problems)
{
    struct check check = {document, problems};

    assert(document->nodes.count > 0);
    buffer_clear(&document->clean);
    buffer_reserve(&document->clean, CLEAN_PER_NODE * document->nodes.count);
    check_value(&check, 0, schema, NULL);
    buffer_putc(&document->clean, '\n');
}

/* ------------------------------------------------------------------ loading */

/* libcyaml's memory comes from an arena: all that it loads is freed at once.
 * It grows a list by one item at a time; room for twice as much, kept in front
 * of the block, makes that linear. */
struct block_head {
    _Alignas(max_align_t) size_t capacity;
};

static void *grow(void *context, void *block, size_t size)
{
    struct block_head *head = block ? (struct block_head *)block - 1 : NULL;
    size_t capacity = size;
    size_t bytes;

    if (size == 0)
        return NULL;
    if (head && size <= head->capacity)
        return block;
    if ((head && !size_multiply(size, 2, &capacity)) ||
        !size_add(capacity, sizeof *head, &bytes))
        return NULL;
    struct block_head *made = arena_take(context, bytes);
    if (!made)
        return NULL;
    made->capacity = capacity;
    if (head)
        memcpy(made + 1, block, head->capacity);
    return made + 1;
}

/* ----------------------------------------------------------- references */

static void resolve_value(const struct yaml_document *document,
                          const cyaml_schema_value_t *schema, char *data,
                          size_t count);

/* Read a list's count: all tables of dvf count in 32 bits. */
static size_t read_count(const cyaml_schema_field_t *field, const char *data)
{
    uint32_t count = 0;

    if (field->count_size == sizeof count)
        memcpy(&count, data + field->count_offset, sizeof count);
    return count;
}

static void resolve_mapping(const struct yaml_document *document,
                            const cyaml_schema_value_t *schema, char *data)
{
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++)
        resolve_value(document, &field->value, data + field->data_offset,
                      read_count(field, data));
}

static void resolve_text(const struct yaml_document *document, char *slot,
                         const char *text)
{
    uint32_t number = 0;

    if (*text != CLEAN_REFERENCE)
        return;
    for (text++; *text; text++)
        number = number * 10 + (uint32_t)(*text - '0');
    text = yaml_node(document, number)->text;
    memcpy(slot, &text, sizeof text);
}

static void resolve_items(const struct yaml_document *document,
                          const cyaml_schema_value_t *entry, char *items,
                          size_t count)
{
    size_t size = (entry->flags & CYAML_FLAG_POINTER) != 0 ? sizeof(char *)
                                                           : entry->data_size;

    for (size_t i = 0; i < count; i++)
        resolve_value(document, entry, items + i * size, 0);
}

/* Put the texts of the tree in place of the references to them. */
static void resolve_value(const struct yaml_document *document,
                          const cyaml_schema_value_t *schema, char *data,
                          size_t count)
{
    char *target = data;

    if ((schema->flags & CYAML_FLAG_POINTER) != 0)
        memcpy(&target, data, sizeof target);
    if (!target)
        return;
    if (schema->type == CYAML_STRING)
        resolve_text(document, data, target);
    else if (schema->type == CYAML_MAPPING)
        resolve_mapping(document, schema, target);
    else if (schema->type == CYAML_SEQUENCE)
        resolve_items(document, schema->sequence.entry, target, count);
}

dvf_status schema_load(const struct yaml_document *document,
                       const cyaml_schema_value_t *schema, struct arena *arena,
                       struct dvf_diagnostics *problems, void **data)
{
    const cyaml_config_t config = {
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = grow,
        .mem_ctx = arena,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    const struct buffer *text = &document->clean;
    void *loaded = NULL;

    assert(text->failed || text->length > 0 /* by schema_check() */);
    if (text->failed)
        return DVF_NO_MEMORY;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)text->bytes,
                                        text->length, &config, schema, &loaded,
                                        NULL);
    /* The clean text is well-formed: libyaml fails for want of memory only. */
    if (error == CYAML_ERR_OOM || error == CYAML_ERR_LIBYAML_PARSER_INIT ||
        error == CYAML_ERR_LIBYAML_PARSER)
        return DVF_NO_MEMORY;
    if (error != CYAML_OK) {
        diagnostics_error(problems, DIAGNOSTIC_STRUCTURE, (struct position){0},
                          NULL, "the file could not be loaded: %s",
                          cyaml_strerror(error));
        return DVF_INVALID;
    }
    resolve_value(document, schema, (char *)&loaded, 0);
    *data = loaded;
    return DVF_OK;
}

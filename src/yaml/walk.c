/* SPDX-License-Identifier: MIT */
/*
 * The walk over libyaml's events that builds the guarded tree. It keeps its
 * own stack, so that depth costs no recursion, and goes on after every problem
 * that leaves libyaml able to go on.
 */
#include "yaml/document.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <yaml.h>

/* A sequence or mapping whose end has not been seen. */
struct frame {
    uint32_t node;
    uint32_t key; /* mappings: the key that waits for its value, or YAML_NONE */
};

struct walk {
    yaml_parser_t parser;
    struct yaml_document *document;
    const struct yaml_limits *limits;
    struct dvf_diagnostics *problems;
    const struct yaml_scan *scan;
    /* Entries of the scan before these lie before the current event: */
    size_t next_fault;
    size_t next_marker;
    size_t next_escape;
    uint32_t conflict; /* line of a merge conflict; 0: none */
    struct frame stack[YAML_DEPTH_MAX];
    size_t depth;
    uint32_t documents;
    bool stop;
    dvf_status status;
};

static struct position mark_position(const yaml_mark_t *mark)
{
    return (struct position){(uint32_t)mark->line + 1,
                             (uint32_t)mark->column + 1, 1};
}

static void walk_fail(struct walk *walk)
{
    walk->status = DVF_NO_MEMORY;
    walk->stop = true;
}

static void walk_error(struct walk *walk, enum diagnostic_code code,
                       struct position at, const char *hint,
                       const char *message)
{
    diagnostics_error(walk->problems, code, at, hint, "%s", message);
}

/* --------------------------------------------------------------- nodes */

/* True where one of the scan's faults lies within the event. */
static bool spans_fault(struct walk *walk, const yaml_event_t *event)
{
    const struct array *faults = &walk->scan->faults;

    while (walk->next_fault < faults->count) {
        const struct position *fault = array_at(faults, walk->next_fault);
        size_t line = fault->line - 1;
        size_t column = fault->column - 1;

        if (line > event->start_mark.line ||
            (line == event->start_mark.line &&
             column >= event->start_mark.column))
            return line < event->end_mark.line ||
                   (line == event->end_mark.line &&
                    column < event->end_mark.column);
        walk->next_fault++;
    }
    return false;
}

static bool is_block(const yaml_event_t *event)
{
    return event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
           event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
}

static bool is_double_quoted(const yaml_event_t *event)
{
    return event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

/* Find a merge conflict's marker before the end of a scalar: a marker within
 * quotes or a block is text. */
static void find_conflict(struct walk *walk, const yaml_event_t *event)
{
    const struct array *markers = &walk->scan->markers;
    bool is_text = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;

    for (; walk->next_marker < markers->count; walk->next_marker++) {
        uint32_t line = *(uint32_t *)array_at(markers, walk->next_marker);
        size_t index = line - 1;

        if (index > event->end_mark.line ||
            (index == event->end_mark.line && event->end_mark.column == 0))
            return;
        if (is_text && index > event->start_mark.line)
            continue;
        walk->conflict = line;
        walk->stop = true;
        return;
    }
}

/* Drop an unusable key together with its value. */
static void check_key(struct walk *walk, uint32_t number)
{
    const struct yaml_node *node = yaml_node(walk->document, number);
    struct position at = yaml_position(walk->document, number);

    if (node->kind != YAML_SCALAR) {
        walk_error(walk, DIAGNOSTIC_KEY_KIND, at,
                   "put quotes around a value that begins with '[' or '{'",
                   "a key must be a word, not a list or a mapping");
    } else if (node->plain && strcmp(node->text, "<<") == 0) {
        walk_error(walk, DIAGNOSTIC_MERGE_KEY, at, "write the keys out",
                   "merge keys are not accepted");
    } else if (node->length > YAML_KEY_MAX) {
        walk_error(walk, DIAGNOSTIC_LIMIT, at, "shorten it",
                   "the key is longer than 1,024 bytes");
    } else if (!node->faulty) {
        return;
    }
    yaml_drop(walk->document, number);
}

/* Count a node in its parent, as item, key, or value. */
static void adopt(struct walk *walk, uint32_t number)
{
    if (walk->depth == 0)
        return;
    struct frame *frame = &walk->stack[walk->depth - 1];
    struct yaml_node *parent = yaml_node(walk->document, frame->node);

    if (parent->kind == YAML_SEQUENCE) {
        parent->count++;
    } else if (frame->key == YAML_NONE) {
        frame->key = number;
        check_key(walk, number);
    } else {
        frame->key = YAML_NONE;
        parent->count++;
    }
}

static struct yaml_node *add_node(struct walk *walk, const yaml_event_t *event,
                                  enum yaml_kind kind)
{
    struct array *nodes = &walk->document->nodes;

    if (nodes->count >= walk->limits->nodes) {
        diagnostics_error(
            walk->problems, DIAGNOSTIC_LIMIT, mark_position(&event->start_mark),
            "split the file, or remove what is not needed",
            "the file has more than %u values", (unsigned)walk->limits->nodes);
        walk->stop = true;
        return NULL;
    }
    struct yaml_node *node = array_push(nodes);
    if (!node) {
        walk_fail(walk);
        return NULL;
    }
    node->kind = (unsigned)kind & 3;
    node->line = (uint32_t)event->start_mark.line + 1;
    node->column = (uint32_t)event->start_mark.column + 1;
    node->width = 1;
    node->end = (uint32_t)nodes->count;
    return node;
}

/* Refuse anchors and tags: libcyaml would drop them without a word. */
static bool check_properties(struct walk *walk, const yaml_event_t *event,
                             const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct position at = mark_position(&event->start_mark);

    if (anchor)
        walk_error(walk, DIAGNOSTIC_ANCHOR, at,
                   "remove it and write the value out where it is needed",
                   "anchors are not accepted");
    if (tag)
        walk_error(walk, DIAGNOSTIC_TAG, at,
                   "put quotes around a value that begins with '!'",
                   "tags are not accepted");
    return !tag; /* an anchor does not change the text behind it */
}

/* Check for hostile characters that escapes in double quotes yield: the scan
 * has replaced all others. */
static bool check_escapes(struct walk *walk, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;

    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t read = utf8_decode(text + at, length - at, &character);

        if (read == 0 || utf8_is_hostile(character)) {
            diagnostics_error(
                walk->problems, DIAGNOSTIC_CHARACTER,
                mark_position(&event->start_mark), "remove the escape",
                "an escape stands for the %s U+%04X",
                utf8_hostile_kind(character), (unsigned)character);
            return false;
        }
        at += read;
    }
    return true;
}

static bool check_scalar(struct walk *walk, const yaml_event_t *event,
                         bool restored)
{
    bool fine = !spans_fault(walk, event) && restored;

    if (!check_properties(walk, event, event->data.scalar.anchor,
                          event->data.scalar.tag))
        fine = false;
    if (event->data.scalar.length > YAML_SCALAR_MAX) {
        walk_error(walk, DIAGNOSTIC_LIMIT, mark_position(&event->start_mark),
                   "shorten it", "the value is longer than 65,536 bytes");
        fine = false;
    }
    if (restored && is_double_quoted(event) && !check_escapes(walk, event))
        fine = false;
    return fine;
}

/* Find the replaced escapes within a scalar. Escapes in the line that opens a
 * block are skipped: they stand in a comment. */
static void find_escapes(struct walk *walk, const yaml_event_t *event,
                         struct yaml_escaped *scalar)
{
    const struct array *escapes = &walk->scan->escapes;

    for (; walk->next_escape < escapes->count; walk->next_escape++) {
        const struct yaml_escape *escape = array_at(escapes, walk->next_escape);
        size_t line = escape->line - 1;
        size_t column = escape->column - 1;

        if (line > event->end_mark.line ||
            (line == event->end_mark.line && column >= event->end_mark.column))
            return;
        if (line < event->start_mark.line ||
            (line == event->start_mark.line &&
             (is_block(event) || column < event->start_mark.column)))
            continue;
        if (scalar->count++ == 0)
            scalar->escapes = escape;
    }
}

static void report_escape(struct walk *walk, const struct yaml_escape *escape)
{
    const struct position at = {escape->line, escape->column, 6};
    bool is_half = escape->text[2] == 'd' || escape->text[2] == 'D';

    diagnostics_error(walk->problems, DIAGNOSTIC_CHARACTER, at,
                      is_half ? "write both halves, high and low, or the "
                                "character itself"
                              : "remove the escape",
                      "'%.6s' stands for no character%s", escape->text,
                      is_half ? ": it is one half of a pair" : "");
}

/* Put escapes of surrogates back that were replaced. @return false where one
 * stands for no character; reported */
static bool restore_escapes(struct walk *walk, yaml_event_t *event)
{
    struct yaml_escaped scalar = {.text = (char *)event->data.scalar.value,
                                  .length = event->data.scalar.length,
                                  .double_quoted = is_double_quoted(event)};

    find_escapes(walk, event, &scalar);
    if (scalar.count == 0)
        return true;
    const struct yaml_escape *broken = yaml_escapes_restore(&scalar);
    event->data.scalar.length = scalar.length;
    if (broken)
        report_escape(walk, broken);
    return !broken;
}

static uint16_t clamp_width(size_t width)
{
    return width < UINT16_MAX ? (uint16_t)width : UINT16_MAX;
}

static void take_scalar(struct walk *walk, yaml_event_t *event)
{
    bool restored = restore_escapes(walk, event);
    bool fine = check_scalar(walk, event, restored);

    find_conflict(walk, event);
    if (walk->stop)
        return;
    struct yaml_node *node = add_node(walk, event, YAML_SCALAR);

    if (!node)
        return;
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (length > YAML_SCALAR_MAX)
        length = 0;
    /* The line break that ends a block is layout, not text. */
    while (is_block(event) && length > 0 && value[length - 1] == '\n')
        length--;
    node->text = arena_copy(&walk->document->arena, value, length);
    if (!node->text) {
        walk_fail(walk);
        return;
    }
    node->length = (uint32_t)length;
    node->faulty = !fine;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->multiline = event->start_mark.line != event->end_mark.line;
    if (!node->multiline && event->end_mark.column > event->start_mark.column)
        node->width = clamp_width(event->end_mark.column -
                                  event->start_mark.column);
    adopt(walk, node->end - 1);
}

static void take_alias(struct walk *walk, yaml_event_t *event)
{
    walk_error(walk, DIAGNOSTIC_ANCHOR, mark_position(&event->start_mark),
               "write the value out; quote it where it begins with '*'",
               "aliases are not accepted");
    struct yaml_node *node = add_node(walk, event, YAML_SCALAR);
    if (!node)
        return;
    node->text = "";
    node->faulty = true;
    adopt(walk, node->end - 1);
}

static void open_node(struct walk *walk, const yaml_event_t *event,
                      enum yaml_kind kind, bool flow)
{
    if (walk->depth == YAML_DEPTH_MAX) {
        walk_error(walk, DIAGNOSTIC_LIMIT, mark_position(&event->start_mark),
                   "quote a value that begins with '[' or '{'",
                   "lists and mappings are nested more than 64 deep");
        walk->stop = true;
        return;
    }
    struct yaml_node *node = add_node(walk, event, kind);
    if (!node)
        return;
    uint32_t number = node->end - 1;
    node->flow = flow;
    adopt(walk, number);
    walk->stack[walk->depth++] = (struct frame){number, YAML_NONE};
}

static void take_sequence(struct walk *walk, yaml_event_t *event)
{
    check_properties(walk, event, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
    open_node(walk, event, YAML_SEQUENCE,
              event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
}

static void take_mapping(struct walk *walk, yaml_event_t *event)
{
    check_properties(walk, event, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
    open_node(walk, event, YAML_MAPPING,
              event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
}

static void take_end(struct walk *walk, yaml_event_t *event)
{
    (void)event;
    struct frame *frame = &walk->stack[--walk->depth];
    struct yaml_node *node = yaml_node(walk->document, frame->node);

    node->end = (uint32_t)walk->document->nodes.count;
    if (node->kind == YAML_MAPPING &&
        yaml_check_duplicates(walk->document, frame->node, walk->problems) !=
            DVF_OK)
        walk_fail(walk);
}

static void take_document(struct walk *walk, yaml_event_t *event)
{
    if (walk->documents++ == 0)
        return;
    walk_error(walk, DIAGNOSTIC_SECOND_DOCUMENT,
               mark_position(&event->start_mark),
               "keep one document a file; remove the '---' line",
               "a second YAML document begins here");
    walk->document->whole = true;
    walk->stop = true;
}

static void take_stream_end(struct walk *walk, yaml_event_t *event)
{
    (void)event;
    walk->document->whole = true;
    walk->stop = true;
}

typedef void event_taker(struct walk *walk, yaml_event_t *event);

static event_taker *const event_takers[] = {
    [YAML_STREAM_END_EVENT] = take_stream_end,
    [YAML_DOCUMENT_START_EVENT] = take_document,
    [YAML_ALIAS_EVENT] = take_alias,
    [YAML_SCALAR_EVENT] = take_scalar,
    [YAML_SEQUENCE_START_EVENT] = take_sequence,
    [YAML_SEQUENCE_END_EVENT] = take_end,
    [YAML_MAPPING_START_EVENT] = take_mapping,
    [YAML_MAPPING_END_EVENT] = take_end,
};

/* ---------------------------------------------------------------- walk */

static bool is_behind(struct position at, struct position last)
{
    return at.line > last.line ||
           (at.line == last.line && at.column > last.column);
}

/* Place of a syntax error; that of the opening sign if libyaml found only at
 * the end of the text that it was not closed. */
static struct position syntax_position(const struct walk *walk)
{
    const yaml_parser_t *parser = &walk->parser;
    struct position last = yaml_last_position(walk->scan);
    struct position at = mark_position(&parser->problem_mark);

    if (is_behind(at, last) && parser->context)
        at = mark_position(&parser->context_mark);
    return is_behind(at, last) ? last : at;
}

static void report_syntax(struct walk *walk)
{
    const yaml_parser_t *parser = &walk->parser;

    if (parser->error == YAML_MEMORY_ERROR) {
        walk_fail(walk);
        return;
    }
    struct position at = syntax_position(walk);
    diagnostics_error(
        walk->problems, DIAGNOSTIC_SYNTAX, at,
        yaml_syntax_hint(walk->scan, walk->problems, parser->problem, at),
        "the YAML is not well-formed: %s%s%s",
        parser->problem ? parser->problem : "unreadable",
        parser->context ? " " : "", parser->context ? parser->context : "");
    walk->stop = true;
}

static void walk_events(struct walk *walk)
{
    while (!walk->stop) {
        yaml_event_t event;

        if (!yaml_parser_parse(&walk->parser, &event)) {
            report_syntax(walk);
            return;
        }
        if (event.type < sizeof event_takers / sizeof event_takers[0] &&
            event_takers[event.type])
            event_takers[event.type](walk, &event);
        yaml_event_delete(&event);
    }
}

/* Take the next marker at the end of the walk: the file is broken off, or its
 * end has a marker outside of any text. */
static void find_last_conflict(struct walk *walk)
{
    const struct array *markers = &walk->scan->markers;

    if (walk->conflict == 0 && walk->next_marker < markers->count)
        walk->conflict = *(uint32_t *)array_at(markers, walk->next_marker);
}

/* Report the conflict in place of the walk's problems: both sides read as one
 * text make no sense. */
static void report_conflict(struct walk *walk, size_t before)
{
    const struct position at = {walk->conflict, 1, 7};
    const char *hint = walk->limits->conflict;
    const char *source = yaml_line(walk->scan, walk->conflict);

    diagnostics_take_back(walk->problems, before, walk->conflict);
    walk_error(walk, DIAGNOSTIC_SYNTAX, at,
               hint ? hint
                    : "keep one side, or both, and remove the lines of the "
                      "markers",
               *source == '<' ? "a merge conflict begins here"
                              : "a merge conflict has left this line");
    if (walk->status == DVF_OK)
        walk->status = DVF_INVALID;
}

/* Parsing stopped between key and value: add an empty value marked faulty. */
static void end_key(struct walk *walk, uint32_t key)
{
    struct yaml_node *value = array_push(&walk->document->nodes);

    if (!value) {
        walk_fail(walk);
        return;
    }
    value->text = "";
    value->faulty = true;
    value->end = (uint32_t)walk->document->nodes.count;
    value->line = yaml_node(walk->document, key)->line;
    value->column = yaml_node(walk->document, key)->column;
    adopt(walk, value->end - 1);
}

/* Close the lists and mappings that an early stop left open. */
static void close_frames(struct walk *walk)
{
    yaml_event_t nothing = {0};

    while (walk->depth > 0 && walk->status == DVF_OK) {
        const struct frame *frame = &walk->stack[walk->depth - 1];

        if (frame->key != YAML_NONE)
            end_key(walk, frame->key);
        take_end(walk, &nothing);
    }
}

static void check_presence(struct walk *walk)
{
    if (walk->status != DVF_OK || walk->document->nodes.count > 0)
        return;
    if (diagnostics_errors(walk->problems) == 0)
        walk_error(walk, DIAGNOSTIC_FILE_EMPTY, (struct position){0},
                   "is this the file that was meant?",
                   "there is nothing in the file");
    walk->status = DVF_INVALID;
}

/* Estimate the nodes: a value takes some 20 bytes with its indentation. */
static size_t expected_nodes(const struct walk *walk)
{
    size_t count = walk->scan->length / 20 + 1;

    return count < walk->limits->nodes ? count : walk->limits->nodes;
}

static void run_walk(struct walk *walk)
{
    const size_t before = dvf_diagnostics_count(walk->problems);

    if (array_reserve(&walk->document->nodes, expected_nodes(walk)) != DVF_OK ||
        !yaml_parser_initialize(&walk->parser)) {
        walk->status = DVF_NO_MEMORY;
        return;
    }
    yaml_parser_set_encoding(&walk->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&walk->parser,
                                 (const unsigned char *)walk->scan->bytes,
                                 walk->scan->length);
    walk_events(walk);
    find_last_conflict(walk);
    close_frames(walk);
    if (walk->conflict != 0)
        report_conflict(walk, before);
    else
        check_presence(walk);
    yaml_parser_delete(&walk->parser);
}

dvf_status yaml_read(const char *bytes, size_t length,
                     const struct yaml_limits *limits,
                     struct dvf_diagnostics *problems,
                     struct yaml_document *document)
{
    struct yaml_scan scan = {0};

    assert(bytes || length == 0);
    assert(!document->nodes.items);
    array_init(&document->nodes, sizeof(struct yaml_node));
    if (length > limits->bytes) {
        diagnostics_error(problems, DIAGNOSTIC_FILE_TOO_LARGE,
                          (struct position){0}, "split it",
                          "the text is larger than %zu bytes", limits->bytes);
        return DVF_INVALID;
    }
    dvf_status status = yaml_scan(bytes, length, &document->arena, problems,
                                  &scan);
    if (status == DVF_OK) {
        struct walk walk = {.document = document,
                            .limits = limits,
                            .problems = problems,
                            .scan = &scan};
        run_walk(&walk);
        status = walk.status;
    }
    yaml_scan_release(&scan);
    return status;
}

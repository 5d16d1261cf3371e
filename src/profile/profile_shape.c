/* SPDX-License-Identifier: MIT */
/*
 * The shape of a profile. The schema knows lists from values, but not which
 * words would answer a question, and a hint has to.
 */
#include "profile/profile_shape.h"

#include "base/date.h"
#include "base/hint.h"
#include "kb/file_kind.h"
#include "profile/answer.h"

#include <string.h>

/* The profile at hand. */
struct shape {
    const dvf_kb *kb; /* null: none */
    struct yaml_document *document;
    struct dvf_diagnostics *problems;
};

/* An answer in the file. */
struct pair {
    const struct kb_attribute *attribute;
    const char *name;
    uint32_t value; /* node */
};

static bool is_empty(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR ? node->length == 0 : node->count == 0;
}

/* ---------------------------------------------------------- other files */

static bool is_near(const char *key, const char *word)
{
    struct suggestion best = {0};

    suggest_offer(&best, key, word);
    return best.word;
}

/* Keys at the top of a file without `answers`. */
struct top {
    uint32_t first; /* key; YAML_NONE: there is none */
    uint32_t question;
    bool near; /* one may be meant for a key of a profile */
};

static struct top look_at_top(const dvf_kb *kb,
                              const struct yaml_document *document)
{
    struct top top = {YAML_NONE, YAML_NONE, false};

    for (uint32_t at = 1; at < yaml_node(document, 0)->end;) {
        const struct yaml_node *key = yaml_node(document, at);
        const char *name = key->text ? key->text : "";

        if (top.first == YAML_NONE)
            top.first = at;
        if (kb && top.question == YAML_NONE &&
            kb_find_attribute(kb, name) != KB_NONE)
            top.question = at;
        top.near |= is_near(name, "answers") || is_near(name, "profile");
        at = yaml_node(document, key->end)->end;
    }
    return top;
}

bool profile_shape_is_other(const dvf_kb *kb,
                            const struct yaml_document *document,
                            struct dvf_diagnostics *problems)
{
    if (file_kind_is_other(document, FILE_KIND_PROFILE, problems))
        return true;
    if (yaml_node(document, 0)->kind != YAML_MAPPING || !document->whole ||
        yaml_find_key(document, 0, "answers") != YAML_NONE)
        return false;
    struct top top = look_at_top(kb, document);
    if (top.first == YAML_NONE || (top.near && top.question == YAML_NONE))
        return false; /* the schema reports it */
    if (top.question != YAML_NONE)
        diagnostics_error(problems, DIAGNOSTIC_WRONG_KIND,
                          yaml_position(document, top.question),
                          "write a line 'answers:' above them, and indent them",
                          "the answers do not stand below 'answers'");
    else
        diagnostics_error(problems, DIAGNOSTIC_WRONG_KIND,
                          yaml_position(document, top.first),
                          "'dvf init' writes a profile to fill in",
                          "this is no profile: it has neither 'profile' nor "
                          "'answers'");
    return true;
}

/* --------------------------------------------------------------- reports */

static const char *kind_word(const struct yaml_node *node)
{
    if (is_empty(node) && node->kind == YAML_SCALAR)
        return "empty";
    if (node->kind == YAML_SCALAR)
        return "a single value";
    return node->kind == YAML_SEQUENCE ? "a list"
                                       : "a mapping of keys to values";
}

static void report_kind(const struct shape *shape, const struct pair *pair,
                        const char *wanted, const char *hint)
{
    struct yaml_node *node = yaml_node(shape->document, pair->value);
    bool empty = node->kind == YAML_SCALAR && is_empty(node);

    diagnostics_error(
        shape->problems, empty ? DIAGNOSTIC_EMPTY_VALUE : DIAGNOSTIC_WRONG_KIND,
        yaml_position(shape->document, pair->value), hint,
        "'%s' must be %s, not %s", pair->name, wanted, kind_word(node));
    node->faulty = true;
}

static void report_empty(const struct shape *shape, const struct pair *pair,
                         const char *hint)
{
    diagnostics_error(shape->problems, DIAGNOSTIC_EMPTY_VALUE,
                      yaml_position(shape->document, pair->value), hint,
                      "'%s' has no value", pair->name);
    yaml_node(shape->document, pair->value)->faulty = true;
}

/* ------------------------------------------------------ sets and values */

/* Room for the id of a value. */
#define WORD_SIZE 129

/* True where all words of "a, b" are values. */
static bool are_values(const struct shape *shape, const struct pair *pair,
                       const char *words)
{
    char word[WORD_SIZE];

    for (bool more = true; more;) {
        words += strspn(words, " ");
        size_t length = strcspn(words, ",");
        size_t end = length;

        while (end > 0 && words[end - 1] == ' ')
            end--;
        if (end >= sizeof word)
            return false;
        memcpy(word, words, end);
        word[end] = '\0';
        if (kb_find_value(shape->kb, pair->attribute, word) == KB_NONE)
            return false;
        more = words[length] == ',';
        words += length + more;
    }
    return true;
}

/* Report one value in place of a list. */
static void check_list_kind(const struct shape *shape, const struct pair *pair)
{
    const struct yaml_node *node = yaml_node(shape->document, pair->value);
    const char *text = node->kind == YAML_SCALAR ? node->text : "";
    const char *strange = hint_lookalike(shape->problems, text);
    const char *hint = "write the items in brackets, such as [one, two]; [] is "
                       "none of them, and unknown is not known";

    if (node->kind == YAML_SCALAR && are_values(shape, pair, node->text))
        hint = diagnostics_text(shape->problems, "write it in brackets: [%s]",
                                node->text);
    else if (is_empty(node) || (node->kind == YAML_SCALAR &&
                                answer_word(node->text) != ANSWER_WORD_OTHER))
        hint = answer_set_hint(shape->kb, pair->attribute, shape->problems,
                               text, "[]");
    else if (strange)
        hint = strange;
    report_kind(shape, pair, "a list", hint);
}

/* Report empty items: scripts write such for nothing. */
static void check_items(const struct shape *shape, const struct pair *pair)
{
    uint32_t end = yaml_node(shape->document, pair->value)->end;
    struct pair item = *pair;

    for (item.value++; item.value < end;) {
        const struct yaml_node *node = yaml_node(shape->document, item.value);

        if (node->kind == YAML_SCALAR && !node->faulty && is_empty(node))
            report_empty(shape, &item,
                         "write a value, or [] for none of them, or unknown "
                         "in place of the list");
        item.value = node->end;
    }
}

/* Report a list, a mapping or nothing in place of one value. */
static void check_value_kind(const struct shape *shape, const struct pair *pair)
{
    const struct yaml_node *node = yaml_node(shape->document, pair->value);
    const char *hint = "write one value behind the colon, or unknown where it "
                       "is not known";

    if (is_empty(node)) {
        hint = answer_hint(shape->kb, pair->attribute, shape->problems, "");
    } else if (node->kind == YAML_SEQUENCE && node->count == 1) {
        node = yaml_node(shape->document, pair->value + 1);
        if (node->kind == YAML_SCALAR && are_values(shape, pair, node->text))
            hint = diagnostics_text(
                shape->problems, "write it without brackets: %s", node->text);
    }
    report_kind(shape, pair, "a single value", hint);
}

static void check_known(const struct shape *shape, const struct pair *pair)
{
    const struct yaml_node *node = yaml_node(shape->document, pair->value);

    if (pair->attribute->type == KB_SET) {
        if (node->kind == YAML_SEQUENCE)
            check_items(shape, pair);
        else
            check_list_kind(shape, pair);
    } else if (node->kind != YAML_SCALAR) {
        check_value_kind(shape, pair);
    } else if (is_empty(node)) {
        report_empty(
            shape, pair,
            answer_hint(shape->kb, pair->attribute, shape->problems, ""));
    }
}

/* Report mistakes that need no knowledge of the question. */
static void check_any(const struct shape *shape, const struct pair *pair)
{
    const struct yaml_node *node = yaml_node(shape->document, pair->value);

    if (node->kind == YAML_MAPPING)
        report_kind(shape, pair, "a single value or a list",
                    "write what is answered behind the colon, or unknown");
    else if (node->kind == YAML_SEQUENCE)
        check_items(shape, pair);
    else if (is_empty(node))
        report_empty(shape, pair, "write an answer, or unknown");
}

/* --------------------------------------------------------------- answers */

/* Call back for each answer whose key is to be judged. */
static void for_each(struct shape *shape,
                     void (*visit)(struct shape *shape, uint32_t key))
{
    uint32_t answers = yaml_find(shape->document, 0, "answers");

    if (answers == YAML_NONE ||
        yaml_node(shape->document, answers)->kind != YAML_MAPPING)
        return;
    for (uint32_t at = answers + 1;
         at < yaml_node(shape->document, answers)->end;) {
        uint32_t value = yaml_node(shape->document, at)->end;

        if (!yaml_node(shape->document, at)->dropped)
            visit(shape, at);
        at = yaml_node(shape->document, value)->end;
    }
}

static void check_answer(struct shape *shape, uint32_t key)
{
    struct yaml_document *document = shape->document;
    struct pair pair = {.name = yaml_node(document, key)->text,
                        .value = yaml_node(document, key)->end};
    const struct yaml_node *node = yaml_node(document, pair.value);
    uint32_t index = shape->kb ? kb_find_attribute(shape->kb, pair.name)
                               : KB_NONE;

    /* Drop the word before libcyaml sees it: it is an answer to no type of
     * question. */
    if (node->kind == YAML_SCALAR && !node->faulty &&
        strcmp(node->text, ANSWER_UNKNOWN) == 0) {
        yaml_drop(document, pair.value);
    } else if (index != KB_NONE && !node->faulty) {
        pair.attribute = &kb_attributes(shape->kb)[index];
        check_known(shape, &pair);
    } else if (!shape->kb && !node->faulty) {
        check_any(shape, &pair);
    }
    if (!shape->kb)
        yaml_drop(document, key);
}

/* ------------------------------------------------ another knowledge base */

/* Counts of the keys of answers. */
struct tally {
    struct shape shape; /* for_each() knows it by this */
    uint32_t count;
    uint32_t unknown;
    uint32_t far; /* unknown ones that are near to no question */
};

static struct suggestion nearest_question(const dvf_kb *kb, const char *name)
{
    struct suggestion best = {0};

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        suggest_offer(&best, name, kb_attribute_id(kb, i));
    return best;
}

/* Most unknown keys that are compared with all questions. */
#define JUDGED_MOST 200

static void tally_key(struct shape *shape, uint32_t key)
{
    struct tally *tally = (struct tally *)shape;
    const char *name = yaml_node(shape->document, key)->text;

    tally->count++;
    if (kb_find_attribute(shape->kb, name) != KB_NONE)
        return;
    /* Stop comparing: a hostile file must not make the search expensive. */
    if (tally->unknown++ < JUDGED_MOST)
        tally->far += !nearest_question(shape->kb, name).word;
    else
        tally->far++;
}

/* Report a key near to no question, without a list of them all: that would be
 * no help. */
static void report_far(struct shape *shape, uint32_t key)
{
    const char *name = yaml_node(shape->document, key)->text;

    if (shape->problems->full ||
        kb_find_attribute(shape->kb, name) != KB_NONE ||
        nearest_question(shape->kb, name).word)
        return;
    diagnostics_error(shape->problems, DIAGNOSTIC_UNKNOWN_KEY,
                      yaml_position(shape->document, key),
                      hint_lookalike(shape->problems, name),
                      "the key '%s' is not known here", name);
    yaml_drop(shape->document, key);
}

/* Least unknown keys for a foreign profile: fewer may be slips. */
#define FOREIGN_LEAST 3

static void check_foreign(const struct shape *shape)
{
    struct tally tally = {.shape = *shape};

    for_each(&tally.shape, tally_key);
    if (tally.unknown < FOREIGN_LEAST || tally.unknown * 2 <= tally.count ||
        tally.far * 2 < tally.unknown)
        return;
    diagnostics_error(shape->problems, DIAGNOSTIC_UNKNOWN_KEY,
                      (struct position){0},
                      "is this a profile of another knowledge base? Name that "
                      "with --kb",
                      "%u of %u answers are to no question of the knowledge "
                      "base '%s'",
                      (unsigned)tally.unknown, (unsigned)tally.count,
                      kb_string(shape->kb, shape->kb->id));
    for_each(&tally.shape, report_far);
}

void profile_shape_check(const dvf_kb *kb, struct yaml_document *document,
                         struct dvf_diagnostics *problems)
{
    struct shape shape = {kb, document, problems};

    if (kb)
        check_foreign(&shape);
    for_each(&shape, check_answer);
}

/* --------------------------------------------------- decision and waiver */

static void check_day(const struct yaml_document *document,
                      struct dvf_diagnostics *problems, const char *mapping,
                      const char *key)
{
    uint32_t number = yaml_find(document, yaml_find(document, 0, mapping), key);

    if (number == YAML_NONE)
        return;
    const struct yaml_node *node = yaml_node(document, number);
    if (node->kind == YAML_SCALAR && !node->faulty && node->length > 0 &&
        !date_is_day(node->text))
        hint_date_error(problems, yaml_position(document, number), node->text,
                        "write YYYY-MM-DD", date_is_day);
}

/* Report a reason of blanks, which passes the schema. */
static void check_reason(const struct yaml_document *document,
                         struct dvf_diagnostics *problems)
{
    uint32_t number = yaml_find(document, yaml_find(document, 0, "waiver"),
                                "reason");

    if (number == YAML_NONE)
        return;
    const struct yaml_node *node = yaml_node(document, number);
    if (node->kind == YAML_SCALAR && !node->faulty && node->length > 0 &&
        node->text[strspn(node->text, " \t\r\n")] == '\0')
        diagnostics_error(problems, DIAGNOSTIC_EMPTY_VALUE,
                          yaml_position(document, number), "say why",
                          "the reason of a waiver must not be blank");
}

/* Report a decision that names neither an option nor a record of what is
 * proposed. */
static void check_option(const struct yaml_document *document,
                         struct dvf_diagnostics *problems)
{
    uint32_t number = yaml_find(document, 0, "decision");

    if (number == YAML_NONE)
        return;
    const struct yaml_node *node = yaml_node(document, number);
    if (node->kind != YAML_MAPPING || node->faulty ||
        yaml_find_key(document, number, "option") != YAML_NONE ||
        yaml_find_key(document, number, "record") != YAML_NONE)
        return;
    diagnostics_about(problems, "option");
    diagnostics_error(problems, DIAGNOSTIC_MISSING_KEY,
                      yaml_position(document, number),
                      "add a line 'option: ...'",
                      "the key 'option' is missing in 'decision'");
}

void profile_shape_check_decision(const struct yaml_document *document,
                                  struct dvf_diagnostics *problems)
{
    check_option(document, problems);
    check_day(document, problems, "decision", "date");
    check_day(document, problems, "waiver", "expires");
    check_reason(document, problems);
}

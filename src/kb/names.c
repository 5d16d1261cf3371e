/* SPDX-License-Identifier: MIT */
/*
 * Ids: their form, reserved words, and the check that none is given twice.
 */
#include "kb/compiler.h"

#include "base/hint.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_id(const char *id)
{
    if (!is_letter(*id))
        return false;
    for (id++; *id; id++)
        if (!is_letter(*id) && !(*id >= '0' && *id <= '9') && *id != '_' &&
            *id != '.' && *id != '-')
            return false;
    return true;
}

/* Words of the condition language, which no id may be. */
static bool is_reserved(const char *id)
{
    static const char *const words[] = {
        "and",   "or",    "not",       "in",        "has",       "count",
        "fired", "score", "lead",      "outcome",   "strongest", "unknown",
        "true",  "false", "too_close", "undecided",
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], id) == 0)
            return true;
    return false;
}

/* Refuse the names by which conditions call options of the verdict. */
static void check_option_id(struct compiler *compiler, const char *id,
                            const struct step *step)
{
    if (strcmp(id, "leader") == 0 || strcmp(id, "runner_up") == 0)
        compile_error(compiler, step, DIAGNOSTIC_BAD_ID, "choose another word",
                      "'%s' stands for an option of the verdict", id);
}

static const char *id_hint(struct dvf_diagnostics *problems, const char *id)
{
    const char *strange = hint_lookalike(problems, id);

    return strange ? strange
                   : "begin with a letter; go on with letters, digits, '_', "
                     "'.' and '-'";
}

void compile_word(struct compiler *compiler, const char *word, const char *what,
                  const struct step *step)
{
    if (strlen(word) > ID_MAX)
        compile_error(compiler, step, DIAGNOSTIC_LIMIT, "shorten it",
                      "the %s must not be longer than %d characters", what,
                      ID_MAX);
    else if (*word && !is_id(word))
        compile_error(compiler, step, DIAGNOSTIC_BAD_ID,
                      id_hint(compiler->problems, word),
                      "'%s' cannot be the %s", word, what);
}

void compile_id(struct compiler *compiler, const char *id,
                const struct step *step)
{
    compile_word(compiler, id, "id", step);
    if (is_reserved(id))
        compile_error(compiler, step, DIAGNOSTIC_BAD_ID, "choose another word",
                      "'%s' is a word of the condition language", id);
}

void compile_title(struct compiler *compiler, const char *title,
                   const struct step *item)
{
    struct step step = {.up = item, .key = "title"};

    compile_title_at(compiler, title, &step);
}

void compile_title_at(struct compiler *compiler, const char *title,
                      const struct step *step)
{
    if (strlen(title) > TITLE_MAX)
        compile_error(compiler, step, DIAGNOSTIC_LIMIT, "shorten it",
                      "a title must not be longer than %d characters",
                      TITLE_MAX);
}

/* One list of items with ids, as it stands in the model. */
struct id_list {
    const char *key; /* of the list in the file */
    const char *what;
    const void *items;
    size_t count;
    size_t item_size; /* the id is each item's first member */
    struct symbols *symbols;
    uint32_t mark; /* bit set in the index, such as TERM_BIT */
};

static const char *list_id(const struct id_list *list, size_t index)
{
    const char *item = (const char *)list->items + index * list->item_size;
    char *id;

    memcpy(&id, item, sizeof id);
    return id;
}

static void add_names(struct compiler *compiler, const struct id_list *list)
{
    struct step section = {.key = list->key};

    for (size_t i = 0; i < list->count; i++) {
        struct step item = {.up = &section, .index = i};
        struct step step = {.up = &item, .key = "id"};

        compile_id(compiler, list_id(list, i), &step);
        if (list->symbols == &compiler->options)
            check_option_id(compiler, list_id(list, i), &step);
        if (symbols_add(list->symbols, list_id(list, i),
                        (uint32_t)i | list->mark) != DVF_OK)
            compiler->no_memory = true;
    }
}

/* The first item of a name keeps it; every later one is reported. */
static void check_unique(struct compiler *compiler, const struct id_list *list)
{
    const struct symbol *symbols = list->symbols->items.items;

    for (size_t i = 1; i < list->symbols->items.count; i++) {
        struct step section = {.key = list->key};
        struct step item = {.up = &section,
                            .index = symbols[i].index & ~list->mark};
        struct step step = {.up = &item, .key = "id"};

        if (strcmp(symbols[i].name, symbols[i - 1].name) != 0 ||
            (symbols[i].index & TERM_BIT) != list->mark)
            continue;
        compile_error(compiler, &step, DIAGNOSTIC_DUPLICATE_ID,
                      "give one of them another id",
                      "there is another %s named '%s'", list->what,
                      symbols[i].name);
    }
}

/* Rules and criteria share one space of names: fired() and the command line
 * take either. */
static void check_rules_against_criteria(struct compiler *compiler)
{
    const struct model *model = compiler->model;

    for (uint32_t i = 0; i < model->criteria_count; i++) {
        struct step section = {.key = "criteria"};
        struct step item = {.up = &section, .index = i};
        struct step step = {.up = &item, .key = "id"};

        if (symbols_find(&compiler->rules, model->criteria[i].id) != KB_NONE)
            compile_error(compiler, &step, DIAGNOSTIC_DUPLICATE_ID,
                          "give one of them another id",
                          "there is a rule named '%s' too",
                          model->criteria[i].id);
    }
}

#define ID_LIST(name, what, table, mark)                                       \
    {                                                                          \
#name, what, model->name, model->name##_count, sizeof *model->name,    \
            table, mark                                                        \
    }

void compile_names(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    struct symbols notes;
    struct symbols warnings;
    struct symbols rows;

    symbols_init(&notes);
    symbols_init(&warnings);
    symbols_init(&rows);
    const struct id_list lists[] = {
        ID_LIST(weights, "weight", &compiler->weights, 0),
        ID_LIST(options, "option", &compiler->options, 0),
        ID_LIST(sources, "source", &compiler->sources, 0),
        ID_LIST(attributes, "attribute", &compiler->names, 0),
        ID_LIST(terms, "attribute or term", &compiler->names, TERM_BIT),
        ID_LIST(claims, "claim", &compiler->claims, 0),
        ID_LIST(criteria, "criterion", &compiler->criteria, 0),
        ID_LIST(rules, "rule", &compiler->rules, 0),
        ID_LIST(notes, "note", &notes, 0),
        ID_LIST(warnings, "warning", &warnings, 0),
        ID_LIST(comparison, "row", &rows, 0),
    };
    size_t count = sizeof lists / sizeof lists[0];

    for (size_t i = 0; i < count; i++)
        add_names(compiler, &lists[i]);
    for (size_t i = 0; i < count; i++) {
        symbols_sort(lists[i].symbols);
        check_unique(compiler, &lists[i]);
    }
    check_rules_against_criteria(compiler);
    symbols_release(&notes);
    symbols_release(&warnings);
    symbols_release(&rows);
}

/* SPDX-License-Identifier: MIT */
/*
 * Attributes and their values.
 */
#include "kb/parser.h"

#include <string.h>

static void add_value(struct compiler *compiler, const char *id,
                      const char *label, const char *example, uint32_t below)
{
    struct kb_value *value = builder_add(&compiler->builder, KB_SECTION_values);

    if (!value)
        return;
    value->id = builder_text(&compiler->builder, id);
    value->label = builder_text(&compiler->builder, label);
    value->example = builder_text(&compiler->builder, example);
    value->below = below;
}

static void check_value(struct compiler *compiler,
                        const struct model_attribute *attribute, uint32_t index,
                        const struct step *item)
{
    const char *id = attribute->values[index].id;
    struct step step = {.up = item, .key = "id"};

    compile_id(compiler, id, &step);
    for (uint32_t i = 0; i < index; i++)
        if (*id && strcmp(attribute->values[i].id, id) == 0) {
            compile_error(compiler, &step, DIAGNOSTIC_DUPLICATE_ID,
                          "give one of them another id",
                          "'%s' has another value named '%s'", attribute->id,
                          id);
            return;
        }
}

/* Bounds of a scale: every value but the last has one, and each is greater
 * than the one before, so that every number means exactly one value. */
static uint32_t compile_bound(struct compiler *compiler,
                              const struct model_attribute *attribute,
                              uint32_t index, uint32_t least,
                              const struct step *item)
{
    const char *text = attribute->values[index].below;
    bool last = index + 1 == attribute->values_count;
    bool wanted = attribute->type == KB_SCALE && !last &&
                  attribute->values[0].below;
    struct step step = {.up = item, .key = "below"};

    if (!text && !wanted)
        return 0;
    if (!text || !wanted) {
        compile_error(compiler, &step, DIAGNOSTIC_STRUCTURE,
                      "on a scale, either all values but the last have "
                      "'below', or none",
                      text ? "'below' does not belong here"
                           : "'below' is missing here");
        return 0;
    }
    uint32_t bound = compile_number(compiler, text, 1000000000, &step);
    if (bound < least)
        compile_error(compiler, &step, DIAGNOSTIC_NUMBER,
                      "list the values from the least to the greatest",
                      "the bound must be at least %u here", (unsigned)least);
    return bound;
}

static void compile_values(struct compiler *compiler,
                           const struct model_attribute *attribute,
                           const struct step *up)
{
    struct step values = {.up = up, .key = "values"};
    uint32_t least = 1;

    for (uint32_t i = 0; i < attribute->values_count && i < KB_VALUES_MAX;
         i++) {
        struct step item = {.up = &values, .index = i};
        uint32_t bound = compile_bound(compiler, attribute, i, least, &item);

        check_value(compiler, attribute, i, &item);
        add_value(compiler, attribute->values[i].id, attribute->values[i].label,
                  attribute->values[i].example, bound);
        if (bound != KB_NONE)
            least = bound + 1;
    }
}

static void check_value_count(struct compiler *compiler,
                              const struct model_attribute *attribute,
                              const struct step *up)
{
    static const uint32_t fewest[] = {
        [KB_CHOICE] = 2, [KB_SCALE] = 2, [KB_SET] = 1, [KB_FLAG] = 0};
    static const uint32_t most[] = {
        [KB_CHOICE] = KB_VALUES_MAX,
        [KB_SCALE] = KB_VALUES_MAX,
        [KB_SET] = KB_VALUES_MAX,
        [KB_FLAG] = 0,
    };
    struct step step = {.up = up, .key = "values"};
    uint32_t count = attribute->values_count;

    if (count < fewest[attribute->type] || count > most[attribute->type])
        compile_error(compiler, &step, DIAGNOSTIC_STRUCTURE,
                      attribute->type == KB_FLAG
                          ? "a flag is answered by true or false"
                          : NULL,
                      "'%s' must have %u to %u values, not %u", attribute->id,
                      (unsigned)fewest[attribute->type],
                      (unsigned)most[attribute->type], (unsigned)count);
}

static void compile_attribute(struct compiler *compiler, uint32_t index,
                              const struct step *item)
{
    const struct model_attribute *attribute =
        &compiler->model->attributes[index];
    struct builder *builder = &compiler->builder;
    uint32_t first = builder_count(builder, KB_SECTION_values);
    struct kb_attribute made = {0};

    made.id = builder_text(builder, attribute->id);
    made.ask = builder_text(builder, attribute->ask);
    made.means = builder_text(builder, attribute->means);
    made.why = builder_text(builder, attribute->why);
    made.unit = builder_text(builder, attribute->unit);
    made.type = attribute->type;

    check_value_count(compiler, attribute, item);
    if (attribute->type == KB_FLAG) {
        add_value(compiler, "false", "no", NULL, 0);
        add_value(compiler, "true", "yes", NULL, 0);
    } else {
        compile_values(compiler, attribute, item);
    }
    made.values = builder_since(builder, KB_SECTION_values, first);
    struct kb_attribute *record = builder_add(builder, KB_SECTION_attributes);
    if (record)
        *record = made;
    uint32_t *place = builder_add(builder, KB_SECTION_order);
    if (place)
        *place = builder_count(builder, KB_SECTION_order) - 1;
}

/* ------------------------------------------- questions that do not apply */

void compile_only_if(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    struct step section = {.key = "attributes"};
    uint32_t count = builder_count(&compiler->builder, KB_SECTION_attributes);

    for (uint32_t i = 0; i < count; i++) {
        struct step item = {.up = &section, .index = i};
        struct step only_if = {.up = &item, .key = "only_if"};
        const struct condition_list list = {
            "only_if", model->attributes[i].only_if,
            model->attributes[i].only_if_count, 0, i};

        if (list.count == 0) {
            compile_count(compiler, 0, "condition", &only_if);
            continue;
        }
        struct kb_condition made = compile_condition_list(compiler, &list,
                                                          SCOPE_ANSWERS, &item);
        struct kb_attribute *attribute = builder_at(&compiler->builder,
                                                    KB_SECTION_attributes, i);

        attribute->only_if = made;
    }
}

/* Last attribute, in file order, that a term reads; KB_NONE for other names. */
static uint32_t last_of_term(const struct compiler *compiler, const char *name)
{
    const struct builder *builder = &compiler->builder;
    uint32_t index = symbols_find(&compiler->names, name);

    for (uint32_t i = 0; index != KB_NONE && (index & TERM_BIT) != 0 &&
                         i < builder_count(builder, KB_SECTION_terms);
         i++) {
        const struct kb_term *term = builder_at(builder, KB_SECTION_terms, i);

        if (strcmp(builder_string(builder, term->id), name) == 0)
            return term->last;
    }
    return KB_NONE;
}

/* Report terms of an `only_if` line that read the attribute itself or a later
 * one. */
static void check_terms(struct compiler *compiler, uint32_t attribute,
                        const char *text, const struct step *at)
{
    struct parser parser = {.compiler = compiler, .at = at, .text = text};

    for (parser_advance(&parser); parser.token.kind != TOKEN_END;
         parser_advance(&parser)) {
        uint32_t last = last_of_term(compiler, parser.token.text);

        if (parser.token.kind == TOKEN_WORD && last != KB_NONE &&
            last >= attribute)
            parser_fault(&parser, &parser.token,
                         "read questions that stand before this one",
                         "the term '%s' reads '%s', which does not stand "
                         "before this question",
                         parser.token.text,
                         compiler->model->attributes[last].id);
    }
}

static bool reads_behind(const struct compiler *compiler, uint32_t attribute)
{
    const struct builder *builder = &compiler->builder;
    const struct kb_attribute *record = builder_at(
        builder, KB_SECTION_attributes, attribute);
    struct kb_range reads = record->only_if.reads;

    for (uint32_t i = 0; i < reads.count; i++) {
        const uint32_t *read = builder_at(builder, KB_SECTION_indices,
                                          reads.first + i);

        if (*read >= attribute)
            return true;
    }
    return false;
}

void compile_check_only_if(struct compiler *compiler)
{
    struct step section = {.key = "attributes"};
    uint32_t count = builder_count(&compiler->builder, KB_SECTION_attributes);

    for (uint32_t i = 0; i < count; i++) {
        const struct model_attribute *attribute =
            &compiler->model->attributes[i];
        struct step item = {.up = &section, .index = i};
        struct step list = {.up = &item, .key = "only_if"};

        if (!reads_behind(compiler, i))
            continue;
        for (uint32_t k = 0; k < attribute->only_if_count; k++) {
            struct step entry = {.up = &list, .index = k};

            check_terms(compiler, i, attribute->only_if[k], &entry);
        }
    }
}

/* ----------------------------------------------------------------- whole */

void compile_attributes(struct compiler *compiler)
{
    struct step section = {.key = "attributes"};

    uint32_t count = compile_count(compiler, compiler->model->attributes_count,
                                   "attribute", &section);

    if (count > KB_ATTRIBUTES_MAX) {
        compile_error(compiler, &section, DIAGNOSTIC_LIMIT, NULL,
                      "there are more than %d attributes", KB_ATTRIBUTES_MAX);
        count = KB_ATTRIBUTES_MAX;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct step item = {.up = &section, .index = i};

        compile_attribute(compiler, i, &item);
    }
}

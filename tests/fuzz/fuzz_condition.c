/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a condition. The first byte says where it stands (a
 * rule, a note, a requirement of a combination, a strength, what a question
 * applies by), the second one what is answered, the rest is its text. Only the
 * compiler runs: the model around the condition is loaded once.
 *
 * A condition that compiles has a truth, "not (...)" of it the opposite one,
 * and in a rule a further answer never takes back a truth that is sure.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "engine/evaluation.h"
#include "kb/compile.h"
#include "profile/profile.h"
#include "yaml/schema.h"

#include <stdlib.h>
#include <string.h>

static const struct yaml_limits limits = {.bytes = 64 * 1024, .nodes = 4096};

/* Where a condition stands. */
enum place {
    PLACE_RULE,
    PLACE_NOTE,
    PLACE_REQUIREMENT,
    PLACE_STRENGTH,
    PLACE_ONLY_IF,
    PLACE_COUNT
};

/* The KB around a condition. */
struct frame {
    struct model *model;
    char **slots[PLACE_COUNT];   /* text of the condition in the model */
    size_t starts[PLACE_COUNT];  /* where it stands in fuzz_kb_text() */
    size_t lengths[PLACE_COUNT]; /* of what stands there */
    struct yaml_document document;
    struct arena arena;
};

static void find_slot(struct frame *frame, enum place place, char **slot)
{
    const char *text = fuzz_kb_text()->bytes;
    const char *found = strstr(text, *slot);

    must(found && !strstr(found + 1, *slot));
    frame->slots[place] = slot;
    frame->starts[place] = (size_t)(found - text);
    frame->lengths[place] = strlen(*slot);
}

static struct frame *frame_get(void)
{
    static struct frame frame;

    if (frame.model)
        return &frame;
    const struct buffer *text = fuzz_kb_text();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    void *model = NULL;

    must(problems);
    diagnostics_input(problems, "kb", text->bytes, text->length);
    must(yaml_read(text->bytes, text->length, &limits, problems,
                   &frame.document) == DVF_OK);
    schema_check(&frame.document, &model_schema, problems);
    must(schema_load(&frame.document, &model_schema, &frame.arena, problems,
                     &model) == DVF_OK);
    diagnostics_input_end(problems);
    must(dvf_diagnostics_count(problems) == 0);
    dvf_diagnostics_free(problems);
    frame.model = model;
    find_slot(&frame, PLACE_RULE, &frame.model->rules[0].condition.when[0]);
    find_slot(&frame, PLACE_NOTE, &frame.model->notes[0].condition.when[1]);
    find_slot(
        &frame, PLACE_REQUIREMENT,
        &frame.model->verdict.combinations[0].requires[0].condition.when[0]);
    find_slot(&frame, PLACE_STRENGTH,
              &frame.model->verdict.strength[1].condition.when[0]);
    find_slot(&frame, PLACE_ONLY_IF, &frame.model->attributes[3].only_if[0]);
    return &frame;
}

/* Compile the KB with a condition in its place; null where it is refused. */
static dvf_kb *compile(enum place place, char *condition, size_t choice)
{
    struct frame *frame = frame_get();
    const struct buffer *text = fuzz_kb_text();
    size_t start = frame->starts[place];
    size_t behind = start + frame->lengths[place];
    char *kept = *frame->slots[place];
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer bytes = {0};
    dvf_kb *kb = NULL;

    buffer_append(&bytes, text->bytes, start);
    buffer_puts(&bytes, condition);
    buffer_append(&bytes, text->bytes + behind, text->length - behind);
    must(problems && !bytes.failed);
    *frame->slots[place] = condition;
    diagnostics_input(problems, "kb", bytes.bytes, bytes.length);
    dvf_status status = compile_model(
        &frame->document, frame->model,
        &(dvf_input){"kb", bytes.bytes, bytes.length}, problems, &kb);
    diagnostics_input_end(problems);
    *frame->slots[place] = kept;
    must((status == DVF_OK) == !!kb);
    fuzz_check_problems(problems, status, choice);
    buffer_release(&bytes);
    dvf_diagnostics_free(problems);
    return kb;
}

static const struct kb_condition *find_condition(const dvf_kb *kb,
                                                 enum place place)
{
    switch (place) {
    case PLACE_RULE:
        return &kb_rules(kb)[kb_find_rule(kb, "looks.red")].condition;
    case PLACE_NOTE:
        return &kb_notes(kb)[0].condition;
    case PLACE_STRENGTH:
        return &kb_strengths(kb)[1].condition;
    case PLACE_ONLY_IF:
        return &kb_attributes(kb)[3].only_if;
    case PLACE_REQUIREMENT:
    case PLACE_COUNT:
        break;
    }
    return &kb_requirements(kb)[0].condition;
}

/* Answers as numbers say: of each attribute whether, and what. */
static enum truth judge(const dvf_kb *kb, enum place place, unsigned known,
                        unsigned values)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = profile_new(kb, "p");
    dvf_evaluation *evaluation = NULL;

    must(profile && problems);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = kb_attributes(kb) + i;
        unsigned value = values >> 2 * i & 3;

        if ((known >> i & 1) == 0)
            continue;
        if (attribute->type == KB_SET)
            profile->answers[i].chosen = value;
        else
            profile->answers[i].chosen = values_of(value %
                                                   attribute->values.count);
    }
    must(dvf_evaluate(kb, profile, NULL, problems, &evaluation) == DVF_OK);
    struct facts facts = evaluation_sure_facts(evaluation);
    enum truth truth = truth_of(&facts, find_condition(kb, place)).when;
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return truth;
}

/* How deep a text may go at the most. */
static size_t count_depth(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '(' || strncmp(text, "not", 3) == 0;
    return count;
}

static void check_negation(const dvf_kb *kb, enum place place,
                           const char *condition, unsigned choice)
{
    struct buffer text = {0};

    buffer_printf(&text, "not (%s)", condition);
    must(!text.failed);
    dvf_kb *negated = compile(place, text.bytes, choice);
    must(negated || count_depth(condition) >= 30);
    for (unsigned known = 0; negated && known < 16; known += 5) {
        enum truth one = judge(kb, place, known, choice);
        enum truth other = judge(negated, place, known, choice);

        must(one + other == TRUTH_TRUE + TRUTH_FALSE);
    }
    dvf_kb_free(negated);
    buffer_release(&text);
}

/* What is known stays so whatever else is answered. */
static void check_knowledge(const dvf_kb *kb, unsigned choice)
{
    unsigned known = choice & 15;
    enum truth before = judge(kb, PLACE_RULE, known, choice);
    enum truth after = judge(kb, PLACE_RULE, known | choice >> 4, choice);

    must(before == TRUTH_OPEN || before == after);
}

/* An empty text and other characters do not get as far as the compiler, and a
 * condition is one line. */
static bool is_line(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t size = utf8_decode(text + at, length - at, &character);

        if (size == 0 || utf8_is_hostile(character) || character < ' ')
            return false;
        at += size;
    }
    return length > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    enum place place = (enum place)(fuzz_take(&input) % PLACE_COUNT);
    unsigned choice = fuzz_take(&input);
    struct buffer condition = {0};

    if (!is_line(input.bytes, input.length))
        return 0;
    buffer_append(&condition, input.bytes, input.length);
    must(!condition.failed);
    dvf_kb *kb = compile(place, condition.bytes, choice);
    if (kb && place == PLACE_RULE)
        check_knowledge(kb, choice);
    /* The negation of a note's part is not that of the note. */
    if (kb && place != PLACE_NOTE)
        check_negation(kb, place, condition.bytes, choice);
    dvf_kb_free(kb);
    buffer_release(&condition);
    return 0;
}

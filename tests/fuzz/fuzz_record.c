/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a decision record. Parts lie within the text, in the
 * lines that are told, and none in another one; a record that is renewed from
 * itself keeps every byte outside of its parts, and reads as the same.
 */
#include "fuzz.h"

#include "check/decision_record.h"

#include <string.h>

/* The line of a place, as the reader counts. */
static uint32_t line_of(const char *bytes, size_t at)
{
    uint32_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += bytes[i] == '\n' ||
                (bytes[i] == '\r' && (i + 1 == at || bytes[i + 1] != '\n'));
    return line;
}

static void check_parts(const struct marked *marked)
{
    for (int i = 0; i < RECORD_PART_COUNT; i++) {
        const struct marked_region *one = &marked->parts[i];

        if (one->begin == 0)
            continue;
        must(one->start <= one->end && one->end <= marked->length);
        must(line_of(marked->bytes, one->start) == one->begin + 1);
        for (int j = 0; j < i; j++) {
            const struct marked_region *two = &marked->parts[j];

            must(two->begin == 0 || two->end < one->start ||
                 one->end < two->start);
        }
    }
}

/* The text without its parts. */
static void append_outside(const struct marked *marked, struct buffer *out)
{
    for (size_t at = 0; at < marked->length; at++) {
        bool inside = false;

        for (int i = 0; i < RECORD_PART_COUNT; i++)
            inside = inside || (marked->parts[i].begin != 0 &&
                                at >= marked->parts[i].start &&
                                at < marked->parts[i].end);
        if (!inside)
            buffer_putc(out, marked->bytes[at]);
    }
}

static void check_renewed(const struct marked *marked)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    bool changed[RECORD_PART_COUNT];
    struct buffer text = {0};
    struct buffer before = {0};
    struct buffer after = {0};
    struct marked again = {0};

    marked_renew(marked, marked, &text, changed);
    must(problems && !text.failed);
    diagnostics_input(problems, "again", text.bytes, text.length);
    must(marked_read(&again, text.bytes, text.length, problems) == DVF_OK);
    diagnostics_input_end(problems);
    append_outside(marked, &before);
    append_outside(&again, &after);
    fuzz_check_same(&before, &after);
    for (int i = 0; i < RECORD_PART_COUNT; i++)
        must((marked->parts[i].begin != 0) == (again.parts[i].begin != 0));
    buffer_release(&text);
    buffer_release(&before);
    buffer_release(&after);
    dvf_diagnostics_free(problems);
}

static void try_parts(const dvf_input *input)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct marked marked = {0};

    must(problems);
    diagnostics_input(problems, input->name, input->bytes, input->length);
    dvf_status status = marked_read(&marked, input->bytes, input->length,
                                    problems);
    diagnostics_input_end(problems);
    fuzz_check_problems(problems, status, input->length);
    if (status == DVF_OK && input->length > 0) {
        check_parts(&marked);
        check_renewed(&marked);
    }
    dvf_diagnostics_free(problems);
}

/* What a record states can be judged. */
static void check_recorded(const struct recorded *recorded)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;

    must(problems && recorded->kb_id && recorded->answers_sha256);
    must(recorded->profile->decision.option);
    must(dvf_evaluate(fuzz_kb(), recorded->profile, NULL, problems,
                      &evaluation) == DVF_OK);
    dvf_evaluation_free(evaluation);
    dvf_diagnostics_free(problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const dvf_input input = fuzz_named("record.md", fuzz_input_of(data, size));
    struct profile_schema *schema = recorded_schema_new(fuzz_kb());
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct recorded recorded;

    must(schema && problems);
    try_parts(&input);
    dvf_status status = decision_record_load(schema, &input, problems,
                                             &recorded);
    fuzz_check_problems(problems, status, size);
    if (status == DVF_OK && recorded.profile)
        check_recorded(&recorded);
    dvf_profile_free(recorded.profile);
    dvf_diagnostics_free(problems);
    profile_schema_free(schema);
    return 0;
}

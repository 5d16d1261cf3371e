/* SPDX-License-Identifier: MIT */
/*
 * Loading decision records. The code block is read from a text that has an
 * empty line for each line of the record before it, so that every place is one
 * of the record.
 */
#include "check/decision_record.h"

#include "base/file.h"

#include <string.h>
#include <strings.h>

/* Find the code block of the answers. @return whether there is one; reported
 * otherwise */
static bool find_block(const struct marked *marked,
                       struct dvf_diagnostics *problems,
                       struct marked_fence *fence)
{
    const struct marked_region *region = &marked->parts[RECORD_ANSWERS];

    if (region->begin == 0) {
        marked_report_missing(RECORD_ANSWERS, problems);
        return false;
    }
    if (marked_find_fence(marked, RECORD_ANSWERS, "yaml", fence))
        return true;
    diagnostics_error(problems, DIAGNOSTIC_STRUCTURE,
                      (struct position){region->begin, 1, 0},
                      "'dvf record --update' writes it anew",
                      "the part '%s' holds no block of code in YAML",
                      record_part_word(RECORD_ANSWERS));
    return false;
}

/* Load the code block with its lines of the record. */
static dvf_status load_block(const struct profile_schema *schema,
                             const dvf_input *input,
                             const struct marked_fence *fence,
                             struct dvf_diagnostics *problems,
                             struct recorded *recorded)
{
    const char *bytes = input->bytes;
    struct buffer text = {0};
    dvf_status status = DVF_NO_MEMORY;

    buffer_repeat(&text, "\n", fence->line - 1);
    buffer_append(&text, bytes + fence->start, fence->end - fence->start);
    if (!text.failed)
        status = recorded_load(
            schema, &(dvf_input){input->name, text.bytes, text.length},
            problems, recorded);
    buffer_release(&text);
    return status;
}

dvf_status decision_record_load(const struct profile_schema *schema,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems,
                                struct recorded *recorded)
{
    struct marked marked = {0};
    struct marked_fence fence = {0};

    *recorded = (struct recorded){0};
    diagnostics_input(problems, input->name, input->bytes, input->length);
    if (input->length > MARKED_BYTES_MAX)
        diagnostics_error(problems, DIAGNOSTIC_FILE_TOO_LARGE,
                          (struct position){0}, NULL,
                          "the file is larger than 1 MiB");
    else if (marked_read(&marked, input->bytes, input->length, problems) ==
                 DVF_OK &&
             marked.any)
        (void)find_block(&marked, problems, &fence);
    dvf_status status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    if (status == DVF_OK && marked.any)
        status = load_block(schema, input, &fence, problems, recorded);
    return status;
}

dvf_status decision_record_load_file(const struct profile_schema *schema,
                                     const char *path, const char *name,
                                     struct dvf_diagnostics *problems,
                                     struct recorded *recorded)
{
    struct buffer bytes = {0};
    dvf_status status = file_read_as(path, name, MARKED_BYTES_MAX, &bytes,
                                     problems);

    *recorded = (struct recorded){0};
    if (status == DVF_OK) {
        const dvf_input input = file_input(name, &bytes);

        status = decision_record_load(schema, &input, problems, recorded);
    }
    buffer_release(&bytes);
    return status;
}

void decision_record_report_unmarked(const char *name,
                                     struct dvf_diagnostics *problems)
{
    diagnostics_input(problems, name, NULL, 0);
    diagnostics_error(problems, DIAGNOSTIC_FILE_KIND, (struct position){0},
                      "'dvf record' writes one",
                      "this is no record of dvf: it has no markers");
    diagnostics_input_end(problems);
}

bool decision_record_is_name(const char *name)
{
    static const char *const endings[] = {".md", ".markdown"};
    const size_t length = strlen(name);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t size = strlen(endings[i]);

        if (length > size && strcasecmp(name + length - size, endings[i]) == 0)
            return true;
    }
    return false;
}

/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a knowledge base. One that loads is the same block
 * whenever it is loaded, its template is a profile of it, and that profile can
 * be judged.
 */
#include "fuzz.h"

#include "kb/block.h"

#include <string.h>

static void check_same_again(const dvf_kb *kb, const dvf_input *input)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *again = NULL;

    must(problems && dvf_kb_load(input, problems, &again) == DVF_OK);
    must(again->size == kb->size && memcmp(again, kb, kb->size) == 0);
    dvf_kb_free(again);
    dvf_diagnostics_free(problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const dvf_input input = fuzz_named("kb", fuzz_input_of(data, size));
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    must(problems);
    dvf_status status = dvf_kb_load(&input, problems, &kb);
    must((status == DVF_OK) == !!kb);
    fuzz_check_problems(problems, status, size);
    if (kb) {
        check_same_again(kb, &input);
        fuzz_check_template(kb);
    }
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    return 0;
}

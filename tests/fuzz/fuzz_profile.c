/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a profile of a small knowledge base. One that loads
 * has no problem without the knowledge base either, can be judged, and is read
 * as the same from the template that is written of it.
 */
#include "fuzz.h"

#include "profile/profile.h"
#include "profile/profile_edit.h"
#include "profile/template.h"

static void check_loaded(const dvf_profile *profile, const dvf_input *input)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;
    struct buffer text = {0};

    must(problems && profile_check(input, problems) == DVF_OK);
    must(dvf_evaluate(fuzz_kb(), profile, NULL, problems, &evaluation) ==
         DVF_OK);
    template_append(profile, &text);
    must(!text.failed);
    must(profile_edit_check(profile, text.bytes, text.length) == DVF_OK);
    buffer_release(&text);
    dvf_evaluation_free(evaluation);
    dvf_diagnostics_free(problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const dvf_input input = fuzz_named("profile", fuzz_input_of(data, size));
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    must(problems);
    dvf_status status = dvf_profile_load(fuzz_kb(), &input, problems, &profile);
    must((status == DVF_OK) == !!profile);
    fuzz_check_problems(problems, status, size);
    if (profile)
        check_loaded(profile, &input);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * A knowledge base that loads has a template that loads, and is judged.
 */
#include "fuzz.h"

void fuzz_check_template(const dvf_kb *kb)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluation *evaluation = NULL;
    dvf_text text;

    must(problems);
    must(dvf_profile_template(kb, NULL, 0, problems, &text) == DVF_OK);
    must(dvf_profile_load(kb, &(dvf_input){"template", text.bytes, text.length},
                          problems, &profile) == DVF_OK);
    must(dvf_diagnostics_count(problems) == 0);
    must(dvf_evaluate(kb, profile, NULL, problems, &evaluation) == DVF_OK);
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_text_release(&text);
    dvf_diagnostics_free(problems);
}

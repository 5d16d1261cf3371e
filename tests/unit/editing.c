/* SPDX-License-Identifier: MIT */
/*
 * Profiles that are edited, see editing.h.
 */
#include "editing.h"

#include "profile/answer.h"
#include "profile/profile.h"
#include "profile/profile_edit.h"
#include "support.h"

#include <string.h>

dvf_kb *editing_kb;

int editing_begin(void **state)
{
    (void)state;
    editing_kb = load_small_kb("");
    return 0;
}

int editing_end(void **state)
{
    (void)state;
    dvf_kb_free(editing_kb);
    return 0;
}

/* Put answers "attribute=value", parted by blanks, into a profile. */
static void answer(dvf_profile *profile, const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        dvf_diagnostics *problems = dvf_diagnostics_new();
        struct given_answer given = {0};
        struct buffer word = {0};

        buffer_append(&word, words, length);
        diagnostics_input(problems, "test", NULL, 0);
        assert_int_equal(answer_read(editing_kb, word.bytes,
                                     (struct position){0}, problems, &given),
                         DVF_OK);
        assert_int_equal(answer_put(profile, given.attribute, &given.answer),
                         DVF_OK);
        buffer_release(&word);
        dvf_diagnostics_free(problems);
        words += length;
        words += strspn(words, " ");
    }
}

dvf_status editing_edit(const char *text, const char *answers,
                        struct buffer *out)
{
    dvf_profile *profile = load_profile(editing_kb, text);
    dvf_status status;

    answer(profile, answers);
    status = profile_edit(profile, text, strlen(text), out);
    dvf_profile_free(profile);
    return status;
}

void editing_becomes(const char *before, const char *answers, const char *after)
{
    struct buffer out = {0};

    assert_int_equal(editing_edit(before, answers, &out), DVF_OK);
    assert_string_equal(out.bytes, after);
    buffer_release(&out);
}

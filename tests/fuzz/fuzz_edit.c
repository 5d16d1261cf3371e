/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: a profile that is edited. What stands before the first form
 * feed says what is answered, a byte for each question; the rest is the text.
 *
 * An edit that succeeds reads as the profile, the same edit changes nothing
 * more, every comment and every value that is not another answer stays byte
 * for byte, and without other answers the text stays as a whole.
 */
#include "fuzz.h"

#include "profile/answer.h"
#include "profile/profile.h"
#include "profile/profile_edit.h"
#include "yaml/text.h"

#include <string.h>

static const struct yaml_limits limits = {.bytes = 64 * 1024, .nodes = 4096};

/* A byte of 128 or more leaves an answer as it is. */
static void give_answers(dvf_profile *profile, struct fuzz_input choices)
{
    const dvf_kb *kb = fuzz_kb();

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = kb_attributes(kb) + i;
        unsigned choice = choices.length > 0 ? fuzz_take(&choices) : 128;
        struct answer answer = {.chosen = VALUES_UNKNOWN};
        unsigned value = choice / 8 % attribute->values.count;

        if (choice >= 128)
            continue;
        if (choice % 8 != 7)
            answer.chosen = attribute->type == KB_SET ? (choice & 3)
                                                      : values_of(value);
        must(answer_put(profile, i, &answer) == DVF_OK);
    }
}

/* ----------------------------------------------------------- What has to stay
 */

/* Lines that are comments stand in the result in their order. */
static void check_comments(struct fuzz_input before, const struct buffer *after)
{
    const char *from = after->bytes;

    while (before.length > 0) {
        struct fuzz_input line = fuzz_take_until(&before, '\n');
        struct buffer text = {0};

        while (line.length > 0 && strchr(" \t", *line.bytes))
            (void)fuzz_take(&line);
        if (line.length == 0 || *line.bytes != '#')
            continue;
        buffer_append(&text, line.bytes, line.length);
        must(!text.failed);
        from = strstr(from, text.bytes);
        must(from);
        from += text.length;
        buffer_release(&text);
    }
}

/* A text, and its tree. */
struct reading {
    struct yaml_document document;
    struct yaml_text text;
    dvf_diagnostics *problems;
};

static void open_text(struct reading *reading, const char *bytes, size_t length)
{
    const size_t mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0
                            ? 3
                            : 0;

    *reading = (struct reading){.problems = dvf_diagnostics_new()};
    must(reading->problems);
    diagnostics_input(reading->problems, "text", bytes, length);
    must(yaml_read(bytes, length, &limits, reading->problems,
                   &reading->document) == DVF_OK);
    diagnostics_input_end(reading->problems);
    must(yaml_text_open(&reading->text, &reading->document, bytes + mark,
                        length - mark) == DVF_OK);
}

static void close_text(struct reading *reading)
{
    yaml_text_release(&reading->text);
    yaml_document_release(&reading->document);
    dvf_diagnostics_free(reading->problems);
}

/* The bytes of an answer; empty where it has none, or they cannot be told. */
static struct fuzz_input find_value(struct reading *reading, const char *id)
{
    const struct yaml_document *document = &reading->document;
    uint32_t answers = yaml_find(document, 0, "answers");
    uint32_t key = answers == YAML_NONE ? YAML_NONE
                                        : yaml_find_key(document, answers, id);

    if (key == YAML_NONE)
        return (struct fuzz_input){"", 0};
    reading->text.lost = false;
    struct yaml_region region = yaml_text_value(&reading->text, key);
    if (reading->text.lost)
        return (struct fuzz_input){"", 0};
    return (struct fuzz_input){reading->text.bytes + region.start,
                               region.end - region.start};
}

static bool is_same_answer(const struct answer *one, const struct answer *other)
{
    return answer_given(one) == answer_given(other) &&
           answer_values(one) == answer_values(other) &&
           !one->number == !other->number &&
           (!one->number || strcmp(one->number, other->number) == 0);
}

static void check_values(const dvf_profile *before, struct fuzz_input text,
                         const dvf_profile *after, const struct buffer *out)
{
    const dvf_kb *kb = fuzz_kb();
    struct reading old;
    struct reading new;

    open_text(&old, text.bytes, text.length);
    open_text(&new, out->bytes, out->length);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const char *id = kb_string(kb, kb_attributes(kb)[i].id);

        if (!is_same_answer(&before->answers[i], &after->answers[i]))
            continue;
        struct fuzz_input was = find_value(&old, id);
        struct fuzz_input is = find_value(&new, id);
        must(was.length == is.length &&
             memcmp(was.bytes, is.bytes, is.length) == 0);
    }
    close_text(&old);
    close_text(&new);
}

/* ----------------------------------------------------------------- Editing */

/* @return false where the layout cannot be edited */
static bool edit(const dvf_profile *profile, struct fuzz_input text,
                 struct buffer *out)
{
    dvf_status status = profile_edit(profile, text.bytes, text.length, out);

    must(status == DVF_OK || (status == DVF_INVALID && out->length == 0));
    return status == DVF_OK;
}

static void check_edit(const dvf_profile *before, const dvf_profile *after,
                       struct fuzz_input text)
{
    struct buffer once = {0};
    struct buffer twice = {0};

    if (edit(after, text, &once)) {
        must(profile_edit_check(after, once.bytes, once.length) == DVF_OK);
        check_comments(text, &once);
        check_values(before, text, after, &once);
        must(edit(after, (struct fuzz_input){once.bytes, once.length}, &twice));
        fuzz_check_same(&once, &twice);
        buffer_clear(&once);
    }
    if (edit(before, text, &once))
        must(once.length == text.length &&
             memcmp(once.bytes, text.bytes, text.length) == 0);
    buffer_release(&once);
    buffer_release(&twice);
}

/* A decision is written so that the text reads as the profile, once and for
 * all, and nothing else is touched. */
static void check_decision(dvf_profile *after, struct fuzz_input text)
{
    struct decision *decision = &after->decision;
    struct buffer once = {0};
    struct buffer twice = {0};

    decision->option = "left";
    decision->date = "2026-11-27";
    decision->record = "docs/adr/0001 #1.md";
    dvf_status status = profile_edit_decision(after, text.bytes, text.length,
                                              &once);
    must(status == DVF_OK || (status == DVF_INVALID && once.length == 0));
    if (status == DVF_OK) {
        must(profile_edit_check(after, once.bytes, once.length) == DVF_OK);
        check_comments(text, &once);
        check_values(after, text, after, &once);
        must(profile_edit_decision(after, once.bytes, once.length, &twice) ==
             DVF_OK);
        fuzz_check_same(&once, &twice);
    }
    buffer_release(&once);
    buffer_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    struct fuzz_input choices = fuzz_take_until(&input, '\f');
    const dvf_input text = fuzz_named("profile", input);
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *before = NULL;
    dvf_profile *after = NULL;

    must(problems);
    if (dvf_profile_load(fuzz_kb(), &text, problems, &before) == DVF_OK) {
        must(dvf_profile_load(fuzz_kb(), &text, problems, &after) == DVF_OK);
        check_decision(before, input);
        dvf_profile_free(before);
        before = NULL;
        must(dvf_profile_load(fuzz_kb(), &text, problems, &before) == DVF_OK);
        give_answers(after, choices);
        check_edit(before, after, input);
    }
    dvf_profile_free(before);
    dvf_profile_free(after);
    dvf_diagnostics_free(problems);
    return 0;
}

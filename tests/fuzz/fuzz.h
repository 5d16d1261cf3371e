/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share: promises that no input may break, texts and
 * problems held against what they have to be, and a small knowledge base,
 * which is compiled once.
 */
#ifndef DVF_TESTS_FUZZ_H
#define DVF_TESTS_FUZZ_H

#include "base/buffer.h"

#include <dvf/dvf.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A promise that no input may break. */
#define must(kept) ((kept) ? (void)0 : fuzz_broken(#kept, __FILE__, __LINE__))

_Noreturn void fuzz_broken(const char *promise, const char *file, int line);

/** Styles of all kinds; inputs choose among them. */
#define FUZZ_STYLES 4
extern const dvf_style fuzz_styles[FUZZ_STYLES];

/** Bytes that are left of an input. */
struct fuzz_input {
    const char *bytes;
    size_t length;
};

/** Of data, which is never null. */
struct fuzz_input fuzz_input_of(const uint8_t *data, size_t size);

/** Take the next byte; 0 where there is none. */
uint8_t fuzz_take(struct fuzz_input *input);

/** Take what stands before the next separator, or all that is left. */
struct fuzz_input fuzz_take_until(struct fuzz_input *input, char separator);

/** As the public type, under a name. */
dvf_input fuzz_named(const char *name, struct fuzz_input input);

/** The bytes of tests/fuzz/kb.yaml, read at the first call. */
const struct buffer *fuzz_kb_text(void);

/** That knowledge base, compiled at the first call. */
const dvf_kb *fuzz_kb(void);

/** No hostile character is in a text, and no more than ASCII where that was
 * asked for. */
void fuzz_check_text(const dvf_text *text, const dvf_style *style);

/** The template of a knowledge base loads without a problem, and is judged. */
void fuzz_check_template(const dvf_kb *kb);

/** The problems of an input fit the status that it has got; where there are
 * few, they can be shown. @param choice of a style */
void fuzz_check_problems(const dvf_diagnostics *problems, dvf_status status,
                         size_t choice);

/** Problems can be shown, however many there are. @param choice of a style */
void fuzz_check_rendered(const dvf_diagnostics *problems, size_t choice);

/** A text is one value of JSON. */
void fuzz_check_json(const dvf_text *text);

/** Two texts are the same. */
void fuzz_check_same(const struct buffer *one, const struct buffer *other);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes of a terminal, and of a journal of answers. The decoder
 * of keys neither gets stuck nor depends on where the bytes are parted, and
 * types no hostile character; a journal's answers are read as the same from
 * the words in which they are written.
 */
#include "fuzz.h"

#include "ask/keys.h"
#include "base/utf8.h"
#include "cli/journal.h"
#include "profile/answer.h"

#include <string.h>

/* ------------------------------------------------------------------- Keys */

static void check_key(const struct key_decoder *decoder, const struct key *key,
                      bool is_complete)
{
    must(is_complete || key->kind == KEY_NONE);
    must(decoder->length <= KEYS_SEQUENCE_MAX);
    if (key->kind == KEY_CHARACTER)
        must(key->character >= ' ' && !utf8_is_hostile(key->character));
    else
        must(key->character == 0);
    if (key->kind == KEY_PASTE)
        must(strlen(keys_pasted(decoder)) <= KEYS_PASTE_MAX);
}

static bool take(struct key_decoder *decoder, char byte, struct key *key)
{
    bool is_complete = keys_take(decoder, (unsigned char)byte, key);

    check_key(decoder, key, is_complete);
    return is_complete;
}

/* After silence for long enough a letter is itself, but within a paste. */
static void check_end(struct key_decoder *decoder)
{
    struct key key;

    for (int i = 0; i <= KEYS_PATIENCE; i++)
        (void)keys_settle(decoder, &key);
    must(!keys_are_pending(decoder));
    if (decoder->state == KEYS_PASTING)
        return;
    must(take(decoder, 'x', &key));
    must(key.kind == KEY_CHARACTER && key.character == 'x');
}

/* @param silence the decoder falls silent once, before this byte */
static void check_parts(struct fuzz_input input, size_t silence)
{
    struct key_decoder whole = {.state = KEYS_NOTHING};
    struct key_decoder parted = {.state = KEYS_NOTHING};
    bool is_alike = true;

    for (size_t i = 0; i < input.length; i++) {
        struct key one;
        struct key other;

        /* Silence makes ESC a key, and drops a long string. */
        if (i == silence) {
            struct key_decoder copy = parted;

            is_alike = parted.state != KEYS_ESCAPE &&
                       parted.state != KEYS_STRING_END &&
                       parted.swallowed <= KEYS_STRING_MAX;
            memset(&parted, 0xff, sizeof parted);
            parted = copy;
            must(keys_settle(&parted, &other) == (copy.state == KEYS_ESCAPE));
        }
        bool is_complete = take(&whole, input.bytes[i], &one);
        bool is_other = take(&parted, input.bytes[i], &other);
        must(!is_alike || (is_complete == is_other && one.kind == other.kind &&
                           one.character == other.character));
    }
    check_end(&whole);
    check_end(&parted);
}

static void check_lines(struct fuzz_input input)
{
    struct buffer line = {0};

    buffer_append(&line, input.bytes, input.length);
    must(!line.failed);
    must(keys_drop_replies(line.bytes, line.length) <= line.length);
    buffer_release(&line);
}

/* ---------------------------------------------------------------- Journal */

/* An answer that was read, as it stands in a journal. */
static void check_answer(const struct given_answer *given)
{
    const dvf_kb *kb = fuzz_kb();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct given_answer again = {0};
    struct buffer value = {0};
    struct buffer word = {0};

    answer_append(kb, given->attribute, &given->answer, &value);
    buffer_printf(&word,
                  "%s=", kb_string(kb, kb_attributes(kb)[given->attribute].id));
    /* Brackets are of profiles. */
    if (value.bytes[0] == '[')
        buffer_append(&word, value.bytes + 1, value.length - 2);
    else
        buffer_append(&word, value.bytes, value.length);
    must(problems && !word.failed);
    diagnostics_input(problems, "word", NULL, 0);
    must(answer_read(kb, word.bytes, (struct position){0}, problems, &again) ==
         DVF_OK);
    must(again.attribute == given->attribute &&
         answer_given(&again.answer) == answer_given(&given->answer) &&
         answer_values(&again.answer) == answer_values(&given->answer) &&
         !again.answer.number == !given->answer.number);
    diagnostics_input_end(problems);
    buffer_release(&value);
    buffer_release(&word);
    dvf_diagnostics_free(problems);
}

static void check_word(const char *word)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct given_answer given = {0};

    must(problems);
    diagnostics_input(problems, "word", NULL, 0);
    bool is_answer = answer_read(fuzz_kb(), word, (struct position){0},
                                 problems, &given) == DVF_OK;
    must(is_answer == (diagnostics_errors(problems) == 0));
    if (is_answer)
        check_answer(&given);
    diagnostics_input_end(problems);
    fuzz_check_problems(problems, is_answer ? DVF_OK : DVF_INVALID,
                        strlen(word));
    dvf_diagnostics_free(problems);
}

static void check_journal(struct fuzz_input input)
{
    struct buffer bytes = {0};
    struct buffer answer = {0};
    struct journal_origin origin = {0};
    uint32_t line = 0;
    uint32_t last = 0;
    size_t at = 0;

    buffer_append(&bytes, input.bytes, input.length);
    must(!bytes.failed);
    journal_read_origin(&bytes, &origin);
    for (unsigned i = 0; i < 8 && journal_next(&bytes, &at, &line, &answer);
         i++) {
        must(line > last && at <= bytes.length && answer.length > 0);
        must(!answer.failed && answer.bytes[0] != '#' &&
             !memchr(answer.bytes, '\n', answer.length));
        check_word(answer.bytes);
        last = line;
    }
    buffer_release(&origin.kb);
    buffer_release(&origin.profile);
    buffer_release(&answer);
    buffer_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    size_t silence = fuzz_take(&input);

    check_parts(input, silence);
    check_lines(input);
    check_journal(input);
    return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Keys: what is not complete yet stands in the decoder's few bytes, a sequence
 * (from ESC on) or a character of several bytes. A byte that cannot go on with
 * them drops them and begins anew, so that no input gets the decoder stuck.
 */
#include "ask/keys.h"

#include "base/utf8.h"

#include <string.h>

#define ESCAPE         0x1b
#define DELETE         0x7f

/* First number of the sequence that begins a paste. */
#define PASTE_BEGINS   200

/* Larger numbers in a sequence are all alike. */
#define PARAMETER_MOST 10000

static const char paste_ends[] = "\x1b[201~";

/* Bytes that are keys by themselves; all other controls are none. */
static const enum key_kind controls[' '] = {
    [0x03] = KEY_INTERRUPT, [0x04] = KEY_END_OF_INPUT, [0x08] = KEY_BACKSPACE,
    [0x09] = KEY_TAB,       [0x0a] = KEY_ENTER,        [0x0c] = KEY_REDRAW,
    [0x0d] = KEY_ENTER,     [0x15] = KEY_CLEAR,
};

/* Last bytes of sequences that begin with ESC [ or ESC O. */
static const struct {
    char letter;
    enum key_kind kind;
} letters[] = {
    {'A', KEY_UP},   {'B', KEY_DOWN}, {'C', KEY_RIGHT},
    {'D', KEY_LEFT}, {'F', KEY_END},  {'H', KEY_HOME},
};

/* First numbers of sequences that begin with ESC [ and end in ~. */
static const struct {
    unsigned number;
    enum key_kind kind;
} numbers[] = {
    {1, KEY_HOME},      {4, KEY_END},  {5, KEY_PAGE_UP},
    {6, KEY_PAGE_DOWN}, {7, KEY_HOME}, {8, KEY_END},
};

/* Nothing waits any more, and this was pressed. */
static bool complete(struct key_decoder *decoder, struct key *key,
                     enum key_kind kind)
{
    decoder->length = 0;
    decoder->skipping = false;
    *key = (struct key){kind, 0};
    return true;
}

static void keep(struct key_decoder *decoder, unsigned char byte)
{
    if (decoder->length < KEYS_SEQUENCE_MAX)
        decoder->bytes[decoder->length++] = byte;
    else
        decoder->skipping = true;
}

/* ------------------------------------------------------------- Characters */

/* A byte of a character beyond ASCII came; the character waits behind `before`
 * bytes. Bytes that are no UTF-8 wait as if they were, and are dropped with all
 * that goes on with them, which is never the beginning of anything. */
static bool take_text(struct key_decoder *decoder, size_t before,
                      struct key *key)
{
    const unsigned char *bytes = decoder->bytes + before;
    size_t length = decoder->length - before;
    uint32_t character = 0;

    if (utf8_decode((const char *)bytes, length, &character) == 0)
        return false;
    complete(decoder, key, KEY_NONE);
    /* With ESC before it, it was typed with Alt. */
    if (before == 0 && !utf8_is_hostile(character))
        *key = (struct key){KEY_CHARACTER, character};
    return true;
}

static bool take_first(struct key_decoder *decoder, unsigned char byte,
                       struct key *key)
{
    decoder->length = 0;
    decoder->skipping = false;
    if (byte == ESCAPE || byte > DELETE) {
        keep(decoder, byte);
        return false;
    }
    if (byte == DELETE)
        return complete(decoder, key, KEY_BACKSPACE);
    if (byte < ' ')
        return complete(decoder, key, controls[byte]);
    complete(decoder, key, KEY_CHARACTER);
    key->character = byte;
    return true;
}

/* -------------------------------------------------------------- Sequences */

/* The first number, 0 where there is none. */
static unsigned first_number(const char *parameters)
{
    unsigned number = 0;

    for (; *parameters >= '0' && *parameters <= '9'; parameters++)
        if (number < PARAMETER_MOST)
            number = number * 10 + (unsigned)(*parameters - '0');
    return number;
}

static enum key_kind kind_of_number(unsigned number)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].number == number)
            return numbers[i].kind;
    return KEY_NONE;
}

static enum key_kind kind_of_letter(char letter)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == letter)
            return letters[i].kind;
    return KEY_NONE;
}

/* A whole sequence, its last byte among them. Modifiers, which are numbers
 * after the first, change nothing. */
static bool take_whole(struct key_decoder *decoder, struct key *key)
{
    char parameters[KEYS_SEQUENCE_MAX] = {0};
    size_t count = decoder->length - 3;
    char last = (char)decoder->bytes[decoder->length - 1];
    bool is_application = decoder->bytes[1] == 'O';

    memcpy(parameters, decoder->bytes + 2, count);
    if (strspn(parameters, "0123456789;:") != count)
        return complete(decoder, key, KEY_NONE);
    if (is_application && last == 'M') /* Enter of the keypad */
        return complete(decoder, key, KEY_ENTER);
    if (is_application || last != '~')
        return complete(decoder, key, kind_of_letter(last));
    decoder->pasting = first_number(parameters) == PASTE_BEGINS;
    return complete(decoder, key, kind_of_number(first_number(parameters)));
}

/* A byte of a sequence after ESC [ or ESC O. */
static bool take_sequence(struct key_decoder *decoder, unsigned char byte,
                          struct key *key)
{
    /* The function keys of the Linux console: ESC [ [ A. */
    bool goes_on = byte < '@' || (decoder->length == 2 && byte == '[' &&
                                  decoder->bytes[1] == '[');

    keep(decoder, byte);
    if (goes_on)
        return false;
    if (decoder->skipping)
        return complete(decoder, key, KEY_NONE);
    return take_whole(decoder, key);
}

/* The byte after ESC. */
static bool take_second(struct key_decoder *decoder, unsigned char byte,
                        struct key *key)
{
    if (byte == ESCAPE) {
        complete(decoder, key, KEY_ESCAPE);
        keep(decoder, byte);
        return true;
    }
    if (byte == '[' || byte == 'O' || byte > DELETE) {
        keep(decoder, byte);
        return false;
    }
    /* Typed with Alt, which means nothing; but Ctrl-C always leaves. */
    if (byte < ' ' && controls[byte] == KEY_INTERRUPT)
        return complete(decoder, key, KEY_INTERRUPT);
    return complete(decoder, key, KEY_NONE);
}

/* Within a paste only its end is looked for; the bytes count how much of it
 * has been seen. ESC is nowhere in it but at its beginning. */
static void take_pasted(struct key_decoder *decoder, unsigned char byte)
{
    if (byte == (unsigned char)paste_ends[decoder->length])
        decoder->length++;
    else
        decoder->length = byte == ESCAPE ? 1 : 0;
    if (decoder->length < sizeof paste_ends - 1)
        return;
    decoder->pasting = false;
    decoder->length = 0;
}

/* ---------------------------------------------------------------- Decoding */

enum waiting {
    WAITING_NOTHING,
    WAITING_ESCAPE,   /* ESC and nothing else */
    WAITING_SEQUENCE, /* ESC [ or ESC O, and more */
    WAITING_TEXT,     /* a part of a character */
    WAITING_ALT_TEXT  /* alike, behind ESC */
};

static enum waiting what_waits(const struct key_decoder *decoder)
{
    if (decoder->length == 0)
        return WAITING_NOTHING;
    if (decoder->bytes[0] != ESCAPE)
        return WAITING_TEXT;
    if (decoder->length == 1)
        return WAITING_ESCAPE;
    return decoder->bytes[1] > DELETE ? WAITING_ALT_TEXT : WAITING_SEQUENCE;
}

/* Whether a byte can go on with what waits. */
static bool can_follow(enum waiting waiting, unsigned char byte)
{
    if (waiting == WAITING_SEQUENCE)
        return byte >= ' ' && byte < DELETE;
    if (waiting == WAITING_TEXT || waiting == WAITING_ALT_TEXT)
        return byte >= 0x80 && byte <= 0xbf;
    return waiting == WAITING_ESCAPE;
}

bool keys_take(struct key_decoder *decoder, unsigned char byte, struct key *key)
{
    enum waiting waiting = what_waits(decoder);

    *key = (struct key){KEY_NONE, 0};
    if (decoder->pasting) {
        take_pasted(decoder, byte);
        return false;
    }
    if (!can_follow(waiting, byte))
        return take_first(decoder, byte, key);
    if (waiting == WAITING_ESCAPE)
        return take_second(decoder, byte, key);
    if (waiting == WAITING_SEQUENCE)
        return take_sequence(decoder, byte, key);
    keep(decoder, byte);
    return take_text(decoder, waiting == WAITING_ALT_TEXT ? 1 : 0, key);
}

bool keys_are_pending(const struct key_decoder *decoder)
{
    /* The end of a paste may take its time. */
    return decoder->length > 0 && !decoder->pasting;
}

bool keys_settle(struct key_decoder *decoder, struct key *key)
{
    enum waiting waiting = what_waits(decoder);

    *key = (struct key){KEY_NONE, 0};
    if (decoder->pasting)
        return false;
    complete(decoder, key, KEY_NONE);
    if (waiting != WAITING_ESCAPE)
        return false;
    key->kind = KEY_ESCAPE;
    return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * Keys: what is not complete yet stands in the decoder. A byte that cannot go
 * on with it drops it and begins anew. The controls that introduce sequences
 * and strings have three forms: ESC and a byte, one byte of eight bits where no
 * character of UTF-8 goes on with it, and that byte as such a character.
 */
#include "ask/keys.h"

#include "base/utf8.h"

#include <string.h>

#define BELL           0x07
#define CANCEL         0x18
#define SUBSTITUTE     0x1a
#define ESCAPE         0x1b
#define DELETE         0x7f

/* Controls of eight bits are ESC and this much less. */
#define EIGHT_BITS     0x40
#define IS_EIGHT(byte) ((byte) >= 0x80 && (byte) <= 0x9f)
#define STRING_ENDS    0x9c

/* First number of the sequence that begins a paste. */
#define PASTE_BEGINS   200

/* Larger numbers in a sequence are all alike. */
#define PARAMETER_MOST 10000

/* Last bytes of the reports of a mouse, with the number of characters that come
 * after: button and place; a place; three of them. */
static const struct {
    char letter;
    unsigned characters;
} mice[] = {{'M', 3}, {'t', 2}, {'T', 6}};

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
    decoder->state = KEYS_NOTHING;
    *key = (struct key){kind, 0};
    return true;
}

static bool wait_for_more(struct key_decoder *decoder, enum keys_state state)
{
    decoder->state = state;
    return false;
}

static void keep(struct key_decoder *decoder, unsigned char byte)
{
    if (decoder->length < KEYS_SEQUENCE_MAX)
        decoder->bytes[decoder->length++] = byte;
    else
        decoder->skipping = true;
}

/* Bytes that follow the first one of a character. */
static unsigned bytes_after(unsigned char byte)
{
    if (byte < 0xc0 || byte > 0xf7)
        return 0;
    return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

/* Follow the characters of what is skipped.
 * @return whether the byte goes on with one */
static bool goes_on(struct key_decoder *decoder, unsigned char byte)
{
    if (decoder->rest > 0 && byte >= 0x80 && byte <= 0xbf) {
        decoder->rest--;
        return true;
    }
    decoder->lead = byte;
    decoder->rest = bytes_after(byte);
    return false;
}

/* ---------------------------------------------------------- Introductions */

/* A control came that introduces something: the byte that is behind ESC in its
 * form of seven bits. */
static bool introduce(struct key_decoder *decoder, unsigned char control,
                      unsigned char mark, struct key *key)
{
    decoder->length = 0;
    decoder->skipping = false;
    decoder->rest = 0;
    decoder->swallowed = 0;
    decoder->mark = mark;
    switch (control) {
    case '[':
    case 'O':
        keep(decoder, control);
        return wait_for_more(decoder, KEYS_SEQUENCE);
    case 'P': /* DCS */
    case ']': /* OSC */
    case 'X': /* SOS */
    case '^': /* PM */
    case '_': /* APC */
        return wait_for_more(decoder, KEYS_STRING);
    default:
        return complete(decoder, key, KEY_NONE);
    }
}

static bool is_introduction(unsigned char byte)
{
    return byte != '\0' && strchr("[OP]X^_", byte);
}

/* ------------------------------------------------------------- Characters */

static bool begin_text(struct key_decoder *decoder, unsigned char byte,
                       bool is_alt, struct key *key)
{
    if (bytes_after(byte) == 0)
        return complete(decoder, key, KEY_NONE);
    decoder->length = 0;
    decoder->is_alt = is_alt;
    keep(decoder, byte);
    return wait_for_more(decoder, KEYS_TEXT);
}

/* A byte that goes on with a character. Bytes that are no UTF-8 are dropped
 * together: none of them is the beginning of anything. */
static bool take_text(struct key_decoder *decoder, unsigned char byte,
                      struct key *key)
{
    uint32_t character = 0;

    keep(decoder, byte);
    if (decoder->length <= bytes_after(decoder->bytes[0]))
        return false;
    if (utf8_decode((const char *)decoder->bytes, decoder->length,
                    &character) == 0 ||
        decoder->is_alt)
        return complete(decoder, key, KEY_NONE);
    if (IS_EIGHT(character))
        return introduce(decoder, (unsigned char)(character - EIGHT_BITS),
                         decoder->bytes[0], key);
    complete(decoder, key, KEY_NONE);
    if (!utf8_is_hostile(character))
        *key = (struct key){KEY_CHARACTER, character};
    return true;
}

/* A byte with which something begins. */
static bool take_first(struct key_decoder *decoder, unsigned char byte,
                       struct key *key)
{
    if (byte == ESCAPE)
        return wait_for_more(decoder, KEYS_ESCAPE);
    if (IS_EIGHT(byte))
        return introduce(decoder, (unsigned char)(byte - EIGHT_BITS), byte,
                         key);
    if (byte > DELETE)
        return begin_text(decoder, byte, false, key);
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

static unsigned characters_after(char letter)
{
    for (size_t i = 0; i < sizeof mice / sizeof *mice; i++)
        if (mice[i].letter == letter)
            return mice[i].characters;
    return 0;
}

static bool begin_paste(struct key_decoder *decoder)
{
    decoder->matched = 0;
    decoder->pasted_length = 0;
    decoder->is_line_over = false;
    return wait_for_more(decoder, KEYS_PASTING);
}

/* A whole sequence, its last byte among them. Modifiers, which are numbers
 * after the first, change nothing. */
static bool take_whole(struct key_decoder *decoder, struct key *key)
{
    char parameters[KEYS_SEQUENCE_MAX] = {0};
    size_t count = decoder->length - 2;
    char last = (char)decoder->bytes[decoder->length - 1];
    bool is_application = decoder->bytes[0] == 'O';

    memcpy(parameters, decoder->bytes + 1, count);
    if (strspn(parameters, "0123456789;:") != count)
        return complete(decoder, key, KEY_NONE);
    if (is_application && last == 'M') /* Enter of the keypad */
        return complete(decoder, key, KEY_ENTER);
    decoder->left = count == 0 ? characters_after(last) : 0;
    if (!is_application && decoder->left > 0)
        return wait_for_more(decoder, KEYS_MOUSE);
    if (is_application || last != '~')
        return complete(decoder, key, kind_of_letter(last));
    if (first_number(parameters) == PASTE_BEGINS)
        return begin_paste(decoder);
    return complete(decoder, key, kind_of_number(first_number(parameters)));
}

/* A byte of a sequence after ESC [ or ESC O. */
static bool take_sequence(struct key_decoder *decoder, unsigned char byte,
                          struct key *key)
{
    /* The function keys of the Linux console: ESC [ [ A. */
    bool is_part = byte < '@' || (decoder->length == 1 && byte == '[' &&
                                  decoder->bytes[0] == '[');

    if (byte < ' ' || byte >= DELETE)
        return take_first(decoder, byte, key);
    keep(decoder, byte);
    if (is_part)
        return false;
    if (decoder->skipping)
        return complete(decoder, key, KEY_NONE);
    return take_whole(decoder, key);
}

/* A byte of a mouse's report: characters, of which those beyond ASCII are bytes
 * or UTF-8. */
static bool take_mouse(struct key_decoder *decoder, unsigned char byte,
                       struct key *key)
{
    bool is_more = goes_on(decoder, byte);

    if (byte < ' ' || (!is_more && decoder->left == 0))
        return take_first(decoder, byte, key);
    if (!is_more)
        decoder->left--;
    if (decoder->left > 0 || decoder->rest > 0)
        return false;
    return complete(decoder, key, KEY_NONE);
}

/* The byte after ESC. */
static bool take_second(struct key_decoder *decoder, unsigned char byte,
                        struct key *key)
{
    if (byte == ESCAPE) {
        *key = (struct key){KEY_ESCAPE, 0};
        return true;
    }
    if (is_introduction(byte))
        return introduce(decoder, byte, ESCAPE, key);
    if (byte == '/')
        return wait_for_more(decoder, KEYS_SLASHED);
    if (IS_EIGHT(byte))
        return take_first(decoder, byte, key);
    if (byte > DELETE)
        return begin_text(decoder, byte, true, key);
    /* Typed with Alt, which means nothing; but Ctrl-C always leaves. */
    if (byte < ' ' && controls[byte] == KEY_INTERRUPT)
        return complete(decoder, key, KEY_INTERRUPT);
    return complete(decoder, key, KEY_NONE);
}

/* ---------------------------------------------------------------- Strings */

static bool take_string(struct key_decoder *decoder, unsigned char byte,
                        struct key *key)
{
    bool is_more = goes_on(decoder, byte);

    decoder->swallowed++;
    if (byte == ESCAPE)
        return wait_for_more(decoder, KEYS_STRING_END);
    if (byte == BELL || byte == CANCEL || byte == SUBSTITUTE ||
        (byte == STRING_ENDS && (!is_more || decoder->lead == 0xc2)))
        return complete(decoder, key, KEY_NONE);
    return false;
}

/* The byte after ESC in a string, which it ends in any case. */
static bool take_string_end(struct key_decoder *decoder, unsigned char byte,
                            struct key *key)
{
    if (byte == ESCAPE)
        return false;
    if (byte == '\\')
        return complete(decoder, key, KEY_NONE);
    return take_second(decoder, byte, key);
}

/* ----------------------------------------------------------------- Pastes */

static const char *end_of_paste(const struct key_decoder *decoder)
{
    if (decoder->mark == ESCAPE)
        return "\x1b[201~";
    return IS_EIGHT(decoder->mark) ? "\x9b"
                                     "201~"
                                   : "\xc2\x9b"
                                     "201~";
}

/* Of the first line that is not empty; controls are left out. */
static void add_pasted(struct key_decoder *decoder, unsigned char byte)
{
    bool is_end = byte == '\r' || byte == '\n';

    if (is_end && decoder->pasted_length > 0)
        decoder->is_line_over = true;
    if (byte == '\t')
        byte = ' ';
    if (decoder->is_line_over || byte < ' ' || byte == DELETE)
        return;
    if (decoder->pasted_length < KEYS_PASTE_MAX)
        decoder->pasted[decoder->pasted_length++] = (char)byte;
}

/* Take bytes that looked like the end of a paste as a part of it. Its first
 * byte is nowhere in it but at its beginning. */
static bool take_pasted(struct key_decoder *decoder, unsigned char byte,
                        struct key *key)
{
    const char *end = end_of_paste(decoder);

    if (byte != (unsigned char)end[decoder->matched]) {
        for (size_t i = 0; i < decoder->matched; i++)
            add_pasted(decoder, (unsigned char)end[i]);
        decoder->matched = 0;
    }
    if (byte != (unsigned char)end[decoder->matched]) {
        add_pasted(decoder, byte);
        return false;
    }
    if (end[++decoder->matched] != '\0')
        return false;
    decoder->pasted[decoder->pasted_length] = '\0';
    complete(decoder, key, decoder->pasted_length > 0 ? KEY_PASTE : KEY_NONE);
    return true;
}

const char *keys_pasted(const struct key_decoder *decoder)
{
    return decoder->pasted;
}

/* ---------------------------------------------------------------- Decoding */

/* After ESC that silence has made a key, or the end of a string: what it
 * introduced may still come. */
static bool take_late(struct key_decoder *decoder, unsigned char byte,
                      struct key *key)
{
    if (is_introduction(byte))
        return introduce(decoder, byte, ESCAPE, key);
    if (byte == '\\')
        return complete(decoder, key, KEY_NONE);
    return take_first(decoder, byte, key);
}

bool keys_take(struct key_decoder *decoder, unsigned char byte, struct key *key)
{
    *key = (struct key){KEY_NONE, 0};
    decoder->silences = 0;
    switch (decoder->state) {
    case KEYS_TEXT:
        if (byte >= 0x80 && byte <= 0xbf)
            return take_text(decoder, byte, key);
        break;
    case KEYS_ESCAPE:
        return take_second(decoder, byte, key);
    case KEYS_ESCAPED:
        return take_late(decoder, byte, key);
    case KEYS_SLASHED: /* the reply of a VT52 */
        if (byte == 'Z')
            return complete(decoder, key, KEY_NONE);
        break;
    case KEYS_SEQUENCE:
        return take_sequence(decoder, byte, key);
    case KEYS_MOUSE:
        return take_mouse(decoder, byte, key);
    case KEYS_STRING:
        return take_string(decoder, byte, key);
    case KEYS_STRING_END:
        return take_string_end(decoder, byte, key);
    case KEYS_PASTING:
        return take_pasted(decoder, byte, key);
    case KEYS_NOTHING:
        break;
    }
    return take_first(decoder, byte, key);
}

bool keys_are_pending(const struct key_decoder *decoder)
{
    /* The end of a paste may take its time. */
    return decoder->state != KEYS_NOTHING && decoder->state != KEYS_PASTING;
}

bool keys_settle(struct key_decoder *decoder, struct key *key)
{
    bool is_escape = decoder->state == KEYS_ESCAPE;
    bool is_long = decoder->state == KEYS_STRING &&
                   decoder->swallowed > KEYS_STRING_MAX;

    *key = (struct key){is_escape ? KEY_ESCAPE : KEY_NONE, 0};
    if (!keys_are_pending(decoder))
        return false;
    if (is_escape || decoder->state == KEYS_STRING_END)
        decoder->state = KEYS_ESCAPED;
    else if (is_long || ++decoder->silences >= KEYS_PATIENCE)
        decoder->state = KEYS_NOTHING;
    return is_escape;
}

/* ------------------------------------------------------------------- Lines */

/* True for bytes that are no key but a reply: with ESC alone before it, a
 * character was typed with Alt. */
static bool is_reply(const unsigned char *bytes, size_t length)
{
    return length > 1 &&
           ((bytes[0] == ESCAPE && is_introduction(bytes[1]) &&
             bytes[1] != 'O') ||
            (bytes[0] == 0xc2 && IS_EIGHT(bytes[1])) || IS_EIGHT(bytes[0]));
}

size_t keys_drop_replies(char *bytes, size_t length)
{
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    size_t start = 0;
    size_t kept = 0;
    struct key key;

    for (size_t i = 0; i < length; i++) {
        size_t size = i + 1 - start;

        keys_take(&decoder, (unsigned char)bytes[i], &key);
        if (decoder.state != KEYS_NOTHING && i + 1 < length)
            continue;
        if (key.kind == KEY_PASTE) {
            memcpy(bytes + kept, decoder.pasted, decoder.pasted_length);
            kept += decoder.pasted_length;
        } else if (key.kind != KEY_NONE || decoder.state != KEYS_NOTHING ||
                   !is_reply((const unsigned char *)bytes + start, size)) {
            memmove(bytes + kept, bytes + start, size);
            kept += size;
        }
        start = i + 1;
    }
    return kept;
}

/* SPDX-License-Identifier: MIT */
/*
 * Keys: what each sequence means, that it means the same however it arrives,
 * and that no input crashes the decoder, gets it stuck or types an answer that
 * nobody typed.
 */
#include "support.h"

#include "ask/keys.h"
#include "base/utf8.h"

#include <string.h>

#define KEYS_MAX 8

/* Bytes, and the keys that they are; those that mean nothing are left out. */
struct typed {
    const char *bytes;
    size_t length;
    struct key keys[KEYS_MAX]; /* up to the first KEY_NONE */
};

#define BYTES(text) (text), sizeof(text) - 1
#define CHARACTER(code)                                                        \
    {                                                                          \
        KEY_CHARACTER, (code)                                                  \
    }
#define KEY(name)                                                              \
    {                                                                          \
        KEY_##name, 0                                                          \
    }

static const struct typed table[] = {
    /* single bytes */
    {BYTES("a"), {CHARACTER('a')}},
    {BYTES(" ?<-"),
     {CHARACTER(' '), CHARACTER('?'), CHARACTER('<'), CHARACTER('-')}},
    {BYTES("\r"), {KEY(ENTER)}},
    {BYTES("\n"), {KEY(ENTER)}},
    {BYTES("\t"), {KEY(TAB)}},
    {BYTES("\x7f\x08"), {KEY(BACKSPACE), KEY(BACKSPACE)}},
    {BYTES("\x15\x0c"), {KEY(CLEAR), KEY(REDRAW)}},
    {BYTES("\x03\x04"), {KEY(INTERRUPT), KEY(END_OF_INPUT)}},
    {BYTES("\0\x01\x1a\x1f"
           "a"),
     {CHARACTER('a')}},
    /* both forms of the keys for moving */
    {BYTES("\x1b[A\x1b[B\x1b[C\x1b[D"),
     {KEY(UP), KEY(DOWN), KEY(RIGHT), KEY(LEFT)}},
    {BYTES("\x1bOA\x1bOB\x1bOC\x1bOD"),
     {KEY(UP), KEY(DOWN), KEY(RIGHT), KEY(LEFT)}},
    {BYTES("\x1b[H\x1b[F\x1bOH\x1bOF"),
     {KEY(HOME), KEY(END), KEY(HOME), KEY(END)}},
    {BYTES("\x1b[1~\x1b[4~\x1b[7~\x1b[8~"),
     {KEY(HOME), KEY(END), KEY(HOME), KEY(END)}},
    {BYTES("\x1b[5~\x1b[6~"), {KEY(PAGE_UP), KEY(PAGE_DOWN)}},
    {BYTES("\x1bOM"), {KEY(ENTER)}},
    /* with modifiers */
    {BYTES("\x1b[1;5A\x1b[1;2B\x1bO5C"), {KEY(UP), KEY(DOWN), KEY(RIGHT)}},
    {BYTES("\x1b[5;3~\x1b[1;5H"), {KEY(PAGE_UP), KEY(HOME)}},
    {BYTES("\x1b[1;5:1A"), {KEY(UP)}},
    /* sequences that mean nothing */
    {BYTES("\x1b[3~a"), {CHARACTER('a')}},
    {BYTES("\x1b[[Aa"), {CHARACTER('a')}},
    {BYTES("\x1b[?1Aa"), {CHARACTER('a')}},
    {BYTES("\x1b[1 Aa"), {CHARACTER('a')}},
    {BYTES("\x1b[99999999999~a"), {CHARACTER('a')}},
    {BYTES("\x1b[24;80Ra"), {CHARACTER('a')}},
    {BYTES("\x1b[Za\x1bOPb"), {CHARACTER('a'), CHARACTER('b')}},
    {BYTES("\x1b[;~\x1b[~a"), {CHARACTER('a')}},
    {BYTES("\x1b[201~a"), {CHARACTER('a')}},
    /* longer than any sequence is */
    {BYTES("\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17Aa"),
     {CHARACTER('a')}},
    {BYTES("\x1b[00000000000000000000000000000000200~a"), {CHARACTER('a')}},
    {BYTES("\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1A"), {KEY(UP)}},
    {BYTES("\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;;A"), {KEY(NONE)}},
    /* broken off */
    {BYTES("\x1b[1\x1b[A"), {KEY(UP)}},
    {BYTES("\x1b[1;\x03"
           "a"),
     {KEY(INTERRUPT), CHARACTER('a')}},
    {BYTES("\x1b[1\r\x1bO\n"), {KEY(ENTER), KEY(ENTER)}},
    {BYTES("\x1b[1\x7f"), {KEY(BACKSPACE)}},
    {BYTES("\x1b[1\xc3\xa9"), {CHARACTER(0xe9)}},
    /* ESC twice, ESC before a character: Alt */
    {BYTES("\x1b\x1b[A"), {KEY(ESCAPE), KEY(UP)}},
    {BYTES("\x1b\x1b\x1b"
           "ab"),
     {KEY(ESCAPE), KEY(ESCAPE), CHARACTER('b')}},
    {BYTES("\x1bqa"), {CHARACTER('a')}},
    {BYTES("\x1b\ra"), {CHARACTER('a')}},
    {BYTES("\x1b\xc3\xa9"
           "a"),
     {CHARACTER('a')}},
    {BYTES("\x1b\xc3"
           "a"),
     {CHARACTER('a')}},
    {BYTES("\x1b\x03"), {KEY(INTERRUPT)}},
    /* characters beyond ASCII */
    {BYTES("\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80"),
     {CHARACTER(0xe9), CHARACTER(0x65e5), CHARACTER(0x1f600)}},
    {BYTES("e\xcc\x81"), {CHARACTER('e'), CHARACTER(0x301)}},
    /* hostile ones */
    {BYTES("\xe2\x80\xae"
           "a\xe2\x80\x8b\xef\xbb\xbf"
           "b"),
     {CHARACTER('a'), CHARACTER('b')}},
    /* controls of eight bits, as bytes and as characters */
    {BYTES("\x9b"
           "Aa\x8f"
           "Bb"),
     {KEY(UP), CHARACTER('a'), KEY(DOWN), CHARACTER('b')}},
    {BYTES("\xc2\x9b"
           "Aa\xc2\x8f"
           "Bb"),
     {KEY(UP), CHARACTER('a'), KEY(DOWN), CHARACTER('b')}},
    {BYTES("\x80\x85\x9c\xc2\x85\xc2\x9c"
           "a"),
     {CHARACTER('a')}},
    {BYTES("\xc3\x9b\xc3\x90\xe2\x82\x9d"
           "a"),
     {CHARACTER(0xdb), CHARACTER(0xd0), CHARACTER(0x209d), CHARACTER('a')}},
    {BYTES("\xc3\xa9\x9b"
           "Aa"),
     {CHARACTER(0xe9), KEY(UP), CHARACTER('a')}},
    /* reports of a mouse */
    {BYTES("\x1b[M q-a\x1b[tqsa\x1b[T123456a"),
     {CHARACTER('a'), CHARACTER('a'), CHARACTER('a')}},
    {BYTES("\x1b[M \xff\xffq\x1b[M \xc4\x80\xc4\x80q"),
     {CHARACTER('q'), CHARACTER('q')}},
    {BYTES("\x1b[M \x1b[A\x1b[M  \xc4\x1b[B"), {KEY(UP), KEY(DOWN)}},
    {BYTES("\x1b[M \x03"), {KEY(INTERRUPT)}},
    {BYTES("\x1b[<0;10;20Mq\x1b[32;10;20Ms\x1b[I\x1b[Oa"),
     {CHARACTER('q'), CHARACTER('s'), CHARACTER('a')}},
    /* strings, and what ends them */
    {BYTES("\x1bP1$r2 q\x1b\\a\x1b]11;rgb:0/0/0\x07"
           "b"),
     {CHARACTER('a'), CHARACTER('b')}},
    {BYTES("\x1b^q\x9c"
           "a\x1b_q\xc2\x9c"
           "b\x1bXq\x18"
           "c"),
     {CHARACTER('a'), CHARACTER('b'), CHARACTER('c')}},
    {BYTES("\x1b]l\xc3\x9cq\xe2\x82\x9cq\x1b\\a"), {CHARACTER('a')}},
    {BYTES("\x1b]lq\x1b[A"), {KEY(UP)}},
    {BYTES("\x1bPtmux;\x1b\x1b]q\x1b\x1b\\a"), {CHARACTER('a')}},
    {BYTES("\x90q\x9c"
           "a\xc2\x9dq\x07"
           "b"),
     {CHARACTER('a'), CHARACTER('b')}},
    {BYTES("\x1b/Za\x1b/b"), {CHARACTER('a'), CHARACTER('b')}},
    /* no UTF-8: cut, overlong, a surrogate, too large, a stray byte */
    {BYTES("\xc3"
           "a\xe6\x97"
           "b\xf0\x9f\x98"
           "c"),
     {CHARACTER('a'), CHARACTER('b'), CHARACTER('c')}},
    {BYTES("\xc0\xaf"
           "a\xe0\x80\xaf"
           "b"),
     {CHARACTER('a'), CHARACTER('b')}},
    {BYTES("\xed\xa0\x80"
           "a\xf4\x90\x90\x9b"
           "b"),
     {CHARACTER('a'), CHARACTER('b')}},
    {BYTES("\x80\xbf\xbf\xbf\xbf\xbf\xff"
           "a"),
     {CHARACTER('a')}},
    {BYTES("\xe6\x97\xe6\x97\xa5"), {CHARACTER(0x65e5)}},
    {BYTES("\xe6\x1b[A"), {KEY(UP)}},
    /* pastes */
    {BYTES("a\x1b[200~text\r\x1b[201~b"),
     {CHARACTER('a'), KEY(PASTE), CHARACTER('b')}},
    {BYTES("\x1b[200~\x1b[201~b"), {CHARACTER('b')}},
    {BYTES("\x1b[200~\x1b\x1b[201~b"), {CHARACTER('b')}},
    {BYTES("\x1b[200~\x03\x04\x1b[A\x1b\x1b\x1b[20\x1b[201\x1b[201~b"),
     {KEY(PASTE), CHARACTER('b')}},
    {BYTES("\x1b[200~\x1b[200~\x1b[201~b\x1b[201~c"),
     {KEY(PASTE), CHARACTER('b'), CHARACTER('c')}},
    {BYTES("\x1b[200~\xe6\x97\x1b[201~b"), {KEY(PASTE), CHARACTER('b')}},
    {BYTES("\x9b"
           "200~\x1b[201~\x9b"
           "201~b\xc2\x9b"
           "200~q\xc2\x9b"
           "201~c"),
     {KEY(PASTE), CHARACTER('b'), KEY(PASTE), CHARACTER('c')}},
};

/* Type bytes and collect the keys. */
static size_t type(struct key_decoder *decoder, const char *bytes,
                   size_t length, struct key *keys, size_t count)
{
    size_t i;

    for (i = 0; i < length; i++) {
        struct key key = {KEY_TAB, 7};
        bool done = keys_take(decoder, (unsigned char)bytes[i], &key);

        assert_true(decoder->length <= KEYS_SEQUENCE_MAX);
        assert_true(done || key.kind == KEY_NONE);
        assert_true(key.kind == KEY_CHARACTER || key.character == 0);
        if (key.kind == KEY_NONE)
            continue;
        assert_true(count < KEYS_MAX);
        keys[count++] = key;
    }
    return count;
}

static void expect_keys(const struct typed *typed, const struct key *keys,
                        size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        assert_int_equal(keys[i].kind, typed->keys[i].kind);
        assert_int_equal(keys[i].character, typed->keys[i].character);
    }
    assert_true(count == KEYS_MAX || typed->keys[count].kind == KEY_NONE);
}

static void bytes_are_the_keys_they_stand_for(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(table); i++) {
        struct key_decoder decoder = {.state = KEYS_NOTHING};
        struct key keys[KEYS_MAX];
        size_t count = type(&decoder, table[i].bytes, table[i].length, keys, 0);

        expect_keys(&table[i], keys, count);
        assert_int_equal(decoder.state, KEYS_NOTHING);
    }
}

/* The decoder is copied where the bytes are parted: all that it knows is in
 * there. */
static void bytes_may_come_in_parts(void **state)
{
    size_t i;
    size_t at;

    (void)state;
    for (i = 0; i < COUNT(table); i++) {
        for (at = 0; at <= table[i].length; at++) {
            struct key_decoder first = {.state = KEYS_NOTHING};
            struct key_decoder second;
            struct key keys[KEYS_MAX];
            size_t count = type(&first, table[i].bytes, at, keys, 0);

            second = first;
            memset(&first, 0xff, sizeof first);
            count = type(&second, table[i].bytes + at, table[i].length - at,
                         keys, count);
            expect_keys(&table[i], keys, count);
        }
    }
}

/* Silence that lasts. @return the key that it makes */
static struct key fall_silent(struct key_decoder *decoder)
{
    struct key first = {KEY_NONE, 0};
    struct key key;
    int i;

    for (i = 0; i <= KEYS_PATIENCE; i++)
        if (keys_settle(decoder, &key))
            first = key;
    return first;
}

static void whatever_is_broken_off_the_next_key_counts(void **state)
{
    size_t i;
    size_t at;

    (void)state;
    for (i = 0; i < COUNT(table); i++) {
        for (at = 0; at <= table[i].length; at++) {
            struct key_decoder decoder = {.state = KEYS_NOTHING};
            struct key keys[KEYS_MAX];
            struct key key;

            type(&decoder, table[i].bytes, at, keys, 0);
            if (decoder.state == KEYS_PASTING)
                continue;
            fall_silent(&decoder);
            assert_false(keys_are_pending(&decoder));
            assert_true(keys_take(&decoder, 'x', &key));
            assert_int_equal(key.kind, KEY_CHARACTER);
            assert_int_equal(key.character, 'x');
        }
    }
}

/* A silence at any place but behind ESC, which it makes the key. */
static void a_short_silence_changes_nothing(void **state)
{
    size_t i;
    size_t at;

    (void)state;
    for (i = 0; i < COUNT(table); i++) {
        for (at = 0; at <= table[i].length; at++) {
            struct key_decoder decoder = {.state = KEYS_NOTHING};
            struct key keys[KEYS_MAX];
            struct key key;
            size_t count = type(&decoder, table[i].bytes, at, keys, 0);

            if (decoder.state == KEYS_ESCAPE)
                continue;
            assert_false(keys_settle(&decoder, &key));
            count = type(&decoder, table[i].bytes + at, table[i].length - at,
                         keys, count);
            if (decoder.state == KEYS_NOTHING)
                expect_keys(&table[i], keys, count);
        }
    }
}

static void a_lone_escape_is_known_by_silence(void **state)
{
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    struct key key;

    (void)state;
    assert_false(keys_are_pending(&decoder));
    assert_false(keys_settle(&decoder, &key));
    assert_int_equal(key.kind, KEY_NONE);
    assert_false(keys_take(&decoder, 0x1b, &key));
    assert_true(keys_are_pending(&decoder));
    assert_true(keys_settle(&decoder, &key));
    assert_int_equal(key.kind, KEY_ESCAPE);
    assert_false(keys_settle(&decoder, &key));
    assert_int_equal(type(&decoder, "q", 1, keys, 0), 1);
}

/* What an ESC that came alone has introduced is no text. */
static void what_follows_a_late_escape_is_no_key(void **state)
{
    static const char *const rests[] = {"[24;80R", "]11;q\x1b\\", "P1$r2 q\x07",
                                        "\\", "[M qs"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rests); i++) {
        struct key_decoder decoder = {.state = KEYS_NOTHING};
        struct key keys[KEYS_MAX];
        struct key key;

        keys_take(&decoder, 0x1b, &key);
        keys_settle(&decoder, &key);
        assert_int_equal(type(&decoder, rests[i], strlen(rests[i]), keys, 0),
                         0);
        assert_int_equal(type(&decoder, "q", 1, keys, 0), 1);
    }
}

static void other_parts_are_dropped_by_a_long_silence(void **state)
{
    static const char *const parts[] = {
        "\x1b[",    "\x1bO", "\x1b[1;",     "\xc3",    "\xe6\x97",
        "\x1b\xc3", "\x1bP", "\x1b]11;rgb", "\x1b[M ", "\x1b/"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(parts); i++) {
        struct key_decoder decoder = {.state = KEYS_NOTHING};
        struct key keys[KEYS_MAX];

        assert_int_equal(type(&decoder, parts[i], strlen(parts[i]), keys, 0),
                         0);
        assert_true(keys_are_pending(&decoder));
        assert_int_equal(fall_silent(&decoder).kind, KEY_NONE);
        assert_false(keys_are_pending(&decoder));
    }
}

/* Whoever presses Escape is heard again. */
static void escape_ends_a_string_that_never_ends(void **state)
{
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    struct key key;

    (void)state;
    assert_int_equal(type(&decoder, BYTES("\x1bPqqq\x1b"), keys, 0), 0);
    assert_false(keys_settle(&decoder, &key));
    assert_int_equal(type(&decoder, "q", 1, keys, 0), 1);
    assert_int_equal(type(&decoder, BYTES("\x1bPqqq\x1b"), keys, 0), 0);
    assert_false(keys_settle(&decoder, &key));
    assert_int_equal(type(&decoder, BYTES("\\q"), keys, 0), 1);
}

/* Its end is found in any case; without one the first silence is it. */
static void a_long_string_ends_with_the_first_silence(void **state)
{
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    struct key key;
    int i;

    (void)state;
    for (i = 0; i < 2; i++) {
        int k;

        assert_int_equal(type(&decoder, BYTES("\x1b]52;c;"), keys, 0), 0);
        for (k = 0; k < 10 * KEYS_STRING_MAX; k++)
            assert_int_equal(type(&decoder, "q", 1, keys, 0), 0);
        if (i == 0)
            assert_int_equal(type(&decoder, "\x07", 1, keys, 0), 0);
        else
            assert_false(keys_settle(&decoder, &key));
        assert_int_equal(type(&decoder, "s", 1, keys, 0), 1);
    }
}

static void a_paste_is_its_first_line_without_controls(void **state)
{
    static const char *const pastes[][2] = {
        {"1500", "1500"},
        {"\r\n1500\r\n2000\r", "1500"},
        {"a\x03\x1b\x7f\tb\x07", "a b"},
        {"a\x1b[20b", "a[20b"},
        {"\x1b[200~x", "[200~x"},
        {"\xc3\xa9\xe5\xaf\xbf", "\xc3\xa9\xe5\xaf\xbf"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(pastes); i++) {
        struct key_decoder decoder = {.state = KEYS_NOTHING};
        struct key keys[KEYS_MAX];

        type(&decoder, BYTES("\x1b[200~"), keys, 0);
        assert_int_equal(
            type(&decoder, pastes[i][0], strlen(pastes[i][0]), keys, 0), 0);
        assert_int_equal(type(&decoder, BYTES("\x1b[201~"), keys, 0), 1);
        assert_int_equal(keys[0].kind, KEY_PASTE);
        assert_string_equal(keys_pasted(&decoder), pastes[i][1]);
    }
}

static void silence_within_a_paste_does_not_end_it(void **state)
{
    static const char mark[] = "\x1b[201~";
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    size_t i;

    (void)state;
    type(&decoder, BYTES("\x1b[200~abc"), keys, 0);
    for (i = 0; mark[i] != '\0'; i++) {
        assert_int_equal(decoder.state, KEYS_PASTING);
        assert_false(keys_are_pending(&decoder));
        assert_int_equal(fall_silent(&decoder).kind, KEY_NONE);
        assert_int_equal(type(&decoder, mark + i, 1, keys, 0),
                         mark[i + 1] == '\0');
    }
    assert_int_equal(type(&decoder, "x", 1, keys, 0), 1);
}

/* Megabytes of anything, near ends of a paste among it. */
static void a_large_paste_is_one_key(void **state)
{
    static const char *const pieces[] = {"\x1b[201",  "\x1b",   "q\r\n",
                                         "\x03",      "\x1b[A", "\xff\xfe",
                                         "\x1b[200~", "1",      "[201~"};
    struct random random = {2026};
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    size_t total = 0;

    (void)state;
    type(&decoder, BYTES("\x1b[200~"), keys, 0);
    while (total < 10U << 20) {
        const char *piece = pieces[random_below(&random, COUNT(pieces))];
        size_t length = strlen(piece);

        /* These two would make the end. */
        if (decoder.matched > 0 && piece[0] == '[')
            continue;
        if (decoder.matched == 5 && piece[0] == '~')
            continue;
        assert_int_equal(type(&decoder, piece, length, keys, 0), 0);
        total += length;
    }
    assert_int_equal(decoder.state, KEYS_PASTING);
    assert_int_equal(type(&decoder, BYTES("\x1b[201~x"), keys, 0), 2);
    assert_true(strlen(keys_pasted(&decoder)) <= KEYS_PASTE_MAX);
    assert_int_equal(keys[1].character, 'x');
}

/* Bytes of which many are parts of sequences and characters. */
static unsigned char any_byte(struct random *random)
{
    static const unsigned char likely[] =
        "\x1b\x1b[[OO0125;;~~?AHMRP]X_"
        "\\\x9b\x9c\xc2\xc3\xe2\xe6\xf0\x97\xa9\x80\xae \x03\x7f";

    if (random_once_in(random, 3))
        return (unsigned char)random_below(random, 256);
    return likely[random_below(random, sizeof likely - 1)];
}

static void random_bytes_never_get_it_stuck(void **state)
{
    struct random random = {4};
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    struct key keys[KEYS_MAX];
    int i;
    int j;

    (void)state;
    for (i = 0; i < 50000; i++) {
        uint32_t count = random_below(&random, 60);

        for (j = 0; j < (int)count; j++) {
            char byte = (char)any_byte(&random);

            type(&decoder, &byte, 1, keys, 0);
        }
        if (decoder.state == KEYS_PASTING)
            type(&decoder,
                 BYTES("\x1b[201~\x9b"
                       "201~\xc2\x9b"
                       "201~"),
                 keys, 0);
        decoder.swallowed = 0;
        fall_silent(&decoder);
        assert_int_equal(type(&decoder, "x", 1, keys, 0), 1);
        assert_int_equal(keys[0].character, 'x');
    }
}

static void no_hostile_character_is_ever_typed(void **state)
{
    struct random random = {5};
    struct key_decoder decoder = {.state = KEYS_NOTHING};
    int i;

    (void)state;
    for (i = 0; i < 1000000; i++) {
        struct key key;

        keys_take(&decoder, any_byte(&random), &key);
        /* What never ends would hide the rest. */
        if (decoder.state == KEYS_PASTING || decoder.state == KEYS_STRING)
            decoder.state = KEYS_NOTHING;
        if (key.kind != KEY_CHARACTER)
            continue;
        assert_true(key.character >= ' ');
        assert_false(utf8_is_hostile(key.character));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_the_keys_they_stand_for),
        cmocka_unit_test(bytes_may_come_in_parts),
        cmocka_unit_test(whatever_is_broken_off_the_next_key_counts),
        cmocka_unit_test(a_lone_escape_is_known_by_silence),
        cmocka_unit_test(a_short_silence_changes_nothing),
        cmocka_unit_test(what_follows_a_late_escape_is_no_key),
        cmocka_unit_test(other_parts_are_dropped_by_a_long_silence),
        cmocka_unit_test(escape_ends_a_string_that_never_ends),
        cmocka_unit_test(a_long_string_ends_with_the_first_silence),
        cmocka_unit_test(a_paste_is_its_first_line_without_controls),
        cmocka_unit_test(silence_within_a_paste_does_not_end_it),
        cmocka_unit_test(a_large_paste_is_one_key),
        cmocka_unit_test(random_bytes_never_get_it_stuck),
        cmocka_unit_test(no_hostile_character_is_ever_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: every code point survives, nothing else is decoded; columns and
 * escapes are those that a terminal needs.
 */
#include "base/sha256.h"
#include "base/utf8.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define CODE_POINTS 0x110000

static size_t encode(uint32_t character, char bytes[4])
{
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t length = 4;

    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    if (character < 0x800)
        length = 2;
    else if (character < 0x10000)
        length = 3;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3f));
        character >>= 6;
    }
    bytes[0] = (char)(leads[length] | character);
    return length;
}

static void every_code_point_is_decoded(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= 0x10ffff; character++) {
        bool surrogate = character >= 0xd800 && character <= 0xdfff;
        char bytes[4];
        uint32_t decoded = 0;
        size_t length = encode(character, bytes);
        size_t taken = utf8_decode(bytes, length, &decoded);

        if (taken != (surrogate ? 0 : length) ||
            (!surrogate && decoded != character))
            fail_msg("U+%04X is not decoded as it should be",
                     (unsigned)character);
    }
}

static void malformed_bytes_are_not_decoded(void **state)
{
    static const char *const malformed[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc3",
        "\xc3(",
        "\xe0\x9f\xbf",
        "\xe2\x82",
        "\xe2\x28\xa1",
        "\xed\xa0\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf0\x9f\x98",
        "\xfe",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
    };

    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        uint32_t character = 12345;

        assert_int_equal(
            utf8_decode(malformed[i], strlen(malformed[i]), &character), 0);
        assert_int_equal(character, 12345);
    }
}

static void a_character_that_is_cut_is_not_read_past_its_end(void **state)
{
    uint32_t character;

    (void)state;
    assert_int_equal(utf8_decode("\xc3\xa9", 1, &character), 0);
    assert_int_equal(utf8_decode("\xe2\x82\xac", 2, &character), 0);
    assert_int_equal(utf8_decode("\xf0\x9f\x98\x80", 3, &character), 0);
}

static void controls_and_bidirectional_marks_are_hostile(void **state)
{
    static const uint32_t hostile[] = {
        0,      1,      8,      0xb,     0x1b,    0x1f,   0x7f,
        0x80,   0x85,   0x9f,   0x61c,   0x200e,  0x200f, 0x2028,
        0x2029, 0x202a, 0x202e, 0x2066,  0x2069,  0xfdd0, 0xfdef,
        0xfeff, 0xfffe, 0xffff, 0x1ffff, 0x10fffe};
    static const uint32_t harmless[] = {
        '\t',   '\n',   '\r',   ' ',    'a',    '~',    0xa0,   0xe9,
        0x200d, 0x2027, 0x202f, 0x2065, 0x206a, 0x4e2d, 0xfffd, 0x1f600};

    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        assert_true(utf8_is_hostile(hostile[i]));
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        assert_false(utf8_is_hostile(harmless[i]));
}

static void noncharacters_of_all_planes_are_called_so(void **state)
{
    (void)state;
    for (uint32_t plane = 0; plane <= 0x10; plane++)
        for (uint32_t last = 0xfffe; last <= 0xffff; last++) {
            uint32_t character = plane << 16 | last;

            assert_true(utf8_is_hostile(character));
            assert_string_equal(utf8_hostile_kind(character), "noncharacter");
            assert_false(utf8_is_hostile(character - 2));
        }
    for (uint32_t character = 0xfdd0; character <= 0xfdef; character++)
        assert_string_equal(utf8_hostile_kind(character), "noncharacter");
    assert_false(utf8_is_hostile(0xfdcf) || utf8_is_hostile(0xfdf0));
}

static void each_hostile_character_has_its_word(void **state)
{
    static const struct {
        uint32_t character;
        const char *kind;
    } words[] = {
        {0, "control character"},
        {0x1b, "control character"},
        {0x7f, "control character"},
        {0x85, "control character"},
        {0x61c, "bidirectional character"},
        {0x200f, "bidirectional character"},
        {0x202e, "bidirectional character"},
        {0x2069, "bidirectional character"},
        {0x2028, "line separator"},
        {0x2029, "line separator"},
        {0x180e, "invisible character"},
        {0x200b, "invisible character"},
        {0x2060, "invisible character"},
        {0xfff9, "invisible character"},
        {0xe0041, "invisible character"},
        {0xfeff, "byte order mark"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_true(utf8_is_hostile(words[i].character));
        assert_string_equal(utf8_hostile_kind(words[i].character),
                            words[i].kind);
    }
}

static void columns_are_those_of_a_terminal(void **state)
{
    static const struct {
        uint32_t character;
        unsigned columns;
    } expected[] = {
        {'a', 1},     {0xe9, 1},    {0x3b1, 1},   {0x416, 1},   {0x5d0, 1},
        {0xa9, 1},    {0x2500, 1},  {0x2588, 1},  {0x2713, 1},  {0xff61, 1},
        {0x2027, 1},  {0x301, 0},   {0x5bc, 0},   {0x94d, 0},   {0xe31, 0},
        {0x200b, 0},  {0x200d, 0},  {0x20dd, 0},  {0xfe0f, 0},  {0x11a8, 0},
        {0x1100, 2},  {0x3042, 2},  {0x4e2d, 2},  {0xac00, 2},  {0xff21, 2},
        {0x1f600, 2}, {0x1f680, 2}, {0x20000, 2}, {0x3fffd, 2}, {0x2615, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(utf8_columns(expected[i].character),
                         expected[i].columns);
}

/* Of all code points, by a second implementation of the rules over the files
 * of Unicode 15.0.0: the digits of their columns in one line. */
#define COLUMNS_SHA256                                                         \
    "433b219050b5693ac505ec7aae0f88d51434ff972ae36396b357fb1ded2f97ce"

static void columns_of_all_characters_are_those_of_their_version(void **state)
{
    static const unsigned expected[] = {6235, 925368, 182509};
    static char digits[CODE_POINTS];
    unsigned counts[] = {0, 0, 0};
    char digest[SHA256_HEX_SIZE];

    (void)state;
    for (uint32_t i = 0; i < CODE_POINTS; i++) {
        unsigned columns = utf8_columns(i);

        assert_true(columns <= 2);
        counts[columns]++;
        digits[i] = (char)('0' + columns);
    }
    assert_memory_equal(counts, expected, sizeof expected);
    sha256_text(digits, sizeof digits, digest);
    assert_string_equal(digest, COLUMNS_SHA256);
}

/* One of each kind that was wrong or is decided by a rule of its own. */
static void special_characters_have_the_columns_of_their_rule(void **state)
{
    static const uint32_t none[] = {0x1160,  0x11ff,  0xd7b0,  0xd7fb,  0x101fd,
                                    0x10a01, 0x13430, 0x1bca0, 0xe0fff, 0x600,
                                    0x302a,  0x3099,  0x2028};
    static const uint32_t one[] = {0xad,   0xa1,   0x25cb, 0x1f1e6,
                                   0xff9e, 0x378,  0x2764, 0x903,
                                   0x3248, 0x4dc0, 0xd7c7, 0x10ffff};
    static const uint32_t two[] = {0x115f, 0x3164,  0x1f3fb, 0x1fae8,
                                   0x231a, 0x2fffd, 0x9fff,  0x1f6dc};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(utf8_columns(none[i]), 0);
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        assert_int_equal(utf8_columns(one[i]), 1);
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        assert_int_equal(utf8_columns(two[i]), 2);
}

static void the_width_of_a_text_is_the_sum_of_its_characters(void **state)
{
    (void)state;
    assert_int_equal(utf8_width("", 0), 0);
    assert_int_equal(utf8_width("abc", 3), 3);
    assert_int_equal(utf8_width("caf\xc3\xa9", 5), 4);
    assert_int_equal(utf8_width("e\xcc\x81", 3), 1);
    assert_int_equal(utf8_width("\xe4\xb8\xad\xe6\x96\x87", 6), 4);
    assert_int_equal(utf8_width("a\xff\xc3", 3), 3);
}

static void expect_safe(const char *bytes, size_t length, bool ascii,
                        const char *expected)
{
    struct buffer buffer = {0};

    utf8_append_safe(&buffer, bytes, length, ascii);
    buffer_puts(&buffer, "");
    assert_string_equal(buffer.bytes, expected);
    buffer_release(&buffer);
}

#define SAFE(text, ascii, expected)                                            \
    expect_safe(text, sizeof(text) - 1, ascii, expected)

static void hostile_text_is_made_harmless(void **state)
{
    (void)state;
    SAFE("plain \\ text~", false, "plain \\ text~");
    SAFE("\033[31mred\033[0m", false, "\\x1b[31mred\\x1b[0m");
    SAFE("a\tb\nc\rd\0e\x7f", false, "a\\tb\\nc\\rd\\x00e\\x7f");
    SAFE("\xe2\x80\xae"
         "abc\xe2\x80\xac",
         false, "\\u202eabc\\u202c");
    SAFE("\xc2\x9b"
         "31m",
         false, "\\u009b31m");
    SAFE("\xff\xc3(\x80", false, "\\xff\\xc3(\\x80");
    SAFE("\xf4\x8f\xbf\xbf", false, "\\U0010ffff");
    SAFE("caf\xc3\xa9 \xf0\x9f\x98\x80", false, "caf\xc3\xa9 \xf0\x9f\x98\x80");
}

static void ascii_text_has_no_byte_above_tilde(void **state)
{
    (void)state;
    SAFE("plain text~", true, "plain text~");
    SAFE("caf\xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80", true,
         "caf\\u00e9 \\u4e2d \\U0001f600");
    SAFE("\x7f\xe9", true, "\\x7f\\xe9");
}

static void safe_text_never_holds_a_hostile_character(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    for (uint32_t character = 0; character <= 0x10ffff; character++) {
        char bytes[4];
        size_t length = encode(character, bytes);
        uint32_t shown = 0;

        buffer_clear(&buffer);
        utf8_append_safe(&buffer, bytes, length, character % 2 == 0);
        assert_true(utf8_decode(buffer.bytes, buffer.length, &shown) > 0);
        if (shown < 0x20 || utf8_is_hostile(shown))
            fail_msg("U+%04X is shown as it is", (unsigned)character);
    }
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_decoded),
        cmocka_unit_test(malformed_bytes_are_not_decoded),
        cmocka_unit_test(a_character_that_is_cut_is_not_read_past_its_end),
        cmocka_unit_test(controls_and_bidirectional_marks_are_hostile),
        cmocka_unit_test(noncharacters_of_all_planes_are_called_so),
        cmocka_unit_test(each_hostile_character_has_its_word),
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(columns_of_all_characters_are_those_of_their_version),
        cmocka_unit_test(special_characters_have_the_columns_of_their_rule),
        cmocka_unit_test(the_width_of_a_text_is_the_sum_of_its_characters),
        cmocka_unit_test(hostile_text_is_made_harmless),
        cmocka_unit_test(ascii_text_has_no_byte_above_tilde),
        cmocka_unit_test(safe_text_never_holds_a_hostile_character),
    };

    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * Look-alikes. The runs come from compatibility decompositions (fullwidth,
 * letterlike, with accents) and from the letters of Cyrillic, Greek, Armenian,
 * Cherokee and Lisu that fonts draw like Latin ones; digits from all decimal
 * digits of Unicode 14.
 */
#include "base/lookalike.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

/* Characters in a row and the ASCII ones that they look like; a blank stands
 * for a character without a look-alike. */
static const struct run {
    uint32_t first;
    const char *looks;
} runs[] = {
    {0x00aa, "a\""},
    {0x00b2, "23'  . 1o\"    AAAAAA CEEEEIIII NOOOOO OUUUUY Baaaaaa"},
    {0x00e7, "ceeeeiiii nooooo ouuuuy yAaAaAaCcCcCcCcDdDdEeEeEeEeE"},
    {0x011b, "eGgGgGgGgHhHhIiIiIiIiIi  JjKk LlLlLl  LlNnNnNn  nOoO"},
    {0x014f, "oOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzf"},
    {0x0196, "II kl     Oo   p     t t Uu   y z"},
    {0x01c0, "l"},
    {0x01cd, "AaIiOoUuUuUuUuUu AaAa    GgKkOoOo  j   Gg  NnAa    A"},
    {0x0201, "aAaEeEeIiIiOoOoRrRrUuUuSsTt  Hh"},
    {0x0226, "AaEeOoOoOoOoYy   j"},
    {0x024d, "r y a b  dd"},
    {0x0260, "ggg   h iii  l   mnnno"},
    {0x0280, "r s     tu u   yz"},
    {0x0299, "b  h  l"},
    {0x02b0, "h jr   wy'\"'''"},
    {0x02ca, "'' _  ::     -    ~    lsx"},
    {0x037e, ";J"},
    {0x0386, "A EHI O Y  AB  EZH IK MN O P  TY X  IYaeni a y e n i"},
    {0x03ba, "k  v o p otu x wiuouw"},
    {0x03f2, "cj     C"},
    {0x0401, "E   SIIJ"},
    {0x0410, "A B  E 3  K MHO PCTY X"},
    {0x042c, "b   a br e    k mhonpcty x"},
    {0x044c, "b    e   siij"},
    {0x0474, "Vv"},
    {0x0491, "r"},
    {0x04ae, "Yy"},
    {0x04ba, "Hh    I"},
    {0x04cf, "l"},
    {0x0501, "d"},
    {0x051b, "qWw"},
    {0x053c, "L"},
    {0x054d, "U S     O"},
    {0x055d, ","},
    {0x0566, "q"},
    {0x0570, "n"},
    {0x0578, "n    u   g  po   :-"},
    {0x05be, "-    :"},
    {0x05d5, "l"},
    {0x05df, "l o"},
    {0x05f3, "'\""},
    {0x060c, ","},
    {0x0627, "l"},
    {0x0647, "o"},
    {0x06d4, "-o"},
    {0x0701, "."},
    {0x13a0, "DRT  i    AJE"},
    {0x13b3, "W   M   H    G  Z"},
    {0x13cf, "b  R WS   VS   LC  P   Kd"},
    {0x13f4, "B"},
    {0x1400, "="},
    {0x1802, ", : -"},
    {0x1d00, "a   cd e  jk m o"},
    {0x1d18, "p  tu   vwz"},
    {0x1d2c, "A B DE GHIJKLMN O PRTUWa   bde   g km o   ptu  v"},
    {0x1d62, "iruv"},
    {0x1d9c, "c   f"},
    {0x1dbb, "z"},
    {0x1e00, "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKk"},
    {0x1e34, "KkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSs"},
    {0x1e68, "SsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXx"},
    {0x1e8c, "XxYyZzZzZzhtwy s"},
    {0x1ea0, "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOo"},
    {0x1ed4, "OoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy"},
    {0x1fef, "`"},
    {0x2010, "------ _''''\"\"\"\"    ."},
    {0x2032, "'\" '\"  ''    _   -/"},
    {0x2053, "~"},
    {0x2070, "0i  456789+-=()n0123456789+-=() aeox hklmnpst"},
    {0x2102, "C"},
    {0x210a, "gHHHh IILl N   PQRRR"},
    {0x2124, "Z   Z KABC eEF Mo    i"},
    {0x2145, "Ddeij"},
    {0x2160, "I   V    X  LCDMi   v    x  lcdm"},
    {0x2212, "-  /   ."},
    {0x2223, "|"},
    {0x2236, ":     ~"},
    {0x2260, "="},
    {0x226e, "<>"},
    {0x2460, "123456789"},
    {0x24b6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    {0x24ea, "0"},
    {0x2500, "--|"},
    {0x2550, "="},
    {0x2571, "/"},
    {0x2768, "()    <>  []"},
    {0x2796, "-"},
    {0x29f8, "/"},
    {0x2c81, "a"},
    {0x2c9e, "Oo   p c"},
    {0x2cba, "-"},
    {0x2e33, "."},
    {0x3001, ",."},
    {0x300c, "\"\"  []  []"},
    {0x301d, "\"\""},
    {0x30a0, "="},
    {0x30fc, "-"},
    {0x3161, "-"},
    {0xa4d0, "BP DT GK JC ZF MNLSR  VH  WXY A E IOU    ,"},
    {0xa731, "s"},
    {0xa780, "ll"},
    {0xa789, ":="},
    {0xa7f2, "CFQ"},
    {0xfe13, ":"},
    {0xfe4d, "___, .  :  -()  []    -"},
    {0xff61, "."},
};

/* Digits 0 of all scripts; the digits 1 to 9 follow each. */
static const uint32_t zeros[] = {
    0x0660,  0x06f0,  0x07c0,  0x0966,  0x09e6,  0x0a66,  0x0ae6,  0x0b66,
    0x0be6,  0x0c66,  0x0ce6,  0x0d66,  0x0de6,  0x0e50,  0x0ed0,  0x0f20,
    0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,
    0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,
    0xa9f0,  0xaa50,  0xabf0,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
    0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
};

/* Characters that show as a blank, show nothing, or only change the one
 * before. */
static const struct class
{
    uint32_t first;
    uint32_t last;
    int looks_like;
} classes[] = {
    {0x0001, 0x0008, LOOKALIKE_UNSEEN},
    {0x0009, 0x0009, ' '},
    {0x000a, 0x001f, LOOKALIKE_UNSEEN},
    {0x007f, 0x0084, LOOKALIKE_UNSEEN},
    {0x0085, 0x0085, ' '},
    {0x0086, 0x009f, LOOKALIKE_UNSEEN},
    {0x00a0, 0x00a0, ' '},
    {0x00ad, 0x00ad, LOOKALIKE_UNSEEN},
    {0x0300, 0x036f, LOOKALIKE_UNSEEN},
    {0x0483, 0x0489, LOOKALIKE_UNSEEN},
    {0x061c, 0x061c, LOOKALIKE_UNSEEN},
    {0x064b, 0x065f, LOOKALIKE_UNSEEN},
    {0x115f, 0x1160, LOOKALIKE_UNSEEN},
    {0x1680, 0x1680, ' '},
    {0x17b4, 0x17b5, LOOKALIKE_UNSEEN},
    {0x180b, 0x180f, LOOKALIKE_UNSEEN},
    {0x1ab0, 0x1aff, LOOKALIKE_UNSEEN},
    {0x1dc0, 0x1dff, LOOKALIKE_UNSEEN},
    {0x2000, 0x200a, ' '},
    {0x200b, 0x200f, LOOKALIKE_UNSEEN},
    {0x2028, 0x2029, ' '},
    {0x202a, 0x202e, LOOKALIKE_UNSEEN},
    {0x202f, 0x202f, ' '},
    {0x205f, 0x205f, ' '},
    {0x2060, 0x206f, LOOKALIKE_UNSEEN},
    {0x20d0, 0x20f0, LOOKALIKE_UNSEEN},
    {0x2800, 0x2800, ' '},
    {0x3000, 0x3000, ' '},
    {0x3164, 0x3164, LOOKALIKE_UNSEEN},
    {0xfe00, 0xfe0f, LOOKALIKE_UNSEEN},
    {0xfe20, 0xfe2f, LOOKALIKE_UNSEEN},
    {0xfeff, 0xfeff, LOOKALIKE_UNSEEN},
    {0xffa0, 0xffa0, LOOKALIKE_UNSEEN},
    {0xfff9, 0xfffb, LOOKALIKE_UNSEEN},
    {0x1d173, 0x1d17a, LOOKALIKE_UNSEEN},
    {0xe0000, 0xe0fff, LOOKALIKE_UNSEEN},
};

static int find_in_classes(uint32_t character)
{
    for (size_t i = 0; i < LENGTH_OF(classes) && character >= classes[i].first;
         i++)
        if (character <= classes[i].last)
            return classes[i].looks_like;
    return LOOKALIKE_NONE;
}

static int find_in_runs(uint32_t character)
{
    size_t low = 0;
    size_t high = LENGTH_OF(runs);

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (runs[middle].first <= character)
            low = middle;
        else
            high = middle;
    }
    size_t index = character - runs[low].first;
    if (character < runs[low].first || index >= strlen(runs[low].looks) ||
        runs[low].looks[index] == ' ')
        return LOOKALIKE_NONE;
    return runs[low].looks[index];
}

/* Fullwidth forms, and letters for mathematics, which come in alphabets. */
static int find_in_alphabets(uint32_t character)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz";

    if (character >= 0xff01 && character <= 0xff5e)
        return (int)(character - 0xff01) + '!';
    if (character >= 0x1d400 && character <= 0x1d6a3)
        return letters[(character - 0x1d400) % (sizeof letters - 1)];
    return LOOKALIKE_NONE;
}

static int find_in_digits(uint32_t character)
{
    for (size_t i = 0; i < LENGTH_OF(zeros) && character >= zeros[i]; i++)
        if (character <= zeros[i] + 9)
            return (int)(character - zeros[i]) + '0';
    return LOOKALIKE_NONE;
}

int lookalike_of(uint32_t character)
{
    static int (*const finders[])(uint32_t character) = {
        find_in_classes, find_in_runs, find_in_alphabets, find_in_digits};
    int found = LOOKALIKE_NONE;

    if (character >= ' ' && character <= '~')
        return LOOKALIKE_NONE;
    for (size_t i = 0; i < LENGTH_OF(finders) && found == LOOKALIKE_NONE; i++)
        found = finders[i](character);
    return found;
}

/* ----------------------------------------------------------------- words */

/* A character of a text. */
struct glyph {
    uint32_t character;
    size_t taken; /* bytes */
    int looks_like;
};

/* Take one character; a byte that is no UTF-8 has no look-alike. */
static struct glyph take(const char *text, size_t length)
{
    struct glyph glyph = {.looks_like = LOOKALIKE_NONE};

    glyph.taken = utf8_decode(text, length, &glyph.character);
    if (glyph.taken == 0)
        glyph.taken = 1;
    else
        glyph.looks_like = lookalike_of(glyph.character);
    return glyph;
}

bool lookalike_find(const char *text, struct lookalike *found)
{
    size_t length = strlen(text);
    size_t place = 0;

    *found = (struct lookalike){0};
    for (size_t at = 0; at < length;) {
        struct glyph glyph = take(text + at, length - at);

        place++;
        if (glyph.looks_like != LOOKALIKE_NONE) {
            *found = (struct lookalike){glyph.character, place,
                                        glyph.looks_like};
            return true;
        }
        at += glyph.taken;
    }
    return false;
}

bool lookalike_plain(const char *text, char *plain, size_t size)
{
    size_t length = strlen(text);
    size_t made = 0;

    for (size_t at = 0; at < length;) {
        struct glyph glyph = take(text + at, length - at);

        if (made + glyph.taken >= size)
            return false;
        if (glyph.looks_like == LOOKALIKE_NONE) {
            memcpy(plain + made, text + at, glyph.taken);
            made += glyph.taken;
        } else if (glyph.looks_like != LOOKALIKE_UNSEEN &&
                   (glyph.looks_like != ' ' || made > 0)) {
            plain[made++] = (char)glyph.looks_like;
        }
        at += glyph.taken;
    }
    while (made > 0 && plain[made - 1] == ' ')
        made--;
    plain[made] = '\0';
    return true;
}

void lookalike_describe(const struct lookalike *found,
                        char text[LOOKALIKE_SIZE])
{
    char looks[32] = "cannot be seen";

    if (found->looks_like == ' ')
        snprintf(looks, sizeof looks, "looks like a blank");
    else if (found->looks_like != LOOKALIKE_UNSEEN)
        snprintf(looks, sizeof looks, "looks like '%c'", found->looks_like);
    snprintf(text, LOOKALIKE_SIZE, "U+%04X at character %zu %s",
             (unsigned)found->character, found->place, looks);
}

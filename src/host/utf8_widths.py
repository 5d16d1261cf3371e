#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Columns of characters: print src/base/utf8_widths.h from the files of the
Unicode Character Database, as Debian's unicode-data installs them.

Usage: utf8_widths.py [FOLDER]     /usr/share/unicode if none is given

0 columns: general categories Cc, Cf, Me, Mn, Zl and Zp, but for the soft
hyphen, which terminals show; vowels and finals of Hangul Jamo, which join a
syllable; code points that are not assigned and would be ignored
(Default_Ignorable_Code_Point).
2 columns: East_Asian_Width W and F, if not 0. These are all emoji that are
pictures by themselves, but for the regional indicators, of which two make one.
1 column: all others, those of ambiguous width and those not assigned too.
"""

import os
import sys

VERSION = "15.0.0"
LAST = 0x10FFFF
ZERO = {"Cc", "Cf", "Me", "Mn", "Zl", "Zp"}
SOFT_HYPHEN = 0xAD
JAMO = (range(0x1160, 0x1200), range(0xD7B0, 0xD7C7), range(0xD7CB, 0xD7FC))


def lines(folder, name):
    """The fields of each line; a file of another version is refused."""
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        first = file.readline()
        stem = name.split(".")[0]
        if first.startswith("#") and first.strip() != f"# {stem}-{VERSION}.txt":
            sys.exit(f"{name} is not of Unicode {VERSION}: {first.strip()}")
        for line in [first, *file]:
            line = line.split("#")[0].strip()
            if line:
                yield [field.strip() for field in line.split(";")]


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def having(folder, name, *values):
    """Code points with one of these values of a property."""
    return {
        point
        for field, value, *_ in lines(folder, name)
        if value in values
        for point in code_points(field)
    }


def categories(folder):
    """General category of each code point that is assigned."""
    found = {}
    start = 0
    for field, name, category, *_ in lines(folder, "UnicodeData.txt"):
        point = int(field, 16)
        if name.endswith(", First>"):
            start = point
        first = start if name.endswith(", Last>") else point
        for each in range(first, point + 1):
            found[each] = category
    return found


def ranges(points):
    found = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def print_table(name, points):
    print(f"static const struct utf8_range {name}[] = {{")
    items = [f"{{0x{a:04x}, 0x{b:04x}}}," for a, b in ranges(points)]
    for i in range(0, len(items), 3):
        print("    " + " ".join(items[i : i + 3]))
    print("};")


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    assigned = categories(folder)
    ignorable = having(
        folder, "DerivedCoreProperties.txt", "Default_Ignorable_Code_Point"
    )
    zero = {point for point, value in assigned.items() if value in ZERO}
    zero |= {point for jamo in JAMO for point in jamo}
    zero |= {point for point in ignorable if point not in assigned}
    zero.discard(SOFT_HYPHEN)
    wide = having(folder, "EastAsianWidth.txt", "W", "F") - zero
    print(
        f"""/* SPDX-License-Identifier: MIT */
/*
 * Columns of characters in Unicode {VERSION}, made from its data by
 * src/host/utf8_widths.py, which states the rules. Not to be edited. To be
 * included by utf8.c only.
 */
#ifndef DVF_BASE_UTF8_WIDTHS_H
#define DVF_BASE_UTF8_WIDTHS_H

/* clang-format off */"""
    )
    print_table("zero", zero)
    print()
    print_table("wide", wide)
    print("/* clang-format on */\n\n#endif")


if __name__ == "__main__":
    main()

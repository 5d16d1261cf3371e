/* SPDX-License-Identifier: MIT */
/*
 * Broken syntax: places of lines and of the end of the text, and a hint.
 */
#include "base/lookalike.h"
#include "base/utf8.h"
#include "yaml/document.h"

#include <string.h>

static bool ends_line(const char *bytes, size_t at)
{
    return bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n');
}

const char *yaml_line(const struct yaml_scan *scan, uint32_t line)
{
    size_t at = 0;

    for (; line > 1; at++)
        line -= ends_line(scan->bytes, at);
    return scan->bytes + at;
}

struct position yaml_last_position(const struct yaml_scan *scan)
{
    struct position at = {1, 1, 1};

    for (size_t i = 0; i + 1 < scan->length; i++) {
        at.column += !utf8_continues(scan->bytes[i + 1]);
        if (ends_line(scan->bytes, i)) {
            at.line++;
            at.column = 1;
        }
    }
    return at;
}

/* True for a look-alike of a sign of YAML, or an unseen character. */
static bool is_sign(int looks_like, bool first)
{
    return looks_like == LOOKALIKE_UNSEEN ||
           (looks_like > 0 && strchr(" :'\"[]{}#", looks_like)) ||
           (looks_like == '-' && first);
}

/* Say that a line has a character in place of a sign of YAML, such as a
 * no-break space. @return null where it has none */
static const char *sign_hint(const struct yaml_scan *scan,
                             struct dvf_diagnostics *problems, uint32_t line)
{
    const char *at = yaml_line(scan, line);
    const char *end = scan->bytes + scan->length;
    struct lookalike found = {0};
    char described[LOOKALIKE_SIZE];
    bool first = true;

    for (size_t taken; at < end && *at != '\n' && *at != '\r'; at += taken) {
        taken = utf8_decode(at, (size_t)(end - at), &found.character);
        if (taken == 0)
            return NULL;
        found.place++;
        found.looks_like = lookalike_of(found.character);
        if (found.character != '\t' && is_sign(found.looks_like, first)) {
            lookalike_describe(&found, described);
            return diagnostics_text(problems, "in line %u, %s", (unsigned)line,
                                    described);
        }
        first &= *at == ' ';
    }
    return NULL;
}

const char *yaml_syntax_hint(const struct yaml_scan *scan,
                             struct dvf_diagnostics *problems,
                             const char *problem, struct position at)
{
    const char *hint = NULL;

    if (problem && (strstr(problem, "escape") || strstr(problem, "hexdecimal")))
        return "correct the escape; a backslash itself is written as two, or "
               "in single quotes";
    if (at.line > 1)
        hint = sign_hint(scan, problems, at.line - 1);
    if (!hint)
        hint = sign_hint(scan, problems, at.line);
    return hint ? hint
                : "check indentation (spaces, not tabs), colons and quotes "
                  "here and in the line above";
}

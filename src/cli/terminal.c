/* SPDX-License-Identifier: MIT */
/*
 * Terminal: colour, width and character set of a stream. The rules for colour
 * are those of no-color.org and bixense.com/clicolors.
 */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80
#define WIDTH_DIGITS  4

bool terminal_has_colour(bool is_terminal, enum terminal_colour choice)
{
    const char *force = environment_value("CLICOLOR_FORCE");

    if (choice != TERMINAL_COLOUR_AUTO)
        return choice == TERMINAL_COLOUR_ALWAYS;
    if (environment_value("NO_COLOR")[0] != '\0')
        return false;
    if (force[0] != '\0' && strcmp(force, "0") != 0)
        return true;
    if (strcmp(environment_value("CLICOLOR"), "0") == 0)
        return false;
    if (strcmp(environment_value("TERM"), "dumb") == 0)
        return false;
    return is_terminal;
}

/* Compare the name of a codeset as the C library does: neither the case of
 * letters counts nor what stands between them and digits. */
static bool names_utf8(const char *codeset)
{
    char letters[sizeof "utf8"] = "";
    size_t length = 0;

    for (; *codeset != '\0' && *codeset != '@'; codeset++) {
        if (*codeset == '-' || *codeset == '_')
            continue;
        if (length + 1 == sizeof letters)
            return false;
        letters[length++] = *codeset;
    }
    return strcasecmp(letters, "utf8") == 0;
}

bool terminal_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = "";
    const char *codeset;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        locale = environment_value(names[i]);
        if (locale[0] != '\0')
            break;
    }
    if (locale[0] == '\0')
        return true;
    /* macOS sets LC_CTYPE to the bare codeset. */
    codeset = strchr(locale, '.');
    return names_utf8(codeset ? codeset + 1 : locale);
}

bool terminal_is_ascii(int descriptor)
{
    return descriptor != TERMINAL_NONE && !terminal_is_utf8();
}

bool terminal_is_accessible(void)
{
    static const char *const words_for_no[] = {
        "", "0", "no", "n", "false", "f", "off", "none", "never"};
    const char *word = environment_value("ACCESSIBLE");

    for (size_t i = 0; i < sizeof words_for_no / sizeof *words_for_no; i++)
        if (strcasecmp(word, words_for_no[i]) == 0)
            return false;
    return true;
}

/* A number of at most four digits, or 0 for anything else. */
static unsigned columns_from(const char *text)
{
    unsigned columns = 0;
    size_t length = strspn(text, "0123456789");

    if (length > WIDTH_DIGITS || text[length] != '\0')
        return 0;
    for (size_t i = 0; i < length; i++)
        columns = columns * 10 + (unsigned)(text[i] - '0');
    return columns;
}

unsigned terminal_width(int descriptor)
{
    struct winsize window = {0};
    unsigned columns;

    if (!isatty(descriptor))
        return DEFAULT_WIDTH;
    if (ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        return window.ws_col;
    columns = columns_from(environment_value("COLUMNS"));
    return columns > 0 ? columns : DEFAULT_WIDTH;
}

dvf_style terminal_style(int descriptor, enum terminal_colour choice)
{
    return (dvf_style){
        .width = terminal_width(descriptor),
        .colour = terminal_has_colour(isatty(descriptor) != 0, choice),
        .ascii = terminal_is_ascii(descriptor),
        .detail = DVF_NORMAL,
        .linear = terminal_is_accessible(),
    };
}

/* ------------------------------------------------------------ Environment */

const char *environment_value(const char *name)
{
    const char *value = getenv(name);

    return value ? value : "";
}

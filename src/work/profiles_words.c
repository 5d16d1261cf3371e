/* SPDX-License-Identifier: MIT */
/*
 * What is said of a search: of folders that something is wrong with, and of
 * files that look like profiles and are none to it.
 */
#include "work/profiles_found.h"

#include <string.h>

/* Most files of another name that are named. */
#define STRAYS_NAMED 5

static const struct found_operand *
operand_of(const struct profiles_found *found, const struct source *fault)
{
    return array_at(&found->operands, fault->operand);
}

void profiles_found_append_fault(const struct profiles_found *found,
                                 const struct source *fault, struct buffer *out)
{
    if (fault->kind == SOURCE_CLOSED)
        buffer_printf(out, "cannot be searched: %s", strerror(fault->error));
    else if (operand_of(found, fault)->left_out > 0)
        buffer_puts(out, "holds no profiles but those that are left out");
    else
        buffer_puts(out,
                    "holds no profiles: nothing below it is "
                    "named " PROFILES_FOUND_NAME " or *." PROFILES_FOUND_NAME);
}

static void append_advice(const struct profiles_found *found,
                          const struct source *fault, struct buffer *out)
{
    const struct found_operand *operand = operand_of(found, fault);

    if (fault->kind == SOURCE_CLOSED) {
        buffer_puts(out, "let it be read, or leave it out with --exclude");
    } else if (operand->left_out > 0) {
        buffer_puts(out, "name another folder, or take back what is excluded");
    } else if (operand->stray) {
        notice_quote(out, operand->stray);
        buffer_puts(out, " may be one by another name");
    } else if (operand->lock) {
        buffer_puts(out, "there is only a lock, ");
        notice_quote(out, operand->lock);
    }
}

bool profiles_found_report(const struct profiles_found *found,
                           const struct source *fault,
                           struct dvf_diagnostics *problems)
{
    struct buffer why = {0};
    struct buffer advice = {0};

    profiles_found_append_fault(found, fault, &why);
    append_advice(found, fault, &advice);
    bool good = !why.failed && !advice.failed;
    if (good) {
        diagnostics_input(problems, fault->shown, NULL, 0);
        diagnostics_error(problems, DIAGNOSTIC_FOLDER, (struct position){0},
                          advice.bytes, "%s", why.bytes);
        diagnostics_input_end(problems);
    }
    buffer_release(&why);
    buffer_release(&advice);
    return good && !problems->no_memory;
}

/* The name that a search would find: the ending in small letters and in full,
 * behind "dvf". */
static void append_name(struct buffer *out, const struct source *stray)
{
    const char *name = stray->name;
    size_t length = (size_t)(strrchr(name, '.') - name);
    struct buffer wanted = {0};

    if (stray->kind == SOURCE_NEARLY)
        length -= strlen("dvf");
    buffer_append(&wanted, name, length);
    if (wanted.length > 0 && wanted.bytes[wanted.length - 1] != '.')
        buffer_putc(&wanted, '.');
    buffer_puts(&wanted, PROFILES_FOUND_NAME);
    if (wanted.failed)
        out->failed = true;
    else
        notice_quote(out, wanted.bytes);
    buffer_release(&wanted);
}

bool profiles_found_warn(const struct profiles_found *found,
                         struct notices *notices)
{
    size_t count = found->strays.count;
    size_t named = count <= STRAYS_NAMED + 1 ? count : STRAYS_NAMED;
    struct buffer text = {0};
    bool good = true;

    for (size_t i = 0; i < named && good; i++) {
        const struct source *stray = array_at(&found->strays, i);

        notice_quote(&text, stray->path);
        buffer_puts(&text, stray->kind == SOURCE_NEARLY
                               ? " is"
                               : " looks like a profile and is");
        buffer_puts(&text, " not checked: it would be if it were named ");
        append_name(&text, stray);
        good = notices_add(notices, NOTICE_WARNING, &text);
    }
    if (count == named || !good)
        return good;
    buffer_printf(&text,
                  "%zu more files look like profiles and are not checked",
                  count - named);
    return notices_add(notices, NOTICE_WARNING, &text);
}

/* SPDX-License-Identifier: MIT */
/*
 * Places of decision records. A folder is read once, and no file in it opened.
 */
#include "work/record_place.h"

#include "base/path.h"
#include "check/decision_record.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Most digits of a number, which leave room for one more. */
#define DIGITS_MAX 8

/* Most bytes of a slug. */
#define SLUG_MAX   60

/* Append the letters and digits of a name in lower case, and a dash for all
 * that stands between them. */
static void append_slug(struct buffer *out, const char *name)
{
    const size_t start = out->length;
    bool parted = false;

    for (; *name != '\0' && out->length - start < SLUG_MAX; name++) {
        char letter = *name;

        if (letter >= 'A' && letter <= 'Z')
            letter = (char)(letter - 'A' + 'a');
        if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9')) {
            parted = out->length > start;
            continue;
        }
        if (parted)
            buffer_putc(out, '-');
        parted = false;
        buffer_putc(out, letter);
    }
    if (out->length == start)
        buffer_puts(out, "decision");
}

/* The number that a name begins with; 0 for a name of another form.
 * @param slug receives what stands behind it */
static unsigned long read_number(const char *name, const char **slug)
{
    const size_t digits = strspn(name, "0123456789");

    if (digits == 0 || digits > DIGITS_MAX || name[digits] != '-' ||
        !decision_record_is_name(name))
        return 0;
    *slug = name + digits + 1;
    return strtoul(name, NULL, 10);
}

/* Take a name of the folder. @param last number of names->last */
static void take_name(struct record_names *names, struct arena *arena,
                      const char *name, const char *ending,
                      unsigned long numbers[2])
{
    const char *slug = "";
    const unsigned long number = read_number(name, &slug);

    if (number > numbers[0])
        numbers[0] = number;
    if (number <= numbers[1] || strcmp(slug, ending) != 0)
        return;
    numbers[1] = number;
    names->last = arena_copy(arena, name, strlen(name));
}

int record_names_find(struct record_names *names, struct arena *arena,
                      const char *folder, const char *profile)
{
    unsigned long numbers[2] = {0, 0}; /* greatest of all, and of this slug */
    struct buffer ending = {0};
    struct buffer next = {0};
    const struct dirent *entry;
    DIR *stream = opendir(folder);

    *names = (struct record_names){0};
    if (!stream)
        return errno;
    append_slug(&ending, profile);
    buffer_puts(&ending, ".md");
    while (!ending.failed && (entry = readdir(stream)))
        take_name(names, arena, entry->d_name, ending.bytes, numbers);
    (void)closedir(stream);
    if (!ending.failed)
        buffer_printf(&next, "%0*lu-%s", RECORD_PLACE_DIGITS, numbers[0] + 1,
                      ending.bytes);
    names->next = next.failed || ending.failed ? NULL
                                               : buffer_keep(&next, arena);
    buffer_release(&ending);
    buffer_release(&next);
    return names->next && !arena->failed ? 0 : ENOMEM;
}

int record_paths_find(struct record_paths *paths, struct arena *arena,
                      const char *record, const char *profile)
{
    int error = 0;
    const char *there = path_real_parent(arena, record, &error);
    const char *here = there ? path_real_parent(arena, profile, &error) : NULL;

    if (!here)
        return error;
    const char *from = path_folder(arena, here);
    const char *to = path_folder(arena, there);
    if (!from || !to)
        return ENOMEM;
    paths->record = path_relative(arena, from, there);
    paths->profile = path_relative(arena, to, here);
    return paths->record && paths->profile ? 0 : ENOMEM;
}

bool record_path_leads(struct arena *arena, const char *from, const char *path,
                       const char *to)
{
    const char *folder = path_folder(arena, from);
    int error = 0;
    const char *joined = path[0] == '/' || !folder
                             ? path
                             : path_join(arena, folder, path);
    const char *one = joined ? path_real(arena, joined, &error) : NULL;
    const char *two = one ? path_real(arena, to, &error) : NULL;

    return one && two && strcmp(one, two) == 0;
}

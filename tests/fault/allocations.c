/* SPDX-License-Identifier: MIT */
/*
 * Allocations that fail: what stands in for malloc() and its kin.
 */
#include "fault/allocations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct allocations allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *memory);

static bool must_fail(void)
{
    if (!allocations.watching)
        return false;
    allocations.count++;
    if (allocations.first == 0 || allocations.count < allocations.first ||
        (!allocations.onwards && allocations.count > allocations.first))
        return false;
    allocations.failed++;
    return true;
}

static void *counted(void *memory)
{
    allocations.live += !!memory;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return must_fail() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    void *moved;

    if (must_fail())
        return NULL;
    moved = __real_realloc(memory, size);
    if (!memory)
        counted(moved);
    else if (size == 0 && !moved)
        allocations.live--;
    return moved;
}

char *__wrap_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = __wrap_malloc(size);

    return !copy ? NULL : memcpy(copy, text, size);
}

void __wrap_free(void *memory)
{
    allocations.live -= !!memory;
    __real_free(memory);
}

static size_t mistakes_made;

void mistake(const char *what, const char *where)
{
    printf("# %s%s%s (allocation %zu%s)\n", where ? where : "",
           where ? ": " : "", what, allocations.first,
           allocations.onwards ? " and all behind it" : "");
    mistakes_made++;
}

void must(bool holds, const char *what)
{
    if (!holds)
        mistake(what, NULL);
}

size_t mistakes(void)
{
    return mistakes_made;
}

struct share share_of(int argc, char **argv)
{
    if (argc == 1)
        return (struct share){0, 1};
    unsigned long number = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    unsigned long of = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    if (number == 0 || number > of)
        exit(2);
    return (struct share){number - 1, of};
}

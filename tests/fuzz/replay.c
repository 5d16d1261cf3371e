/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target over files, for compilers without libFuzzer: each operand
 * is a file or a directory of files. No input at all is a failure.
 *
 * Build: with a target, fuzz.c and the library's objects.
 * Run:   replay tests/fuzz/corpora/yaml
 */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Larger inputs are refused for their size alone. */
#define INPUT_MAX ((size_t)16 * 1024 * 1024)

static bool run_file(const char *path, const struct stat *status)
{
    size_t size = (size_t)status->st_size;
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = size > INPUT_MAX ? NULL : malloc(size + 1);
    bool done = file && bytes && fread(bytes, 1, size, file) == size;

    if (done)
        LLVMFuzzerTestOneInput(bytes, size);
    else
        fprintf(stderr, "replay: %s cannot be read\n", path);
    free(bytes);
    if (file)
        fclose(file);
    return done;
}

static bool run_path(const char *path, size_t *count);

static bool run_directory(const char *path, size_t *count)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    bool done = directory;

    while (done && (entry = readdir(directory))) {
        char inner[4096];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        done = run_path(inner, count);
    }
    if (directory)
        closedir(directory);
    return done;
}

static bool run_path(const char *path, size_t *count)
{
    struct stat status;

    if (stat(path, &status) != 0) {
        perror(path);
        return false;
    }
    if (S_ISDIR(status.st_mode))
        return run_directory(path, count);
    ++*count;
    return run_file(path, &status);
}

int main(int argc, char **argv)
{
    size_t count = 0;
    int i;

    for (i = 1; i < argc; i++)
        if (!run_path(argv[i], &count))
            return 1;
    printf("%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}

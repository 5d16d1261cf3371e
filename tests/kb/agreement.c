/* SPDX-License-Identifier: MIT */
/*
 * Agreement: what the built-in knowledge base says of public projects, beside
 * what their teams chose, by the strength of the verdict. Prints the table
 * that the README shows, and fails where it says otherwise.
 *
 *     agreement PROJECTS README
 */
#include "base/buffer.h"
#include "dvf/dvf.h"
#include "kb/block.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One project stands on one line, no longer than this. */
#define LINE_MAX_BYTES 4096
#define STRENGTHS_MAX  8

/* Bounds that the knowledge base must keep; see the table's meaning in the
 * README. Percent of all, but for the counts. */
enum {
    PROJECTS = 51,
    STRICT_LEAST = 33,
    STRONGEST_AGREED_PERCENT = 90,
    STRONGEST_LEAST = 12,
    COVERED_PERCENT = 78,
    NAMES_MOST_PERCENT = 150
};

struct count {
    unsigned agreed;
    unsigned all;
};

struct table {
    const dvf_kb *kb;
    struct count strengths[STRENGTHS_MAX]; /* of single options */
    struct count combination;
    struct count too_close;
    struct count undecided;
    unsigned strict;  /* verdicts that were chosen */
    unsigned covered; /* chosen, by the verdict or the alternative */
    unsigned names;   /* verdicts and alternatives */
    unsigned projects;
};

static void die(const char *what, const char *why)
{
    fprintf(stderr, "agreement: %s: %s\n", what, why);
    exit(2);
}

/* The value of `"key": "value"` in a line, or an end of the line. */
static void take_word(const char *line, const char *key, char out[static 64])
{
    char wanted[64];
    const char *at;

    snprintf(wanted, sizeof wanted, "\"%s\": \"", key);
    at = strstr(line, wanted);
    if (!at || strcspn(at + strlen(wanted), "\"") > 63)
        die(line, "a project without its words");
    snprintf(out, 64, "%.*s", (int)strcspn(at + strlen(wanted), "\""),
             at + strlen(wanted));
}

/* The answers of a project as a profile: what JSON says is YAML. */
static void put_profile(const char *line, struct buffer *out)
{
    const char *at = strstr(line, "\"answers\": {");
    const char *end = at ? strchr(at, '}') : NULL;

    if (!end)
        die(line, "a project without answers");
    buffer_puts(out, "profile: project\nanswers: ");
    at = strchr(at, '{');
    buffer_append(out, at, (size_t)(end + 1 - at));
    buffer_putc(out, '\n');
    if (out->failed)
        die("memory", "none left");
}

static dvf_evaluation *evaluate(const dvf_kb *kb, const struct buffer *text,
                                dvf_profile **profile)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;
    dvf_input input = {"project", text->bytes, text->length};

    if (!problems ||
        dvf_profile_load(kb, &input, problems, profile) != DVF_OK ||
        dvf_evaluate(kb, *profile, NULL, problems, &evaluation) != DVF_OK ||
        dvf_diagnostics_count(problems) > 0)
        die(text->bytes, "a profile with problems");
    dvf_diagnostics_free(problems);
    return evaluation;
}

static bool is_combination(const dvf_kb *kb, const char *id)
{
    const struct kb_option *options = kb_options(kb);

    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        if (strcmp(kb_string(kb, options[i].id), id) == 0)
            return options[i].parts.count > 0;
    return false;
}

static uint32_t strength_of(const dvf_kb *kb, const char *id)
{
    const struct kb_strength *strengths = kb_strengths(kb);

    for (uint32_t i = 0; i < kb_strengths_count(kb); i++)
        if (strcmp(kb_string(kb, strengths[i].id), id) == 0)
            return i;
    die(id, "no strength");
    return 0;
}

static struct count *row_of(struct table *table, const dvf_verdict *verdict)
{
    if (is_combination(table->kb, verdict->outcome))
        return &table->combination;
    if (verdict->strength)
        return &table->strengths[strength_of(table->kb, verdict->strength)];
    return strcmp(verdict->outcome, "too_close") == 0 ? &table->too_close
                                                      : &table->undecided;
}

static void add_project(struct table *table, const char *line)
{
    struct buffer text = {0};
    dvf_profile *profile = NULL;
    char chosen[64];

    take_word(line, "uses", chosen);
    put_profile(line, &text);

    dvf_evaluation *evaluation = evaluate(table->kb, &text, &profile);
    dvf_verdict verdict = dvf_evaluation_verdict(evaluation);
    const char *other = verdict.alternative;
    struct count *row = row_of(table, &verdict);
    bool agreed = strcmp(verdict.outcome, chosen) == 0;

    row->all++;
    row->agreed += agreed;
    table->strict += agreed;
    table->covered += agreed || (other && strcmp(other, chosen) == 0);
    table->names += (row != &table->too_close && row != &table->undecided);
    table->names += !!other;
    table->projects++;
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    buffer_release(&text);
}

static void read_projects(struct table *table, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[LINE_MAX_BYTES];

    if (!file)
        die(path, "cannot be read");
    while (fgets(line, sizeof line, file))
        if (strstr(line, "\"name\": \""))
            add_project(table, line);
    fclose(file);
}

static void put_row(struct buffer *out, const char *name, struct count count)
{
    buffer_printf(out, "| %s | %u | %u |\n", name, count.agreed, count.all);
}

/* As the README shows it, the strongest first. */
static void put_table(const struct table *table, struct buffer *out)
{
    buffer_puts(out, "| verdict | chosen so | projects |\n|---|---|---|\n");
    for (uint32_t i = kb_strengths_count(table->kb); i > 0; i--)
        put_row(out, kb_string(table->kb, kb_strengths(table->kb)[i - 1].id),
                table->strengths[i - 1]);
    put_row(out, "a combination", table->combination);
    put_row(out, "too close", table->too_close);
    if (table->undecided.all > 0)
        put_row(out, "undecided", table->undecided);
    put_row(out, "all", (struct count){table->strict, table->projects});
    buffer_printf(out,
                  "| verdict or alternative, %u.%02u names each | %u | %u |\n",
                  table->names / table->projects,
                  table->names % table->projects * 100 / table->projects,
                  table->covered, table->projects);
}

static bool holds(bool good, const char *what)
{
    if (!good)
        fprintf(stderr, "agreement: %s\n", what);
    return good;
}

static bool is_more_agreed(struct count one, struct count other)
{
    return one.agreed * other.all > other.agreed * one.all;
}

static bool check_bounds(const struct table *table)
{
    uint32_t last = kb_strengths_count(table->kb) - 1;
    struct count best = table->strengths[last];
    bool good = holds(table->projects == PROJECTS, "not all projects");

    good &= holds(table->strict >= STRICT_LEAST, "too few verdicts agree");
    good &= holds(best.all >= STRONGEST_LEAST &&
                      best.agreed * 100 >= best.all * STRONGEST_AGREED_PERCENT,
                  "the greatest strength promises too much");
    for (uint32_t i = 1; i < last; i++)
        good &= holds(
            is_more_agreed(table->strengths[i], table->strengths[i - 1]),
            "a strength agrees no more than the one below it");
    good &= holds(table->covered * 100 >= table->projects * COVERED_PERCENT,
                  "verdicts and alternatives cover too little");
    return good &
           holds(table->names * 100 <= table->projects * NAMES_MOST_PERCENT,
                 "too many names are named");
}

/* What a report says of a strength is what the table says. */
static bool check_records(const struct table *table)
{
    const struct kb_strength *strengths = kb_strengths(table->kb);
    bool good = true;

    for (uint32_t i = 0; i < kb_strengths_count(table->kb); i++)
        good &= holds(strengths[i].agreed == table->strengths[i].agreed &&
                          strengths[i].of == table->strengths[i].all,
                      "a strength has another record");
    return good;
}

static bool check_readme(const char *path, const char *wanted)
{
    FILE *file = fopen(path, "r");
    char bytes[65536];
    size_t length = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;

    if (!file || ferror(file) || fclose(file) != 0)
        die(path, "cannot be read");
    bytes[length] = '\0';
    return holds(strstr(bytes, wanted), "the README shows another table");
}

int main(int count, char **words)
{
    struct table table = {.kb = dvf_kb_builtin()};
    struct buffer text = {0};

    if (count != 3 || kb_strengths_count(table.kb) > STRENGTHS_MAX)
        die("usage", "agreement PROJECTS README");
    read_projects(&table, words[1]);
    put_table(&table, &text);
    if (text.failed)
        die("memory", "none left");
    fputs(text.bytes, stdout);

    bool good = check_bounds(&table);

    good &= check_records(&table);
    good &= check_readme(words[2], text.bytes);
    buffer_release(&text);
    return good ? 0 : 1;
}

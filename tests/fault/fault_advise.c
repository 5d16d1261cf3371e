/* SPDX-License-Identifier: MIT */
/*
 * Fails every allocation on the path of `dvf advise` and `dvf check` once:
 * first the i-th alone, then all from the i-th on, for each i. Each call must
 * say so, or give exactly what it gives with enough memory; nothing may leak,
 * and no out-parameter may be touched by a call that fails.
 *
 * Build: with the library's objects, -DDVF_SOURCE_DIR="...", and the static
 *        libcyaml.a, libyaml.a and libmd.a, so that theirs fail too; linked
 *        with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup,
 *        --wrap=free and without sanitizers, which bring their own malloc.
 * Run:   fault_advise
 */
#include "cli/command.h"
#include "fault/allocations.h"
#include "report/formats.h"

#include <dvf/dvf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---------------------------------------------------------------- Scenarios */

/* Everything that a run gives, as one text. */
struct result {
    char bytes[1 << 20];
    size_t length;
};

/* What a run works with. */
struct scene {
    const char *name;
    const char *kb;      /* file in tests/fault, or null for the built-in one */
    const char *profile; /* file in tests/fault */
    size_t samples;      /* allocations to fail, evenly spread; 0 for all */
};

static const struct scene scenes[] = {
    {"advise", "tests/fault/kb.yaml", "tests/fault/profile.yaml", 0},
    {"a broken profile", "tests/fault/kb.yaml",
     "tests/fault/broken-profile.yaml", 0},
    {"a broken KB", "tests/fault/broken-kb.yaml", "tests/fault/profile.yaml",
     0},
    {"missing files", "tests/fault/nowhere.yaml", "tests/fault/nowhere.yaml",
     0},
    {"the built-in KB", NULL, "tests/fault/typical.yaml", 0},
    {"the built-in KB's file", "tests/data/kb/web-framework.yaml",
     "tests/fault/typical.yaml", 120},
};

static struct share share;

static void add(struct result *result, const char *bytes, size_t length)
{
    if (length > sizeof result->bytes - result->length) {
        mistake("the result is too large for this test", "add");
        return;
    }
    memcpy(result->bytes + result->length, bytes, length);
    result->length += length;
}

static bool take_text(struct result *result, dvf_status status, dvf_text *text,
                      const char *where)
{
    if (status == DVF_OK) {
        add(result, text->bytes, text->length);
        dvf_text_release(text);
        return true;
    }
    if (status != DVF_NO_MEMORY)
        mistake("another status than DVF_NO_MEMORY", where);
    if (text->bytes != UNTOUCHED || text->length != 77)
        mistake("the text was touched", where);
    return false;
}

/* Check a status and its handle; false where the run ends here. */
static bool check(dvf_status status, const void *handle, const char *where)
{
    if ((handle == UNTOUCHED) == (status == DVF_OK) || !handle)
        mistake("the handle does not fit the status", where);
    return status == DVF_OK;
}

static bool render_all(const dvf_evaluation *evaluation, struct result *result)
{
    const dvf_evaluation *const two[] = {evaluation, evaluation};
    size_t format;
    unsigned detail;

    for (format = 0; format < dvf_format_count(); format++)
        for (detail = DVF_BRIEF; detail <= DVF_FULL; detail++) {
            dvf_style style = {.width = 40 + 40 * detail,
                               .colour = detail == DVF_NORMAL,
                               .ascii = detail == DVF_FULL,
                               .detail = (dvf_detail)detail};
            dvf_text text = {UNTOUCHED, 77};
            bool is_record = format_has(dvf_format_at(format),
                                        FORMAT_IS_RECORD);
            size_t count = detail == DVF_FULL && !is_record ? 2 : 1;
            dvf_status status = dvf_render(dvf_format_at(format), two, count,
                                           &style, &text);

            if (!take_text(result, status, &text, "dvf_render"))
                return false;
        }
    return true;
}

static bool make_template(const dvf_kb *kb, dvf_diagnostics *problems,
                          struct result *result)
{
    dvf_text text = {UNTOUCHED, 77};

    return take_text(result, dvf_profile_template(kb, NULL, 0, problems, &text),
                     &text, "dvf_profile_template");
}

static dvf_status evaluate(const dvf_kb *kb, const dvf_profile *profile,
                           dvf_diagnostics *problems, struct result *result)
{
    const char *const without[] = {"total"};
    static const char *const sources[] = {"paper"};
    const dvf_selection selection = {.without = without,
                                     .without_count = 1,
                                     .only_sources = sources,
                                     .only_sources_count = 1};
    dvf_evaluation *evaluation = UNTOUCHED;
    dvf_evaluation *partial = UNTOUCHED;
    dvf_status status;

    status = dvf_evaluate(kb, profile, &selection, problems, &partial);
    if (!check(status, partial, "dvf_evaluate"))
        return status;
    dvf_evaluation_free(partial);
    status = dvf_evaluate(kb, profile, NULL, problems, &evaluation);
    if (!check(status, evaluation, "dvf_evaluate"))
        return status;
    if (!render_all(evaluation, result) || !make_template(kb, problems, result))
        status = DVF_NO_MEMORY;
    dvf_evaluation_free(evaluation);
    return status;
}

static dvf_status advise(const struct scene *scene, const char *kb_path,
                         const char *profile_path, dvf_diagnostics *problems,
                         struct result *result)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_kb *loaded = UNTOUCHED;
    dvf_profile *profile = UNTOUCHED;
    dvf_status status;

    if (scene->kb) {
        status = dvf_kb_load_file(kb_path, problems, &loaded);
        if (!check(status, loaded, "dvf_kb_load_file"))
            return status;
        kb = loaded;
    }
    status = dvf_profile_load_file(kb, profile_path, problems, &profile);
    if (check(status, profile, "dvf_profile_load_file")) {
        status = evaluate(kb, profile, problems, result);
        dvf_profile_free(profile);
    }
    if (scene->kb)
        dvf_kb_free(loaded);
    return status;
}

/* One run: what `dvf advise` does, with its diagnostics. */
static dvf_status run(const struct scene *scene, struct result *result)
{
    char kb_path[512];
    char profile_path[512];
    dvf_diagnostics *problems;
    dvf_text text = {UNTOUCHED, 77};
    dvf_status status;

    snprintf(kb_path, sizeof kb_path, "%s/%s", DVF_SOURCE_DIR,
             scene->kb ? scene->kb : "");
    snprintf(profile_path, sizeof profile_path, "%s/%s", DVF_SOURCE_DIR,
             scene->profile);
    result->length = 0;
    allocations.watching = true;
    problems = dvf_diagnostics_new();
    if (!problems) {
        allocations.watching = false;
        return DVF_NO_MEMORY;
    }
    status = advise(scene, kb_path, profile_path, problems, result);
    if (status != DVF_NO_MEMORY &&
        !take_text(result, dvf_diagnostics_render(problems, NULL, &text), &text,
                   "dvf_diagnostics_render"))
        status = DVF_NO_MEMORY;
    dvf_diagnostics_free(problems);
    allocations.watching = false;
    return status;
}

/* ------------------------------------------------------------------- Faults */

static void run_with_fault(const struct scene *scene, size_t first,
                           bool onwards, const struct result *expected,
                           dvf_status wanted)
{
    static struct result result;
    long live = allocations.live;
    dvf_status status;

    allocations.count = 0;
    allocations.failed = 0;
    allocations.first = first;
    allocations.onwards = onwards;
    status = run(scene, &result);
    if (allocations.failed == 0)
        mistake("nothing failed", scene->name);
    if (status != DVF_NO_MEMORY &&
        (status != wanted || result.length != expected->length ||
         memcmp(result.bytes, expected->bytes, result.length) != 0))
        mistake("neither DVF_NO_MEMORY nor the usual result", scene->name);
    if (allocations.live != live)
        mistake("memory was lost", scene->name);
}

static bool run_scene(const struct scene *scene)
{
    static struct result expected;
    size_t before = mistakes();
    size_t count;
    size_t step;
    size_t at;
    long live = allocations.live;
    dvf_status status;

    allocations.count = 0;
    allocations.first = 0;
    status = run(scene, &expected);
    count = allocations.count;
    if (allocations.live != live || expected.length == 0 || count == 0 ||
        status == DVF_NO_MEMORY)
        mistake("the run without a fault is not sound", scene->name);
    step = scene->samples == 0 ? 1 : count / scene->samples + 1;
    for (at = 1 + share.number * step; at <= count && mistakes() < before + 10;
         at += share.of * step) {
        run_with_fault(scene, at, false, &expected, status);
        run_with_fault(scene, at, true, &expected, status);
    }
    printf("# %zu allocations, every %zu failed\n", count, step);
    return mistakes() == before;
}

/* ----------------------------------------------------------------- Commands */

/* A folder of one profile with its policy and its lock, made anew for each
 * run; its files are copies of those in tests/fault/check. */
static char folder[] = "/tmp/dvf-fault-XXXXXX";

#define LOCK   "dvf.lock"
#define OUTPUT "output"

static const char *const copied[] = {".dvf-policy.yaml", "dvf.yaml", LOCK};

/* A command line: what "@" stands for lies in the folder, what "%" stands for
 * in the sources. */
struct line {
    const char *name;
    int status; /* without a fault */
    const char *words[12];
};

static const struct line lines[] = {
    {"the command",
     0,
     {"advise", "-v", "--without=prior", "-o", "@" OUTPUT,
      "%tests/fault/typical.yaml"}},
    {"a question why not",
     0,
     {"advise", "--why-not=fastapi", "-fjson", "-o", "@" OUTPUT,
      "%tests/fault/typical.yaml"}},
    {"a question what if",
     0,
     {"advise", "--what-if=throughput=400", "-o", "@" OUTPUT,
      "%tests/fault/typical.yaml"}},
    {"options side by side",
     0,
     {"compare", "-v", "--report=json=@1", "--report=markdown=@2", "-o",
      "@" OUTPUT}},
    {"profiles side by side",
     0,
     {"compare", "--report=json=@1", "--report=markdown=@2", "-o", "@" OUTPUT,
      "%tests/fault/typical.yaml", "@dvf.yaml"}},
    {"dvf advise, every format",
     0,
     {"advise", "--report=json=@1", "--report=markdown=@2", "-fmadr", "-o",
      "@" OUTPUT, "%tests/fault/typical.yaml"}},
    {"dvf advise -f markdown of several",
     0,
     {"advise", "-fmarkdown", "--no-analysis", "-o", "@" OUTPUT,
      "%tests/fault/typical.yaml", "%tests/fault/typical.yaml"}},
    {"dvf check, every format",
     0,
     {"check", "--as-of=2026-11-22", "--report=json=@1", "--report=sarif=@2",
      "--report=junit=@3", "--report=gitlab=@4", "--report=markdown=@5",
      "--report=text=@6", "-fgithub", "-o", "@" OUTPUT, "@."}},
    {"dvf check of what fails",
     1,
     {"check", "--as-of=2027-11-22", "--min-lead=31", "--require=team_size",
      "--expect=both", "--locked", "-v", "-o", "@" OUTPUT, "@dvf.yaml"}},
    {"dvf check of what is not settled",
     1,
     {"check", "--as-of=2027-11-22", "--no-config", "--require-settled",
      "--expect=django", "-o", "@" OUTPUT, "@dvf.yaml"}},
    {"dvf check of what is broken",
     2,
     {"check", "--as-of=2026-11-22", "-fjson", "-o", "@" OUTPUT, "--no-config",
      "%tests/fault/broken-profile.yaml", "%tests/fault/nowhere.yaml",
      "%tests/fault/broken-kb.yaml"}},
    {"dvf check that leaves out",
     2,
     {"check", "--as-of=2026-11-22", "--exclude=dvf.*", "--exclude=**/b*.yaml",
      "-fjson", "-o", "@" OUTPUT, "@.", "%tests/fault/nowhere.yaml"}},
    {"dvf check --lock",
     0,
     {"check", "--as-of=2026-11-22", "--lock", "-o", "@" OUTPUT, "@."}},
    {"dvf check --show-config",
     0,
     {"check", "--as-of=2026-11-22", "--show-config", "--fail-on=none", "-o",
      "@" OUTPUT, "@."}},
};

/* These write the lock of today, and find nothing changed. */
static const struct line locking = {
    "dvf check --lock before it",
    0,
    {"check", "--as-of=2026-11-22", "--lock", "-o", "@" OUTPUT, "@."}};
static const struct line locked = {"dvf check --locked where nothing changed",
                                   0,
                                   {"check", "--as-of=2026-11-22", "--locked",
                                    "-fjson", "-o", "@" OUTPUT, "@."}};

static bool read_whole(const char *path, struct result *bytes)
{
    FILE *file = fopen(path, "rb");

    bytes->length = 0;
    if (!file)
        return false;
    bytes->length = fread(bytes->bytes, 1, sizeof bytes->bytes, file);
    fclose(file);
    return true;
}

static bool write_whole(const char *path, const struct result *bytes)
{
    FILE *file = fopen(path, "wb");
    bool done = file &&
                fwrite(bytes->bytes, 1, bytes->length, file) == bytes->length;

    return file && fclose(file) == 0 && done;
}

static void in_folder(char path[static 600], const char *name)
{
    snprintf(path, 600, "%s/%s", folder, name);
}

/* @param lock null: that of the sources */
static bool fill_folder(const struct result *lock)
{
    static struct result bytes;
    char from[600];
    char to[600];
    bool done = true;

    for (size_t i = 0; i < sizeof copied / sizeof *copied && done; i++) {
        snprintf(from, sizeof from, "%s/tests/fault/check/%s", DVF_SOURCE_DIR,
                 copied[i]);
        in_folder(to, copied[i]);
        done = read_whole(from, &bytes) && write_whole(to, &bytes);
    }
    in_folder(to, LOCK);
    return done && (!lock || write_whole(to, lock));
}

static void empty_folder(void)
{
    static const char *const made[] = {OUTPUT, "1", "2", "3", "4", "5", "6"};
    char path[600];

    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
        in_folder(path, copied[i]);
        unlink(path);
    }
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        in_folder(path, made[i]);
        unlink(path);
    }
}

/* A word with what its sign stands for. */
static void make_word(char out[static 600], const char *word)
{
    size_t before = strcspn(word, "@%");
    const char *sign = word + before;

    if (*sign == '\0')
        snprintf(out, 600, "%s", word);
    else
        snprintf(out, 600, "%.*s%s/%s", (int)before, word,
                 *sign == '@' ? folder : DVF_SOURCE_DIR, sign + 1);
}

static int run_line(const struct line *line)
{
    static char words[13][600];
    char *argv[14] = {words[0]};
    int argc = 1;
    int status;

    snprintf(words[0], sizeof words[0], "dvf");
    for (; argc <= 12 && line->words[argc - 1]; argc++) {
        make_word(words[argc], line->words[argc - 1]);
        argv[argc] = words[argc];
    }
    allocations.count = 0;
    allocations.failed = 0;
    allocations.watching = true;
    status = dispatch(argc, argv);
    allocations.watching = false;
    return status;
}

/* What became of the folder: its lock is the old one or the new one, and no
 * file lies there that was not finished. */
static void check_folder(const struct result *old, const struct result *new,
                         const char *where)
{
    static struct result lock;
    char path[600];

    in_folder(path, LOCK);
    if (!read_whole(path, &lock) ||
        ((lock.length != old->length ||
          memcmp(lock.bytes, old->bytes, old->length) != 0) &&
         (lock.length != new->length ||
          memcmp(lock.bytes, new->bytes, new->length) != 0)))
        mistake("the lock is neither the old nor the new one", where);
}

static void run_line_with_faults(const struct line *line, size_t count,
                                 const struct result *old,
                                 const struct result *new)
{
    long live = allocations.live;

    for (allocations.first = 1 + share.number; allocations.first <= count;
         allocations.first += share.of) {
        for (allocations.onwards = false;; allocations.onwards = true) {
            int status;

            if (!fill_folder(line == &locked ? old : NULL))
                mistake("the folder could not be filled", line->name);
            status = run_line(line);
            if (status != 2 && (status != line->status || allocations.onwards))
                mistake("neither status 2 nor the usual result", line->name);
            if (allocations.live != live)
                mistake("memory was lost", line->name);
            check_folder(old, new, line->name);
            if (allocations.onwards)
                break;
        }
    }
}

/* The lock that a line finds. */
static bool read_lock(const struct line *line, const char *path,
                      struct result *lock)
{
    return fill_folder(NULL) && (line != &locked || run_line(&locking) == 0) &&
           read_whole(path, lock);
}

static bool line_fails_cleanly(const struct line *line)
{
    static struct result old;
    static struct result new;
    size_t before = mistakes();
    long live = allocations.live;
    char lock[600];

    in_folder(lock, LOCK);
    allocations.first = 0;
    allocations.onwards = false;
    if (!read_lock(line, lock, &old))
        mistake("the folder could not be filled", line->name);
    if (run_line(line) != line->status || allocations.live != live ||
        !read_whole(lock, &new))
        mistake("the run without a fault is not sound", line->name);
    else
        run_line_with_faults(line, allocations.count, &old, &new);
    printf("# %zu allocations, every 1 failed\n", allocations.count);
    empty_folder();
    return mistakes() == before;
}

int main(int argc, char **argv)
{
    share = share_of(argc, argv);
    const size_t count = sizeof scenes / sizeof *scenes;
    const size_t line_count = sizeof lines / sizeof *lines;

    setvbuf(stdout, NULL, _IOLBF, 4096);
    for (size_t i = 0; i < count; i++)
        printf("%sok %zu - %s\n", run_scene(&scenes[i]) ? "" : "not ", i + 1,
               scenes[i].name);
    /* The complaints of commands go nowhere. */
    if (!mkdtemp(folder) || !freopen("/dev/null", "w", stderr))
        return 2;
    for (size_t i = 0; i < line_count; i++)
        printf("%sok %zu - %s\n", line_fails_cleanly(&lines[i]) ? "" : "not ",
               count + i + 1, lines[i].name);
    printf("%sok %zu - %s\n", line_fails_cleanly(&locked) ? "" : "not ",
           count + line_count + 1, locked.name);
    allocations.first = 0;
    if (rmdir(folder) != 0)
        mistake("a file was left behind", "the commands");
    printf("1..%zu\n", count + line_count + 1);
    return mistakes() == 0 ? 0 : 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * Decision records of a run. A name in a profile is looked up from the folder
 * of the profile on, and from the root of its repository; what leads out of the
 * repository is refused, as links of profiles are.
 */
#include "work/records.h"

#include "base/file.h"
#include "base/path.h"
#include "check/decision_record.h"
#include "check/line.h"
#include "work/check_run.h"

#include <errno.h>
#include <string.h>

bool records_is_record(const struct source *file)
{
    return decision_record_is_name(file->name);
}

struct record_item *records_at(const struct check_run *run, size_t index)
{
    return *(struct record_item **)array_at(&run->records, index);
}

static dvf_status keep_item(struct check_run *run, struct record_item *item)
{
    struct record_item **place = array_push(&run->records);

    if (place)
        *place = item;
    return place ? DVF_OK : DVF_NO_MEMORY;
}

/* A sentence about a file, such as "The record 'x' is not there." */
static const char *sentence(struct check_run *run, const char *before,
                            const char *name, const char *behind)
{
    struct buffer text = {0};

    buffer_puts(&text, before);
    notice_quote(&text, name);
    buffer_puts(&text, behind);
    return line_keep(&run->arena, &text);
}

/* ----------------------------------------------------------------- Names */

/* True for words rather than the name of a file: an address on the web, or
 * several words. */
static bool is_words(const char *record)
{
    return strstr(record, "://") ||
           (strpbrk(record, " \t\r\n") && !decision_record_is_name(record));
}

/* Path of the record that a profile names. @return null where it is not there,
 * or memory ran out */
static const char *find_path(struct check_run *run, const struct place *place,
                             const char *record)
{
    const char *path = record[0] == '/'
                           ? record
                           : path_join(&run->arena, place->given, record);

    if (path && file_is_regular(path))
        return path;
    if (record[0] == '/' || place->root == 0)
        return NULL;
    const char *root = arena_copy(&run->arena, place->real, place->root);
    path = root ? path_join(&run->arena, root, record) : NULL;
    return path && file_is_regular(path) ? path : NULL;
}

/* The path without links, or as it is. */
static const char *real_path(struct check_run *run, const char *path)
{
    int error = 0;
    const char *real = path_real(&run->arena, path, &error);

    if (error == ENOMEM)
        run->arena.failed = true;
    return real ? real : path;
}

/* Name a file and its folder as reports and people do.
 * @param like place with the base of names */
static dvf_status name_file(struct check_run *run, const struct place *like,
                            const char *path, struct source *source,
                            struct place *place)
{
    const struct surroundings *around = &run->policies.surroundings;
    struct arena *arena = &run->arena;
    const char *folder = path_folder(arena, path);

    if (!folder || !place_find(place, arena, folder, around->root))
        return DVF_NO_MEMORY;
    if (place->real && like->real && like->base > 0 &&
        strlen(place->real) >= like->base &&
        memcmp(place->real, like->real, like->base) == 0)
        place->base = like->base;
    source->path = path;
    source->name = path + path_folder_length(path);
    source->local = path_tidy(arena, path);
    /* Names that lead up, or from the root of the repository on. */
    if (place->real && around->current && like->given[0] != '/' &&
        (path[0] == '/' || strstr(path, ".."))) {
        folder = path_relative(arena, around->current, place->real);
        source->local = folder ? path_join(arena, folder, source->name) : NULL;
    }
    source->shown = place->real && place->base > 0
                        ? place_name(arena, place, strlen(place->real),
                                     source->name)
                        : source->local;
    return arena_status(arena);
}

/* --------------------------------------------------------------- Loading */

static dvf_status load(void *target, const struct source *file,
                       struct dvf_diagnostics *problems)
{
    struct record_item *item = target;
    struct profile_schema *schema = recorded_schema_new(item->kb);
    dvf_status status = DVF_NO_MEMORY;

    if (schema)
        status = decision_record_load_file(schema, file->path, file->shown,
                                           problems, &item->recorded);
    profile_schema_free(schema);
    item->record.recorded = &item->recorded;
    return status;
}

dvf_status records_load(struct check_run *run, struct source *file,
                        const struct place *place,
                        struct dvf_diagnostics *problems,
                        struct record_item **out)
{
    struct record_item *item = arena_alloc(&run->arena, sizeof *item);

    if (!item)
        return DVF_NO_MEMORY;
    item->kb = run->kb;
    item->is_operand = true;
    item->place = *place;
    item->real = real_path(run, file->path);
    *out = item;
    if (keep_item(run, item) != DVF_OK ||
        !source_read(file,
                     place->real && strcmp(file->path, "-") != 0 ? place : NULL,
                     load, item, problems))
        return DVF_NO_MEMORY;
    if (file->state == SOURCE_GOOD && !item->recorded.profile) {
        decision_record_report_unmarked(file->shown, problems);
        file->state = SOURCE_BROKEN;
    }
    item->source = *file;
    return run->arena.failed || problems->arena.failed ? DVF_NO_MEMORY : DVF_OK;
}

/* ------------------------------------------------ Records of profiles */

static dvf_status report_unread(struct check_run *run, const char *name,
                                const char *why,
                                const struct check_record **record)
{
    struct check_record *unread = arena_alloc(&run->arena, sizeof *unread);

    if (!unread)
        return DVF_NO_MEMORY;
    unread->unread = sentence(run, "The record ", name, why);
    *record = unread;
    return arena_status(&run->arena);
}

/* A record that was looked at before; null: there is none. */
static const struct record_item *find_item(const struct check_run *run,
                                           const char *real)
{
    for (size_t i = 0; i < run->records.count; i++)
        if (strcmp(records_at(run, i)->real, real) == 0)
            return records_at(run, i);
    return NULL;
}

/* A list of problems that lives as long as the run; null when out of memory. */
static struct dvf_diagnostics *add_problems(struct check_run *run)
{
    struct dvf_diagnostics **problems = array_push(&run->other_problems);

    if (!problems)
        return NULL;
    *problems = check_run_problems_new(run);
    return *problems;
}

/* Read a record that a profile names.
 * @param place of the profile */
static dvf_status read_named(struct check_run *run, const struct place *place,
                             const char *path, struct record_item *item)
{
    item->kb = run->kb;
    item->real = real_path(run, path);
    item->source.kind = SOURCE_PROFILE;
    item->problems = add_problems(run);
    if (!item->problems || keep_item(run, item) != DVF_OK ||
        name_file(run, place, path, &item->source, &item->place) != DVF_OK)
        return DVF_NO_MEMORY;
    return source_read(&item->source, place->real ? place : NULL, load, item,
                       item->problems)
               ? DVF_OK
               : DVF_NO_MEMORY;
}

dvf_status records_look(struct check_run *run, const dvf_profile *profile,
                        const struct place *place,
                        const struct check_request *request,
                        const struct check_record **record)
{
    const char *name = profile->decision.record;

    if (!name || is_words(name))
        return DVF_OK;
    const char *path = find_path(run, place, name);
    if (run->arena.failed)
        return DVF_NO_MEMORY;
    if (!path)
        return report_unread(run, name, " is not there.", record);
    const struct record_item *known = find_item(run, real_path(run, path));
    if (known && (known->is_operand || known->is_marked))
        return arena_status(&run->arena);
    struct record_item *item = arena_alloc(&run->arena, sizeof *item);
    if (!item || read_named(run, place, path, item) != DVF_OK)
        return DVF_NO_MEMORY;
    if (item->source.state == SOURCE_GOOD && !item->recorded.profile)
        return report_unread(run, name, " has no markers of dvf.", record);
    item->request = request;
    item->is_marked = true;
    return DVF_OK;
}

/* ------------------------------------------------------------ Comparing */

/* Load the profile that the record was made from, and evaluate it.
 * @return DVF_INVALID where that cannot be done */
static dvf_status load_profile(struct check_run *run, struct record_item *item,
                               const struct source *file)
{
    struct dvf_diagnostics *problems = check_run_problems_new(run);
    dvf_status status = DVF_NO_MEMORY;

    if (!run->schema)
        run->schema = profile_schema_new(run->kb);
    if (problems && run->schema)
        status = item->place.real && place_refuses(&item->place, file->path,
                                                   file->shown, problems)
                     ? DVF_INVALID
                     : profile_load_named(run->schema, file->path, file->shown,
                                          problems, &item->profile);
    if (status == DVF_OK)
        status = profile_evaluate(item->profile, run->rows, NULL, problems,
                                  &item->now);
    if (problems && problems->arena.failed)
        status = DVF_NO_MEMORY;
    dvf_diagnostics_free(problems);
    return status == DVF_IO ? DVF_INVALID : status;
}

/* Compare the name that the profile has for its record with this one. */
static void compare_names(struct check_run *run, struct record_item *item,
                          const struct source *file, const struct place *place)
{
    const char *name = item->profile->decision.record;
    const char *path = name ? find_path(run, place, name) : NULL;

    if (!name)
        item->record.apart = sentence(run, "The profile ", file->shown,
                                      " names no record.");
    else if (!path || strcmp(real_path(run, path), item->real) != 0)
        item->record.apart = sentence(run, "The profile ", file->shown,
                                      " names another record.");
}

dvf_status records_compare(struct check_run *run, struct record_item *item)
{
    struct recorded *recorded = &item->recorded;
    struct source file = {.kind = SOURCE_PROFILE};
    struct place place = {0};
    const char *path = recorded->file
                           ? path_join(&run->arena, item->place.given,
                                       recorded->file)
                           : NULL;

    if (!path || !file_is_regular(path))
        return arena_status(&run->arena);
    if (name_file(run, &item->place, path, &file, &place) != DVF_OK)
        return DVF_NO_MEMORY;
    item->record.profile_file = file.shown;
    item->record.profile_path = file.local;
    dvf_status status = load_profile(run, item, &file);
    if (status == DVF_INVALID) {
        item->record.apart = sentence(run, "The profile ", file.shown,
                                      " cannot be loaded, so that the record "
                                      "is not held against it.");
        return arena_status(&run->arena);
    }
    if (status != DVF_OK)
        return status;
    item->record.profile = item->now;
    compare_names(run, item, &file, &place);
    /* A waiver of the profile holds for its record. */
    recorded->profile->waiver = item->profile->waiver;
    recorded->profile->waiver.at = recorded->profile->waiver.expires_at =
        (struct position){0};
    return arena_status(&run->arena);
}

/* -------------------------------------------------------------- Judging */

static dvf_status judge(struct check_run *run, struct record_item *item,
                        struct check_result *result)
{
    dvf_status status = profile_evaluate(item->recorded.profile, run->rows,
                                         NULL, item->problems,
                                         &item->evaluation);

    if (status == DVF_OK)
        status = records_compare(run, item);
    if (status != DVF_OK)
        return status;
    item->subject = (struct check_subject){
        .file = item->source.shown,
        .path = item->source.local,
        .name = item->source.name,
        .evaluation = item->evaluation,
        .record = &item->record,
    };
    return check_judge(result, &item->subject, item->request);
}

static dvf_status fail(const struct check_run *run,
                       const struct record_item *item,
                       struct check_result *result)
{
    const struct check_failure failure = {
        .file = item->source.shown,
        .problems = item->problems,
        .message = "The record could not be loaded.",
        .current = run->policies.request.current,
    };
    dvf_status status = check_fail(result, &failure);

    result->is_record = true;
    return status;
}

dvf_status records_judge(struct check_run *run)
{
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < run->records.count && status == DVF_OK; i++) {
        struct record_item *item = records_at(run, i);
        /* An operand may come behind the profile that names it. */
        bool is_known = !item->is_marked;

        for (size_t j = 0; j < run->records.count && !is_known; j++)
            is_known = records_at(run, j)->is_operand &&
                       strcmp(records_at(run, j)->real, item->real) == 0;
        if (is_known)
            continue;
        struct check_result *result = array_push(&run->results);
        if (!result)
            return DVF_NO_MEMORY;
        if (item->recorded.profile)
            status = judge(run, item, result);
        else
            status = fail(run, item, result);
    }
    return status;
}

void records_release(struct check_run *run)
{
    for (size_t i = 0; i < run->records.count; i++) {
        struct record_item *item = records_at(run, i);

        dvf_evaluation_free(item->now);
        dvf_profile_free(item->profile);
        if (item->is_operand)
            continue;
        dvf_evaluation_free(item->evaluation);
        dvf_profile_free(item->recorded.profile);
    }
    array_release(&run->records);
}

/* SPDX-License-Identifier: MIT */
/*
 * `dvf check`: does the recorded decision of each profile still stand? The
 * exit status is settled before anything is written.
 */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "cli/show_config.h"
#include "work/check_run.h"

#include "base/date.h"
#include "base/path.h"
#include "check/line.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "kb/block.h"
#include "report/check_report.h"

#include <string.h>
#include <time.h>

#define DAY 86400

/* One run of the command. */
struct checking {
    const struct settings *settings;
    struct session session;
    struct work_settings asked;
    struct check_run run;
    struct arena arena; /* owns names in `asked` */
    char today[DATE_SIZE];
};

/* ------------------------------------------------------------- Reports */

static dvf_status render(const void *context, const dvf_format *format,
                         const dvf_style *style, struct sink *sink,
                         dvf_text *rest)
{
    struct check_report report = *(const struct check_report *)context;

    report.style = *style;
    report.sink = sink;
    return check_render(format, &report, rest);
}

/* Render the summary of a job. */
static dvf_status summarise(const void *context, const dvf_format *format,
                            const dvf_style *style, struct sink *sink,
                            dvf_text *rest)
{
    (void)format;
    (void)style;
    (void)sink;
    return check_render_by(check_report_job_summary, context, rest);
}

/* -------------------------------------------------------------- Usage */

static bool reads_standard_input(const struct settings *settings)
{
    const char *const *words = settings_words(&settings->operands);

    for (size_t i = 0; i < settings->operands.count; i++)
        if (strcmp(words[i], "-") == 0)
            return true;
    return false;
}

static bool accepts_standard_input(const struct settings *settings,
                                   struct buffer *complaint)
{
    const char *name = settings->stdin_filename;
    bool standard = reads_standard_input(settings);

    if (!name && standard && (settings->lock || settings->locked)) {
        buffer_puts(complaint, "standard input ('-') has no lock without "
                               "'--stdin-filename'");
        return false;
    }
    if (!name)
        return true;
    if (!standard) {
        buffer_puts(complaint, "'--stdin-filename' needs standard input ('-')");
        return false;
    }
    if (strcmp(name, "-") == 0 || name[path_folder_length(name)] == '\0') {
        console_quote(complaint, name);
        buffer_puts(complaint, " is no name of a file");
        return false;
    }
    return true;
}

static bool accepts(const struct settings *settings, struct buffer *complaint)
{
    struct reports reports = {.summarise = summarise};
    bool good;

    if (settings->lock && settings->locked) {
        buffer_puts(complaint, "'--lock' and '--locked' exclude each other");
        return false;
    }
    good = accepts_standard_input(settings, complaint) &&
           reports_open(&reports, &command_check, settings, complaint) ==
               DVF_OK;
    reports_release(&reports);
    return good;
}

/* -------------------------------------------------------------- Running */

/* No report replaces what was read, or is a lock. */
static bool spares_inputs(const struct checking *check,
                          const struct reports *reports,
                          struct buffer *complaint)
{
    bool good = reports_spare(reports, check->settings->kb, complaint);

    if (good && check->settings->stdin_filename)
        good = reports_spare(reports, check->settings->stdin_filename,
                             complaint);
    for (size_t i = 0; i < check->run.found.files.count && good; i++)
        good = reports_spare(
            reports, profiles_found_at(&check->run.found, i)->path, complaint);
    for (size_t i = 0; i < check->run.found.spared.count && good; i++) {
        const struct source *file = array_at(&check->run.found.spared, i);

        good = reports_spare(reports, file->path, complaint);
    }
    for (size_t i = 0; i < check->run.records.count && good; i++)
        good = reports_spare(reports, records_at(&check->run, i)->source.path,
                             complaint);
    for (size_t i = 0; i < check->run.policies.files.count && good; i++)
        good = reports_spare(reports,
                             policies_at(&check->run.policies, i)->source.path,
                             complaint);
    for (size_t i = 0; i < check->run.locks.count && good; i++)
        good = reports_spare(reports, check->run.locks.sources[i].source.path,
                             complaint) &&
               reports_spare(reports, check->run.locks.sources[i].real,
                             complaint);
    return good;
}

static bool is_quiet(const struct checking *check)
{
    return check->settings->detail == DVF_BRIEF;
}

static int write_locks(struct checking *check)
{
    dvf_status status = check_run_lock(&check->run);

    console_tell_notices(&check->run.notices, is_quiet(check));
    if (status == DVF_NO_MEMORY)
        return console_no_memory();
    return status == DVF_OK ? EXIT_DONE : EXIT_NO_ANSWER;
}

static int write_all(struct checking *check, const struct reports *reports)
{
    const struct check_report report = {
        .kb = check->session.kb,
        .results = check->run.results.items,
        .count = check->run.results.count,
        .summary = check->run.summary,
        .status = check_summary_status(&check->run.summary),
        .weaker = &check->run.weaker,
        .knowledge = check->run.knowledge,
        .category = check->settings->category,
        .as_of = check->run.as_of,
        .left_out = check->run.found.left_out,
        .names = check->run.names.items,
        .names_count = check->run.names.count,
    };
    int status = EXIT_DONE;

    if (check->settings->lock)
        status = write_locks(check);
    return output_worse(
        status, reports_write(reports, check->settings, render, &report));
}

static int report(struct checking *check)
{
    struct reports reports = {.summarise = summarise};
    struct buffer complaint = {0};
    int status;

    if (reports_open(&reports, &command_check, check->settings, &complaint) !=
            DVF_OK ||
        !spares_inputs(check, &reports, &complaint))
        status = console_fail(&complaint);
    else
        status = write_all(check, &reports);
    buffer_release(&complaint);
    reports_release(&reports);
    return status;
}

/* Map the results to an exit status. */
static int gate(const struct checking *check)
{
    switch (check_summary_status(&check->run.summary)) {
    case CHECK_STATUS_HOLDS:
        break;
    case CHECK_STATUS_FAILS:
        return check->settings->exit_zero ? EXIT_DONE : EXIT_GATE_FAILS;
    case CHECK_STATUS_ERROR:
        return EXIT_NO_ANSWER;
    }
    return EXIT_DONE;
}

/* Problems stand in a text report that goes to standard output: where one is
 * written, and has findings, nobody needs them a second time. */
static bool is_reported(const struct settings *settings)
{
    return output_is_standard(settings->output) &&
           settings->detail != DVF_BRIEF &&
           (!settings->format ||
            strcmp(settings->format, check_format_at(0)->name) == 0);
}

static const char *local_name(const void *context, const char *file)
{
    const struct check_run *run = context;
    const struct check_report report = {.names = run->names.items,
                                        .names_count = run->names.count};

    return check_report_local(&report, file);
}

/* People find files from the current folder. */
static int tell(const struct checking *check, dvf_diagnostics *problems,
                bool failed)
{
    diagnostics_rename(problems, local_name, &check->run);
    return session_show(&check->session, problems, failed);
}

/* Show what is wrong with the files, each problem once. */
static int tell_problems(const struct checking *check)
{
    const struct check_run *run = &check->run;
    bool reported = is_reported(check->settings);
    int status = EXIT_DONE;

    for (size_t i = 0; i < run->found.files.count && status == EXIT_DONE; i++) {
        const struct check_result *result = array_at(&run->results, i);

        if (run->items[i].problems && (!reported || !result->problems))
            status = tell(check, run->items[i].problems,
                          result->outcome == CHECK_ERROR);
    }
    for (size_t i = 0; i < run->other_problems.count && status == EXIT_DONE;
         i++) {
        dvf_diagnostics *problems = *(dvf_diagnostics **)array_at(
            &run->other_problems, i);
        bool failed = diagnostics_have_errors(problems);

        if (!reported || !failed)
            status = tell(check, problems, failed);
    }
    return status;
}

static int judge_and_report(struct checking *check)
{
    dvf_status judged = check_run_judge(&check->run);

    console_tell_notices(&check->run.notices, is_quiet(check));
    if (judged != DVF_OK)
        return judged == DVF_NO_MEMORY ? console_no_memory() : EXIT_NO_ANSWER;

    int status = gate(check);
    int written = tell_problems(check);
    if (written == EXIT_DONE)
        written = report(check);
    return written == EXIT_DONE ? status : written;
}

/* -------------------------------------------------------------- Asking */

/* The options that stand over policies, under the names that messages give
 * them. */
static void ask_options(struct checking *check)
{
    static const enum option_id ids[POLICY_SETTING_COUNT] = {
        [POLICY_MIN_LEAD] = OPTION_MIN_LEAD,
        [POLICY_MIN_STRENGTH] = OPTION_MIN_STRENGTH,
        [POLICY_MIN_ANSWERED] = OPTION_MIN_ANSWERED,
        [POLICY_REQUIRE] = OPTION_REQUIRE,
        [POLICY_REQUIRE_SETTLED] = OPTION_REQUIRE_SETTLED,
        [POLICY_FAIL_ON] = OPTION_FAIL_ON,
        [POLICY_EXCLUDE] = OPTION_EXCLUDE,
    };

    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++) {
        const struct array *words = &check->settings->policy[i];
        struct buffer name = {0};

        buffer_printf(&name, "--%s", option_at(ids[i])->name);
        check->asked.options[i] = (struct policy_option){
            .setting = (enum policy_setting)i,
            .name = line_keep(&check->arena, &name),
            .words = settings_words(words),
            .count = words->count,
        };
    }
}

static dvf_status ask(struct checking *check)
{
    const struct settings *settings = check->settings;

    date_text((int64_t)time(NULL) / DAY, check->today);
    check->asked = (struct work_settings){
        .operands = settings_words(&settings->operands),
        .operands_count = settings->operands.count,
        .stdin_filename = settings->stdin_filename,
        .expect = settings->expect,
        .kb_path = settings->kb,
        .today = check->today,
        .as_of = settings->as_of,
        .no_config = settings->no_config,
        .locking = settings->lock,
        .locked = settings->locked,
        .exit_zero = settings->exit_zero,
        .patience = session_patience(),
    };
    ask_options(check);
    session_find_user(&check->asked, &check->arena);
    return arena_status(&check->arena);
}

static dvf_status open_check(struct checking *check)
{
    dvf_status status = session_open(&check->session, check->settings);

    if (ask(check) != DVF_OK)
        return DVF_NO_MEMORY;
    /* Each lock entry names its digest: hashed once, not for each profile. */
    if (check->session.loaded)
        kb_seal(check->session.loaded);
    if (status != DVF_NO_MEMORY)
        status = status_worse(
            status, check_run_open(&check->run, check->session.kb,
                                   &check->asked, check->session.problems));
    return status;
}

static int run_check(const struct settings *settings)
{
    struct checking check = {.settings = settings};
    dvf_status opened = open_check(&check);

    console_tell_notices(&check.run.notices, is_quiet(&check));
    int status = session_settle(&check.session, opened);
    if (status == EXIT_DONE)
        status = settings->show_config ? show_config(&check.run, &check.session)
                                       : judge_and_report(&check);
    check_run_close(&check.run);
    session_close(&check.session);
    arena_release(&check.arena);
    return status;
}

const struct command command_check = {
    .name = "check",
    .summary = "Check that the recorded decision of each profile still stands",
    .usage = "check [OPTION]... PROFILE...",
    .details =
        "Check that what each profile records as decided is still what its\n"
        "answers lead to: a gate for reviews and CI. PROFILE is a file, - for\n"
        "standard input, or a folder, which stands for all dvf.yaml and\n"
        "*.dvf.yaml below it. What is asked of the profiles may be stated by "
        "a\n"
        "policy: .dvf-policy.yaml beside them or above, up to the root of the\n"
        "repository, else $XDG_CONFIG_HOME/dvf/policy.yaml. Options count\n"
        "before it. See dvf-policy(5) for policies, exclusions and locks, and\n"
        "dvf-profile(5) for decisions and waivers.\n",
    .examples =
        "  dvf check dvf.yaml\n"
        "  dvf check --min-lead 3 --require deployment,team_size .\n"
        "  dvf check --report sarif=dvf.sarif --report junit=dvf.xml docs/\n"
        "  dvf check --lock . && dvf check --locked .\n"
        "  dvf check --as-of 2027-01-31 --show-config dvf.yaml\n",
    .operand = "PROFILE",
    .operands_min = 1,
    .operands_max = OPERANDS_ANY,
    .alone = OPTION_SHOW_CONFIG,
    .reads_operands = true,
    .format_at = check_format_at,
    .options = {OPTION_FORMAT,       OPTION_OUTPUT,
                OPTION_REPORT,       OPTION_KB,
                OPTION_EXPECT,       OPTION_MIN_LEAD,
                OPTION_MIN_STRENGTH, OPTION_MIN_ANSWERED,
                OPTION_REQUIRE,      OPTION_REQUIRE_SETTLED,
                OPTION_FAIL_ON,      OPTION_EXCLUDE,
                OPTION_NO_CONFIG,    OPTION_SHOW_CONFIG,
                OPTION_AS_OF,        OPTION_LOCK,
                OPTION_LOCKED,       OPTION_STDIN_FILENAME,
                OPTION_EXIT_ZERO,    OPTION_CATEGORY},
    .accepts = accepts,
    .run = run_check,
};

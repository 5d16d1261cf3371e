/* SPDX-License-Identifier: MIT */
/*
 * `dvf check`: does the recorded decision of each profile still stand? The
 * exit status is settled before anything is written.
 */
#include "cli/check_run.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "cli/show_config.h"

#include "base/path.h"

#include <string.h>

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
        message_quote(complaint, name);
        buffer_puts(complaint, " is no name of a file");
        return false;
    }
    return true;
}

static bool accepts(const struct settings *settings, struct buffer *complaint)
{
    struct reports reports = {0};
    bool good;

    if (settings->lock && settings->locked) {
        buffer_puts(complaint, "'--lock' and '--locked' exclude each other");
        return false;
    }
    good = accepts_standard_input(settings, complaint) &&
           reports_open(&reports, settings, complaint);
    reports_release(&reports);
    return good;
}

/* -------------------------------------------------------------- Running */

/* No report replaces what was read, or is a lock. */
static bool spare_inputs(const struct check_run *run,
                         const struct reports *reports,
                         struct buffer *complaint)
{
    bool good = reports_spare(reports, run->session.settings->kb, complaint);

    if (good && run->session.settings->stdin_filename)
        good = reports_spare(reports, run->session.settings->stdin_filename,
                             complaint);
    for (size_t i = 0; i < run->found.files.count && good; i++)
        good = reports_spare(reports, profiles_found_at(&run->found, i)->path,
                             complaint);
    for (size_t i = 0; i < run->found.spared.count && good; i++) {
        const struct found_file *file = array_at(&run->found.spared, i);

        good = reports_spare(reports, file->path, complaint);
    }
    for (size_t i = 0; i < run->policies.files.count && good; i++)
        good = reports_spare(reports, policies_at(&run->policies, i)->path,
                             complaint);
    for (size_t i = 0; i < run->locks.count && good; i++)
        good = reports_spare(reports, run->locks.sources[i].path, complaint) &&
               reports_spare(reports, run->locks.sources[i].real, complaint);
    return good;
}

static bool make_locks(struct check_run *run)
{
    for (size_t i = 0; i < run->found.files.count; i++)
        if (!locks_put(&run->locks, profiles_found_at(&run->found, i),
                       run->items[i].evaluation))
            return false;
    return true;
}

/* A lock that holds half of the truth is worse than none: where one profile
 * could not be evaluated, none is written. */
static int write_locks(struct check_run *run)
{
    struct buffer message = {0};

    if (!check_run_has_errors(run)) {
        if (!make_locks(run))
            return message_no_memory();
        return locks_write(&run->locks,
                           run->session.settings->detail == DVF_BRIEF);
    }
    buffer_puts(&message, "no lock was written, since not every profile could "
                          "be evaluated");
    message_tell(&message);
    buffer_release(&message);
    return EXIT_NO_ANSWER;
}

static int write_all(struct check_run *run, const struct reports *reports)
{
    const struct check_report report = {
        .kb = run->session.kb,
        .results = run->results.items,
        .count = run->results.count,
        .summary = run->summary,
        .status = check_summary_status(&run->summary),
        .weaker = &run->weaker,
        .category = run->session.settings->category,
        .as_of = run->as_of,
        .left_out = run->found.left_out,
        .names = run->names.items,
        .names_count = run->names.count,
    };
    int status = EXIT_DONE;

    if (run->session.settings->lock)
        status = write_locks(run);
    return output_worse(status,
                        reports_write(reports, run->session.settings, &report));
}

static int report(struct check_run *run)
{
    struct reports reports = {0};
    struct buffer complaint = {0};
    int status;

    if (!reports_open(&reports, run->session.settings, &complaint) ||
        !spare_inputs(run, &reports, &complaint))
        status = message_fail(&complaint);
    else
        status = write_all(run, &reports);
    buffer_release(&complaint);
    reports_release(&reports);
    return status;
}

/* What the results mean for the exit status. */
static int gate(const struct check_run *run)
{
    switch (check_summary_status(&run->summary)) {
    case CHECK_STATUS_HOLDS:
        break;
    case CHECK_STATUS_FAILS:
        return run->session.settings->exit_zero ? EXIT_DONE : EXIT_GATE_FAILS;
    case CHECK_STATUS_ERROR:
        return EXIT_NO_ANSWER;
    }
    return EXIT_DONE;
}

static int judge_and_report(struct check_run *run)
{
    dvf_status judged = check_run_judge(run);
    int status;
    int written;

    if (judged != DVF_OK)
        return judged == DVF_NO_MEMORY ? message_no_memory() : EXIT_NO_ANSWER;
    status = gate(run);
    written = check_run_tell(run);
    if (written == EXIT_DONE)
        written = report(run);
    return written == EXIT_DONE ? status : written;
}

static int run_check(const struct settings *settings)
{
    struct check_run run = {0};
    dvf_status status = check_run_open(&run, settings);
    int exit_status = session_settle(&run.session, status);

    if (exit_status == EXIT_DONE)
        exit_status = settings->show_config ? show_config(&run)
                                            : judge_and_report(&run);
    check_run_close(&run);
    return exit_status;
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
    .options = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_REPORT, OPTION_KB,
                OPTION_EXPECT, OPTION_MIN_LEAD, OPTION_MIN_STRENGTH,
                OPTION_MIN_ANSWERED, OPTION_REQUIRE, OPTION_FAIL_ON,
                OPTION_EXCLUDE, OPTION_NO_CONFIG, OPTION_SHOW_CONFIG,
                OPTION_AS_OF, OPTION_LOCK, OPTION_LOCKED, OPTION_STDIN_FILENAME,
                OPTION_EXIT_ZERO, OPTION_CATEGORY},
    .accepts = accepts,
    .run = run_check,
};

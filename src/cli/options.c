/* SPDX-License-Identifier: MIT */
/*
 * The table of options, what storing each one means, and how getopt_long()
 * walks it. Operands are collected here rather than by its permutation, and
 * long names are looked up before it sees them, because it would accept
 * abbreviations.
 */
#include "cli/options.h"

#include "base/date.h"
#include "base/hint.h"
#include "cli/choice.h"
#include "cli/command.h"
#include "cli/console.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

#define FIELD(name) offsetof(struct settings, name)

/* Value that getopt_long() returns for row 0: past all letters. */
#define LONG_BASE   256

/* ------------------------------------------------------------- Storing */

static void *field_of(const struct option_row *row, struct settings *settings)
{
    return (char *)settings + row->offset;
}

static dvf_status store_flag(const struct option_row *row, const char *argument,
                             struct settings *settings,
                             struct buffer *complaint)
{
    bool *field = field_of(row, settings);

    (void)argument;
    (void)complaint;
    *field = row->value != 0;
    return DVF_OK;
}

static dvf_status store_detail(const struct option_row *row,
                               const char *argument, struct settings *settings,
                               struct buffer *complaint)
{
    dvf_detail wanted = (dvf_detail)row->value;

    (void)argument;
    (void)complaint;
    /* -v behind another one asks for still more. */
    settings->detail = wanted == DVF_MORE && settings->detail >= DVF_MORE
                           ? DVF_FULL
                           : wanted;
    return DVF_OK;
}

static dvf_status store_word(const struct option_row *row, const char *argument,
                             struct settings *settings,
                             struct buffer *complaint)
{
    const char **field = field_of(row, settings);

    (void)complaint;
    *field = argument;
    return DVF_OK;
}

/* Add a word to an array of const char *; the complaint fails where memory
 * runs out. */
static dvf_status push_word(struct array *words, const char *word,
                            struct buffer *complaint)
{
    const char **item = array_push(words);

    if (!item) {
        complaint->failed = true;
        return DVF_NO_MEMORY;
    }
    *item = word;
    return DVF_OK;
}

static dvf_status store_list(const struct option_row *row, const char *argument,
                             struct settings *settings,
                             struct buffer *complaint)
{
    return push_word(field_of(row, settings), argument, complaint);
}

/* The first knowledge base has a source of this id. */
static dvf_status store_article(const struct option_row *row,
                                const char *argument, struct settings *settings,
                                struct buffer *complaint)
{
    (void)argument;
    return store_list(row, "article", settings, complaint);
}

static dvf_status store_settled(const struct option_row *row,
                                const char *argument, struct settings *settings,
                                struct buffer *complaint)
{
    (void)argument;
    return store_list(row, "true", settings, complaint);
}

static dvf_status store_day(const struct option_row *row, const char *argument,
                            struct settings *settings, struct buffer *complaint)
{
    char why[DATE_FAULT_SIZE];

    if (date_is_day(argument))
        return store_word(row, argument, settings, complaint);
    console_quote(complaint, argument);
    if (date_fault(argument, why))
        buffer_printf(complaint, ": there is no such day; %s", why);
    else
        buffer_puts(complaint, " is not a day; write YYYY-MM-DD");
    choice_append_lookalike(argument, complaint);
    return DVF_INVALID;
}

const char *option_colour(size_t index)
{
    static const char *const words[] = {
        [TERMINAL_COLOUR_AUTO] = "auto",
        [TERMINAL_COLOUR_ALWAYS] = "always",
        [TERMINAL_COLOUR_NEVER] = "never",
    };

    return index < sizeof words / sizeof *words ? words[index] : NULL;
}

static const char *colour_at(const void *list, size_t index)
{
    (void)list;
    return option_colour(index);
}

static dvf_status store_colour(const struct option_row *row,
                               const char *argument, struct settings *settings,
                               struct buffer *complaint)
{
    static const struct choice colours = {"colour", colour_at, NULL};
    size_t index = choice_find(&colours, argument);

    (void)row;
    if (index == CHOICE_NONE) {
        choice_complain(&colours, argument, complaint);
        return DVF_INVALID;
    }
    settings->colour = (enum terminal_colour)index;
    return DVF_OK;
}

/* --------------------------------------------------------------- Table */

static const struct option_row rows[OPTION_COUNT] = {
    [OPTION_FORMAT] = {.name = "format",
                       .letter = 'f',
                       .argument = "FORMAT",
                       .kind = "format",
                       .help = "Format of the result; see below",
                       .store = store_word,
                       .offset = FIELD(format)},
    [OPTION_OUTPUT] =
        {.name = "output",
         .letter = 'o',
         .argument = "FILE",
         .kind = "file",
         .help = "Write to FILE, all or nothing; - is standard output",
         .store = store_word,
         .offset = FIELD(output)},
    [OPTION_KB] =
        {.name = "kb",
         .argument = "FILE",
         .kind = "file",
         .help = "Use the knowledge base in FILE, or - for standard input; see "
                 "dvf-kb(5)",
         .store = store_word,
         .offset = FIELD(kb)},
    [OPTION_TYPE] = {.name = "type",
                     .argument = "VALUE",
                     .kind = "type",
                     .help =
                         "Answer the first question of the profile beforehand",
                     .store = store_word,
                     .offset = FIELD(type)},
    [OPTION_ONLY_SOURCE] =
        {.name = "only-source",
         .argument = "ID",
         .kind = "source",
         .help = "Use only the rules that come from this source of the "
                 "knowledge base; may be repeated",
         .store = store_list,
         .offset = FIELD(only_sources)},
    [OPTION_ARTICLE_ONLY] = {.name = "article-only",
                             .help =
                                 "Use only the rules that come from the source "
                                 "article",
                             .store = store_article,
                             .offset = FIELD(only_sources)},
    [OPTION_WITHOUT] = {.name = "without",
                        .argument = "ID",
                        .kind = "rule",
                        .help =
                            "Leave out a rule or a criterion; may be repeated",
                        .store = store_list,
                        .offset = FIELD(without)},
    [OPTION_NO_ANALYSIS] =
        {.name = "no-analysis",
         .help = "Leave out how far the verdict can be trusted: what open "
                 "answers could make of it, and what would change it",
         .store = store_flag,
         .offset = FIELD(no_analysis),
         .value = true},
    [OPTION_WHY_NOT] =
        {.name = "why-not",
         .argument = "OPTION|RULE",
         .kind = "reason",
         .help = "Tell instead what keeps OPTION or RULE from counting; for "
                 "one profile",
         .store = store_word,
         .offset = FIELD(why_not)},
    [OPTION_WHAT_IF] =
        {.name = "what-if",
         .argument = "ATTRIBUTE=VALUE",
         .kind = "answer",
         .help = "Tell instead what this answer would change; for one "
                 "profile; may be repeated",
         .store = store_list,
         .offset = FIELD(what_if)},
    [OPTION_EXPECT] = {.name = "expect",
                       .argument = "OPTION",
                       .kind = "decision",
                       .help =
                           "Check for OPTION, whatever decision is recorded",
                       .store = store_word,
                       .offset = FIELD(expect)},
    [OPTION_MIN_LEAD] = {.name = "min-lead",
                         .argument = "POINTS",
                         .help = "With less of a lead, a profile is undecided",
                         .store = store_list,
                         .offset = FIELD(policy[POLICY_MIN_LEAD])},
    [OPTION_MIN_STRENGTH] = {.name = "min-strength",
                             .argument = "WORD",
                             .kind = "strength",
                             .help =
                                 "With less strength, a profile is undecided",
                             .store = store_list,
                             .offset = FIELD(policy[POLICY_MIN_STRENGTH])},
    [OPTION_MIN_ANSWERED] = {.name = "min-answered",
                             .argument = "NUMBER",
                             .help =
                                 "With fewer answers, a profile is undecided",
                             .store = store_list,
                             .offset = FIELD(policy[POLICY_MIN_ANSWERED])},
    [OPTION_REQUIRE] =
        {.name = "require",
         .argument = "ATTRIBUTE",
         .kind = "attribute",
         .help = "Without this answer, a profile is undecided; may be "
                 "repeated, with commas too",
         .store = store_list,
         .offset = FIELD(policy[POLICY_REQUIRE])},
    [OPTION_REQUIRE_SETTLED] =
        {.name = "require-settled",
         .help = "Where an open answer can still change the verdict, a profile "
                 "is undecided",
         .store = store_settled,
         .offset = FIELD(policy[POLICY_REQUIRE_SETTLED])},
    [OPTION_FAIL_ON] =
        {.name = "fail-on",
         .argument = "OUTCOME",
         .kind = "outcome",
         .help = "Fail on this outcome and no other; may be repeated, with "
                 "commas too; or none",
         .store = store_list,
         .offset = FIELD(policy[POLICY_FAIL_ON])},
    [OPTION_EXCLUDE] =
        {.name = "exclude",
         .argument = "PATTERN",
         .help = "Leave out what PATTERN matches, from the current folder on; "
                 "may be repeated",
         .store = store_list,
         .offset = FIELD(policy[POLICY_EXCLUDE])},
    [OPTION_NO_CONFIG] = {.name = "no-config",
                          .help = "Read no policy file",
                          .store = store_flag,
                          .offset = FIELD(no_config),
                          .value = true},
    [OPTION_SHOW_CONFIG] =
        {.name = "show-config",
         .help = "Show each setting with its origin and do nothing else",
         .store = store_flag,
         .offset = FIELD(show_config),
         .value = true},
    [OPTION_AS_OF] = {.name = "as-of",
                      .argument = "DATE",
                      .help = "The day of the check, else today, in UTC; or "
                              "the day of a record",
                      .store = store_day,
                      .offset = FIELD(as_of)},
    [OPTION_LOCK] = {.name = "lock",
                     .help = "Record what led to each verdict, in dvf.lock "
                             "beside the profile",
                     .store = store_flag,
                     .offset = FIELD(lock),
                     .value = true},
    [OPTION_LOCKED] =
        {.name = "locked",
         .help = "Fail unless each verdict is the one in dvf.lock, and "
                 "what is locked below a folder is there",
         .store = store_flag,
         .offset = FIELD(locked),
         .value = true},
    [OPTION_REPORT] = {.name = "report",
                       .argument = "FORMAT=FILE",
                       .kind = "report",
                       .help = "Also write a report in FORMAT to FILE, all or "
                               "nothing; may be repeated; none is written "
                               "where the usage is wrong",
                       .store = store_list,
                       .offset = FIELD(reports)},
    [OPTION_STDIN_FILENAME] =
        {.name = "stdin-filename",
         .argument = "NAME",
         .kind = "file",
         .help = "Take standard input for the file of this name",
         .store = store_word,
         .offset = FIELD(stdin_filename)},
    [OPTION_EXIT_ZERO] = {.name = "exit-zero",
                          .help = "End with status 0 where the gate fails; "
                                  "errors still end with 2",
                          .store = store_flag,
                          .offset = FIELD(exit_zero),
                          .value = true},
    [OPTION_CATEGORY] = {.name = "category",
                         .argument = "NAME",
                         .help = "Tell apart SARIF reports of one commit",
                         .store = store_word,
                         .offset = FIELD(category)},
    [OPTION_UPDATE] = {.name = "update",
                       .argument = "FILE",
                       .kind = "file",
                       .help = "Renew the record in FILE between its markers",
                       .store = store_word,
                       .offset = FIELD(update)},
    [OPTION_DECIDE] = {.name = "decide",
                       .argument = "OPTION",
                       .kind = "decision",
                       .help = "Record OPTION as decided, with the day, in the "
                               "profile too",
                       .store = store_word,
                       .offset = FIELD(decide)},
    [OPTION_DRY_RUN] = {.name = "dry-run",
                        .help = "Show what would change as a unified diff, and "
                                "write nothing",
                        .store = store_flag,
                        .offset = FIELD(dry_run),
                        .value = true},
    [OPTION_SET] = {.name = "set",
                    .argument = "ATTRIBUTE=VALUE",
                    .kind = "answer",
                    .help = "Answer a question beforehand; may be repeated",
                    .store = store_list,
                    .offset = FIELD(answers)},
    [OPTION_RESUME] = {.name = "resume",
                       .argument = "FILE",
                       .kind = "profile",
                       .help = "Go on with the profile in FILE, and save it "
                               "there unless -o says otherwise",
                       .store = store_word,
                       .offset = FIELD(resume)},
    [OPTION_NO_INPUT] = {.name = "no-input",
                         .help = "Ask nothing: what is not answered beforehand "
                                 "is an error",
                         .store = store_flag,
                         .offset = FIELD(no_input),
                         .value = true},
    [OPTION_INPUT] = {.name = "input",
                      .help = "Ask in a terminal even where CI is set",
                      .store = store_flag,
                      .offset = FIELD(input),
                      .value = true},
    [OPTION_IN_ORDER] = {.name = "in-order",
                         .help = "Ask in the order of the knowledge base",
                         .store = store_flag,
                         .offset = FIELD(in_order),
                         .value = true},
    [OPTION_PLAIN] = {.name = "plain",
                      .help = "Ask line by line, without moving the cursor",
                      .store = store_flag,
                      .offset = FIELD(plain),
                      .value = true},
    [OPTION_COLOR] = {.name = "color",
                      .common = true,
                      .argument = "WHEN",
                      .kind = "colour",
                      .help = "Use colour: auto (the default), always or never",
                      .store = store_colour,
                      .offset = FIELD(colour)},
    [OPTION_QUIET] = {.name = "quiet",
                      .letter = 'q',
                      .common = true,
                      .help = "Say less: one line a verdict, and no warnings",
                      .store = store_detail,
                      .offset = FIELD(detail),
                      .value = DVF_BRIEF},
    [OPTION_VERBOSE] = {.name = "verbose",
                        .letter = 'v',
                        .common = true,
                        .help = "Say more: also what did not decide; -vv "
                                "says all",
                        .store = store_detail,
                        .offset = FIELD(detail),
                        .value = DVF_MORE},
    [OPTION_HELP] = {.name = "help",
                     .letter = 'h',
                     .letter_meant = '?',
                     .common = true,
                     .help = "Show this help and do nothing else",
                     .store = store_flag,
                     .offset = FIELD(help),
                     .value = true},
    [OPTION_VERSION] = {.name = "version",
                        .letter_meant = 'V',
                        .common = true,
                        .help = "Show the version and do nothing else",
                        .store = store_flag,
                        .offset = FIELD(version),
                        .value = true},
};

const struct option_row *option_at(enum option_id id)
{
    assert(id > OPTION_NONE && id < OPTION_COUNT);
    return &rows[id];
}

bool option_repeats(const struct option_row *row)
{
    return row->store == store_list;
}

enum option_id option_find(const char *name, size_t length)
{
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (strlen(rows[id].name) == length &&
            memcmp(rows[id].name, name, length) == 0)
            return id;
    return OPTION_NONE;
}

/* No option given, no operand. */
static void settings_init(struct settings *settings)
{
    *settings = (struct settings){.detail = DVF_NORMAL};
    array_init(&settings->operands, sizeof(const char *));
    array_init(&settings->only_sources, sizeof(const char *));
    array_init(&settings->without, sizeof(const char *));
    array_init(&settings->what_if, sizeof(const char *));
    array_init(&settings->answers, sizeof(const char *));
    array_init(&settings->reports, sizeof(const char *));
    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++)
        array_init(&settings->policy[i], sizeof(const char *));
}

void settings_release(struct settings *settings)
{
    array_release(&settings->operands);
    array_release(&settings->only_sources);
    array_release(&settings->without);
    array_release(&settings->what_if);
    array_release(&settings->reports);
    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++)
        array_release(&settings->policy[i]);
    array_release(&settings->answers);
}

const char *const *settings_words(const struct array *words)
{
    return words->items;
}

/* ---------------------------------------------------------- Complaints */

/* "--name" of an option, without what may follow its '='. */
static void quote_name(struct buffer *complaint, const char *word)
{
    struct buffer name = {0};

    buffer_append(&name, word, strcspn(word, "="));
    if (name.failed)
        complaint->failed = true;
    else
        console_quote(complaint, name.bytes);
    buffer_release(&name);
}

static void complain_unknown_long(const struct settings *settings,
                                  const char *word, struct buffer *complaint)
{
    const struct command *command = settings->command
                                        ? command_find(settings->command)
                                        : NULL;
    struct suggestion nearest = {0};
    struct buffer name = {0};

    buffer_append(&name, word, strcspn(word, "="));
    buffer_puts(complaint, "unknown option ");
    quote_name(complaint, word);
    if (name.failed)
        complaint->failed = true;
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT && !name.failed;
         id++)
        if (!command || command_takes(command, id))
            suggest_offer(&nearest, name.bytes + 2, option_at(id)->name);
    if (nearest.word)
        buffer_printf(complaint, "; did you mean '--%s'?", nearest.word);
    if (!name.failed)
        choice_append_lookalike(name.bytes, complaint);
    buffer_release(&name);
}

/* getopt gives one byte; where that is no whole character, the word is shown
 * in which it stands. */
static void complain_unknown_letter(int letter, const char *word,
                                    struct buffer *complaint)
{
    buffer_puts(complaint, "unknown option ");
    if (letter > ' ' && letter <= '~')
        buffer_printf(complaint, "'-%c'", letter);
    else
        console_quote(complaint, word);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (letter != 0 && option_at(id)->letter_meant == letter)
            buffer_printf(complaint, "; did you mean '--%s'?",
                          option_at(id)->name);
    choice_append_lookalike(word, complaint);
}

/* ------------------------------------------------------------- Parsing */

/* The table as getopt_long() wants it. */
struct getopt_tables {
    struct option longs[OPTION_COUNT];
    char letters[2 + 2 * OPTION_COUNT];
};

static void make_tables(struct getopt_tables *tables)
{
    size_t length = 0;

    memset(tables, 0, sizeof *tables);
    /* Stop at operands; tell missing arguments apart; say nothing. */
    tables->letters[length++] = '+';
    tables->letters[length++] = ':';
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_at(id);
        bool takes = row->argument;

        tables->longs[id - 1] = (struct option){
            .name = row->name,
            .has_arg = takes ? required_argument : no_argument,
            .val = LONG_BASE + (int)id,
        };
        if (row->letter != 0)
            tables->letters[length++] = row->letter;
        if (row->letter != 0 && takes)
            tables->letters[length++] = ':';
    }
}

/* getopt keeps its place in a group of letters: make it forget. */
static void getopt_restart(const struct getopt_tables *tables)
{
    char name[] = "dvf";
    char *nothing[] = {name, NULL};

    opterr = 0;
    optind = 0;
    (void)getopt_long(1, nothing, tables->letters, tables->longs, NULL);
    optind = 1;
}

static enum option_id id_of(int code)
{
    if (code > LONG_BASE)
        return (enum option_id)(code - LONG_BASE);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (code != 0 && option_at(id)->letter == code)
            return id;
    return OPTION_NONE;
}

/* A word with two dashes is an option, written in full. */
static dvf_status check_long(const struct settings *settings, const char *word,
                             struct buffer *complaint)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    enum option_id id = option_find(name, length);

    if (id == OPTION_NONE) {
        complain_unknown_long(settings, word, complaint);
        return DVF_INVALID;
    }
    if (!option_at(id)->argument && name[length] == '=') {
        buffer_printf(complaint, "option '--%s' takes no argument",
                      option_at(id)->name);
        return DVF_INVALID;
    }
    return DVF_OK;
}

static dvf_status take_operand(struct settings *settings, const char *word,
                               struct buffer *complaint)
{
    if (!settings->command) {
        settings->command = word;
        return DVF_OK;
    }
    return push_word(&settings->operands, word, complaint);
}

/* An option without its argument, or with an empty one, as it was written. */
static void complain_argument(const struct option_row *row, const char *word,
                              struct buffer *complaint)
{
    if (word[1] == '-')
        buffer_printf(complaint, "option '--%s'", row->name);
    else
        buffer_printf(complaint, "option '-%c'", row->letter);
    buffer_printf(complaint, " needs an argument: %s", row->argument);
}

/* The option at argv[optind], or the next letter of the group there. */
static dvf_status take_option(int argc, char **argv,
                              const struct getopt_tables *tables,
                              struct settings *settings,
                              struct buffer *complaint)
{
    const char *word = argv[optind];
    int code = getopt_long(argc, argv, tables->letters, tables->longs, NULL);
    enum option_id id = id_of(code == ':' ? optopt : code);
    const struct option_row *row;

    if (id == OPTION_NONE) {
        complain_unknown_letter(optopt, word, complaint);
        return DVF_INVALID;
    }
    row = option_at(id);
    if (code == ':' || (row->argument && optarg[0] == '\0')) {
        complain_argument(row, word, complaint);
        return DVF_INVALID;
    }
    settings->given[id] = true;
    return row->store(row, optarg, settings, complaint);
}

dvf_status options_parse(int argc, char **argv, struct settings *settings,
                         struct buffer *complaint)
{
    struct getopt_tables tables;
    bool options_ended = false;
    dvf_status status = DVF_OK;

    settings_init(settings);
    make_tables(&tables);
    getopt_restart(&tables);
    while (status == DVF_OK && optind < argc) {
        const char *word = argv[optind];

        if (options_ended || word[0] != '-' || word[1] == '\0') {
            status = take_operand(settings, word, complaint);
            optind++;
        } else if (strcmp(word, "--") == 0) {
            options_ended = true;
            optind++;
        } else {
            if (word[1] == '-')
                status = check_long(settings, word, complaint);
            if (status == DVF_OK)
                status = take_option(argc, argv, &tables, settings, complaint);
        }
    }
    return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Policies: defaults, options, and each setting as text. A word means the same
 * in a file and on the command line.
 */
#include "check/policy.h"

#include "base/hint.h"
#include "base/number.h"
#include "check/line.h"
#include "check/policy_words.h"

#include <assert.h>
#include <string.h>

/* Word for no bound, and for the empty list of an option. */
#define NOTHING "none"

bool policy_init(struct policy *policy, const dvf_kb *kb)
{
    *policy = (struct policy){.kb = kb, .min_strength = KB_NONE};
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        policy->fails[i] = check_outcome_fails((enum check_outcome)i);
    for (unsigned i = 0; i < POLICY_SETTING_COUNT; i++)
        policy->origins[i] = policy->told[i] = "default";
    policy->required = arena_array(&policy->arena,
                                   kb ? kb_attributes_count(kb) : 0,
                                   sizeof *policy->required);
    return policy->required;
}

void policy_release(struct policy *policy)
{
    arena_release(&policy->arena);
}

bool policy_copy(struct policy *policy, const struct policy *from)
{
    if (!policy_init(policy, from->kb))
        return false;
    const struct policy own = *policy;
    *policy = *from;
    policy->arena = own.arena;
    policy->required = own.required;
    memcpy(policy->required, from->required, kb_attributes_count(from->kb));
    return true;
}

void policy_borrow(struct policy *policy, const struct policy *from,
                   enum policy_setting setting)
{
    switch (setting) {
    case POLICY_MIN_LEAD:
        policy->min_lead = from->min_lead;
        break;
    case POLICY_MIN_STRENGTH:
        policy->min_strength = from->min_strength;
        break;
    case POLICY_MIN_ANSWERED:
        policy->min_answered = from->min_answered;
        break;
    case POLICY_REQUIRE:
        policy->required = from->required;
        break;
    case POLICY_FAIL_ON:
        memcpy(policy->fails, from->fails, sizeof policy->fails);
        break;
    default:
        break; /* judges no profile */
    }
}

const char *policy_key(enum policy_setting setting)
{
    static const char *const keys[] = {
#define X(name, key, description) key,
        POLICY_SETTINGS(X)
#undef X
    };

    return keys[setting];
}

/* ----------------------------------------------------------------- words */

/* Report a wrong word. A file has its place; an option is named. */
static void report(const struct policy_words *words, enum diagnostic_code code,
                   const char *hint, const char *message)
{
    diagnostics_error(words->problems, words->given ? DIAGNOSTIC_USAGE : code,
                      words->at, hint, "%s%s%s",
                      words->given ? words->name : "", words->given ? ": " : "",
                      message);
}

static void report_unknown(const struct policy_words *words,
                           enum diagnostic_code code, const struct hint *hint,
                           const char *what)
{
    report(words, code, hint_text(hint),
           diagnostics_text(words->problems, "there is no %s named '%s'", what,
                            hint->wanted));
}

static void set_number(const struct policy_words *words, const char *word,
                       uint32_t maximum, uint32_t *number)
{
    uint64_t read = 0;

    if (strcmp(word, NOTHING) == 0 ||
        (number_read(word, &read) && read <= maximum))
        *number = (uint32_t)read;
    else
        report(words, DIAGNOSTIC_NUMBER,
               hint_number(words->problems, word,
                           "write it in digits, within that range"),
               diagnostics_text(words->problems,
                                "'%.40s' is not a whole number from 0 to %u",
                                word, (unsigned)maximum));
}

static void set_lead(const struct policy_words *words, const char *word)
{
    set_number(words, word, INT32_MAX, &words->policy->min_lead);
}

static void set_answered(const struct policy_words *words, const char *word)
{
    set_number(words, word, kb_attributes_count(words->policy->kb),
               &words->policy->min_answered);
}

static void set_strength(const struct policy_words *words, const char *word)
{
    const dvf_kb *kb = words->policy->kb;
    struct hint hint = hint_begin(words->problems, word);

    if (strcmp(word, NOTHING) == 0) {
        words->policy->min_strength = KB_NONE;
        return;
    }
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const char *id = kb_string(kb, kb_strengths(kb)[i].id);

        if (strcmp(id, word) == 0) {
            words->policy->min_strength = i;
            return;
        }
        hint_offer(&hint, id);
    }
    report_unknown(words, DIAGNOSTIC_UNKNOWN_VALUE, &hint, "strength");
}

/* Report a word twice in a file, where it is a slip; options may be put
 * together by scripts. */
static void report_twice(const struct policy_words *words, const char *word)
{
    if (!words->given)
        report(words, DIAGNOSTIC_DUPLICATE_VALUE, "keep one of the two",
               diagnostics_text(words->problems, "'%s' stands twice in %s",
                                word, words->name));
}

static void add_required(const struct policy_words *words, const char *word)
{
    const dvf_kb *kb = words->policy->kb;
    uint32_t attribute = kb_find_attribute(kb, word);

    if (attribute != KB_NONE) {
        if (words->policy->required[attribute])
            report_twice(words, word);
        words->policy->required[attribute] = 1;
        return;
    }
    struct hint hint = hint_begin(words->problems, word);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        hint_offer(&hint, kb_string(kb, kb_attributes(kb)[i].id));
    report_unknown(words, DIAGNOSTIC_UNKNOWN_ID, &hint, "attribute");
}

static void add_outcome(const struct policy_words *words, const char *word)
{
    enum check_outcome outcome = check_outcome_find(word);

    if (outcome != CHECK_OUTCOME_COUNT) {
        if (words->policy->fails[outcome] && outcome != CHECK_ERROR)
            report_twice(words, word);
        words->policy->fails[outcome] = true;
        return;
    }
    struct hint hint = hint_begin(words->problems, word);
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        hint_offer(&hint, check_outcome_word((enum check_outcome)i));
    report_unknown(words, DIAGNOSTIC_UNKNOWN_VALUE, &hint, "outcome");
}

/* Add a pattern; the first one allocates room for all. */
static void add_excluded(const struct policy_words *words, const char *word)
{
    struct policy *policy = words->policy;
    const char *fault = NULL;

    if (policy->is_personal) {
        report(words, DIAGNOSTIC_STRUCTURE,
               "put it in a policy beside the profiles, for everybody, or give "
               "--exclude",
               "a personal policy cannot leave files out");
        return;
    }
    if (!policy->exclude)
        policy->exclude = arena_array(&policy->arena, POLICY_EXCLUDE_MAX,
                                      sizeof *policy->exclude);
    if (!policy->exclude) {
        words->problems->arena.failed = true;
    } else if (policy->exclude_count == POLICY_EXCLUDE_MAX) {
        report(words, DIAGNOSTIC_LIMIT, "put wider patterns in their place",
               diagnostics_text(words->problems,
                                "'%.40s' is one pattern too many: at most %d "
                                "are taken",
                                word, POLICY_EXCLUDE_MAX));
    } else if (glob_init(&policy->exclude[policy->exclude_count],
                         &policy->arena, word, &fault) == DVF_OK) {
        policy->exclude_count++;
    } else if (fault) {
        report(words, DIAGNOSTIC_UNKNOWN_VALUE,
               "name files or folders below, such as build/ or "
               "docs/**/*.old.dvf.yaml",
               diagnostics_text(words->problems, "the pattern '%.40s' %s", word,
                                fault));
    } else {
        words->problems->arena.failed = true;
    }
}

static void (*const takers[])(const struct policy_words *words,
                              const char *word) = {
    [POLICY_MIN_LEAD] = set_lead,         [POLICY_MIN_STRENGTH] = set_strength,
    [POLICY_MIN_ANSWERED] = set_answered, [POLICY_REQUIRE] = add_required,
    [POLICY_FAIL_ON] = add_outcome,       [POLICY_EXCLUDE] = add_excluded,
};

void policy_take(const struct policy_words *words, enum policy_setting setting,
                 const char *word)
{
    takers[setting](words, word);
}

void policy_empty(struct policy *policy, enum policy_setting setting)
{
    if (setting == POLICY_REQUIRE)
        memset(policy->required, 0, kb_attributes_count(policy->kb));
    else if (setting == POLICY_FAIL_ON)
        for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
            policy->fails[i] = i == CHECK_ERROR;
    else if (setting == POLICY_EXCLUDE)
        policy->exclude_count = 0;
}

bool policy_excludes(const struct policy *policy, const char *path,
                     bool is_folder)
{
    for (uint32_t i = 0; i < policy->exclude_count; i++)
        if (glob_matches(&policy->exclude[i], path, is_folder))
            return true;
    return false;
}

/* --------------------------------------------------------------- options */

/* "a, b" */
static bool take_list(const struct policy_words *words,
                      enum policy_setting setting, const char *list)
{
    struct arena arena = {0};
    bool taken = true;

    for (bool more = true; more && taken;) {
        size_t blanks = strspn(list, " ");
        size_t length = strcspn(list + blanks, ",");
        size_t end = length;

        while (end > 0 && list[blanks + end - 1] == ' ')
            end--;
        const char *word = arena_copy(&arena, list + blanks, end);
        taken = word;
        if (taken)
            policy_take(words, setting, word);
        list += blanks + length;
        more = *list == ',';
        list += more;
    }
    arena_release(&arena);
    return taken;
}

static bool take_option(const struct policy_words *words,
                        const struct policy_option *option)
{
    bool is_list = option->setting == POLICY_REQUIRE ||
                   option->setting == POLICY_FAIL_ON;
    bool taken = true;

    /* Take patterns whole: a comma may stand in the name of a file. */
    if (option->setting == POLICY_EXCLUDE) {
        for (size_t i = 0; i < option->count; i++)
            policy_take(words, option->setting, option->words[i]);
        return true;
    }

    if (!is_list) {
        policy_take(words, option->setting, option->words[option->count - 1]);
        return true;
    }
    policy_empty(words->policy, option->setting);
    if (option->count == 1 && strcmp(option->words[0], NOTHING) == 0)
        return true;
    for (size_t i = 0; i < option->count && taken; i++)
        taken = take_list(words, option->setting, option->words[i]);
    return taken;
}

dvf_status policy_set(struct policy *policy, const struct policy_option *option,
                      struct dvf_diagnostics *problems)
{
    const struct policy_words words = {.policy = policy,
                                       .problems = problems,
                                       .name = option->name,
                                       .given = true};

    assert(option->count > 0);
    diagnostics_input(problems, "dvf", NULL, 0);
    bool taken = take_option(&words, option);
    dvf_status status = taken ? diagnostics_status(problems) : DVF_NO_MEMORY;
    diagnostics_input_end(problems);
    policy->origins[option->setting] = option->name;
    policy->told[option->setting] = option->name;
    return status;
}

/* ------------------------------------------------------------------ text */

static void append_number(uint32_t number, struct buffer *out)
{
    if (number)
        buffer_printf(out, "%u", (unsigned)number);
    else
        buffer_puts(out, NOTHING);
}

static void append_item(struct buffer *out, bool *any, const char *word)
{
    buffer_puts(out, *any ? ", " : "");
    buffer_puts(out, word);
    *any = true;
}

static void append_required(const struct policy *policy, struct buffer *out)
{
    const dvf_kb *kb = policy->kb;
    bool any = false;

    buffer_putc(out, '[');
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (policy->required[i])
            append_item(out, &any, kb_string(kb, kb_attributes(kb)[i].id));
    buffer_putc(out, ']');
}

/* Append the outcomes that fail, less CHECK_ERROR, which always does. */
static void append_fails(const struct policy *policy, struct buffer *out)
{
    bool any = false;

    buffer_putc(out, '[');
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        if (policy->fails[i] && i != CHECK_ERROR)
            append_item(out, &any, check_outcome_word((enum check_outcome)i));
    buffer_putc(out, ']');
}

static void append_excluded(const struct policy *policy, struct buffer *out)
{
    bool any = false;

    buffer_putc(out, '[');
    for (uint32_t i = 0; i < policy->exclude_count; i++) {
        append_item(out, &any, "\"");
        for (const char *at = policy->exclude[i].given; *at; at++) {
            buffer_puts(out, *at == '"' || *at == '\\' ? "\\" : "");
            buffer_putc(out, *at);
        }
        buffer_putc(out, '"');
    }
    buffer_putc(out, ']');
}

void policy_append(const struct policy *policy, enum policy_setting setting,
                   struct buffer *out)
{
    const dvf_kb *kb = policy->kb;

    switch (setting) {
    case POLICY_MIN_LEAD:
        append_number(policy->min_lead, out);
        break;
    case POLICY_MIN_STRENGTH:
        buffer_puts(
            out, policy->min_strength != KB_NONE
                     ? kb_string(kb, kb_strengths(kb)[policy->min_strength].id)
                     : NOTHING);
        break;
    case POLICY_MIN_ANSWERED:
        append_number(policy->min_answered, out);
        break;
    case POLICY_REQUIRE:
        append_required(policy, out);
        break;
    case POLICY_FAIL_ON:
        append_fails(policy, out);
        break;
    case POLICY_EXCLUDE:
        append_excluded(policy, out);
        break;
    case POLICY_SETTING_COUNT:
        break;
    }
}

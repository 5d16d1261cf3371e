/* SPDX-License-Identifier: MIT */
/*
 * Document: answers to a question about one result, in place of the advice.
 */
#include "report/document_parts.h"

#include "kb/wording.h"
#include "profile/answer.h"
#include "report/asked.h"

#include <inttypes.h>

/* Rules that are told unless more is asked for. */
#define RULES_TOLD 10

/* ---------------------------------------------------------------- a result */

/* Append "One, clear (One 17, Other 5; 18 of 28 answers)". */
static void append_result(struct buffer *out, const dvf_evaluation *evaluation)
{
    const char *strength = verdict_strength(evaluation);

    buffer_puts(out, verdict_title(evaluation));
    if (strength)
        buffer_printf(out, ", %s%s", strength, phrase_provisional(evaluation));
    buffer_puts(out, " (");
    phrase_scores(out, evaluation, ", ");
    buffer_puts(out, "; ");
    phrase_answered(out, evaluation);
    buffer_putc(out, ')');
}

static void add_result(struct document *document, const char *label,
                       const dvf_evaluation *evaluation)
{
    block_labelled(document, BLOCK_STATEMENT, ROLE_QUIET, label);
    append_result(document_words(document), evaluation);
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void add_title(struct document *document, const char *words,
                      const char *what)
{
    block_add(document, BLOCK_HEADLINE);
    block_say(document, ROLE_HEADING, words);
    block_say(document, ROLE_WINNER, what);
    block_say(document, ROLE_HEADING, ": ");
    block_say(document, ROLE_HEADING, phrase_profile(document->evaluation));
}

/* ------------------------------------------------------------ an obstacle */

/* Append the answer that a way starts from. */
static void append_seen(struct buffer *out, const dvf_evaluation *evaluation,
                        uint32_t attribute)
{
    const dvf_kb *kb = evaluation->kb;

    buffer_puts(out, kb_attribute_id(kb, attribute));
    if (!evaluation_applies(evaluation, attribute)) {
        buffer_puts(out, " does not apply: it does only if ");
        phrase_conditions(out, kb,
                          kb_attributes(kb)[attribute].only_if.when_texts);
    } else if (answer_is_given(evaluation, attribute)) {
        buffer_puts(out, ": ");
        phrase_answer(out, evaluation, attribute);
    } else {
        buffer_puts(out, ": not answered");
    }
}

static void append_count(struct buffer *out, const struct way *way,
                         const char *attribute)
{
    bool any = false;

    buffer_printf(out, "count(%s): ", attribute);
    for (uint32_t i = 0; i <= KB_VALUES_MAX; i++) {
        if ((way->values >> i & 1) == 0)
            continue;
        buffer_printf(out, "%s%" PRIu32, any ? " or " : "", i);
        any = true;
    }
}

/* Append the answers that would do. */
static void append_way(struct buffer *out, const dvf_kb *kb,
                       const struct way *way)
{
    const char *attribute = kb_attribute_id(kb, way->attribute);

    if (way->kind == WAY_COUNT) {
        append_count(out, way, attribute);
        return;
    }
    buffer_printf(out, "%s: %s", attribute,
                  way->kind == WAY_NONE_OF ? "without " : "");
    answer_append_ids(kb, way->attribute, way->values, " or ", out);
}

static void add_seen(struct document *document, const struct ways *ways)
{
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Answered: ");
    for (uint32_t i = 0; i < ways->count; i++) {
        append_seen(document_words(document), document->evaluation,
                    ways->items[i].attribute);
        block_say(document, ROLE_PLAIN, i > 0 ? "; " : "");
        block_say(document, ROLE_ANSWER, document_taken(document));
    }
}

/* Tell the entry that keeps a condition from holding, and the answers that
 * would take it away. */
static void add_obstacle(struct document *document,
                         const struct kb_condition *condition)
{
    static const char *const labels[2][2] = {
        {"Failed: ", "Open: "}, {"Excepted by: ", "Unless, open: "}};
    struct facts facts = evaluation_facts(document->evaluation);
    struct obstacle obstacle;
    struct ways ways = {.count = 0};

    if (!obstacle_find(&facts, condition, &obstacle))
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET,
                   labels[obstacle.is_exception][obstacle.is_open]);
    block_say(document, ROLE_PLAIN, document_text(document, obstacle.text));
    obstacle_ways(&facts, &obstacle, &ways);
    if (ways.count == 0)
        return;
    add_seen(document, &ways);
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Needed: ");
    for (uint32_t i = 0; i < ways.count; i++) {
        append_way(document_words(document), document->kb, &ways.items[i]);
        block_say(document, ROLE_PLAIN, i > 0 ? "; or " : "");
        block_say(document, ROLE_ANSWER, document_taken(document));
    }
    if (ways.by_rules)
        block_say(document, ROLE_PLAIN, "; or other rules that fire");
}

/* ----------------------------------------------------------- why no option */

static void add_lost(struct document *document, uint32_t rule)
{
    const dvf_kb *kb = document->kb;
    const struct kb_rule *record = &kb_rules(kb)[rule];
    int32_t points = kb_rule_points(kb, record);
    int32_t gain = obstacle_gain(document->evaluation, rule);
    struct block *block = block_add(document, BLOCK_BULLET);

    block->role = ROLE_QUIET;
    block->right = document_text(document, record->id);
    block_say(document, ROLE_STRONG, kb_criterion_title(kb, record->criterion));
    buffer_puts(document_words(document), ": ");
    phrase_points(&document->words, points);
    if (gain != points)
        buffer_printf(&document->words, ", of which %" PRId32 " would count",
                      gain);
    block_say(document, ROLE_PLAIN, document_taken(document));
    if (document->detail >= DVF_MORE)
        block_detail(document, record->because);
    add_obstacle(document, &record->condition);
}

static void add_rules(struct document *document, const struct asked *asked)
{
    uint32_t told = asked->rules_count;

    buffer_printf(document_words(document), "Rules for %s that did not fire",
                  kb_option_title(document->kb, asked->option));
    block_heading(document, document_taken(document), NULL);
    if (document->detail < DVF_MORE && told > RULES_TOLD)
        told = RULES_TOLD;
    for (uint32_t i = 0; i < told; i++)
        add_lost(document, asked->rules[i]);
    if (asked->rules_count == 0) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN, "None: every one fired.");
    }
    if (told < asked->rules_count) {
        block_add(document, BLOCK_BODY);
        buffer_printf(document_words(document), "%" PRIu32 " more; see -v.",
                      asked->rules_count - told);
        block_say(document, ROLE_QUIET, document_taken(document));
    }
}

static void add_requirements(struct document *document, uint32_t combination)
{
    const dvf_kb *kb = document->kb;
    struct kb_range range = kb_combinations(kb)[combination].requirements;
    bool any = false;

    block_heading(document, "Requirements that are not met", NULL);
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
        const struct kb_requirement *requirement = &kb_requirements(kb)[i];
        uint8_t met = document->evaluation->requirements.met[i];

        if (met == TRUTH_TRUE)
            continue;
        block_bullet(document, ROLE_CAUTION);
        if (met == TRUTH_OPEN)
            block_say(document, ROLE_CAUTION, "Not known yet: ");
        block_say(document, ROLE_PLAIN,
                  document_text(document, requirement->unmet));
        add_obstacle(document, &requirement->condition);
        any = true;
    }
    if (!any) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN, "None: all are met.");
    }
}

static void add_why_no_option(struct document *document,
                              const struct asked *asked)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t combination = kb_combination_of(document->kb, asked->option);

    add_title(document, "Why not ", phrase_title(evaluation, asked->option));
    if (evaluation->verdict.option == asked->option) {
        block_add(document, BLOCK_STATEMENT);
        block_say(document, ROLE_STRONG, "It is the verdict.");
    }
    add_result(document, "Verdict: ", evaluation);
    if (document->detail == DVF_BRIEF)
        return;
    if (verdict_is_ruled_out(evaluation, asked->option))
        document_add(document, SECTION_EXCLUSIONS);
    if (combination != KB_NONE)
        add_requirements(document, combination);
    else
        add_rules(document, asked);
}

/* ------------------------------------------------------------- why no rule */

static void say_fired(struct document *document, const struct reason *reason)
{
    struct loss loss = reason_loss(document->evaluation, reason);

    block_say(document, ROLE_STRONG,
              reason->counts ? "It fired and counts."
                             : "It fired, but adds nothing");
    document_words(document);
    if (!reason->counts && loss.rule != KB_NONE)
        buffer_printf(
            &document->words, ": %s counts in its place",
            kb_string(document->kb, kb_rules(document->kb)[loss.rule].id));
    else if (!reason->counts && loss.criterion != KB_NONE)
        buffer_printf(&document->words, ": counted within %s",
                      kb_criterion_title(document->kb, loss.criterion));
    buffer_puts(&document->words, reason->counts ? "" : ".");
    if (reason->provisional)
        buffer_puts(&document->words, " An answer may still close it.");
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void say_open(struct document *document,
                     const struct kb_condition *condition)
{
    uint8_t marks[KB_ATTRIBUTES_MAX] = {0};
    bool first = true;

    evaluation_mark_hanging(document->evaluation, condition, marks);
    block_say(document, ROLE_STRONG, "It is open");
    block_say(document, ROLE_PLAIN, ", on the answer to ");
    for (uint32_t i = 0; i < kb_attributes_count(document->kb); i++) {
        if (!marks[i])
            continue;
        block_list(document, first, ROLE_ANSWER,
                   document_attribute(document, i));
        first = false;
    }
    block_say(document, ROLE_PLAIN, ".");
}

static void add_why_no_rule(struct document *document, uint32_t rule)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const dvf_kb *kb = document->kb;
    const struct kb_rule *record = &kb_rules(kb)[rule];

    add_title(document, "Why not ", document_text(document, record->id));
    block_add(document, BLOCK_STATEMENT);
    switch ((enum rule_state)evaluation->rules[rule]) {
    case RULE_FIRED:
        say_fired(document, asked_reason(evaluation, rule));
        break;
    case RULE_OPEN:
        say_open(document, &record->condition);
        break;
    case RULE_CLOSED:
        block_say(document, ROLE_STRONG, "It did not fire.");
        break;
    case RULE_LEFT_OUT:
        block_say(document, ROLE_STRONG, "It is left out by the selection.");
        break;
    }
    if (document->detail == DVF_BRIEF)
        return;
    buffer_printf(document_words(document), "For %s, ",
                  kb_option_title(kb, record->option));
    phrase_points(&document->words, kb_rule_points(kb, record));
    block_heading(document, kb_criterion_title(kb, record->criterion),
                  document_taken(document));
    block_bullet(document, ROLE_QUIET);
    block_say(document, ROLE_PLAIN, document_text(document, record->because));
    if (evaluation->rules[rule] == RULE_OPEN ||
        evaluation->rules[rule] == RULE_CLOSED)
        add_obstacle(document, &record->condition);
}

/* ----------------------------------------------------------------- what if */

/* Append "none", "a, b" or "unknown" of one answer. */
static void append_answer(struct buffer *out, const dvf_evaluation *evaluation,
                          uint32_t attribute)
{
    if (answer_given(&evaluation->profile->answers[attribute]))
        phrase_answer(out, evaluation, attribute);
    else
        buffer_puts(out, ANSWER_UNKNOWN);
}

static void add_changes(struct document *document, const dvf_evaluation *after)
{
    const dvf_evaluation *before = document->evaluation;
    uint32_t cursor = 0;
    uint32_t attribute;
    bool any = false;

    block_heading(document, "Answers", NULL);
    while ((attribute = asked_next_change(before, after, &cursor)) != KB_NONE) {
        block_bullet(document, ROLE_QUIET);
        buffer_printf(document_words(document),
                      "%s: ", document_attribute(document, attribute));
        append_answer(&document->words, after, attribute);
        block_say(document, ROLE_ANSWER, document_taken(document));
        buffer_puts(document_words(document), ", instead of ");
        append_answer(&document->words, before, attribute);
        if (!evaluation_applies(after, attribute))
            buffer_puts(&document->words, "; the question does not apply");
        block_say(document, ROLE_PLAIN, document_taken(document));
        any = true;
    }
    if (!any) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN, "The same as before.");
    }
}

static void add_moved(struct document *document, const char *title,
                      const dvf_evaluation *with, const dvf_evaluation *without,
                      enum role role)
{
    const dvf_kb *kb = document->kb;
    const struct reason *reason;
    uint32_t cursor = 0;
    bool first = true;

    while ((reason = asked_next_gone(with, without, &cursor))) {
        const struct kb_rule *rule = &kb_rules(kb)[reason->rule];

        if (first)
            block_heading(document, title, NULL);
        first = false;
        struct block *block = block_add(document, BLOCK_BULLET);
        block->role = role;
        block->right = document_text(document, rule->id);
        buffer_printf(document_words(document),
                      "%s: ", kb_option_title(kb, rule->option));
        block_say(document, ROLE_STRONG, document_taken(document));
        phrase_points(document_words(document), (int32_t)reason->points);
        buffer_puts(&document->words,
                    reason->counts ? "" : ", which add nothing");
        block_say(document, ROLE_PLAIN, document_taken(document));
        block_detail(document, rule->because);
    }
}

static void add_what_if(struct document *document, const struct asked *asked)
{
    const dvf_evaluation *before = document->evaluation;
    const dvf_evaluation *after = asked->changed;
    bool same = before->verdict.outcome == after->verdict.outcome &&
                before->verdict.option == after->verdict.option;

    add_title(document,
              same ? "With other answers still "
                   : "With other "
                     "answers ",
              verdict_title(after));
    add_result(document, "Before: ", before);
    add_result(document, "After: ", after);
    if (document->detail == DVF_BRIEF)
        return;
    add_changes(document, after);
    add_moved(document, "Rules that come", after, before, ROLE_FOR);
    add_moved(document, "Rules that go", before, after, ROLE_AGAINST);
}

void document_answer(struct document *document,
                     const dvf_evaluation *evaluation,
                     const struct asked *asked)
{
    document_begin(document, evaluation, NULL);
    if (asked->kind == ASKED_WHAT_IF)
        add_what_if(document, asked);
    else if (asked->option != KB_NONE)
        add_why_no_option(document, asked);
    else
        add_why_no_rule(document, asked->rule);
    if (document->detail != DVF_BRIEF)
        document_add(document, SECTION_FOOT);
    document->failed |= document->words.failed;
}

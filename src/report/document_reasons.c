/* SPDX-License-Identifier: MIT */
/*
 * Document: the reasons, by side, and what hangs on them: which part of a
 * combination takes which need, and what a combination lacks.
 */
#include "report/document_parts.h"

#include "kb/wording.h"

#include <inttypes.h>
#include <string.h>

/* -------------------------------------------------------- what goes where */

/* Did an earlier reason that counts name this criterion for this option? */
static bool named_before(const dvf_evaluation *evaluation, uint32_t index)
{
    const struct kb_rule *rule = reason_rule(evaluation,
                                             &evaluation->reasons[index]);

    for (uint32_t i = 0; i < index; i++) {
        const struct kb_rule *earlier = reason_rule(evaluation,
                                                    &evaluation->reasons[i]);

        if (evaluation->reasons[i].counts && earlier->option == rule->option &&
            earlier->criterion == rule->criterion)
            return true;
    }
    return false;
}

/* Does an operation ask for the strongest rule of this rule's option, in a
 * criterion that the rule lies in? */
static bool asks_for(const dvf_kb *kb, const struct kb_operation *operation,
                     const struct kb_rule *rule)
{
    return operation->code == KB_STRONGEST && operation->a == rule->option &&
           kb_criterion_within_names(kb, rule->criterion, operation->names);
}

/* Is a rule of the kind that a combination requires of its part? */
static bool is_required(const dvf_kb *kb,
                        const struct kb_combination *combination,
                        const struct kb_rule *rule)
{
    const struct kb_requirement *requirements = &kb_requirements(
        kb)[combination->requirements.first];

    for (uint32_t i = 0; i < combination->requirements.count; i++) {
        struct kb_range when = requirements[i].condition.when;

        for (uint32_t j = 0; j < when.count; j++)
            if (asks_for(kb, &kb_operations(kb)[when.first + j], rule))
                return true;
    }
    return false;
}

/* List the criteria that count for an option: those that the combination
 * requires, or with null all. @return whether there was one */
static bool list_needs(struct document *document, uint32_t option,
                       const struct kb_combination *combination)
{
    const dvf_evaluation *evaluation = document->evaluation;
    bool any = false;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct kb_rule *rule = reason_rule(evaluation,
                                                 &evaluation->reasons[i]);

        if (!evaluation->reasons[i].counts || rule->option != option ||
            named_before(evaluation, i) ||
            (combination && !is_required(document->kb, combination, rule)))
            continue;
        block_list(document, !any, ROLE_PLAIN,
                   kb_criterion_title(document->kb, rule->criterion));
        any = true;
    }
    return any;
}

/* Each part takes what the combination was chosen for, or all that counts for
 * the part where that names none of it. */
void section_split(struct document *document)
{
    const struct kb_combination *combination = document->ranking.combination;

    if (!combination)
        return;
    struct kb_range parts = kb_options(document->kb)[combination->option].parts;
    const uint32_t *options = kb_index(document->kb, parts);
    block_heading(document, "What goes where", NULL);
    for (uint32_t i = 0; i < parts.count; i++) {
        block_add(document, BLOCK_PART)->title = kb_option_title(document->kb,
                                                                 options[i]);
        if (!list_needs(document, options[i], combination) &&
            !list_needs(document, options[i], NULL))
            block_say(document, ROLE_QUIET, "no points of its own");
    }
}

/* ----------------------------------------------------------------- reasons */

static void add_reason_head(struct document *document,
                            const struct reason *reason, enum sign sign,
                            bool is_apart)
{
    const struct kb_rule *rule = reason_rule(document->evaluation, reason);
    struct block *block = block_add(document, BLOCK_REASON);

    block->title = kb_criterion_title(document->kb, rule->criterion);
    block->right = document_text(document, rule->id);
    block->reason = reason;
    block->sign = sign;
    block->is_apart = is_apart;
    phrase_rests_on(document_words(document), document->evaluation, rule);
    if (document->words.length > 0)
        block_say(document, ROLE_ANSWER, document_taken(document));
}

/* Tell what another option needs instead. Below a reason against the
 * recommended one that is what the recommended one needs: always told, as it is
 * where both sides stand: in a combination, or where it is too close. */
static void add_otherwise(struct document *document, const struct kb_rule *rule,
                          enum sign sign)
{
    bool against = sign == SIGN_AGAINST ||
                   (sign == SIGN_FOR && (document->ranking.combination ||
                                         !document->ranking.recommends));

    if (rule->otherwise == 0 || (document->detail < DVF_MORE && !against))
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET,
                   against ? "Instead: " : "Otherwise: ");
    block_say(document, ROLE_PLAIN, document_text(document, rule->otherwise));
}

/* Tell the notes that qualify a reason. */
static void add_qualifying(struct document *document, uint32_t reason)
{
    const struct index_list *notes = &document->evaluation->notes;

    for (uint32_t i = 0; i < notes->count; i++) {
        const struct kb_remark *note = &kb_notes(document->kb)[notes->items[i]];

        if (!document_tells_note(document, notes->items[i]) ||
            note_reason(document->evaluation, notes->items[i]) != reason)
            continue;
        block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Note: ");
        say_remark(document, note);
    }
}

/* Add a reason that adds nothing to a list: its answers and its rule. */
static void list_uncounted(struct document *document, enum block_kind kind,
                           const char *label, bool first,
                           const struct kb_rule *rule)
{
    if (first)
        block_labelled(document, kind, ROLE_QUIET, label);
    else
        block_say(document, ROLE_QUIET, "; ");
    phrase_rests_on(document_words(document), document->evaluation, rule);
    block_say(document, ROLE_ANSWER, document_taken(document));
    buffer_printf(document_words(document), " (%s)",
                  document_text(document, rule->id));
    block_say(document, ROLE_QUIET, document_taken(document));
}

/* Tell what is true in the same criterion for the same option, and adds
 * nothing. */
static void add_also(struct document *document, const struct reason *reason)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const struct kb_rule *rule = reason_rule(evaluation, reason);
    bool first = true;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *other = &evaluation->reasons[i];
        const struct kb_rule *its = reason_rule(evaluation, other);

        if (other->counts || its->criterion != rule->criterion ||
            its->option != rule->option)
            continue;
        list_uncounted(document, BLOCK_DETAIL, "Also: ", first, its);
        first = false;
    }
}

/* Tell what is true for an option where another branch of criteria counts, so
 * that it stands under no reason. */
static void add_also_true(struct document *document, uint32_t option)
{
    const dvf_evaluation *evaluation = document->evaluation;
    bool first = true;

    for (uint32_t i = telling_reasons(TELLING_BRIEF, evaluation);
         i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        if (rule->option != option ||
            reason_loss(evaluation, reason).rule != KB_NONE)
            continue;
        list_uncounted(document, BLOCK_BODY, "Also true: ", first, rule);
        first = false;
    }
}

/* Name the unanswered attributes that may still close a reason. */
static void add_provisional(struct document *document,
                            const struct reason *reason)
{
    uint32_t attribute;
    uint32_t cursor = 0;
    bool first = true;

    if (!reason->provisional)
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_CAUTION, "Provisional: ");
    block_say(document, ROLE_PLAIN, "may yet fall, by an answer to ");
    while ((attribute = reason_hangs_on(document->evaluation, reason,
                                        &cursor)) != KB_NONE) {
        block_list(document, first, ROLE_ANSWER,
                   document_attribute(document, attribute));
        first = false;
    }
}

static void add_reason_details(struct document *document,
                               const struct reason *reason)
{
    const struct kb_rule *rule = reason_rule(document->evaluation, reason);
    const dvf_kb *kb = document->kb;

    add_provisional(document, reason);
    if (document->detail < DVF_FULL)
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Weight: ");
    block_say(document, ROLE_PLAIN,
              document_text(document, kb_weights(kb)[rule->weight].id));
    block_say(document, ROLE_QUIET, "; origin: ");
    block_say(document, ROLE_PLAIN, kb_rule_origin(document->kb, rule));
    block_claims_of(document, rule->claims);
}

/* The reasons that count for one option. */
static void add_reasons(struct document *document, uint32_t option,
                        enum sign sign)
{
    const dvf_evaluation *evaluation = document->evaluation;
    bool first = true;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        if (!reason->counts || rule->option != option)
            continue;
        add_reason_head(document, reason, sign,
                        document->detail >= DVF_MORE && !first);
        block_detail(document, rule->because);
        add_otherwise(document, rule, sign);
        add_qualifying(document, i);
        add_also(document, reason);
        add_reason_details(document, reason);
        first = false;
    }
    add_also_true(document, option);
}

void section_sides(struct document *document)
{
    const struct ranking *ranking = &document->ranking;
    bool single = ranking->recommends && !ranking->combination;

    for (uint32_t i = 0; i < ranking->sides_count; i++) {
        const struct side *side = &ranking->sides[i];

        if (side->counted == 0 ||
            (ranking->recommends && !side->is_recommended))
            continue;
        buffer_printf(document_words(document), "%s %s", single ? "Why" : "For",
                      kb_option_title(document->kb, side->option));
        const char *title = document_taken(document);
        phrase_points(document_words(document), side->points);
        block_heading(document, title, document_taken(document));
        add_reasons(document, side->option, SIGN_FOR);
    }
}

/* "Other: 8 points" */
static const char *side_points(struct document *document,
                               const struct side *side)
{
    buffer_printf(document_words(document),
                  "%s: ", kb_option_title(document->kb, side->option));
    phrase_points(&document->words, side->points);
    return document_taken(document);
}

/* The heading names the other option where there is only one; else each has
 * a line of its own above its reasons. */
void section_against(struct document *document)
{
    const struct ranking *ranking = &document->ranking;
    const struct kb_combination *combination = ranking->combination;
    uint32_t other;
    uint32_t others = ranking_against(ranking, &other);
    bool any = others > 0;

    if (!ranking->recommends)
        return;
    block_heading(document, "What speaks against it",
                  others == 1 ? side_points(document, &ranking->sides[other])
                              : NULL);
    const char *cost = combination ? evaluation_text(document->evaluation,
                                                     combination->option,
                                                     KB_VARYING_AGAINST)
                                   : "";
    if (cost[0] != '\0') {
        block_bullet(document, ROLE_AGAINST);
        block_say(document, ROLE_PLAIN, cost);
        block_claims_of(document, combination->claims);
        any = true;
    }
    for (uint32_t i = 0; i < ranking->sides_count; i++) {
        const struct side *side = &ranking->sides[i];

        if (side->is_recommended || side->counted == 0)
            continue;
        if (others > 1) {
            const char *points = side_points(document, side);

            block_add(document, BLOCK_BODY);
            block_say(document, ROLE_PLAIN, points);
        }
        add_reasons(document, side->option, SIGN_AGAINST);
    }
    if (!any) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN, "Nothing among the answers given.");
    }
}

/* Say for which option a reason would count, and what counts in its place. */
static void add_loss(struct document *document, const struct reason *reason)
{
    const dvf_kb *kb = document->kb;
    const struct kb_rule *rule = reason_rule(document->evaluation, reason);
    struct loss loss = reason_loss(document->evaluation, reason);
    struct buffer *out = document_words(document);

    buffer_printf(out, "For %s", kb_option_title(kb, rule->option));
    if (loss.rule != KB_NONE) {
        const struct kb_rule *winner = &kb_rules(kb)[loss.rule];
        bool equal = kb_weights(kb)[winner->weight].points == reason->points;

        buffer_printf(
            out, equal ? "; equal to %s, counted once" : "; outweighed by %s",
            document_text(document, winner->id));
    } else if (loss.criterion != KB_NONE) {
        size_t row = (size_t)loss.criterion * kb->scoring;
        uint32_t score = kb_options(kb)[rule->option].score;

        buffer_printf(out, "; counted within %s (%" PRId32 ")",
                      kb_criterion_title(kb, loss.criterion),
                      document->evaluation->points[row + score]);
    }
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET,
                   document_taken(document));
}

void section_uncounted(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t first = telling_reasons(TELLING_BRIEF, evaluation);

    if (document->detail < DVF_MORE || first == evaluation->reason_count)
        return;
    block_heading(document, "True as well, but adds nothing", NULL);
    for (uint32_t i = first; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        add_reason_head(document, reason, SIGN_UNCOUNTED, i > first);
        add_loss(document, reason);
        block_detail(document, rule->because);
        add_otherwise(document, rule, SIGN_UNCOUNTED);
        add_reason_details(document, reason);
    }
}

/* ----------------------------------------------- what a combination lacks */

static const struct kb_requirement *
requirement_of(const struct document *document, const struct gate *gate,
               uint32_t index)
{
    const struct kb_combination *combination = &kb_combinations(
        document->kb)[gate->combination];

    return &kb_requirements(
        document->kb)[combination->requirements.first + index];
}

bool lacks_something_new(const struct document *document,
                         const struct gate *gate, uint32_t index,
                         struct open_questions *questions)
{
    bool is_new = gate->requirements[index] == TRUTH_FALSE;

    memset(questions->now, 0, sizeof questions->now);
    if (gate->requirements[index] != TRUTH_OPEN)
        return is_new;
    evaluation_mark_hanging(document->evaluation,
                            &requirement_of(document, gate, index)->condition,
                            questions->now);
    for (uint32_t i = 0; i < kb_attributes_count(document->kb); i++) {
        questions->now[i] = questions->now[i] && !questions->before[i];
        questions->before[i] |= questions->now[i];
        is_new |= questions->now[i];
    }
    return is_new;
}

void say_requirement(struct document *document, const struct gate *gate,
                     uint32_t index, const struct open_questions *questions)
{
    const dvf_kb *kb = document->kb;

    if (gate->requirements[index] != TRUTH_OPEN) {
        block_say(document, ROLE_PLAIN,
                  document_text(document,
                                requirement_of(document, gate, index)->unmet));
        return;
    }
    block_say(document, ROLE_CAUTION, "Not known yet:");
    document_words(document);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (questions->now[i])
            buffer_printf(&document->words, " %s (%s)",
                          kb_string(kb, kb_attributes(kb)[i].ask),
                          kb_attribute_id(kb, i));
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void add_gate(struct document *document, const struct gate *gate)
{
    const dvf_kb *kb = document->kb;
    const struct kb_combination *combination = &kb_combinations(
        kb)[gate->combination];

    buffer_printf(document_words(document), "What is missing for %s",
                  phrase_title(document->evaluation, combination->option));
    block_heading(document, document_taken(document), NULL);
    struct open_questions questions = {0};

    for (uint32_t i = 0; i < combination->requirements.count; i++) {
        if (!lacks_something_new(document, gate, i, &questions))
            continue;
        block_bullet(document, ROLE_CAUTION);
        say_requirement(document, gate, i, &questions);
    }
    block_claims_of(document, combination->claims);
}

void section_missing(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;

    for (uint32_t i = 0; i < evaluation->gate_count; i++)
        if (evaluation->gates[i].worth_reporting)
            add_gate(document, &evaluation->gates[i]);
}

/* SPDX-License-Identifier: MIT */
/*
 * Text report of a check, in full: what a result rests on, for those that pass
 * too. The reasons, what changed since it was locked, and what the policy asks
 * and where it comes from.
 */
#include "report/check_text.h"

#include <inttypes.h>

/* A result without findings has no head yet. */
static void put_head(struct check_text *check)
{
    const struct check_result *result = check->result;
    const dvf_profile *profile = result->evaluation->profile;
    const struct check_place place = {.file = result->file,
                                      .at = profile->decision.option
                                                ? profile->decision.at
                                                : profile->name_at};

    check_text_begin(check);
    check_text_head(check, &place, NULL, result->outcome);
    text_paragraph(&check->text, check->text.indent, NULL, result->told);
}

static void put_facts(struct check_text *check)
{
    struct text *text = &check->text;
    const char *name = check_view_name(check->result);

    if (name)
        text_paragraph(text, text->indent, "Profile:", name);
    buffer_clear(&text->scratch);
    check_view_append_expected(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Decided:", text_scratch(text));
    buffer_clear(&text->scratch);
    check_view_append_verdict(&text->scratch, check->result, false);
    buffer_puts(&text->scratch, "; ");
    check_view_append_scores(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Verdict:", text_scratch(text));
}

/* ------------------------------------------------------------------ Lock */

static void put_changed_answer(struct text *text,
                               const struct lock_answer_change *change)
{
    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(&text->layout, ROLE_PLAIN, "%s: %s -> %s", change->attribute,
                  change->before ? change->before : "unanswered",
                  change->after ? change->after : "unanswered");
    layout_end(&text->layout);
}

static void put_changed_knowledge(struct text *text,
                                  const struct lock_entry *before)
{
    const dvf_kb *kb = text->document.kb;

    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(&text->layout, ROLE_PLAIN,
                  "Knowledge base: %s %s -> %s %s, of other content",
                  before->kb_id, before->kb_version, kb_string(kb, kb->id),
                  kb_string(kb, kb->version));
    layout_end(&text->layout);
}

static void put_changed_rule(struct text *text,
                             const struct lock_rule_change *change)
{
    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(
        &text->layout, ROLE_PLAIN,
        "%s: %s %" PRId32 " -> %s %" PRId32 " points", change->rule,
        change->option_before ? change->option_before : "-", change->before,
        change->option_after ? change->option_after : "-", change->after);
    layout_end(&text->layout);
}

static void put_lock(struct check_text *check)
{
    const struct lock_change *change = &check->result->lock;
    struct text *text = &check->text;
    uint32_t i;

    if (change->state == LOCK_NONE)
        return;
    text_heading(text, "Since it was locked", lock_state_word(change->state));
    if (change->state == LOCK_SAME)
        text_paragraph(text, text->indent, NULL, "Nothing changed.");
    for (i = 0; i < change->answers_count; i++)
        put_changed_answer(text, &change->answers[i]);
    if (change->knowledge_changed)
        put_changed_knowledge(text, change->before);
    for (i = 0; i < change->rules_count; i++)
        put_changed_rule(text, &change->rules[i]);
    if (change->scores_changed) {
        buffer_clear(&text->scratch);
        check_append_lead(check->result, &text->scratch);
        text_paragraph(text, text->indent, NULL, text_scratch(text));
    }
}

/* ---------------------------------------------------------------- Policy */

static void put_policy(struct check_text *check)
{
    const struct policy *policy = check->result->policy;
    struct text *text = &check->text;
    unsigned setting;

    if (!policy)
        return;
    text_heading(text, "Policy", policy->name);
    for (setting = 0; setting < POLICY_JUDGING_COUNT; setting++) {
        const char *key = policy_key((enum policy_setting)setting);

        buffer_clear(&text->scratch);
        policy_append(policy, (enum policy_setting)setting, &text->scratch);
        layout_begin(&text->layout, text->indent, text->gutter + 2);
        layout_format(&text->layout, ROLE_QUIET, "%s: ", key);
        layout_put(&text->layout, ROLE_PLAIN, text_scratch(text));
        layout_format(&text->layout, ROLE_QUIET, " (%s)",
                      policy->told[setting]);
        layout_end(&text->layout);
    }
}

void check_text_basis(struct check_text *check)
{
    if (check->result->findings_count == 0)
        put_head(check);
    put_facts(check);
    document_begin(&check->text.document, check->result->evaluation);
    document_add(&check->text.document, SECTION_SIDES);
    document_add(&check->text.document, SECTION_AGAINST);
    text_blocks(&check->text);
    put_lock(check);
    put_policy(check);
}

/* SPDX-License-Identifier: MIT */
/*
 * SARIF report: the rules, one row for each kind of finding.
 */
#include "report/sarif.h"

/* The level unless a policy or --locked says otherwise, and what to do. */
static const struct {
    enum check_level level;
    const char *help;
} rules[] = {
    [CHECK_AGREES] = {CHECK_LEVEL_NOTE,
                      "There is nothing to correct in the profile: the policy "
                      "lists `agrees` in `fail_on`."},
    [CHECK_TOLERATED] = {CHECK_LEVEL_NOTE,
                         "The answers leave the choice open. Answer more "
                         "questions for a clear verdict, or leave the decision "
                         "as it is."},
    [CHECK_DIFFERS] = {CHECK_LEVEL_ERROR,
                       "Correct the answers if they are wrong. Otherwise "
                       "decide anew and record it under `decision`, or add a "
                       "`waiver` with a reason and the day on which it ends."},
    [CHECK_UNDECIDED] = {CHECK_LEVEL_ERROR,
                         "Answer the questions that the message names, or more "
                         "of them."},
    [CHECK_WAIVED] = {CHECK_LEVEL_NOTE,
                      "Decide anew or correct the answers before the waiver "
                      "ends."},
    [CHECK_WAIVER_EXPIRED] = {CHECK_LEVEL_ERROR,
                              "Decide anew or correct the answers, and remove "
                              "the waiver; or move the day on which it ends."},
    [CHECK_NO_DECISION] = {CHECK_LEVEL_ERROR,
                           "Record what was decided under `decision` in the "
                           "profile, or name it with `--expect`."},
    [CHECK_ERROR] = {CHECK_LEVEL_ERROR,
                     "Correct the file that the message names. Until then "
                     "nothing is known of the decision."},
    [CHECK_WAIVER_EXPIRING] = {CHECK_LEVEL_WARNING,
                               "Decide anew or correct the answers before that "
                               "day; or move it."},
    [CHECK_WAIVER_UNUSED] = {CHECK_LEVEL_WARNING,
                             "Remove the waiver from the profile."},
    [CHECK_LOCK_MISSING] = {CHECK_LEVEL_ERROR,
                            "Run `dvf check --lock .`, and keep `dvf.lock` "
                            "under version control."},
    [CHECK_LOCK_CHANGED] = {CHECK_LEVEL_NOTE,
                            "If the decision still holds, refresh the lock: "
                            "`dvf check --lock .`."},
    [CHECK_LOCK_MOVED] = {CHECK_LEVEL_WARNING,
                          "If the decision still holds, refresh the lock: `dvf "
                          "check --lock .`. Otherwise decide anew, or correct "
                          "the answers, and then lock again."},
};

/* A title or a clause as a sentence. */
static void put_sentence(struct sarif *sarif, const char *key, const char *text)
{
    bool lower = text[0] >= 'a' && text[0] <= 'z';

    buffer_putc(&sarif->text, lower ? (char)(text[0] - 'a' + 'A') : text[0]);
    buffer_printf(&sarif->text, "%s.", text + 1);
    sarif_scratch_message(sarif, key);
}

/* "waiver_expired" as "WaiverExpired", as rules are named there. */
static void put_name(struct sarif *sarif, const char *word)
{
    bool begins = true;

    for (; *word != '\0'; word++) {
        if (*word != '_')
            buffer_putc(&sarif->text,
                        begins ? (char)(*word - 'a' + 'A') : *word);
        begins = *word == '_';
    }
    json_key(&sarif->json, "name");
    json_bytes(&sarif->json, sarif->text.bytes, sarif->text.length);
    buffer_clear(&sarif->text);
}

static void put_rule(struct sarif *sarif, unsigned kind)
{
    struct json_writer *json = &sarif->json;
    const char *title = check_finding_title(kind);

    json_begin_object(json);
    json_member(json, "id", check_finding_word(kind));
    put_name(sarif, check_finding_word(kind));
    put_sentence(sarif, "shortDescription", title);
    put_sentence(sarif, "fullDescription",
                 kind < CHECK_OUTCOME_COUNT
                     ? check_outcome_meaning((enum check_outcome)kind)
                     : title);
    sarif_message(sarif, "help", rules[kind].help);
    json_member(json, "helpUri", SARIF_HOME_FOR);
    json_key(json, "defaultConfiguration");
    json_begin_object(json);
    json_member(json, "level", check_level_word(rules[kind].level));
    json_end(json);
    json_end(json);
}

void sarif_rules(struct sarif *sarif)
{
    unsigned kind;

    json_key(&sarif->json, "rules");
    json_begin_array(&sarif->json);
    for (kind = 0; kind < CHECK_FINDING_COUNT; kind++)
        put_rule(sarif, kind);
    json_end(&sarif->json);
}

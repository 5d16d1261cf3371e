/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the interview share: see asking.h.
 */
#include "asking.h"

#include "base/utf8.h"

#include <string.h>

/* ------------------------------------------------------------------ Driving */

void start_interview(struct interview *interview, const dvf_kb *kb)
{
    memset(interview, 0, sizeof *interview);
    assert_int_equal(interview_init(interview, kb, "test"), DVF_OK);
    expect_evaluated(interview);
}

static void begin(struct interview *interview, const dvf_kb *kb,
                  const char *answers, bool unanalysed)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    char word[128];

    assert_non_null(problems);
    start_interview(interview, kb);
    interview->unanalysed = unanalysed;
    while (*answers != '\0') {
        size_t length = strcspn(answers, " ");

        assert_true(length < sizeof word);
        memcpy(word, answers, length);
        word[length] = '\0';
        assert_int_equal(
            interview_set(interview, word, (struct position){0}, problems),
            DVF_OK);
        answers += length + (answers[length] == ' ');
    }
    dvf_diagnostics_free(problems);
    assert_int_equal(interview_begin(interview), INTERVIEW_CHANGED);
    expect_evaluated(interview);
}

void begin_interview(struct interview *interview, const dvf_kb *kb,
                     const char *answers)
{
    begin(interview, kb, answers, true);
}

void begin_analysed(struct interview *interview, const dvf_kb *kb,
                    const char *answers)
{
    begin(interview, kb, answers, false);
}

/* ------------------------------------------------------------------- Scenes */

#define RULE(id, criterion, option, conditions)                                \
    "  - id: " id "\n    criterion: " criterion "\n    when:\n" conditions     \
    "    favours: " option "\n    weight: slight\n    because: So.\n"          \
    "    claims: [c1]\n    origin: paper\n"

#define LEFT(id, conditions) RULE(id, "main", "left", conditions)
#define EAT(id, conditions)  RULE(id, "total", "eat", conditions)
#define WHEN(condition)      "      - " condition "\n"

/* One rule for each attribute. */
static const char small_rules[] = "rules:\n"
    /* one to a line */
    LEFT("a", WHEN("colour == red")) LEFT("b", WHEN("size >= medium"))
        LEFT("c", WHEN("speed == fast")) LEFT("d", WHEN("parts has roof"))
            LEFT("e", WHEN("loud")) LEFT("f", WHEN("loud") WHEN("deep"));

static const char small_warnings[] = "warnings:\n"
                                     "  - id: tiny-and-loud\n"
                                     "    when:\n"
                                     "      - size == tiny\n"
                                     "      - loud\n"
                                     "    unless:\n"
                                     "      - size == large\n"
                                     "      - deep\n"
                                     "    says: Tiny things are not loud.\n"
                                     "  - id: red-and-loud\n"
                                     "    when:\n"
                                     "      - colour == red\n"
                                     "      - loud\n"
                                     "    says: Red things are not loud.\n";

static const char menu[] =
    "knowledge_base: menu\nversion: 1.0.0\nas_of: 2026-01-31\ntitle: Menu\n"
    "weights:\n  - {id: slight, points: 1}\n"
    "options:\n"
    "  - {id: eat, title: Eat, summary: Eat it.}\n"
    "  - {id: leave, title: Leave, summary: Leave it.}\n"
    "sources:\n  - {id: paper, title: P, date: 2026-01-01, kind: paper}\n"
    "attributes:\n"
    "  - id: dish\n    type: choice\n    ask: Which dish?\n"
    "    means: One plate of the menu.\n    why: Hunger.\n"
    "    values:\n"
    "      - {id: creme, label: \"Cr\u00e8me br\u00fbl\u00e9e\"}\n"
    "      - {id: zurek, label: \"\u017burek\"}\n"
    "      - {id: sushi, label: \"\u5bff\u53f8\", example: maki}\n"
    "      - {id: pie_1, label: \"Apple pie\"}\n"
    "      - {id: pie_2, label: \"Cheese Pie\"}\n"
    "      - {id: plain, label: \"Bread\", example: \"rye, or a roll\"}\n"
    "  - id: herbs\n    type: set\n    ask: Which herbs?\n    why: Taste.\n"
    "    values:\n"
    "      - {id: basil, label: Basil}\n"
    "      - {id: chives, label: Chives}\n"
    "      - {id: dill, label: Dill}\n"
    "      - {id: mint, label: \"Mint, fresh\"}\n"
    "      - {id: parsley, label: Parsley}\n"
    "      - {id: sage, label: Sage}\n"
    "  - id: extras\n    type: set\n    ask: Which extras?\n    why: Taste.\n"
    "    values:\n"
    "      - {id: none, label: Nothing at all}\n"
    "      - {id: s, label: Salt}\n"
    "  - id: way\n    type: choice\n    ask: Which way?\n    why: To go.\n"
    "    values:\n"
    "      - {id: on, label: \"3\"}\n"
    "      - {id: back, label: Quit}\n"
    "claims:\n"
    "  - {id: c1, about: eat, kind: strength, says: Good., source: paper,\n"
    "     status: holds}\n"
    "criteria:\n  - {id: total, collect: sum}\n"
    "rules:\n"
    /* one to a line */
    EAT("a", WHEN("dish == creme")) EAT("b", WHEN("herbs has sage"))
        EAT("c", WHEN("extras has s"))
            EAT("d", WHEN("way == back")) "verdict:\n  too_close: {points: 1, "
                                          "percent: 1}\n"
                                          "  strength:\n    - {id: weak, "
                                          "points: 0, percent: 0}\n";

void open_small(struct scene *scene, const char *answers)
{
    struct buffer text = {0};

    buffer_puts(&text, small_rules);
    buffer_puts(&text, small_warnings);
    scene->kb = load_small_kb(text.bytes);
    begin_interview(&scene->interview, scene->kb, answers);
    buffer_release(&text);
}

void open_menu(struct scene *scene, const char *answers)
{
    scene->kb = load_kb(menu);
    begin_interview(&scene->interview, scene->kb, answers);
}

void close_scene(struct scene *scene)
{
    interview_release(&scene->interview);
    dvf_kb_free(scene->kb);
}

/* --------------------------------------------------------- Keys and lines */

static struct key key_named(const char *name, size_t length)
{
    static const struct {
        const char *name;
        struct key key;
    } names[] = {
        {"up", {KEY_UP, 0}},
        {"down", {KEY_DOWN, 0}},
        {"left", {KEY_LEFT, 0}},
        {"right", {KEY_RIGHT, 0}},
        {"home", {KEY_HOME, 0}},
        {"end", {KEY_END, 0}},
        {"pgup", {KEY_PAGE_UP, 0}},
        {"pgdn", {KEY_PAGE_DOWN, 0}},
        {"enter", {KEY_ENTER, 0}},
        {"tab", {KEY_TAB, 0}},
        {"backspace", {KEY_BACKSPACE, 0}},
        {"escape", {KEY_ESCAPE, 0}},
        {"clear", {KEY_CLEAR, 0}},
        {"redraw", {KEY_REDRAW, 0}},
        {"interrupt", {KEY_INTERRUPT, 0}},
        {"eof", {KEY_END_OF_INPUT, 0}},
        {"none", {KEY_NONE, 0}},
        {"space", {KEY_CHARACTER, ' '}},
    };
    struct key key = {KEY_CHARACTER, 0};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strlen(names[i].name) == length &&
            strncmp(names[i].name, name, length) == 0)
            return names[i].key;
    if (utf8_decode(name, length, &key.character) != length)
        fail_msg("there is no key %.*s", (int)length, name);
    return key;
}

enum interview_event press_keys(struct interview *interview, const char *keys)
{
    enum interview_event event = INTERVIEW_IGNORED;

    for (keys += strspn(keys, " "); *keys != '\0'; keys += strspn(keys, " ")) {
        size_t length = strcspn(keys, " ");

        event = interview_press(interview, key_named(keys, length));
        expect_sound(interview);
        keys += length;
    }
    return event;
}

enum interview_event say_lines(struct interview *interview, const char *lines)
{
    enum interview_event event = INTERVIEW_IGNORED;
    char line[4096];

    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");

        assert_true(length < sizeof line);
        memcpy(line, lines, length);
        line[length] = '\0';
        event = interview_say(interview, line);
        expect_sound(interview);
        lines += length + (lines[length] == '\n');
    }
    return event;
}

/* ---------------------------------------------------------------- Expecting */

static const struct kb_attribute *attribute_of(const dvf_kb *kb,
                                               uint32_t attribute)
{
    return &kb_attributes(kb)[attribute];
}

void expect_question(const struct interview *interview, const char *attribute)
{
    assert_int_equal(interview->mode, MODE_QUESTION);
    assert_true(interview->question != KB_NONE);
    assert_string_equal(
        kb_string(interview->kb,
                  attribute_of(interview->kb, interview->question)->id),
        attribute);
}

void expect_selected(const struct interview *interview, const char *value)
{
    uint32_t index = interview_value(interview, interview->selected);
    const struct kb_attribute *attribute;

    assert_true(index != KB_NONE);
    attribute = attribute_of(interview->kb, interview->question);
    assert_string_equal(
        kb_string(interview->kb,
                  kb_attribute_values(interview->kb, attribute)[index].id),
        value);
}

void expect_answer(const struct interview *interview, const char *attribute,
                   const char *answer)
{
    uint32_t index = kb_find_attribute(interview->kb, attribute);
    struct buffer text = {0};

    assert_true(index != KB_NONE);
    buffer_puts(&text, "");
    interview_append_answer(interview, index, &text);
    assert_string_equal(text.bytes, answer);
    buffer_release(&text);
}

void expect_complaint(const struct interview *interview, const char *part)
{
    if (!part) {
        assert_null(interview->complaint);
        return;
    }
    assert_non_null(interview->complaint);
    if (!strstr(interview->complaint, part))
        fail_msg("\"%s\" is not in \"%s\"", part, interview->complaint);
}

void append_frame(const struct frame *frame, struct buffer *out)
{
    for (size_t i = 0; i < frame->lines.count; i++) {
        const struct frame_line *line = array_at(&frame->lines, i);

        if (line->length > 0)
            buffer_append(out, frame->text.bytes + line->start, line->length);
        buffer_putc(out, '\n');
    }
    assert_false(out->failed);
}

void expect_lines(const struct interview *interview, const char *lines)
{
    struct buffer text = {0};

    buffer_puts(&text, "");
    interview_append_lines(interview, NULL, &text);
    assert_string_equal(text.bytes, lines);
    buffer_release(&text);
}

/* ---------------------------------------------------------------- Soundness */

static void check_states(const struct interview *interview)
{
    uint32_t left = 0;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++) {
        const struct answer *answer = &interview->profile->answers[i];
        bool open = interview->states[i] == QUESTION_OPEN;

        assert_int_equal(answer_given(answer),
                         interview->states[i] == QUESTION_ANSWERED);
        assert_true(answer_given(answer) ||
                    (answer_values(answer) == 0 && !answer->number));
        left += open && interview->due[i] == 1;
        assert_int_equal(interview_is_skipped(interview, i),
                         open && interview->due[i] == 0 &&
                             evaluation_sure_applies(
                                 interview->evaluation)[i] != TRUTH_FALSE);
    }
    assert_int_equal(interview_left(interview), left);
}

static void check_asked(const struct interview *interview)
{
    for (size_t i = 0; i < interview->asked.count; i++) {
        uint32_t attribute = *(uint32_t *)array_at(&interview->asked, i);

        assert_true(attribute < kb_attributes_count(interview->kb));
        assert_int_not_equal(interview->states[attribute], QUESTION_OPEN);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(*(uint32_t *)array_at(&interview->asked, k),
                                 attribute);
    }
}

static void check_text(const struct interview *interview)
{
    size_t length = interview->text_length;
    size_t step;

    assert_true(length <= INTERVIEW_TEXT_MAX);
    assert_int_equal(strlen(interview->text), length);
    for (size_t i = 0; i < length; i += step) {
        uint32_t character = 0;

        step = utf8_decode(interview->text + i, length - i, &character);
        assert_int_not_equal(step, 0);
        if (interview->mode == MODE_NUMBER)
            assert_in_range(character, '0', '9');
    }
    if (interview->mode != MODE_FILTER && interview->mode != MODE_NUMBER &&
        interview->mode != MODE_DONE)
        assert_int_equal(length, 0);
}

static void check_question(const struct interview *interview)
{
    const struct kb_attribute *attribute;
    bool open;

    assert_true(interview->question < kb_attributes_count(interview->kb));
    attribute = attribute_of(interview->kb, interview->question);
    open = interview->states[interview->question] == QUESTION_OPEN;
    assert_true(interview->revising || !open || interview->unattended ||
                interview->due[interview->question] == 1);
    assert_true(interview->marked >> attribute->values.count == 0);
    assert_true(interview->marked == 0 || interview_is_set(interview));
    for (uint32_t i = 0; i < interview_entries(interview); i++)
        assert_true(interview_value(interview, i) < attribute->values.count);
    assert_int_equal(interview_value(interview, interview_entries(interview)),
                     KB_NONE);
    if (interview->mode == MODE_FILTER)
        assert_true(interview_can_filter(interview));
    if (interview->mode == MODE_NUMBER)
        assert_true(interview_takes_number(interview));
}

static void check_warning(const struct interview *interview)
{
    uint32_t entries = interview_entries(interview);

    assert_true(interview->warning < kb_warnings_count(interview->kb));
    assert_int_equal(interview->warned[interview->warning], 1);
    /* None where it rests on questions that do not apply alone. */
    assert_true(entries > 0);
    for (uint32_t i = 0; i + 1 < entries; i++) {
        uint32_t attribute = interview_attribute(interview, i);

        assert_true(attribute < kb_attributes_count(interview->kb));
        assert_int_equal(interview->states[attribute], QUESTION_ANSWERED);
        for (uint32_t k = 0; k < i; k++)
            assert_int_not_equal(interview_attribute(interview, k), attribute);
    }
    assert_int_equal(interview_attribute(interview, entries - 1), KB_NONE);
}

static void check_summary(const struct interview *interview)
{
    uint32_t count = kb_attributes_count(interview->kb);
    uint32_t first = interview_first_question(interview);

    assert_int_equal(interview_entries(interview), first + count);
    assert_int_equal(interview_attribute(interview, SUMMARY_REPORT), KB_NONE);
    assert_int_equal(interview_attribute(interview, SUMMARY_FINISH), KB_NONE);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(interview_attribute(interview, first + i), i);
    assert_false(interview->revising);
    if (interview->question == KB_NONE)
        assert_int_equal(interview_left(interview), 0);
}

static bool holds(const struct interview *interview, uint32_t warning)
{
    const struct index_list *list = &interview->evaluation->warnings;

    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == warning)
            return true;
    return false;
}

void expect_sound(const struct interview *interview)
{
    uint32_t entries = interview_entries(interview);

    check_states(interview);
    check_asked(interview);
    check_text(interview);
    for (uint32_t i = 0; i < kb_warnings_count(interview->kb); i++)
        assert_true(!interview->warned[i] || holds(interview, i));
    assert_true(interview->selected < entries ||
                interview->selected == KB_NONE ||
                (interview->selected == 0 && interview->mode == MODE_FILTER) ||
                interview->mode == MODE_REPORT || interview->mode == MODE_DONE);
    if (interview->mode == MODE_SUMMARY)
        check_summary(interview);
    else if (interview->mode == MODE_REPORT)
        assert_int_equal(interview->selected, SUMMARY_REPORT);
    else if (interview->mode == MODE_WARNING)
        check_warning(interview);
    else if (interview->mode != MODE_DONE)
        check_question(interview);
}

static void check_due(const struct interview *interview)
{
    const uint8_t *applies = evaluation_sure_applies(interview->evaluation);

    assert_int_equal(!interview->outlook.analysis,
                     !interview->begun || interview->unanalysed);
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++) {
        if (applies[i] == TRUTH_FALSE || !interview->begun)
            assert_int_equal(interview->due[i], 0);
        else if (interview->unanalysed)
            assert_int_equal(interview->due[i], 1);
    }
}

void expect_evaluated(const struct interview *interview)
{
    const dvf_kb *kb = interview->kb;
    const dvf_evaluation *kept = interview->evaluation;
    dvf_evaluation *fresh = evaluate(kb, interview->profile, NULL);

    expect_sound(interview);
    check_due(interview);
    assert_memory_equal(fresh->scores, kept->scores, sizeof kept->scores);
    assert_memory_equal(fresh->rules, kept->rules, kb_rules_count(kb));
    assert_int_equal(fresh->verdict.outcome, kept->verdict.outcome);
    assert_int_equal(fresh->verdict.option, kept->verdict.option);
    assert_int_equal(fresh->warnings.count, kept->warnings.count);
    for (uint32_t i = 0; i < kept->warnings.count; i++)
        assert_int_equal(fresh->warnings.items[i], kept->warnings.items[i]);
    assert_ptr_equal(kept->profile, interview->profile);
    dvf_evaluation_free(fresh);
}

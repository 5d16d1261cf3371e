/* SPDX-License-Identifier: MIT */
/*
 * The interview under keys and lines at random: whatever is typed, in whatever
 * order, its parts fit together and its evaluation is that of its answers.
 */
#include "asking.h"
#include "random_kb.h"

#include <string.h>

#define KEYS       100000
#define LINES      20000
#define RANDOM_KBS 100
#define KEYS_EACH  500

/* What a walk has come by: all of it must. */
struct tally {
    unsigned modes[MODE_DONE + 1];
    unsigned events[INTERVIEW_NO_MEMORY + 1];
    unsigned complaints;
    unsigned revisions;
    unsigned numbers; /* taken */
    unsigned unknown;
};

static void count(struct tally *tally, const struct interview *interview,
                  enum interview_event event)
{
    tally->modes[interview->mode]++;
    tally->events[event]++;
    tally->complaints += !!interview->complaint;
    tally->revisions += interview->revising;
    if (event != INTERVIEW_ANSWERED)
        return;
    assert_true(interview->answered != KB_NONE);
    tally->numbers += !!interview->profile->answers[interview->answered].number;
    tally->unknown += interview->states[interview->answered] ==
                      QUESTION_UNKNOWN;
}

/* Now and then all is thrown away; what is left is begun again. */
static void go_on(struct interview *interview, const dvf_kb *kb,
                  struct random *random)
{
    if (random_once_in(random, 4)) {
        interview_release(interview);
        begin_interview(interview, kb, "");
    } else {
        assert_int_equal(interview_begin(interview), INTERVIEW_CHANGED);
    }
}

static struct key random_key(struct random *random)
{
    static const char characters[] = "0123456789?<-?<-sq//==  aeinoprtx";
    struct key key = {KEY_CHARACTER, 0};
    uint32_t which = random_below(random, 100);

    if (which < 45)
        key.kind = (enum key_kind)random_below(random, KEY_END_OF_INPUT);
    else if (which < 60)
        key.kind = random_once_in(random, 3) ? KEY_ENTER : KEY_DOWN;
    else if (which == 60)
        key.kind = KEY_END_OF_INPUT;
    if (which < 98)
        key.character = (unsigned char)
            characters[random_below(random, sizeof characters - 1)];
    else
        key.character = random_below(random, 0x120000);
    return key;
}

static void whatever_is_pressed_the_interview_stays_sound(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {40};
    struct tally tally = {{0}, {0}, 0, 0, 0, 0};
    struct interview interview;
    int i;

    (void)state;
    begin_interview(&interview, kb, "");
    for (i = 0; i < KEYS; i++) {
        enum interview_event event = interview_press(&interview,
                                                     random_key(&random));

        count(&tally, &interview, event);
        if (event == INTERVIEW_ANSWERED)
            expect_evaluated(&interview);
        else
            expect_sound(&interview);
        if (interview.mode == MODE_DONE)
            go_on(&interview, kb, &random);
    }
    for (i = 0; i <= MODE_DONE; i++)
        assert_int_not_equal(tally.modes[i], 0);
    for (i = 0; i < INTERVIEW_NO_MEMORY; i++)
        assert_int_not_equal(tally.events[i], 0);
    assert_int_equal(tally.events[INTERVIEW_NO_MEMORY], 0);
    assert_true(tally.complaints > 0 && tally.revisions > 0);
    assert_true(tally.numbers > 0 && tally.unknown > 0);
    interview_release(&interview);
}

static void whatever_is_known_the_interview_stays_sound(void **state)
{
    struct random random = {42};
    struct buffer text = {0};
    unsigned warnings = 0;
    int i;
    int k;

    (void)state;
    for (i = 0; i < RANDOM_KBS; i++) {
        struct interview interview;
        dvf_kb *kb;

        random_kb(&random, &text);
        kb = load_kb(text.bytes);
        begin_interview(&interview, kb, "");
        for (k = 0; k < KEYS_EACH; k++) {
            interview_press(&interview, random_key(&random));
            expect_evaluated(&interview);
            warnings += interview.mode == MODE_WARNING;
            if (interview.mode == MODE_DONE)
                go_on(&interview, kb, &random);
        }
        interview_release(&interview);
        dvf_kb_free(kb);
    }
    assert_true(warnings > 0);
    buffer_release(&text);
}

/* A word that means something somewhere, or a piece of one. */
static void append_word(const dvf_kb *kb, struct random *random,
                        struct buffer *line)
{
    static const char *const words[] = {
        "?",    "<",    "-",      "s",      "why", "back", "unknown", "summary",
        "none", "keep", "finish", "=",      ",",   " ",    "yes",     "true",
        "1",    "2",    "3",      "4",      "7",   "1 2",  "1,3",     "=1500",
        "\xff", "\x1b", "\u00e9", "\u202e", "\t",  "q"};
    uint32_t which = random_below(random, 4);

    if (which == 0)
        buffer_puts(line, words[random_below(random, COUNT(words))]);
    else if (which == 1)
        buffer_puts(
            line,
            kb_string(kb, kb_attributes(
                              kb)[random_below(random, kb_attributes_count(kb))]
                              .id));
    else if (which == 2)
        buffer_puts(
            line,
            kb_string(
                kb,
                kb_values(kb)[random_below(random, kb_values_count(kb))].id));
    else
        buffer_printf(line, "%u", (unsigned)random_below(random, 12));
}

static void whatever_is_said_the_interview_stays_sound(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {41};
    struct tally tally = {{0}, {0}, 0, 0, 0, 0};
    struct interview interview;
    struct buffer line = {0};
    int i;

    (void)state;
    begin_interview(&interview, kb, "");
    for (i = 0; i < LINES; i++) {
        uint32_t words = 1 + random_below(&random, 3);
        enum interview_event event;

        buffer_clear(&line);
        while (words-- > 0) {
            append_word(kb, &random, &line);
            buffer_puts(&line, random_once_in(&random, 3) ? "=" : "");
        }
        event = interview_say(&interview, line.bytes);
        count(&tally, &interview, event);
        expect_evaluated(&interview);
        if (interview.mode == MODE_DONE)
            go_on(&interview, kb, &random);
    }
    for (i = 0; i < INTERVIEW_NO_MEMORY; i++)
        assert_int_not_equal(tally.events[i], 0);
    assert_int_equal(tally.events[INTERVIEW_NO_MEMORY], 0);
    assert_true(tally.modes[MODE_WARNING] > 0 && tally.modes[MODE_WHY] > 0);
    assert_true(tally.complaints > 0 && tally.revisions > 0);
    assert_true(tally.numbers > 0 && tally.unknown > 0);
    buffer_release(&line);
    interview_release(&interview);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_pressed_the_interview_stays_sound),
        cmocka_unit_test(whatever_is_known_the_interview_stays_sound),
        cmocka_unit_test(whatever_is_said_the_interview_stays_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

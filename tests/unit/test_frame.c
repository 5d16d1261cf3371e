/* SPDX-License-Identifier: MIT */
/*
 * Frames: what each mode looks like, and that no frame is too wide or too high,
 * loses the selected entry or the cursor, or shows anything but text and
 * colours, whatever the room and the keys.
 */
#include "asking.h"

#include "base/utf8.h"
#include "wide_kb.h"

#include <string.h>

/* Two more claims, rules that read every question of the small KB but one, and
 * answers that contradict each other. */
static const char sections[] =
    "  - {id: c2, about: left, kind: strength, says: Left is better for all "
    "that has to be seen from afar.,\n"
    "     source: paper, status: overstated}\n"
    "  - {id: c3, about: right, kind: strength, says: Wheels., source: paper,\n"
    "     status: disputed}\n"
    "rules:\n"
    "  - id: r1\n"
    "    criterion: main\n"
    "    when:\n"
    "      - colour == red\n"
    "    favours: left\n"
    "    weight: strong\n"
    "    because: Red is left.\n"
    "    claims: [c1, c2]\n"
    "    origin: paper\n"
    "  - id: r2\n"
    "    criterion: main\n"
    "    when:\n"
    "      - speed == fast\n"
    "      - size >= medium\n"
    "    favours: right\n"
    "    weight: strong\n"
    "    because: Fast is right.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "  - id: r3\n"
    "    criterion: main\n"
    "    when:\n"
    "      - parts has wheel\n"
    "      - loud\n"
    "    unless:\n"
    "      - colour == green\n"
    "    favours: right\n"
    "    weight: slight\n"
    "    because: Wheels.\n"
    "    claims: [c3]\n"
    "    origin: paper\n"
    "warnings:\n"
    "  - id: w1\n"
    "    when:\n"
    "      - colour == red\n"
    "      - size == tiny\n"
    "    says: Nobody sees so little red.\n";

/* An interview on the small KB, and a frame of it. */
struct shown {
    dvf_kb *kb;
    struct interview interview;
    struct frame_style style;
    struct frame frame;
};

static void open_shown(struct shown *shown, const dvf_kb *kb)
{
    *shown = (struct shown){.style = {.columns = 80, .rows = 24}};
    assert_int_equal(interview_init(&shown->interview, kb, "x"), DVF_OK);
    shown->interview.unanalysed = true;
    interview_begin(&shown->interview);
}

static void open_shown_small(struct shown *shown)
{
    dvf_kb *kb = load_small_kb(sections);

    open_shown(shown, kb);
    shown->kb = kb;
}

static void close_shown(struct shown *shown)
{
    interview_release(&shown->interview);
    frame_release(&shown->frame);
    dvf_kb_free(shown->kb);
}

/* Type ASCII; \r is Enter, \x1b Escape, \n Down. */
static void type(struct shown *shown, const char *text)
{
    for (; *text != '\0'; text++) {
        struct key key = {KEY_CHARACTER, (uint32_t)*text};

        if (*text == '\r')
            key = (struct key){KEY_ENTER, 0};
        else if (*text == '\x1b')
            key = (struct key){KEY_ESCAPE, 0};
        else if (*text == '\n')
            key = (struct key){KEY_DOWN, 0};
        interview_press(&shown->interview, key);
    }
}

static const struct frame_line *line_at(const struct frame *frame, size_t index)
{
    return array_at(&frame->lines, index);
}

static void read_lines(const struct frame *frame, struct buffer *out)
{
    buffer_clear(out);
    buffer_puts(out, "");
    append_frame(frame, out);
}

static void draw(struct shown *shown)
{
    frame_draw(&shown->frame, &shown->interview, &shown->style);
    assert_false(shown->frame.failed);
}

/* The frame at a size is this; what is news is told then. */
static void expect_frame(struct shown *shown, unsigned columns, unsigned rows,
                         const char *expected)
{
    struct buffer text = {0};

    shown->style.columns = columns;
    shown->style.rows = rows;
    draw(shown);
    read_lines(&shown->frame, &text);
    assert_string_equal(text.bytes, expected);
    interview_told(&shown->interview);
    buffer_release(&text);
}

/* ------------------------------------------------------- what it looks like */

static void a_question_has_its_values_and_keys(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    expect_frame(&shown, 60, 24,
                 "? Which colour?                   1 of 6\n"
                 "    1  None\n"
                 "    2  Red\n"
                 "    3  Green\n"
                 "    enter choose \u00b7 up to 5 more\n"
                 "    ? explain \u00b7 - don't know\n"
                 "    s recommendation, revise \u00b7 q leave\n");
    close_shown(&shown);
}

static void finished_questions_are_news_with_their_answers(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r-");
    expect_frame(&shown, 80, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  don't know\n"
                 "? How fast?                                   3 of 6\n"
                 "    1  below 50 metres/s: Slow\n"
                 "    2  below 500 metres/s: Fair\n"
                 "    3  from 500 metres/s: Fast\n"
                 "    enter choose \u00b7 = type a number \u00b7 up to 3 more\n"
                 "    ? explain \u00b7 - don't know \u00b7 < back\n"
                 "    s recommendation, revise \u00b7 q save and leave\n");
    close_shown(&shown);
}

static void a_number_is_typed_above_the_list(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r-=15");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  don't know\n"
                 "? How fast?                       3 of 6\n"
                 "  = 15_ metres/s\n"
                 "       below 50 metres/s: Slow\n"
                 "       below 500 metres/s: Fair\n"
                 "       from 500 metres/s: Fast\n"
                 "    enter take it \u00b7 up to 3 more\n"
                 "    esc back to the list\n");
    type(&shown, "x");
    expect_frame(&shown, 60, 24,
                 "? How fast?                       3 of 6\n"
                 "  = 15_ metres/s\n"
                 "       below 50 metres/s: Slow\n"
                 "       below 500 metres/s: Fair\n"
                 "       from 500 metres/s: Fast\n"
                 "  ! type a whole number\n"
                 "    enter take it \u00b7 up to 3 more\n"
                 "    esc back to the list\n");
    close_shown(&shown);
}

static void the_answer_so_far_is_marked(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r-=700\r<");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  don't know\n"
                 "\u2713 How fast?  700 metres/s\n"
                 "< Back to: How fast?\n"
                 "? How fast?                       3 of 6\n"
                 "    so far: 700 metres/s\n"
                 "    1    below 50 metres/s: Slow\n"
                 "    2    below 500 metres/s: Fair\n"
                 "  \u25b8 3  \u2713 from 500 metres/s: Fast\n"
                 "    = type a number \u00b7 3 more\n"
                 "    ? explain \u00b7 - don't know \u00b7 < back\n"
                 "    s recommendation, revise \u00b7 q leave\n");
    type(&shown, "-<");
    expect_frame(&shown, 60, 24,
                 "\u2713 How fast?  don't know\n"
                 "< Back to: How fast?\n"
                 "? How fast?                       3 of 6\n"
                 "    so far: don't know\n"
                 "    1  below 50 metres/s: Slow\n"
                 "    2  below 500 metres/s: Fair\n"
                 "    3  from 500 metres/s: Fast\n"
                 "    = type a number \u00b7 3 more\n"
                 "    ? explain \u00b7 - don't know \u00b7 < back\n"
                 "    s recommendation, revise \u00b7 q leave\n");
    close_shown(&shown);
}

static void a_set_has_boxes(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r--\n\n ");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  don't know\n"
                 "\u2713 How fast?  don't know\n"
                 "? Which parts?                    4 of 6\n"
                 "    1  [ ] Wheel\n"
                 "  \u25b8 2  [x] Door\n"
                 "    3  [ ] Roof\n"
                 "    4  [ ] Lamp\n"
                 "    space mark \u00b7 enter done \u00b7 2 more\n"
                 "    ? explain \u00b7 - don't know \u00b7 < back\n"
                 "    s recommendation, revise \u00b7 q leave\n");
    close_shown(&shown);
}

static void why_shows_the_reason(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "?");
    expect_frame(&shown, 60, 24,
                 "? Which colour?                   1 of 6\n"
                 "  Why it is asked: It shows.\n"
                 "    ? the claims behind it\n"
                 "    any other key goes back\n");
    expect_frame(&shown, 40, 11,
                 "? Which colour?                  1 of 6\n"
                 "  Why it is asked: It shows.\n"
                 "    ? claims \u00b7 any other key goes back\n");
    expect_frame(&shown, 40, 6,
                 "? Which colour?                  1 of 6\n"
                 "  Why it is asked: It shows.\n"
                 "    ? claims \u00b7 any other key goes back\n");
    expect_frame(&shown, 20, 6,
                 "? Which colour?\n"
                 "Why it is asked: It\n"
                 "shows.\n"
                 "  any key: back\n");
    close_shown(&shown);
}

static void a_contradiction_has_ways_back(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r1\r");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  Tiny\n"
                 "! Nobody sees so little red.\n"
                 "    1  Change: Which colour?  Red\n"
                 "    2  Change: Which size?    Tiny\n"
                 "    3  Leave it so and go on\n"
                 "    up to 4 more\n"
                 "    enter choose \u00b7 esc go on\n"
                 "    s recommendation, revise \u00b7 q leave\n");
    expect_frame(&shown, 20, 6,
                 "! Nobody sees so\n"
                 "  little red.\n"
                 "  1 Which co\u2026  Red\n"
                 "  2 Which si\u2026  Tiny\n"
                 "  3 Leave it so an\u2026\n");
    close_shown(&shown);
}

static void the_summary_shows_every_question(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r2\rs");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  Small\n"
                 "? Your answers                    2 of 6\n"
                 "  \u25b8 Show the recommendation\n"
                 "    Finish\n"
                 "    Which colour?  Red\n"
                 "    Which size?    Small\n"
                 "    How fast?      not asked yet\n"
                 "    Which parts?   not asked yet\n"
                 "    Is it loud?    not asked yet\n"
                 "    Is it deep?    not asked yet\n"
                 "    Left 4 \u00b7 Right 0 \u00b7 4 more\n"
                 "    enter choose \u00b7 esc back\n"
                 "    q save and leave\n");
    expect_frame(&shown, 20, 6,
                 "? Your answers\n"
                 "\u25b8 Show the recomme\u2026\n"
                 "  Finish\n"
                 "  Which co\u2026  Red\n"
                 "  \u2193 5 more\n");
    close_shown(&shown);
}

static void the_summary_that_ends_says_that_it_is_settled(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    shown.interview.unanalysed = false;
    shown.interview.in_order = true;
    interview_begin(&shown.interview);
    type(&shown, "2\r2\r");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  Red\n"
                 "\u2713 Which size?  Small\n"
                 "? Your answers                    2 of 2\n"
                 "    Settled: Left. No answer to the 4\n"
                 "    questions left can change this.\n"
                 "    Show the recommendation\n"
                 "  \u25b8 Finish\n"
                 "    Go on with 4 more questions\n"
                 "    Which colour?  Red\n"
                 "    Which size?    Small\n"
                 "    How fast?      need not be asked\n"
                 "    Which parts?   need not be asked\n"
                 "    Is it loud?    need not be asked\n"
                 "    Is it deep?    need not be asked\n"
                 "    Left 4 \u00b7 Right 0 \u00b7 no question left\n"
                 "    enter choose \u00b7 q save and leave\n");
    close_shown(&shown);
}

static void an_interview_that_is_done_ends_in_an_empty_line(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "1\r-----\r");
    expect_frame(&shown, 60, 24,
                 "\u2713 Which colour?  None\n"
                 "\u2713 Which size?  don't know\n"
                 "\u2713 How fast?  don't know\n"
                 "\u2713 Which parts?  don't know\n"
                 "\u2713 Is it loud?  don't know\n"
                 "\u2713 Is it deep?  don't know\n"
                 "\n");
    close_shown(&shown);
}

static void the_least_room_shows_the_selected_value(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r-");
    expect_frame(&shown, 20, 6,
                 "\u2713 Which colou\u2026  Red\n"
                 "\u2713 Whic\u2026  don't know\n"
                 "? How fast?  3 of 6\n"
                 "  1 below 50 metre\u2026\n"
                 "  2 below 500 metr\u2026\n"
                 "  3 from 500 metre\u2026\n"
                 "  < back \u00b7 s revise\n");
    type(&shown, "\n\n\n");
    expect_frame(&shown, 20, 6,
                 "? How fast?  3 of 6\n"
                 "  1 below 50 metre\u2026\n"
                 "  2 below 500 metr\u2026\n"
                 "\u25b8 3 from 500 metre\u2026\n"
                 "  < back \u00b7 s revise\n");
    expect_frame(&shown, 20, 3,
                 "? How fast?  3 of 6\n"
                 "\u25b8 3 from 500 metre\u2026\n");
    close_shown(&shown);
}

static void colours_follow_what_a_text_is(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    shown.style.ascii = true;
    shown.style.colour = true;
    type(&shown, "2\r2");
    expect_frame(&shown, 40, 24,
                 "\x1b[32m+\x1b[0m Which colour?  \x1b[36mRed\x1b[0m\n"
                 "\x1b[32m? \x1b[0m\x1b[1mWhich size?                    "
                 "\x1b[0m\x1b[2m2 of 6\x1b[0m\n"
                 "    \x1b[2m1  \x1b[0mTiny\n"
                 "  \x1b[36m> 2  Small\x1b[0m\n"
                 "    \x1b[2m3  \x1b[0mMedium\n"
                 "    \x1b[2m4  \x1b[0mLarge\n"
                 "    \x1b[2menter choose | up to 4 more\x1b[0m\n"
                 "    \x1b[2m? explain | - don't know | < back\x1b[0m\n"
                 "    \x1b[2ms recommendation, revise | q leave\x1b[0m\n");
    close_shown(&shown);
}

static void what_is_typed_ends_in_a_mark(void **state)
{
    struct shown shown;
    struct buffer text = {0};
    int i;

    (void)state;
    open_shown(&shown, dvf_kb_builtin());
    type(&shown, "/an api ");
    draw(&shown);
    read_lines(&shown.frame, &text);
    assert_non_null(strstr(text.bytes, "\n  / an api _\n"));
    shown.style.columns = 20;
    for (i = 0; i < 20; i++)
        type(&shown, "xy");
    draw(&shown);
    read_lines(&shown.frame, &text);
    assert_non_null(strstr(text.bytes, "\n/ \u2026yxyxyxyxyxyxyxy_\n"));
    buffer_release(&text);
    close_shown(&shown);
}

static void news_are_lines_of_their_own_until_they_are_told(void **state)
{
    struct shown shown;

    (void)state;
    open_shown_small(&shown);
    type(&shown, "2\r-<");
    draw(&shown);
    assert_int_equal(shown.frame.news, 3);
    interview_told(&shown.interview);
    draw(&shown);
    assert_int_equal(shown.frame.news, 0);
    shown.interview.unattended = true;
    type(&shown, "-<");
    draw(&shown);
    assert_int_equal(shown.frame.news, 0);
    close_shown(&shown);
}

/* ------------------------------------------------ whatever the room and keys
 */

/* Text without colours, and nothing else. */
static void strip(const struct frame *frame, struct buffer *out)
{
    struct buffer text = {0};
    size_t i;

    read_lines(frame, &text);
    buffer_clear(out);
    for (i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\x1b')
            i += strcspn(text.bytes + i, "m");
        else
            buffer_putc(out, text.bytes[i]);
    }
    buffer_release(&text);
}

static void expect_sound_line(const struct shown *shown,
                              const struct frame_line *line)
{
    const char *bytes = shown->frame.text.bytes + line->start;
    bool is_coloured = false;
    size_t width = 0;
    size_t used;
    size_t i;

    for (i = 0; i < line->length; i += used) {
        uint32_t character = 0;

        used = strcspn(bytes + i, "m") + 1;
        if (bytes[i] == '\x1b') {
            assert_true(shown->style.colour && bytes[i + 1] == '[');
            is_coloured = strncmp(bytes + i, "\x1b[0m", used) != 0;
            continue;
        }
        used = utf8_decode(bytes + i, line->length - i, &character);
        assert_true(used > 0 && character >= ' ');
        assert_false(utf8_is_hostile(character));
        assert_true(!shown->style.ascii || character < 0x7f);
        width += utf8_columns(character);
    }
    assert_false(is_coloured);
    assert_int_equal(line->width, width);
    assert_true(width == 0 || width < shown->style.columns);
}

/* Whether a text is on one of the lines. */
static bool shows(struct shown *shown, const char *text)
{
    struct buffer lines = {0};
    bool found;

    read_lines(&shown->frame, &lines);
    found = strstr(lines.bytes, text);
    buffer_release(&lines);
    return found;
}

/* The selected entry has a mark, what is typed ends in one. */
static void expect_marks(struct shown *shown)
{
    const struct interview *interview = &shown->interview;
    const char *mark = shown->style.ascii ? "> " : "\u25b8 ";

    if (shown->style.columns < FRAME_COLUMNS_MIN ||
        shown->style.rows < FRAME_ROWS_MIN || shown->style.colour)
        return;
    if (interview->mode == MODE_QUESTION || interview->mode == MODE_WARNING ||
        interview->mode == MODE_SUMMARY)
        assert_int_equal(shows(shown, mark), interview->selected != KB_NONE);
    if (interview->mode == MODE_FILTER || interview->mode == MODE_NUMBER)
        assert_true(
            shows(shown, interview->mode == MODE_FILTER ? "/ " : "= ") &&
            shows(shown, "_"));
}

static void expect_sound_frame(struct shown *shown)
{
    const struct frame *frame = &shown->frame;
    size_t room = shown->style.rows > 1 ? shown->style.rows - 1 : 1;
    size_t i;

    draw(shown);
    assert_true(frame->lines.count > frame->news);
    assert_true(frame->lines.count - frame->news <= room);
    assert_int_equal(frame->news, shown->interview.news.count);
    assert_int_equal(frame->is_last, shown->interview.mode == MODE_DONE);
    for (i = 0; i < frame->lines.count; i++)
        expect_sound_line(shown, line_at(frame, i));
    expect_marks(shown);
    if (shown->interview.news.count > 10)
        interview_told(&shown->interview);
}

static void press_any(struct shown *shown, struct random *random)
{
    static const struct key keys[] = {
        {KEY_UP, 0},          {KEY_DOWN, 0},         {KEY_END, 0},
        {KEY_PAGE_DOWN, 0},   {KEY_ENTER, 0},        {KEY_ENTER, 0},
        {KEY_ENTER, 0},       {KEY_ESCAPE, 0},       {KEY_BACKSPACE, 0},
        {KEY_CHARACTER, ' '}, {KEY_CHARACTER, '?'},  {KEY_CHARACTER, '<'},
        {KEY_CHARACTER, '-'}, {KEY_CHARACTER, 's'},  {KEY_CHARACTER, '/'},
        {KEY_CHARACTER, '='}, {KEY_CHARACTER, '7'},  {KEY_CHARACTER, 'a'},
        {KEY_CHARACTER, 'x'}, {KEY_CHARACTER, 0xe9}, {KEY_CHARACTER, 0x65e5},
        {KEY_CHARACTER, 'q'},
    };

    if (shown->interview.mode == MODE_DONE)
        interview_begin(&shown->interview);
    else
        interview_press(&shown->interview,
                        keys[random_below(random, COUNT(keys))]);
}

static void no_frame_is_too_wide_or_too_high(void **state)
{
    struct random random = {11};
    dvf_kb *wide = load_wide_kb();
    struct shown shown;
    int i;
    int k;

    (void)state;
    for (k = 0; k < 6; k++) {
        open_shown(&shown, k % 2 == 0 ? dvf_kb_builtin() : wide);
        for (i = 0; i < 1500; i++) {
            bool tiny = random_once_in(&random, 4);

            shown.style = (struct frame_style){
                .columns = tiny ? 1 + random_below(&random, 20)
                                : 20 + random_below(&random, 100),
                .rows = tiny ? 1 + random_below(&random, 6)
                             : 6 + random_below(&random, 40),
                .colour = random_once_in(&random, 2),
                .ascii = random_once_in(&random, 2),
            };
            expect_sound_frame(&shown);
            press_any(&shown, &random);
        }
        close_shown(&shown);
    }
    dvf_kb_free(wide);
}

static void colour_changes_nothing_but_colour(void **state)
{
    struct random random = {12};
    struct shown shown;
    struct buffer plain = {0};
    struct buffer coloured = {0};
    int i;

    (void)state;
    open_shown(&shown, dvf_kb_builtin());
    for (i = 0; i < 1000; i++) {
        shown.style.columns = 20 + random_below(&random, 80);
        shown.style.rows = 6 + random_below(&random, 30);
        shown.style.colour = false;
        draw(&shown);
        read_lines(&shown.frame, &plain);
        shown.style.colour = true;
        draw(&shown);
        strip(&shown.frame, &coloured);
        assert_string_equal(plain.bytes, coloured.bytes);
        press_any(&shown, &random);
    }
    buffer_release(&plain);
    buffer_release(&coloured);
    close_shown(&shown);
}

/* Rows that a terminal of a width makes of a line, counted one by one. */
static void wrapped_rows_are_counted_by_character(void **state)
{
    static const char text[] = "\x1b[1mab\u65e5\u65e5c\x1b[0me\u0301";
    struct frame frame = {.failed = false};
    struct frame_line *line;

    (void)state;
    array_init(&frame.lines, sizeof *line);
    buffer_puts(&frame.text, text);
    line = array_push(&frame.lines);
    *line = (struct frame_line){0, sizeof text - 1, 8};
    assert_int_equal(frame_rows(&frame, 0, 8), 1);
    assert_int_equal(frame_rows(&frame, 0, 7), 2);
    /* ab-, then two wide ones and so on: none of them is parted */
    assert_int_equal(frame_rows(&frame, 0, 3), 4);
    frame_release(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_has_its_values_and_keys),
        cmocka_unit_test(finished_questions_are_news_with_their_answers),
        cmocka_unit_test(a_number_is_typed_above_the_list),
        cmocka_unit_test(the_answer_so_far_is_marked),
        cmocka_unit_test(a_set_has_boxes),
        cmocka_unit_test(why_shows_the_reason),
        cmocka_unit_test(a_contradiction_has_ways_back),
        cmocka_unit_test(the_summary_shows_every_question),
        cmocka_unit_test(the_summary_that_ends_says_that_it_is_settled),
        cmocka_unit_test(an_interview_that_is_done_ends_in_an_empty_line),
        cmocka_unit_test(the_least_room_shows_the_selected_value),
        cmocka_unit_test(colours_follow_what_a_text_is),
        cmocka_unit_test(what_is_typed_ends_in_a_mark),
        cmocka_unit_test(news_are_lines_of_their_own_until_they_are_told),
        cmocka_unit_test(no_frame_is_too_wide_or_too_high),
        cmocka_unit_test(colour_changes_nothing_but_colour),
        cmocka_unit_test(wrapped_rows_are_counted_by_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * Layout: where lines break, that none ends in a blank or is too wide, what
 * colour adds, and that text of others stays harmless.
 */
#include "support.h"

#include "base/utf8.h"
#include "write/layout.h"

#include <string.h>

/* A layout over a buffer of its own. */
struct page {
    struct buffer out;
    struct layout layout;
};

static void open_page(struct page *page, unsigned width, bool colour,
                      bool ascii)
{
    const dvf_style style = {.width = width, .colour = colour, .ascii = ascii};

    page->out = (struct buffer){0};
    layout_init(&page->layout, &page->out, &style);
}

static void expect(struct page *page, const char *expected)
{
    layout_release(&page->layout);
    assert_false(page->out.failed);
    assert_string_equal(page->out.bytes, expected);
    buffer_release(&page->out);
}

static void put_paragraph(struct page *page, size_t indent, size_t hang,
                          const char *text)
{
    layout_begin(&page->layout, indent, hang);
    layout_put(&page->layout, ROLE_PLAIN, text);
    layout_end(&page->layout);
}

static void words_wrap_with_a_hanging_indent(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    put_paragraph(&page, 2, 4, "one two three four five six");
    expect(&page, "  one two three four\n"
                  "    five six\n");
}

static void a_line_may_be_full_to_the_last_column(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    put_paragraph(&page, 0, 0, "1234567890 123456789 x");
    expect(&page, "1234567890 123456789\nx\n");
}

static void pieces_without_a_blank_stick_together(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    layout_begin(&page.layout, 0, 0);
    layout_put(&page.layout, ROLE_PLAIN, "0123456789 abc");
    layout_put(&page.layout, ROLE_STRONG, "defgh");
    layout_put(&page.layout, ROLE_PLAIN, "ij.");
    layout_end(&page.layout);
    expect(&page, "0123456789\nabcdefghij.\n");
}

static void a_word_wider_than_the_line_is_not_cut(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    put_paragraph(&page, 0, 2, "see https://example.org/a/long/path ok");
    expect(&page, "see\n  https://example.org/a/long/path\n  ok\n");
}

static void no_line_ends_in_a_blank(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    put_paragraph(&page, 4, 4, "word   ");
    put_paragraph(&page, 4, 4, "");
    layout_begin(&page.layout, 0, 0);
    layout_put(&page.layout, ROLE_PLAIN, "a");
    layout_column(&page.layout, 10);
    layout_end(&page.layout);
    layout_blank(&page.layout);
    expect(&page, "    word\n\na\n\n");
}

static void wide_characters_take_two_columns(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    /* five of them and a word make 20 columns; one more wraps */
    put_paragraph(&page, 0, 0,
                  "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5"
                  " 123456789 x");
    expect(&page, "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5"
                  " 123456789\nx\n");
}

static void wide_characters_may_be_parted(void **state)
{
    struct page page;
    size_t i;

    (void)state;
    open_page(&page, 20, false, false);
    layout_begin(&page.layout, 0, 0);
    for (i = 0; i < 11; i++)
        layout_put(&page.layout, ROLE_PLAIN, "\xe6\x97\xa5");
    layout_end(&page.layout);
    assert_int_equal(strcspn(page.out.bytes, "\n"), 30);
    layout_release(&page.layout);
    buffer_release(&page.out);
}

static void kept_words_stay_on_one_line_where_they_fit(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    layout_begin(&page.layout, 0, 0);
    layout_put(&page.layout, ROLE_PLAIN, "0123456789 ");
    layout_keep(&page.layout, ROLE_ANSWER, "admin_ui: none");
    layout_put(&page.layout, ROLE_PLAIN, " ");
    layout_keep(&page.layout, ROLE_ANSWER, "a phrase wider than the line");
    layout_end(&page.layout);
    expect(&page, "0123456789\n"
                  "admin_ui: none a\n"
                  "phrase wider than\n"
                  "the line\n");
}

static void text_at_the_right_falls_below_where_it_finds_no_room(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    layout_begin(&page.layout, 0, 2);
    layout_put(&page.layout, ROLE_HEADING, "Title");
    layout_right(&page.layout, ROLE_QUIET, "7 points");
    layout_end(&page.layout);
    layout_begin(&page.layout, 0, 2);
    layout_put(&page.layout, ROLE_HEADING, "A longer title");
    layout_right(&page.layout, ROLE_QUIET, "7 points");
    layout_end(&page.layout);
    expect(&page, "Title       7 points\n"
                  "A longer title\n"
                  "  7 points\n");
}

static void columns_leave_one_blank_at_least(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    layout_begin(&page.layout, 0, 0);
    layout_put(&page.layout, ROLE_PLAIN, "ab");
    layout_column(&page.layout, 5);
    layout_put(&page.layout, ROLE_PLAIN, "cde");
    layout_column(&page.layout, 5);
    layout_put(&page.layout, ROLE_PLAIN, "f");
    layout_end(&page.layout);
    expect(&page, "ab   cde f\n");
}

static void the_margin_begins_every_line_and_counts(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, false);
    page.layout.margin = "  # ";
    put_paragraph(&page, 0, 2, "1234567890 12345 next");
    expect(&page, "  # 1234567890 12345\n  #   next\n");
}

static void colour_wraps_words_and_never_a_line_feed(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, true, false);
    layout_begin(&page.layout, 0, 2);
    layout_put(&page.layout, ROLE_STRONG, "1234567890 1234567890");
    layout_put(&page.layout, ROLE_PLAIN, " end");
    layout_end(&page.layout);
    expect(&page, "\x1b[1m1234567890\x1b[0m\n"
                  "  \x1b[1m1234567890 \x1b[0mend\n");
}

static void colour_changes_nothing_but_colour(void **state)
{
    struct page plain;
    struct page coloured;
    struct buffer stripped = {0};
    size_t i;

    (void)state;
    open_page(&plain, 24, false, false);
    open_page(&coloured, 24, true, false);
    for (i = 0; i < ROLE_COUNT; i++) {
        layout_put(&plain.layout, (enum role)i, "some words to wrap ");
        layout_put(&coloured.layout, (enum role)i, "some words to wrap ");
    }
    layout_end(&plain.layout);
    layout_end(&coloured.layout);
    for (i = 0; i < coloured.out.length; i++) {
        if (coloured.out.bytes[i] == '\x1b')
            i += strcspn(coloured.out.bytes + i, "m");
        else
            buffer_putc(&stripped, coloured.out.bytes[i]);
    }
    expect(&plain, stripped.bytes);
    layout_release(&coloured.layout);
    buffer_release(&coloured.out);
    buffer_release(&stripped);
}

static void hostile_text_is_made_harmless(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 80, true, false);
    put_paragraph(&page, 0, 0, "a\x1b[31mred\nb\xe2\x80\xae");
    expect(&page, "a\\x1b[31mred\\nb\\u202e\n");
}

static void ascii_is_kept_to(void **state)
{
    struct page page;
    size_t i;

    (void)state;
    open_page(&page, 40, false, true);
    layout_begin(&page.layout, 0, 0);
    for (i = 0; i < GLYPH_COUNT; i++)
        layout_glyph(&page.layout, ROLE_PLAIN, (enum glyph)i);
    layout_put(&page.layout, ROLE_PLAIN, " \xc3\xa9 ");
    layout_bar(&page.layout, ROLE_PLAIN, 3, 7, 10);
    layout_end(&page.layout);
    layout_rule(&page.layout, ROLE_PLAIN, GLYPH_RULE);
    for (i = 0; i < page.out.length; i++)
        assert_true((unsigned char)page.out.bytes[i] < 0x80);
    layout_release(&page.layout);
    buffer_release(&page.out);
}

static void put_bar(struct page *page, uint32_t part, uint32_t whole)
{
    layout_begin(&page->layout, 0, 0);
    layout_bar(&page->layout, ROLE_PLAIN, part, whole, 8);
    layout_end(&page->layout);
}

static void bars_are_in_proportion(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 20, false, true);
    put_bar(&page, 8, 8);
    put_bar(&page, 4, 8);
    put_bar(&page, 1, 1000);
    put_bar(&page, 0, 8);
    put_bar(&page, 0, 0);
    expect(&page, "########\n####....\n#.......\n........\n........\n");
    open_page(&page, 20, false, false);
    put_bar(&page, 2, 8);
    put_bar(&page, 5, 32);
    put_bar(&page, 1, 1000);
    put_bar(&page, 0, 8);
    expect(&page, "\u2588\u2588\n\u2588\u258e\n\u258f\n\n");
}

static void the_width_is_clamped(void **state)
{
    struct page page;

    (void)state;
    open_page(&page, 0, false, false);
    assert_int_equal(page.layout.width, LAYOUT_WIDTH_DEFAULT);
    layout_release(&page.layout);
    open_page(&page, 1, false, false);
    assert_int_equal(page.layout.width, LAYOUT_WIDTH_MIN);
    layout_release(&page.layout);
    open_page(&page, 100000, false, false);
    assert_int_equal(page.layout.width, LAYOUT_WIDTH_MAX);
    layout_release(&page.layout);
}

static void random_words_never_pass_the_width(void **state)
{
    struct random random = {42};
    struct page page;
    const char *line;
    int i;

    (void)state;
    open_page(&page, 33, false, false);
    layout_begin(&page.layout, 3, 5);
    for (i = 0; i < 5000; i++) {
        static const char *const words[] = {
            "a",       "of",
            "four",    "\xc3\xa9t\xc3\xa9",
            "seven__", "\xe6\x97\xa5\xe6\x97\xa5"};

        layout_put(&page.layout, (enum role)random_below(&random, ROLE_COUNT),
                   words[random_below(&random, COUNT(words))]);
        if (!random_once_in(&random, 4))
            layout_put(&page.layout, ROLE_PLAIN, " ");
        if (random_once_in(&random, 9))
            layout_put(&page.layout, ROLE_PLAIN, " ");
    }
    layout_end(&page.layout);
    for (line = page.out.bytes; *line != '\0';) {
        size_t length = strcspn(line, "\n");

        assert_true(length > 0 && line[length - 1] != ' ');
        if (memchr(line + 5, ' ', length - 5))
            assert_true(utf8_width(line, length) <= 33);
        line += length + 1;
    }
    layout_release(&page.layout);
    buffer_release(&page.out);
}

static void a_linear_layout_is_words_alone(void **state)
{
    const dvf_style style = {.width = 20, .linear = true};
    struct page page = {.out = {0}};

    (void)state;
    layout_init(&page.layout, &page.out, &style);
    put_paragraph(&page, 2, 4, "one two three four five six");
    layout_begin(&page.layout, 2, 4);
    layout_glyph(&page.layout, ROLE_QUIET, GLYPH_BULLET);
    layout_column(&page.layout, 5);
    layout_put(&page.layout, ROLE_PLAIN, "seven");
    layout_column(&page.layout, 12);
    layout_put(&page.layout, ROLE_PLAIN, "eight ");
    layout_glyph(&page.layout, ROLE_QUIET, GLYPH_BETWEEN);
    layout_put(&page.layout, ROLE_PLAIN, " nine");
    layout_right(&page.layout, ROLE_QUIET, "ten");
    layout_end(&page.layout);
    layout_rule(&page.layout, ROLE_QUIET, GLYPH_RULE);
    layout_begin(&page.layout, 0, 0);
    layout_put(&page.layout, ROLE_PLAIN, "eleven ");
    layout_bar(&page.layout, ROLE_PLAIN, 1, 2, 10);
    layout_end(&page.layout);
    expect(&page, "one two three four five six\n"
                  "seven eight, nine, ten\n"
                  "eleven\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_wrap_with_a_hanging_indent),
        cmocka_unit_test(a_line_may_be_full_to_the_last_column),
        cmocka_unit_test(pieces_without_a_blank_stick_together),
        cmocka_unit_test(a_word_wider_than_the_line_is_not_cut),
        cmocka_unit_test(no_line_ends_in_a_blank),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(wide_characters_may_be_parted),
        cmocka_unit_test(kept_words_stay_on_one_line_where_they_fit),
        cmocka_unit_test(text_at_the_right_falls_below_where_it_finds_no_room),
        cmocka_unit_test(columns_leave_one_blank_at_least),
        cmocka_unit_test(the_margin_begins_every_line_and_counts),
        cmocka_unit_test(colour_wraps_words_and_never_a_line_feed),
        cmocka_unit_test(colour_changes_nothing_but_colour),
        cmocka_unit_test(hostile_text_is_made_harmless),
        cmocka_unit_test(ascii_is_kept_to),
        cmocka_unit_test(bars_are_in_proportion),
        cmocka_unit_test(the_width_is_clamped),
        cmocka_unit_test(a_linear_layout_is_words_alone),
        cmocka_unit_test(random_words_never_pass_the_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

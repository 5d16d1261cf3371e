/* SPDX-License-Identifier: MIT */
/*
 * Markdown prose: lines of a width, in which no text of others opens a block,
 * ends emphasis or refers to anything.
 */
#include "support.h"

#include "write/markdown_prose.h"

#include <string.h>

/* A paragraph of one text. */
static void expect_paragraph(const char *text, size_t width,
                             const char *expected)
{
    struct buffer out = {0};
    struct prose prose = {.out = &out, .width = width};

    prose_begin(&prose, "", 0);
    prose_text(&prose, text);
    prose_end(&prose);
    prose_release(&prose);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void expect_use(void (*use)(struct prose *prose, const char *text),
                       const char *text, const char *expected)
{
    struct buffer out = {0};
    struct prose prose = {.out = &out};

    prose_begin(&prose, "* ", 2);
    use(&prose, text);
    prose_end(&prose);
    prose_release(&prose);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void expect_heading(const char *text, size_t width, const char *expected)
{
    struct buffer out = {0};
    struct prose prose = {.out = &out, .width = width};

    prose_heading(&prose, 3, text);
    prose_release(&prose);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void plain_words_stay_as_they_are(void **state)
{
    static const char text[] =
        "It's a 3.2 release: snake_case, 50 %, C++ and (so on) - \"fine\"?\n";

    (void)state;
    expect_paragraph(text, 0, text);
}

static void signs_get_a_backslash(void **state)
{
    (void)state;
    expect_paragraph("a*b `c` [d](e) <f> g|h i\\j _k_ l#", 0,
                     "a\\*b \\`c\\` \\[d\\](e) \\<f\\> g\\|h i\\\\j \\_k\\_ "
                     "l\\#\n");
    expect_paragraph("<!-- dvf:end context -->", 0,
                     "\\<&#33;<!---->-- dvf&#58;<!---->end context --\\>\n");
}

static void references_of_hosts_are_taken_apart(void **state)
{
    (void)state;
    expect_paragraph("@me #12 :x: $a$ &amp; ~b {{c}} www.d.e https://f", 0,
                     "&#64;<!---->me &#35;<!---->12 &#58;<!---->x: "
                     "&#36;<!---->a\\$ &#38;<!---->amp; &#126;<!---->b "
                     "&#123;&#123;c&#125;&#125; www\\.d.e "
                     "https&#58;<!---->//f\n");
}

static void lines_break_at_blanks_of_any_kind(void **state)
{
    (void)state;
    expect_paragraph("one two\nthree\tfour  five", 9,
                     "one two\nthree\nfour five\n");
    expect_paragraph("alongwordalone and more", 9,
                     "alongwordalone\nand more\n");
    expect_paragraph("\xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9 x", 5,
                     "\xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9\nx\n");
}

static void no_line_opens_a_block(void **state)
{
    (void)state;
    expect_paragraph("- a", 0, "\\- a\n");
    expect_paragraph("aa - + = 1. 22) # > --- ===", 2,
                     "aa\n\\-\n\\+\n\\=\n1\\.\n22\\)\n\\#\n\\>\n\\---\n"
                     "\\===\n");
    expect_paragraph("1.5 12345", 0, "1.5 12345\n");
    expect_paragraph("a ``` ~~~ *** : x", 2,
                     "a\n\\`\\`\\`\n&#126;<!---->&#126;<!---->\\~\n"
                     "\\*\\*\\*\n\\:\nx\n");
}

static void hostile_characters_are_shown(void **state)
{
    (void)state;
    expect_paragraph("a\x1b[0m \xe2\x80\xae!", 0, "a\\\\x1b\\[0m \\\\u202e!\n");
}

static void emphasis_stands_against_its_words(void **state)
{
    (void)state;
    expect_use(prose_strong, "Open: ", "* **Open:**\n");
    expect_use(prose_strong, " a*b ", "* **a\\*b**\n");
    expect_use(prose_strong, "  ", "* \n");
}

static void code_is_code_where_it_can_be(void **state)
{
    (void)state;
    expect_use(prose_code, "admin_ui: a, b", "* `admin_ui: a, b`\n");
    expect_use(prose_code, "a`b", "* a\\`b\n");
    expect_use(prose_code, "a  b", "* a b\n");
    expect_use(prose_code, "a - b", "* a - b\n");
    expect_use(prose_code, "1. b", "* 1\\. b\n");
    expect_use(prose_code, "", "* \n");
}

static void plain_addresses_are_links(void **state)
{
    (void)state;
    expect_use(prose_link, "https://a.b/c?d=e&f#g",
               "* <https://a.b/c?d=e&f#g>\n");
    expect_use(prose_link, "https://a.b/>", "* https&#58;<!---->//a.b/\\>\n");
    expect_use(prose_link, "javascript:x", "* javascript&#58;<!---->x\n");
}

static void headings_are_one_line(void **state)
{
    (void)state;
    expect_heading("a\nb  # c #", 80, "### a b \\# c \\#\n");
    expect_heading(" - a", 80, "### - a\n");
    expect_heading("End.", 80, "### End&#46;\n");
    expect_heading("\xe7\xb5\x82\xe3\x80\x82", 80,
                   "### \xe7\xb5\x82&#12290;\n");
    expect_heading("abcdefgh", 12, "### abcdefgh\n");
    expect_heading("abcdefghi", 12, "### abcdefg\xe2\x80\xa6\n");
    expect_heading("abcdef**", 12, "### abcdef\xe2\x80\xa6\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stay_as_they_are),
        cmocka_unit_test(signs_get_a_backslash),
        cmocka_unit_test(references_of_hosts_are_taken_apart),
        cmocka_unit_test(lines_break_at_blanks_of_any_kind),
        cmocka_unit_test(no_line_opens_a_block),
        cmocka_unit_test(hostile_characters_are_shown),
        cmocka_unit_test(emphasis_stands_against_its_words),
        cmocka_unit_test(code_is_code_where_it_can_be),
        cmocka_unit_test(plain_addresses_are_links),
        cmocka_unit_test(headings_are_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

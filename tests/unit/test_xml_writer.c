/* SPDX-License-Identifier: MIT */
/*
 * The XML writer: its shape is fixed to the byte, and no text can break it.
 */
#include "support.h"

#include "write/xml_writer.h"

#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void expect(struct buffer *out, const char *expected)
{
    assert_false(out->failed);
    assert_memory_equal(out->bytes, DECLARATION, sizeof DECLARATION - 1);
    assert_string_equal(out->bytes + sizeof DECLARATION - 1, expected);
    buffer_release(out);
}

static void expect_text(const char *text, const char *expected)
{
    struct buffer out = {0};
    struct buffer wanted = {0};
    struct xml_writer xml;

    xml_init(&xml, &out);
    xml_begin(&xml, "a");
    xml_attribute(&xml, "b", text);
    xml_line(&xml, text);
    xml_end(&xml);
    buffer_printf(&wanted, "<a b=\"%s\">\n%s\n</a>\n", expected, expected);
    expect(&out, wanted.bytes);
    buffer_release(&wanted);
}

static void elements_are_indented_and_empty_ones_are_short(void **state)
{
    struct buffer out = {0};
    struct xml_writer xml;

    (void)state;
    xml_init(&xml, &out);
    xml_begin(&xml, "a");
    xml_number(&xml, "n", 3);
    xml_begin(&xml, "b");
    xml_end(&xml);
    xml_begin(&xml, "c");
    xml_attribute(&xml, "none", NULL);
    xml_attribute(&xml, "some", "x");
    xml_line(&xml, "one");
    xml_line(&xml, "two");
    xml_end(&xml);
    xml_begin(&xml, "d");
    xml_begin(&xml, "e");
    xml_end(&xml);
    xml_end(&xml);
    xml_end(&xml);
    expect(&out, "<a n=\"3\">\n"
                 "  <b/>\n"
                 "  <c some=\"x\">\n"
                 "one\n"
                 "two\n"
                 "  </c>\n"
                 "  <d>\n"
                 "    <e/>\n"
                 "  </d>\n"
                 "</a>\n");
}

static void markup_becomes_references(void **state)
{
    (void)state;
    expect_text("<b c=\"d\" e='f'>&amp;</b>",
                "&lt;b c=&quot;d&quot; e=&apos;f&apos;&gt;&amp;amp;&lt;/b&gt;");
    expect_text("]]>", "]]&gt;");
    expect_text("<![CDATA[", "&lt;![CDATA[");
}

static void what_xml_forbids_becomes_escapes(void **state)
{
    (void)state;
    expect_text("\x01\x1b\x7f", "\\x01\\x1b\\x7f");
    expect_text("a\r\n\tb", "a\\r\\n\\tb");
    expect_text("\xe2\x80\xae\xef\xbf\xbf", "\\u202e\\uffff");
    expect_text("\xff&\xc3", "\\xff&amp;\\xc3");
}

static void other_characters_stay(void **state)
{
    (void)state;
    expect_text("", "");
    expect_text("\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80",
                "\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80");
    expect_text("a: b #1 [2] ##", "a: b #1 [2] ##");
}

static void commands_of_build_services_are_broken_up(void **state)
{
    (void)state;
    expect_text("##[error]", "&#35;#[error]");
    expect_text("###[", "#&#35;#[");
    expect_text("::error::x", "&#58;:error&#58;:x");
    expect_text("  :::", "  &#58;&#58;:");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_are_indented_and_empty_ones_are_short),
        cmocka_unit_test(markup_becomes_references),
        cmocka_unit_test(what_xml_forbids_becomes_escapes),
        cmocka_unit_test(other_characters_stay),
        cmocka_unit_test(commands_of_build_services_are_broken_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

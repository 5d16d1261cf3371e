/* SPDX-License-Identifier: MIT */
/*
 * Marked texts: parts are found between their markers whatever the line breaks,
 * markers within code and front matter count for nothing, and every mistake is
 * told with its line.
 */
#include "check/marked.h"

#include "support.h"

#include <string.h>

#define B(name) "<!-- dvf:begin " name " -->\n"
#define E(name) "<!-- dvf:end " name " -->\n"

static dvf_status read_text(const char *text, size_t length,
                            struct marked *marked, dvf_diagnostics *list)
{
    diagnostics_input(list, "r.md", text, length);
    dvf_status status = marked_read(marked, text, length, list);
    diagnostics_input_end(list);
    return status;
}

/* The text is refused, for exactly these reasons. */
static void is_refused(const char *text, const struct expected *expected,
                       size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct marked marked = {0};

    assert_int_equal(read_text(text, strlen(text), &marked, list), DVF_INVALID);
    expect_list(list, expected, count);
    dvf_diagnostics_free(list);
}

static struct marked is_read(const char *text)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct marked marked = {0};

    if (read_text(text, strlen(text), &marked, list) != DVF_OK)
        fail_msg("%s", dvf_diagnostics_at(list, 0)->message);
    dvf_diagnostics_free(list);
    return marked;
}

static void holds(const struct marked *marked, enum record_part part,
                  uint32_t line, const char *text)
{
    const struct marked_region *region = &marked->parts[part];

    assert_int_equal(region->begin, line);
    assert_int_equal(region->end - region->start, strlen(text));
    assert_memory_equal(marked->bytes + region->start, text, strlen(text));
}

static void parts_are_found_whatever_the_line_breaks(void **state)
{
    struct marked marked = is_read("# T\n" B("context") "a\nb\n" E("context")
                                       B("answers") E("answers") "end");

    (void)state;
    holds(&marked, RECORD_CONTEXT, 2, "a\nb\n");
    holds(&marked, RECORD_ANSWERS, 6, "");
    assert_int_equal(marked.parts[RECORD_OUTCOME].begin, 0);
    marked = is_read("\xEF\xBB\xBF<!-- dvf:begin context -->  \r\na\r\n"
                     "<!-- dvf:end context -->\t");
    holds(&marked, RECORD_CONTEXT, 1, "a\r\n");
    marked = is_read("x\r<!-- dvf:begin context -->\ra\r"
                     "<!-- dvf:end context -->\r");
    holds(&marked, RECORD_CONTEXT, 2, "a\r");
}

static void code_and_front_matter_hold_no_markers(void **state)
{
    static const char text[] = "---\n"
                               "<!-- dvf:begin context -->\n"
                               "```\n"
                               "---\n"
                               "````md\n"
                               "<!-- dvf:begin context -->\n"
                               "```\n"
                               "<!-- dvf:end context -->\n"
                               "````\n"
                               "   ~~~ info ` \n"
                               "<!-- dvf:end answers -->\n"
                               "~~~~\n"
                               "``` not a fence `\n"
                               "<!-- dvf:begin answers -->\n"
                               "    ```\n"
                               "<!-- dvf:end answers -->\n"
                               "```\n"
                               "<!-- dvf:begin drivers -->\n"
                               "```\t\n";
    struct marked marked = is_read(text);

    (void)state;
    holds(&marked, RECORD_ANSWERS, 14, "    ```\n");
    assert_int_equal(marked.parts[RECORD_CONTEXT].begin, 0);
    assert_int_equal(marked.parts[RECORD_DRIVERS].begin, 0);
}

static void a_rule_in_the_first_line_is_no_front_matter(void **state)
{
    struct marked marked = is_read("---\n" B("context") E("context"));

    (void)state;
    holds(&marked, RECORD_CONTEXT, 2, "");
}

static void a_text_without_markers_has_none(void **state)
{
    struct marked marked = is_read("# dvf:begin\n<!-- dvf -->\n"
                                   "`<!-- dvf:begin context -->`\n");

    (void)state;
    assert_false(marked.any);
    assert_true(is_read(B("context") E("context")).any);
}

static void markers_without_their_other_end_are_mistakes(void **state)
{
    static const struct expected no_end[] = {
        {2, 1, "structure", "'context' begins, but ends nowhere",
         "<!-- dvf:end context -->"}};
    static const struct expected no_begin[] = {
        {1, 1, "structure", "'context' ends here, but begins nowhere",
         "<!-- dvf:begin context -->"}};
    static const struct expected in_code[] = {
        {1, 1, "structure", "'context' begins, but ends nowhere", NULL}};

    (void)state;
    is_refused("x\n" B("context") "y\n", no_end, 1);
    is_refused(E("context"), no_begin, 1);
    is_refused(B("context") "```\n" E("context"), in_code, 1);
}

static void doubled_and_nested_markers_are_mistakes(void **state)
{
    static const struct expected doubled[] = {
        {3, 1, "duplicate-id", "'context' stands twice, first in line 1",
         "keep one"}};
    static const struct expected nested[] = {
        {2, 1, "structure", "'drivers' begins within the part 'context'",
         "<!-- dvf:end context -->"}};
    static const struct expected twice[] = {
        {3, 1, "structure", "'context' ends twice", NULL}};

    (void)state;
    is_refused(B("context") E("context") B("context") E("context"), doubled, 1);
    is_refused(B("context") B("drivers") E("drivers") E("context"), nested, 1);
    is_refused(B("context") E("context") E("context"), twice, 1);
}

static void misspelt_markers_are_mistakes(void **state)
{
    static const struct expected name[] = {
        {1, 1, "unknown-id", "no part named 'contxt'", "'context'"},
        {2, 1, "unknown-id", "no part named 'contxt'", "'context'"}};
    static const struct expected form[] = {
        {1, 1, "syntax", "nearly a marker", "dvf:begin NAME"},
        {2, 1, "syntax", "nearly a marker", NULL},
        {3, 1, "syntax", "nearly a marker", NULL},
        {4, 1, "syntax", "nearly a marker", NULL}};

    (void)state;
    is_refused(B("contxt") E("contxt"), name, 2);
    is_refused("<!--dvf:begin context-->\n <!-- dvf:end context -->\n"
               "<!-- DVF: begin context -->\n<!-- dvf:end context --> x\n",
               form, 4);
}

static void characters_that_no_input_may_hold_are_mistakes(void **state)
{
    static const char text[] = "a\0b\n\xff\n\xe2\x80\xae\n" B("context")
        E("context");
    static const struct expected expected[] = {
        {1, 2, "character", "NUL", NULL},
        {2, 1, "encoding", "0xFF", NULL},
        {3, 1, "character", "U+202E", NULL}};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct marked marked = {0};

    (void)state;
    assert_int_equal(read_text(text, sizeof text - 1, &marked, list),
                     DVF_INVALID);
    expect_list(list, expected, 3);
    dvf_diagnostics_free(list);
    assert_false(is_read("a \xff b\n").any);
}

static void parts_are_renewed_in_the_line_breaks_of_the_text(void **state)
{
    struct marked old = is_read("\xEF\xBB\xBF# T\r\n"
                                "<!-- dvf:begin drivers -->\r\n"
                                "old\r\n"
                                "<!-- dvf:end drivers -->\r\n"
                                "ours\n"
                                "<!-- dvf:begin context --> \n"
                                "<!-- dvf:end context -->");
    struct marked fresh = is_read("<!-- dvf:begin context -->\n"
                                  "<!-- dvf:end context -->\n"
                                  "<!-- dvf:begin drivers -->\n"
                                  "\n"
                                  "new\n"
                                  "<!-- dvf:end drivers -->\n");
    bool changed[RECORD_PART_COUNT];
    struct buffer out = {0};

    (void)state;
    marked_renew(&old, &fresh, &out, changed);
    assert_string_equal(out.bytes, "\xEF\xBB\xBF# T\r\n"
                                   "<!-- dvf:begin drivers -->\r\n"
                                   "\r\n"
                                   "new\r\n"
                                   "<!-- dvf:end drivers -->\r\n"
                                   "ours\n"
                                   "<!-- dvf:begin context --> \n"
                                   "<!-- dvf:end context -->");
    assert_true(changed[RECORD_DRIVERS]);
    assert_false(changed[RECORD_CONTEXT]);
    buffer_release(&out);
}

static void a_fence_is_found_by_its_info_string(void **state)
{
    struct marked marked = is_read("<!-- dvf:begin answers -->\n"
                                   "```text\n"
                                   "```yaml\n"
                                   "```\n"
                                   "\n"
                                   "```yaml \n"
                                   "a: 1\n"
                                   "```\n"
                                   "<!-- dvf:end answers -->\n"
                                   "```yaml\n"
                                   "```\n");
    struct marked_fence fence = {0};

    (void)state;
    assert_true(marked_find_fence(&marked, RECORD_ANSWERS, "yaml", &fence));
    assert_int_equal(fence.line, 7);
    assert_int_equal(fence.end - fence.start, 5);
    assert_memory_equal(marked.bytes + fence.start, "a: 1\n", 5);
    assert_false(marked_find_fence(&marked, RECORD_ANSWERS, "json", &fence));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_found_whatever_the_line_breaks),
        cmocka_unit_test(code_and_front_matter_hold_no_markers),
        cmocka_unit_test(a_rule_in_the_first_line_is_no_front_matter),
        cmocka_unit_test(a_text_without_markers_has_none),
        cmocka_unit_test(markers_without_their_other_end_are_mistakes),
        cmocka_unit_test(doubled_and_nested_markers_are_mistakes),
        cmocka_unit_test(misspelt_markers_are_mistakes),
        cmocka_unit_test(characters_that_no_input_may_hold_are_mistakes),
        cmocka_unit_test(parts_are_renewed_in_the_line_breaks_of_the_text),
        cmocka_unit_test(a_fence_is_found_by_its_info_string),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

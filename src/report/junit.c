/* SPDX-License-Identifier: MIT */
/*
 * JUnit XML: a test case for each profile. One that is not evaluated is an
 * error; one that passes without a decision to hold against anything is
 * skipped, as is one without enough answers, be they waived: neither may look
 * like a success.
 */
#include "report/check_view.h"
#include "write/xml_writer.h"

#define SUITE_NAME "dvf check"

enum standing {
    STANDING_PASSED,
    STANDING_FAILED,
    STANDING_ERROR,
    STANDING_SKIPPED,
    STANDING_COUNT
};

/* A report that is being written. */
struct junit {
    struct xml_writer xml;
    struct buffer text;
};

static enum standing standing_of(const struct check_result *result)
{
    if (result->outcome == CHECK_ERROR)
        return STANDING_ERROR;
    if (result->fails)
        return STANDING_FAILED;
    if (result->unwaived == CHECK_NO_DECISION ||
        result->unwaived == CHECK_UNDECIDED)
        return STANDING_SKIPPED;
    return STANDING_PASSED;
}

static void put_counts(struct xml_writer *xml, const size_t *counts,
                       size_t total)
{
    xml_number(xml, "tests", total);
    xml_number(xml, "failures", counts[STANDING_FAILED]);
    xml_number(xml, "errors", counts[STANDING_ERROR]);
    xml_number(xml, "skipped", counts[STANDING_SKIPPED]);
}

/* A line of what the buffer holds, which is empty then. */
static void put_line(struct junit *junit)
{
    if (!junit->text.failed)
        xml_line(&junit->xml, junit->text.bytes);
    buffer_clear(&junit->text);
}

static void put_finding_lines(struct junit *junit,
                              const struct check_finding *finding)
{
    uint32_t i;

    buffer_printf(&junit->text, "%s: ", check_level_word(finding->level));
    finding_append_place(&junit->text, &finding->place);
    buffer_puts(&junit->text, ": ");
    finding_append(&junit->text, finding);
    if (finding->kind != CHECK_ERROR) /* whose message names its own code */
        buffer_printf(&junit->text, " [%s]", check_finding_word(finding->kind));
    put_line(junit);
    for (i = 0; i < finding->related_count; i++) {
        buffer_puts(&junit->text, "  related: ");
        finding_append_place(&junit->text, &finding->related[i]);
        buffer_printf(&junit->text, ": %s", finding->related[i].message);
        put_line(junit);
    }
}

static void put_findings(struct junit *junit, const struct check_result *result,
                         bool errors)
{
    uint32_t i;

    for (i = 0; i < result->findings_count; i++)
        if ((result->findings[i].level == CHECK_LEVEL_ERROR) == errors)
            put_finding_lines(junit, &result->findings[i]);
}

/* First finding that fails: of the outcome, or of the lock alone. */
static const struct check_finding *cause_of(const struct check_result *result)
{
    bool any = result->findings_count > 0 &&
               result->findings[0].level == CHECK_LEVEL_ERROR;

    return any ? &result->findings[0] : NULL;
}

static void put_failure(struct junit *junit, const char *element,
                        const struct check_result *result)
{
    const struct check_finding *cause = cause_of(result);

    xml_begin(&junit->xml, element);
    xml_attribute(&junit->xml, "type",
                  cause ? check_finding_word(cause->kind)
                        : check_outcome_word(result->outcome));
    xml_attribute(&junit->xml, "message",
                  cause ? cause->message : result->message);
    put_findings(junit, result, true);
    xml_end(&junit->xml);
}

/* Does no finding tell of an outcome that is worth telling? A policy may let
 * pass what otherwise fails. */
static bool is_silent(const struct check_result *result)
{
    uint32_t i;

    for (i = 0; i < result->findings_count; i++)
        if (result->findings[i].kind == (unsigned)result->outcome)
            return false;
    return result->outcome != CHECK_AGREES;
}

/* Is there a finding, an outcome or a weak gate to tell beside failures? */
static bool has_output(const struct check_result *result)
{
    uint32_t i;

    for (i = 0; i < result->findings_count; i++)
        if (result->findings[i].level != CHECK_LEVEL_ERROR)
            return true;
    return is_silent(result) || result->weaker_count > 0;
}

static void put_output(struct junit *junit, const struct check_result *result)
{
    if (!has_output(result))
        return;
    xml_begin(&junit->xml, "system-out");
    if (is_silent(result)) {
        buffer_printf(&junit->text, "%s: %s",
                      check_outcome_word(result->outcome), result->message);
        put_line(junit);
    }
    put_findings(junit, result, false);
    if (result->weaker_count > 0) {
        buffer_puts(&junit->text, "passes only by ");
        check_view_append_only_by(&junit->text, result);
        put_line(junit);
    }
    xml_end(&junit->xml);
}

static void put_case(struct junit *junit, const struct check_result *result)
{
    const char *name = check_view_name(result);

    xml_begin(&junit->xml, "testcase");
    xml_attribute(&junit->xml, "name", name ? name : result->file);
    xml_attribute(&junit->xml, "classname", result->file);
    xml_attribute(&junit->xml, "file", result->file);
    switch (standing_of(result)) {
    case STANDING_FAILED:
        put_failure(junit, "failure", result);
        break;
    case STANDING_ERROR:
        put_failure(junit, "error", result);
        break;
    case STANDING_SKIPPED:
        xml_begin(&junit->xml, "skipped");
        xml_attribute(&junit->xml, "message", result->message);
        xml_end(&junit->xml);
        break;
    case STANDING_PASSED:
    case STANDING_COUNT:
        break;
    }
    put_output(junit, result);
    xml_end(&junit->xml);
}

static void put_property(struct junit *junit, const char *name,
                         const char *value)
{
    xml_begin(&junit->xml, "property");
    xml_attribute(&junit->xml, "name", name);
    xml_attribute(&junit->xml, "value", value);
    xml_end(&junit->xml);
}

static void put_properties(struct junit *junit,
                           const struct check_report *report)
{
    const char *knowledge = report->knowledge.says;

    check_view_append_weaker(&junit->text, report);
    bool is_weaker = junit->text.length > 0 && !junit->text.failed;
    if (is_weaker || knowledge) {
        xml_begin(&junit->xml, "properties");
        if (is_weaker)
            put_property(junit, "weaker-gate", junit->text.bytes);
        if (knowledge)
            put_property(junit, "other-knowledge", knowledge);
        xml_end(&junit->xml);
    }
    buffer_clear(&junit->text);
}

void check_report_junit(const struct check_report *report, struct buffer *out)
{
    struct junit junit = {0};
    size_t counts[STANDING_COUNT] = {0};
    size_t i;

    for (i = 0; i < report->count; i++)
        counts[standing_of(&report->results[i])]++;
    xml_init(&junit.xml, out);
    xml_begin(&junit.xml, "testsuites");
    xml_attribute(&junit.xml, "name", SUITE_NAME);
    put_counts(&junit.xml, counts, report->count);
    xml_begin(&junit.xml, "testsuite");
    xml_attribute(&junit.xml, "name", SUITE_NAME);
    put_counts(&junit.xml, counts, report->count);
    put_properties(&junit, report);
    for (i = 0; i < report->count && sink_spill(report->sink, out); i++) {
        put_case(&junit, &report->results[i]);
    }
    xml_end(&junit.xml);
    xml_end(&junit.xml);
    if (junit.text.failed)
        out->failed = true;
    buffer_release(&junit.text);
}

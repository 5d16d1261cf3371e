/* SPDX-License-Identifier: MIT */
/*
 * Editing the lists of profiles, and profiles that are JSON: a list keeps its
 * style and its comments, JSON stays JSON.
 */
#include "editing.h"
#include "support.h"

static void a_list_in_brackets_is_replaced(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  parts: [ wheel , door ,] # both\n",
                    "parts=roof", EDITING_HEAD "  parts: [ roof, ] # both\n");
    editing_becomes(EDITING_HEAD "  parts: [] # none\n", "parts=wheel,roof",
                    EDITING_HEAD "  parts: [wheel, roof] # none\n");
    editing_becomes(EDITING_HEAD "  parts: ['wheel',\"door\"]# both\n",
                    "parts=", EDITING_HEAD "  parts: []# both\n");
}

static void a_list_of_lines_stays_one(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  parts:\n    - wheel\n    - door\n  size: large\n",
        "parts=door,roof",
        EDITING_HEAD "  parts:\n    - door\n    - roof\n  size: large\n");
    editing_becomes(EDITING_HEAD "  parts:\n  -   'wheel'\n  size: large\n",
                    "parts=roof",
                    EDITING_HEAD "  parts:\n  -   roof\n  size: large\n");
    editing_becomes(EDITING_HEAD "  parts:\n    - wheel\n    - door",
                    "parts=wheel", EDITING_HEAD "  parts:\n    - wheel");
    editing_becomes(EDITING_HEAD "  parts:\n    - wheel", "parts=wheel,door",
                    EDITING_HEAD "  parts:\n    - wheel\n    - door");
    editing_becomes(
        "profile: p\r\nanswers:\r\n  parts:\r\n  - wheel\r\n  - door\r\n",
        "parts=roof,wheel",
        "profile: p\r\nanswers:\r\n  parts:\r\n  - wheel\r\n  - roof\r\n");
    editing_becomes(EDITING_HEAD "  parts:\n    - wheel\n    - door\n",
                    "parts=", EDITING_HEAD "  parts: []\n");
    editing_becomes(EDITING_HEAD "  parts:\n    - wheel\n    - door\n",
                    "parts=unknown", EDITING_HEAD "  parts: unknown\n");
}

static void odd_lists_of_lines_become_one_line(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  parts:\n    -\n      wheel\n    - door\n",
                    "parts=roof", EDITING_HEAD "  parts: [roof]\n");
    editing_becomes(EDITING_HEAD "  parts:\n    - # x\n      wheel\n",
                    "parts=roof", EDITING_HEAD "  parts: [roof]\n    # x\n");
}

static void the_comments_of_a_list_stay(void **state)
{
    static const char lines[] = EDITING_HEAD "  parts: # these\n"
                                             "    # before\n"
                                             "    - wheel   # one\n"
                                             "\n"
                                             "    # between\n"
                                             "    - 'door' # two # still\n"
                                             "    # behind\n"
                                             "  size: large\n";

    (void)state;
    editing_becomes(
        EDITING_HEAD
        "  parts:\n    - wheel\n    - door  # last\n  size: large\n",
        "parts=roof",
        EDITING_HEAD "  parts:\n    - roof\n    # last\n  size: large\n");
    editing_becomes(lines, "parts=wheel,roof,door",
                    EDITING_HEAD "  parts: # these\n"
                                 "    # before\n"
                                 "    - wheel   # one\n"
                                 "\n"
                                 "    # between\n"
                                 "    - 'door' # two # still\n"
                                 "    - roof\n"
                                 "    # behind\n"
                                 "  size: large\n");
    editing_becomes(lines, "parts=roof,wheel",
                    EDITING_HEAD "  parts: # these\n"
                                 "    # before\n"
                                 "    - wheel   # one\n"
                                 "    - roof\n"
                                 "\n"
                                 "    # between\n"
                                 "    # two # still\n"
                                 "    # behind\n"
                                 "  size: large\n");
    editing_becomes(lines, "parts=door",
                    EDITING_HEAD "  parts: # these\n"
                                 "    # before\n"
                                 "    # one\n"
                                 "\n"
                                 "    # between\n"
                                 "    - 'door' # two # still\n"
                                 "    # behind\n"
                                 "  size: large\n");
}

static void the_comments_in_brackets_stay(void **state)
{
    static const char text[] = EDITING_HEAD "  parts: [ # these\n"
                                            "    wheel, # one\n"
                                            "    \"door\"\n"
                                            "    # between\n"
                                            "  ] # behind\n"
                                            "  size: large\n";

    (void)state;
    editing_becomes(text, "parts=roof",
                    EDITING_HEAD "  parts: [ # these\n"
                                 "    # one\n"
                                 "    # between\n"
                                 "    roof\n"
                                 "  ] # behind\n"
                                 "  size: large\n");
    editing_becomes(text, "parts=roof,door",
                    EDITING_HEAD "  parts: [ # these\n"
                                 "    # one\n"
                                 "    \"door\",\n"
                                 "    roof\n"
                                 "    # between\n"
                                 "  ] # behind\n"
                                 "  size: large\n");
    editing_becomes(text, "parts=",
                    EDITING_HEAD "  parts: [ # these\n"
                                 "    # one\n"
                                 "    # between\n"
                                 "  ] # behind\n"
                                 "  size: large\n");
    editing_becomes(
        "profile: p\r\nanswers:\r\n  parts: [wheel, # x\r\n    door # "
        "y\r\n  ]\r\n",
        "parts=roof,door",
        "profile: p\r\nanswers:\r\n  parts: [ # x\r\n    door, # "
        "y\r\n    roof\r\n  ]\r\n");
}

static void a_list_over_lines_stays_one(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD
                    "  parts: [\n    wheel,\n    door\n  ]\n  size: large\n",
                    "parts=roof",
                    EDITING_HEAD "  parts: [\n    roof\n  ]\n  size: large\n");
    editing_becomes(EDITING_HEAD "  parts: [\n    wheel,\n    door,\n  ]\n",
                    "parts=roof,door",
                    EDITING_HEAD "  parts: [\n    door,\n    roof,\n  ]\n");
    editing_becomes(EDITING_HEAD "  parts: [wheel,\n    door]\n", "parts=wheel",
                    EDITING_HEAD "  parts: [wheel]\n");
    editing_becomes("profile: p\nanswers: {parts: [\n wheel], size: large}\n",
                    "parts=roof",
                    "profile: p\nanswers: {parts: [\n roof], size: large}\n");
}

static void json_stays_json(void **state)
{
    (void)state;
    editing_becomes(
        "{\"profile\":\"p\",\"answers\":{\"colour\":\"red\"}}",
        "colour=none size=large parts=wheel,door speed=5 loud=true",
        "{\"profile\":\"p\",\"answers\":{\"colour\":\"none\",\"size\":"
        "\"large\",\"speed\":5,\"parts\":[\"wheel\",\"door\"],\"loud\":"
        "true}}");
    editing_becomes("{\"profile\": \"p\", \"answers\": {}}\n",
                    "colour=red speed=007",
                    "{\"profile\": \"p\", \"answers\": {\"colour\": \"red\", "
                    "\"speed\": \"007\"}}\n");
    editing_becomes("{\"answers\": {\"parts\": [\"wheel\"], \"loud\": true}, "
                    "\"profile\": \"p\"}\n",
                    "parts=door,roof loud=false size=unknown",
                    "{\"answers\": {\"parts\": [\"door\", \"roof\"], \"loud\": "
                    "false}, \"profile\": \"p\"}\n");
}

static void json_of_several_lines_keeps_them(void **state)
{
    (void)state;
    editing_becomes("{\n  \"profile\": \"p\",\n  \"answers\": {\n"
                    "    \"colour\": \"red\"\n  }\n}\n",
                    "size=large parts=wheel",
                    "{\n  \"profile\": \"p\",\n  \"answers\": {\n"
                    "    \"colour\": \"red\",\n    \"size\": \"large\",\n"
                    "    \"parts\": [\"wheel\"]\n  }\n}\n");
    editing_becomes("{\r\n\t\"answers\": {},\r\n\t\"profile\": \"p\"\r\n}",
                    "size=large colour=red",
                    "{\r\n\t\"answers\": {\r\n\t\t\"colour\": \"red\",\r\n"
                    "\t\t\"size\": \"large\"\r\n\t},\r\n\t\"profile\": "
                    "\"p\"\r\n}");
    editing_becomes("{\n  \"profile\": \"p\",\n  \"answers\": {\n  }\n}\n",
                    "size=large",
                    "{\n  \"profile\": \"p\",\n  \"answers\": {\n"
                    "    \"size\": \"large\"\n  }\n}\n");
    editing_becomes(
        "{\n  \"profile\": \"p\",\n  \"answers\": {\n    \"parts\": [\n"
        "      \"wheel\",\n      \"door\"\n    ]\n  }\n}\n",
        "parts=roof,wheel",
        "{\n  \"profile\": \"p\",\n  \"answers\": {\n    \"parts\": [\n"
        "      \"wheel\",\n      \"roof\"\n    ]\n  }\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_in_brackets_is_replaced),
        cmocka_unit_test(a_list_of_lines_stays_one),
        cmocka_unit_test(odd_lists_of_lines_become_one_line),
        cmocka_unit_test(the_comments_of_a_list_stay),
        cmocka_unit_test(the_comments_in_brackets_stay),
        cmocka_unit_test(a_list_over_lines_stays_one),
        cmocka_unit_test(json_stays_json),
        cmocka_unit_test(json_of_several_lines_keeps_them),
    };

    return cmocka_run_group_tests(tests, editing_begin, editing_end);
}

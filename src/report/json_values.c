/* SPDX-License-Identifier: MIT */
/*
 * JSON reports: members that their parts share.
 */
#include "report/json.h"

void json_member(struct json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

void json_number(struct json_writer *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_integer(json, number);
}

void json_flag(struct json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_boolean(json, value);
}

void json_text(struct json_writer *json, const char *key, const dvf_kb *kb,
               kb_text text)
{
    json_key(json, key);
    json_string(json, kb_string(kb, text));
}

void json_optional(struct json_writer *json, const char *key, const dvf_kb *kb,
                   kb_text text)
{
    json_key(json, key);
    json_string(json, text != 0 ? kb_string(kb, text) : NULL);
}

void json_claim_ids(struct json_writer *json, const dvf_kb *kb,
                    struct kb_range claims)
{
    const uint32_t *items = kb_index(kb, claims);
    uint32_t i;

    json_key(json, "claims");
    json_begin_array(json);
    for (i = 0; i < claims.count; i++)
        json_string(json, kb_string(kb, kb_claims(kb)[items[i]].id));
    json_end(json);
}

void json_at(struct json_writer *json, const struct position *at)
{
    json_key(json, "at");
    if (!at || at->line == 0) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    json_number(json, "line", at->line);
    json_number(json, "column", at->column);
    json_end(json);
}

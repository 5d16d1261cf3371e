/* SPDX-License-Identifier: MIT */
/*
 * JSON report: members that its parts share.
 */
#include "report/json.h"

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

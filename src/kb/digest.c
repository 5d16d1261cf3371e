/* SPDX-License-Identifier: MIT */
/*
 * Digest that identifies a knowledge base.
 */
#include "base/sha256.h"
#include "kb/block.h"

void kb_digest(const dvf_kb *kb, char text[SHA256_HEX_SIZE])
{
    if (kb_source_count(kb) > 0)
        sha256_text(kb_source(kb), kb_source_count(kb), text);
    else
        sha256_hex(kb->digest, text);
}

void kb_seal(dvf_kb *kb)
{
    sha256_hash(kb_source(kb), kb_source_count(kb), kb->digest);
    kb->size = kb->sections[KB_SECTION_source].first;
    kb->sections[KB_SECTION_source].count = 0;
}

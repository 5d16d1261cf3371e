/* SPDX-License-Identifier: MIT */
/*
 * The digest by which a knowledge base is known.
 */
#include "kb/block.h"

#include <sha256.h>
#include <string.h>

static void hash(const dvf_kb *kb, uint8_t digest[SHA256_DIGEST_LENGTH])
{
    SHA256_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)kb_source(kb), kb_source_count(kb));
    SHA256Final(digest, &context);
}

void kb_digest(const dvf_kb *kb, char text[KB_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_LENGTH];

    if (kb_source_count(kb) > 0)
        hash(kb, digest);
    else
        memcpy(digest, kb->digest, sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[KB_DIGEST_SIZE - 1] = '\0';
}

void kb_seal(dvf_kb *kb)
{
    hash(kb, kb->digest);
    kb->size = kb->sections[KB_SECTION_source].first;
    kb->sections[KB_SECTION_source].count = 0;
}

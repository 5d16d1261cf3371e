/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 as text, by libmd.
 */
#include "base/sha256.h"

#include <sha256.h>

void sha256_hash(const void *bytes, size_t length, uint8_t digest[SHA256_BYTES])
{
    SHA256_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, bytes, length);
    SHA256Final(digest, &context);
}

void sha256_hex(const uint8_t digest[SHA256_BYTES], char text[SHA256_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < SHA256_BYTES; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[SHA256_HEX_SIZE - 1] = '\0';
}

void sha256_text(const void *bytes, size_t length, char text[SHA256_HEX_SIZE])
{
    uint8_t digest[SHA256_BYTES];

    sha256_hash(bytes, length, digest);
    sha256_hex(digest, text);
}

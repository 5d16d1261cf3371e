/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 as text.
 */
#ifndef DVF_BASE_SHA256_H
#define DVF_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

/** Bytes of a digest. */
#define SHA256_BYTES    32

/** Room for a digest as text: 64 lower-case hex digits and a NUL. */
#define SHA256_HEX_SIZE 65

/** Hash some bytes. */
void sha256_hash(const void *bytes, size_t length,
                 uint8_t digest[SHA256_BYTES]);

/** Write a digest as text. */
void sha256_hex(const uint8_t digest[SHA256_BYTES], char text[SHA256_HEX_SIZE]);

/** Hash some bytes and write the digest as text. */
void sha256_text(const void *bytes, size_t length, char text[SHA256_HEX_SIZE]);

#endif

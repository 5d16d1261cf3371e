/* SPDX-License-Identifier: MIT */
/*
 * JSON writer: begin, append, end, over a buffer. The result is one value,
 * indented by two blanks, with a line feed behind it. Misuse (a value without
 * its key, an end too many) is an assertion.
 */
#ifndef DVF_WRITE_JSON_WRITER_H
#define DVF_WRITE_JSON_WRITER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Most objects and arrays inside each other. */
#define JSON_DEPTH_MAX 32

/** Made by json_init(); owns nothing. */
struct json_writer {
    struct buffer *out; /* borrowed */
    unsigned depth;
    bool in_object[JSON_DEPTH_MAX];
    bool has_members[JSON_DEPTH_MAX];
    bool after_key;
};

void json_init(struct json_writer *json, struct buffer *out);

void json_begin_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);

/** End the innermost object or array; the outermost ends the text. */
void json_end(struct json_writer *json);

/** Name the next value of an object. */
void json_key(struct json_writer *json, const char *key);

/** A string, or null where there is none. */
void json_string(struct json_writer *json, const char *text);

/**
 * A string of bytes. Invalid UTF-8 becomes U+FFFD, one for each byte;
 * characters that no output may show (controls, bidirectional marks, line
 * separators, and the `##[` that build services take for a command at any
 * place) become escapes, which mean the same to a reader of JSON.
 */
void json_bytes(struct json_writer *json, const char *bytes, size_t length);

void json_integer(struct json_writer *json, int64_t number);

/** A number with three decimals. @param number in thousandths, from 0 */
void json_thousandths(struct json_writer *json, int64_t number);
void json_boolean(struct json_writer *json, bool value);
void json_null(struct json_writer *json);

/** A key with a string or null, with an integer, with true or false. */
void json_member(struct json_writer *json, const char *key, const char *text);
void json_number(struct json_writer *json, const char *key, int64_t number);
void json_flag(struct json_writer *json, const char *key, bool value);

#endif

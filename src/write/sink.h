/* SPDX-License-Identifier: MIT */
/*
 * Sinks take a report while it is made, so that one on many profiles does not
 * take the memory of its bytes.
 */
#ifndef DVF_WRITE_SINK_H
#define DVF_WRITE_SINK_H

#include "base/buffer.h"

/** Bytes that make a piece. */
#define SINK_PIECE ((size_t)64 * 1024)

/** Takes the pieces of one report. */
struct sink {
    /** @return false where a piece could not be taken: the rest is in vain */
    bool (*put)(void *context, const char *bytes, size_t length);
    void *context;
    size_t taken; /* bytes so far */
};

/**
 * Hand over the bytes so far, between two parts of a report, once they are
 * enough for a piece. The buffer fails where it cannot be taken.
 *
 * @param sink null: all of it stays in the buffer
 * @return false where the buffer has failed: no further part is worth making.
 *         A full disk, a reader that left and a signal end a long report soon
 */
static inline bool sink_spill(struct sink *sink, struct buffer *out)
{
    if (sink && !out->failed && out->length >= SINK_PIECE) {
        sink->taken += out->length;
        out->failed = !sink->put(sink->context, out->bytes, out->length);
        buffer_clear(out);
    }
    return !out->failed;
}

/** Bytes of a report so far. */
static inline size_t sink_length(const struct sink *sink,
                                 const struct buffer *out)
{
    return out->length + (sink ? sink->taken : 0);
}

#endif

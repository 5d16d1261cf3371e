/* SPDX-License-Identifier: MIT */
/*
 * Keys: from the bytes of a terminal to what was pressed. What a terminal
 * replies to whoever asked it something is no key: sequences and strings are
 * taken to their ends, in all of their forms. Knows no terminal and no clock:
 * whoever reads says when nothing more came.
 */
#ifndef DVF_ASK_KEYS_H
#define DVF_ASK_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
    KEY_NONE, /* nothing: a reply, or a sequence that is no key */
    KEY_CHARACTER,
    KEY_UP,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_ENTER,
    KEY_TAB,
    KEY_BACKSPACE,
    KEY_ESCAPE,
    KEY_CLEAR,        /* Ctrl-U: the text typed so far */
    KEY_REDRAW,       /* Ctrl-L */
    KEY_INTERRUPT,    /* Ctrl-C, where the terminal gives it as a byte */
    KEY_END_OF_INPUT, /* Ctrl-D */
    KEY_PASTE         /* a text, which the decoder holds */
};

struct key {
    enum key_kind kind;
    uint32_t character; /* of KEY_CHARACTER: printable, not hostile */
};

/** Longest sequence that is looked at; the rest of a longer one is skipped. */
#define KEYS_SEQUENCE_MAX 32

/** Longest string that is waited for in silence. A longer one ends with the
 * first silence, where it has no other end. */
#define KEYS_STRING_MAX   4096

/** Silences in a row after which nothing more is expected of what was begun. */
#define KEYS_PATIENCE     40

/** Most bytes of a paste that are kept. */
#define KEYS_PASTE_MAX    256

/** Kind of the bytes that have come and are not complete. */
enum keys_state {
    KEYS_NOTHING,
    KEYS_TEXT,       /* a part of a character */
    KEYS_ESCAPE,     /* ESC */
    KEYS_ESCAPED,    /* alike, and silence; more may come */
    KEYS_SLASHED,    /* ESC / */
    KEYS_SEQUENCE,   /* ESC [ or ESC O, and more */
    KEYS_MOUSE,      /* ESC [ M or its like, and characters that come after */
    KEYS_STRING,     /* of a device, an operating system, an application */
    KEYS_STRING_END, /* alike, and ESC */
    KEYS_PASTING     /* between the marks of a bracketed paste */
};

/** Starts as all zeroes. */
struct key_decoder {
    enum keys_state state;
    unsigned char bytes[KEYS_SEQUENCE_MAX]; /* of a sequence or a character */
    size_t length;
    bool skipping;      /* the sequence was too long */
    bool is_alt;        /* the character has ESC before it */
    unsigned char lead; /* first byte of a character in what is skipped */
    unsigned rest;      /* bytes that such a character still has */
    unsigned left;      /* characters that the report of a mouse still has */
    size_t swallowed;   /* bytes of the string */
    unsigned silences;  /* in a row */
    unsigned char mark; /* first byte of the marks of the paste */
    size_t matched;     /* bytes of its end seen so far */
    bool is_line_over;  /* the first line of the paste */
    size_t pasted_length;
    char pasted[KEYS_PASTE_MAX + 1];
};

/**
 * Take one byte.
 *
 * A paste (bracketed, see KEYS_PASTE_ON) is one key: text that was not typed
 * answers no question. Its end is found whatever it holds.
 *
 * @param key set to what was pressed, or KEY_NONE
 * @return whether a key is complete
 */
bool keys_take(struct key_decoder *decoder, unsigned char byte,
               struct key *key);

/** True while bytes wait for more: then keys_settle() is due after a moment. */
bool keys_are_pending(const struct key_decoder *decoder);

/** Nothing more came: a lone ESC is the Escape key. Anything else is waited for
 * a while, and then dropped: the rest of a reply that is late is no key. */
bool keys_settle(struct key_decoder *decoder, struct key *key);

/** With KEY_PASTE: the first line of the paste, without controls; borrowed. */
const char *keys_pasted(const struct key_decoder *decoder);

/** Take the replies of a terminal out of a line that it gave as a whole; what
 * is pasted becomes its text. @return bytes left */
size_t keys_drop_replies(char *bytes, size_t length);

/** Sequences that tell a terminal to mark pastes, and to stop it. */
#define KEYS_PASTE_ON  "\x1b[?2004h"
#define KEYS_PASTE_OFF "\x1b[?2004l"

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Keys: from the bytes of a terminal to what was pressed. Knows no terminal
 * and no clock: whoever reads says when nothing more came. May call base.
 */
#ifndef DVF_ASK_KEYS_H
#define DVF_ASK_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
    KEY_NONE, /* nothing: an unknown sequence, or a part of a paste */
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
    KEY_CLEAR,       /* Ctrl-U: the text typed so far */
    KEY_REDRAW,      /* Ctrl-L */
    KEY_INTERRUPT,   /* Ctrl-C, where the terminal gives it as a byte */
    KEY_END_OF_INPUT /* Ctrl-D */
};

struct key {
    enum key_kind kind;
    uint32_t character; /* of KEY_CHARACTER: printable, not hostile */
};

/** Longest sequence that is looked at; the rest of a longer one is skipped. */
#define KEYS_SEQUENCE_MAX 32

/** Starts as all zeroes. */
struct key_decoder {
    unsigned char bytes[KEYS_SEQUENCE_MAX];
    size_t length; /* bytes of a sequence or character that is not complete */
    bool skipping; /* the sequence was too long */
    bool pasting;  /* between the marks of a bracketed paste */
};

/**
 * Take one byte.
 *
 * A paste (bracketed, see KEYS_PASTE_ON) yields nothing at all: text that was
 * not typed answers no question. Its end is found whatever it holds.
 *
 * @param key set to what was pressed, or KEY_NONE
 * @return whether a key is complete
 */
bool keys_take(struct key_decoder *decoder, unsigned char byte,
               struct key *key);

/** Whether bytes wait for more: then keys_settle() is due after a moment. */
bool keys_are_pending(const struct key_decoder *decoder);

/** Nothing more came: a lone ESC is the Escape key, anything else is dropped.
 */
bool keys_settle(struct key_decoder *decoder, struct key *key);

/** What tells a terminal to mark pastes, and to stop it. */
#define KEYS_PASTE_ON  "\x1b[?2004h"
#define KEYS_PASTE_OFF "\x1b[?2004l"

#endif

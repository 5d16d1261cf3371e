/* SPDX-License-Identifier: MIT */
/*
 * State and calls shared by the parts of profile editing; nobody else includes
 * this. profile_edit.c leads and replaces, profile_edit_add.c adds,
 * profile_edit_list.c edits lists item by item, and profile_edit_decision.c
 * edits the decision.
 */
#ifndef DVF_PROFILE_PROFILE_EDIT_PARTS_H
#define DVF_PROFILE_PROFILE_EDIT_PARTS_H

#include "base/buffer.h"
#include "profile/profile.h"
#include "yaml/text.h"

/** A text that is edited. Everything up to `copied` is in the result. */
struct editor {
    const dvf_profile *profile;
    const dvf_profile *before; /* profile of the text as it is */
    const dvf_kb *kb;
    struct yaml_document document;
    struct yaml_text text;
    size_t copied;
    bool quoted; /* answers are JSON: words and keys stand in quotes */
    bool tight;  /* with no blank behind commas and colons */
    struct buffer *out;
};

/* --------------------------------------------------------- profile_edit.c */

/** Copy what was not copied yet, up to this place. */
void editor_copy_up_to(struct editor *editor, size_t end);

/** Write a part of the text again, wherever copying stands. */
void editor_copy(struct editor *editor, size_t from, size_t to);

/** Write a word, in quotes where the text has them. */
void editor_put_word(struct editor *editor, const char *word);

/** Write the answer that the profile has, in one line. */
void editor_put_answer(struct editor *editor, uint32_t attribute);

/** True where the profile's answer differs from the text's. */
bool editor_is_changed(const struct editor *editor, uint32_t attribute);

/** Start of the line of a place. */
size_t editor_line_start(const struct editor *editor, size_t at);

/** True where only blanks stand before a place in its line. */
bool editor_is_first(const struct editor *editor, size_t at);

/** True for a key or a value that is written as in JSON. */
bool editor_is_json(const struct editor *editor, uint32_t number);

/** Take over the style of JSON if all keys and values in the braces below a key
 * have it; empty braces are judged by the key before them. */
void editor_learn_style(struct editor *editor, uint32_t key);

/* ----------------------------------------------------- profile_edit_add.c */

/** Number of the key behind a pair. */
uint32_t editor_next_key(const struct editor *editor, uint32_t key);

/** Number of the last key of a mapping; YAML_NONE where it is empty. */
uint32_t editor_last_key(const struct editor *editor, uint32_t mapping);

/** Columns before the first key below another one, such as the decision's. */
size_t editor_usual_indent(const struct editor *editor);

/** Add the answers that the text has no key for. @param key of the answers */
void editor_add_answers(struct editor *editor, uint32_t key);

/* ---------------------------------------------------- profile_edit_list.c */

/**
 * Change the items of a list where they stand: those that stay keep their
 * lines and comments, and so does the comment of one that goes.
 *
 * @return false where the list has to be written anew; nothing is done then
 */
bool editor_edit_list(struct editor *editor, const struct yaml_region *region,
                      uint32_t attribute);

/* ------------------------------------------------ profile_edit_decision.c */

/** Bring option, date and record of the decision up to the profile's. */
void editor_edit_decision(struct editor *editor);

#endif

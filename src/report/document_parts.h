/* SPDX-License-Identifier: MIT */
/*
 * Making a document: blocks, spans and sections, for document*.c only. Words go
 * to the last block that was added.
 */
#ifndef DVF_REPORT_DOCUMENT_PARTS_H
#define DVF_REPORT_DOCUMENT_PARTS_H

#include "report/document.h"

/** @return the new last block; valid until the next one is added */
struct block *block_add(struct document *document, enum block_kind kind);

/** @return the block that was added last */
struct block *document_last(struct document *document);

/** Add words as they are. @param text null: the sign between two parts */
void block_say(struct document *document, enum role role, const char *text);

/** Add a word to a list, behind a comma unless it is the first. */
void block_list(struct document *document, bool first, enum role role,
                const char *word);

/** Empty the scratch, to put words together in it. */
struct buffer *document_words(struct document *document);

/** @return what was put together, as a text of the document */
const char *document_taken(struct document *document);

/** @return a text of the knowledge base */
const char *document_text(const struct document *document, kb_text text);

/** @return the id of an attribute */
const char *document_attribute(const struct document *document, uint32_t index);

/** @param right null: nothing */
void block_heading(struct document *document, const char *title,
                   const char *right);

/** Begin a paragraph whose first words say what it tells: "Source: ". */
void block_labelled(struct document *document, enum block_kind kind,
                    enum role role, const char *label);

/** Add a paragraph to the item before it. */
void block_detail(struct document *document, kb_text text);

/** Begin an item with a sign of this role. */
void block_bullet(struct document *document, enum role role);

/** Say a note or a warning, in full with its id, its end and its claims. */
void say_remark(struct document *document, const struct kb_remark *remark);

/** True for a note of a kind that is told in this detail. */
bool document_tells_note(const struct document *document, uint32_t note);

/** Add the ids of claims and how they stand, in full only. */
void block_claims_of(struct document *document, struct kb_range claims);

/** True where questions are put to somebody whose answers decide nothing. */
bool document_asks_first(const struct document *document);

/** True for a verdict that no answer can change any more. */
bool document_is_settled(const struct document *document);

/** Questions that the requirements of a combination hang on: a mark for each
 * attribute. */
struct open_questions {
    uint8_t now[KB_ATTRIBUTES_MAX]; /* those of one requirement, new with it */
    uint8_t before[KB_ATTRIBUTES_MAX]; /* those told of so far */
};

/** True for a requirement that is not met, or hangs on a question that was not
 * told of before. @param index among those of the combination */
bool lacks_something_new(const struct document *document,
                         const struct gate *gate, uint32_t index,
                         struct open_questions *questions);

/** Say why a requirement of a combination is not met, or which questions are
 * to be answered first. @param questions as lacks_something_new() left them */
void say_requirement(struct document *document, const struct gate *gate,
                     uint32_t index, const struct open_questions *questions);

#define X(name, add) void add(struct document *document);
DOCUMENT_SECTIONS(X)
#undef X

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Editing a profile's text: new answers, or a new decision, in the place of the
 * old ones, and everything else as people wrote it.
 */
#ifndef DVF_PROFILE_PROFILE_EDIT_H
#define DVF_PROFILE_PROFILE_EDIT_H

#include "base/buffer.h"
#include "profile/profile.h"

/**
 * Append a profile's text with other answers.
 *
 * An answer that differs has its value alone replaced. Lists are edited item by
 * item in the style that they have, and all comments stay. An answer that has
 * no key in the text is added below the last one as a line, or in braces as a
 * pair; explained as in the template where the text has such explanations. JSON
 * stays JSON. The result reads as the profile, see profile_edit_check().
 *
 * @param profile with the name, the description, the decision and the waiver of
 *                the text
 * @param bytes a profile of the same KB
 * @param out as it was where the result is not DVF_OK
 * @return DVF_OK; DVF_INVALID where the text is laid out in a way that cannot
 *         be edited; DVF_NO_MEMORY
 */
dvf_status profile_edit(const dvf_profile *profile, const char *bytes,
                        size_t length, struct buffer *out);

/**
 * As profile_edit(), where it is the decision's option, date and record that
 * may differ from the text's, and not the answers. Those that are there have
 * their value alone replaced; others stand below them, and a decision that is
 * not there at the end.
 */
dvf_status profile_edit_decision(const dvf_profile *profile, const char *bytes,
                                 size_t length, struct buffer *out);

/** Read a text back, and compare all of it with a profile.
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY */
dvf_status profile_edit_check(const dvf_profile *profile, const char *bytes,
                              size_t length);

#endif

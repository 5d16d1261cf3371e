/* SPDX-License-Identifier: MIT */
/*
 * Rows of the libcyaml tables that describe our formats. A key has the name of
 * its member; texts and lists are pointers, null where an optional key is
 * absent; counts have 32 bits. Only files that hold a table include it: its
 * macros have short names.
 */
#ifndef DVF_YAML_FIELDS_H
#define DVF_YAML_FIELDS_H

#include <cyaml/cyaml.h>

#define NEEDED   CYAML_FLAG_DEFAULT
#define OPTIONAL CYAML_FLAG_OPTIONAL

#define TEXT(flags, record, key)                                               \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | (flags), struct record,  \
                           key, 0, CYAML_UNLIMITED)
#define LIST(flags, record, key, entry)                                        \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | (flags), struct record,    \
                         key, &(entry), 0, CYAML_UNLIMITED)

/** Schema of list items that are mappings. */
#define ITEM(record, fields)                                                   \
    {                                                                          \
        CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct record, fields)         \
    }

/** Schema of list items that are texts. */
#define TEXT_ITEM                                                              \
    {                                                                          \
        CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)       \
    }

#endif

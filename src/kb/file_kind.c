/* SPDX-License-Identifier: MIT */
/*
 * Kinds of files, known by one key or two.
 */
#include "kb/file_kind.h"

#define KEYS_MAX 2

/* The first row whose keys are all there gives the kind. Files of dvf stand
 * before those of other programs, and keys that few files have before common
 * ones. */
static const struct row {
    enum file_kind kind;
    const char *name;
    const char *keys[KEYS_MAX];
    const char *hint;
} rows[] = {
    {FILE_KIND_KB, "a knowledge base", {"knowledge_base"}, "give it with --kb"},
    {FILE_KIND_PROFILE, "a profile", {"answers"}, "give it as an operand"},
    {FILE_KIND_LOCK,
     "a lock",
     {"lock", "profiles"},
     "'dvf check' finds it beside the profiles"},
    {FILE_KIND_POLICY,
     "a policy",
     {"policy"},
     "'dvf check' finds it by its name, .dvf-policy.yaml"},
    {FILE_KIND_PROFILE, "a profile", {"profile"}, "give it as an operand"},
    {FILE_KIND_OTHER, "a report of dvf", {"schema_version", "tool"}, NULL},
    {FILE_KIND_OTHER, "a SARIF report", {"runs", "version"}, NULL},
    {FILE_KIND_OTHER, "a Kubernetes manifest", {"apiVersion", "kind"}, NULL},
    {FILE_KIND_OTHER, "a Compose file", {"services"}, NULL},
    {FILE_KIND_OTHER, "a GitHub workflow", {"jobs", "on"}, NULL},
    {FILE_KIND_OTHER, "a GitHub action", {"runs", "name"}, NULL},
    {FILE_KIND_OTHER, "a GitLab pipeline", {"stages"}, NULL},
    {FILE_KIND_OTHER, "an OpenAPI description", {"openapi"}, NULL},
    {FILE_KIND_OTHER, "an OpenAPI description", {"swagger"}, NULL},
    {FILE_KIND_OTHER, "a JSON schema", {"$schema"}, NULL},
    {FILE_KIND_OTHER, "a pre-commit configuration", {"repos"}, NULL},
    {FILE_KIND_OTHER, "a package.json", {"name", "dependencies"}, NULL},
    {FILE_KIND_OTHER, "a package.json", {"name", "scripts"}, NULL},
    {FILE_KIND_OTHER, "a package.json", {"name", "version"}, NULL},
    {FILE_KIND_OTHER, "a conda environment", {"dependencies"}, NULL},
    {FILE_KIND_OTHER, "a configuration of MkDocs", {"site_name"}, NULL},
};

static const char *wanted_name(enum file_kind wanted)
{
    size_t i = 0;

    while (rows[i].kind != wanted)
        i++;
    return rows[i].name;
}

/* @return the node of the first key, or YAML_NONE where one is missing */
static uint32_t find_keys(const struct yaml_document *document,
                          const struct row *row)
{
    for (size_t i = 0; i < KEYS_MAX && row->keys[i]; i++)
        if (yaml_find_key(document, 0, row->keys[i]) == YAML_NONE)
            return YAML_NONE;
    return yaml_find_key(document, 0, row->keys[0]);
}

/* True for a file with the first key of the kind wanted, if not with all of
 * its keys. */
static bool is_likely(const struct yaml_document *document,
                      enum file_kind wanted)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == wanted &&
            yaml_find_key(document, 0, rows[i].keys[0]) != YAML_NONE)
            return true;
    return false;
}

bool file_kind_is_other(const struct yaml_document *document,
                        enum file_kind wanted, struct dvf_diagnostics *problems)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t key = find_keys(document, &rows[i]);

        if (key == YAML_NONE)
            continue;
        if (rows[i].kind == wanted ||
            (rows[i].kind == FILE_KIND_OTHER && is_likely(document, wanted)))
            return false;
        diagnostics_error(problems, DIAGNOSTIC_WRONG_KIND,
                          yaml_position(document, key), rows[i].hint,
                          "this %s %s, not %s",
                          rows[i].kind == FILE_KIND_OTHER ? "looks like" : "is",
                          rows[i].name, wanted_name(wanted));
        return true;
    }
    return false;
}

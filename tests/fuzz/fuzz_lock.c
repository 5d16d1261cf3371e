/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: bytes as a lock where "profiles:" stands in them, else as a
 * policy. What a policy says is read as the same from the words in which it is
 * shown; a lock that is written is read as the same, and compared with itself
 * nothing changed.
 */
#include "fuzz.h"

#include "check/lock.h"
#include "check/policy.h"

#include <string.h>

/* A setting without a bound, or with the whole list, has no line of its own. */
static void append_policy(const struct policy *policy, struct buffer *out)
{
    buffer_puts(out, "policy: again\n");
    for (int i = 0; i < POLICY_SETTING_COUNT; i++) {
        struct buffer value = {0};

        policy_append(policy, (enum policy_setting)i, &value);
        must(!value.failed && value.length > 0);
        if (strcmp(value.bytes, "none") != 0)
            buffer_printf(out, "%s: %s\n", policy_key((enum policy_setting)i),
                          value.bytes);
        buffer_release(&value);
    }
    must(!out->failed);
}

static void check_policy(const struct policy *policy)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct policy again;
    struct buffer once = {0};
    struct buffer twice = {0};

    must(problems && policy_init(&again, fuzz_kb()) == DVF_OK);
    append_policy(policy, &once);
    must(policy_load(&again, &(dvf_input){"again", once.bytes, once.length},
                     problems) == DVF_OK);
    append_policy(&again, &twice);
    fuzz_check_same(&once, &twice);
    must(memcmp(policy->fails, again.fails, sizeof again.fails) == 0);
    policy_release(&again);
    buffer_release(&once);
    buffer_release(&twice);
    dvf_diagnostics_free(problems);
}

static void try_policy(const dvf_input *input)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct policy policy;

    must(problems && policy_init(&policy, fuzz_kb()) == DVF_OK);
    dvf_status status = policy_load(&policy, input, problems);
    fuzz_check_problems(problems, status, input->length);
    if (status == DVF_OK)
        check_policy(&policy);
    policy_release(&policy);
    dvf_diagnostics_free(problems);
}

static void check_entries(const struct lock *lock, const struct lock *again)
{
    must(lock->entries.count == again->entries.count);
    for (size_t i = 0; i < lock->entries.count; i++) {
        const struct lock_entry *entry = array_at(&lock->entries, i);
        struct arena arena = {0};
        struct lock_change change;

        must(lock_find(lock, entry->file) == entry);
        must(lock_compare(&change, &arena, entry,
                          lock_find(again, entry->file)) == DVF_OK);
        must(change.state == LOCK_SAME && !change.scores_changed);
        must(change.answers_count == 0 && change.rules_count == 0);
        arena_release(&arena);
    }
}

static void check_lock(const struct lock *lock)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct lock again = {0};
    struct buffer once = {0};
    struct buffer twice = {0};

    lock_append(lock, &once);
    must(problems &&
         lock_load(&again, &(dvf_input){"lock", once.bytes, once.length},
                   problems) == DVF_OK);
    must(dvf_diagnostics_count(problems) == 0);
    lock_append(&again, &twice);
    fuzz_check_same(&once, &twice);
    check_entries(lock, &again);
    buffer_release(&once);
    buffer_release(&twice);
    lock_release(&again);
    dvf_diagnostics_free(problems);
}

static void try_lock(const dvf_input *input)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct lock lock = {0};

    must(problems);
    dvf_status status = lock_load(&lock, input, problems);
    fuzz_check_problems(problems, status, input->length);
    if (status == DVF_OK)
        check_lock(&lock);
    lock_release(&lock);
    dvf_diagnostics_free(problems);
}

/* Either or is twice as fast as both. */
static bool is_lock(struct fuzz_input input)
{
    static const char mark[] = "profiles:";

    for (; input.length >= sizeof mark - 1; (void)fuzz_take(&input))
        if (memcmp(input.bytes, mark, sizeof mark - 1) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct fuzz_input bytes = fuzz_input_of(data, size);
    const dvf_input input = fuzz_named("input", bytes);

    if (is_lock(bytes))
        try_lock(&input);
    else
        try_policy(&input);
    return 0;
}

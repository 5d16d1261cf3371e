/* SPDX-License-Identifier: MIT */
/*
 * Locks: what is recorded of an evaluation, that it is read as it was written,
 * which files are refused, and how a lock compares with today.
 */
#include "support.h"

#include "check/lock.h"

#include <string.h>

static const char sections[] = "rules:\n"
                               "  - id: wake\n"
                               "    criterion: main\n"
                               "    when:\n"
                               "      - loud\n"
                               "    favours: right\n"
                               "    weight: decisive\n"
                               "    because: It wakes.\n"
                               "    claims: [c1]\n"
                               "    origin: paper\n"
                               "  - id: hue\n"
                               "    criterion: main\n"
                               "    when:\n"
                               "      - colour == red\n"
                               "    favours: left\n"
                               "    weight: strong\n"
                               "    because: Red is left.\n"
                               "    claims: [c1]\n"
                               "    origin: paper\n"
                               "  - id: dive\n"
                               "    criterion: main\n"
                               "    when:\n"
                               "      - deep\n"
                               "    favours: left\n"
                               "    weight: slight\n"
                               "    because: It dives.\n"
                               "    claims: [c1]\n"
                               "    origin: paper\n";

static int open_kb(void **state)
{
    *state = load_small_kb(sections);
    return 0;
}

static dvf_evaluation *evaluate_answers(const dvf_kb *kb, const char *answers)
{
    return evaluate(kb, load_answers(kb, answers), NULL);
}

static void load(struct lock *lock, const char *text, size_t length)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    *lock = (struct lock){0};
    assert_non_null(list);
    if (lock_load(lock, &(dvf_input){"dvf.lock", text, length}, list) != DVF_OK)
        fail_msg("%s: %s\n%s", dvf_diagnostics_at(list, 0)->code,
                 dvf_diagnostics_at(list, 0)->message, text);
    assert_int_equal(dvf_diagnostics_count(list), 0);
    dvf_diagnostics_free(list);
}

static void expect_bad(const char *text, const struct expected *expected,
                       size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct lock lock = {0};

    assert_int_equal(
        lock_load(&lock, &(dvf_input){"dvf.lock", text, strlen(text)}, list),
        DVF_INVALID);
    expect_list(list, expected, count);
    lock_release(&lock);
    dvf_diagnostics_free(list);
}

static const struct lock_entry *entry_at(const struct lock *lock, size_t index)
{
    return array_at(&lock->entries, index);
}

/* -------------------------------------------------------------- recording */

static void an_evaluation_is_recorded_with_what_led_to_it(void **state)
{
    dvf_evaluation *evaluation = evaluate_answers(*state,
                                                  "loud: true\n"
                                                  "speed: 0060\n"
                                                  "parts: [roof, door]\n"
                                                  "deep: true\n"
                                                  "size: unknown\n"
                                                  "colour: red\n");
    static const char lines[] = "colour=red\n"
                                "deep=true\n"
                                "loud=true\n"
                                "parts=[door, roof]\n"
                                "speed=0060\n";
    char digest[SHA256_HEX_SIZE];
    struct arena arena = {0};
    struct lock_entry entry;

    assert_int_equal(lock_entry_make(&entry, &arena, evaluation, "p.dvf.yaml"),
                     DVF_OK);
    assert_string_equal(entry.file, "p.dvf.yaml");
    assert_string_equal(entry.profile, "test");
    assert_string_equal(entry.kb_id, "small");
    assert_string_equal(entry.kb_version, "1.2.3");
    kb_digest(*state, digest);
    assert_string_equal(entry.kb_sha256, digest);
    sha256_text(lines, sizeof lines - 1, digest);
    assert_string_equal(entry.answers_sha256, digest);
    assert_string_equal(entry.outcome, "right");
    assert_string_equal(entry.strength, "clear");
    assert_int_equal(entry.lead, 4);
    assert_int_equal(entry.scores_count, 2);
    assert_string_equal(entry.scores[0].option, "left");
    assert_int_equal(entry.scores[0].points, 4);
    assert_string_equal(entry.scores[1].option, "right");
    assert_int_equal(entry.scores[1].points, 8);
    assert_int_equal(entry.answers_count, 5);
    assert_string_equal(entry.answers[0].attribute, "colour");
    assert_string_equal(entry.answers[3].answer, "[door, roof]");
    assert_string_equal(entry.answers[4].answer, "0060");
    assert_int_equal(entry.fired_count, 3);
    assert_string_equal(entry.fired[0].rule, "dive");
    assert_string_equal(entry.fired[0].option, "left");
    assert_int_equal(entry.fired[0].points, 1);
    assert_string_equal(entry.fired[1].rule, "hue");
    assert_string_equal(entry.fired[2].rule, "wake");
    arena_release(&arena);
    forget(evaluation);
}

static void the_digest_does_not_know_the_order_of_answers(void **state)
{
    dvf_evaluation *one = evaluate_answers(*state, "loud: true\nparts: []\n");
    dvf_evaluation *two = evaluate_answers(*state, "parts: []\nloud: true\n");
    dvf_evaluation *other = evaluate_answers(*state, "loud: true\n");
    struct arena arena = {0};
    struct lock_entry a;
    struct lock_entry b;
    struct lock_entry c;

    assert_int_equal(lock_entry_make(&a, &arena, one, "a"), DVF_OK);
    assert_int_equal(lock_entry_make(&b, &arena, two, "b"), DVF_OK);
    assert_int_equal(lock_entry_make(&c, &arena, other, "c"), DVF_OK);
    assert_string_equal(a.answers_sha256, b.answers_sha256);
    assert_string_not_equal(a.answers_sha256, c.answers_sha256);
    arena_release(&arena);
    forget(one);
    forget(two);
    forget(other);
}

static void without_a_recommendation_there_is_no_strength(void **state)
{
    dvf_evaluation *evaluation = evaluate_answers(*state, "");
    struct arena arena = {0};
    struct lock_entry entry;

    assert_int_equal(lock_entry_make(&entry, &arena, evaluation, "p"), DVF_OK);
    assert_string_equal(entry.outcome, "undecided");
    assert_null(entry.strength);
    assert_int_equal(entry.answers_count, 0);
    assert_int_equal(entry.fired_count, 0);
    arena_release(&arena);
    forget(evaluation);
}

/* ---------------------------------------------------------------- entries */

static void entries_stand_in_the_order_of_their_files(void **state)
{
    static const char *const files[] = {"m", "z", "a", "Z", "m.b", "m", "a"};
    static const char *const sorted[] = {"Z", "a", "m", "m.b", "z"};
    struct lock lock = {0};
    size_t i;

    (void)state;
    assert_null(lock_find(&lock, "a"));
    for (i = 0; i < COUNT(files); i++) {
        struct lock_entry entry = {.file = files[i], .lead = (int32_t)i};

        assert_int_equal(lock_put(&lock, &entry), DVF_OK);
    }
    assert_int_equal(lock.entries.count, COUNT(sorted));
    for (i = 0; i < COUNT(sorted); i++) {
        assert_string_equal(entry_at(&lock, i)->file, sorted[i]);
        assert_ptr_equal(lock_find(&lock, sorted[i]), entry_at(&lock, i));
    }
    assert_int_equal(lock_find(&lock, "m")->lead, 5);
    assert_int_equal(lock_find(&lock, "a")->lead, 6);
    assert_null(lock_find(&lock, ""));
    assert_null(lock_find(&lock, "m.a"));
    assert_null(lock_find(&lock, "zz"));
    lock_release(&lock);
}

static void hostile_names_cannot_be_locked(void **state)
{
    static const char *const good[] = {
        "p.dvf.yaml", "a b", "a\nb", "\xc3\xa4", "-", "::error::", "\"'`|\\"};
    static const char *const bad[] = {
        "",          "\x1b[31m",     "a\x7f",        "\xff",
        "a\xc3",     "\xed\xa0\x80", "\xe2\x80\xae", "\xe2\x80\xa8",
        "\xc2\x85x", "\x01"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(good); i++)
        assert_true(lock_can_name(good[i]));
    for (i = 0; i < COUNT(bad); i++)
        assert_false(lock_can_name(bad[i]));
}

/* ---------------------------------------------------- writing and reading */

static void a_lock_is_written_in_one_layout(void **state)
{
    dvf_evaluation *evaluation = evaluate_answers(*state,
                                                  "loud: true\n"
                                                  "parts: [roof, door]\n");
    struct arena arena = {0};
    struct lock_entry entry;
    struct lock lock = {0};
    struct buffer out = {0};
    struct buffer expected = {0};

    lock_append(&lock, &out);
    buffer_puts(&expected, "# Written by `dvf check --lock`; not to be edited "
                           "by hand.\n"
                           "lock: 1\n"
                           "profiles: []\n");
    assert_string_equal(out.bytes, expected.bytes);
    assert_int_equal(
        lock_entry_make(&entry, &arena, evaluation, "a b.dvf.yaml"), DVF_OK);
    assert_int_equal(lock_put(&lock, &entry), DVF_OK);
    entry = (struct lock_entry){.file = "c",
                                .profile = "-",
                                .kb_id = "k",
                                .kb_version = "1",
                                .kb_sha256 = "x",
                                .answers_sha256 = "y",
                                .outcome = "undecided",
                                .lead = -3};
    assert_int_equal(lock_put(&lock, &entry), DVF_OK);
    buffer_clear(&out);
    lock_append(&lock, &out);
    expected.length -= sizeof "profiles: []\n" - 1;
    buffer_printf(&expected,
                  "profiles:\n"
                  "  - file: \"a b.dvf.yaml\"\n"
                  "    profile: test\n"
                  "    kb: {id: small, version: 1.2.3, sha256: %s}\n"
                  "    answers_sha256: %s\n"
                  "    outcome: right\n"
                  "    strength: full\n"
                  "    lead: 8\n"
                  "    scores:\n"
                  "      - {option: left, points: 0}\n"
                  "      - {option: right, points: 8}\n"
                  "    answers:\n"
                  "      - {attribute: loud, answer: true}\n"
                  "      - {attribute: parts, answer: \"[door, roof]\"}\n"
                  "    fired:\n"
                  "      - {rule: wake, option: right, points: 8}\n"
                  "  - file: c\n"
                  "    profile: \"-\"\n"
                  "    kb: {id: k, version: 1, sha256: x}\n"
                  "    answers_sha256: y\n"
                  "    outcome: undecided\n"
                  "    lead: -3\n"
                  "    scores: []\n"
                  "    answers: []\n"
                  "    fired: []\n",
                  entry_at(&lock, 0)->kb_sha256,
                  entry_at(&lock, 0)->answers_sha256);
    assert_string_equal(out.bytes, expected.bytes);
    buffer_release(&out);
    buffer_release(&expected);
    lock_release(&lock);
    arena_release(&arena);
    forget(evaluation);
}

/* A text of anything that may stand in an input; never empty. */
static const char *random_text(struct random *random, struct arena *arena)
{
    static const char *const pieces[] = {
        "a",    "Z",  "0",  "7",   ".",        "_",    "-",
        "\"",   "'",  "\\", "\n",  "\r\n",     "\t",   " ",
        "  ",   ":",  ": ", "#",   " #",       ",",    "[",
        "]",    "{",  "}",  "&",   "*",        "!",    "|",
        ">",    "%",  "@",  "`",   "~",        "null", "true",
        "---",  "..", "?",  "- ",  "\xc3\xa4", "<<",   "=",
        "::",   "$",  "/",  "\\n", "\\x1b",    "0x1f", "\xf0\x9f\x98\x80",
        "]]>\n"};
    struct buffer text = {0};
    uint32_t count = 1 +
                     random_below(random, random_once_in(random, 20) ? 500 : 6);
    const char *copy;

    while (count-- > 0)
        buffer_puts(&text, pieces[random_below(random, COUNT(pieces))]);
    copy = arena_copy(arena, text.bytes, text.length);
    assert_non_null(copy);
    buffer_release(&text);
    return copy;
}

static int32_t random_number(struct random *random)
{
    int32_t number = (int32_t)random_below(random, 2147483647);

    return random_once_in(random, 3) ? -number : number;
}

/* Sorted keys that no other has: a number of fixed width before the text. */
static const char *random_key(struct random *random, struct arena *arena,
                              uint32_t number)
{
    struct buffer text = {0};
    const char *copy;

    buffer_printf(&text, "%05u%s", (unsigned)number,
                  random_text(random, arena));
    copy = arena_copy(arena, text.bytes, text.length);
    buffer_release(&text);
    return copy;
}

static struct lock_entry random_entry(struct random *random,
                                      struct arena *arena, uint32_t number)
{
    struct lock_entry entry = {
        .file = random_key(random, arena, number),
        .profile = random_text(random, arena),
        .kb_id = random_text(random, arena),
        .kb_version = random_text(random, arena),
        .kb_sha256 = random_text(random, arena),
        .answers_sha256 = random_text(random, arena),
        .outcome = random_text(random, arena),
        .lead = random_number(random),
        .scores_count = random_below(random, 4),
        .answers_count = random_below(random, 10),
        .fired_count = random_below(random, 10),
    };
    uint32_t i;

    if (random_once_in(random, 2))
        entry.strength = random_text(random, arena);
    entry.scores = arena_array(arena, 4, sizeof *entry.scores);
    entry.answers = arena_array(arena, 10, sizeof *entry.answers);
    entry.fired = arena_array(arena, 10, sizeof *entry.fired);
    for (i = 0; i < entry.scores_count; i++)
        entry.scores[i] = (struct lock_score){random_text(random, arena),
                                              random_number(random)};
    for (i = 0; i < entry.answers_count; i++)
        entry.answers[i] = (struct lock_answer){random_key(random, arena, i),
                                                random_text(random, arena)};
    for (i = 0; i < entry.fired_count; i++)
        entry.fired[i] = (struct lock_rule){random_key(random, arena, i),
                                            random_text(random, arena),
                                            random_number(random)};
    return entry;
}

static void expect_same(const struct lock_entry *a, const struct lock_entry *b)
{
    uint32_t i;

    assert_string_equal(a->file, b->file);
    assert_string_equal(a->profile, b->profile);
    assert_string_equal(a->kb_id, b->kb_id);
    assert_string_equal(a->kb_version, b->kb_version);
    assert_string_equal(a->kb_sha256, b->kb_sha256);
    assert_string_equal(a->answers_sha256, b->answers_sha256);
    assert_string_equal(a->outcome, b->outcome);
    if (!b->strength)
        assert_null(a->strength);
    else
        assert_string_equal(a->strength, b->strength);
    assert_int_equal(a->lead, b->lead);
    assert_int_equal(a->scores_count, b->scores_count);
    for (i = 0; i < a->scores_count; i++) {
        assert_string_equal(a->scores[i].option, b->scores[i].option);
        assert_int_equal(a->scores[i].points, b->scores[i].points);
    }
    assert_int_equal(a->answers_count, b->answers_count);
    for (i = 0; i < a->answers_count; i++) {
        assert_string_equal(a->answers[i].attribute, b->answers[i].attribute);
        assert_string_equal(a->answers[i].answer, b->answers[i].answer);
    }
    assert_int_equal(a->fired_count, b->fired_count);
    for (i = 0; i < a->fired_count; i++) {
        assert_string_equal(a->fired[i].rule, b->fired[i].rule);
        assert_string_equal(a->fired[i].option, b->fired[i].option);
        assert_int_equal(a->fired[i].points, b->fired[i].points);
    }
}

static void what_was_written_is_read_as_it_was(void **state)
{
    struct random random = {20261122};
    int round;

    (void)state;
    for (round = 0; round < 150; round++) {
        struct arena arena = {0};
        struct lock lock = {0};
        struct lock again;
        struct buffer text = {0};
        struct buffer twice = {0};
        uint32_t count = random_below(&random, 6);
        uint32_t i;

        for (i = 0; i < count; i++) {
            struct lock_entry entry = random_entry(&random, &arena, i);

            assert_true(lock_can_name(entry.file));
            assert_int_equal(lock_put(&lock, &entry), DVF_OK);
        }
        lock_append(&lock, &text);
        load(&again, text.bytes, text.length);
        assert_int_equal(again.entries.count, count);
        for (i = 0; i < count; i++)
            expect_same(entry_at(&again, i), entry_at(&lock, i));
        lock_append(&again, &twice);
        assert_string_equal(twice.bytes, text.bytes);
        buffer_release(&text);
        buffer_release(&twice);
        lock_release(&again);
        lock_release(&lock);
        arena_release(&arena);
    }
}

#define ENTRY(file)                                                            \
    "  - file: " file "\n"                                                     \
    "    profile: p\n"                                                         \
    "    kb: {id: k, version: 1, sha256: x}\n"                                 \
    "    answers_sha256: y\n"                                                  \
    "    outcome: left\n"                                                      \
    "    lead: 1\n"                                                            \
    "    scores: []\n"                                                         \
    "    answers: [{attribute: b, answer: 1}, {attribute: a, answer: 2}]\n"    \
    "    fired:\n"                                                             \
    "      - {rule: s, option: left, points: 1}\n"                             \
    "      - {rule: r, option: left, points: 2}\n"

/* Take today's entries for those of a text. @return whether it is the same */
static bool is_taken(const char *text, size_t length, const struct array *today,
                     struct lock *lock)
{
    const dvf_input input = {"dvf.lock", text, length};
    bool same;

    *lock = (struct lock){0};
    assert_int_equal(lock_take_today(lock, &input, today, &same), DVF_OK);
    assert_int_equal(lock->is_today, same);
    return same;
}

static void judge(struct array *today, const char *file,
                  const dvf_evaluation *evaluation)
{
    struct lock_judged *judged = array_push(today);

    assert_non_null(judged);
    *judged = (struct lock_judged){file, evaluation};
}

/* Put entries of the evaluations into a lock. */
static void lock_all(struct lock *lock, const struct array *today)
{
    for (size_t i = 0; i < today->count; i++) {
        const struct lock_judged *judged = array_at(today, i);
        struct lock_entry entry;

        assert_int_equal(lock_entry_make(&entry, &lock->arena,
                                         judged->evaluation, judged->file),
                         DVF_OK);
        assert_int_equal(lock_put(lock, &entry), DVF_OK);
    }
}

static void a_lock_of_todays_bytes_is_taken_as_it_would_be_read(void **state)
{
    dvf_evaluation *one = evaluate_answers(*state, "loud: true\nparts: []\n");
    dvf_evaluation *two = evaluate_answers(*state, "colour: red\n");
    struct buffer text = {0};
    struct lock lock = {0};
    struct lock taken;
    struct lock read;
    struct array today;

    array_init(&today, sizeof(struct lock_judged));
    judge(&today, "a \"b\" \xc3\xa4.dvf.yaml", one);
    judge(&today, "z.dvf.yaml", two);
    lock_all(&lock, &today);
    lock_append(&lock, &text);
    assert_true(is_taken(text.bytes, text.length, &today, &taken));
    load(&read, text.bytes, text.length);
    assert_int_equal(taken.entries.count, read.entries.count);
    for (size_t i = 0; i < read.entries.count; i++) {
        expect_same(entry_at(&taken, i), entry_at(&read, i));
        assert_memory_equal(&entry_at(&taken, i)->at, &entry_at(&read, i)->at,
                            sizeof(struct position));
    }
    lock_release(&taken);
    lock_release(&read);

    /* Any other byte, one more or one less, is for the loader. */
    for (size_t i = 0; i < text.length; i++) {
        text.bytes[i] ^= 1;
        assert_false(is_taken(text.bytes, text.length, &today, &taken));
        assert_int_equal(taken.entries.count, 0);
        text.bytes[i] ^= 1;
        assert_false(is_taken(text.bytes, i, &today, &taken));
    }
    buffer_putc(&text, '\n');
    assert_false(is_taken(text.bytes, text.length, &today, &taken));
    buffer_release(&text);
    lock_release(&lock);
    array_release(&today);
    forget(one);
    forget(two);
}

static void what_the_loader_refuses_is_not_taken(void **state)
{
    static const char *const names[] = {"a\x7f.dvf.yaml", "a\xe2\x80\xae.yaml",
                                        "\xff.dvf.yaml"};
    dvf_evaluation *evaluation = evaluate_answers(*state, "loud: true\n");
    struct lock taken;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer text = {0};
        struct lock lock = {0};
        struct array today;

        array_init(&today, sizeof(struct lock_judged));
        judge(&today, names[i], evaluation);
        lock_all(&lock, &today);
        lock_append(&lock, &text);
        assert_false(is_taken(text.bytes, text.length, &today, &taken));
        buffer_release(&text);
        lock_release(&lock);
        array_release(&today);
    }
    forget(evaluation);
}

static void an_edited_lock_is_put_in_order(void **state)
{
    static const char text[] = "profiles:\n" ENTRY("z") ENTRY("a")
        ENTRY("m") "lock: 1\n";
    struct lock lock;

    (void)state;
    load(&lock, text, sizeof text - 1);
    assert_int_equal(lock.entries.count, 3);
    assert_string_equal(entry_at(&lock, 0)->file, "a");
    assert_string_equal(entry_at(&lock, 1)->file, "m");
    assert_string_equal(entry_at(&lock, 2)->file, "z");
    assert_string_equal(entry_at(&lock, 0)->answers[0].attribute, "a");
    assert_string_equal(entry_at(&lock, 0)->fired[0].rule, "r");
    lock_release(&lock);
}

/* A merge may have left both sides of a change. */
static void what_stands_twice_has_one_order(void **state)
{
    static const char *const lists[] = {
        "answers: [{attribute: a, answer: 2}, {attribute: a, answer: 1}]\n"
        "    fired: [{rule: r, option: b, points: 1},"
        " {rule: r, option: a, points: 2}, {rule: r, option: a, points: 1}]\n",
        "answers: [{attribute: a, answer: 1}, {attribute: a, answer: 2}]\n"
        "    fired: [{rule: r, option: a, points: 1},"
        " {rule: r, option: b, points: 1}, {rule: r, option: a, points: 2}]\n",
    };
    struct buffer written[2] = {{0}, {0}};
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        struct buffer text = {0};
        struct lock lock;

        buffer_printf(&text,
                      "lock: 1\nprofiles:\n"
                      "  - file: f\n"
                      "    profile: p\n"
                      "    kb: {id: k, version: 1, sha256: x}\n"
                      "    answers_sha256: y\n"
                      "    outcome: left\n"
                      "    lead: 1\n"
                      "    scores: []\n"
                      "    %s",
                      lists[i]);
        load(&lock, text.bytes, text.length);
        lock_append(&lock, &written[i]);
        lock_release(&lock);
        buffer_release(&text);
    }
    assert_string_equal(written[0].bytes, written[1].bytes);
    buffer_release(&written[0]);
    buffer_release(&written[1]);
}

static void mistakes_in_a_lock_are_reported_at_their_place(void **state)
{
    static const struct expected twice[] = {
        {25, 11, "duplicate-id", "'b'", "lock"},
        {36, 11, "duplicate-id", "'b'", "lock"},
    };
    static const struct expected later = {1, 7, "number", "'2'", "newer dvf"};
    static const struct expected earlier = {1, 7, "number", "'0'", "lock"};
    static const struct expected kind = {1, 7, "wrong-kind", NULL, NULL};
    static const struct expected nameless[] = {
        {3, 10, "empty-value", "'file'", NULL},
        {14, 10, "empty-value", "'file'", NULL},
    };
    static const struct expected word = {1, 7, "number", "'x'", "lock"};
    static const struct expected conflict = {2, 1, "syntax", "merge conflict",
                                             "lock"};
    static const struct expected first = {1, 1, "syntax", "merge conflict",
                                          NULL};
    static const struct expected empty[] = {
        {1, 1, "missing-key", "'lock'", NULL},
        {1, 1, "missing-key", "'profiles'", NULL},
    };
    static const struct expected numbers[] = {
        {8, 11, "number", "'1x'", NULL},
        {10, 32, "number", "'-'", NULL},
        {14, 46, "number", "'99999999999'", NULL},
    };

    (void)state;
    expect_bad("lock: 1\nprofiles:\n" ENTRY("b") ENTRY("a") ENTRY("b")
                   ENTRY("b"),
               twice, 2);
    expect_bad("lock: 2\nnew: [{}]\n", &later, 1);
    expect_bad("lock: 0\nprofiles: []\n", &earlier, 1);
    expect_bad("lock: x\nprofiles: []\n", &word, 1);
    expect_bad("lock: [1]\nprofiles: []\n", &kind, 1);
    expect_bad("lock: 1\nprofiles:\n" ENTRY("") ENTRY(""), nameless, 2);
    expect_bad("lock: 1\n<<<<<<< ours\nprofiles: []\n=======\n>>>>>>> x\n",
               &conflict, 1);
    expect_bad("<<<<<<< ours\nlock: 1\n", &first, 1);
    expect_bad("{}\n", empty, 2);
    expect_bad("lock: 1\n"
               "profiles:\n"
               "  - file: f\n"
               "    profile: p\n"
               "    kb: {id: k, version: 1, sha256: x}\n"
               "    answers_sha256: y\n"
               "    outcome: left\n"
               "    lead: 1x\n"
               "    scores:\n"
               "      - {option: left, points: \"-\"}\n"
               "    answers: []\n"
               "    fired:\n"
               "      - {rule: a, option: left, points: 1}\n"
               "      - {rule: b, option: left,      points: 99999999999}\n",
               numbers, 3);
}

static void each_key_of_an_entry_is_needed(void **state)
{
    static const char entry[] = "file: f\n"
                                "profile: p\n"
                                "kb: {id: k, version: 1, sha256: x}\n"
                                "answers_sha256: y\n"
                                "outcome: left\n"
                                "lead: 1\n"
                                "scores: []\n"
                                "answers: []\n"
                                "fired: []\n";
    const char *left_out;

    (void)state;
    for (left_out = entry; *left_out != '\0';
         left_out += strcspn(left_out, "\n") + 1) {
        static const struct expected missing = {3, 5, "missing-key", NULL,
                                                NULL};
        struct buffer text = {0};
        const char *line;

        buffer_puts(&text, "lock: 1\nprofiles:\n");
        for (line = entry; *line != '\0';) {
            size_t length = strcspn(line, "\n") + 1;

            if (line != left_out) {
                buffer_puts(&text, text.length < 20 ? "  - " : "    ");
                buffer_append(&text, line, length);
            }
            line += length;
        }
        expect_bad(text.bytes, &missing, 1);
        buffer_release(&text);
    }
}

static void a_hostile_order_of_entries_costs_no_more(void **state)
{
    struct buffer text = {0};
    struct lock lock;
    unsigned i;

    (void)state;
    buffer_puts(&text, "lock: 1\nprofiles:\n");
    for (i = 30000; i > 0; i--)
        buffer_printf(&text,
                      "- {file: %05u, profile: p, kb: {id: k, version: v, "
                      "sha256: x}, answers_sha256: y, outcome: o, lead: 0, "
                      "scores: [], answers: [], fired: []}\n",
                      i);
    load(&lock, text.bytes, text.length);
    assert_int_equal(lock.entries.count, 30000);
    assert_string_equal(lock_find(&lock, "00017")->file, "00017");
    lock_release(&lock);
    buffer_release(&text);
}

static void a_lock_is_shown_by_its_name_rather_than_its_path(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct lock lock = {0};

    (void)state;
    assert_int_equal(
        lock_load_file(&lock, "/nowhere/at/all", "docs/dvf.lock", list),
        DVF_IO);
    assert_string_equal(dvf_diagnostics_at(list, 0)->file, "docs/dvf.lock");
    lock_release(&lock);
    assert_int_equal(lock_load_file(&lock,
                                    DVF_SOURCE_DIR "/tests/data/dvf.lock",
                                    "docs/dvf.lock", list),
                     DVF_OK);
    assert_int_equal(lock.entries.count, 2);
    lock_release(&lock);
    dvf_diagnostics_free(list);
}

/* -------------------------------------------------------------- comparing */

/* Compare two sets of answers of one KB. */
struct pair {
    struct arena arena;
    dvf_evaluation *then;
    dvf_evaluation *now;
    struct lock_entry before;
    struct lock_entry after;
    struct lock_change change;
};

static void compare(struct pair *pair, const dvf_kb *kb, const char *then,
                    const char *now)
{
    *pair = (struct pair){.then = evaluate_answers(kb, then),
                          .now = evaluate_answers(kb, now)};
    assert_int_equal(
        lock_entry_make(&pair->before, &pair->arena, pair->then, "p"), DVF_OK);
    assert_int_equal(
        lock_entry_make(&pair->after, &pair->arena, pair->now, "p"), DVF_OK);
    assert_int_equal(
        lock_compare(&pair->change, &pair->arena, &pair->before, &pair->after),
        DVF_OK);
}

static void release(struct pair *pair)
{
    arena_release(&pair->arena);
    forget(pair->then);
    forget(pair->now);
}

static void without_an_entry_there_is_nothing_to_compare(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\n", "loud: true\n");
    assert_int_equal(lock_compare(&pair.change, &pair.arena, NULL, &pair.after),
                     DVF_OK);
    assert_int_equal(pair.change.state, LOCK_NONE);
    assert_null(pair.change.before);
    assert_int_equal(pair.change.lead_after, 8);
    assert_false(pair.change.answers_changed);
    assert_false(pair.change.knowledge_changed);
    release(&pair);
}

static void the_same_answers_are_the_same(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\ndeep: true\n",
            "deep: true\nloud: true\n");
    assert_int_equal(pair.change.state, LOCK_SAME);
    assert_ptr_equal(pair.change.before, &pair.before);
    assert_int_equal(pair.change.answers_count, 0);
    assert_int_equal(pair.change.rules_count, 0);
    pair.before.profile = "renamed";
    pair.before.kb_version = "0.9";
    assert_int_equal(
        lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
        DVF_OK);
    assert_int_equal(pair.change.state, LOCK_SAME);
    release(&pair);
}

static void changed_answers_are_named_with_before_and_after(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\nsize: tiny\nspeed: 60\n",
            "colour: none\nloud: true\nspeed: 70\n");
    assert_int_equal(pair.change.state, LOCK_CHANGED);
    assert_true(pair.change.answers_changed);
    assert_false(pair.change.knowledge_changed);
    assert_int_equal(pair.change.answers_count, 3);
    assert_string_equal(pair.change.answers[0].attribute, "colour");
    assert_null(pair.change.answers[0].before);
    assert_string_equal(pair.change.answers[0].after, "none");
    assert_string_equal(pair.change.answers[1].attribute, "size");
    assert_string_equal(pair.change.answers[1].before, "tiny");
    assert_null(pair.change.answers[1].after);
    assert_string_equal(pair.change.answers[2].attribute, "speed");
    assert_string_equal(pair.change.answers[2].before, "60");
    assert_string_equal(pair.change.answers[2].after, "70");
    assert_int_equal(pair.change.rules_count, 0);
    assert_int_equal(pair.change.lead_before, 8);
    assert_int_equal(pair.change.lead_after, 8);
    assert_false(pair.change.scores_changed);
    release(&pair);
}

static void answers_changed_where_the_digest_or_the_list_differs(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\nsize: tiny\n",
            "loud: true\nsize: tiny\n");
    pair.before.answers[1].answer = "small";
    assert_int_equal(
        lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
        DVF_OK);
    assert_string_equal(pair.before.answers_sha256, pair.after.answers_sha256);
    assert_true(pair.change.answers_changed);
    assert_false(pair.change.knowledge_changed);
    assert_int_equal(pair.change.state, LOCK_CHANGED);
    assert_int_equal(pair.change.answers_count, 1);
    assert_string_equal(pair.change.answers[0].attribute, "size");
    assert_string_equal(pair.change.answers[0].before, "small");
    assert_string_equal(pair.change.answers[0].after, "tiny");
    pair.before.answers[1].answer = "tiny";
    pair.before.answers_sha256 = "0";
    assert_int_equal(
        lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
        DVF_OK);
    assert_true(pair.change.answers_changed);
    assert_int_equal(pair.change.state, LOCK_CHANGED);
    assert_int_equal(pair.change.answers_count, 0);
    release(&pair);
}

static void a_verdict_that_moved_is_named_with_its_rules(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\ndeep: true\n",
            "colour: red\ndeep: true\n");
    assert_int_equal(pair.change.state, LOCK_MOVED);
    assert_int_equal(pair.change.rules_count, 2);
    assert_string_equal(pair.change.rules[0].rule, "hue");
    assert_null(pair.change.rules[0].option_before);
    assert_string_equal(pair.change.rules[0].option_after, "left");
    assert_int_equal(pair.change.rules[0].before, 0);
    assert_int_equal(pair.change.rules[0].after, 4);
    assert_string_equal(pair.change.rules[1].rule, "wake");
    assert_string_equal(pair.change.rules[1].option_before, "right");
    assert_null(pair.change.rules[1].option_after);
    assert_int_equal(pair.change.rules[1].before, 8);
    assert_int_equal(pair.change.rules[1].after, 0);
    assert_int_equal(pair.change.lead_before, 7);
    assert_int_equal(pair.change.lead_after, 4);
    assert_true(pair.change.scores_changed);
    release(&pair);
}

static void other_knowledge_is_told_from_other_answers(void **state)
{
    struct pair pair;

    compare(&pair, *state, "loud: true\n", "loud: true\n");
    pair.before.kb_sha256 = "0";
    pair.before.fired[0].points = 4;
    assert_int_equal(
        lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
        DVF_OK);
    assert_int_equal(pair.change.state, LOCK_CHANGED);
    assert_false(pair.change.answers_changed);
    assert_true(pair.change.knowledge_changed);
    assert_int_equal(pair.change.rules_count, 1);
    assert_int_equal(pair.change.rules[0].before, 4);
    assert_int_equal(pair.change.rules[0].after, 8);
    assert_string_equal(pair.change.rules[0].option_before, "right");
    assert_string_equal(pair.change.rules[0].option_after, "right");
    pair.before.kb_sha256 = pair.after.kb_sha256;
    pair.before.kb_id = "other";
    assert_int_equal(
        lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
        DVF_OK);
    assert_true(pair.change.knowledge_changed);
    release(&pair);
}

/* Each of these alone is a change without a cause in the lock. */
static void lose_strength(struct lock_entry *entry)
{
    entry->strength = NULL;
}

static void lose_lead(struct lock_entry *entry)
{
    entry->lead--;
}

static void lose_points(struct lock_entry *entry)
{
    entry->scores[0].points++;
}

static void lose_an_option(struct lock_entry *entry)
{
    entry->scores_count--;
}

static void rename_an_option(struct lock_entry *entry)
{
    entry->scores[0].option = "up";
}

static void turn_a_rule(struct lock_entry *entry)
{
    entry->fired[0].option = "left";
}

static void lose_a_rule(struct lock_entry *entry)
{
    entry->fired_count--;
}

static void whatever_else_differs_is_a_change_too(void **state)
{
    static void (*const changes[])(struct lock_entry * entry) = {
        lose_strength,    lose_lead,   lose_points, lose_an_option,
        rename_an_option, turn_a_rule, lose_a_rule};
    size_t i;

    for (i = 0; i < COUNT(changes); i++) {
        struct pair pair;

        compare(&pair, *state, "loud: true\n", "loud: true\n");
        assert_int_equal(pair.change.state, LOCK_SAME);
        changes[i](&pair.before);
        assert_int_equal(
            lock_compare(&pair.change, &pair.arena, &pair.before, &pair.after),
            DVF_OK);
        assert_int_equal(pair.change.state, LOCK_CHANGED);
        assert_false(pair.change.answers_changed);
        assert_false(pair.change.knowledge_changed);
        assert_int_equal(pair.change.scores_changed,
                         changes[i] == lose_points ||
                             changes[i] == lose_an_option ||
                             changes[i] == rename_an_option);
        release(&pair);
    }
}

static void states_have_words(void **state)
{
    (void)state;
    assert_string_equal(lock_state_word(LOCK_NONE), "none");
    assert_string_equal(lock_state_word(LOCK_SAME), "same");
    assert_string_equal(lock_state_word(LOCK_CHANGED), "changed");
    assert_string_equal(lock_state_word(LOCK_MOVED), "moved");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_evaluation_is_recorded_with_what_led_to_it),
        cmocka_unit_test(the_digest_does_not_know_the_order_of_answers),
        cmocka_unit_test(without_a_recommendation_there_is_no_strength),
        cmocka_unit_test(entries_stand_in_the_order_of_their_files),
        cmocka_unit_test(hostile_names_cannot_be_locked),
        cmocka_unit_test(a_lock_is_written_in_one_layout),
        cmocka_unit_test(what_was_written_is_read_as_it_was),
        cmocka_unit_test(a_lock_of_todays_bytes_is_taken_as_it_would_be_read),
        cmocka_unit_test(what_the_loader_refuses_is_not_taken),
        cmocka_unit_test(an_edited_lock_is_put_in_order),
        cmocka_unit_test(what_stands_twice_has_one_order),
        cmocka_unit_test(mistakes_in_a_lock_are_reported_at_their_place),
        cmocka_unit_test(each_key_of_an_entry_is_needed),
        cmocka_unit_test(a_hostile_order_of_entries_costs_no_more),
        cmocka_unit_test(a_lock_is_shown_by_its_name_rather_than_its_path),
        cmocka_unit_test(without_an_entry_there_is_nothing_to_compare),
        cmocka_unit_test(the_same_answers_are_the_same),
        cmocka_unit_test(changed_answers_are_named_with_before_and_after),
        cmocka_unit_test(answers_changed_where_the_digest_or_the_list_differs),
        cmocka_unit_test(a_verdict_that_moved_is_named_with_its_rules),
        cmocka_unit_test(other_knowledge_is_told_from_other_answers),
        cmocka_unit_test(whatever_else_differs_is_a_change_too),
        cmocka_unit_test(states_have_words),
    };

    return cmocka_run_group_tests(tests, open_kb, close_kb);
}

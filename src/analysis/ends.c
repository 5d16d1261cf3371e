/* SPDX-License-Identifier: MIT */
/*
 * All that decides besides points is one function, see cases.h. What points
 * make of a case is found while both are followed from question to question:
 * once the least and the most that can still come give the same end in each
 * case that is left, the points are forgotten.
 */
#include "analysis/ends.h"

#include "analysis/cases.h"
#include "analysis/race.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* End of a case that points may still change. */
#define END_UNKNOWN UINT32_MAX

/* Ends by rank, so that the greatest of those that hold is the end: no way to
 * answer, contradictions, then combinations, the first one first, then the
 * rest. */
uint32_t end_rank(const dvf_kb *kb, uint32_t end)
{
    uint32_t options = kb_options_count(kb);
    uint32_t combinations = kb_combinations_count(kb);

    if (end == end_none(kb))
        return options + combinations + 3;
    if (end == end_bad(kb))
        return options + combinations + 2;
    if (end == end_too_close(kb))
        return options + 1;
    if (end == end_undecided(kb))
        return options;
    uint32_t combination = kb_combination_of(kb, end);
    if (combination == KB_NONE)
        return end;
    return options + 1 + combinations - combination;
}

uint32_t end_of_verdict(const dvf_kb *kb, const struct verdict *verdict)
{
    switch (verdict->outcome) {
    case OUTCOME_OPTION:
        return verdict->option;
    case OUTCOME_TOO_CLOSE:
        return end_too_close(kb);
    case OUTCOME_UNDECIDED:
        break;
    }
    return end_undecided(kb);
}

/* Ends, by rank, of the cases that hang on points. */
struct outlook {
    uint32_t ranks[CASES_SOFT];
};

/* Most words of a key: cases, and what is left of the scores. */
#define KEY_MAX    (2 + 2 * KB_OPTIONS_MAX)

/* Words of the ends behind a key. */
#define ENDS_WORDS 2

struct sorter {
    struct space *space;
    struct diagram *diagram;
    struct budget *budget;
    const dvf_kb *kb;
    uint32_t scoring;
    const struct cases *cases;
    struct table index; /* of `found` */
    uint32_t *found; /* keys of key_words(), each with the ends they lead to */
    uint32_t capacity;
    struct table outlook_index;
    struct outlook *outlooks;
    uint32_t outlook_capacity;
    struct table ahead_index; /* of `ahead` */
    struct ahead *ahead;
    uint32_t ahead_capacity;
    struct table end_index; /* of `told` */
    struct told *told;
    uint32_t told_capacity;
    struct edge *stack;
    uint32_t stack_count;
    uint32_t stack_capacity;
};

/* ------------------------------------------------------------ looking ahead */

/* Cases that a function may still come to, and leaves that it asks for. */
struct ahead {
    struct edge cases;
    uint32_t soft; /* bits: cases that hang on points */
    uint64_t leaves;
};

static struct ahead look_ahead(struct sorter *sorter, struct edge cases)
{
    const struct diagram *diagram = sorter->diagram;
    const uint32_t words[] = {cases.node, (uint32_t)cases.offset};
    uint32_t hash = table_hash(words, 2);
    uint32_t at = hash;
    struct ahead ahead = {.cases = cases};

    /* Stop: an item that could not be kept is in the index all the same. */
    if (!budget_ok(sorter->budget))
        return ahead;
    if (cases.node == DIAGRAM_END) {
        ahead.soft = cases.offset < (int32_t)CASES_SOFT ? 1U << cases.offset
                                                        : 0;
        return ahead;
    }
    for (uint32_t i;
         (i = table_next(&sorter->ahead_index, hash, &at)) != TABLE_END;)
        if (sorter->ahead && edge_equal(sorter->ahead[i].cases, cases))
            return sorter->ahead[i];
    uint32_t level = diagram->nodes[cases.node].level;
    if (level >= sorter->space->level_count)
        ahead.leaves = UINT64_C(1) << (level - sorter->space->level_count);
    for (uint32_t i = 0; i < diagram->answers[level]; i++) {
        struct edge child = diagram_child(diagram, cases.node, i);

        child.offset += cases.offset;
        struct ahead own = look_ahead(sorter, child);
        ahead.soft |= own.soft;
        ahead.leaves |= own.leaves;
    }
    uint32_t index = table_add(&sorter->ahead_index, sorter->budget, hash);
    if (index != TABLE_END && BUDGET_GROW(sorter->budget, sorter->ahead,
                                          &sorter->ahead_capacity, index + 1))
        sorter->ahead[index] = ahead;
    return ahead;
}

/* ----------------------------------------------------------------- outlooks */

/* Points so far, and with all that can still come. */
struct box {
    int32_t least[KB_OPTIONS_MAX];
    int32_t most[KB_OPTIONS_MAX];
};

static int64_t sum(const struct sorter *sorter, const int32_t *points)
{
    int64_t total = 0;

    for (uint32_t i = 0; i < sorter->scoring; i++)
        total += points[i];
    return total;
}

/* The end where two or more may be recommended, before what makes it too
 * close. */
static uint32_t contested_end(const struct sorter *sorter,
                              const struct box *box, uint32_t runners)
{
    const dvf_kb *kb = sorter->kb;
    bool possible = false;

    for (uint32_t i = 0; i < sorter->scoring; i++) {
        if ((runners >> i & 1) == 0)
            continue;
        if (race_leads(kb, runners, i, box->least, box->most))
            return kb_scoring_option(kb, i);
        possible |= race_leads(kb, runners, i, box->most, box->least);
    }
    return possible ? END_UNKNOWN : end_too_close(kb);
}

static uint32_t first_runner(uint32_t runners)
{
    uint32_t score = 0;

    while ((runners >> score & 1) == 0)
        score++;
    return score;
}

/* The end of one case; END_UNKNOWN while points can still change it. Without
 * points it is undecided, however the box looks otherwise. */
static uint32_t end_of_case(const struct sorter *sorter, const struct box *box,
                            uint32_t which)
{
    const dvf_kb *kb = sorter->kb;
    uint32_t runners = sorter->cases->runners;

    for (uint32_t i = 0; i < sorter->cases->open_count; i++)
        if (which >> (i + 1) & 1)
            runners &= ~(1U << sorter->cases->open[i]);
    if (runners == 0 || sum(sorter, box->most) == 0)
        return end_undecided(kb);
    if (sum(sorter, box->least) == 0)
        return END_UNKNOWN;
    if ((runners & (runners - 1)) == 0)
        return kb_scoring_option(kb, first_runner(runners));
    return (which & CASES_CLOSE_BIT) != 0 ? end_too_close(kb)
                                          : contested_end(sorter, box, runners);
}

/* Number of cases that hang on points. */
static uint32_t cases_of(const struct sorter *sorter)
{
    return 2U << sorter->cases->open_count;
}

/* @return false while points can still change the end of a case that is left */
static bool find_outlook(const struct sorter *sorter, const struct box *box,
                         uint32_t soft, struct outlook *out)
{
    for (uint32_t i = 0; i < cases_of(sorter); i++) {
        out->ranks[i] = 0;
        if ((soft >> i & 1) == 0)
            continue;
        uint32_t end = end_of_case(sorter, box, i);

        if (end == END_UNKNOWN)
            return false;
        out->ranks[i] = end_rank(sorter->kb, end);
    }
    return true;
}

static uint32_t keep_outlook(struct sorter *sorter,
                             const struct outlook *outlook)
{
    uint32_t hash = table_hash(outlook->ranks, cases_of(sorter));
    uint32_t at = hash;

    for (uint32_t i;
         (i = table_next(&sorter->outlook_index, hash, &at)) != TABLE_END;)
        if (sorter->outlooks &&
            memcmp(sorter->outlooks[i].ranks, outlook->ranks,
                   cases_of(sorter) * sizeof outlook->ranks[0]) == 0)
            return i;
    uint32_t index = table_add(&sorter->outlook_index, sorter->budget, hash);
    if (index == TABLE_END ||
        !BUDGET_GROW(sorter->budget, sorter->outlooks,
                     &sorter->outlook_capacity, index + 1))
        return 0;
    sorter->outlooks[index] = *outlook;
    return index;
}

/* ----------------------------------------------------------- without points */

/* The ends of a function of cases under one outlook. */
struct told {
    struct edge cases;
    uint32_t outlook;
    struct edge ends;
};

static struct edge tell(struct sorter *sorter, struct edge cases,
                        uint32_t outlook);

static struct edge tell_children(struct sorter *sorter, struct edge cases,
                                 uint32_t outlook)
{
    struct diagram *diagram = sorter->diagram;
    uint32_t level = diagram->nodes[cases.node].level;
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < diagram->answers[level]; i++) {
        struct edge child = diagram_child(diagram, cases.node, i);

        child.offset += cases.offset;
        children[i] = tell(sorter, child, outlook);
    }
    return diagram_ask(diagram, level, children);
}

static struct edge tell(struct sorter *sorter, struct edge cases,
                        uint32_t outlook)
{
    const uint32_t words[] = {cases.node, (uint32_t)cases.offset, outlook};
    uint32_t hash = table_hash(words, 3);
    uint32_t at = hash;

    if (!budget_ok(sorter->budget))
        return diagram_number(0);
    if (cases.node == DIAGRAM_END)
        return diagram_number(
            cases.offset >= (int32_t)CASES_SOFT
                ? cases.offset - (int32_t)CASES_SOFT
                : (int32_t)sorter->outlooks[outlook].ranks[cases.offset]);
    for (uint32_t i;
         (i = table_next(&sorter->end_index, hash, &at)) != TABLE_END;)
        if (edge_equal(sorter->told[i].cases, cases) &&
            sorter->told[i].outlook == outlook)
            return sorter->told[i].ends;
    struct edge ends = tell_children(sorter, cases, outlook);
    uint32_t index = table_add(&sorter->end_index, sorter->budget, hash);
    if (index != TABLE_END && BUDGET_GROW(sorter->budget, sorter->told,
                                          &sorter->told_capacity, index + 1))
        sorter->told[index] = (struct told){cases, outlook, ends};
    return ends;
}

/* ------------------------------------------------------------------- leaves */

/* The least and the most that a comparison may see. */
static void leaf_range(const struct sorter *sorter,
                       const struct kb_operation *leaf, const struct box *box,
                       int64_t range[2])
{
    uint32_t own = kb_options(sorter->kb)[leaf->a].score;

    range[0] = box->least[own];
    range[1] = box->most[own];
    if (leaf->code == KB_LEAD) {
        uint32_t other = kb_options(sorter->kb)[leaf->b].score;

        range[0] -= box->most[other];
        range[1] -= box->least[other];
    }
}

/* Decide the comparisons that no answer can change. */
static struct edge fix_leaves(struct sorter *sorter, struct edge cases,
                              const struct box *box, uint64_t leaves)
{
    const struct forest *forest = sorter->space->forest;

    for (uint32_t i = 0; i < forest->leaf_count; i++) {
        const struct kb_operation *leaf = forest_leaf(forest, i);
        int64_t range[2];

        if ((leaves >> i & 1) == 0)
            continue;
        leaf_range(sorter, leaf, box, range);
        enum truth truth = truth_of_range(leaf->relation, range[0], range[1],
                                          leaf->number);
        if (truth != TRUTH_OPEN)
            cases = diagram_fix(sorter->diagram, cases,
                                sorter->space->level_count + i,
                                truth == TRUTH_TRUE);
    }
    return cases;
}

/* -------------------------------------------------------------- with points */

/* Scores as they are left, and the points so far. */
struct scores {
    struct edge left[KB_OPTIONS_MAX]; /* offsets: points so far */
};

static struct edge sort(struct sorter *sorter, struct edge cases,
                        const struct scores *scores);

static struct edge follow(const struct diagram *diagram, struct edge edge,
                          uint32_t level, uint32_t answer)
{
    if (diagram->nodes[edge.node].level != level)
        return edge;
    struct edge child = diagram_child(diagram, edge.node, answer);
    return (struct edge){edge.offset + child.offset, child.node};
}

static bool same_words(const uint32_t *a, const uint32_t *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static uint32_t first_level(const struct sorter *sorter, struct edge cases,
                            const struct scores *scores)
{
    const struct diagram_node *nodes = sorter->diagram->nodes;
    uint32_t level = nodes[cases.node].level;

    for (uint32_t i = 0; i < sorter->scoring; i++)
        if (nodes[scores->left[i].node].level < level)
            level = nodes[scores->left[i].node].level;
    return level;
}

/* True where two answers to a level leave the same of a function. */
static bool is_alike(const struct diagram *diagram, struct edge edge,
                     uint32_t level, uint32_t a, uint32_t b)
{
    const struct diagram_node *node = &diagram->nodes[edge.node];

    return node->level != level || edge_equal(diagram->edges[node->first + a],
                                              diagram->edges[node->first + b]);
}

/* An earlier answer that leaves the same as one, or that itself. */
static uint32_t find_alike(const struct sorter *sorter, struct edge cases,
                           const struct scores *scores, uint32_t level,
                           uint32_t answer)
{
    const struct diagram *diagram = sorter->diagram;

    for (uint32_t i = 0; i < answer; i++) {
        bool same = is_alike(diagram, cases, level, i, answer);

        for (uint32_t k = 0; same && k < sorter->scoring; k++)
            same = is_alike(diagram, scores->left[k], level, i, answer);
        if (same)
            return i;
    }
    return answer;
}

static struct edge sort_child(struct sorter *sorter, struct edge cases,
                              const struct scores *scores, uint32_t level,
                              uint32_t answer)
{
    struct scores next;

    for (uint32_t i = 0; i < sorter->scoring; i++)
        next.left[i] = follow(sorter->diagram, scores->left[i], level, answer);
    return sort(sorter, follow(sorter->diagram, cases, level, answer), &next);
}

static struct edge sort_children(struct sorter *sorter, struct edge cases,
                                 const struct scores *scores)
{
    uint32_t level = first_level(sorter, cases, scores);
    uint32_t base = sorter->stack_count;
    uint32_t count = sorter->diagram->answers[level];

    assert(level < sorter->space->level_count);
    if (!BUDGET_GROW(sorter->budget, sorter->stack, &sorter->stack_capacity,
                     base + count))
        return diagram_number(0);
    sorter->stack_count += count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t alike = find_alike(sorter, cases, scores, level, i);
        struct edge ends = alike < i
                               ? sorter->stack[base + alike]
                               : sort_child(sorter, cases, scores, level, i);

        sorter->stack[base + i] = ends;
    }
    sorter->stack_count = base;
    return diagram_ask(sorter->diagram, level, sorter->stack + base);
}

/* @return true with the ends, where points can change nothing any more */
static bool is_settled(struct sorter *sorter, struct edge *cases,
                       const struct scores *scores, struct edge *ends)
{
    struct ahead ahead = look_ahead(sorter, *cases);
    struct outlook outlook;
    struct box box;

    if (ahead.soft == 0 && ahead.leaves == 0) {
        memset(&outlook, 0, sizeof outlook);
        *ends = tell(sorter, *cases, keep_outlook(sorter, &outlook));
        return true;
    }
    for (uint32_t i = 0; i < sorter->scoring; i++) {
        box.least[i] = scores->left[i].offset;
        box.most[i] = edge_most(sorter->diagram, scores->left[i]);
    }
    if (ahead.leaves != 0) {
        *cases = fix_leaves(sorter, *cases, &box, ahead.leaves);
        ahead = look_ahead(sorter, *cases);
    }
    if (ahead.leaves != 0 || !find_outlook(sorter, &box, ahead.soft, &outlook))
        return false;
    *ends = tell(sorter, *cases, keep_outlook(sorter, &outlook));
    return true;
}

static uint32_t key_words(const struct sorter *sorter)
{
    return 2 + 2 * sorter->scoring;
}

static void make_key(const struct sorter *sorter, struct edge cases,
                     const struct scores *scores, uint32_t *key)
{
    key[0] = cases.node;
    key[1] = (uint32_t)cases.offset;
    for (uint32_t i = 0; i < sorter->scoring; i++) {
        key[2 + 2 * i] = scores->left[i].node;
        key[3 + 2 * i] = (uint32_t)scores->left[i].offset;
    }
}

/* @return the words of a key that is known, or null */
static const uint32_t *find_key(const struct sorter *sorter,
                                const uint32_t *key, uint32_t hash)
{
    uint32_t count = key_words(sorter);
    uint32_t at = hash;

    for (uint32_t i;
         (i = table_next(&sorter->index, hash, &at)) != TABLE_END;) {
        const uint32_t *known = sorter->found +
                                (size_t)i * (count + ENDS_WORDS);

        assert(sorter->found);
        if (same_words(known, key, count))
            return known;
    }
    return NULL;
}

static void add_key(struct sorter *sorter, const uint32_t *key, uint32_t hash,
                    struct edge ends)
{
    uint32_t count = key_words(sorter);
    uint32_t index = table_add(&sorter->index, sorter->budget, hash);

    if (index == TABLE_END ||
        !BUDGET_GROW(sorter->budget, sorter->found, &sorter->capacity,
                     (index + 1) * (count + ENDS_WORDS)))
        return;
    uint32_t *made = sorter->found + (size_t)index * (count + ENDS_WORDS);
    memcpy(made, key, count * sizeof *key);
    memcpy(made + count, &ends, sizeof ends);
}

/* The ends of cases with these scores. */
static struct edge sort(struct sorter *sorter, struct edge cases,
                        const struct scores *scores)
{
    uint32_t key[KEY_MAX];
    struct edge ends;

    /* A key that could not be kept is in the index all the same. */
    if (!budget_ok(sorter->budget))
        return diagram_number(0);
    make_key(sorter, cases, scores, key);
    uint32_t hash = table_hash(key, key_words(sorter));
    const uint32_t *known = find_key(sorter, key, hash);
    if (known) {
        memcpy(&ends, known + key_words(sorter), sizeof ends);
        return ends;
    }
    if (!is_settled(sorter, &cases, scores, &ends))
        ends = sort_children(sorter, cases, scores);
    add_key(sorter, key, hash, ends);
    return ends;
}

/* -------------------------------------------------------------------- whole */

static struct sorter begin(struct space *space, const struct cases *cases)
{
    return (struct sorter){
        .space = space,
        .cases = cases,
        .diagram = &space->diagram,
        .budget = space->diagram.budget,
        .kb = space->forest->kb,
        .scoring = space->forest->kb->scoring,
    };
}

static void release(struct sorter *sorter)
{
    table_release(&sorter->index);
    table_release(&sorter->outlook_index);
    table_release(&sorter->ahead_index);
    table_release(&sorter->end_index);
    free(sorter->found);
    free(sorter->outlooks);
    free(sorter->ahead);
    free(sorter->told);
    free(sorter->stack);
}

struct edge ends_build(struct space *space)
{
    const struct cases cases = cases_find(space);
    struct sorter sorter = begin(space, &cases);
    struct edge ends = diagram_number(0);
    struct scores scores = {0};

    for (uint32_t i = 0; i < sorter.scoring; i++) {
        scores.left[i] = space->scores[i];
        if (budget_ok(sorter.budget) &&
            edge_most(sorter.diagram, scores.left[i]) > SPACE_POINTS_MAX)
            budget_spend(sorter.budget);
    }
    if (budget_ok(sorter.budget))
        ends = sort(&sorter, cases.function, &scores);
    release(&sorter);
    return ends;
}

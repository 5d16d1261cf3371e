/* SPDX-License-Identifier: MIT */
/*
 * Margins by force: the naive implementation, which reads points as numbers
 * too, judges a knowledge base with the points moved. See analysis_checks.h.
 */
#include "analysis_checks.h"

#include "naive.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

/* Points up to which each is tried. */
#define TRIED 24

struct moving {
    const struct subject *subject;
    struct tree *kb;
    const struct tree *answers;
    const char *outcome;
    struct tree *node; /* the points that are moved */
};

/* The value of a key, to be changed. */
static struct tree *value_of(struct tree *mapping, const char *key)
{
    for (size_t i = 0; i + 1 < mapping->count; i += 2)
        if (strcmp(mapping->children[i]->text, key) == 0)
            return mapping->children[i + 1];
    fail_msg("there is no %s", key);
    return NULL;
}

static struct tree *item_of(struct tree *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(tree_text(list->children[i], "id"), id) == 0)
            return list->children[i];
    fail_msg("there is no %s", id);
    return NULL;
}

static const char *judge(const struct moving *moving)
{
    struct naive naive = {.kb = moving->kb, .answers = moving->answers};

    naive_begin(&naive);
    naive_verdict(&naive);
    return naive.outcome;
}

static bool stands(const struct moving *moving, int32_t points)
{
    char text[16];
    char *kept = moving->node->text;

    snprintf(text, sizeof text, "%d", (int)points);
    moving->node->text = text;
    const char *outcome = judge(moving);
    moving->node->text = kept;
    return strcmp(outcome, moving->outcome) == 0;
}

static void expect_stands(const struct moving *moving, const dvf_margin *margin,
                          int32_t points, bool expected)
{
    expect_of(moving->subject, stands(moving, points) == expected,
              "with %d points of %s it %s; %d to %d", points, margin->id,
              expected ? "falls" : "stands", margin->least, margin->greatest);
}

/* @param bound the least that may be tried */
static void check_least(const struct moving *moving, const dvf_margin *margin,
                        int32_t bound)
{
    int32_t least = margin->least < 0 ? bound : margin->least;

    for (int32_t i = margin->points; i >= least; i--)
        expect_stands(moving, margin, i, true);
    if (margin->least > bound)
        expect_stands(moving, margin, least - 1, false);
}

static void check_greatest(const struct moving *moving,
                           const dvf_margin *margin, int32_t bound)
{
    int32_t most = margin->greatest < 0 ? bound : margin->greatest;

    for (int32_t i = margin->points; i <= most && i < TRIED; i++)
        expect_stands(moving, margin, i, true);
    expect_stands(moving, margin, most, true);
    if (margin->greatest >= 0)
        expect_stands(moving, margin, most + 1, false);
}

/* Points of the word before, or behind. */
static int32_t bound_of(const struct moving *moving, const char *id, int step,
                        int32_t without)
{
    const dvf_kb *kb = moving->subject->completions->kb;
    uint32_t index = 0;

    while (strcmp(kb_string(kb, kb_weights(kb)[index].id), id) != 0)
        index++;
    if (step < 0)
        return index == 0 ? without
                          : (int32_t)kb_weights(kb)[index - 1].points + 1;
    return index + 1 == kb_weights_count(kb)
               ? without
               : (int32_t)kb_weights(kb)[index + 1].points - 1;
}

/* A rule without points has fired all the same, which the naive one does not
 * know: 0 points are not tried. */
static void check_margin(struct moving *moving, const dvf_margin *margin)
{
    struct tree *items = value_of(moving->kb,
                                  margin->is_weight ? "weights" : "rules");

    moving->node = value_of(item_of(items, margin->id),
                            margin->is_weight ? "points" : "weight");
    check_least(moving, margin,
                margin->is_weight ? bound_of(moving, margin->id, -1, 1) : 1);
    check_greatest(moving, margin,
                   margin->is_weight ? bound_of(moving, margin->id, 1, 1000)
                                     : 1000);
    moving->subject->seen
        ->margins[margin->least >= 0 || margin->greatest >= 0]++;
}

void check_margins(const struct subject *subject, struct random *random,
                   struct tree *kb, const struct tree *answers)
{
    struct moving moving = {.subject = subject, .kb = kb, .answers = answers};
    dvf_margin margin;

    moving.outcome = judge(&moving);
    for (size_t i = 0; dvf_analysis_margin(subject->analysis, i, &margin); i++)
        if (margin.is_weight || random_once_in(random, 3))
            check_margin(&moving, &margin);
}

/* SPDX-License-Identifier: MIT */
#include "analysis/analysis.h"

#include "analysis/bounds.h"
#include "analysis/ends.h"
#include "analysis/questions.h"
#include "analysis/reach.h"
#include "analysis/witness.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that an analysis may take unless told otherwise. */
#define MEMORY_DEFAULT ((size_t)32 << 20)

struct analyser {
    const dvf_kb *kb;
    bool has_forest;
    bool outgrown; /* a forest was too large, and would be again */
    struct forest forest;
};

/* One analysis under way. */
struct run {
    struct analyser *analyser;
    const dvf_evaluation *evaluation;
    const dvf_kb *kb;
    const dvf_analysis_options *options;
    dvf_analysis *analysis;
    struct budget budget;
    uint8_t *standing;      /* by warning: it holds already */
    uint8_t *unknowable;    /* by attribute */
    struct domain *domains; /* by attribute */
    struct space space;
    struct states states;
    struct tally tally;
    struct questions questions;
    int32_t *paths; /* see witness.h; null unless needs are asked for */
};

static struct budget fresh_budget(const struct run *run)
{
    size_t memory = run->options->memory;

    return (struct budget){.bytes = memory > 0 ? memory : MEMORY_DEFAULT};
}

/* ----------------------------------------------------------------- outcomes */

static enum outcome outcome_of(const dvf_analysis *analysis, uint32_t end)
{
    if (end == end_too_close(analysis->kb))
        return OUTCOME_TOO_CLOSE;
    return end == end_undecided(analysis->kb) ? OUTCOME_UNDECIDED
                                              : OUTCOME_OPTION;
}

const char *analysis_outcome(const dvf_analysis *analysis, uint32_t end)
{
    return outcome_id(analysis->kb, outcome_of(analysis, end), end);
}

const char *analysis_title(const dvf_analysis *analysis, uint32_t end)
{
    return outcome_title(analysis->kb, outcome_of(analysis, end), end);
}

bool analysis_settled(const dvf_analysis *analysis)
{
    return analysis->reachable_count == 1 && analysis->reachable[0].proved;
}

uint32_t analysis_find(const dvf_analysis *analysis, uint32_t end)
{
    for (uint32_t i = 0; i < analysis->reachable_count; i++)
        if (analysis->reachable[i].end == end)
            return i;
    return KB_NONE;
}

/* -------------------------------------------------------------------- space */

static void set_domains(struct run *run)
{
    const dvf_evaluation *evaluation = run->evaluation;
    /* Verdicts said while answers are missing are looked at for needs only. */
    enum domain_mode mode = (run->options->parts & DVF_ANALYSE_NEEDS) != 0
                                ? DOMAIN_OPEN
                                : DOMAIN_ASKED;

    for (uint32_t i = 0; i < kb_attributes_count(run->kb); i++) {
        bool open = evaluation->given[i] == VALUES_UNKNOWN &&
                    !run->unknowable[i];

        run->domains[i] = (struct domain){
            .mode = open ? mode : DOMAIN_FIXED,
            .answer = evaluation->given[i],
        };
    }
    for (uint32_t i = 0; i < evaluation->warnings.count; i++)
        run->standing[evaluation->warnings.items[i]] = 1;
}

static bool has_all_rules(const dvf_evaluation *evaluation)
{
    for (uint32_t i = 0; i < kb_rules_count(evaluation->kb); i++)
        if (evaluation->rules[i] == RULE_LEFT_OUT)
            return false;
    return true;
}

/* Read the forest that comes with the knowledge base, or build one. */
static bool find_forest(struct run *run)
{
    struct analyser *analyser = run->analyser;

    if (!analyser->has_forest && !analyser->outgrown &&
        has_all_rules(run->evaluation))
        analyser->has_forest = forest_open(&analyser->forest, run->kb);
    if (!analyser->has_forest && !analyser->outgrown) {
        analyser->has_forest = forest_build(&analyser->forest, &run->budget,
                                            run->kb, run->evaluation->rules,
                                            kb_order(run->kb));
        analyser->outgrown = run->budget.state == BUDGET_SPENT;
    }
    return analyser->has_forest;
}

static bool has_completions(const struct run *run)
{
    return run->tally.reached[run->states.root] != 0;
}

/* @param standing see space_build() */
static bool look_at(struct run *run, const uint8_t *standing)
{
    return space_build(&run->space, &run->budget, &run->analyser->forest,
                       run->domains, standing) &&
           states_build(&run->states, &run->budget, &run->space) &&
           tally_build(&run->tally, &run->budget, &run->states);
}

static void forget(struct run *run)
{
    free(run->paths);
    run->paths = NULL;
    questions_release(&run->questions);
    tally_release(&run->tally);
    states_release(&run->states);
    space_release(&run->space);
}

/* Count all completions where all contradict themselves. */
static bool look(struct run *run)
{
    if (!find_forest(run) || !look_at(run, run->standing))
        return false;
    run->analysis->contradictions_left_out = run->tally.contradicts;
    if (has_completions(run))
        return true;
    forget(run);
    run->analysis->contradictions_left_out = false;
    return look_at(run, NULL);
}

/* ---------------------------------------------------------------- reachable */

static const char *copy_count(struct run *run, struct count count)
{
    char text[COUNT_TEXT_SIZE];

    if (!run->tally.counted)
        return NULL;
    count_text(count, text);
    const char *copy = arena_copy(&run->analysis->arena, text, strlen(text));
    if (!copy)
        run->budget.state = BUDGET_NO_MEMORY;
    return copy;
}

static void *take(struct run *run, size_t count, size_t size)
{
    void *items = arena_array(&run->analysis->arena, count, size);

    if (!items)
        run->budget.state = BUDGET_NO_MEMORY;
    return items;
}

/* The values of a way: any of them, or of a set the smallest selection. */
static value_set values_of_way(const struct run *run, uint32_t level,
                               const struct way *way)
{
    uint32_t attribute = run->space.levels[level].attribute;

    return kb_attributes(run->kb)[attribute].type == KB_SET
               ? states_nearest(&run->states, level, way, 0)
               : states_values(&run->states, way);
}

static bool add_needs(struct run *run, uint32_t end, struct reachable *to)
{
    struct witness witness;

    if (!witness_find(&run->tally, run->paths, &run->budget, end, &witness))
        return false;
    to->has_needs = witness.found;
    to->needs = take(run, witness.count, sizeof *to->needs);
    if (!to->needs)
        return false;
    to->need_count = witness.count;
    for (uint32_t i = 0; i < witness.count; i++) {
        const struct witness_answer *answer = &witness.answers[i];
        uint32_t first = run->states.levels[answer->level].first;

        to->needs[i] = (struct need){
            .attribute = run->space.levels[answer->level].attribute,
            .values = values_of_way(run, answer->level,
                                    &run->states.ways[first + answer->way]),
        };
    }
    return true;
}

/* By the number of needs, those without last; then as they are. */
static bool comes_before(const struct reachable *a, const struct reachable *b)
{
    if (a->has_needs != b->has_needs)
        return a->has_needs;
    return a->need_count < b->need_count;
}

static void sort_reachable(dvf_analysis *analysis)
{
    struct reachable *items = analysis->reachable;

    for (uint32_t i = 1; i < analysis->reachable_count; i++) {
        struct reachable moving = items[i];
        uint32_t at = i;

        for (; at > 0 && comes_before(&moving, &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = moving;
    }
}

static bool add_reachable(struct run *run)
{
    dvf_analysis *analysis = run->analysis;
    const struct tally *tally = &run->tally;
    struct count all = {0};
    bool needs = (run->options->parts & DVF_ANALYSE_NEEDS) != 0;

    run->paths = needs ? witness_paths(tally, &run->budget) : NULL;
    if (needs && !run->paths)
        return false;
    analysis->reachable = take(run, tally->end_count,
                               sizeof *analysis->reachable);
    for (uint32_t i = 0; analysis->reachable && i < tally->end_count; i++) {
        if ((tally->reached[run->states.root] >> i & 1) == 0)
            continue;
        struct reachable *to =
            &analysis->reachable[analysis->reachable_count++];
        struct count own = tally->counted ? tally_total(tally, i) : all;

        *to = (struct reachable){.end = tally->ends[i], .proved = true};
        to->completions = copy_count(run, own);
        all = count_add(all, own);
        if (needs && !add_needs(run, i, to))
            return false;
    }
    analysis->completions = copy_count(run, all);
    if (budget_ok(&run->budget))
        sort_reachable(analysis);
    return budget_ok(&run->budget);
}

/* ---------------------------------------------------------------- questions */

/* The reachable verdicts of a mask of the tally's ends. */
static uint64_t verdicts_of(const struct run *run, uint64_t reached)
{
    uint64_t verdicts = 0;

    for (uint32_t i = 0; i < run->tally.end_count; i++) {
        if ((reached >> i & 1) == 0)
            continue;
        uint32_t index = analysis_find(run->analysis, run->tally.ends[i]);

        assert(index < TALLY_ENDS_MAX);
        verdicts |= UINT64_C(1) << index;
    }
    return verdicts;
}

static bool add_prospects(struct run *run, uint32_t level, struct inquiry *to)
{
    const struct states_level *record = &run->states.levels[level];

    to->prospects = take(run, record->ways, sizeof *to->prospects);
    for (uint32_t i = 0; to->prospects && i < record->ways; i++) {
        const struct way *way = &run->states.ways[record->first + i];
        uint64_t reached = run->questions.reached[record->first + i];

        if (way->kind != ANSWER_GIVEN || reached == 0)
            continue;
        to->prospects[to->prospect_count++] = (struct prospect){
            .values = values_of_way(run, level, way),
            .verdicts = verdicts_of(run, reached),
        };
    }
    return to->prospects;
}

static bool is_asked_before(const struct inquiry *a, const struct inquiry *b)
{
    if (a->matters != b->matters)
        return a->matters;
    if (a->gain != b->gain)
        return a->gain > b->gain;
    return a->attribute < b->attribute;
}

static void sort_inquiries(dvf_analysis *analysis)
{
    struct inquiry *items = analysis->inquiries;

    for (uint32_t i = 1; i < analysis->inquiry_count; i++) {
        struct inquiry moving = items[i];
        uint32_t at = i;

        for (; at > 0 && is_asked_before(&moving, &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = moving;
    }
}

/* A level also asks for answers that may not apply; those are given. */
static bool add_questions(struct run *run)
{
    dvf_analysis *analysis = run->analysis;
    uint32_t levels = run->space.level_count;

    analysis->inquiries = take(run, levels, sizeof *analysis->inquiries);
    if (!analysis->inquiries ||
        !questions_build(&run->questions, &run->budget, &run->tally))
        return false;
    for (uint32_t i = 0; i < levels; i++) {
        uint32_t attribute = run->space.levels[i].attribute;
        const struct question *question = &run->questions.items[i];

        if (run->domains[attribute].mode == DOMAIN_FIXED)
            continue;
        struct inquiry *to = &analysis->inquiries[analysis->inquiry_count++];
        *to = (struct inquiry){
            .attribute = attribute,
            .matters = question->matters,
            .counted = run->tally.counted,
            .gain = question->matters ? question->gain : 0,
        };
        if (!add_prospects(run, i, to))
            return false;
    }
    sort_inquiries(analysis);
    return true;
}

/* ----------------------------------------------------------------- fallback */

static dvf_status find_bounds(struct run *run)
{
    dvf_analysis *analysis = run->analysis;
    struct bounds bounds;
    dvf_status status = bounds_find(run->evaluation, run->unknowable, &bounds);

    if (status != DVF_OK)
        return status;
    analysis->method = bounds.complete ? DVF_PROVED : DVF_BOUNDS;
    analysis->contradictions_left_out = bounds.contradictions_left_out;
    memcpy(analysis->ranges, bounds.ranges, sizeof analysis->ranges);
    analysis->completions = NULL;
    analysis->reachable_count = 0;
    analysis->inquiry_count = 0;
    analysis->reachable = take(run, ENDS_MAX, sizeof *analysis->reachable);
    if (!analysis->reachable)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i <= end_undecided(run->kb); i++)
        if (bounds.possible[i])
            analysis->reachable[analysis->reachable_count++] =
                (struct reachable){.end = i, .proved = bounds.proved[i]};
    return DVF_OK;
}

/* -------------------------------------------------------------------- parts */

static dvf_status find_changes(struct run *run)
{
    dvf_analysis *analysis = run->analysis;
    struct budget budget = fresh_budget(run);

    if (!run->analyser->has_forest)
        return DVF_OK;
    analysis->has_changes = changes_find(&budget, &run->analyser->forest,
                                         run->evaluation, run->standing,
                                         &analysis->changes);
    return budget.state == BUDGET_NO_MEMORY ? DVF_NO_MEMORY : DVF_OK;
}

static dvf_status find_weights(struct run *run)
{
    dvf_analysis *analysis = run->analysis;

    analysis->rules = take(run, kb_rules_count(run->kb),
                           sizeof *analysis->rules);
    analysis->words = take(run, kb_weights_count(run->kb),
                           sizeof *analysis->words);
    analysis->fired = take(run, kb_rules_count(run->kb), 1);
    if (!analysis->rules || !analysis->words || !analysis->fired)
        return DVF_NO_MEMORY;
    analysis->has_weights = true;
    for (uint32_t i = 0; i < run->evaluation->reason_count; i++)
        analysis->fired[run->evaluation->reasons[i].rule] = 1;
    return weights_find(run->evaluation, analysis->rules, analysis->words);
}

static dvf_status find_exactly(struct run *run)
{
    bool done = look(run) &&
                states_ranges(&run->space, run->analysis->ranges) &&
                add_reachable(run) && add_questions(run);

    forget(run);
    if (run->budget.state == BUDGET_NO_MEMORY)
        return DVF_NO_MEMORY;
    return done ? DVF_OK : find_bounds(run);
}

/* ------------------------------------------------------------------ settled */

static enum reach_result find_end(struct run *run, uint32_t avoid,
                                  bool wants_bad, uint32_t *end)
{
    const struct reach_request request = {
        .space = &run->space,
        .cost = REACH_ANY_COST,
        .avoid = avoid,
        .wants_bad = wants_bad,
    };

    return reach_find(&request, &run->budget, end);
}

/* Two reachable verdicts, or the only one, or none. */
struct two_ends {
    uint32_t ends[2];
    uint32_t count;
    bool some_bad; /* of one: some answers contradict themselves */
};

/* @return false where the search is given up */
static bool find_two(struct run *run, const uint8_t *standing,
                     struct two_ends *two)
{
    uint32_t avoid = run->analysis->end;
    enum reach_result result = REACH_FOUND;
    uint32_t end;

    *two = (struct two_ends){.count = 0};
    space_release(&run->space);
    if (!space_build(&run->space, &run->budget, &run->analyser->forest,
                     run->domains, standing))
        return false;
    for (int i = 0; i < 2 && result != REACH_GIVEN_UP; i++) {
        result = find_end(run, avoid, false, &end);
        if (result == REACH_FOUND)
            two->ends[two->count++] = end;
        avoid = two->count > 0 ? two->ends[0] : end_none(run->kb);
    }
    if (result != REACH_GIVEN_UP && two->count == 1) {
        result = find_end(run, avoid, true, &end);
        two->some_bad = result == REACH_FOUND;
    }
    return result != REACH_GIVEN_UP;
}

static dvf_status tell_two(struct run *run, const struct two_ends *two)
{
    dvf_analysis *analysis = run->analysis;
    bool swaps = two->count == 2 && two->ends[0] > two->ends[1];

    analysis->contradictions_left_out = two->some_bad;
    analysis->reachable = take(run, 2, sizeof *analysis->reachable);
    if (!analysis->reachable)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i < two->count; i++)
        analysis->reachable[analysis->reachable_count++] = (struct reachable){
            .end = two->ends[swaps ? 1 - i : i],
            .proved = true,
        };
    return DVF_OK;
}

/* Completions count all of them where each contradicts itself. */
static dvf_status settle(struct run *run)
{
    struct two_ends two;
    bool done = find_forest(run) && find_two(run, run->standing, &two);

    if (done && two.count == 0)
        done = find_two(run, NULL, &two);
    space_release(&run->space);
    if (run->budget.state == BUDGET_NO_MEMORY)
        return DVF_NO_MEMORY;
    if (done)
        return tell_two(run, &two);
    run->budget = fresh_budget(run);
    return find_exactly(run);
}

/* -------------------------------------------------------------------- whole */

static dvf_status begin(struct run *run)
{
    dvf_analysis *analysis = run->analysis;
    uint32_t attributes = kb_attributes_count(run->kb);

    run->standing = take(run, kb_warnings_count(run->kb), 1);
    run->unknowable = take(run, attributes, 1);
    run->domains = take(run, attributes, sizeof *run->domains);
    analysis->given = take(run, attributes, sizeof *analysis->given);
    if (!budget_ok(&run->budget))
        return DVF_NO_MEMORY;
    memcpy(analysis->given, run->evaluation->given,
           attributes * sizeof *analysis->given);
    for (size_t i = 0; i < run->options->unknowable_count; i++) {
        if (run->options->unknowable[i] >= attributes)
            return DVF_INVALID;
        run->unknowable[run->options->unknowable[i]] = 1;
    }
    set_domains(run);
    return DVF_OK;
}

static dvf_status analyse(struct run *run)
{
    dvf_status status = find_exactly(run);

    if (status == DVF_OK && (run->options->parts & DVF_ANALYSE_CHANGES))
        status = find_changes(run);
    if (status == DVF_OK && (run->options->parts & DVF_ANALYSE_WEIGHTS))
        status = find_weights(run);
    return status;
}

struct analyser *analyser_new(const dvf_kb *kb)
{
    struct analyser *analyser = calloc(1, sizeof *analyser);

    if (analyser)
        analyser->kb = kb;
    return analyser;
}

void analyser_free(struct analyser *analyser)
{
    if (!analyser)
        return;
    if (analyser->has_forest)
        forest_release(&analyser->forest);
    free(analyser);
}

static dvf_status run_with(struct analyser *analyser,
                           const dvf_evaluation *evaluation,
                           const dvf_analysis_options *options,
                           dvf_status (*find)(struct run *run),
                           dvf_analysis **out)
{
    static const dvf_analysis_options none;
    struct run run = {
        .analyser = analyser,
        .evaluation = evaluation,
        .kb = evaluation->kb,
        .options = options ? options : &none,
        .analysis = calloc(1, sizeof *run.analysis),
    };

    assert(evaluation->kb == analyser->kb);
    if (!run.analysis)
        return DVF_NO_MEMORY;
    run.budget = fresh_budget(&run);
    run.analysis->kb = evaluation->kb;
    run.analysis->end = end_of_verdict(evaluation->kb, &evaluation->verdict);
    dvf_status status = begin(&run);
    if (status == DVF_OK)
        status = find(&run);
    if (status == DVF_OK)
        *out = run.analysis;
    else
        dvf_analysis_free(run.analysis);
    return status;
}

dvf_status analyser_run(struct analyser *analyser,
                        const dvf_evaluation *evaluation,
                        const dvf_analysis_options *options, dvf_analysis **out)
{
    return run_with(analyser, evaluation, options, analyse, out);
}

dvf_status analyser_settle(struct analyser *analyser,
                           const dvf_evaluation *evaluation,
                           const dvf_analysis_options *options,
                           dvf_analysis **out)
{
    return run_with(analyser, evaluation, options, settle, out);
}

dvf_status dvf_analyse(const dvf_evaluation *evaluation,
                       const dvf_analysis_options *options, dvf_analysis **out)
{
    struct analyser *analyser = analyser_new(evaluation->kb);
    dvf_status status = DVF_NO_MEMORY;

    if (analyser)
        status = analyser_run(analyser, evaluation, options, out);
    analyser_free(analyser);
    return status;
}

void dvf_analysis_free(dvf_analysis *analysis)
{
    if (!analysis)
        return;
    arena_release(&analysis->arena);
    free(analysis);
}

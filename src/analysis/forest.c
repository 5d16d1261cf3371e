/* SPDX-License-Identifier: MIT */
#include "analysis/forest_block.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A condition by itself: true for sure, and false for sure. Where an answer is
 * missing, it may be neither. */
struct two_edges {
    struct edge truth;
    struct edge falsity;
};

struct builder {
    struct forest_parts *forest;
    struct diagram *diagram;
    struct budget *budget;
    const dvf_kb *kb;
    const uint8_t *rules;
    uint8_t *decides; /* by test */
    uint8_t *uses;    /* by term */
    struct two_edges *tests;
    struct two_edges *terms;
    struct edge *fires;      /* by rule */
    struct two_edges *stack; /* KB_STACK_MAX */
};

static struct edge always(void)
{
    return diagram_number(1);
}

static struct edge never(void)
{
    return diagram_number(0);
}

/* ------------------------------------------------------ deciding conditions */

static void note_operations(struct builder *builder, struct kb_range range)
{
    const struct kb_operation *operations = kb_operations(builder->kb) +
                                            range.first;

    for (uint32_t i = 0; i < range.count; i++)
        if (operations[i].code == KB_TEST)
            builder->decides[operations[i].a] = 1;
        else if (operations[i].code == KB_TERM)
            builder->uses[operations[i].a] = 1;
}

static void note(struct builder *builder, const struct kb_condition *condition)
{
    note_operations(builder, condition->when);
    note_operations(builder, condition->unless);
}

static bool is_contradiction(const dvf_kb *kb, uint32_t warning)
{
    return kb_warnings(kb)[warning].kind == KB_WARNING_CONTRADICTION;
}

/* Mark tests and terms of all that decides. A term uses earlier ones. */
static void note_all(struct builder *builder)
{
    const dvf_kb *kb = builder->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        if (builder->rules[i] != RULE_LEFT_OUT)
            note(builder, &kb_rules(kb)[i].condition);
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        note(builder, &kb_excludes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        note(builder, &kb_requirements(kb)[i].condition);
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        note(builder, &kb_closes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_warnings_count(kb); i++)
        if (is_contradiction(kb, i))
            note(builder, &kb_warnings(kb)[i].condition);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        note(builder, &kb_attributes(kb)[i].only_if);
    for (uint32_t i = kb_terms_count(kb); i-- > 0;)
        if (builder->uses[i])
            note(builder, &kb_terms(kb)[i].condition);
}

/* ------------------------------------------------------------------ leaves */

static bool same_leaf(const struct kb_operation *a,
                      const struct kb_operation *b)
{
    return a->code == b->code && a->a == b->a && a->b == b->b &&
           a->relation == b->relation && a->number == b->number;
}

static uint32_t find_leaf(const struct forest_parts *forest,
                          const struct kb_operation *operation)
{
    const struct kb_operation *operations = kb_operations(forest->kb);

    for (uint32_t i = 0; i < forest->leaf_count; i++)
        if (same_leaf(&operations[forest->leaves[i]], operation))
            return i;
    return forest->leaf_count;
}

/* Conditions of results stand in the verdict; those of strengths and
 * alternatives are never asked for here. */
static void find_leaves_of(struct builder *builder, struct kb_range range)
{
    struct forest_parts *forest = builder->forest;

    for (uint32_t i = 0; i < range.count; i++) {
        const struct kb_operation *operation = &kb_operations(
            builder->kb)[range.first + i];

        if (operation->code != KB_SCORE && operation->code != KB_LEAD)
            continue;
        if (find_leaf(forest, operation) < forest->leaf_count)
            continue;
        if (forest->leaf_count == FOREST_LEAVES_MAX)
            budget_spend(builder->budget);
        else
            forest->leaves[forest->leaf_count++] = range.first + i;
    }
}

static void find_leaves(struct builder *builder,
                        const struct kb_condition *condition)
{
    find_leaves_of(builder, condition->when);
    find_leaves_of(builder, condition->unless);
}

static void find_all_leaves(struct builder *builder)
{
    const dvf_kb *kb = builder->kb;

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        find_leaves(builder, &kb_excludes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_requirements_count(kb); i++)
        find_leaves(builder, &kb_requirements(kb)[i].condition);
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        find_leaves(builder, &kb_closes(kb)[i].condition);
}

/* --------------------------------------------------- questions of a result */

static struct edge fires_any(struct builder *builder, uint32_t option,
                             struct kb_range names, int64_t least)
{
    const dvf_kb *kb = builder->kb;
    struct edge any = never();

    if (!budget_walk(builder->budget,
                     (uint64_t)kb_rules_count(kb) * names.count))
        return any;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if ((option == KB_NONE || rule->option == option) &&
            kb_rule_points(kb, rule) >= least &&
            kb_criterion_within_names(kb, rule->criterion, names))
            any = diagram_greatest(builder->diagram, any, builder->fires[i]);
    }
    return any;
}

/* Criteria count by the points of their rules, a rule as it fires. */
static struct edge fired(struct builder *builder, struct kb_range names)
{
    const uint32_t *items = kb_index(builder->kb, names);
    struct edge any = never();

    for (uint32_t i = 0; i < names.count; i++) {
        struct kb_range alone = {names.first + i, 1};
        struct edge one = (items[i] & KB_CRITERION_BIT) != 0
                              ? fires_any(builder, KB_NONE, alone, 1)
                              : builder->fires[items[i]];

        any = diagram_greatest(builder->diagram, any, one);
    }
    return any;
}

/* True where the strongest points are this many or more. */
static struct edge reaches(struct builder *builder, uint32_t option,
                           struct kb_range names, int64_t points)
{
    return points <= 0 ? always() : fires_any(builder, option, names, points);
}

struct edge forest_relate(struct diagram *diagram, enum kb_relation relation,
                          struct edge at_least, struct edge above)
{
    switch (relation) {
    case KB_EQUAL:
        return diagram_least(diagram, at_least, diagram_not(diagram, above));
    case KB_UNEQUAL:
        return diagram_greatest(diagram, diagram_not(diagram, at_least), above);
    case KB_AT_MOST:
        return diagram_not(diagram, above);
    case KB_AT_LEAST:
        return at_least;
    case KB_BELOW:
        return diagram_not(diagram, at_least);
    case KB_ABOVE:
    case KB_RELATION_COUNT:
        break;
    }
    return above;
}

static struct edge strongest(struct builder *builder,
                             const struct kb_operation *operation)
{
    return forest_relate(
        builder->diagram, (enum kb_relation)operation->relation,
        reaches(builder, operation->a, operation->names, operation->number),
        reaches(builder, operation->a, operation->names,
                (int64_t)operation->number + 1));
}

/* One strongest against another: at least as strong where it reaches every
 * weight that the other one reaches; stronger where it reaches one more. */
static struct edge stronger(struct builder *builder,
                            const struct kb_operation *operation)
{
    struct diagram *diagram = builder->diagram;
    const dvf_kb *kb = builder->kb;
    struct edge at_least = always();
    struct edge above = never();

    for (uint32_t i = 0; i < kb_weights_count(kb); i++) {
        int64_t points = kb_weights(kb)[i].points;
        struct edge own = reaches(builder, operation->a, operation->names,
                                  points);
        struct edge other = diagram_not(
            diagram, reaches(builder, operation->b, operation->others, points));

        at_least = diagram_least(diagram, at_least,
                                 diagram_greatest(diagram, own, other));
        above = diagram_greatest(diagram, above,
                                 diagram_least(diagram, own, other));
    }
    return forest_relate(builder->diagram,
                         (enum kb_relation)operation->relation, at_least,
                         above);
}

static struct edge leaf(struct builder *builder,
                        const struct kb_operation *operation)
{
    const struct edge children[] = {never(), always()};
    struct forest_parts *forest = builder->forest;
    uint32_t index = find_leaf(forest, operation);

    assert(index < forest->leaf_count);
    return diagram_ask(builder->diagram, forest->attributes + index, children);
}

static struct edge ask_result(struct builder *builder,
                              const struct kb_operation *operation)
{
    switch ((enum kb_operation_code)operation->code) {
    case KB_FIRED:
        return fired(builder, operation->names);
    case KB_STRONGEST:
        return strongest(builder, operation);
    case KB_STRONGER:
        return stronger(builder, operation);
    case KB_SCORE:
    case KB_LEAD:
        return leaf(builder, operation);
    default:
        assert(false);
        return never();
    }
}

/* -------------------------------------------------------------- conditions */

static struct two_edges operand(struct builder *builder,
                                const struct kb_operation *operation,
                                const struct two_edges *top)
{
    struct diagram *diagram = builder->diagram;

    switch ((enum kb_operation_code)operation->code) {
    case KB_AND:
        return (struct two_edges){
            diagram_least(diagram, top[0].truth, top[1].truth),
            diagram_greatest(diagram, top[0].falsity, top[1].falsity),
        };
    case KB_OR:
        return (struct two_edges){
            diagram_greatest(diagram, top[0].truth, top[1].truth),
            diagram_least(diagram, top[0].falsity, top[1].falsity),
        };
    case KB_NOT:
        return (struct two_edges){top[0].falsity, top[0].truth};
    case KB_TEST:
        return builder->tests[operation->a];
    case KB_TERM:
        return builder->terms[operation->a];
    default:
        break;
    }
    struct edge truth = ask_result(builder, operation);
    return (struct two_edges){truth, diagram_not(diagram, truth)};
}

static struct two_edges run(struct builder *builder, struct kb_range range,
                            struct two_edges empty)
{
    const struct kb_operation *items = kb_operations(builder->kb) + range.first;
    uint32_t depth = 0;

    for (uint32_t i = 0; i < range.count; i++) {
        depth -= kb_operands(&items[i]);
        builder->stack[depth] = operand(builder, &items[i],
                                        &builder->stack[depth]);
        depth++;
        assert(depth > 0 && depth <= KB_STACK_MAX);
    }
    return range.count > 0 ? builder->stack[0] : empty;
}

static struct two_edges truth_of_when(struct builder *builder,
                                      const struct kb_condition *condition)
{
    return run(builder, condition->when, (struct two_edges){always(), never()});
}

static struct two_edges truth_of_unless(struct builder *builder,
                                        const struct kb_condition *condition)
{
    return run(builder, condition->unless,
               (struct two_edges){never(), always()});
}

/* As truth_holds(): an exception that is open does not hold it back. */
static struct edge holds(struct builder *builder,
                         const struct kb_condition *condition)
{
    struct edge when = truth_of_when(builder, condition).truth;
    struct edge unless = truth_of_unless(builder, condition).truth;

    return diagram_least(builder->diagram, when,
                         diagram_not(builder->diagram, unless));
}

/* Whatever is still answered. */
static struct edge holds_for_certain(struct builder *builder,
                                     const struct kb_condition *condition)
{
    struct edge when = truth_of_when(builder, condition).truth;
    struct edge unless = truth_of_unless(builder, condition).falsity;

    return diagram_least(builder->diagram, when, unless);
}

/* ------------------------------------------------------------------- tests */

static void build_test(struct builder *builder, uint32_t index)
{
    const struct kb_test *test = &kb_tests(builder->kb)[index];
    const struct forest_parts *forest = builder->forest;
    const struct attribute_classes *own =
        &forest->found.attributes[test->attribute];
    uint32_t type = kb_attributes(builder->kb)[test->attribute].type;
    struct edge truths[DIAGRAM_ANSWERS];
    struct edge falsities[DIAGRAM_ANSWERS];
    uint32_t level = forest->places[test->attribute];

    for (uint32_t i = 0; i < own->count; i++) {
        const struct answer_class *class = &forest->found.items[own->first + i];
        bool passes = class_passes(test, class, type);

        truths[i] = diagram_number(passes);
        falsities[i] = diagram_number(!passes && class->kind != ANSWER_MISSING);
    }
    builder->tests[index] = (struct two_edges){
        diagram_ask(builder->diagram, level, truths),
        diagram_ask(builder->diagram, level, falsities),
    };
}

static void build_conditions(struct builder *builder)
{
    const dvf_kb *kb = builder->kb;

    for (uint32_t i = 0; i < kb_tests_count(kb); i++)
        if (builder->decides[i])
            build_test(builder, i);
    for (uint32_t i = 0; i < kb_terms_count(kb); i++)
        if (builder->uses[i])
            builder->terms[i] = truth_of_when(builder,
                                              &kb_terms(kb)[i].condition);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        builder->forest->idle[i] =
            truth_of_when(builder, &kb_attributes(kb)[i].only_if).falsity;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        builder->fires[i] = builder->rules[i] == RULE_LEFT_OUT
                                ? never()
                                : holds(builder, &kb_rules(kb)[i].condition);
}

/* ------------------------------------------------------------------ scores */

static void collect(struct builder *builder, struct edge *points, uint32_t how,
                    struct edge more)
{
    *points = how == KB_SUM ? diagram_add(builder->diagram, *points, more)
                            : diagram_greatest(builder->diagram, *points, more);
}

/* Fold the rules of one option up the tree; parents come before children. */
static void build_score(struct builder *builder, uint32_t option,
                        struct edge *points)
{
    const dvf_kb *kb = builder->kb;
    const struct kb_criterion *criteria = kb_criteria(kb);

    for (uint32_t i = 0; i < kb_criteria_count(kb); i++)
        points[i] = diagram_number(0);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        int32_t weight = kb_rule_points(kb, rule);

        if (rule->option == option)
            collect(builder, &points[rule->criterion],
                    criteria[rule->criterion].collect,
                    diagram_scale(builder->diagram, builder->fires[i], weight));
    }
    for (uint32_t i = kb_criteria_count(kb); i-- > 1;)
        collect(builder, &points[criteria[i].parent],
                criteria[criteria[i].parent].collect, points[i]);
    builder->forest->scores[kb_options(kb)[option].score] = points[0];
}

/* ----------------------------------------------------------------- verdict */

/* Options that cannot be recommended, as verdict_excluded() finds them. */
static struct edge excluded(struct builder *builder, uint32_t option)
{
    const dvf_kb *kb = builder->kb;
    struct edge any = never();

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        if (kb_option_includes(kb, option, kb_excludes(kb)[i].option))
            any = diagram_greatest(
                builder->diagram, any,
                holds(builder, &kb_excludes(kb)[i].condition));
    return any;
}

static struct edge gate(struct builder *builder,
                        const struct kb_combination *combination)
{
    struct edge all = diagram_not(builder->diagram,
                                  excluded(builder, combination->option));

    for (uint32_t i = 0; i < combination->requirements.count; i++) {
        uint32_t index = combination->requirements.first + i;

        all = diagram_least(
            builder->diagram, all,
            holds(builder, &kb_requirements(builder->kb)[index].condition));
    }
    return all;
}

static void build_verdict(struct builder *builder)
{
    const dvf_kb *kb = builder->kb;
    struct forest_parts *forest = builder->forest;

    for (uint32_t i = 0; i < kb->scoring; i++)
        forest->excluded[i] = excluded(builder, kb_scoring_option(kb, i));
    for (uint32_t i = 0; i < forest->gate_count; i++)
        forest->gates[i] = gate(builder, &kb_combinations(kb)[i]);
    forest->close = never();
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        forest->close = diagram_greatest(
            builder->diagram, forest->close,
            truth_of_when(builder, &kb_closes(kb)[i].condition).truth);
    for (uint32_t i = 0; i < forest->warning_count; i++)
        forest->warned[i] = holds_for_certain(
            builder, &kb_warnings(kb)[forest->warnings[i]].condition);
}

/* ------------------------------------------------------------------- whole */

static void list_warnings(struct builder *builder)
{
    struct forest_parts *forest = builder->forest;

    for (uint32_t i = 0; i < kb_warnings_count(builder->kb); i++) {
        if (!is_contradiction(builder->kb, i))
            continue;
        if (forest->warning_count == FOREST_GATES_MAX)
            budget_spend(builder->budget);
        else
            forest->warnings[forest->warning_count++] = i;
    }
    forest->gate_count = kb_combinations_count(builder->kb);
    if (forest->gate_count > FOREST_GATES_MAX)
        budget_spend(builder->budget);
}

static bool set_levels(struct builder *builder, const uint32_t *order)
{
    struct forest_parts *forest = builder->forest;
    struct budget *budget = builder->budget;
    uint32_t count = kb_attributes_count(builder->kb);

    forest->attributes = count;
    forest->order = order;
    forest->places = budget_take(budget, count, sizeof *forest->places);
    forest->idle = budget_take(budget, count, sizeof *forest->idle);
    forest->answers = budget_take(budget, count + forest->leaf_count,
                                  sizeof *forest->answers);
    if (!budget_ok(budget))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        forest->places[order[i]] = i;
        forest->answers[i] = (uint16_t)forest->found.attributes[order[i]].count;
    }
    for (uint32_t i = 0; i < forest->leaf_count; i++)
        forest->answers[count + i] = 2;
    diagram_init(&forest->diagram, budget, forest->answers,
                 count + forest->leaf_count);
    return budget_ok(budget);
}

static void release_builder(struct builder *builder)
{
    free(builder->decides);
    free(builder->uses);
    free(builder->tests);
    free(builder->terms);
    free(builder->fires);
    free(builder->stack);
}

static bool begin(struct builder *builder, const uint32_t *order)
{
    const dvf_kb *kb = builder->kb;
    struct budget *budget = builder->budget;

    builder->decides = budget_take(budget, kb_tests_count(kb), 1);
    builder->uses = budget_take(budget, kb_terms_count(kb), 1);
    builder->tests = budget_take(budget, kb_tests_count(kb),
                                 sizeof *builder->tests);
    builder->terms = budget_take(budget, kb_terms_count(kb),
                                 sizeof *builder->terms);
    builder->fires = budget_take(budget, kb_rules_count(kb),
                                 sizeof *builder->fires);
    builder->stack = budget_take(budget, KB_STACK_MAX, sizeof *builder->stack);
    if (!budget_ok(budget))
        return false;
    note_all(builder);
    find_all_leaves(builder);
    list_warnings(builder);
    return budget_ok(budget) &&
           classes_find(&builder->forest->found, budget, kb,
                        builder->decides) &&
           set_levels(builder, order);
}

static void build(struct builder *builder)
{
    const dvf_kb *kb = builder->kb;
    struct edge *points = budget_take(builder->budget, kb_criteria_count(kb),
                                      sizeof *points);

    if (points) {
        build_conditions(builder);
        for (uint32_t i = 0; i < kb->scoring; i++)
            build_score(builder, kb_scoring_option(kb, i), points);
        build_verdict(builder);
    }
    free(points);
}

static void release_parts(struct forest_parts *parts)
{
    diagram_release(&parts->diagram);
    classes_release(&parts->found);
    free(parts->places);
    free(parts->answers);
    free(parts->idle);
}

bool forest_build(struct forest *forest, struct budget *budget,
                  const dvf_kb *kb, const uint8_t *rules, const uint32_t *order)
{
    struct forest_parts parts = {.kb = kb};
    struct builder builder = {
        .forest = &parts,
        .diagram = &parts.diagram,
        .budget = budget,
        .kb = kb,
        .rules = rules,
    };
    bool done = false;

    *forest = (struct forest){0};
    if (begin(&builder, order))
        build(&builder);
    release_builder(&builder);
    if (budget_ok(budget))
        done = forest_pack(forest, budget, &parts);
    release_parts(&parts);
    return done;
}

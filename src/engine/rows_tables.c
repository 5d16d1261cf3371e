/* SPDX-License-Identifier: MIT */
/*
 * Tables of rows: what each answer leaves of the clauses, the points for each
 * state of a few rules, the rules behind names.
 */
#include "engine/rows_maker.h"
#include "engine/scores.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of all rows: more cost more to look up than they save. */
#define ROWS_BYTES (32 * 1024 * 1024)

/* Bits of a field, unless one rule has more: a table doubles with each. */
#define FIELD_BITS 7

/* Words of all masks: more take longer to look at than the rules that are
 * named. */
#define MASKS_MAX  65536

/* -------------------------------------------------------------------- rows */

/* No answer has a code between those of answers and the last two: as unknown,
 * it needs no row of its own. */
static bool has_code(struct codes codes, const struct rows_column *column,
                     uint32_t code)
{
    if (code < column->size)
        return (codes.given >> code & 1) != 0;
    if (code > column->last)
        return (codes.unsure >> (code - column->last - 1) & 1) != 0;
    return (codes.absent &
            (code == column->last - 1 ? CODES_IDLE : CODES_UNKNOWN)) != 0;
}

static uint32_t codes_of_column(const struct maker *maker, uint32_t column)
{
    const struct array *columns = &maker->sections[ROWS_SECTION_columns];
    const struct rows_column *items = columns->items;

    return (column + 1 < columns->count ? items[column + 1].codes
                                        : maker->codes) -
           items[column].codes;
}

/* Clear the bits of clauses in the rows with which they cannot hold. */
static void clear_bits(const struct maker *maker, uint64_t *matrix)
{
    const struct rows_column *columns =
        maker->sections[ROWS_SECTION_columns].items;
    uint32_t width = maker->head.width;

    for (size_t i = 0; i < maker->kept.count; i++) {
        const struct kept_clause *kept = array_at(&maker->kept, i);
        uint64_t bit = UINT64_C(1) << kept->bit % 64;

        for (uint32_t k = 0; k < kept->count; k++) {
            const struct literal *literal = array_at(&maker->literals,
                                                     kept->first + k);
            const struct rows_column *column = &columns[literal->column];
            uint32_t count = codes_of_column(maker, literal->column);

            for (uint32_t code = 0; code < count; code++)
                if (!has_code(literal->codes, column, code))
                    matrix[(size_t)(column->codes + code) * width +
                           kept->bit / 64] &= ~bit;
        }
    }
}

/* Add the row of a code, unless an earlier one of its column has the same. */
static void add_row(struct maker *maker, const uint64_t *matrix, uint32_t first,
                    uint32_t code)
{
    struct array *words = &maker->sections[ROWS_SECTION_words];
    size_t size = maker->head.width * sizeof *matrix;
    const uint64_t *row = matrix + (size_t)code * maker->head.width;
    struct rows_head *head = maker_add(maker,
                                       &maker->sections[ROWS_SECTION_heads]);

    if (head)
        *head = (struct rows_head){row[0], row[1]};
    for (uint32_t i = first; i < code; i++)
        if (memcmp(matrix + (size_t)i * maker->head.width, row, size) == 0) {
            uint32_t *codes = maker->sections[ROWS_SECTION_codes].items;

            maker_add_number(maker, ROWS_SECTION_codes, codes[i]);
            return;
        }
    maker_add_number(maker, ROWS_SECTION_codes, (uint32_t)words->count);
    for (uint32_t i = 0; i < maker->head.width; i++) {
        uint64_t *word = maker_add(maker, words);

        if (word)
            *word = row[i];
    }
}

static void make_start(struct maker *maker)
{
    struct array *start = &maker->sections[ROWS_SECTION_start];

    for (uint32_t i = 0; i < maker->head.width; i++)
        maker_add(maker, start);
    for (size_t i = 0; i < maker->kept.count && !maker->failed; i++) {
        const struct kept_clause *kept = array_at(&maker->kept, i);

        bits_set(start->items, kept->bit);
    }
}

bool maker_make_rows(struct maker *maker)
{
    const struct array *columns = &maker->sections[ROWS_SECTION_columns];
    size_t size = (size_t)maker->codes * maker->head.width * sizeof(uint64_t);

    if (maker->failed || size > ROWS_BYTES)
        return false;
    uint64_t *matrix = malloc(size + 1);
    if (!matrix)
        return false;
    memset(matrix, 0xff, size);
    clear_bits(maker, matrix);
    make_start(maker);
    for (uint32_t i = 0; i < columns->count; i++) {
        uint32_t first = ((struct rows_column *)array_at(columns, i))->codes;
        uint32_t count = codes_of_column(maker, i);

        for (uint32_t k = 0; k < count && !maker->failed; k++)
            add_row(maker, matrix, first, first + k);
    }
    free(matrix);
    return !maker->failed;
}

/* ------------------------------------------------------------------ points */

static bool adds_up(const dvf_kb *kb, uint32_t criterion)
{
    return kb_criteria(kb)[criterion].collect == KB_SUM;
}

/* Places that a field is made for, and their bits. */
struct group {
    struct kb_range places;
    uint32_t criterion; /* that collects their points */
    uint32_t first;     /* bit */
    uint32_t end;       /* behind the last bit; no less than `first` */
};

/* Points by option, of a field or of a criterion in it. */
struct sums {
    uint32_t items[KB_OPTIONS_MAX];
};

static void collect(struct sums *sums, bool adds, uint32_t score, uint32_t more)
{
    if (adds)
        sums->items[score] += more;
    else if (more > sums->items[score])
        sums->items[score] = more;
}

static void collect_all(struct sums *sums, bool adds, const struct sums *more)
{
    for (uint32_t i = 0; i < KB_OPTIONS_MAX; i++)
        collect(sums, adds, i, more->items[i]);
}

/* Points of a state of a field: those of each criterion in it, collected. */
static points_lanes find_points(const struct maker *maker,
                                const struct rows_field *field,
                                const struct group *group, uint64_t state)
{
    struct kb_range places = group->places;
    bool sums = adds_up(maker->kb, group->criterion);
    const dvf_kb *kb = maker->kb;
    const uint32_t *fired = maker->sections[ROWS_SECTION_fired].items;
    const uint32_t *ends = maker->ends.items;
    uint64_t bits = state << field->shift;
    uint32_t criterion = KB_NONE;
    struct sums own = {{0}};
    struct sums all = {{0}};
    points_lanes lanes = 0;

    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        const struct kb_rule *rule = &kb_rules(kb)[kb_places(kb)[i]];

        if (rule->criterion != criterion) {
            collect_all(&all, sums, &own);
            own = (struct sums){{0}};
            criterion = rule->criterion;
        }
        if (fired[i] < ends[i] &&
            bits_any(&bits, fired[i] % 64, ends[i] - field->word * 64))
            collect(&own, adds_up(kb, criterion),
                    kb_options(kb)[rule->option].score,
                    (uint32_t)kb_rule_points(kb, rule));
    }
    collect_all(&all, sums, &own);
    for (uint32_t i = 0; i < kb->scoring; i++)
        lanes |= (points_lanes)all.items[i] << 16 * i;
    return lanes;
}

/* Add the points of all states of a field. */
static void add_points(struct maker *maker, const struct rows_field *field,
                       const struct group *group)
{
    struct array *points = &maker->sections[ROWS_SECTION_points];

    for (uint32_t state = 0; state <= field->mask; state++) {
        points_lanes *record = maker_add(maker, points);

        if (record)
            *record = find_points(maker, field, group, state);
    }
}

/* True where the points of all criteria fit, even if every rule fired. */
static bool has_points(struct maker *maker)
{
    const dvf_kb *kb = maker->kb;
    size_t count = (size_t)kb_criteria_count(kb) * kb->scoring;
    int32_t *points = calloc(count, sizeof *points);
    const struct score_cells cells = {.points = points};
    bool fits = points && kb->scoring <= LANES_MAX;

    maker->failed |= !points;
    for (uint32_t i = 0; fits && i < kb_rules_count(kb); i++)
        scores_add(kb, &cells, &kb_rules(kb)[i],
                   kb_rule_points(kb, &kb_rules(kb)[i]));
    if (fits)
        scores_fold(kb, &cells);
    for (size_t i = 0; fits && i < count; i++)
        fits = points[i] <= LANE_POINTS_MAX;
    free(points);
    return fits;
}

static bool fits(uint32_t first, uint32_t end)
{
    return end - first <= FIELD_BITS && first / 64 == (end - 1) / 64;
}

/* Add the field of a group. */
static void add_field(struct maker *maker, const struct group *group)
{
    const struct array *points = &maker->sections[ROWS_SECTION_points];
    struct rows_field *field = maker_add(maker,
                                         &maker->sections[ROWS_SECTION_fields]);

    if (!field)
        return;
    *field = (struct rows_field){
        .word = group->first / 64,
        .shift = group->first % 64,
        .mask = (1U << (group->end - group->first)) - 1,
        .points = (uint32_t)points->count,
    };
    add_points(maker, field, group);
}

/* Keep a group, unless it has no bits, and empty it. */
static void end_group(struct maker *maker, struct array *groups,
                      struct group *group)
{
    struct group *record = group->first < group->end ? maker_add(maker, groups)
                                                     : NULL;

    if (record)
        *record = *group;
    group->first = group->end;
}

/* Take a rule into a group, by its place; or end the group, and begin a new
 * one. */
static void take_rule(struct maker *maker, struct array *groups, uint32_t place,
                      uint32_t criterion, struct group *group)
{
    uint32_t first = *(uint32_t *)array_at(&maker->sections[ROWS_SECTION_fired],
                                           place);
    uint32_t end = *(uint32_t *)array_at(&maker->ends, place);

    if (first == end)
        return;
    if (group->first == group->end || group->criterion != criterion ||
        !fits(group->first, end)) {
        end_group(maker, groups, group);
        *group = (struct group){{place, 0}, criterion, first, end};
    }
    group->places.count = place + 1 - group->places.first;
    group->end = end;
}

/* True for a criterion whose rules fit one field, together. */
static bool is_small(const struct maker *maker, struct kb_range places)
{
    uint32_t first = *(uint32_t *)array_at(&maker->sections[ROWS_SECTION_fired],
                                           places.first);
    uint32_t end = *(uint32_t *)array_at(&maker->ends,
                                         places.first + places.count - 1);

    return first == end || (first < end && fits(first, end));
}

/* Group the rules of a criterion, and end a group that has others. One that is
 * small shares groups with others of its parent, which collects their points at
 * once. */
static void make_groups(struct maker *maker, struct array *groups,
                        uint32_t criterion, struct group *group)
{
    struct kb_range places = kb_criterion_places(maker->kb, criterion);
    uint32_t parent = kb_criteria(maker->kb)[criterion].parent;
    uint32_t to = criterion;
    uint32_t last = places.first + places.count - 1;

    if (parent != KB_NONE && is_small(maker, places)) {
        to = parent;
        /* All of its rules, or none. */
        if (!fits(group->first, *(uint32_t *)array_at(&maker->ends, last)))
            end_group(maker, groups, group);
    }
    for (uint32_t i = places.first; i <= last; i++)
        take_rule(maker, groups, i, to, group);
    if (to == criterion)
        end_group(maker, groups, group);
}

/* Add the run of a criterion with its groups; for now it names its parent. */
static void add_run(struct maker *maker, const struct array *groups,
                    uint32_t criterion)
{
    uint32_t parent = kb_criteria(maker->kb)[criterion].parent;
    struct rows_run *run;

    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = array_at(groups, i);

        if (group->criterion == criterion)
            add_field(maker, group);
    }
    run = maker_add(maker, &maker->sections[ROWS_SECTION_runs]);
    if (run)
        *run = (struct rows_run){
            .into = parent,
            .sums = adds_up(maker->kb, criterion),
            .adds = parent != KB_NONE && adds_up(maker->kb, parent),
            .end = (uint32_t)maker->sections[ROWS_SECTION_fields].count,
        };
}

/* Criteria come before those in them: so they run from the last one up. */
static void make_runs(struct maker *maker, const struct array *groups)
{
    const dvf_kb *kb = maker->kb;
    const struct kb_criterion *criteria = kb_criteria(kb);
    const struct array *runs = &maker->sections[ROWS_SECTION_runs];
    uint32_t *run_of = calloc(kb_criteria_count(kb), sizeof *run_of);

    maker->failed |= !run_of;
    for (uint32_t i = kb_criteria_count(kb); i-- > 0 && !maker->failed;) {
        run_of[i] = (uint32_t)runs->count;
        if (i == 0 || criteria[i].children.count > 0 ||
            (criteria[i].rules.count > 0 &&
             !is_small(maker, kb_criterion_places(kb, i))))
            add_run(maker, groups, i);
    }
    for (size_t i = 0; i < runs->count && !maker->failed; i++) {
        struct rows_run *run = array_at(runs, i);

        run->into = run->into == KB_NONE ? (uint32_t)runs->count
                                         : run_of[run->into];
    }
    free(run_of);
}

void maker_make_points(struct maker *maker)
{
    const dvf_kb *kb = maker->kb;
    struct group group = {.criterion = KB_NONE};
    struct array groups;

    maker->head.has_points = has_points(maker);
    if (!maker->head.has_points)
        return;
    array_init(&groups, sizeof(struct group));
    for (uint32_t i = 0; i < kb_criteria_count(kb) && !maker->failed; i++)
        if (kb_criteria(kb)[i].rules.count > 0)
            make_groups(maker, &groups, i, &group);
    end_group(maker, &groups, &group);
    make_runs(maker, &groups);
    array_release(&groups);
}

/* ------------------------------------------------------------------- masks */

/* Set the bits of the rule at a place. */
static void set_bits(const struct maker *maker, uint64_t *bits, uint32_t place)
{
    const uint32_t *fired = maker->sections[ROWS_SECTION_fired].items;

    for (uint32_t bit = fired[place]; bit < fired[place + 1]; bit++)
        bits_set(bits, bit);
}

/* Add so many words. @return the first; null when out of memory */
static uint64_t *add_words(struct maker *maker, enum rows_section section)
{
    struct array *words = &maker->sections[section];

    for (uint32_t i = 0; i < maker->head.early; i++)
        maker_add(maker, words);
    return maker->failed ? NULL
                         : array_at(words, words->count - maker->head.early);
}

static void add_mask(struct maker *maker, const struct mask_names *names)
{
    const dvf_kb *kb = maker->kb;
    uint64_t *mask = add_words(maker, ROWS_SECTION_masks);

    for (uint32_t i = 0; mask && i < names->names.count; i++) {
        uint32_t name = kb_index(kb, names->names)[i];
        struct kb_range places =
            (name & KB_CRITERION_BIT) != 0
                ? kb_criterion_places(kb, name & ~KB_CRITERION_BIT)
                : (struct kb_range){kb_rules(kb)[name].place, 1};

        for (uint32_t k = 0; k < places.count; k++) {
            uint32_t place = places.first + k;
            const struct kb_rule *rule = &kb_rules(kb)[kb_places(kb)[place]];

            if ((names->option == KB_NONE || names->option == rule->option) &&
                kb_rule_points(kb, rule) >= names->least)
                set_bits(maker, mask, place);
        }
    }
}

/* Look up names one by one where there are too many masks, or weights. */
static void forget_masks(struct maker *maker)
{
    struct array *steps = &maker->sections[ROWS_SECTION_steps];

    for (size_t i = 0; i < steps->count; i++) {
        struct rows_step *step = array_at(steps, i);

        if (step->way == ROWS_BITS)
            continue;
        step->way = ROWS_ASK;
        step->first = KB_NONE;
    }
}

void maker_make_masks(struct maker *maker)
{
    const dvf_kb *kb = maker->kb;
    uint32_t count = kb_weights_count(kb) * kb->scoring;
    struct array *levels = &maker->sections[ROWS_SECTION_levels];

    if ((count + maker->names.count) * maker->head.early > MASKS_MAX) {
        forget_masks(maker);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        add_words(maker, ROWS_SECTION_levels);
    for (uint32_t i = 0; i < kb_rules_count(kb) && !maker->failed; i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        uint32_t score = kb_options(kb)[rule->option].score;

        set_bits(maker,
                 array_at(levels, (rule->weight * kb->scoring + score) *
                                      (size_t)maker->head.early),
                 rule->place);
    }
    for (size_t i = 0; i < maker->names.count && !maker->failed; i++)
        add_mask(maker, array_at(&maker->names, i));
}

/* SPDX-License-Identifier: MIT */
#include "analysis/order.h"

#include "analysis/states.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of one try. */
#define MEMORY ((size_t)64 << 20)

/* Attributes that are moved together, at most. */
#define BLOCK  4

/* Any number but 0 will do; it never changes. */
#define SEED   UINT64_C(88172645463325252)

struct climber {
    const dvf_kb *kb;
    const uint8_t *rules;
    uint32_t tries;
    struct domain *domains;
    uint8_t *standing;
    uint64_t random;
    bool no_memory;
};

/* xorshift64. @return a number below `end` */
static uint32_t draw(struct climber *climber, uint32_t end)
{
    climber->random ^= climber->random << 13;
    climber->random ^= climber->random >> 7;
    climber->random ^= climber->random << 17;
    return (uint32_t)(climber->random >> 33) % end;
}

static uint32_t count_states(struct budget *budget, struct space *space)
{
    struct states states;

    if (!states_build(&states, budget, space))
        return UINT32_MAX;
    uint32_t count = states.ordered;
    states_release(&states);
    return count;
}

static uint32_t measure(struct climber *climber, const uint32_t *order)
{
    struct budget budget = {.bytes = MEMORY};
    struct forest forest;
    struct space space;
    uint32_t found = UINT32_MAX;

    if (forest_build(&forest, &budget, climber->kb, climber->rules, order)) {
        if (space_build(&space, &budget, &forest, climber->domains,
                        climber->standing)) {
            found = count_states(&budget, &space);
            space_release(&space);
        }
        forest_release(&forest);
    }
    climber->no_memory |= budget.state == BUDGET_NO_MEMORY;
    return found;
}

/* Move a block of attributes to another place. */
static void move(struct climber *climber, const uint32_t *order, uint32_t *to)
{
    uint32_t count = kb_attributes_count(climber->kb);
    uint32_t from = draw(climber, count);
    uint32_t place = draw(climber, count);
    uint32_t size = draw(climber, 3) == 0 ? 1 + draw(climber, BLOCK) : 1;
    uint32_t next = 0;

    size = size > count - from ? count - from : size;
    place = place > count - size ? count - size : place;
    for (uint32_t i = 0; i < count; i++) {
        if (next == place)
            next += size;
        if (i < from || i >= from + size)
            to[next++] = order[i];
    }
    memcpy(to + place, order + from, size * sizeof *to);
}

static void climb(struct climber *climber, uint32_t *order, uint32_t *moved,
                  uint32_t *best)
{
    size_t size = kb_attributes_count(climber->kb) * sizeof *order;

    *best = measure(climber, order);
    for (uint32_t i = 0; i < climber->tries && !climber->no_memory; i++) {
        move(climber, order, moved);
        if (!kb_is_order(climber->kb, moved))
            continue;
        uint32_t found = measure(climber, moved);
        if (found > *best || found == UINT32_MAX)
            continue;
        *best = found;
        memcpy(order, moved, size);
    }
}

bool order_improve(const dvf_kb *kb, const uint8_t *rules, uint32_t tries,
                   uint32_t *order, uint32_t *best)
{
    uint32_t count = kb_attributes_count(kb);
    struct climber climber = {
        .kb = kb,
        .rules = rules,
        .tries = tries,
        .domains = calloc(count + 1, sizeof *climber.domains),
        .standing = calloc(kb_warnings_count(kb) + 1, 1),
        .random = SEED,
    };
    uint32_t *moved = calloc(count + 1, sizeof *moved);
    bool done = climber.domains && climber.standing && moved;

    for (uint32_t i = 0; done && i < count; i++)
        climber.domains[i].mode = DOMAIN_OPEN;
    *best = UINT32_MAX;
    if (done && count > 1)
        climb(&climber, order, moved, best);
    free(climber.domains);
    free(climber.standing);
    free(moved);
    return done && !climber.no_memory;
}

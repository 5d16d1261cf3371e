/* SPDX-License-Identifier: MIT */
/*
 * Knowledge bases for the bench: see generate.h.
 */
#include "generate.h"

#define VALUES 5

static const char head[] =
    "# Made for the bench.\n"
    "knowledge_base: generated\n"
    "version: 1.0.0\n"
    "as_of: 2026-01-01\n"
    "title: Left or right\n"
    "weights:\n"
    "  - {id: slight, points: 1}\n"
    "  - {id: moderate, points: 2}\n"
    "  - {id: strong, points: 4}\n"
    "  - {id: decisive, points: 8}\n"
    "options:\n"
    "  - {id: left, title: Left, summary: The one on the left.}\n"
    "  - {id: right, title: Right, summary: The one on the right.}\n"
    "sources:\n"
    "  - {id: paper, title: A paper, date: 2026-01-01, kind: paper}\n";

static const char foot[] = "verdict:\n"
                           "  too_close: {points: 2, percent: 15}\n"
                           "  strength:\n"
                           "    - {id: slight, points: 0, percent: 0}\n"
                           "    - {id: clear, points: 4, percent: 30}\n"
                           "    - {id: decisive, points: 8, percent: 60}\n";

static void put_attributes(unsigned count, struct buffer *out)
{
    unsigned i;
    unsigned value;

    buffer_puts(out, "attributes:\n");
    for (i = 0; i < count; i++) {
        buffer_printf(out,
                      "  - id: attribute_%02u\n"
                      "    type: %s\n"
                      "    ask: What is the answer to question number %u?\n"
                      "    why: Several rules ask for it, some of them twice.\n"
                      "    values:\n",
                      i, i % 2 ? "scale" : "choice", i);
        for (value = 0; value < VALUES; value++)
            buffer_printf(out, "      - {id: value_%u, label: Answer %u}\n",
                          value, value);
    }
}

static void put_claims(unsigned count, struct buffer *out)
{
    unsigned i;

    buffer_puts(out, "claims:\n");
    for (i = 0; i < count; i++)
        buffer_printf(out,
                      "  - id: claim.number-%u\n"
                      "    about: %s\n"
                      "    kind: strength\n"
                      "    says: It does this better than the other one.\n"
                      "    source: paper\n"
                      "    status: holds\n",
                      i, i % 2 ? "left" : "right");
}

static void put_criteria(unsigned count, struct buffer *out)
{
    unsigned i;

    buffer_puts(out, "criteria:\n"
                     "  - {id: total, collect: sum, title: Total}\n");
    for (i = 0; i < count; i++)
        buffer_printf(out,
                      "  - {id: criterion_%u, in: total, collect: max, "
                      "title: Criterion %u}\n",
                      i, i);
}

/* Counts of the sections that a rule names. */
struct counts {
    unsigned attributes;
    unsigned criteria;
    unsigned claims;
};

static void put_rule(unsigned number, const struct counts *counts,
                     struct buffer *out)
{
    static const char *const weights[] = {"slight", "moderate", "strong",
                                          "decisive"};

    buffer_printf(out,
                  "  - id: rule.number-%u\n"
                  "    criterion: criterion_%u\n"
                  "    when:\n"
                  "      - attribute_%02u in [value_%u, value_%u]\n"
                  "      - attribute_%02u >= value_%u\n"
                  "    favours: %s\n"
                  "    weight: %s\n",
                  number, number % counts->criteria,
                  number % counts->attributes, number % VALUES,
                  (number + 1 + number / 7 % 3) % VALUES,
                  (number * 2 + 1) % counts->attributes, number / 3 % VALUES,
                  number % 2 ? "left" : "right", weights[number / 5 % 4]);
    buffer_printf(
        out,
        "    because: >-\n"
        "      With these two answers the option of rule %u needs fewer parts\n"
        "      of your own, and the parts that are left are known to work.\n"
        "    otherwise: The other one has to be extended for this first.\n"
        "    claims: [claim.number-%u, claim.number-%u]\n"
        "    origin: paper\n",
        number, number % counts->claims, (number * 3 + 1) % counts->claims);
}

void generate_kb(unsigned attributes, unsigned rules, struct buffer *out)
{
    const struct counts counts = {
        .attributes = attributes,
        .criteria = rules / 5 + 1,
        .claims = rules / 2 + 2,
    };
    unsigned i;

    buffer_puts(out, head);
    put_attributes(attributes, out);
    put_claims(counts.claims, out);
    put_criteria(counts.criteria, out);
    buffer_puts(out, "rules:\n");
    for (i = 0; i < rules; i++)
        put_rule(i, &counts, out);
    buffer_puts(out, foot);
}

void generate_profile(unsigned answers, struct buffer *out)
{
    unsigned i;

    buffer_puts(out, "profile: generated\nanswers:");
    buffer_puts(out, answers == 0 ? " {}\n" : "\n");
    for (i = 0; i < answers; i++)
        buffer_printf(out, "  attribute_%02u: value_%u\n", i, i * 3 % VALUES);
}

/* SPDX-License-Identifier: MIT */
/*
 * A knowledge base of wide and combining characters: see wide_kb.h.
 */
#include "wide_kb.h"

#include "support.h"

dvf_kb *load_wide_kb(void)
{
    struct buffer text = {0};
    dvf_kb *kb;
    int i;

    buffer_puts(&text, "knowledge_base: wide\n"
                       "version: 1.0.0\n"
                       "as_of: 2026-01-01\n"
                       "title: Wide\n"
                       "weights:\n"
                       "  - {id: slight, points: 1}\n"
                       "options:\n"
                       "  - {id: left, title: \u5de6\u5074, summary: L}\n"
                       "  - {id: right, title: R\u0301ight, summary: R}\n"
                       "sources:\n"
                       "  - {id: paper, title: P, date: 2026-01-01, kind: "
                       "opinion}\n"
                       "attributes:\n");
    for (i = 0; i < 12; i++)
        buffer_printf(
            &text,
            "  - id: a%d\n"
            "    type: %s\n"
            "    ask: \u8cea\u554f%d \u3053\u308c\u306f\u9577\u3044"
            "\u8cea\u554f\u3067\u3059 e\u0301e\u0301e\u0301 \u304b?\n"
            "    why: \u7406\u7531\u306f\u3042\u308a\u307e\u305b\u3093"
            "\n"
            "    values:\n"
            "      - {id: one, label: \u4e00\u3064\u76ee\u306e"
            "\u5024\u3092\u9078\u3076}\n"
            "      - {id: two, label: e\u0301a\u0300\u0302o\u0308}\n"
            "      - {id: three, label: x\u65e5x\u65e5x\u65e5x\u65e5"
            "x\u65e5x}\n",
            i, i % 3 == 1 ? "set" : "choice", i);
    buffer_puts(&text, "claims:\n"
                       "  - {id: c1, about: left, kind: strength, says: "
                       "\u826f\u3044, source: paper, status: holds}\n"
                       "criteria:\n"
                       "  - {id: total, collect: sum}\n"
                       "  - {id: main, in: total, collect: max}\n"
                       "rules:\n");
    for (i = 0; i < 12; i++)
        buffer_printf(&text,
                      "  - id: r%d\n"
                      "    criterion: main\n"
                      "    when:\n"
                      "      - a%d %s\n"
                      "    favours: left\n"
                      "    weight: slight\n"
                      "    because: Because.\n"
                      "    claims: [c1]\n"
                      "    origin: paper\n",
                      i, i, i % 3 == 1 ? "has one" : "== one");
    buffer_puts(&text, "verdict:\n"
                       "  too_close: {points: 2, percent: 15}\n"
                       "  strength:\n"
                       "    - {id: weak, points: 0, percent: 0}\n");
    assert_false(text.failed);
    kb = load_kb(text.bytes);
    buffer_release(&text);
    return kb;
}

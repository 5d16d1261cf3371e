# SPDX-License-Identifier: MIT
"""Records and reports of advice, as others read them.

    records.py DVF cases         the reader of MADR accepts a record of every
                                 case, and text, Markdown and record say what
                                 JSON says: verdict, scores and reasons
    records.py DVF hostile       hostile texts in every slot change no element
    records.py DVF write FOLDER  write these records to a folder, for linters
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import madr

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = [
    "`a` ``b`` ```c",
    "*a* **b** _c_ __d__",
    "[a](https://example.org) ![b](x) [c]: d",
    "<b>a</b></details><!-- a",
    "--> ]]> ?> <script>alert(1)</script>",
    "<!-- dvf:end outcome -->",
    "x\n<!-- dvf:end outcome -->\nx",
    "x\n<!-- dvf:begin context -->\n\n# x",
    "x\n---\nstatus: accepted\n---\n",
    "---",
    "...",
    "a|b\\|c\\\\|d\\",
    "|a|b|\n|-|-|\n|c|d|",
    "&amp; &lt;b&gt; &#124;",
    "# a #",
    "a\n===\nb\n---\nc",
    "- a\n- b",
    "* a\n\n    b",
    "1. a\n2) b",
    "> a",
    "    a",
    "```\na\n```\n~~~\nb",
    "Good, because a",
    "x\", because y",
    "@somebody #123 !4 https://example.org www.example.org a@b.example",
    "$a$ ~~b~~ {{ c }} {% d %} \"e\" 'f'",
    "a:\n  b: c",
    "a. b! c? d; e,",
    "\u7d42\u308f\u308a\u3002",
    "word " * 48,
    "w" * 245,
    "[x]: javascript:alert(1)",
    "https://example.org/a>b",
]


def run(*arguments, data=None, status=0):
    ended = subprocess.run(
        arguments, input=data, capture_output=True, text=True, check=False,
        env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"),
    )
    if ended.returncode != status:
        sys.exit(f"{arguments}: status {ended.returncode}\n{ended.stderr}")
    return ended.stdout


def fail(what, why, text):
    sys.exit(f"{text}\n{what}: {why}")


def cases():
    """Name and profile of each case."""
    with open("tests/data/verdicts.txt", encoding="utf-8") as file:
        blocks = re.split(r"\n(?=\S)", file.read())
    for block in blocks:
        head, _, answers = block.partition("\n")
        if re.match(r"[A-Z]\d+ ", head):
            name = head.split()[0]
            yield name, f"profile: {name}\nanswers:\n{answers}\n"


def profiles():
    """Each case; some once more with an option decided, and a combination."""
    for number, (name, profile) in enumerate(cases()):
        yield name, profile, None
        if number % 5 != 0:
            continue
        for option in ("fastapi", "both"):
            yield name, f"{profile}\ndecision: {{option: {option}}}\n", option


# ------------------------------------------------------------ what is said


def said_by_json(dvf, profile):
    report = json.loads(run(dvf, "advise", "-f", "json", "-", data=profile))
    result = report["results"][0]
    titles = {one["id"]: one["title"] for one in report["options"]}
    verdict = result["verdict"]
    return {
        "recommends": verdict["outcome"] in titles,
        "verdict": verdict["title"],
        "strength": verdict["strength"],
        "scores": [(titles[id], points)
                   for id, points in result["scores"].items()],
        "reasons": [(one["rule"], one["points"], titles[one["option"]],
                     one["counts"]) for one in result["reasons"]],
        "titles": titles,
    }


def by_option(said, reasons):
    """Rules and points of each option, in their order; those that count
    apart."""
    options = {one[0]: one[2] for one in said["reasons"]}
    lists = {}
    for rule, points, _, counts in reasons:
        lists.setdefault((options.get(rule), counts), []).append(
            (rule, points))
    return lists


def expect(what, said, text, verdict, strength, scores, reasons):
    for name, got, wanted in (
        ("verdict", verdict.lower(), said["verdict"].lower()),
        ("strength", strength, said["strength"]),
        ("scores", scores, said["scores"]),
        ("reasons", by_option(said, reasons),
         by_option(said, said["reasons"])),
    ):
        if got != wanted:
            fail(what, f"{name}: {got} is not {wanted}", text)


def strength_of(text):
    """The word that the opening of a report begins with."""
    found = re.search(
        r"^(?:\*\*)?(Slight|Clear|Decisive)(?:\*\*| lead|,|:)", text, re.M)
    return found and found.group(1).lower()


def headline_at(line):
    return line.rsplit(": ", 1)[1]


def check_text(what, dvf, profile, said):
    text = run(dvf, "advise", "-v", "-", data=profile)
    lines = text.split("\n")
    rules = {one[0] for one in said["reasons"]}
    scores, reasons, waiting = [], [], None
    for line in lines:
        if line.startswith("Criteria"):
            break
        for title, _ in said["scores"]:
            found = re.match(rf"[\u25b8 ] {re.escape(title)} +(\d+)( |$)", line)
            if found:
                scores.append((title, int(found.group(1))))
        found = re.match(r" {0,3}(?:\+(\d+)|\((\d+)\)) ", line)
        if found:
            waiting = found.groups()
        words = line.split()
        if waiting and words and words[-1] in rules:
            points = int(waiting[0] or waiting[1])
            reasons.append((words[-1], points, None, waiting[0] is not None))
            waiting = None
    expect(f"{what}, text", said, text, headline_at(lines[0]),
           strength_of(text), scores, reasons)


def check_markdown(what, dvf, profile, said):
    text = run(dvf, "advise", "-v", "-f", "markdown", "-", data=profile)
    page = madr.page_of(text)
    heads = [b for b in page if b.tag == "heading"]
    scores, lines = [], []
    for block in page:
        for item in block if block.tag == "list" else ():
            line = madr.line_of(item)
            lines.append(line)
            found = re.match(r"(.*): (\d+) points?(, |$)", line)
            if found and found.group(1) in [s[0] for s in said["scores"]]:
                scores.append((found.group(1), int(found.group(2))))
    expect(f"{what}, markdown", said, text, headline_at(madr.text_of(heads[0])),
           strength_of(text), scores, madr.reasons_of(lines))


def check_record(what, dvf, profile, said, decided):
    text = run(dvf, "advise", "-f", "madr", "-", data=profile)
    if not decided and text != run(dvf, "advise", "-f", "madr", "-",
                                   data=profile):
        fail(what, "another run makes other bytes", text)
    try:
        record = madr.read(text)
    except madr.Refused as refused:
        fail(what, refused, text)
    verdict, strength, scores = record["verdict"]
    uncounted = [one for lines in record["arguments"]
                 for one in madr.reasons_of(lines) if not one[3]]
    scores = [(one.rsplit(" ", 1)[0], int(one.rsplit(" ", 1)[1]))
              for one in scores.split(", ")]
    expect(f"{what}, record", said, text, verdict, strength, scores,
           record["reasons"] + uncounted)
    # The drivers are in order, whichever option they speak for.
    counted = [one for one in said["reasons"] if one[3]]
    if record["reasons"] != counted:
        fail(what, f"{record['reasons']} is not {counted}", text)
    pros = [one[:2] for lines in record["arguments"]
            for one in madr.reasons_of(lines) if one[3]]
    if sorted(pros) != sorted(one[:2] for one in counted):
        fail(what, f"the pros are {pros}", text)
    wanted = said["titles"][decided] if decided else said["verdict"]
    if decided != "both" and record["chosen"] != wanted:
        fail(what, f"{record['chosen']} is chosen, not {wanted}", text)
    differs = any(line.startswith("dvf differs.")
                  for line in record["outcome"])
    if decided == "fastapi" and differs != (
            wanted != said["verdict"]):
        fail(what, "where dvf differs is not said", text)
    if not decided:
        check_answers(what, dvf, profile, record, text)


def check_answers(what, dvf, profile, record, text):
    """The block of answers, taken for a profile, leads to the same."""
    again = "".join(
        line + "\n" for line in record["answers"].split("\n")
        if re.match(r"profile:|answers:|  ", line))
    one = run(dvf, "advise", "-q", "-", data=again)
    other = run(dvf, "advise", "-q", "-", data=profile)
    if one != other:
        fail(what, f"{one}is not\n{other}", text)


def check_cases(dvf):
    count = 0
    for name, profile, decided in profiles():
        said = said_by_json(dvf, profile)
        what = f"{name}, {decided} decided" if decided else name
        if not decided:
            check_text(what, dvf, profile, said)
            check_markdown(what, dvf, profile, said)
        if decided or said["recommends"]:
            check_record(what, dvf, profile, said, decided)
        else:
            run(dvf, "advise", "-f", "madr", "-", data=profile, status=2)
        count += 1
    if count < 100:
        sys.exit(f"there are only {count} profiles")
    print(f"{count} profiles")


# ------------------------------------------------------------ hostile texts


def hostile_record(dvf, folder, text, decided):
    """A record with the text in every slot of knowledge base and profile."""
    with open(os.path.join(HERE, "slots.yaml"), encoding="utf-8") as file:
        slots = file.read().split("\n", 2)[2]
    kb = os.path.join(folder, "kb.yaml")
    with open(kb, "w", encoding="utf-8") as file:
        file.write(re.sub(
            r"@(\w*)", lambda found: quoted(text, found.group(1)), slots))
    profile = (
        f"profile: {quoted(text)}\ndescription: {quoted(text)}\n"
        "answers: {loud: true, red: true, size: large, deep: true}\n"
    )
    if decided:
        profile += (
            f"decision:\n  option: {decided}\n  because: {quoted(text)}\n"
            f"  record: {quoted(text)}\n"
        )
    return run(dvf, "advise", "-f", "madr", "--kb", kb, "-", data=profile)


def quoted(text, before=""):
    return json.dumps(before + " " + text if before else text,
                      ensure_ascii=False)


def hostile_records(dvf):
    with tempfile.TemporaryDirectory() as folder:
        for decided in (None, "left", "right", "pair"):
            for text in ["x"] + HOSTILE:
                yield decided, text, hostile_record(dvf, folder, text, decided)


def check_hostile(dvf):
    plain = None
    for decided, text, record in hostile_records(dvf):
        what = f"{text!r}, {decided} decided"
        try:
            shape = madr.read(record)["shape"]
        except madr.Refused as refused:
            fail(what, refused, record)
        if text == "x":
            plain = shape
        if shape != plain:
            fail(what, "other elements", record)
        for line in record.split("\n"):
            if len(line) > 80 and " " in line[80:]:
                fail(what, f"a long line: {line}", record)


# ---------------------------------------------------------------- for linters


def write_all(dvf, folder):
    records = [
        run(dvf, "advise", "-f", "madr", "-", data=profile)
        for _, profile, decided in profiles() if decided
    ] + [record for _, _, record in hostile_records(dvf)]
    for number, record in enumerate(records):
        with open(os.path.join(folder, f"{number}.madr.md"), "w",
                  encoding="utf-8") as file:
            file.write(record)
    for name, profile in cases():
        with open(os.path.join(folder, f"{name}.markdown.md"), "w",
                  encoding="utf-8") as file:
            file.write(run(dvf, "advise", "-f", "markdown", "-",
                           data=profile))


if sys.argv[2] == "cases":
    check_cases(sys.argv[1])
elif sys.argv[2] == "hostile":
    check_hostile(sys.argv[1])
else:
    write_all(sys.argv[1], sys.argv[3])

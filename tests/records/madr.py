# SPDX-License-Identifier: MIT
"""A reader of decision records, made from the template of MADR 4.0.0.

It takes a record apart by what cmark sees in it, and refuses whatever the
template does not have: other front matter, headings, or things that are no
lists where lists are asked for.
"""

import re
import subprocess
import xml.etree.ElementTree

FRONT = re.compile(
    r'---\nstatus: "proposed"\ndate: (\d{4}-\d\d-\d\d)\n'
    r'decision-makers: "\{[a-z ]+\}"\nconsulted: "\{[a-z ]+\}"\n'
    r'informed: "\{[a-z ]+\}"\n---\n\n(?=# )'
)

# Headings of the template below the title: level, text, part between markers.
# Those of the options stand within their part.
HEADINGS = [
    (2, "Context and Problem Statement", "context"),
    (2, "Decision Drivers", "drivers"),
    (2, "Considered Options", "options"),
    (2, "Decision Outcome", "outcome"),
    (3, "Consequences", "consequences"),
    (3, "Confirmation", "confirmation"),
    (2, "Pros and Cons of the Options", "pros-and-cons"),
    (2, "More Information", "more-information"),
]
ARGUMENT = re.compile(r"(Good|Neutral|Bad), because ")
POINTS = r"\((\d+) points?(?: for (.*?))?((?: not counted)?)(?:, provisional)?, "


class Refused(Exception):
    """The record does not keep to the template."""


def need(condition, why):
    if not condition:
        raise Refused(why)


def page_of(markdown):
    """The elements of a page, without the namespace of their names."""
    read = subprocess.run(
        ["cmark", "--unsafe", "-t", "xml"],
        input=markdown.encode(), capture_output=True, check=True,
    )
    page = xml.etree.ElementTree.fromstring(read.stdout)
    for element in page.iter():
        element.tag = element.tag.rsplit("}", 1)[1]
    return page


def text_of(element):
    """What people read. The comments that part signs are nothing."""
    words = []
    for part in element.iter():
        if part.tag in ("text", "code"):
            words.append(part.text or "")
        elif part.tag in ("softbreak", "linebreak"):
            words.append(" ")
        elif part.tag == "html_inline":
            need(part.text == "<!---->", f"HTML: {part.text}")
    return "".join(words)


def shape_of(element):
    """The elements without their texts; a text may be any inline one."""
    below = [shape_of(part) for part in element if part.tag not in INLINE]
    return [element.tag, element.get("level"), below]


INLINE = {"text", "softbreak", "html_inline", "code", "link", "strong"}


def marker_of(block):
    found = re.fullmatch(
        r"<!-- dvf:(begin|end) ([a-z-]+) -->\n",
        (block.text or "") if block.tag == "html_block" else "",
    )
    return found and found.groups()


def parts_of(page):
    """Blocks by the part they stand in, and the headings outside."""
    parts, headings, open_part = {}, [], None
    for block in page:
        marker = marker_of(block)
        if marker and marker[0] == "begin":
            need(open_part is None, f"{marker[1]} begins in {open_part}")
            need(marker[1] not in parts, f"{marker[1]} begins twice")
            open_part = marker[1]
            parts[open_part] = []
        elif marker:
            need(open_part == marker[1], f"{marker[1]} ends in {open_part}")
            open_part = None
        elif open_part is not None:
            need(block.tag != "html_block", f"HTML: {block.text}")
            parts[open_part].append(block)
        else:
            need(block.tag == "heading", f"a {block.tag} outside of the parts")
            headings.append((int(block.get("level")), text_of(block)))
    need(open_part is None, f"{open_part} does not end")
    return parts, headings


def items_of(blocks, what):
    need(len(blocks) == 1 and blocks[0].tag == "list"
         and blocks[0].get("type") == "bullet"
         and blocks[0].get("tight") == "true", f"{what}: no list")
    return list(blocks[0])


def line_of(item):
    """The first line of an item, without the items below it."""
    need(item[0].tag == "paragraph", f"an item begins with a {item[0].tag}")
    need(all(below.tag == "list" for below in item[1:]), "a strange item")
    return text_of(item[0])


def arguments_of(blocks, what):
    lines = [line_of(item) for item in items_of(blocks, what)]
    for line in lines:
        need(ARGUMENT.match(line), f"{what}: {line}")
    return lines


def same_title(heading, title):
    """A heading is cut where the title is too long for a line."""
    return heading == title or (
        heading.endswith("\u2026") and title.startswith(heading[:-1])
    )


def options_of(blocks, titles):
    """The arguments of each option, in the order of the list."""
    heads = [i for i, block in enumerate(blocks) if block.tag == "heading"]
    need(heads and heads[0] == 0, "pros and cons begin without a heading")
    need(len(heads) == len(titles), "other options have pros and cons")
    arguments = []
    for title, begin, end in zip(titles, heads, heads[1:] + [len(blocks)]):
        need(blocks[begin].get("level") == "3"
             and same_title(text_of(blocks[begin]), title),
             f"{text_of(blocks[begin])} for {title}")
        for block in blocks[begin + 1:end - 1]:
            need(block.tag == "paragraph", f"a {block.tag} in {title}")
        arguments.append(arguments_of(blocks[end - 1:end], title))
    return arguments


def code_of(blocks, info, what):
    found = [block.text for block in blocks if block.tag == "code_block"]
    need(len(found) == 1, f"{what}: {len(found)} blocks of code")
    block = next(block for block in blocks if block.tag == "code_block")
    need(block.get("info") == info, f"{what}: {block.get('info')}")
    return found[0]


def reasons_of(lines):
    """(rule, points, option or None, counts) of each line with points."""
    reasons = []
    for line in lines:
        found = re.search(POINTS + r"([A-Za-z][\w.-]*)\)", line)
        if found:
            points, option, uncounted, rule = found.groups()
            reasons.append((rule, int(points), option, not uncounted))
    return reasons


def verdict_of(blocks):
    """Title, strength or None, and scores, as the outcome tells them."""
    lines = [text_of(block) for block in blocks if block.tag == "paragraph"]
    need(len(lines) == len(blocks), "the outcome is no prose")
    found = re.search(
        r"Verdict by the answers: (.*?)"
        r"(?:, ([\w.-]+)(?:, provisional)?)? \((.*)\)\.$", lines[-1])
    need(found, lines[-1])
    return found.groups(), lines


def read(record):
    """Take a record apart, or raise Refused."""
    front = FRONT.match(record)
    need(front, "the front matter is another one")
    page = page_of(record[front.end():])
    parts, headings = parts_of(page)
    need(headings[:1] and headings[0][0] == 1, "it begins with no title")
    need(headings[1:] == [(level, text) for level, text, _ in HEADINGS],
         f"other headings: {headings}")
    need(list(parts) == [part for _, _, part in HEADINGS[:6]] + ["answers"]
         + [part for _, _, part in HEADINGS[6:]], f"parts: {list(parts)}")
    for part, blocks in parts.items():
        for block in blocks:
            need(block.tag != "heading" or part == "pros-and-cons",
                 f"a heading in {part}")
    titles = [line_of(item) for item in items_of(parts["options"], "options")]
    verdict, outcome = verdict_of(parts["outcome"])
    chosen = [title for title in titles if re.match(
        rf'Chosen option: " ?{re.escape(title)} ?", because .*\.$',
        outcome[0])]
    need(chosen, outcome[0])
    drivers = parts["drivers"]
    if drivers[0].tag == "paragraph":
        drivers = []
    else:
        drivers = [line_of(i) for i in items_of(drivers, "drivers")]
    command = code_of(parts["confirmation"], "sh", "confirmation")
    need(command.startswith("dvf check ") and command.count("\n") == 1,
         command)
    return {
        "date": front.group(1),
        "title": headings[0][1],
        "options": titles,
        "chosen": max(chosen, key=len),
        "verdict": verdict,
        "outcome": outcome,
        "reasons": reasons_of(drivers),
        "consequences": arguments_of(parts["consequences"], "consequences"),
        "arguments": options_of(parts["pros-and-cons"], titles),
        "answers": code_of(parts["answers"], "yaml", "answers"),
        "shape": shape_of(page),
    }

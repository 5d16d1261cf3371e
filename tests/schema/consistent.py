# SPDX-License-Identifier: MIT
"""What no schema can hold: that the parts of a report agree with each other.
JUnit is read by the XML parser of Python.

Run:   consistent.py json|sarif|junit|gitlab REPORT...
"""

import json
import os
import re
import sys
import xml.etree.ElementTree

SARIF_RESULTS_MAX = 5000
BYTES_MAX = 10000000
OUTCOMES = {"failure", "error", "skipped"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def check_json(path):
    report = load(path)
    summary, results = report["check"], report["results"]
    checks = [result["check"] for result in results]
    for outcome, count in summary["outcomes"].items():
        yield count == sum(check["outcome"] == outcome for check in checks), \
            f"the number of {outcome}"
    yield summary["total"] == len(results), "the total"
    yield summary["failed"] == sum(check["fails"] for check in checks), \
        "the number of failures"
    worst = 2 if summary["outcomes"]["error"] else int(summary["failed"] > 0)
    yield summary["status"] == worst, "the status is the worst one"
    for check in checks:
        errors = [finding for finding in check["findings"]
                  if finding["level"] == "error"]
        yield bool(errors) == check["fails"], \
            "what fails has a finding of level error, and nothing else has"
        yield check["findings"][:len(errors)] == errors, "what fails is first"


def embedded_links(text):
    return re.findall(r"\[[^\]]*\]\(([^)]*)\)", text)


def check_sarif(path):
    yield os.path.getsize(path) < BYTES_MAX, "the size"
    for run in load(path)["runs"]:
        rules = run["tool"]["driver"]["rules"]
        results = run["results"]
        yield len({rule["id"] for rule in rules}) == len(rules), "ids of rules"
        yield len(results) <= SARIF_RESULTS_MAX, "the number of results"
        order = [["error", "warning", "note"].index(result["level"])
                 for result in results]
        yield order == sorted(order), "the most severe come first"
        yield len({"suppressions" in result for result in results}) < 2, \
            "all results have suppressions, or none has"
        for result in results:
            rule = rules[result["ruleIndex"]]
            yield rule["id"] == result["ruleId"], "the rule of a result"
            yield not embedded_links(result["message"]["text"]), "no link"
            related = result.get("relatedLocations", [])
            yield len({place["id"] for place in related}) == len(related), \
                "ids of related locations"
        bases = {place.get("uriBaseId") for place in places(run)} - {None}
        yield bases <= run["originalUriBaseIds"].keys(), "bases are known"


def places(node):
    """Every artifactLocation below a node."""
    if isinstance(node, list):
        for item in node:
            yield from places(item)
    elif isinstance(node, dict):
        if "uri" in node:
            yield node
        for item in node.values():
            yield from places(item)


def check_junit(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    yield root.tag == "testsuites", "the root"
    yield [suite.tag for suite in root] == ["testsuite"], "one suite"
    for suite in [root, *root]:
        cases = list(suite.iter("testcase"))
        found = {tag: sum(case.find(tag) is not None for case in cases)
                 for tag in OUTCOMES}
        yield int(suite.get("tests")) == len(cases), "tests"
        yield bool(cases) or root.find(".//property") is not None, \
            "a case, or a remark on why there is none"
        yield int(suite.get("failures")) == found["failure"], "failures"
        yield int(suite.get("errors")) == found["error"], "errors"
        yield int(suite.get("skipped")) == found["skipped"], "skipped"
        yield "time" not in suite.attrib, "no time, which would change"
    for case in root.iter("testcase"):
        tags = [part.tag for part in case]
        yield len(OUTCOMES.intersection(tags)) <= 1, "one outcome at most"
        yield len(set(tags)) == len(tags), "no part twice"
        yield set(tags) <= OUTCOMES | {"system-out"}, "known parts"
        yield bool(case.get("name") and case.get("classname")), "names"
        for part in case:
            if part.tag in OUTCOMES:
                yield bool(part.get("message")), "a message"
                yield part.tag == "skipped" or bool(part.get("type")), "a type"


def check_gitlab(path):
    findings = load(path)
    prints = {finding["fingerprint"] for finding in findings}
    yield len(prints) == len(findings), "fingerprints are unique"


CHECKS = {"json": check_json, "sarif": check_sarif, "junit": check_junit,
          "gitlab": check_gitlab}


def harmless(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    yield "##[" not in text, "no command of a build service"
    yield not any(line.lstrip().startswith("::")
                  for line in text.split("\n")), "no command of a workflow"
    yield not re.search("[^\n -~\u00a0-\U0010ffff]", text), "no controls"


def main(kind, *paths):
    failed = False
    for path in paths:
        wrong = [what for check in (CHECKS[kind], harmless)
                 for good, what in check(path) if not good]
        failed = failed or bool(wrong)
        print("not ok" if wrong else "ok", "-", kind, os.path.basename(path))
        for what in wrong[:5]:
            print("#", what)
    return 1 if failed or not paths else 0


sys.exit(main(*sys.argv[1:]))

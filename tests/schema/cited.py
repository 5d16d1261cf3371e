# SPDX-License-Identifier: MIT
"""Hold what results share against what they cite: neither more nor less.

Run:   cited.py REPORT...
"""

import json
import sys


def cited_ids(node, key):
    """What stands in every list of this key, however deep."""
    found = set()
    if isinstance(node, list):
        for item in node:
            found |= cited_ids(item, key)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, list):
                found |= set(value)
            else:
                found |= cited_ids(value, key)
    return found


def check(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    claims = report["claims"]
    sources = {claim["source"] for claim in claims.values()} - {None}
    for claim in claims.values():
        sources |= set(claim["refs"])
    for key, expected in (
        ("attributes", cited_ids(report["results"], "unknown")),
        ("claims", cited_ids(report["results"], "claims")
         | cited_ids(report.get("comparison", []), "claims")),
        ("sources", sources),
    ):
        if set(report[key]) != expected:
            sys.exit(f"{path}: {key}: {set(report[key]) ^ expected}")


for report in sys.argv[1:]:
    check(report)

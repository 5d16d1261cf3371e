# SPDX-License-Identifier: MIT
"""Hold JSON reports against a schema, and to it: a key that it does not list
is a mistake here, though readers of a report ignore such keys. A schema may
refer by $id to others of its folder.

Run:   validate.py SCHEMA REPORT...
"""

import glob
import json
import os
import sys

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Bundle:
    """A schema with those that it refers to in one document, so that nothing
    hangs on how a version of jsonschema finds other documents."""

    def __init__(self, path):
        pattern = os.path.join(os.path.dirname(path), "*.schema.json")
        self.known = {schema["$id"]: schema for schema in
                      map(load, glob.glob(pattern))}
        self.parts = {}
        self.schema = self.copy(load(path), "#")
        self.schema.setdefault("$defs", {}).update(self.parts)

    def copy(self, node, home):
        if isinstance(node, list):
            return [self.copy(item, home) for item in node]
        if not isinstance(node, dict):
            return node
        copied = {key: self.moved(value, home) if key == "$ref"
                  else self.copy(value, home)
                  for key, value in node.items() if key != "$id"}
        if self.lists_its_keys(node):
            copied.setdefault("additionalProperties", False)
        return copied

    @staticmethod
    def lists_its_keys(node):
        kinds = node.get("type", [])
        return "properties" in node and (kinds == "object" or
                                         "object" in kinds)

    def moved(self, target, home):
        document, pointer = target.split("#")
        if not document:
            return home + pointer
        home = "#/$defs/" + document
        if document not in self.parts:
            self.parts[document] = None
            self.parts[document] = self.copy(self.known[document], home)
        return home + pointer


def main(schema_path, *report_paths):
    schema = load(schema_path)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    checker = kind(Bundle(schema_path).schema)
    failed = False
    for path in report_paths:
        errors = list(checker.iter_errors(load(path)))
        failed = failed or bool(errors)
        print("not ok" if errors else "ok", "-", os.path.basename(path))
        for error in errors[:5]:
            print("#", error.json_path, error.message[:200])
    return 1 if failed or not report_paths else 0


sys.exit(main(*sys.argv[1:]))

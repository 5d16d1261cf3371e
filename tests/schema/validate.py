# SPDX-License-Identifier: MIT
"""Hold JSON reports against their schema.

Run:   validate.py SCHEMA REPORT...
"""

import json
import os
import sys

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(schema_path, *report_paths):
    schema = load(schema_path)
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    failed = False
    for path in report_paths:
        errors = list(checker(schema).iter_errors(load(path)))
        failed = failed or bool(errors)
        print("not ok" if errors else "ok", "-", os.path.basename(path))
        for error in errors[:5]:
            print("#", error.json_path, error.message[:200])
    return 1 if failed or not report_paths else 0


sys.exit(main(*sys.argv[1:]))

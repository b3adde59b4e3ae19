#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""tomlreference.py CASES: compares what we made of TOML texts with what Python's tomllib makes of them.

CASES has one JSON object a line. {"text", "tree"}: a text in base64, and our reading of it, null if we refused it.
{"before", "after", "path", "name", "value"}: an edit of ours that must have changed this one member only, or added it.
Prints what differs, then the numbers of cases and of accepted texts; the exit code is 1 if anything differed.
"""
import base64
import json
import math
import sys

try:
    import tomllib
except ImportError:
    print("no tomllib")
    sys.exit(77)


def in_range(value):
    """TOML's integers have 64 bits; Python's have as many as they like."""
    if isinstance(value, dict):
        return all(in_range(v) for v in value.values())
    if isinstance(value, list):
        return all(in_range(v) for v in value)
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def load(encoded):
    text = base64.b64decode(encoded).decode("utf-8")
    value = tomllib.loads(text[1:] if text.startswith("\ufeff") else text)
    if not in_range(value):
        raise ValueError("integer out of range")
    return value


def value_of(tree):
    if "object" in tree:
        return {name: value_of(member) for name, member in tree["object"].items()}
    if "array" in tree:
        return [value_of(element) for element in tree["array"]]
    if "string" in tree:
        return tree["string"]
    return tomllib.loads("v = " + tree["raw"])["v"]


def same(left, right):
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float):
        return (math.isnan(left) and math.isnan(right)) or (left == right and math.copysign(1, left) == math.copysign(1, right))
    return left == right


def taken_out(document, path, name):
    """Removes the member, and tables on the way that hold nothing else; returns its value."""
    if path:
        inner = document[path[0]]
        value = taken_out(inner, path[1:], name)
        if not inner:
            del document[path[0]]
        return value
    return document.pop(name)


def pruned(document, path):
    """Tables on the way that hold nothing count as not there."""
    if path and isinstance(document.get(path[0]), dict):
        pruned(document[path[0]], path[1:])
        if not document[path[0]]:
            del document[path[0]]
    return document


def difference(case):
    if "text" in case:
        try:
            expected = load(case["text"])
        except (ValueError, RecursionError) as error:
            return None if case["tree"] is None else "accepted, though: %s" % error
        if case["tree"] is None:
            return "refused"
        return None if same(expected, value_of(case["tree"])) else "read differently"
    before, after = load(case["before"]), load(case["after"])
    value = taken_out(after, case["path"], case["name"])
    if not same(value, case["value"]):
        return "the member is not what it should be"
    return None if same(pruned(before, case["path"]), after) else "something else changed"


def main():
    count = accepted = failed = 0
    with open(sys.argv[1], encoding="utf-8") as cases:
        for line in cases:
            case = json.loads(line)
            count += 1
            accepted += case.get("tree") is not None
            try:
                problem = difference(case)
            except (ValueError, KeyError) as error:
                problem = "%s: %s" % (type(error).__name__, error)
            if problem:
                failed += 1
                if failed <= 10:
                    print("case %d: %s" % (count, problem))
                    for part in ("text", "before", "after"):
                        if part in case:
                            print("  %s %r" % (part, base64.b64decode(case[part])))
    print("%d cases, %d accepted, %d differ" % (count, accepted, failed))
    sys.exit(1 if failed else 0)


main()

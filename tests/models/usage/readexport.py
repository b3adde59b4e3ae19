#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""readexport.py csv|jsonl FILE: the file's rows as one JSON list in ASCII, read strictly by Python's own readers."""
import csv
import json
import sys

form, path = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    if form == "csv":
        rows = list(csv.reader(file, strict=True))
    else:
        rows = [json.loads(line) for line in file.read().removesuffix("\n").split("\n")]
json.dump(rows, sys.stdout, ensure_ascii=True)

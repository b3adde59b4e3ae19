#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""translations.py LUPDATE SOURCES_LIST ROOT ENGLISH_TS: every string with a plural has its English forms.

Without them people read "1 key(s)". Mend it with: cmake --build --preset dev --target update_translations, then fill in."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

lupdate, sources, root, english = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    copy = pathlib.Path(folder) / "konstantly-keys_en.ts"
    shutil.copy(english, copy)
    subprocess.run([lupdate, "-silent", "-pluralonly", "-locations", "none", "-no-obsolete", "-source-language", "en",
                    "-target-language", "en", "-I", root, f"@{sources}", "-ts", str(copy)], check=True)
    text = copy.read_text(encoding="utf-8")

messages = re.findall(r"<source>(.*?)</source>.*?(<translation.*?</translation>)", text, re.S)
missing = [source for source, translation in messages if "type=\"unfinished\"" in translation]
raw = [source for source, translation in messages if "(s)" in translation]
for source in missing + raw:
    print("no English plural:", source)
print(f"{len(messages)} strings with plurals, {len(missing) + len(raw)} without their forms")
sys.exit(1 if missing or raw or len(messages) < 20 else 0)

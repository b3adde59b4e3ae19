#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""Looks for secrets where they must not be.

leakscan.py --canary-file FILE [--dir DIR]... [--log FILE]... [--processes] [--exclude GLOB]...

FILE holds the secrets, one a line (never on the command line: that would be a leak itself). Searched are all files below
each DIR, each log, and with --processes the arguments and the environment of every process. A secret is found raw, as any
16 characters of its body, in UTF-16, base64 (at each of three offsets, both alphabets), hex, percent- and JSON-escaped,
broken over lines, and all of that inside gzip and zlib streams.

Prints one line a hit: place, form, which secret (its number, never its value). Exit: 0 nothing found, 1 hits, 2 usage or
something that could not be searched.
"""

import argparse
import base64
import fnmatch
import glob
import os
import re
import stat
import sys
import zlib

SLICE = 16
CHUNK = 8 * 1024 * 1024
MAX_INFLATED = 64 * 1024 * 1024


def base64_forms(data):
    """What `data` looks like in the middle of a base64 text, whatever stands before and behind."""
    forms = []
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + data)
        skip = 0 if offset == 0 else offset + 1
        keep = (len(data) + offset) * 8 // 6
        forms.append(encoded[skip:keep])
    return forms


class Form:
    """One way to write one secret; `least` bytes of it in a row are a hit."""

    def __init__(self, name, text, least):
        self.name = name
        self.text = text
        self.least = min(least, len(text))
        # Any piece of `least` bytes contains one of these whole: few enough to search for each.
        size = (self.least + 1) // 2
        self.anchors = [(at, text[at:at + size]) for at in range(0, len(text) - size + 1, size)]

    def is_in(self, data):
        for at, anchor in self.anchors:
            found = data.find(anchor)
            while found >= 0:
                if self._length_around(data, found, at, len(anchor)) >= self.least:
                    return True
                found = data.find(anchor, found + 1)
        return False

    def _length_around(self, data, found, at, size):
        before = 0
        while before < min(found, at) and data[found - before - 1] == self.text[at - before - 1]:
            before += 1
        after = size
        while found + after < len(data) and at + after < len(self.text) and data[found + after] == self.text[at + after]:
            after += 1
        return before + after


def forms_of(value):
    body = value[5:] if value.startswith(b"kmcp_") else value
    wide = body.decode("latin-1").encode("utf-16-le")
    forms = [Form("raw", body, SLICE), Form("utf-16-le", wide, 2 * SLICE),
             Form("utf-16-be", body.decode("latin-1").encode("utf-16-be"), 2 * SLICE)]
    for data, note in ((value, ""), (wide, " of utf-16")):
        for text in base64_forms(data):
            forms.append(Form("base64" + note, text, 22))
            url_safe = text.translate(bytes.maketrans(b"+/", b"-_"))
            if url_safe != text:
                forms.append(Form("base64url" + note, url_safe, 22))
        forms.append(Form("hex" + note, data.hex().encode(), 2 * SLICE))
    return forms


class Scanner:
    """Finds secrets in bytes: answers (number of the secret, name of the form)."""

    def __init__(self, values):
        self.forms = [(number, form) for number, value in enumerate(values, 1) for form in forms_of(value)]

    def find(self, data):
        return {(number, form.name) for number, form in self.forms if form.is_in(data)}


ESCAPES = re.compile(rb"%([0-9A-Fa-f]{2})|\\+u00([0-9A-Fa-f]{2})|\\+x([0-9A-Fa-f]{2})|&#x0*([0-9A-Fa-f]{2});|&#0*([0-9]{2,3});")


def unescaped(data):
    def character(match):
        digits = next(group for group in match.groups() if group)
        return bytes([int(digits, 10 if match.group(5) else 16) & 0xFF])

    for _ in range(3):
        changed = ESCAPES.sub(character, data)
        if changed == data:
            break
        data = changed
    return data


def joined(data):
    """Without line breaks and what stands around them inside one string."""
    return re.sub(rb"""["'\\+ \t]*(?:\\[nr]|[\r\n])+["'\\+ \t>|]*""", b"", data)


def inflated(data):
    """The contents of the gzip and zlib streams in `data`."""
    for magic, bits in ((rb"\x1f\x8b\x08", 31), (rb"\x78[\x01\x5e\x9c\xda]", 15)):
        for match in re.finditer(magic, data):
            try:
                content = zlib.decompressobj(bits).decompress(data[match.start():], MAX_INFLATED)
            except zlib.error:
                continue
            if len(content) >= SLICE:
                yield content


def forms_in(scanner, data, depth=0):
    """(canary, form) of everything in `data`."""
    hits = set(scanner.find(data))
    plain = unescaped(data)
    if plain != data:
        hits |= {(number, "escaped " + form) for number, form in scanner.find(plain)} - {
            (number, "escaped " + form) for number, form in hits}
    for variant in {joined(data), joined(plain), joined(unescaped(joined(data)))} - {data, plain}:
        hits |= {(number, "wrapped " + form) for number, form in scanner.find(variant)
                 if not any(h[0] == number for h in hits)}
    if re.search(rb"[0-9A-F]{32}", data):
        lower = data.lower()
        hits |= {hit for hit in scanner.find(lower) if hit[1].startswith("hex")}
    if depth < 2:
        for content in inflated(data):
            hits |= {(number, "compressed " + form) for number, form in forms_in(scanner, content, depth + 1)}
    return hits


class Report:
    def __init__(self):
        self.hits = 0
        self.problems = 0

    def hit(self, place, found):
        for number, form in sorted(found):
            self.hits += 1
            print(f"{printable(place)}: {form}, secret {number}")

    def problem(self, place, error):
        self.problems += 1
        print(f"leakscan: {printable(place)}: {error}", file=sys.stderr)


def printable(text):
    return "".join(c if c.isprintable() else "?" for c in os.fsdecode(text))


def scan_file(scanner, path, report):
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            report.hit(path + " (link)", forms_in(scanner, os.fsencode(os.readlink(path))))
            return
        if not stat.S_ISREG(status.st_mode):
            return
        with open(path, "rb") as file:
            tail = b""
            found = set()
            while True:
                data = file.read(CHUNK)
                if not data:
                    break
                found |= forms_in(scanner, tail + data)
                tail = data[-4096:]
        report.hit(path, found)
    except FileNotFoundError:
        pass  # gone since it was listed
    except OSError as error:
        report.problem(path, error.strerror)


def scan_tree(scanner, top, excluded, report):
    def is_excluded(path):
        return any(fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(os.path.relpath(path, top), pattern)
                   for pattern in excluded)

    for folder, folders, files in os.walk(top, onerror=lambda e: report.problem(e.filename, e.strerror)):
        folders[:] = [name for name in folders if not is_excluded(os.path.join(folder, name))]
        for name in folders + files:
            path = os.path.join(folder, name)
            if name in files and is_excluded(path):
                continue
            # Names of files and folders can leak, too.
            report.hit(folder + "/… (name)", forms_in(scanner, os.fsencode(name)))
            if name in files or os.path.islink(path):
                scan_file(scanner, path, report)


def scan_processes(scanner, report):
    for folder in glob.glob("/proc/[0-9]*"):
        pid = os.path.basename(folder)
        for name in ("cmdline", "environ"):
            try:
                with open(f"{folder}/{name}", "rb") as file:
                    found = forms_in(scanner, file.read())
                with open(f"{folder}/comm", encoding="utf-8", errors="replace") as file:
                    program = file.read().strip()
            except OSError:
                continue  # ended, or somebody else's
            report.hit(f"process {pid} ({program}) {name}", found)


def main():
    parser = argparse.ArgumentParser(description="Looks for secrets where they must not be.")
    parser.add_argument("--canary-file", required=True, help="the secrets, one a line")
    parser.add_argument("--dir", action="append", default=[], help="search all files below")
    parser.add_argument("--log", action="append", default=[], help="search one file")
    parser.add_argument("--processes", action="store_true", help="search arguments and environment of all processes")
    parser.add_argument("--exclude", action="append", default=[], help="leave out files and folders that match")
    options = parser.parse_args()

    try:
        with open(options.canary_file, "rb") as file:
            values = [line.strip() for line in file.read().splitlines() if line.strip()]
    except OSError as error:
        parser.error(f"{options.canary_file}: {error.strerror}")
    if not values or any(len(value) < SLICE for value in values):
        parser.error(f"the file of secrets is empty, or one has fewer than {SLICE} characters")
    if not (options.dir or options.log or options.processes):
        parser.error("nothing to search")

    scanner = Scanner(values)
    report = Report()
    excluded = options.exclude + [os.path.realpath(options.canary_file), options.canary_file]
    for folder in options.dir:
        if not os.path.isdir(folder):
            report.problem(folder, "no such folder")
        scan_tree(scanner, folder, excluded, report)
    for log in options.log:
        if not os.path.exists(log):
            report.problem(log, "no such file")
        scan_file(scanner, log, report)
    if options.processes:
        scan_processes(scanner, report)
    return 1 if report.hits else 2 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""Self-test of leakscan.py: plants a random key in every form and must find each; finds nothing in clean trees."""

import base64
import gzip
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import zlib

SCANNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "leakscan.py")


def new_key():
    return "kmcp_" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def percent(text):
    return "".join(f"%{ord(c):02X}" for c in text)


def json_escaped(text):
    return "".join(f"\\u{ord(c):04x}" for c in text)


def forms(key):
    """name -> the bytes of a file in which the key is."""
    raw = key.encode()
    body = key[5:]
    result = {
        "raw": b"before " + raw + b" after",
        "body": body.encode(),
        "slice at the start": body[:16].encode(),
        "slice in the middle": b"x" + body[13:29].encode() + b"x",
        "slice at the end": body[-16:].encode(),
        "utf-16-le": ("x" + key).encode("utf-16-le"),
        "utf-16-le, odd offset": b"x" + key.encode("utf-16-le"),
        "utf-16-be": key.encode("utf-16-be"),
        "hex": raw.hex().encode(),
        "upper-case hex": raw.hex().upper().encode(),
        "hex of a slice": body[10:26].encode().hex().encode(),
        "percent": percent(key).encode(),
        "percent, twice": percent(percent(key)).encode(),
        "percent, some": urllib.parse.quote(key).replace("a", "%61").encode(),
        "json": ('{"key": "' + json_escaped(key) + '"}').encode(),
        "json, some": key.replace("_", "\\u005f").replace(body[20], f"\\u{ord(body[20]):04X}").encode(),
        "json in json": json_escaped(key).replace("\\", "\\\\").encode(),
        "html": "".join(f"&#{ord(c)};" for c in key).encode(),
        "line break": (key[:20] + "\n" + key[20:34] + "\r\n" + key[34:]).encode(),
        "string over two lines": (key[:20] + '" +\n    "' + key[20:]).encode(),
        "escaped line break": (key[:20] + "\\n" + key[20:]).encode(),
        "gzip": gzip.compress(b"head " + raw + b" tail"),
        "gzip in the middle": b"junk" * 10 + gzip.compress(raw) + b"junk",
        "gzip of base64": gzip.compress(base64.b64encode(raw)),
        "gzip of gzip": gzip.compress(gzip.compress(raw)),
        "zlib": b"\0\0" + zlib.compress(raw) + b"\0",
        "large file, at the border": b"x" * (8 * 1024 * 1024 - 20) + raw + b"x" * 100,
        "binary": bytes(range(256)) + raw + bytes(range(255, -1, -1)),
    }
    for offset in range(3):
        text = b"u:" + b"x" * offset + raw + b"tail"
        result[f"base64, offset {offset}"] = base64.b64encode(text)
        result[f"base64url, offset {offset}"] = base64.urlsafe_b64encode(text).rstrip(b"=")
        result[f"base64 of utf-16, offset {offset}"] = base64.b64encode(b"x" * offset + key.encode("utf-16-le"))
    result["base64, wrapped"] = base64.encodebytes(b"some text before it " + raw + b" and more after it" * 5)
    result["basic authentication"] = b"Authorization: Basic " + base64.b64encode(b"user:" + raw)
    return result


class LeakScan(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="leakscan-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.tree = os.path.join(self.folder, "tree")
        os.mkdir(self.tree)
        self.keys = [new_key(), new_key()]
        self.canaries = self.write("canaries", "\n".join(self.keys).encode() + b"\n", self.folder)

    def write(self, name, content, folder=None):
        path = os.path.join(folder or self.tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def scan(self, *arguments):
        result = subprocess.run([sys.executable, SCANNER, *arguments], capture_output=True, text=True, check=False)
        output = result.stdout + result.stderr
        for key in self.keys:
            for start in range(5, len(key) - 16):
                self.assertNotIn(key[start:start + 12], output, "the scanner shows what it found")
        return result.returncode, output

    def scan_tree(self, *arguments):
        return self.scan("--canary-file", self.canaries, "--dir", self.tree, *arguments)

    def test_every_form_is_found(self):
        for name, content in forms(self.keys[1]).items():
            with self.subTest(name):
                path = self.write("some/where/file.bin", content)
                code, output = self.scan_tree()
                self.assertEqual(code, 1, output)
                self.assertIn(path, output)
                self.assertIn("secret 2", output)
                self.assertNotIn("secret 1", output)

    def test_log_file(self):
        log = self.write("program.log", b"line\n" + self.keys[0].encode() + b"\n", self.folder)
        self.assertEqual(self.scan("--canary-file", self.canaries, "--log", log)[0], 1)

    def test_names_and_links(self):
        self.write(self.keys[0] + ".txt", b"")
        self.assertEqual(self.scan_tree()[0], 1)
        shutil.rmtree(self.tree)
        os.mkdir(self.tree)
        os.symlink("/nowhere/" + self.keys[0], os.path.join(self.tree, "link"))
        self.assertEqual(self.scan_tree()[0], 1)

    def test_clean_trees_are_clean(self):
        self.write("random", secrets.token_bytes(3_000_000))
        self.write("other key", new_key().encode())
        self.write("shown", (self.keys[0][:9] + "…‹redacted›").encode())
        self.write("short piece", self.keys[0][5:20].encode())
        self.write("archive.gz", gzip.compress(secrets.token_bytes(100_000)))
        self.write("text", b"kmcp_ is how keys begin\n" * 10_000)
        code, output = self.scan_tree()
        self.assertEqual((code, output), (0, ""))

    def test_own_sources_are_clean(self):
        sources = os.path.dirname(os.path.dirname(os.path.abspath(SCANNER)))
        self.assertEqual(self.scan("--canary-file", self.canaries, "--dir", sources)[0], 0)

    def test_excluded_places_and_the_canaries_themselves(self):
        self.write("keyring/login.keyring", self.keys[0].encode())
        self.assertEqual(self.scan_tree()[0], 1)
        self.assertEqual(self.scan_tree("--exclude", "keyring")[0], 0)
        self.assertEqual(self.scan_tree("--exclude", "*/login.keyring")[0], 0)
        self.assertEqual(self.scan("--canary-file", self.canaries, "--dir", self.folder, "--exclude", "*.keyring")[0], 0)

    def test_processes(self):
        if not os.path.isdir("/proc/self"):
            self.skipTest("no /proc")
        self.assertEqual(self.scan("--canary-file", self.canaries, "--processes")[0], 0)
        for arguments, environment, place in (
                (["sleep", "60"], {"KONSTANTLY_MCP_KEY": self.keys[0]}, "environ"),
                (["sh", "-c", "sleep 60", self.keys[0]], {}, "cmdline"),
                (["sleep", "60"], {"AUTH": base64.b64encode(self.keys[0].encode()).decode()}, "environ")):
            with self.subTest(place):
                with subprocess.Popen(arguments, env={"PATH": os.environ["PATH"], **environment}) as process:
                    try:
                        code, output = self.scan("--canary-file", self.canaries, "--processes")
                    finally:
                        process.kill()
                self.assertEqual(code, 1)
                self.assertIn(f"process {process.pid}", output)
                self.assertIn(place, output)

    def test_usage(self):
        empty = self.write("empty", b"\n", self.folder)
        short = self.write("short", b"kmcp_abc\n", self.folder)
        for arguments in ([], ["--canary-file", self.canaries], ["--dir", self.tree],
                          ["--canary-file", "/nowhere", "--dir", self.tree],
                          ["--canary-file", empty, "--dir", self.tree],
                          ["--canary-file", short, "--dir", self.tree],
                          ["--canary-file", self.canaries, "--dir", "/nowhere"],
                          ["--canary-file", self.canaries, "--log", "/nowhere"],
                          ["--no-such-option"]):
            with self.subTest(arguments):
                self.assertEqual(self.scan(*arguments)[0], 2)


if __name__ == "__main__":
    unittest.main()

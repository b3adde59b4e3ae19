#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""Self-test of translations.py: each kind of problem is planted and must be found; good files have none."""
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # nothing into the source tree

import translations
from translations import Message

SOURCES = """<context><name>Konstantly::Page</name>
  <message><source>&amp;Open %1</source><translation type="unfinished"></translation></message>
  <message numerus="yes"><source>%Ln key(s)</source><translation type="unfinished">
    <numerusform></numerusform><numerusform></numerusform></translation></message>
  <message><source> days</source><comment>suffix</comment><translation type="unfinished"></translation></message>
</context>"""

GERMAN = """<context><name>Konstantly::Page</name>
  <message><source>&amp;Open %1</source><translation>%1 öff&amp;nen</translation></message>
  <message numerus="yes"><source>%Ln key(s)</source><translation>
    <numerusform>%Ln Schlüssel</numerusform><numerusform>%Ln Schlüssel</numerusform></translation></message>
  <message><source> days</source><comment>suffix</comment><translation type="unfinished"></translation></message>
</context>"""


def message(source, *texts, state="", context="Page"):
    return Message(context, source, "", len(texts) > 1, state, texts)


class Messages(unittest.TestCase):
    def problem_of(self, one, forms=2):
        found = translations.message_problems(one, forms)
        self.assertEqual(len(found), 1, found)
        return found[0]

    def test_good_ones_have_no_problem(self):
        for good in (message("Key %1 of %2", "%2: Schlüssel %1"), message("%1 runs", "%1 läuft. %1 beenden."),
                     message("%n key(s)", "%n Schlüssel", "%n Schlüssel"), message("&Open", "Öff&nen"),
                     message(" days", " Tage"), message("R && D with --by", "F && E mit --by"),
                     message("Open", "", state="unfinished")):
            self.assertEqual(translations.message_problems(good, 2), [], good)

    def test_an_empty_one_is_not_translated(self):
        self.assertIn("empty", self.problem_of(message("Open", "")))
        self.assertIn("empty", self.problem_of(message("%n key(s)", "%n Schlüssel", "")))

    def test_one_that_the_sources_lost_is_found(self):
        self.assertIn("vanished", self.problem_of(message("Open", "Öffnen", state="vanished")))
        self.assertIn("obsolete", self.problem_of(message("Open", "Öffnen", state="obsolete")))

    def test_placeholders_are_all_there(self):
        for source, text in (("%1 of %2", "%1 von"), ("%L1 keys", "%1 Schlüssel"), ("Key", "Schlüssel %1"),
                             ("%1 %", "%2 %")):
            self.assertIn("placeholders", self.problem_of(message(source, text)))
        self.assertIn("placeholders", self.problem_of(message("%Ln key(s)", "%Ln Schlüssel", "%n Schlüssel")))

    def test_every_plural_form_is_there(self):
        self.assertIn("2 plural forms instead of 3", self.problem_of(message("%n key(s)", "%n a", "%n b"), 3))

    def test_options_stay_as_they_are_typed(self):
        self.assertIn("options", self.problem_of(message("Add --yes.", "--ja hinzufügen.")))

    def test_accelerators_and_white_space_stay(self):
        self.assertIn("accelerator", self.problem_of(message("&Open", "Öffnen")))
        self.assertIn("white space", self.problem_of(message(" days", "Tage")))
        self.assertIn("white space", self.problem_of(message("Key: ", "Schlüssel:")))

    def test_accelerators_are_not_shared(self):
        apart = [message("&Open", "Ö&ffnen"), message("&Save", "&Sichern")]
        shared = [message("&Open", "&Öffnen"), message("&Save", "&öfter sichern")]
        elsewhere = [shared[0], message("&Save", "&öfter sichern", context="Other")]
        self.assertEqual(translations.accelerator_problems(apart), [])
        self.assertEqual(len(translations.accelerator_problems(shared)), 1)
        self.assertEqual(translations.accelerator_problems(elsewhere), [])

    def test_a_context_that_nobody_asks_for_is_found(self):
        self.assertEqual(translations.context_problems([message("Open", "")]), [])
        for context in ("Texts", "Konstantly::Texts"):
            self.assertEqual(len(translations.context_problems([message("Open", "", context=context)])), 1)

    def test_english_has_every_plural(self):
        good = message("%n key(s)", "%n key", "%n keys")
        raw = message("%n key(s)", "%n key(s)", "%n keys")
        missing = message("%n key(s)", "", "", state="unfinished")
        self.assertEqual(translations.english_problems([good]), [])
        self.assertEqual(len(translations.english_problems([good, raw, missing])), 2)


class Files(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        fewest, translations.FEWEST = translations.FEWEST, 3
        self.addCleanup(setattr, translations, "FEWEST", fewest)

    def write(self, name, contexts):
        path = self.folder / name
        path.write_text(f'<TS version="2.1" language="de">{contexts}</TS>', encoding="utf-8")
        return path

    def check(self, contexts, sources=SOURCES):
        """The problems of a German file that lupdate had nothing to change in, and what is printed about it."""
        kept = translations.read(self.write("kept.ts", contexts))
        fresh = translations.read(self.write("fresh.ts", sources))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            problems = translations.check("de", kept, kept, fresh)
        return problems, output.getvalue()

    def test_what_waits_is_counted_and_no_problem(self):
        problems, output = self.check(GERMAN)
        self.assertEqual(problems, [])
        self.assertIn("de: 3 messages, 1 not translated yet, 0 no longer in the sources", output)

    def test_forms_are_counted_as_the_language_has_them(self):
        one_form = GERMAN.replace("<numerusform>%Ln Schlüssel</numerusform>", "", 1)
        problems, _ = self.check(one_form)
        self.assertEqual(problems, ['Konstantly::Page: "%Ln key(s)": has 1 plural forms instead of 2'])

    def test_no_sources_are_not_no_problem(self):
        problems, _ = self.check(GERMAN, sources="")
        self.assertEqual(problems, ["lupdate found 0 strings"])


if __name__ == "__main__":
    unittest.main()

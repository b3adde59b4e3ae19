#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""translations.py LUPDATE SOURCES_LIST ROOT FOLDER QRC: what is wrong in the translations, FOLDER/*.ts.

English holds the plural forms alone, and all of them: without them people read "1 key(s)". In every other language a
message may wait for its translator (type="unfinished": it is shown in English, and counted here). What counts as
translated holds all that the program fills in. Mend it with: cmake --build --preset dev --target update_translations,
then fill in; see translations/README.md."""
import collections
import dataclasses
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PLACEHOLDER = re.compile(r"%L?(?:n|\d{1,2})")
ACCELERATOR = re.compile(r"(?<!&)&(\w)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
FEWEST = 20  # strings; fewer means that lupdate was given no sources


@dataclasses.dataclass(frozen=True)
class Message:
    context: str
    source: str
    comment: str
    is_plural: bool
    state: str  # of lupdate: "" when translated, "unfinished", "vanished", "obsolete"
    texts: tuple  # one, or a plural's forms

    def key(self):
        return self.context, self.source, self.comment

    def __str__(self):
        return f'{self.context}: "{self.source}"'


def read(path):
    """The messages of a .ts file, in its order."""
    messages = []
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            is_plural = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if is_plural else [translation]
            messages.append(Message(context.findtext("name"), message.findtext("source"),
                                    message.findtext("comment", ""), is_plural, translation.get("type", ""),
                                    tuple(form.text or "" for form in forms)))
    return messages


def ends(text):
    """The white space at both ends."""
    return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def text_problems(source, text):
    """What a translation has lost of its source, or added to it."""
    if not text:
        return ["is marked as translated and is empty"]
    problems = []
    # As sets: a language may have to say one of them twice.
    if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(text)):
        problems.append(f'has other placeholders: "{text}"')
    if set(OPTION.findall(source)) != set(OPTION.findall(text)):
        problems.append(f'names other options: "{text}"')
    if len(ACCELERATOR.findall(source)) != len(ACCELERATOR.findall(text)):
        problems.append(f'lost or gained an accelerator: "{text}"')
    if ends(source) != ends(text):
        problems.append(f'begins or ends with other white space: "{text}"')
    return problems


def message_problems(message, forms):
    """What is wrong with one message of a language with so many plural forms."""
    if message.state == "unfinished":
        return []
    if message.state:
        return [f"is marked as {message.state}: the sources have it no more"]
    if message.is_plural and len(message.texts) != forms:
        return [f"has {len(message.texts)} plural forms instead of {forms}"]
    return [problem for text in message.texts for problem in text_problems(message.source, text)]


def accelerator_problems(messages):
    """Contexts in which controls share an accelerator that have one each in English: it would only move the focus."""
    letters = collections.defaultdict(lambda: ([], []))
    for message in messages:
        if message.state:
            continue
        for side, text in zip(letters[message.context], (message.source, message.texts[0])):
            side.extend(letter.lower() for letter in ACCELERATOR.findall(text))
    return [f"{context}: accelerators are shared: {''.join(sorted(translated))}"
            for context, (english, translated) in letters.items()
            if len(translated) - len(set(translated)) > len(english) - len(set(english))]


def context_problems(messages):
    """Strings that no translation reaches: lupdate gives them the name of a local struct as context, Qt asks for another."""
    return [f"{message}: move the struct Texts out of the function" for message in messages
            if message.context.rpartition("::")[2] == "Texts"]


def english_problems(messages):
    """What is missing in the file that holds the plural forms alone."""
    return [f"no English plural: {message}" for message in messages
            if message.state == "unfinished" or not all(message.texts) or any("(s)" in text for text in message.texts)]


def check(language, kept, updated, fresh):
    """Problems of what a language's file has kept; prints how much of it is translated. lupdate has brought a copy of it
    up to date, and made a fresh file."""
    if len(fresh) < FEWEST:
        return [f"lupdate found {len(fresh)} strings"]
    waiting = sum(message.state == "unfinished" for message in updated)
    gone = len({message.key() for message in kept} - {message.key() for message in updated})
    print(f"{language}: {len(updated)} messages, {waiting} not translated yet, {gone} no longer in the sources")
    if language == "en":
        return english_problems(updated)
    forms = next(len(message.texts) for message in fresh if message.is_plural)
    return ([f"{message}: {problem}" for message in kept for problem in message_problems(message, forms)]
            + accelerator_problems(kept) + context_problems(fresh))


def main(lupdate, sources, root, folder, qrc):
    def update(paths, *options):
        command = [lupdate, "-silent", *options, "-locations", "none", "-no-obsolete", "-I", root, f"@{sources}", "-ts"]
        subprocess.run([*command, *map(str, paths)], check=True)

    shipped = pathlib.Path(qrc).read_text(encoding="utf-8")
    files = {path.stem.partition("_")[2]: path for path in sorted(pathlib.Path(folder).glob("konstantly-keys_*.ts"))}
    problems = [] if files else [f"no translation in {folder}"]
    with tempfile.TemporaryDirectory() as temporary:
        copies, fresh = {}, {}
        for language, path in files.items():
            copies[language] = pathlib.Path(shutil.copy(path, temporary))
            fresh[language] = pathlib.Path(temporary, f"fresh_{language}.ts")
            fresh[language].write_text(f'<TS version="2.1" language="{language}" sourcelanguage="en"/>', encoding="utf-8")
        both = {language: [copies[language], fresh[language]] for language in files}
        # Each call reads all sources: one for English, one for all the others.
        if english := both.pop("en", []):
            update(english, "-pluralonly")
        if both:
            update([path for pair in both.values() for path in pair])
        for language, path in files.items():
            found = check(language, read(path), read(copies[language]), read(fresh[language]))
            if f"{path.stem}.qm" not in shipped:
                found.append("is in no program: it is missing in the languages of translations/CMakeLists.txt")
            problems += [f"{language}: {problem}" for problem in found]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

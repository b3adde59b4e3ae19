# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""tour.py BUILD_DIR PICTURES_DIR: the main job in the real window, by its accessible names; see the script "tour" beside this.

Prints what it did, a line a step. Fails when a step does not happen, when a shown control has no name, or when what can be
read in the window holds a key."""
import json
import os
import pathlib
import re
import subprocess
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from window import Window  # noqa: E402

build = pathlib.Path(sys.argv[1])
pictures = pathlib.Path(sys.argv[2])
program = build / "bin" / "konstantly-keys"
tarball = build / "tests" / "konstantly-mcp-server-0.2.0.tgz"
home = pathlib.Path(os.environ["HOME"])
key_shape = re.compile(r"kmcp_[A-Za-z0-9_-]{20,}")


def say(text):
    print(f"   {text}", flush=True)


class Program:
    """konstantly-keys with arguments, and the window it opened; ended on leaving."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        self.log = open(home / "konstantly-keys.log", "ab")
        self.process = subprocess.Popen([program, *self.arguments], stdout=self.log, stderr=self.log)
        self.window = Window("konstantly-keys")
        return self.window

    def __exit__(self, *error):
        ended = self.process.poll()
        if error[0] and ended is None:
            Window.picture(pictures / "failed.png")
            print(self.window.tree(), file=sys.stderr)
        self.process.terminate()
        code = self.process.wait(20)
        self.log.close()
        if error[0]:
            traceback.print_exception(*error)
            sys.stderr.write((home / "konstantly-keys.log").read_text(errors="replace"))
        if ended is not None or code != 0:
            when = "by itself " if ended is not None else ""
            raise SystemExit(f"konstantly-keys ended {when}with {code}")


def picture(window, name):
    """A picture of the page as it is now, which has to be readable for everybody and must not show a key."""
    window.picture(pictures / f"{name}.png")
    unnamed = window.unnamed()
    if unnamed:
        raise SystemExit(f"{name}: controls without an accessible name: {unnamed}")
    shown = key_shape.search(window.texts())
    if shown:
        raise SystemExit(f"{name}: the window shows a whole key")


def first_start():
    print("== First start")
    with Program("--theme", "light") as window:
        window.wait("Connect a workspace")
        window.type("Workspace address", "acme")
        window.wait("https://acme.konstantly.com")
        picture(window, "first-start-light")
        say("asked for a workspace; “acme” is https://acme.konstantly.com, and the key would only ever be sent there")


def main_job():
    print("== The main job, on the demo workspace")
    with Program("--demo", "--theme", "light", "--server-package", tarball) as window:
        window.wait("alex-laptop", "table cell")
        picture(window, "keys-light")
        say("listed the workspace's keys")

        window.select_row("alex-desktop")
        window.wait("Revoke this key…")
        picture(window, "keys-details-light")
        window.click("Close details")

        window.click("Filter: Needs rotation")
        window.wait_gone("maria-macbook")
        picture(window, "keys-needs-rotation-light")
        window.click("Filter: All")

        window.click("New key…")
        window.type("Key name", "alex-thinkpad")
        window.wait("Good:")
        window.click("Claude Desktop", exact=True)  # its turn comes on the page This device
        picture(window, "new-key-light")
        window.click("Create and set up")
        window.wait("“alex-thinkpad” is ready")
        window.wait("Cursor is set up")
        picture(window, "new-key-ready-light")
        window.click("Done", exact=True)
        window.wait("alex-thinkpad", "table cell")
        say("created the key alex-thinkpad; it lies in the keychain, and Cursor got an entry without it")

        window.click("This device", exact=True)
        window.wait("Key in plain text")
        picture(window, "device-plain-text-light")
        window.click("Protect Claude Desktop")
        window.wait("Change for Claude Desktop")
        picture(window, "device-preview-light")
        window.click("Apply", exact=True)
        window.wait("Done", exact=True)
        window.wait_gone("Key in plain text")
        say("moved Claude Desktop's plain-text key out of its file, after a preview")
        window.click("Test Cursor")
        window.wait("Cursor works: ready after")
        picture(window, "device-light")
        say("started the MCP server as Cursor would; it offers its tools")

        window.click("Keys", exact=True)
        window.select_row("key1")
        window.click("Revoke this key…")
        window.wait("Revoke “key1”?")
        picture(window, "revoke-light")
        if window.find("Type the name to confirm"):
            window.type("Type the name to confirm", "key1")
        window.click("Revoke now")
        window.wait("1 key revoked")
        picture(window, "revoked-light")
        say("revoked key1, whose owner has left; the service confirmed it")


def dark():
    print("== The same in the dark")
    with Program("--demo", "--theme", "dark", "--server-package", tarball) as window:
        window.wait("alex-laptop", "table cell")
        picture(window, "keys-dark")
        window.click("New key…")
        window.type("Key name", "alex-thinkpad")
        window.wait("Good:")
        picture(window, "new-key-dark")
        window.click("Cancel", exact=True)
        window.click("This device", exact=True)
        window.click("Protect Claude Desktop")
        window.wait("Change for Claude Desktop")
        picture(window, "device-dark")


def readers_at_work():
    """Screen readers go through everything, what is hidden too, while it changes; nothing that they ask for ends the window."""
    print("== Screen readers at work")
    reader = pathlib.Path(__file__).with_name("reader.py")
    with Program("--demo", "--theme", "light", "--server-package", tarball) as window:
        window.wait("alex-laptop", "table cell")
        readers = [subprocess.Popen([sys.executable, reader], stdout=subprocess.PIPE, text=True) for _ in range(2)]
        try:
            for _ in range(4):
                window.select_row("alex-desktop")
                window.wait("Revoke this key…")
                window.texts()
                window.click("Close details")
                window.click("Filter: Needs rotation")
                window.wait_gone("maria-macbook")
                window.texts()
                window.click("Filter: All")
                window.wait("maria-macbook")
            for page in ("Usage", "Activity", "Checkup", "This device", "Keys"):
                window.click(page, exact=True)
                window.texts()
            window.click("New key…")
            window.wait("Key name")
            window.texts()
            window.click("Cancel", exact=True)
            window.wait_gone("Key name")
        finally:
            for one in readers:
                one.terminate()
        rounds = [int(one.communicate()[0] or 0) for one in readers]
        if min(rounds) == 0:
            raise SystemExit(f"a reader did not get through the window once: {rounds}")
        say(f"changed what is shown while two readers went through all of it, {sum(rounds)} times")


def look_back(theme):
    print(f"== What happened, and whether all is well ({theme})")
    with Program("--demo", "--theme", theme, "--server-package", tarball) as window:
        window.click("Usage", exact=True)
        window.wait("Calls per day")
        window.wait("Numbers from: the workspace's usage list")
        window.wait_gone("Stop reading calls")
        picture(window, f"usage-{theme}")
        window.click("Key", exact=True)
        window.wait("Legend: prod-slack-bot")
        window.click("Table", exact=True)
        picture(window, f"usage-table-{theme}")
        say("showed thirty days of calls by tool and by key, and what is left of each quota")

        window.click("Activity", exact=True)
        window.wait("alex-desktop", "table cell")
        picture(window, f"activity-{theme}")
        window.click("Filter: This device")
        picture(window, f"activity-device-{theme}")
        window.click("Send to SIEM…")
        window.wait("Address of the SIEM")
        picture(window, f"settings-siem-{theme}")
        window.click("Close", exact=True)
        say("showed the time line, and where it can be forwarded to")

        window.click("Checkup", exact=True)
        window.wait("Check again")
        picture(window, f"checkup-{theme}")
        say("checked the whole set-up")

        window.click("Keys", exact=True)
        window.select_row("alex-laptop")
        window.click("Rotate this key…")
        window.wait("Rotate “alex-laptop”")
        picture(window, f"rotate-{theme}")


pictures.mkdir(parents=True, exist_ok=True)
for old in pictures.glob("*.png"):
    old.unlink()
first_start()
main_job()
readers_at_work()
dark()
look_back("light")
look_back("dark")
print(f"Pictures are in {pictures}")

# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""reader.py: goes through the window of konstantly-keys, and all that it says, until it is ended by SIGTERM; then prints how often."""
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from window import Window  # noqa: E402

rounds = 0


def end(*_):
    print(rounds)
    sys.exit(0)


signal.signal(signal.SIGTERM, end)
window = Window("konstantly-keys")
while True:
    window.texts()
    rounds += 1

# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""Drives a running window through the accessibility bus, by the names a screen reader would speak.

Use Debian's python3 (python3-pyatspi). Every wait has a limit and says what it waited for."""
import subprocess
import time

import pyatspi

INTERACTIVE = {
    "push button", "toggle button", "text", "password text", "combo box", "check box", "radio button", "table",
    "list", "spin button", "menu item", "tree table", "list item", "link",
}


class Window:
    def __init__(self, application, timeout=30):
        self.application = application
        self.root = self._until(self._find_application, timeout, f"no application '{application}' on the accessibility bus")

    def _find_application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for index in range(desktop.childCount):
            child = desktop.getChildAtIndex(index)
            if child and self.application in (child.name or ""):
                return child
        return None

    @staticmethod
    def _until(probe, timeout, why):
        end = time.monotonic() + timeout
        while True:
            try:
                found = probe()
            except Exception:  # a node that went away while we looked at it
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise TimeoutError(why)
            time.sleep(0.05)

    def walk(self, node=None, depth=0):
        node = node or self.root
        yield depth, node
        if depth > 40:
            return
        for index in range(min(node.childCount, 400)):
            try:
                child = node.getChildAtIndex(index)
            except Exception:
                child = None
            if child:
                yield from self.walk(child, depth + 1)

    @staticmethod
    def _showing(node):
        return node.getState().contains(pyatspi.STATE_SHOWING)

    def find(self, name, role=None, exact=False, showing=True):
        for _, node in self.walk():
            try:
                own = node.name or ""
                if (own == name if exact else name in own) and (role is None or node.getRoleName() == role):
                    if not showing or self._showing(node):
                        return node
            except Exception:
                continue
        return None

    def wait(self, name, role=None, exact=False, timeout=20):
        return self._until(lambda: self.find(name, role, exact), timeout, f"not shown: {name!r} ({role or 'any role'})")

    def wait_gone(self, name, timeout=20):
        self._until(lambda: self.find(name) is None, timeout, f"still shown: {name!r}")

    def wait_enabled(self, name, timeout=20):
        def enabled():
            node = self.find(name)
            return node if node and node.getState().contains(pyatspi.STATE_SENSITIVE) else None
        return self._until(enabled, timeout, f"not enabled: {name!r}")

    def click(self, name, role=None, exact=False):
        self.wait(name, role, exact)
        self._until(lambda: self.find(name, role, exact).getState().contains(pyatspi.STATE_SENSITIVE), 20, f"not enabled: {name!r}")
        self.find(name, role, exact).queryAction().doAction(0)

    def select_row(self, name):
        """Selects the table row whose cell has this name, by clicking where it is shown."""
        cell = self.wait(name, "table cell")
        box = cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        pyatspi.Registry.generateMouseEvent(box.x + 12, box.y + box.height // 2, pyatspi.MOUSE_B1C)

    def type(self, name, text):
        self.wait(name).queryEditableText().setTextContents(text)

    def texts(self):
        """Everything that is shown, a line a node."""
        lines = []
        for _, node in self.walk():
            try:
                if self._showing(node) and node.name:
                    lines.append(node.name)
                text = node.queryText()
                if self._showing(node) and text.characterCount:
                    lines.append(text.getText(0, text.characterCount))
            except Exception:
                continue
        return "\n".join(lines)

    def tree(self):
        return "\n".join("  " * depth + f"{node.getRoleName()} {node.name!r}" for depth, node in self.walk())

    def unnamed(self):
        """Interactive controls that are shown and that a screen reader could not name."""
        found = []
        for _, node in self.walk():
            try:
                if node.getRoleName() in INTERACTIVE and not node.name and self._showing(node):
                    found.append(f"{node.getRoleName()} in {node.parent.name!r}")
            except Exception:
                continue
        return found

    @staticmethod
    def picture(path):
        subprocess.run(["import", "-window", "root", str(path)], check=True)

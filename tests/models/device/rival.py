#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT
"""Another program that works on the file that we edit.

rival.py count FILE LOCK WRITES   counts in a member of its own, by reading, changing and renaming, without end until a line
                                  comes on standard input and WRITES were made. LOCK is how it keeps others off: none,
                                  directory, owned. Prints {"writes", "lost", "torn"}: lost is how often its member was not
                                  what it had written last.
rival.py desktop FILE MS          remembers the file, waits for somebody to change it, and MS later writes back what it remembers.
rival.py hold LOCKDIR             makes a lock directory and keeps it fresh until its input ends.
Each prints "ready" first.
"""
import json
import os
import select
import sys
import time


def has_line():
    return bool(select.select([sys.stdin], [], [], 0)[0])


def take(lock, kind):
    token = f"{os.getpid()}.{time.time_ns() // 1_000_000}.rival"
    while True:
        try:
            if kind == "directory":
                os.mkdir(lock)
            else:
                staging = f"{lock}.tmp.{token}"
                os.makedirs(staging, exist_ok=True)
                with open(f"{staging}/owner.{token}", "w") as owner:
                    owner.write(token)
                os.rename(staging, lock)
            return token
        except OSError:
            time.sleep(0.001)


def leave(lock, kind, token):
    if kind == "owned":
        os.unlink(f"{lock}/owner.{token}")
    try:
        os.rmdir(lock)
    except OSError:
        if kind != "owned":  # there the next holder may have displaced the empty directory already
            raise


def count(path, kind, wanted):
    lock, mine, lost, torn = path + ".lock", 0, 0, 0
    while mine < wanted or not has_line():
        token = take(lock, kind) if kind != "none" else None
        with open(path, "rb") as file:
            content = file.read()
        try:
            document = json.loads(content)
            lost += document.get("n", 0) != mine
        except ValueError:
            torn += 1
            continue
        mine += 1
        document["n"] = mine
        with open(path + ".rival", "w") as file:
            json.dump(document, file, indent=2)
        os.rename(path + ".rival", path)
        if token:
            leave(lock, kind, token)
        # Beside a program that never pauses nothing can be edited: every plan would be out of date before it is applied.
        if mine % (10 if token else 50) == 0:
            time.sleep(0.015)
    print(json.dumps({"writes": mine, "lost": lost, "torn": torn}), flush=True)


def desktop(path, milliseconds):
    with open(path, "rb") as file:
        memory = file.read()
    print("ready", flush=True)
    while True:
        with open(path, "rb") as file:
            if file.read() != memory:
                break
        time.sleep(0.001)
    time.sleep(milliseconds / 1000)
    with open(path + ".desktop", "wb") as file:
        file.write(memory)
    os.rename(path + ".desktop", path)
    print("written", flush=True)


def hold(lock):
    os.mkdir(lock)
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        os.utime(lock)
    os.rmdir(lock)


if __name__ == "__main__":
    if sys.argv[1] == "count":
        print("ready", flush=True)
        count(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "desktop":
        desktop(sys.argv[2], int(sys.argv[3]))
    else:
        hold(sys.argv[2])

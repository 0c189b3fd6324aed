#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Runs that are killed or find the disk full: never a half result under its name, an older one stays whole, nothing is left
behind after an ordinary failure, and what a killed run left is taken away by the next one. A folder and a GeoPackage."""
import hashlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

CRUCE = os.environ["CRUCE"]
CASE = "scenarios/corridor_walk"
KILLS = 50 if os.environ.get("LONG") else 8


def command(output, *more):
    return [CRUCE, "run", CASE, "-n", "4", "--days", "90", "-o", str(output), "--force", "--quiet", *more]


def content(path):
    """One hash of a file, or of all files of a folder; None where there is nothing."""
    files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
    return hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest() if files else None


def others(path):
    return [f.name for f in path.parent.iterdir() if f.name != path.name]


def killed(path, wholes, chance, seconds, seed):
    process = subprocess.Popen(command(path, "--seed", str(seed)))
    time.sleep(seconds * (chance.uniform(0, 1) if seed == 1 else chance.uniform(0.6, 1.1)))  # half of them near the end
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert content(path) in wholes, f"{path.name} is neither the old result nor the new one"
    if path.suffix == ".gpkg" and path.exists():
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return process.returncode == -signal.SIGKILL


def kill_often(folder, name):
    path, wholes, seconds = folder / name, {None}, 1e9
    for seed in (1, 2, 1, 2):
        started = time.monotonic()
        subprocess.run(command(path, "--seed", str(seed)), check=True)
        seconds = min(seconds, time.monotonic() - started)
        wholes.add(content(path))
    assert len(wholes) == 3
    chance, hit, had_rest = random.Random(4), 0, 0
    for k in range(KILLS):
        if k == KILLS // 2:  # from here on there is no older result
            subprocess.run(["rm", "-r", str(path)], check=True)
            wholes.add(None)
        elif path.exists():
            wholes.discard(None)
        hit += killed(path, wholes, chance, seconds, 1 + k % 2)
        rest = others(path)
        had_rest += bool(rest)
        assert len(rest) <= 1, f"what killed runs left is not taken away: {rest}"
    assert hit > KILLS / 4, f"only {hit} of {KILLS} runs were killed before they ended"
    subprocess.run(command(path), check=True)
    assert not others(path), f"left beside a whole result: {others(path)}"
    print(f"{name}: {hit} of {KILLS} killed, {had_rest} left something, which the next run took away")


def fails(path, limit, told):
    """A run that may not write more than `limit` KiB to one file."""
    before = content(path)
    done = subprocess.run(["bash", "-c", f'ulimit -f {limit}; exec "$0" "$@"', *command(path)], capture_output=True, text=True)
    assert done.returncode == 1 and told in done.stderr, (done.returncode, done.stderr)
    assert content(path) == before, f"{path.name} is not what it was"
    assert not others(path), f"left behind: {others(path)}"


def full_disk(folder, name):
    """A real disk of 3 MiB, where one can be made."""
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(folder)], capture_output=True, text=True)
    if mount.returncode != 0:
        print(f"no small disk can be mounted here: {mount.stderr.strip()}")
        return
    try:
        path = folder / name
        subprocess.run([CRUCE, "run", CASE, "-n", "1", "--days", "20", "-o", str(path), "-q"], check=True)
        before = content(path)
        done = subprocess.run([CRUCE, "run", CASE, "-n", "4", "-o", str(path), "--force", "-q"], capture_output=True, text=True)
        assert done.returncode == 1, (done.returncode, done.stderr)
        assert "cannot write" in done.stderr and ("full" in done.stderr or "No space" in done.stderr), done.stderr
        assert content(path) == before and not others(path), others(path)
        print(f"{name}: a full disk says: {done.stderr.strip().splitlines()[0][:120]}")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def empty(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    return folder


with tempfile.TemporaryDirectory() as top:
    for name in ("whole.gpkg", "whole"):
        kill_often(empty(f"{top}/kills-{name}"), name)
        quiet = empty(f"{top}/limit-{name}")
        subprocess.run(command(quiet / name), check=True)
        fails(quiet / name, 300, "cannot write")
        full_disk(empty(f"{top}/disk-{name}"), name)

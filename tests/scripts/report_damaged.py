#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""cruce report reads files as somebody else's: cut, garbled, or with other things in their tables than a run writes, they give
a page or a message that names the file, never a crash, never half a page."""
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from border_folder import SMALL  # noqa: E402
from report_page import read_page  # noqa: E402

CRUCE = os.environ["CRUCE"]
TRIES = 2000 if os.environ.get("LONG") else 150


def report(path, *others):
    """Exit status; a page is there exactly if it is 0, and can be read."""
    page = path.parent / "page.html"
    page.unlink(missing_ok=True)
    done = subprocess.run([CRUCE, "report", path, *others, "-o", page, "-q"], capture_output=True, text=True, errors="replace",
                          timeout=120)
    assert done.returncode in (0, 1, 2), (done.returncode, done.stderr)
    assert page.exists() == (done.returncode == 0), done
    assert not list(path.parent.glob(".*partial*")), done
    if done.returncode == 0:
        read_page(page)
    else:
        assert len(done.stderr) < 600 and ("memory" in done.stderr or path.name in done.stderr), done.stderr
    return done


def cut(whole, path, chance):
    """Files that end too early, at pages and within."""
    bytes_ = whole.read_bytes()
    refused = 0
    for length in [0, 1, 15, 16, 99, 100, 512, 8191, 8192, 8193] + [chance.randrange(len(bytes_)) for _ in range(20)]:
        path.write_bytes(bytes_[:length])
        refused += report(path).returncode != 0
    assert refused >= 25, refused
    print(f"cut: {refused} of 30 refused")


def garbled(whole, path, chance):
    """A few bytes changed anywhere, often near the beginning of a page, where SQLite keeps its cells."""
    bytes_ = whole.read_bytes()
    refused = 0
    for _ in range(TRIES):
        other = bytearray(bytes_)
        for _ in range(chance.choice([1, 3, 30, 300])):
            page = chance.randrange(len(other) // 8192) * 8192
            other[page + chance.randrange(chance.choice([16, 200, 8192]))] = chance.randrange(256)
        path.write_bytes(other)
        refused += report(path).returncode != 0
    assert refused > TRIES // 10, refused
    print(f"garbled: {refused} of {TRIES} refused")


# What else may stand in tables: SQL, and what the answer holds ("" for a page).
CHANGES = [
    ("UPDATE totals SET day = 2000000000", "has no day to show"),
    ("UPDATE totals SET day = -5", "has no day to show"),
    ("UPDATE totals SET day = 9e300 WHERE fid = 1", "has no day to show"),
    ("UPDATE totals SET day = 'x' || day", "has no day to show"),
    ("UPDATE totals SET day = 999999 WHERE fid = (SELECT max(fid) FROM totals)", ""),
    ("UPDATE places SET day = 1e18 WHERE fid % 2 = 0", ""),
    ("UPDATE places SET persons = 'many', place = NULL", ""),
    ("UPDATE places SET persons = 1e308 * 10, place = x'00ff3c2f'", ""),
    ("UPDATE encounters SET summary = NULL", ""),
    ("UPDATE encounters SET area = area || fid", ""),
    ("UPDATE encounter_months SET month = 'never' WHERE fid % 3 = 0", ""),
    ("UPDATE port_hours SET hour = -9223372036854775807 - 1", ""),
    ("UPDATE port_hours SET hour = 9223372036854775807, month = '2023-12'", ""),
    ("UPDATE run_info SET value = -1 WHERE key = 'replicates'", "names no start_date and replicates"),
    ("UPDATE run_info SET value = 9e99 WHERE key = 'replicates'", ""),
    ("UPDATE run_info SET value = NULL", "names no start_date and replicates"),
    ("UPDATE run_info SET value = x'80' WHERE key = 'title'", ("", "cannot be read")),
    ("UPDATE run_info SET value = '9999-12-31' WHERE key = 'start_date'", ("", "is no date", "has no day to show")),
    ("DELETE FROM run_info WHERE key IN ('engine', 'version', 'title', 'kind')", ""),
    ("DELETE FROM run_info", "names no start_date and replicates"),
    ("INSERT INTO run_info SELECT NULL, key, value FROM run_info", ""),
    ("UPDATE run_info SET value = '</title><script>' WHERE key = 'title'", ""),
    ("UPDATE map_places SET geom = x'4750'", ""),
    ("UPDATE map_places SET geom = 'text', place = 7, capacity = 'large'", ""),
    ("UPDATE map_ports SET mode = x'ff00'", "JSON cannot hold BLOB values"),
    ("UPDATE map_ports SET mode = NULL, crossing = CAST(x'ff41' AS TEXT)", ""),
    ("UPDATE policy_log SET note = zeroblob(70000)", ""),
    ("UPDATE inputs SET content = NULL, file = NULL", ""),
    ("UPDATE states SET state = x'', date = '\"><script>'", ""),
    ("UPDATE states SET state = 5, replicates = 'x'", ""),
    ("UPDATE states SET date = 7, replicates = -1", ""),
    ("ALTER TABLE states DROP COLUMN state", "has no such column: state"),
    ("DROP TABLE inputs", ("", "has no such table: inputs")),
    ("DROP TABLE map_places", ""),
    ("DROP TABLE encounters; CREATE TABLE encounters (fid INTEGER PRIMARY KEY)", "has no such column"),
    ("DROP TABLE places; CREATE VIEW places AS SELECT * FROM places", ("", "cannot be read")),
    ("DROP TABLE places; CREATE VIEW places AS WITH RECURSIVE t(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM t WHERE"
     " fid < 200000) SELECT fid, fid AS day, 'p50' AS summary, 'place ' || fid AS place, 1 AS persons FROM t", ""),
]


def changed(whole, path):
    for sql, said in CHANGES:
        shutil.copy(whole, path)
        database = sqlite3.connect(path)
        database.executescript(sql)
        database.commit()
        database.close()
        done = report(path)
        choices = (said,) if isinstance(said, str) else said
        assert any(text in done.stderr and (done.returncode == 0) == (text == "") for text in choices), (sql, done)
        # Beside a run that is whole, too: pairs are compared.
        second = subprocess.run([CRUCE, "report", whole, path, "-o", path.parent / "two.html", "-q", "--force"], capture_output=True,
                                text=True)
        assert second.returncode in (0, 2), (sql, second)
    print(f"changed: {len(CHANGES)} changes")


def markup_stays_text(whole, path):
    """What stands in tables cannot end a block or begin a tag."""
    shutil.copy(whole, path)
    database = sqlite3.connect(path)
    wild = "</script></title><!--<img src=x onerror=alert(1)>\"'&"
    database.execute("UPDATE run_info SET value = ? WHERE key IN ('title', 'variant', 'variant_title')", [wild])
    database.execute("UPDATE states SET date = ?", [wild])
    database.execute("UPDATE inputs SET content = ?", [wild.encode()])
    database.commit()
    database.close()
    done = report(path)
    assert done.returncode == 0, done
    blocks, data = read_page(path.parent / "page.html")
    assert blocks.title == wild and data["runs"][0]["name"] == wild and "img" not in blocks.elements
    text = (path.parent / "page.html").read_text(encoding="utf-8")
    body = re.sub(r"<script.*?</script>|<style.*?</style>", "", text, flags=re.S)
    assert "<img" not in body and "onerror=alert(1)>" not in body, "markup came through"


def main():
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        whole, path = folder / "whole.gpkg", folder / "other.gpkg"
        subprocess.run([CRUCE, "run", SMALL, "-n", "2", "-q", "-o", whole, "--days", "60", "--save-state", "2023-12-01"], check=True)
        assert report(whole).returncode == 0
        (folder / "page.html").unlink()
        changed(whole, path)
        markup_stays_text(whole, path)
        cut(whole, path, chance)
        garbled(whole, path, chance)


if __name__ == "__main__":
    main()

#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# The what-if panel in Chromium says what `cruce run` says: a port is closed in the page, the downloaded measures.csv goes to the
# program with the same state, and both have written the same bytes; so has the run without a change, and the run that never stopped.
set -eu
cd "$(dirname "$0")/../.."
skip() { echo "$1"; exit 77; }
command -v node >/dev/null || skip "no node"
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skip "no chromium"
tools/web_modules.sh >/dev/null || skip "npm ci failed: no network or no registry"
cruce=$(realpath "${CRUCE:-build/cruce}")
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT

cp -r scenarios/us_mexico_2023 "$top/scenario"
"$cruce" run "$top/scenario" -q -n 5 -o "$top/run.gpkg" --save-state 2023-12-01 --save-state 2024-01-01
"$cruce" export "$top/run.gpkg" --state 2023-12-01 -o "$top/state-2023-12-01.cruce-state"
"$cruce" report "$top/run.gpkg" -o "$top/report.html" >/dev/null 2>&1
node tests/page/whatif.mjs "$top/report.html" "$top/page"

# The command that the page names, and the tables that the page asked for.
tables=$(cd "$top/page/page-changed" && ls -- *_by_replicate.csv | sed 's/\.csv$//' | paste -sd,)
mkdir "$top/scenario/variants/what_if"
cp "$top/page/variant/measures.csv" "$top/scenario/variants/what_if/"
command=$(sed "s#^cruce run FOLDER#run scenario#" "$top/page/command")
# shellcheck disable=SC2086 # a list of words
(cd "$top" && "$cruce" $command -q -o changed --tables "$tables")
(cd "$top" && "$cruce" run scenario --from state-2023-12-01.cruce-state --days 578 -q -o shipped --tables "$tables")
for file in "$top"/page/page-changed/*_by_replicate.csv; do
    name=$(basename "$file")
    cmp "$file" "$top/changed/$name"
    cmp "$top/page/page-shipped/$name" "$top/shipped/$name"
    if cmp -s "$file" "$top/shipped/$name" && [ "$name" = port_months_by_replicate.csv ]; then
        echo "closing a port changed nothing"
        exit 1
    fi
done

# The medians that the page shows are the program's own.
(cd "$top" && "$cruce" run scenario --from state-2023-12-01.cruce-state --days 578 -q -o medians --variant what_if --tables port_months,encounter_months)
/usr/bin/python3 - "$top" <<'PYTHON'
import csv, json, sys
top = sys.argv[1]
groups = json.load(open(f"{top}/page/result.json"))
shown = next(g for g in groups if g.get("key") == "laredo_wtb:truck")
crossed = next(r for r in shown["rows"] if r["says"] == "crossed")
rows = list(csv.DictReader(open(f"{top}/changed/port_months_by_replicate.csv")))
per_replicate = [sum(float(r["crossed"]) for r in rows if (r["crossing"], r["mode"], r["replicate"]) == ("laredo_wtb", "truck", str(n)))
                 for n in range(1, 6)]
assert crossed["changed"] == sorted(per_replicate)[2], (crossed, per_replicate)
assert crossed["changed"] < 0.6 * crossed["shipped"], crossed
medians = {r["month"]: float(r["persons"]) for r in csv.DictReader(open(f"{top}/medians/encounter_months.csv"))
           if (r["summary"], r["component"], r["area"], r["nationality"]) == ("p50", "(all)", "(all)", "(all)")}
by_month = {}
for r in csv.DictReader(open(f"{top}/changed/encounter_months_by_replicate.csv")):
    if (r["component"], r["area"], r["nationality"]) == ("(all)", "(all)", "(all)"):
        by_month.setdefault(r["month"], []).append(float(r["persons"]))
assert medians == {m: sorted(v)[2] for m, v in by_month.items()}, (medians, by_month)
PYTHON
echo "the same bytes in the page and from the program"

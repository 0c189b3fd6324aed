#!/usr/bin/env bash
# The charts and tables of the report page in a real browser: what they show is what the GeoPackages hold, read apart from the
# program; they answer pointer and keys.
set -eu
for tool in node npm chromium; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
case=../shared/scenarios/displacement/mali2012
[ -d "$case" ] || { echo "$case is not here"; exit 77; }
tools/web_modules.sh >/dev/null || { echo "npm ci failed: no network or no registry"; [ -n "${CI:-}" ] && exit 1 || exit 77; }
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$CRUCE" run scenarios/us_mexico_2023 --replicates 3 -q -o "$made/base.gpkg"
"$CRUCE" run scenarios/us_mexico_2023 --variant deal_dec27 --replicates 3 -q -o "$made/deal_dec27.gpkg"
"$CRUCE" report -q "$made/base.gpkg" "$made/deal_dec27.gpkg" -o "$made/border.html"
"$CRUCE" run "$case" --replicates 3 -q -o "$made/camps.gpkg"
"$CRUCE" report -q "$made/camps.gpkg" -o "$made/camps.html"
/usr/bin/python3 tests/page/charts_expected.py "$made" >"$made/expected.json"
node tests/page/charts.mjs "$made"

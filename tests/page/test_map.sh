#!/usr/bin/env bash
# The report page in a real browser, from its file, without a network: the map plays, answers pointer and keys, and asks
# nobody for anything. Makes a small report of a displacement case, and one of a border with a variant.
set -eu
for tool in node npm chromium; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
tools/web_modules.sh >/dev/null || { echo "npm ci failed: no network or no registry"; [ -n "${CI:-}" ] && exit 1 || exit 77; }
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$CRUCE" run scenarios/us_mexico_2023 --replicates 2 -q -o "$made/base.gpkg"
"$CRUCE" run scenarios/us_mexico_2023 --variant deal_dec27 --replicates 2 -q -o "$made/deal_dec27.gpkg"
"$CRUCE" report -q "$made/base.gpkg" "$made/deal_dec27.gpkg" -o "$made/border.html"
"$CRUCE" run scenarios/corridor_walk --replicates 2 -q -o "$made/walk.gpkg"
"$CRUCE" report -q "$made/walk.gpkg" -o "$made/walk.html"
node tests/page/map.mjs "$made/border.html" "$made/walk.html"

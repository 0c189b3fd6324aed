#!/usr/bin/env bash
# What the program embeds is what web/ makes: bundles the page and the map again and compares with the files checked in.
set -eu
for tool in node npm; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
assets=src/report/assets
tools/web_modules.sh >/dev/null || { echo "npm ci failed: no network or no registry"; [ -n "${CI:-}" ] && exit 1 || exit 77; }
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
node web/build.mjs "$made"
node web/map.mjs "$made"
status=0
for file in "$made"/*; do
    cmp "$file" "$assets/$(basename "$file")" || { echo "make web, then commit $assets"; status=1; }
done
map_bytes=$(gzip -9c "$made/map.json" | wc -c)
[ "$map_bytes" -le 358400 ] || { echo "map.json is $map_bytes bytes when zipped, more than 350 kB"; status=1; }
exit "$status"

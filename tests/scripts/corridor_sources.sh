#!/bin/sh
# Is scenarios/corridor_walk what its generator makes of the corridor data? 77 (skipped) where the data are not there.
set -eu
cd "$(dirname "$0")/../.."
data=${CRUCE_CORRIDOR_DATA:-../shared/data/corridor}
[ -f "$data/corridor_nodes.csv" ] || { echo "no corridor data at $data: skipped"; exit 77; }

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
python3 tools/make_corridor_walk.py --data "$data" --out "$out"
# README.md is written by hand.
if ! diff -r --exclude=README.md "$out" scenarios/corridor_walk; then
    echo "scenarios/corridor_walk differs from its sources: run tools/make_corridor_walk.py and look at the change" >&2
    exit 1
fi

#!/bin/sh
# The main job of `make demo`: the walk through the corridor, 20 replicates, results in $BUILD/demo.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
"$build/cruce" run scenarios/corridor_walk -n 20 -o "$build/demo" --force
echo "Results: $build/demo"

#!/bin/sh
# The main job of `make demo`: the walk through the corridor, 20 replicates, results in $BUILD/demo.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
"$build/cruce" run scenarios/corridor_walk -n 20 -o "$build/demo" --force
echo "How to read them: docs/guide.md. What the scenario can and cannot say: scenarios/corridor_walk/README.md"

#!/bin/sh
# Target beside measured on the displacement cases; see bench/measure.py. Usage: bench/bench.sh [REPEATS]
set -eu
cd "$(dirname "$0")/.."
exec python3 bench/measure.py "${BUILD:-build}/cruce" "$@"

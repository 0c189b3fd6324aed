#!/bin/sh
# Target beside measured on the displacement cases and the border; see bench/measure.py. Usage: bench/bench.sh [REPEATS]
set -eu
cd "$(dirname "$0")/.."
exec python3 bench/measure.py "${BUILD:-build}/cruce" "$@"

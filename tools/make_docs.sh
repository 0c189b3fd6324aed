#!/bin/sh
# Writes the pages of docs/ that come from the program's own lists. tests/cli/explain.bats sees that they are current.
# Usage: tools/make_docs.sh, after tools/build.sh
set -eu
cd "$(dirname "$0")/.."
cruce=${CRUCE:-build/cruce}
"$cruce" explain columns --markdown >docs/formats.md
"$cruce" explain settings --markdown >docs/settings.md
"$cruce" explain border --markdown >docs/formats-border.md
"$cruce" explain parameters --markdown >docs/parameters.md

#!/usr/bin/env bash
# Installs the packages that build the page into web/node_modules, as web/package-lock.json names them, unless they are there.
set -eu
cd "$(dirname "$0")/../web"
stamp=node_modules/.installed
# Tests that run beside each other install once.
exec 9>.modules.lock
flock 9
[ -f "$stamp" ] && cmp -s package-lock.json "$stamp" && exit 0
npm ci --ignore-scripts
cp package-lock.json "$stamp"

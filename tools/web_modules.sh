#!/usr/bin/env bash
# Installs the packages that build the page into web/node_modules, as web/package-lock.json names them, unless they are there.
set -eu
cd "$(dirname "$0")/../web"
stamp=node_modules/.installed
# Tests that run beside each other install once.
exec 9>.modules.lock
flock 9
[ -f "$stamp" ] && cmp -s package-lock.json "$stamp" && exit 0
# Without a network a test should skip soon; where it must not skip, npm tries again as it does by itself.
retries=$([ -n "${CI:-}" ] && echo 2 || echo 0)
npm ci --ignore-scripts --fetch-retries="$retries"
cp package-lock.json "$stamp"

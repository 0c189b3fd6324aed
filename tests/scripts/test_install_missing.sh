#!/bin/bash
# tools/install_missing.sh on a machine without apt and dpkg: silent when all is there, else a list and status 1.
set -u
cd "$(dirname "$0")/../.." || exit 1
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT

# A path with all the commands of this machine except apt's and dpkg's.
IFS=:
for folder in $PATH; do
    ln -s "$folder"/* "$bin/" 2>/dev/null
done
unset IFS
rm -f "$bin"/apt* "$bin"/dpkg*

said=$(PATH=$bin sh tools/install_missing.sh build 2>&1) || { echo "all is there, yet: $said"; exit 1; }
[ -z "$said" ] || { echo "should be silent: $said"; exit 1; }

rm -f "$bin/meson" "$bin/ninja"
said=$(PATH=$bin sh tools/install_missing.sh build 2>&1) && { echo "should have failed"; exit 1; }
case $said in
*"meson: configures"*"ninja-build: builds"*"install --no-install-recommends meson ninja-build") ;;
*) echo "unexpected: $said" && exit 1 ;;
esac

#!/bin/sh
# Makes sure that the packages of the named lists in tools/packages.txt are there.
# As root, or with sudo, on a system with apt it installs what is missing; elsewhere it says what is missing.
# Usage: tools/install_missing.sh LIST...      (build, test, long, web)
set -eu
packages=$(dirname "$0")/packages.txt

# The lines "package check" of the lists named in the arguments.
wanted() {
    for list in "$@"; do
        sed -n "s/^$list  *\([^ ]*\)  *\([^ ]*\).*/\1 \2/p" "$packages"
    done
}

# Without dpkg: is what the package brings on this machine?
present() {
    thing=${1#*:}
    case $1 in
    cmd:* | any:*) command -v "$thing" ;;
    pkg:*) pkg-config --exists "$thing" ;;
    header:*) echo "#include <$thing>" | ${CC:-cc} -E - ;;
    python:*) python3 -c "import $thing" ;;
    esac >/dev/null 2>&1
}

# Node from elsewhere brings its own npm, which Debian's would not go with: `any:npm` takes whichever there is.
brought_otherwise() {
    command=$(sed -n "s/^[a-z]*  *$1  *any:\([^ ]*\).*/\1/p" "$packages" | head -1)
    [ -n "$command" ] && command -v "$command" >/dev/null 2>&1
}

missing=
if command -v dpkg-query >/dev/null 2>&1; then
    names=$(wanted "$@" | cut -d' ' -f1)
    # One call for all of them: this runs at every `make`. It complains of names it does not know, which we need not hear.
    # shellcheck disable=SC2086,SC2016
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $names 2>/dev/null | sed -n 's/ installed$//p')
    for name in $names; do
        case "
$installed
" in
        *"
$name
"*) ;;
        *) brought_otherwise "$name" || missing="$missing $name" ;;
        esac
    done
else
    missing=$(wanted "$@" | while read -r name check; do present "$check" || printf ' %s' "$name"; done)
fi
[ -n "$missing" ] || exit 0

tell() {
    echo "cruce needs these Debian packages, or what your system calls them:" >&2
    for name in $missing; do
        sed -n "s/^[a-z]*  *\($name\) [^#]*# *\(.*\)/  \1: \2/p" "$packages" >&2
    done
    echo "On Debian or Ubuntu:  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 || tell
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif command -v sudo >/dev/null 2>&1; then
    as_root='sudo env'
else
    tell
fi

apt() {
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null
}
echo "Installing:$missing"
# An empty or outdated package list shows up as a name that is unknown or a file that is gone.
# shellcheck disable=SC2086
{
    apt install -s --no-install-recommends $missing >/dev/null 2>&1 || apt update || tell
    apt install --no-install-recommends $missing || { apt update && apt install --no-install-recommends $missing; } || tell
}

#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Makes cruce.wasm: the command line itself (run, check, explain) for the report page, with Debian's clang, lld, wasi-libc.
# The same sources and compiler give the same bytes, wherever they lie. Without SQLite, NLopt and threads.
# Usage: web/wasm.sh [FILE]      FILE: default src/report/assets/cruce.wasm; objects go to $BUILD-wasm (default build-wasm)
set -eu
cd "$(dirname "$0")/.."
out=${1:-src/report/assets/cruce.wasm}
objects=${BUILD:-build}-wasm
mkdir -p "$objects" "$(dirname "$out")"

# libyaml as it was released, by its SHA-256: any machine compiles the same. Debian's source package has it; apt is
# asked through the machine's own list of Debian, as a list of sources that exists for this one call only.
yaml_version=0.2.5
yaml_sha256=fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e
yaml=$objects/libyaml-$yaml_version
tarball=$objects/libyaml_$yaml_version.orig.tar.gz

is_released() {
    [ -f "$tarball" ] && echo "$yaml_sha256  $tarball" | sha256sum --check --status
}

download_yaml() (
    cd "$objects"
    mkdir -p apt/lists/partial apt/cache/archives/partial apt/parts
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb /deb-src /p' >apt/parts/a.list
    sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >apt/parts/b.sources 2>/dev/null || true
    set -- -q -o APT::Sandbox::User=root -o Dir::Etc::sourcelist=/dev/null \
        -o Dir::Etc::sourceparts="$PWD/apt/parts" -o Dir::State::lists="$PWD/apt/lists" -o Dir::Cache="$PWD/apt/cache"
    apt-get "$@" update && apt-get "$@" source --download-only --only-source libyaml
    rm -rf apt
) >"$objects/download.log" 2>&1

if [ ! -d "$yaml" ]; then
    is_released || download_yaml || { cat "$objects/download.log" >&2; }
    is_released || { echo "web/wasm.sh: no $tarball with the SHA-256 $yaml_sha256" >&2; exit 1; }
    tar -xzf "$tarball" -C "$objects"
fi

# Random123 asks for a machine it knows and takes nothing else from that name; its headers lie with the machine's own.
mkdir -p "$objects/include"
cp -rf /usr/include/Random123 web/wasm/omp.h "$objects/include/"
flags="--target=wasm32-wasi -std=c11 -O3 -ffp-contract=off -D_POSIX_C_SOURCE=200809L -D__riscv \
-mbulk-memory -ftls-model=local-exec -msign-ext -mnontrapping-fptoint \
-D_WASI_EMULATED_GETPID -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS -Iinclude -Isrc -I$objects/include -I$yaml/include -ffile-prefix-map=$objects=."
yaml_flags='-DYAML_VERSION_MAJOR=0 -DYAML_VERSION_MINOR=2 -DYAML_VERSION_PATCH=5 -DYAML_VERSION_STRING=\"0.2.5\"'

# What SQLite writes and reads, and the report, stay out; the rest is compiled whole and what main() never reaches is dropped.
sources="$(tools/list_sources.sh library; tools/list_sources.sh program; echo web/wasm/without_gpkg.c)"
# shellcheck disable=SC2086 # a list of words
sources=$(grep -L -E '^#include (<sqlite3.h>|"output/gpkg.h"|"report/)' $sources)
compile="clang $flags -w" # warnings are for the other builds
for part in api reader scanner parser loader; do
    sources="$sources $yaml/src/$part.c"
done

# An object bears the hash of its source and of all that sources include, so that only what changed is compiled.
{ echo "$flags $yaml_flags"; clang --version; find include src params web/wasm -name '*.h' -o -name '*.def' | LC_ALL=C sort | xargs cat; } |
    sha256sum | cut -c1-12 >"$objects/headers"
headers=$(cat "$objects/headers")
list=
: >"$objects/commands"
# shellcheck disable=SC2086 # a list of words
sha256sum $sources >"$objects/hashes"
while read -r hash source; do
    object=$objects/$(basename "$source" .c)-$headers-$(echo "$hash" | cut -c1-16).o
    list="$list $object"
    case $source in "$yaml"/*) more=$yaml_flags ;; *) more= ;; esac
    [ -f "$object" ] || echo "$compile $more -c $source -o $object.part && mv $object.part $object" >>"$objects/commands"
done <"$objects/hashes"
# shellcheck disable=SC2016 # sh expands it
tr '\n' '\0' <"$objects/commands" | xargs -0 -r -P "$(getconf _NPROCESSORS_ONLN)" -I{} sh -c 'eval "$1" || exit 255' sh {}

# What writes GeoPackages becomes an import, which wasi.js answers with a trap; anything else that is missing is an error.
grep -oh -E 'cruce_(gpkg|report)_[a-z_]*' include/cruce/*.h | LC_ALL=C sort -u >"$objects/left_out"
# shellcheck disable=SC2086 # a list of words
clang --target=wasm32-wasi -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=4194304 \
    -Wl,--allow-undefined-file="$objects/left_out" -o "$objects/cruce.wasm" $list -lwasi-emulated-getpid
install -m 644 "$objects/cruce.wasm" "$out"
ls -l "$out" >&2

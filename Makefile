# The front door. Each target installs the Debian packages it misses, then calls meson.
# BUILD is where things are built; MESON_ARGS go to `meson setup` when that folder is first made.
BUILD ?= build
MESON_ARGS ?=
export BUILD MESON_ARGS

all:
	@tools/install_missing.sh build
	@tools/build.sh

demo:
	@tools/install_missing.sh build
	@tools/build.sh cruce
	@tools/demo.sh

test:
	@tools/install_missing.sh build test
	@tools/build.sh
	@tests/run_all.py

test-long:
	@tools/install_missing.sh build test long
	@tools/build.sh
	@tests/run_long.sh

# The report page: bundles web/src, the map and the simulator as WebAssembly into src/report/assets. Needs Node and clang;
# nothing else does.
web:
	@tools/install_missing.sh build web
	@tools/web_modules.sh
	@node web/build.mjs && node web/map.mjs
	@web/wasm.sh

format:
	@tools/install_missing.sh test
	@tools/format.sh

bench: all
	@tools/bench.sh

clean:
	rm -rf build build-*

.PHONY: all demo test test-long web bench format clean
.NOTPARALLEL:

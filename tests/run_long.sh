#!/usr/bin/env bash
# The long list: all of `make test`, then the slow instruments. FUZZ_SECONDS: time for each fuzzer, default 300.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

fuzz() { # PROGRAM: new inputs are kept in its build folder, a crash is left beside them
    local name found=build-long-fuzz/found/${1##*/} seeds=()
    name=${1##*/fuzz_}
    mkdir -p "$found"
    # Seeds: tests/fuzz/seeds/NAME, if there are any.
    [ ! -d "tests/fuzz/seeds/$name" ] || seeds=("tests/fuzz/seeds/$name")
    "$1" -max_total_time="${FUZZ_SECONDS:-300}" -max_len=65536 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$found/" "$found" "${seeds[@]}"
}

# Without its searches for values that are not set and for leaks, which lose their way in arrays: all that they found was
# right as it is. Valgrind and the sanitizers look for the same.
analyse() {
    local status=0 source
    for source in $(tools/list_sources.sh library) $(tools/list_sources.sh program); do
        # shellcheck disable=SC2046
        gcc -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -fopenmp -fanalyzer -Werror \
            -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-malloc-leak -c -o /dev/null \
            $(pkg-config --cflags yaml-0.1) "$source" || status=1
    done
    return $status
}

step 'all tests, more of each' env LONG=1 CRUCE_TEST_DRAWS=10 tests/run_all.py

# clang with its own OpenMP: the thread sanitizer does not see the barriers of gcc's.
step 'build with the thread sanitizer' build build-long-thread clang -Db_sanitize=thread -Db_lundef=false
step 'tests under the thread sanitizer' env CRUCE_NO_FILE_LIMIT=1 \
    tests/run_all.py --build build-long-thread --short c cli

# The memory sanitizer does not see what libraries write. So: no OpenMP, and memory from malloc counts as written, for
# libyaml hands it out. What is left is our stack; valgrind, below, sees everything.
step 'build with the memory sanitizer' \
    build build-long-memory clang -Db_sanitize=memory -Db_lundef=false -Dopenmp=false
step 'tests under the memory sanitizer' tests/run_all.py --build build-long-memory --short c

step 'tests under valgrind' env OMP_NUM_THREADS=1 tests/run_all.py --short \
    --wrap 'valgrind -q --leak-check=full --error-exitcode=99 --suppressions=tests/valgrind.supp' c

step 'gcc -fanalyzer' analyse
step 'cppcheck' cppcheck -q --std=c11 --error-exitcode=1 --enable=warning,portability --inline-suppr \
    --suppress=missingIncludeSystem -Iinclude -Isrc src
# The compile commands have words that only gcc knows, so: our own, and a process for each file.
tidy() {
    { tools/list_sources.sh library && tools/list_sources.sh program; } | xargs -P "$(nproc)" -I '{}' \
        clang-tidy-14 -quiet '{}' -- -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc
}
step 'clang-tidy' tidy

step 'build the fuzzers' build build-long-fuzz clang -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
for target in $(tools/list_sources.sh fuzz); do
    target=${target##*/}
    step "fuzz ${target%.c}" fuzz "build-long-fuzz/tests/${target%.c}"
done
finish

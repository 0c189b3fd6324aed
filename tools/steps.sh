# shellcheck shell=bash
# For scripts that run many checks: `step NAME COMMAND...` runs one and counts it, `finish` prints the sum.
# A command whose last line is `N passed, M failed, K skipped` counts as that many; any other counts as one.
passed=0 failed=0 skipped=0 failing=()
steps_log=$(mktemp)
trap 'rm -f "$steps_log"' EXIT

step() {
    local name=$1 status n_passed n_failed n_skipped start=$SECONDS
    shift
    echo "=== $name"
    "$@" </dev/null 2>&1 | tee "$steps_log"
    status=${PIPESTATUS[0]}
    if [[ $(tail -n 1 "$steps_log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
        n_passed=${BASH_REMATCH[1]} n_failed=${BASH_REMATCH[2]} n_skipped=${BASH_REMATCH[3]}
    else
        n_passed=$((status == 0)) n_failed=0 n_skipped=0
    fi
    ((status == 0 || n_failed > 0)) || n_failed=1
    ((n_failed == 0)) || failing+=("$name")
    passed=$((passed + n_passed)) failed=$((failed + n_failed)) skipped=$((skipped + n_skipped))
    echo "=== $name: $( ((n_failed == 0)) && echo fine || echo FAILED), $((SECONDS - start)) s"
}

finish() {
    echo "$SECONDS s in all"
    ((failed == 0)) || printf 'failed: %s\n' "${failing[@]}"
    echo "$passed passed, $failed failed, $skipped skipped"
    ((failed == 0 && passed > 0))
}

build() { # DIR COMPILER MESON_ARGS...
    local dir=$1 compiler=$2
    shift 2
    CC=$compiler BUILD=$dir MESON_ARGS="$*" tools/build.sh
}

# The program's own exit statuses are 0, 1 and 2; a sanitizer's must not look like one of them.
export ASAN_OPTIONS=exitcode=99:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=exitcode=99:halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=exitcode=99:ignore_noninstrumented_modules=1
export MSAN_OPTIONS=exitcode=99:poison_in_malloc=0:poison_in_free=0

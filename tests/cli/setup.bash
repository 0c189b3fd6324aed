# For every .bats file here: `load setup`. Tests write below $BATS_TEST_TMPDIR only.
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
: "${CRUCE:=$ROOT/build/cruce}"

# What a test needs from ../shared; where it is absent, the test skips and says so.
need_shared() {
    SHARED=$ROOT/../shared
    [ -e "$SHARED/${1:-}" ] || skip "../shared/${1:-} is not here"
}

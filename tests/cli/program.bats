# The program as a whole: help, version, unknown words, exit statuses, standard output.
load setup

@test "--version and --help" {
    run "$CRUCE" --version
    [ "$status" -eq 0 ]
    [ "$output" = "cruce $(sed -n 's/^#define CRUCE_VERSION "\(.*\)"/\1/p' "$ROOT/include/cruce/base.h")" ]
    run "$CRUCE" --help
    [ "$status" -eq 0 ]
    [[ "$output" == *"cruce run FOLDER"* ]]
}

@test "every command has --help with its options" {
    for command in run check score flee explain new; do
        run "$CRUCE" $command --help
        [ "$status" -eq 0 ]
        [[ "$output" == "cruce $command "* ]]
        [[ "$output" == *"--help"* ]]
    done
}

@test "no command: the list, and status 2" {
    run "$CRUCE"
    [ "$status" -eq 2 ]
}

@test "unknown command: the nearest name" {
    run "$CRUCE" rnu x
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: there is no command 'rnu'; did you mean 'run'?" ]
    run "$CRUCE" frobnicate
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: there is no command 'frobnicate'; see cruce --help" ]
}

@test "unknown option: the nearest name" {
    run "$CRUCE" run --sead 3 x
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: cruce run has no option '--sead'; did you mean '--seed'?" ]
    run "$CRUCE" check --seed 3 x
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: cruce check has no option '--seed'"* ]]
}

@test "values of options are checked" {
    for words in "--seed -1" "--seed 4294967296" "--seed 1x" "-n 0" "-j 0" "--days 0" "--engine cars" "--set softening" "--set =3" "--seed"; do
        # shellcheck disable=SC2086
        run "$CRUCE" run . $words
        [ "$status" -eq 2 ]
        [[ "$output" == "cruce: --"* ]]
    done
    run "$CRUCE" run . --force=yes
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: --force takes no value" ]
}

@test "too many and too few words" {
    run "$CRUCE" run
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: usage: cruce run FOLDER"* ]]
    run "$CRUCE" check a b
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: 'b' is one word too many"* ]]
}

@test "a full disk and a closed pipe are failures" {
    [ -e /dev/full ] || skip "no /dev/full"
    run bash -c "'$CRUCE' --help >/dev/full"
    [ "$status" -eq 1 ]
    [[ "$output" == "cruce: cannot write standard output: "* ]]
    run bash -c "'$CRUCE' explain >/dev/full"
    [ "$status" -eq 1 ]
    "$CRUCE" new "$BATS_TEST_TMPDIR/s" -q
    printf 'total,total.csv\n' >"$BATS_TEST_TMPDIR/s/data_layout.csv"
    printf '2024-01-01,0\n' >"$BATS_TEST_TMPDIR/s/total.csv"
    run bash -c "'$CRUCE' flee -q '$BATS_TEST_TMPDIR/s' '$BATS_TEST_TMPDIR/s' 0 >/dev/full"
    [ "$status" -eq 1 ]
    [ "$output" = "cruce: cannot write standard output: No space left on device" ]
    run bash -c "{ '$CRUCE' flee -q '$BATS_TEST_TMPDIR/s' '$BATS_TEST_TMPDIR/s' 20000; echo \$? >'$BATS_TEST_TMPDIR/status'; } | head -n 1"
    [ "$(cat "$BATS_TEST_TMPDIR/status")" = 1 ]
    [[ "$output" == *"cannot write standard output: Broken pipe"* ]]
}

@test "standard output that was closed from the start does not matter where nothing goes there" {
    "$CRUCE" new "$BATS_TEST_TMPDIR/s" -q
    run bash -c "'$CRUCE' run '$BATS_TEST_TMPDIR/s' -q -n 1 -o '$BATS_TEST_TMPDIR/r' >&-"
    [ "$status" -eq 0 ]
}

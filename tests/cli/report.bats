# cruce report: what it refuses, what is in the way, the same bytes twice. What is in the page: tests/scripts/report_data.py.
load setup

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    "$CRUCE" new small -q
    "$CRUCE" run small -o run.gpkg -n 3 -q
}

@test "report writes one page, and the same bytes twice" {
    run "$CRUCE" report run.gpkg -o page.html
    [ "$status" -eq 0 ]
    [ "$output" = "page.html: open it in a browser; it needs no network" ]
    [ "$(grep -c 'id="cruce-data"' page.html)" -eq 1 ]
    grep -q "connect-src 'none'" page.html
    run "$CRUCE" report run.gpkg -q
    [ "$status" -eq 0 ]
    [ "$output" = "" ]
    cmp page.html report.html
    [ "$(find . -name '.*partial*')" = "" ]
}

@test "an earlier report stays unless it is to be replaced" {
    echo mine >report.html
    run "$CRUCE" report run.gpkg
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: report.html exists; --force replaces it, -o names another file" ]
    [ "$(cat report.html)" = mine ]
    run "$CRUCE" report run.gpkg --force -q
    [ "$status" -eq 0 ]
    [ "$(cat report.html)" != mine ]
    mkdir folder
    run "$CRUCE" report run.gpkg -o folder --force
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: folder exists and is no file"* ]]
    run "$CRUCE" report run.gpkg -o no/such/page.html
    [ "$status" -eq 1 ]
    [[ "$output" == "cruce: cannot write no/such/page.html: "* ]]
}

# Runs report on $1 and expects status 2, the text $2 and no file.
refuses() {
    run "$CRUCE" report "$1" -o never.html
    echo "$output"
    [ "$status" -eq 2 ]
    [[ "$output" == *"$2"* ]]
    [ ! -e never.html ]
    [ "$(find . -name '.never*')" = "" ]
}

@test "what is no result is refused, with its name and what to do" {
    refuses nowhere.gpkg "cannot open nowhere.gpkg: no such file, or not readable"
    echo text >text.gpkg
    refuses text.gpkg "text.gpkg is no GeoPackage; make one with cruce run FOLDER -o NAME.gpkg"
    : >empty.gpkg
    refuses empty.gpkg "empty.gpkg is no GeoPackage"
    head -c 20000 run.gpkg >short.gpkg
    refuses short.gpkg "short.gpkg cannot be read: database disk image is malformed; it may be damaged"
    run "$CRUCE" report
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: usage: cruce report RUN.gpkg ... [options]"* ]]
}

@test "tables of another version, or of somebody else, are refused" {
    sql() { python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.commit()' "$@"; }
    cp run.gpkg other.gpkg
    sql other.gpkg "DROP TABLE documents; DROP TABLE run_info"
    refuses other.gpkg "other.gpkg is a GeoPackage, but no result of cruce run: it has no table 'run_info'"
    cp run.gpkg older.gpkg
    sql older.gpkg "DROP TABLE run_info"
    refuses older.gpkg "older.gpkg was made by an earlier cruce or with --tables: it has no table 'run_info'; run the scenario again"
    cp run.gpkg old.gpkg
    sql old.gpkg "ALTER TABLE routes RENAME COLUMN persons TO people"
    refuses old.gpkg "old.gpkg has no such column: persons, which this version needs; run the scenario again"
    cp run.gpkg mad.gpkg
    sql mad.gpkg "UPDATE run_info SET value = 'yesterday' WHERE key = 'start_date'"
    refuses mad.gpkg "mad.gpkg: its start_date 'yesterday' is no date"
    cp run.gpkg none.gpkg
    sql none.gpkg "DELETE FROM totals; DROP TABLE places"
    refuses none.gpkg "none.gpkg has no day to show"
}

@test "a run of a few tables gives a report of these" {
    "$CRUCE" run small -o few.gpkg -n 2 -q --tables routes,run_info
    run "$CRUCE" report few.gpkg -q
    [ "$status" -eq 0 ]
}

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""tests/run_all.py counts what cmocka and bats print, and notices a program that stops early or lies about it."""
import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import run_all  # noqa: E402


def states(output, status=0):
    return [(case.state, case.name) for case in run_all.read_tap(output, status)]


class ReadTap(unittest.TestCase):
    def test_cmocka(self):
        out = "1..3\nok 1 - a\n../shared is not here\nnot ok 2 # SKIP b\nnot ok 3 - c\n# 0x1 != 0x2\n# not ok - tests\n"
        self.assertEqual(states(out, 1), [("passed", "a"), ("skipped", "b"), ("failed", "c")])
        self.assertEqual(run_all.read_tap(out, 1)[1].reason, "../shared is not here")

    def test_bats(self):
        out = "1..2\nok 1 says its version\nok 2 runs a case # skip ../shared/x is not here\n"
        self.assertEqual(states(out), [("passed", "says its version"), ("skipped", "runs a case")])
        self.assertEqual(run_all.read_tap(out, 0)[1].reason, "../shared/x is not here")

    def test_two_groups_are_added_up(self):
        self.assertEqual(len(states("1..1\nok 1 - a\n1..2\nok 1 - b\nok 2 - c\n")), 3)

    def test_a_program_that_stops_early_fails(self):
        self.assertEqual(states("1..3\nok 1 - a\n", 139)[-1], ("failed", "stopped after 1 of 3 cases"))

    def test_a_program_without_cases_fails(self):
        self.assertEqual(states("hello\n"), [("failed", "no case ran")])

    def test_a_leak_found_after_the_last_case_fails(self):
        self.assertEqual(states("1..1\nok 1 - a\n# ok - tests\n", 99)[-1], ("failed", "ended with status 99"))


class Skips(unittest.TestCase):
    def outcome(self, script, ci):
        os.environ.pop("CI", None)
        if ci:
            os.environ["CI"] = "true"
        job = ("t", ["sh", "-c", script], run_all.read_status)
        return run_all.run(job, dict(os.environ))[1][0].state

    def test_skips_for_want_of_shared_fail_in_ci_only(self):
        self.assertEqual(self.outcome("echo ../shared is not here; exit 77", ci=False), "skipped")
        self.assertEqual(self.outcome("echo ../shared is not here; exit 77", ci=True), "failed")

    def test_a_skip_without_a_reason_fails_in_ci(self):
        self.assertEqual(self.outcome("exit 77", ci=True), "failed")

    def test_a_skip_for_another_reason_stands(self):
        self.assertEqual(self.outcome("echo root may read everything; exit 77", ci=True), "skipped")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Runs every test and counts the cases in them. The last line is `N passed, M failed, K skipped`.

    c        tests/*/test_*.c    cmocka, built into $BUILD/tests; each case counts
    cli      tests/*/*.bats      the command line; each case counts
    scripts  tests/scripts/*, tests/*/test_*.{sh,py}    exit status 0 passed, 77 skipped, else failed
    tools    layers and symbols

Each test starts in the root of the repository and finds in its environment: BUILD, CRUCE (the program), LIBCRUCE (the
shared library), and CRUCE_SHORT=1 where it should be quick because the build is slow. LONG=1 asks for more of everything.

A test that lacks something skips and says what. Where CI is set, a skip that gives no reason or whose reason is
`../shared` counts as failed: there it must be present, and a suite that silently skips proves nothing.

Usage: tests/run_all.py [--build DIR] [--short] [--wrap COMMAND] [--match WORD] [GROUP...]
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMEOUT_S = 7200 if os.environ.get("LONG") else 900
GROUPS = ("c", "cli", "scripts", "tools")

# Debian's python modules belong to Debian's python, which need not be the first one on the path.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable

RESULT = re.compile(r"^(not )?ok\b *\d* *(?:- )?(.*?)(?: *# *skip\b *(.*))?$", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)")


class Case:
    """One counted result: `state` is passed, failed or skipped."""

    def __init__(self, name, state, reason=""):
        self.name, self.state, self.reason = name, state, reason


def read_tap(output, status):
    """The cases in the output of a cmocka or bats program. cmocka prints one plan per group, writes a skip as
    `not ok N # SKIP name`, and what it printed before is the reason."""
    cases, planned, said = [], 0, []
    for line in output.splitlines():
        plan, result = PLAN.match(line), RESULT.match(line)
        if plan:
            planned += int(plan[1])
        elif result:
            name, skip = result[2], result[3]
            if skip is None:
                cases.append(Case(name, "failed" if result[1] else "passed"))
            elif name:
                cases.append(Case(name, "skipped", skip))
            else:
                cases.append(Case(skip, "skipped", " ".join(said).strip()))
            said = []
        elif not line.startswith("#"):
            said.append(line)
    if len(cases) < planned:
        cases.append(Case(f"stopped after {len(cases)} of {planned} cases", "failed"))
    elif not cases:
        cases.append(Case("no case ran", "failed"))
    elif status != 0 and not any(case.state == "failed" for case in cases):
        cases.append(Case(f"ended with status {status}", "failed"))
    return cases


def read_status(output, status):
    """A script is one case; its last line is the reason."""
    lines = output.strip().splitlines()
    if status == 77:
        return [Case("", "skipped", lines[-1] if lines else "")]
    return [Case("", "passed" if status == 0 else "failed")]


def listed(pattern):
    return sorted(path.relative_to(ROOT) for path in ROOT.glob(pattern))


def jobs(options):
    """Yields (name, command, reader) of everything there is to run."""
    if "c" in options.groups:
        sources = subprocess.run([ROOT / "tools/list_sources.sh", "tests"], stdout=subprocess.PIPE, text=True, check=True)
        for source in sources.stdout.split():
            program = re.sub(r"^tests/|\.c$", "", source).replace("/", "_")
            yield source, [*options.wrap, options.build / "tests" / program], read_tap
    if "cli" in options.groups:
        for path in listed("tests/*/*.bats"):
            yield str(path), ["bats", "--tap", path], read_tap
    if "scripts" in options.groups:
        scripts = {*listed("tests/scripts/*.sh"), *listed("tests/scripts/*.py"),
                   *listed("tests/*/test_*.sh"), *listed("tests/*/test_*.py")}
        for path in sorted(scripts):
            yield str(path), ["bash" if path.suffix == ".sh" else PYTHON, path], read_status
    if "tools" in options.groups:
        yield "tools/check_layers.py", [PYTHON, "tools/check_layers.py"], read_status
        yield "tools/check_symbols.sh", ["sh", "tools/check_symbols.sh", options.build], read_status


def run(job, env):
    name, command, reader = job
    start = time.monotonic()
    try:
        # A session of its own, so that a test that hangs goes away with all it started.
        with subprocess.Popen([str(word) for word in command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
            try:
                output, status = process.communicate(timeout=TIMEOUT_S)[0].decode(errors="replace"), process.returncode
                cases = reader(output, status)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                output = process.communicate()[0].decode(errors="replace")
                cases = [Case(f"still running after {TIMEOUT_S} s", "failed")]
    except OSError as error:
        output, cases = str(error), [Case("cannot be started", "failed")]
    if os.environ.get("CI"):
        for case in cases:
            if case.state == "skipped" and (not case.reason or "shared" in case.reason):
                case.state, case.name = "failed", f"{case.name} (skipped in CI: {case.reason or 'no reason given'})"
    return name, cases, output, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"some of {', '.join(GROUPS)}; default: all")
    parser.add_argument("--build", default=os.environ.get("BUILD", "build"), help="build folder (default: $BUILD, or build)")
    parser.add_argument("--short", action="store_true", help="set CRUCE_SHORT=1: tests take fewer replicates, for slow builds")
    parser.add_argument("--wrap", default="", help="run each C test under this command, such as valgrind")
    parser.add_argument("--match", default="", help="only what has this word in its name")
    options = parser.parse_args()
    options.groups = options.groups or GROUPS
    options.wrap = shlex.split(options.wrap)
    options.build = (ROOT / options.build).resolve()

    env = dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP", BUILD=str(options.build), CRUCE=str(options.build / "cruce"),
               LIBCRUCE=str(options.build / "libcruce.so"), LC_ALL="C.UTF-8")
    if options.short:
        env["CRUCE_SHORT"] = "1"

    count = {"passed": 0, "failed": 0, "skipped": 0}
    failing = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        chosen = [job for job in jobs(options) if options.match in job[0]]
        for name, cases, output, seconds in pool.map(lambda job: run(job, env), chosen):
            states = [case.state for case in cases]
            print(f"{name}: {', '.join(f'{states.count(s)} {s}' for s in count if s in states)}; {seconds:.1f} s", flush=True)
            for case in cases:
                count[case.state] += 1
                if case.state == "failed":
                    failing.append(f"{name}: {case.name}".rstrip(": "))
                elif case.state == "skipped":
                    print(f"    skipped: {case.name or name}: {case.reason or 'no reason given'}")
            if "failed" in states:
                print("".join(f"    | {line}\n" for line in output.splitlines()), end="")
    if failing:
        print("Failed:\n" + "\n".join(f"  {name}" for name in failing))
    print(", ".join(f"{n} {state}" for state, n in count.items()))
    return 1 if count["failed"] or not count["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())

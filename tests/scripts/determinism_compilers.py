#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The same bytes from programs that gcc built, clang built, and gcc built without optimisation: `cruce flee` on random
networks and on the four real cases of ../shared. Builds all three in a temporary folder, so it runs only where
CI or LONG is set.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import random_case  # noqa: E402
from cruce_lib import ENGINES, ROOT, Checks  # noqa: E402

check = Checks()
REAL = {"burundi2015": 50, "car2013": 200, "mali2012": 20, "ssudan2013": 100}


def digest(program, *words):
    done = subprocess.run([program, "flee", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check.equal(done.returncode, 0, f"{program} {words}: {done.stderr.decode()[-300:]}")
    return hashlib.sha256(done.stdout).hexdigest()


def main():
    if not (os.environ.get("CI") or os.environ.get("LONG")):
        print("builds three programs: only with CI or LONG set")
        return 77
    if not shutil.which("clang"):
        print("needs clang")
        return 77
    with tempfile.TemporaryDirectory() as top:
        programs = []
        for name, words in (("gcc", []), ("clang", []), ("plain", ["-Doptimization=0"])):
            build = os.path.join(top, name)
            env = dict(os.environ, CC="clang" if name == "clang" else "gcc")
            for command in (["meson", "setup", build, ROOT, "-Dtests=disabled", *words], ["ninja", "-C", build, "cruce"]):
                done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                if done.returncode:
                    check.that(False, f"{command} failed: {done.stdout[-1000:]}")
                    return check.finish()
            programs.append(os.path.join(build, "cruce"))
        for engine in ENGINES:
            for number in range(1, 21):
                case = random_case(number, days=15)
                for row in case.places:
                    if "camp" in row[5]:
                        row[7] = 200
                folder = case.write(os.path.join(top, f"case{number}"))
                words = [os.path.join(folder, "input_csv"), os.path.join(folder, "source_data"), "0",
                         os.path.join(folder, "simsetting.yml"), "--seed", str(number), "--engine", engine]
                check.equal(len({digest(program, *words) for program in programs}), 1, f"case {number}, {engine}: outputs")
            shared = os.path.join(ROOT, "..", "shared", "scenarios")
            for name, hasten in REAL.items() if os.path.isdir(shared) else ():
                settings = os.path.join(top, "settings.yml")
                with open(os.path.join(shared, "settings", "modern125.yml")) as source, open(settings, "w") as file:
                    file.write(source.read().replace("hasten: 1\n", f"hasten: {hasten}\n"))
                words = [os.path.join(shared, "displacement", name, "input_csv"),
                         os.path.join(shared, "displacement", name, "source_data"), "0", settings, "--engine", engine]
                check.equal(len({digest(program, *words) for program in programs}), 1, f"{name}, {engine}: outputs")
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())

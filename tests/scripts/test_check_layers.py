#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""tools/check_layers.py finds each kind of wrong include, and nothing in a tree that is right."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).parents[2] / "tools" / "check_layers.py"


def check(files):
    """Exit status and output of the tool on a tree made of {path: text}."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([sys.executable, TOOL, root], stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout


BASE = {"include/cruce/base.h": "", "include/cruce/rng.h": '#include "cruce/base.h"\n', "src/base/text.h": ""}


class CheckLayers(unittest.TestCase):
    def wrong(self, files, *words):
        status, out = check({**BASE, **files})
        self.assertEqual(status, 1, out)
        for word in words:
            self.assertIn(word, out)

    def test_a_tree_that_is_right(self):
        status, out = check({**BASE, "src/num/a.c": '#include "cruce/rng.h"\n#include "base/text.h"\n#include <stdio.h>\n'})
        self.assertEqual((status, out), (0, "layers: 4 files, 0 wrong includes\n"))

    def test_upward(self):
        self.wrong({"src/base/a.c": '\n#include "cruce/rng.h"\n'}, "src/base/a.c:2:", "upward", "num, layer 1")

    def test_upward_to_a_header_beside_it_in_another_module(self):
        self.wrong({"src/base/a.c": '#include "../num/b.h"\n', "src/num/b.h": ""}, "upward")

    def test_sideways(self):
        self.wrong({"src/rules/a.c": '#include "cruce/policy.h"\n', "include/cruce/policy.h": ""}, "sideways")

    def test_public_header_includes_internal(self):
        self.wrong({"include/cruce/model.h": '#include "base/text.h"\n'}, "public header")

    def test_umbrella_inside_the_library(self):
        self.wrong({"src/num/a.c": '#include "cruce.h"\n', "include/cruce.h": ""}, "umbrella")

    def test_cli_sees_public_headers_only(self):
        self.wrong({"src/cli/a.c": '#include "base/text.h"\n'}, "public headers only")

    def test_include_that_is_nowhere(self):
        self.wrong({"src/num/a.c": '#include "gone.h"\n'}, "gone.h")

    def test_module_without_a_layer(self):
        self.wrong({"src/attic/a.c": ""}, "attic")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Fails when a file includes upward or sideways. The layers are those of the house style; a folder in src/ is a module.

Usage: tools/check_layers.py [ROOT]      prints one line per wrong include, exit status 1 if there are any
"""
import pathlib
import re
import sys

# From the bottom up. Modules on one line do not see each other.
LAYERS = [
    ["base"],
    ["num"],
    ["model"],
    ["rules", "ports", "policy"],
    ["scenario"],
    ["engine", "input"],
    ["parallel", "output", "study"],
    ["report", "explorer"],
    ["cli"],
]
LAYER_OF = {module: layer for layer, modules in enumerate(LAYERS) for module in modules}

# Public headers that are not named after their module; include/cruce/<module>.h needs no line here.
MODULE_OF_HEADER = {
    "rng": "num",
    "elementary": "num",
    "settings": "model",
    "register": "model",
    "border": "model",
    "border_columns": "model",
    "border_lists": "model",
    "border_day": "engine",
    "state": "engine",
    "border_study": "study",
    "tables": "study",
    "pairs": "output",
    "fit": "study",
}

# The one module that knows the library only by its public headers.
PUBLIC_ONLY = {"cli"}

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


def module_of(path):
    """The module that a file (relative to the root) belongs to; None for the umbrella and for data such as *.def."""
    parts = path.parts
    if path.suffix == ".def" or path.as_posix() == "include/cruce.h":
        return None
    if parts[:2] == ("include", "cruce"):
        return MODULE_OF_HEADER.get(path.stem, path.stem)
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return None


def resolve(root, includer, name):
    """Where the compiler finds `name`: beside the includer, in include/, in src/. None if nowhere."""
    for folder in (includer.parent, root / "include", root / "src"):
        if (folder / name).is_file():
            return (folder / name).resolve().relative_to(root)
    return None


def problems_of(root, file):
    """Yields (line number, sentence) for each include of one file that breaks the rule."""
    here = file.relative_to(root)
    module = module_of(here)
    if module is not None and module not in LAYER_OF:
        yield 1, f"module '{module}' has no layer; add it to tools/check_layers.py"
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = resolve(root, file, match[1])
        if target is None:
            yield number, f"'{match[1]}' is not in this repository; system headers take <>"
            continue
        other = module_of(target)
        if here.parts[0] == "include" and target.parts[0] == "src":
            yield number, f"a public header includes the internal '{match[1]}'"
        elif target.as_posix() == "include/cruce.h" and module not in PUBLIC_ONLY:
            yield number, "the umbrella cruce.h is for users of the library; include what is used"
        elif other is None or module is None or other == module:
            pass
        elif other not in LAYER_OF:
            yield number, f"'{match[1]}' belongs to '{other}', which has no layer"
        elif LAYER_OF[other] >= LAYER_OF[module]:
            way = "sideways" if LAYER_OF[other] == LAYER_OF[module] else "upward"
            yield number, f"{module} (layer {LAYER_OF[module]}) includes {way}: '{match[1]}' ({other}, layer {LAYER_OF[other]})"
        elif module in PUBLIC_ONLY and target.parts[0] == "src":
            yield number, f"{module} uses public headers only, not '{match[1]}'"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
    files = sorted(f for top in ("include", "src") for f in (root / top).rglob("*.[ch]"))
    wrong = 0
    for file in files:
        for number, sentence in problems_of(root, file):
            print(f"{file.relative_to(root)}:{number}: {sentence}")
            wrong += 1
    print(f"layers: {len(files)} files, {wrong} wrong includes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

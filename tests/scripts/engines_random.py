#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Both engines against the exact distribution on random small networks under random settings (cases.random_case).

40 networks, numbers 1, 2, ...; a network on which too much can happen in a day for the exact sum is passed over. Each
gives four tests (two engines; mean and spread over 20 seeds on the last day): p > 0.001 divided by their number.
LONG=1: 400 networks, 60 seeds.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import random_case  # noqa: E402
from chance import counts_fit  # noqa: E402
from cruce_lib import ENGINES, LONG, SHORT, Checks, Scenario  # noqa: E402
from exact_walk import TooManyStates, Walk  # noqa: E402

NETWORKS = 400 if LONG else 10 if SHORT else 40
SEEDS = 60 if LONG else 20
DAYS = 10


def main():
    checks, tested, number, passed_over, least = Checks(), 0, 0, 0, 1.0
    while tested < NETWORKS:
        number += 1
        case = random_case(number, DAYS)
        try:
            mean, covariance = Walk(case, most=200000 if LONG else 30000).run([DAYS - 1])
        except TooManyStates:
            passed_over += 1
            continue
        tested += 1
        with Scenario(case) as scenario:
            for engine in ENGINES:
                last = [scenario.run(engine, seed).persons[-1] for seed in range(1, SEEDS + 1)]
                ps = counts_fit(last, mean[-1], covariance[DAYS - 1])
                least = min(least, *ps)
                for p, what in zip(ps, ("mean", "spread")):
                    checks.that(p > 0.001 / (4 * NETWORKS), f"network {number}, {engine}: {what}, p {p:.2g}")
    print(f"{tested} networks ({passed_over} passed over): least p {least:.2g} of {4 * tested}, "
          f"threshold {0.001 / (4 * NETWORKS):.2g}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

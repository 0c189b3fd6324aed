# SPDX-License-Identifier: BSD-3-Clause
"""The few tests of distributions that the scripts use. Standard library and numpy only."""
import math

import numpy


def chi_square_above(x, freedom):
    """P(X > x) for X chi-square with `freedom` degrees: the upper incomplete gamma function, series or continued fraction."""
    a, x = freedom / 2, x / 2
    if x <= 0:
        return 1.0
    if x < a + 1:
        term = total = 1 / a
        k = a
        while abs(term) > abs(total) * 1e-15:
            k += 1
            term *= x / k
            total += term
        return 1 - total * math.exp(-x + a * math.log(x) - math.lgamma(a))
    b, c = x + 1 - a, 1e300
    d = 1 / b
    h = d
    for i in range(1, 10000):
        an = -i * (i - a)
        b += 2
        d = an * d + b
        d = 1e-300 if abs(d) < 1e-300 else d
        c = b + an / c
        c = 1e-300 if abs(c) < 1e-300 else c
        d = 1 / d
        step = d * c
        h *= step
        if abs(step - 1) < 1e-14:
            break
    return math.exp(-x + a * math.log(x) - math.lgamma(a)) * h


def two_sided(above):
    return min(1.0, 2 * min(above, 1 - above))


def few_classes(mean, least):
    """Adds up classes that expect fewer than `least` persons, or adds them to the next larger one where even together they
    expect fewer: a chi-square of rare events is none. Returns the matrix that does so."""
    small = [i for i in range(len(mean)) if mean[i] < least]
    rows = sorted(([i] for i in range(len(mean)) if i not in small), key=lambda row: mean[row[0]])
    if small and rows and sum(mean[i] for i in small) < least:
        rows[0] = rows[0] + small
    elif small:
        rows.append(small)
    merge = numpy.zeros((len(rows), len(mean)))
    for r, members in enumerate(rows):
        merge[r, members] = 1
    return merge


def counts_fit(counts, mean, covariance, least=8.0):
    """Do the counts of several runs have this mean and this covariance?

    counts[run][class]. Returns (p_mean, p_spread): p_mean from the chi-square of the sum over runs, p_spread (two-sided)
    from the sum of every run's own chi-square, which is too large for runs that vary too much and too small for runs
    that vary too little. Its variance allows for the fourth moment only through `least`: classes that expect few persons
    a run are taken together."""
    runs = len(counts)
    counts = numpy.asarray(counts, float)
    merge = few_classes(mean, least)
    off = (counts - mean) @ merge.T
    c = merge @ covariance @ merge.T
    scale = float(numpy.abs(c).max())
    rank = int(numpy.linalg.matrix_rank(c, tol=1e-7 * scale)) if scale > 1e-9 else 0
    if rank == 0:
        exact = bool(numpy.abs(off).max() < 1e-6)
        return (1.0, 1.0) if exact else (0.0, 0.0)
    # Off the range of c nothing may vary at all: the total, and classes that are certain.
    values, vectors = numpy.linalg.eigh(c)
    free, still = vectors[:, -rank:], vectors[:, :-rank]
    if still.size and numpy.abs(off @ still).max() > 1e-5 * max(1.0, math.sqrt(scale)):
        return 0.0, 0.0
    inverse = free @ numpy.diag(1 / values[-rank:]) @ free.T
    total = off.sum(axis=0)
    p_mean = chi_square_above(float(total @ inverse @ total) / runs, rank)
    each = float(numpy.einsum("ri,ij,rj->", off, inverse, off))
    p_spread = two_sided(chi_square_above(each, rank * runs))
    return p_mean, p_spread


def permutation(a, b, permutations=999, seed=1):
    """p of shift, worst cell and spread between two samples of whole runs (rows), by permuting runs."""
    a, b = numpy.asarray(a, float), numpy.asarray(b, float)
    x = numpy.vstack([a, b])
    na, n = len(a), len(a) + len(b)
    x = x - x.mean(axis=0)
    v = (x ** 2).sum(axis=0) / (n - 1)
    keep = v > 1e-9
    x, v = x[:, keep], v[keep]
    if x.shape[1] == 0:
        return 1.0, 1.0, 1.0
    square = x ** 2

    def statistics(mask):
        s, q = mask @ x, mask @ square
        nb = n - na
        ma, mb = s / na, -s / nb
        z2 = (ma - mb) ** 2 / (v * (1 / na + 1 / nb))
        va = numpy.maximum((q - na * ma * ma) / (na - 1), 0)
        vb = numpy.maximum((v * (n - 1) - q - nb * mb * mb) / (nb - 1), 0)
        spread = abs(numpy.log((va + .05 * v) / (vb + .05 * v)).mean())
        return z2.mean(), z2.max(), spread

    mask = numpy.zeros(n)
    mask[:na] = 1
    real, reached = statistics(mask), [1, 1, 1]
    rng = numpy.random.Generator(numpy.random.PCG64(seed))
    for _ in range(permutations):
        other = statistics(rng.permutation(mask))
        for j in range(3):
            reached[j] += other[j] >= real[j] - 1e-12
    return tuple(r / (permutations + 1) for r in reached)


def mann_whitney(a, b):
    """Two-sided p of the rank sum test, normal approximation with ties; for samples of 20 and more."""
    a, b = list(a), list(b)
    pooled = sorted((v, k) for k, s in enumerate((a, b)) for v in s)
    n, na, nb = len(pooled), len(a), len(b)
    rank_sum, ties, i = 0.0, 0.0, 0
    while i < n:
        j = i
        while j < n and pooled[j][0] == pooled[i][0]:
            j += 1
        rank = (i + 1 + j) / 2
        rank_sum += rank * sum(1 for v, k in pooled[i:j] if k == 0)
        ties += (j - i) ** 3 - (j - i)
        i = j
    u = rank_sum - na * (na + 1) / 2
    variance = na * nb / 12 * (n + 1 - ties / (n * (n - 1)))
    if variance <= 0:
        return 1.0
    z = max(0.0, abs(u - na * nb / 2) - 0.5) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))

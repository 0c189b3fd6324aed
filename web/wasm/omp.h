/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * OpenMP where there is none: one processor, the first thread. For src/parallel/openmp.c in WebAssembly.
 */
#ifndef OMP_H
#define OMP_H

static inline int omp_get_num_procs(void)
{
    return 1;
}

static inline int omp_get_thread_num(void)
{
    return 0;
}

#endif

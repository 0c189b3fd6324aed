/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small YAML document as a tree that knows its places, and its scalars as YAML 1.1 readers resolve them.
 */
#ifndef CRI_YAML_H
#define CRI_YAML_H

#include "input/reading.h"

#define CRI_YAML_MOST_BYTES (INT64_C(1) << 20)
#define CRI_YAML_MOST_NODES 100000
#define CRI_YAML_MOST_DEPTH 32

typedef enum cri_yaml_kind { CRI_YAML_SCALAR, CRI_YAML_LIST, CRI_YAML_MAP } cri_yaml_kind;

/* Children of a map are key, value, key, value. */
typedef struct cri_yaml_node {
    cri_yaml_kind kind;
    bool plain;           /* a scalar without quotes, whose type is worked out from its text */
    const char *text;     /* of a scalar; in the arena of the document; a NUL inside reads as '?' */
    int32_t line, column; /* 1-based */
    int32_t target;       /* of an alias: the node it stands for; CRUCE_NONE otherwise */
    int32_t first_child, last_child, next; /* CRUCE_NONE: none */
    int32_t n_children;
} cri_yaml_node;

typedef struct cri_yaml {
    cri_yaml_node *node;
    int32_t n, capacity;
    int32_t root; /* CRUCE_NONE: the document is empty */
    cri_arena arena;
} cri_yaml;

/**
 * Read one document. What is wrong with the text is reported at `path`, with line and column if `has_lines`,
 * and *usable is false then.
 * Errors  CRUCE_ERR_MEMORY
 * Cost    linear: aliases are not expanded, depth and number of nodes are limited
 */
cruce_status cri_yaml_read(cri_reading *r, const char *path, bool has_lines, const char *bytes,
                           size_t n_bytes, cri_yaml *yaml, bool *usable);
void cri_yaml_free(cri_yaml *yaml);

/** The node itself, or what it stands for if it is an alias. NULL for CRUCE_NONE. */
const cri_yaml_node *cri_yaml_at(const cri_yaml *yaml, int32_t node);

/* What a scalar is to PyYAML, which Flee reads with. */
typedef enum cri_scalar_type {
    CRI_SCALAR_NULL,
    CRI_SCALAR_BOOL,
    CRI_SCALAR_NUMBER,
    CRI_SCALAR_TEXT
} cri_scalar_type;

typedef struct cri_scalar {
    cri_scalar_type type;
    double number;  /* of numbers, and of text that Python's float() takes; booleans are 1 and 0 */
    bool is_number; /* `number` is set */
    bool octal;     /* written with a leading zero */
} cri_scalar;

cri_scalar cri_yaml_resolve(const cri_yaml_node *node);
/** True for "true", "No", "y" and the like in any mixture of cases, quoted or not. */
bool cri_looks_boolean(const char *text);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arenas: many small pieces that are let go together.
 * Blocks come zeroed from cri_calloc and pieces are never given back, so a piece needs no clearing.
 */
#include "base/text.h"

#include <string.h>

enum { BLOCK_BYTES = 65536, LARGE_BYTES = BLOCK_BYTES / 4, ALIGNMENT = 16 };

typedef struct cri_arena_block {
    struct cri_arena_block *next;
    size_t used, capacity; /* bytes after this header */
} block;

/* The header is padded so that what follows it is aligned. */
static const size_t header_bytes = (sizeof(block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

static char *first_byte(block *b)
{
    return (char *)b + header_bytes;
}

static block *block_create(size_t capacity)
{
    block *b = cri_calloc(1, header_bytes + capacity);
    if (b != NULL) {
        b->capacity = capacity;
    }
    return b;
}

/* A large piece gets a block of its own behind the current one, which stays current. */
static void *alloc_large(cri_arena *arena, size_t bytes)
{
    block *b = block_create(bytes);
    if (b == NULL) {
        return NULL;
    }
    b->used = bytes;
    if (arena->block == NULL) {
        arena->block = b;
    } else {
        b->next = arena->block->next;
        arena->block->next = b;
    }
    return first_byte(b);
}

void *cri_arena_alloc(cri_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        return NULL;
    }
    size_t rounded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded == 0) {
        rounded = ALIGNMENT;
    }
    if (rounded >= LARGE_BYTES) {
        return alloc_large(arena, rounded);
    }
    block *b = arena->block;
    if (b == NULL || b->capacity - b->used < rounded) {
        b = block_create(BLOCK_BYTES);
        if (b == NULL) {
            return NULL;
        }
        b->next = arena->block;
        arena->block = b;
    }
    void *piece = first_byte(b) + b->used;
    b->used += rounded;
    return piece;
}

void *cri_arena_array(cri_arena *arena, int64_t n, size_t size)
{
    if (n < 0 || (size > 0 && (uint64_t)n > SIZE_MAX / 2 / size)) {
        return NULL;
    }
    return cri_arena_alloc(arena, (size_t)n * size);
}

char *cri_arena_text(cri_arena *arena, const char *text, size_t length)
{
    if (length > SIZE_MAX / 2 - 1) {
        return NULL;
    }
    char *copy = cri_arena_alloc(arena, length + 1);
    if (copy != NULL && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

void cri_arena_free(cri_arena *arena)
{
    block *b = arena->block;
    while (b != NULL) {
        block *next = b->next;
        cri_free(b);
        b = next;
    }
    arena->block = NULL;
}

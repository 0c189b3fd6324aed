/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    YAML text as a tree of nodes with line and column, within limits of size and depth
 * Leaves  types of scalars to yaml_scalar.c, their meaning to settings_file.c and scenario_yml.c
 * Source  YAML 1.1, https://yaml.org/spec/1.1/; libyaml 0.2 for the events
 */
#include "input/yaml.h"

#include <string.h>
#include <yaml.h>

#define MOST_ANCHORS 1000

typedef struct builder {
    cri_reading *r;
    const char *path;
    bool has_lines;
    cri_yaml *yaml;
    int32_t open[CRI_YAML_MOST_DEPTH]; /* lists and maps that have not ended yet */
    int32_t depth;
    int32_t n_documents;
    const char *anchor[MOST_ANCHORS];
    int32_t anchored[MOST_ANCHORS];
    int32_t n_anchors;
    bool stopped; /* something was reported that ends the reading of this file */
} builder;

static void stop(builder *b, const yaml_mark_t *mark, const char *what)
{
    cri_report(b->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, b->path,
               b->has_lines ? (int32_t)mark->line + 1 : 0,
               b->has_lines ? (int32_t)mark->column + 1 : 0, "", "%s", what);
    b->stopped = true;
}

static cruce_status grow_nodes(cri_yaml *yaml)
{
    if (yaml->n < yaml->capacity) {
        return CRUCE_OK;
    }
    int32_t capacity = yaml->capacity > 0 ? 2 * yaml->capacity : 256;
    cri_yaml_node *node = cri_realloc(yaml->node, (size_t)capacity * sizeof *node);
    if (node == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    yaml->node = node;
    yaml->capacity = capacity;
    return CRUCE_OK;
}

/* Hang a new node below the list or map that is open. */
static cruce_status add_node(builder *b, const yaml_event_t *event, cri_yaml_kind kind,
                             int32_t *added)
{
    cri_yaml *yaml = b->yaml;
    const yaml_mark_t *mark = &event->start_mark;
    if (yaml->n >= CRI_YAML_MOST_NODES) {
        stop(b, mark, "the file has more than 100000 values; expected a few settings");
        return CRUCE_OK;
    }
    if (grow_nodes(yaml) != CRUCE_OK) {
        return CRUCE_ERR_MEMORY;
    }
    int32_t i = yaml->n++;
    yaml->node[i] = (cri_yaml_node){
        .kind = kind,
        .line = (int32_t)mark->line + 1,
        .column = (int32_t)mark->column + 1,
        .text = "",
        .target = CRUCE_NONE,
        .first_child = CRUCE_NONE,
        .last_child = CRUCE_NONE,
        .next = CRUCE_NONE,
    };
    if (b->depth == 0) {
        yaml->root = i;
    } else {
        cri_yaml_node *parent = &yaml->node[b->open[b->depth - 1]];
        if (parent->last_child == CRUCE_NONE) {
            parent->first_child = i;
        } else {
            yaml->node[parent->last_child].next = i;
        }
        parent->last_child = i;
        parent->n_children++;
    }
    *added = i;
    return CRUCE_OK;
}

static char *copy_text(cri_arena *arena, const yaml_char_t *text, size_t length)
{
    char *copy = cri_arena_text(arena, (const char *)text, length);
    for (size_t i = 0; copy != NULL && i < length; i++) {
        if (copy[i] == '\0') {
            copy[i] = '?';
        }
    }
    return copy;
}

static cruce_status set_anchor(builder *b, const yaml_event_t *event, const yaml_char_t *anchor,
                               int32_t node)
{
    if (anchor == NULL || b->stopped) {
        return CRUCE_OK;
    }
    if (b->n_anchors == MOST_ANCHORS) {
        stop(b, &event->start_mark, "the file has more than 1000 anchors (&name)");
        return CRUCE_OK;
    }
    const char *name = (const char *)anchor;
    char *copy = cri_arena_text(&b->yaml->arena, name, strlen(name));
    if (copy == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    b->anchor[b->n_anchors] = copy;
    b->anchored[b->n_anchors++] = node;
    return CRUCE_OK;
}

static cruce_status on_scalar(builder *b, const yaml_event_t *event)
{
    int32_t i = CRUCE_NONE;
    cruce_status st = add_node(b, event, CRI_YAML_SCALAR, &i);
    if (st != CRUCE_OK || b->stopped) {
        return st;
    }
    cri_yaml_node *node = &b->yaml->node[i];
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = copy_text(&b->yaml->arena, event->data.scalar.value, event->data.scalar.length);
    if (node->text == NULL) {
        node->text = "";
        return CRUCE_ERR_MEMORY;
    }
    return set_anchor(b, event, event->data.scalar.anchor, i);
}

static cruce_status on_alias(builder *b, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    int32_t target = CRUCE_NONE;
    for (int32_t i = b->n_anchors - 1; i >= 0 && target == CRUCE_NONE; i--) {
        target = strcmp(b->anchor[i], name) == 0 ? b->anchored[i] : CRUCE_NONE;
    }
    for (int32_t d = 0; d < b->depth && target != CRUCE_NONE; d++) {
        if (b->open[d] == target) {
            stop(b, &event->start_mark, "this alias (*name) stands for what it is part of");
            return CRUCE_OK;
        }
    }
    if (target == CRUCE_NONE) {
        stop(b, &event->start_mark, "no anchor (&name) above has the name of this alias (*name)");
        return CRUCE_OK;
    }
    int32_t i = CRUCE_NONE;
    cruce_status st = add_node(b, event, CRI_YAML_SCALAR, &i);
    if (st == CRUCE_OK && !b->stopped) {
        b->yaml->node[i].target = target;
    }
    return st;
}

static cruce_status on_open(builder *b, const yaml_event_t *event, cri_yaml_kind kind,
                            const yaml_char_t *anchor)
{
    int32_t i = CRUCE_NONE;
    if (b->depth == CRI_YAML_MOST_DEPTH) {
        stop(b, &event->start_mark, "lists and maps lie more than 32 deep in each other");
        return CRUCE_OK;
    }
    cruce_status st = add_node(b, event, kind, &i);
    if (st != CRUCE_OK || b->stopped) {
        return st;
    }
    b->open[b->depth++] = i;
    return set_anchor(b, event, anchor, i);
}

/* Types are worked out from the text; a tag that says otherwise must not go unheard. */
static void refuse_tag(builder *b, const yaml_event_t *event)
{
    const yaml_char_t *tag =
        event->type == YAML_SCALAR_EVENT           ? event->data.scalar.tag
        : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.tag
        : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.tag
                                                   : NULL;
    if (tag != NULL) {
        stop(b, &event->start_mark, "tags (such as !!str) are not read; leave this one out");
    }
}

static cruce_status on_event(builder *b, const yaml_event_t *event)
{
    refuse_tag(b, event);
    if (b->stopped) {
        return CRUCE_OK;
    }
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (b->n_documents++ > 0) {
            stop(b, &event->start_mark, "a second document begins here; expected only one");
        }
        return CRUCE_OK;
    case YAML_SCALAR_EVENT:
        return on_scalar(b, event);
    case YAML_ALIAS_EVENT:
        return on_alias(b, event);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(b, event, CRI_YAML_LIST, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return on_open(b, event, CRI_YAML_MAP, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        return CRUCE_OK;
    default:
        return CRUCE_OK;
    }
}

/* Where libyaml stopped. A byte that is no text has an offset only. */
static cruce_status report_parser(builder *b, const yaml_parser_t *parser, const char *bytes,
                                  size_t n_bytes)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        return CRUCE_ERR_MEMORY;
    }
    int32_t line = (int32_t)parser->problem_mark.line + 1;
    int32_t column = (int32_t)parser->problem_mark.column + 1;
    if (parser->error == YAML_READER_ERROR) {
        line = column = 1;
        for (size_t i = 0; i < parser->problem_offset && i < n_bytes; i++) {
            bool ends = bytes[i] == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + ((bytes[i] & 0xC0) == 0x80 ? 0 : 1);
        }
    }
    const char *problem = parser->problem != NULL ? parser->problem : "it cannot be read";
    cri_report(b->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, b->path, b->has_lines ? line : 0,
               b->has_lines ? column : 0, "", "not YAML: %s%s%s", problem,
               parser->context != NULL ? ", " : "", parser->context != NULL ? parser->context : "");
    b->stopped = true;
    return CRUCE_OK;
}

cruce_status cri_yaml_read(cri_reading *r, const char *path, bool has_lines, const char *bytes,
                           size_t n_bytes, cri_yaml *yaml, bool *usable)
{
    cruce_status st = CRUCE_OK;
    yaml_parser_t parser = {0};
    *yaml = (cri_yaml){.root = CRUCE_NONE};
    *usable = false;
    builder *b = cri_calloc(1, sizeof *b);
    if (b == NULL || !yaml_parser_initialize(&parser)) {
        cri_free(b);
        return CRUCE_ERR_MEMORY;
    }
    *b = (builder){.r = r, .path = path, .has_lines = has_lines, .yaml = yaml};
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, n_bytes);
    for (bool more = true; more && st == CRUCE_OK && !b->stopped;) {
        yaml_event_t event = {0};
        if (!yaml_parser_parse(&parser, &event)) {
            st = report_parser(b, &parser, bytes, n_bytes);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        st = on_event(b, &event);
        yaml_event_delete(&event);
    }
    *usable = st == CRUCE_OK && !b->stopped;
    yaml_parser_delete(&parser);
    cri_free(b);
    return st;
}

void cri_yaml_free(cri_yaml *yaml)
{
    cri_arena_free(&yaml->arena);
    cri_free(yaml->node);
    *yaml = (cri_yaml){.root = CRUCE_NONE};
}

const cri_yaml_node *cri_yaml_at(const cri_yaml *yaml, int32_t node)
{
    if (node == CRUCE_NONE) {
        return NULL;
    }
    const cri_yaml_node *n = &yaml->node[node];
    return n->target == CRUCE_NONE ? n : &yaml->node[n->target];
}

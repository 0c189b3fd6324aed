/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How the layers look when QGIS opens them, and over which column its temporal controller plays: the table layer_styles.
 * Classes are the same in every run, so that two runs can be looked at side by side.
 * Source: QGIS's table layer_styles and its style files (QML), as QGIS 3.22 reads them; colours: Okabe & Ito (2008).
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

enum { QML_BYTES = 24000 };
typedef struct qml {
    size_t used;
    char text[QML_BYTES];
} qml;

static void put(qml *q, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(qml *q, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(q->text + q->used, sizeof q->text - q->used, format, arguments);
    va_end(arguments);
    q->used += n > 0 && (size_t)n < sizeof q->text - q->used ? (size_t)n : 0;
}

/* --- parts --- */

/* `unit` "d" or "mon": how long a feature shows from its date on; NULL: at all times. */
static void begin(qml *q, const char *unit)
{
    q->used = 0;
    put(q, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
           "<qgis version=\"3.22.0\" styleCategories=\"AllStyleCategories\"");
    put(q, " labelsEnabled=\"0\">\n");
    if (unit != NULL) {
        put(q,
            "<temporal enabled=\"1\" mode=\"1\" startField=\"date\" endField=\"\""
            " startExpression=\"\" endExpression=\"\" durationField=\"\" durationUnit=\"%s\""
            " fixedDuration=\"1\" accumulate=\"0\" limitMode=\"0\"/>\n",
            unit);
    }
}

static void end(qml *q)
{
    put(q, "</qgis>\n");
}

static void property(qml *q, const char *key, const char *value)
{
    put(q, "<prop k=\"%s\" v=\"%s\"/>", key, value);
}

static void millimetres(qml *q, const char *key, double value)
{
    put(q, "<prop k=\"%s\" v=\"%.2f\"/><prop k=\"%s_unit\" v=\"MM\"/>", key, value, key);
}

/* A marker of one shape; `x_mm` moves it aside. */
static void marker(qml *q, const char *name, const char *shape, const char *color,
                   const char *outline, double size_mm, double x_mm)
{
    put(q,
        "<symbol type=\"marker\" name=\"%s\" alpha=\"0.8\" clip_to_extent=\"1\">"
        "<layer class=\"SimpleMarker\" enabled=\"1\" pass=\"0\" locked=\"0\">",
        name);
    property(q, "name", shape);
    property(q, "color", color);
    property(q, "outline_color", outline);
    millimetres(q, "outline_width", 0.2);
    millimetres(q, "size", size_mm);
    put(q, "<prop k=\"offset\" v=\"%.2f,0\"/><prop k=\"offset_unit\" v=\"MM\"/>", x_mm);
    put(q, "</layer></symbol>\n");
}

/* A line that keeps to the right of its road, so that both directions show. */
static void line(qml *q, const char *name, const char *color, double width_mm)
{
    put(q,
        "<symbol type=\"line\" name=\"%s\" alpha=\"0.8\" clip_to_extent=\"1\">"
        "<layer class=\"SimpleLine\" enabled=\"1\" pass=\"0\" locked=\"0\">",
        name);
    property(q, "line_color", color);
    property(q, "capstyle", "round");
    millimetres(q, "line_width", width_mm);
    millimetres(q, "offset", 0.3 + width_mm / 2);
    put(q, "</layer></symbol>\n");
}

/* --- graduated by persons: two classes for ten times as many; where nobody is nothing is drawn --- */

enum { CLASSES = 8 };
static const double limit[CLASSES + 1] = {0.5, 100, 300, 1000, 3000, 10000, 30000, 100000, 1e12};
static const char *const class_text[CLASSES] = {"1 - 100",          "100 - 300",
                                                "300 - 1,000",      "1,000 - 3,000",
                                                "3,000 - 10,000",   "10,000 - 30,000",
                                                "30,000 - 100,000", "above 100,000"};

static void graduated(qml *q, bool is_line, const char *column, const char *color)
{
    static const double size_mm[CLASSES] = {1, 1.6, 2.4, 3.6, 5.5, 8, 12, 18};
    static const double width_mm[CLASSES] = {0.1, 0.2, 0.35, 0.6, 1, 1.6, 2.4, 3.4};
    put(q,
        "<renderer-v2 type=\"graduatedSymbol\" attr=\"%s\" graduatedMethod=\"GraduatedSize\""
        " symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n<ranges>\n",
        column);
    for (int i = 0; i < CLASSES; i++) {
        put(q,
            "<range lower=\"%.1f\" upper=\"%.1f\" symbol=\"%d\" label=\"%s\" render=\"true\"/>\n",
            limit[i], limit[i + 1], i, class_text[i]);
    }
    put(q, "</ranges>\n<symbols>\n");
    for (int i = 0; i < CLASSES; i++) {
        char name[8];
        snprintf(name, sizeof name, "%d", i);
        if (is_line) {
            line(q, name, color, width_mm[i]);
        } else {
            marker(q, name, "circle", color, "60,60,60,255", size_mm[i], 0);
        }
    }
    put(q, "</symbols>\n</renderer-v2>\n");
}

/* --- ports: modes side by side, by colour and shape; a cross where nobody crossed --- */

static const struct {
    const char *mode, *color, *shape;
} mode_looks[] = {{"car", "0,114,178,255", "circle"},   {"truck", "230,159,0,255", "square"},
                  {"rail", "0,0,0,255", "pentagon"},    {"pedestrian", "0,158,115,255", "triangle"},
                  {"bus", "86,180,233,255", "diamond"}, {"appointment", "204,121,167,255", "star"}};
enum { N_MODES = sizeof mode_looks / sizeof *mode_looks };

static double aside_mm(int mode)
{
    return 2.6 * (mode - (N_MODES - 1) / 2.0);
}

static void ports(qml *q, bool by_month)
{
    put(q, "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\""
           " forceraster=\"0\">\n<rules key=\"all\">\n");
    for (int m = 0; m < N_MODES; m++) {
        put(q,
            "<rule key=\"%s\" symbol=\"%d\" label=\"%s\" filter=\"&quot;mode&quot; = '%s'%s\"/>\n",
            mode_looks[m].mode, m, mode_looks[m].mode, mode_looks[m].mode,
            by_month ? " AND &quot;crossed&quot; &gt; 0" : "");
        if (by_month) {
            put(q,
                "<rule key=\"%s_none\" symbol=\"%d\" label=\"%s: nobody crossed\""
                " filter=\"&quot;mode&quot; = '%s' AND &quot;crossed&quot; = 0\"/>\n",
                mode_looks[m].mode, N_MODES + m, mode_looks[m].mode, mode_looks[m].mode);
        }
    }
    put(q, "</rules>\n<symbols>\n");
    for (int m = 0; m < (by_month ? 2 : 1) * N_MODES; m++) {
        char name[8];
        int mode = m % N_MODES;
        bool is_none = m >= N_MODES;
        snprintf(name, sizeof name, "%d", m);
        marker(q, name, is_none ? "cross2" : mode_looks[mode].shape,
               is_none ? "160,0,0,255" : mode_looks[mode].color,
               is_none ? "160,0,0,255" : "255,255,255,255", 2.4, aside_mm(mode));
    }
    put(q, "</symbols>\n</renderer-v2>\n");
}

/* --- plain layers: the ground under the views --- */

static void plain_places(qml *q)
{
    put(q, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\""
           " forceraster=\"0\">\n<symbols>\n");
    marker(q, "0", "circle", "90,90,90,255", "255,255,255,255", 1.6, 0);
    put(q,
        "</symbols>\n</renderer-v2>\n"
        "<labeling type=\"simple\"><settings calloutType=\"simple\">"
        "<text-style fieldName=\"place\" isExpression=\"0\" fontSize=\"8\" fontSizeUnit=\"Point\""
        " textColor=\"60,60,60,255\" fontFamily=\"Sans\">"
        "<text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" bufferSizeUnits=\"MM\""
        " bufferColor=\"255,255,255,255\"/></text-style>"
        "<placement placement=\"6\" dist=\"0.8\" distUnits=\"MM\"/>"
        "<rendering drawLabels=\"1\" displayAll=\"0\"/></settings></labeling>\n");
}

static void plain_routes(qml *q)
{
    put(q, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\""
           " forceraster=\"0\">\n<symbols>\n"
           "<symbol type=\"line\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\">"
           "<layer class=\"SimpleLine\" enabled=\"1\" pass=\"0\" locked=\"0\">");
    property(q, "line_color", "190,190,190,255");
    millimetres(q, "line_width", 0.2);
    put(q, "</layer></symbol>\n</symbols>\n</renderer-v2>\n");
}

/* --- the table --- */

typedef enum look {
    PLACES,
    ROUTES,
    PORTS,
    PLACES_OVER_TIME,
    ROUTES_OVER_TIME,
    PORTS_OVER_TIME,
    GROUPS_OVER_TIME
} look;

static void draw(qml *q, look how, const char *unit)
{
    begin(q, unit);
    switch (how) {
    case PLACES:
        plain_places(q);
        break;
    case ROUTES:
        plain_routes(q);
        break;
    case PORTS:
    case PORTS_OVER_TIME:
        ports(q, how == PORTS_OVER_TIME);
        break;
    case PLACES_OVER_TIME:
        graduated(q, false, "persons", "213,94,0,255");
        break;
    case ROUTES_OVER_TIME:
        graduated(q, true, "persons", "0,114,178,255");
        break;
    case GROUPS_OVER_TIME:
        graduated(q, false, "members", "0,158,115,255");
        break;
    }
    end(q);
    if (how == PLACES) { /* labels are off unless the first element says otherwise */
        char *labels = strstr(q->text, "labelsEnabled=\"0\"");
        labels[strlen("labelsEnabled=\"")] = '1';
    }
}

static const struct {
    const char *layer, *unit, *description;
    look how;
} styles[] = {
    {"map_places", NULL, "places with their names", PLACES},
    {"map_routes", NULL, "roads", ROUTES},
    {"map_ports", NULL, "crossings by mode, side by side", PORTS},
    {"places_by_day", "d", "circles by persons; plays over date", PLACES_OVER_TIME},
    {"places_by_month", "mon", "circles by persons; plays over date", PLACES_OVER_TIME},
    {"routes_in_all", NULL, "width by persons", ROUTES_OVER_TIME},
    {"routes_by_month", "mon", "width by persons; plays over date", ROUTES_OVER_TIME},
    {"groups_by_day", "d", "circles by members; plays over date", GROUPS_OVER_TIME},
    {"ports_by_month", "mon", "modes side by side, a cross where nobody crossed; plays over date",
     PORTS_OVER_TIME},
};

static cruce_status write_style(cruce_gpkg *g, sqlite3_stmt *s, size_t i, qml *q, cruce_error *err)
{
    char when[40];
    snprintf(when, sizeof when, "%sT00:00:00.000Z", g->start_date); /* same run, same bytes */
    draw(q, styles[i].how, styles[i].unit);
    sqlite3_bind_text(s, 1, styles[i].layer, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, styles[i].layer, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, q->text, (int)q->used, SQLITE_TRANSIENT);
    sqlite3_bind_text(s, 4, styles[i].description, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, when, -1, SQLITE_TRANSIENT);
    return cri_gpkg_step(g, s, err);
}

cruce_status cri_gpkg_styles(cruce_gpkg *g, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    bool has;
    qml *q = cri_calloc(1, sizeof *q);
    if (q == NULL) {
        return cri_no_memory(err);
    }
    TRY(cri_gpkg_run(g,
                     "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT(256),"
                     " f_table_schema TEXT(256), f_table_name TEXT(256),"
                     " f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,"
                     " styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),"
                     " ui TEXT(30), update_time DATETIME)",
                     err));
    TRY(cri_gpkg_register(g, "layer_styles", "attributes", "how QGIS draws the layers", NULL, err));
    TRY(cri_gpkg_prepare(g,
                         "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
                         " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault,"
                         " description, owner, ui, update_time)"
                         " VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', NULL, ?)",
                         &s, err));
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        TRY(cri_gpkg_has(g, styles[i].layer, &has, err));
        if (has) {
            TRY(write_style(g, s, i, q, err));
        }
    }
done:
    sqlite3_finalize(s);
    cri_free(q);
    return st;
}

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""QGIS opens a run as it is: every layer loads with the style that is stored in the file, views over time play over
their date, and the map of one day shows what the table says. Long: it needs QGIS."""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

if not os.environ.get("LONG"):
    print("QGIS is tested with LONG=1 (make test-long)")
    sys.exit(77)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import (Qgis, QgsApplication, QgsDateTimeRange, QgsMapRendererParallelJob, QgsMapSettings,
                           QgsRectangle, QgsUnitTypes, QgsVectorLayer)
    from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime, Qt
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("python3-qgis is not installed")
    sys.exit(77)

CRUCE = os.environ["CRUCE"]
KEEP = os.environ.get("KEEP")  # a folder: the pictures stay there
ORANGE, BLUE = QColor(213, 94, 0), QColor(0, 114, 178)
RENDERERS = {"map_places": "singleSymbol", "map_routes": "singleSymbol", "map_ports": "RuleRenderer",
             "places_by_day": "graduatedSymbol", "groups_by_day": "graduatedSymbol", "places_by_month": "graduatedSymbol",
             "routes_in_all": "graduatedSymbol", "routes_by_month": "graduatedSymbol", "ports_by_month": "RuleRenderer"}
SPANS = {"places_by_day": QgsUnitTypes.TemporalDays, "groups_by_day": QgsUnitTypes.TemporalDays, "places_by_month": QgsUnitTypes.TemporalMonths,
         "routes_by_month": QgsUnitTypes.TemporalMonths, "ports_by_month": QgsUnitTypes.TemporalMonths}


def open_layers(path, names):
    layers = {}
    for name in names:
        # As the program does when a layer is added: the style that is stored in the file comes after the layer.
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr", QgsVectorLayer.LayerOptions(loadDefaultStyle=False))
        said, loaded = layer.loadDefaultStyle()
        assert loaded, f"{name}: {said}"
        assert layer.isValid() and layer.featureCount() > 0, f"{name} does not load"
        assert layer.crs().authid() == "EPSG:4326", f"{name}: {layer.crs().authid()}"
        renderer = layer.renderer()
        assert renderer.type() == RENDERERS[name], f"{name} is drawn as {renderer.type()}"
        if renderer.type() == "graduatedSymbol":
            assert renderer.classAttribute() == ("members" if name == "groups_by_day" else "persons") and len(renderer.ranges()) == 8, name
            sizes = [r.symbol().width() if hasattr(r.symbol(), "width") else r.symbol().size() for r in renderer.ranges()]
            assert sizes == sorted(set(sizes)), f"{name}: {sizes}"
        if renderer.type() == "RuleRenderer":
            rules = renderer.rootRule().children()
            assert len(rules) == (12 if name == "ports_by_month" else 6), f"{name}: {len(rules)} rules"
            for rule in rules:
                assert not rule.filter().hasParserError(), rule.filterExpression()
        layers[name] = layer
    return layers


def plays(layer, name):
    temporal = layer.temporalProperties()
    assert temporal.isActive() == (name in SPANS), f"{name}: temporal {temporal.isActive()}"
    if name in SPANS:
        assert temporal.mode() == temporal.ModeFeatureDateTimeInstantFromField and temporal.startField() == "date", name
        field = layer.fields().field("date")
        assert field.typeName() == "Date", f"{name}: date is {field.typeName()}"
        assert temporal.fixedDuration() == 1 and temporal.durationUnits() == SPANS[name], name


def day_range(first, last):
    return QgsDateTimeRange(QDateTime(QDate.fromString(first, Qt.ISODate), QTime(0, 0)),
                            QDateTime(QDate.fromString(last, Qt.ISODate), QTime(23, 59, 59)))


def draw(layers, times, extent, picture):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(1100, 800))
    settings.setBackgroundColor(QColor("white"))
    if times is not None:
        settings.setIsTemporal(True)
        settings.setTemporalRange(times)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    if KEEP:
        image.save(str(pathlib.Path(KEEP) / picture))
    return image, settings


def colored(image, point, color, reach=2):
    """Whether a pixel near a point has the hue of a colour: symbols are transparent and lie over each other."""
    for x in range(int(point.x()) - reach, int(point.x()) + reach + 1):
        for y in range(int(point.y()) - reach, int(point.y()) + reach + 1):
            if 0 <= x < image.width() and 0 <= y < image.height():
                seen = image.pixelColor(x, y)
                if abs(seen.hue() - color.hue()) < 12 and seen.saturation() > 100:
                    return True
    return False


def map_of_a_day(path, layer, picture):
    """Drawn are those places, and only those, where the table has somebody on that day."""
    with sqlite3.connect(path) as database:
        days = [d for (d,) in database.execute("SELECT DISTINCT date FROM places ORDER BY date")]
        shown = set()
        for day in (days[len(days) // 3], days[-1]):
            rows = database.execute("SELECT place, persons FROM places WHERE date = ? AND summary = 'p50'", (day,)).fetchall()
            extent = layer.extent()
            extent.grow(2)
            image, settings = draw([layer], day_range(day, day), QgsRectangle(extent), f"{picture}_{day}.png")
            transform, at = settings.mapToPixel(), {}
            for feature in layer.getFeatures(f"\"date\" = '{day}'"):
                assert feature["place"] not in at, f"{feature['place']} twice on {day}"
                at[feature["place"]] = (transform.transform(feature.geometry().asPoint()), feature["persons"])
            assert {p: n for p, (_, n) in at.items()} == dict(rows), "the view has other rows than the table"
            for place, (point, persons) in at.items():
                drawn = colored(image, point, ORANGE)
                near = any(o != place and n >= 0.5 and abs(q.x() - point.x()) + abs(q.y() - point.y()) < 120 for o, (q, n) in at.items())
                assert drawn or persons < 0.5, f"{day}: {persons} persons at {place} are not drawn"
                assert not drawn or persons >= 0.5 or near, f"{day}: nobody is at {place}, and it is drawn"
                shown.add((place, persons >= 0.5))
        assert len({s for _, s in shown}) == 2, "no place is empty on one of these days: the test shows nothing"


def map_of_a_month(path, layers):
    with sqlite3.connect(path) as database:
        month, = database.execute("SELECT month FROM route_months GROUP BY month ORDER BY sum(persons) DESC LIMIT 1").fetchone()
        wanted = database.execute("SELECT count(*) FROM route_months WHERE month = ? AND summary = 'p50'", (month,)).fetchone()[0]
    times = day_range(f"{month}-05", f"{month}-05")
    extent = layers["routes_by_month"].extent()
    extent.grow(2)
    image, _ = draw([layers["routes_by_month"], layers["map_places"], layers["map_routes"]], times, QgsRectangle(extent),
                    "routes.png")
    blue = sum(colored(image, type("P", (), {"x": lambda self, x=x: x, "y": lambda self, y=y: y})(), BLUE, 0)
               for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    assert blue > 50, f"{blue} points of the routes' colour in {month}"
    names = [(f["from"], f["to"]) for f in layers["routes_by_month"].getFeatures(f"\"month\" = '{month}'")]
    assert len(names) == wanted, (len(names), wanted)
    draw([layers["ports_by_month"], layers["map_routes"]], times, QgsRectangle(layers["ports_by_month"].extent()), "ports.png")


application = QgsApplication([], False)
application.initQgis()
with tempfile.TemporaryDirectory() as folder:
    border, walk = pathlib.Path(folder) / "border.gpkg", pathlib.Path(folder) / "walk.gpkg"
    subprocess.run([CRUCE, "run", "scenarios/us_mexico_2023", "-n", "3", "-q", "-o", border], check=True)
    subprocess.run([CRUCE, "run", "scenarios/corridor_walk", "-n", "3", "--days", "60", "-q", "-o", walk], check=True)
    for path, names in ((border, list(RENDERERS)), (walk, [n for n in RENDERERS if "ports" not in n and "groups" not in n])):
        opened = open_layers(path, names)
        for name, layer in opened.items():
            plays(layer, name)
        map_of_a_day(path, opened["places_by_day"], path.stem)
        if path == border:
            map_of_a_month(path, opened)
        del opened, layer
application.exitQgis()
print(f"QGIS {Qgis.QGIS_VERSION}: layers, styles, time, maps of a day and a month")

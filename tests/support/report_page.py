# SPDX-License-Identifier: BSD-3-Clause
"""A report read back: its blocks, and frames as arrays in full, by web/README.md alone."""
import base64
import gzip
import html.parser
import json


class Blocks(html.parser.HTMLParser):
    """block[id] is the text of a script element; title; elements in order."""

    def __init__(self, text):
        super().__init__()
        self.block, self.attributes, self.title, self.elements, self.inside = {}, {}, "", [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        attributes = dict(attributes)
        self.inside = attributes.get("id", "program") if tag == "script" else tag
        if tag == "script":
            self.block[self.inside] = ""
            self.attributes[self.inside] = attributes

    def handle_data(self, text):
        if self.inside in self.block:
            self.block[self.inside] += text
        elif self.inside == "title":
            self.title += text

    def handle_endtag(self, tag):
        self.inside = None


def unpack(text):
    return gzip.decompress(base64.b64decode(text, validate=True))


def read_page(path):
    """(blocks, data) of a report."""
    blocks = Blocks(path.read_text(encoding="utf-8"))
    return blocks, json.loads(unpack(blocks.block["cruce-data"]))


def length_of(run, time):
    return {"date": run["dates"]["n"], "month": len(run["months"]), "hour": 24 * len(run["months"]), None: 1}[time]


def series(data, run, frame, column, summary, k):
    """One series in full: a list over time, None where there is no number."""
    n, told = length_of(run, frame["time"]), frame["values"][column][summary][k]
    if frame["time"] is None:
        return [told]
    first, base = frame["from"], data["runs"][0]
    same = next((f for f in base["frames"] if f["table"] == frame["table"]), None)
    if told == "=":
        return series(data, base, same, column, summary, same["keys"].index(frame["keys"][k]))
    if told is None:
        told = [None] * (n - first)
    elif isinstance(told, dict):
        told = [told["same"]] * (n - first)
    assert len(told) == n - first, (frame["table"], column, len(told), n, first)
    if first == 0:
        return told
    return series(data, base, same, column, summary, same["keys"].index(frame["keys"][k]))[:first] + told

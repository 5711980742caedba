"""Questions that a page and a command put to the analysis: asked alike, answered once."""

import inspect
import json
import re
from dataclasses import replace
from html import unescape

from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import Lever
from simulator.text import NOTHING, unbound

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d{3,}")
"""A number of several digits, as Vietnamese readers have it."""


def numbers(words):
    """Return the numbers of three digits and more that stand in some words."""
    return {found for found in NUMBER.findall(words) if len(re.sub(r"\D", "", found)) > 2}


def numbers_on(test):
    """Return the numbers that stand in texts, tables and pictures of a page."""
    words = [_bare(e.proto.body) for e in test.get("html")] + [e.value for e in test.success]
    pictures = [json.loads(e.proto.json) for e in test.get("bidi_component")]
    tables = [picture["table"]["rows"] for picture in pictures if "table" in picture]
    cells = [cell for rows in tables for row in rows for cell in row if isinstance(cell, dict)]
    return numbers(unbound(" ".join([*words, *(f"{c['t']} {c.get('r', '')}" for c in cells)])))


def _bare(html):
    return unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))


class Answers:
    """What a page was answered, by what it asked; handed to a command that asks the same.

    A command that asks anything else finds nothing here and fails.
    """

    def __init__(self, home, name):
        self.home, self.name = home, name
        self._truly = getattr(home, name)
        self._kept = {}

    def page(self, *args, **more):
        found = self._truly(*args, **more)
        self._kept[self._asked(args, more)] = found
        return found

    def command(self, *args, **more):
        return self._kept[self._asked(args, more)]

    def _asked(self, args, more):
        bound = inspect.signature(self._truly).bind(*args, **more)
        bound.apply_defaults()
        return tuple((name, _plain(v)) for name, v in bound.arguments.items() if name != "runs")


_WORDING = {"name": "", "title": NOTHING, "description": NOTHING, "files": (), "extends": None}
"""What no result depends on."""


def _plain(value):
    if isinstance(value, Scenario):
        return repr(replace(value, **_WORDING))
    if isinstance(value, Region):
        return value.code
    if isinstance(value, Lever):
        return value.name
    if isinstance(value, list | tuple | range):
        return tuple(map(_plain, value))
    return repr(value)

"""A section as JSON."""

from __future__ import annotations

import json
import math

from simulator.report.document import Section
from simulator.text import Text


def write(section: Section, language: str) -> str:
    """Return the whole result where there is one, or its records."""
    return as_json(data_of(section), language)


def data_of(section: Section) -> object:
    """Return what JSON gives of a section: the whole result where there is one, or its records."""
    data = section.data
    return data.rows if data.whole is None else data.whole


def as_json(data: object, language: str = "en") -> str:
    """Return data as JSON; numbers that are not known are null, wording is in one language."""
    plain = _plain(data, language)
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(data: object, language: str) -> object:
    if isinstance(data, Text):
        return data.in_(language)
    if isinstance(data, dict):
        return {str(key): _plain(value, language) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value, language) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data

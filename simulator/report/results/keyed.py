"""Findings about an uncertain number, as records and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from simulator.analysis.evidence.robustness import Condition
from simulator.analysis.evidence.sensitivity import Bar, Index
from simulator.inputs.key_words import table_unit
from simulator.inputs.keys import Key, Level
from simulator.inputs.region import Region
from simulator.inputs.words import is_share
from simulator.report.document import Number
from simulator.report.results.amounts import level_of


def keyed(found: Iterable[Bar | Index | Condition]) -> list[dict[str, Any]]:
    """Return findings as records: the key as name and by, then all else."""
    return [
        {
            **dict(zip(("name", "by"), one.key.path, strict=True)),
            **{f.name: getattr(one, f.name) for f in fields(one) if f.name != "key"},
        }
        for one in found
    ]


def key_number(key: Key, region: Region, value: float, *, rounded: bool = False) -> Number:
    """Return a value of an uncertain number; what people read in per cent is told so.

    Parameters
    ----------
    rounded : whether it was found, not stated, so that three digits behind the point are enough
    """
    if isinstance(key, Level):
        return level_of(key.lever, value)
    if is_share(table_unit(key, region)):
        return Number(value, "share" if rounded else "stated_share")
    return Number(value, "number", decimals=3) if rounded else Number(value)

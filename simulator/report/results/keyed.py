"""Findings about an uncertain number, as records and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from simulator.analysis.evidence.robustness import Condition
from simulator.analysis.evidence.sensitivity import Bar, Index
from simulator.inputs.keys import Key, Level
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


def key_number(key: Key, value: float, decimals: int | None = None) -> Number:
    """Return a value of an uncertain number; a level that people read as percent is told so."""
    if isinstance(key, Level):
        return level_of(key.lever, value)
    return Number(value) if decimals is None else Number(value, "number", decimals=decimals)

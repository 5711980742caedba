"""The states that partition people aged 15-79: the axis ``state`` of every array of stocks."""

from __future__ import annotations

import numpy as np

from simulator.classes import CLASSES, FORMER
from simulator.text import Text

FIRST_AGE, LAST_AGE = 15, 79
AGES = np.arange(FIRST_AGE, LAST_AGE + 1)

_K = len(CLASSES)
INACTIVE = slice(0, 1)
UNINSURED = slice(1, 1 + _K)
ENTRY_CLASSES = slice(1, 1 + FORMER)
"""Uninsured classes that new entrants and leavers join: all but former members."""
OUT_OR_UNINSURED = slice(0, 1 + _K)
FORMER_MEMBERS = slice(1 + FORMER, 1 + _K)
VOLUNTARY = slice(1 + _K, 1 + 2 * _K)
UNCOVERED = slice(1 + 2 * _K, 2 + 2 * _K)
COMPULSORY = slice(2 + 2 * _K, 3 + 2 * _K)
LIABLE = slice(1 + 2 * _K, 3 + 2 * _K)
"""Uncovered, then compulsory."""
STATE_COUNT = 3 + 2 * _K

STATES: dict[str, Text] = {
    "out": Text("Ngoài lực lượng lao động", "Not in the labour force"),
    **{
        f"uninsured.{name}": Text(f"Chưa tham gia: {label.vi}", f"Uninsured: {label.en}")
        for name, label in CLASSES.items()
    },
    **{
        f"voluntary.{name}": Text(f"Tự nguyện: {label.vi}", f"Voluntary: {label.en}")
        for name, label in CLASSES.items()
    },
    "uncovered": Text("Thuộc diện bắt buộc nhưng chưa tham gia", "Liable but not covered"),
    "compulsory": Text("Tham gia BHXH bắt buộc", "Compulsory participants"),
}
"""State -> label, in the order of the state axis."""
STATE_NAMES = tuple(STATES)

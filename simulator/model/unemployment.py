"""Unemployment insurance: an attribute of compulsory participants, never a state.

Outside it by law are cadres, civil servants and armed forces (Employment Law 38/2013/QH13, article
43), and owners of household businesses: Law 41/2024/QH15 puts them into compulsory insurance,
article 31 of Employment Law 74/2025/QH15 does not name them. The number of the former hardly moves:
compulsory participants less UI were 1.66-1.86 million in every December of 2015-2025, while both
series grew by half. So it is a number, and who is hired into a covered job is in UI. The law of
2026 lets in those of the number whose contracts are of one to three months, or part-time.
"""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array

_NOBODY = 1e-9


def ui_participants(employees: Array, outside: Array, shift: Array) -> Array:
    """Return UI participants: those not outside, with their odds moved by ``shift``.

    UI = E i e^s / (i e^s + E - i), i = max(E - outside, 0): never above the employees E.

    Parameters
    ----------
    employees : (draw,) [persons] compulsory participants but for owners of household businesses
    outside : (draw,) [persons] employees outside UI at the end of the base year
    shift : (draw,) log odds of the law of 2026, of the levers and of chance

    >>> ui_participants(np.array([100.0, 150.0]), np.array([12.0]), np.array([0.0])).tolist()
    [88.0, 138.0]
    """
    inside = np.maximum(employees - outside, 0.0) * np.exp(shift)
    rest = np.minimum(employees, outside)
    return np.asarray(employees * (inside / np.maximum(inside + rest, _NOBODY)))

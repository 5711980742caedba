"""Unemployment insurance: an attribute of compulsory participants, never a state.

Cadres, civil servants and the armed forces are in compulsory but not in unemployment insurance
(Employment Law 38/2013/QH13, article 43). Their number hardly moves: compulsory participants less
UI were 1.66-1.86 million in every December of 2015-2025, while both series grew by half. So who is
outside is a number, and whoever is added to compulsory insurance is added to UI.
"""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array

_NOBODY = 1e-9


def ui_participants(compulsory: Array, outside: Array, shift: Array) -> Array:
    """Return UI participants: those not outside, with their odds moved by ``shift``.

    UI = C i e^s / (i e^s + C - i), i = max(C - outside, 0): never above compulsory participants.

    Parameters
    ----------
    compulsory : (draw,) [persons]
    outside : (draw,) [persons] compulsory participants outside UI at the end of the base year
    shift : (draw,) log odds of the law of 2026, of the levers and of chance

    >>> ui_participants(np.array([100.0, 150.0]), np.array([12.0]), np.array([0.0])).tolist()
    [88.0, 138.0]
    """
    inside = np.maximum(compulsory - outside, 0.0) * np.exp(shift)
    rest = np.minimum(compulsory, outside)
    return np.asarray(compulsory * (inside / np.maximum(inside + rest, _NOBODY)))

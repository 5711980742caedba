"""Unemployment insurance: an attribute of compulsory participants, never a state."""

from __future__ import annotations

import numpy as np

from simulator.model.workforce import Array


def ui_participants(compulsory: Array, base_logit: Array, shift: Array) -> Array:
    """Return UI = u C with logit u = base + shift, so never above compulsory participants.

    Parameters
    ----------
    compulsory : (draw,) [persons]
    base_logit : (draw,) logit of the base year's UI over compulsory participants
    shift : (draw,) of the law of 2026 and of the levers

    >>> ui_participants(np.array([100.0]), np.array([2.0]), np.array([0.0])).round(1).tolist()
    [88.1]
    """
    return np.asarray(compulsory / (1.0 + np.exp(-(base_logit + shift))))

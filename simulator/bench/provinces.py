"""Made-up provinces: Ninh Thuận with all its people times a number, for what many places take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.inputs.assumption import Assumptions
from simulator.inputs.region import Region, load_region
from simulator.text import Text

SMALLEST, LARGEST = 0.5, 8.0
"""Times Ninh Thuận's people: the sizes of Vietnamese provinces, roughly."""


def made_up(count: int) -> list[Region]:
    """Return places that are nowhere, alike in everything but their size and name."""
    model = load_region("ninh_thuan")
    sizes = np.geomspace(SMALLEST, LARGEST, count) if count > 1 else np.ones(1)
    return [_times(model, float(size), i + 1) for i, size in enumerate(sizes)]


def _times(model: Region, size: float, number: int) -> Region:
    counts = (
        replace(figure, value=figure.value * size) if figure.unit == "person" else figure
        for figure in model.history
    )
    former = model.assumptions["former_stock", ""]
    stock = replace(
        former,
        value=former.value * size,
        low=None if former.low is None else former.low * size,
        high=None if former.high is None else former.high * size,
    )
    people = model.demography
    return replace(
        model,
        code=f"made_up_{number:02}",
        name=Text(f"Tỉnh giả định {number}", f"Made-up province {number}"),
        history=tuple(counts),
        assumptions=Assumptions({**dict(model.assumptions), stock.key: stock}),
        demography=replace(people, populations=people.populations * size),
    )

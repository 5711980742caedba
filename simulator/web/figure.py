"""Charts that stand still, drawn by the page's own component."""

from __future__ import annotations

from typing import Any

from simulator.web.workbench import components

GREY, BLUE, ORANGE, GREEN, PURPLE, RED, OLIVE = range(7)


def part(label: str, values: Any, colour: int, *, hatched: bool = False) -> dict[str, Any]:  # noqa: ANN401
    """Return one part of a chart; what rests on estimates is hatched."""
    return {"label": label, "values": values, "colour": colour, "hatched": hatched}


def draw(key: str, spec: dict[str, Any]) -> None:
    """Draw a chart: ``kind`` columns, bars or pyramid, as simulator/web/assets/figure.js reads."""
    _, _, figure = components()
    figure(key=key, data={"file": key, **spec})

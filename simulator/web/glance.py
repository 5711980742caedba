"""All compared scenarios at a glance: four numbers of each, and how likely its coverage is."""

from __future__ import annotations

import numpy as np

from simulator.analysis.costing.costs import total_cost
from simulator.analysis.uncertainty.bands import band
from simulator.report.document import Number, Table
from simulator.report.results import at_a_glance, chance
from simulator.text import Text
from simulator.web import draw, figure
from simulator.web.payload import colours_of
from simulator.web.runs import central, cost_lines, known_bands, region_called
from simulator.web.state import Entry, PageState
from simulator.web.tables import all_records, title_text, whole_cost, with_ranges


def show(state: PageState, language: str) -> None:
    """Draw the four numbers of each scenario, and the chances of coverage once they are drawn."""
    draw.head(Text(f"Các kịch bản, {state.year}", f"The scenarios, {state.year}"), language)
    draw.block(table(state), language)
    _chances(state, language)


def table(state: PageState) -> Table:
    """Return the four numbers of each scenario with their ranges, the base first."""
    found = all_records(state, [state.year])
    base = state.entry(state.base)
    ordered = sorted(state.entries, key=lambda entry: entry is not base)
    row = state.year - region_called(state.region).base_year
    outcomes = [
        at_a_glance.Outcome(
            title_text(entry),
            list(with_ranges(found[entry.name], state, entry)),
            whole_cost(_spent(state, entry, row), state, entry, row),
            None if entry is base else _added(state, entry, row),
        )
        for entry in ordered
    ]
    return at_a_glance.table(outcomes, state.year, title_text(base))


def _spent(state: PageState, entry: Entry, row: int) -> float:
    """Return public cost of all years up to a row [billion VND]."""
    paid = total_cost(cost_lines(state.region, entry.current, state.until))
    return float(paid[: row + 1, 0].sum()) / 1000.0


def _added(state: PageState, entry: Entry, row: int) -> tuple[Number, Number]:
    """Return participants and cost beyond the base's, with the ranges of the differences."""
    base = state.entry(state.base)
    people = [_printed(state, one, row) for one in (entry, base)]
    money = [_spent(state, one, row) for one in (entry, base)]
    ends = added_range(state, entry, "si_participants"), added_range(state, entry, "cost")
    waits = ends[0][0] is None
    low, high = (None if end is None else end / 1000.0 for end in ends[1])
    return (
        Number(people[0] - people[1], "person", *ends[0], signed=True, awaits_range=waits),
        Number(money[0] - money[1], "billion_vnd", low, high, signed=True, awaits_range=waits),
    )


def _printed(state: PageState, entry: Entry, row: int) -> int:
    from simulator.analysis.comparing.coverage_path import printed

    return printed(central(state.region, entry.current, state.until), row)


def added_range(state: PageState, entry: Entry, what: str) -> tuple[float | None, float | None]:
    """Return the ends of what a scenario adds to the base in the year, where both are drawn.

    The same draws of what is uncertain are taken for both, so that the range is that of the
    difference, as ``simulator explain`` gives it.

    Parameters
    ----------
    what : a count of participants [persons], or "cost" of all years up to it [million VND]
    """
    base = state.entry(state.base)
    drawn = [known_bands(state.region, one.current, state.until) for one in (entry, base)]
    if drawn[0] is None or drawn[1] is None:
        return None, None
    row = state.year - region_called(state.region).base_year
    pair = [(d.cost if what == "cost" else d.people[what])[row] for d in drawn if d is not None]
    return band(np.subtract(*pair))


def _chances(state: PageState, language: str) -> None:
    drawn = [known_bands(state.region, e.current, state.until) for e in state.entries]
    region = region_called(state.region)
    row = state.year - region.base_year
    ordered = sorted(zip(state.entries, drawn, strict=True), key=lambda pair: _last(state, pair[0]))
    shares = [found.share[row] for _, found in ordered if found is not None]
    if len(shares) < len(ordered) or row == 0:
        return
    entries = [entry for entry, _ in ordered]
    made = chance.section(
        region,
        [entry.current for entry in entries],
        shares,
        state.year,
        [title_text(entry) for entry in entries],
    )
    draw.head(Text("Khả năng đạt", "How likely"), language)
    colours = [colours_of(state)[entry.name] for entry in entries]
    for block in made.blocks:
        if getattr(block, "kind", "") == "curve":
            figure.chart(block, language, "chances", colours=colours)  # type: ignore[arg-type]
        else:
            draw.block(block, language)


def _last(state: PageState, entry: Entry) -> bool:
    """Return whether a scenario comes last: the one in hand."""
    return entry.name == state.active

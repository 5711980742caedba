"""Four numbers of every scenario side by side: participants, coverage, the gap, the cost."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.dataclass import dataclass
from simulator.inputs.words import target_set_words
from simulator.report.document import Cell, Number, Record, Table, Words, chain, say
from simulator.report.results.comparison import number_of
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is told of one scenario.

    Parameters
    ----------
    title : of the scenario
    records : of the year, as ``simulator run`` gives them, ranges included where they are drawn
    cost : public cost of all years up to it [billion VND]
    added : participants and public cost beyond the base's, or None for the base itself
    """

    title: Words
    records: Sequence[Record]
    cost: Number
    added: tuple[Number, Number] | None = None


def table(outcomes: Sequence[Outcome], year: int, base: Words) -> Table:
    """Return a row a scenario; a column only where some scenario has its number.

    Parameters
    ----------
    base : title of the scenario that the others are compared with
    """
    found = [_row(outcome) for outcome in outcomes]
    first = outcomes[0].records
    target = next((r for r in first if _is_gap(r)), None)
    held = target_set_words(target["target_set"]) if target else Text("chỉ tiêu", "the target")
    head: tuple[Words, ...] = (
        Text("Kịch bản", "Scenario"),
        Text("Người tham gia BHXH", "SI participants"),
        Text("Tỷ lệ bao phủ BHXH", "SI coverage"),
        say(
            "Còn thiếu so với {held}, điểm phần trăm", "Gap to {held}, percentage points", held=held
        ),
        Text("Chi công lũy kế, tỷ đồng", "Public cost so far, billion VND"),
        say("Thêm so với {base}, người", "Added to {base}, persons", base=base),
        say("Chi thêm so với {base}, tỷ đồng", "Cost beyond {base}, billion VND", base=base),
    )
    kept = [i for i in range(len(head)) if any(row[i] != "" for row in found)]
    caption = say("Các kịch bản, {year}", "The scenarios, {year}", year=str(year))
    return Table(caption, head, tuple(found)).columns(*kept)


def _row(outcome: Outcome) -> tuple[Cell, ...]:
    by_name = {r["indicator"]: r for r in outcome.records if not r["class"] and not r["of"]}
    gap = next((r for r in outcome.records if _is_gap(r)), None)
    added: tuple[Cell, Cell] = outcome.added or ("", "")
    return (
        outcome.title,
        number_of(by_name["si_participants"]),
        number_of(by_name["si_share"]),
        "" if gap is None else number_of(gap),
        outcome.cost,
        *added,
    )


def _is_gap(record: Record) -> bool:
    return bool(record["indicator"] == "gap_to_target_points" and record["of"] == "si_share")


def told(outcomes: Table) -> Words:
    """Return the numbers in a row of words."""
    return chain([chain(row[:2], ": ") for row in outcomes.rows], "; ")

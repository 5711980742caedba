"""The accounts of a scenario: costs by line and year, and what they come to for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.analysis.costing.accounts import FIELDS, TOTAL, Accounts
from simulator.analysis.costing.costs import APART, LINES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.document import Cell, Data, Number, Section, Table, Words, note, say
from simulator.report.results.amounts import billions
from simulator.report.results.headings import heading
from simulator.report.statements import cost_words
from simulator.rounding import rounded_table
from simulator.text import Text

PAYERS = {
    "central": Text("Trung ương", "Central government"),
    "province": Text("Ngân sách tỉnh", "The province"),
    "private": Text("Tư nhân", "Private"),
    "members": Text("Người tham gia", "Members"),
}
_LABELS = {
    **{name: line.label for name, line in LINES.items()},
    TOTAL: Text("Tổng chi công", "Public cost"),
    **APART,
}
"""Line -> words, public costs first, then their total, then what stands apart."""


def section(region: Region, scenario: Scenario, base: Scenario, found: Accounts) -> Section:
    """Return the accounts by line and year, the sums with their ranges."""
    caption = heading(Text("Chi phí", "Costs"), region, scenario)
    blocks = (table(found, billions_shown(found), caption), note(cost_words(found, base.title)))
    return Section("", blocks, Data(list(found.rows()), FIELDS))


def table(
    found: Accounts, shown: Mapping[str, Sequence[float]], caption: Words, *, unit: Words = ""
) -> Table:
    """Return lines with who pays, their years where these are shown, and their sums with ranges.

    Parameters
    ----------
    shown : line -> its years, if any, and its sum [billion VND], in digits that add up
    unit : what the amounts count; said in the head where it is not said above
    """
    years = found.years if all(len(values) > 1 for values in shown.values()) else ()
    lines = [name for name in shown if name in LINES]
    every_line = "+".join(f"{{{i}}}" for i in range(len(lines)))

    def row(name: str, values: Sequence[float]) -> tuple[Cell, ...]:
        whole = billions(
            found.sums[name], f"{found.scenario}/cost.{name}/{found.span}/value", values[-1]
        )
        if name == TOTAL and lines:
            whole = whole.computed(f"={every_line}")
        payer = PAYERS[LINES[name].payer] if name in LINES else ""
        return (_LABELS[name], payer, *(Number(v, "billion_vnd") for v in values[:-1]), whole)

    return Table(
        caption,
        (
            Text("Khoản chi", "Line") if unit else Text("tỷ đồng", "billion VND"),
            Text("Nguồn chi", "Paid by"),
            *(str(year) for year in years),
            say("Cộng {span}", "Sum {span}", span=found.span),
        ),
        tuple(row(name, values) for name, values in shown.items()),
        (3, 1.6, *([1.0] * (1 + len(years)))),
        unit=unit,
        closing=list(shown)[-1] == TOTAL,
    )


def billions_shown(found: Accounts) -> dict[str, list[float]]:
    """Return line -> its years shown and its sum [billion VND], see :func:`adding_up_lines`.

    What stands apart from public cost follows its total; lines without a cost are left out.
    """
    public = [n for n in LINES if found.sums[n].value or found.sums[n].high]
    whole = len(found.years) == found.last - found.first + 1

    def exact(name: str) -> list[float]:
        years = [found.lines[name, y].value / 1000.0 for y in found.years]
        return [*years, found.sums[name].value / 1000.0]

    made = adding_up_lines({n: exact(n) for n in public}, exact(TOTAL), rows_add_up=whole)
    apart = {n: exact(n) for n in APART if found.sums[n].value or found.sums[n].high}
    for name, values in apart.items():
        (_, made[name]) = rounded_table([values], values, rows_add_up=whole)
    return made


def adding_up_lines(
    lines: Mapping[str, Sequence[float]], total: Sequence[float], *, rows_add_up: bool = True
) -> dict[str, list[float]]:
    """Return lines of public cost, and their total after them, in digits that add up.

    Lines add up to the total in every column; years add up to their sum where all are shown. Every
    table, picture and sentence takes its amounts from here, so that no two differ in a digit.

    Parameters
    ----------
    lines, total : years, and their sum at the end [billion VND]
    rows_add_up : whether the years are all that the sum holds
    """
    rows = rounded_table(list(lines.values()), total, rows_add_up=rows_add_up)
    return dict(zip([*lines, TOTAL], rows, strict=True))


def payers_shown(shown: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return who pays for public cost -> the sum of the lines shown that they pay [billion VND]."""
    found: dict[str, float] = {}
    for name, values in shown.items():
        if name in LINES:
            payer = LINES[name].payer
            found[payer] = found.get(payer, 0.0) + values[-1]
    return found

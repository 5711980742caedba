"""The accounts of a scenario as a table, and what they come to for each added person."""

from __future__ import annotations

from simulator.analysis.accounts import TOTAL, Accounts, Amount
from simulator.analysis.costs import APART, LINES
from simulator.report.numbers import bn, format_number
from simulator.report.statements import cost_words
from simulator.report.tables import text_table
from simulator.rounding import rounded_table
from simulator.text import Text


def accounts_table(found: Accounts, language: str) -> str:
    """Return the accounts by line and year, the sums with their ranges."""
    heads = [
        Text("tỷ đồng", "bn VND").in_(language),
        *(str(y) for y in found.years),
        Text(f"Cộng {found.span}", f"Sum {found.span}").in_(language),
        Text("Khoảng 80 %", "80 % range").in_(language),
    ]
    rows = [[f"{found.scenario}, {found.region}", *("" for _ in heads[1:])], heads]
    shown = billions_shown(found)
    for name, values in shown.items():
        words = labels()[name].in_(language)
        cells = [format_number(value, 1, language) for value in values]
        rows.append([words, *cells, _range(found.sums[name], language)])
    return f"{text_table(rows)}\n{cost_words(found, Text(found.base, found.base)).in_(language)}"


def labels() -> dict[str, Text]:
    """Return line -> words, public costs first, then their total, then what stands apart."""
    total = Text("Tổng chi công", "Public cost")
    return {**{name: line.label for name, line in LINES.items()}, TOTAL: total, **APART}


def billions_shown(found: Accounts) -> dict[str, list[float]]:
    """Return line -> its years shown and its sum [billion VND], in digits that add up.

    Lines add up to the public cost in every column; years add up to the sum where all are shown.
    Lines without a cost are left out.
    """
    public = [n for n in LINES if found.sums[n].value or found.sums[n].high]
    whole = len(found.years) == found.last - found.first + 1

    def exact(name: str) -> list[float]:
        years = [found.lines[name, y].value / 1000.0 for y in found.years]
        return [*years, found.sums[name].value / 1000.0]

    table = rounded_table([exact(name) for name in public], exact(TOTAL), rows_add_up=whole)
    made = dict(zip([*public, TOTAL], table, strict=True))
    apart = {n: exact(n) for n in APART if found.sums[n].value or found.sums[n].high}
    for name, values in apart.items():
        (_, made[name]) = rounded_table([values], values, rows_add_up=whole)
    return made


def _range(amount: Amount, language: str) -> str:
    return f"{bn(amount.low, language)}; {bn(amount.high, language)}"

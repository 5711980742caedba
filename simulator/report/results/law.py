"""The law by date: every provision with its first day in force, status and reference."""

from __future__ import annotations

from simulator.inputs.figures import STATUSES
from simulator.inputs.law import Law, Parameter, Provision
from simulator.inputs.plan_date import day_words
from simulator.inputs.region import Region
from simulator.inputs.words import unit_words
from simulator.report.document import Data, Number, Record, Section, Table, table
from simulator.report.results.stated import form_of
from simulator.text import NOTHING, Text


def section(region: Region) -> Section:
    """Return the law as a region's projection knows it."""
    known = region.law
    rows = [row for parameter in known.parameters.values() for row in provisions(parameter)]
    return Section("", (law(known),), Data(rows))


def law(known: Law) -> Table:
    """Return every provision of the law as a table."""
    return table(
        Text("Pháp luật theo ngày hiệu lực", "The law by date"),
        [(q, p) for q in known.parameters.values() for p in q.provisions],
        (Text("Quy định", "Provision"), lambda one: one[0].label),
        (Text("Từ ngày", "From"), lambda one: day_words(one[1].start)),
        (Text("Giá trị", "Value"), _value),
        (Text("Đơn vị", "Unit"), _unit),
        (Text("Tình trạng", "Status"), lambda one: STATUSES[one[1].status]),
        (Text("Căn cứ", "Reference"), lambda one: one[1].cited),
        widths=(2.4, 1, 1, 1.6, 1.1, 3),
        long=True,
    )


def _value(one: tuple[Parameter, Provision]) -> Number:
    parameter, provision = one
    tag = f"law/{parameter.name}/{provision.start:%d/%m/%Y}/value"
    unit = parameter.unit
    if unit in _IN_WORDS:
        return Number(provision.value, unit, tag=tag, words=_IN_WORDS[unit](provision.value))
    return Number(round(provision.value, 4), form_of(unit, "exact"), tag=tag)


def _unit(one: tuple[Parameter, Provision]) -> Text:
    unit = one[0].unit
    return NOTHING if unit in _IN_WORDS else unit_words(unit)


def _flag(value: float) -> Text:
    if value:
        return Text("có hiệu lực", "in force")
    return Text("không còn hiệu lực", "no longer in force")


def _age(value: float) -> Text:
    """Return an age as the law states it.

    >>> _age(61.25), _age(62.0).vi
    (Text(vi='61 tuổi 3 tháng', en='61 years 3 months'), '62 tuổi')
    """
    years, months = divmod(round(12 * value), 12)
    if not months:
        return Text(f"{years} tuổi", f"{years} years")
    return Text(f"{years} tuổi {months} tháng", f"{years} years {months} months")


_IN_WORDS = {"flag": _flag, "year of age": _age}
"""Unit whose values are told in words -> the words."""


def provisions(parameter: Parameter) -> list[Record]:
    """Return the provisions of a parameter as records."""
    return [
        {
            "parameter": parameter.name,
            "from": str(p.start),
            "adopted": str(p.adopted or ""),
            "value": p.value,
            "unit": parameter.unit,
            "status": p.status,
            "reference": p.reference,
        }
        for p in parameter.provisions
    ]

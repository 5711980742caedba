"""What each group of levers contributes in each year, stacked; it adds up as printed."""

from __future__ import annotations

from simulator.analysis.causes.attribution import Explanation
from simulator.inputs.scenario import Scenario
from simulator.report.document import Cell, Chart, Number, Paragraph, Table, chain, note, say
from simulator.rounding import whole_persons
from simulator.text import Text

_UNIT = Text("người tham gia thêm", "participants added")
_NOTE = Text(
    "Giá trị Shapley từng năm; mỗi năm các phần cộng đúng bằng chênh lệch so với {base}. Phần âm "
    "nằm dưới trục.",
    "Shapley values year by year; in each they add up to the difference from {base}. What is lost "
    "stands below the axis.",
)


def remark(base: Scenario) -> Paragraph:
    """Return what the wedges are."""
    return note(say(_NOTE.vi, _NOTE.en, base=base.title))


def chart(base: Scenario, scenario: Scenario, found: Explanation) -> Chart:
    """Return the contributions over the years, a column a group, their sum last in the table."""
    groups = found.contributions
    first = found.first_year
    tag = f"{scenario.name}/added.{{}}/{{}}/persons"

    def row(i: int) -> tuple[Cell, ...]:
        whole = whole_persons([c.by_year[i] for c in groups], found.shown_by_year[i])
        year = str(first + i)
        parts = (
            Number(people, "person", tag=tag.format(f"{c.group}.by_year", year))
            for c, people in zip(groups, whole, strict=True)
        )
        return year, *parts, Number(found.shown_by_year[i], "person")

    rows = tuple(row(i) for i in range(len(found.shown_by_year)))
    head = (Text("Năm", "Year"), *(c.label for c in groups), Text("Cộng", "Sum"))
    caption = say(
        "“{scenario}” thêm bao nhiêu người so với “{base}”, theo năm và giải pháp",
        "Participants that “{scenario}” adds to “{base}”, by year and lever",
        scenario=scenario.title,
        base=base.title,
    )
    last = rows[-1]
    names = zip(head[1:], last[1:], strict=True)
    told = chain([f"{last[0]}: ", chain([chain([n, c], ": ") for n, c in names], "; ")], "")
    table = Table(caption, head, rows)
    return Chart(table, told, _UNIT, "stack", columns=tuple(range(1, 1 + len(groups))))

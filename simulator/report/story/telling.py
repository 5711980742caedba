"""The story: which steps there are, and in which order."""

from __future__ import annotations

from simulator.report.appendix.origin import origin
from simulator.report.appendix.source import Source
from simulator.report.document import Cell, Table, Words, chain, say
from simulator.report.document import table as table_of
from simulator.report.results.amounts import billions
from simulator.report.story.doubts import unknown
from simulator.report.story.ending import cost, first_to_act, missing
from simulator.report.story.opening import going_on, today
from simulator.report.story.parts import Step, Story
from simulator.report.story.solutions import solutions, together
from simulator.text import Text


def story(source: Source) -> Story:
    """Return what is told of the last scenario, against the base and beside the others.

    From where the place stands through each solution to the target, its cost, who must act first
    and what is not known. A step is there only where what it says is true of the numbers at hand.
    """
    last = source.scenarios[-1]
    steps = [today(source), going_on(source)]
    if last.name != source.base.name:
        steps += [*solutions(source), together(source)]
    steps += [*_beside(source), *missing(source), cost(source), *first_to_act(source)]
    steps.append(unknown(source))
    return Story(
        source.language,
        last.title,
        about_words(source),
        tuple(steps),
        origin(source, appendices=False),
        source.manifest,
    )


def about_words(source: Source) -> Words:
    """Return place, last year, and what the last scenario is held against."""
    about: Words = say(
        "{place}, đến năm {year}",
        "{place}, up to {year}",
        place=source.region.name,
        year=str(source.until),
    )
    if source.scenarios[-1].name == source.base.name:
        return about
    beside = say("so với “{base}”", "against “{base}”", base=source.base.title)
    return chain([about, beside])


def _beside(source: Source) -> list[Step]:
    """Return the scenarios side by side, where there are more than two."""
    if len(source.scenarios) < 3:
        return []
    until = source.until

    def count(name: str, indicator: str) -> Cell:
        return source.ranged(name, indicator, until)

    def money(name: str) -> Cell:
        found = source.accounts[name]
        return billions(found.sums["total"], f"{name}/cost.total/{found.span}/value")

    by_name: dict[str, Words] = {s.name: s.title for s in source.scenarios}
    caption = say("Các phương án {at}", "The plans {at}", at=source.counting.at(until))
    shown: Table = table_of(
        caption,
        by_name.items(),
        (Text("Phương án", "Plan"), lambda item: item[1]),
        (
            Text("Tham gia BHXH, người", "In social insurance"),
            lambda i: count(i[0], "si_participants"),
        ),
        (Text("Tỷ lệ bao phủ", "Coverage"), lambda i: count(i[0], "si_share")),
        (Text("Chi công, tỷ đồng", "Public cost, billion VND"), lambda i: money(i[0])),
        widths=(2.4, 1.6, 1.6, 1.6),
    )
    counts = {s.name: source.number(s.name, "si_participants", until) for s in source.scenarios}
    best = max(counts.values(), key=lambda number: number.value or 0.0)
    first = [s.title for s in source.scenarios if counts[s.name].value == best.value]
    statement = say(
        "Trong {n} phương án, nhiều người tham gia BHXH nhất là {most}: {people} người.",
        "Of {n} plans, most people in social insurance: {most}, {people}.",
        n=str(len(source.scenarios)),
        most=chain([chain(["“", title, "”"], "") for title in first]),
        people=best,
    )
    return [
        Step(
            "plans", Text("Các phương án cạnh nhau", "The plans side by side"), statement, (), shown
        )
    ]

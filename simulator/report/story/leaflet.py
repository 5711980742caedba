"""One page for a committee: four numbers, a picture, what each solution adds, what is missing."""

from __future__ import annotations

from dataclasses import field, replace

from simulator.analysis.costing.accounts import TOTAL
from simulator.dataclass import dataclass
from simulator.report.appendix.origin import origin
from simulator.report.appendix.past_and_future import share_chart
from simulator.report.appendix.source import Source
from simulator.report.document import Chart, Number, Record, Table, Words
from simulator.report.document import table as table_of
from simulator.report.results.amounts import billions
from simulator.report.story.doubts import unknown
from simulator.report.story.ending import cost, gap_to, missing, targets_of
from simulator.report.story.opening import today
from simulator.report.story.parts import RANGES, unsigned
from simulator.report.story.solutions import parts_of, together
from simulator.report.story.telling import about_words
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """A number in large digits: what it is, and in which unit."""

    label: Words
    number: Number
    unit: Words


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What stands on one page.

    Parameters
    ----------
    facts : four numbers, fewer where there is no target
    told : sentences: today, what the plan adds, what is missing, what it costs
    solutions : what each adds and costs; None where that cannot be split
    doubts : what must be known before anyone relies on it
    """

    language: str
    title: Words
    about: Words
    facts: tuple[Fact, ...]
    told: tuple[Words, ...]
    picture: Chart
    solutions: Table | None
    doubts: tuple[Words, ...]
    origin: tuple[Words, ...] = ()
    manifest: Record = field(default_factory=dict)


def leaflet(source: Source) -> Leaflet:
    """Return the page of the last scenario, against the base."""
    last = source.scenarios[-1]
    told = [today(source).statement]
    if last.name != source.base.name:
        told.append(together(source).statement)
    told += [step.statement for step in missing(source)]
    told.append(cost(source).statement)
    return Leaflet(
        source.language,
        last.title,
        about_words(source),
        _facts(source),
        tuple(told),
        share_chart(source, source.scenarios),
        _solutions(source),
        (*unknown(source).points, RANGES),
        origin(source, appendices=False),
        source.manifest,
    )


def _facts(source: Source) -> tuple[Fact, ...]:
    last, until = source.scenarios[-1], source.until
    found = source.accounts[last.name]
    money = billions(found.sums[TOTAL], f"{last.name}/cost.{TOTAL}/{found.span}/value")
    at = source.counting.at(until)
    facts = [
        Fact(
            Text(f"Tham gia BHXH {at.vi}", f"In social insurance {at.en}"),
            source.ranged(last.name, "si_participants", until),
            Text("người", "people"),
        ),
        Fact(
            Text("Tỷ lệ bao phủ", "Coverage"),
            source.ranged(last.name, "si_share", until),
            Text("lực lượng lao động trong độ tuổi", "of the working-age labour force"),
        ),
        *_target(source),
        Fact(
            Text(f"Chi công {found.span}", f"Public cost {found.span}"),
            money,
            Text("tỷ đồng", "billion VND"),
        ),
    ]
    return tuple(facts)


def _target(source: Source) -> list[Fact]:
    """Return what is missing to the target of coverage, or by how much it is passed."""
    last = source.scenarios[-1]
    target = next((t for t in targets_of(source, last) if t.indicator == "si_share"), None)
    if target is None:
        return []
    gap = gap_to(source, last, target)
    goal = Number(target.value, "stated_share")
    own = target.place == source.region.code
    words = Text("Còn thiếu so với chỉ tiêu", "Short of the target")
    if (gap.value or 0.0) <= 0:
        words = Text("Vượt chỉ tiêu", "Beyond the target")
    if not own:
        words = Text(f"{words.vi} cả nước", words.en.replace("the target", "the national target"))
    label = Text(f"{words.vi} {_shown(goal, 'vi')}", f"{words.en} {_shown(goal, 'en')}")
    people = replace(unsigned(gap, "beyond"), unit="person")
    # The heading says which way the number goes; of the ends of its range each says so itself.
    told = replace(gap, unit="gap_person", words=Text(_shown(people, "vi"), _shown(people, "en")))
    return [Fact(label, told, Text("người", "people"))]


def _shown(number: Number, language: str) -> str:
    from simulator.report.writers.words import number_words

    return number_words(number, language)


def _solutions(source: Source) -> Table | None:
    found = parts_of(source)
    if not found:
        return None
    return table_of(
        Text("Từng giải pháp", "Each solution"),
        found,
        (Text("Giải pháp", "Solution"), lambda part: part.label),
        (Text("Thêm, người", "Adds, people"), lambda part: part.people),
        (
            Text("Chi thêm, tỷ đồng", "Cost, billion VND"),
            lambda part: part.money if part.money is not None else "",
        ),
        widths=(2.4, 1.5, 1.5),
    )

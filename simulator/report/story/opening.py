"""The first steps: where the place stands, and where it goes under the base."""

from __future__ import annotations

from dataclasses import replace

from simulator.indicators import INDICATORS
from simulator.inputs.figures import STATUSES, Status
from simulator.report.appendix.past_and_future import share_chart
from simulator.report.appendix.source import Source, tag
from simulator.report.document import Cell, Chart, Number, Sentence, Table, Words, chain, say
from simulator.report.document import table as table_of
from simulator.report.story.parts import Step, opening, spread, unsigned
from simulator.rounding import rounded, to_whole
from simulator.schemes import COUNTS, NUMERATORS
from simulator.text import NOTHING, Text

PARTS = ("compulsory_si", "voluntary_si")
"""Schemes whose participants add up to those in social insurance."""
_BACK = 5
"""Years that the past goes back."""


def today(source: Source) -> Step:
    """Return how many take part in the base year, since when it rose or fell, and the nation."""
    name, year = source.base.name, source.region.base_year
    statement = say(
        "{when}, {place} có {people} người tham gia BHXH, bằng {share} lực lượng lao động trong độ "
        "tuổi{nation}.",
        "{when}, {place} had {people} people in social insurance, {share} of the working-age "
        "labour force{nation}.",
        when=opening(source.counting.at(year)),
        place=source.region.name,
        people=source.number(name, "si_participants", year),
        share=source.number(name, "si_share", year),
        nation=_beside_nation(source, year),
    )
    points = [words for words in (_since(source), _estimate(source, year)) if words != ""]
    return Step(
        "today",
        Text("Hiện trạng", "Where we stand"),
        statement,
        tuple(points),
        _past(source),
        _cited(source, year),
    )


def _beside_nation(source: Source, year: int) -> Words:
    """Return how the share stands beside the nation's, in the digits shown."""
    found = source.number(source.base.name, "gap_to_nation_points", year, "value", "si_share")
    if found.value is None:
        return NOTHING
    size = replace(unsigned(found, "size"), unit="point")
    if round(abs(found.value), 1) == 0:
        return Text(", ngang mức cả nước", ", as in the nation")
    if found.value < 0:
        words = ", thấp hơn cả nước {size} điểm phần trăm", ", {size} points below the nation"
    else:
        words = ", cao hơn cả nước {size} điểm phần trăm", ", {size} points above the nation"
    return say(*words, size=size)


def _known(source: Source) -> dict[int, float]:
    """Return year -> participants of the last years whose counts are known."""
    first = source.region.base_year - _BACK
    counts = [source.region.counts(name) for name in PARTS]
    return {
        year: sum(to_whole(by_year[year].value) for by_year in counts)
        for year in range(first, source.region.base_year + 1)
        if all(year in by_year for by_year in counts)
    }


def _since(source: Source) -> Words:
    """Return how much participants rose or fell since the first known year of the past."""
    known = _known(source)
    years = sorted(known)
    if len(years) < 2 or years[-1] != source.region.base_year:
        return ""
    first, last = years[0], years[-1]
    change = Number(
        known[last] - known[first], "person", tag=tag("history", "si_participants", last, "change")
    )
    way = "tăng {size} người", "up by {size}"
    if change.value == 0:
        way = "không đổi", "unchanged"
    elif (change.value or 0.0) < 0:
        way = "giảm {size} người", "down by {size}"
    return say(
        "So với cuối năm {first} ({then} người): {way}.",
        "Since the end of {first} ({then} people): {way}.",
        first=str(first),
        then=Number(known[first], "person", tag=tag("history", "si_participants", first, "value")),
        way=say(*way, size=unsigned(change, "size")),
    )


def _estimate(source: Source, year: int) -> Words:
    record = source.record(source.base.name, "si_share", year)
    if record is None or record["status"] != Status.ESTIMATE:
        return ""
    return say(
        "Số liệu năm {year} là ước tính, dùng tạm khi chưa có số liệu chính thức.",
        "The figures of {year} are estimates, used until official ones are at hand.",
        year=str(year),
    )


def _past(source: Source) -> Chart | Table:
    """Return participants of the past years by scheme; of the base year where no more are known."""
    years = sorted(_known(source))
    if len(years) < 2:
        return _now(source)

    def count(name: str, year: int) -> Number:
        figure = source.region.counts(name)[year]
        traced = tag("history", name, year, "value")
        return Number(to_whole(figure.value), "person", tag=traced, status=figure.status)

    caption = Text("Người tham gia BHXH, ngày 31/12", "People in social insurance, 31 December")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), *(count(name, year) for name in PARTS)) for year in years
    )
    head = (Text("Năm", "Year"), *(INDICATORS[name].label for name in PARTS))
    known = _known(source)
    spoken = (chain([str(year), ": ", Number(known[year], "person")], "") for year in years)
    told = chain([caption, ". ", chain(spoken, "; "), "."], "")
    return Chart(Table(caption, head, rows), told, Text("người", "people"), "stack")


def _now(source: Source) -> Table:
    """Return the counts and shares of the base year by scheme."""
    name, year = source.base.name, source.region.base_year
    caption = Text(
        f"Theo loại hình, {source.counting.at(year).vi}",
        f"By scheme, {source.counting.at(year).en}",
    )
    shares = {count: share for share, count in NUMERATORS.items()}

    def share(count: str) -> Cell:
        return source.number(name, shares[count], year) if count in shares else ""

    return table_of(
        caption,
        ("si_participants", *COUNTS),
        (Text("Loại hình", "Scheme"), lambda count: INDICATORS[count].label),
        (Text("Người", "People"), lambda count: source.number(name, count, year)),
        (Text("% lực lượng lao động", "% of labour force"), share),
        widths=(3, 1, 1.4),
    )


def _cited(source: Source, year: int) -> tuple[Words, ...]:
    """Return where the counts of the base year come from."""
    found: list[Words] = []
    for name in (*PARTS, "labour_force_working_age"):
        figure = source.region.figure(name, year)
        if figure is not None:
            status = STATUSES[figure.status].lowered
            found.append(
                say(
                    "{label}, {year} ({status}): {cited}",
                    "{label}, {year} ({status}): {cited}",
                    label=INDICATORS[name].label if name in INDICATORS else _FORCE,
                    year=str(year),
                    status=status,
                    cited=figure.cited,
                )
            )
    return tuple(found)


_FORCE = Text("Lực lượng lao động trong độ tuổi", "Working-age labour force")


def going_on(source: Source) -> Step:
    """Return where the place arrives under the base."""
    name, first, last = source.base.name, source.region.base_year, source.until
    statement = say(
        "{by}, theo “{base}”, có {people} người tham gia BHXH, bằng {share} lực lượng lao động "
        "trong độ tuổi{change}.",
        "{by}, under “{base}”, {people} people are in social insurance, {share} of the working-age "
        "labour force{change}.",
        by=source.counting.by(last),
        base=source.base.title,
        people=spread(source.ranged(name, "si_participants", last)),
        share=spread(source.ranged(name, "si_share", last)),
        change=_change(source, first, last),
    )
    return Step(
        "base",
        say("Theo “{base}”", "Under “{base}”", base=source.base.title),
        statement,
        (),
        share_chart(source, [source.base]),
        (source.base.description,) if source.base.description.vi else (),
    )


def _change(source: Source, first: int, last: int) -> Sentence | Text:
    """Return how the share changes from the base year, by the digits shown."""
    shares = [source.number(source.base.name, "si_share", year).value for year in (first, last)]
    if shares[0] is None or shares[1] is None:
        return NOTHING
    value = rounded(100.0 * shares[1], 1) - rounded(100.0 * shares[0], 1)
    traced = tag(source.base.name, "si_share", last, "change")
    size: Cell = unsigned(Number(value, "point", tag=traced), "size")
    if value == 0:
        words = ", không đổi so với năm {year}", ", as in {year}"
    elif value > 0:
        words = (
            ", tăng {size} điểm phần trăm so với năm {year}",
            ", {size} percentage points more than in {year}",
        )
    else:
        words = (
            ", giảm {size} điểm phần trăm so với năm {year}",
            ", {size} percentage points less than in {year}",
        )
    return say(*words, size=size, year=str(first))

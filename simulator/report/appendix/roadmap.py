"""When each solution starts, how it grows, and who answers for it; the path year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.analysis.costing.accounts import TOTAL
from simulator.declaration import FULL_PROGRAMME
from simulator.inputs.figures import GRADES_TOLD
from simulator.inputs.scenario import LeverSetting, Scenario, calendar_year
from simulator.inputs.scenario_timing import first_start
from simulator.levers import LEVERS
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.document import Block, Cell, Number, Table, chain, note, say, table
from simulator.report.results.amounts import level_of
from simulator.report.results.classes import measures_of
from simulator.report.results.costs import billions_shown
from simulator.report.writers.words import number_words
from simulator.schemes import COUNTS, SHORT
from simulator.text import LANGUAGES, NOTHING, Text


def yearly(source: Source) -> Table:
    """Return participants, what each year adds, the share and the cost, year by year."""
    last, number = source.scenarios[-1], source.number
    accounts = source.accounts[last.name]
    spent = dict(zip(accounts.years, billions_shown(accounts)[TOTAL][:-1], strict=True))

    def counted(name: str) -> Callable[[int], Number]:
        return lambda year: number(last.name, name, year)

    def cost(year: int) -> Number:
        known = year in spent
        return source.amount(f"{last.name}/total", 1000 * spent[year], year) if known else NONE

    at_year_end = source.counting.at_year_end
    caption = Text(f"Lộ trình theo năm: {last.title.vi}", f"Year by year: {last.title.en}")
    if not at_year_end:
        head = source.counting.head(LAST_YEAR)
        caption = Text(
            f"{caption.vi} (số đếm như {head.vi})", f"{caption.en} (counted as {head.en})"
        )
    return table(
        caption,
        source.years,
        (Text("Đến hết năm", "End of") if at_year_end else Text("Năm", "Year"), str),
        (Text("Tham gia BHXH", "In social insurance"), counted("si_participants")),
        (Text("Tăng, giảm trong năm", "Change in the year"), lambda y: _step(source, y)),
        *((SHORT[count], counted(count)) for count in COUNTS),
        (Text("Tỷ lệ bao phủ", "Coverage"), counted("si_share")),
        (Text("Chi công, tỷ đồng", "Public cost, billion VND"), cost),
        widths=(0.8, 1.35, 1, 1.3, 1.2, *([1.3] * (len(COUNTS) - 2)), 1.1, 1.1),
    )


NONE = Number(None)


def _step(source: Source, year: int) -> Number:
    """Return what the year adds: the difference of two printed counts."""
    name = source.scenarios[-1].name
    before, now = (source.number(name, "si_participants", y).value for y in (year - 1, year))
    if before is None or now is None:
        return NONE
    return Number(now - before, "person", tag=tag(name, "si_participants", year, "step"))


def schedule(source: Source) -> list[Block]:
    """Return how far each solution is carried out in each year."""
    last = source.scenarios[-1]
    years, first = source.later_years, first_start(last, source.region)
    if not measures_of(last):
        return []

    def done(name: str, path: LeverSetting, year: int) -> Number:
        share = path.share(year, first)
        traced = tag(last.name, f"lever.{name}", year, "share")
        return Number(share, "whole_share", tag=traced, words=None if share else _NOTHING_YET)

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (LEVERS[name].label, *(done(name, path, year) for year in years))
        for name, path in measures_of(last).items()
    )
    return [
        Table(
            Text("Lộ trình thực hiện từng giải pháp", "Schedule of each solution"),
            (Text("Giải pháp", "Solution"), *(str(y) for y in years)),
            rows,
            (3.4, *([0.9] * len(years))),
            unit=Text("% so với mức đề ra", "% of the level set"),
        )
    ]


_NOTHING_YET = Text("–", "–")


def responsible(source: Source) -> list[Block]:
    """Return who answers for each solution, at which level, and why; then what is supposed."""
    last = source.scenarios[-1]
    measures = measures_of(last)
    conditions = _conditions(last, first_start(last, source.region))
    if not measures:
        return conditions
    made = table(
        Text("Phân công thực hiện", "Who does what"),
        measures.items(),
        (Text("Giải pháp", "Solution"), lambda item: LEVERS[item[0]].label),
        (Text("Cơ quan chịu trách nhiệm", "Responsible"), lambda item: LEVERS[item[0]].responsible),
        (Text("Mức đề ra", "Level set"), lambda item: level(source, *item)),
        (Text("Loại bằng chứng", "Evidence"), lambda item: LEVERS[item[0]].grade or "–"),
        (Text("Nội dung chính", "What for"), lambda item: item[1].reason or "–"),
        widths=(2.4, 2.2, 1.1, 0.9, 2.2),
    )
    return [made, note(_level_words(measures)), *conditions]


def _conditions(scenario: Scenario, first: int) -> list[Block]:
    """Return the shocks that a scenario supposes, with what they come to and from when."""
    measures = measures_of(scenario)
    supposed: list[Cell] = [
        chain(
            [
                LEVERS[name].label,
                say(
                    "{level} ({unit}) từ {year}",
                    "{level} ({unit}) from {year}",
                    level=level_of(
                        name,
                        path.level["default"].value,
                        tag(scenario.name, f"lever.{name}", "level", "value"),
                    ),
                    unit=LEVERS[name].unit,
                    year=str(calendar_year(path.start, first)),
                ),
            ],
            ": ",
        )
        for name, path in scenario.levers.items()
        if name not in measures
    ]
    lead = Text(
        "Kịch bản giả định thêm, ngoài tầm của tỉnh: ",
        "The scenario supposes besides, beyond the province: ",
    )
    return [note(lead, chain(supposed, "; "), ".")] if supposed else []


def level(source: Source, name: str, path: LeverSetting) -> Number:
    """Return the level of a lever in percent; from lowest to highest where classes differ."""
    values = sorted({number.value for number in path.level.values()})
    traced = tag(source.scenarios[-1].name, f"lever.{name}", "level", "value")
    if LEVERS[name].in_points:
        return level_of(name, values[0], traced)  # no class has a change of its own
    whole = all(abs(100 * v - round(100 * v)) < 1e-9 for v in values)
    unit = "whole_share" if whole else "share"
    low, high = (
        Text(*(number_words(Number(v, unit), language) for language in LANGUAGES))
        for v in (values[0], values[-1])
    )
    if low == high:
        return Number(values[0], unit, tag=traced)
    spread = Text(f"{low.vi} đến {high.vi}", f"{low.en} to {high.en}")
    return Number(None, "share", tag=traced, words=spread)


def _level_words(names: Iterable[str]) -> Text:
    """Return what the levels are shares of, and what the grades mean."""
    stated = [LEVERS[name] for name in names]
    apart = [lever for lever in stated if lever.percent and lever.unit is not FULL_PROGRAMME]
    vi = "".join(f" {lever.label.vi}: {lever.unit.vi}." for lever in apart)
    en = "".join(f" {lever.label.en}: {lever.unit.en}." for lever in apart)
    full = NOTHING
    if any(lever.unit is FULL_PROGRAMME for lever in stated):
        full = Text(
            "Mức đề ra 100 % là thực hiện đầy đủ chương trình.",
            "A level of 100% is the full programme.",
        )
    return Text(
        f"{full.vi}{vi} Loại bằng chứng về tác động: "
        f"{GRADES_TOLD.vi}; –: tính trực tiếp từ mức đề ra. Cơ quan ghi ở đây là đề xuất, "
        "cần đối chiếu với tổ chức bộ máy hiện hành.",
        f"{full.en}{en} Evidence of effects: {GRADES_TOLD.en}; –: follows "
        "from the level itself. The offices are a proposal, to be checked against those of today.",
    )

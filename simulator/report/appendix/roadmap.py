"""When each solution starts, how it grows, and who answers for it; the path year by year."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.declaration import FULL_PROGRAMME
from simulator.inputs.figures import GRADES
from simulator.inputs.scenario import LeverSetting
from simulator.levers import LEVERS
from simulator.report.appendix.document import Block, Cell, Number, Table
from simulator.report.appendix.parts import adding_up, note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.numbers import format_number, format_share
from simulator.text import Text


def yearly(source: Source) -> Table:
    """Return participants, what each year adds, the share and the cost, year by year."""
    words = source.language
    last = source.scenarios[-1]
    accounts = source.accounts[last.name]
    costs = adding_up(
        [accounts.lines["total", y].value / 1000 for y in accounts.years],
        accounts.sums["total"].value / 1000,
        1,
    )
    spent = dict(zip(accounts.years, costs, strict=True))
    rows: list[tuple[Cell, ...]] = []
    for year in source.years:
        cost: Cell = "–"
        if year in spent:
            cost = source.amount(f"{last.name}/total", 1000 * spent[year], year)
        rows.append(
            (
                str(year),
                source.number(last.name, "si_participants", year),
                _step(source, year),
                source.number(last.name, "compulsory_si", year),
                source.number(last.name, "voluntary_si", year),
                source.number(last.name, "ui_participants", year),
                source.number(last.name, "si_share", year),
                cost,
            )
        )
    dates = Text("Đến hết năm", "End of")
    if not source.counting.at_year_end:
        dates = Text("Năm", "Year")
    head = (
        Text(
            f"{dates.vi}|Tham gia BHXH|Tăng, giảm trong năm|BHXH bắt buộc|BHXH tự nguyện|BHTN|"
            "Tỷ lệ bao phủ|Chi công, tỷ đồng",
            f"{dates.en}|In social insurance|Change in the year|Compulsory|Voluntary|UI|Coverage|"
            "Public cost, bn VND",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(f"Lộ trình theo năm: {last.title.vi}", f"Year by year: {last.title.en}")
    if not source.counting.at_year_end:
        head_ = source.counting.head(LAST_YEAR)
        caption = Text(
            f"{caption.vi} (số đếm như {head_.vi})", f"{caption.en} (counted as {head_.en})"
        )
    widths = (0.8, 1.35, 1, 1.3, 1.2, 1.3, 1.1, 1.1)
    return Table(caption.in_(words), tuple(head), tuple(rows), widths)


def _step(source: Source, year: int) -> Cell:
    """Return what the year adds: the difference of two printed counts."""
    name = source.scenarios[-1].name
    before, now = (source.number(name, "si_participants", y).value for y in (year - 1, year))
    if before is None or now is None:
        return "–"
    words = format_number(now - before, 0, source.language)
    return Number(words, now - before, tag(name, "si_participants", year, "step"), "person")


def schedule(source: Source) -> list[Block]:
    """Return how far each solution is carried out in each year."""
    words = source.language
    last = source.scenarios[-1]
    years = [y for y in source.years if y > source.region.base_year]
    if not last.levers:
        return []
    rows: list[tuple[Cell, ...]] = []
    for name, path in last.levers.items():
        shares = [path.share(year, years[0]) for year in years]
        cells = [
            Number(
                format_share(share, words, 0) if share else "–",
                share,
                tag(last.name, f"lever.{name}", year, "share"),
                "whole_share",
            )
            for year, share in zip(years, shares, strict=True)
        ]
        rows.append((LEVERS[name].label.in_(words), *cells))
    caption = Text("Lộ trình thực hiện từng giải pháp", "Schedule of each solution")
    head = (Text("Giải pháp", "Solution").in_(words), *(str(y) for y in years))
    table = Table(
        caption.in_(words),
        head,
        tuple(rows),
        (3.4, *([0.9] * len(years))),
        unit=Text("Phần đã thực hiện của mức đề ra", "Part carried out of the level set").in_(
            words
        ),
    )
    return [table]


def responsible(source: Source) -> list[Block]:
    """Return who answers for each solution, at which level, and why."""
    words = source.language
    last = source.scenarios[-1]
    if not last.levers:
        return []
    rows: list[tuple[Cell, ...]] = [
        (
            LEVERS[name].label.in_(words),
            LEVERS[name].responsible.in_(words),
            level(source, name, path),
            LEVERS[name].grade or "–",
            path.reason or "–",
        )
        for name, path in last.levers.items()
    ]
    head = (
        Text(
            "Giải pháp|Cơ quan chịu trách nhiệm|Mức đề ra|Loại bằng chứng|Nội dung chính",
            "Solution|Responsible|Level set|Evidence|What for",
        )
        .in_(words)
        .split("|")
    )
    caption = Text("Phân công thực hiện", "Who does what").in_(words)
    table = Table(caption, tuple(head), tuple(rows), (2.4, 2.2, 1.1, 0.9, 2.2))
    return [table, note(source, _level_words(last.levers))]


def level(source: Source, name: str, path: LeverSetting) -> Number:
    """Return the level of a lever in percent; from lowest to highest where classes differ."""
    words = source.language
    values = sorted({quantity.value for quantity in path.level.values()})
    decimals = 0 if all(abs(100 * v - round(100 * v)) < 1e-9 for v in values) else 1
    low, high = (format_share(v, words, decimals) for v in (values[0], values[-1]))
    tagged = tag(source.scenarios[-1].name, f"lever.{name}", "level", "value")
    if low == high:
        return Number(low, values[0], tagged, "share" if decimals else "whole_share")
    return Number(Text(f"{low} đến {high}", f"{low} to {high}").in_(words), None, tagged, "share")


def _level_words(names: Iterable[str]) -> Text:
    """Return what the levels are shares of, and what the grades mean."""
    stated = [LEVERS[name] for name in names]
    apart = [lever for lever in stated if lever.percent and lever.unit is not FULL_PROGRAMME]
    vi = "".join(f" {lever.label.vi}: {lever.unit.vi}." for lever in apart)
    en = "".join(f" {lever.label.en}: {lever.unit.en}." for lever in apart)
    full = Text("", "")
    if any(lever.unit is FULL_PROGRAMME for lever in stated):
        full = Text(
            "Mức đề ra 100 % là thực hiện đầy đủ chương trình.",
            "A level of 100% is the full programme.",
        )
    grades_vi = "; ".join(f"{grade}: {words.vi.lower()}" for grade, words in GRADES.items())
    grades_en = "; ".join(f"{grade}: {words.en.lower()}" for grade, words in GRADES.items())
    return Text(
        f"{full.vi}{vi} Loại bằng chứng về tác động: "
        f"{grades_vi}; –: tính trực tiếp từ mức đề ra. Cơ quan ghi ở đây là đề xuất, cần đối chiếu "
        "với tổ chức bộ máy hiện hành.",
        f"{full.en}{en} Evidence of effects: {grades_en}; –: follows "
        "from the level itself. The offices are a proposal, to be checked against those of today.",
    )

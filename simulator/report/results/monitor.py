"""Where each series stands in the year that is being watched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from simulator.analysis.programme.monitor import STATES, Actual, Plan, Reading
from simulator.indicators import INDICATORS
from simulator.inputs.plan_date import MONTHS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.document import (
    Block,
    Cell,
    Data,
    Number,
    Paragraph,
    Section,
    Sentence,
    chain,
    note,
    say,
    table,
)
from simulator.report.results.headings import heading
from simulator.rounding import apart
from simulator.text import Text, joined

_TITLE = Text(
    "Theo dõi trong năm (người; trong ngoặc: khoảng 80 %)",
    "The year so far (persons; in brackets: 80% range)",
)
_TARGET = Text("Chỉ tiêu đã đặt", "Target set")
_ITS_CHANCE = Text("Khả năng đạt", "Its chance")
_OF_NATION = Text("Theo chỉ tiêu cả nước (không giao)", "National target (not assigned)")
_MET = {True: Text("đã đạt", "met"), False: Text("không đạt", "not met")}


def section(
    region: Region, scenario: Scenario, actuals: Sequence[Actual], found: Sequence[Reading]
) -> Section:
    """Return the verdict on each series, then what it rests on: path, targets, December.

    Parameters
    ----------
    actuals : the figures that were given
    found : where the series stand by them
    """
    shown = table(
        Text("Theo dõi", "Monitor"),
        found,
        (Text("Chỉ tiêu", "Series"), lambda r: INDICATORS[r.indicator].label),
        (Text("Tình trạng", "State"), lambda r: STATES[r.state]),
        (Text("Tháng", "Month"), lambda r: f"{r.month}/{r.year}"),
        (Text("Thực tế", "Actual"), lambda r: Number(r.actual, "person")),
        (
            Text("Đường mùa vụ", "Seasonal path"),
            lambda r: Number(r.expected, "person", r.low, r.high),
        ),
        (Text("31/12 theo kịch bản", "Scenario's 31 Dec"), lambda r: Number(r.target, "person")),
        (Text("Khả năng", "Chance"), lambda r: _odds(r, r.chance)),
        (Text("Còn phải thêm", "Still needed"), _still_needed),
        (Text("Dự báo tháng 12", "December"), _forecast),
        *_target_columns(found),
    )
    words = joined([monitor_words(found), *_not_read(region, actuals)])
    rows = [asdict(r) for r in found]
    return Section(
        heading(_TITLE, region, scenario),
        (*(Paragraph((verdict(r),)) for r in found), shown, *([note(words)] if words.vi else [])),
        Data(rows, [field for field in rows[0] if field != "path"] if rows else None),
    )


def expected(found: Sequence[Plan], year: int, month: int) -> tuple[Block, ...]:
    """Return what the scenario expects of a month whose figures are not known yet."""
    path = Text(
        f"Đường mùa vụ, cuối tháng {month}/{year} (người)",
        f"Seasonal path, end of {MONTHS[month - 1]} {year} (persons)",
    )
    december = Text(f"31/12/{year} theo kịch bản (người)", f"Scenario's 31 Dec {year} (persons)")
    shown = table(
        Text("Kịch bản dự kiến", "What the scenario expects"),
        found,
        (Text("Chỉ tiêu", "Series"), lambda p: INDICATORS[p.indicator].label),
        (path, lambda p: Number(p.expected, "person", p.low, p.high)),
        (december, lambda p: Number(p.target, "person")),
    )
    return Paragraph((_TO_DO,)), shown


_TO_DO = Text(
    "Chưa có số thực tế. Điền số của tháng vào ô bên trên (hoặc dán bảng): trang sẽ cho biết đúng "
    "tiến độ hay chậm, dự báo đến 31/12 và còn phải thêm bao nhiêu người.",
    "No counts yet. Type the month's count above (or paste a table): the page then tells whether "
    "the year is on track, what 31 December will bring and how many people are still needed.",
)


def _target_columns(found: Sequence[Reading]) -> list[tuple[Text, Callable[[Reading], Cell]]]:
    """Return the columns of a target that was set, with its odds where it is the place's own."""
    if all(r.resolution is None for r in found):
        return []
    own = any(r.resolution_chance is not None for r in found)
    head = _TARGET if own else _OF_NATION
    columns: list[tuple[Text, Callable[[Reading], Cell]]] = [
        (head, lambda r: Number(r.resolution, "person"))
    ]
    if own:
        columns.append((_ITS_CHANCE, _its_odds))
    return columns


def _its_odds(r: Reading) -> Cell:
    return "–" if r.resolution_chance is None else _odds(r, r.resolution_chance)


def verdict(r: Reading) -> Sentence:
    """Return how a series stands, how far its December is from its targets, with what odds."""
    aims = [_distance(r, r.target, r.chance, _OF_SCENARIO)]
    if r.resolution is not None:
        national = r.resolution_chance is None
        against = _NATIONAL if national else _SET
        aims.append(_distance(r, r.resolution, r.resolution_chance, against))
    return say(
        "{series} {month}: {state}. {december} {aims}.",
        "{series} {month}: {state}. {december} {aims}.",
        series=INDICATORS[r.indicator].label,
        month=f"{r.month}/{r.year}",
        state=STATES[r.state].lowered,
        december=_COUNTED if r.basis == "counted" else _FORECAST,
        aims=chain(aims, "; "),
    )


_FORECAST = Text("Dự báo 31/12", "The forecast of 31 December,")
_COUNTED = Text("Số tháng 12", "The December count,")
_OF_SCENARIO = Text("so với {target} người của kịch bản", "against the scenario's {target} persons")
_SET = Text("so với chỉ tiêu đã đặt {target} người", "against the {target} persons that were set")
_NATIONAL = Text(
    "so với {target} người theo chỉ tiêu cả nước, không giao cho nơi này",
    "against the {target} persons of the national target, not assigned to this place",
)
_EXACTLY = Text("đúng bằng", "exactly that")


def _distance(r: Reading, target: float, chance: float | None, against: Text) -> Sentence:
    """Return how far December is from a target, with its range, and its odds where it has some."""
    ends = r.forecast_high, r.forecast_low
    known = r.basis == "counted"
    low, high = (None, None) if known else (apart(target, end) for end in ends)
    missing = apart(target, r.forecast)
    gap = Number(missing, "gap_person", low, high)
    short = "thiếu {gap}" if missing > 0 else "{gap}"
    words = Text(f"{against.vi}: {short}", f"{against.en}: {short.replace('thiếu', 'short by')}")
    far: Cell = gap if missing or not known else _EXACTLY
    told = say(*words, target=Number(target, "person"), gap=far)
    if chance is None:
        return told
    odds: Cell = _odds(r, chance) if known else chain([_CHANCE, _odds(r, chance)], " ")
    return chain([told, odds], ", ")


_CHANCE = Text("khả năng đạt", "chance of reaching it")


def _odds(r: Reading, chance: float) -> Cell:
    """Return the odds of a target; of a December that is counted, whether it was met."""
    return _MET[chance > 0] if r.basis == "counted" else Number(chance, "chance")


def _forecast(r: Reading) -> Number:
    ends = () if r.basis == "counted" else (r.forecast_low, r.forecast_high)
    return Number(r.forecast, "person", *ends)


def _still_needed(r: Reading) -> Number:
    """Return what the year must still bring, as target and count are told beside it."""
    return Number(max(0, apart(r.target, r.actual)), "person")


def _not_read(region: Region, actuals: Sequence[Actual]) -> list[Text]:
    count, base = sum(a.year <= region.base_year for a in actuals), region.base_year
    told = Text(
        f"Không dùng {count} số từ năm gốc {base} trở về trước.",
        f"Figures up to the base year {base} are not used: {count}.",
    )
    return [told] if count else []


def monitor_words(found: Sequence[Reading]) -> Text:
    """Return how to read the forecasts of December, for the figures at hand."""
    several = len({r.year for r in found}) > 1

    def named(basis: str) -> Text:
        return joined([_series(r, several) for r in found if r.basis == basis], "; ")

    outside, counted = named("outside"), named("counted")
    said = []
    if outside.vi:
        said.append(
            Text(
                f"{outside.vi}: số thực tế nằm ngoài phạm vi của gần như mọi lần mô phỏng; dự báo "
                "và khoảng chỉ kéo dài số đó theo mùa vụ. Hãy xem lại số liệu hoặc giả định.",
                f"{outside.en}: the figure lies beyond nearly all draws; forecast and range only "
                "carry it on along the seasons. Check the figure, or the assumptions.",
            )
        )
    if counted.vi:
        said.append(
            Text(
                f"{counted.vi}: đã là số tháng 12, không phải dự báo.",
                f"{counted.en}: the December count itself, not a forecast.",
            )
        )
    return joined(said)


def _series(r: Reading, several: bool) -> Text:
    """Return the name of a series, with its month where several years are read."""
    label = INDICATORS[r.indicator].label
    at = f" {r.month}/{r.year}" if several else ""
    return Text(label.vi + at, label.en + at)

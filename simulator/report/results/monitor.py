"""Where each series stands in the year that is being watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from simulator.analysis.monitor import STATES, Actual, Reading
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.document import Cell, Data, Number, Section, note, table
from simulator.report.results.headings import heading
from simulator.text import Text, joined

_MET = {True: Text("đã đạt", "met"), False: Text("không đạt", "not met")}


def section(
    region: Region, scenario: Scenario, actuals: Sequence[Actual], found: Sequence[Reading]
) -> Section:
    """Return each series beside its seasonal path, its targets and its forecast of December.

    Parameters
    ----------
    actuals : the figures that were given
    found : where the series stand by them
    """
    target_set = (
        (
            Text("Chỉ tiêu đã đặt", "Target set"),
            lambda r: Number(r.resolution, "person"),
        ),
        (
            Text("Khả năng đạt", "Its chance"),
            lambda r: "–" if r.resolution is None else _odds(r, r.resolution_chance or 0.0),
        ),
    )
    shown = table(
        Text("Theo dõi", "Monitor"),
        found,
        (Text("Chỉ tiêu", "Series"), lambda r: INDICATORS[r.indicator].label),
        (Text("Tháng", "Month"), lambda r: f"{r.month}/{r.year}"),
        (Text("Thực tế", "Actual"), lambda r: Number(r.actual, "person")),
        (
            Text("Đường mùa vụ", "Seasonal path"),
            lambda r: Number(r.expected, "person", r.low, r.high),
        ),
        (Text("31/12 theo kịch bản", "Scenario's 31/12"), lambda r: Number(r.target, "person")),
        (Text("Khả năng", "Chance"), lambda r: _odds(r, r.chance)),
        (Text("Tình trạng", "State"), lambda r: STATES[r.state]),
        (Text("Còn phải thêm", "Still needed"), lambda r: Number(r.still_needed, "person")),
        (Text("Dự báo tháng 12", "December"), _forecast),
        *(target_set if any(r.resolution is not None for r in found) else ()),
    )
    words = joined([monitor_words(found), *_not_read(region, actuals)])
    rows = [asdict(r) for r in found]
    return Section(
        heading(Text("Theo dõi trong năm (người)", "The year so far (persons)"), region, scenario),
        (shown, *([note(words)] if words.vi else [])),
        Data(rows, [field for field in rows[0] if field != "path"] if rows else None),
    )


def _odds(r: Reading, chance: float) -> Cell:
    """Return the odds of a target; of a December that is counted, whether it was met."""
    return _MET[chance > 0] if r.basis == "counted" else Number(chance, "chance")


def _forecast(r: Reading) -> Number:
    ends = () if r.basis == "counted" else (r.forecast_low, r.forecast_high)
    return Number(r.forecast, "person", *ends)


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

"""The sentences under the charts, made from the same numbers by rule."""

from __future__ import annotations

from simulator.analysis.costing.costs import FEWEST
from simulator.indicators import INDICATORS
from simulator.projection import Projection
from simulator.report.numbers import format_number, format_share, format_stated_share
from simulator.report.records import targets_of
from simulator.rounding import roughly
from simulator.schemes import NUMERATORS
from simulator.text import LANGUAGES, NOTHING, Text
from simulator.web.payload import titled
from simulator.web.runs import central
from simulator.web.state import PageState


def told_of(state: PageState) -> list[Text]:
    """Return what is said of the scenario in hand in the year looked at."""
    hand, base = (
        central(state.region, titled(state.entry(name)), state.until)
        for name in (state.active, state.base)
    )
    return told(hand, base, state.year)


def told(active: Projection, base: Projection, year: int) -> list[Text]:
    """Return what the picture says of a scenario in a year, in at most three sentences."""
    row = active.row(year)
    found = [_way(active, year)]
    if active.scenario.name != base.scenario.name:
        found.append(_against_base(active, base, row, year))
    found.append(_denominator(active, row))
    return [sentence for sentence in found if sentence.vi]


def _value(p: Projection, name: str, row: int) -> float:
    return float(INDICATORS[name].of(p)[row, 0])


def _against_base(active: Projection, base: Projection, row: int, year: int) -> Text:
    compulsory, voluntary = (
        _value(active, name, row) - _value(base, name, row)
        for name in ("compulsory_si", "voluntary_si")
    )
    more = compulsory + voluntary
    titles = active.scenario.title, base.scenario.title
    if abs(more) < FEWEST:
        return Text(
            f"“{titles[0].vi}” hầu như không khác “{titles[1].vi}” vào năm {year}.",
            f"“{titles[0].en}” hardly differs from “{titles[1].en}” in {year}.",
        )
    people = [format_number(roughly(abs(more)), 0, language) for language in LANGUAGES]
    verb = Text("giúp tăng thêm", "adds") if more > 0 else Text("làm giảm", "loses")
    vi = (
        f"Đến hết năm {year}, “{titles[0].vi}” {verb.vi} khoảng {people[0]} người tham gia "
        f"so với “{titles[1].vi}”"
    )
    en = (
        f"By the end of {year}, “{titles[0].en}” {verb.en} about {people[1]} participants "
        f"compared with “{titles[1].en}”"
    )
    source = _mostly(compulsory, voluntary)
    return Text(f"{vi}{source.vi}.", f"{en}{source.en}.")


EVEN, MOST = 0.55, 2 / 3
"""Shares of a change: up to the first two parts are alike, from the second on it is most of it."""


def _mostly(compulsory: float, voluntary: float) -> Text:
    """Return which of the two parts carries a change, where both point the same way."""
    if compulsory * voluntary < 0:
        return Text(
            "; hai loại hình thay đổi ngược chiều nhau", "; the two kinds move in opposite ways"
        )
    share = compulsory / (compulsory + voluntary)
    which = Text("bắt buộc", "compulsory") if share > 0.5 else Text("tự nguyện", "voluntary")
    share = max(share, 1.0 - share)
    if share > MOST:
        return Text(f"; phần lớn là BHXH {which.vi}", f"; most of it in {which.en} insurance")
    if share > EVEN:
        return Text(f"; BHXH {which.vi} nhiều hơn", f"; more of it in {which.en} insurance")
    return Text("; hai loại hình gần ngang nhau", "; about evenly in both kinds")


def _way(active: Projection, year: int) -> Text:
    """Return from where to where coverage goes, and what is missing there."""
    first = int(active.years[0])
    estimated = any(
        figure is not None and not figure.counted
        for figure in (active.region.figure(name, first) for name in _COVERED)
    )
    ends = [
        [format_share(_value(active, "si_share", row), language) for row in (0, active.row(year))]
        for language in LANGUAGES
    ]
    mark = Text(" (ước tính)", " (estimate)") if estimated else NOTHING
    missing = _against_target(active, year)
    return Text(
        f"Bao phủ BHXH từ {ends[0][0]} cuối năm {first}{mark.vi} đến {ends[0][1]} cuối năm {year}"
        f"{missing.vi}.",
        f"SI coverage goes from {ends[1][0]} at the end of {first}{mark.en} to {ends[1][1]} at the "
        f"end of {year}{missing.en}.",
    )


_COVERED = ("compulsory_si", "voluntary_si", "labour_force_working_age")
"""Counts of which coverage is made."""


def _against_target(active: Projection, year: int) -> Text:
    found = [t for t in targets_of(active) if t.year == year and t.indicator == "si_share"]
    if not found:
        return NOTHING
    target, row = found[0], active.row(year)
    share = _value(active, "si_share", row)
    people = target.value * _value(active, "working_age_labour_force", row) - _value(
        active, NUMERATORS["si_share"], row
    )
    goal = [format_stated_share(target.value, language) for language in LANGUAGES]
    if people <= 0:
        return Text(
            f"; đạt chỉ tiêu {goal[0]} ở giá trị trung tâm",
            f"; the target of {goal[1]} is met at the central value",
        )
    gap = [format_number(100 * (target.value - share), 1, language) for language in LANGUAGES]
    missing = [format_number(roughly(people), 0, language) for language in LANGUAGES]
    return Text(
        f"; còn thiếu {gap[0]} điểm phần trăm so với chỉ tiêu {goal[0]}, khoảng {missing[0]} người",
        f"; the target of {goal[1]} is missed by {gap[1]} percentage points, about {missing[1]} "
        "people",
    )


def _denominator(active: Projection, row: int) -> Text:
    effect = _value(active, "denominator_effect", row)
    if abs(effect) < 0.3:
        return NOTHING
    size = [format_number(abs(effect), 1, language) for language in LANGUAGES]
    verb = Text("làm giảm", "lowers") if effect < 0 else Text("làm tăng", "raises")
    return Text(
        f"Riêng lực lượng lao động (mẫu số) thay đổi đã {verb.vi} tỷ lệ {size[0]} điểm phần trăm "
        "so với năm gốc.",
        f"The labour force alone (the denominator) {verb.en} the share by {size[1]} percentage "
        "points since the base year.",
    )

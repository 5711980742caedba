"""Provinces as a test of the national pattern, pair by pair, and the spread that follows."""

from __future__ import annotations

from simulator.analysis.past.provinces import ProvincePoint, ProvinceTest, mean_error
from simulator.experience import Spread
from simulator.indicators import INDICATORS
from simulator.inputs.words import place_words
from simulator.report.document import Data, Number, Record, Section, Sentence, Table, note, say
from simulator.report.document import table as table_of
from simulator.text import Text, plain

YES, NO = Text("có", "yes"), Text("không", "no")


def section(found: ProvinceTest) -> Section:
    """Return every pair, what the pattern said of it, and the spread that places are drawn with."""
    rows = [_record(point) for point in found.points]
    data: Record = {
        "region": found.region.code,
        "pairs": rows,
        "spread": {"jobs": found.jobs._asdict(), "voluntary": found.voluntary._asdict()},
        "errors": {
            name: {
                "nation_known": mean_error(found.of(jobs), then=False),
                "as_forecast_then": mean_error(found.of(jobs), then=True),
                "inside": sum(p.inside for p in found.of(jobs)),
                "pairs": len(found.of(jobs)),
            }
            for name, jobs in (("jobs", True), ("voluntary", False))
        },
    }
    notes = [_told(found, True), _told(found, False), _how()]
    return Section(
        say(
            "Các tỉnh làm phép thử mẫu chung cả nước",
            "Provinces as a test of the national pattern",
        ),
        (_table(found), *(note(words) for words in notes)),
        Data(rows, whole=data),
    )


def _table(found: ProvinceTest) -> Table:
    def date(year: int, point: ProvincePoint) -> Text:
        words = f"{point.pair.month}/{year}"
        return plain(words)

    return table_of(
        say("Từng cặp số liệu đã công bố", "Published pairs of dates"),
        list(found.points),
        (Text("Tỉnh", "Province"), lambda p: place_words(p.pair.place)),
        (Text("Số liệu", "Series"), lambda p: INDICATORS[p.pair.series].label),
        (Text("Từ", "From"), lambda p: date(p.pair.first, p)),
        (Text("Đến", "To"), lambda p: date(p.pair.last, p)),
        (Text("Số đầu", "First"), lambda p: Number(p.pair.before, "person")),
        (Text("Số sau", "Second"), lambda p: Number(p.pair.after, "person")),
        (
            Text("Theo mẫu cả nước [80 %]", "By the national pattern [80 %]"),
            lambda p: Number(p.pair.forecast, "person", *p.band),
        ),
        (Text("Sai, %", "Error, %"), lambda p: _percent(p.error)),
        (
            Text("Sai theo dự báo lúc đó, %", "Error as forecast then, %"),
            lambda p: _percent(p.error_then),
        ),
        (Text("Trong khoảng", "Inside"), lambda p: YES if p.inside else NO),
    )


def _percent(error: float | None) -> Number:
    return Number(None if error is None else 100.0 * error, "number", decimals=1, signed=True)


def _record(point: ProvincePoint) -> Record:
    return {
        **point.pair._asdict(),
        "by_national_pattern": point.pair.forecast,
        "low": point.band[0],
        "high": point.band[1],
        "as_forecast_then": point.said,
        "deviation_a_year": point.pair.deviation,
        "inside": point.inside,
        "counted": point.counted,
    }


def _told(found: ProvinceTest, jobs: bool) -> Sentence:
    """Return what the pairs of one kind say together."""
    points = found.of(jobs)
    spread: Spread = found.jobs if jobs else found.voluntary
    kind = Text("Việc làm có BHXH", "Covered jobs") if jobs else INDICATORS["voluntary_si"].label
    return say(
        "{kind}: {pairs} cặp không chồng nhau của {places} tỉnh; sai bình quân {known} % khi biết "
        "mức tăng cả nước, {then} % với dự báo lúc đó; khoảng 80 % đặt từ các tỉnh khác chứa "
        "{inside} cặp. Lệch bình quân {mean} điểm phần trăm một năm; độ lệch riêng mỗi năm "
        "{yearly} điểm phần trăm, "
        "thường xuyên {lasting} điểm phần trăm.",
        "{kind}: {pairs} pairs of {places} provinces that do not overlap; mean error {known} % "
        "with the nation's growth known, {then} % as forecast then; the 80% range set on the "
        "other provinces holds {inside} of them. Mean deviation {mean} points a year; spread of a "
        "year's own {yearly} points, lasting {lasting} points.",
        kind=kind,
        pairs=Number(len(points), "number", decimals=0),
        places=Number(spread.places, "number", decimals=0),
        known=Number(mean_error(points, then=False), "number", decimals=1),
        then=Number(mean_error(points, then=True), "number", decimals=1),
        inside=Number(sum(p.inside for p in points), "number", decimals=0),
        mean=Number(100.0 * spread.mean, "number", decimals=1, signed=True),
        yearly=Number(100.0 * spread.yearly, "number", decimals=1),
        lasting=Number(100.0 * spread.lasting, "number", decimals=1),
    )


def _how() -> Sentence:
    return say(
        "Mỗi cặp là cùng một tháng của hai năm, nên mùa vụ triệt tiêu. Nơi chưa có chuỗi số liệu "
        "riêng được rút ngẫu nhiên với độ lệch này, thay cho nhận định trước đây.",
        "Each pair is the same month of two years, so that the season cancels. A place without a "
        "history of its own is drawn with this spread.",
    )

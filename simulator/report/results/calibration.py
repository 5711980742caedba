"""Calibration: the rates of each year, what is used of them, what no count can tell."""

from __future__ import annotations

from dataclasses import asdict

from simulator.analysis.past.calibration import Calibrated, Calibration
from simulator.inputs.definitions import definition
from simulator.inputs.figures import STATUSES
from simulator.inputs.words import place_words
from simulator.report.document import Cell, Data, Number, Section, Sentence, chain, note, say, table
from simulator.text import Text


def section(found: Calibration) -> Section:
    """Return a calibration as tables, its line of jobs as a sentence."""
    years = table(
        "",
        found.years,
        (Text("Năm", "Year"), lambda y: str(y.year)),
        (Text("Tăng bắt buộc (log)", "Compulsory growth (log)"), lambda y: _share(y.jobs)),
        (Text("Tăng tự nguyện", "Voluntary rise"), lambda y: _share(y.voluntary)),
        (Text("BHTN trên bắt buộc", "UI over compulsory"), lambda y: _share(y.ui)),
        (
            Text("Rút một lần trên bắt buộc", "Lump sums over compulsory"),
            lambda y: _share(y.lump_sums),
        ),
        (Text("Tình trạng", "Status"), lambda y: STATUSES[y.status]),
    )
    used = table(
        "",
        found.rates,
        (Text("Dùng trong dự báo", "Used"), lambda r: r.label),
        (Text("Địa bàn", "Own"), lambda r: _of(r, r.rate.own)),
        (Text("Cả nước", "Nation"), lambda r: _of(r, r.rate.national)),
        (Text("Số năm", "Years"), lambda r: Number(r.rate.count, "number", decimals=0)),
        (Text("Z", "Z"), lambda r: Number(r.rate.credibility, "number", decimals=2)),
        (Text("Dùng [80 %]", "Used [80 %]"), _used),
    )
    uptake = table(
        say(
            "BHXH tự nguyện: niềm tin trước và sau khi xem các năm {years}, {place}",
            "Voluntary insurance: belief before and after the years {years}, {place}",
            years=_span(found),
            place=place_words(found.uptake[0].place),
        ),
        found.uptake,
        (Text("Đại lượng", "Number"), lambda b: definition(b.name).label),
        (Text("Trước [80 %]", "Prior [80 %]"), lambda b: _middle(b.prior)),
        (Text("Sau [80 %]", "Posterior [80%]"), lambda b: _middle(b.posterior)),
        (Text("Số liệu cho biết", "Told by the data"), lambda b: Number(b.told, "whole_share")),
    )
    untold: list[Cell] = [
        Text("Số liệu không cho biết:", "What the data cannot tell:"),
        *(chain(["  ", words], "") for words in found.untold),
    ]
    return Section(
        found.pattern,
        (years, used, uptake, note(_line(found)), note(chain(untold, "\n"))),
        Data([_fields(r) for r in found.rates], whole=_whole(found)),
    )


def _span(found: Calibration) -> str:
    years = found.uptake[0].years
    return f"{min(years)}-{max(years)}"


def _middle(percentiles: tuple[float, ...]) -> Number:
    low, median, high = percentiles
    return Number(median, "number", low, high, decimals=2)


def _share(value: float | None) -> Number:
    return Number(value, "share", decimals=2)


def _of(rate: Calibrated, value: float | None) -> Number:
    return Number(value, "share" if rate.unit == "share" else "number", decimals=2)


def _used(rate: Calibrated) -> Number:
    low, high = rate.band if rate.band[0] != rate.band[1] else (None, None)
    unit = "share" if rate.unit == "share" else "number"
    return Number(rate.rate.value, unit, low, high, decimals=2)


def _line(found: Calibration) -> Sentence:
    line = found.line
    return say(
        "Tăng BHXH bắt buộc (%) = {slope} × (tăng trưởng kinh tế − {threshold}); sai số {sd} "
        "điểm phần trăm; "
        "{count} năm {years}, {origin}",
        "Growth of compulsory SI (%) = {slope} × (economic growth − {threshold}); residual sd {sd} "
        "points; {count} years {years}, {origin}",
        slope=Number(line.slope, "number", decimals=2),
        threshold=Number(line.threshold, "number", decimals=2),
        sd=Number(line.residual_sd, "number", decimals=2),
        count=str(len(line.residuals)),
        years=f"{min(line.residuals)}-{max(line.residuals)}",
        origin=line.origin,
    )


def _fields(rate: Calibrated) -> dict[str, object]:
    low, high = rate.band
    return {"name": rate.name, "unit": rate.unit, **asdict(rate.rate), "low": low, "high": high}


def _whole(found: Calibration) -> dict[str, object]:
    return {
        "region": found.region,
        "years": [asdict(y) for y in found.years],
        "rates": [_fields(r) for r in found.rates],
        "job_line": asdict(found.line),
        "voluntary": [b._asdict() for b in found.uptake],
        "pattern": found.pattern,
        "cannot_tell": found.untold,
    }

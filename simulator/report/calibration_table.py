"""Calibration as text: the rates of each year, what is used of them, what no count can tell."""

from __future__ import annotations

from simulator.analysis.calibration import Calibrated, Calibration
from simulator.inputs.figures import STATUSES
from simulator.report.numbers import MISSING, format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text

_YEARS = Text(
    "Năm|Tăng bắt buộc (log)|Tăng tự nguyện|BHTN trên bắt buộc|Rút một lần trên bắt buộc|"
    "Tình trạng",
    "Year|Compulsory growth (log)|Voluntary rise|UI over compulsory|Lump sums over compulsory|"
    "Status",
)
_USED = Text(
    "Dùng trong dự báo|Địa bàn|Cả nước|Số năm|Z|Dùng [80 %]", "Used|Own|Nation|Years|Z|Used"
)
_UNTOLD = Text("Số liệu không cho biết:", "What the data cannot tell:")


def calibration_table(found: Calibration, language: str) -> str:
    """Return a calibration as text for a terminal."""
    years = [_YEARS.in_(language).split("|")] + [
        [
            str(y.year),
            *(_share(v, language) for v in (y.jobs, y.voluntary, y.ui, y.lump_sums)),
            STATUSES[y.status].in_(language),
        ]
        for y in found.years
    ]
    used = [_USED.in_(language).split("|")] + [_used(rate, language) for rate in found.rates]
    parts = [
        found.pattern.in_(language),
        text_table(years),
        text_table(used),
        _line(found, language),
        "\n  ".join([_UNTOLD.in_(language), *(t.in_(language) for t in found.untold)]),
    ]
    return "\n\n".join(parts)


def _used(rate: Calibrated, language: str) -> list[str]:
    def number(value: float | None) -> str:
        if value is None:
            return MISSING
        if rate.unit == "share":
            return format_share(value, language, 2)
        return format_number(value, 2, language)

    low, high = rate.band
    band = "" if low == high else f" [{number(low)}; {number(high)}]"
    return [
        rate.label.in_(language),
        number(rate.rate.own),
        number(rate.rate.national),
        str(rate.rate.count),
        format_number(rate.rate.credibility, 2, language),
        number(rate.rate.value) + band,
    ]


def _line(found: Calibration, language: str) -> str:
    line = found.line
    slope, threshold, sd = (
        format_number(v, 2, language) for v in (line.slope, line.threshold, line.residual_sd)
    )
    years = f"{min(line.residuals)}-{max(line.residuals)}"
    return Text(
        f"Tăng BHXH bắt buộc (%) = {slope} × (tăng trưởng kinh tế − {threshold}); "
        f"sai số {sd} điểm; {len(line.residuals)} năm {years}, {line.origin}",
        f"Growth of compulsory SI (%) = {slope} × (economic growth − {threshold}); "
        f"residual sd {sd} points; {len(line.residuals)} years {years}, {line.origin}",
    ).in_(language)


def _share(value: float | None, language: str) -> str:
    return MISSING if value is None else format_share(value, language, 2)

"""Experience rates of past years by exact inversion, and what the data cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from simulator.errors import InputError, Problem
from simulator.experience import MINIMUM_COUNTS, has_own_history, job_line, recruitment_pace
from simulator.inputs.figures import Figure
from simulator.inputs.region import Region
from simulator.text import Text

WINDOW = 4
CREDIBILITY_YEARS = 4
"""Years of own experience that weigh as much as the nation's: Z = n / (n + 4)."""
TENFOLD = 8.0
"""A count this many times the one of the year before is a slip of a digit, not growth."""


@dataclass(frozen=True, slots=True)
class YearRates:
    """Rates implied by one year's counts; None where a count is missing.

    Parameters
    ----------
    year : the rates lead from the December before to this one
    jobs : growth of compulsory participants [log]
    voluntary : rise of voluntary participants over those at the end of the year [share]
    ui : UI over compulsory participants at the end of the year [share]
    lump_sums : withdrawals over compulsory participants at the start of the year [share]
    status : weakest status of the counts behind them
    """

    year: int
    jobs: float | None
    voluntary: float | None
    ui: float | None
    lump_sums: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One assumption: own mean, national mean, and their credibility-weighted mean.

    ``credibility`` is 0 where the place has fewer than three yearly counts.
    """

    name: str
    label: Text
    own: float | None
    national: float
    years: int
    credibility: float
    value: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Rates of each year, what follows from them, and what no count can tell."""

    region: str
    years: tuple[YearRates, ...]
    rates: tuple[Calibrated, ...]
    line: Text
    pattern: Text
    untold: tuple[Text, ...]


_LABELS = {
    "jobs": Text("Tăng BHXH bắt buộc một năm (log)", "Yearly growth of compulsory SI (log)"),
    "voluntary": Text("Mức tăng BHXH tự nguyện một năm", "Yearly rise of voluntary SI"),
    "ui": Text("BHTN trên BHXH bắt buộc", "UI over compulsory SI"),
    "lump_sums": Text("Rút một lần trên BHXH bắt buộc", "Lump sums over compulsory SI"),
}
_ORDER = ("estimate", "announced", "recalled", "derived", "published")

UNTOLD = (
    Text(
        "Tỷ lệ tuân thủ tách khỏi số việc làm thuộc diện bắt buộc",
        "Compliance apart from the number of liable jobs",
    ),
    Text("Dừng đóng tách khỏi tham gia lại", "Lapse apart from re-enrolment"),
    Text(
        "Thôi việc, số người bảo lưu và tỷ lệ rút một lần, từng cái một",
        "Separations, the stock of reserved years and the lump-sum rate, one from another",
    ),
    Text("Cơ cấu nhóm của người tự nguyện", "The class mix of voluntary participants"),
    Text(
        "Tác động của mức hỗ trợ mới từ 7/2025: lịch sử chỉ có một cú sốc giá",
        "The effect of the subsidy of July 2025: history holds one price shock only",
    ),
)


def check_history(region: Region) -> list[Problem]:
    """Return what contradicts itself in a history, with file and line.

    UI above compulsory participants, and counts that jump tenfold from one December to the
    next. (A year that is repeated, and months out of range, are refused when the pack is read;
    months are never mixed, since every series has its own month.)
    """
    problems = []
    compulsory, ui = region.counts("compulsory_si"), region.counts("ui_participants")
    for year in sorted(set(compulsory) & set(ui)):
        if ui[year].value > compulsory[year].value:
            problems.append(
                _problem(
                    region,
                    ui[year],
                    f"BHTN {ui[year].value:.0f} nhiều hơn BHXH bắt buộc "
                    f"{compulsory[year].value:.0f} (dòng {compulsory[year].line})",
                    f"UI {ui[year].value:.0f} is above compulsory SI "
                    f"{compulsory[year].value:.0f} (line {compulsory[year].line})",
                )
            )
    for name in ("compulsory_si", "voluntary_si", "ui_participants", "lump_sum_withdrawals"):
        counts = region.counts(name)
        for year in sorted(counts):
            if year - 1 not in counts:
                continue
            ratio = counts[year].value / max(counts[year - 1].value, 1e-9)
            if not 1 / TENFOLD <= ratio <= TENFOLD:
                problems.append(
                    _problem(
                        region,
                        counts[year],
                        f"{counts[year].value:.0f} gấp {ratio:.2g} lần năm trước "
                        f"(dòng {counts[year - 1].line})",
                        f"{counts[year].value:.0f} is {ratio:.2g} times the year before "
                        f"(line {counts[year - 1].line})",
                    )
                )
    return problems


def _problem(region: Region, figure: Figure, vi: str, en: str) -> Problem:
    file = f"{region.folder.name}/history.csv"
    return Problem(file, figure.line, 4, f"{figure.indicator} {figure.year}", Text(vi, en))


def calibrate(region: Region) -> Calibration:
    """Invert a region's history and blend it with the nation's.

    Raises
    ------
    InputError
        where the history contradicts itself; nothing is calibrated on it.
    """
    problems = check_history(region)
    if problems:
        raise InputError(problems)
    own = inverted(region)
    nation = inverted(region.parent) if region.parent else own
    names = tuple(_LABELS)
    rates = [_blend(name, own, nation, region) for name in names]
    line, pace = job_line(region), recruitment_pace(region)
    words = Text(
        f"Tăng việc làm (%) = {line.slope:.2f} × (tăng trưởng − {line.threshold:.2f}), "
        f"sai số {line.residual_sd:.2f} điểm, {len(line.residuals)} năm, từ {line.origin}; "
        f"BHXH tự nguyện tăng {100 * pace.value:.1f} % một năm ({pace.years[0]}-{pace.years[-1]}, "
        f"từ {pace.origin})",
        f"Job growth (%) = {line.slope:.2f} × (growth − {line.threshold:.2f}), residual sd "
        f"{line.residual_sd:.2f} points, {len(line.residuals)} years, from {line.origin}; "
        f"voluntary SI rises {100 * pace.value:.1f} % a year ({pace.years[0]}-{pace.years[-1]}, "
        f"from {pace.origin})",
    )
    pattern = Text("Số liệu của địa bàn", "The place's own history")
    if not has_own_history(region):
        pattern = Text(
            f"Theo mẫu chung cả nước (dưới {MINIMUM_COUNTS} số liệu tháng 12): độ rộng gấp đôi",
            f"National pattern (fewer than {MINIMUM_COUNTS} December counts): doubled spread",
        )
    return Calibration(region.code, tuple(own), tuple(rates), words, pattern, UNTOLD)


def inverted(region: Region) -> list[YearRates]:
    """Return the rates that each year's December counts imply; estimates are left out."""
    series = {
        name: {y: f for y, f in region.counts(name).items() if f.status != "estimate"}
        for name in ("compulsory_si", "voluntary_si", "ui_participants", "lump_sum_withdrawals")
    }
    compulsory, ui = series["compulsory_si"], series["ui_participants"]
    lumps = series["lump_sum_withdrawals"]
    years = sorted({y for counts in series.values() for y in counts})
    jobs, members = (region.counted_steps(name) for name in ("compulsory_si", "voluntary_si"))
    found = []
    for year in years:
        used = [c[y] for c in series.values() for y in (year, year - 1) if y in c]
        growth = rise = share = withdrawn = None
        if year in jobs:
            before, after = jobs[year]
            growth = log(after.value / before.value)
        if year in members:
            before, after = members[year]
            rise = (after.value - before.value) / after.value
        if year in ui and year in compulsory:
            share = ui[year].value / compulsory[year].value
        if year in lumps and year - 1 in compulsory:
            withdrawn = lumps[year].value / compulsory[year - 1].value
        if any(v is not None for v in (growth, rise, share, withdrawn)):
            status = min((f.status for f in used), key=_ORDER.index)
            found.append(YearRates(year, growth, rise, share, withdrawn, status))
    return found


def _blend(name: str, own: list[YearRates], nation: list[YearRates], region: Region) -> Calibrated:
    mine = [getattr(y, name) for y in own if getattr(y, name) is not None][-WINDOW:]
    theirs = [getattr(y, name) for y in nation if getattr(y, name) is not None][-WINDOW:]
    national = sum(theirs) / len(theirs)
    count = sum(getattr(y, name) is not None for y in own)
    enough = region.parent is None or count >= MINIMUM_COUNTS
    weight = count / (count + CREDIBILITY_YEARS) if enough else 0.0
    if region.parent is None:
        weight = 1.0
    mean = sum(mine) / len(mine) if mine else None
    value = weight * (mean or 0.0) + (1.0 - weight) * national
    return Calibrated(name, _LABELS[name], mean, national, count, weight, value)

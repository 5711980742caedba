"""Experience rates of past years by exact inversion, and what the data cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import NamedTuple

from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.experience import (
    MINIMUM_COUNTS,
    Blend,
    JobLine,
    has_own_history,
    job_line,
    job_offset,
    recruitment_pace,
    uptake,
)
from simulator.experience.uptake import PARAMETERS
from simulator.inputs.definitions import definition
from simulator.inputs.estimate import Z90
from simulator.inputs.figures import weakest
from simulator.inputs.history_check import check_history
from simulator.inputs.region import Region
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles
from simulator.schemes import GIVEN
from simulator.text import LANGUAGES, Text


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
    """A rate as the projection uses it, with its 80 % band.

    Parameters
    ----------
    name, label : which rate
    unit : "share" or "points"
    rate : own, national and blended
    """

    name: str
    label: Text
    unit: str
    rate: Blend

    @property
    def band(self) -> tuple[float, float]:
        """Return the 10th and 90th percentile."""
        return self.rate.value - Z90 * self.rate.error, self.rate.value + Z90 * self.rate.error


class Believed(NamedTuple):
    """A number of voluntary insurance before and after the years.

    Parameters
    ----------
    name : of the parameter
    prior, posterior : 10th, 50th and 90th percentile
    told : part of the prior's variance that the years took away
    place, years : whose years
    """

    name: str
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    told: float
    place: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Rates of each year, what the projection makes of them, and what no count can tell.

    Parameters
    ----------
    years : rates of each past year by exact inversion
    rates : what is used of them
    line : growth of covered jobs against economic growth
    pattern : whether the place's own history or the national pattern serves
    uptake : what is believed of voluntary insurance before and after its years
    untold : what the data cannot tell
    """

    region: str
    years: tuple[YearRates, ...]
    rates: tuple[Calibrated, ...]
    line: JobLine
    pattern: Text
    uptake: tuple[Believed, ...]
    untold: tuple[Text, ...]


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
)
TOLD = 0.1
"""Years that take less than this part of a prior's variance away tell nothing of it."""


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
    pattern = Text("Số liệu của địa bàn", "The place's own history")
    months = region.parent is not None and job_offset(region).credibility > 0.0
    if months and not has_own_history(region):
        pattern = Text(
            "Mẫu cả nước, sửa theo các tháng cùng kỳ của địa bàn",
            "National pattern, moved by the place's own months of several years",
        )
    elif not has_own_history(region):
        pattern = Text(
            f"Theo mẫu chung cả nước (dưới {MINIMUM_COUNTS} số liệu tháng 12), với độ lệch của các "
            "tỉnh khác",
            f"National pattern (fewer than {MINIMUM_COUNTS} December counts), with the spread of "
            "other provinces",
        )
    rates = tuple(_used(region))
    return Calibration(
        region.code,
        tuple(inverted(region)),
        rates,
        job_line(region),
        pattern,
        tuple(believed(region)),
        (*UNTOLD, *_untold_of_uptake(region)),
    )


def believed(region: Region) -> Iterator[Believed]:
    """Yield what is believed of voluntary insurance before and after the years."""
    found = uptake(region)
    for name in PARAMETERS:
        prior, posterior = (
            tuple(float(q) for q in quantiles(draws[name], LOW_MEDIAN_HIGH))
            for draws in (found.prior, found.posterior)
        )
        yield Believed(name, prior, posterior, found.told(name), found.place, found.years)


def _untold_of_uptake(region: Region) -> Iterator[Text]:
    """Yield the parameters of voluntary insurance of which its years say nothing."""
    found = uptake(region)
    names = [definition(name).label for name in PARAMETERS if found.told(name) < TOLD]
    if names:
        said = [", ".join(label.in_(language) for label in names) for language in LANGUAGES]
        yield Text(
            f"BHXH tự nguyện: {said[0]} (các năm hầu như không đổi được niềm tin ban đầu)",
            f"Voluntary insurance: {said[1]} (the years hardly move the prior)",
        )


def _used(region: Region) -> Iterator[Calibrated]:
    """Yield the rates of a region's history that its projection uses."""
    offset = job_offset(region)
    if region.parent is not None:
        words = Text(
            "Tăng BHXH bắt buộc so với đường cả nước, điểm phần trăm một năm",
            "Growth of compulsory SI beyond the nation's line, points a year",
        )
        yield Calibrated("job_growth_offset", words, "points", offset)
    pace = recruitment_pace(region)
    words = Text(
        "Mức tăng BHXH tự nguyện một năm, trên số cuối kỳ",
        "Yearly rise of voluntary SI, over the count at the end",
    )
    yield Calibrated("recruitment_pace", words, "share", pace.rate)
    counts = [region.counts(name).get(region.base_year) for name in _OUTSIDE]
    if counts[0] is not None and counts[1] is not None:
        share = 1.0 - counts[1].value / counts[0].value
        words = Text(
            "Người bắt buộc ngoài BHTN ở năm gốc (số người giữ nguyên)",
            "Compulsory participants outside UI in the base year (their number stays)",
        )
        yield Calibrated("ui_outside", words, "share", Blend(share, None, 1, 1.0, share, 0.0))


_OUTSIDE = ("compulsory_si", "ui_participants")


def inverted(region: Region) -> list[YearRates]:
    """Return the rates that each year's December counts imply; estimates are left out."""
    series = {
        name: {y: f for y, f in region.counts(name).items() if f.counted}
        for name in (*GIVEN, "lump_sum_withdrawals")
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
            status = weakest(f.status for f in used)
            found.append(YearRates(year, growth, rise, share, withdrawn, status))
    return found

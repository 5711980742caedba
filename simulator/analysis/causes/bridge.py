"""The bridge of history: why participation changed between two past Decembers.

Covered jobs are split by the logarithmic mean Divisia index (Ang, Energy Policy 33, 2005), which
is exact and does not depend on an order:

    C = people x participation x covered share of the labour force

The growth of the covered share is the part that the job line expects from economic growth beyond
the labour force's own (jobs), what the pack counts as newly liable (eligibility), and the rest
(compliance, and whatever else no count can tell apart from it). Nothing is differenced across a
break of definition; in the share it appears as a cause of its own.
"""

from __future__ import annotations

from math import log

import numpy as np

from simulator.analysis.past.hindcast import past_demography
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.experience import growth_table, job_line
from simulator.inputs.figures import FIGURE_STATUSES
from simulator.inputs.region import Region
from simulator.model.population import population_path
from simulator.text import Text

CAUSES = {
    "demography": Text("Dân số từ 15 tuổi", "People aged 15 and over"),
    "participation": Text("Tỷ lệ tham gia lực lượng lao động", "Labour-force participation"),
    "jobs": Text("Việc làm theo tăng trưởng kinh tế", "Jobs that growth brought"),
    "compliance": Text("Tuân thủ và phần còn lại", "Compliance and the rest"),
    "eligibility": Text("Mở rộng đối tượng bắt buộc", "Newly liable people"),
    "voluntary": Text("BHXH tự nguyện", "Voluntary insurance"),
    "definition": Text("Đổi định nghĩa", "Change of definition"),
}
FORCE = "labour_force_15_plus"
NEWLY_LIABLE = "newly_liable_compulsory"
"""Indicator of a pack's history: people whom law made liable during the year and who joined."""
YOUNGEST = 15


@dataclass(frozen=True, slots=True)
class Step:
    """What each cause did in one year.

    Parameters
    ----------
    year : from the December before to this one
    persons : cause -> change of participants
    points : cause -> change of the share of the labour force aged 15 and over [% points]
    carried : whether participation of this year is interpolated or held, not counted
    """

    year: int
    persons: dict[str, float]
    points: dict[str, float]
    carried: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one December to another; the steps add up to the change exactly.

    Parameters
    ----------
    participants, share : at both ends; the share is of the labour force as defined at each end
    breaks : definitions that changed on the way
    statuses : statuses of the counts behind it, strongest first
    """

    region: str
    first: int
    last: int
    participants: tuple[float, float]
    share: tuple[float, float]
    steps: tuple[Step, ...]
    breaks: tuple[Text, ...]
    statuses: tuple[str, ...]

    def total(self, unit: str) -> dict[str, float]:
        """Return cause -> change over all years, in ``persons`` or ``points``."""
        return {cause: sum(getattr(s, unit)[cause] for s in self.steps) for cause in CAUSES}


def known_years(region: Region) -> range:
    """Return the longest run of Decembers up to the last count, estimates left out.

    Raises
    ------
    InputError
        where there are not two in a row.
    """
    compulsory, voluntary = region.counts("compulsory_si"), region.counts("voluntary_si")
    known = {
        y
        for y in compulsory.keys() & voluntary.keys()
        if compulsory[y].counted and voluntary[y].counted
    }
    last = max(known, default=0)
    first = last
    while first - 1 in known:
        first -= 1
    if first == last:
        raise input_error(
            f"{region.name.vi}: chưa có hai tháng 12 liền nhau (ước tính không tính); "
            "thử --region viet_nam",
            f"{region.name.en}: no two Decembers in a row (estimates do not count); try "
            "--region viet_nam",
            key=region.code,
        )
    return range(first, last + 1)


def bridge(region: Region, first: int, last: int) -> Bridge:
    """Explain the change of participants between two Decembers.

    Raises
    ------
    InputError
        where counts or growth of a year between are missing, or only estimates.
    """
    wanted = range(first, last + 1)
    _refuse_gaps(region, wanted)
    compulsory, voluntary = region.counts("compulsory_si"), region.counts("voluntary_si")
    force = _LabourForce(region, wanted)
    line = job_line(region)
    newly = region.counts(NEWLY_LIABLE)
    steps = []
    for year in wanted[1:]:
        expected = line.at(100.0 * _growth(region, year)) / 100.0
        made = newly[year].value if year in newly else 0.0
        before = compulsory[year - 1].value, voluntary[year - 1].value
        after = compulsory[year].value, voluntary[year].value
        steps.append(_step(year, before, after, force, expected, made))
    ends = tuple(compulsory[y].value + voluntary[y].value for y in (first, last))
    statuses = {c[y].status for c in (compulsory, voluntary) for y in wanted}
    return Bridge(
        region.code,
        first,
        last,
        (ends[0], ends[1]),
        (ends[0] / force.people[first], ends[1] / force.people[last]),
        tuple(steps),
        tuple(b.words for y in wanted[1:] for b in region.breaks_in("labour_force", y)),
        tuple(s for s in FIGURE_STATUSES if s in statuses),
    )


def _refuse_gaps(region: Region, wanted: range) -> None:
    """Refuse fewer than two Decembers, and those without counts other than estimates."""
    if len(wanted) < 2:
        raise input_error(
            f"{wanted.start}: cần ít nhất hai năm, viết như {wanted.start - 1}-{wanted.start}",
            f"{wanted.start}: give two years at least, like {wanted.start - 1}-{wanted.start}",
            key="--years",
        )
    missing = [
        year
        for year in wanted
        for counts in (region.counts("compulsory_si"), region.counts("voluntary_si"))
        if year not in counts or not counts[year].counted
    ]
    if missing:
        years = ", ".join(str(y) for y in dict.fromkeys(missing))
        raise input_error(
            f"{region.name.vi}: cần số liệu tháng 12 liên tục, không phải ước tính; thiếu {years}",
            f"{region.name.en}: needs Decembers in a row that are not estimates; missing {years}",
            key="--years",
        )


def _growth(region: Region, year: int) -> float:
    """Return economic growth of a year as first released [fraction]."""
    growth = growth_table(region).get(year)
    if growth is None or growth.first is None:
        raise input_error(
            f"{year}: chưa có tăng trưởng kinh tế", f"{year}: no growth figure", key="--years"
        )
    return growth.first


def _step(
    year: int,
    before: tuple[float, float],
    after: tuple[float, float],
    force: _LabourForce,
    expected: float,
    newly_liable: float,
) -> Step:
    people, participation, definition = force.change(year)
    (c0, v0), (c1, v1) = before, after
    mean = _log_mean(c0, c1)
    eligibility = newly_liable / mean
    beyond = expected - people - participation
    rest = log(c1 / c0) - expected - eligibility
    persons = {
        "demography": mean * people,
        "participation": mean * participation,
        "jobs": mean * beyond,
        "compliance": mean * rest,
        "eligibility": newly_liable,
        "voluntary": v1 - v0,
        "definition": 0.0,
    }
    l0, l1 = force.people[year - 1], force.people[year]
    covered, joined = _log_mean(c0 / l0, c1 / l1), _log_mean(v0 / l0, v1 / l1)
    # More people in the labour force raise both sides of the share alike.
    points = {
        "demography": 0.0,
        "participation": 0.0,
        "jobs": 100.0 * covered * beyond,
        "compliance": 100.0 * covered * rest,
        "eligibility": 100.0 * covered * eligibility,
        "voluntary": 100.0 * joined * (log(v1 / v0) - people - participation),
        "definition": -100.0 * (covered + joined) * definition,
    }
    return Step(year, persons, points, force.carried(year))


def _log_mean(a: float, b: float) -> float:
    """Return the logarithmic mean of two positive numbers.

    >>> round(_log_mean(1.0, 2.718281828459045), 9)
    1.718281828
    """
    return a if abs(a - b) < 1e-12 * a else (b - a) / log(b / a)


class _LabourForce:
    """The labour force aged 15 and over of each December, by people, participation, definition.

    Participation is known where the force was counted. Between two counts of one definition it
    is interpolated, beyond them held, so that only its own change is ever missing.
    """

    def __init__(self, region: Region, years: range) -> None:
        path = population_path(past_demography(region, years[0]), years[0], years[-1])
        adults = [float(p[:, YOUNGEST:].sum()) for p in path.year_end]
        self._adults = dict(zip(years, adults, strict=True))
        counted = {y: f.value for y, f in region.counts(FORCE).items() if y in self._adults}
        if not counted:
            raise input_error(
                f"{region.name.vi}: chưa có lực lượng lao động từ 15 tuổi",
                f"{region.name.en}: no labour force aged 15 and over",
                key=FORCE,
            )
        self._broken = {y for y in years if region.breaks_in("labour_force", y)}
        self._counted = set(counted)
        self._rates = dict.fromkeys(years, 0.0)
        for part in self._parts(years):
            known = [y for y in part if y in counted]
            if not known:  # a definition that nobody counted by: the nearest count of another
                known = [min(counted, key=lambda y: min(abs(y - x) for x in part))]
            rates = [log(counted[y] / self._adults[y]) for y in known]
            filled = np.interp(list(part), known, rates)
            self._rates.update(zip(part, filled.tolist(), strict=True))
        self.people = {y: self._adults[y] * float(np.exp(self._rates[y])) for y in self._adults}

    def _parts(self, years: range) -> list[list[int]]:
        parts: list[list[int]] = [[]]
        for year in years:
            if year in self._broken and parts[-1]:
                parts.append([])
            parts[-1].append(year)
        return parts

    def change(self, year: int) -> tuple[float, float, float]:
        """Return the change of people, participation and definition, each as a logarithm."""
        people = log(self._adults[year] / self._adults[year - 1])
        rate = self._rates[year] - self._rates[year - 1]
        return (people, 0.0, rate) if year in self._broken else (people, rate, 0.0)

    def carried(self, year: int) -> bool:
        """Return whether one of the step's two labour forces was not counted."""
        return not {year - 1, year} <= self._counted

"""Scenarios: what is done differently, as frozen objects."""

from __future__ import annotations

from dataclasses import field, replace

from simulator.dataclass import dataclass
from simulator.inputs.documents import Document, RelativeYear
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.plan_date import PlanDate
from simulator.text import NOTHING, Text, plain

__all__ = [
    "LeverSetting",
    "Project",
    "RelativeYear",
    "Scenario",
]

MEASURES = ("year_end", "month", "year_average")
SHAPES: dict[str, Text] = {
    "even": Text("tăng đều", "evenly"),
    "front_loaded": Text("nhanh lúc đầu", "fast at first"),
    "back_loaded": Text("chậm lúc đầu", "slow at first"),
    "step": Text("một lần vào năm cuối", "at once in the last year"),
}
"""How a lever comes into force over its ramp -> words."""


Year = int | RelativeYear


@dataclass(frozen=True, slots=True)
class LeverSetting:
    """The path of a lever.

    Parameters
    ----------
    start : first year in force; relative years count from the first in which measures may start
    ramp_years : years until the full level; 1 or less: at once
    level : "default" and classes -> full level
    until : last year in force; None: it holds
    reason : why it was chosen
    shape : how the ramp is climbed, one of ``SHAPES``
    """

    start: Year
    ramp_years: float
    level: dict[str, Estimate]
    until: Year | None = None
    reason: Text = NOTHING
    shape: str = "even"

    def at(self, by: str) -> Estimate:
        """Return the full level for a class."""
        return self.level.get(by, self.level["default"])

    def share(self, year: int, first_year: int) -> float:
        """Return how far the lever is in force, of t = clip((year - start + 1) / ramp, 0, 1).

        Evenly t; fast at first 1 - (1 - t)^2, slow at first t^2, so that half of the time brings
        3/4 and 1/4 of the level; a step is nothing until t = 1.

        >>> path = LeverSetting(2026, 2, {"default": Estimate.exactly(1.0)})
        >>> [path.share(year, 2024) for year in (2025, 2026, 2027, 2030)]
        [0.0, 0.5, 1.0, 1.0]
        >>> [replace(path, shape=shape).share(2026, 2024) for shape in SHAPES]
        [0.5, 0.75, 0.25, 0.0]
        """
        if self.until is not None and year > calendar_year(self.until, first_year):
            return 0.0
        started = year - calendar_year(self.start, first_year) + 1
        if self.ramp_years <= 1:
            return float(started >= 1)
        done = min(max(started / self.ramp_years, 0.0), 1.0)
        if self.shape == "front_loaded":
            return 1.0 - (1.0 - done) ** 2
        if self.shape == "back_loaded":
            return done**2
        return float(done >= 1.0) if self.shape == "step" else done


def calendar_year(year: Year, first_year: int) -> int:
    """Return the calendar year; ``+1`` is the first year in which measures may start.

    >>> calendar_year(RelativeYear(2), 2024)
    2025
    """
    return first_year + year.offset - 1 if isinstance(year, RelativeYear) else year


@dataclass(frozen=True, slots=True)
class Project:
    """An investment project as a scenario states it; None: the sector's assumption.

    ``place`` is the code of the region in which it lies; empty: in whatever region is projected.
    One that is not ``active`` stays on the list and does nothing.
    """

    name: str
    sector: str
    capital_bn_vnd: Estimate
    start: Year
    build_years: Estimate
    disbursed_share: Estimate | None = None
    slippage: Estimate = Estimate.exactly(0.0)
    lag_years: Estimate = Estimate.exactly(0.0)
    ramp_years: Estimate | None = None
    capital_per_job: Estimate | None = None
    formal_share: Estimate | None = None
    displacement: Estimate | None = None
    additionality: Estimate | None = None
    local_hire_share: Estimate | None = None
    construction_jobs_per_bn: Estimate | None = None
    construction_contract_share: Estimate | None = None
    public_share: Estimate = Estimate.exactly(0.0)
    probability: Estimate = Estimate.exactly(1.0)
    reason: Text = NOTHING
    place: str = ""
    active: bool = True


@dataclass(frozen=True)
class Scenario:
    """A set of differences from a base, merged with it.

    Parameters
    ----------
    name, title, description : of the scenario
    extends : name of its base, or None
    levers : lever -> path
    projects : investment projects
    assumptions : (name, by) -> number in place of the region's
    growth : year -> economic growth [fraction] in place of plan and release
    targets : name of the target set, or None
    measure, month : when participants are counted
    chosen_base : voluntary contribution base over the rural poverty line
    working_age_only : count only insured people below the normal retirement age
    planned_on : when the plan is made, or None: when plans for the region are
    reason : why the scenario is as it is
    files : what was read, the scenario itself last
    """

    name: str
    title: Text
    description: Text = NOTHING
    extends: str | None = None
    levers: dict[str, LeverSetting] = field(default_factory=dict)
    projects: tuple[Project, ...] = ()
    assumptions: dict[Assumed, Estimate] = field(default_factory=dict)
    growth: dict[int, Estimate] = field(default_factory=dict)
    targets: str | None = "resolution_28"
    measure: str = "year_end"
    month: int = 12
    chosen_base: Estimate = Estimate.exactly(1.0)
    working_age_only: bool = False
    planned_on: PlanDate | None = None
    reason: Text = NOTHING
    files: tuple[str, ...] = field(default=(), compare=False)
    document: Document | None = field(default=None, compare=False, repr=False)

    def with_lever(
        self,
        lever: str,
        level: float | dict[str, float],
        start: int | str = "+1",
        *,
        ramp_years: float = 1.0,
        until: int | str | None = None,
        reason: str = "",
        name: str = "",
    ) -> Scenario:
        """Return this scenario with the path of one lever stated anew.

        Parameters
        ----------
        lever : one of ``simulator.LEVERS``
        level : full level, in the lever's unit (shares are fractions), within its range; or
            "default" and classes -> level where the lever tells classes apart
        start, until : first and last year in force: 2026, or ``"+1"``, the first year in which
            measures may start; ``until`` None: it holds
        ramp_years : years until the full level, evenly; 1 or less: at once
        reason : why
        name : of the new scenario; "": the old one with lever and level behind it

        Raises
        ------
        InputError
            for a lever, class, level or year that there is not, with what is allowed and the
            nearest right name.

        >>> from simulator import load_scenario
        >>> load_scenario("status_quo").with_lever("inspection", 0.8, start=2026).name
        'status_quo inspection 0.8'
        """
        # Scenarios are read above this file, so the reader is asked for by the package's table.
        from simulator import LEVERS, new_scenario

        stated = {"level": level, "start": start, "ramp_years": ramp_years, "reason": reason}
        if until is not None:
            stated["until"] = until
        shown = _shown(level)
        made: Scenario = new_scenario(
            name or f"{self.name} {lever} {shown}", self, levers={lever: stated}
        )
        if name:
            return made
        words = LEVERS[lever].label
        title = Text(f"{self.title.vi}; {words.vi} {shown}", f"{self.title.en}; {words.en} {shown}")
        return replace(made, title=title)

    def with_assumption(
        self, assumption: str, value: float, by: str = "", *, reason: str = "", name: str = ""
    ) -> Scenario:
        """Return this scenario with a number of its own in place of a region's assumption.

        Parameters
        ----------
        assumption : name, as ``simulator assumptions SCENARIO`` lists them
        value : in the assumption's unit (shares are fractions); known for certain, so that no
            draw moves it
        by : entry of an assumption that has several, such as a class
        reason : why
        name : of the new scenario; "": the old one with assumption and value behind it

        Raises
        ------
        InputError
            for a value that is no number. What only the region knows, such as the assumption's
            name and bounds, is checked when the two meet.

        >>> from simulator import load_scenario
        >>> sure = load_scenario("status_quo").with_assumption("compliance_rate", 0.7)
        >>> sure.assumptions["compliance_rate", ""].value
        0.7
        """
        from simulator import new_scenario

        number = {"value": value, "reason": reason}
        made: Scenario = new_scenario(
            name or f"{self.name} {assumption} {_shown(value)}",
            self,
            assumptions={assumption: {by: number} if by else number},
        )
        return made if name else replace(made, title=plain(made.name))


def _shown(value: object) -> str:
    """Return a number, or classes that have one each, for the name of a scenario.

    >>> _shown(0.50), _shown({"default": 0.5, "farmer": 1.0})
    ('0.5', 'default farmer')
    """
    if isinstance(value, dict):
        return " ".join(map(str, value))
    return f"{value:g}" if isinstance(value, int | float) else str(value)

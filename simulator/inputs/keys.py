"""What a draw is a draw of: one kind of key for each kind of uncertain number."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.dataclass import dataclass
from simulator.inputs.definitions import Role, definition

Series = Literal["jobs", "growth", "voluntary", "ui"]
"""What chance strikes: job growth, economic growth, voluntary recruitment, the odds of UI."""


class Assumed(NamedTuple):
    """An assumption of packs and scenarios, or a rate that follows from a place's own history.

    Parameters
    ----------
    name : a row of ``definitions.csv``
    by : class, sector, month or knot of an age pattern; "" for a single number
    """

    name: str
    by: str = ""

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return self.name, self.by

    @property
    def role(self) -> Role:
        """Return what the number is used for."""
        return definition(self.name).role


@dataclass(frozen=True, slots=True)
class _OfScenario:
    """A number that a scenario states, or the chance of a year: what it moves is people."""

    @property
    def role(self) -> Role:
        """Return what the number is used for."""
        return Role.MODEL


@dataclass(frozen=True, slots=True)
class Level(_OfScenario):
    """The full level of a lever, for a class or by "default"."""

    lever: str
    by: str = "default"

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return f"levers.{self.lever}", self.by


@dataclass(frozen=True, slots=True)
class OfProject(_OfScenario):
    """A number of a project.

    Parameters
    ----------
    index : position in the scenario's list
    field : of ``scenario_fields.PROJECT_NUMBERS``; "exists" for the uniform number that decides
        whether it comes about
    """

    index: int
    field: str

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return f"projects.{self.index}", self.field


@dataclass(frozen=True, slots=True)
class GrowthIn(_OfScenario):
    """Economic growth of a year, where a scenario states it."""

    year: int

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return "macro.growth", str(self.year)


@dataclass(frozen=True, slots=True)
class ChosenBase(_OfScenario):
    """The contribution base that voluntary members choose."""

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return "chosen_base", ""


@dataclass(frozen=True, slots=True)
class Noise(_OfScenario):
    """Chance of a year; ``year`` None is its mean over the first years ahead."""

    series: Series
    year: int | None

    @property
    def path(self) -> tuple[str, str]:
        """Return (name, by), as records for programs write it."""
        return f"noise.{self.series}", "mean" if self.year is None else str(self.year)


Key = Assumed | Level | OfProject | GrowthIn | ChosenBase | Noise
"""What a draw is a draw of."""

"""What a command is run on: scenarios that fit the region, years after its base year."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.cli.options import LAST_YEAR, parse_day
from simulator.cli.output import remark
from simulator.errors import InputError, complain
from simulator.inputs.history_check import check_history
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.scenario_timing import early_starts


def region_for(name: str, law_as_of: str | None) -> Region:
    """Return a region with the law known on a day, as ``--region`` and ``--law-as-of`` say."""
    return load_region(name, law_as_of=parse_day(law_as_of))


def scenario_for(name: str, place: Region) -> Scenario:
    """Return a scenario that fits a region, whose own counts do not contradict one another.

    Raises
    ------
    InputError
        with everything that is wrong with either.
    """
    problems = check_history(place)
    if problems:
        raise InputError(problems)
    scenario = load_scenario(name)
    check_against_region(scenario, place)
    remark(scenario, early_starts(scenario, place))
    return scenario


def scenarios_for(names: Sequence[str], place: Region) -> list[Scenario]:
    """Return several scenarios that fit a region, each of its own name."""
    chosen = [scenario_for(name, place) for name in names]
    seen: set[str] = set()
    for scenario, name in zip(chosen, names, strict=True):
        if scenario.name in seen:
            raise complain(
                f"kịch bản {scenario.name!r} được nêu hai lần",
                f"scenario {scenario.name!r} is given twice",
                key=name,
            )
        seen.add(scenario.name)
    return chosen


def refuse_before(year: int, base_year: int, key: str = "--year") -> None:
    """Refuse a year that is not projected."""
    if not base_year < year <= LAST_YEAR:
        raise complain(
            f"{year} phải sau năm gốc {base_year} và không quá {LAST_YEAR}",
            f"{year} must be after the base year {base_year} and at most {LAST_YEAR}",
            key=key,
        )

"""Where do we land: projections of one scenario, and of several side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from simulator.api.given import (
    USUAL_YEAR,
    RegionLike,
    ScenarioLike,
    draws_of,
    language_of,
    region_of,
    remarks_on,
    scenarios_of,
    year_ahead,
    years_reported,
)
from simulator.api.projected import ComparisonResult, ProjectionResult
from simulator.api.result import about
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.model.arrays import Array
from simulator.progress import steps
from simulator.projection import Projection
from simulator.report.document import Data, Record, Section
from simulator.report.records import fields_of, nation_of, records, records_of_parts
from simulator.report.results import comparison
from simulator.text import Text


def project(
    region: RegionLike,
    scenario: ScenarioLike,
    until: int | None = None,
    *,
    years: Iterable[int] | None = None,
    draws: int = 0,
    seed: int = 1,
    workers: int = 1,
    keep_draws: bool = True,
    law_as_of: date | str | None = None,
    language: str = "vi",
) -> ProjectionResult:
    """Project a region under a scenario, year by year.

    Parameters
    ----------
    region : code of a shipped region, path of a folder or workbook, or a region
    scenario : name of a shipped scenario, path of a file, or a scenario
    until : last year; by default the last of ``years``, or 2030
    years : that records and tables report; by default every year in the records, the last in the
        table
    draws : of all uncertain numbers, for 80% ranges and chances; 0: the
        central run alone; else at least 16
    seed : of the draws; the same seed gives the same digits
    workers : processes; the digits do not depend on their number
    keep_draws : keep every indicator of every draw (8 bytes a year and draw each); False: the
        ranges alone, so that memory stays flat
    law_as_of : leave out law adopted after this day, such as ``"2023-12-31"``
    language : of the answer, "vi" or "en"

    Returns
    -------
    :class:`ProjectionResult`: ``r["si_share"]`` is (year, draw).

    Raises
    ------
    InputError
        with everything that is wrong with what was given, and the nearest right names.

    Notes
    -----
    What is computed, and what it rests on: ``docs/model.md``.

    Examples
    --------
    >>> import simulator as si
    >>> r = si.project("ninh_thuan", "resolution", until=2030, draws=64, language="en")
    >>> last = r.table("si_share")[-1]
    >>> 0.2 < last["si_share_low"] < last["si_share_high"] < 0.5
    True
    >>> {record["unit"] for record in r.records if record["indicator"] == "si_participants"}
    {'person'}
    """
    compared = compare(
        region,
        [scenario],
        until,
        years=years,
        draws=draws,
        seed=seed,
        workers=workers,
        keep_draws=keep_draws,
        law_as_of=law_as_of,
        language=language,
    )
    (only,) = compared.found.values()
    return only


def compare(
    region: RegionLike,
    scenarios: Iterable[ScenarioLike],
    until: int | None = None,
    *,
    years: Iterable[int] | None = None,
    draws: int = 0,
    seed: int = 1,
    workers: int = 1,
    keep_draws: bool = True,
    law_as_of: date | str | None = None,
    language: str = "vi",
) -> ComparisonResult:
    """Project a region under several scenarios; tables show the difference from the first.

    Parameters
    ----------
    scenarios : names, paths or scenarios, each of its own name; the first is compared with
    region, until, years, draws, seed, workers, keep_draws, law_as_of, language : see
        :func:`project`

    Raises
    ------
    InputError
        as :func:`project`, and for two scenarios of one name.

    Examples
    --------
    A lever sweep:

    >>> import simulator as si
    >>> base = si.load_scenario("status_quo")
    >>> sweep = [base.with_lever("inspection", x, start=2026) for x in (0.2, 0.5, 0.8)]
    >>> found = si.compare("ninh_thuan", [base, *sweep]).to_xarray()["si_share"].sel(year=2030)
    >>> bool((found.diff("scenario") > 0).all())
    True
    """
    place = region_of(region, law_as_of)
    chosen = scenarios_of(scenarios, place)
    asked = _Asked(
        place,
        *_years(place, until, years),
        draws_of(draws, or_none=True),
        seed,
        workers,
        keep_draws,
        language_of(language),
    )
    runs = {scenario.name: asked.run(scenario) for scenario in steps(chosen)}
    found = [run.sections[0].data.rows for run in runs.values()]
    return ComparisonResult(
        runs,
        (_section(place, chosen, found, asked.shown, fields_of(draws)),),
        about(
            place.code,
            scenarios=list(runs),
            until=asked.last,
            draws=draws or None,
            seed=seed if draws else None,
            law_version=place.law.version,
        ),
        language,
        remarks=_remarks(chosen, place, asked.last),
    )


@dataclass(frozen=True)
class _Asked:
    """What each of the scenarios is asked."""

    place: Region
    last: int
    reported: list[int]
    shown: list[int]
    draws: int
    seed: int
    workers: int
    keep: bool
    language: str

    def run(self, scenario: Scenario) -> ProjectionResult:
        """Return the answer of one scenario."""
        from simulator.projection import project

        central = project(self.place, scenario, self.last)
        nation = nation_of(self.place, self.last)
        drawn: dict[str, list[Array]] = {}
        if self.draws:
            parts = self._parts(scenario, drawn)
            found = records_of_parts(central, self.reported, nation, parts)
        else:
            found = records(central, self.reported, nation)
        section = _section(self.place, [scenario], [found], self.shown, fields_of(self.draws))
        return ProjectionResult(
            central,
            (section,),
            about(
                self.place.code,
                scenario=scenario.name,
                until=self.last,
                draws=self.draws or None,
                seed=self.seed if self.draws else None,
                law_version=self.place.law.version,
            ),
            self.language,
            remarks=_remarks([scenario], self.place, self.last),
            drawn={name: np.concatenate(blocks, axis=-1) for name, blocks in drawn.items()},
        )

    def _parts(self, scenario: Scenario, drawn: dict[str, list[Array]]) -> Iterator[Projection]:
        """Yield the parts of the draws, and note every indicator of each on the way."""
        from simulator.analysis.uncertainty.ensemble import run_parts

        asked = (self.last, self.draws, self.seed, self.workers)
        for part in run_parts(self.place, scenario, *asked):
            for name, indicator in INDICATORS.items() if self.keep else ():
                drawn.setdefault(name, []).append(indicator.of(part))
            yield part


def _section(
    place: Region,
    scenarios: Sequence[Scenario],
    found: Sequence[Sequence[Record]],
    shown: Sequence[int],
    fields: Sequence[str],
) -> Section:
    """Return a section whose tables show some of the years, and whose records are all."""
    told = [[record for record in part if record["year"] in shown] for part in found]
    made = comparison.section(place, scenarios, told, shown, fields)
    return replace(made, data=Data([record for part in found for record in part], fields))


def _remarks(scenarios: Sequence[Scenario], place: Region, last: int) -> tuple[Text, ...]:
    return tuple(
        Text(f"{name}: {words.vi}", f"{name}: {words.en}")
        for name, words in remarks_on(scenarios, place, last)
    )


def _years(
    place: Region, until: int | None, years: Iterable[int] | None
) -> tuple[int, list[int], list[int]]:
    """Return the last year, the years of the records and those of the tables."""
    last = LAST_YEAR if until is None else year_ahead(until, place, "until")
    if years is None:
        last = USUAL_YEAR if until is None else last
        return last, list(range(place.base_year, last + 1)), [last]
    reported = years_reported(years, place.base_year, last)
    return (reported[-1] if until is None else last), reported, reported

"""What answers each operation: a function of the same name, in a process of the pool.

Each checks all that was asked and returns the work that is then left to do, so that a job is
refused when it is sent and not when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from functools import cached_property, partial

from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.inputs.documents import Document, dotted
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import refuse_namesakes, refuse_unfit
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.inputs.scenario_files import scenario_names, shipped_scenario
from simulator.inputs.scenario_timing import early_starts, late_starts
from simulator.report.document import Record, Section
from simulator.serve.operations import Values, work_of
from simulator.serve.settings import Settings
from simulator.text import Text


@dataclass(frozen=True)
class Asked:
    """A request that was read: its values, and what they name.

    Parameters
    ----------
    values : field -> value
    body : where they stood
    language : of the answer
    """

    settings: Settings
    values: Values
    body: Document
    language: str

    @cached_property
    def place(self) -> Region:
        """Return the region, with the law of the day that was asked for."""
        folder = self.settings.folders[self.values["region"]]
        return load_region(folder, law_as_of=self.values.get("law_as_of"))

    def scenario(self, name: str) -> Scenario:
        """Return the scenario of a field, which fits the region."""
        return self._fitting(self.values[name])

    def _fitting(self, stated: str | Scenario) -> Scenario:
        found = shipped_scenario(stated) if isinstance(stated, str) else stated
        refuse_unfit(found, self.place)
        return found

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """Return the scenarios, each of its own name."""
        chosen = [self._fitting(stated) for stated in self.values["scenarios"]]
        refuse_namesakes(chosen, [dotted(("scenarios", i)) for i in range(len(chosen))])
        return chosen

    @property
    def sources(self) -> list[str]:
        """Return how the scenarios were named: an inline one by its own name."""
        stated = self.values["scenarios"]
        return [one if isinstance(one, str) else one.name for one in stated]

    @property
    def years(self) -> list[int]:
        """Return the years in order, none of which is before the region's base year."""
        first = self.place.base_year
        for i, year in enumerate(self.values["years"]):
            if year < first:
                raise self.refusal(
                    ("years", i),
                    f"{year} trước năm gốc {first}",
                    f"{year} is before the base year {first}",
                    bounds=(first, LAST_YEAR),
                )
        return sorted(self.values["years"])

    @property
    def drawn(self) -> tuple[int, int]:
        """Return draws and seed."""
        return self.values["draws"], self.values["seed"]

    @property
    def known_at(self) -> str | None:
        """Return the day of the law as it was stated."""
        day = self.values["law_as_of"]
        return None if day is None else str(day)

    def refuse_much(self) -> None:
        """Refuse more draws of scenarios and years than a server works out."""
        most = self.settings.limits.work
        found = work_of(self.values, self.place.base_year)
        if found > most:
            raise self.refusal(
                ("draws",),
                f"số lần mô phỏng x kịch bản x năm = {found}, nhiều hơn {most}",
                f"draws x scenarios x years = {found}, more than {most}",
            )

    def refusal(
        self,
        path: tuple[str | int, ...],
        vi: str,
        en: str,
        *,
        bounds: tuple[float, float] | None = None,
    ) -> InputError:
        """Return the error for a field that is wrong."""
        return InputError(self.body.problem(path, vi, en, bounds=bounds))


@dataclass(frozen=True)
class Made:
    """An answer before it is written.

    Parameters
    ----------
    manifest : of a run
    remarks : what is allowed and may yet be meant otherwise
    paper : bytes of a file, which then is the answer
    file : what it is called
    """

    sections: Sequence[Section] = ()
    manifest: Record | None = None
    remarks: list[Text] = field(default_factory=list)
    paper: bytes | None = None
    file: str = ""


Work = Callable[[], Made]
"""What is left to do once everything is checked."""


def regions(asked: Asked) -> Work:
    """Return the regions that are served."""
    from simulator.report.results import lists

    places = [load_region(folder) for _, folder in asked.settings.places]
    return lambda: Made([lists.regions(places)])


def figures(asked: Asked) -> Work:
    """Return the figures of a region."""
    from simulator.report.results import figures as result

    return lambda: Made([result.section(asked.place)])


def scenarios(_asked: Asked) -> Work:
    """Return the shipped scenarios."""
    from simulator.report.results import lists

    return lambda: Made([lists.scenarios([shipped_scenario(n) for n in scenario_names()])])


def levers(_asked: Asked) -> Work:
    """Return the levers."""
    from simulator.report.results import lists

    return lambda: Made([lists.levers()])


def indicators(_asked: Asked) -> Work:
    """Return the indicators."""
    from simulator.report.results import lists

    return lambda: Made([lists.indicators()])


def law(asked: Asked) -> Work:
    """Return the law."""
    from simulator.report.results import law as result

    return lambda: Made([result.section(asked.place)])


def projections(asked: Asked) -> Work:
    """Return scenarios side by side, with bands where there are draws."""
    years, chosen = asked.years, asked.scenarios
    asked.refuse_much()
    return partial(_projected, asked, chosen, years)


def _projected(asked: Asked, chosen: list[Scenario], years: list[int]) -> Made:
    from simulator.report.manifest import manifest_of_run
    from simulator.report.records import fields_of, records_of_all
    from simulator.report.results import comparison

    place, (draws, seed) = asked.place, asked.drawn
    found = records_of_all(place, chosen, years, draws, seed)
    made = comparison.section(place, chosen, found, years, fields_of(draws))
    named = (asked.sources, asked.values["region"], asked.known_at, years)
    manifest = manifest_of_run(place, chosen, named, draws, seed)
    remarks = [words for s in chosen for words in early_starts(s, place)]
    remarks += [words for s in chosen for words in late_starts(s, place, years[-1])]
    return Made([made], manifest, remarks)


def goal(asked: Asked) -> Work:
    """Return the cheapest mix of levers that reaches the targets."""
    from simulator.analysis.goal.question import Limits, all_targets, neutral, searchable

    values, place, base = asked.values, asked.place, asked.scenario("scenario")
    base = neutral(base) if values["from_neutral"] else base
    wanted = all_targets(values["targets"], place, base)
    years = place.base_year + 1, max(target.year for target in wanted)
    limits = Limits.stated(values["budget"], values["year_caps"], years)
    allowed = searchable(values["levers"] or None, values["allow_judgement"])

    def searched() -> Made:
        from simulator.analysis.goal.search import minimise_cost
        from simulator.report.results import goal as result

        chance, central = values["chance"], values["central"]
        found = minimise_cost(place, base, wanted, allowed, chance, limits, central_only=central)
        return Made([result.section(place, found)])

    return searched


def explain(asked: Asked) -> Work:
    """Return what each group of levers contributes."""
    place, year = asked.place, asked.values["year"]
    if not place.base_year < year:
        raise asked.refusal(
            ("year",),
            f"{year} phải sau năm gốc {place.base_year} và không quá {LAST_YEAR}",
            f"{year} must be after the base year {place.base_year} and at most {LAST_YEAR}",
            bounds=(place.base_year + 1, LAST_YEAR),
        )
    pair = asked.scenario("base"), asked.scenario("scenario")

    def attributed() -> Made:
        from simulator.analysis.causes.attribution import explain as contributions_of
        from simulator.report.results import contributions

        found = contributions_of(place, *pair, year, *asked.drawn)
        return Made([contributions.section(place, *pair, found)])

    return attributed


def costs(asked: Asked) -> Work:
    """Return costs by year and line."""
    place, first, years, chosen = _costed(asked)

    def counted() -> Made:
        from simulator.analysis.costing.accounts import accounts
        from simulator.analysis.uncertainty.ensemble import Runs
        from simulator.report.results import costs as result

        runs = Runs(place, max(years), *asked.drawn)
        found = ((s, accounts(place, s, first, years, *asked.drawn, runs)) for s in chosen)
        return Made([result.section(place, s, first, one) for s, one in found])

    return counted


def curve(asked: Asked) -> Work:
    """Return levers by cost per added person."""
    place, first, years, chosen = _costed(asked)

    def tried() -> Made:
        from simulator.analysis.costing.cost_curve import cost_curve
        from simulator.report.results import curve as result

        found = ((s, cost_curve(place, first, s, years[-1], *asked.drawn)) for s in chosen)
        return Made([result.section(place, s, one) for s, one in found])

    return tried


def _costed(asked: Asked) -> tuple[Region, Scenario, list[int], list[Scenario]]:
    """Return region, base, the years that are projected, and scenarios."""
    place, base_year = asked.place, asked.place.base_year
    years = [year for year in sorted(asked.values["years"]) if year > base_year]
    if not years:
        raise asked.refusal(
            ("years",),
            f"cần năm sau {base_year}",
            f"give years after {base_year}",
            bounds=(base_year + 1, LAST_YEAR),
        )
    asked.refuse_much()
    return place, asked.scenario("base"), years, asked.scenarios


def papers(asked: Asked) -> Work:
    """Return the appendices as a file."""
    return partial(_printed, asked, asked.scenarios, asked.scenario("base"))


def _printed(asked: Asked, chosen: list[Scenario], base: Scenario) -> Made:
    from simulator.report.appendix.content import requested
    from simulator.report.appendix.source import gather
    from simulator.report.file_names import APPENDIX, file_called
    from simulator.report.writers import write_paper

    values, only = asked.values, asked.values["appendices"] or None
    source = gather(asked.place, chosen, base, asked.language, *asked.drawn, asked.sources)
    named = values["profile"], values["region"], asked.known_at
    document = requested(source, *named, only)
    ending, plans = f".{values['format']}", [s.name for s in chosen]
    name = file_called(APPENDIX, ending, asked.language, asked.place.code, plans)
    return Made(paper=write_paper(document, ending), file=name)

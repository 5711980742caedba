"""The papers of a draft resolution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from simulator.api.given import (
    RegionLike,
    ScenarioLike,
    language_of,
    region_of,
    scenario_of,
    scenarios_of,
    word_of,
)
from simulator.api.result import Result, about
from simulator.dataclass import dataclass
from simulator.files import write_whole
from simulator.report.document import Appendix, Data, Document, Record, Section
from simulator.report.output import output_file, writing

ENDINGS = (".docx", ".pdf", ".xlsx")
"""Forms of a paper, by the ending of its file."""


@dataclass(frozen=True, eq=False, repr=False)
class Paper(Result[Document]):
    """The appendices of a draft resolution, ready to be written.

    ``records`` are the numbers that are traced to the run, each with its tag; ``print`` and
    notebooks show the text. Made by ``si.appendix``.
    """

    def in_language(self, language: str) -> Paper:
        """Return the same paper in the other language."""
        told = self.found.manifest
        options = {**told["options"], "language": language_of(language)}
        document = replace(self.found, language=language, manifest={**told, "options": options})
        return replace(self, found=document, language=language)

    def save(self, path: str | Path) -> Path:
        """Write the paper as .docx, .pdf or .xlsx, whole or not at all, and return its path.

        Raises
        ------
        InputError
            for another ending, a folder that is not there or cannot be written to, and where the
            libraries for papers are not installed (``pip install 'si-simulator[papers]'``).
        """
        from simulator.report.writers import write_paper

        target = output_file(str(path), ENDINGS, "path")
        with writing(target, "path"):
            write_whole(target, write_paper(self.found, target.suffix))
        return target


def appendix(
    region: RegionLike,
    scenarios: ScenarioLike | Iterable[ScenarioLike],
    *,
    base: ScenarioLike = "status_quo",
    profile: str = "hd05",
    only: Sequence[str] | None = None,
    draws: int | None = None,
    seed: int = 1,
    law_as_of: date | str | None = None,
    language: str = "vi",
) -> Paper:
    """Make the appendices of a draft resolution; ``save`` writes them as Word, PDF or Excel.

    Parameters
    ----------
    region, seed, law_as_of, language : see :func:`simulator.project`
    scenarios : one or several; the last is the draft's own
    base : what they are compared with
    profile : rules of layout, "hd05", "hd36" or "nd30"
    only : numbers of the appendices wanted, such as ``["II", "IV"]``; None: all
    draws : for the 80% ranges; None: as many as everywhere (256); else at least 64
    law_as_of : leave out law adopted after this day

    Raises
    ------
    InputError
        as :func:`simulator.compare`, and for a profile or an appendix that there is not.

    Examples
    --------
    ``si.appendix("ninh_thuan", "resolution").save("phu_luc.docx")``
    """
    from simulator.analysis.uncertainty.bands import DRAWS
    from simulator.report.appendix.content import APPENDICES, requested
    from simulator.report.appendix.source import gather
    from simulator.report.profile import PROFILES

    place = region_of(region, law_as_of)
    chosen, first = scenarios_of(_several(scenarios), place), scenario_of(base, place)
    word_of(profile, PROFILES, "profile")
    wanted = None if only is None else [word_of(one, tuple(APPENDICES), "only") for one in only]
    size = DRAWS if draws is None else draws
    names = [_named(scenario) for scenario in _several(scenarios)]
    source = gather(place, chosen, first, language_of(language), size, seed, names)
    called = region if isinstance(region, str) else str(place.code)
    known_at = None if law_as_of is None else str(law_as_of)
    document = requested(source, profile, called, known_at, wanted)
    facts = about(place.code, scenarios=[s.name for s in chosen], draws=size, seed=seed)
    return Paper(document, _sections(document), facts, language, ("tag",))


def _several(scenarios: ScenarioLike | Iterable[ScenarioLike]) -> list[ScenarioLike]:
    from simulator.inputs.scenario import Scenario

    if isinstance(scenarios, str | Path | Scenario):
        return [scenarios]
    return list(scenarios)


def _named(scenario: ScenarioLike) -> str:
    """Return how the run can name a scenario when it is repeated."""
    return str(scenario) if isinstance(scenario, str | Path) else scenario.name


def _sections(document: Document) -> tuple[Section, ...]:
    """Return the parts of a paper as sections; its traced numbers are the records of the first."""
    rows: list[Record] = [
        {"tag": n.tag, "value": n.value, "low": n.low, "high": n.high, "unit": n.unit,
         "status": n.status}
        for n in document.numbers().values()
    ]  # fmt: skip
    first, *others = document.parts
    head = Section(document.title, _part(first).blocks, Data(rows))
    return (head, *(_part(part) for part in others))


def _part(part: Appendix) -> Section:
    from simulator.report.document import chain

    title = chain([part.number, part.title], ". ") if part.number else part.title
    return Section(title, part.blocks)

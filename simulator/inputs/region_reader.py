"""A region read from the tables of its pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from simulator.inputs.assumption import Assumptions
from simulator.inputs.demography import read_demography
from simulator.inputs.law import load_law
from simulator.inputs.localities import read_localities, read_locality_counts, read_successors
from simulator.inputs.pack_source import PackSource
from simulator.inputs.plan_date import PlanDate
from simulator.inputs.region import Region, series_of
from simulator.inputs.region_settings import Settings
from simulator.inputs.region_tables import (
    count_origins,
    counted_now,
    outlived_errors,
    read_assumptions,
    read_growth,
    read_history,
    read_peers,
    read_targets,
)
from simulator.text import Text


def read_region(
    source: PackSource,
    settings: Settings,
    parent: Region | None,
    law_as_of: date | None,
    kept_laws: Path | None = None,
) -> Region:
    """Return the region of a pack; see :func:`simulator.inputs.region.load_region`.

    Parameters
    ----------
    source, settings : of the pack, and what it says of itself
    parent : its wider region
    law_as_of, kept_laws : which law holds

    Raises
    ------
    InputError
        with every problem of the first table that has any.
    """
    source.refuse_unknown_tables()
    history = read_history(source, settings.code)
    series = series_of(history)
    total = series.get(("population", 12), {}).get(settings.base_year)
    demography, origins, warnings = read_demography(
        source,
        None if parent is None else parent.demography,
        None if total is None else total.value,
        settings.base_year,
        settings.sex_ratio_at_birth,
        settings.life_expectancy,
    )
    inherited = None if parent is None else parent.assumptions
    law = load_law(settings.law, law_as_of, kept_laws)
    stated = read_assumptions(source, settings.code, inherited, kept=kept_laws is not None)
    outlived = outlived_errors(stated, history, settings.base_year)
    own = Assumptions([entry for entry in stated if entry not in outlived])
    places = read_localities(source)
    successors = read_successors(source, places)
    return Region(
        code=settings.code,
        name=settings.name,
        source=source,
        parent=parent,
        base_year=settings.base_year,
        law=law,
        planned_on=settings.planned_on or PlanDate(law.compiled, _AS_COMPILED),
        demography=demography,
        history=history,
        growth=read_growth(source),
        assumptions=own if inherited is None else inherited.overridden_by(own),
        targets={**(parent.targets if parent else {}), **read_targets(source, settings.code)},
        localities=places,
        successors=successors,
        locality_counts=read_locality_counts(source, (*places, *successors)),
        peers=read_peers(source),
        origins={**origins, **count_origins(history, settings.base_year)},
        warnings=(*warnings, *counted_now(outlived)),
        denominator=settings.denominator,
        joins=settings.joins,
        breaks=tuple(
            sorted({*settings.breaks, *(parent.breaks if parent else ())}, key=lambda b: b.day)
        ),
    )


_AS_COMPILED = Text(
    "ngày tổng hợp pháp luật và số liệu", "the day to which law and figures are known"
)

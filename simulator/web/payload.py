"""What Python sends to the workbench: plain lists and words in one language."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from simulator.analysis.past.trend import better_trends
from simulator.classes import CLASSES
from simulator.indicators import INDICATORS
from simulator.inputs.figures import GRADES, Figure
from simulator.inputs.plan_date import on_years, today_words
from simulator.inputs.region import Region, once_a_region
from simulator.inputs.scenario import Scenario, calendar_year
from simulator.inputs.scenario_timing import first_start
from simulator.levers import LEVERS, Group, Lever
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.report.numbers import format_stated_share
from simulator.report.records import targets_of
from simulator.report.results.goal import furthest
from simulator.schemes import COUNTS, NUMERATORS, SHARES, SHORT
from simulator.text import Text
from simulator.web.peer_benchmarks import peer_benchmarks
from simulator.web.runs import Bands, central, nation, region_called
from simulator.web.state import DEFAULT_RAMP, Entry, PageState
from simulator.web.sweep import PRIMITIVES, Sweep
from simulator.web.words import BENCH, EDITED, READING, SIZES, TREND_LABELS

_COLOURS = {
    "status_quo": 0,
    "resolution": 1,
    "investment_led": 2,
    "voluntary_led": 3,
    "compliance_digital": 4,
    "adverse": 5,
}
_OWN = (6, 7, 8, 9)
"""Places in the palette of plans of the visitor's own, each with a colour and a dash."""
_TREND_YEARS = 4


def colours_of(state: PageState) -> dict[str, int]:
    """Return the place of each compared scenario in the palette; the same on every page.

    Shipped ones have theirs for good; of the visitor's own no two have the same.
    """
    found = {e.name: _COLOURS[e.name] for e in state.entries if e.name in _COLOURS}
    for entry in state.entries:
        if entry.name not in found:
            number = entry.name.rpartition("_")[2]
            wanted = _OWN[(int(number) - 1) % len(_OWN) if number.isdecimal() else 0]
            free = [c for c in _OWN if c not in found.values()]
            found[entry.name] = wanted if wanted in free else free[0]
    return found


def title_of(entry: Entry, language: str, *, short: bool = False) -> str:
    """Return a scenario's title, marked where the visitor changed it.

    ``short`` leaves out what stands in parentheses.
    """
    whole = entry.current.title
    title = (whole.bare if short else whole).in_(language)
    mark = EDITED.in_(language)
    return title + mark if entry.marked and not title.endswith(mark) else title


def titled(entry: Entry) -> Scenario:
    """Return a scenario under the title that it has on the page, which says that it was changed."""
    if not entry.marked:
        return entry.current
    return replace(entry.current, title=Text(title_of(entry, "vi"), title_of(entry, "en")))


def values_of(projection: Projection) -> list[list[float]]:
    """Return the primitives of the central run: primitive, year."""
    return [np.nan_to_num(INDICATORS[name].of(projection)[:, 0]).tolist() for name in PRIMITIVES]


def bands_data(bands: Bands) -> dict[str, Any]:
    """Return bands as lists."""
    data: dict[str, Any] = {
        name: {
            "low": bands.low[name].tolist(),
            "high": bands.high[name].tolist(),
        }
        for name in bands.low
    }
    data["chance"] = {f"{share}.{year}": p for (share, year), p in bands.chance.items()}
    data["missing"] = {f"{act}.{of}.{year}": e for (act, of, year), e in bands.missing.items()}
    return data


def curves_data(sweeps: list[Sweep]) -> list[dict[str, Any]]:
    """Return sweeps with their numbers packed."""
    return [
        {
            "lever": s.lever,
            "by": s.by,
            "nodes": s.nodes.tolist(),
            "years": s.results.shape[-1],
            "values": _packed(s.results),
        }
        for s in sweeps
    ]


def _packed(values: Array) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f8").tobytes()).decode()


def bench_data(state: PageState, language: str) -> dict[str, Any]:
    """Return what changes with the state: scenarios, levers, history, targets."""
    region = region_called(state.region)
    runs = {e.name: central(state.region, e.current, state.until) for e in state.entries}
    active, colours = runs[state.active], colours_of(state)
    return {
        "lang": language,
        "w": {
            **{key: text.in_(language) for key, text in BENCH.items()},
            "reading": {key: text.in_(language) for key, text in READING.items()},
        },
        "sizes": [size.in_(language) for size in SIZES],
        "shares": {key: SHORT[key].in_(language) for key in SHARES},
        "counts": {key: SHORT[key].in_(language) for key in ("si_participants", *COUNTS)},
        "place": state.region,
        "year": state.year,
        "years": [int(year) for year in active.years],
        "active": state.active,
        "scenarios": [
            {
                "name": entry.name,
                "title": title_of(entry, language),
                "short": title_of(entry, language, short=True),
                "colour": colours[entry.name],
                "active": entry.name == state.active,
                "base": entry.name == state.base,
                "locked": is_locked(entry),
                "values": values_of(runs[entry.name]),
            }
            for entry in state.entries
        ],
        "targets": [
            {
                "act": t.target_set,
                "indicator": t.indicator,
                "year": t.year,
                "value": t.value,
                "words": format_stated_share(t.value, language),
                "assigned": t.place == region.code,
            }
            for t in targets_of(active)
            if t.indicator in SHARES and region.base_year < t.year <= state.until
        ],
        "groups": groups_data(state, region, language),
        **_context(region, state.until, language),
    }


def is_locked(entry: Entry) -> bool:
    """Return whether the sliders leave a scenario alone: the yardstick stays as it is."""
    return entry.name == "status_quo"


@once_a_region
def _context(region: Region, until: int, language: str) -> dict[str, Any]:
    """Return what no slider moves: history, trend lines and the nation."""
    nation_run = nation(region, until)
    shares: dict[str, Any] = {}
    if nation_run is not None:
        for share in SHARES:
            values = INDICATORS[share].of(nation_run)[:, 0]
            first = max(int(nation_run.years[0]), region.base_year)
            shares[share] = [
                [int(year), float(v)]
                for year, v in zip(nation_run.years, values, strict=True)
                if year >= first
            ]
    history = {name: _history(region, name) for name in COUNTS}
    return {
        "nation": shares,
        "history": {**history, **{share: _share_history(region, share) for share in SHARES}},
        "drift": {name: _drift(region, name, until, language) for name in COUNTS},
        "today": {
            "at": on_years(region.law.compiled),
            "label": today_words(region.law.compiled).in_(language),
        },
    }


def _drift(region: Region, name: str, until: int, language: str) -> dict[str, Any]:
    found = trend_line(region, name, until)
    return {"line": found.line, "label": found.label.in_(language)}


def _history(region: Region, name: str) -> list[list[float | bool]]:
    """Return counts as [year with its fraction, value, published, on the December line]."""
    figures = [f for f in region.history if f.indicator == name and f.year <= region.base_year]
    preferred = region.counts(name)
    return [
        [f.year - 1 + f.month / 12, f.value, f.counted, f.month == 12]
        for f in sorted(figures, key=lambda f: (f.year, f.month))
        if f.month != 12 or preferred.get(f.year) is f
    ]


def _share_history(region: Region, share: str) -> list[list[float | bool]]:
    """Return past shares where both the counts and the labour force of the year are known."""
    counts = ("compulsory_si", "voluntary_si") if share == "si_share" else (NUMERATORS[share],)
    force = region.counts("labour_force_working_age")
    found: list[list[float | bool]] = []
    for year, denominator in sorted(force.items()):
        parts: list[Figure | None] = [region.figure(name, year) for name in counts]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and year <= region.base_year:
            solid = all(f.counted for f in (*known, denominator))
            value = sum(f.value for f in known) / denominator.value
            found.append([year, value, solid, True])
    return found


class TrendLine(NamedTuple):
    """A trend line of a chart: its years and values, and which line it is."""

    line: list[list[float]]
    label: Text


def trend_line(region: Region, name: str, until: int) -> TrendLine:
    """Return the trend line beside the model's: the one that forecast better, where one did.

    It is the line that the verdict under the charts is about. Elsewhere the mean yearly change of
    the last four years goes on; nothing where the region has no counts of five Decembers in a row.
    """
    base = region.base_year
    better = better_trends(region).get(name)
    if better is not None:
        last = [base, better.history[-1]]
        line = [last, *([year, better.at(year)] for year in range(base + 1, until + 1))]
        return TrendLine(line, TREND_LABELS[better.method])
    counts, label = region.counts(name), TREND_LABELS["drift_4"]
    if any(year not in counts for year in range(base - _TREND_YEARS, base + 1)):
        return TrendLine([], label)
    rise = (counts[base].value - counts[base - _TREND_YEARS].value) / _TREND_YEARS
    years = range(base, until + 1)
    return TrendLine([[year, counts[base].value + rise * (year - base)] for year in years], label)


def groups_data(state: PageState, region: Region, language: str) -> list[dict[str, Any]]:
    """Return the levers by family, in the order of the registry."""
    entry = state.in_hand
    return [
        {
            "name": group.value,
            "label": group.label.in_(language),
            "levers": [
                lever_data(lever, entry, region, language)
                for lever in LEVERS.values()
                if lever.group is group
            ],
        }
        for group in Group
    ]


def lever_data(lever: Lever, entry: Entry, region: Region, language: str) -> dict[str, Any]:
    """Return one lever as the scenario in hand has it."""
    path = entry.current.levers.get(lever.name)
    first = first_start(entry.current, region)
    return {
        **_declared(region, lever.name, language),
        "level": _level(entry.current, lever, "default"),
        "origin": _level(entry.origin, lever, "default"),
        "first_start": first,
        "start": first if path is None else calendar_year(path.start, first),
        "ramp_years": DEFAULT_RAMP if path is None else path.ramp_years,
        "shape": "even" if path is None else path.shape,
        "until": None if path is None or path.until is None else calendar_year(path.until, first),
        "reason": "" if path is None else path.reason.in_(language),
        "changed": path != entry.origin.levers.get(lever.name),
        "off": is_locked(entry) or (lever.name == "investment" and not _built(entry.current)),
        "classes": [
            {
                "name": name,
                "label": label.in_(language),
                "level": _level(entry.current, lever, name),
                "origin": _level(entry.origin, lever, name),
                "own": path is not None and name in path.level,
            }
            for name, label in (CLASSES.items() if lever.by_class else ())
        ],
    }


@once_a_region
def _declared(region: Region, name: str, language: str) -> dict[str, Any]:
    """Return what of a lever no scenario changes."""
    lever, peer = LEVERS[name], furthest(region, name)
    return {
        "name": name,
        "label": lever.label.in_(language),
        "unit": lever.unit.in_(language),
        "low": lever.low,
        "high": lever.high,
        "step": lever.step,
        "percent": lever.percent,
        "by_class": lever.by_class,
        "grade": lever.grade,
        "grade_words": GRADES[lever.grade].in_(language) if lever.grade else "",
        "responsible": lever.responsible.in_(language),
        "explanation": lever.explanation.in_(language),
        "benchmarks": peer_benchmarks(region, name).in_(language),
        "peer": None if peer is None else peer.value,
    }


def _built(scenario: Scenario) -> bool:
    """Return whether any project of the list is to be carried out."""
    return any(project.active for project in scenario.projects)


def _level(scenario: Scenario, lever: Lever, by: str) -> float:
    path = scenario.levers.get(lever.name)
    return lever.neutral if path is None else path.at(by).value

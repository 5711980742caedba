"""What Python sends to the workbench of the visitor's plans: names, steps, fields not read."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from simulator.inputs.region import Region
from simulator.inputs.scenario import SHAPES, Scenario
from simulator.inputs.scenario_timing import first_start
from simulator.report.document import chain
from simulator.report.results.differences import changes
from simulator.report.results.stated import change_words
from simulator.report.writers.words import cell_words
from simulator.web import plans
from simulator.web.history import taken_back, versions
from simulator.web.payload import title_of, values_of
from simulator.web.runs import central, region_called, shipped, shipped_names
from simulator.web.session import Visitor
from simulator.web.state import Entry, PageState
from simulator.web.words import PLAN

_TOLD = 3
"""Changes of one step that are told in full; a step of more says how many."""


def plan_data(known: Visitor) -> dict[str, Any]:
    """Return the plan in hand, what a new one may begin from, and the words for them."""
    state, language = known.state, known.language
    entry, title = state.in_hand, title_of(state.in_hand, language)
    return {
        "plan": {
            "own": plans.is_plan(entry),
            "title": entry.current.title.in_(language),
            "note": entry.current.description.in_(language) if plans.is_plan(entry) else "",
            "sources": _sources(state, language),
        },
        "misread": _misread(known),
        "steps": _steps(known) if known.listing else None,
        "steps_title": f"{PLAN['changed_what'].in_(language)}: {title}",
        "shapes": [{"name": n, "label": text.in_(language)} for n, text in SHAPES.items()],
        "pw": {key: text.in_(language) for key, text in PLAN.items()},
    }


def _sources(state: PageState, language: str) -> list[dict[str, str]]:
    """Return what a plan may begin from: nothing, the compared, the shelf, other shipped ones."""
    blank = {"name": plans.BLANK, "title": PLAN["from_nothing"].in_(language)}
    mine = [e for e in (*state.entries, *state.shelf) if e.name != plans.BLANK]
    names = {e.name for e in mine} | {plans.BLANK}
    others = [Entry(shipped(n), shipped(n)) for n in shipped_names() if n not in names]
    copy = PLAN["copy_of"].in_(language)
    copies = [
        {"name": e.name, "title": f"{copy}: {title_of(e, language)}"} for e in (*mine, *others)
    ]
    return [blank, *copies]


def _misread(known: Visitor) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for (lever, field), (text, words) in known.misread.items():
        found.setdefault(lever, {})[field] = [text, words.in_(known.language)]
    return found


def _steps(known: Visitor) -> list[dict[str, Any]]:
    """Return each step of the scenario in hand: words, central results after it."""
    state = known.state
    region, found = region_called(state.region), versions(known.steps)
    told = [""] + [
        step_words(before, after, region, known.language) for before, after in pairwise(found)
    ]
    return [
        {
            "words": words,
            "values": values_of(central(state.region, version, state.until)),
            "overtaken": i == 0 or taken_back(found[-1], found[i - 1], version) == found[-1],
        }
        for i, (words, version) in enumerate(zip(told, found, strict=True))
    ]


def step_words(before: Scenario, after: Scenario, region: Region, language: str) -> str:
    """Return in words what one step changed."""
    changed, first = changes(before, after, region), first_start(after, region)
    told = chain(
        (
            chain(
                [d.label, change_words(d.before, d.after, first, d.unit)],
                ": ",
            )
            for d in changed[:_TOLD]
        ),
        "; ",
    )
    more = len(changed) - _TOLD
    words = cell_words(told, language)
    return words if more <= 0 else f"{words}; +{more}"

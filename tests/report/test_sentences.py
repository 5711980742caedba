"""A walk through scenarios: every sentence, head and sum agrees with the numbers beside it.

All shipped scenarios, each the other way round, none, without projects, one lever, June as measure,
a horizon of one year, both places; few draws, for what is checked is words against numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from worlds import plain, with_lever

from simulator.analysis.causes.attribution import explain
from simulator.analysis.costing.accounts import accounts
from simulator.analysis.costing.cost_curve import cost_curve
from simulator.analysis.costing.costs import FEWEST
from simulator.analysis.uncertainty.ensemble import run_draws
from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.projection import project
from simulator.report import records as made
from simulator.report import writers
from simulator.report.appendix import source as sources
from simulator.report.appendix.content import build
from simulator.report.document import Number, Paragraph, Table
from simulator.report.profile import load_profile
from simulator.report.results import comparison, contributions, costs, curve
from simulator.report.writers import terminal
from simulator.report.writers.paper import pieces, shown
from simulator.report.writers.words import cell_words
from simulator.web.sentences import told

DRAWS = 8
PLACES = {code: load_region(code) for code in ("ninh_thuan", "viet_nam")}
STATUS_QUO = load_scenario("status_quo")
NO_PROJECTS = replace(load_scenario("resolution"), name="no_projects", projects=())
CLOSURES = replace(with_lever("closures", 0.2), name="closures")
SCENARIOS = {
    **{name: load_scenario(name) for name in scenario_names()},
    "none": replace(plain(), name="none"),
    "no_projects": NO_PROJECTS,
    "one_lever": replace(with_lever("agents", 1.0), name="one_lever"),
    "closures": CLOSURES,
    "idle": replace(with_lever("agents", 0.0), name="idle"),
}
PAIRS = [
    *((name, "status_quo") for name in SCENARIOS),
    *(("status_quo", name) for name in SCENARIOS if name != "status_quo"),
]
PAIRS_OF = {"ninh_thuan": PAIRS, "viet_nam": PAIRS[::4]}
JUNE = {"measure": "month", "month": 6}


def found_numbers(text):
    """Return the numbers of an English text, minus signs and all."""
    found = re.findall(r"[−+]?\d[\d,]*(?:\.\d+)?", text)
    return [float(n.replace(",", "").replace("−", "-")) for n in found]


def sound(text):
    """Check what holds of every text: no leftovers, no range or odds of what is not there."""
    assert not re.search(r"\b(nan|inf|None)\b|\{|\}", text), text
    assert not re.search(r"−0(?![\d.,])|−0[.,]0(?!\d)", text), text
    assert not re.search(r"– (\[|p )", text), text
    assert "  " not in text.strip().replace("\n", "") or "\n" in text


@lru_cache(maxsize=64)
def run(place, name, until, **_):
    return project(PLACES[place], SCENARIOS[name], until)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("until", [1, 5])
def test_costs_are_told_with_the_words_of_their_signs_and_of_one_span(place, until):
    region = PLACES[place]
    last = region.base_year + until
    for name, other in PAIRS_OF[place]:
        found = accounts(region, SCENARIOS[name], SCENARIOS[other], [last], DRAWS)
        text = terminal.write(costs.section(region, SCENARIOS[name], SCENARIOS[other], found), "en")
        sound(text)
        sound(terminal.write(costs.section(region, SCENARIOS[name], SCENARIOS[other], found), "vi"))
        spans = set(re.findall(r"20\d\d-20\d\d", text))
        assert spans == ({found.span} if until > 1 else set()), text
        if name == other:
            continue
        spent, people = found.added_cost.value, found.added_people.value
        said = text.splitlines()[-1]
        assert ("billion VND less" in said) == (spent < 0)
        assert ("billion VND more" in said) == (spent >= 0)
        assert ("persons more" in said) == (people > 0)
        assert ("persons fewer" in said) == (people < 0)
        assert ("per added participant" in said) == (people >= FEWEST)
        assert ("fewer than 50 are added" in said.partition("upper end")[0]) == (people < FEWEST)
        shown = found_numbers(said)
        assert round(abs(people)) in shown or people == 0
        assert f"at the end of {last}" in said


@pytest.mark.parametrize("place", PLACES)
def test_columns_of_costs_add_up_in_the_digits_shown(place):
    region = PLACES[place]
    years = range(region.base_year + 1, region.base_year + 5)
    for name in SCENARIOS:
        found = accounts(region, SCENARIOS[name], STATUS_QUO, years, DRAWS)
        lines = terminal.write(
            costs.section(region, SCENARIOS[name], STATUS_QUO, found), "en"
        ).splitlines()[2:-2]
        rows = [found_numbers(re.split(r"\s{2,}", line, maxsplit=1)[1]) for line in lines]
        total = next(i for i, line in enumerate(lines) if line.startswith("Public cost"))
        for column in range(len(years) + 1):
            parts = sum(row[column] for row in rows[:total])
            assert parts == pytest.approx(rows[total][column], abs=1e-6), (name, lines)
        for row in rows:
            assert sum(row[: len(years)]) == pytest.approx(row[len(years)], abs=1e-6), (name, row)


@pytest.mark.parametrize("until", [1, 5])
def test_contributions_add_up_in_the_digits_shown(until):
    region = PLACES["ninh_thuan"]
    year = region.base_year + until
    for name, other in PAIRS:
        if name == other:
            continue
        found = explain(region, SCENARIOS[other], SCENARIOS[name], year)
        text = terminal.write(
            contributions.section(region, SCENARIOS[other], SCENARIOS[name], found), "en"
        )
        sound(text)
        sound(
            terminal.write(
                contributions.section(region, SCENARIOS[other], SCENARIOS[name], found), "vi"
            )
        )
        assert f"at the end of {year}" in text
        assert "80% range" not in text  # nothing was drawn
        assert "grade C" not in text
        if not found.contributions:
            assert "differ in no lever" in text
            continue
        rows = text.split("\n\n")[1].splitlines()[2:]
        shown = [found_numbers(line)[-1] for line in rows]
        assert sum(shown[:-1]) == shown[-1]
        runs = [run("ninh_thuan", n, year) for n in (name, other)]
        counted = [
            next(r["value"] for r in made.records(p, [year]) if r["indicator"] == "si_participants")
            for p in runs
        ]
        assert shown[-1] == counted[0] - counted[1]
        assert ("fewer moved" in text) == (round(found.transitions) < 0)
        assert ("more moved" in text) == (round(found.transitions) > 0)


def test_the_reason_under_a_cost_curve_follows_from_the_rows_above():
    region = PLACES["ninh_thuan"]
    of_one_year = ("resolution", "one_lever", "idle")
    for name, scenario in SCENARIOS.items():
        for year in (2024, 2030) if name in of_one_year else (2030,):
            if not scenario.levers and not scenario.projects:
                continue
            found = cost_curve(region, STATUS_QUO, scenario, year, DRAWS)
            text = terminal.write(curve.section(region, scenario, found), "en")
            sound(text)
            sound(terminal.write(curve.section(region, scenario, found), "vi"))
            assert f"31 Dec {year}" in text.splitlines()[0]
            rows = text.splitlines()[2:-2]
            alone = [found_numbers(re.split(r"\s{2,}", row, maxsplit=1)[1])[0] for row in rows]
            said = text.splitlines()[-1]
            dashes = [row for row in rows if re.search(r"\s– ?\[?–?;? ?–?\]?$|–\s", row)]
            assert ("too few to share it" in said) == any(
                entry.persons.value < FEWEST for entry in found.entries
            ), (name, year, dashes)
            if len(rows) < 2:
                assert "Do not add" not in said
                continue
            one_by_one, together = found_numbers(said)[:2]
            assert one_by_one == sum(alone)
            beyond = together - one_by_one
            assert ("strengthen" in said) == (beyond > 0 and min(alone) >= 0), (name, said)
            assert ("reach for the same people" in said) == (beyond < 0 and min(alone) >= 0)
            assert ("exactly that sum" in said) == (beyond == 0)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("june", [False, True])
def test_tables_of_scenarios_have_the_head_of_their_measure_and_add_up(place, june):
    region = PLACES[place]
    years = [region.base_year, region.base_year + 1, region.base_year + 6]
    nation = made.nation_of(region, years[-1])
    for name, scenario in SCENARIOS.items():
        counted = [replace(s, **JUNE) if june else s for s in (STATUS_QUO, scenario)]
        pair = [project(region, s, years[-1]) for s in counted]
        drawn = run_draws(region, counted[1], years[-1], DRAWS)
        found = [made.records(pair[0], years, nation), made.records(pair[1], years, nation, drawn)]
        for r in (r for part in found for r in part):
            if r["value"] is None:
                assert r.get("chance") is None
                assert r.get("low") is None
            elif r.get("low") is not None:
                assert r["low"] <= r["median"] <= r["high"]
        if name == "status_quo":
            continue
        for language in ("en", "vi"):
            text = writers.write(
                [comparison.section(region, counted, found, years)], "table", language
            )
            sound(text)
            for year in years:
                month = {"en": f"end of June {year}", "vi": f"cuối tháng 6/{year}"}[language]
                day = {"en": f"31 Dec {year}", "vi": f"31/12/{year}"}[language]
                head = month if june else day
                assert any(line.startswith(head) for line in text.splitlines()), (name, head)
        _parts_make_the_whole(found[1])


def _parts_make_the_whole(found):
    values = {(r["indicator"], r["year"]): r["value"] for r in found if not (r["class"] or r["of"])}
    for year in {year for _, year in values}:
        parts = [values[name, year] for name in ("compulsory_si", "voluntary_si")]
        if None not in parts:
            assert sum(parts) == values["si_participants", year]


@pytest.mark.parametrize("place", PLACES)
def test_the_sentences_of_the_page_have_the_words_of_their_signs(place):
    base_year = PLACES[place].base_year
    for year in (base_year + 1, base_year + 6):
        for name, other in PAIRS:
            active, base = (run(place, n, base_year + 6) for n in (name, other))
            sentences = told(active, base, year)
            for text in (t for s in sentences for t in (s.vi, s.en)):
                sound(text)
            said = " ".join(s.en for s in sentences)
            assert f"end of {base_year}" in said
            assert f"at the end of {year}" in said
            if name == other:
                continue
            row = active.row(year)
            more = sum(
                float((p.total("compulsory")[row] + p.total("voluntary")[row].sum(axis=0))[0])
                * sign
                for p, sign in ((active, 1), (base, -1))
            )
            assert (" adds about" in said) == (more >= FEWEST)
            assert (" loses about" in said) == (more <= -FEWEST)
            assert ("hardly differs" in said) == (abs(more) < FEWEST)


@pytest.fixture(scope="module")
def no_backtest():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_tested", lambda region: None)
        yield


PAPERS = {
    "adverse": ("adverse", "status_quo", {}),
    "reversed": ("status_quo", "investment_led", {}),
    "base alone": ("status_quo", "status_quo", {}),
    "no projects": ("no_projects", "status_quo", {}),
    "closures": ("closures", "status_quo", {}),
    "june": ("one_lever", "none", JUNE),
}


@pytest.mark.parametrize("case", PAPERS)
def test_papers_say_what_their_numbers_say(case, no_backtest):
    name, other, measure = PAPERS[case]
    region = PLACES["ninh_thuan"]
    scenario, base = (replace(SCENARIOS[n], **measure) for n in (name, other))
    source = sources.gather(region, [scenario], base, "en", DRAWS)
    document = build(source, load_profile("hd05"))
    blocks = [block for part in document.parts for block in part.blocks]
    words = [
        "".join(shown(piece, "en") for piece in pieces(block, "en"))
        for block in blocks
        if isinstance(block, Paragraph)
    ]
    captions = [cell_words(block.caption, "en") for block in blocks if isinstance(block, Table)]
    for text in (*words, *captions):
        sound(text)
    text = "\n".join(words)
    added = source.added(scenario.name, 2030).value
    summary = words[0]
    assert ("it adds" in summary) == (added > 0)
    assert ("people fewer" in summary) == (added < 0)
    assert "−" not in summary
    assert ("no projects" in text) == (not scenario.projects)
    assert "example" not in text
    spent = source.accounts[scenario.name].added_cost.value
    if scenario.name != base.name:
        assert ("billion VND less than" in text) == (spent < 0)
        assert ("what is beyond" in text) == (spent >= 0)
    when = "end of June 2030" if measure else "end of 2030"
    assert when in summary
    assert ("year's end" in " ".join(captions)) == (not measure or bool(scenario.projects))
    for number in document.numbers().values():
        not_begun = "/lever." in number.tag and number.value == 0
        assert number.value is None or not_begun or shown(number, "en") not in ("–", ""), number
    for block in blocks:
        if isinstance(block, Table) and block.total:
            _columns_add_up(block)


def _columns_add_up(table):
    *parts, total = table.rows
    for column, cell in enumerate(total):
        if isinstance(cell, Number) and cell.is_end:
            continue  # ends of ranges do not add up, which the paper says
        values = [row[column].value for row in parts if isinstance(row[column], Number)]
        if isinstance(cell, Number) and cell.value is not None and None not in values:
            assert sum(values) == pytest.approx(cell.value, abs=0.051), (table.caption, column)
            printed = [found_numbers(shown(row[column], "en"))[0] for row in parts]
            assert sum(printed) == pytest.approx(found_numbers(shown(cell, "en"))[0], abs=1e-6)


def test_papers_of_two_ways_of_counting_are_refused():
    june = replace(SCENARIOS["one_lever"], **JUNE)
    with pytest.raises(InputError, match="measure differs"):
        sources.gather(PLACES["ninh_thuan"], [june], STATUS_QUO, "vi", DRAWS)

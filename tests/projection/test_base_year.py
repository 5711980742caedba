"""The base year: its people, and the rates that hold from there."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.errors import InputError
from simulator.inputs.assumption import Assumptions
from simulator.inputs.keys import Level
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.model.states import (
    COMPULSORY,
    ENTRY_CLASSES,
    FORMER_MEMBERS,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.projection import Sample, base_year, project, run
from simulator.projection.base_year import (
    BaseYear,
    build_base_year,
    central_base_year,
    demography,
)
from simulator.projection.values import Values

PROVINCE, NATION = load_region("ninh_thuan"), load_region("viet_nam")
RESOLUTION = load_scenario("resolution")


def assuming(region, **values: float):
    made = {
        key: replace(entry, value=values[entry.name])
        for key, entry in region.assumptions.items()
        if entry.name in values
    }
    return replace(region, assumptions=region.assumptions.overridden_by(Assumptions(made)))


def mean_separation(base: BaseYear) -> float:
    covered = base.start.stocks[COMPULSORY][0]
    return float((base.rates.separation * covered).sum() / covered.sum())


def scaled(region, pattern: str, factor: float):
    made = {
        key: replace(entry, value=entry.value * factor)
        for key, entry in region.assumptions.items()
        if entry.name == pattern
    }
    return replace(region, assumptions=region.assumptions.overridden_by(Assumptions(made)))


def test_separations_by_age_have_the_mean_rate_of_the_base_year():
    base = central_base_year(assuming(PROVINCE, separation_rate=0.12))
    assert mean_separation(base) == pytest.approx(0.12)
    young, old = base.rates.separation[0, 20 - 15, 0], base.rates.separation[0, 50 - 15, 0]
    assert young > 1.5 * old


@pytest.mark.parametrize("pattern", ["separation_pattern", "hiring_pattern", "voluntary_pattern"])
def test_of_a_pattern_only_the_shape_counts(pattern):
    usual, doubled = (central_base_year(scaled(PROVINCE, pattern, x)) for x in (1.0, 2.0))
    np.testing.assert_allclose(doubled.start.stocks, usual.start.stocks, rtol=1e-9, atol=1e-12)
    assert doubled.rates.separation == pytest.approx(usual.rates.separation, rel=1e-9)


def test_the_base_year_holds_what_is_known_of_it():
    base = central_base_year(assuming(PROVINCE, compliance_rate=0.8, former_stock=5_000.0))
    people = base.start.people[:, 0]
    assert people[COMPULSORY] == pytest.approx(40_700.0)
    assert people[UNCOVERED] == pytest.approx(40_700.0 / 4)
    assert people[VOLUNTARY].sum() == pytest.approx(8_800.0)
    assert people[FORMER_MEMBERS] == pytest.approx(5_000.0)
    assert base.base_compulsory == pytest.approx(40_700.0)
    # 35,600 of them are in unemployment insurance; the others stay outside it.
    assert base.rates.ui_outside == pytest.approx(5_100.0)


def test_classes_have_their_shares_of_the_uninsured_and_of_the_members():
    region = assuming(PROVINCE, class_share=1.0, voluntary_mix=2.0)
    people = central_base_year(region).start.people[:, 0, 0, 0]
    assert people[ENTRY_CLASSES] == pytest.approx(people[UNINSURED][0])
    assert people[VOLUNTARY] == pytest.approx(8_800.0 / 7)


def test_recruitment_of_all_classes_is_the_pace_of_the_members():
    base = central_base_year(assuming(PROVINCE, recruitment_weight=1.0))
    from simulator.experience import recruitment_pace

    pool = base.start.people[UNINSURED].sum()
    assert base.rates.recruitment * pool == pytest.approx(
        recruitment_pace(PROVINCE).value * 8_800.0
    )


def test_a_place_without_a_figure_has_the_nations_ratio_of_former_members():
    own = {key: a for key, a in PROVINCE.assumptions.items() if key[0] != "former_stock"}
    theirs = {("former_stock", ""): NATION.assumptions["former_stock", ""]}
    place = replace(PROVINCE, assumptions=Assumptions({**own, **theirs}))
    of_nation = NATION.assumptions["former_stock", ""].value
    covered = NATION.figure("compulsory_si", NATION.base_year).value
    assert central_base_year(place).start.people[FORMER_MEMBERS] == pytest.approx(
        of_nation * 40_700.0 / covered
    )


def test_nobody_past_the_retirement_age_is_hired_and_few_are_covered():
    usual, none = (
        central_base_year(assuming(NATION, covered_past_retirement=share)).start.stocks
        for share in (0.5, 0.0)
    )
    past = slice(65 - 15, None)
    assert none[COMPULSORY][:, :, past].sum() == 0 < usual[COMPULSORY][:, :, past].sum()
    assert np.isclose(none[COMPULSORY].sum(), usual[COMPULSORY].sum())


def test_a_draw_that_cannot_be_is_named_with_its_own_numbers(monkeypatch):
    """The tenth draw has more former members than there are people outside insurance."""
    monkeypatch.setattr(run, "BLOCK", 4)
    key = next(k for k in PROVINCE.assumptions if k[0] == "former_stock")
    stock = np.full(12, 5_000.0)
    stock[9] = 1e9
    with pytest.raises(InputError, match=r"draw 10 .* total 1000000000 does not fit") as told:
        project(PROVINCE, RESOLUTION, 2025, Sample(12, {key: stock}))
    assert "lần mô phỏng 10" in told.value.problems[0].text.vi


def test_what_cannot_be_in_any_draw_is_no_matter_of_draws():
    key = next(k for k in PROVINCE.assumptions if k[0] == "former_stock")
    with pytest.raises(InputError, match="contradict one another: total 1000000000"):
        project(PROVINCE, RESOLUTION, 2025, Sample(3, {key: np.full(3, 1e9)}))


@pytest.fixture
def built(monkeypatch):
    """The base years that were built, not found again, on a province nobody has asked for yet."""
    made = []
    build = base_year._build

    def noting(region, values, path):
        made.append(region.code)
        return build(region, values, path)

    monkeypatch.setattr(base_year, "_build", noting)
    return made


def test_runs_of_one_sample_share_their_base_year(built):
    place = replace(PROVINCE)
    drawn = draw_sample(place, RESOLUTION, 16)
    key = Level("agents", "default")
    moved = Sample(16, {**drawn.values, key: np.full(16, 0.3)})
    for sample in (drawn, moved):
        project(place, RESOLUTION, 2025, sample)
    project(place, load_scenario("status_quo"), 2026, drawn)
    assert built == [place.code]


@pytest.mark.parametrize("name", ["separation_rate", "former_stock", "participation_pattern"])
def test_another_draw_or_another_assumption_has_a_base_year_of_its_own(built, name):
    place = replace(PROVINCE)
    drawn, path = draw_sample(place, RESOLUTION, 16), demography(place, 2025)
    key = next(k for k in drawn.values if k.path[0] == name)
    other = Sample(16, {**drawn.values, key: 1.1 * drawn.values[key]})
    stated = place.assumptions["compliance_rate", ""]
    changed = Assumptions({stated.key: replace(stated, value=0.9 * stated.value)})
    build_base_year(place, Values(place.assumptions, drawn), path)
    found = build_base_year(place, Values(place.assumptions, other), path)
    build_base_year(place, Values(place.assumptions.overridden_by(changed), other), path)
    assert built == 3 * [place.code]
    fresh = build_base_year(replace(PROVINCE), Values(place.assumptions, other), path)
    np.testing.assert_array_equal(found.start.stocks, fresh.start.stocks)


def test_a_place_that_knows_one_labour_force_only_has_its_parents_tilt_by_age():
    known = tuple(f for f in PROVINCE.history if f.indicator != "labour_force_15_plus")
    found = central_base_year(replace(PROVINCE, history=known))
    assert found.slope == pytest.approx(central_base_year(NATION).slope)
    assert found.slope != pytest.approx(central_base_year(PROVINCE).slope)
    assert found.start.labour_force == pytest.approx(central_base_year(PROVINCE).start.labour_force)

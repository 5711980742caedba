"""The shipped packs agree with themselves; what a pack lacks comes from its parent."""

import pickle
import shutil
from datetime import date

import numpy as np
import pytest

from simulator.classes import CLASS_NAMES
from simulator.inputs.pack_lineage import REGION_FOLDER, region_names
from simulator.inputs.region import load_region
from simulator.model.population import GROUP_NAMES, five_year_groups, population_path

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")
SHIPPED = pytest.mark.parametrize("region", [NATION, PROVINCE], ids=lambda r: r.code)


def test_each_shipped_pack_loads_under_its_own_name():
    assert {load_region(name).code for name in region_names()} == set(region_names())


@SHIPPED
def test_assumptions_lie_within_their_ranges_and_natural_bounds(region):
    for entry in region.assumptions.values():
        assert entry.low <= entry.value <= entry.high, entry.key
        low, high = entry.support
        assert low <= entry.low, entry.key
        assert entry.high <= high, entry.key
        assert entry.source.en, entry.key
        assert entry.unit, entry.key


@SHIPPED
def test_shares_by_class_add_up_and_leave_no_class_out(region):
    joining = [name for name in CLASS_NAMES if name != "former"]
    assert sum(region.assumptions["class_share", c].value for c in joining) == pytest.approx(1)
    assert sum(region.assumptions["voluntary_mix", c].value for c in CLASS_NAMES) == pytest.approx(
        1
    )
    for name in ("lapse_rate", "recruitment_weight", "hiring_weight", "class_income"):
        assert set(region.assumptions.knots(name)) == set(CLASS_NAMES)


@SHIPPED
def test_every_figure_of_the_base_year_that_a_projection_needs_is_there(region):
    year = region.base_year
    c, v, u, young, everyone = (
        region.figure(name, year).value
        for name in (
            "compulsory_si",
            "voluntary_si",
            "ui_participants",
            "labour_force_working_age",
            "labour_force_15_plus",
        )
    )
    assert 0 < u < c
    assert v > 0
    assert c + v < young < everyone


def test_parts_of_the_national_counts_add_up_to_the_published_sums():
    sums, compulsory = NATION.counts("si_participants"), NATION.counts("compulsory_si")
    assert len(sums) >= 5
    for year, total in sums.items():
        parts = compulsory[year].value + NATION.counts("voluntary_si")[year].value
        assert parts == pytest.approx(total.value, rel=0.005), year


def test_the_national_shares_are_the_counts_over_the_denominator():
    year = NATION.base_year
    force = NATION.figure("labour_force_working_age", year).value
    for count, share in (("si_participants", "si_share"), ("ui_participants", "ui_share")):
        published = NATION.figure(f"{share}_of_working_age_labour_force", year).value
        assert NATION.figure(count, year).value / force == pytest.approx(published, rel=1e-3)


def test_of_two_sources_the_one_marked_for_use_is_taken():
    assert NATION.counts("compulsory_si")[2015].value == 12_072_860


def test_months_are_kept_apart():
    assert PROVINCE.figure("voluntary_si", 2020) is None
    assert PROVINCE.figure("voluntary_si", 2020, month=9).value == 4297
    assert set(PROVINCE.counts("voluntary_si")) == {2018, 2019, 2023}


def test_national_counts_run_without_a_gap():
    for name in ("compulsory_si", "voluntary_si", "ui_participants"):
        assert sorted(NATION.counts(name)) == list(range(2010, NATION.base_year + 1))


def test_growth_is_a_fraction_with_a_plan_wherever_no_release_is_known():
    assert NATION.growth[2024].first == pytest.approx(0.0709)
    for entry in NATION.growth.values():
        known = [x for x in (entry.first, entry.revised, entry.plan) if x is not None]
        assert known
        assert all(0 < x < 0.12 for x in known)


def test_a_province_inherits_what_it_does_not_state():
    assert PROVINCE.targets == NATION.targets
    assert not PROVINCE.growth
    assert PROVINCE.assumptions["class_share", "poor"].origin == "ninh_thuan"
    assert PROVINCE.assumptions["lapse_rate", "poor"].origin == "viet_nam"
    assert NATION.assumptions["class_share", "poor"].origin == "viet_nam"


def test_the_localities_add_up_to_the_census():
    census = PROVINCE.figure("population", 2019, month=4).value
    assert sum(place.population for place in PROVINCE.localities) == census


def test_a_standardised_population_has_the_nations_structure_and_its_own_total():
    year = PROVINCE.base_year
    own = population_path(PROVINCE.demography, year, year).year_end[0]
    nation = population_path(NATION.demography, year, year).year_end[0]
    assert own.sum() == pytest.approx(PROVINCE.figure("population", year).value)
    assert own / own.sum() == pytest.approx(nation / nation.sum())
    assert PROVINCE.origins["population"] == "standardised"
    assert PROVINCE.origins["migration"] == "assumed"
    assert PROVINCE.warnings


def test_births_without_own_figures_follow_the_nations_births_per_woman():
    year = 2026
    people = population_path(PROVINCE.demography, year - 1, year)
    nation = population_path(NATION.demography, year - 1, year)
    ours, theirs = people.year_end[1], nation.year_end[1]
    per_woman = ours[:, 0].sum() / ours[1, 15:50].sum()
    assert per_woman == pytest.approx(theirs[:, 0].sum() / theirs[1, 15:50].sum(), rel=0.02)


def test_the_law_known_at_a_day_reaches_the_region_and_its_parent():
    early = load_region("ninh_thuan", law_as_of=date(2023, 12, 31))
    for place in (early, early.parent):
        assert place.law.value("voluntary_subsidy_poor", 2026) == 0.30
    assert PROVINCE.law.value("voluntary_subsidy_poor", 2026) == 0.50


def test_five_year_groups_give_back_the_groups_of_a_pack(tmp_path):
    folder = tmp_path / "grouped"
    shutil.copytree(REGION_FOLDER / "ninh_thuan", folder)
    groups = five_year_groups(NATION.demography.populations[1]).round()
    rows = [
        f"2023-12-31,{name},{groups[0, i]:.0f},{groups[1, i]:.0f},estimate,made up"
        for i, name in enumerate(GROUP_NAMES)
    ]
    header = "date,age,male_persons,female_persons,status,source"
    (folder / "population.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    region = load_region(folder)
    assert region.origins["population"] == "observed"
    own = population_path(region.demography, 2023, 2023).year_end[0]
    assert np.abs(five_year_groups(own) - groups).max() < 1e-3


def test_a_place_knows_what_it_is_part_of():
    assert [place.code for place in PROVINCE.lineage] == ["ninh_thuan", "viet_nam"]
    assert [place.code for place in NATION.lineage] == ["viet_nam"]
    assert PROVINCE.nearest(lambda place: place.parent is None) is PROVINCE.parent
    assert PROVINCE.nearest(lambda place: place.base_year > 2100) is None
    assert PROVINCE.known_peers == NATION.peers != ()


@SHIPPED
def test_what_is_observed_was_counted(region):
    counts = region.counts("compulsory_si")
    assert {y for y, f in counts.items() if f.counted} == set(region.observed("compulsory_si"))


def test_a_region_that_is_kept_cannot_be_changed_by_one_who_asked_for_it():
    place = load_region("ninh_thuan")
    for held in (place.targets, place.growth, place.origins):
        with pytest.raises(TypeError):
            held["mine"] = ()
    sent = pickle.loads(pickle.dumps(place))
    assert (sent.targets, sent.origins) == (place.targets, place.origins)
    with pytest.raises(TypeError):
        sent.targets["mine"] = ()

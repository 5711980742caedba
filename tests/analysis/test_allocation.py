"""Splitting the province's figures among localities."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.programme.allocation import allocate, note
from simulator.analysis.programme.apportionment import InfeasibleError, allocate_path, apportion
from simulator.errors import InputError
from simulator.inputs.pack_check import unused_figures
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

REGION = load_region("ninh_thuan")
RESOLUTION = load_scenario("resolution")
COUNTS_HEAD = "year,month,locality,indicator,value,unit,status,source"

places = st.integers(2, 300)


@given(places, st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_every_feasible_split_is_exact_and_keeps_floors_and_caps(count, extra, random):
    floor = np.array([random.randint(0, 500) for _ in range(count)])
    cap = floor + np.array([random.randint(0, 400) for _ in range(count)])
    weight = np.array([random.random() + 0.01 for _ in range(count)])
    total = int(floor.sum()) + extra
    if total > cap.sum():
        with pytest.raises(InfeasibleError):
            apportion(total, floor, cap, weight)
        return
    found = apportion(total, floor, cap, weight)
    assert found.sum() == total
    assert (floor <= found).all()
    assert (found <= cap).all()


@given(places, st.randoms(use_true_random=False))
def test_paths_add_up_each_year_and_no_place_falls_while_the_province_rises(count, random):
    start = np.array([random.randint(0, 900) for _ in range(count)])
    totals, caps = [], []
    total, cap = int(start.sum()), start + 1
    for _ in range(5):
        total += random.randint(0, count)
        cap = cap + 2
        totals.append(total)
        caps.append(cap)
    weights = [np.array([random.random() + 0.1 for _ in range(count)])] * 5
    path = allocate_path(totals, start, caps, weights)
    assert [int(year.sum()) for year in path] == totals
    for before, after in zip([start, *path], path, strict=False):
        assert (after >= before).all()


def test_a_small_change_of_one_place_moves_no_other_by_more_than_it_must():
    floor, weight = np.full(50, 10), np.linspace(1, 5, 50)
    cap = np.full(50, 1000)
    before = apportion(5000, floor, cap, weight)
    floor[7] += 3
    after = apportion(5000, floor, cap, weight)
    others = np.delete(np.abs(after - before), 7)
    assert others.max() <= 1


def test_the_programme_adds_up_to_the_provinces_projection():
    years = range(2026, 2031)
    found = allocate(REGION, RESOLUTION, years)
    for kind in ("compulsory_si", "voluntary_si", "ui_participants"):
        for year in years:
            mine = [t for t in found.targets if t.type == kind and t.year == year]
            assert sum(t.target for t in mine) == found.totals[kind, year]
            assert all(t.target <= t.headroom for t in mine)
    p = project(REGION, RESOLUTION, 2030)
    assert found.totals["compulsory_si", 2030] == round(p.total("compulsory")[-1, 0])
    by_place = {(t.locality.code, t.year, t.type): t.target for t in found.targets}
    for (code, year, kind), target in by_place.items():
        if kind == "ui_participants":
            assert target <= by_place[code, year, "compulsory_si"]


def test_a_place_without_localities_is_refused():
    with pytest.raises(InputError, match="no list of localities"):
        allocate(load_region("viet_nam"), RESOLUTION, [2026])


@given(places, st.randoms(use_true_random=False))
def test_any_path_adds_up_within_its_caps_or_is_refused(count, random):
    start = np.array([random.randint(0, 500) for _ in range(count)])
    totals, caps = [], []
    for _ in range(5):
        totals.append(int(start.sum() * random.uniform(0.6, 1.4)))
        caps.append(np.array([random.randint(0, 1200) for _ in range(count)]))
    weights = [np.array([random.random() + 0.1 for _ in range(count)])] * 5
    if any(cap.sum() < total for cap, total in zip(caps, totals, strict=True)):
        with pytest.raises(InfeasibleError):
            allocate_path(totals, start, caps, weights)
        return
    path = allocate_path(totals, start, caps, weights)
    assert [int(year.sum()) for year in path] == totals
    for year, cap in zip(path, caps, strict=True):
        assert (year <= cap).all()
        assert (year >= 0).all()


def test_a_place_is_not_filled_beyond_what_a_later_year_lets_it_keep():
    caps = [np.array([50, 50]), np.array([20, 90])]
    path = allocate_path([60, 70], np.array([10, 10]), caps, [np.array([1.0, 1.0])] * 2)
    assert [year.tolist() for year in path] == [[20, 40], [20, 50]]


def test_where_the_total_falls_no_place_rises():
    caps = [np.array([100, 100, 100])]
    before = np.array([60, 30, 10])
    (after,) = allocate_path([50], before, caps, [np.ones(3)])
    assert after.tolist() == [30, 15, 5]


def test_a_years_targets_do_not_depend_on_the_years_asked_for():
    def of_2030(years):
        found = allocate(REGION, RESOLUTION, years)
        return [
            (t.locality.code, t.type, t.target, t.rise) for t in found.targets if t.year == 2030
        ]

    assert of_2030([2030]) == of_2030(range(2026, 2031)) == of_2030([2024, 2030])


@pytest.fixture
def counted(tmp_path):
    """Return a function that loads the pack with these counts of its localities alone."""

    def load(*rows, year=2023, unit="person"):
        for name in ("ninh_thuan", "viet_nam"):
            shutil.copytree(REGION_FOLDER / name, tmp_path / name, dirs_exist_ok=True)
        table = tmp_path / "ninh_thuan" / "locality_counts.csv"
        lines = [f"{year},12,{row},{unit},published,yearbook" for row in rows]
        table.write_text("\n".join([COUNTS_HEAD, *lines]) + "\n", encoding="utf-8")
        return load_region(tmp_path / "ninh_thuan")

    return load


def test_a_locality_with_its_own_count_starts_from_it(counted):
    region = counted("bac_ai,voluntary_si,77", "bac_ai,compulsory_si,1000")
    found = {(t.locality.code, t.type): t for t in allocate(region, RESOLUTION, [2024]).targets}
    usual = {(t.locality.code, t.type): t for t in allocate(REGION, RESOLUTION, [2024]).targets}
    mine = found["bac_ai", "voluntary_si"]
    assert mine.target - mine.rise == 77
    assert not mine.assumed
    assert found["ninh_son", "voluntary_si"].assumed
    assert usual["bac_ai", "voluntary_si"].assumed
    starts = [t.target - t.rise for (_, kind), t in found.items() if kind == "compulsory_si"]
    assert sum(starts) == round(project(region, RESOLUTION, 2024).total("compulsory")[0, 0])
    assert found["bac_ai", "compulsory_si"].target - found["bac_ai", "compulsory_si"].rise == 1000
    assert "own counts" in note(allocate(region, RESOLUTION, [2024])).en


def test_liable_jobs_go_where_work_is_and_members_where_people_live(counted):
    codes = [place.code for place in REGION.localities]
    work = dict.fromkeys(codes, 100.0) | {"thuan_bac": 400.0}
    region = counted(*(f"{code},workers_by_place_of_work,{n}" for code, n in work.items()))
    programme = allocate(region, RESOLUTION, [2024])
    start = {(t.locality.code, t.type): t.target - t.rise for t in programme.targets}
    jobs = {code: start[code, "compulsory_si"] for code in codes}
    assert jobs["thuan_bac"] == pytest.approx(4 * jobs["bac_ai"], rel=0.001)
    assert sum(jobs.values()) == round(project(region, RESOLUTION, 2024).total("compulsory")[0, 0])
    usual = allocate(counted(), RESOLUTION, [2024])
    people = {(t.locality.code, t.type): t.target - t.rise for t in usual.targets}
    assert start["bac_ai", "voluntary_si"] == people["bac_ai", "voluntary_si"]
    assert usual.work is usual.poverty is None
    assert note(usual).en.startswith("Fallback: ")
    assert "workers by place of work, December 2023" in note(programme).en


def test_work_known_of_some_places_alone_shares_nothing(counted):
    some = counted("bac_ai,enterprises,9", unit="enterprise")
    assert allocate(some, RESOLUTION, [2024]).work is None


CODES = [place.code for place in REGION.localities]


def test_nobody_of_a_poor_household_has_a_liable_job_and_all_others_have_alike(counted):
    poor = dict.fromkeys(CODES, 100) | {"bac_ai": 300}
    region = counted(*(f"{c},poor_households,{n}" for c, n in poor.items()), unit="household")
    programme = allocate(region, RESOLUTION, [2024])
    start = {
        t.locality.code: t.target - t.rise for t in programme.targets if t.type == "compulsory_si"
    }
    p = project(region, RESOLUTION, 2024)
    free = (p.total("voluntary") + p.total("uninsured"))[0, :, 0]
    force = free.sum() + p.total("compulsory")[0, 0] + p.total("uncovered")[0, 0]
    people = sum(place.population for place in region.localities)
    others = {
        place.code: force * place.population / people - free[0] * poor[place.code] / 900
        for place in region.localities
    }
    covered = p.total("compulsory")[0, 0] / sum(others.values())
    for code, count in start.items():
        assert count == pytest.approx(covered * others[code], abs=1)
    assert "Liable jobs: nobody of a poor household" in note(programme).en


def test_the_poor_are_fewer_among_the_new_members_of_voluntary_insurance(counted):
    def rises(*rows):
        found = allocate(counted(*rows, unit="household"), RESOLUTION, [2024]).targets
        return {t.locality.code: t.rise for t in found if t.type == "voluntary_si"}

    even, poor = rises(), rises(*(f"{c},poor_households,{1 + 99 * (c == 'bac_ai')}" for c in CODES))
    assert poor["bac_ai"] < even["bac_ai"]
    assert sum(poor.values()) == sum(even.values())


def test_where_work_is_goes_before_poverty_and_the_newest_known_december_is_used(counted):
    poor = [f"{c},poor_households,{100 + 900 * (c == 'bac_ai')}" for c in CODES]
    region = counted(*poor, year=2019, unit="household")
    assert allocate(region, RESOLUTION, [2024]).poverty.year == 2019
    assert unused_figures(region) == []
    later = counted(*poor, year=2024, unit="household")
    assert allocate(later, RESOLUTION, [2024]).poverty is None
    assert "12/2024" in unused_figures(later)[0].en
    table = later.source.path / "locality_counts.csv"
    firms = "".join(f"2022,12,{c},employers,9,employer,published,register\n" for c in CODES)
    table.write_text(table.read_text(encoding="utf-8") + firms, encoding="utf-8")
    work = allocate(load_region(later.source.path), RESOLUTION, [2024]).work
    assert (work.indicator, work.year) == ("employers", 2022)
    assert work.share == pytest.approx(1 / len(CODES))


def test_the_province_names_its_poor_households_and_calls_the_rest_a_fallback():
    programme = allocate(REGION, RESOLUTION, [2024])
    assert programme.poverty.share.sum() == pytest.approx(1.0)
    assert programme.poverty.share[CODES.index("bac_ai")] == pytest.approx(2601 / 11925)
    assert "December 2019" in note(programme).en
    assert "fallback" in note(programme).en


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        ("bac_ai,poor_households,2601", "person", "'person' is not one of household"),
        ("bac_ai,employers,9", "enterprise", "'enterprise' is not one of employer"),
        ("bac_ai,poor_households,9.000", "household", "9.000: households are whole numbers"),
    ],
)
def test_a_weight_in_another_unit_is_refused(counted, count, unit, said):
    with pytest.raises(InputError, match=said):
        counted(count, unit=unit)


def test_counts_above_the_provinces_are_refused_with_both_figures(counted):
    region = counted("bac_ai,voluntary_si,500000")
    with pytest.raises(InputError, match="add up to 500000, the province has"):
        allocate(region, RESOLUTION, [2024])


def test_a_count_of_an_unknown_locality_is_refused_with_the_nearest(counted):
    with pytest.raises(InputError, match=r"no locality 'bac_aj'; nearest: bac_ai"):
        counted("bac_aj,voluntary_si,5")


def test_new_units_take_over_from_the_former_ones(counted):
    assert len(REGION.successors) == 24
    people = sum(place.population for place in REGION.localities)
    assert sum(place.population for place in REGION.successors) == pytest.approx(people, rel=1e-6)
    found = allocate(REGION, RESOLUTION, [2026, 2030], units="new")
    for (kind, year), total in found.totals.items():
        mine = [t for t in found.targets if (t.type, t.year) == (kind, year)]
        assert len(mine) == 24
        assert sum(t.target for t in mine) == total
    names = ("phan_rang_thap_cham", "ninh_phuoc", "ninh_hai", "ninh_son", "thuan_nam", "thuan_bac")
    region = counted(*(f"{name},voluntary_si,900" for name in names), "bac_ai,voluntary_si,1000")
    with pytest.raises(InputError, match="add up"):
        allocate(region, RESOLUTION, [2024], units="former")


def test_shares_that_do_not_add_up_are_refused(tmp_path):
    for name in ("ninh_thuan", "viet_nam"):
        shutil.copytree(REGION_FOLDER / name, tmp_path / name)
    table = tmp_path / "ninh_thuan" / "successors.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"the shares of bac_ai add up to 0\.726814, not to 1"):
        load_region(tmp_path / "ninh_thuan")

"""The law by date: what is asked for a year, what was known when, and faulty files."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from simulator.analysis.costing.costs import costs
from simulator.errors import InputError
from simulator.inputs import law as law_module
from simulator.inputs.law import NEEDED, load_law
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

LAW = load_law()
YEARS = range(2018, 2041)


def in_force(name: str, day: date) -> float | None:
    values = [p.value for p in LAW.parameters[name].provisions if p.start <= day]
    return values[-1] if values else None


def named(kind: str) -> list[str]:
    return [name for name, parameter in LAW.parameters.items() if parameter.kind == kind]


@pytest.mark.parametrize("name", named("rate"))
def test_a_rate_is_the_mean_over_the_days_of_the_year(name):
    for year in YEARS:
        days = [date(year, 1, 1) + timedelta(i) for i in range(366)]
        daily = [in_force(name, day) for day in days if day.year == year]
        if None not in daily:
            assert LAW.value(name, year) == pytest.approx(sum(daily) / len(daily), rel=1e-12)


@pytest.mark.parametrize("name", named("level"))
def test_a_level_is_what_holds_on_the_last_day(name):
    for year in YEARS:
        assert LAW.value(name, year) == in_force(name, date(year, 12, 31))


@pytest.mark.parametrize("name", named("flag"))
def test_a_flag_counts_the_days_since_its_first(name):
    start = LAW.parameters[name].provisions[0].start
    for year in YEARS:
        days = [date(year, 1, 1) + timedelta(i) for i in range(366)]
        days = [day for day in days if day.year == year]
        share = sum(day >= start for day in days) / len(days)
        assert LAW.days_in_force(name, year) == LAW.value(name, year) == pytest.approx(share)


@pytest.mark.parametrize(
    ("sex", "step", "last", "age"), [("men", 3, 2028, 62), ("women", 4, 2035, 60)]
)
def test_retirement_ages_rise_by_equal_months_and_stop(sex, step, last, age):
    ages = [LAW.value(f"retirement_age_{sex}", year) for year in range(2020, 2051)]
    rises = [round((b - a) * 12, 9) for a, b in pairwise(ages)]
    assert rises == [step] * (last - 2020) + [0] * (2050 - last)
    assert ages[-1] == age


def test_law_as_of_a_day_holds_nothing_adopted_later():
    for day in (date(2019, 11, 19), date(2023, 12, 31), date(2025, 6, 20)):
        known = LAW.as_of(day)
        kept = [p for entry in known.parameters.values() for p in entry.provisions]
        assert kept
        assert all(p.adopted is not None and p.adopted <= day for p in kept)
        assert known.as_of(date(2040, 1, 1)).parameters == known.parameters


@pytest.mark.parametrize(
    ("day", "age", "liable"),
    [((2019, 11, 19), 60.0, 0.0), ((2019, 11, 20), 62.0, 0.0), ((2024, 6, 29), 62.0, 1.0)],
)
def test_the_day_of_adoption_is_the_first_on_which_a_law_is_known(day, age, liable):
    known = LAW.as_of(date(*day))
    assert known.value("retirement_age_men", 2030) == age
    owners = "compulsory_covers_registered_household_business_owners"
    assert known.value(owners, 2030) == liable


def test_what_is_only_announced_is_out_whenever_a_day_is_given():
    salary = LAW.parameters["base_salary"]
    *before, last = salary.provisions
    only_said = replace(salary, provisions=(*before, replace(last, adopted=None)))
    known = replace(LAW, parameters={**LAW.parameters, "base_salary": only_said})
    assert known.value("base_salary", 2026) > known.as_of(date(2040, 1, 1)).value(
        "base_salary", 2026
    )


def test_what_has_begun_is_not_called_announced():
    provisions = [p for entry in LAW.parameters.values() for p in entry.provisions]
    for p in provisions:
        assert (p.status == "announced") == (p.adopted is None)
        assert p.start > LAW.compiled or p.status != "announced"


def test_every_provision_says_where_it_stands():
    for entry in LAW.parameters.values():
        assert entry.label.vi
        assert entry.label.en
        assert entry.unit
        assert all(p.reference for p in entry.provisions)
        starts = [p.start for p in entry.provisions]
        assert starts == sorted(set(starts))


def test_an_unknown_parameter_names_the_nearest():
    with pytest.raises(KeyError, match="voluntary_subsidy_poor"):
        LAW.value("voluntary_subsidy_pour", 2025)


GOOD = '{from: "2020-01-01", adopted: "2019-01-01", value: 1, status: published, reference: x}'


@pytest.mark.parametrize(
    ("kind", "entry", "place"),
    [
        ("rating", GOOD, "law/mine.yaml:4:11: parameters.a.kind"),
        ("rate", GOOD.replace("2020-01-01", "2020-13-01"), "law/mine.yaml:7:9"),
        ("rate", GOOD.replace("value: 1", "value: much"), "law/mine.yaml:7:9"),
        ("rate", GOOD.replace("value: 1, ", ""), "law/mine.yaml:7:9"),
        ("rate", GOOD.replace("published", "guessed"), "law/mine.yaml:7:"),
    ],
)
def test_faults_of_a_law_file_have_their_place(tmp_path, monkeypatch, kind, entry, place):
    head = f'version: "2026-01-01"\nparameters:\n  a:\n    kind: {kind}\n    unit: share\n'
    text = f"{head}    entries:\n      - {entry}\n"
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(law_module, "LAW_FOLDER", tmp_path)
    with pytest.raises(InputError) as caught:
        load_law("mine")
    assert caught.value.problems[0].line_in("en").startswith(place)


def _law_of(text, folder, monkeypatch):
    (folder / "viet_nam.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(law_module, "LAW_FOLDER", folder)
    return load_law("viet_nam")


def test_exactly_what_a_projection_asks_for_is_needed():
    region = load_region("ninh_thuan")
    asked = set()

    class Watched(dict):
        def __getitem__(self, name):
            asked.add(name)
            return dict.__getitem__(self, name)

    watched = replace(region.law, parameters=Watched(region.law.parameters))
    costs(project(replace(region, law=watched), load_scenario("resolution"), 2027))
    assert asked == set(NEEDED)


@pytest.mark.parametrize(
    "text",
    [
        "[]\n",
        "parameters: 3\n",
        "parameters: {retirement_age_men: 3}\n",
        "parameters: {retirement_age_men: {kind: level, unit: year, entries: {a: 1}}}\n",
        "parameters: {retirement_age_men: {kind: level, unit: year, entries: [1, {from: 2}]}}\n",
        "parameters: {retirement_age_men: {kind: level, label: x, unit: 7}}\n",
    ],
)
def test_a_law_of_another_shape_is_refused_with_all_that_it_lacks(text, tmp_path, monkeypatch):
    with pytest.raises(InputError, match="voluntary_subsidy_poor: is missing"):
        _law_of(text, tmp_path, monkeypatch)


def test_a_provision_out_of_bounds_is_named(tmp_path, monkeypatch):
    shipped = (law_module.LAW_FOLDER / "viet_nam.yaml").read_text("utf-8")
    text = shipped.replace("value: 2340000", "value: 1e300").replace("months: 744", "months: true")
    with pytest.raises(InputError) as caught:
        _law_of(text, tmp_path, monkeypatch)
    told = str(caught.value)
    assert "1e+300 is outside" in told
    assert "value or months (numbers)" in told

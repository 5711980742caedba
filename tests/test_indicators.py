"""Every result worked by hand from counts that are written down."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain, with_figure

from simulator.analysis.comparing.gaps import gap_to_target_persons
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Figure
from simulator.inputs.region import load_region
from simulator.projection import project

HOME = load_region("ninh_thuan")
YEAR = HOME.base_year


def crossing(name: str, people: float) -> Figure:
    return Figure(HOME.code, YEAR, 12, name, people, "person", "published", "made up")


# A tenth of the 40,700 who are covered live elsewhere, nobody the other way round.
REGION = with_figure(
    with_figure(HOME, crossing("insured_living_elsewhere", 4_070)),
    crossing("insured_working_elsewhere", 0),
)


def two(before: float, now: float) -> np.ndarray:
    return np.array([[before], [now]])


def classes(before: float, now: float) -> np.ndarray:
    """Seven classes, of which the first holds everybody."""
    found = np.zeros((2, 7, 1))
    found[:, 0] = two(before, now)
    return found


COUNTS = {
    "compulsory": two(40_000, 50_000),
    "voluntary": classes(8_000, 10_000),
    "uninsured": classes(200_000, 190_000),
    "uncovered": two(20_000, 12_500),
    "ui": two(30_000, 40_000),
    "working_age_labour_force": two(250_000, 300_000),
    "compulsory_working_age": two(39_000, 48_000),
    "voluntary_working_age": two(7_000, 9_000),
    "entries": classes(np.nan, 5_000),
    "lapses": classes(np.nan, 2_000),
    "transitions": classes(np.nan, 1_000),
    "lump_sums": two(np.nan, 700),
    "operating_jobs": two(0, 300),
    "construction_jobs": two(0, 40),
    "unfilled": two(np.nan, 5),
}
EXPECTED = {
    "si_participants": 60_000,
    "compulsory_si": 50_000,
    "voluntary_si": 10_000,
    "ui_participants": 40_000,
    "working_age_labour_force": 300_000,
    "si_share": 0.2,
    # Of 50,000 covered jobs a tenth is held from elsewhere: 55,000 residents.
    "si_share_by_residence": 55 / 300,
    "voluntary_share": 1 / 30,
    "ui_share": 2 / 15,
    "voluntary_share_informal": 0.05,
    "liable_uncovered": 12_500,
    "compliance_rate": 0.8,
    "entries": 5_000,
    "lapses": 2_000,
    "transitions": 1_000,
    # 10,000 now less 5,000 who joined and with 2,000 who left: 7,000 were there to lapse.
    "persistency_12m": 5 / 7,
    "lump_sum_withdrawals": 700,
    "project_jobs": 340,
    "unfilled_vacancies": 5,
    # 60,000 are 20 per cent of 300,000 and 24 of the base year's 250,000.
    "denominator_effect": -4.0,
}


@pytest.fixture(scope="module")
def counted():
    p = project(REGION, plain(), REGION.base_year + 1)
    return replace(p, totals={**p.totals, **COUNTS})


@pytest.mark.parametrize("name", EXPECTED)
def test_each_result_follows_from_the_counts(counted, name):
    assert INDICATORS[name].of(counted)[-1] == pytest.approx(EXPECTED[name])


def test_only_people_of_working_age_are_counted_where_asked(counted):
    young = replace(counted, scenario=replace(counted.scenario, working_age_only=True))
    assert INDICATORS["si_participants"].of(young)[-1] == pytest.approx(57_000)


def test_the_gap_is_what_is_missing_to_the_target(counted):
    gap = gap_to_target_persons(counted, "si_share", 0.35)
    assert gap[:, 0] == pytest.approx([0.35 * 250_000 - 48_000, 45_000])
    assert gap_to_target_persons(counted, "ui_share", 0.1)[-1] == pytest.approx(-10_000)


def test_by_class_nothing_is_added_up(counted):
    assert INDICATORS["voluntary_si_by_class"].of(counted).shape == (2, 7, 1)
    assert INDICATORS["lapses_by_class"].of(counted)[-1, 0] == pytest.approx(2_000)


def test_all_that_this_file_does_not_work_out_is_tested_elsewhere():
    # Person-years follow the seasonal path, see the tests of months.
    others = {name for name, i in INDICATORS.items() if i.by_class or i.unit == "person_year"}
    assert set(INDICATORS) == set(EXPECTED) | others

"""Coverage by residence: what is stated, what claims bound, what cancels between two places."""

import re
from dataclasses import replace

import numpy as np
import pytest
from worlds import plain, region_with, with_figure

from simulator.indicators import INDICATORS
from simulator.inputs.commuting import (
    CLAIMS,
    CLAIMS_OF_OTHERS,
    COMMUTERS,
    INSURED_ELSEWHERE,
    LIVING_ELSEWHERE,
    claims,
    commuters,
    commuting_words,
    most_by_residence,
)
from simulator.inputs.figures import Figure
from simulator.inputs.history_check import check_history
from simulator.inputs.region import load_region
from simulator.projection import project
from simulator.report.records import records

PLACE, NATION = load_region("ninh_thuan"), load_region("viet_nam")
BY_HOME = "si_share_by_residence"


def stated(region, **counts: float):
    for name, value in counts.items():
        unit = "case" if name.startswith("ui_claims") else "person"
        figure = Figure(
            region.code, region.base_year, 12, name, value, unit, "published", "made up", 0
        )
        region = with_figure(region, figure)
    return region


def with_commuters(inward: float, outward: float, region=PLACE):
    return stated(region, **{LIVING_ELSEWHERE: inward, INSURED_ELSEWHERE: outward})


def test_who_lives_elsewhere_is_taken_off_and_who_works_elsewhere_is_added():
    p = project(with_commuters(2_000.0, 5_000.0), plain(), 2030)
    force, insured = p["working_age_labour_force"][0, 0], p["si_participants"][0, 0]
    assert p[BY_HOME][0, 0] == pytest.approx((insured + 3_000) / force)
    # Commuting keeps its part of covered jobs.
    more = 3_000 * p["compulsory_si"][-1, 0] / p["compulsory_si"][0, 0]
    gained = p[BY_HOME][-1] - p["si_share"][-1]
    assert gained[0] * p["working_age_labour_force"][-1, 0] == pytest.approx(more)


def test_as_many_in_as_out_changes_nothing_and_nobody_knows_without_both():
    p = project(with_commuters(4_000.0, 4_000.0), plain(), 2026)
    assert p[BY_HOME] == pytest.approx(p["si_share"])
    half = stated(PLACE, **{LIVING_ELSEWHERE: 4_000.0})
    assert commuters(half) is None
    assert np.isnan(project(half, plain(), 2024)[BY_HOME]).all()


def test_who_crosses_from_one_half_to_the_other_cancels_in_their_sum():
    halves = [
        with_commuters(in_, out, region_with(0.5)) for in_, out in ((900.0, 100.0), (100.0, 900.0))
    ]
    whole = with_commuters(0.0, 0.0)
    found = [project(region, plain(), 2026) for region in (*halves, whole)]
    residents = [p[BY_HOME] * p["working_age_labour_force"] for p in found]
    assert residents[0] + residents[1] == pytest.approx(residents[2], rel=1e-9)
    assert residents[0][0, 0] < residents[1][0, 0]


def test_the_share_is_told_where_it_is_known_and_left_out_elsewhere():
    def named(region):
        return {r["indicator"] for r in records(project(region, plain(), 2024), [2024])}

    assert BY_HOME in named(with_commuters(0.0, 100.0))
    assert BY_HOME not in named(PLACE)
    assert INDICATORS[BY_HOME].missing(PLACE) == list(COMMUTERS)


def test_the_remark_says_both_shares_with_their_status_or_that_it_is_not_known():
    (known,) = commuting_words(with_commuters(2_000.0, 5_000.0))
    by_home, by_work = (float(x) for x in re.findall(r"([0-9.]+)%", known.en))
    assert by_home == pytest.approx(100 * (49_500 + 3_000) / 290_000, abs=0.05)
    assert by_work == pytest.approx(100 * 49_500 / 290_000, abs=0.05)
    assert "(published)" in known.en
    none = replace(
        PLACE, history=tuple(f for f in PLACE.history if f.indicator != CLAIMS_OF_OTHERS)
    )
    (unknown,) = commuting_words(none)
    assert unknown.en.endswith("there is no coverage by residence")
    assert commuting_words(NATION) == []


def test_claims_of_other_places_bound_the_share_as_if_all_of_them_commuted():
    half = stated(PLACE, **{CLAIMS: 200.0, CLAIMS_OF_OTHERS: 100.0})
    found = claims(half)
    assert found.share == 0.5
    # As many residents insured elsewhere as here: unemployment insurance counts twice.
    assert most_by_residence(half, found) == pytest.approx((49_500 + 35_600) / 290_000)
    (told,) = commuting_words(half)
    assert "100 of 200 claims" in told.en
    assert "at most 29.3%" in told.en
    assert claims(PLACE).share == pytest.approx(149 / 293)


@pytest.mark.parametrize(("inward", "outward"), [(40_700.0, 0.0), (0.0, 290_000.0)])
def test_more_commuters_than_there_are_people_are_refused(inward, outward):
    (problem,) = check_history(with_commuters(inward, outward))
    assert "must be below" in problem.text.en

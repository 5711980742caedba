"""The answer to a goal search in words: each number beside what it is of, as it was asked for."""

from dataclasses import replace

import pytest

from simulator.analysis.goal.question import Limits, Target
from simulator.analysis.goal.result import GoalResult, LeverPackage, Verdict
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.inputs.region import load_region
from simulator.report.results import goal
from simulator.report.results.goal import goal_notes
from simulator.report.writers.words import cell_words
from simulator.text import unbound

PLACE = load_region("ninh_thuan")
MIX = LeverPackage(
    {"agents": 1.0}, ("agents",), 292_000.0, (190_000.0, 492_000.0), (0.313, 0.092),
    ((0.23, 0.42), (0.03, 0.19)), (0.52, 0.54),
)  # fmt: skip
TWO = (Target("si_share", 2030, 0.3), Target("voluntary_share", 2030, 0.085))
FOUND = GoalResult(
    TWO, 0.5, Limits(1_500_000.0), False, Verdict.FOUND, MIX, (), (1.0,), 1_040_600.0, (), (), (),
    None, None, (0.0, 0.0), ("agents",), 0.016, 9, 99, 1024,
)  # fmt: skip
OUT = replace(
    FOUND,
    verdict=Verdict.OUT_OF_REACH,
    chance=0.8,
    ceilings=(0.282, 0.053),
    missing_persons=(98_130.0, 9_973.0),
)


def said(result, language="vi"):
    return unbound(cell_words(goal.section(PLACE, result).title, language))


def test_an_answer_tells_money_and_shares_as_they_were_asked_for():
    words = said(FOUND)
    assert "bao phủ BHXH 30 % năm 2030, BHXH tự nguyện 8,5 % năm 2030: đạt được" in words
    assert "trong phạm vi 1.500 tỷ đồng" in words
    assert "khả năng ít nhất 50 % cho từng chỉ tiêu" in words
    assert "bao phủ BHXH 52 %, BHXH tự nguyện 54 %" in words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_of_several_targets_each_number_stands_behind_its_name(language):
    words = said(OUT, language)
    names = {"vi": ("bao phủ BHXH", "BHXH tự nguyện"), "en": ("SI coverage", "voluntary SI")}
    pairs = {"vi": ("28,2 %", "5,3 %"), "en": ("28.2%", "5.3%")}
    chances = {"vi": ("52 %", "54 %"), "en": ("52%", "54%")}
    for numbers in (pairs, chances):
        for name, number in zip(names[language], numbers[language], strict=True):
            assert f"{name} {number}" in words
    alone = replace(
        OUT, targets=TWO[:1], ceilings=(0.282,), missing_persons=(98_130.0,),
        best=replace(MIX, values=MIX.values[:1], bands=MIX.bands[:1], chances=MIX.chances[:1]),
    )  # fmt: skip
    told = {"vi": "từng chỉ tiêu", "en": "each target"}[language]
    assert told in words
    assert told not in said(alone, language)


def test_what_is_spent_without_the_levers_stands_beside_what_they_add():
    section = goal.section(PLACE, FOUND)
    rows = {cell_words(row[0], "vi"): cell_words(row[2], "vi") for row in section.blocks[0].rows}
    total = next(value for name, value in rows.items() if name.startswith("Tổng chi công"))
    assert total == "1.332,6"
    notes = unbound(
        " ".join(cell_words(part, "vi") for block in section.blocks[1:] for part in block.parts)
    )
    assert "ngoài 1.040,6 tỷ đồng" in notes
    # 1.040,64 and 292,04 make 1.332,68: what is printed adds up all the same.
    near = replace(FOUND, base_cost=1_040_640.0, best=replace(MIX, cost=292_040.0))
    words = " ".join(cell_words(part, "vi") for part in goal_notes(PLACE, near))
    assert "ngoài 1.040,7 tỷ đồng" in unbound(words)


def test_what_a_search_leaves_of_a_lever_is_no_lever():
    without = replace(FOUND, best=replace(MIX, levels={"agents": 1e-9, "investment": 1.0}))
    assert "met without any lever" in said(without, "en")
    assert "met without any lever" not in said(FOUND, "en")


def test_a_chance_of_a_half_is_not_rounded_across_the_one_asked_for():
    near = replace(OUT, chance=0.63, best=replace(MIX, chances=(0.625, 0.625)))
    assert "62.5%" in said(near, "en")


def test_an_answer_says_of_how_many_draws_its_ranges_are():
    notes = unbound(
        " ".join(
            cell_words(part, "en")
            for block in goal.section(PLACE, FOUND).blocks[1:]
            for part in block.parts
        )
    )
    assert "of 1,024 draws" in notes
    assert f"elsewhere are usually of {DRAWS}" in notes

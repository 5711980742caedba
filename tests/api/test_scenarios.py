"""Scenarios made in Python are those that a file would make."""

import numpy as np
import pytest

import simulator as si
from simulator.inputs.scenario_files import scenario_from_text

FILE = """
name: mine
extends: status_quo
levers:
  agents: {start: +1, ramp_years: 2, level: {default: 0.5, farmer: 1.0}, reason: farmers first}
  inspection: {start: 2026, level: 0.8}
assumptions:
  compliance_rate: {value: 0.7, low: 0.6, high: 0.8, reason: survey}
macro:
  growth: {2026: 0.06}
"""


def test_a_scenario_of_python_is_that_of_the_same_file():
    made = si.new_scenario(
        "mine",
        levers={
            "agents": {
                "start": "+1",
                "ramp_years": 2,
                "level": {"default": 0.5, "farmer": 1.0},
                "reason": "farmers first",
            },
            "inspection": {"start": 2026, "level": np.float64(0.8)},
        },
        assumptions={
            "compliance_rate": {"value": 0.7, "low": 0.6, "high": 0.8, "reason": "survey"}
        },
        macro={"growth": {2026: 0.06}},
    )
    assert made == scenario_from_text(FILE, "mine.yaml")


def test_levers_and_assumptions_are_stated_one_by_one():
    made = (
        si.load_scenario("status_quo")
        .with_lever("agents", {"default": 0.5, "farmer": 1.0}, ramp_years=2, reason="farmers first")
        .with_lever("inspection", 0.8, start=2026, name="mine")
    )
    same = scenario_from_text(FILE.partition("assumptions:")[0], "mine.yaml")
    assert made.levers == same.levers
    assert made.name == "mine"
    sure = made.with_assumption("compliance_rate", 0.7)
    assert sure.assumptions["compliance_rate", ""].certain
    by_class = made.with_assumption("lapse_rate", 0.1, by="farmer")
    assert by_class.assumptions["lapse_rate", "farmer"].value == 0.1


def test_one_that_is_changed_leaves_the_other_as_it_was():
    base = si.load_scenario("resolution")
    before = dict(base.levers)
    base.with_lever("inspection", 0.0)
    assert base.levers == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda s: s.with_lever("inspecton", 0.8), "nearest: inspection"),
        (lambda s: s.with_lever("inspection", 80), "write 0.8 for 80 %"),
        (lambda s: s.with_lever("agents", {"farmers": 1.0}), "nearest: farmer"),
        (lambda s: s.with_lever("inspection", {"farmer": 1.0}), "one level, not one per class"),
        (lambda s: s.with_lever("agents", 1.0, start="soon"), "is no year"),
        (lambda s: s.with_lever("agents", 1.0, start=2030, until=2026), "never be in force"),
        (lambda s: s.with_lever("agents", "1"), "is not a number"),
        (lambda s: s.with_assumption("compliance_rate", "70 %"), "is not a number"),
        (lambda s: si.new_scenario("a/b"), "a name is letters"),
        (lambda s: si.new_scenario("x", extends="status_qo"), "nearest: status_quo"),
        (lambda s: si.new_scenario("x", levrs={}), "nearest: levers"),
    ],
)
def test_what_is_wrong_is_said_by_key_and_without_a_line(wrong, words):
    with pytest.raises(si.InputError, match=words) as refused:
        wrong(si.load_scenario("status_quo"))
    assert ":1:1:" not in str(refused.value)


def test_what_only_the_region_knows_is_said_when_the_two_meet():
    odd = si.load_scenario("status_quo").with_assumption("compliance", 0.7)
    with pytest.raises(si.InputError, match="nearest: compliance_rate"):
        si.project("ninh_thuan", odd)

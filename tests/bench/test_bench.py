"""What `simulator bench` says of its measurements; no time is asserted."""

import shutil
import sys

import numpy as np
import pytest

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.bench import cluster, engine, growth, measuring, peers, section
from simulator.bench.measuring import NotHereError, Row, least, spent_by
from simulator.bench.provinces import made_up
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.report.writers import json, terminal
from simulator.text import Text


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the tasks move."""
    hands = [0.0]
    for module in (measuring,):
        monkeypatch.setattr(module, "process_time", lambda: hands[0])

    def lasting(seconds):
        def task():
            hands[0] += seconds() if callable(seconds) else seconds

        return task

    return lasting


def test_the_least_time_counts_and_the_first_is_for_nothing(clock):
    taken = iter([0.5, 3.0, 1.0, 2.0])
    found = least({"a": clock(lambda: next(taken)), "b": clock(4.0)}, 3)
    assert found == {"a": 1.0, "b": 4.0}


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_growth_is_the_power_of_what_grows(clock, power):
    tasks = {size: clock(size**power) for size in (1.0, 2.0, 8.0)}
    row = growth._power(Text("x", "x"), tasks, 1)
    assert row.value == pytest.approx(power, abs=1e-12)


def test_a_process_tells_its_own_memory_and_its_failure():
    held = bytearray(150 * 2**20)  # this process's memory is not the other's
    assert 1.0 < spent_by("-S", "-c", "pass").megabytes < len(held) / 2**20
    with pytest.raises(RuntimeError, match="status 3"):
        spent_by("-S", "-c", "raise SystemExit(3)")


def test_what_is_not_here_is_skipped_with_a_reason(monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "KERNEL", tmp_path / "kernel.py")
    (row,) = section._measured(lambda: engine.yardstick(1))
    assert row.value is None
    assert "clone" in row.why.en
    monkeypatch.setitem(sys.modules, "pysd", None)
    monkeypatch.setattr(peers, "find_spec", lambda _: None)
    with pytest.raises(NotHereError, match="pysd is not installed"):
        peers.pysd(1)


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_the_yardstick_does_the_years_that_the_engine_does(tmp_path):
    kernel = engine._kernel()
    sample = draw_sample(load_region("ninh_thuan"), load_scenario("resolution"), kernel.LANES)
    measured = kernel.Kernel(kernel.compiled(tmp_path), kernel.recorded(sample))
    assert measured.difference() < 1e-10
    assert np.float64(5e-324) / 1.0 > 0.0  # the smallest numbers are there for everybody still


def test_the_table_tells_value_ratio_and_what_it_is_compared_with():
    found = {
        "jobs": [Row(Text("một", "one"), 0.5, "s", 2.5, Text("hai", "two"))],
        "cluster": [Row(Text("bỏ qua", "skipped"), None, why=Text("thiếu", "lacking"))],
    }
    made = section.section(found)
    said = terminal.write(made, "en")
    assert "2.50" in said
    assert "two" in said
    assert "lacking" in said
    assert "backtest" not in said
    assert "goal, backtest, appendix" in terminal.write(section.section(found, quick=True), "en")
    assert '"ratio": 2.5' in json.write(made, "en")


def test_every_group_that_is_measured_has_a_title():
    assert {*section.measures(quick=True)} == {*section.measures(quick=False)}


def test_made_up_provinces_differ_in_size_alone():
    small, large = made_up(2)
    times = large.history[0].value / small.history[0].value
    runs = [project(place, load_scenario("status_quo"), 2030) for place in (small, large)]
    shares = [run["si_share"][-1, 0] for run in runs]
    assert shares[0] == pytest.approx(shares[1], rel=1e-9)
    people = [run["si_participants"][-1, 0] for run in runs]
    assert people[1] == pytest.approx(times * people[0], rel=1e-9)


@pytest.mark.parametrize("second", [{"a": [1.0]}, {"a": [2.0]}])
def test_two_workers_must_find_the_digits_of_one(monkeypatch, second):
    answers = iter([(2.0, 3.0, {"a": [1.0]}), (1.0, 2.0, second)])
    monkeypatch.setattr(cluster, "missing", lambda _: None)
    monkeypatch.setattr(cluster, "on_cluster", lambda *_: next(answers))
    if second != {"a": [1.0]}:
        with pytest.raises(RuntimeError, match="different digits"):
            cluster.cluster(2, 64)
    else:
        _, twice, allowed = cluster.cluster(2, 64)
        assert twice.ratio == 2.0
        assert allowed.ratio == pytest.approx(2.0 / 1.5)  # the machine gives 3 to 2 at best

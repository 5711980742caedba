import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import LEVERS, load_scenario
from simulator.classes import CLASS_NAMES
from simulator.indicators import INDICATORS
from simulator.projection import project_levers
from simulator.web.lru_cache import LRUCache
from simulator.web.pages.compare import _until_told
from simulator.web.runs import bands, central, drawn_bands, region_called
from simulator.web.state import all_levers_stated, with_lever
from simulator.web.sweep import PRIMITIVES, interpolate, nodes_of, sweep, sweep_elsewhere
from simulator.web.worker import DeadError, Worker

ALLOWED = 0.001
UNTIL = 2035


def _error(scenario, key, inside):
    """Largest relative error of the preview at levels between the nodes."""
    found = sweep("ninh_thuan", scenario, [key], UNTIL)[0]
    stated = all_levers_stated(scenario)
    exact = project_levers(
        region_called("ninh_thuan"), stated, [{key: float(x)} for x in inside], UNTIL
    )
    worst = 0.0
    for p, name in enumerate(PRIMITIVES):
        true = INDICATORS[name].of(exact)
        for i, x in enumerate(inside):
            seen = interpolate(found.nodes, found.results[p], float(x))
            worst = max(worst, float(np.max(np.abs(seen / true[:, i] - 1))))
    return worst


@pytest.mark.parametrize("name", ["status_quo", "resolution", "adverse"])
@pytest.mark.parametrize("lever", list(LEVERS))
def test_the_preview_is_within_a_thousandth_between_nodes(name, lever):
    nodes = nodes_of(lever)
    inside = np.concatenate([nodes[:-1] + t * np.diff(nodes) for t in (0.3, 0.5, 0.8)])
    assert _error(load_scenario(name), (lever, "default"), inside) < ALLOWED


@settings(max_examples=12)
@given(st.data())
def test_the_preview_holds_from_any_position_and_for_classes(data):
    scenario = load_scenario("resolution")
    for lever in data.draw(st.lists(st.sampled_from(sorted(LEVERS)), max_size=4, unique=True)):
        level = data.draw(st.floats(LEVERS[lever].low, LEVERS[lever].high))
        scenario = with_lever(scenario, lever, {"default": level})
    by_class = sorted(name for name, lever in LEVERS.items() if lever.by_class)
    key = (data.draw(st.sampled_from(by_class)), data.draw(st.sampled_from(CLASS_NAMES)))
    ends = LEVERS[key[0]].low, LEVERS[key[0]].high
    inside = [data.draw(st.floats(*ends)) for _ in range(3)]
    assert _error(scenario, key, inside) < ALLOWED


def test_a_sweep_meets_the_exact_run_at_its_nodes():
    scenario = load_scenario("resolution")
    found = sweep("ninh_thuan", scenario, [("agents", "default")], UNTIL)[0]
    for i, level in enumerate(found.nodes):
        run = central("ninh_thuan", with_lever(scenario, "agents", {"default": level}), UNTIL)
        for p, name in enumerate(PRIMITIVES):
            np.testing.assert_allclose(
                found.results[p, i], INDICATORS[name].of(run)[:, 0], rtol=1e-9
            )


def test_the_second_process_says_what_the_first_would():
    scenario = load_scenario("resolution")
    keys = [("agents", "default"), ("inspection", "default")]
    here, there = sweep("ninh_thuan", scenario, keys, 2030), None
    while there is None:
        there = sweep_elsewhere("ninh_thuan", scenario, keys, 2030)
    for a, b in zip(here, there, strict=True):
        np.testing.assert_array_equal(a.results, b.results)


def test_bands_do_not_depend_on_who_draws_them_and_hold_their_middle():
    scenario = load_scenario("resolution")
    here, there = drawn_bands("ninh_thuan", scenario, 2030), None
    while there is None:
        there = bands("ninh_thuan", scenario, 2030)
    for name in here.low:
        np.testing.assert_array_equal(here.low[name], there.low[name])
        assert (here.low[name] <= here.high[name]).all()
    assert here.chance == there.chance


def test_the_worker_comes_back_after_its_death():
    worker = Worker()
    try:
        assert worker.run(abs, -3) == 3
        worker._child.kill()
        worker._child.wait()
        assert worker.run(abs, -4) == 4
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            worker.run(divmod, 1, 0)
        assert worker.run(abs, -5) == 5
    finally:
        worker.close()


def test_a_busy_second_process_is_asked_again():
    answers = iter([None, None, 7])
    assert _until_told(lambda: next(answers)) == 7


def test_only_so_many_results_are_kept_the_latest_used_ones():
    kept = LRUCache(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key.upper())
    assert kept.known("a") == "A"
    assert kept.known("b") is None
    assert len(kept) == 2


def test_two_scenarios_never_share_a_result():
    one, other = load_scenario("resolution"), load_scenario("status_quo")
    a, b = central("ninh_thuan", one, 2030), central("ninh_thuan", other, 2030)
    assert a.total("compulsory")[-1, 0] != b.total("compulsory")[-1, 0]
    assert central("ninh_thuan", one, 2030) is a


def test_a_child_that_dies_again_and_again_is_asked_later_and_a_failed_task_is_told():
    asked = []

    def ask(dies):
        asked.append(dies)
        if len(asked) <= dies:
            raise DeadError
        return len(asked)

    assert _until_told(ask, 2) == 3
    with pytest.raises(DeadError):
        Worker(tries=1).run(os._exit, 1)
    with pytest.raises(ZeroDivisionError):
        _until_told(divmod, 1, 0)

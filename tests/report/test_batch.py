"""Many places: the digits of one run, wherever and in however many pieces it was done."""

import pickle
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from simulator import load_region, load_scenario
from simulator.analysis.uncertainty import ensemble
from simulator.cli import main
from simulator.model.quantiles import LOW_MEDIAN_HIGH
from simulator.report.batch import (
    DRAWS,
    EXACT,
    RESULTS,
    Answer,
    Part,
    compute,
    compute_sent,
    is_finished,
    met_before,
    read,
    work_through,
    write,
)
from simulator.report.manifest import edition
from simulator.report.records import nation_of, records_of_all

REGION, BASE = load_region("ninh_thuan"), load_scenario("status_quo")
PART = Part(REGION, BASE, (2025, 2030), 64, 3, keep=True)


@pytest.fixture(scope="module")
def answer():
    return compute(PART)


def test_a_part_says_what_run_says(answer):
    (records,) = records_of_all(REGION, [BASE], [2025, 2030], 64, 3)
    assert answer.records == records


def test_quantiles_of_many_draws_are_those_of_all_together(monkeypatch):
    monkeypatch.setattr(ensemble, "PART", 16)
    made = compute(PART)
    for record in made.records:
        if record["indicator"] in EXACT and record["class"] is None:
            drawn = made.drawn[record["indicator"]][PART.years.index(record["year"])]
            assert drawn.shape == (PART.draws,)
            ends = np.quantile(drawn, LOW_MEDIAN_HIGH)
            assert record["band_error"] is None
            said = [record["low"], record["median"], record["high"]]
            assert said == pytest.approx(ends, abs=0.5 if record["unit"] == "person" else 1e-12)


def test_a_part_is_finished_when_its_files_were_made_from_the_same(answer, tmp_path):
    made_from = PART.made_from()
    assert not is_finished(tmp_path, PART, made_from)
    write(tmp_path, PART, answer, made_from)
    assert is_finished(tmp_path, PART, made_from)
    other = replace(PART, seed=4)
    assert not is_finished(tmp_path, other, other.made_from())
    (tmp_path / PART.file(DRAWS)).unlink()
    assert not is_finished(tmp_path, PART, made_from)
    assert is_finished(tmp_path, replace(PART, keep=False), made_from)


def test_other_programs_read_the_data_set_with_place_and_scenario(answer, tmp_path):
    import pandas as pd

    for scenario in ("status_quo", "copy"):
        part = replace(PART, scenario=replace(BASE, name=scenario))
        write(tmp_path, part, answer, "x")
    found = pd.read_parquet(tmp_path / RESULTS)
    assert set(found["scenario"]) == {"status_quo", "copy"}
    assert set(found["region"]) == {"ninh_thuan"}
    assert len(found) == 2 * len(answer.records)
    drawn = pd.read_parquet(tmp_path / DRAWS)
    one = drawn[(drawn.scenario == "copy") & (drawn.indicator == "si_share") & (drawn.year == 2030)]
    np.testing.assert_array_equal(one["value"], answer.drawn["si_share"][1])
    assert read(tmp_path, PART) == [{k: r.get(k) for k in r} for r in answer.records]


def test_what_a_process_found_of_a_place_and_its_nation_is_not_found_again():
    editions = tuple(edition(place) for place in REGION.lineage)
    sent = pickle.dumps(REGION)
    first, again = (met_before(pickle.loads(sent), editions) for _ in range(2))
    assert again is first
    other = replace(pickle.loads(sent), code="other")
    beside = met_before(other, (edition(other), *editions[1:]))
    assert beside.code == "other"
    assert beside.parent is first.parent
    assert nation_of(beside, 2030) is nation_of(first, 2030)


def test_a_part_that_was_sent_says_the_same(answer):
    editions = tuple(edition(place) for place in REGION.lineage)
    found = compute_sent(pickle.loads(pickle.dumps(PART)), editions)
    assert found.records == answer.records
    for name, values in answer.drawn.items():
        np.testing.assert_array_equal(found.drawn[name], values)


class _Pool(Executor):
    """Works at once; workers die on parts of some names, and with them what was waiting."""

    def __init__(self, deadly, times):
        self.deadly, self.times, self.broken = deadly, times, False

    def submit(self, _function, part, _editions):
        if self.broken:
            raise BrokenProcessPool
        job = Future()
        if part.scenario.name in self.deadly and self.times[0] > 0:
            self.times[0] -= 1
            self.broken = True
            job.set_exception(BrokenProcessPool())
        else:
            job.set_result(Answer([], {}))
        return job


@pytest.mark.parametrize(("times", "lost"), [(1, []), (10**6, ["b"])])
def test_a_lost_worker_costs_its_part_and_no_other(times, lost):
    parts = [replace(PART, scenario=replace(BASE, name=name)) for name in "abcd"]
    done, left = [], [times]
    found = work_through(parts, lambda: _Pool("b", left), lambda part, _: done.append(part))
    assert [part.scenario.name for part in found.lost] == lost
    assert (found.error() is not None) == bool(lost)
    assert sorted(part.scenario.name for part in done) == sorted(set("abcd") - set(lost))


class _Here(Executor):
    """Works in this process, but hands everything over as another one would."""

    def submit(self, function, *given):
        job = Future()
        job.set_result(pickle.loads(pickle.dumps(function(*pickle.loads(pickle.dumps(given))))))
        return job


def test_an_impossible_place_is_named_and_ends_no_other():
    history = tuple(f for f in REGION.history if f.indicator != "voluntary_si")
    poor = replace(REGION, code="poor", history=history)
    parts = [replace(PART, region=place, draws=0) for place in (poor, REGION)]
    done = []
    found = work_through(parts, _Here, lambda part, _: done.append(part.region.code))
    assert done == [REGION.code]
    error = found.error()
    assert not found.lost
    assert all(problem.file for problem in error.problems)
    assert "voluntary_si" in str(error)


def test_places_are_refused_before_anything_is_written(tmp_path):
    out = tmp_path / "out"
    for places, said in (
        ("ninh_thuan,ninh_thuan", "ninh_thuan"),
        (str(tmp_path), str(tmp_path)),
        ("ninh_thuam", "ninh_thuan"),
    ):
        asked = ["batch", "status_quo", "--regions", places, "--out", str(out)]
        found = CliRunner().invoke(main, asked)
        assert found.exit_code == 2
        assert said in found.output
        assert "Traceback" not in found.output
        assert not out.exists()

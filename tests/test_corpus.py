"""Files that once broke a reader, and small changes of shipped ones, end in words or numbers."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import fuzz

CASES = sorted(path for path in fuzz.CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", CASES, ids=[f"{p.parent.name}-{p.name}" for p in CASES])
def test_a_file_that_once_broke_a_reader_is_refused_or_read(path):
    assert fuzz.run_case(path.parent.name, path.read_bytes()) in ("refused", "accepted")


@given(number=st.integers(0, 10**9), kind=st.sampled_from(["scenario", "actuals", "law"]))
def test_a_changed_file_is_refused_or_read(number, kind):
    import random

    chance = random.Random(number)
    raw = fuzz.made(kind, chance, fuzz.seeds())
    assert fuzz.run_case(kind, raw) in ("refused", "accepted")


@given(raw=st.binary(max_size=300), kind=st.sampled_from(["scenario", "actuals", "law"]))
def test_any_bytes_are_refused_or_read(raw, kind):
    assert fuzz.run_case(kind, raw) in ("refused", "accepted")

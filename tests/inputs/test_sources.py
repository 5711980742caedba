"""Each figure and provision names its source; Vietnamese readers are told it in Vietnamese."""

import re

import pytest

from simulator.inputs.region import load_region
from simulator.inputs.words import SHARES_OF, unit_words

ENGLISH = re.compile(
    r"\b(the|of|less|more than|million|per cent|replace|table|estimate|seen|with|about|ended)\b"
)
AWKWARD = re.compile(r"per cent|% point|\b[a-z]+_[a-z_]+\b| -\d")
"""A unit or sign that the rest of the program writes otherwise, or a name of the code."""
REGIONS = pytest.mark.parametrize("name", ["viet_nam", "ninh_thuan"])


@REGIONS
def test_no_english_stands_in_a_vietnamese_source(name):
    region = load_region(name)
    targets = [t for found in region.targets.values() for t in found]
    provisions = [p for entry in region.law.parameters.values() for p in entry.provisions]
    told = [f.cited.vi for f in (*region.history, *region.peers)]
    told += [t.source_vi or t.source for t in targets]
    told += [p.cited.vi for p in provisions]
    assert told
    assert not [words for words in told if ENGLISH.search(words)]


@REGIONS
def test_the_english_source_stays_as_it_was_noted(name):
    for figure in load_region(name).history:
        assert figure.cited.en == figure.source
        assert figure.source.strip()


@REGIONS
def test_english_prose_writes_percent_and_minus_as_the_program_does(name):
    region = load_region(name)
    told = [f.source for f in (*region.history, *region.peers)]
    told += [a.source.en for a in region.assumptions.values()]
    told += [unit_words(a.unit).en for a in region.assumptions.values()]
    told += [p.cited.en for entry in region.law.parameters.values() for p in entry.provisions]
    assert not {words for words in told if AWKWARD.search(words)}


def test_the_unit_of_a_share_is_percent_in_both_languages():
    for unit in SHARES_OF:
        told = unit_words(unit)
        assert (told.vi[:1], told.en[:1]) in (("%", "%"), ("", ""))

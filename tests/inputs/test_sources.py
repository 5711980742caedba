"""Each figure and provision names its source; Vietnamese readers are told it in Vietnamese."""

import re

import pytest

from simulator.inputs.region import load_region

ENGLISH = re.compile(
    r"\b(the|of|less|more than|million|per cent|replace|table|estimate|seen|with|about|ended)\b"
)
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

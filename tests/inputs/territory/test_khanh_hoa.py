"""The pack of Khánh Hòa is what joining Ninh Thuận and the former Khánh Hòa makes, and says so."""

import importlib.util
from pathlib import Path

import pytest

from simulator.inputs.history_check import check_history, missing_for_projection
from simulator.inputs.pack_content import files_of
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.region import load_region

ROOT = Path(__file__).parents[3]
NEEDED = ("compulsory_si", "voluntary_si", "ui_participants", "labour_force_working_age")


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("made", ROOT / "tools" / "make_khanh_hoa.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def region():
    return load_region("khanh_hoa")


def test_the_shipped_pack_is_the_one_that_its_parts_make(maker):
    folder = REGION_FOLDER / "khanh_hoa"
    shipped = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = files_of(maker.khanh_hoa())
    assert shipped == made, "a part has changed: python tools/make_khanh_hoa.py"


def test_it_starts_from_both_provinces_counts_of_the_same_december(maker, region):
    parts = [maker.ninh_thuan_2025().region, load_region(maker.HERE / "khanh_hoa_cu")]
    for name in (*NEEDED, "population", "labour_force_15_plus"):
        total = sum(part.figure(name, 2025).value for part in parts)
        assert region.figure(name, 2025).value == total
    assert region.base_year == load_region("viet_nam").base_year
    assert check_history(region) == missing_for_projection(region) == []


def test_what_nobody_counted_is_an_estimate_with_room_for_error(region):
    for name in NEEDED:
        assert region.figure(name, 2025).status == "estimate"
    for name in NEEDED[:2]:
        factor = region.assumptions["base_count_factor", name]
        assert factor.low < factor.value < factor.high
    registered = region.figure("registered_population", 2024)
    assert (registered.value, registered.status) == (2_243_554, "derived")


def test_its_localities_are_the_65_units_of_today(region):
    assert len(region.localities) == 65
    assert not region.successors
    for name in NEEDED:
        own = [f for f in region.locality_counts if f.indicator == name]
        assert len(own) == 65
        assert sum(f.value for f in own) == region.figure(name, 2025).value


def test_no_target_of_its_own_is_made_up(region):
    assert all(t.place == "viet_nam" for of in region.targets.values() for t in of)

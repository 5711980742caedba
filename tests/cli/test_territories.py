"""Packs joined and divided from the command line: the same digits as folder and as workbook."""

import pytest

from simulator.cli import main
from simulator.inputs.region import load_region

pytestmark = pytest.mark.usefixtures("_inside")


@pytest.fixture
def _inside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--lang", "en"])
    return int(ended.value.code or 0)


def counts(pack: str) -> dict[str, float]:
    region = load_region(pack)
    return {f.indicator: f.value for f in region.history if f.year == region.base_year}


BAY = ("--given", "population=900000", "--given", "labour_force_working_age=450000")
BAY += ("--given", "labour_force_15_plus=500000", "--base-year", "2023")
BAY += ("--given", "compulsory_si=90000", "--given", "voluntary_si=9000")


def test_places_joined_as_a_folder_and_as_a_workbook_are_one(tmp_path, capsys):
    assert run("pack", "new", "vinh", "--name", "Vịnh", *BAY, "--out", "vinh.xlsx") == 0
    for out in ("chung", "chung.xlsx"):
        words = ("ninh_thuan", "vinh.xlsx", "--name", "Chung", "--units", "new")
        assert run("pack", "merge", *words, "--out", out) == 0
    assert counts("chung") == counts("chung.xlsx")
    assert counts("chung")["population"] == 603_400 + 900_000
    assert len(load_region("chung").localities) == 24 + 1
    assert "left out: " in capsys.readouterr().out
    halves = ("--localities", "vinh", "--name", "Vịnh", "--out", "a.xlsx")
    assert run("pack", "split", "chung", *halves, "--rest-name", "Núi", "--rest-out", "b") == 0
    assert counts("a.xlsx")["population"] == 900_000
    assert counts("b")["compulsory_si"] == 40_700


def test_districts_and_places_without_any_are_joined_and_become_new_units():
    assert run("pack", "new", "vinh", "--name", "Vịnh", *BAY, "--out", "vinh") == 0
    assert run("pack", "merge", "ninh_thuan", "vinh", "--name", "Chung", "--out", "chung") == 0
    former = load_region("chung")
    assert len(former.localities) == 7 + 1
    assert len(former.successors) == 24 + 1
    assert run("pack", "convert", "chung", "moi.xlsx", "--units", "new") == 0
    new = load_region("moi.xlsx")
    assert len(new.localities) == 24 + 1
    for indicator in ("compulsory_si", "population"):
        total = former.figure(indicator, 2023).value
        for region in (former, new):
            places = {place.code for place in region.localities}
            own = [f for f in region.locality_counts if f.indicator == indicator]
            assert sum(f.value for f in own if f.place in places) == total


def test_nothing_is_written_where_a_pack_cannot_be(tmp_path, capsys):
    assert run("pack", "merge", "ninh_thuan", "viet_nam", "--name", "X", "--out", "x") == 2
    halves = ("--localities", "bac_aii", "--name", "A", "--out", "a", "--rest-name", "B")
    assert run("pack", "split", "ninh_thuan", *halves, "--rest-out", "b") == 2
    halves = ("--localities", "bac_ai", "--name", "A", "--out", "a", "--rest-name", "B")
    assert run("pack", "split", "ninh_thuan", *halves, "--rest-out", "a") == 2
    words = ("ninh_thuan", "khanh_hoa", "--out", "x")
    assert run("pack", "merge", *words, "--name", "日本") == 2
    assert run("pack", "merge", *words, "--name", "X", "--code", "Khánh") == 2
    halves = ("--localities", "bac_ai", "--name", "A", "--out", "a", "--rest-name", "A")
    assert run("pack", "split", "ninh_thuan", *halves, "--rest-out", "b") == 2
    told = capsys.readouterr().err
    assert "--name: '日本' makes no code" in told
    assert "--code: 'Khánh' makes no code" in told
    assert "both packs have one name" in told
    assert "different base years: ninh_thuan 2023, viet_nam 2025" in told
    assert "nearest: bac_ai" in told
    assert "both packs in one place" in told
    assert list(tmp_path.iterdir()) == []

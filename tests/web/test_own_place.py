"""A visitor's own figures: held by one session alone, gone with it, and never in a link."""

import ast
import gc
import io
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.pack_content import content_of, files_of
from simulator.inputs.pack_edit import with_counts
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.pack_workbook import PackWorkbook
from simulator.inputs.region import load_region
from simulator.web import experience, figures_read, own_place
from simulator.web.chooser import with_choice
from simulator.web.figures_read import read_files, read_workbook, reviewed, taken
from simulator.web.files import command
from simulator.web.link import OWN, first_state, from_link, to_link
from simulator.web.pages.figures import workbook
from simulator.web.runs import FOUND, central, place_name, region_called, shipped
from simulator.web.saved import from_file, state_file
from simulator.web.session import Visitor
from simulator.web.state import Steps
from simulator.web.tables import all_records
from simulator.web.typed_counts import edited

WEB = Path(__file__).parents[2] / "simulator/web"
NINH_THUAN = content_of(load_region("ninh_thuan").source)


def figures(compulsory: float, title: str = "so_lieu.xlsx") -> PackFiles:
    counts = {"compulsory_si": compulsory}
    return PackFiles(title, files_of(with_counts(NINH_THUAN, 2023, counts, "published", "x")))


def looking_at(place):
    known = Visitor(Steps(first_state()), "vi", [])
    known.hold(place, with_choice(known.state, "region", place.code))
    return known


@pytest.fixture(scope="module")
def place():
    return own_place.place_of(figures(41250.0))


def people(code):
    run = central(code, shipped("status_quo"), 2030)
    return float(run["compulsory_si"][-1, 0])


def test_equal_figures_are_one_place_and_others_another(place):
    assert own_place.place_of(figures(41250.0)) is place
    other = own_place.place_of(figures(41251.0))
    assert other.code != place.code
    assert other.region.code == place.region.code
    assert people(other.code) > people(place.code)
    assert own_place.place_of(figures(41250.0, "khác.xlsx")).code != place.code


KEPT_BY_CODE = {"central", "bands", "known_bands", "cost_lines", "explained", "ranged"}
KEPT_BY_CODE |= {"ranges_known", "sweep_elsewhere", "aside", "wait_for", "tested", "known_test"}


def test_results_are_kept_under_all_that_a_place_was_made_from():
    # The code of a pack is the same for everyone who starts from one template.
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = {getattr(t, "id", "") for t in getattr(node, "targets", ())}
            called = getattr(getattr(node, "func", None), "id", "")
            if names & {"key", "question"} or called in KEPT_BY_CODE:
                assert "region.code" not in ast.unparse(node), f"{path.name}:{node.lineno}"


def test_the_past_that_is_tested_is_that_of_ones_own_figures(place, monkeypatch):
    asked = []
    monkeypatch.setattr(experience, "known_test", asked.append)
    experience.held_words(place.code)
    experience.held_words("khanh_hoa")
    monkeypatch.setattr(experience, "has_own_history", lambda _: True)
    experience.held_words(place.code)
    assert asked == ["viet_nam", "viet_nam", place.code]
    assert "no such region" not in experience.tried(place.code).en


def test_whatever_was_kept_of_a_place_is_gone_with_its_last_holder():
    swept = threading.Event()
    own_place.WHEN_GONE.append(swept.set)
    try:
        known = looking_at(own_place.place_of(figures(40999.0)))
        code = known.state.region
        people(code)
        FOUND.put(("anything", code), 1)
        del known
        gc.collect()
        assert swept.wait(30)
    finally:
        own_place.WHEN_GONE.remove(swept.set)
    assert code not in own_place.alive()
    assert FOUND.known(("anything", code)) is None
    with pytest.raises(KeyError):
        region_called(code)


def test_a_visitor_holds_one_place_and_no_step_leads_back_to_another(place):
    known = looking_at(own_place.place_of(figures(40998.0)))
    first = known.state.region
    known.hold(place, with_choice(known.state, "region", place.code))
    states = [known.state, *known.steps.past, *known.steps.future]
    assert first not in [state.region for state in states]
    known.hold(None, with_choice(known.state, "region", "ninh_thuan"))
    assert place.code not in [s.region for s in (known.state, *known.steps.past)]


def test_a_link_carries_no_own_figures_and_says_so(place):
    known = looking_at(place)
    link = to_link(known.state, "vi")
    assert (link["region"], link[OWN]) == ("ninh_thuan", "1")
    assert place.code.removeprefix("own:") not in json.dumps(link)
    met, problems = from_link(link)
    assert met.region == "ninh_thuan"
    assert [p for p in problems if "số liệu riêng" in p.vi]


def test_no_link_reaches_another_visitors_figures(place):
    met, problems = from_link({**to_link(first_state(), "vi"), "region": place.code})
    assert met.region == "ninh_thuan"
    assert problems


def test_a_saved_page_brings_its_figures_along(place):
    state = looking_at(place).state
    again, problems, found, *_ = from_file(state_file(state, "vi"), "trang.json")
    assert (again, problems, found) == (state, [], place)
    broken = json.loads(state_file(state, "vi")) | {"figures": "x"}
    with pytest.raises(InputError, match=r"trang\.json"):
        from_file(json.dumps(broken), "trang.json")


def test_the_page_has_the_digits_of_the_command_line(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / place.file).write_bytes(workbook(place.region, "vi"))
    said = command(looking_at(place).state)
    assert f"--region {place.file}" in said
    arguments = ["run", "status_quo", "--region", place.file, "--years", "2030", "--format", "json"]
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    state = replace(looking_at(place).state, year=2030)
    shown = all_records(state, [2030])["status_quo"]
    assert len(told) == len(shown) > 30
    values = {(r["indicator"], r["of"], r["class"]): r["value"] for r in shown}
    assert values == {(r["indicator"], r["of"], r["class"]): r["value"] for r in told}


def test_a_workbook_goes_out_as_it_came_in(place):
    for language in ("vi", "en"):
        out = PackWorkbook(Path("a.xlsx"), workbook(place.region, language))
        assert content_of(out) == content_of(place.source)


def test_its_name_is_shown_with_whose_figures_they_are(place):
    assert place_name(place.code).vi == "Ninh Thuận (số liệu của bạn)"
    assert place_name("ninh_thuan").en == "Ninh Thuận"


def with_cells(**cells: object) -> bytes:
    book = load_workbook(io.BytesIO(workbook(load_region("ninh_thuan"), "vi")))
    for name, value in cells.items():
        book["Số liệu"][name] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_bad_workbook_is_told_in_the_words_of_the_command_line(tmp_path, monkeypatch):
    raw = with_cells(D2="58,27", A3="năm nay", C4="Dân sô")
    read = read_workbook(raw, "so_lieu.xlsx")
    assert read.source is None
    monkeypatch.chdir(tmp_path)
    (tmp_path / "so_lieu.xlsx").write_bytes(raw)
    found = CliRunner().invoke(main, ["check", "so_lieu.xlsx"])
    assert found.exit_code == 2
    assert [p.line_in("vi") for p in read.problems] == found.stderr.strip().splitlines()
    assert {p.place for p in read.problems} == {"Số liệu!D2", "Số liệu!A3", "Số liệu!C4"}
    assert "58270" in read.problems[1].text.vi or "58270" in read.problems[0].text.vi


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused_in_words(raw):
    (problem,) = read_workbook(raw, "so_lieu.xlsx").problems
    assert problem.line_in("vi").startswith("so_lieu.xlsx: ")


def test_figures_are_read_and_reviewed_in_a_process_of_their_own():
    found, read = taken(read_files, figures(41250.0, "aside"))
    assert not read.problems
    figures_read._REVIEWS.forget(found.code)
    again = reviewed(found.code)  # the figures travel with the task
    assert again == read.review
    assert again.result == sum(round(float(count)) for count in _members(found.code))


def _members(code):
    run = central(code, shipped("status_quo"), 2030)
    return [run[name][-1, 0] for name in ("compulsory_si", "voluntary_si")]


TYPED = {"compulsory_si": "41.250", "voluntary_si": "9.100", "population": ""}


def test_typed_counts_are_read_as_people_write_them():
    region = load_region("ninh_thuan")
    content = edited(region, "", 2023, TYPED, ("published", "BHXH tỉnh"))
    made = own_place.place_of(PackFiles("x", files_of(content))).region
    figure = made.figure("voluntary_si", 2023)
    assert (figure.value, figure.status, figure.source) == (9100.0, "published", "BHXH tỉnh")
    assert made.figure("population", 2023) == replace(
        region.figure("population", 2023), line=made.figure("population", 2023).line
    )
    # The error of an estimate goes with the estimate.
    assert ("base_count_factor", "voluntary_si") not in made.assumptions
    assert ("base_count_factor", "voluntary_si") in region.assumptions


def test_a_place_that_is_not_there_is_made_of_typed_counts():
    typed = {"population": "1.500.000", "compulsory_si": "200.000"}
    content = edited(None, "Bắc Ninh", 2025, typed, ("recalled", "x"))
    made = own_place.place_of(PackFiles("x", files_of(content))).region
    assert (made.code, made.name.vi, made.base_year) == ("bac_ninh", "Bắc Ninh", 2025)
    assert made.figure("compulsory_si", 2025).status == "recalled"
    assert made.figure("voluntary_si", 2025).status == "estimate"
    place = own_place.place_of(PackFiles("x", files_of(content)))
    assert to_link(looking_at(place).state, "vi")["region"] == "viet_nam"


@pytest.mark.parametrize(
    ("region", "name", "typed", "words"),
    [
        ("ninh_thuan", "", {"compulsory_si": "nhiều"}, "không phải là số"),
        ("ninh_thuan", "", {"compulsory_si": "41,000"}, "có thể là hai số"),
        ("ninh_thuan", "", {"compulsory_si": "40,5"}, "số nguyên"),
        ("ninh_thuan", "", {"compulsory_si": "  "}, "chưa gõ số nào"),
        (None, "", {"population": "1000000"}, "cần tên"),
        (None, "Bắc Ninh", {"compulsory_si": "100000"}, "dân số"),
    ],
)
def test_typed_counts_that_say_nothing_are_refused(region, name, typed, words):
    region = region and load_region(region)
    with pytest.raises(InputError) as refused:
        edited(region, name, 2025, typed, ("recalled", "x"))
    assert words in refused.value.problems[0].text.vi

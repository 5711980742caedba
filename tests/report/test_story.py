"""The story for a committee: each sentence agrees with the numbers in it, whatever the plans."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from worlds import plain, with_lever

from simulator.cli import main
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.report.appendix.source import gather
from simulator.report.document import Chart, Number
from simulator.report.draft_slides import check_slides
from simulator.report.story.ending import gap_to, targets_of
from simulator.report.story.leaflet import leaflet
from simulator.report.story.telling import story
from simulator.report.writers.leaflet import write_leaflet
from simulator.report.writers.slides import write_slides
from simulator.report.writers.words import cell_words
from simulator.text import Text, unbound

DRAWS = 8
SCENARIOS = {
    **{name: load_scenario(name) for name in scenario_names()},
    "none": replace(plain(), name="none"),
    "no_projects": replace(load_scenario("resolution"), name="no_projects", projects=()),
    "closures": replace(with_lever("closures", 0.2), name="closures"),
    "june": replace(with_lever("agents", 1.0), name="june", measure="month", month=6),
    "june_base": replace(plain(), name="june_base", measure="month", month=6),
}
CASES = {
    **{name: ("ninh_thuan", name, "status_quo", 2) for name in scenario_names()},
    "one year": ("ninh_thuan", "resolution", "status_quo", 1),
    "to the target": ("ninh_thuan", "adverse", "status_quo", 7),
    "reversed": ("ninh_thuan", "status_quo", "resolution", 2),
    "none": ("ninh_thuan", "none", "none", 2),
    "no projects": ("ninh_thuan", "no_projects", "status_quo", 2),
    "closures": ("ninh_thuan", "closures", "status_quo", 2),
    "june": ("ninh_thuan", "june", "june_base", 2),
    "nation": ("viet_nam", "voluntary_led", "status_quo", 5),
    "khanh hoa": ("khanh_hoa", "compliance_digital", "status_quo", 5),
}


@cache
def gathered(case):
    place, name, base, years = CASES[case]
    region = load_region(place)
    until = region.base_year + years
    pair = SCENARIOS[name], SCENARIOS[base]
    return gather(region, [pair[0]], pair[1], "en", DRAWS, until=until, brief=True)


def told(case, language):
    return {
        step.key: [cell_words(words, language) for words in (step.statement, *step.points)]
        for step in story(gathered(case)).steps
    }


@pytest.mark.parametrize("case", CASES)
def test_no_leftovers_in_either_language(case):
    for language in ("vi", "en"):
        for lines in told(case, language).values():
            for text in lines:
                assert not re.search(r"\b(nan|inf|None)\b|\{|\}", text), text
                assert not re.search(r"−0(?![\d.,])|−0[.,]0(?!\d)", text), text
                assert "  " not in text, text
                assert text.endswith((".", ":")), text
                assert text[0].isupper() or not text[0].isalpha(), text
                if language == "vi":
                    assert not re.search(r"\b(the|and|under|people|year)\b", text), text


@pytest.mark.parametrize("case", CASES)
def test_words_follow_the_signs_of_their_numbers(case):
    source, said = gathered(case), told(case, "en")
    last, base, until = source.scenarios[-1], source.base, source.until
    assert ("together" in said) == (last.name != base.name)
    if "together" in said:
        added = source.added(last.name, until).value
        assert (" more in social insurance than " in said["together"][0]) == (added > 0)
        assert (" fewer in social insurance than " in said["together"][0]) == (added < 0)
    found = source.explanations.get(last.name)
    solutions = [key for key in said if key.startswith("solution.")]
    assert len(solutions) == (len(found.contributions) if found else 0)
    for one in found.contributions if found else ():
        statement = said[f"solution.{one.group}"][0]
        assert (" people more " in statement) == (round(one.persons) > 0), statement
        assert (" people fewer " in statement) == (round(one.persons) < 0), statement
    gap = source.number(base.name, "gap_to_nation_points", source.region.base_year, of="si_share")
    behind = gap.value is not None and round(gap.value, 1) < 0
    assert ("below the nation" in said["today"][0]) == behind
    spent = source.accounts[last.name].added_cost.value / 1000
    assert (" billion VND more than " in said["cost"][0]) == (round(spent, 1) > 0)
    assert (" billion VND less than " in said["cost"][0]) == (round(spent, 1) < 0)
    assert "−" not in re.sub(r"\(.*?\)", "", " ".join(lines[0] for lines in said.values()))


@pytest.mark.parametrize("case", ["closures", "adverse", "resolution"])
def test_what_befalls_a_place_is_no_solution_and_has_no_price(case):
    steps = [step for step in story(gathered(case)).steps if step.key.startswith("solution.")]
    titles = [cell_words(step.title, "vi") for step in steps]
    shocks = [i for i, title in enumerate(titles) if "ình huống bất lợi" in title]
    assert bool(shocks) == (case != "resolution")
    numbered = [title for i, title in enumerate(titles) if i not in shocks]
    n = len(numbered)
    assert [title.partition(":")[0] for title in numbered] == [
        f"Giải pháp {i}/{n}" for i in range(1, n + 1)
    ]
    for i, step in enumerate(steps):
        priced = any("tỷ đồng" in cell_words(words, "vi") for words in step.points)
        assert not (priced and titles[i].startswith("Tình huống bất lợi: "))


@pytest.mark.parametrize("case", CASES)
def test_missing_and_chance_only_where_they_are(case):
    source, said = gathered(case), told(case, "en")
    last = source.scenarios[-1]
    target = next((t for t in targets_of(source, last) if t.indicator == "si_share"), None)
    assert ("target" in said) == (target is not None)
    everything = " ".join(text for lines in said.values() for text in lines)
    if target is None:
        assert "chance" not in everything
        return
    statement = said["target"][0]
    missing = gap_to(source, last, target).value
    assert ("short of" in statement) == (missing > 0)
    assert ("reaches" in statement) == (missing <= 0)
    own = target.place == source.region.code
    assert ("chance of reaching it" in statement) == own
    assert ("not assigned to this place" in " ".join(said["target"])) == (not own)


@pytest.mark.parametrize("case", CASES)
def test_pictures_add_up_and_ranges_hold_together(case):
    source = gathered(case)
    for step in story(source).steps:
        if isinstance(step.shown, Chart) and step.shown.kind == "waterfall":
            *_, (_, arrived), (_, last) = step.shown.spans
            assert arrived == pytest.approx(last), step.key
        numbers = [c for c in step.cells("en") if isinstance(c, Number)]
        for number, low, high in zip(numbers, numbers[1:], numbers[2:], strict=False):
            if low.tag.endswith("/low") and high.tag.endswith("/high"):
                assert low.value <= high.value, (step.key, number)
    first = next((s for s in story(source).steps if s.key == "first"), None)
    if first is not None and first.shown is not None:
        rises = [row[1].value for row in first.shown.rows]
        assert rises == sorted(rises, reverse=True)
        assert min(rises) > 0


def moved(source, indicator, **numbers):
    """Return a source whose last scenario has other numbers in the last year."""
    of = (source.scenarios[-1].name, indicator, source.until)
    records = {
        key: {**r, **numbers} if (key[0], key[1], key[4]) == of else r
        for key, r in source.records.items()
    }
    return replace(source, records=records)


def test_a_reached_target_is_told_as_reached():
    source = gathered("nation")
    easy = moved(source, "gap_to_target_persons", value=-5, low=-9, high=-1)
    (step,) = (s for s in story(easy).steps if s.key == "target")
    said = cell_words(step.statement, "vi")
    assert "thiếu" not in said
    assert "vượt 5 (1 – 9) người" in said


@pytest.fixture(scope="module")
def deck():
    return write_slides(story(gathered("to the target")))


def test_slides_repeat_to_the_byte_and_their_charts_are_native_and_described(deck):
    from pptx import Presentation

    made = story(gathered("to the target"))
    assert write_slides(made) == deck
    slides = Presentation(io.BytesIO(deck)).slides
    by_name = {slide.name: slide for slide in slides}
    assert [s.name for s in slides] == ["front", *(step.key for step in made.steps), "origin"]
    for step in made.steps:
        charts = [shape for shape in by_name[step.key].shapes if shape.has_chart]
        assert len(charts) == isinstance(step.shown, Chart)
        for chart in charts:
            described = chart._element.nvGraphicFramePr.cNvPr.get("descr")
            assert described == cell_words(step.shown.alternative, "en")
        notes = by_name[step.key].notes_slide.notes_text_frame.text
        assert cell_words(step.statement, "en") in unbound(notes)


def test_no_name_is_a_formula_in_the_workbook_behind_a_chart():
    source = gathered("one year")
    named = Text('=HYPERLINK("http://outside.invalid")', "http://outside.invalid")
    last = replace(source.scenarios[-1], title=named)
    slides = write_slides(story(replace(source, scenarios=(*source.scenarios[:-1], last))))
    books = []
    with zipfile.ZipFile(io.BytesIO(slides)) as whole:
        assert not [n for n in whole.namelist() if b'"External"' in whole.read(n)]
        books = [whole.read(name) for name in whole.namelist() if name.endswith(".xlsx")]
    assert books
    for raw in books:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            assert not [
                n for n in book.namelist() if b"<f>" in book.read(n) or b"hyper" in book.read(n)
            ]


def test_a_deck_is_checked_against_a_fresh_run(deck, tmp_path):
    from pptx import Presentation

    path, made = tmp_path / "x.pptx", story(gathered("to the target"))
    path.write_bytes(deck)
    assert check_slides(path, made) == []
    tag = next(n for n in made.traced()["together"] if n.tag.endswith("persons"))
    words = cell_words(replace(tag, low=None, high=None), "en")
    edited = Presentation(path)
    slide = next(s for s in edited.slides if s.name == "together")
    box = next(s for s in slide.shapes if s.name == "statement")
    run = next(r for r in box.text_frame.paragraphs[0].runs if r.text == words)
    run.text = "99,999"
    edited.save(path)
    (finding,) = check_slides(path, made)
    assert (finding.kind, finding.tag, finding.expected) == ("edited", tag.tag, words)
    path.write_bytes(deck)
    later = moved(gathered("to the target"), "si_participants", value=88_888)
    found = check_slides(path, story(later))
    assert {f.kind for f in found} == {"outdated"}
    assert "88,888" in {f.expected for f in found}


def test_the_leaflet_is_one_page_whatever_the_titles(tmp_path):
    source = gathered("to the target")
    long = Text("Phương án rất dài " * 12, "A very long plan " * 12)
    for titles in (None, long):
        scenarios = source.scenarios
        if titles is not None:
            scenarios = tuple(replace(s, title=titles) for s in scenarios)
        made = leaflet(replace(source, scenarios=scenarios, base=scenarios[0]))
        raw = write_leaflet(made)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", raw)) == 1
    assert write_leaflet(made) == raw


@pytest.mark.parametrize(
    "words",
    [
        ("slides", "resolution", "--out", "x.pdf"),
        ("slides", "resolution", "--out", "x.pptx", "--year", "2020"),
        ("leaflet", "resolution", "--out", "x.docx"),
        ("leaflet", "resolutoin", "--out", "x.pdf"),
    ],
)
def test_bad_input_is_told_in_a_line_and_nothing_is_written(words, tmp_path, monkeypatch):
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []

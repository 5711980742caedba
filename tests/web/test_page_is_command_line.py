"""The page shows the digits of the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from asking import numbers, numbers_on
from click.testing import CliRunner
from pages import run_page

from simulator import INDICATORS, LEVERS, web
from simulator.analysis.uncertainty.bands import odds
from simulator.cli import main
from simulator.report.numbers import format_number, format_share
from simulator.schemes import SHARES
from simulator.text import bound, unbound
from simulator.web import files, glance, payload, provenance, runs, sentences
from simulator.web.link import first_state, from_link, to_link
from simulator.web.pages import compare, coverage_gap
from simulator.web.runs import (
    bands,
    drawn_contributions,
    region_called,
)
from simulator.web.state import Entry
from simulator.web.sweep import PRIMITIVES
from simulator.web.tables import all_records, with_ranges
from simulator.web.workbench import moved

COUNTED = ("compulsory_si", "voluntary_si")


def _of_the_command_line(arguments, folder, monkeypatch):
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, [*arguments.split()[1:], "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("lever", list(LEVERS))
def test_the_page_shows_the_digits_of_the_command_line(lever, end, tmp_path, monkeypatch):
    state = first_state()
    level = getattr(LEVERS[lever], end)
    message = {"scenario": "resolution", "levers": {lever: {"level": {"default": level}}}}
    state = moved(state, message)
    for entry in state.entries:
        path = tmp_path / f"{files.file_name(entry)}.yaml"
        path.write_text(files.scenario_file(entry), "utf-8")
    plain = files.command(state).partition(" --draws")[0]
    told = _of_the_command_line(plain, tmp_path, monkeypatch)
    shown = files.comparison(state, [2025, 2030])
    assert [(r["scenario"], r["indicator"], r["value"]) for r in told] == [
        (r["scenario"], r["indicator"], r["value"]) for r in shown
    ]


def test_the_browser_rounds_as_the_command_line(page):
    chances = [k / 256 for k in range(257)]
    awkward = [0.285, 1.005, 0.0625, 2.5, 1234.5, -0.05, -302.5, 27_878_756.5, 0.999_999_999]
    pairs = [[v, d] for v in (*chances, *awkward) for d in (0, 1, 2)]
    script = (Path(web.__file__).parent / "assets/numbers.js").read_text("utf-8")
    said = page.evaluate(
        f"""(pairs) => {{ {script}
        return pairs.map(([v, d]) => [formatNumber(v, d, "vi"), formatShare(v, "en", d)]); }}""",
        pairs,
    )
    assert said == [[format_number(v, d, "vi"), format_share(v, "en", d)] for v, d in pairs]
    # What a spreadsheet shows: a half is up, and a chance of an eighth 13 %.
    assert (format_share(0.125, "en", 0), format_number(1.005, 2, "en")) == ("13%", "1.01")


def test_what_the_browser_rounds_has_all_its_digits():
    state = first_state()
    run = runs.central(state.region, state.in_hand.current, state.until)
    for name, values in zip(PRIMITIVES, payload.values_of(run), strict=True):
        assert values == INDICATORS[name].of(run)[:, 0].tolist()
    found = runs.drawn_bands(state.region, state.in_hand.current, state.until)
    sent = payload.bands_data(found)
    assert all(sent[name]["low"] == low.tolist() for name, low in found.low.items())


def test_a_target_has_the_decimals_that_it_was_set_with():
    state = first_state()
    run = runs.central(state.region, state.in_hand.current, state.until)
    targets = {
        name: tuple(replace(t, value=0.285) if t.value < 1 else t for t in some)
        for name, some in run.region.targets.items()
    }
    run = replace(run, region=replace(run.region, targets=targets))
    for language, goal in (("vi", "28,5\u00a0%"), ("en", "28.5%")):
        told = sentences.told(run, run, 2030)[0].in_(language)
        from_where = provenance.of_target(run, 2030)[0][1].in_(language)
        assert all(goal in bound(words) for words in (told, from_where))


def test_a_link_shows_the_same_digits_as_the_page_it_was_taken_from():
    state = moved(
        first_state(), {"scenario": "resolution", "levers": {"agents": {"level": {"poor": 0.35}}}}
    )
    again, problems = from_link(to_link(state, "vi"))
    assert problems == []
    assert all_records(again, [2030]) == all_records(state, [2030])


def test_a_name_with_spaces_is_one_word_of_the_command():
    state = first_state()
    own = replace(state.in_hand.current, name="phương án (2)")
    entries = (state.entries[0], Entry(own, own))
    state = replace(state, entries=entries, active=own.name)
    assert '"phương án (2).yaml"' in files.command(state)


def test_the_ranges_of_contributions_are_those_of_the_command_line(tmp_path, monkeypatch):
    state = first_state()
    told = _of_the_command_line("simulator explain status_quo resolution", tmp_path, monkeypatch)
    base, entry = (state.entry(n).current for n in ("status_quo", "resolution"))
    found = drawn_contributions(state.region, base, entry, 2030)
    ends = [end for c in found.contributions for end in c.persons_band]
    assert {round(end, 3) for end in ends} <= set(_numbers(told))
    for scenario in (base, entry):  # the range of the difference at a glance is that of the sum
        key = (state.region, state.until, runs.fingerprint(scenario))
        runs._BANDS.put(key, runs.drawn_bands(state.region, scenario, state.until))
    shown = glance.added_range(state, state.entry("resolution"), "si_participants")
    assert shown == pytest.approx(found.persons_band, abs=1e-6)
    rows = {row[0].vi: row for row in glance.table(replace(state, year=2030)).rows}
    added = rows["Nghị quyết (kết hợp các giải pháp)"][5]
    assert added.value == found.shown
    assert (added.low, added.high) == shown


def _numbers(told):
    if isinstance(told, dict | list):
        for part in told.values() if isinstance(told, dict) else told:
            yield from _numbers(part)
    elif isinstance(told, float):
        yield round(told, 3)


def test_the_ranges_of_the_page_are_those_of_its_command(tmp_path, monkeypatch):
    state = first_state()
    told = _of_the_command_line(files.command(state), tmp_path, monkeypatch)
    shown = all_records(state, [state.year])
    for entry in state.entries:
        found = bands(state.region, entry.current, state.until)
        assert found.chance == {}  # a national target is no verdict on a province
        ranged = {_which(r): r for r in with_ranges(shown[entry.name], state, entry)}
        mine = [r for r in told if (r["scenario"], r["year"]) == (entry.name, state.year)]
        compared = [r for r in mine if _which(r) in ranged and not r["class"]]
        assert {r["of"] for r in compared} == {None, *SHARES}
        for record in compared:
            page = ranged[_which(record)]
            ends = [page["low"], page["high"]]
            least = 1.0 if record["unit"] == "person" else 1e-6  # people are whole in a file
            assert ends == pytest.approx([record["low"], record["high"]], rel=1e-6, abs=least)
            assert record["chance"] is None


def test_the_chances_of_the_page_are_those_of_their_command(tmp_path, monkeypatch):
    state = first_state()
    told = _of_the_command_line("simulator chances status_quo resolution", tmp_path, monkeypatch)
    for entry in state.entries:
        found = bands(state.region, entry.current, state.until)
        share = found.share[state.year - region_called(state.region).base_year]
        mine = [r for r in told["chances"] if r["scenario"] == entry.name]
        assert len(mine) > 10
        assert [r["chance"] for r in mine] == [odds(share, r["coverage"]) for r in mine]
    people = compare.added_cost(state)["people"]
    assert [[r["low"], r["high"]] for r in told["added"]] == [list(people[s]) for s in SHARES]


def test_the_pyramid_of_the_page_is_told_by_the_command_of_the_population(tmp_path, monkeypatch):
    state = first_state()
    arguments = "simulator population ninh_thuan --scenario resolution"
    told = _of_the_command_line(arguments, tmp_path, monkeypatch)
    run = runs.central(state.region, state.in_hand.current, state.until)
    parts = coverage_gap.pyramid(run, state.year, "vi")["parts"]
    assert [r["persons"] for r in told] == [v for p in parts for sex in p["values"] for v in sex]
    whole = sum(float(INDICATORS[name].of(run)[run.row(state.year), 0]) for name in COUNTED)
    insured = sum(r["persons"] for r in told if r["state"] in COUNTED)
    assert insured == pytest.approx(whole)


def test_every_number_of_the_localities_is_told_by_their_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = run_page("localities", **{"e.resolution": "agents:0.37"})
    entry = page.session_state["visitor"].state.in_hand
    (tmp_path / files.as_called(entry)).write_text(files.scenario_file(entry), "utf-8")
    done = CliRunner().invoke(main, ["allocate", files.as_called(entry), "--years", "2024-2030"])
    shown = numbers_on(page)
    assert len(shown) > 100
    assert shown - numbers(unbound(done.output)) == set()


def _which(record):
    return tuple(record[key] for key in ("indicator", "of", "target_set"))

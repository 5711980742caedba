import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from simulator import INDICATORS, LEVERS
from simulator.analysis.past.backtest_scores import COUNTED
from simulator.analysis.past.trend import BetterTrend, better_trends
from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.estimate import Estimate
from simulator.report.document import Number
from simulator.report.numbers import format_number, format_share
from simulator.report.results import contributions
from simulator.report.results.differences import change_table, changes
from simulator.report.writers.words import cell_words, change_words, ends, number_words
from simulator.schemes import COUNTS, NUMERATORS, SHARES
from simulator.text import Text
from simulator.web import experience, files, glance, runs, sentences
from simulator.web.link import first_state, from_link, pack, to_link
from simulator.web.lru_cache import LRUCache
from simulator.web.own_figures import example, read_own_figures
from simulator.web.pages import papers, save, sources
from simulator.web.pages.compare import added_cost, notes
from simulator.web.payload import trend_line
from simulator.web.plain_table import line_in
from simulator.web.provenance import provenance
from simulator.web.runs import (
    bands,
    central,
    drawn_contributions,
    region_called,
)
from simulator.web.site import _PAGES
from simulator.web.state import Entry
from simulator.web.tables import all_records, comparison_table, cost_table, with_ranges
from simulator.web.words import TREND_LABELS
from simulator.web.workbench import moved
from simulator.web.yardstick import yardstick

PAGES = tuple(show.__module__.rpartition(".")[2] for _, _, show in _PAGES)


def _script(page):
    return (
        f"from simulator.web.pages import {page}\n"
        "from simulator.web.session import visitor\n"
        f"{page}.show(visitor())\n"
    )


def _run(page, **query):
    test = AppTest.from_string(_script(page), default_timeout=60)
    for key, value in {**to_link(first_state(), "vi"), **query}.items():
        test.query_params[key] = value
    return test.run()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_in_both_languages(page, language):
    test = _run(page, lang=language)
    assert not test.exception
    told = " ".join(s.value for s in (*test.header, *test.markdown))
    told += " ".join(e.label for e in (*test.button, *test.selectbox, *test.text_input))
    vietnamese = any(letter in told for letter in "ảậệỉốứớựạ")
    assert vietnamese == (language == "vi")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_for_a_country_and_for_a_plan_without_projects(page):
    query = {"region": "viet_nam", "show": "status_quo,voluntary_led", "active": "voluntary_led"}
    assert not _run(page, **query).exception


def test_the_table_follows_the_year_of_the_link():
    state = first_state()
    early, late = (columns_of(comparison_table(replace(state, year=y))) for y in (2025, 2030))
    assert next(iter(early.values()))[0] == next(iter(late.values()))[0]
    title = list(early)[1]
    assert early[title][0] != late[title][0]
    assert any("2025" in s.value for s in _run("compare", year="2025").header)


def test_a_changed_assumption_is_applied_and_can_be_undone():
    test = _run("sources")
    before = test.session_state["visitor"].state
    test.selectbox[0].set_value(("compliance_rate", ""))
    for field, text in zip(test.text_input, ("0,9", "0,8", "0.95", "khảo sát"), strict=False):
        field.set_value(text)
    test.button[0].click().run()
    known = test.session_state["visitor"]
    changed = known.state.in_hand.current.assumptions["compliance_rate", ""]
    assert changed == Estimate(0.9, 0.8, 0.95, reason="khảo sát")
    assert known.steps.back().present == before


def test_an_assumption_beyond_its_bounds_is_refused_in_words():
    test = _run("sources")
    before = test.session_state["visitor"].state
    test.selectbox[0].set_value(("compliance_rate", ""))
    test.text_input[0].set_value("72")
    test.button[0].click().run()
    (told,) = test.error
    assert "resolution" not in told.value
    assert test.session_state["visitor"].state == before


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


def columns_of(table):
    """Return a table as columns of words, ranges on a line of their own, as the page shows it."""

    def told(cell):
        if not isinstance(cell, Number):
            return cell_words(cell, "vi")
        more = change_words(cell, "vi")
        below = " – ".join(ends(cell, "vi")) if cell.ranged else " "
        line = f"\n{below}" if cell.ranged or cell.awaits_range else ""
        return number_words(cell, "vi") + (f" ({more})" if more else "") + line

    heads = [cell_words(head, "vi") for head in table.head]
    columns = zip(*([told(cell) for cell in row] for row in table.rows), strict=True)
    return {head: list(column) for head, column in zip(heads, columns, strict=True)}


def _column(rows, number, label):
    columns = list(rows.values())
    return columns[number][columns[0].index(label)]


def test_beyond_a_target_the_table_says_so_in_words():
    rows = columns_of(comparison_table(first_state()))
    label = "Còn thiếu so với chỉ tiêu cả nước: BHXH tự nguyện (người)"
    found = [
        next(
            r["value"]
            for r in records
            if (r["indicator"], r["of"]) == ("gap_to_target_persons", "voluntary_share")
        )
        for records in all_records(first_state(), [2030]).values()
    ]
    assert max(found) < 0
    more = format_number(found[0] - found[1])
    told = [_column(rows, i, label).split("\n")[0] for i in (1, 2)]
    beyond = [f"vượt {format_number(-people)}" for people in found]
    assert told == [beyond[0], f"{beyond[1]} (+{more})"]


def test_ranges_stand_under_their_numbers_in_a_line_that_is_kept_for_them():
    state = first_state()
    entry = state.in_hand
    row = state.year - region_called(state.region).base_year
    before = columns_of(comparison_table(state))
    found = bands(state.region, entry.current, state.until)
    after = columns_of(comparison_table(state))
    label = INDICATORS["si_share"].label.vi
    low, high = (format_share(found_end["si_share"][row]) for found_end in (found.low, found.high))
    assert _column(after, 2, label).split("\n")[1] == f"{low} – {high}"
    assert [c.count("\n") for c in list(before.values())[2]] == [
        c.count("\n") for c in list(after.values())[2]
    ]


def test_the_costs_say_who_pays_and_the_parts_add_up():
    rows = columns_of(cost_table(first_state()))
    whole, central_part, province = (
        float(_column(rows, 3, label).split("\n")[0].replace(".", "").replace(",", "."))
        for label in ("Cộng", "Trong đó: Trung ương", "Trong đó: Ngân sách tỉnh")
    )
    assert whole == pytest.approx(central_part + province, abs=0.15)
    assert _column(rows, 1, "Tuyên truyền") == "Ngân sách tỉnh"


def test_what_the_levers_bring_adds_up_to_the_difference_of_the_comparison():
    state = first_state()
    pair = state.entry(state.base).current, state.in_hand.current
    found = runs.ranged(state.region, *pair, state.year)
    cells = [row[1:] for row in contributions.table(found).rows]
    *parts, whole = (people.value for people, _ in cells)
    people = _column(
        columns_of(comparison_table(first_state())), 2, "Số người tham gia BHXH (người)"
    )
    assert sum(parts) == whole
    assert all(number.ranged for row in cells for number in row)  # people and cost
    assert f"(+{format_number(whole)})" in people


def test_a_changed_assumption_is_listed_with_what_held_before():
    test = _run("sources")
    test.selectbox[0].set_value(("compliance_rate", ""))
    test.text_input[0].set_value("0,9")
    test.checkbox[0].uncheck()
    test.button[0].click().run()
    state = test.session_state["visitor"].state
    region = region_called(state.region)
    base = state.entry(state.base).current
    found = changes(base, state.in_hand.current, region)
    rows = dict(
        zip(
            (d.path for d in found),
            change_table(found, region, state.in_hand.current).rows,
            strict=True,
        )
    )
    assert any("giả định khác nhau" in note.vi for note in notes(state))
    assert not any("giả định khác nhau" in note.vi for note in notes(first_state()))
    _, before, after, _ = rows["assumptions.compliance_rate"]
    told = cell_words(before, "vi"), cell_words(after, "vi")
    assert told == ("0,72 (0,6 – 0,82)", "0,9")


def test_a_link_shows_the_same_digits_as_the_page_it_was_taken_from():
    state = moved(
        first_state(), {"scenario": "resolution", "levers": {"agents": {"level": {"poor": 0.35}}}}
    )
    again, problems = from_link(to_link(state, "vi"))
    assert problems == []
    assert all_records(again, [2030]) == all_records(state, [2030])


def _hostile_state():
    state = first_state()
    title = Text('=HYPERLINK("http://h")', "-1+cmd|x")
    return state.with_current(replace(state.in_hand.current, title=title))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_excel_file_holds_every_number_in_the_reader_s_words_and_no_formula(language):
    import io

    from openpyxl import load_workbook

    state, years = _hostile_state(), [2024, 2030]
    heads, rows = files.compared(state, years, language)
    sheet = load_workbook(io.BytesIO(files.as_excel(state, years, language))).active
    assert [cell.value for cell in sheet[1]] == heads
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    records = files.comparison(state, years)
    told = sorted(v for row in rows for v in row[3:5] if v is not None)
    meant = [
        r["value"] * (100 if r["unit"] == "share" else 1) for r in records if r["value"] is not None
    ]
    assert told == pytest.approx(sorted(meant), abs=1e-5)
    read = [c.value for row in sheet.iter_rows(min_row=2, min_col=4, max_col=5) for c in row]
    assert read == [v for row in rows for v in row[3:5]]  # to the digit
    assert not set(heads) & {"scenario", "indicator", "value"}


def test_a_csv_opens_in_columns_where_it_is_read():
    state = _hostile_state()
    lines = files.as_csv(state, [2030], "vi").decode("utf-8-sig").splitlines()
    assert lines[0] == "Địa bàn;Chỉ tiêu;Kịch bản;2030;Tình trạng số liệu"
    share = next(line for line in lines if "Tỷ lệ bao phủ BHXH" in line)
    assert re.search(r";\d+,\d+;", share)
    assert any(";\"'=HYPERLINK" in line for line in lines)
    plain = files.as_csv(state, [2030], "en").decode("utf-8-sig").splitlines()
    assert plain[0] == "Place,Indicator,Scenario,2030,Status of the figure"
    assert any(",'-1+cmd|x" in line for line in plain)


def test_a_name_with_spaces_is_one_word_of_the_command():
    state = first_state()
    own = replace(state.in_hand.current, name="phương án (2)")
    entries = (state.entries[0], Entry(own, own))
    state = replace(state, entries=entries, active=own.name)
    assert '"phương án (2).yaml"' in files.command(state)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year,month,indicator,value\n2024,13,compulsory_si,1\n", "a.csv:2:2: month"),
        ("year,month,indicator,value\n2024,12,si_share,45\n", "a.csv:2:4: value"),
        ("year,month,indicator,value\n2024,12,jobs,45\n", "a.csv:2:3: indicator"),
        ("year,month,indicator,value\n2024,12,si_share,nan\n", "a.csv:2:4: value"),
        ("year,month,value\n2024,12,1\n", "indicator"),
    ],
)
def test_own_figures_are_checked_line_by_line(text, told):
    with pytest.raises(InputError) as caught:
        read_own_figures(text.encode(), "a.csv", region_called("ninh_thuan"))
    assert told in str(caught.value)


def test_a_table_of_excel_in_vietnam_reads_like_the_plain_one():
    plain = "year,month,indicator,value\n2024,6,compulsory_si,41000\n2024,12,si_share,0.17\n"
    label = INDICATORS["si_share"].label.vi
    kept = f"Năm;Tháng;Chỉ tiêu;Giá trị\n2024;6;BHXH bắt buộc;41.000\n2024;12;{label};0,17\n"
    read = [
        read_own_figures(text.encode(), "a.csv", region_called("ninh_thuan"))
        for text in (plain, kept)
    ]
    assert read[0] == read[1]
    wrong = "năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH bắt buộc;41.000\n2024;13;BHTN;5\n"
    with pytest.raises(InputError) as caught:
        read_own_figures(wrong.encode(), "a.csv", region_called("ninh_thuan"))
    (problem,) = caught.value.problems
    assert line_in(problem, "vi").startswith("dòng 3: tháng: ")


def test_the_table_to_fill_in_can_be_read_again():
    region = region_called("ninh_thuan")
    for language in ("vi", "en"):
        found = read_own_figures(example(region, language), "a.csv", region)
        assert {(f.indicator, f.value) for f in found} == {
            (name, region.figure(name, region.base_year).value)
            for name in ("compulsory_si", "voluntary_si", "ui_participants")
        }


def test_a_month_that_is_typed_in_reads_like_the_same_month_pasted():
    typed = _at_month(_run("monitor"), 2024, 6)
    _count(typed, "voluntary_si").set_value("9.100")
    pasted = _run("monitor")
    pasted.text_area[0].set_value("năm\ttháng\tchỉ tiêu\tgiá trị\n2024\t6\tBHXH tự nguyện\t9.100")
    assert _told_of_watching(typed.run()) == _told_of_watching(pasted.run()) != []


def _at_month(test, year, month):
    for field, value in (("_year", year), ("_month", month)):
        next(s for s in test.selectbox if s.key.endswith(field)).set_value(value)
    return test


def _count(test, series):
    return next(n for n in test.text_input if n.key == f"watch_ninh_thuan_{series}")


def _told_of_watching(test):
    assert not test.exception
    return [e.proto.body for e in test.get("html") if "<table" in e.proto.body]


def test_what_was_typed_in_stays_while_a_visitor_looks_elsewhere():
    script = (
        "import streamlit as st\n"
        "from simulator.web.pages import monitor\n"
        "from simulator.web.session import visitor\n"
        "known = visitor()\n"
        "if not st.session_state.get('elsewhere'):\n    monitor.show(known)\n"
    )
    test = AppTest.from_string(script, default_timeout=60).run()
    _at_month(test, 2024, 9)
    _count(test, "voluntary_si").set_value("9200")
    table = "năm;tháng;chỉ tiêu;giá trị\n2025;3;BHXH bắt buộc;41.000"
    test.text_area[0].set_value(table)
    told = _told_of_watching(test.run())
    for elsewhere in (True, True, False):
        test.session_state["elsewhere"] = elsewhere
        test.run()
    assert _count(test, "voluntary_si").value == "9200"
    assert test.text_area[0].value == table
    assert _told_of_watching(test) == told != []
    # Figures of two years are read, each by itself.
    assert "9/2024" in told[0]
    assert "3/2025" in told[0]


def test_counts_that_cannot_be_meant_are_refused_where_they_are_typed_in():
    test = _at_month(_run("monitor"), 2024, 6)
    _count(test, "voluntary_si").set_value("9")
    assert "xem lại đơn vị" in test.run().error[0].value
    _count(test, "voluntary_si").set_value("9.100")
    test.text_area[0].set_value("năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH tự nguyện;9.200")
    (error,) = test.run().error
    assert "điền 9100 nhưng dán 9200" in error.value


def test_the_words_on_the_first_screen_hold_the_numbers_of_the_table():
    state = first_state()
    rows = {r["indicator"]: r for r in all_records(state, [2030])["resolution"]}
    told = " ".join(text.vi for _, text in provenance(state))
    for name in ("compulsory_si", "voluntary_si"):
        assert format_number(rows[name]["value"], 0) in told
    run, base = (
        central(state.region, state.entry(name).current, state.until)
        for name in ("resolution", "status_quo")
    )
    first = sentences.told(run, base, 2030)[0].vi
    assert format_share(rows["si_share"]["value"]) in first
    assert "ước tính" in first


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
    assert shown == pytest.approx(found.persons_band, abs=0.05)
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


def test_where_a_trend_line_was_better_the_page_says_so(monkeypatch):
    monkeypatch.setattr(experience, "FOUND", LRUCache(4))
    assert any("xem trang Giả định, nguồn" in note.vi for note in notes(first_state()))
    test = experience.tried("viet_nam")
    better = [s for s in COUNTED if test.trend_is_better(s)]
    said = experience.trend_wins(region_called("ninh_thuan"))
    assert (said is not None) == bool(better)
    assert (said in notes(first_state())) == bool(better)
    experience.FOUND.put(
        ("backtest", "viet_nam"), test
    )  # what ranges held is told once it is known
    held = [format_share(test.score(s, "model").coverage, "vi", 0) for s in COUNTS]
    assert any(all(words in note.vi for words in held) for note in notes(first_state()))


def test_changes_are_told_in_calendar_years_and_the_reader_s_numbers():
    state = moved(
        first_state(),
        {"scenario": "resolution", "levers": {"agents": {"level": {"default": 0.35}}}},
    )
    entry = state.in_hand
    region = region_called(state.region)
    (row,) = change_table(changes(entry.origin, entry.current, region), region, entry.current).rows
    label, before, after, _ = (cell_words(cell, "vi") for cell in row)
    assert re.match(r"100(,0)? % \(từ năm 2025", before)
    assert re.match(r"35(,0)? % \(từ năm 2025", after)
    assert label == LEVERS["agents"].label.vi


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


def _which(record):
    return tuple(record[key] for key in ("indicator", "of", "target_set"))


def test_the_cost_of_a_person_is_that_of_the_tab():
    state = first_state()
    for name in ("status_quo", "resolution"):
        bands(state.region, state.entry(name).current, state.until)
    found = added_cost(state)
    runs = [
        central(state.region, state.entry(n).current, 2035) for n in ("resolution", "status_quo")
    ]
    for share, name in NUMERATORS.items():
        row = runs[0].row(state.year)
        more = float((INDICATORS[name].of(runs[0]) - INDICATORS[name].of(runs[1]))[row, 0])
        assert found["person"][share] == pytest.approx(found["value"] / more, rel=1e-3)
    same = added_cost(replace(state, active="status_quo"))
    assert set(same["person"].values()) == {None}


def test_the_trend_line_drawn_is_the_one_that_the_verdict_names():
    nation = region_called("viet_nam")
    for name, better in better_trends(nation).items():
        drawn = trend_line(nation, name, 2030)
        assert drawn.line[-1] == [2030, better.at(2030)]
        assert drawn.label == TREND_LABELS[better.method]
    assert trend_line(region_called("ninh_thuan"), "compulsory_si", 2030).line == []


def test_a_better_line_of_all_years_is_drawn_as_such(monkeypatch):
    from simulator.web import payload

    nation = region_called("viet_nam")
    history = tuple(v for _, v in sorted(nation.observed("voluntary_si").items()))
    better = BetterTrend("voluntary_si", "drift", 1.0, 2.0, 0.01, nation.base_year, history)
    monkeypatch.setattr(payload, "better_trends", lambda region: {"voluntary_si": better})
    drawn = trend_line(nation, "voluntary_si", nation.base_year + 3)
    assert drawn.line[-1][1] == better.at(nation.base_year + 3)
    assert "all years" in drawn.label.en
    assert "4 years" in trend_line(nation, "compulsory_si", 2030).label.en


def _four():
    query = {"v": "1", "show": "status_quo,resolution,voluntary_led,adverse", "active": "adverse"}
    state, problems = from_link(query)
    assert not problems
    return state


class _Known:
    def __init__(self, state):
        self.state, self.remarks, self.notices = state, [], []

    def go(self, state):
        self.state = state


MINE = "name: mine\nextends: status_quo\nlevers:\n  agents: {start: +1, ramp_years: 2, level: 1}\n"


def test_a_scenario_that_has_to_make_room_is_named():
    known = _Known(_four())
    save._take_scenario(known, MINE.encode(), "mine.yaml")
    assert [e.name for e in known.state.entries] == [
        "status_quo",
        "resolution",
        "voluntary_led",
        "mine",
    ]
    assert "Adverse" in known.remarks[1].en
    assert "made way" in known.remarks[1].en
    save._take_scenario(known, MINE.encode(), "mine.yaml")
    names = [e.name for e in known.state.entries]
    assert names == ["status_quo", "resolution", "mine", "mine_uploaded"]
    assert "Voluntary-led" in known.remarks[1].en
    known = _Known(replace(_four(), base="adverse"))
    save._take_scenario(known, MINE.encode(), "mine.yaml")
    assert known.state.base == "adverse"
    assert "Voluntary-led" in known.remarks[1].en


def test_the_same_file_twice_stands_beside_itself():
    known = _Known(first_state())
    for _ in range(2):
        save._take_scenario(known, MINE.encode(), "mine.yaml")
        assert len(known.remarks) == 1
    entries = known.state.entries
    assert [e.name for e in entries][-2:] == ["mine", "mine_uploaded"]
    assert len({e.current.title for e in entries}) == len(entries)


def test_the_page_takes_no_other_way_of_counting():
    june = f"{MINE}measure: month\nmonth: 6\n"
    with pytest.raises(InputError, match="end of June"):
        save._take_scenario(_Known(first_state()), june.encode(), "june.yaml")
    _, problems = from_link({"v": "1", "show": "mine", "f.mine": pack(june)})
    assert any("end of June" in p.en for p in problems)


def test_an_assumption_for_all_scenarios_leaves_the_difference_to_the_levers():
    key, stated = ("compliance_rate", ""), Estimate.exactly(0.8, "survey")
    state = first_state()
    every = sources.with_assumption(state, key, stated, True)
    assert all(e.current.assumptions[key] == stated for e in every.entries)
    alone = sources.with_assumption(state, key, stated, False)
    assert [key in e.current.assumptions for e in alone.entries] == [False, True]
    assert not any("different assumptions" in n.en for n in notes(every))
    assert any("different assumptions" in n.en for n in notes(alone))
    assert yardstick(every).current.assumptions[key] == stated


def test_an_edited_scenario_is_printed_as_edited():
    state = moved(
        first_state(),
        {"scenario": "resolution", "levers": {"agents": {"level": {"default": 0.35}}}},
    )
    edited, quo = (state.entry(n) for n in ("resolution", "status_quo"))
    assert "(đã chỉnh)" in files.named(edited).title.vi
    assert papers.as_called(edited) == "resolution_edited.yaml"
    assert files.named(edited).name == "resolution_edited"
    assert files.named(quo).title == quo.current.title
    assert papers.as_called(quo) == "status_quo"

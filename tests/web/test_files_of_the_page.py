"""Files that leave the page, and scenario files that come to it."""

import re
from dataclasses import replace

import pytest

from simulator.errors import InputError
from simulator.text import Text
from simulator.web import files
from simulator.web.link import first_state, from_link, pack
from simulator.web.pages import papers, save


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


def test_files_of_two_places_or_plans_have_names_of_their_own(monkeypatch):
    names = []
    monkeypatch.setattr("streamlit.download_button", lambda *a, **_: names.append(a[2]))
    made = dict.fromkeys(papers._FILES, b"")
    for place, plan in (("khanh_hoa", "mine"), ("ninh_thuan", "mine"), ("ninh_thuan", "plan_1")):
        for language in ("vi", "en"):
            papers._downloads(made, language, place, [plan])
            assert all(f"_{place}_{plan}." in name for name in names[-len(made) :])
    assert len(set(names)) == len(names) == 6 * len(made)

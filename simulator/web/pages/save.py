"""Keep and share: the link, scenarios as files, the comparison, the visitor's own figures."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from simulator.analysis.comparing.counting import refuse_not_at_year_end
from simulator.errors import InputError, Problem
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import scenario_from_text
from simulator.inputs.text_files import decode
from simulator.report.file_names import COMPARISON, FIGURES, PAGE, file_called
from simulator.text import Text
from simulator.web import draw, files
from simulator.web.escape import as_text
from simulator.web.link import address
from simulator.web.own_figures import example, read_own_figures, taken
from simulator.web.own_place import is_own
from simulator.web.payload import title_of
from simulator.web.plain_table import headings, line_in
from simulator.web.plans import distinct, made_way, with_entry
from simulator.web.runs import region_called, shipped_names
from simulator.web.saved import from_file, state_file
from simulator.web.scripts import component
from simulator.web.session import Visitor
from simulator.web.state import Entry, PageState
from simulator.web.watched import watch_again, watched_by

MOST_BYTES = 200_000
_OWN = "_uploaded"


def show(known: Visitor) -> None:
    """Draw the page."""
    language, state = known.language, known.state
    draw.head(Text("Liên kết", "Link"), language)
    _link(known)
    draw.head(Text("Lệnh cho cùng kết quả", "The command that gives the same numbers"), language)
    st.code(files.command(state), language=None, wrap_lines=True)
    if ".yaml" in files.command(state):
        draw.remark(_COMMAND_NOTE, language)
    if is_own(state.region):
        draw.remark(_WORKBOOK_NOTE, language)
    with st.container(key="screen_only_files"):
        _files(known)


def _files(known: Visitor) -> None:
    """Draw what can be taken away as a file, and opened from one."""
    language, state = known.language, known.state
    draw.head(Text("Kịch bản", "Scenarios"), language)
    _downloads(state, language)
    _upload(known, "yaml", _UPLOAD, lambda raw, name: _take_scenario(known, raw, name))
    draw.head(Text("Bảng so sánh", "The comparison"), language)
    _comparison(state, language)
    draw.head(
        Text("Số liệu của địa phương trên biểu đồ", "Your own figures on the charts"), language
    )
    st.markdown(as_text(own_note(language)))
    st.download_button(
        _EXAMPLE.in_(language),
        example(region_called(state.region), language),
        file_called(FIGURES, ".csv", language, region_called(state.region).code),
        "text/csv",
        key="save_example",
        on_click="ignore",
    )
    _upload(known, "csv", _UPLOAD_CSV, lambda raw, name: _take_figures(known, raw, name))
    remove = Text(f"Bỏ {len(known.own)} số đã thêm", f"Remove {len(known.own)} figures")
    if known.own and st.button(as_text(remove.in_(language))):
        known.own = ()
        st.rerun()


_LINK_NOTE = Text(
    "Liên kết này mở lại trang đúng như đang xem: kịch bản, mọi thanh trượt, địa bàn, năm. "
    "Số liệu tải lên không nằm trong liên kết.",
    "This address carries the whole state of the page: scenarios, every slider, place and year. "
    "Figures that you uploaded are not in it.",
)
_COMMAND_NOTE = Text(
    "Lệnh đọc tệp .yaml trong thư mục hiện hành: hãy tải các kịch bản ở dưới về thư mục đó trước.",
    "The command reads .yaml files of the present folder: download the scenario below first.",
)
_WORKBOOK_NOTE = Text(
    "Lệnh đọc sổ số liệu của bạn: tải sổ ở trang Số liệu của tỉnh về cùng thư mục.",
    "The command reads the workbook of your figures: download it on the page Own figures.",
)
_UPLOAD = Text("Mở kịch bản (YAML) hoặc cả trang (JSON)", "Open a scenario (YAML) or page (JSON)")
_UPLOAD_CSV = Text("Mở tệp số liệu (CSV)", "Open a table of figures (CSV)")
_EXAMPLE = Text("Tải tệp mẫu (CSV)", "Download a table to fill in (CSV)")


def own_note(language: str) -> str:
    """Return what a table of own figures holds."""
    return Text(
        f"Điền vào tệp mẫu bằng Excel, lưu dạng CSV. Các cột: {headings('vi')}. Số đếm theo người, "
        "tỷ lệ theo phần của 1 (45 % ghi 0,45). Chỉ hiện trong phiên này, không lưu lại trên máy "
        f"chủ. Chỉ tiêu nhận: {taken().vi}.",
        f"Fill in the table with Excel and keep it as CSV. Columns: {headings('en')}. Counts in "
        "persons, shares as fractions (0.45). They are shown in this session only and not kept on "
        f"the server. Taken: {taken().en}.",
    ).in_(language)


def _link(known: Visitor) -> None:
    """Draw the address, or say that what was changed is too long for one; a file takes it all."""
    language = known.language
    if is_own(known.state.region):
        st.warning(_NO_FIGURES.in_(language))
    if address(known.state, language)[1]:
        st.markdown(_LINK_NOTE.in_(language))
        st.code(link_of(known), language=None, wrap_lines=True)
    else:
        st.warning(_TOO_LONG.in_(language))
    st.download_button(
        _STATE.in_(language),
        state_file(known.state, language, watched_by(known)),
        file_called(PAGE, ".json", language, region_called(known.state.region).code),
        "application/json",
        key="save_state",
        on_click="ignore",
    )


_TOO_LONG = Text(
    "Phần đã chỉnh quá dài để nằm trong một liên kết (máy chủ trung gian thường chỉ nhận 8 kB). "
    "Hãy tải tệp của cả trang rồi gửi tệp đó; người nhận mở tệp ở mục Kịch bản bên dưới.",
    "What was changed is too long for a link (proxies often take 8 kB). Download the file of the "
    "whole page and send that; it is opened under Scenarios below.",
)
_NO_FIGURES = Text(
    "Liên kết không mang được số liệu của bạn: ai mở liên kết sẽ thấy số liệu của chương trình. "
    "Hãy gửi tệp của cả trang (JSON, có số liệu của bạn), hoặc sổ Excel ở trang Số liệu của tỉnh.",
    "A link cannot carry your figures: whoever opens it sees the program's. Send the file of the "
    "whole page (JSON, with your figures) or the workbook of the page Own figures instead.",
)
_STATE = Text("Tải cả trang (JSON)", "Download the whole page (JSON)")


def link_of(known: Visitor) -> str:
    """Return the address of the comparison with the present state."""
    found = urlsplit(st.context.url or "")
    query = urlencode(address(known.state, known.language)[0], safe=",:.")
    host = f"{found.scheme}://{found.netloc}/" if found.netloc else "/"
    return f"{host}?{query}"


def _downloads(state: PageState, language: str) -> None:
    row = st.container(horizontal=True)
    for entry in state.entries:
        name = files.file_name(entry)
        row.download_button(
            as_text(f"{title_of(entry, language)} (YAML)"),
            files.scenario_file(entry),
            f"{name}.yaml",
            "application/yaml",
            key=f"save_{entry.name}",
            on_click="ignore",
        )


def _comparison(state: PageState, language: str) -> None:
    region = region_called(state.region)
    years = list(range(region.base_year, state.until + 1))
    row = st.container(horizontal=True)
    row.download_button(
        Text("Tải Excel", "Download Excel").in_(language),
        lambda: files.as_excel(state, years, language),
        file_called(COMPARISON, ".xlsx", language, region.code),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="save_excel",
        on_click="ignore",
    )
    row.download_button(
        Text("Tải CSV", "Download CSV").in_(language),
        lambda: files.as_csv(state, years, language),
        file_called(COMPARISON, ".csv", language, region.code),
        "text/csv",
        key="save_csv",
        on_click="ignore",
    )


def _upload(known: Visitor, kind: str, label: Text, take: Callable[[bytes, str], None]) -> None:
    """Draw a file field; a file is checked here, and what is wrong with it is shown by line."""
    language = known.language
    data = {
        "label": label.in_(language),
        "none": Text("chưa chọn tệp", "no file chosen").in_(language),
        "accept": ".yaml,.yml,.json" if kind == "yaml" else ".csv",
        "most": MOST_BYTES,
        "too_large": too_large(MOST_BYTES).in_(language),
    }
    said = component("upload")(key=f"upload_{kind}", data=data, on_file_change=lambda: None).file
    # There without errors too: what is below is not drawn anew.
    refused = st.container(key=f"answer_{kind}")
    if said is None:
        return
    try:
        take(*uploaded(said))
    except InputError as error:
        for problem in error.problems[:20]:
            told = line_in(problem, language) if kind == "csv" else problem.line_in(language)
            refused.error(as_text(told))
        return
    st.rerun()


def uploaded(said: Any, most: int = MOST_BYTES) -> tuple[bytes, str]:  # noqa: ANN401
    """Return the bytes and the name of a file as the browser hands it over; nothing is trusted.

    Parameters
    ----------
    most : bytes that are taken

    Raises
    ------
    InputError
        for a file that is too large or did not arrive whole.
    """
    stated = said if isinstance(said, Mapping) else {}
    name = str(stated.get("name", "")).rsplit("/", 1)[-1][:80] or "?"
    packed = stated.get("bytes")
    if isinstance(packed, str) and len(packed) > 4 * most / 3 + 4:
        raise InputError(Problem(name, 0, 0, "", too_large(most)))
    try:
        return base64.b64decode(str(packed), validate=True), name
    except ValueError:
        broken = Text("tệp không đến trọn vẹn", "the file did not arrive whole")
        raise InputError(Problem(name, 0, 0, "", broken)) from None


def too_large(most: int) -> Text:
    """Return that a file has more than so many bytes."""
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"
    return Text(f"tệp lớn hơn {size}", f"the file is larger than {size}")


def _take_page(known: Visitor, raw: bytes, name: str) -> None:
    saved = from_file(decode(raw, name, cells=False), name)
    known.notices = saved.notices
    if saved.place is None:
        known.go(saved.state)
    else:
        known.hold(saved.place, saved.state)
    watch_again(known, saved.watched, saved.language)


def _take_scenario(known: Visitor, raw: bytes, name: str) -> None:
    if name.casefold().endswith(".json"):
        return _take_page(known, raw, name)
    scenario = scenario_from_text(decode(raw, name, cells=False), name)
    state = known.state
    check_against_region(scenario, region_called(state.region))
    refuse_not_at_year_end(scenario, name)
    scenario = told_apart(scenario, state)
    after = with_entry(state, Entry(scenario, scenario))
    title = scenario.title
    opened = Text(f"Đã mở “{title.vi}”.", f"“{title.en}” is open.")
    known.remarks = [opened, *made_way(state, after)]
    return known.go(after)


def told_apart(scenario: Scenario, state: PageState) -> Scenario:
    """Return the scenario under a name and a title that no other on the page has."""
    taken = {*shipped_names(), *(entry.name for entry in (*state.entries, *state.shelf))}
    name, number = scenario.name, 1
    while name in taken:
        number += 1
        name = scenario.name + _OWN + (f"_{number - 1}" if number > 2 else "")
    return replace(scenario, name=name, title=distinct(scenario.title, state))


def _take_figures(known: Visitor, raw: bytes, name: str) -> None:
    known.own = read_own_figures(raw, name, region_called(known.state.region))

"""Own figures: a workbook out, the filled one in, its checks, and what changed by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.analysis.causes.reconciliation import Reconciliation, reconcile
from simulator.analysis.evidence.pack_review import Review
from simulator.errors import InputError, Problem
from simulator.inputs.pack_content import content_of
from simulator.inputs.pack_edit import changes
from simulator.inputs.pack_intro import intro_of
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.region import Region
from simulator.inputs.workbook_safety import MOST_BYTES
from simulator.inputs.workbook_writer import workbook_of
from simulator.report.document import Table, table
from simulator.report.numbers import format_number
from simulator.report.results import pack_changes, reconciliation
from simulator.report.results.pack_review import told
from simulator.text import Text
from simulator.web import draw
from simulator.web.chooser import refuse_misfit, with_choice
from simulator.web.escape import as_text
from simulator.web.figures_read import Read, read_workbook, reviewed, taken
from simulator.web.own_place import OwnPlace, workbook_name
from simulator.web.pages.save import too_large, uploaded
from simulator.web.runs import FOUND, fingerprint, place_name, region_called, shipped
from simulator.web.scripts import component
from simulator.web.session import Visitor
from simulator.web.typed_counts import show_counts

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READ = "figures_read"
MOST_PROBLEMS = 60


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    draw.remark(_PRIVATE, language)
    with st.container(key="answer_standing"):
        _standing(known)
    with st.container(key="screen_only_workbook"):
        left, right = st.columns(2, gap="large")
    with left:
        draw.head(Text("1. Tải sổ mẫu", "1. Download the workbook"), language)
        _template(known)
    with right:
        draw.head(Text("2. Mở sổ đã điền", "2. Open the filled workbook"), language)
        draw.remark(_FILLED, language)
        _upload(known)
    read: Read = st.session_state.get(_READ, Read())
    with st.container(key="answer_workbook"):
        _wrong(read, language)
    with (
        st.container(key="screen_only_counts"),
        st.expander(_TYPE.in_(language), expanded=known.place is None),
    ):
        show_counts(known, adopt)
    if known.place is not None and known.state.region == known.place.code:
        _changed(known, known.place)


_PRIVATE = Text(
    "Số liệu bạn đưa vào chỉ dùng trong phiên làm việc này: không lưu trên máy chủ, người "
    "khác không xem được, mất khi đóng hoặc tải lại trang. Muốn giữ, hãy tải sổ về. Liên kết"
    " không mang được số liệu riêng.",
    "Figures that you hand over live in this visit only: they are not written to the server's "
    "disk, nobody else sees them, and they are gone when the page is closed or loaded again. To "
    "keep them, download the workbook. A link cannot carry them.",
)


def _standing(known: Visitor) -> None:
    """Say which figures the pages are computed with, and what own ones changed."""
    language, place = known.language, known.place
    now = place_name(known.state.region).in_(language)
    if place is None or known.state.region != place.code:
        lead = Text("Các trang đang tính theo: ", "The pages are computed with: ").in_(language)
        st.info(as_text(lead + now))
        if place is not None and st.button(
            as_text(_TAKE_UP.in_(language) + place_name(place.code).in_(language))
        ):
            known.hold(place, with_choice(known.state, "region", place.code))
            st.rerun()
        return
    said = Text(
        f"Mọi trang đang tính theo số liệu của bạn: {place.region.name.vi}.",
        f"Every page is computed with your figures: {place.region.name.en}.",
    )
    st.success(as_text(said.in_(language)))
    with st.container(horizontal=True):
        _download(place, language)
        if st.button(_DROP.in_(language)):
            back = with_choice(known.state, "region", before_of(known).code)
            known.hold(None, back)
            st.rerun()


_TYPE = Text("Hoặc nhập ngay các số quan trọng nhất", "Or type the most important counts")
_FILLED = Text(
    "Sổ được kiểm tra ngay: chỗ nào sai được chỉ ra theo trang và ô. Sổ đúng thì mọi trang tính "
    "theo số của bạn.",
    "The workbook is checked at once: what is wrong is told by sheet and cell. With a right one "
    "every page is computed with your figures.",
)
_TAKE_UP = Text("Dùng lại ", "Take up again: ")
_DROP = Text("Bỏ số liệu của tôi", "Drop my figures")


def before_of(known: Visitor) -> Region:
    """Return the program's own region beside which own figures are seen."""
    place, names = known.place, region_names()
    lineage = () if place is None else place.region.lineage
    return region_called(next((p.code for p in lineage if p.code in names), names[0]))


def _download(place: OwnPlace, language: str) -> None:
    st.download_button(
        Text("Tải sổ của tôi về (Excel)", "Download my workbook (Excel)").in_(language),
        lambda: workbook(place.region, language),
        place.file,
        _SHEET,
        key="own_workbook",
        on_click="ignore",
    )


def workbook(region: Region, language: str) -> bytes:
    """Return a place's figures as the workbook that is filled in."""
    return workbook_of(content_of(region.source), intro_of(region, language), language)


def _changed(known: Visitor, place: OwnPlace) -> None:
    """Draw what is to be said of own figures, and what is different by them."""
    language = known.language
    draw.head(Text("Kiểm tra số liệu", "The check"), language)
    try:
        found = reviewed(place.code)
    except (RuntimeError, TimeoutError):
        st.error(_NO_REVIEW.in_(language))
    else:
        _lines(found, language)
    before = before_of(known)
    if before.code != place.region.code:
        return  # a place that the program does not bring along has nothing to be held against
    draw.head(Text("Số cũ và số mới", "Old and new figures"), language)
    different = changes(content_of(before.source), content_of(place.source))
    draw.section(pack_changes.section(different), language)
    reviews = _reviews(before, place)
    if reviews is not None:
        made = pack_changes.status_section(before, place.region, reviews)
        draw.head(made.title, language)
        draw.section(made, language)
    draw.head(Text("Kết quả thay đổi vì đâu", "Why the result changed"), language)
    _moved(known, before, place)


def _lines(found: Review, language: str) -> None:
    """Draw what ``simulator check`` says, with its indented lines as a list below a line."""
    lines = [words.in_(language) for words in told(found)]
    st.markdown(
        "\n".join(
            f"- {as_text(words)}"
            if begins
            else (f"   {as_text(number)}. {as_text(words)}" if number else f"   - {as_text(words)}")
            for begins, number, words in map(_item, lines)
        )
    )


def _item(line: str) -> tuple[bool, str, str]:
    """Return whether a line begins an item of a list, the number before its words, and these.

    >>> _item("dân số"), _item("  1. Dân số"), _item("  thêm")
    ((True, '', 'Dân số'), (False, '1', 'Dân số'), (False, '', 'thêm'))
    """
    words = line.strip()
    if words == line:
        return True, "", _begun(line)
    number, dot, rest = words.partition(". ")
    return (False, number, rest) if dot and number.isdecimal() else (False, "", words)


def _begun(line: str) -> str:
    return line[:1].upper() + line[1:]


_NO_REVIEW = Text("chưa kiểm tra được số liệu", "the figures could not be checked")


def _reviews(before: Region, place: OwnPlace) -> tuple[Review, Review] | None:
    """Return the reviews of both, where they can be had."""
    try:
        return reviewed(before.code), reviewed(place.code)
    except (RuntimeError, TimeoutError):
        return None


def _moved(known: Visitor, before: Region, place: OwnPlace) -> None:
    state, language = known.state, known.language
    year = max(state.year, before.base_year + 1, place.region.base_year + 1)
    quo = shipped("status_quo")
    key = ("moved", place.code, before.code, fingerprint(quo), year)
    found: list[Reconciliation] = FOUND.get(
        key, lambda: [reconcile((before, quo), (place.region, quo), year, n) for n in _SEEN]
    )
    for one in found:
        draw.section(reconciliation.section(one, _PROGRAM, _OWN), language)


_SEEN = ("si_participants", "si_share")
_PROGRAM = Text("Số liệu của chương trình", "The program's figures")
_OWN = Text("Số liệu của bạn", "Your figures")


def _template(known: Visitor) -> None:
    language = known.language
    draw.remark(_TEMPLATE, language)
    own = [known.place.code] if known.place else []
    now = known.state.region
    codes = [now, *(c for c in (*region_names(), *own) if c != now)]
    columns = st.columns([3, 2], vertical_alignment="bottom")
    code = columns[0].selectbox(
        Text("Địa bàn", "Place").in_(language),
        codes,
        format_func=lambda c: place_name(c).in_(language),
        key=f"template_{language}_{now}",
    )
    region = region_called(code)
    columns[1].download_button(
        Text("Tải sổ mẫu (Excel)", "Download (Excel)").in_(language),
        lambda: workbook(region, language),
        workbook_name(region),
        _SHEET,
        key="template",
        on_click="ignore",
    )


_TEMPLATE = Text(
    "Sổ đã điền sẵn mọi số đang biết, mỗi loại một trang; trang đầu ghi cần số nào trước. Sửa "
    "trong Excel, số nào chưa có thì để nguyên hoặc để trống, rồi lưu kiểu .xlsx.",
    "The workbook holds all that is known, a sheet for each kind; its first sheet says what is "
    "needed first. Change it in Excel, leave what you do not have, and save it as .xlsx.",
)


def _upload(known: Visitor) -> None:
    """Draw the field for a workbook; what is wrong with it is told by sheet and cell."""
    language = known.language
    data = {
        "label": Text("Chọn sổ Excel (.xlsx)", "Choose a workbook (.xlsx)").in_(language),
        "none": Text("chưa chọn tệp", "no file chosen").in_(language),
        "accept": ".xlsx,.xlsm,.xls,.xlsb,.ods",
        "most": MOST_BYTES,
        "too_large": too_large(MOST_BYTES).in_(language),
    }
    said = component("upload")(key="upload_figures", data=data, on_file_change=lambda: None).file
    if said is not None:
        with st.spinner(Text("Đang đọc và kiểm tra…", "Reading and checking…").in_(language)):
            st.session_state[_READ] = _hand_over(known, said)
        st.rerun()


def _hand_over(known: Visitor, said: Any) -> Read:  # noqa: ANN401
    try:
        raw, name = uploaded(said, MOST_BYTES)
    except InputError as error:
        return Read(problems=error.problems)
    place, read = taken(read_workbook, raw, name)
    return read if place is None else adopt(known, place, read)


def adopt(known: Visitor, place: OwnPlace, read: Read) -> Read:
    """Go on with a place on every page, unless the scenarios do not fit it."""
    state = with_choice(known.state, "region", place.code)
    try:
        refuse_misfit(state)
    except InputError as error:
        return replace(read, problems=error.problems)
    known.hold(place, state)
    return Read()


def _wrong(read: Read, language: str) -> None:
    """Draw what is wrong with a workbook, or missing in it, by sheet and cell."""
    if read.problems:
        count = format_number(len(read.problems), 0, language)
        file = read.problems[0].file
        lead = Text(
            f"Chưa dùng được {file or 'sổ này'}: {count} chỗ cần sửa. Sửa trong Excel, lưu, rồi "
            "chọn lại tệp.",
            f"{file or 'The workbook'} cannot be used yet: {count} "
            f"{'place' if count == '1' else 'places'} to mend. Mend it in Excel, save it and "
            "choose it again.",
        )
        st.error(as_text(lead.in_(language)))
        draw.block(problem_table(read.problems), language)
    elif read.review is not None and read.review.missing:
        st.error(_MISSING.in_(language))
        _lines(read.review, language)


_MISSING = Text(
    "Sổ đọc được nhưng chưa đủ số để dự báo.",
    "The workbook can be read, but figures are missing for a projection.",
)


def problem_table(problems: tuple[Problem, ...]) -> Table:
    """Return problems by the cell at which each is, in the words of the command line."""
    return table(
        "",
        problems[:MOST_PROBLEMS],
        (Text("Ô", "Cell"), lambda p: p.place or "–"),
        (Text("Cần sửa", "To mend"), lambda p: Text(p.said_in("vi"), p.said_in("en"))),
    )

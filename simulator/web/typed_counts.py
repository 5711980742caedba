"""The most important counts of a December, typed straight into the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from simulator.errors import InputError, Problem, input_error
from simulator.inputs.figures import STATUSES, Status
from simulator.inputs.pack_content import PackContent, content_of, files_of, plain_number
from simulator.inputs.pack_edit import code_of, with_counts
from simulator.inputs.pack_new import OVER, new_pack
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.region import Region, load_region
from simulator.inputs.words import figure_words
from simulator.report.numbers import format_number
from simulator.text import Text, joined
from simulator.web import draw
from simulator.web.escape import as_text
from simulator.web.figures_read import Read, read_files, taken
from simulator.web.own_place import OwnPlace
from simulator.web.runs import place_name, region_called
from simulator.web.session import Visitor
from simulator.web.typed import PEOPLE, Fields, number_typed

FIVE = ("compulsory_si", "voluntary_si", "ui_participants", *list(OVER)[1::-1])
"""Counts that are asked for, what most of the result rests on first."""
_STATUSES = (Status.RECALLED, Status.PUBLISHED, Status.DERIVED, Status.ESTIMATE)
_NEW, _WRONG = "new", "counts_wrong"
NATION = "viet_nam"
LONGEST = 80
Adopt = Callable[[Visitor, OwnPlace, Read], Read]


@st.fragment  # type: ignore[untyped-decorator]
def show_counts(known: Visitor, adopt: Adopt) -> None:
    """Draw the fields; what is typed is read, tried and gone on with."""
    known.redraw_if_turned()
    language = known.language
    code = _which(known)
    region = load_region(NATION) if code == _NEW else region_called(code)
    with st.container(border=True):
        name = ""
        if code == _NEW:
            name = st.text_input(
                Text("Tên địa bàn", "Name of the place").in_(language),
                max_chars=LONGEST,
                key=known.kept("counts_name", ""),
            )
        year, status, source = _heads(known, region)
        typed = _fields(known, region, (*FIVE, "population"), new=code == _NEW)
        asked = st.button(
            Text("Kiểm tra và dùng", "Check and use").in_(language),
            type="primary",
            key="counts_use",
        )
    draw.remark(_NOTE, language)
    if asked:
        told = source.strip() or Text("nhập trên trang", "typed into the page").in_(language)
        of = None if code == _NEW else region
        with st.spinner(Text("Đang kiểm tra…", "Checking…").in_(language)):
            wrong = _take(known, adopt, of, name, year, typed, (status, told))
        st.session_state[_WRONG] = wrong
        if not wrong:
            st.rerun()
    for words in st.session_state.get(_WRONG, ()):
        st.error(as_text(words.in_(language)))


_NOTE = Text(
    "Để trống số nào thì giữ số đang có; địa bàn mới thì lấy theo tỷ lệ cả nước và ghi là ước "
    "tính. Viết 40.700 hay 40700 đều được.",
    "A field left empty keeps the number that is known; of a new place it takes the nation's "
    "proportion, marked as an estimate. 40,700 and 40700 are both read.",
)


def _which(known: Visitor) -> str:
    """Draw the choice between the place that is looked at and a new one."""
    language, now = known.language, known.state.region
    words = Text("Địa bàn khác, chưa có trong danh sách", "Another place, not on the list")
    key = known.kept(f"counts_place_{now}_{language}", now)
    chosen: str = st.radio(
        Text("Số liệu của", "Counts of").in_(language),
        [now, _NEW],
        format_func=lambda c: as_text((words if c == _NEW else place_name(c)).in_(language)),
        horizontal=True,
        key=key,
    )
    return chosen


def _heads(known: Visitor, region: Region) -> tuple[int, str, str]:
    """Draw the fields for the year, status and source of all counts."""
    language = known.language
    left, middle, right = st.columns([1, 1, 2])
    first, last = region.base_year, date.today().year - 1
    years = list(range(first, max(first, last) + 1))
    year = left.selectbox(
        Text("Tháng 12 của năm", "December of").in_(language),
        years,
        key=known.kept(f"counts_year_{years[0]}", years[0]),
    )
    status = middle.selectbox(
        Text("Tình trạng", "Status").in_(language),
        _STATUSES,
        format_func=lambda s: STATUSES[s].in_(language),
        key=known.kept(f"counts_status_{language}", _STATUSES[0]),
    )
    source = right.text_input(
        Text("Nguồn", "Source").in_(language),
        max_chars=200,
        placeholder=Text("BHXH tỉnh, báo cáo tháng 12", "agency, report of December").in_(language),
        key=known.kept("counts_source", ""),
    )
    return year, status, source


def _fields(known: Visitor, region: Region, names: tuple[str, ...], *, new: bool) -> dict[str, str]:
    """Draw a field for each count, with the number that is known in it."""
    language, typed = known.language, {}
    for half in (names[:3], names[3:]):
        for column, name in zip(st.columns(3), half, strict=True):
            figure = None if new else region.figure(name, region.base_year)
            held = "" if figure is None else format_number(figure.value, 0, language)
            status = "" if figure is None else STATUSES[figure.status].in_(language).lower()
            typed[name] = column.text_input(
                as_text(figure_words(name).in_(language)),
                max_chars=30,
                placeholder=f"{held} ({status})" if held else "",
                key=known.kept_number(f"counts_{name}_{known.state.region}_{new}", ""),
            )
    return typed


def _take(
    known: Visitor,
    adopt: Adopt,
    region: Region | None,
    name: str,
    year: int,
    typed: dict[str, str],
    stated: tuple[str, str],
) -> list[Text]:
    """Go on with what was typed; return what is wrong with it."""
    try:
        content = edited(region, name, year, typed, stated, known.language)
    except InputError as error:
        return [_told(p) for p in error.problems]
    title = str(content.settings["code"])
    place, read = taken(read_files, PackFiles(title, files_of(content)))
    if place is not None:
        read = adopt(known, place, read)
    missing = read.review.missing if read.review is not None and place is None else ()
    return [_told(p) for p in (*read.problems, *missing)]


def _told(problem: Problem) -> Text:
    label = problem.called or (figure_words(problem.key) if problem.key else None)
    return joined([label, problem.text], ": ")


def edited(
    region: Region | None,
    name: str,
    year: int,
    typed: dict[str, str],
    stated: tuple[str, str],
    language: str = "vi",
) -> PackContent:
    """Return a place's pack with the counts that were typed.

    Parameters
    ----------
    region : whose other figures stay; None: a new place in the nation's proportion
    stated : status and source of the counts
    language : whose way of writing numbers is taken

    Raises
    ------
    InputError
        with every number that cannot be read; where nothing was typed.
    """
    given = {key: text.strip() for key, text in typed.items() if text.strip()}
    if not given:
        raise input_error("chưa gõ số nào", "no number was typed")
    counts = _counts(given, language)
    status, source = stated
    if region is not None:
        return with_counts(content_of(region.source), year, counts, status, source)
    if not name.strip():
        raise input_error("cần tên địa bàn", "the place needs a name")
    title = Text(name.strip(), name.strip())
    plain = {key: plain_number(value) for key, value in counts.items()}
    return new_pack(code_of(name), title, load_region(NATION), year, plain, source, status)


def _counts(given: dict[str, str], language: str) -> dict[str, float]:
    fields = Fields(language)
    read = {key: fields.read(figure_words(key), text, people_typed) for key, text in given.items()}
    fields.settle()
    return {key: value for key, value in read.items() if value is not None}


def people_typed(text: str, language: str) -> float:
    """Return people as they are typed into a field, written the way of the page's language.

    Raises
    ------
    InputError
        where it is no whole number, or could be two.

    >>> people_typed("41.000 người", "vi"), people_typed("41,000", "en")
    (41000.0, 41000.0)
    >>> people_typed("12,5 nghìn", "vi"), people_typed("1,05 triệu người", "vi")
    (12500.0, 1050000.0)
    """
    value = round(number_typed(text, language, units=PEOPLE, people=True), 6)
    if value < 0 or value != int(value):
        raise input_error(
            f"{text}: số người là số nguyên, ví dụ 40.700",
            f"{text}: people are whole numbers, such as 40,700",
        )
    return value

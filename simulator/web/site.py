"""The site: its pages, the line above them, and what could not be taken from a link."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.report.writers import html
from simulator.text import LANGUAGES, Text
from simulator.web import around, draw, experience, present
from simulator.web.around import NAME
from simulator.web.escape import as_text
from simulator.web.pages import (
    compare,
    coverage_gap,
    drivers,
    figures,
    goal,
    localities,
    monitor,
    papers,
    save,
    sources,
)
from simulator.web.runs import place_name
from simulator.web.session import Visitor, chosen_in, show_in, visitor, write_link

_PAGES: tuple[tuple[str, Text, Callable[[Visitor], None]], ...] = (
    ("so-sanh", Text("So sánh", "Compare"), compare.show),
    ("chua-tham-gia", Text("Ai chưa tham gia", "Who is left out"), coverage_gap.show),
    ("nguyen-nhan", Text("Yếu tố tác động", "What drives it"), drivers.show),
    ("cach-dat", Text("Phương án đạt chỉ tiêu", "The way to the target"), goal.show),
    ("dia-phuong", Text("Địa phương", "Localities"), localities.show),
    ("so-lieu", Text("Số liệu của tỉnh", "Own figures"), figures.show),
    ("theo-doi", Text("Theo dõi", "Monitor"), monitor.show),
    ("gia-dinh", Text("Giả định, nguồn", "Assumptions, sources"), sources.show),
    ("phu-luc", Text("Phụ lục", "Appendices"), papers.show),
    ("luu-chia-se", Text("Lưu, chia sẻ", "Save, share"), save.show),
)

_LANGUAGE = "language"
"""Key of the switch."""
FIRST_PAGE = ""
"""Path of the page that is shown where a link names none."""
PATHS = (FIRST_PAGE, *(path for path, *_ in _PAGES[1:]))
"""Where the pages stand."""
WIDEST = "1720px"
"""How wide the text of a page becomes."""

_STYLE = (
    f"""<style>
:root {{ --si-page: light-dark(#ffffff, #12171e); }}
.stMainBlockContainer {{ max-width: {WIDEST}; }}
"""
    """
.stMainBlockContainer { padding-top: 2.9rem; padding-bottom: 3rem; }
.stMainBlockContainer h1 { padding: 0; }
.stMainBlockContainer > .stVerticalBlock { gap: 0.7rem; }
.st-key-feeds, .st-key-document, .st-key-story, [class*="st-key-aloud"] {
  position: absolute; width: 0; height: 0; overflow: hidden; }
.si-print { display: none; }
.si-head { font-size: 1.12rem; font-weight: 650; line-height: 1.2; padding: 1rem 0;
  margin: 0 0 -1rem; }
.si-body { margin: 0; }
"""
    + html.STYLE
    + """
/* The pale blue of the dark page bears dark letters, where Streamlit writes white ones. */
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] p,
.stMultiSelect span[title], .stMultiSelect span:has(> [title]) {
  color: light-dark(#ffffff, #12171e);
}
/* No name is cut; a long address scrolls, and is copied where nothing hovers, too. */
.stApp button [data-testid="stMarkdownContainer"] *,
.stApp button [data-testid="stMarkdownContainer"], .stMultiSelect span[title] {
  white-space: normal; overflow: visible; overflow-wrap: anywhere; }
.stApp button:has([data-testid="stMarkdownContainer"]), .stMultiSelect [data-tag] {
  height: auto; }
.stCode { max-height: 11rem; overflow-y: auto; }
@media (hover: none) {
  .stCode > div:has([data-testid="stElementToolbarButton"]) { opacity: 1; visibility: visible; }
}
/* Who goes by keyboard sees where they are: below the bar of pages, by more than a paler ground. */
.stMain { scroll-padding-top: 4.2rem; }
.stApp :is(a, button, [role="tab"]):focus-visible, .stApp textarea:focus-visible,
.stApp :is([data-testid="stTextInputRootElement"], .react-aria-ComboBox > *):has(:focus-visible) {
  outline: 3px solid light-dark(#0b4f8a, #6cb2f2); outline-offset: 1px; }
@media (max-width: 760px) {
  .stMainBlockContainer { padding-left: 0.9rem; padding-right: 0.9rem; }
  .stMainBlockContainer h1 { font-size: 1.4rem; padding-bottom: 0.4rem; }
}
@page { margin: 14mm 12mm; @bottom-right { content: counter(page) "/" counter(pages); } }
@media print {
  .si-print { display: block; font-size: 0.8rem; margin: 0; }
  /* What paper cannot do: press, fill in, open. A field keeps what it holds, as plain words. */
  .stAppHeader, .stButtonGroup, .stButton, .stDownloadButton, [class*="st-key-screen_only"],
  [class*="st-key-paper_if_open"]:not(:has(details[open])),
  .stExpander:not(:has(> details[open])), .react-aria-ComboBox button, .stMultiSelect input,
  .stTextInput:has(input[value=""]), .stTextArea:has(:placeholder-shown) { display: none; }
  .react-aria-ComboBox > *, [data-testid="stTextInputRootElement"] {
    border: 0 !important; background: none !important; }
  .react-aria-ComboBox input, [data-testid="stTextInputRootElement"] input {
    padding-left: 0 !important; }
  .stCode { max-height: none; }
  .stMainBlockContainer { padding: 0; max-width: none; }
  .stMainBlockContainer h1 { padding-bottom: 0.5rem; }
  .si-table { overflow: visible; }
  .si-head { break-after: avoid; }
}
</style>"""
)


def show() -> None:
    """Draw the page that the browser asks for."""
    st.set_page_config(page_title=NAME.vi, layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
    known = visitor()
    pages = [
        st.Page(
            _drawn(path, shown, title, known),
            title=title.in_(known.language),
            url_path=path,
            default=path == _PAGES[0][0],
        )
        for path, title, shown in _PAGES
    ]
    st.navigation(pages, position="top").run()
    experience.begin(known.state.region)


def _drawn(
    path: str, shown: Callable[[Visitor], None], title: Text, known: Visitor
) -> Callable[[], None]:
    def page() -> None:
        known.keep()
        known.draws()
        around.draw(known, title, opens=shown is compare.show)
        _head(known, title)
        write_link(known, path)
        shown(known)

    return page


def _head(known: Visitor, title: Text) -> None:
    """Draw the title, what is looked at, and the language switch; say what a link lacked."""
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        name = place_name(known.state.region).in_(known.language)
        st.title(as_text(f"{title.in_(known.language)}: {name}"), anchor=False)
    with right.container(horizontal=True, horizontal_alignment="right"):
        present.opener(known)
        st.segmented_control(
            "Ngôn ngữ / Language",
            LANGUAGES,
            default=known.language,
            required=True,  # who presses the language of the page again stays with it
            format_func=str.upper,
            key=show_in(_LANGUAGE, known.language),
            label_visibility="collapsed",
            on_change=_switch,
            args=(known,),
        )
    # Its place is there without them too: what is below is not drawn anew.
    with st.container(key="answer_remarks"):
        _say_once(known)


def _say_once(known: Visitor) -> None:
    """Say what could not be taken from a link, or what the last step did, until it is read."""
    for notice in known.notices:
        lead = Text("Liên kết: ", "Link: ").in_(known.language)
        st.warning(as_text(lead + notice.in_(known.language)))
    if known.remarks:
        told = [" ".join(words) for words in zip(*known.remarks, strict=True)]
        draw.aloud(Text(*told), known.language, "aloud_remarks")
    for remark in known.remarks:
        st.info(as_text(remark.in_(known.language)))
    if (known.notices or known.remarks) and st.button(
        Text("Đã rõ", "Understood").in_(known.language)
    ):
        known.notices, known.remarks = [], []
        st.rerun()


def _switch(known: Visitor) -> None:
    if (wanted := chosen_in(_LANGUAGE)) is not None:
        known.speak(wanted)

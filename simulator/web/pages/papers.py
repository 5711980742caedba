"""The appendices of the draft resolution, made from what the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from simulator.progress import steps, stretch
from simulator.report.appendix.content import APPENDICES, requested
from simulator.report.appendix.source import Source, gather
from simulator.report.document import Document
from simulator.report.file_names import APPENDIX, LEAFLET, SLIDES, file_called
from simulator.report.profile import PROFILES, load_profile
from simulator.report.story.leaflet import leaflet
from simulator.report.story.telling import story
from simulator.report.writers import write_paper
from simulator.report.writers.leaflet import write_leaflet
from simulator.report.writers.slides import write_slides
from simulator.text import Text
from simulator.web import draw
from simulator.web.escape import as_text
from simulator.web.files import as_called, named, place_called
from simulator.web.lru_cache import LRUCache
from simulator.web.payload import title_of
from simulator.web.runs import identity, region_called
from simulator.web.session import Visitor
from simulator.web.waiting import in_turn
from simulator.web.yardstick import yardstick

_MADE = LRUCache(8)
_TOPICS = {
    "I": Text("Thực trạng", "The past"),
    "II": Text("Dự báo", "Projection"),
    "III": Text("Địa phương", "Localities"),
    "IV": Text("Giải pháp, chi phí", "Levers, costs"),
    "V": Text("Việc làm", "Jobs"),
    "VI": Text("Nhóm người", "Classes"),
    "VII": Text("Giả định", "Assumptions"),
}
_FILES = {
    (APPENDIX, ".docx"): Text("Word (số gắn nguồn, sửa được)", "Word (traced numbers, editable)"),
    (APPENDIX, ".pdf"): Text("PDF", "PDF"),
    (APPENDIX, ".xlsx"): Text("Excel (công thức kiểm được)", "Excel (formulas to check)"),
    (SLIDES, ".pptx"): Text("PowerPoint (trang trình chiếu)", "PowerPoint (slides)"),
    (LEAFLET, ".pdf"): Text("Tờ tóm tắt một trang (PDF)", "One-page leaflet (PDF)"),
}
"""What a file is and its ending -> what its button says."""
_File = tuple[Text, str]
_GATHERED = 0.4
"""Part of the work after which all numbers of the papers are there."""


def show(known: Visitor) -> None:
    """Draw the page."""
    language, state = known.language, known.state
    draw.remark(_NOTE, language)
    names = [e.name for e in state.entries if e.name != "status_quo"]
    chosen = st.multiselect(
        Text("Kịch bản, ngoài hiện trạng", "Scenarios beyond the status quo").in_(language),
        names,
        default=names,
        format_func=lambda n: title_of(state.entry(n), language),
    )
    profile = st.selectbox(
        Text("Thể thức", "Form").in_(language),
        PROFILES,
        format_func=lambda key: load_profile(key).name.in_(language),
    )
    wanted = st.multiselect(
        Text("Phụ lục", "Appendices").in_(language),
        list(APPENDICES),
        default=list(APPENDICES),
        format_func=lambda number: f"{number}. {_TOPICS[number].in_(language)}",
    )
    if not chosen or not wanted:
        st.info(
            Text(
                "Chọn ít nhất một kịch bản và một phụ lục.",
                "Choose at least one scenario and one appendix.",
            ).in_(language)
        )
        return
    scenarios = [named(state.entry(n)) for n in chosen]
    base = named(yardstick(state))
    key = (
        *(state.region, language, profile, tuple(wanted)),
        *map(identity, (base, *scenarios)),
    )
    made: dict[_File, bytes] | None = _MADE.known(key)
    if made is None and st.button(
        Text("Soạn phụ lục", "Make the appendices").in_(language), type="primary"
    ):
        known.papers = key

    def make() -> dict[_File, bytes]:
        called = [as_called(state.entry(n)) for n in chosen]
        with stretch(0.0, _GATHERED):
            region = region_called(state.region)
            source = gather(region, scenarios, base, language, sources=called)
        source.manifest["options"]["base"] = as_called(yardstick(state))
        with stretch(_GATHERED, 1.0):
            document = requested(source, profile, place_called(state.region), None, wanted)
            return _written(source, document)

    if made is None and known.papers == key:  # whoever looked at another page meanwhile, too
        made = in_turn(make, Text("Đang soạn", "Making"), language)
        _MADE.put(key, made)
    if made is not None:
        draw.aloud(_MADE_WORDS, language)
        _downloads(made, language, region_called(state.region).code, [s.name for s in scenarios])


def _downloads(made: dict[_File, bytes], language: str, place: str, plans: Sequence[str]) -> None:
    with st.container(horizontal=True):
        for (what, ending), words in _FILES.items():
            st.download_button(
                as_text(words.in_(language)),
                made[what, ending],
                file_called(what, ending, language, place, plans),
                key=f"paper_{what.en}{ending}",
            )


_MADE_WORDS = Text("Đã soạn xong, có thể tải về.", "The papers are made and can be downloaded.")


def _written(source: Source, document: Document) -> dict[_File, bytes]:
    """Return every file of what was gathered: appendices, slides and the leaflet."""
    return {file: _bytes(*file, source, document) for file in steps(_FILES)}


def _bytes(what: Text, ending: str, source: Source, document: Document) -> bytes:
    if what == SLIDES:
        return write_slides(story(_as_paper(source, "slides")))
    if what == LEAFLET:
        return write_leaflet(leaflet(_as_paper(source, "leaflet")))
    return write_paper(document, ending)


def _as_paper(source: Source, paper: str) -> Source:
    """Return what was gathered as the command of another kind of paper states it."""
    options = {**source.manifest["options"], "paper": paper, "year": source.until}
    return replace(source, manifest={**source.manifest, "options": options})


_NOTE = Text(
    "Phụ lục của dự thảo nghị quyết theo thể thức văn bản, cùng những con số như trên trang."
    " Mỗi con số trong bản Word có gắn nguồn, nên sau khi chỉnh sửa vẫn kiểm tra được số nào"
    " không còn khớp.",
    "Appendices of the draft resolution in official form, with the page's own numbers. Each "
    "number in the Word file keeps its trace, so that after editing it can be checked which no "
    "longer agree.",
)

"""Where the numbers of the first screen come from: formula, status, source, command."""

from __future__ import annotations

from simulator.analysis.uncertainty.bands import DRAWS
from simulator.indicators import INDICATORS
from simulator.inputs.figures import STATUSES, Target
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words
from simulator.projection import Projection
from simulator.report.numbers import format_number, format_stated_share
from simulator.report.records import targets_of
from simulator.rounding import to_whole
from simulator.schemes import COUNTS
from simulator.text import LANGUAGES, Text
from simulator.web import files
from simulator.web.payload import titled
from simulator.web.runs import central, region_called
from simulator.web.state import PageState

Told = tuple[Text, Text]
"""A name, and what is said of it."""
BASE_FIGURES = (*COUNTS, "labour_force_working_age")
"""Counts from which every projection starts."""


def provenance(state: PageState) -> list[Told]:
    """Return for each number of the cards how it is made."""
    region = region_called(state.region)
    active = central(state.region, state.in_hand.current, state.until)
    return [
        _coverage(active, state.year),
        *of_target(active, state.year),
        *_start(region),
        *_nation(region),
        _ranges(),
        _cost(state),
        (Text("Lệnh tính lại", "Command"), Text(*[files.command(state)] * 2)),
    ]


def _people(value: float) -> list[str]:
    return [format_number(to_whole(value), 0, language) for language in LANGUAGES]


def _coverage(active: Projection, year: int) -> Told:
    row = active.row(year)
    names = ("compulsory_si", "voluntary_si", "working_age_labour_force")
    a, b, force = (_people(float(INDICATORS[name].of(active)[row, 0])) for name in names)
    return (
        Text(f"Bao phủ BHXH {year}", f"SI coverage {year}"),
        Text(
            f"({a[0]} BHXH bắt buộc + {b[0]} BHXH tự nguyện) : {force[0]} người trong lực lượng "
            "lao động trong độ tuổi; giá trị trung tâm của mô hình.",
            f"({a[1]} compulsory + {b[1]} voluntary) / {force[1]} people of the working-age labour "
            "force; central value of the model.",
        ),
    )


def of_target(active: Projection, year: int) -> list[Told]:
    """Return the target of coverage that is looked at, with its status and source."""

    def told(t: Target, language: str) -> str:
        status = STATUSES[t.status].in_(language).lower()
        return f"{format_stated_share(t.value, language)} ({status}; {t.cited.in_(language)})."

    return [
        (Text("Chỉ tiêu", "Target"), Text(told(t, "vi"), told(t, "en")))
        for t in targets_of(active)
        if (t.year, t.indicator) == (year, "si_share")
    ]


def _start(region: Region) -> list[Told]:
    found = [(name, region.figure(name, region.base_year)) for name in BASE_FIGURES]
    told = [
        "; ".join(
            f"{figure_words(name).in_(language)} {format_number(f.value, 0, language)} "
            f"({STATUSES[f.status].in_(language).lower()})"
            for name, f in found
            if f is not None
        )
        for language in LANGUAGES
    ]
    year = region.base_year
    return [
        (
            Text(f"Điểm xuất phát 31/12/{year}", f"Start, 31 Dec {year}"),
            Text(
                f"{told[0]}. Nguồn từng số: trang Giả định, nguồn.",
                f"{told[1]}. Sources: see Assumptions, sources.",
            ),
        )
    ]


def _nation(region: Region) -> list[Told]:
    if region.parent is None:
        return []
    return [
        (
            Text("Cả nước", "Nation"),
            Text(
                f"{region.parent.name.vi} giữ nguyên hiện trạng, tính bằng cùng mô hình.",
                f"{region.parent.name.en} under the status quo, by the same model.",
            ),
        )
    ]


def _ranges() -> Told:
    return (
        Text("Khoảng 80 % và khả năng đạt", "80% range and chance"),
        Text(
            f"{DRAWS} lần mô phỏng, mỗi lần lấy ngẫu nhiên các giả định trong khoảng dao động; khả "
            "năng đạt là tỷ lệ số lần đạt chỉ tiêu.",
            f"{DRAWS} draws, each taking every assumption from its range; the chance is the part "
            "of them that reach the target.",
        ),
    )


def _cost(state: PageState) -> Told:
    base = titled(state.entry(state.base)).title
    return (
        Text("Chi công", "Public cost"),
        Text(
            f"cộng các khoản ở bảng chi công phía dưới, trừ đi của {base.vi}; đơn giá là nhận định "
            "(loại C).",
            f"sum of the table of public cost below, less that of {base.en}; prices are judgement "
            "(grade C).",
        ),
    )

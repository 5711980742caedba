"""The assumption book as text: every number a result rests on, and how much is estimated."""

from __future__ import annotations

from simulator.analysis.assumption_book import GROUPS, Book
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words, figure_words
from simulator.report.difference_words import value_words
from simulator.report.numbers import MISSING, format_number, format_plain, format_share
from simulator.report.tables import heading, text_table
from simulator.text import Text

_ASSUMED = Text(
    "Giả định|Giá trị|Thấp|Cao|Loại|Tình trạng|Nguồn|Lý do hoặc cơ sở",
    "Assumption|Value|Low|High|Grade|Status|Origin|Reason or basis",
)
_STATED = Text("Kịch bản nêu|Giá trị|Vì sao", "The scenario states|Value|Why")
_GROWTH = Text("Tăng trưởng kinh tế|%|Tình trạng|Cơ sở", "Economic growth|%|Status|Basis")


def assumption_table(region: Region, scenario: Scenario, book: Book, language: str) -> str:
    """Return an assumption book as text for a terminal."""
    stated = _stated(book, region.base_year + 1, language)
    figures = _figures(book, language)
    what = Text("Sổ giả định", "Assumption book")
    return "\n\n".join(
        [
            heading(what, region, language, scenario, str(book.rests.year)),
            text_table(_assumed(book, language), 1, 3),
            text_table(stated, 9) if book.stated else "",
            text_table(_growth(book, language), 1, 1),
            text_table(figures, 1, 1) if figures else "",
            text_table(_origins(book, language), 9),
            _rests(book, language),
        ]
    )


def _assumed(book: Book, language: str) -> list[list[str]]:
    return [_ASSUMED.in_(language).split("|")] + [
        [
            f"{assumption_words(a.name, a.by).in_(language)} ({a.dotted})",
            format_plain(a.value, language),
            format_plain(a.low, language),
            format_plain(a.high, language),
            a.grade,
            STATUSES[a.status].in_(language),
            a.origin,
            a.why.in_(language),
        ]
        for a in book.assumptions
    ]


def _stated(book: Book, first_year: int, language: str) -> list[list[str]]:
    return [_STATED.in_(language).split("|")] + [
        [
            d.label.in_(language),
            value_words(d.after, language, first_year),
            d.reason or MISSING,
        ]
        for d in book.stated
    ]


def _growth(book: Book, language: str) -> list[list[str]]:
    return [_GROWTH.in_(language).split("|")] + [
        [
            str(g.year),
            format_number(100.0 * g.value, 2, language),
            STATUSES[g.status].in_(language),
            g.basis.in_(language),
        ]
        for g in book.growth
    ]


def _figures(book: Book, language: str) -> list[list[str]]:
    return [
        [
            figure_words(f.indicator).in_(language),
            format_share(f.value, language)
            if f.unit.startswith("share")
            else format_number(f.value, 0, language),
            STATUSES[f.status].in_(language),
            f.source,
        ]
        for f in book.base_figures
    ]


def _origins(book: Book, language: str) -> list[list[str]]:
    return [
        [figure_words(name).in_(language), ORIGINS[origin].in_(language)]
        for name, origin in book.origins.items()
    ]


def _rests(book: Book, language: str) -> str:
    """Return how much of the result rests on what, in two sentences."""
    rests = book.rests
    by_status = ", ".join(
        f"{STATUSES[status].in_(language)} {format_share(share, language, 0)}"
        for status, share in rests.inputs_by_status.items()
    )
    by_group = ", ".join(
        f"{GROUPS[group].in_(language)} {format_share(share, language, 0)}"
        for group, share in rests.variance_by_group.items()
    )
    return Text(
        f"Các con số theo tình trạng: {by_status}.\n"
        f"Phần độ rộng của tỷ lệ bao phủ {rests.year} mất đi khi giữ cố định từng nhóm: "
        f"{by_group}.",
        f"Numbers by status: {by_status}.\n"
        f"Share of the spread of coverage in {rests.year} that goes with each group held: "
        f"{by_group}.",
    ).in_(language)

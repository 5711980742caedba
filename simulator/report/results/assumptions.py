"""The assumption book: every number a result rests on, and how much of it is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from simulator.analysis.evidence.assumption_book import GROUPS, Book
from simulator.inputs.assumption import Assumption
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import first_start
from simulator.inputs.words import assumption_words, figure_words, place_words, unit_words
from simulator.report.document import (
    Block,
    Cell,
    Data,
    Number,
    Section,
    Table,
    chain,
    note,
    say,
    table,
)
from simulator.report.results.figures import figure_value
from simulator.report.results.headings import heading
from simulator.report.results.law import provisions
from simulator.report.results.stated import form_of, stated
from simulator.report.writers.words import cell_words
from simulator.text import Text

_LABEL = Text("Giả định", "Assumption")
NOT_MODELLED = Text(
    "Chưa mô hình hoá vì không có số đếm: trợ cấp thai sản cho người tham gia tự nguyện, trợ cấp "
    "hưu trí xã hội, điều kiện 15 năm đóng để hưởng lương hưu (trước 01/7/2025 là 20 năm) làm "
    "thay đổi việc tham gia và ở lại thế nào; lương hưu phải trả sau này cho người tham gia thêm.",
    "Not modelled for want of counts: what maternity benefit for voluntary members, the social "
    "pension and fifteen years for a pension (20 before July 2025) do to joining and staying; the "
    "pensions that people added will one day draw.",
)
"""What acts on joining and staying and is in no number."""


def section(region: Region, scenario: Scenario, book: Book) -> Section:
    """Return an assumption book: assumptions, what the scenario states, growth and figures."""
    first = first_start(scenario, region)
    blocks: tuple[Block, ...] = (
        assumptions(book.assumptions, scenario, keys=True),
        table(
            "",
            book.stated,
            (Text("Kịch bản nêu", "The scenario states"), lambda d: d.label),
            (Text("Giá trị", "Value"), lambda d: stated(d.after, first, d.unit)),
            (Text("Vì sao", "Why"), lambda d: d.reason or "–"),
        ),
        table(
            "",
            book.growth,
            (Text("Tăng trưởng kinh tế", "Economic growth"), lambda g: str(g.year)),
            (Text("%", "%"), lambda g: Number(100.0 * g.value, "number", decimals=2)),
            (Text("Tình trạng", "Status"), lambda g: STATUSES[g.status]),
            (Text("Cơ sở", "Basis"), lambda g: g.basis),
        ),
        table(
            "",
            book.base_figures,
            (Text("Số liệu năm gốc", "Base-year figure"), lambda f: figure_words(f.indicator)),
            (Text("Giá trị", "Value"), figure_value),
            (Text("Tình trạng", "Status"), lambda f: STATUSES[f.status]),
            (Text("Nguồn", "Source"), lambda f: f.source),
        ),
        origins(book.origins),
        *_rests(book),
        note(NOT_MODELLED),
    )
    what = Text("Sổ giả định", "Assumption book")
    return Section(
        heading(what, region, scenario, str(book.rests.year)), blocks, _data(book, first)
    )


def assumptions(
    entries: Iterable[Assumption],
    scenario: Scenario,
    *,
    keys: bool = False,
    traced: bool = False,
) -> Table:
    """Return assumptions with range, unit, grade, status, reason and who states them.

    Parameters
    ----------
    keys : whether they are told with their keys, as a scenario file writes them
    traced : whether each number can be traced, those without a range too, as papers need it
    """

    def label(a: Assumption) -> Cell:
        words = assumption_words(a.name, a.by)
        return chain([words, f" ({a.dotted})"], "") if keys else words

    def trace(a: Assumption) -> Number:
        return replace(shown(a, certain=False), tag=f"assumption/{a.name}.{a.by}//value")

    made = table(
        Text("Giả định của mô hình", "Assumptions of the model"),
        entries,
        (_LABEL, label),
        (Text("Giá trị", "Value"), trace if traced else value),
        (Text("Đơn vị", "Unit"), lambda a: unit_words(a.unit)),
        (Text("Loại", "Grade"), lambda a: a.grade),
        (Text("Tình trạng", "Status"), lambda a: STATUSES[a.status]),
        (Text("Cơ sở, lý do", "Basis, reason"), lambda a: a.why),
        (
            Text("Nơi nêu", "Stated by"),
            lambda a: scenario.title if a.origin == scenario.name else place_words(a.origin),
        ),
        widths=(2.4, 0.75, 1.7, 0.6, 1, 3.4, 1),
        long=True,
    )
    return made.columns(*range(6)) if traced else made


def value(a: Assumption) -> Number:
    """Return an assumption's number with its range, where it has one; a share in per cent."""
    return shown(a, certain=a.certain)


def shown(a: Assumption, *, certain: bool) -> Number:
    """Return an assumption's number as people read it.

    Parameters
    ----------
    certain : whether it is told without a range
    """
    return Number(a.value, form_of(a.unit, "plain"), *(() if certain else (a.low, a.high)))


def origins(found: Mapping[str, str]) -> Table:
    """Return where each input of a place comes from."""
    return table(
        Text("Số liệu đầu vào lấy từ đâu", "Where the inputs come from"),
        found.items(),
        (Text("Đầu vào", "Input"), lambda item: figure_words(item[0])),
        (Text("Nguồn gốc", "Origin"), lambda item: ORIGINS[item[1]]),
        widths=(1, 2),
    )


def _rests(book: Book) -> tuple[Block, ...]:
    """Return how much of the result rests on what, in two sentences."""

    def parts(shares: Mapping[str, float], labels: Mapping[str, Text]) -> Cell:
        return chain(
            chain([labels[name], Number(share, "whole_share")], " ")
            for name, share in shares.items()
        )

    rests = book.rests
    return (
        note(
            say(
                "Các con số theo tình trạng: {parts}.",
                "Numbers by status: {parts}.",
                parts=parts(rests.inputs_by_status, STATUSES),
            )
        ),
        note(
            say(
                "Phần độ rộng của tỷ lệ bao phủ {year} mất đi khi giữ cố định từng nhóm: {parts}.",
                "Share of the spread of coverage in {year} that goes with each group held: "
                "{parts}.",
                year=str(rests.year),
                parts=parts(rests.variance_by_group, GROUPS),
            )
        ),
    )


def _record(a: Assumption) -> dict[str, object]:
    return {
        **{name: getattr(a, name) for name in _FIELDS},
        "basis": a.source.en,
        "origin": a.origin,
        "reason": a.reason.vi,
        "basis_vi": a.source.vi,
    }


_FIELDS = ("name", "by", "value", "low", "high", "unit", "grade", "status")


def _data(book: Book, first_year: int) -> Data:
    rows = [_record(a) for a in book.assumptions]
    whole = {
        "region": book.region,
        "scenario": book.scenario,
        "assumptions": rows,
        "stated": [
            # Programs get one language, whatever the reader's.
            {
                "path": d.path,
                "value": cell_words(stated(d.after, first_year, d.unit), "en"),
                "reason": d.reason.vi,
            }
            for d in book.stated
        ],
        "growth": [{**asdict(g), "basis": list(g.basis)} for g in book.growth],
        "law": [row for parameter in book.law for row in provisions(parameter)],
        "base_figures": [asdict(f) for f in book.base_figures],
        "origins": book.origins,
        "rests": asdict(book.rests),
    }
    return Data(rows, whole=whole)

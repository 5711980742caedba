"""What is to be said of a pack that can be read, most important first."""

from __future__ import annotations

from simulator.analysis.evidence.pack_review import Review, Weight
from simulator.errors import Problem
from simulator.inputs.figures import STATUSES
from simulator.inputs.words import figure_words
from simulator.report.numbers import format_number, format_share, format_signed
from simulator.rounding import to_whole
from simulator.text import LANGUAGES, Text

MOST_LINES = 20
"""Missing entries that are listed; the rest is counted."""
FELT = 0.005
"""A count that moves no result by so much for each percent is not listed."""


def told(found: Review) -> list[Text]:
    """Return a review as lines."""
    if found.missing:
        more = len(found.missing) - MOST_LINES
        return [
            Text("chưa dự báo được:", "cannot be projected yet:"),
            *(_missing(problem, found) for problem in found.missing[:MOST_LINES]),
            *([Text(f"… và {more} mục nữa", f"… and {more} more")] if more > 0 else []),
            *(*found.odd, *found.remarks),
        ]
    return [*found.odd, *weights_told(found), *_unsure(found), *found.history, *found.remarks]


def _missing(problem: Problem, found: Review) -> Text:
    """Return what is missing, with the number that would be usual where there is one."""
    value = found.usual.get(problem.key)
    if value is None:
        return Text(*(f"  {problem.line_in(language)}" for language in LANGUAGES))
    number = [format_number(to_whole(value), 0, language) for language in LANGUAGES]
    name = figure_words(problem.key)
    return Text(
        f"  {problem.line_in('vi')} ({name.vi}; theo tỷ lệ cả nước khoảng {number[0]})",
        f"  {problem.line_in('en')} ({name.en}; about {number[1]} in the nation's proportion)",
    )


def weights_told(found: Review) -> list[Text]:
    """Return which counts the result rests on, and how much of it on estimates."""
    number = [format_number(found.result, 0, language) for language in LANGUAGES]
    part = [format_share(found.estimated, language, 0) for language in LANGUAGES]
    rests = Text(f"dựa {part[0]} vào số ước tính", f"rests {part[1]} on estimates")
    if not found.estimated:
        rests = Text("không còn dựa vào số ước tính", "rests on no estimate any more")
    head = Text(
        f"kết quả {found.year} ({number[0]} người tham gia BHXH nếu giữ nguyên hiện trạng) "
        f"{rests.vi}; các số năm gốc, quan trọng nhất trước:",
        f"the result of {found.year} ({number[1]} SI participants with nothing done) {rests.en}; "
        "counts of the base year, most important first:",
    )
    seen = [weight for weight in found.weights if weight.most >= FELT]
    return [head, *(_weight(i, weight, found.year) for i, weight in enumerate(seen, start=1))]


def _weight(place: int, weight: Weight, year: int) -> Text:
    figure = weight.figure
    name, status = figure_words(figure.indicator), STATUSES[figure.status]

    def said(language: str) -> tuple[str, str, str]:
        value = format_number(figure.value, 0, language)
        # What a count ten percent higher does: people in percent, a share in points.
        moves = [10.0 * weight.people, 10.0 * weight.points]
        people, coverage = (format_signed(round(move, 1), 1, language) for move in moves)
        return value, people, coverage

    vi, en = said("vi"), said("en")
    return Text(
        f"  {place}. {name.vi} {figure.month}/{figure.year}: {vi[0]} ({status.vi.lower()}); "
        f"nếu cao hơn 10 % thì năm {year} số người tham gia {vi[1]} %, tỷ lệ bao phủ {vi[2]} điểm "
        "phần trăm",
        f"  {place}. {name.en} {figure.month}/{figure.year}: {en[0]} ({status.en.lower()}); if 10% "
        f"higher, participants of {year} move by {en[1]}%, coverage by {en[2]} percentage points",
    )


def _unsure(found: Review) -> list[Text]:
    if not found.unsure:
        return []
    listed = Text(
        "; ".join(f"{words.vi} ({format_share(part, 'vi', 0)})" for words, part in found.unsure),
        "; ".join(f"{words.en} ({format_share(part, 'en', 0)})" for words, part in found.unsure),
    )
    return [
        Text(
            f"số người tham gia BHXH năm {found.year} không chắc nhất ở: {listed.vi}",
            f"SI participants of {found.year} are least sure for: {listed.en}",
        )
    ]

"""The bridge of history as a table and in words."""

from __future__ import annotations

from simulator.analysis.bridge import CAUSES, Bridge
from simulator.inputs.figures import STATUSES
from simulator.report.numbers import format_number, format_share, format_signed
from simulator.report.tables import text_table
from simulator.text import Text

HEADS = Text("Nguyên nhân|Người|Điểm phần trăm", "Cause|Persons|Percentage points")


def bridge_rows(found: Bridge, language: str) -> list[list[str]]:
    """Return cause, persons and points of all years together, and their sums."""
    persons, points = found.total("persons"), found.total("points")
    rows = [
        [
            label.in_(language),
            format_signed(persons[cause], 0, language),
            format_signed(points[cause], 2, language),
        ]
        for cause, label in CAUSES.items()
    ]
    whole = Text("Cộng", "Sum").in_(language)
    sums = (sum(persons.values()), sum(points.values()))
    return [
        *rows,
        [whole, format_signed(sums[0], 0, language), format_signed(sums[1], 2, language)],
    ]


def bridge_heading(found: Bridge, language: str) -> str:
    """Return from where to where the bridge leads."""
    (p0, p1), (s0, s1) = found.participants, found.share
    return Text(
        f"31/12/{found.first}: {format_number(p0)} người ({format_share(s0)} lực lượng lao động từ "
        f"15 tuổi); 31/12/{found.last}: {format_number(p1)} người ({format_share(s1)})",
        f"31 December {found.first}: {format_number(p0, 0, 'en')} persons "
        f"({format_share(s0, 'en')} of the labour force aged 15 and over); 31 December "
        f"{found.last}: {format_number(p1, 0, 'en')} persons ({format_share(s1, 'en')})",
    ).in_(language)


def bridge_notes(found: Bridge, language: str) -> str:
    """Return what a reader must know of it."""
    carried = [str(step.year) for step in found.steps if step.carried]
    statuses = "; ".join(STATUSES[s].in_(language) for s in found.statuses)
    parts = [
        Text(
            "Phân rã theo số trung bình logarit: cộng đúng, không phụ thuộc thứ tự. Việc làm là "
            "phần đường hồi quy theo tăng trưởng dự kiến, ngoài phần lực lượng lao động tăng; vì "
            "đường đó khớp trên chính các năm này nên phần tuân thủ cộng lại gần bằng không. Tuân "
            "thủ không tách được khỏi mọi thứ khác mà số liệu không cho biết. Mở rộng đối tượng "
            "chỉ có khi gói số liệu có số người mới thuộc diện bắt buộc do luật.",
            "Logarithmic mean Divisia index: exact, whatever the order. Jobs are what the line "
            "expects from economic growth beyond the labour force's own; since the line was "
            "fitted on these very years, compliance adds up to about nothing. Compliance cannot "
            "be told from whatever else no count shows. Newly liable people appear only where "
            "the pack counts them.",
        ),
        Text(f"Số liệu: {statuses}.", f"Counts: {statuses}."),
    ]
    if carried:
        years = f"{carried[0]}-{carried[-1]}" if len(carried) > 2 else ", ".join(carried)
        parts.append(
            Text(
                f"Tỷ lệ tham gia lực lượng lao động của một số năm trong {years} là nội suy hoặc "
                "giữ nguyên.",
                f"Participation of some years within {years} is interpolated or held.",
            )
        )
    parts += found.breaks
    return "\n".join(part.in_(language) for part in parts)


def bridge_table(found: Bridge, language: str) -> str:
    """Return the bridge for the terminal: all years together, then persons by year."""
    heads = HEADS.in_(language).split("|")
    by_year = [["", *(str(step.year) for step in found.steps)]] + [
        [
            label.in_(language),
            *(format_signed(step.persons[cause] / 1000.0, 0, language) for step in found.steps),
        ]
        for cause, label in CAUSES.items()
    ]
    title = Text("Từng năm, nghìn người", "By year, thousand persons").in_(language)
    return "\n\n".join(
        [
            bridge_heading(found, language),
            text_table([heads, *bridge_rows(found, language)]),
            f"{title}\n{text_table(by_year)}",
            bridge_notes(found, language),
        ]
    )

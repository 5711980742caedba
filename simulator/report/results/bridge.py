"""The bridge of history: why participation changed between two past Decembers."""

from __future__ import annotations

from simulator.analysis.causes.bridge import CAUSES, Bridge
from simulator.inputs.figures import STATUSES
from simulator.report.document import (
    Block,
    Cell,
    Data,
    Number,
    Paragraph,
    Section,
    Table,
    chain,
    note,
    say,
)
from simulator.text import Text

_METHOD = Text(
    "Phân rã theo số trung bình logarit: cộng đúng, không phụ thuộc thứ tự. Việc làm là phần đường "
    "hồi quy theo tăng trưởng dự kiến, ngoài phần lực lượng lao động tăng; vì đường đó khớp trên "
    "chính các năm này nên phần tuân thủ cộng lại gần bằng không. Tuân thủ không tách được khỏi "
    "mọi thứ khác mà số liệu không cho biết. Mở rộng đối tượng chỉ có khi gói số liệu có số người "
    "mới thuộc diện bắt buộc do luật.",
    "Logarithmic mean Divisia index: exact, whatever the order. Jobs are what the line expects "
    "from economic growth beyond the labour force's own; since the line was fitted on these very "
    "years, compliance adds up to about nothing. Compliance cannot be told from whatever else no "
    "count shows. Newly liable people appear only where counts of them exist.",
)


def section(found: Bridge) -> Section:
    """Return all years together, then persons by year, and what a reader must know of it."""
    (p0, p1), (s0, s1) = found.participants, found.share
    title = say(
        "31/12/{first}: {p0} người ({s0} lực lượng lao động từ 15 tuổi); 31/12/{last}: {p1} người "
        "({s1})",
        "31 December {first}: {p0} persons ({s0} of the labour force aged 15 and over); 31 "
        "December {last}: {p1} persons ({s1})",
        first=str(found.first),
        last=str(found.last),
        p0=Number(p0, "person"),
        p1=Number(p1, "person"),
        s0=Number(s0, "share"),
        s1=Number(s1, "share"),
    )
    blocks: tuple[Block, ...] = (_causes(found), _by_year(found), *notes(found))
    return Section(title, blocks, Data(_rows(found)))


def _causes(found: Bridge) -> Table:
    persons, points = found.total("persons"), found.total("points")

    def row(label: Text, persons: float, points: float) -> tuple[Text, Number, Number]:
        changed = Number(persons, "person", signed=True)
        return label, changed, Number(points, "number", decimals=2, signed=True)

    rows = [row(label, persons[cause], points[cause]) for cause, label in CAUSES.items()]
    rows.append(row(Text("Cộng", "Sum"), sum(persons.values()), sum(points.values())))
    head = (
        Text("Nguyên nhân", "Cause"),
        Text("Người", "Persons"),
        Text("Điểm phần trăm", "Percentage points"),
    )
    return Table("", head, tuple(rows), closing=True)


def _by_year(found: Bridge) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            label,
            *(
                Number(step.persons[cause] / 1000.0, "number", decimals=0, signed=True)
                for step in found.steps
            ),
        )
        for cause, label in CAUSES.items()
    )
    caption = Text("Từng năm", "By year")
    unit = Text("nghìn người", "thousand persons")
    return Table(caption, (unit, *(str(step.year) for step in found.steps)), rows)


_REDEFINED = Text("Đổi định nghĩa: ", "Change of definition: ")


def notes(found: Bridge) -> list[Paragraph]:
    """Return what a reader must know of it."""
    carried = [str(step.year) for step in found.steps if step.carried]
    statuses = chain((STATUSES[s] for s in found.statuses), "; ")
    told = [note(_METHOD), note(say("Số liệu: {list}.", "Counts: {list}.", list=statuses))]
    if carried:
        years = f"{carried[0]}-{carried[-1]}" if len(carried) > 2 else ", ".join(carried)
        told.append(
            note(
                say(
                    "Tỷ lệ tham gia lực lượng lao động của một số năm trong {years} là nội suy "
                    "hoặc giữ nguyên.",
                    "Participation of some years within {years} is interpolated or held.",
                    years=years,
                )
            )
        )
    return [*told, *(note(_REDEFINED, words, ".") for words in found.breaks)]


def _rows(found: Bridge) -> list[dict[str, object]]:
    return [
        {
            "year": step.year,
            "cause": cause,
            "persons": step.persons[cause],
            "points": step.points[cause],
            "participation_carried": step.carried,
        }
        for step in found.steps
        for cause in CAUSES
    ]

"""Everything that is measured, as a table of ratios."""

from __future__ import annotations

from collections.abc import Callable

from simulator.bench import cluster, engine, growth, jobs, peers
from simulator.bench.measuring import NotHereError, Row
from simulator.progress import stretch
from simulator.report.document import Cell, Data, Number, Record, Section, Table, note
from simulator.text import Text

_Measure = Callable[[], list[Row]]


def measures(*, quick: bool) -> dict[str, tuple[Text, list[_Measure]]]:
    """Return group -> what it is called and what measures it."""
    times = 3 if quick else 7
    few = 1 if quick else 3
    return {
        "engine": (
            Text("Phần tính", "Engine"),
            [lambda: engine.machine(times), lambda: engine.yardstick(times)],
        ),
        "peers": (
            Text("Công cụ khác, bài toán đơn giản hơn nhiều", "Others, on far simpler tasks"),
            [
                lambda: peers.pysd(times),
                lambda: peers.pandas_loop(times),
                lambda: peers.workbench(few),
            ],
        ),
        "jobs": (Text("Cả lệnh", "Whole commands"), [lambda: jobs.jobs(few, quick=quick)]),
        "growth": (Text("Tăng theo", "Growth"), [lambda: growth.growth(few)]),
        "memory": (Text("Bộ nhớ", "Memory"), [lambda: jobs.memory(1, quick=quick)]),
        "cluster": (
            Text("Cụm máy", "Cluster"),
            [lambda: cluster.cluster(*((4, 512) if quick else (8, 4096)))],
        ),
    }


def bench(*, quick: bool = False) -> dict[str, list[Row]]:
    """Measure everything that this machine has what it takes for.

    Parameters
    ----------
    quick : fewer times, fewer jobs and smaller ones
    """
    found: dict[str, list[Row]] = {}
    groups = measures(quick=quick)
    for i, (name, (_, parts)) in enumerate(groups.items()):
        with stretch(i / len(groups), (i + 1) / len(groups)):
            found[name] = [row for part in parts for row in _measured(part)]
    return found


def _measured(part: _Measure) -> list[Row]:
    try:
        return part()
    except NotHereError as lacking:
        return [Row(_SKIPPED, None, why=lacking.why)]


_SKIPPED = Text("bỏ qua", "skipped")


def section(found: dict[str, list[Row]], *, quick: bool = False) -> Section:
    """Return a table a group; what was skipped or left out says so."""
    titles = {name: title for name, (title, _) in measures(quick=True).items()}
    blocks = [_table(titles[name], rows) for name, rows in found.items()]
    records: list[Record] = [
        {
            "group": name,
            "measured": row.name.en,
            "value": row.value,
            "unit": row.unit,
            "ratio": row.ratio,
            "to": row.to and row.to.en,
            "remark": row.why and row.why.en,
        }
        for name, rows in found.items()
        for row in rows
    ]
    notes = (_HOW, _left_out()) if quick else (_HOW,)
    return Section(_TITLE, (*blocks, *map(note, notes)), Data(records))


def _left_out() -> Text:
    commands = ", ".join(words.split()[0] for words in jobs.MORE)
    return Text(f"Bản nhanh không đo các lệnh: {commands}.", f"Quick leaves out: {commands}.")


_TITLE = Text("Nhanh đến đâu", "How fast")
_HOW = Text(
    "Thời gian là của một bộ xử lý, lần ít nhất; máy bận làm mọi số lớn lên như nhau, nên tỷ số "
    "đáng tin hơn thời gian.",
    "Times are of one processor, the least of several; a busy machine makes all of them larger "
    "alike, so a ratio says more than a time.",
)
_UNITS = {
    "ms": Text("ms", "ms"),
    "s": Text("giây", "s"),
    "ms_wall": Text("ms đồng hồ", "ms by the clock"),
    "s_wall": Text("giây đồng hồ", "s by the clock"),
    "times": Text("lần", "times"),
    "MB": Text("MB", "MB"),
    "GB/s": Text("GB/giây", "GB/s"),
    "power": Text("lũy thừa", "power"),
    "operations": Text("phép tính", "operations"),
}


def _table(caption: Text, rows: list[Row]) -> Table:
    head = (
        Text("Đo gì", "What"),
        Text("Kết quả", "Found"),
        Text("Đơn vị", "Unit"),
        Text("Gấp", "Times"),
        Text("So với, ghi chú", "What, remark"),
    )
    return Table(caption, head, tuple(map(_cells, rows)), (3, 1, 1, 1, 3))


def _cells(row: Row) -> tuple[Cell, ...]:
    known = row.value is not None
    return (
        row.name,
        Number(row.value, "plain", decimals=3) if known else "",
        _UNITS[row.unit] if known else "",
        "" if row.ratio is None else Number(row.ratio, "point", decimals=2),
        row.to or row.why or "",
    )

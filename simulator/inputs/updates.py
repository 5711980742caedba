"""Figures that arrive after a pack was made, held against it before anything rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from simulator.inputs.figures import Figure, Status
from simulator.inputs.history_check import FEW, JUMP
from simulator.inputs.pack_tables import UPDATED, updates_form
from simulator.inputs.region import Region
from simulator.inputs.sheets import Sheet, sheet_of_csv
from simulator.inputs.tables import Row, TableReader
from simulator.inputs.text_files import read_text
from simulator.rounding import numeral
from simulator.text import Text


def read_updates(
    path: Path, region: Region, indicators: Sequence[str] = UPDATED, *, sourced: bool = False
) -> tuple[Figure, ...]:
    """Return the figures of a file; see :func:`updates_in`. The file is read once."""
    return updates_in(sheet_of_csv(read_text(path), str(path)), region, indicators, sourced)


def updates_in(
    sheet: Sheet, region: Region, indicators: Sequence[str], sourced: bool = False
) -> tuple[Figure, ...]:
    """Return the figures of a table like a pack's history.

    Parameters
    ----------
    sheet : the table
    region : whose counts they must fit
    indicators : that are taken
    sourced : whether each needs status and source

    Raises
    ------
    InputError
        with every problem: what cannot be read, other units, counts that are a thousand times
        those of the pack, more unemployment insurance than compulsory insurance.
    """
    reader = TableReader(sheet, updates_form(tuple(indicators), sourced=sourced))
    reader.unique()
    found: dict[tuple[int, int, str], Figure] = {}
    for row in reader.rows:
        if reader.one_of(row, "use") == "no":
            continue
        figure = _figure(reader, row, region.code)
        found[figure.year, figure.month, figure.indicator] = figure
        if reader.clean(row):
            for words in doubts(figure, found, region):
                reader.add_problem(row, "value", words.vi, words.en)
    reader.finish()
    return tuple(found.values())


def _figure(reader: TableReader, row: Row, place: str) -> Figure:
    indicator = reader.one_of(row, "indicator")
    unit = "share" if "share" in indicator else "person"
    reader.unit(row, unit, indicator)
    status = Status.RECALLED  # as it is told, without a source
    if row.cells["status"] or reader.demands("status"):
        status = reader.status(row)
    if reader.demands("source"):
        reader.word(row, "source")
    return Figure(
        place,
        reader.whole(row, "year"),
        reader.whole(row, "month"),
        indicator,
        reader.number(row, "value"),
        unit,
        status,
        row.cells["source"],
        row.line,
    )


def _jump(people: float, last: Figure) -> Text:
    """Return in words how far a count is from the last December."""
    stated, known = numeral(people), numeral(last.value)
    if people < 1.0:
        return Text(
            f"{stated.vi}, mà số tháng 12/{last.year} là {known.vi}; xem lại đơn vị",
            f"{stated.en}, while December {last.year} has {known.en}; look at the unit",
        )
    more = people > last.value
    factor = people / last.value if more else last.value / people
    size = numeral(factor)
    vi = f"gấp {size.vi} lần" if more else f"chỉ bằng 1/{size.vi}"
    en = f"{size.en} times" if more else f"1/{size.en} of"
    return Text(
        f"{stated.vi} {vi} số tháng 12/{last.year} ({known.vi}); xem lại đơn vị",
        f"{stated.en} is {en} December {last.year} ({known.en}); look at the unit",
    )


def doubts(
    figure: Figure, others: Mapping[tuple[int, int, str], Figure], region: Region
) -> Iterator[Text]:
    """Return in words why a count cannot be meant: its size, or insurance of one within another.

    Parameters
    ----------
    others : (year, month, indicator) -> figure, what is known of the same months
    """
    known = region.counts(figure.indicator)
    last = known[max(known)] if known and figure.unit == "person" else None
    if last is not None and last.value >= FEW:
        times = figure.value / last.value
        if not 1.0 / JUMP < times < JUMP:
            yield _jump(figure.value, last)
    pair = ("compulsory_si", "ui_participants")
    compulsory, ui = (others.get((figure.year, figure.month, name)) for name in pair)
    if figure in (compulsory, ui) and compulsory and ui and ui.value > compulsory.value:
        many, few = numeral(ui.value), numeral(compulsory.value)
        yield Text(
            f"BHTN {many.vi} nhiều hơn BHXH bắt buộc {few.vi} cùng tháng",
            f"UI {many.en} is above compulsory SI {few.en} of the same month",
        )

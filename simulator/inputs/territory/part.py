"""A place as a part of another: its pack as read, and rows that name what they were made from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.inputs.figures import Status, weakest
from simulator.inputs.pack_content import Filled, PackContent, content_of
from simulator.inputs.region import Region
from simulator.inputs.region_settings import CODE
from simulator.inputs.table_form import TableForm
from simulator.text import Text

Record = dict[str, str]
"""Column -> cell of one row."""


@dataclass(frozen=True, slots=True)
class Part:
    """A pack that is joined or divided.

    Parameters
    ----------
    region : as projections know it
    content : as its tables state it
    """

    region: Region
    content: PackContent

    @classmethod
    def of(cls, region: Region) -> Part:
        """Return a region with the cells of its pack."""
        return cls(region, content_of(region.source))

    def rows(self, form: TableForm) -> list[Record]:
        """Return the rows of a table; none where the pack has no such table."""
        table = self.content.tables.get(form.name)
        if table is None:
            return []
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def has(self, form: TableForm) -> bool:
        """Return whether the pack has rows of a table."""
        table = self.content.tables.get(form.name)
        return table is not None and bool(table.rows)


def table_of(form: TableForm, rows: Iterable[Record]) -> Filled:
    """Return a table of rows; columns that every row leaves out are left out."""
    found = list(rows)
    columns = tuple(
        c.key for c in form.columns if not c.optional or any(row.get(c.key) for row in found)
    )
    cells = tuple(tuple(row.get(key, "") for key in columns) for row in found)
    return Filled(form, columns, cells)


def tables_of(found: Iterable[tuple[TableForm, list[Record]]]) -> dict[str, Filled]:
    """Return the tables that have rows, by name."""
    return {form.name: table_of(form, rows) for form, rows in found if rows}


def derived(statuses: Iterable[str]) -> Status:
    """Return the status of what is computed from figures of several.

    >>> [str(derived(["published", other])) for other in ("published", "estimate")]
    ['derived', 'estimate']
    """
    return weakest((Status.DERIVED, *statuses))


def named(what: Text, places: Sequence[Text], sources: Sequence[Text]) -> Record:
    """Return the cells of the source of a number that was made from those of several places."""
    parts = [
        Text(f"{place.vi}: {source.vi}", f"{place.en}: {source.en}")
        for place, source in zip(places, sources, strict=True)
    ]
    return {
        "source": f"{what.en}; " + "; ".join(dict.fromkeys(part.en for part in parts)),
        "source_vi": f"{what.vi}; " + "; ".join(dict.fromkeys(part.vi for part in parts)),
    }


def cited(row: Record) -> Text:
    """Return the source of a row in both languages."""
    return Text(row.get("source_vi") or row["source"], row["source"])


def code_for(name: str, stated: str | None, key: str) -> str:
    """Return the code of a new pack: as stated, or else from its name.

    Parameters
    ----------
    key : option that the name came from

    Raises
    ------
    InputError
        where neither is a code.
    """
    code = code_of(name) if stated is None else stated
    if CODE.match(code):
        return code
    asked, option = (name, key) if stated is None else (stated, "--code")
    raise input_error(
        f"{asked!r} không thành mã; mã gồm chữ thường không dấu, số và _ (ví dụ ninh_thuan), nêu "
        "bằng --code hoặc đổi tên",
        f"{asked!r} makes no code; a code is lower-case letters, digits and _ (such as "
        "ninh_thuan): give one with --code, or another name",
        key=option,
    )


def code_of(name: str) -> str:
    """Return a name as the code of a pack: lower-case letters without marks.

    >>> code_of("Khánh Hòa"), code_of("Đắk Lắk")
    ('khanh_hoa', 'dak_lak')
    """
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")

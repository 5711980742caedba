"""A workbook as a pack: its sheets are found by their names, its tables by their headings."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, nearest
from simulator.inputs.documents import Document
from simulator.inputs.numerals import Convention, number_in
from simulator.inputs.pack_tables import BREAKS, HISTORY, PACK_TABLES, PLACE, SETTING_NAMES
from simulator.inputs.sheets import Sheet, Stored, sheet_of_rows
from simulator.inputs.table_form import TableForm
from simulator.inputs.table_heads import fold, key_in, keys_of
from simulator.inputs.tables import TableReader
from simulator.inputs.text_files import read_bytes
from simulator.inputs.wide_tables import sheet_of_years
from simulator.inputs.words import FIGURES
from simulator.inputs.workbook_cells import Rows, Tab, tabs_of
from simulator.inputs.workbook_safety import MOST_BYTES
from simulator.text import Text

HEAD_WITHIN = 30
"""The heading of a table stands in one of so many rows."""
FORMS = {form.name: form for form in (PLACE, BREAKS, *PACK_TABLES.values())}
_ALIKE = 0.8
_NUMBERS = ("base_year", "sex_ratio_at_birth", "life_expectancy.male", "life_expectancy.female")


@dataclass(frozen=True, slots=True)
class PackWorkbook:
    """A workbook with a sheet for each table; see :mod:`simulator.inputs.pack_tables`.

    Parameters
    ----------
    path : of the file, or its name where it is not on the disk
    raw : its bytes
    """

    path: Path
    raw: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.path.name

    def _tabs(self) -> dict[str, Tab]:
        """Return the sheets that are tables, by the name of their form.

        Raises
        ------
        InputError
            where two sheets are one table, or people do not see one that is read.
        """
        titles = keys_of({form.name: form.title for form in FORMS.values()})
        found: dict[str, Tab] = {}
        for tab in tabs_of(self.raw, self.name):
            form = titles.get(fold(tab.name))
            if form is None:
                continue
            if tab.hidden:
                raise self._wrong(tab, "trang bị ẩn; hãy hiện ra hoặc xoá đi", "it is hidden")
            if form in found:
                raise self._wrong(tab, f"trùng với trang {found[form].name}", "it is there twice")
            found[form] = tab
        return found

    def _wrong(self, tab: Tab, vi: str, en: str) -> InputError:
        return InputError(Problem(self.name, 1, 1, "", Text(vi, en), tab.name))

    def settings(self) -> Document:
        """Return what the sheet of the place says, as ``region.yaml`` would."""
        sheet = self.sheet(PLACE)
        if sheet is None:
            title = PLACE.title
            raise InputError(
                Problem(
                    self.name,
                    0,
                    0,
                    "",
                    Text(
                        f"không có trang {title.vi!r}; hãy chép số vào sổ mẫu (trang web Số liệu "
                        "của tỉnh, hay lệnh simulator pack template)",
                        f"no sheet {title.en!r}; copy the figures into the workbook that the page "
                        "Own figures or simulator pack template gives",
                    ),
                )
            )
        reader = TableReader(sheet, PLACE)
        reader.unique()
        data: dict[str, Any] = {}
        places: dict[tuple[str | int, ...], tuple[int, int]] = {(): (sheet.lines[0][0], 1)}
        column = sheet.columns[-1]
        for row in reader.rows:
            key, text = reader.one_of(row, "key"), row.cells["value"]
            if not text or key not in PLACE.column("key").choices:
                continue
            path = tuple(key.split("."))
            _put(data, path, _setting(key, text))
            for depth in range(1, len(path) + 1):
                places.setdefault(path[:depth], (row.line, column))
        reader.finish()
        breaks = self._breaks()
        if breaks:
            data["breaks"] = breaks
        return Document(self.name, data, places, dict(places), tab=sheet.tab, names=SETTING_NAMES)

    def _breaks(self) -> list[dict[str, str]]:
        sheet = self.sheet(BREAKS)
        if sheet is None:
            return []
        reader = TableReader(sheet, BREAKS)
        found = []
        for row in reader.rows:
            entry = {
                "date": reader.day(row, "date"),
                "series": reader.one_of(row, "series"),
                "vi": reader.word(row, "vi"),
                "en": reader.word(row, "en"),
            }
            found.append(entry)
        reader.finish()
        return found

    def sheet(self, form: TableForm) -> Sheet | None:
        """Return the table of a form, or None where the workbook has none or an empty one."""
        tab = self._tabs().get(form.name)
        if tab is None or not tab.rows:
            return None
        head = _head(tab.rows, form)
        wide = sheet_of_years(self.name, tab.rows, tab.name) if form is HISTORY else None
        if head is None and wide is not None:
            self._refuse_empty_formulas(tab, wide)
            return wide
        if head is None:
            words = ", ".join(c.label.vi for c in form.columns if not c.optional)
            keys = ", ".join(c.label.en for c in form.columns if not c.optional)
            raise self._wrong(
                tab, f"không thấy dòng tiêu đề có: {words}", f"no row of headings with: {keys}"
            )
        rows = [tab.rows[head], *_of_table(tab.rows[head + 1 :], len(form.columns))]
        if len(rows) == 1 and form is not PLACE:
            return None  # a sheet of the template that nobody filled in
        sheet = sheet_of_rows(self.name, rows, tab.name)
        self._refuse_empty_formulas(tab, sheet)
        return sheet

    def _refuse_empty_formulas(self, tab: Tab, sheet: Sheet) -> None:
        lines = {line for line, _ in sheet.lines}
        words = Text(
            "công thức chưa có kết quả; mở trong Excel, tính lại rồi lưu, hoặc dán giá trị",
            "a formula without its value; open it in Excel, calculate and save, or paste values",
        )
        problems = [
            Problem(self.name, row, column, "", words, tab.name)
            for row, column in sorted(tab.formulas)
            if row in lines and (sheet.places or column in sheet.columns)
        ]
        if problems:
            raise InputError(problems[:50])

    def refuse_unknown_tables(self) -> None:
        """Refuse sheets whose names are slips of a table's: they would be left out in silence."""
        titles = keys_of({form.name: form.title for form in FORMS.values()})
        problems = []
        for name in self.other_tabs():
            near = nearest(fold(name), titles, cutoff=_ALIKE)
            if near is not None:
                title = FORMS[titles[near]].title
                words = Text(
                    f"tên trang này không được đọc; có lẽ là {title.vi!r}",
                    f"no table has this name; is it {title.en!r}?",
                )
                problems.append(Problem(self.name, 1, 1, "", words, name))
        if problems:
            raise InputError(problems)

    def other_tabs(self) -> list[str]:
        """Return the sheets that are not read."""
        titles = keys_of({form.name: form.title for form in FORMS.values()})
        return [tab.name for tab in tabs_of(self.raw, self.name) if fold(tab.name) not in titles]

    def contents(self) -> dict[str, bytes]:
        """Return the files that the workbook would be as a folder."""
        from simulator.inputs.pack_content import content_of, files_of

        return files_of(content_of(self))

    def problem(
        self, form: TableForm, line: int, key: str, vi: str, en: str, column: int = 0
    ) -> Problem:
        """Return a problem of a table; its column is where the value stands."""
        sheet = self.sheet(form)
        tab = form.title.vi if sheet is None else sheet.tab
        if sheet is not None and line and not column:
            words = keys_of({c.key: c.label for c in form.columns})
            keys = [key_in(words, head) for head in sheet.lines[0][1]]
            column = sheet.columns[keys.index("value")] if "value" in keys else 1
        labels = {c.key: c.label for c in form.columns} | FIGURES
        return Problem(self.name, line, column, key, Text(vi, en), tab, labels.get(key))


def workbook_at(path: Path) -> PackWorkbook:
    """Return the workbook at a path; no more of it is read than tells that it is too large."""
    return PackWorkbook(path, read_bytes(path, path.name, MOST_BYTES))


def _head(rows: Rows, form: TableForm) -> int | None:
    """Return which row holds the headings: the one that has most of them, and most it needs."""
    words = keys_of({column.key: column.label for column in form.columns})
    needed = sum(not column.optional for column in form.columns)
    best, most = None, needed / 2.0
    for i, (_, cells) in enumerate(rows[:HEAD_WITHIN]):
        found = len({key_in(words, cell) for cell in cells if cell} - {None})
        if found > most:
            best, most = i, float(found)
    return best


def _of_table(rows: Rows, columns: int) -> Rows:
    """Leave out notes: a single cell of words beside or below a table of several columns."""
    if columns <= len(PLACE.columns):
        return rows
    return tuple((line, cells) for line, cells in rows if not _is_note(cells))


def _is_note(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and not isinstance(filled[0], Stored) and " " in filled[0]


def _setting(key: str, text: str) -> object:
    """Return a value of the place as YAML would: a number or a list where one is meant."""
    if key == "joins":
        return [part for stated in str(text).split(",") if (part := stated.strip())]
    if key not in _NUMBERS:
        return str(text)
    value = number_in(text, Convention.POINT)
    if value is None:
        value = number_in(text, Convention.COMMA)
    if value is None:
        return str(text)
    return int(value) if value == int(value) else value


def _put(data: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for part in path[:-1]:
        data = data.setdefault(part, {})
    data[path[-1]] = value

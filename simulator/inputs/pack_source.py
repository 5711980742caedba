"""Where a pack's tables come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, nearest
from simulator.files import is_there
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.documents import Document
    from simulator.inputs.sheets import Sheet
    from simulator.inputs.table_form import TableForm

SETTINGS = "region.yaml"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Endings of workbooks; what is not .xlsx is refused with what to do."""


class PackSource(Protocol):
    """A pack as it lies on the disk."""

    @property
    def path(self) -> Path:
        """Return the path by which the pack is loaded."""

    @property
    def name(self) -> str:
        """Return how messages call the pack."""

    def settings(self) -> Document:
        """Return what ``region.yaml`` says."""

    def sheet(self, form: TableForm) -> Sheet | None:
        """Return the cells of a table, or None where the pack has no such table."""

    def refuse_unknown_tables(self) -> None:
        """Refuse a table that no one reads: a misspelt one would be left out in silence."""

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of every file, for what tells one state of the pack from another."""

    def problem(
        self, form: TableForm, line: int, key: str, vi: str, en: str, column: int = 0
    ) -> Problem:
        """Return a problem of a table, found after it was read.

        Parameters
        ----------
        line, column : 0: of the whole table; where its value stands
        """


class _Tables:
    """A pack whose tables are CSV files by name, wherever their bytes lie."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Return how messages call the pack."""
        raise NotImplementedError

    def raw(self, file: str) -> bytes | None:
        """Return the bytes of a file, or None without one."""
        raise NotImplementedError

    def listed(self) -> list[str]:
        """Return the names of the files."""
        raise NotImplementedError

    def settings(self) -> Document:
        """Return what ``region.yaml`` says."""
        from simulator.inputs.documents import parse_yaml
        from simulator.inputs.text_files import decode

        name = f"{self.name}/{SETTINGS}"
        return parse_yaml(decode(self.raw(SETTINGS) or b"", name), name)

    def sheet(self, form: TableForm) -> Sheet | None:
        """Return the cells of a table's CSV, or None without one."""
        from simulator.inputs.sheets import sheet_of_csv
        from simulator.inputs.text_files import decode

        raw, name = self.raw(form.file), f"{self.name}/{form.file}"
        return None if raw is None else sheet_of_csv(decode(raw, name), name)

    def refuse_unknown_tables(self) -> None:
        """Refuse every CSV whose name no one reads."""
        from simulator.inputs.pack_tables import PACK_TABLES

        files = {form.file for form in PACK_TABLES.values()}
        tables = [name for name in self.listed() if name.lower().endswith(".csv")]
        problems = [self._unknown(name, files) for name in tables if name not in files]
        if problems:
            raise InputError(problems)

    def _unknown(self, name: str, files: set[str]) -> Problem:
        near, listed = nearest(name, files) or "history.csv", ", ".join(sorted(files))
        words = Text(
            f"không có bảng tên này; gần nhất: {near}; các bảng: {listed}",
            f"no table has this name; nearest: {near}; known: {listed}",
        )
        return Problem(f"{self.name}/{name}", 0, 0, "", words)

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of every file by name."""
        return {name: self.raw(name) or b"" for name in self.listed()}

    def problem(
        self, form: TableForm, line: int, key: str, vi: str, en: str, column: int = 0
    ) -> Problem:
        """Return a problem of a table; its column is where the value stands."""
        keys = [column.key for column in form.columns]
        if line and not column and "value" in keys:
            column = keys.index("value") + 1
        return Problem(f"{self.name}/{form.file}", line, column, key, Text(vi, en))


@dataclass(frozen=True, slots=True)
class PackFolder(_Tables):
    """A folder with ``region.yaml`` and a CSV a table."""

    path: Path

    @property
    def name(self) -> str:
        """Return the name of the folder."""
        return self.path.name

    def settings(self) -> Document:
        """Return what ``region.yaml`` says."""
        from simulator.inputs.documents import read_yaml

        return read_yaml(self.path / SETTINGS, f"{self.name}/{SETTINGS}")

    def raw(self, file: str) -> bytes | None:
        """Return the bytes of a file, or None without one."""
        from simulator.inputs.text_files import read_bytes

        path = self.path / file
        return read_bytes(path, f"{self.name}/{file}") if path.exists() else None

    def listed(self) -> list[str]:
        """Return the names of the files of the folder."""
        return sorted(path.name for path in self.path.glob("*") if path.is_file())


@dataclass(frozen=True, slots=True)
class PackFiles(_Tables):
    """The files of a pack that lies nowhere on the disk.

    Parameters
    ----------
    title : how messages call it
    files : name -> bytes, as a folder would hold them
    """

    title: str
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        """Return how messages call the pack."""
        return self.title

    @property
    def path(self) -> Path:
        """Return a name that is no place on the disk."""
        return Path(self.title)

    def raw(self, file: str) -> bytes | None:
        """Return the bytes of a file, or None without one."""
        return self.files.get(file)

    def listed(self) -> list[str]:
        """Return the names of the files."""
        return sorted(self.files)


def is_pack(path: Path) -> bool:
    """Return whether a path is a pack: a folder with its settings, or a workbook."""
    return is_there(path / SETTINGS) or _is_workbook(path)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOKS and is_there(path) and path.is_file()


def source_at(path: Path) -> PackSource:
    """Return the pack at a path."""
    if not _is_workbook(path):
        return PackFolder(path)
    from simulator.inputs.pack_workbook import workbook_at

    return workbook_at(path)

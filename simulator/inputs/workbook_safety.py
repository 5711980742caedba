"""What a workbook may hold before anything of it is opened: no bombs, macros, links, entities."""

from __future__ import annotations

import io
import zipfile

from simulator.errors import InputError, Problem
from simulator.text import Text

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
_XML = (".xml", ".rels", ".vml")
_FORBIDDEN: tuple[tuple[str, Text], ...] = (
    ("vbaproject.bin", Text("có macro; lưu lại kiểu .xlsx", "it holds macros; save it as .xlsx")),
    (
        "xl/externallinks/",
        Text(
            "có công thức nối sang sổ khác; vào Dữ liệu > Sửa liên kết, chọn Ngắt liên kết",
            "it holds links to other workbooks; break them (Data > Edit Links)",
        ),
    ),
    ("xl/workbook.bin", Text("là kiểu .xlsb; lưu lại kiểu .xlsx", "it is .xlsb; save it as .xlsx")),
    ("content.xml", Text("là kiểu .ods; lưu lại kiểu .xlsx", "it is .ods; save it as .xlsx")),
)
"""Beginning or end of a part's name -> what to say of it."""


def refuse_unsafe(raw: bytes, name: str) -> None:
    """Refuse a workbook that is none, or that could harm whoever opens it.

    Raises
    ------
    InputError
        with one line that says what to do.
    """

    def refuse(vi: str, en: str) -> InputError:
        return InputError(Problem(name, 0, 0, "", Text(vi, en)))

    if len(raw) > MOST_BYTES:
        size = MOST_BYTES // 1_000_000
        raise refuse(f"sổ lớn hơn {size} MB", f"the workbook is larger than {size} MB")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(
            "là sổ kiểu cũ (.xls) hoặc có mật khẩu; bỏ mật khẩu, lưu lại kiểu .xlsx",
            "an old workbook (.xls), or one with a password; save it as .xlsx without one",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            fault = _fault(book)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        fault = _BROKEN
    except Exception as error:  # a broken stream raises what its method of packing raises
        if type(error).__module__ not in ("zlib", "lzma"):
            raise
        fault = _BROKEN
    if fault is not None:
        raise refuse(*fault)


_BROKEN = Text("không phải sổ Excel, hoặc bị hỏng", "no workbook of Excel, or a broken one")


def _fault(book: zipfile.ZipFile) -> Text | None:
    parts = book.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return Text("bung ra quá lớn; không đọc", "it unpacks to too much; it is not read")
    for part in parts:
        for mark, words in _FORBIDDEN:
            if part.filename.lower().startswith(mark) or part.filename.lower().endswith(mark):
                return words
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return _BROKEN
    left = MOST_UNPACKED
    for part in parts:
        if part.filename.lower().endswith(_XML):
            with book.open(part) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                return Text("bung ra quá lớn; không đọc", "it unpacks to too much; it is not read")
            # An entity needs a declaration of its type; other encodings could hide one.
            if b"<!" in content.replace(b"<!--", b"") or b"\0" in content:
                return Text("có khai báo XML lạ; không đọc", "it declares XML entities; not read")
    return None

"""The text of a file that anybody may have saved: any encoding that is clear, any kind of path."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from simulator.errors import InputError, Problem, nearest
from simulator.text import Text, visible

MAXIMUM_BYTES = 2_000_000
_WRITE_TEXT = Text(
    "cần tệp chữ: viết bằng trình soạn thảo như Notepad, lưu UTF-8",
    "text is needed: write it in an editor such as Notepad, save it as UTF-8",
)
_SAVE_TEXT = Text(
    "mở trong Notepad, chọn Lưu thành (Save As), mã hoá UTF-8",
    "open it in an editor such as Notepad and save it as UTF-8",
)
_SAVE_AS = Text(
    "mở trong Excel, chọn Lưu thành (Save As), kiểu CSV UTF-8",
    "open it in Excel and save it as CSV UTF-8",
)
_KINDS: tuple[tuple[bytes, Text], ...] = (
    (b"PK\x03\x04", Text("sổ Excel (.xlsx) hay tệp nén", "an Excel workbook or a zip file")),
    (b"\xd0\xcf\x11\xe0", Text("sổ Excel kiểu cũ (.xls)", "an old Excel workbook (.xls)")),
    (b"%PDF", Text("tệp PDF", "a PDF file")),
)
"""First bytes -> what kind of file it is, where that is no text."""
_VIETNAMESE_WINDOWS, _WESTERN_WINDOWS = "cp1258", "cp1252"
_LETTERS = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
_NEVER_LAST = frozenset("ăắằẳẵặâấầẩẫậĂẮẰẲẴẶÂẤẦẨẪẬ")
"""Vowels with which no Vietnamese word ends."""
_MARKS = frozenset("–—‘’“”…·×÷°±²³§«»‰€£₫\u00a0")


def read_text(path: Path, name: str | None = None, *, cells: bool | None = None) -> str:
    """Return a file's text in NFC; see :func:`decode`. A pipe is read like a file.

    Raises
    ------
    InputError
        where the path cannot be read, is too large, or is no text of a known encoding.
    """
    shown = name or str(path)
    return decode(read_bytes(path, shown), shown, cells=cells)


def read_bytes(path: Path, name: str, most: int = MAXIMUM_BYTES) -> bytes:
    """Return the bytes of a file or a pipe, at most one more than ``most``.

    Raises
    ------
    InputError
        where nothing can be read: no such file, a folder, no right to read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError:
        words = _no_such_file(path)
    except (IsADirectoryError, NotADirectoryError):
        words = Text("là một thư mục, cần một tệp", "is a folder; give a file")
    except PermissionError:
        words = Text("không có quyền đọc tệp", "no right to read the file")
    except (OSError, ValueError):
        words = Text("không đọc được tệp", "the file cannot be read")
    raise InputError(Problem(name, 0, 0, "", words))


def _no_such_file(path: Path) -> Text:
    try:
        near = nearest(path.name, (other.name for other in path.parent.iterdir()))
    except OSError:
        near = None
    vi, en = (f"; gần nhất: {near}", f"; nearest: {near}") if near else ("", "")
    return Text(f"không có tệp này{vi}", f"no such file{en}")


def decode(raw: bytes, name: str, *, cells: bool | None = None) -> str:
    """Return the text of bytes that came from a file or an upload, mended and in NFC.

    UTF-8, UTF-16 (Excel's "Unicode text") and the Windows code pages 1258 and 1252 are read where
    the bytes leave no doubt; line ends and byte-order marks are mended.

    Parameters
    ----------
    cells : whether a table is expected, which Excel saves, and not a text, which an editor does;
        None: as the name's ending says

    Raises
    ------
    InputError
        for what is too large, no text, or text that could be read in several ways.
    """
    if len(raw) > MAXIMUM_BYTES:
        size = MAXIMUM_BYTES // 1_000_000
        raise _refused(name, f"tệp lớn hơn {size} MB", f"the file is larger than {size} MB")
    if cells is None:
        cells = not name.lower().endswith((".yaml", ".yml", ".json"))
    text = (
        _decoded(raw, name, _SAVE_AS if cells else _SAVE_TEXT)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    return unicodedata.normalize("NFC", visible(text))


def _refused(name: str, vi: str, en: str, line: int = 1) -> InputError:
    return InputError(Problem(name, line, 1, "", Text(vi, en)))


def _decoded(raw: bytes, name: str, way: Text) -> str:
    """Return the text of bytes; ``way`` is the way out where they are none."""
    for beginning, kind in _KINDS:
        if raw.startswith(beginning):
            # Opening a file of another kind in an editor shows no text.
            out = _WRITE_TEXT if way is _SAVE_TEXT else way
            raise _refused(
                name,
                f"là {kind.vi}, không phải tệp chữ; {out.vi}",
                f"{kind.en}, not text; {out.en}",
            )
    wide = _wide(raw)
    if wide is not None:
        try:
            return raw.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise _refused(name, "tệp UTF-16 bị hỏng", "broken UTF-16") from None
    if b"\0" in raw:
        raise _refused(name, "tệp nhị phân, không phải văn bản", "a binary file, not text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _of_a_code_page(raw, name, way, raw[: error.start].count(b"\n") + 1)


def _wide(raw: bytes) -> str | None:
    """Return which UTF-16 the bytes are; without a mark, by the zero bytes beside Latin letters."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = raw[:200]
    if len(head) < 8 or len(raw) % 2:
        return None
    low, high = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if high > 0.6 * half and not low:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 * half and not high else None


def _of_a_code_page(raw: bytes, name: str, way: Text, line: int) -> str:
    """Return the text of the one Windows code page in which the bytes are Vietnamese."""
    readings = {}
    for page in (_VIETNAMESE_WINDOWS, _WESTERN_WINDOWS):
        try:
            text = unicodedata.normalize("NFC", raw.decode(page))
        except UnicodeDecodeError:
            continue
        if _is_vietnamese(text):
            readings[page] = text
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    reason = (
        Text("đọc được theo nhiều bảng mã", "several code pages fit")
        if readings
        else Text("không phải UTF-8 (có thể là TCVN3, VNI)", "not UTF-8 (perhaps TCVN3 or VNI)")
    )
    raise _refused(name, f"{reason.vi}; {way.vi}", f"{reason.en}; {way.en}", line)


def _is_vietnamese(text: str) -> bool:
    """Return whether every letter is Vietnamese, and none was lost when the file was saved."""
    for i, letter in enumerate(text):
        if letter.isascii():
            # What a code page lacks is saved as a question mark inside the word.
            if letter == "?" and _letter(text, i - 1) and _letter(text, i + 1):
                return False
            continue
        if letter not in _LETTERS | _MARKS:
            return False
        if letter in _NEVER_LAST and not _letter(text, i + 1):
            return False
    return True


def _letter(text: str, i: int) -> bool:
    return 0 <= i < len(text) and text[i].isalpha()

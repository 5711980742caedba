"""Files of an office suite (.docx, .xlsx), which are zipped XML that may come from anyone."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from simulator.errors import InputError, input_error
from simulator.extras import need

MOST_BYTES = 50_000_000
"""Bytes of a file, and of all its parts once unpacked; an appendix has less than one million."""
MOST_PARTS = 2_000
_BROKEN = (
    OSError,
    KeyError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile raises for missing, truncated, encrypted and oddly packed files."""


def read_parts(path: Path, key: str) -> dict[zipfile.ZipInfo, bytes]:
    """Return every part of a package, unpacked, in order.

    Parameters
    ----------
    key : argument that names the file, for what is wrong

    Raises
    ------
    InputError
        where it is no such package, or larger than :data:`MOST_BYTES` once unpacked. What its
        directory states is checked first, and what comes out is counted: a bomb is not unpacked.
    """
    try:
        with zipfile.ZipFile(path) as package:
            found = package.infolist()
            stated = sum(max(part.file_size, part.compress_size) for part in found)
            if len(found) > MOST_PARTS or stated > MOST_BYTES:
                raise _too_large(path, key)
            parts, left = {}, MOST_BYTES
            for part in found:
                with package.open(part) as stream:
                    parts[part] = stream.read(left + 1)
                left -= len(parts[part])
                if left < 0:
                    raise _too_large(path, key)
            return parts
    except _BROKEN:
        raise _unreadable(path, key) from None


def parse_xml(raw: bytes, path: Path, key: str) -> Any:  # noqa: ANN401
    """Return the root of a part: no entities are resolved, nothing is fetched.

    Raises
    ------
    InputError
        where it is not well formed, or states a document type, which no office file does.
    """
    etree = need("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise _unreadable(path, key) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable(path, key)
    return root


def _unreadable(path: Path, key: str) -> InputError:
    return input_error(
        f"{path}: không phải tài liệu Word hay Excel (.docx, .xlsx) đọc được",
        f"{path}: not a Word or Excel document (.docx, .xlsx) that can be read",
        key=key,
    )


def _too_large(path: Path, key: str) -> InputError:
    size = MOST_BYTES // 1_000_000
    return input_error(
        f"{path}: giải nén ra lớn hơn {size} MB hoặc có quá nhiều phần",
        f"{path}: larger than {size} MB once unpacked, or of too many parts",
        key=key,
    )

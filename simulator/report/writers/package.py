"""Office packages whose bytes repeat: fixed times, and nothing in them but what was written."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORKBOOK = ".xlsx"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED = rb"\g<1>2020-01-01T00:00:00Z"


def steady(raw: bytes) -> bytes:
    """Return the package with fixed times and without the thumbnail, so that bytes repeat.

    Workbooks inside it, as charts have, are steadied too.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            if "thumbnail" in item.filename:
                continue
            info = zipfile.ZipInfo(item.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _steadied(item.filename, old.read(item.filename)))
    return target.getvalue()


def _steadied(name: str, content: bytes) -> bytes:
    if name == "_rels/.rels":
        return _without_thumbnail(content)
    if name.endswith(_WORKBOOK):
        return steady(content)
    return _TIMES.sub(_FIXED, content) if name == "docProps/core.xml" else content


def _without_thumbnail(relations: bytes) -> bytes:
    lines = relations.decode().split("<Relationship ")
    kept = "<Relationship ".join(part for part in lines if "thumbnail" not in part).encode()
    return kept if kept.rstrip().endswith(b"</Relationships>") else kept + b"</Relationships>"

"""Where results are written to: checked before the work begins, and what the disk refuses."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import input_error
from simulator.text import Text


def refuse_folder(path: str) -> None:
    """Refuse a name for ``--out`` that can be no folder, before the work begins."""
    if not path.strip():
        raise input_error("cần tên thư mục", "the name of a folder is missing", key="--out")
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise input_error(
            f"{path} là một tệp, cần một thư mục", f"{path} is a file; give a folder", key="--out"
        )


def output_folder(path: str) -> Path:
    """Return the folder of ``--out``, made where it does not exist."""
    refuse_folder(path)
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        made = because(Text(f"{path}: không tạo được thư mục", f"{path}: cannot be made"), error)
        raise input_error(made.vi, made.en, key="--out") from None
    return folder


def output_file(name: str, endings: Sequence[str], key: str = "--out") -> Path:
    """Return the path of a file to be written, checked before the work begins.

    Raises
    ------
    InputError
        for another ending, a missing folder, or a folder of that name.
    """
    path, listed = Path(name), ", ".join(endings)
    if path.suffix not in endings:
        raise input_error(
            f"{name}: tên tệp phải kết thúc bằng {listed}",
            f"{name}: the file must end in {listed}",
            key=key,
        )
    if not path.parent.is_dir():
        raise input_error(
            f"{path.parent}: không có thư mục này", f"{path.parent}: no such folder", key=key
        )
    if path.is_dir():
        raise input_error(
            f"{name} là một thư mục, cần tên tệp", f"{name} is a folder; give a file", key=key
        )
    return path


@contextmanager
def writing(path: Path, key: str = "--out") -> Iterator[None]:
    """Turn what the disk refuses into bad input."""
    try:
        yield
    except OSError as error:
        said = because(Text(f"{path}: không ghi được", f"{path}: cannot be written"), error)
        raise input_error(said.vi, said.en, key=key) from None


def because(what: Text, error: OSError) -> Text:
    """Return what could not be done with the reason that the system gives, where it has words."""
    why = _FAILURES.get(error.errno or 0)
    return what if why is None else Text(f"{what.vi}: {why.vi}", f"{what.en}: {why.en}")


_FAILURES = {
    errno.ENOSPC: Text("hết chỗ trên đĩa", "no space left on the disk"),
    errno.EDQUOT: Text("hết hạn mức đĩa", "the disk quota is exceeded"),
    errno.EACCES: Text("không có quyền ghi", "no right to write"),
    errno.EPERM: Text("không có quyền ghi", "no right to write"),
    errno.EROFS: Text("chỉ được đọc", "it can only be read"),
    errno.EEXIST: Text("đã có", "it exists already"),
    errno.ENOENT: Text("không có thư mục này", "there is no such folder"),
    errno.ENOTDIR: Text("không nằm trong một thư mục", "it is not within a folder"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long"),
    errno.EINVAL: Text("hệ thống không nhận tên này", "the system does not take this name"),
    errno.ETXTBSY: Text("tệp đang được dùng", "the file is in use"),
    errno.EBUSY: Text("tệp đang được dùng", "the file is in use"),
    errno.EIO: Text("lỗi thiết bị", "an error of the device"),
}
"""Number of an error of the system -> words."""

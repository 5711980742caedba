"""What a server is told when it starts: who may ask, from where, and how much."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, input_error
from simulator.inputs.text_files import read_text
from simulator.text import Text

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_KEY = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked, and of how much at once.

    Parameters
    ----------
    body_bytes, body_seconds : of a request's body
    scenarios : in one request
    work_at_once, work : draws x scenarios x projected years, answered at once and at all
    answer_seconds, job_seconds : after which the process is ended
    workers, waiting : processes that answer at once, and requests that wait for one
    job_workers, jobs_waiting : the same for jobs
    jobs_each : jobs of one client that wait or run
    kept_jobs, kept_bytes, kept_seconds : of finished jobs
    connections : open at once
    """

    body_bytes: int = 200_000
    body_seconds: float = 10.0
    scenarios: int = 10
    work_at_once: int = 20_000
    work: int = 5_000_000
    answer_seconds: float = 30.0
    job_seconds: float = 900.0
    workers: int = 2
    waiting: int = 32
    job_workers: int = 1
    jobs_waiting: int = 8
    jobs_each: int = 4
    kept_jobs: int = 64
    kept_bytes: int = 64_000_000
    kept_seconds: float = 3600.0
    connections: int = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told when it starts.

    Parameters
    ----------
    hosts : names under which it may be called (``Host``), without port
    keys : SHA-256 of the keys that are let in; empty: everyone who reaches the port
    origins : of other sites whose pages may ask (CORS)
    places : regions, each with its folder or workbook
    """

    hosts: frozenset[str] = frozenset(LOOPBACK)
    keys: tuple[bytes, ...] = ()
    origins: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    limits: Limits = Limits()

    @property
    def folders(self) -> dict[str, str]:
        """Return region -> folder or workbook."""
        return dict(self.places)


def shipped_places() -> tuple[tuple[str, str], ...]:
    """Return the regions that the program brings along, each with its folder."""
    from simulator.inputs.pack_lineage import REGION_FOLDER, region_names

    return tuple((name, str(REGION_FOLDER / name)) for name in region_names())


def places_of(packs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the regions that the program brings along, and packs by the code that they state.

    Raises
    ------
    InputError
        for what is no pack or has faults, and for a code that another has already.
    """
    from simulator.inputs.region import load_region

    found = dict(shipped_places())
    for pack in packs:
        code = load_region(pack).code
        if code in found:
            raise input_error(
                f"{pack}: mã {code} đã có", f"{pack}: the code {code} is taken", key="--pack"
            )
        found[code] = str(Path(pack).resolve())
    return tuple(found.items())


_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")


def origin_of(stated: str) -> str:
    """Return the origin of a site, as browsers write it, or refuse what is none."""
    if not _ORIGIN.fullmatch(stated):
        raise input_error(
            f"{stated!r}: viết như https://tinh.gov.vn, không có đường dẫn",
            f"{stated!r}: write it like https://province.gov.vn, without a path",
            key="--allow-origin",
        )
    return stated.lower()


def refuse_open_door(host: str, settings: Settings) -> None:
    """Refuse to listen to other machines without a key.

    Raises
    ------
    InputError
        for an address beyond this machine where everyone would be let in.
    """
    if host.lower() not in LOOPBACK and not settings.keys:
        raise input_error(
            f"{host}: máy khác gọi được; cần --api-key-file, hoặc chỉ nghe trên 127.0.0.1 sau "
            "máy chủ đăng nhập của cơ quan",
            f"{host}: other machines can call it; give --api-key-file, or listen on 127.0.0.1 "
            "behind the office's sign-in",
            key="--host",
        )


def digest_of(key: str) -> bytes:
    """Return what is kept and compared of a key: all digests are of one length."""
    return hashlib.sha256(key.encode()).digest()


def keys_of(path: str | None, variable: str | None = None) -> tuple[bytes, ...]:
    """Return the digests of the keys of a file, one a line, and of an environment's variable.

    Raises
    ------
    InputError
        for a file that cannot be read or has no key, and for a key that is short or has spaces.
    """
    found = [] if variable is None else [(variable, "", 0)]
    if path is not None:
        lines = enumerate(read_text(Path(path), cells=False).splitlines(), 1)
        stated = [(line.strip(), path, at) for at, line in lines]
        found += [entry for entry in stated if entry[0] and not entry[0].startswith("#")]
        if not any(file for _, file, _ in found):
            words = Text("không có khoá nào trong tệp", "no key in the file")
            raise InputError(Problem(path, 0, 0, "", words))
    wrong = [
        Problem(file, line, 1 if line else 0, "" if file else KEY_VARIABLE, _SHORT)
        for key, file, line in found
        if len(key) < SHORTEST_KEY or len(key.split()) != 1 or not key.isascii()
    ]
    if wrong:
        raise InputError(wrong)
    return tuple(digest_of(key) for key, _, _ in found)


KEY_VARIABLE = "SIMULATOR_API_KEY"
_SHORT = Text(
    f"khoá cần ít nhất {SHORTEST_KEY} ký tự ASCII, không có dấu cách; tạo bằng: "
    "python -c 'import secrets; print(secrets.token_urlsafe(32))'",
    f"a key has at least {SHORTEST_KEY} ASCII characters and no space; make one with: "
    "python -c 'import secrets; print(secrets.token_urlsafe(32))'",
)


def key_of_environment() -> str | None:
    """Return the key that the environment holds, or None."""
    return os.environ.get(KEY_VARIABLE) or None

"""What ``--version`` says: program, libraries, law and packs, each as it was read."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import version

from simulator import __version__
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.region import Region, load_region
from simulator.projection.years import engine
from simulator.text import Text

_SHOWN = 12
"""Digits of a pack's hash that tell one edition from another."""


def version_lines(language: str) -> Iterator[str]:
    """Yield the versions, one a line; hashes are those of the packs' files."""
    yield f"simulator {__version__}"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy"))
    yield f"Python {platform.python_version()}, {libraries}"
    yield _engine(language)
    places = [load_region(name) for name in region_names()]
    day = places[0].law.version
    law = Text(f"pháp luật và số liệu biết đến {day}", f"law and figures known to {day}")
    yield law.in_(language)
    for place in places:
        words = Text(f"năm gốc {place.base_year}", f"base year {place.base_year}")
        yield f"{place.code} {edition(place)} ({words.in_(language)})"


def _engine(language: str) -> str:
    """Return which engine runs the years on this machine, as manifests name it."""
    name = engine()
    words = Text(f"các năm tính bằng: {name}", f"the years are run by: {name}")
    return words.in_(language)


def edition(place: Region) -> str:
    """Return what tells a pack's files from those of another edition."""
    whole = hashlib.sha256()
    for name, raw in sorted(place.source.contents().items()):
        whole.update(f"{name} {hashlib.sha256(raw).hexdigest()}\n".encode())
    return whole.hexdigest()[:_SHOWN]

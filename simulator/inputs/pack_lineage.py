"""Where packs lie, by name or path, and which wider regions stand above each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from simulator.errors import InputError, input_error, nearest, nearest_words
from simulator.files import Stamp, is_there, stamp
from simulator.inputs.law import law_file
from simulator.inputs.pack_source import SETTINGS, is_pack, source_at
from simulator.inputs.region_settings import Settings, read_settings

REGION_FOLDER = Path(__file__).parent.parent / "regions"


def region_names() -> list[str]:
    """Return the codes of the packs that the program brings along."""
    return sorted(p.name for p in REGION_FOLDER.iterdir() if (p / SETTINGS).exists())


def region_folder(name_or_folder: str | Path) -> Path:
    """Return the folder or the workbook of a pack by its name or path."""
    shipped = REGION_FOLDER / str(name_or_folder)
    if is_there(shipped / SETTINGS) and "/" not in str(name_or_folder):
        return shipped
    folder = Path(name_or_folder)
    if is_pack(folder):
        return folder
    names = region_names()
    near, listed = nearest_words(str(name_or_folder), names), ", ".join(names)
    raise input_error(
        f"{name_or_folder}: không có địa bàn, thư mục hay sổ này; có: {listed}{near.vi}",
        f"{name_or_folder}: no such region, folder or workbook; known: {listed}{near.en}",
        key="--region",
        allowed=names,
        near=nearest(str(name_or_folder), names),
    )


def edition_of(folder: Path, laws: Path | None) -> tuple[Stamp, ...]:
    """Return the stamps of a pack's files and of its ancestors', the pack first.

    Raises
    ------
    InputError
        as :func:`lineage_of`.
    """
    chain = lineage_of(folder)
    return tuple(stamp(place, law_file(settings_of(place).law, laws)) for place in chain)


def lineage_of(folder: Path) -> tuple[Path, ...]:
    """Return the folder of a pack and those of its ancestors, the nearest first.

    Raises
    ------
    InputError
        where a pack is its own parent, directly or through others.
    """
    chain = [folder]
    while (parent := folder_above(chain[-1])) is not None:
        if parent in chain:
            names = " -> ".join(place.name for place in (*chain, parent))
            document = settings_of(chain[-1]).document
            raise InputError(
                document.problem(("parent",), f"vòng tròn: {names}", f"circular: {names}")
            )
        chain.append(parent)
    return tuple(chain)


def settings_of(folder: Path) -> Settings:
    """Return what a pack says of itself; read again after a change of its file."""
    return _settings_as_of(folder, stamp(folder / SETTINGS if folder.is_dir() else folder))


@lru_cache(maxsize=32)
def _settings_as_of(folder: Path, _edition: Stamp) -> Settings:
    return read_settings(source_at(folder).settings())


def folder_above(folder: Path) -> Path | None:
    """Return the folder of the wider region of a pack, or None."""
    return above(settings_of(folder), (folder.parent, REGION_FOLDER))


def above(settings: Settings, where: Iterable[Path]) -> Path | None:
    """Return the pack of the wider region out of the folders in which it may be."""
    if settings.parent is None:
        return None
    for place in (folder / settings.parent for folder in where):
        if is_pack(place):
            return place.resolve()
    near = nearest_words(settings.parent, region_names())
    raise InputError(
        settings.document.problem(
            ("parent",),
            f"không có địa bàn {settings.parent}{near.vi}",
            f"no region {settings.parent}{near.en}",
        )
    )

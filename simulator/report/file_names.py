"""What a file that somebody takes home is called: what it is, of which place, of which plans."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.inputs.pack_edit import code_of
from simulator.text import Text

APPENDIX = Text("phu_luc", "appendices")
SLIDES = Text("trinh_chieu", "slides")
LEAFLET = Text("to_tom_tat", "leaflet")
COMPARISON = Text("so_sanh", "comparison")
FIGURES = Text("so_lieu", "figures")
PAGE = Text("trang", "page")
_LONGEST = 100
"""Letters of a name without its ending, which any file system and any mail takes."""


def file_called(
    what: Text, ending: str, language: str, place: str, plans: Iterable[str] = ()
) -> str:
    """Return the name of a file, in plain letters.

    Parameters
    ----------
    what : kind of file, one of those above
    ending : with its dot
    place : code of the place whose numbers it holds
    plans : names of the scenarios that it tells of

    >>> file_called(APPENDIX, ".docx", "vi", "ninh_thuan", ["resolution"])
    'phu_luc_ninh_thuan_resolution.docx'
    >>> file_called(PAGE, ".json", "en", "Bắc Ninh")
    'page_bac_ninh.json'
    """
    parts = (what.in_(language), *map(code_of, (place, *plans)))
    return "_".join(parts)[:_LONGEST].rstrip("_") + ending

"""Words for people, in the two languages of the product."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("vi", "en")


class Text(NamedTuple):
    """One piece of wording in Vietnamese and English.

    >>> Text("Tuyên truyền", "Awareness").in_("en")
    'Awareness'
    """

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """Return the wording in ``language`` ("vi" or "en")."""
        return self.en if language == "en" else self.vi

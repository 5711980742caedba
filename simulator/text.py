"""Words for people, in the two languages of the product."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LANGUAGES = ("vi", "en")
HARD_SPACE = "\N{NO-BREAK SPACE}"
_BEFORE_UNIT = re.compile(r"(?:(?<=\d)|^) (?=%|tỷ|triệu)")
_BEFORE_DASH = re.compile(r"(?:(?<=[\d%])|^) (?=– )")


def bound(text: str) -> str:
    """Return a text whose numbers keep their units at the end of a line; none begins with a dash.

    A text that begins with a space goes on after a number that is told apart from it.

    >>> [unbound(part) for part in bound("khoảng 80 %: 1 – 2 %").split(" ")]
    ['khoảng', '80 %:', '1 –', '2 %']
    """
    return _BEFORE_DASH.sub(HARD_SPACE, _BEFORE_UNIT.sub(HARD_SPACE, text))


def unbound(text: str) -> str:
    """Return a text with ordinary spaces, as people type them.

    >>> unbound(bound("45,7 %"))
    '45,7 %'
    """
    return text.replace(HARD_SPACE, " ")


_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that show nothing themselves and change how others look: controls, which move the
cursor of a terminal and no document can hold; marks that turn the direction of writing, after which
15.800 reads 008.51; halves of a character."""
_LINE_ENDS = re.compile("[\u2028\u2029]")


def visible(text: str) -> str:
    r"""Return a text without what nobody sees in it; wherever words come in, they pass here.

    >>> visible("x\u202e15.800\x1b[31m"), visible("a\tb\nc")
    ('x15.800[31m', 'a\tb\nc')
    """
    return _LINE_ENDS.sub(" ", _UNSEEN.sub("", text))


class Text(NamedTuple):
    """One piece of wording in Vietnamese and English.

    >>> Text("Tuyên truyền", "Awareness").in_("en")
    'Awareness'
    """

    vi: str
    en: str

    def __bool__(self) -> bool:
        """Return whether it says anything."""
        return bool(self.vi or self.en)

    def in_(self, language: str) -> str:
        """Return the wording in ``language`` ("vi" or "en")."""
        return self.en if language == "en" else self.vi

    @property
    def bare(self) -> Text:
        """Return the wording without what stands in brackets behind it.

        >>> Text("Bao phủ (%)", "Coverage (%)").bare.en
        'Coverage'
        """
        return Text(*(words.partition(" (")[0] for words in self))

    @property
    def lowered(self) -> Text:
        """Return the wording as it stands within a sentence: abbreviations stay as they are.

        >>> Text("Bao phủ", "SI coverage").lowered
        Text(vi='bao phủ', en='SI coverage')
        """
        return Text(*(w if w[:2].isupper() else w[:1].lower() + w[1:] for w in self))

    @property
    def sentence(self) -> Text:
        """Return the wording with a capital in front and a full stop behind.

        >>> Text("có dự án", "projects lie elsewhere").sentence
        Text(vi='Có dự án.', en='Projects lie elsewhere.')
        """
        return Text(*(f"{w[:1].upper()}{w[1:].removesuffix('.')}." for w in self))


NOTHING = Text("", "")


def plain(words: str) -> Text:
    """Return words that serve both languages: a name, or what somebody typed.

    >>> plain("Nghị quyết 28").en
    'Nghị quyết 28'
    """
    return Text(words, words)


def joined(parts: Iterable[Text | None], between: str = " ") -> Text:
    """Return wordings one after another, those that say nothing left out.

    >>> joined([Text("a", "b"), None, Text("", ""), Text("c", "d")])
    Text(vi='a c', en='b d')
    """
    said = [part for part in parts if part]
    return Text(between.join(p.vi for p in said), between.join(p.en for p in said))

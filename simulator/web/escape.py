"""Words of others as text: nothing in them is markup where Streamlit reads Markdown."""

from __future__ import annotations

import re

from simulator.text import bound

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$&!]")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=])")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Control characters, line ends, and marks that turn the direction of writing."""
_JOINER = "\u2060"
"""Has no width: parts what would be read as a link, an icon or an arrow after escapes are gone."""
# Of names in digits alone only these two are icons; other numbers, as of lines, stay whole.
_READ_LATER = re.compile(
    r"(?<=:)(?=[^\s\d]|100:|1234:|\d+[a-z_+-][\w+-]*:)|(?<=@)(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])",
    re.I,
)


def as_text(words: str) -> str:
    r"""Return words that Streamlit shows as they are, on one line.

    Whatever came from outside (a link, a title, a reason, a file) passes through here before any
    call that renders Markdown: ``st.markdown``, headers, notices, labels of fields and buttons.
    Escapes alone do not do: addresses, icons and arrows are found in the text that is left when
    the escapes have been taken away, so that a joiner without width parts them.

    >>> as_text("[x](y)"), as_text("1. a\n2")
    ('\\[x\\](y)', '1\\. a 2')
    >>> as_text("http://h").encode("ascii", "backslashreplace")
    b'http:\\u2060//h'
    """
    plain = bound(_INVISIBLE.sub(" ", words).strip())
    parted = _READ_LATER.sub(_JOINER, plain)
    escaped = _MARKS.sub(r"\\\g<0>", parted)
    return _LINE_START.sub(lambda found: _start(*found.groups()), escaped)


def _start(number: str | None, mark: str | None, sign: str | None) -> str:
    """Return the start of a line that would open a list or a heading, as text."""
    return f"{number}\\{mark}" if sign is None else f"\\{sign}"

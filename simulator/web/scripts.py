"""The page's own components: their scripts and styles as files, which a browser fetches once.

Streamlit sends what a component is made of with every message that draws it. So each is handed
over as one line that fetches the file; the server compresses and keeps it (``packed.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
FOLDER = "si"
"""Where the files stand among Streamlit's own static ones."""
_CHARTS = ("numbers", "reading", "lines", "export")
_STILL = (*_CHARTS, "upright", "lying", "tiles", "kinds")
_MADE_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "workbench": (
        (*_CHARTS, "curves", "outbox", "typed", "levers", "plan", "cards", "workbench"),
        ("workbench", "reading", "plan"),
    ),
    "feed": (("curves", "feed"), ()),
    "figure": ((*_STILL, "figure"), ("workbench", "reading", "plan")),
    "present": ((*_STILL, "present"), ("workbench", "reading", "present")),
    "told": (("told",), ()),
    "said": (("said",), ()),
    "projects": (("numbers", "outbox", "projects"), ("workbench", "plan")),
    "upload": (("numbers", "upload"), ("workbench",)),
    "document": (("focus", "document"), ()),
}
"""Component -> its scripts in order, and its styles."""
_DIGITS = 12


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Return the file of each component by its name, which has its digest in it."""
    made = {name: _module(name).encode() for name in _MADE_OF}
    return {
        f"{FOLDER}/{name}.{sha256(body).hexdigest()[:_DIGITS]}.js": body
        for name, body in made.items()
    }


def file_of(component: str) -> str:
    """Return the name of a component's file."""
    return next(name for name in files() if name.startswith(f"{FOLDER}/{component}."))


def _module(component: str) -> str:
    """Return a component's scripts as one module, with its styles as a text in it."""
    scripts, sheets = _MADE_OF[component]
    style = "\n".join((ASSETS / f"{name}.css").read_text("utf-8") for name in sheets)
    parts = [(ASSETS / f"{name}.js").read_text("utf-8") for name in scripts]
    return "\n".join((*parts, f"export const STYLE = {dumps(style, ensure_ascii=False)};\n"))


_FETCHED = """const made = await import(new URL("./static/{file}", document.baseURI).href);
const dressed = new WeakSet();
export default (handed) => {{
  const host = handed.parentElement;
  if (made.STYLE && !dressed.has(host)) {{
    dressed.add(host);
    const style = document.createElement("style");
    style.textContent = made.STYLE;
    host.prepend(style);
  }}
  return made.default(handed);
}};
"""


@lru_cache
def component(name: str) -> Callable[..., Any]:
    """Return what draws one of the page's components."""
    import streamlit as st

    made: Callable[..., Any] = st.components.v2.component(
        f"si_{name}", js=_FETCHED.format(file=file_of(name))
    )
    return made

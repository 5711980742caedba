"""The document that a browser gets first, with the first numbers already in it.

Streamlit's own is an empty shell that shows nothing until a megabyte of scripts has come. What is
compared, in the sentences and the table of the page itself, is put into it: it is made of the same
runs, stands until the page draws the same numbers, and is all that a browser without scripts sees.
What the page does not need is taken out, what it will need soon is announced.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

from simulator.report.writers import html
from simulator.text import LANGUAGES, Text, bound
from simulator.web import glance, scripts
from simulator.web.around import NAME
from simulator.web.link import from_link
from simulator.web.packed import Receive, Scope, Send, Served, answer, files
from simulator.web.runs import place_name
from simulator.web.sentences import told_of
from simulator.web.site import FIRST_PAGE, PATHS, WIDEST

LOG = logging.getLogger(__name__)
_EASY = 5
_FONTS = re.compile(r'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
"""Streamlit's own letters: the page has those of the reader's system."""
_A_NAME = re.compile(r"[a-z-]*")
"""What a page can be called; names of files have a dot, those of the server begin with a line."""
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = 'window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };'
"""Where the server is: else Streamlit looks for it below the page's own path first, in vain."""
_SOON = ("BidiComponent", "Html", "ButtonGroup", "Selectbox")
"""Scripts of Streamlit's that its own document does not announce, and every page needs."""
_OWN = ("workbench", "document")
_IMPORTED = re.compile(r'(?:from|import)\s*"\./([^"]+\.js)"')
_WAIT = Text("Đang mở các thanh trượt và biểu đồ…", "The sliders and charts are on their way…")
_NEEDS_SCRIPTS = Text(
    "Trình duyệt này không chạy JavaScript nên chỉ thấy các con số trên; thanh trượt và biểu đồ "
    "cần JavaScript.",
    "This browser runs no JavaScript: it shows the numbers above; sliders and charts need it.",
)
_STYLE = (
    html.STYLE
    + f"""
:root {{ color-scheme: light dark; }}
#opening {{ position: absolute; inset: 0; z-index: 1; overflow: auto; padding: 74px 80px 45px;
  max-width: {WIDEST}; margin: 0 auto; box-sizing: border-box;
  font: 15px/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  color: light-dark(#1b2430, #e8ecf2); background: light-dark(#ffffff, #12171e); }}
#opening h1 {{ font-size: 22.5px; line-height: 1.2; margin: 0 0 26px; }}
#opening .wait {{ color: light-dark(#4a5564, #aab4c2); }}
/* A message of the page's own stands above the numbers. */
body:has([role="dialog"], [data-testid="stException"]) #opening {{ display: none; }}
/* A sign of an ordinary letter, where Streamlit fetches a fount of four thousand. */
[data-testid="stIconMaterial"] {{ font-family: inherit !important; font-size: 0 !important; }}
[data-testid="stIconMaterial"]::before {{ content: "›"; font-size: 1.25rem; }}
details[open] > summary [data-testid="stIconMaterial"]::before {{ display: inline-block;
  rotate: 90deg; }}
[data-testid="stExpandSidebarButton"] [data-testid="stIconMaterial"]::before {{ content: "☰"; }}
[data-testid="stSidebarCollapseButton"] [data-testid="stIconMaterial"]::before {{ content: "✕"; }}
@media (max-width: 760px) {{ #opening {{ padding: 74px 14px 30px; }} }}
"""
)


class Opening:
    """Answers for the document of each page; everything else goes on.

    Parameters
    ----------
    app : what answers all other requests
    """

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = _page_asked(scope)
        if path is None:
            await self._app(scope, receive, send)
            return
        if path not in PATHS:
            await _to_first(scope, send)
            return
        query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        body = await asyncio.to_thread(_packed, path, query)
        await answer(
            scope, send, body, b"text/html; charset=utf-8", [(b"cache-control", b"no-cache")]
        )


def _page_asked(scope: Scope) -> str | None:
    """Return the name of the page whose document a request is for, there or not; else None."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    inside = str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).removeprefix("/")
    return inside if _A_NAME.fullmatch(inside) else None


async def _to_first(scope: Scope, send: Send) -> None:
    """Send who asks for a page that there is not to the first one, with all that the link says."""
    query = scope.get("query_string", b"")
    headers = [(b"location", b"./" + (b"?" + query if query else b"")), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _packed(path: str, query: dict[str, str]) -> bytes:
    return gzip.compress(document(path, query).encode(), _EASY, mtime=0)


def document(path: str, query: dict[str, str]) -> str:
    """Return the document of a page under a link.

    Parameters
    ----------
    path : of the page; the first one's shows its numbers
    query : what the link says; nothing in it is trusted
    """
    stated = query.get("lang")
    language = stated if stated in LANGUAGES else LANGUAGES[0]
    shell = _shell(language)
    if path != FIRST_PAGE:
        return shell
    try:
        first = numbers(query, language)
    except Exception:  # the page itself tells what is wrong; this is only its herald
        LOG.exception("the first numbers")
        return shell
    return shell.replace('<div id="root">', f'{first}<div id="root">', 1)


def numbers(query: dict[str, str], language: str) -> str:
    """Return what the first page will show of the plans of a link, as HTML."""
    state, _ = from_link(query)
    title = Text("So sánh", "Compare").in_(language)
    told = " ".join(words.in_(language) for words in told_of(state))
    return (
        f'<main id="opening"><h1>{escape(title)}: {escape(place_name(state.region).in_(language))}'
        f"</h1><p>{escape(bound(told))}</p>{html.block_html(glance.table(state), language)}"
        f'<p class="wait">{escape(_WAIT.in_(language))}</p></main>'
    )


@lru_cache
def _shell(language: str) -> str:
    """Return Streamlit's document as the page needs it."""
    from streamlit import file_util

    made = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    made = _FONTS.sub("", made)
    made = _TITLE.sub(f"<title>{escape(NAME.in_(language))}</title>", made)
    made = _NO_SCRIPT.sub(f"<noscript>{escape(_NEEDS_SCRIPTS.in_(language))}</noscript>", made)
    made = made.replace('<html lang="en">', f'<html lang="{language}">')
    made = made.replace("<script", f"<script>{_ROOT}</script><script", 1)
    return made.replace("</head>", f"<style>{_STYLE}</style>{_announced(made)}</head>", 1)


def _announced(made: str) -> str:
    """Return links to what a document that is made does not announce yet, and will ask for."""
    soon: dict[str, None] = {}
    waiting = [name for name in files() if name.removeprefix("js/").split(".")[0] in _SOON]
    while waiting:
        name = waiting.pop()
        if name in files() and name not in soon:
            soon[name] = None
            waiting += [f"js/{n}" for n in _IMPORTED.findall(files()[name].read_text("utf-8"))]
    names = (*(name for name in soon if name not in made), *map(scripts.file_of, _OWN))
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/{name}">' for name in names
    )

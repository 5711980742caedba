"""Sections of the program as parts of a page: tables as in the browser, charts as on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from simulator.report.document import Block, Chart, Paragraph, Table
from simulator.report.writers import html
from simulator.report.writers.charts import picture
from simulator.report.writers.words import cell_words
from simulator.text import LANGUAGES


class Speaking(SphinxDirective):
    """A directive in the language of its page: that of the folder, else English."""

    option_spec: ClassVar = {"lang": lambda words: directives.choice(words, LANGUAGES)}

    @property
    def language(self) -> str:
        """Return "vi" or "en"."""
        spoken = "vi" if self.env.docname.startswith("vi/") else "en"
        return str(self.options.get("lang", spoken))


class Blocks(Speaking):
    """A directive that draws paragraphs, tables and charts."""

    def drawn(self, blocks: Iterable[Block]) -> list[nodes.Node]:
        """Return them as HTML, the same that the page in the browser has."""
        made = "".join(self._drawn(block) for block in blocks)
        return [nodes.raw("", made, format="html")]

    def _drawn(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return html.block_html(block, self.language)
        caption = escape(cell_words(block.caption, self.language))
        head = f'<p class="si-caption">{caption}</p>' if caption else ""
        if isinstance(block, Table):
            return head + html.block_html(block, self.language)
        return head + self._figure(block)

    def _figure(self, chart: Chart) -> str:
        words = escape(cell_words(chart.alternative, self.language))
        return (
            f'<img class="si-chart" src="{self.kept(picture(chart, self.language))}" alt="{words}">'
        )

    def kept(self, image: bytes, ending: str = "png") -> str:
        """Write a picture, named by what it shows, beside the pages; return its address."""
        name = f"{hashlib.sha256(image).hexdigest()[:16]}.{ending}"
        folder = Path(self.env.app.outdir) / "_images"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(image)
        return "../" * self.env.docname.count("/") + f"_images/{name}"

"""The document as PDF through typst: tagged, the same bytes for the same input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.errors import input_error
from simulator.extras import need
from simulator.report.document import Appendix, Block, Cell, Document, Number, Paragraph, Table
from simulator.report.writers.charts import picture
from simulator.report.writers.paper import (
    ATTACHED_PT,
    ESTIMATE_MARK,
    FONT_FOLDER,
    KEPT_WHOLE,
    ORIGIN,
    heading,
    kept_below,
    pieces,
    shown,
    widths_mm,
)
from simulator.report.writers.words import cell_words
from simulator.text import bound

TEMPLATE = Path(__file__).parent / "appendix.typ"


def write_pdf(document: Document) -> bytes:
    """Return the document as a tagged PDF.

    Raises
    ------
    InputError
        where the font is missing: another one is never put in its place.
    """
    return compiled(TEMPLATE, _data(document))


def compiled(template: Path, data: dict[str, Any]) -> bytes:
    """Return a template filled with data as a tagged PDF.

    Raises
    ------
    InputError
        where the font is missing, or a letter in it.
    """
    typst = need("typst")
    if not list(FONT_FOLDER.glob("Tinos-*.ttf")):
        raise input_error(
            f"thiếu phông Tinos trong {FONT_FOLDER.name}/: cài lại chương trình, hoặc gói "
            "fonts-croscore của Debian",
            f"the font Tinos is missing from {FONT_FOLDER.name}/: reinstall the program, or take "
            "Debian's package fonts-croscore",
            key="font",
        )
    compiler = typst.Compiler(
        template.read_bytes(),
        font_paths=typst.Fonts(False, False, [FONT_FOLDER]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made, warnings = compiler.compile_with_warnings(format="pdf", timestamp=0)
    unknown = [w for w in warnings if "font" in str(w.message)]
    if unknown:
        raise input_error(
            f"thiếu chữ trong phông: {unknown[0].message}",
            f"the font lacks letters: {unknown[0].message}",
            key="font",
        )
    assert isinstance(made, bytes)
    return made


def _data(document: Document) -> dict[str, Any]:
    profile, language = document.profile, document.language
    return {
        "language": language,
        "title": cell_words(document.title, language),
        "manifest": json.dumps(document.manifest, ensure_ascii=False, sort_keys=True),
        "profile": {
            "margins_mm": profile.margins_mm,
            "body_pt": profile.body_pt,
            "table_pt": profile.table_pt,
            "note_pt": profile.note_pt,
            "attached_pt": ATTACHED_PT,
            "attached": profile.attached.in_(language),
            "signer": profile.signers(language),
        },
        "appendices": [
            {
                "heading": heading(a.number).in_(language).upper() if a.number else "",
                "title": cell_words(a.title, language).upper(),
                "landscape": a.landscape,
                "blocks": _blocks(a, document),
            }
            for a in document.parts
        ],
        "mark": ESTIMATE_MARK.in_(language),
        "origin_title": ORIGIN.in_(language),
        "origin": [bound(cell_words(line, language)) for line in document.origin],
    }


def _cell(cell: Cell, language: str) -> Any:  # noqa: ANN401
    words = bound(shown(cell, language))
    if not isinstance(cell, Number) or not cell.tag:
        return words
    return {"text": words, "estimate": cell.estimate}


def _blocks(appendix: Appendix, document: Document) -> list[dict[str, Any]]:
    """Return the blocks as the template reads them, with a table the notes that stay with it."""
    blocks, language = appendix.blocks, document.language
    made, taken = [], 0
    for i, block in enumerate(blocks):
        if taken:
            taken -= 1
            continue
        told = _block(block, language)
        if isinstance(block, Table):
            told["widths"] = widths_mm(
                block, document.profile, language, landscape=appendix.landscape
            )
            taken = kept_below(blocks, i)
            told["notes"] = [_block(b, language) for b in blocks[i + 1 : i + 1 + taken]]
        made.append(told)
    return made


def _block(block: Block, language: str) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            "style": block.style,
            "parts": [_cell(part, language) for part in pieces(block, language)],
        }
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": bound(cell_words(block.caption, language)),
            "unit": bound(cell_words(block.unit, language)),
            "header": [bound(cell_words(words, language)) for words in block.head],
            "rows": [[_cell(cell, language) for cell in row] for row in block.rows],
            "bold_last": block.stands_out,
            "whole": len(block.rows) <= KEPT_WHOLE,
        }
    return {
        "kind": "chart",
        "caption": cell_words(block.caption, language),
        "alternative": cell_words(block.alternative, language),
        "png": list(picture(block, language)),
    }

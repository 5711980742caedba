"""The document as PDF through typst: tagged, the same bytes for the same input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.errors import complain
from simulator.report.appendix.charts import picture
from simulator.report.appendix.document import (
    ATTACHED_PT,
    FONT_FOLDER,
    KEPT_WHOLE,
    Block,
    Cell,
    Document,
    Paragraph,
    Table,
    bound,
)

TEMPLATE = Path(__file__).parent / "appendix.typ"


def write_pdf(document: Document) -> bytes:
    """Return the document as a tagged PDF.

    Raises
    ------
    InputError
        where the font is missing: another one is never put in its place.
    """
    import typst

    if not list(FONT_FOLDER.glob("Tinos-*.ttf")):
        raise complain(
            f"thiếu phông Tinos trong {FONT_FOLDER.name}/: cài lại chương trình, hoặc gói "
            "fonts-croscore của Debian",
            f"the font Tinos is missing from {FONT_FOLDER.name}/: reinstall the program, or take "
            "Debian's package fonts-croscore",
            key="font",
        )
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(False, False, [FONT_FOLDER]),
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
    )
    made, warnings = compiler.compile_with_warnings(format="pdf", timestamp=0)
    unknown = [w for w in warnings if "font" in str(w.message)]
    if unknown:
        raise complain(
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
        "title": document.title,
        "manifest": json.dumps(document.manifest, ensure_ascii=False, sort_keys=True),
        "profile": {
            "margins_mm": profile.margins_mm,
            "body_pt": profile.body_pt,
            "table_pt": profile.table_pt,
            "note_pt": profile.note_pt,
            "attached_pt": ATTACHED_PT,
            "attached": profile.attached.in_(language),
            "signer": [s for s in profile.signer.in_(language).split("\n") if s],
        },
        "appendices": [
            {
                "number": a.number,
                "title": a.title.upper(),
                "landscape": a.landscape,
                "blocks": [_block(b, language) for b in a.blocks],
            }
            for a in document.parts
        ],
        "origin_title": document.origin_title,
        "origin": [bound(line) for line in document.origin],
    }


def _cell(cell: Cell) -> Any:  # noqa: ANN401
    if isinstance(cell, str):
        return bound(cell)
    return {"text": cell.text, "estimate": cell.estimate}


def _block(block: Block, language: str) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            "style": block.style,
            "parts": [_cell(part) for part in block.parts],
        }
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": bound(block.caption),
            "unit": bound(block.unit),
            "header": [bound(words) for words in block.header],
            "rows": [[_cell(cell) for cell in row] for row in block.rows],
            "widths": list(block.widths or (2.2, *([1.0] * (len(block.header) - 1)))),
            "bold_last": block.stands_out,
            "whole": len(block.rows) <= KEPT_WHOLE,
        }
    return {
        "kind": "chart",
        "caption": block.caption,
        "alternative": block.alternative,
        "png": list(picture(block, language)),
    }

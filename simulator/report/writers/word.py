"""The document in Word: real styles, editable tables, every number a content control."""

from __future__ import annotations

import io
import json
from typing import Any

from simulator.extras import need
from simulator.report.document import Appendix, Chart, Document, Number, Paragraph, Table
from simulator.report.numbers import MISSING
from simulator.report.writers.charts import picture
from simulator.report.writers.package import steady
from simulator.report.writers.paper import (
    ATTACHED_PT,
    KEPT_WHOLE,
    ORIGIN,
    PAGE_MM,
    heading,
    kept_below,
    pieces,
    shown,
    widths_mm,
)
from simulator.report.writers.word_numbers import Marks, clean, element, qualified
from simulator.report.writers.words import cell_words

_STYLES = {"body": "Normal", "point": "Normal", "note": "Note", "heading": "Caption"}
_CELL_PADDING = "57"
"""Left and right of each cell [twentieths of a point]: one millimetre."""
_KEPT_AT_END = 2
"""Rows at the end of a table that go on to the next page with what must not stand there alone."""


def write_word(document: Document) -> bytes:
    """Return the document as .docx, the same bytes for the same input."""
    docx = need("docx")
    word = docx.Document()
    _prepare(word, document)
    marks = Marks(document.language)
    for i, appendix in enumerate(document.parts):
        section = _section(word, document, appendix, first=i == 0)
        _header(section, document, first=i == 0)
        _appendix(word, document, appendix, marks)
    _signature(word, document)
    _origin(word, document)
    raw = io.BytesIO()
    word.save(raw)
    return steady(raw.getvalue())


def _prepare(word: Any, document: Document) -> None:  # noqa: ANN401
    from datetime import datetime

    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm, Pt

    profile = document.profile
    properties = word.core_properties
    properties.author = ""
    properties.title = cell_words(document.title, document.language)
    properties.created = properties.modified = datetime(2020, 1, 1)
    properties.language = "vi-VN" if document.language == "vi" else "en-GB"
    # The description survives other programs' saving, so the run can be repeated from it.
    properties.comments = "manifest"
    described = properties._element.xpath("dc:description")[0]
    described.text = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True)
    normal = word.styles["Normal"]
    _font(normal, profile.font, profile.body_pt)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    normal.paragraph_format.line_spacing = Pt(profile.line_pt)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.first_line_indent = Mm(10)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for level, size in ((1, profile.body_pt), (2, profile.body_pt)):
        heading = word.styles[f"Heading {level}"]
        _font(heading, profile.font, size, bold=True)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.first_line_indent = Mm(0)
        heading.paragraph_format.space_before = Pt(0)
        heading.paragraph_format.keep_with_next = True
    caption = word.styles["Caption"]
    _font(caption, profile.font, profile.note_pt + 1, bold=True)
    caption.paragraph_format.first_line_indent = Mm(0)
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.space_after = Pt(3)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    caption.paragraph_format.keep_with_next = True
    for name, size, italic in (
        ("Table Text", profile.table_pt, False),
        ("Note", profile.note_pt, True),
        ("Attached", ATTACHED_PT, True),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, profile.font, size, italic=italic)
        style.paragraph_format.first_line_indent = Mm(0)
        style.paragraph_format.space_before = Pt(4 if name == "Note" else 0)
        style.paragraph_format.space_after = Pt(0 if name == "Table Text" else 4)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _font(
    style: Any,  # noqa: ANN401
    name: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = name
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _section(word: Any, document: Document, appendix: Appendix, *, first: bool) -> Any:  # noqa: ANN401
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    width, height = PAGE_MM[::-1] if appendix.landscape else PAGE_MM
    section.orientation = WD_ORIENT.LANDSCAPE if appendix.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, mm in document.profile.margins_mm.items():
        setattr(section, f"{side}_margin", Mm(mm))
    section.header_distance = Mm(10)
    return section


def _header(section: Any, document: Document, *, first: bool) -> None:  # noqa: ANN401
    """Put the page number into the top margin, centred, from page 2 on."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section.different_first_page_header_footer = first
    if not first:
        return
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = element("w:fldChar")
            mark.set(qualified("w:fldCharType"), kind)
        else:
            mark = element("w:instrText")
            mark.text = text
        run._r.append(mark)


def _appendix(word: Any, document: Document, appendix: Appendix, marks: Marks) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    language = document.language
    if appendix.number:
        number = heading(appendix.number).in_(language).upper()
        word.add_paragraph(number, style="Heading 1")
    title = clean(cell_words(appendix.title, language).upper())
    word.add_paragraph(title, style="Heading 2" if appendix.number else "Heading 1")
    attached = word.add_paragraph(style="Attached")
    attached.add_run(document.profile.attached.in_(language))
    attached.alignment = WD_ALIGN_PARAGRAPH.CENTER
    kept = 0
    for i, block in enumerate(appendix.blocks):
        if isinstance(block, Paragraph):
            paragraph = word.add_paragraph(style=_STYLES[block.style])
            kept -= 1
            paragraph.paragraph_format.keep_with_next = kept > 0 or None
            for part in pieces(block, language):
                marks.write(paragraph, part)
            if block.style == "point":
                paragraph.runs[0].bold = True
        elif isinstance(block, Table):
            kept = kept_below(appendix.blocks, i)
            _table(word, document, appendix, block, marks, kept=kept > 0)
        else:
            _chart(word, document, block)


def _table(
    word: Any,  # noqa: ANN401
    document: Document,
    appendix: Appendix,
    block: Table,
    marks: Marks,
    *,
    kept: bool,
) -> None:
    """Add a table; ``kept``: its end stays on the page of what follows."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    language = document.language
    word.add_paragraph(clean(cell_words(block.caption, language)), style="Caption")
    if block.unit:
        unit = word.add_paragraph(clean(cell_words(block.unit, language)), style="Note")
        unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        unit.paragraph_format.keep_with_next = True
    columns = len(block.head)
    table = word.add_table(rows=1 + len(block.rows), cols=columns, style="Table Grid")
    table.autofit = False
    _pad(table)
    asked = widths_mm(block, document.profile, language, landscape=appendix.landscape)
    widths = [Mm(width) for width in asked]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    style = word.styles["Table Text"]
    rows = table._tbl.tr_lst
    together = len(block.rows) if len(block.rows) <= KEPT_WHOLE else 2
    for i, (row, cells) in enumerate(zip(rows, (block.head, *block.rows), strict=True)):
        header = i == 0
        properties = row.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if header:
            properties.append(element("w:tblHeader"))
        for cell, value, width in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = width
            paragraph = _first_paragraph(cell, style)
            at_end = kept and i > len(block.rows) - _KEPT_AT_END
            paragraph.paragraph_format.keep_with_next = i < together or at_end or None
            if header:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(clean(cell_words(value, language))).bold = True
            else:
                number = isinstance(value, Number) and value.tag
                part = value if isinstance(value, Number) and number else shown(value, language)
                if number or part == MISSING:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                marks.write(paragraph, part)
                if block.stands_out and i == len(block.rows):
                    _embolden(paragraph)


def _pad(table: Any) -> None:  # noqa: ANN401
    """Give the cells a narrow padding, so that numbers do not wrap."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        padding = element(f"w:{side}")
        padding.set(qualified("w:w"), _CELL_PADDING)
        padding.set(qualified("w:type"), "dxa")
        margins.append(padding)
    table._tbl.tblPr.find(qualified("w:tblLook")).addprevious(margins)


def _embolden(paragraph: Any) -> None:  # noqa: ANN401
    """Set every run of a paragraph in bold, those inside content controls too."""
    for run in paragraph._p.iter(qualified("w:r")):
        run.get_or_add_rPr().append(element("w:b"))


def _first_paragraph(cell: Any, style: Any) -> Any:  # noqa: ANN401
    from docx.text.paragraph import Paragraph as WordParagraph

    paragraph = WordParagraph(cell.p_lst[0], None)
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qualified("w:val"), style.style_id)
    return paragraph


def _chart(word: Any, document: Document, chart: Chart) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = word.add_paragraph(style="Note")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(
        io.BytesIO(picture(chart, document.language)), width=Mm(150)
    )
    paragraph.paragraph_format.keep_with_next = True
    title = cell_words(chart.caption, document.language)
    shape._inline.docPr.set("descr", cell_words(chart.alternative, document.language))
    shape._inline.docPr.set("title", title)
    caption = word.add_paragraph(title, style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = False
    caption.paragraph_format.space_before = Pt(0)


def _signature(word: Any, document: Document) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    for line in document.profile.signers(document.language):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(80)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(line).bold = True


def _origin(word: Any, document: Document) -> None:  # noqa: ANN401
    if not document.origin:
        return
    word.add_paragraph(ORIGIN.in_(document.language), style="Caption")
    for line in document.origin:
        told = word.add_paragraph(clean(cell_words(line, document.language)), style="Note")
        told.paragraph_format.keep_together = True

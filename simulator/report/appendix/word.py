"""The document in Word: real styles, editable tables, every number a content control."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from simulator.report.appendix.charts import picture
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Chart,
    Document,
    Number,
    Paragraph,
    Table,
)
from simulator.text import Text

ESTIMATE_MARK = "(ư)"
_EPOCH = (1980, 1, 1, 0, 0, 0)
PAGE_MM = (210.0, 297.0)


def write_word(document: Document) -> bytes:
    """Return the document as .docx, the same bytes for the same input."""
    import docx

    word = docx.Document()
    _prepare(word, document)
    marks = Marks()
    for i, appendix in enumerate(document.appendices):
        section = _section(word, document, appendix, first=i == 0)
        _header(section, document, first=i == 0)
        _appendix(word, document, appendix, marks)
    _signature(word, document)
    _manifest(word, document)
    raw = io.BytesIO()
    word.save(raw)
    return _steady(raw.getvalue())


def _steady(raw: bytes) -> bytes:
    """Return the package with fixed times and without the thumbnail, so that bytes repeat."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            if "thumbnail" in item.filename:
                continue
            content = old.read(item.filename)
            if item.filename == "_rels/.rels":
                lines = content.decode().split("<Relationship ")
                content = "<Relationship ".join(
                    part for part in lines if "thumbnail" not in part
                ).encode()
                if not content.rstrip().endswith(b"</Relationships>"):
                    content += b"</Relationships>"
            info = zipfile.ZipInfo(item.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return target.getvalue()


def _prepare(word: Any, document: Document) -> None:  # noqa: ANN401
    from datetime import datetime

    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm, Pt

    profile = document.profile
    properties = word.core_properties
    properties.author = ""
    properties.title = document.title
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
    caption.paragraph_format.keep_with_next = True
    for name, size, italic in (
        ("Table Text", profile.table_pt, False),
        ("Note", profile.note_pt, True),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, profile.font, size, italic=italic)
        style.paragraph_format.first_line_indent = Mm(0)
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
            mark = _element("w:fldChar")
            mark.set(_name("w:fldCharType"), kind)
        else:
            mark = _element("w:instrText")
            mark.text = text
        run._r.append(mark)


def _appendix(word: Any, document: Document, appendix: Appendix, marks: Marks) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    language = document.language
    heading = Text(f"PHỤ LỤC {appendix.number}", f"APPENDIX {appendix.number}").in_(language)
    word.add_paragraph(heading, style="Heading 1")
    word.add_paragraph(appendix.title, style="Heading 2")
    attached = word.add_paragraph(style="Note")
    attached.add_run(document.profile.attached.in_(language))
    attached.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in appendix.blocks:
        if isinstance(block, Paragraph):
            style = {"body": "Normal", "note": "Note", "heading": "Caption"}[block.style]
            paragraph = word.add_paragraph(style=style)
            for part in block.parts:
                _part(paragraph, part, marks)
        elif isinstance(block, Table):
            _table(word, document, appendix, block, marks)
        else:
            _chart(word, document, block)


class Marks:
    """Names the bookmarks around numbers; each name is used once in a document."""

    def __init__(self) -> None:
        self._used = 0

    def around(self, number: Number) -> tuple[Any, Any]:
        """Return the start and the end of a bookmark that traces a number."""
        self._used += 1
        start, end = _element("w:bookmarkStart"), _element("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(_name("w:id"), str(self._used))
        start.set(_name("w:name"), mark_name(number.tag, number.text, self._used))
        return start, end


def mark_name(tag: str, text: str, count: int) -> str:
    """Return a bookmark's name: the number's trace, what was written, and a count.

    Other programs drop the tag of a content control when they save, but keep bookmarks; Word
    allows 40 characters.

    >>> len(mark_name("resolution/si_share/2030/value", "32,3 %", 1482)) <= 40
    True
    """
    return f"n_{digest(tag, 14)}_{digest(text, 8)}_{count}"


def digest(words: str, length: int) -> str:
    """Return a short digest of some words."""
    import hashlib

    return hashlib.sha256(words.encode()).hexdigest()[:length]


def _part(paragraph: Any, part: Cell, marks: Marks) -> None:  # noqa: ANN401
    if isinstance(part, str):
        paragraph.add_run(_clean(part))
        return
    start, end = marks.around(part)
    for element in (start, content_control(part), end):
        paragraph._p.append(element)
    if part.estimate:
        paragraph.add_run(f" {ESTIMATE_MARK}")


def _clean(text: str) -> str:
    """Drop characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)


def content_control(number: Number) -> Any:  # noqa: ANN401
    """Return an inline content control whose tag traces the number, its title the first text."""
    control = _element("w:sdt")
    properties = _element("w:sdtPr")
    for name, value in (("w:alias", number.text), ("w:tag", number.tag)):
        entry = _element(name)
        entry.set(_name("w:val"), value)
        properties.append(entry)
    content = _element("w:sdtContent")
    run, text = _element("w:r"), _element("w:t")
    text.text = number.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    content.append(run)
    control.append(properties)
    control.append(content)
    return control


def _table(
    word: Any,  # noqa: ANN401
    document: Document,
    appendix: Appendix,
    block: Table,
    marks: Marks,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    word.add_paragraph(_clean(block.caption), style="Caption")
    columns = len(block.header)
    table = word.add_table(rows=1 + len(block.rows), cols=columns, style="Table Grid")
    table.autofit = False
    margins = document.profile.margins_mm
    page = PAGE_MM[1] if appendix.landscape else PAGE_MM[0]
    room = page - margins["left"] - margins["right"]
    weights = block.widths or (2.2, *([1.0] * (columns - 1)))
    widths = [Mm(room * w / sum(weights)) for w in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    style = word.styles["Table Text"]
    rows = table._tbl.tr_lst
    for row, cells in zip(rows, (block.header, *block.rows), strict=True):
        header = cells is block.header
        properties = row.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if header:
            properties.append(_element("w:tblHeader"))
        for cell, value, width in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = width
            paragraph = _first_paragraph(cell, style)
            if header:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(_clean(str(value))).bold = True
            else:
                if isinstance(value, Number):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                _part(paragraph, value, marks)
    word.add_paragraph(style="Note")


def _first_paragraph(cell: Any, style: Any) -> Any:  # noqa: ANN401
    from docx.text.paragraph import Paragraph as WordParagraph

    paragraph = WordParagraph(cell.p_lst[0], None)
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(_name("w:val"), style.style_id)
    return paragraph


def _chart(word: Any, document: Document, chart: Chart) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = word.add_paragraph(style="Note")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(
        io.BytesIO(picture(chart, document.language)), width=Mm(150)
    )
    shape._inline.docPr.set("descr", chart.alternative)
    shape._inline.docPr.set("title", chart.caption)
    caption = word.add_paragraph(chart.caption, style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _signature(word: Any, document: Document) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    lines = [line for line in document.profile.signer.in_(document.language).split("\n") if line]
    for line in lines:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(80)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True


def _manifest(word: Any, document: Document) -> None:  # noqa: ANN401
    word.add_page_break()
    title = Text("Nguồn gốc của các con số", "Where the numbers come from")
    word.add_paragraph(title.in_(document.language), style="Caption")
    for line in manifest_lines(document):
        word.add_paragraph(line, style="Note")


def manifest_lines(document: Document) -> list[str]:
    """Return the manifest of the run as lines of text."""
    lines = []
    for key, value in document.manifest.items():
        if isinstance(value, dict):
            lines += [f"{key}.{name}: {str(v)[:24]}" for name, v in value.items()]
        else:
            lines.append(f"{key}: {value}")
    return lines


def _element(name: str) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))

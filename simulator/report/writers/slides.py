"""A story as PowerPoint: a slide a step, native charts, sources in the speaker's notes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from simulator.extras import need
from simulator.report.document import Cell, Chart, Number, Sentence, Table, Words, chain
from simulator.report.story.parts import RANGES, Step, Story
from simulator.report.writers.package import steady
from simulator.report.writers.paper import ORIGIN, shown
from simulator.report.writers.slide_charts import INK, SOFT, add_chart
from simulator.report.writers.word_numbers import clean
from simulator.report.writers.words import cell_words
from simulator.text import Text, bound, unbound

FONT = "Times New Roman"
TRACED = "traced"
"""Key of the manifest under which a deck keeps what was written: step -> [tag, words]."""
_WIDE, _HIGH = 13.333, 7.5
"""Size of a slide [inches]."""
_EDGE = 0.55
_TITLE_ONLY = 5
"""Place of the layout that has a title and nothing else, in the library's own template."""
_TITLE_PT, _SAID_PT, _POINT_PT, _FOOT_PT, _CELL_PT = 30, 24, 18, 12, 18
_CAPTION_LETTERS = 8
"""Letters of a caption that fit in an inch."""
_LETTERS, _MOST_LINES = 72, 3
"""Letters of a line of a statement, in wide founts too; lines from which on it is set smaller."""


def write_slides(story: Story) -> bytes:
    """Return the story as .pptx, the same bytes for the same input."""
    deck = need("pptx").Presentation()
    from pptx.util import Inches

    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    _properties(deck, story)
    _front(deck, story)
    for i, step in enumerate(story.steps, start=1):
        _slide(deck, story, step, i)
    _origin(deck, story)
    raw = io.BytesIO()
    deck.save(raw)
    return steady(raw.getvalue())


def written(story: Story) -> dict[str, list[tuple[str, str]]]:
    """Return step -> tag and words of each traced number, as they are written."""
    return {
        key: [(number.tag, unbound(shown(number, story.language))) for number in numbers]
        for key, numbers in story.traced().items()
    }


def _properties(deck: Any, story: Story) -> None:  # noqa: ANN401
    properties = deck.core_properties
    properties.author = ""
    properties.title = cell_words(story.title, story.language)
    properties.created = properties.modified = datetime(2020, 1, 1)
    properties.language = "vi-VN" if story.language == "vi" else "en-GB"
    properties.last_modified_by, properties.revision = "", 1
    # The description survives other programs' saving, so the run can be repeated from it.
    properties.comments = "manifest"
    described = properties._element.xpath("dc:description")[0]
    kept = {**story.manifest, TRACED: written(story)}
    described.text = json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _front(deck: Any, story: Story) -> None:  # noqa: ANN401
    slide = _blank(deck, story, "front", story.title, top=2.3, size=40)
    _text(slide, "about", [(story.about,)], _EDGE, 3.9, _WIDE - 2 * _EDGE, 1.0, 26, story.language)


def _slide(deck: Any, story: Story, step: Step, i: int) -> None:  # noqa: ANN401
    language = story.language
    slide = _blank(deck, story, step.key, step.title)
    room = _WIDE - 2 * _EDGE
    lines = _lines(step.statement, language)
    size = _SAID_PT if lines <= _MOST_LINES else _SAID_PT - 4
    _text(slide, "statement", [(step.statement,)], _EDGE, 1.1, room, 0.4 * lines, size, language)
    top = 1.45 + 0.4 * min(lines, _MOST_LINES)
    high = 6.75 - top
    beside = 4.6 if step.shown is not None else room
    if step.points:
        points = [(words,) for words in step.points]
        _text(
            slide, "points", points, _EDGE, top, beside, high, _point_size(step, language), language
        )
    left = _EDGE + beside + 0.2 if step.points else _EDGE
    box = (left, top, _WIDE - _EDGE - left, high)
    if isinstance(step.shown, Chart):
        add_chart(slide, step.shown, language, box, FONT)
    elif isinstance(step.shown, Table):
        _table(slide, step.shown, language, box)
    foot: list[tuple[Cell, ...]] = [(_foot(story, i),)]
    if step.has_range(language):
        foot.insert(0, (RANGES,))
    _text(slide, "foot", foot, _EDGE, 6.88, room, 0.5, _FOOT_PT, language, colour=SOFT)
    _notes(slide, step, language)


def _lines(words: Words, language: str) -> int:
    """Return how many lines a statement takes."""
    return -(-len(cell_words(words, language)) // _LETTERS)


def _point_size(step: Step, language: str) -> float:
    """Return a size at which the points fit: smaller where they say much beside a picture."""
    letters = sum(len(cell_words(words, language)) for words in step.points)
    if step.shown is None:
        return _POINT_PT + 2 if letters < 900 else _POINT_PT - 2
    return _POINT_PT if letters < 330 else _POINT_PT - 3


def _foot(story: Story, i: int) -> Words:
    """Return the line at the foot of a slide: of what it is, and which of how many."""
    return chain([story.title, story.about, f"{i}/{len(story.steps)}"], " · ")


def _blank(
    deck: Any,  # noqa: ANN401
    story: Story,
    key: str,
    title: Words,
    *,
    top: float = 0.3,
    size: float = _TITLE_PT,
) -> Any:  # noqa: ANN401
    """Return a new slide under a name of its own, with its title and a rule below it."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches, Pt

    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    slide._element.cSld.set("name", key)
    head = slide.shapes.title
    high = 0.75 if size == _TITLE_PT else 1.4
    head.left, head.top = Inches(_EDGE), Inches(top)
    head.width, head.height = Inches(_WIDE - 2 * _EDGE), Inches(high)
    head.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _fill(head.text_frame, [(title,)], size, story.language, bold=True)
    rule = slide.shapes.add_connector(
        1, Inches(_EDGE), Inches(top + high), Inches(_WIDE - _EDGE), Inches(top + high)
    )
    rule.line.color.rgb, rule.line.width = RGBColor.from_string(INK), Pt(1.5)
    rule.name = "rule"
    _decorative(rule)
    return slide


def _decorative(shape: Any) -> None:  # noqa: ANN401
    """Tell readers of screens that a shape says nothing."""
    shape._element.nvCxnSpPr.cNvPr.set("descr", "")


def _text(
    slide: Any,  # noqa: ANN401
    name: str,
    paragraphs: Sequence[tuple[Cell, ...]],
    left: float,
    top: float,
    width: float,
    height: float,
    size: float,
    language: str,
    *,
    colour: str = "000000",
) -> None:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    box.name = name
    _fill(box.text_frame, paragraphs, size, language, colour=colour)


def _fill(
    frame: Any,  # noqa: ANN401
    paragraphs: Sequence[tuple[Cell, ...]],
    size: float,
    language: str,
    *,
    bold: bool = False,
    colour: str = INK,
) -> None:
    """Write paragraphs; each traced number is a run of its own, in bold."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    for i, cells in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size / 3)
        for words, traced in _runs(cells, language):
            _run(paragraph, words, size, language, bold=bold or traced, colour=colour)


def _runs(cells: Iterable[Cell], language: str) -> list[tuple[str, bool]]:
    """Return texts with whether each is a traced number."""
    found: list[tuple[str, bool]] = []
    for cell in cells:
        for piece in cell.pieces(language) if isinstance(cell, Sentence) else [cell]:
            traced = isinstance(piece, Number) and bool(piece.tag)
            found.append((clean(bound(shown(piece, language))), traced))
    return found


def _run(
    paragraph: Any,  # noqa: ANN401
    words: str,
    size: float,
    language: str,
    *,
    bold: bool,
    colour: str,
) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = words
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    vietnamese = language == "vi"
    run.font.language_id = MSO_LANGUAGE_ID.VIETNAMESE if vietnamese else MSO_LANGUAGE_ID.ENGLISH_UK


def _table(slide: Any, made: Table, language: str, box: tuple[float, ...]) -> None:  # noqa: ANN401
    from pptx.util import Inches

    left, top, width, _ = box
    caption = [(made.caption,)]
    lines = -(-len(cell_words(made.caption, language)) // int(_CAPTION_LETTERS * width))
    high = 0.1 + 0.3 * lines
    _text(slide, "caption", caption, left, top, width, high, _POINT_PT - 2, language, colour=SOFT)
    shape = slide.shapes.add_table(
        len(made.rows) + 1,
        len(made.head),
        *(Inches(x) for x in (left, top + high + 0.1, width, 0.45 * (len(made.rows) + 1))),
    )
    shape.name = "table"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", cell_words(made.caption, language))
    shares = made.shares
    for column, share in zip(shape.table.columns, shares, strict=True):
        column.width = Inches(width * share / sum(shares))
    for i, row in enumerate((made.head, *made.rows)):
        for k, cell in enumerate(row):
            place = shape.table.cell(i, k)
            _cell(place, cell, language, head=i == 0, right=made.is_numeric(k))


def _cell(place: Any, cell: Cell, language: str, *, head: bool, right: bool) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN

    place.fill.solid()
    place.fill.fore_color.rgb = RGBColor.from_string(INK if head else "FFFFFF")
    paragraph = place.text_frame.paragraphs[0]
    colour = "FFFFFF" if head else "000000"
    words = shown(cell, language)
    if isinstance(cell, Number) and cell.ranged:
        words = bound(cell_words(cell, language))
    _run(paragraph, clean(words), _CELL_PT, language, bold=head, colour=colour)
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def _notes(slide: Any, step: Step, language: str) -> None:  # noqa: ANN401
    """Write what the step says and its sources for who speaks."""
    lines = [cell_words(words, language) for words in (step.statement, *step.points)]
    if step.sources:
        lines += ["", Text("Nguồn:", "Sources:").in_(language)]
        lines += [cell_words(words, language) for words in step.sources]
    slide.notes_slide.notes_text_frame.text = "\n".join(map(clean, lines))


def _origin(deck: Any, story: Story) -> None:  # noqa: ANN401
    slide = _blank(deck, story, "origin", ORIGIN)
    lines = [(words,) for words in story.origin]
    _text(slide, "origin", lines, _EDGE, 1.3, _WIDE - 2 * _EDGE, 5.4, _POINT_PT, story.language)

"""Papers in every form: text of users, fonts, a choice of appendices, places of one's own."""

import io
import zipfile
from dataclasses import replace

import pytest

from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report.appendix import source as sources
from simulator.report.appendix.content import APPENDICES, build
from simulator.report.appendix.source import gather
from simulator.report.document import (
    Appendix,
    Document,
    Number,
    Paragraph,
    Table,
)
from simulator.report.draft import read_controls, read_manifest
from simulator.report.profile import load_profile
from simulator.report.writers import pdf
from simulator.report.writers.paper import FONT_FOLDER, pieces, widths_mm
from simulator.report.writers.paper import shown as shown_in
from simulator.report.writers.pdf import write_pdf
from simulator.report.writers.sheets import write_sheets
from simulator.report.writers.word import write_word
from simulator.text import Text

REGION = load_region("ninh_thuan")
HOSTILE = '=HYPERLINK("x") <w:t> #pagebreak() {{x}} $a$ \\ *b* _c_ [d] @e'


def small(*blocks) -> Document:
    made = Appendix("I", "Thử", tuple(blocks))
    return Document("vi", load_profile("nd30"), "Thử", (made,), {"options": {}})


def test_text_of_users_is_never_a_formula_a_field_or_markup(tmp_path):
    table = Table(
        HOSTILE, ("a", HOSTILE), ((HOSTILE, Number(1.0, "person", tag="t/x/2030/value")),)
    )
    document = small(Paragraph((HOSTILE,)), table)
    with zipfile.ZipFile(io.BytesIO(write_word(document))) as package:
        body = package.read("word/document.xml").decode()
    assert "&lt;w:t&gt; #pagebreak()" in body
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(write_sheets(document)))
    for sheet in book:
        for row in sheet:
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    assert write_pdf(document).startswith(b"%PDF")


def test_every_vietnamese_letter_is_in_the_shipped_font():
    from fontTools.ttLib import TTFont

    bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    import unicodedata

    letters = {
        unicodedata.normalize("NFC", b + t)
        for b in bases
        for t in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    } | set("đĐ")
    for path in FONT_FOLDER.glob("Tinos-*.ttf"):
        cover = TTFont(path).getBestCmap()
        missing = {c for c in letters if len(c) == 1 and ord(c) not in cover}
        assert not missing, (path.name, missing)
    assert len(list(FONT_FOLDER.glob("Tinos-*.ttf"))) == 4


def test_a_missing_font_is_an_error_that_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONT_FOLDER", tmp_path)
    with pytest.raises(InputError, match="fonts-croscore"):
        pdf.write_pdf(small(Paragraph(("x",))))


def test_a_subset_of_appendices_in_english(monkeypatch):
    for unasked, nothing in (("_tested", None), ("_curve", None), ("_explanations", {})):
        monkeypatch.setattr(sources, unasked, lambda *asked, nothing=nothing: nothing)
    source = gather(REGION, [load_scenario("resolution")], load_scenario("status_quo"), "en", 64)
    document = build(source, load_profile("nd30"), ["II", "IV"])
    assert [a.number for a in document.appendices] == ["II", "IV"]
    said = pieces(document.appendices[0].blocks[0], "en")
    assert "social insurance" in "".join(shown_in(piece, "en") for piece in said)
    assert len(APPENDICES) == 7


def test_a_document_of_the_base_alone_and_of_the_nation_is_made():
    nation = load_region("viet_nam")
    base = load_scenario("status_quo")
    document = build(gather(nation, [base], base, "vi", 64), load_profile("hd36"))
    assert document.summary is not None
    assert write_pdf(document).startswith(b"%PDF")


def test_what_is_no_document_of_ours_is_refused(tmp_path):
    import docx

    path = tmp_path / "other.docx"
    docx.Document().save(path)
    with pytest.raises(InputError, match="carries no manifest"):
        read_manifest(path)
    path.write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="not a Word or Excel document"):
        read_controls(path)


def test_a_pack_of_ones_own_gets_its_appendices_with_a_backtest_of_its_own(tmp_path):
    """A folder anywhere, with five Decembers: no shipped name is looked for."""
    years = range(2019, 2025)
    rows = [
        f"{year},12,{name},{round(count * grown ** (year - 2019))},person,published,agency"
        for year in years
        for name, count, grown in (
            ("compulsory_si", 50_000, 1.04),
            ("ui_participants", 44_000, 1.045),
            ("voluntary_si", 6_000, 1.2),
        )
    ]
    rows += [
        "2024,12,labour_force_working_age,350000,person,published,survey",
        "2024,12,labour_force_15_plus,390000,person,published,survey",
        "2024,12,population,700000,person,published,yearbook",
    ]
    (tmp_path / "history.csv").write_text(
        "\n".join(["year,month,indicator,value,unit,status,source", *rows]) + "\n"
    )
    (tmp_path / "region.yaml").write_text(
        'code: elsewhere\nname: {vi: "Nơi khác", en: "Elsewhere"}\nbase_year: 2024\n'
        "parent: viet_nam\n"
    )
    place = load_region(tmp_path)
    found = gather(place, [load_scenario("status_quo")], load_scenario("status_quo"), "vi", 16)
    assert found.tested is not None
    assert found.tested.place.vi == "Nơi khác"
    assert build(found, load_profile("hd05")).appendices


def test_no_number_is_wider_than_its_column():
    profile = load_profile("hd36")
    long = Number(12_847_600.0, "exact", tag="a/b/2030/value", status="estimate")
    rows = (("Một tên dài hơn mọi tên khác của bảng này", long, long, Text("vì", "as")),)
    table = Table("", ("Tên", "Từ", "Đến", "Vì sao"), rows, (6, 0.3, 0.3, 6))
    widths = widths_mm(table, profile, "vi", landscape=False)
    margins = profile.margins_mm
    assert sum(widths) == pytest.approx(210 - margins["left"] - margins["right"])
    digits = 0.5 * profile.table_pt * 25.4 / 72 * 8  # eight digits, without points and mark
    assert min(widths) > digits
    as_asked = widths_mm(replace(table, widths=(1, 1, 1, 1)), profile, "vi", landscape=False)
    assert max(as_asked) == pytest.approx(min(as_asked))

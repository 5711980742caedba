"""The appendices: every number is the run's, whatever the form and whatever the text."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from simulator.analysis.past.backtest_scores import COUNTED
from simulator.errors import InputError
from simulator.inputs.figures import Locality
from simulator.inputs.plan_date import on_years
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.levers import LEVERS, Group
from simulator.projection import project
from simulator.report.appendix import roadmap
from simulator.report.appendix.content import build
from simulator.report.appendix.source import gather
from simulator.report.document import (
    Appendix,
    Chart,
    Document,
    Number,
    Paragraph,
    Table,
    cells_of,
    chain,
)
from simulator.report.draft import check_draft, read_controls, read_manifest, refresh_draft
from simulator.report.profile import PROFILES, load_profile
from simulator.report.records import nation_of, records
from simulator.report.results.classes import measures_of
from simulator.report.writers.paper import pieces
from simulator.report.writers.paper import shown as shown_in
from simulator.report.writers.pdf import write_pdf
from simulator.report.writers.sheets import write_sheets
from simulator.report.writers.word import write_word
from simulator.report.writers.words import cell_words
from simulator.text import Text, unbound

REGION = load_region("ninh_thuan")
HOSTILE = '=HYPERLINK("x") <w:t> #pagebreak() {{x}} $a$ \\ *b* _c_ [d] @e'


@pytest.fixture(scope="module")
def source():
    return gather(REGION, [load_scenario("resolution")], load_scenario("status_quo"), "vi", 64)


@pytest.fixture(scope="module")
def document(source):
    return build(source, load_profile("hd05"))


@pytest.fixture(scope="module")
def word(document, tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "a.docx"
    path.write_bytes(write_word(document))
    return path


def shown(cell) -> str:
    """Return a cell as the Vietnamese paper shows it."""
    return shown_in(cell, "vi")


def small(*blocks) -> Document:
    made = Appendix("I", "Thử", tuple(blocks))
    return Document("vi", load_profile("nd30"), "Thử", (made,), {"options": {}})


def test_every_number_is_the_one_of_the_run(document):
    p = project(REGION, load_scenario("resolution"), 2030)
    run = {
        (r["indicator"], r["year"]): r["value"]
        for r in records(p, range(2023, 2031), nation_of(REGION, 2030))
        if r["of"] is None and r["class"] is None
    }
    numbers = document.numbers()
    seen = 0
    for tag, number in numbers.items():
        scenario, name, year, field = tag.split("/")[:4] if tag.count("/") == 3 else [""] * 4
        if scenario == "resolution" and field == "value" and (name, year and int_or(year)) in run:
            assert number.value == run[name, int(year)], tag
            seen += 1
    assert seen > 60


def int_or(text: str) -> int:
    return int(text) if text.isdigit() else -1


def test_word_pdf_and_excel_show_the_same_numbers(document, word):
    controls = read_controls(word)
    assert [c.text for c in controls] == [shown(number) for number in document.traced()]
    assert all(c.untouched for c in controls)

    from openpyxl import load_workbook

    raw = write_sheets(document)
    formulas, cached = (load_workbook(io.BytesIO(raw), data_only=only) for only in (False, True))
    kinds = {cell.data_type for sheet in formulas for row in sheet for cell in row}
    assert "f" in kinds  # totals and gaps are formulas
    gaps = [cell for sheet in cached for row in sheet for cell in row if cell.value == "–"]
    assert "right" in {cell.alignment.horizontal for cell in gaps}  # as numbers stand
    values = {
        cell.value
        for sheet in cached
        for row in sheet
        for cell in row
        if isinstance(cell.value, int | float)
    }
    texts = " ".join(
        cell.value
        for sheet in cached
        for row in sheet
        for cell in row
        if isinstance(cell.value, str)
    )
    for number in document.numbers().values():
        if number.value is not None:
            near = (abs(number.value - v) <= 1e-9 * max(1, abs(v)) for v in values)
            assert any(near) or shown(number) in texts, number


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_pdf_holds_every_number_and_the_same_bytes_again(document, tmp_path):
    made = write_pdf(document)
    assert made == write_pdf(document)
    path = tmp_path / "a.pdf"
    path.write_bytes(made)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    flat = re.sub(r"\s+", " ", text)
    for number in document.numbers().values():
        if number.tag.startswith(("resolution/si_", "resolution/compulsory")):
            assert unbound(shown(number)) in flat, number
    assert "/StructTreeRoot" in made.decode("latin-1")


def test_word_repeats_to_the_byte_and_carries_the_manifest(document, word):
    assert write_word(document) == word.read_bytes()
    manifest = read_manifest(word)
    assert manifest["region"] == "ninh_thuan"
    assert manifest["inputs_sha256"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_form_is_the_profiles(profile, source):
    import docx
    from docx.shared import Mm, Pt

    made = load_profile(profile)
    word = docx.Document(io.BytesIO(write_word(build(source, made, ["I", "II"]))))
    first, second = word.sections[0], word.sections[1]
    assert abs(first.left_margin - Mm(made.margins_mm["left"])) < 1000
    assert abs(first.right_margin - Mm(made.margins_mm["right"])) < 1000
    assert second.page_width > second.page_height
    assert first.different_first_page_header_footer
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.styles["Normal"].font.size == Pt(made.body_pt)
    assert any(p.text.startswith("PHỤ LỤC I") for p in word.paragraphs)
    text = "\n".join(p.text for p in word.paragraphs)
    assert ("CHỦ TỊCH" in text) == (profile == "nd30")
    for table in word.tables:
        header = table.rows[0]._tr.trPr
        assert header.find(f"{{{header.nsmap['w']}}}tblHeader") is not None
        for row in table.rows:
            assert row._tr.trPr.find(f"{{{header.nsmap['w']}}}cantSplit") is not None


def test_a_chart_marks_today_and_a_plan_of_an_earlier_day_says_so(document):
    blocks = [block for part in document.appendices for block in part.blocks]
    (chart,) = (block for block in blocks if isinstance(block, Chart))
    day = REGION.law.compiled
    assert REGION.base_year < chart.today[0] == on_years(day) < day.year
    assert f"{day:%d/%m/%Y}" in chart.today[1].vi
    parts = (part for block in blocks if isinstance(block, Paragraph) for part in block.parts)
    told = " ".join(part.vi for part in parts if isinstance(part, Text))
    assert f"kế hoạch lập ngày {REGION.planned_on.day:%d/%m/%Y}" in told


def test_estimates_are_marked_in_the_tables_themselves(word):
    import docx

    table = docx.Document(word).tables[0]
    body = table._tbl.xml
    assert "(ư)" in body


def test_three_hundred_localities_with_long_names_lay_out(source):
    names = [f"Xã {i} " + "Rất Dài Tên Gọi " * 6 for i in range(300)]
    rows = tuple(
        (
            name,
            *(Number(j * 1000.0, "person", tag=f"s/x.{i}/{j}/value") for j in range(7)),
        )
        for i, name in enumerate(names)
    )
    document = small(Table("Giao chỉ tiêu", ("Địa phương", *"1234567"), rows))
    assert write_pdf(document).startswith(b"%PDF")
    assert len(write_word(document)) > 10_000


def texts_of(document) -> list[str]:
    """Return every piece of text that a reader meets, numbers left out."""
    found = list(document.origin)
    for part in document.parts:
        found.append(part.title)
        for block in part.blocks:
            found += [cell for cell in cells_of(block, "vi") if not isinstance(cell, Number)]
            found += [block.caption, *block.head, block.unit] if isinstance(block, Table) else []
    return [cell_words(words, "vi") for words in found]


def test_a_vietnamese_paper_has_no_english_no_keys_and_no_bare_jargon(document):
    english = re.compile(
        r"\b(the|of|and|with|seen|per cent|million|Decree|Law|art|in force|replace|less|more)\b"
    )
    keys = re.compile(r"\b[a-z]+_[a-z_]+\b|sha256|None|\bMAPE\b|CRPS|Sobol|Shapley")
    for text in texts_of(document):
        assert not english.search(text.replace("Moretti", "")), text
        assert not keys.search(text), text
    explained = " ".join(
        shown(cell)
        for block in document.appendices[-1].blocks
        if isinstance(block, Table) and "Giải nghĩa" in shown(block.caption)
        for cell in cells_of(block, "vi")
    )
    for term in ("logit", "ETS", "R2", "co giãn", "Khoảng 80 %", "tuân thủ"):
        assert term in explained


def test_the_same_number_is_written_the_same_way_wherever_it_stands(document):
    seen = {}
    for number in document.traced():
        assert seen.setdefault(number.tag, shown(number)) == shown(number), number.tag


def read(text: str) -> float:
    """Return a Vietnamese number as printed."""
    return float(unbound(text).replace(".", "").replace(",", ".").replace("−", "-"))


def test_printed_parts_add_up_to_the_printed_total(document):
    checked = 0
    for part in document.appendices:
        for block in part.blocks:
            if not isinstance(block, Table) or not block.stands_out:
                continue
            for column in zip(*block.rows, strict=True):
                *parts, total = column
                sums = block.total or (isinstance(total, Number) and total.formula)
                sums = sums and isinstance(total, Number) and not total.is_end
                if sums and isinstance(parts[0], Number):
                    assert abs(sum(read(shown(p)) for p in parts) - read(shown(total))) < 1e-6
                    checked += 1
    assert checked > 25


def test_the_summary_says_what_is_brought_what_it_costs_what_is_missing_and_how_sure(
    document, source
):
    leads = [shown(b.parts[0]) for b in document.summary.blocks if isinstance(b, Paragraph)][:5]
    assert [lead.split(". ")[1] for lead in leads] == [
        "Kết quả",
        "Chi phí",
        "So với chỉ tiêu",
        "Mức độ chắc chắn",
        "Cần làm trước khi thông qua",
    ]
    said = "".join(
        shown(piece)
        for b in document.summary.blocks
        if isinstance(b, Paragraph)
        for piece in pieces(b, "vi")
    )
    numbers = document.numbers()
    for tag in (
        "resolution/added.sum/2030/persons",
        "resolution/cost.total/2024-2030/value",
        "resolution/gap_to_target_persons.si_share.said/2030/value",
    ):
        assert shown(numbers[tag]) in said
    # The nation's shares are held beside the place, and are no verdict on it.
    assert "chỉ tiêu cả nước" in said
    assert "khả năng đạt" not in said
    behind = any(source.tested.trend_is_better(name) for name in COUNTED)
    assert ("đường xu thế đơn giản dự báo sát hơn mô hình" in said) == behind


def test_beyond_a_target_is_said_in_words_and_not_with_a_minus(document):
    numbers = document.numbers()
    gap = numbers["resolution/gap_to_target_persons.voluntary_share/2030/value"]
    assert gap.value < 0
    assert shown(gap).startswith("vượt ")


def test_sheets_are_ready_to_print_and_their_formulas_agree(document):
    from openpyxl import load_workbook

    raw = write_sheets(document)
    book, cached = (load_workbook(io.BytesIO(raw), data_only=only) for only in (False, True))
    assert book.sheetnames[0] == "Tóm tắt"
    for sheet in book:
        assert sheet.print_area
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.title == "Nguồn gốc" or sheet.freeze_panes == "B3"
        values = cached[sheet.title]
        for row in sheet:
            for cell in row:
                if cell.data_type == "f" and "SUM" not in cell.value:
                    words = re.sub(
                        r"[A-Z]+\d+", lambda m, v=values: repr(v[m[0]].value), cell.value[1:]
                    )
                    computed = eval(words)  # our own formulas: cells, +, -, *, /
                    # People are whole numbers, shares are of unrounded people.
                    assert abs(computed - values[cell.coordinate].value) < 1e-4 * max(
                        1.0, abs(computed)
                    ), cell.value


def edited(path, change, tmp_path):
    import docx

    word = docx.Document(path)
    change(word)
    target = tmp_path / "edited.docx"
    word.save(target)
    return target


def set_number(word, old: str, new: str) -> None:
    for text in word.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    ):
        if text.text == old:
            text.text = new
            return
    raise AssertionError(old)


def test_a_changed_number_is_found_and_refreshed_and_nothing_else_touched(document, word, tmp_path):
    share = document.numbers()["resolution/si_share/2030/value"]

    def change(doc):
        set_number(doc, shown(share), "60,0 %")
        doc.paragraphs[2].insert_paragraph_before("Văn thư thêm đoạn này.")

    path = edited(word, change, tmp_path)
    found = check_draft(path, document)
    assert [(f.kind, f.tag, f.found, f.expected) for f in found] == [
        ("edited", share.tag, "60,0 %", shown(share))
    ]
    out = tmp_path / "new.docx"
    assert refresh_draft(path, out, document) == 1
    assert check_draft(out, document) == []
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        for name in old.namelist():
            if name not in ("word/document.xml", "docProps/core.xml"):
                assert old.read(name) == new.read(name), name
        assert "Văn thư thêm đoạn này." in new.read("word/document.xml").decode()
    with pytest.raises(InputError, match="not overwritten"):
        refresh_draft(path, path, document)


def test_a_removed_number_and_a_changed_scenario_are_found(document, word, tmp_path):
    tag = "resolution/voluntary_si/2027/value"

    def change(doc):
        for table in doc.tables:
            for row in table.rows:
                if shown(document.numbers()[tag]) in row._tr.xml:
                    row._tr.getparent().remove(row._tr)

    path = edited(word, change, tmp_path)
    assert tag in {f.tag for f in check_draft(path, document) if f.kind == "removed"}
    numbers = document.numbers()
    fresh = {
        t: replace(n, value=0.5) if t.endswith("si_share/2030/value") else n
        for t, n in numbers.items()
    }
    newer = small(Paragraph(tuple(fresh.values())))
    kinds = {f.kind for f in check_draft(word, newer)}
    assert kinds == {"outdated"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_document_saved_by_libreoffice_is_still_checked(document, word, tmp_path):
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            tmp_path / "lo",
            word,
        ],
        check=True,
        capture_output=True,
    )
    saved = tmp_path / "lo" / word.name
    assert check_draft(saved, document) == []
    share = document.numbers()["resolution/ui_share/2030/value"]
    path = edited(saved, lambda doc: set_number(doc, shown(share), "1,0 %"), tmp_path)
    assert [f.tag for f in check_draft(path, document)] == [share.tag]


def test_localities_of_any_number_reach_the_appendix(source):
    many = tuple(Locality(f"c{i}", f"Xã {i}", "Xã", 1000.0 + i, "estimate", "x") for i in range(40))
    from simulator.analysis.programme.allocation import allocate

    region = replace(REGION, localities=many)
    programme = allocate(region, load_scenario("resolution"), range(2024, 2031))
    document = build(
        replace(source, region=region, programme=programme), load_profile("hd36"), ["III"]
    )
    table = document.appendices[0].blocks[0]
    for column in range(1, 8):
        parts = [row[column].value for row in table.rows[:-1]]
        assert sum(parts) == table.rows[-1][column].value


def test_the_schedule_says_what_was_run_and_shocks_are_no_solutions(source):
    (made,) = roadmap.schedule(source)
    scenario = source.scenarios[-1]
    run = project(source.region, scenario, 2030)
    for name, (_, *cells) in zip(measures_of(scenario), made.rows, strict=True):
        done = [run.inputs.levers.share(name, year) for year in source.later_years]
        assert [cell.value for cell in cells] == pytest.approx(done), name
    shocked = replace(source, scenarios=(source.scenarios[0], load_scenario("adverse")))
    labels = {LEVERS[name].label for name in load_scenario("adverse").levers}
    shocks = {LEVERS[n].label for n in LEVERS if LEVERS[n].group is Group.SHOCK} & labels
    assert shocks
    told = {row[0] for block in roadmap.schedule(shocked) for row in block.rows}
    assert not told & shocks
    last = roadmap.responsible(shocked)[-1]
    said = cell_words(chain(last.parts, ""), "en")
    assert all(label.en in said for label in shocks)

"""A workbook is a pack: what goes in comes out, what an office does to it is read or refused."""

import io
import shutil
import zipfile
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.history_check import check_history
from simulator.inputs.pack_content import (
    Filled,
    PackContent,
    content_of,
    plain_number,
    write_folder,
)
from simulator.inputs.pack_lineage import REGION_FOLDER, region_names
from simulator.inputs.pack_source import source_at
from simulator.inputs.pack_tables import BREAKABLE_WORDS, PACK_TABLES
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.table_form import Kind
from simulator.inputs.workbook_writer import workbook_of
from simulator.projection import project


def written(content: PackContent, path, language: str = "vi"):
    path.write_bytes(workbook_of(content, ["x"], language))
    return path


@pytest.fixture
def book(tmp_path):
    """A workbook of Ninh Thuận, and a function that changes it as an office would."""
    path = written(content_of(source_at(REGION_FOLDER / "ninh_thuan")), tmp_path / "so_lieu.xlsx")

    def changed(change) -> object:
        found = load_workbook(path)
        change(found)
        found.save(path)
        return path

    return changed


def refused(path) -> list[str]:
    try:
        problems = check_history(load_region(path))
    except InputError as error:
        problems = list(error.problems)
    assert problems
    return [problem.line_in("vi") for problem in problems]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", region_names())
def test_the_shipped_packs_go_through_a_workbook_and_back(tmp_path, name, language):
    whole = content_of(source_at(REGION_FOLDER / name))
    path = written(whole, tmp_path / f"{name}.xlsx", language)
    assert content_of(source_at(path)) == whole
    write_folder(content_of(source_at(path)), tmp_path / name)
    assert content_of(source_at(tmp_path / name)) == whole


def test_a_workbook_projects_to_the_same_digits_as_its_folder(tmp_path):
    path = written(content_of(source_at(REGION_FOLDER / "ninh_thuan")), tmp_path / "a.xlsx")
    plan = load_scenario("resolution")
    runs = [project(load_region(place), plan, 2030) for place in ("ninh_thuan", path)]
    for name, values in runs[0].totals.items():
        assert np.array_equal(values, runs[1].totals[name], equal_nan=True), name


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=20,
)
numbers = st.one_of(st.integers(0, 10**9), st.floats(-1e6, 1e6).map(lambda v: round(v, 6)))


def cells(column):
    if column.kind is Kind.DATE:
        return st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat())
    if column.kind.numeric:
        return numbers.map(lambda value: plain_number(float(value)))
    if column.kind is Kind.CHOICE:
        return st.sampled_from(list(column.choices))
    if column.choices:
        return st.one_of(st.sampled_from(list(column.choices)), words)
    if column.kind is Kind.UNIT:
        return st.sampled_from(["person", "share", "million VND", "logit", "share of wage"])
    return words


@st.composite
def packs(draw):
    tables = {}
    for form in PACK_TABLES.values():
        columns = [c for c in form.columns if not c.optional or draw(st.booleans())]
        rows = draw(st.lists(st.tuples(*(cells(c) for c in columns)), min_size=1, max_size=3))
        if draw(st.booleans()):
            tables[form.name] = Filled(form, tuple(c.key for c in columns), tuple(rows))
    settings = {
        "code": "mine",
        "name": {"vi": draw(words), "en": draw(words)},
        "base_year": draw(st.integers(1990, 2060)),
        "sex_ratio_at_birth": draw(st.floats(0.9, 1.3).map(lambda v: round(v, 4))),
    }
    if draw(st.booleans()):
        settings["breaks"] = [
            {
                "date": draw(st.dates(date(1990, 1, 1))).isoformat(),
                "series": draw(st.sampled_from(list(BREAKABLE_WORDS))),
                "vi": draw(words),
                "en": draw(words),
            }
        ]
    return PackContent(settings, tables)


def same(content: PackContent) -> PackContent:
    """Return a pack with whole numbers as YAML and the workbook both read them."""
    settings = dict(content.settings)
    ratio = settings["sex_ratio_at_birth"]
    settings["sex_ratio_at_birth"] = int(ratio) if ratio == int(ratio) else ratio
    return PackContent(settings, content.tables)


@settings(max_examples=8)
@given(packs(), st.sampled_from(["vi", "en"]))
def test_any_pack_goes_from_folder_to_workbook_to_folder(tmp_path_factory, pack, language):
    where = tmp_path_factory.mktemp("packs")
    try:
        write_folder(same(pack), where / "folder")
        first = content_of(source_at(where / "folder"))
        second = content_of(source_at(written(first, where / "a.xlsx", language)))
        write_folder(second, where / "again")
        assert second.tables == first.tables
        assert content_of(source_at(where / "again")).tables == first.tables
        assert second.settings["name"] == {k: v.strip() for k, v in first.settings["name"].items()}
        assert second.settings.get("breaks") == first.settings.get("breaks")
    finally:
        shutil.rmtree(where)


def test_what_an_office_does_to_a_workbook_is_read(book):
    def change(found: Workbook) -> None:
        sheet = found["Số liệu"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        sheet["B2"] = "BẢNG SỐ LIỆU NĂM 2023"
        sheet.merge_cells("B2:G2")
        for i, row in enumerate(rows, start=5):
            for j, value in enumerate(row, start=2):
                text = f"{value:,.0f}".replace(",", ".") if value == 40700 else value
                sheet.cell(i, j, text)
        sheet.cell(len(rows) + 7, 2, "Nguồn: Cơ quan BHXH tỉnh, báo cáo tháng 12")
        found.create_sheet("Ghi chú của tôi")["A1"] = "x"

    path = book(change)
    region = load_region(path)
    assert region.figure("compulsory_si", 2023).value == 40700
    assert len(region.history) == len(load_region("ninh_thuan").history)
    assert check_history(region) == []


def cell_of(found: Workbook, value: object):
    return next(c for row in found["Số liệu"].iter_rows() for c in row if c.value == value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("40.7 nghìn", "không phải là số"),
        ("=40000+700", "công thức chưa có kết quả"),
        (40700.5, "số người là số nguyên"),
        ("#REF!", "không phải là số"),
    ],
)
def test_a_wrong_cell_is_told_by_sheet_and_cell(book, value, expected):
    place = []

    def change(found: Workbook) -> None:
        cell = cell_of(found, 40700)
        place.append(cell.coordinate)
        cell.value = value

    line = refused(book(change))[0]
    assert line.startswith(f"so_lieu.xlsx: Số liệu!{place[0]}: ")
    assert expected in line


def test_all_faults_of_a_sheet_are_told_at_once(book):
    def change(found: Workbook) -> None:
        cell_of(found, 40700).value = "x"
        cell_of(found, load_region("ninh_thuan").figure("ui_participants", 2023).value).value = "y"
        found["Số liệu"]["F3"].value = "đoán"

    assert len(refused(book(change))) == 3


@pytest.mark.parametrize(
    ("title", "new", "expected"),
    [
        ("Số liệu", "Số liêu", "có lẽ là 'số liệu'"),
        ("Địa bàn", "Tỉnh", "không có trang 'Địa bàn'"),
    ],
)
def test_a_sheet_that_is_not_found_is_named(book, title, new, expected):
    def change(found: Workbook) -> None:
        found[title].title = new

    assert expected.lower() in refused(book(change))[0].lower()


def test_a_hidden_sheet_is_not_read_in_silence(book):
    def change(found: Workbook) -> None:
        found["Số liệu"].sheet_state = "hidden"

    assert "Số liệu!A1: trang bị ẩn" in refused(book(change))[0]


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(raw)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as found:
        found.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("xl/vbaProject.bin", b"x", "macro"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "nối sang sổ khác"),
        ("xl/bomb.xml", b"<a>" + b" " * 70_000_000 + b"</a>", "bung ra quá lớn"),
        ("xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "khai báo XML lạ"),
        ("xl/x.xml", "<!DOCTYPE a>".encode("utf-16"), "khai báo XML lạ"),
    ],
)
def test_what_could_harm_is_refused(book, part, content, expected):
    path = book(lambda found: None)
    path.write_bytes(with_part(path.read_bytes(), part, content))
    assert expected in refused(path)[0]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "không phải sổ Excel"),
        (b"PK\x03\x04 broken", "không phải sổ Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sổ kiểu cũ (.xls)"),
    ],
)
def test_what_is_no_workbook(tmp_path, raw, expected):
    path = tmp_path / "a.xlsx"
    path.write_bytes(raw)
    assert expected in refused(path)[0]


def test_the_commands_write_check_and_convert(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*given: str) -> str:
        found = CliRunner().invoke(main, list(given))
        assert found.exit_code == 0, found.output
        return found.output

    run("pack", "template", "--region", "ninh_thuan", "--out", "a.xlsx")
    assert "hợp lệ" in run("check", "a.xlsx")
    run("pack", "convert", "a.xlsx", "goi")
    run("pack", "convert", "goi", "b.xlsx")
    assert content_of(source_at(tmp_path / "b.xlsx")) == content_of(source_at(tmp_path / "a.xlsx"))
    assert run("run", "status_quo", "--region", "a.xlsx") == run("run", "status_quo")
    again = CliRunner().invoke(main, ["pack", "convert", "a.xlsx", "goi"])
    assert again.exit_code == 2
    assert "đã có" in again.output


YEARBOOK = (
    ("Bảng 12. Người tham gia bảo hiểm xã hội", None, None, None),
    (None, None, None, "Đơn vị tính: Người"),
    ("Chỉ tiêu", "Năm 2021", 2022, 2023),
    ("BHXH bắt buộc", "38.900", 39500, 40700),
    ("BHXH tự nguyện", 9000, "…", 9400),
    ("BHTN", 33000, 33900, 34600),
    ("Lực lượng lao động trong độ tuổi", None, None, 290000),
    ("Dân số", None, None, 603400),
    ("Nguồn: Niên giám thống kê tỉnh", None, None, None),
)


def as_yearbook(rows):
    def change(found: Workbook) -> None:
        sheet = found["Số liệu"]
        sheet.delete_rows(1, sheet.max_row)
        for i, row in enumerate(rows, start=1):
            for j, value in enumerate(row, start=1):
                sheet.cell(i, j, value)

    return change


def test_a_table_of_a_yearbook_with_years_across_is_read(book):
    region = load_region(book(as_yearbook(YEARBOOK)))
    assert {y: f.value for y, f in region.counts("compulsory_si").items()} == {
        2021: 38900,
        2022: 39500,
        2023: 40700,
    }
    assert sorted(region.counts("voluntary_si")) == [2021, 2023]
    figure = region.figure("population", 2023)
    assert (figure.status, figure.source) == ("published", "Niên giám thống kê tỉnh")
    assert check_history(region) == []


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (3, 2, "x", "so_lieu.xlsx: Số liệu!C4: Giá trị: 'x' không phải là số"),
        (1, 3, "Đơn vị tính: Nghìn người", "phải có đơn vị person"),
        (8, 0, "hết", "ô trống"),
    ],
)
def test_a_wrong_cell_of_a_yearbook_is_told_by_its_place(book, row, column, value, expected):
    rows = [list(line) for line in YEARBOOK]
    rows[row][column] = value
    assert expected in refused(book(as_yearbook(rows)))[0]

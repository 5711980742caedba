"""Files as offices keep them: empty rows, cells of two lines, separators, encodings, pipes."""

import os
import threading
import unicodedata

import pytest

from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.sheets import sheet_of_csv
from simulator.inputs.text_files import decode
from simulator.inputs.updates import read_updates, updates_in

TEXT = "năm;tháng;chỉ tiêu;giá trị;nguồn\n2024;6;BHXH tự nguyện;9.100;Cơ quan BHXH xã Phước Hữu\n"


def refused(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        decode(raw, "a.csv")
    (problem,) = caught.value.problems
    assert problem.text.vi != problem.text.en
    return problem.line_in("en")


def value_of(path) -> float:
    (figure,) = read_updates(path, load_region("ninh_thuan"))
    return figure.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_encodings_that_leave_no_doubt(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert value_of(path) == 9100


def in_vietnamese_windows(text: str) -> bytes:
    """Return a text as Vietnamese Windows saves it: tones are letters of their own."""
    raw = b""
    for letter in text:
        try:
            raw += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", apart.replace(tone, ""))
            raw += base.encode("cp1258") + tone.encode("cp1258")
    return raw


def test_a_file_of_vietnamese_windows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(in_vietnamese_windows(TEXT))
    assert value_of(path) == 9100
    assert decode(path.read_bytes(), "a.csv") == TEXT


def test_a_file_of_western_windows_whose_words_are_whole():
    assert decode("xã Hà Nam".encode("cp1252"), "a.csv") == "xã Hà Nam"


def test_words_that_a_code_page_lost_are_not_guessed():
    raw = "BHXH tự nguyện, xã Hòa".encode("cp1252", "replace")
    line = refused(raw)
    assert "not UTF-8" in line
    assert "save it as CSV UTF-8" in line


def test_old_fonts_are_refused():
    assert "TCVN3" in refused("Sè ng\u00ad\u00eai tham gia BHXH tù nguyÖn".encode("cp1252"))


def test_empty_rows_and_columns_are_left_out():
    text = ",,,\nyear,,month,indicator,value,,\n\n2024,,6,voluntary_si,9300,,\n,,,,,,\n"
    sheet = sheet_of_csv(text, "a.csv")
    assert [line for line, _ in sheet.lines] == [2, 4]
    assert sheet.lines[1][1] == ("2024", "6", "voluntary_si", "9300")
    assert sheet.columns == (1, 3, 4, 5)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'year,month,indicator,value,source\n2024,6,voluntary_si,9300,"hai\ndòng\n"\n'
        "2024,7,voluntary_si,x,cơ quan\n",
        "utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_updates(path, load_region("ninh_thuan"))
    assert [(p.line, p.column) for p in caught.value.problems] == [(5, 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2,3\n", "a.csv:2:3: the row has 3 cells, the header 2"),
        ("a,,b\n1,x,3\n", "a.csv:2:2: cells below no heading"),
        ("", "a.csv:1:1: the table is empty"),
        (",,\n\n,,,\n", "a.csv:1:1: the table is empty"),
        ('a,b\n1,"2\n', "a.csv:2:1: not CSV"),
    ],
)
def test_what_is_no_table(text, expected):
    with pytest.raises(InputError) as caught:
        sheet_of_csv(text, "a.csv")
    assert expected in caught.value.problems[0].line_in("en")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_usual_separator(mark):
    text = "năm,tháng,giá trị\n2024,6,9300\n".replace(",", mark)
    assert sheet_of_csv(text, "a").lines[1][1] == ("2024", "6", "9300")
    assert sheet_of_csv(f"sep={mark}\n{text}", "a").lines[1] == (3, ("2024", "6", "9300"))


def test_a_pipe_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT, "utf-8"))
    writer.start()
    assert value_of(pipe) == 9100
    writer.join()


def test_what_cannot_be_read_says_why(tmp_path):
    (tmp_path / "so_lieu.csv").write_text(TEXT, "utf-8")
    for path, expected in (
        (tmp_path, "is a folder"),
        (tmp_path / "so_liu.csv", "no such file; nearest: so_lieu.csv"),
        (tmp_path / "no" / "a.csv", "no such file"),
    ):
        with pytest.raises(InputError, match=expected):
            read_updates(path, load_region("ninh_thuan"))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Theo dõi,,,\nyear,month,indicator,value\n2024,6,voluntary_si,9100", "rows above them"),
        ("year,month,indicator,value\n2024,6,voluntary_si,9.1E+03", "write all digits"),
        (
            "year,month,indicator,value\n2024,6,voluntary_si,9100\n2024,06,voluntary_si,9200",
            "repeats line 2",
        ),
    ],
)
def test_slips_of_a_spreadsheet_are_told_as_what_they_are(rows, told):
    region = load_region("ninh_thuan")
    with pytest.raises(InputError) as caught:
        updates_in(sheet_of_csv(rows, "a.csv"), region, ("voluntary_si",))
    assert told in caught.value.problems[0].line_in("en")


def test_the_way_out_is_that_of_the_file():
    text = "tên: Phương án".encode().replace("ươ".encode(), b"\xb5\xac")
    for name, way in (("a.csv", "Excel"), ("a.yaml", "Notepad")):
        with pytest.raises(InputError) as caught:
            decode(text, name)
        assert way in caught.value.problems[0].text.vi


def test_where_a_scenario_is_expected_a_workbook_is_told_to_be_written_as_text(tmp_path):
    book = tmp_path / "act.xlsx"
    book.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(InputError) as caught:
        load_scenario(book)
    said = caught.value.problems[0].text
    assert "Notepad" in said.en
    assert "CSV" not in said.en + said.vi

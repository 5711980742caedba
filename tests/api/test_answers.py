"""What Python is answered: the digits of the command line, in every form."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import matplotlib as mpl
import numpy as np
import pytest

import simulator as si
from simulator.api.columns import COLUMNS
from simulator.errors import InputError
from simulator.progress import watched_by

mpl.use("agg")
DRAWS = 32


@pytest.fixture(scope="module")
def compared():
    return si.compare("ninh_thuan", ["status_quo", "resolution"], until=2030, draws=DRAWS)


@pytest.fixture(scope="module")
def drawn(compared):
    return compared["resolution"]


def records_of_command(*words):
    command = [sys.executable, "-m", "simulator", *words, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_python_and_the_command_line_say_the_same_digits(compared):
    said = records_of_command(
        *("run", "status_quo", "resolution", "--years", "2023-2030", "--draws", str(DRAWS))
    )
    assert compared.records == said


def test_years_reported_are_those_of_table_and_records():
    some = si.project("ninh_thuan", "status_quo", years=[2030, 2025])
    assert {r["year"] for r in some.records} == {2025, 2030}
    assert "31/12/2025" in some.text()
    assert "31/12/2026" not in some.text()
    assert some.years[-1] == 2030
    whole = si.project("ninh_thuan", "status_quo", 2026)
    assert {r["year"] for r in whole.records} == {2023, 2024, 2025, 2026}
    assert "31/12/2025" not in whole.text()


def test_draws_in_several_parts_are_kept_side_by_side(monkeypatch):
    from simulator.analysis.uncertainty import ensemble

    monkeypatch.setattr(ensemble, "PART", 16)
    parts = si.project("ninh_thuan", "status_quo", 2025, draws=32)
    assert parts["si_share"].shape == (3, 32)
    last = parts.records[-1]
    assert last["band_error"] is not None
    kept = si.project("ninh_thuan", "status_quo", 2025, draws=32, keep_draws=False)
    assert kept.records == parts.records
    assert kept["si_share"].shape == (3, 1)


def test_a_table_has_a_row_a_year_and_leaves_open_what_is_not_known(drawn):
    central = si.project("ninh_thuan", "resolution")
    rows = central.table()
    assert [row["year"] for row in rows] == central.years.tolist()
    assert rows[-1]["si_share"] == central["si_share"][-1, 0]
    assert rows[0]["entries"] is None  # of the base year
    assert list(central.table("ui_share")[0]) == ["year", "ui_share"]
    with pytest.raises(InputError, match="by class"):
        central.table("lapses_by_class")
    with pytest.raises(InputError, match="nearest: si_share"):
        central.table("si_shares")
    last = drawn.table("voluntary_si")[-1]
    assert last["voluntary_si"] == pytest.approx(np.median(drawn["voluntary_si"][-1]))
    assert last["voluntary_si_low"] == pytest.approx(np.quantile(drawn["voluntary_si"][-1], 0.1))
    assert last["voluntary_si_high"] == pytest.approx(np.quantile(drawn["voluntary_si"][-1], 0.9))


def test_a_projection_becomes_arrays_with_units_and_words(compared, drawn):
    found = drawn.to_xarray()
    share = found["si_share"]
    assert share.dims == ("year", "draw")
    assert np.array_equal(share.values, drawn["si_share"])
    assert share.attrs["units"] == "1"
    assert share.attrs["long_name"] == si.INDICATORS["si_share"].label.vi
    assert found["lapses_by_class"].dims == ("year", "class", "draw")
    farmers = found["voluntary_si_by_class"].sel({"class": "farmer"})
    assert farmers.sel(year=2030).shape == (DRAWS,)
    assert all(variable.attrs["units"] for variable in found.data_vars.values())
    both = compared.to_xarray()
    assert both["si_share"].dims == ("scenario", "year", "draw")
    assert np.array_equal(both["si_share"].sel(scenario="resolution").values, share.values)
    central = si.project("ninh_thuan", "resolution").to_xarray()["si_share"]
    assert central.dims == ("year",)


def test_records_become_a_frame_and_a_file_that_is_read_back(drawn, tmp_path):
    pandas = pytest.importorskip("pandas")
    frame = drawn.to_pandas()
    assert len(frame) == len(drawn.records)
    assert frame.attrs["units"]["chance"] == "share"
    assert frame.attrs["draws"] == DRAWS
    path = drawn.to_parquet(tmp_path / "found.parquet")
    again = pandas.read_parquet(path)
    assert again["value"].tolist() == pytest.approx(frame["value"].tolist(), nan_ok=True)
    import pyarrow.parquet

    schema = pyarrow.parquet.read_schema(path)
    assert schema.field("low").metadata[b"long_name"] == b"10th percentile"
    assert json.loads(schema.metadata[b"si-simulator"])["scenario"] == "resolution"
    assert [p.name for p in tmp_path.iterdir()] == ["found.parquet"]


@pytest.mark.parametrize("name", ["found.csv", "no/where.parquet"])
def test_a_file_that_cannot_be_is_refused_and_nothing_written(name, tmp_path):
    with pytest.raises(InputError):
        si.list_levers().to_parquet(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_is_told_as_text_and_as_html_in_either_language():
    answer = si.explain("ninh_thuan", "status_quo", "resolution", draws=0)
    assert str(answer) == answer.text()
    assert "Cộng" in answer.text()
    assert "Cộng" in answer._repr_html_()
    english = answer.in_language("en")
    assert "Sum" in english.text()
    assert "Cộng" not in english.html()
    assert 'lang="en"' in english.html()
    assert "2030" in repr(answer)
    with pytest.raises(InputError, match="one of vi, en"):
        answer.in_language("english")


def test_a_comparison_speaks_one_language_throughout(compared):
    english = compared.in_language("en")
    share = english.to_xarray()["si_share"]
    assert share.attrs["long_name"] == si.INDICATORS["si_share"].label.en
    assert english["resolution"].language == "en"
    assert compared["resolution"].language == "vi"


def test_remarks_stand_below_the_answer():
    late = si.load_scenario("status_quo").with_lever("inspection", 0.5, start=2035)
    answer = si.project("ninh_thuan", late, 2030, language="en")
    assert "2035" in answer.text().splitlines()[-1]
    assert "2035" in answer.html()


SO_FAR = """year,month,indicator,value,status,source
2024,6,voluntary_si,11000,estimate,made up
"""
MONTHS = []
LISTS = ("levers", "indicators", "regions", "scenarios")
NO_PICTURE = (*LISTS, "bridge", "costs", "monitor", "robustness")
ANSWERS = {
    "allocate": lambda: si.allocate("ninh_thuan", "resolution", [2029, 2030]),
    "calibrate": lambda: si.calibrate("ninh_thuan"),
    "explain": lambda: si.explain("ninh_thuan", "status_quo", "resolution", draws=16),
    "goal": lambda: si.goal(
        *("ninh_thuan", "status_quo", "si_share@2030=0.22"), levers=["inspection"], central=True
    ),
    "project": lambda: si.project("ninh_thuan", "resolution", 2026),
    "bridge": lambda: si.bridge("viet_nam", 2020, 2022),
    "costs": lambda: si.costs("ninh_thuan", "resolution", [2029, 2030], draws=64),
    "cost_curve": lambda: si.cost_curve("ninh_thuan", "resolution", 2026, draws=64),
    "monitor": lambda: si.monitor("ninh_thuan", MONTHS[-1]),
    "robustness": lambda: si.robustness(
        *("ninh_thuan", ["status_quo", "resolution"], "si_share@2026=0.25"), draws=64
    ),
    "sensitivity": lambda: si.sensitivity("ninh_thuan", "resolution", 2026, points=64),
    "levers": si.list_levers,
    "indicators": si.list_indicators,
    "regions": si.list_regions,
    "scenarios": si.list_scenarios,
}


@pytest.fixture(scope="module", params=ANSWERS)
def answer(request, tmp_path_factory):
    seen = TOLD.setdefault(request.param, [])
    MONTHS.append(tmp_path_factory.mktemp("months") / "months.csv")
    MONTHS[-1].write_text(SO_FAR, "utf-8")
    with watched_by(seen.append):
        return request.param, ANSWERS[request.param]()


TOLD = {}
"""Answer -> what whoever waited for it was told."""


def test_a_long_search_tells_how_far_it_has_got(answer):
    name, _ = answer
    seen = TOLD[name]
    assert seen == sorted(seen)
    if name == "goal":
        assert len(seen) > 5
        assert seen[-1] == pytest.approx(1.0)


def test_every_key_of_the_records_has_a_unit_or_a_meaning(answer):
    _, made = answer
    assert set(made.records[0]) <= set(COLUMNS)


def test_every_answer_converts(answer, tmp_path):
    name, made = answer
    assert len(made.to_pandas()) == len(made.records)
    made.to_parquet(tmp_path / "it.parquet")
    found = made.to_xarray()
    if name != "project":
        assert set(found.sizes) == set(made.dims)
        for row in made.records[:: max(1, len(made.records) // 5)]:
            key = next(k for k, v in row.items() if k not in made.dims and v is not None)
            axes = {d: row[d] for d in made.along.get(key, made.dims)}
            assert found[key].sel(axes).item() == row[key], key
    assert made.text()
    assert made.html().count("<table") >= 1


def test_what_can_be_seen_is_drawn_and_the_rest_says_that_it_cannot(answer):
    name, made = answer
    if name in NO_PICTURE:
        with pytest.raises(InputError, match="no picture"):
            made.plot()
        return
    axes = made.plot()
    assert axes.lines or axes.patches
    if name == "explain":
        assert axes.patches[0].get_width() == pytest.approx(made.records[0]["persons"], abs=1)
        assert made.plot("waterfall").get_title() != axes.get_title()
        with pytest.raises(InputError, match="nearest: waterfall"):
            made.plot("waterfal")
    mpl.pyplot.close("all")


def test_a_picture_shows_each_result_and_the_range_of_draws(compared, drawn):
    axes = drawn.plot("si_share", "ui_share")
    assert axes.lines[1].get_ydata() == pytest.approx(np.median(drawn["ui_share"], axis=1))
    assert len(axes.collections) == 2
    both = compared.plot("voluntary_si")
    assert len(both.collections) == 2
    central = si.project("ninh_thuan", "resolution", 2026)
    assert len(central.plot(axes=mpl.pyplot.figure().subplots()).collections) == 0
    with pytest.raises(InputError, match="nearest: si_share"):
        compared.plot("si_shares")
    mpl.pyplot.close("all")


def test_papers_are_written_whole_and_their_numbers_are_records(tmp_path, monkeypatch):
    from simulator.report.appendix import source

    # What takes the longest is tried elsewhere.
    monkeypatch.setattr(source, "_tested", lambda region: None)
    monkeypatch.setattr(source, "_curve", lambda *asked: None)
    monkeypatch.setattr(source, "_explanations", lambda *asked: {})
    paper = si.appendix("ninh_thuan", "resolution", only=["II"], draws=64)
    tags = [record["tag"] for record in paper.records]
    assert "resolution/si_participants/2030/value" in tags
    english = paper.in_language("en").found
    assert english.language == english.manifest["options"]["language"] == "en"
    assert paper.save(tmp_path / "phu_luc.docx").stat().st_size > 10_000
    with pytest.raises(InputError, match=r"\.docx"):
        paper.save(tmp_path / "phu_luc.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["phu_luc.docx"]


WRONG = {
    "nearest: ninh_thuan": lambda: si.project("ninh_thuận", "resolution"),
    "nearest: resolution": lambda: si.project("ninh_thuan", "resolutin"),
    "given twice": lambda: si.compare("ninh_thuan", ["resolution", "resolution"]),
    "at least one scenario": lambda: si.compare("ninh_thuan", []),
    "after the base year": lambda: si.project("ninh_thuan", "resolution", 2020),
    "outside 2023-2030": lambda: si.project("ninh_thuan", "resolution", 2030, years=[2031]),
    "at least 16 draws": lambda: si.project("ninh_thuan", "resolution", draws=3),
    "not a date": lambda: si.project("ninh_thuan", "resolution", law_as_of="yesterday"),
    "loaded already": lambda: si.project(
        si.load_region("ninh_thuan"), "resolution", law_as_of="2024-01-01"
    ),
    "nearest: former": lambda: si.allocate("ninh_thuan", "resolution", units="formr"),
    "write it like si_share@2030": lambda: si.goal("ninh_thuan", "resolution", "si_share@x"),
    "from 0.01 to 0.99": lambda: si.goal(
        "ninh_thuan", "resolution", "si_share@2030=0.25", chance=90
    ),
    "is below 0": lambda: si.goal("ninh_thuan", "resolution", "si_share@2030=0.25", budget=-1),
    "each year once": lambda: si.goal(
        "ninh_thuan", "resolution", "si_share@2030=0.25", year_caps={2031: 5}
    ),
    "nearest: hd05": lambda: si.appendix("ninh_thuan", "resolution", profile="hd5"),
    "nearest: si_share": lambda: si.sensitivity("ninh_thuan", "resolution", indicator="si_shar"),
    "at least 64": lambda: si.costs("ninh_thuan", "resolution", draws=32),
    "is not one of I, II": lambda: si.appendix("ninh_thuan", "resolution", only=["IX"]),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_said_with_the_way(words):
    with pytest.raises(si.InputError, match=words):
        WRONG[words]()


def test_types_are_declared_for_every_public_name_and_for_no_other():
    stub = ast.parse(Path(si.__file__).with_name("__init__.pyi").read_text("utf-8"))
    imported = {
        alias.asname: node.module
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == si._HOMES
    for name in si.__all__:
        assert getattr(si, name) is not None
        assert name in dir(si)


def test_every_public_name_is_documented_with_an_example():
    for name in si.__all__:
        thing = getattr(si, name)
        if isinstance(thing, type | FunctionType) and thing.__module__.startswith("simulator.api"):
            assert "si." in thing.__doc__, name


def test_nothing_heavy_is_imported_before_it_is_used():
    code = "import sys, simulator; print(*(set(sys.modules) & {'numpy', 'yaml', 'click', 'scipy'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

"""Region packs: what is wrong is said with its place; what is missing falls back."""

import shutil
from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.inputs.region import REGION_FOLDER, load_region
from simulator.model.population import population_path


@pytest.fixture
def pack(tmp_path) -> Path:
    target = tmp_path / "my_province"
    shutil.copytree(REGION_FOLDER / "ninh_thuan", target)
    text = (target / "region.yaml").read_text(encoding="utf-8")
    (target / "region.yaml").write_text(
        text.replace("code: ninh_thuan", "code: my_province"), "utf-8"
    )
    return target


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        (
            "history.csv",
            "2023,12,compulsory_si,40700",
            "2023,12,compulsory_si,many",
            ["not a number"],
        ),
        (
            "history.csv",
            "2023,12,compulsory_si,40700",
            "2023,12,compulsory_si,nan",
            ["not a number"],
        ),
        ("history.csv", "2023,12,compulsory_si,40700", "2023,12,compulsory_si,-5", ["outside 0"]),
        ("history.csv", "0.78,share", "78,share", ["outside 0 to 1"]),
        ("history.csv", "person,estimate", "person,guess", ["'guess' is not one of", "published"]),
        ("history.csv", "2018,12,voluntary_si", "2019,12,voluntary_si", ["repeats line"]),
        ("history.csv", "2018,12,voluntary_si", "2018,13,voluntary_si", ["outside 1 to 12"]),
        ("history.csv", "year,month", "year,mounth", ["unknown column", "missing"]),
        ("assumptions.csv", "0.06,0.042,0.078", "0.06,0.07,0.078", ["not between low"]),
        ("region.yaml", "parent: viet_nam", "parent: vietnam", ["no region vietnam", "viet_nam"]),
        ("region.yaml", "parent: viet_nam", "parent: my_province", ["circular"]),
        ("region.yaml", "base_year: 2023", "base_yeer: 2023", ["unknown key", "base_year"]),
    ],
)
def test_faults_of_a_pack_are_named_with_file_and_line(pack, file, before, after, expected):
    edit(pack / file, before, after)
    with pytest.raises(InputError) as caught:
        load_region(pack)
    lines = "\n".join(p.line_in("en") for p in caught.value.problems)
    assert f"my_province/{file}:" in lines
    for words in expected:
        assert words in lines


def test_all_faults_of_a_table_at_once(pack):
    edit(pack / "history.csv", "295,person", "x,person")
    edit(pack / "history.csv", "1785,person", "y,person")
    with pytest.raises(InputError) as caught:
        load_region(pack)
    assert len(caught.value.problems) == 2


def test_a_country_with_population_alone_has_a_population(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "region.yaml").write_text(
        "code: elsewhere\nname: {vi: Nơi khác, en: Elsewhere}\nbase_year: 2024\n", "utf-8"
    )
    groups = [*(f"{a}-{a + 4}" for a in range(0, 100, 5)), "100+"]
    people = "".join(f"2024-12-31,{g},500,600,estimate,made up\n" for g in groups)
    (folder / "population.csv").write_text(
        "date,age,male_persons,female_persons,status,source\n" + people, "utf-8"
    )
    ages = [0, 1, *range(5, 101, 5)]
    rates = "".join(f"2024,{a},0.02,0.01,estimate,made up\n" for a in ages)
    (folder / "mortality.csv").write_text(
        "year,age,male_deaths_per_person_year,female_deaths_per_person_year,status,source\n"
        + rates,
        "utf-8",
    )
    region = load_region(folder)
    path = population_path(region.demography, 2024, 2025)
    assert path.year_end[0].sum() == pytest.approx(21 * 1100)
    assert path.year_end[1].sum() < path.year_end[0].sum()
    assert region.origins["migration"] == "assumed"


def test_a_missing_age_is_named(pack):
    source = REGION_FOLDER / "viet_nam" / "population.csv"
    lines = source.read_text("utf-8").splitlines()
    (pack / "population.csv").write_text("\n".join(lines[:50] + lines[51:102]) + "\n", "utf-8")
    with pytest.raises(InputError, match="100 ages"):
        load_region(pack)


def test_moving_the_base_year_is_a_change_of_data_only(pack):
    edit(pack / "region.yaml", "base_year: 2023", "base_year: 2024")
    history = pack / "history.csv"
    moved = history.read_text("utf-8").replace("\n2023,12,", "\n2024,12,")
    history.write_text(moved, "utf-8")
    from simulator.inputs.scenario import load_scenario
    from simulator.projection import project

    p = project(load_region(pack), load_scenario("resolution"), 2030)
    assert p.years[0] == 2024
    assert p.total("compulsory")[0, 0] == pytest.approx(40_700)

"""Region packs: what is wrong is said with its place; what is missing falls back."""

import re
import shutil
from pathlib import Path

import pytest
from edited import edit

from simulator.errors import InputError
from simulator.inputs.definitions import DEFINITIONS
from simulator.inputs.history_check import check_history, missing_for_projection
from simulator.inputs.pack_lineage import REGION_FOLDER, region_names
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.words import FIGURES, UNITS, unit_words
from simulator.model.lifetable import life_expectancy
from simulator.model.population import mortality_at, population_path
from simulator.projection import project


@pytest.fixture
def pack(pack) -> Path:
    edit(pack / "region.yaml", "code: ninh_thuan", "code: my_province")
    return pack


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
        ("history.csv", "2023,12,compulsory_si,40700", "2023,12,compulsory_si,-5", ["at least 0"]),
        ("history.csv", "0.78,share", "78,share", ["outside 0 to 1"]),
        ("history.csv", "person,estimate", "person,guess", ["'guess' is not one of", "published"]),
        ("history.csv", "2018,12,voluntary_si", "2019,12,voluntary_si", ["repeats line"]),
        ("history.csv", "2018,12,voluntary_si", "2018,13,voluntary_si", ["outside 1 to 12"]),
        ("history.csv", "year,month", "year,mounth", ["unknown column", "missing"]),
        ("assumptions.csv", "0.051,0.042,0.066", "0.051,0.06,0.066", ["not between low"]),
        ("region.yaml", "parent: viet_nam", "parent: vietnam", ["no region vietnam", "viet_nam"]),
        ("region.yaml", "parent: viet_nam", "parent: mine", ["circular"]),
        ("region.yaml", "base_year: 2023", "base_yeer: 2023", ["unknown key", "base_year"]),
        ("region.yaml", "code: my_province", "code: [x]", ["region.yaml:1:7", "lower-case"]),
        ("region.yaml", "code: my_province", "code: 12", ["region.yaml:1:7", "lower-case"]),
        ("region.yaml", 'vi: "Ninh Thuận"', "vi: 3", ["needs {vi"]),
        ("region.yaml", "law: viet_nam", "law: ../law/viet_nam", ["no law", "known: viet_nam"]),
        ("region.yaml", "parent: viet_nam", "parent: ../viet_nam", ["not the name of a region"]),
        ("region.yaml", "birth: 1.10", "birth: many", ["'many' is not a number"]),
        ("region.yaml", "birth: 1.10", "birth: 110", ["110 is outside 0.9 to 1.3"]),
        ("region.yaml", "law:", "life_expectancy: 74\nlaw:", ["needs {male"]),
        ("region.yaml", "law:", "life_expectancy: {male: 7, female: 75}\nlaw:", ["outside 20"]),
        ("region.yaml", "denominator:", "denominator: x\nbreaks:", ["needs {vi"]),
        ("history.csv", "compulsory_si,40700", "compulsory_si,40.700", ["whole numbers"]),
        ("history.csv", "compulsory_si,40700", "compulsory_si,40_700", ["not a number"]),
        ("history.csv", "40700,person", "40700,", ["unit", "the cell is empty"]),
        ("history.csv", "thống kê,\n", "thống kê,maybe\n", ["'maybe' is not one of"]),
        ("assumptions.csv", "class_share,poor", "class_shares,poor", ["nearest: class_share"]),
        ("assumptions.csv", "class_share,poor", "class_share,rich", ["no entry 'rich'", "poor"]),
        ("assumptions.csv", "0.051,0.042,0.066", "6,4.2,7.8", ["write 0.06 for 6 %"]),
        ("assumptions.csv", "class_share,poor", "hiring_pattern,old", ["not an age"]),
    ],
)
def test_faults_of_a_pack_are_named_with_file_and_line(pack, file, before, after, expected):
    edit(pack / file, before, after)
    with pytest.raises(InputError) as caught:
        load_region(pack)
    lines = "\n".join(p.line_in("en") for p in caught.value.problems)
    assert f"mine/{file}:" in lines
    for words in expected:
        assert words in lines


SEXED = "date,age,male_persons,female_persons,status,source\n"
GROWTH = "year,first_release_share,revised_share,plan_share,status,source\n"
DEATHS = "year,age,male_deaths_per_person_year,female_deaths_per_person_year,status,source\n"
TARGETS = "target_set,year,indicator,value,denominator,status,source\n"


def people(*dates: str, ages=(*range(101),), count: int = 500) -> str:
    rows = (f"{d},{a},{count},{count},estimate,made up\n" for d in dates for a in ages)
    return SEXED + "".join(rows)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("population.csv", SEXED, ["population.csv:1:1", "no rows"]),
        ("population.csv", people("2030-07-01"), ["after 31 December of the base year 2023"]),
        ("population.csv", people("2019-04-01", "2023-12-31"), [":103:1", "whole years apart"]),
        ("population.csv", people("2023-12-31", "2024-01-01"), [":103:1", "whole years apart"]),
        ("population.csv", people("2023-12-31", "20231231"), [":103:1", "is no date"]),
        ("population.csv", people("2023-12-31", ages=(*range(101), "100+")), ["repeats line 102"]),
        ("population.csv", people("2023-12-31", ages=(*range(100), "old")), [":102:2", "old"]),
        ("population.csv", people("2023-12-31", count=0), ["no people"]),
        ("mortality.csv", DEATHS, ["mortality.csv:1:1", "no rows"]),
        ("migration.csv", "year,age,male_persons,female_persons,status,source\n", ["no rows"]),
        ("births.csv", "year,births_persons,status,source\n2023,9.4,estimate,x\n", ["whole"]),
        ("growth.csv", GROWTH + "2023,7,,6,estimate,x\n", ["write 0.07 for 7 %"]),
        ("growth.csv", GROWTH + "2023,0.07,,,estimate,x\n", ["plan of at least one year"]),
        ("targets.csv", TARGETS + "a,2030,si_shares,0.5,x,estimate,y\n", ["nearest: si_share"]),
        ("histroy.csv", "a,b\n", ["no table has this name", "nearest: history.csv"]),
        ("history.csv", "year;month;indicator\n", ["value: the column is missing"]),
        ("history.csv", "x" * 200_000 + "\n", ["not CSV"]),
        ("history.csv", 'year,month\n2023,"12\n', ["history.csv:2:1: not CSV: an open quote"]),
    ],
)
def test_whole_tables_that_are_wrong(pack, file, text, expected):
    (pack / file).write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_region(pack)
    lines = "\n".join(p.line_in("en") for p in caught.value.problems)
    assert lines.startswith(f"mine/{file}")
    for words in expected:
        assert words in lines


def test_packs_that_are_each_others_parents_are_refused_whatever_their_codes(tmp_path):
    for name, parent in (("one", "two"), ("two", "one")):
        (tmp_path / name).mkdir()
        text = f"code: {name}_x\nname: {{vi: a, en: a}}\nparent: {parent}\nbase_year: 2023\n"
        (tmp_path / name / "region.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="circular: one -> two -> one"):
        load_region(tmp_path / "one")


def test_a_nation_is_read_once_for_all_its_provinces():
    assert load_region("ninh_thuan").parent is load_region("viet_nam")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "ui_participants,35600",
            "ui_participants,50000",
            ["ui_participants", "of the same date, 40,700"],
        ),
        (
            "ui_participants,35600",
            "ui_participants,40700",
            ["ui_participants", "of the same date, 40,700"],
        ),
        ("compulsory_si,40700", "compulsory_si,0", ["compulsory_si", "must be above 0"]),
        (
            "working_age,290000",
            "working_age,690000",
            ["15 and over of the same date, 325,700"],
        ),
        ("working_age,290000", "working_age,40000", ["is not above the insured"]),
        ("15_plus,325700", "15_plus,460000", ["does not fit its population"]),
        ("15_plus,325700", "15_plus,600000", ["99.4% of the population", "look at the unit"]),
        ("population,603400", "population,6034000", ["5.4% of the population 6,034,000"]),
        ("2023,12,compulsory_si", "2022,12,compulsory_si", ["December of the base year 2023"]),
    ],
)
def test_counts_that_contradict_one_another_are_refused_before_projecting(
    pack, before, after, expected
):
    edit(pack / "history.csv", before, after)
    region = load_region(pack)
    with pytest.raises(InputError) as caught:
        project(region, load_scenario("status_quo"), 2025)
    lines = "\n".join(p.line_in("en") for p in caught.value.problems)
    for words in expected:
        assert words in lines


def test_the_shipped_histories_hold_no_contradiction():
    for name in region_names():
        assert not check_history(load_region(name))
        assert not missing_for_projection(load_region(name))


def test_a_slip_of_the_unit_and_insured_unemployed_above_compulsory_are_found(pack):
    edit(pack / "history.csv", "2020,9,ui_participants,31261", "2020,9,ui_participants,41261")
    edit(pack / "history.csv", "2019,12,voluntary_si,1785", "2019,12,voluntary_si,1785000")
    keys = {(p.key, p.line) for p in check_history(load_region(pack))}
    assert keys == {("ui_participants", 20), ("voluntary_si", 15)}


def test_more_emigrants_than_people_are_refused(pack):
    rows = "".join(f"2023,{age},-90000,0,estimate,x\n" for age in range(101))
    (pack / "migration.csv").write_text(
        "year,age,male_persons,female_persons,status,source\n" + rows, "utf-8"
    )
    with pytest.raises(InputError, match="more people than there are"):
        project(load_region(pack), load_scenario("status_quo"), 2025)


def test_a_province_as_long_lived_as_the_nation_has_the_nations_mortality(pack):
    nation = load_region("viet_nam").demography
    male, female = life_expectancy(mortality_at(nation, 2023.5))
    edit(
        pack / "region.yaml",
        "law:",
        f"life_expectancy: {{male: {male:.9f}, female: {female:.9f}}}\nlaw:",
    )
    region = load_region(pack)
    assert region.origins["mortality"] == "standardised"
    ours, theirs = (
        population_path(place.demography, 2023, 2050).survival
        for place in (region, load_region("viet_nam"))
    )
    assert ours == pytest.approx(population_path(nation, 2023, 2050).survival, rel=1e-7)
    assert ours == pytest.approx(theirs, rel=1e-7)


def test_a_shorter_life_stays_shorter_and_still_grows_longer(pack):
    edit(pack / "region.yaml", "law:", "life_expectancy: {male: 66, female: 74}\nlaw:")
    own = load_region(pack).demography
    then, later = (life_expectancy(mortality_at(own, year)) for year in (2023.5, 2050.5))
    assert then == pytest.approx([66.0, 74.0], abs=0.01)
    nation = life_expectancy(mortality_at(load_region("viet_nam").demography, 2050.5))
    assert (later > then).all()
    assert (later < nation).all()


def test_births_go_on_after_the_last_figure(pack):
    rows = "".join(f"{year},9000,published,x\n" for year in range(2015, 2024))
    (pack / "births.csv").write_text("year,births_persons,status,source\n" + rows, "utf-8")
    path = population_path(load_region(pack).demography, 2023, 2027)
    infants = path.year_end[1:, :, 0].sum(axis=1)
    assert infants == pytest.approx([9000.0] * 4, rel=0.1)


def test_a_country_without_figures_of_births_says_so(tmp_path):
    test_a_country_with_population_alone_has_a_population(tmp_path)
    region = load_region(tmp_path / "elsewhere")
    assert region.origins["births"] == "assumed"
    assert any("birth" in warning.en for warning in region.warnings)


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
    with pytest.raises(InputError, match="missing are 49"):
        load_region(pack)


def test_moving_the_base_year_is_a_change_of_data_only(pack):
    edit(pack / "region.yaml", "base_year: 2023", "base_year: 2024")
    history = pack / "history.csv"
    before = re.sub("\n2024,12,[^\n]*", "", history.read_text("utf-8"))
    moved = before.replace("\n2023,12,", "\n2024,12,")
    history.write_text(moved, "utf-8")
    p = project(load_region(pack), load_scenario("resolution"), 2030)
    assert p.years[0] == 2024
    assert p.total("compulsory")[0, 0] == pytest.approx(40_700)


def test_whatever_a_pack_states_has_words_in_both_languages():
    for name in ("viet_nam", "ninh_thuan"):
        region = load_region(name)
        for entry in region.assumptions.values():
            assert entry.name in DEFINITIONS, entry.key
            assert unit_words(entry.unit).vi != entry.unit or entry.unit == "logit", entry.unit
            assert entry.source.vi != entry.source.en, entry.key
            assert entry.why.vi != entry.why.en
        for figure in (*region.history, *region.peers):
            assert figure.indicator in FIGURES, figure.indicator
            assert figure.unit in UNITS, figure.unit
        for parameter in region.law.parameters.values():
            assert parameter.unit in UNITS, parameter.unit


def test_an_edited_pack_is_read_anew_and_an_unchanged_one_is_not(tmp_path):

    from simulator.inputs.pack_lineage import REGION_FOLDER

    for name in ("viet_nam", "ninh_thuan"):
        shutil.copytree(REGION_FOLDER / name, tmp_path / name)
    before = load_region(tmp_path / "ninh_thuan")
    assert load_region(tmp_path / "ninh_thuan") is before
    for place, name in (("ninh_thuan", "former_stock"), ("viet_nam", "lump_sum_rate")):
        table = tmp_path / place / "assumptions.csv"
        value = f"{before.assumptions[name, ''].value:g}"
        other = value[:-1] + ("3" if value[-1] != "3" else "4")
        rows = [
            line.replace(f",{value},", f",{other},", 1) if line.startswith(name) else line
            for line in table.read_text("utf-8").splitlines(keepends=True)
        ]
        table.write_text("".join(rows), "utf-8")
        after = load_region(tmp_path / "ninh_thuan")
        assert after.assumptions[name, ""].value == float(other), name
        assert before.assumptions[name, ""].value == float(value), name


def test_a_new_table_of_a_pack_is_read(tmp_path):

    from simulator.inputs.pack_lineage import REGION_FOLDER

    shutil.copytree(REGION_FOLDER / "ninh_thuan", tmp_path / "ninh_thuan")
    (tmp_path / "ninh_thuan" / "localities.csv").rename(tmp_path / "aside.csv")
    for of_localities in ("successors.csv", "locality_counts.csv"):
        (tmp_path / "ninh_thuan" / of_localities).unlink()
    assert load_region(tmp_path / "ninh_thuan").localities == ()
    (tmp_path / "aside.csv").rename(tmp_path / "ninh_thuan" / "localities.csv")
    assert load_region(tmp_path / "ninh_thuan").localities

"""Places joined and divided: what is counted adds up to the last person, and says what it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.inputs.history_check import check_history
from simulator.inputs.pack_content import PackContent, files_of
from simulator.inputs.pack_new import new_pack
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.pack_tables import (
    ASSUMED,
    BIRTHS,
    HISTORY,
    LOCALITIES,
    LOCALITY_COUNTS,
    MIGRATION,
    MORTALITY,
    POPULATION,
)
from simulator.inputs.region import Region, load_region, region_of
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.territory import Part, in_new_units, merge, split
from simulator.inputs.territory.part import table_of
from simulator.projection import project
from simulator.text import Text

NATION = load_region("viet_nam")
YEAR = NATION.base_year
COUNTS = ("population", "labour_force_15_plus", "labour_force_working_age")
COUNTS += ("compulsory_si", "voluntary_si", "ui_participants")
TWO = (Text("Một", "One"), Text("Hai", "Two"))


def content(code: str, people: int, *, towns: int = 0, own: bool = False, **given) -> PackContent:
    """Return a pack with localities of unlike size, one of them with a count of its own."""
    stated = {"population": str(people)} | {name: str(count) for name, count in given.items()}
    pack = new_pack(
        code, Text(code.title(), code.title()), NATION, YEAR, stated, "agency", "published"
    )
    told = {"status": "published", "source": "yearbook"}
    rows = [
        {
            "code": f"{code}_{i}",
            "name": f"Town {i}",
            "kind": "",
            "population_persons": str(1000 * (i + 1) + 7),
            **told,
        }
        for i in range(towns)
    ]
    counts = [
        {
            "year": str(YEAR),
            "month": "12",
            "locality": f"{code}_0",
            "indicator": "compulsory_si",
            "value": str(people // 90),
            "unit": "person",
            **told,
        }
    ]
    if rows:
        pack.tables[LOCALITIES.name] = table_of(LOCALITIES, rows)
    if rows and own:
        pack.tables[LOCALITY_COUNTS.name] = table_of(LOCALITY_COUNTS, counts)
    return pack


def loaded(*packs: PackContent) -> list[Region]:
    """Return packs as they are read from their files."""
    return [region_of(PackFiles(str(pack.settings["code"]), files_of(pack))) for pack in packs]


def parts_of(*packs: PackContent) -> list[Part]:
    regions = loaded(*packs)
    return [Part(region, pack) for region, pack in zip(regions, packs, strict=True)]


def counted(region: Region) -> dict[str, float]:
    return {name: region.figure(name, YEAR).value for name in COUNTS}


PEOPLE = st.integers(20_000, 3_000_000)
TOWNS = st.integers(0, 4)


@settings(max_examples=6, deadline=None)
@given(PEOPLE, PEOPLE, TOWNS, TOWNS, st.booleans())
def test_two_places_joined_and_divided_again_are_what_they_were(one, two, many, few, own):
    parts = parts_of(
        content("mot", one, towns=many, own=own),
        content("hai", two, towns=few, compulsory_si=two // 9),
    )
    joined = merge(parts, "chung", Text("Chung", "Joint")).content
    (whole,) = loaded(joined)
    assert check_history(whole) == []
    before = [counted(part.region) for part in parts]
    assert counted(whole) == {name: before[0][name] + before[1][name] for name in COUNTS}
    first = [place.code for place in parts[0].region.localities] or ["mot"]
    again = loaded(*split(Part(whole, joined), first, TWO, ("mot", "hai")))
    assert [counted(region) for region in again] == before


@settings(max_examples=6, deadline=None)
@given(PEOPLE, st.integers(2, 6), st.integers(1, 5), st.booleans())
def test_a_place_divided_and_joined_again_is_what_it_was(people, towns, leave, own):
    (part,) = parts_of(content("noi", people, towns=towns, own=own))
    codes = [place.code for place in part.region.localities][: min(leave, towns - 1)]
    halves = parts_of(*split(part, codes, TWO, ("mot", "hai")))
    (again,) = loaded(merge(halves, "noi", part.region.name).content)
    assert counted(again) == counted(part.region)
    assert {p.code for p in again.localities} == {p.code for p in part.region.localities}
    people_of = {p.code: p.population for p in part.region.localities}
    assert {p.code: p.population for p in again.localities} == people_of
    for half in halves:
        assert check_history(half.region) == []


def test_ninh_thuan_divided_and_joined_keeps_its_figures_and_rates():
    region = load_region("ninh_thuan")
    part = Part.of(region)
    halves = parts_of(*split(part, ["bac_ai", "thuan_bac"], TWO, ("nui", "bien")))
    (again,) = loaded(merge(halves, "ninh_thuan", region.name).content)
    used = {(f.year, f.month, f.indicator): f.value for f in region.history}
    found = {(f.year, f.month, f.indicator): f.value for f in again.history}
    assert set(found) == set(used)
    for key, value in found.items():
        assert value == pytest.approx(used[key], rel=1e-9), key
    for key, entry in region.assumptions.items():
        assert again.assumptions[key].value == pytest.approx(entry.value, rel=1e-9), key
    assert {u.code for u in again.successors} == {u.code for u in region.successors}


def test_like_places_joined_are_projected_as_the_sum_of_both():
    parts = parts_of(content("mot", 600_000), content("hai", 1_250_000))
    (whole,) = loaded(merge(parts, "chung", Text("Chung", "Joint")).content)
    for name in ("status_quo", "resolution"):
        scenario = load_scenario(name)
        apart = [project(part.region, scenario, YEAR + 5) for part in parts]
        joint = project(whole, scenario, YEAR + 5)
        for series in ("compulsory_si", "voluntary_si", "ui_participants"):
            total = sum(p[series][-1, 0] for p in apart)
            assert joint[series][-1, 0] == pytest.approx(total, rel=0.01), (name, series)


def test_a_rate_is_weighted_by_what_it_is_a_rate_of():
    one, two = content("mot", 100_000, compulsory_si=20_000), content("hai", 300_000)
    for pack, value in ((one, "0.30"), (two, "0.10")):
        row = {"name": "class_share", "by": "poor", "value": value, "low": "0.05", "high": "0.4"}
        row |= {"unit": "share of uninsured labour force without former members", "grade": "B"}
        row |= {"status": "published", "basis": "survey"}
        pack.tables[ASSUMED.name] = table_of(ASSUMED, [row])
    parts = parts_of(one, two)
    (whole,) = loaded(merge(parts, "chung", Text("Chung", "Joint")).content)
    free = [
        part.region.figure("labour_force_15_plus", YEAR).value
        - part.region.figure("compulsory_si", YEAR).value
        - part.region.figure("voluntary_si", YEAR).value
        for part in parts
    ]
    poor = whole.assumptions["class_share", "poor"]
    expected = (0.30 * free[0] + 0.10 * free[1]) / sum(free)
    assert poor.value == pytest.approx(expected, rel=1e-5)
    assert poor.status == "derived"
    assert "Mot: survey" in poor.source.en
    assert "Hai: survey" in poor.source.en


def test_every_cell_of_a_sum_names_both_and_is_no_surer_than_its_weaker_part():
    (whole,) = loaded(
        merge(parts_of(content("mot", 100_000), content("hai", 90_000)), "x", TWO[0]).content
    )
    people, force = whole.figure("population", YEAR), whole.figure("labour_force_15_plus", YEAR)
    assert (people.status, force.status) == ("derived", "estimate")
    for figure in (people, force):
        assert "Mot" in figure.source
        assert "Hai" in figure.source


def test_a_month_that_one_place_lacks_is_left_out_and_named():
    one = content("mot", 100_000)
    row = {"year": "2020", "month": "6", "indicator": "voluntary_si", "value": "55"}
    row |= {"unit": "person", "status": "published", "source": "agency"}
    table = one.tables[HISTORY.name]
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.rows]
    one.tables[HISTORY.name] = table_of(HISTORY, [*rows, row])
    joined = merge(parts_of(one, content("hai", 90_000)), "x", TWO[0])
    (whole,) = loaded(joined.content)
    assert whole.figure("voluntary_si", 2020, 6) is None
    assert any("Voluntary participants" in words.en for words in joined.left_out)


def with_ages(pack: PackContent, scale: int, *, deaths: float = 0.01) -> PackContent:
    """Return a pack with people, births, deaths and arrivals by age."""
    told = {"status": "published", "source": "yearbook"}

    def rows(first: dict[str, str], male: str, female: str, of) -> list[dict[str, str]]:
        return [
            first | {"age": str(age), male: str(of(age)), female: str(2 * of(age))} | told
            for age in range(101)
        ]

    people = ("male_persons", "female_persons")
    rates = ("male_deaths_per_person_year", "female_deaths_per_person_year")
    tables = (
        (POPULATION, rows({"date": f"{YEAR}-12-31"}, *people, lambda age: scale * (101 - age))),
        (MIGRATION, rows({"year": str(YEAR)}, *people, lambda age: scale // 10)),
        (MORTALITY, rows({"year": str(YEAR)}, *rates, lambda age: deaths)),
        (BIRTHS, [{"year": str(YEAR), "births_persons": str(150 * scale)} | told]),
    )
    pack.tables.update({form.name: table_of(form, found) for form, found in tables})
    return pack


def test_people_by_age_births_and_arrivals_add_up_and_death_rates_are_weighted():
    parts = parts_of(
        with_ages(content("mot", 15_453 * 10), 10),
        with_ages(content("hai", 15_453 * 30), 30, deaths=0.05),
    )
    joined = merge(parts, "chung", Text("Chung", "Joint"))
    (whole,) = loaded(joined.content)
    one, two = (part.region.demography for part in parts)
    found = whole.demography
    assert found.populations == pytest.approx(one.populations + two.populations, rel=1e-12)
    assert found.migration == pytest.approx(one.migration + two.migration, rel=1e-12)
    assert found.births == {YEAR: one.births[YEAR] + two.births[YEAR]}
    assert found.mortality[0, :, 40] == pytest.approx([0.04, 0.08], rel=1e-5)
    assert joined.left_out == ()
    halves = loaded(*split(Part(whole, joined.content), ["mot"], TWO, ("mot", "hai")))
    both = sum(half.demography.populations for half in halves)
    assert both == pytest.approx(found.populations, rel=1e-12)
    assert sum(half.demography.births[YEAR] for half in halves) == found.births[YEAR]


def test_a_table_by_age_of_one_place_alone_is_joined_with_the_usual_ages_of_the_other():
    parts = parts_of(with_ages(content("mot", 15_453 * 10), 10), content("hai", 300_000))
    joined = merge(parts, "chung", Text("Chung", "Joint"))
    (whole,) = loaded(joined.content)
    total = sum(part.region.demography.populations.sum() for part in parts)
    assert whole.demography.populations.sum() == pytest.approx(total, rel=1e-12)
    assert whole.origins["mortality"] == "national"
    assert [words.en.split(":")[0] for words in joined.left_out] == [
        "Births",
        "Mortality",
        "Migration",
    ]


def test_former_units_give_their_people_to_the_new_ones_to_the_person():
    part = Part.of(load_region("ninh_thuan"))
    (new,) = loaded(in_new_units(part))
    assert {place.code for place in new.localities} == {u.code for u in part.region.successors}
    assert sum(p.population for p in new.localities) == sum(
        p.population for p in part.region.localities
    )
    assert not new.successors


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"base_year": YEAR - 1}, "different base years: mot"),
        ({"parent": None}, "different wider regions: mot viet_nam, ninh_thuan —"),
        ({"code": "mot"}, "given twice"),
    ],
)
def test_places_that_cannot_be_one_are_refused(second, expected):
    one, two = parts_of(content("mot", 100_000), content("hai", 90_000))
    changed = PackContent({**two.content.settings, **second}, two.content.tables)
    region = one.region if "code" in second else load_region("ninh_thuan")
    with pytest.raises(InputError, match=expected):
        merge([one, Part(region, changed)], "x", TWO[0])


def test_a_locality_of_both_is_refused_with_both_packs():
    one, two = content("mot", 100_000, towns=2), content("hai", 90_000, towns=2)
    same = dict(
        zip(two.tables[LOCALITIES.name].columns, two.tables[LOCALITIES.name].rows[0], strict=True)
    )
    two.tables[LOCALITIES.name] = table_of(LOCALITIES, [same | {"code": "mot_1"}])
    with pytest.raises(InputError, match="mot_1: stands in several packs"):
        merge(parts_of(one, two), "x", TWO[0])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["noi_0", "noi_9"], "no locality 'noi_9'.*nearest: noi_"),
        (["noi_0", "noi_1"], "each side needs one"),
        ([], "each side needs one"),
    ],
)
def test_a_division_that_cannot_be_is_refused(codes, expected):
    (part,) = parts_of(content("noi", 100_000, towns=2))
    with pytest.raises(InputError, match=expected):
        split(part, codes, TWO, ("mot", "hai"))


def test_a_place_without_localities_cannot_be_divided():
    (part,) = parts_of(content("noi", 100_000))
    with pytest.raises(InputError, match="no localities to divide by"):
        split(part, ["x"], TWO, ("mot", "hai"))


@pytest.mark.parametrize("both", [True, False])
def test_weights_of_localities_stand_where_every_locality_has_its_own(both):
    packs = [content("mot", 200_000, towns=2), content("hai", 400_000, towns=1)]
    for pack in packs[: 1 + both]:
        towns = [row["code"] for row in Part(loaded(pack)[0], pack).rows(LOCALITIES)]
        rows = [
            {
                "year": "2019",
                "month": "12",
                "locality": town,
                "indicator": "poor_households",
                "value": str(50 + i),
                "unit": "household",
                "status": "published",
                "source": "decision",
            }
            for i, town in enumerate(towns)
        ]
        pack.tables[LOCALITY_COUNTS.name] = table_of(LOCALITY_COUNTS, rows)
    (whole,) = loaded(merge(parts_of(*packs), "chung", Text("Chung", "Joint")).content)
    found = [f for f in whole.locality_counts if f.indicator == "poor_households"]
    assert [(f.place, f.value, f.unit, f.source) for f in found] == (
        [
            ("mot_0", 50, "household", "decision"),
            ("mot_1", 51, "household", "decision"),
            ("hai_0", 50, "household", "decision"),
        ]
        if both
        else []
    )

"""Bad input gets one clear line each with its place, all at once."""

import unicodedata

import pytest

from simulator.errors import InputError
from simulator.inputs.documents import parse_yaml
from simulator.inputs.region import load_region
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import load_scenario, scenario_from_text, scenario_of

HEAD = "name: mine\nextends: status_quo\n"


def problems(text: str, region: bool = False) -> list:
    try:
        scenario = scenario_from_text(text, "mine.yaml")
        if region:
            check_against_region(scenario, load_region("ninh_thuan"))
    except InputError as error:
        return list(error.problems)
    raise AssertionError("nothing was refused")


def only(text: str, region: bool = False) -> str:
    found = problems(text, region)
    assert len(found) == 1, found
    return found[0].line_in("en")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("levrs: {}", ["mine.yaml:3:1: levrs", "nearest: levers"]),
        ("levers:\n  agent: {start: +1, level: 1}", ["4:3: levers.agent", "nearest: agents"]),
        ("name: again", ["mine.yaml:3:1: name", "doubled", "line 1"]),
        (
            "levers: {agents: {start: +1, level: high}}",
            ["levers.agents.level", "'high'", "not a number"],
        ),
        (
            "assumptions:\n  compliance_rate: {value: 72 %, low: 0.6, high: 0.8}",
            ["4:28: assumptions.compliance_rate.value", "'72 %'", "write 0.72"],
        ),
        (
            "levers:\n  agents: {start: +3, until: soon, level: 1}",
            ["levers.agents.until", "'soon'", "is no year"],
        ),
        ("levers: {agents: {start: +1, level: true}}", ["true is not a number"]),
        ('levers: {agents: {start: +1, level: "0.5"}}', ["'0.5' is not a number"]),
        ("levers: {agents: {start: +1, level: null}}", ["null is not a number"]),
        ("levers: {agents: {start: +1, level: [1]}}", ["[…] is not a number"]),
        ("levers: {agents: {start: +1, level: 1.5}}", ["1.5 is above 1", "from 0 to 1"]),
        (
            "levers: {topup_subsidy: {start: +1, level: 20}}",
            ["mine.yaml:3:44", "20 is above 0.5", "write 0.2 for 20 %"],
        ),
        (
            "levers: {agents: {start: +1, level: {fisher: 1}}}",
            ["level.fisher", "unknown key", "farmer"],
        ),
        ("levers: {inspection: {start: +1, level: {poor: 1}}}", ["one level, not one per class"]),
        ("levers: {agents: {level: 1}}", ["levers.agents.start", "missing"]),
        ("levers: {agents: {start: 26, level: 1}}", ["26 is no year", "2000-2100", "+1"]),
        ("levers: {agents: {start: +1, level: .nan}}", [".nan is not a finite number"]),
        ("levers: {agents: {start: +1, level: 1e999}}", ["too large"]),
        (
            "levers: {agents: {start: +1, level: {value: 0.5, low: 0.6, high: 0.7}}}",
            ["not between low"],
        ),
        (
            "macro: {growth: {2026: 7}}",
            ["macro.growth.2026", "7 is above 0.3", "write 0.07 for 7 %"],
        ),
        ("macro: {growth: {next: 0.07}}", ["'next' is no year"]),
        ("measure: weekly", ["'weekly' is not allowed", "year_end"]),
        ("extends: mine_base", ["doubled"]),
        ("projects: {name: x}", ["is no list"]),
        ("working_age_only: NO", ["true or false expected"]),
        ("levers: &a {}", ["3:9", "anchors and aliases"]),
        ("levers: !!python/object:os.system {}", ["tag"]),
        ("targets: resolution_28\n---\nname: two", ["mine.yaml:4:1", "several documents"]),
        ("levers: [unclosed", ["not YAML"]),
    ],
)
def test_one_line_says_what_is_wrong_and_where(body, expected):
    line = only(HEAD + body + "\n")
    for words in expected:
        assert words in line


PROJECT = (
    "projects:\n  - {{name: P, sector: {sector}, capital_bn_vnd: {capital}, "
    "start: {start}, build_years: 2{more}}}\n"
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sector": "industry"}, ["'industry' is not allowed", "manufacturing"]),
        ({"capital": 6000000}, ["6e+06 is above 1e+06", "billion VND, not million"]),
        ({"start": 1999}, ["1999 is no year"]),
        ({"more": ", capital_per_job: 0.01"}, ["0.01 is below 0.05"]),
        ({"more": ", capital_per_job: 300"}, ["300 is above 200"]),
        ({"more": ", probability: 80"}, ["write 0.8 for 80 %"]),
    ],
)
def test_projects(changes, expected):
    fields = {"sector": "manufacturing", "capital": 6000, "start": "+1", "more": "", **changes}
    line = only(HEAD + PROJECT.format(**fields))
    for words in expected:
        assert words in line


def test_capital_beyond_the_economy_needs_a_reason():
    fields = {"sector": "energy", "capital": 600_000, "start": "+1", "more": ""}
    line = only(HEAD + PROJECT.format(**fields), region=True)
    assert "above 2 times GRDP" in line
    assert "mine.yaml:4:" in line
    fields["more"] = ", reason: đã cấp phép"
    scenario = scenario_from_text(HEAD + PROJECT.format(**fields), "mine.yaml")
    check_against_region(scenario, load_region("ninh_thuan"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("assumptions: {lapse_rates: {poor: 0.2}}", ["no assumption", "lapse_rate"]),
        ("assumptions: {lapse_rate: {rich: 0.2}}", ["no entry 'rich'", "poor"]),
        ("assumptions: {lapse_rate: 0.2}", ["no entry ''"]),
        ("assumptions: {lapse_rate: {poor: 20}}", ["outside 0 to 1", "write 0.2 for 20 %"]),
        ("targets: resolution_82", ["no target set", "nearest: resolution_28"]),
    ],
)
def test_what_only_the_region_knows(body, expected):
    line = only(HEAD + body + "\n", region=True)
    assert line.startswith("mine.yaml:3:")
    for words in expected:
        assert words in line


def test_all_problems_of_a_file_at_once():
    body = "levers:\n  agents: {start: x, level: 7}\n  digitl: {}\nmonth: 13\n"
    assert [p.line for p in problems(HEAD + body)] == [4, 4, 5, 6] or len(
        problems(HEAD + body)
    ) == 4


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "empty"),
        (b"# only a comment\n", "empty"),
        (b"\xff\xfename: a\n\n", "broken UTF-16"),
        (b"PK\x03\x04rest", "an Excel workbook or a zip file, not text; text is needed"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        (b"%PDF-1.7", "a PDF file"),
        (b"name: \x00\x01", "binary"),
        (b"name: \xff\xfa", "not UTF-8"),
        (b"a: &x [1]\nb: [*x, *x]\n", "aliases"),
        (b"[" * 60 + b"]" * 60, "nested too deeply"),
        (b"- 1\n- 2\n", "not a mapping"),
        (b"just words", "not a mapping"),
    ],
)
def test_files_that_are_no_scenario(tmp_path, raw, expected):
    path = tmp_path / "mine.yaml"
    path.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert expected in caught.value.problems[0].line_in("en")
    assert str(path) in caught.value.problems[0].line_in("en")


def test_an_alias_bomb_is_refused_before_it_grows():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    assert "aliases" in problems(bomb)[0].line_in("en")


def test_windows_lines_byte_order_mark_and_decomposed_letters_are_mended(tmp_path):
    title = "Nghị quyết"
    text = f"name: mine\r\ntitle: {unicodedata.normalize('NFD', title)}\r\n"
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_scenario(path).title.vi == title


@pytest.mark.parametrize("target", ["../outside", "/etc/passwd", "sub/file", "..\\up"])
def test_a_base_cannot_lie_elsewhere(target):
    assert "same folder" in only(f"name: mine\nextends: '{target}'\n")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside, inside = tmp_path / "outside.yaml", tmp_path / "in"
    inside.mkdir()
    outside.write_text("name: outside\n")
    (inside / "link.yaml").symlink_to(outside)
    (inside / "mine.yaml").write_text("name: mine\nextends: link\n")
    with pytest.raises(InputError, match="no scenario 'link'"):
        load_scenario(inside / "mine.yaml")


def test_circular_bases_are_named(tmp_path):
    for name, base in (("one", "two"), ("two", "three"), ("three", "one")):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nextends: {base}\n")
    with pytest.raises(InputError, match="circular: one -> two -> three -> one"):
        load_scenario(tmp_path / "one.yaml")


def test_an_unknown_scenario_names_the_nearest():
    with pytest.raises(InputError, match="nearest: resolution"):
        load_scenario("resolutoin")


def test_an_unknown_region_names_the_nearest():
    with pytest.raises(InputError, match="nearest: ninh_thuan"):
        load_region("ninh_thaun")


@pytest.mark.parametrize(
    ("body", "allowed", "nearest", "bounds"),
    [
        ("levers: {agent: {start: +1, level: 1}}", "agents", "agents", None),
        ("measure: year_ende", "year_end", "year_end", None),
        ("levers: {inspection: {start: +1, level: 20}}", None, None, (0.0, 1.0)),
        ("targets: resolution_82", "resolution_28", "resolution_28", None),
    ],
)
def test_programs_are_told_what_is_allowed_apart_from_the_words(body, allowed, nearest, bounds):
    (problem,) = problems(HEAD + body, region=True)
    assert allowed is None or allowed in problem.allowed
    assert (problem.nearest, problem.bounds) == (nearest, bounds)
    assert nearest is None or nearest in problem.text.en


def test_an_entry_read_as_a_document_of_its_own_keeps_its_lines():
    whole = parse_yaml("a: 1\nlist:\n  - name: mine\n    levers: {agent: {}}\n", "body")
    with pytest.raises(InputError) as caught:
        scenario_of(whole.under(("list", 0), whole.data["list"][0]))
    (problem,) = caught.value.problems
    assert problem.line_in("en").startswith("list[0]:4:14: levers.agent: unknown key")


@pytest.mark.parametrize("name", [r"a\tb", "x" * 300, r"a\nb"])
def test_what_no_file_can_be_called_is_extended_by_nobody(name):
    said = only(f'name: mine\nextends: "{name}"\n')
    assert "mine.yaml:2:10: extends" in said
    assert "only a shipped scenario's name" in said


def test_a_name_that_no_disk_takes_is_the_name_of_nothing():
    with pytest.raises(InputError, match="no such file or scenario"):
        load_scenario("x" * 300)
    with pytest.raises(InputError, match="no such region"):
        load_region("x" * 300)

"""What is kept of files is what reading them gives, and is believed of the same files alone."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.errors import InputError
from simulator.files import cache_folder
from simulator.inputs import documents, kept, region, region_reader
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

SHIPPED = Path(simulator.__file__).parent / "regions"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Return an empty cache, and the shipped packs as if nobody had written them for long."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "AT_REST", -1.0)
    region._load.cache_clear()
    yield cache_folder()
    region._load.cache_clear()


def loaded_again(place="ninh_thuan"):
    region._load.cache_clear()
    return load_region(place)


def unread(monkeypatch):
    """Let reading a pack fail, so that only what is kept can be had."""

    def refuse(*_, **__):
        raise AssertionError("read")

    monkeypatch.setattr(region_reader, "read_region", refuse)


def test_what_is_kept_projects_to_the_same_digits(cache, monkeypatch):
    read = load_region("ninh_thuan")
    unread(monkeypatch)
    again = loaded_again()
    assert again is not read
    for name in ("history", "peers", "localities", "warnings", "law", "breaks", "planned_on"):
        assert getattr(again, name) == getattr(read, name)
    assert dict(again.assumptions) == dict(read.assumptions)
    assert dict(again.targets) == dict(read.targets)
    resolution = load_scenario("resolution")
    totals = [project(place, resolution, 2027).totals for place in (read, again)]
    for name in totals[0]:
        np.testing.assert_array_equal(totals[0][name], totals[1][name])


def test_a_place_keeps_its_wider_region_and_nobody_writes_into_either(cache, monkeypatch):
    load_region("ninh_thuan")
    unread(monkeypatch)
    again = loaded_again()
    assert again.parent is load_region("viet_nam")
    some = next(a for key, a in again.assumptions.items() if a.origin == "viet_nam")
    assert some is again.parent.assumptions[some.key]
    with pytest.raises(ValueError, match="read-only"):
        again.demography.mortality[0] = 0.0
    with pytest.raises(TypeError):
        again.growth[2030] = None


def test_another_byte_anywhere_is_read(cache, tmp_path):
    pack = shutil.copytree(SHIPPED / "ninh_thuan", tmp_path / "mine")
    before = load_region(pack)
    history = pack / "history.csv"
    text = history.read_text("utf-8")
    row = next(line for line in text.splitlines() if ",population," in line)
    history.write_text(text.replace(row, row.replace("population", "persons_of_no_kind")), "utf-8")
    assert len(loaded_again(pack).series) == len(before.series) + 1
    (pack / "populatio.csv").write_text("a\n1\n")
    with pytest.raises(InputError, match="populatio"):
        loaded_again(pack)


@pytest.mark.parametrize("how", ["garbage", "others may write", "another program", "other bytes"])
def test_what_cannot_be_believed_is_read(cache, monkeypatch, how):
    load_region("ninh_thuan")
    for file in cache.iterdir():
        if how == "garbage":
            file.write_bytes(b"\x80\x05 no pickle")
        elif how == "others may write":
            file.chmod(0o666)
        elif how == "other bytes":
            about, content = pickle.loads(file.read_bytes())
            program, what, contents = about
            changed = tuple((path, raw + b"#") for path, raw in contents)
            file.write_bytes(pickle.dumps(((program, what, changed), content)))
    if how == "another program":
        monkeypatch.setattr(kept, "_program", lambda: ("another",))
    unread(monkeypatch)
    with pytest.raises(AssertionError, match="read"):
        loaded_again()


def test_files_that_are_being_worked_on_are_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n")
    assert documents.read_yaml(file).data == {"a": 1}
    assert not cache_folder().exists()


def test_the_cache_does_not_grow_without_end(cache, tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 3)
    for i in range(5):
        file = tmp_path / f"{i}.yaml"
        file.write_text(f"a: {i}\n")
        assert documents.read_yaml(file).data == {"a": i}
    assert len(list(cache.iterdir())) == 3


def test_where_no_cache_can_be_written_files_are_read(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(kept, "AT_REST", -1.0)
    region._load.cache_clear()
    assert load_region("ninh_thuan").code == "ninh_thuan"
    region._load.cache_clear()


def test_all_code_that_reads_counts_as_the_program():
    """A change of any file by which a pack or a scenario is read makes what is kept worthless."""
    code = (
        "import sys, simulator.inputs.region_reader, simulator.inputs.yaml_reader, "
        "simulator.projection;"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('simulator')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    package = Path(simulator.__file__).parent
    folders = {package / folder for folder in kept.FOLDERS}
    assert {Path(file).parent for file in found.stdout.split()} <= folders

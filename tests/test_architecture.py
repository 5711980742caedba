"""The drawings of the tree are the contracts that imports are held to."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DRAWING = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
LADDERS = {
    contract.get("containers", ["simulator"])[0]: [
        [name.removeprefix("simulator.") for name in layer.split(" : ")]
        for layer in contract["layers"]
    ]
    for contract in CONTRACTS["contracts"]
    if contract["type"] == "layers"
}
"""Package -> its layers from the top, each with the names that stand beside one another."""


@pytest.mark.parametrize(("package", "top"), [("simulator", "cli"), ("simulator.analysis", "evid")])
def test_the_drawn_ladder_is_the_import_contract(package, top):
    held = LADDERS[package]
    (drawing,) = (b for b in DRAWING.split("```")[1::2] if b.lstrip().startswith(top))
    layers = [line.strip() for line in drawing.strip().splitlines()]
    drawn = [
        [word for word in re.split(r" +", line) if word in held[i]] for i, line in enumerate(layers)
    ]
    assert drawn == held
    firsts = [re.split(r" {2,}", line)[0] for line in layers]
    assert firsts == [layer[0] for layer in held]


@pytest.mark.parametrize("package", LADDERS)
def test_every_room_of_the_program_stands_on_the_ladder(package):
    rooms = [
        path.stem
        for path in ROOT.joinpath(*package.split(".")).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    named = {name for layer in LADDERS[package] for name in layer}
    for room in rooms:
        assert room.startswith("__") or room in named, room

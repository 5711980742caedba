"""The drawing of the tree is the contract that imports are held to."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_drawn_ladder_is_the_import_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (ladder,) = (
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    held = [[name.removeprefix("simulator.") for name in rung.split(" : ")] for rung in ladder]
    blocks = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1::2]
    (drawing,) = (block for block in blocks if block.lstrip().startswith("cli"))
    rungs = drawing.strip().splitlines()
    drawn = [
        [word for word in re.split(r" +", line) if word in held[i]] for i, line in enumerate(rungs)
    ]
    assert drawn == held
    firsts = [re.split(r" {2,}", line)[0] for line in rungs]
    assert firsts == [rung[0] for rung in held]


def test_every_room_of_the_program_stands_on_the_ladder():
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = [
        path.stem
        for path in (ROOT / "simulator").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    for room in rooms:
        assert room.startswith("__") or room in drawing, room

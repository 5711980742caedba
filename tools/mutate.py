"""How much of the arithmetic the fast tests hold: change it bit by bit, and see who notices.

    nice .venv/bin/python tools/mutate.py --sample 150 --seed 1

Each mutant has one change: an operator, a comparison, a number, ``minimum`` for ``maximum``. The
tests below run on it in a process of their own until one fails; a mutant that no test fails on
has survived. A run on the unchanged code comes first, and gives the time after which a mutant is
taken to hang; those are counted by themselves, for the machine may have been busy. Docstrings,
annotations, decorators and messages are left alone.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import os
import random
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CODE = ("simulator/model", "simulator/projection", "simulator/analysis/costing/costs.py")
TESTS = (
    "tests/model",
    "tests/projection/test_conditions_by_hand.py",
    "tests/projection/test_economy.py",
    "tests/projection/test_base_year.py",
    "tests/projection/test_values.py",
    "tests/projection/test_months.py",
    "tests/projection/test_going_on.py",
    "tests/projection/test_migration.py",
    "tests/projection/test_participation.py",
    "tests/analysis/test_costs_by_hand.py",
    "tests/test_indicators.py",
)
PATIENCE = 3.0
"""A mutant hangs when it takes this many times as long as the unchanged code."""
HUNG, SURVIVED = -1, 0
SAID = {HUNG: "hung     ", SURVIVED: "survived"}
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Add,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
}
NAMES = {"minimum": "maximum", "maximum": "minimum", "min": "max", "max": "min", "any": "all"}


class Mutant(NamedTuple):
    """One change of one file: the position of the node among all, and where a reader finds it."""

    file: Path
    node: int
    line: int
    change: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(file.read_text("utf-8"))
    for position, node in enumerate(_nodes(tree)):
        changed = _changed(copy.copy(node))
        if changed is not None:
            yield Mutant(file, position, getattr(node, "lineno", 0), _words(node, changed))


def compiled(mutant: Mutant) -> CodeType:
    """Return the code of the file with the change made."""
    tree = ast.parse(mutant.file.read_text("utf-8"))
    node = list(_nodes(tree))[mutant.node]
    _changed(node)
    return compile(tree, str(mutant.file), "exec")


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what may be changed, in an order that only the source decides."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr | ast.Raise):
                continue
            yield child
            yield from _nodes(child)


def _changed(node: ast.AST) -> ast.AST | None:
    """Change a node, or return None where it has nothing to change."""
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.AugAssign):
        other = OPERATORS.get(type(node.op))
        if other is None:
            return None
        node.op = other()  # type: ignore[assignment]
        return node
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OPERATORS:
        node.ops = [OPERATORS[type(node.ops[0])](), *node.ops[1:]]  # type: ignore[list-item]
        return node
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        node.attr = NAMES[node.attr]
        return node
    if isinstance(node, ast.Name) and node.id in NAMES:
        node.id = NAMES[node.id]
        return node
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        value = node.value
        node.value = value + 1 if isinstance(value, int) or value == 0 else value * 1.5
        return node
    return None


def _words(before: ast.AST, after: ast.AST) -> str:
    old, new = (ast.unparse(node)[:70] for node in (before, after))
    return f"{old}  ->  {new}"


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutated code in place of the module's own."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(ROOT).with_suffix("").parts
        self.module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.mutant = mutant

    def find_spec(
        self, name: str, _path: object, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.module:
            return None
        is_package = self.mutant.file.name == "__init__.py"
        spec = importlib.machinery.ModuleSpec(name, self, is_package=is_package)
        spec.origin = str(self.mutant.file)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [str(self.mutant.file.parent)]
        return spec

    def exec_module(self, module: object) -> None:
        exec(compiled(self.mutant), module.__dict__)


def run(mutant: Mutant | None, tests: tuple[str, ...]) -> int:
    """Start the tests in a process of their own, and return its number."""
    child = os.fork()
    if child:
        return child
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    code = 1
    try:
        import pytest

        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
        code = int(pytest.main(arguments))
    finally:
        os._exit(min(code, 100))


def outcome(child: int, limit: float) -> int:
    """Wait for a process: its exit status, or ``HUNG`` where it took longer than ``limit``."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return HUNG


def _warm() -> None:
    """Import what every process needs, so that each does not pay for it."""
    import hypothesis  # noqa: F401
    import numpy  # noqa: F401
    import pytest  # noqa: F401
    import scipy.special
    import scipy.stats  # noqa: F401

    sys.path.insert(0, str(ROOT))
    with contextlib.suppress(ImportError):
        import yaml  # noqa: F401


def main() -> None:
    """Run a sample of the mutants and print the share that is killed, then the survivors."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("code", nargs="*", default=CODE, help="files or folders to change")
    parser.add_argument("--sample", type=int, default=150, help="mutants to run; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="*", default=TESTS)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    os.environ["SIMULATOR_ENGINE"] = "numpy"  # C is made of what stands in the files
    _warm()
    places = [ROOT / place for place in chosen.code]
    files = [f for p in places for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    mutants = [mutant for file in files for mutant in mutants_of(file)]
    known = len(mutants)
    if 0 < chosen.sample < known:
        mutants = random.Random(chosen.seed).sample(mutants, chosen.sample)
    begin = time.monotonic()
    if outcome(run(None, tuple(chosen.tests)), 1e9) != 0:
        sys.exit("the tests fail on the unchanged code")
    usual = time.monotonic() - begin
    print(f"{known} mutants, {len(mutants)} run; the tests take {usual:.0f} s", flush=True)
    count = dict.fromkeys(SAID, 0)
    for mutant in sorted(mutants):
        found = outcome(run(mutant, tuple(chosen.tests)), PATIENCE * usual)
        if found in SAID:
            count[found] += 1
            where = f"{mutant.file.relative_to(ROOT)}:{mutant.line}"
            print(f"{SAID[found]}  {where}  {mutant.change}", flush=True)
    killed = len(mutants) - sum(count.values())
    share = 100 * killed / len(mutants)
    print(f"{killed} of {len(mutants)} killed: {share:.1f} %, {count[HUNG]} hung, beside them")


if __name__ == "__main__":
    main()

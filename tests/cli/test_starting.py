"""What a command imports before it answers: no more than it has a use for."""

import subprocess
import sys

import pytest

HEAVY = {"numpy", "scipy", "yaml", "pathlib", "csv", "json", "numpy.random", "matplotlib"}
CALL = """
import sys
from simulator.cli import main
if sys.argv[1] == "run":  # as if nobody had written the packs for long
    from simulator.inputs import kept
    kept.AT_REST = -1.0
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(sys.modules), file=sys.stderr)
"""


def imported(*words):
    """Return the modules that a command has imported by its end."""
    done = subprocess.run(
        [sys.executable, "-c", CALL, *words], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(("words", "most"), [(["--help"], 8), (["levers"], 29)])
def test_what_needs_no_numbers_imports_none(words, most):
    found = imported(*words)
    assert not found & HEAVY
    assert len([name for name in found if name.startswith("simulator")]) <= most


def test_a_run_reads_nothing_that_is_kept_and_imports_no_reader(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    imported("run", "status_quo", "resolution")
    found = imported("run", "status_quo", "resolution")
    assert found & HEAVY == {"numpy", "pathlib", "csv"}
    assert not found & {
        "simulator.inputs.yaml_reader",
        "simulator.inputs.region_reader",
        "simulator.inputs.pack_tables",
        "simulator.inputs.tables",
        "simulator.inputs.numerals",
        "simulator.report.profile",
        "simulator.analysis.uncertainty.ensemble",
        "simulator.compiled.making",
    }
    assert len([name for name in found if name.startswith("simulator")]) <= 110

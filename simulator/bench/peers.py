"""What others use for such questions, each on a task far simpler than ours, beside one projection.

A model here has 17 states by sex and single year of age, law, levers and costs; theirs has two or
four stocks. So a ratio says what a planner waits for, not whose library is better.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from simulator.bench.measuring import NotHereError, Row, least
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.text import Text

YEARS = 7
"""From the base year of Ninh Thuận to 2030."""


def pandas_loop(times: int) -> list[Row]:
    """Return a loop over years on a frame of four states by sex and age."""
    pd = _installed("pandas")
    cells = pd.MultiIndex.from_product([["male", "female"], range(15, 80)], names=["sex", "age"])
    start = pd.DataFrame(
        1000.0, index=cells, columns=["out", "uninsured", "voluntary", "compulsory"]
    )

    def run() -> None:
        people = start
        for _ in range(YEARS):
            people = _year_later(people)
            people.groupby(level="sex").sum()

    name = Text("Vòng lặp pandas, bốn trạng thái", "A pandas loop, four states")
    return [_beside(name, run, times)]


def _year_later(people: Any) -> Any:  # noqa: ANN401
    joins, lapses = 0.03 * people["uninsured"], 0.2 * people["voluntary"]
    hired, leaves = 0.06 * people["uninsured"], 0.05 * people["compulsory"]
    later = people.assign(
        uninsured=people["uninsured"] - joins - hired + lapses + leaves,
        voluntary=people["voluntary"] + joins - lapses,
        compulsory=people["compulsory"] + hired - leaves,
    )
    return later.groupby(level="sex").shift(1, fill_value=1000.0)


def pysd(times: int) -> list[Row]:
    """Return two stocks by seven classes, read from a Vensim model and run by PySD."""
    library = _installed("pysd")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stocks.mdl")
        path.write_text(_VENSIM, "utf-8")
        model = library.read_vensim(str(path))
        name = Text("PySD, hai khối theo bảy nhóm", "PySD, two stocks by seven classes")
        return [_beside(name, model.run, times)]


_VENSIM = f"""{{UTF-8}}
class: c1, c2, c3, c4, c5, c6, c7 ~~|
uninsured[class] = INTEG(lapsing[class] - joining[class], 10000) ~~|
voluntary[class] = INTEG(joining[class] - lapsing[class], 500) ~~|
joining[class] = 0.03 * uninsured[class] ~~|
lapsing[class] = 0.2 * voluntary[class] ~~|
FINAL TIME = {YEARS} ~~|
INITIAL TIME = 0 ~~|
TIME STEP = 1 ~~|
SAVEPER = 1 ~~|
"""


def workbench(times: int) -> list[Row]:
    """Return what EMA Workbench adds to each experiment on a model that does nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it would do with yet other libraries
        ema = _installed("ema_workbench")
    ema.ema_logging.log_to_stderr(logging.ERROR)
    model = ema.Model("nothing", function=lambda x: {"y": x})
    model.uncertainties = [ema.RealParameter("x", 0.0, 1.0)]
    model.outcomes = [ema.ScalarOutcome("y")]
    experiments = 256

    def run() -> None:
        ema.perform_experiments(model, scenarios=experiments, log_progress=True)

    took = least({"ema": run}, times)["ema"]
    name = Text("EMA Workbench, mỗi thử nghiệm", "EMA Workbench, each experiment")
    why = Text("mô hình không làm gì", "of a model that does nothing")
    return [Row(name, 1000.0 * took / experiments, "ms", None, None, why)]


def _installed(library: str) -> Any:  # noqa: ANN401
    from importlib import import_module

    if find_spec(library) is None:
        raise NotHereError(Text(f"chưa cài {library}", f"{library} is not installed"))
    return import_module(library)


def _beside(name: Text, run: Callable[[], object], times: int) -> Row:
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    found = least({"theirs": run, "ours": lambda: project(region, scenario, 2030)}, times)
    to = Text("một dự báo đến 2030", "one projection to 2030")
    return Row(name, 1000.0 * found["theirs"], "ms", found["theirs"] / found["ours"], to)

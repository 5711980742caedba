"""Command that searches the way to a target: goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.options import Finite, scenario_argument
from simulator.errors import input_error
from simulator.inputs.numerals import read_alone

if TYPE_CHECKING:
    from simulator.report.document import Section

_CAP = re.compile(r"([0-9]{4}) *= *([^=]+)", re.ASCII)


@command(
    scenario_argument,
    click.option(
        "--target",
        "targets",
        multiple=True,
        required=True,
        metavar="si_share@2030=0.60",
        help="Chỉ tiêu, có thể nêu nhiều lần / target; may be given several times",
    ),
    click.option(
        "--chance",
        type=Finite(0.01, 0.99),
        default=0.5,
        help="Khả năng đạt ít nhất / chance of reaching it, at least",
    ),
    click.option("--levers", default=None, metavar="a,b,c", help="Giải pháp được dùng / levers"),
    click.option("--allow-judgement", is_flag=True, help="Dùng cả bằng chứng loại C / grade C too"),
    click.option(
        "--from-neutral",
        is_flag=True,
        help="Mọi giải pháp của kịch bản ở mức không làm gì trước khi tìm, như trên trang / "
        "every lever of the scenario is made neutral first, as on the page",
    ),
    click.option("--budget", type=Finite(0), default=None, help="Tỷ đồng / billion VND"),
    click.option(
        "--year-caps",
        default=None,
        metavar="2026=50,2027=60",
        help="Tỷ đồng mỗi năm / billion VND a year",
    ),
    click.option("--central", is_flag=True, help="Chỉ phương án trung tâm / central run only"),
)
def goal_command(
    call: Call,
    scenario: str,
    targets: tuple[str, ...],
    chance: float,
    levers: str | None,
    allow_judgement: bool,
    from_neutral: bool,
    budget: float | None,
    year_caps: str | None,
    central: bool,
) -> Section:
    """Tổ hợp giải pháp rẻ nhất đạt chỉ tiêu với khả năng mong muốn.

    The cheapest mix of levers that reaches the target with the chance asked for.
    """
    from simulator.analysis.goal.question import (
        Limits,
        all_targets,
        neutral,
        refuse_repeats,
        searchable,
    )
    from simulator.analysis.goal.search import minimise_cost
    from simulator.report.results import goal

    place, base = call.place, call.scenario(scenario)
    base = neutral(base) if from_neutral else base
    wanted = all_targets(targets, place, base)
    names = None if levers is None else [name.strip() for name in levers.split(",")]
    refuse_repeats(names or (), "--levers")
    years = place.base_year + 1, max(target.year for target in wanted)
    limits = Limits.stated(budget, _caps(year_caps), years, ("--budget", "--year-caps"))
    allowed = searchable(names, allow_judgement)
    found = minimise_cost(place, base, wanted, allowed, chance, limits, central_only=central)
    return goal.section(place, found)


def _caps(text: str | None) -> dict[int, float] | None:
    """Return year -> limit [billion VND] of an option such as ``2026=50,2027=60``."""
    if text is None:
        return None
    caps: dict[int, float] = {}
    for part in text.split(","):
        stated = _CAP.fullmatch(part.strip())
        if stated is None or int(stated[1]) in caps:
            raise input_error(
                f"{part!r}: viết như 2026=50 (tỷ đồng), mỗi năm một lần",
                f"{part!r}: write it like 2026=50 (billion VND), each year once",
                key="--year-caps",
            )
        caps[int(stated[1])] = read_alone(stated[2], "--year-caps")
    return caps

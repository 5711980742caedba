"""How a command is made: its options, its errors, and the call that it is handed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.bilingual import STATUS_BAD_INPUT, Command, Group, language_of, quiet_of_group
from simulator.cli.options import (
    format_option,
    lang_option,
    quiet_option,
    region_option,
)
from simulator.cli.output import remark, tell
from simulator.cli.progress import progress_shown
from simulator.dataclass import dataclass
from simulator.errors import InputError

if TYPE_CHECKING:
    from simulator.inputs.region import Region
    from simulator.inputs.scenario import Scenario
    from simulator.report.document import Section

Option = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What Click's ``option`` and ``argument`` return."""


@dataclass(frozen=True)
class Call:
    """What every command is handed.

    Parameters
    ----------
    language : "vi" or "en"
    layout : "table", "csv" or "json"
    region, law_as_of : as the options say
    """

    language: str
    layout: str = "table"
    region: str = ""
    law_as_of: str | None = None

    @functools.cached_property
    def place(self) -> Region:
        """Return the region of ``--region`` with the law of ``--law-as-of``."""
        return self.place_called(self.region, self.law_as_of)

    def place_called(self, name: str, law_as_of: str | None = None) -> Region:
        """Return a region with the law known on a day."""
        from simulator.api.given import region_of

        return region_of(name, law_as_of, "--law-as-of")

    def scenario(self, name: str, place: Region | None = None) -> Scenario:
        """Return a scenario that fits a region, whose own counts do not contradict one another.

        Raises
        ------
        InputError
            with everything that is wrong with either.
        """
        from simulator.api.given import scenario_of
        from simulator.inputs.scenario_timing import early_starts

        place = place or self.place
        scenario = scenario_of(name, place)
        remark(scenario, early_starts(scenario, place))
        return scenario

    def scenarios(self, names: Sequence[str]) -> list[Scenario]:
        """Return several scenarios that fit the region, each of its own name."""
        from simulator.inputs.scenario_check import refuse_namesakes

        chosen = [self.scenario(name) for name in names]
        refuse_namesakes(chosen, names)
        return chosen

    def projected(self, year: int, *places: Region) -> None:
        """Refuse a year that is not projected, here or in the places named."""
        from simulator.api.given import year_ahead

        for place in places or (self.place,):
            year_ahead(year, place, "--year")

    def show(self, *sections: Section) -> None:
        """Print results in the form of ``--format``."""
        from simulator.report import writers

        click.echo(writers.write(sections, self.layout, self.language), nl=False)


def group(function: Callable[[], None]) -> click.Group:
    """Return a group of commands, called as the function is, without ``_command``."""

    @functools.wraps(function)
    def run(lang: str | None, quiet: bool) -> None:
        function()

    name = function.__name__.removesuffix("_command")
    return click.group(name, cls=Group)(quiet_option(lang_option(run)))


def command(
    *options: Option,
    region: bool = True,
    formats: bool = True,
    under: click.Group | None = None,
) -> Callable[[Callable[..., object]], click.Command]:
    """Return what makes a command of a function of a :class:`Call` and its own options.

    The command is called as the function is, without ``_command``. A section that the function
    returns is printed; bad input is told in one line a problem, with status 2 and no traceback.

    Parameters
    ----------
    options : its own options and arguments, in the order of the help
    region : whether it has ``--region`` and ``--law-as-of``
    formats : whether it has ``--format``
    under : the group that it belongs to
    """
    shared = [*([region_option] if region else []), *([format_option] if formats else [])]

    def made(function: Callable[..., object]) -> click.Command:
        @functools.wraps(function)
        def run(lang: str | None, quiet: bool, **given: Any) -> None:  # noqa: ANN401
            names = ("layout", *(("region", "law_as_of") if region else ()))
            call = Call(language_of(lang), **{n: given.pop(n) for n in names if n in given})
            try:
                with progress_shown(call.language, quiet=quiet or quiet_of_group()):
                    found = function(call, **given)
                if found is not None:
                    call.show(*(found if isinstance(found, list) else [found]))
            except InputError as error:
                tell(error, call.language)
                raise SystemExit(STATUS_BAD_INPUT) from None

        ready: Callable[..., Any] = run
        for option in reversed([*options, *shared, quiet_option, lang_option]):
            ready = option(ready)
        name = function.__name__.removesuffix("_command")
        whole = click.command(name, cls=Command, context_settings={"show_default": True})(ready)
        if under is not None:
            under.add_command(whole)
        return whole

    return made

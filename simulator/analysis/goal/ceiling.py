"""What no mix of the levers can pass: an upper bound of each target, draw by draw.

The insured are counted in two parts that take from one another: who gains compulsory members
takes them partly from voluntary ones. Each part is bounded by itself, so that what one takes from
the other is left out, to the optimistic side:

- every effect of a lever stands at its drawn value, or at nought where it was drawn harmful; the
  effects of a lever on the other part are left out (digital services: either access or compliance);
- the levers that raise the part stand at their ends, all others at neutral. Covered jobs follow
  last year's, growth, projects, owners and compliance, and rise in each; voluntary members rise
  in recruitment and fall in price and lapse. Where the response of recruitment to price was drawn
  below nought it stays so, since law moves prices too, and the top-up stands at neutral;
- a lever whose sign the model leaves open (people hired away are replaced, with luck by more) is
  moved to its end alone, and what it gains in a draw is added;
- the labour force is the least that any of these runs has.

The places of people among ages move a little too, which no such argument bounds: ``ALLOWANCE`` is
twice and more of what was ever seen of it (``tools/goal_sweep.py`` looks for more).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from simulator.analysis.goal.question import Target
from simulator.analysis.goal.runs import Runs, reached_with
from simulator.declaration import Channel
from simulator.indicators import INDICATORS
from simulator.inputs.keys import Assumed, Level
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection import Projection, Sample, Values, assumptions_of
from simulator.schemes import DENOMINATOR, NUMERATORS

ALLOWANCE = 0.005
"""Of a count, added for what the places of people among ages may do."""
_TO_VOLUNTARY = (Channel.AWARENESS, Channel.ACCESS, Channel.RETENTION, Channel.TOPUP)
_TO_COMPULSORY = (Channel.CAPITAL, Channel.COMPLIANCE, Channel.OWNERS)


def _raising(channels: Iterable[Channel]) -> tuple[str, ...]:
    """Return the levers that act by one of the channels."""
    return tuple(lever.name for lever in LEVERS.values() if any(lever.acts_by(c) for c in channels))


def _crossing(channel: Channel, other: Iterable[str]) -> tuple[str, ...]:
    """Return the effects by one channel of levers that raise the other part."""
    return tuple(
        effect.parameter
        for name in other
        for effect in LEVERS[name].effects
        if effect.channel is channel and effect.parameter
    )


RAISE_VOLUNTARY, RAISE_COMPULSORY = _raising(_TO_VOLUNTARY), _raising(_TO_COMPULSORY)
ENFORCE = tuple(name for name in _raising((Channel.COMPLIANCE,)) if name not in RAISE_VOLUNTARY)
_COMPLIANCE = _crossing(Channel.COMPLIANCE, RAISE_VOLUNTARY)
_ACCESS = _crossing(Channel.ACCESS, RAISE_COMPULSORY)
_TOP_UPS = _raising((Channel.TOPUP,))
_EFFECTS = sorted({e.parameter for v in LEVERS.values() for e in v.effects if e.parameter})
COMPULSORY, VOLUNTARY, UI = "compulsory_si", "voluntary_si", "ui_participants"
_PARTS = {
    "si_participants": (COMPULSORY, VOLUNTARY),
    "voluntary_si": (VOLUNTARY,),
    "ui_participants": (UI,),
}
"""Count of a share's numerator -> the parts that are bounded by themselves."""


class _Bounded(NamedTuple):
    """An upper bound of a count, and the labour force of each run that gave it; (year, draw)."""

    most: Array
    forces: list[Array]


def ceilings(runs: Runs, size: int, chance: float) -> Array:
    """Return what no mix passes of each target with a chance: (target,) [share].

    Parameters
    ----------
    size : draws of the bound; 1 for the central run, where the chance means nothing
    """
    bounds = np.stack(ceiling_of(runs, size), axis=1)
    return reached_with(bounds, chance)


def ceiling_of(runs: Runs, size: int) -> list[Array]:
    """Return an upper bound of each target's share in each draw: target -> (draw,)."""
    relaxed = {
        VOLUNTARY: _Part(runs, size, RAISE_VOLUNTARY, ENFORCE, _COMPLIANCE),
        COMPULSORY: _Part(runs, size, RAISE_COMPULSORY, RAISE_VOLUNTARY, _ACCESS),
    }
    relaxed[UI] = relaxed[COMPULSORY]

    def bounded(target: Target) -> Array:
        parts = [relaxed[name].bounded(name) for name in _PARTS[NUMERATORS[target.indicator]]]
        row = target.year - runs.region.base_year
        most = np.asarray(sum(part.most[row] for part in parts))
        force = np.minimum.reduce([f[row] for part in parts for f in part.forces])
        return np.asarray(most * (1.0 + ALLOWANCE) / force)

    return [bounded(target) for target in runs.targets]


class _Part:
    """A part of the insured, its levers at their ends.

    Parameters
    ----------
    raising : levers that raise it
    crossing : levers of one kind that move the other part, tried together
    left_out : effects of levers that raise this part on the other
    """

    def __init__(
        self,
        runs: Runs,
        size: int,
        raising: Iterable[str],
        crossing: Iterable[str],
        left_out: Iterable[str],
    ) -> None:
        self.runs, self.size, self.left_out = runs, size, frozenset(left_out)
        self.offered = {lever.name for lever in runs.offered}
        self.raising = self.offered.intersection(raising)
        self.crossing = frozenset(crossing)
        self._known: list[Projection] = []

    def bounded(self, count: str) -> _Bounded:
        """Return the count with every lever at its best end in each draw."""
        if not self._known:
            self._known = [self._run((), self.left_out), *self._others()]
        first, *others = (INDICATORS[count].of(p) for p in self._known)
        gains = (np.maximum(other - first, 0.0) for other in others)
        forces = [p.total(DENOMINATOR) for p in self._known]
        return _Bounded(np.asarray(sum(gains, first)), forces)

    def _others(self) -> list[Projection]:
        """Run levers that need not raise the part, on top of those that do."""
        crossing = (self.offered - self.raising).intersection(self.crossing)
        alone = sorted(self.offered - self.raising - crossing)
        # The effects that were left out come with them.
        together = self._run(crossing, frozenset())
        return [together, *(self._run((name,), self.left_out) for name in alone)]

    def _run(self, more: Iterable[str], left_out: frozenset[str]) -> Projection:
        at_end = self.raising.union(more)
        # A lever that is not searched is as the base states it, unless moving it does more.
        levels = {lever.name: lever.neutral for lever in self.runs.levers}
        levels |= {name: LEVERS[name].high for name in at_end}
        drawn = _favourable(self.runs, self.size, left_out, at_end.intersection(_TOP_UPS))
        return self.runs.run(self.runs.scenario_at(levels), self.size, drawn)


def _favourable(
    runs: Runs, size: int, left_out: frozenset[str], topped_up: Iterable[str]
) -> Sample:
    """Return the draws with every effect of a lever at its best.

    Parameters
    ----------
    left_out : effects that stand at nought
    topped_up : levers that stand at neutral where recruitment was drawn to rise with the price
    """
    sample = runs.sample(size)
    values = Values(assumptions_of(runs.region, runs.base), sample)
    found = dict(sample.values)
    for name in _EFFECTS:
        drawn = np.zeros(1) if name in left_out else np.maximum(values(name), 0.0)
        found[Assumed(name)] = np.broadcast_to(drawn, (size,))
    helps = np.broadcast_to(values("price_elasticity_entry") >= 0.0, (size,))
    for name in topped_up:
        lever = LEVERS[name]
        found[Level(name)] = np.where(helps, lever.high, lever.neutral)
    return Sample(size, found)

"""How far a command has got, on the terminal of whoever waits for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from simulator.progress import watched_by
from simulator.text import Text

PATIENCE = 1.0
"""Seconds after which whoever waits is told how long it may still take."""
FINE = 1000
"""Steps of a bar."""
_LABEL = Text("Đang tính", "Working")


@contextmanager
def progress_shown(language: str, *, quiet: bool = False) -> Iterator[None]:
    """Show a bar with the time left on stderr, where that is a terminal and the work takes long."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    bar = _Bar(language)
    try:
        with watched_by(bar.told):
            yield
    finally:
        bar.ended()


class _Bar:
    """A bar that appears where there is still something to wait for."""

    def __init__(self, language: str) -> None:
        self._begun = time.time()
        self._bar = click.progressbar(
            length=FINE, label=_LABEL.in_(language), file=sys.stderr, show_pos=False
        )
        # Time left is told from the beginning of the work, not of the bar.
        self._bar.start = self._bar.last_eta = self._begun
        self._shown = False

    def told(self, share: float) -> None:
        """Show how far the work has got."""
        if not self._shown and time.time() - self._begun < PATIENCE:
            return
        self._shown = True
        self._bar.update(round(FINE * share) - self._bar.pos)

    def ended(self) -> None:
        """Leave the line to what comes next."""
        if self._shown:
            click.echo("\r\033[K\033[?25h", file=sys.stderr, nl=False)

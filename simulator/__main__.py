"""``python -m simulator``."""

from simulator.cli import main

main(prog_name="simulator")

"""The year made into C: traced on symbols, written out, compiled once, run for many draws."""

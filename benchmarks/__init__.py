"""Figures that anyone can run: each prints a table, and `--json` for a script."""

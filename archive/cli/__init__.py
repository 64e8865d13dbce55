"""The command line: `arsip`."""

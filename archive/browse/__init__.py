"""The archive's reading room: Datasette over `archive.db`, read-only, with the archive's own pages before it."""

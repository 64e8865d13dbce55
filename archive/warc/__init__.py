"""Captures on disk: WARC files and their records, ours and other crawlers'."""

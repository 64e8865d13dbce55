"""What becomes of an article: revisions and how much they matter, templates, removals, other readings."""

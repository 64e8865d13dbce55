"""From a researcher's words to rows: the query, what it means, facets, counts, timelines."""

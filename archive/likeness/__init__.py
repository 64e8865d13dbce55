"""Which articles are one text or tell of one event: found, compared, told, and corrected by people."""

"""Getting to know a site: what runs it and which ways in it offers, from its answers alone."""

"""Going to sites, and reading what they answer."""

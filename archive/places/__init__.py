"""Places and government units: the gazetteer, the registry, and how texts name both."""

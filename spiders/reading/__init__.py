"""Page in, item out: pure functions without network, clock or global state."""

"""What happens between the frontier and the network: capture, politeness, guard."""

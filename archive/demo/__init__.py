"""The demo: two invented sites on loopback, and a tour through what Arsip makes of them."""

"""How Indonesian newsrooms write: days, numbers, datelines, credits, set phrases, and what is no part of a text."""

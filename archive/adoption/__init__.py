"""Sites before and besides their crawls: looked at, adopted, listed, edited, checked."""

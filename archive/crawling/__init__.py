"""What a crawl goes by and leaves behind: rounds, polls, ways in, patterns, politeness, what is looked at later."""

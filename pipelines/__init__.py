"""What happens to an item: one file, one class, one verb."""

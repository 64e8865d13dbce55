"""What is missing, and whether what is there is whole."""

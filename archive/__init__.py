"""What is kept, and its faces. The ground floor: it imports neither `spiders` nor `pipelines`."""

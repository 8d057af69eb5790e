"""Rules that the product can dispatch by. The arena compares them, and others, on simulated days."""

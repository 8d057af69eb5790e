"""A past day of the product as a file: gathered, checked by asking again, and played by other rules."""

"""Public instance files as problems: read, never shipped."""

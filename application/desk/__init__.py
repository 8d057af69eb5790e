"""The exceptions queue of the dispatchers."""

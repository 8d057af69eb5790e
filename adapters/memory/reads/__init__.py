"""What screens read, from memory: the same answers as the selects of `adapters.persistence.reads`."""

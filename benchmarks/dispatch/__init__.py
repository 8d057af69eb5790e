"""Matching against its peers: cost and served orders stand beside the time."""

"""Whole minor units: rounding a percentage, and sharing a total over lines."""

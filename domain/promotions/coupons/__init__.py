"""Batches, codes and the life of a coupon."""

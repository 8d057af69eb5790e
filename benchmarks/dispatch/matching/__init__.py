"""Matching over places at scale, against solvers that are given all pairs."""

"""Timelines in machine code: trying one visit everywhere, and pricing bundles of visits. As in planning/kernels."""

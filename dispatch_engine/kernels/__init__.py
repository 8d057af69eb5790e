"""Timelines in machine code, as in planning/kernels: visits tried at every place, bundles priced."""

"""The lazy matcher in machine code: plain functions over arrays, compiled by numba, one specialisation each.

Prices are counted upwards: a worker's price p is what an order pays for taking it on top of the pair's cost,
at least the worker's own term and, in the language of linear programs, minus its dual. Nothing is
allocated in a kernel; whoever calls holds every array.
"""

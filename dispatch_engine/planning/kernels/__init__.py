"""The search in machine code: plain functions over arrays, compiled by numba, one specialisation each.

Every array comes from `layout`, so that types never vary. Rows of records are read by name. Random numbers
are unsigned inside and signed outside: mixing the two would turn both into floats.
"""

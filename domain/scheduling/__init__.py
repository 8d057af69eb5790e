"""One worker's time: shifts, leaves, committed visits, the travel between them, and what still fits.

Pure, in whole seconds. The only judge of "can this worker take this visit then".
"""

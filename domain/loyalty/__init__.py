"""Points: whole numbers in lots, under a double-entry ledger. Pure: no clock, no ids of its own, no I/O."""

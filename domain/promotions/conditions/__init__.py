"""When a rule holds: a typed tree over declared readings, checked when saved, compiled, explained."""
